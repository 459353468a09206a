"""Which of the figures before lends a number without a noun its thing, or a bare number its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.words import noun_classes
from ledger.extract.meaning.goes_on import (
    QUALIFIED,
    goes_to,
)
from ledger.extract.meaning.inherit import (
    AT_PLACE,
    THAN_USUAL,
    is_earlier,
    is_raised,
    is_second_sum,
    splits,
)
from ledger.extract.meaning.of_which import whole_of
from ledger.extract.meaning.readings import is_next_reading
from ledger.extract.numbers.units import is_physical
from ledger.lexicon.counted import PARTS_OF, is_money
from ledger.model import Basis, Fact

_MORE_THAN = re.compile(r"\s+(?:more|less|fewer|higher|lower)\s+than\s+[^.;\d]{0,40}")
_AND_MORE = re.compile(r"[^.;:,\d]{0,60},?\s+and\s+")


def lender_of(text: str, mention: Mention, earlier: Sequence[Fact]) -> Fact | None:
    """Of the figures before it in its sentence, that whose thing a number without a noun counts too."""
    last = earlier[-1] if earlier else None
    if (whole := whole_of(text, mention, earlier)) is not None:
        return whole
    shared = last is not None and last.unit in PARTS_OF and len(earlier) > 1 and earlier[-2].unit not in PARTS_OF
    if last is not None and shared and _MORE_THAN.fullmatch(text, last.span.end, mention.span.start):
        return earlier[-2]  # "110.8 million hectares, 1.9 percent more than last year's 108.8 million"
    counts = last is not None and not (is_physical(last.unit) or is_money(last.unit) or last.unit in PARTS_OF)
    if last is not None and counts and _AND_MORE.fullmatch(text, last.span.end, mention.span.start):
        return last  # "two plants in Lida and one in Obora"
    part = counts and last is not None and _INCLUDING.fullmatch(text, last.span.end, mention.span.start) is not None
    if part and last and (mention.low or 0) <= (last.low or 0) and "locality" not in noun_classes(last.unit):
        return last  # "nine were hurt and 18 coaches were hit, including seven that burned out"
    told = [fact for fact in reversed(earlier) if fact.measure != "other"]
    if AT_PLACE.match(text, mention.span.end):  # "40 houses in nine districts, including six in Obora"
        told = [fact for fact in told if "locality" not in noun_classes(fact.unit)] or told
    return told[0] if told else None


_INCLUDING = re.compile(rf"[^.;:\d]{{0,80}},?\s+including\s+(?:{QUALIFIED}\s+)*", re.IGNORECASE)
_LENT = 24  # characters between "2 percent" and the "3" of "from 2 percent last year to 3"
_MOVED_BY = lexicon.pattern(rf"\b(?:{{numbers/moves}}|by|{{gains or sheds}})\s+(?:{QUALIFIED}\s+)*$")
_UP = re.compile(rf"[^.;:\d]{{1,80}},?\s+(?:up|down)\s+(?:by\s+)?(?:{QUALIFIED}\s+)*")
_ON_LAST = re.compile(r"\s+(?:on|from|over|compared|year|month|week)\b|\s*[.,;)]")
_ANOTHER = re.compile(r"[^.;:\d]{1,60}\s+(?:and|with)\s+(?:another|an\s+additional|a\s+further)\s+")


def _is_step_of(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "29.3 million kilos, the board said, | up 2.1 million on the previous year", "18 inches had fallen by noon and another | 4 were expected"."""
    if (
        previous.unit in PARTS_OF
        or previous.sentence.end < mention.span.end
        or (mention.low or 0) > (previous.low or 0)
    ):
        return False
    if _UP.fullmatch(text, previous.span.end, mention.span.start):
        return _ON_LAST.match(text, mention.span.end) is not None
    return is_physical(previous.unit) and _ANOTHER.fullmatch(text, previous.span.end, mention.span.start) is not None


def is_for_rival(text: str, mention: Mention, previous: Fact) -> bool:
    """Whether a number is what a rival had in the poll or vote just told: "drew 44 percent to | 21 for Banda"."""
    running = previous.unit == "percent" and previous.measure in ("poll_share", "votes")
    return running and (mention.low or 0) <= _ALL and _FOR_RIVAL.match(text, mention.span.end) is not None


_ALL = 100  # percent
_FOR_RIVAL = re.compile(r"\s(?:percent\s)?for\s(?:[a-z]+\s){0,3}[A-Z]")


def unit_lender(text: str, mention: Mention, previous: Fact | None) -> Fact | None:
    """The figure whose unit a number without a noun may share: "rose 2 percent; the index closed at 7,250" is none."""
    if previous and mention.elided and previous.basis is Basis.CHANGE and is_raised(text, mention, previous):
        return None  # "rose 17 percent to 746,000" are no percent
    if previous is None or previous.unit == "person" or mention.span.start - previous.span.end <= _LENT:
        return previous
    between = text[previous.span.end : mention.span.start]
    if mention.elided and (goes_to(text, mention, previous, between) or is_next_reading(text, mention, previous)):
        return previous  # "grew from 300 acres on Sunday morning to 9,000"
    usual = THAN_USUAL.match(text, mention.span.end) is not None
    if mention.elided and (usual or splits(text, mention, previous) or is_earlier(text, mention, previous)):
        return previous  # "5.8 million tonnes of grain in May, down from 6.3 million"; "6,100 acres burned (4,000 in the hills and 2,100 in the plain)"
    if mention.elided and is_money(previous.unit) and is_second_sum(text, mention, previous):
        return previous
    moved = previous.basis is Basis.CHANGE and previous.unit in PARTS_OF
    if mention.elided and moved and _MOVED_BY.search(text, previous.span.end, mention.span.start):
        return previous  # "food cost 3 percent more; meat alone was up 11"
    if mention.elided and is_for_rival(text, mention, previous):
        return previous
    if mention.elided and _is_step_of(text, mention, previous):
        return previous
    return None if previous.unit == "percent" or is_money(previous.unit) or is_physical(previous.unit) else previous
