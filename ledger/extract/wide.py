"""The wide mode: numbers that state no figure by the contract, and that other uses count all the same.

Ages ("a 65-year-old"), times used only to place something ("nine days later"), participants already known ("the two
sides"), "one of the best phones", numbers without a noun. Off by default; nothing here changes what the strict mode finds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.extract.comparators import bounds, comparator_of
from ledger.extract.filters import is_name
from ledger.extract.find import count_unit
from ledger.extract.mention import Mention, token_at
from ledger.extract.numerals import Numeral, find_numerals
from ledger.extract.parse import Tree
from ledger.extract.phrase import Counted, read_counted
from ledger.extract.times import TimeExpression
from ledger.extract.units import UnitMention, unit_after
from ledger.extract.words import noun_classes
from ledger.model import Span

NUMBER = "dimensionless"
_AGE = re.compile(r"[\s-]*(?P<unit>year|month|week|day)s?[\s-]*(?:olds?\b|of[\s-]+age\b)", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:aged|age|ages|life\s+expectancy\b[^.;]{0,40})\s+(?:is\s+|was\s+|of\s+|about\s+|around\s+)*$", re.I
)
_DURATION = re.compile(r"(?:[a-z]+\s+)?(?:\d|[a-z]+[\s-]).*(?:hour|day|night|week|month|year|decade|minute)s?\b", re.I)
_CALENDAR = re.compile(r"\b(?:19|20)\d\d\b|^day\s+\d|:|\b[ap]\.?m\b", re.IGNORECASE)


def wide_mentions(
    text: str, sentence: Span, tree: Tree, times: Sequence[TimeExpression], found: Sequence[Mention]
) -> tuple[Mention, ...]:
    """``found`` and what the strict mode leaves out, in text order. Dates, names and ordinals stay out."""
    dates = tuple(time.span for time in times if not _is_length(text[slice(*time.span)]))
    extra = [
        mention
        for numeral in find_numerals(text, *sentence)
        if not any(numeral.span.start < m.span.end and numeral.span.end > m.span.start for m in found)
        if not is_name(text, numeral, sentence, dates)
        if (mention := _mention(text, sentence, tree, numeral)) is not None
    ]
    return tuple(sorted([*found, *extra], key=lambda mention: mention.span))


def _is_length(time: str) -> bool:
    """E.g. "the last 200 days", "six minutes later" hold a length of time; "8 September" and "day 3" do not."""
    return _DURATION.match(time) is not None and _CALENDAR.search(time) is None


def _mention(text: str, sentence: Span, tree: Tree, numeral: Numeral) -> Mention | None:
    number = token_at(tree, *numeral.span)
    counted = read_counted(tree, *numeral.span)
    if number is None or counted is None:
        return None
    comparator = comparator_of(text, numeral, *sentence)
    low, high = bounds(numeral, comparator)
    unit, classes = _unit(text, sentence, numeral, counted)
    return Mention(
        span=numeral.span, low=low, high=high, comparator=comparator, unit=unit, classes=classes, counted=counted, number=number,
        vague=numeral.vague,
    )  # fmt: skip


def _unit(text: str, sentence: Span, numeral: Numeral, counted: Counted) -> tuple[str, frozenset[str]]:
    if numeral.unit:
        return numeral.unit, frozenset()
    age = _AGE.match(text, numeral.span.end, sentence.end)
    if age:
        return f"{age['unit'].lower()}_of_age", frozenset(("age",))
    if _AGED.search(text, max(sentence.start, numeral.span.start - 60), numeral.span.start):
        return "year_of_age", frozenset(("age",))
    unit: UnitMention | None = unit_after(text, numeral.span.end, sentence.end)
    if unit:
        return unit.name, frozenset((unit.dimension,))
    classes = noun_classes(counted.noun)
    return "person" if "person" in classes else count_unit(counted.noun) or NUMBER, classes
