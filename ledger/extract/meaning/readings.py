"""Readings of gauges told one after the other, whose unit is said once: "226 mm at the brewery, 198 at the school"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.words import labels
from ledger.extract.meaning.goes_on import QUALIFIED
from ledger.extract.numbers.units import is_physical
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


def same_gauge(mention: Mention, measure: str, previous: Fact | None) -> Fact | None:
    """The reading whose unit a number alone has that is read of the same: "47 degrees in Obora; Lida sweltered at 45"."""
    if previous is None or not mention.elided or previous.measure != measure or measure not in labels("gauged measure"):
        return None
    return previous if is_physical(previous.unit) else None
