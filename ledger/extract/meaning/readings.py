"""Readings of gauges told one after the other, whose unit is said once: "226 mm at the brewery, 198 at the school"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.words import labels
from ledger.extract.meaning.goes_on import QUALIFIED
from ledger.extract.numbers.currencies import is_currency
from ledger.extract.numbers.units import convert, is_physical
from ledger.model import Basis, Fact

_FAR = 8  # times one reading that another may be
_NEXT = re.compile(rf"[^.;:\d]{{0,80}}(?:[,;]|,?\s(?:and|but|or))\s+(?:{QUALIFIED}\s+)*")
_THERE = re.compile(
    rf"\s(?:at|in|on|off|near|over|by)\s(?:[\w’'-]+\s?){{1,5}}(?:[,.;)]|$|(?<=\s)and\s(?:{QUALIFIED}\s+)*\d)"
)
# "winds of 185 kph and bursts of | 230", "gusts up to | 230"
_GUSTS = lexicon.pattern(
    rf"[^.;:\d]{{0,60}}\b{{gusts}}(?:\s(?:of|to|at|reaching|up\sto|as\shigh\sas))*\s+(?:{QUALIFIED}\s+)*"
)


def is_next_reading(text: str, mention: Mention, previous: Fact) -> bool:
    """Whether a number alone is what another gauge showed, or how strong the gusts of a wind are."""
    if previous.measure not in labels("gauged measure") or mention.unit or not is_physical(previous.unit):
        return False
    if previous.sentence.end < mention.span.start or previous.basis is Basis.CHANGE:
        return False
    known, value = previous.low or previous.high or 0, mention.low or mention.high or 0
    if not (known and value and 1 / _FAR <= abs(value / known) <= _FAR):
        return False
    start = previous.span.end
    if previous.measure == "wind_speed" and _GUSTS.fullmatch(text, start, mention.span.start):
        return True
    return bool(_NEXT.fullmatch(text, start, mention.span.start) and _THERE.match(text, mention.span.end))


def same_gauge(mention: Mention, measure: str, previous: Fact | None, before: Sequence[Fact]) -> Fact | None:
    """The reading whose unit a number alone has that is read of the same: "47 degrees in Obora; Lida sweltered at 45".

    So it is with those of the sentence ``before``: "He sought 11 years. The defence asked for six.", "… at 75 mph. The limit is 65."
    """
    if not mention.elided or measure not in labels("measured alike") or mention.high == 1:
        return None
    if previous is not None and previous.measure == measure and is_physical(previous.unit):
        return previous
    alike = [
        fact for fact in before if fact.measure == measure and is_physical(fact.unit) and fact.basis is not Basis.CHANGE
    ]
    value = mention.low or mention.high or 0
    near = (
        fact
        for fact in reversed(alike)
        if measure == "temperature" or 1 / _FAR <= value / (fact.low or fact.high or 1) <= _FAR
    )
    return next(near, None)


def of_same_money(text: str, unit: str, previous: Fact | None, earlier: Sequence[Fact]) -> Fact | None:
    """The figure before, or that which it only converts: the 16 euros of "to 16 euros ($17.40) an hour from today's 14 euros"."""
    if previous is None or len(earlier) < _TWO or previous.unit.partition("/")[0] == unit:
        return previous
    first = earlier[-2]
    bracketed = text[first.span.end : previous.span.start].strip() == "("
    return first if bracketed and first.unit.partition("/")[0] == unit else previous


_TWO = 2


def priced_like(text: str, unit: str, basis: Basis, mention: Mention, facts: Sequence[Fact]) -> str:
    """The unit of a price with what the price told before it is for: "Brent fell to $82 a barrel, and Dubai crude to $75"."""
    prices = [fact for fact in facts if fact.measure == "price" and fact.basis is Basis.LEVEL]
    # "7 rupees ($0.10) a kilo, against 14 rupees"
    alike = [fact for fact in prices if fact.unit.partition("/")[0] == unit]
    last = next(reversed(alike or prices), None)
    if last is None or basis is Basis.CHANGE or "/" in unit:
        return unit
    between = text[last.span.end : mention.span.start].lower()
    if not labels("security").isdisjoint(re.findall(r"[a-z]+", between)):
        return unit  # "oil traded at $82 a barrel; shares of Halden rose to $90"
    currency, _, of = last.unit.partition("/")
    known, value = last.low or last.high or 0, mention.low or mention.high or 0
    near = known and value and 1 / _NEAR <= value / known <= _NEAR
    if is_currency(of):
        # "fell to K19.40 to the dollar before rebounding to K18.85"; the next sentence may tell of a loaf
        near = near and (last.sentence.end >= mention.span.end or _MONEY_TRADED.search(between) is not None)
        return last.unit if currency == unit and near else unit
    return last.unit if currency == unit and near and is_physical(of) and convert(1.0, of, "day") is None else unit


_MONEY_TRADED = lexicon.pattern(r"\b(?:{money traded}|currency)\b")
_NEAR = 2  # times one price that another of a like good may be
