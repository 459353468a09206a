"""Figures that say the figure before them once more: "7.7 million people, or 57 percent of all"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.lexicon.counted import PARTS_OF, is_money
from ledger.model import Fact

_HEDGED = lexicon.fill(r"(?:(?:by|from|an?|{hedge})\s+){0,2}")
_RESTATED = re.compile(
    rf"[^.;:,\d]{{0,40}},?\s+or\s+{_HEDGED}|[^.;:,\d]{{1,40}}(?:,|\s[–—-])\s+{_HEDGED}|[^.;:,\d]{{0,40}},\s+(?:up|down)\s+{_HEDGED}",
    re.I,
)
_UP = lexicon.pattern(
    rf"(?i)(?:[^.;:,\d]|\b20\d\d\b){{0,90}},\s(?:(?:up|down)\s(?:by\s)?|an?\s(?:[a-z-]+\s)?{{labels/change}}\sof\s){_HEDGED}"
)
_OF_THAT = lexicon.pattern(r"\s+of\s+(?:that|it|this|the\s+(?:total|{labels/sum of money}))\b(?!\s+[a-z]+s\b)")
_OF_WHICH = re.compile(
    r"\s+of\s+(?:which|whom|them|these|those)\s+(?:were|was|have|had|has|got)\b|\s+(?:[a-z]+ed|containment)\b"
)
_OF_OUTPUT = re.compile(r"\s+of\s+(?:GDP|gross|output|national|annual|its|the|all|total)\b")


def restates(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "7.7 million people, or 57 percent of all", "1,900 jobs, about 8 percent of its staff", "$2 billion, up 12 percent"."""
    between = text[previous.span.end : mention.span.start]
    if _OF_WHICH.match(text, mention.span.end) or "respectively" in text[mention.span.end : mention.span.end + 30]:
        return False  # "300 drones, 99 percent of which were shot down"
    kindred = mention.unit in PARTS_OF or (
        (mention.unit.isupper() or previous.measure == "revenue")
        and mention.unit[:3].isupper()
        and previous.unit.isupper()
    )
    if mention.unit in PARTS_OF and is_money(previous.unit) and _OF_THAT.match(text, mention.span.end):
        return True  # "needs $370 million and has 29 percent of that"
    if (mention.elided or mention.unit in PARTS_OF) and _UP.fullmatch(between):
        return True  # "grew to 259 cases, up 36 from Tuesday"
    if (
        mention.unit in PARTS_OF
        and is_money(previous.unit)
        and between == ", "
        and _OF_OUTPUT.match(text, mention.span.end)
    ):
        return True  # "a loss of $46 million, 0.8 percent of GDP"
    return kindred and _RESTATED.fullmatch(between) is not None
