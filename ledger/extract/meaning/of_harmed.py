"""Parts of those harmed, of whom something else is told: "Of the 10 deaths reported on Monday, eight involved people in care homes"."""

from __future__ import annotations

import re

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.words import SAYING, noun_classes, said_by
from ledger.model import Span

_OF_HARMED = re.compile(
    r"[“\"‘']?(?:(?:And|But|So)\s)?(?:Of|Among|Out\sof)\s(?:all\s)?(?:the|these|those|its)?\s?(?:(?:[\d,]+|[a-z-]+)\s){0,3}?"
    r"(?P<noun>[a-z]+)(?:\s[^.;:,\d]{0,60})?,\s"
)
_LATER = 160  # characters from there to the last of the parts
# what is told of them that harms nobody further
_WERE = re.compile(r"\s(?:of\s(?:them|these|those)\s)?(?:is|are|was|were)\s(?P<what>[a-z]+)\b")
_DID = re.compile(
    r"\s(?:of\s(?:them|these|those)\s)?(?:involved|concerned|lived|worked|attended|occurred|happened|belonged|came\sfrom|had\sbeen\sin)\b"
)
_WHERE = frozenset(
    ("in", "at", "from", "among", "of", "on", "under", "over", "aged", "between", "linked", "male", "female")
)


def of_harmed(text: str, sentence: Span, mention: Mention) -> str | None:
    """What befell those of whom the number is a part, where only who or where they were is told of it; else None."""
    if text[sentence.start : sentence.start + 1] not in "OAB“\"‘'":
        return None  # as mostly
    of = _OF_HARMED.match(text, sentence.start, mention.span.start)
    if of is None or mention.span.start - of.end() > _LATER or ";" in text[of.end() : mention.span.start]:
        return None
    said = said_by(of["noun"])
    return said if said is not None and _tells_who(text, mention.span.end) else None


def _tells_who(text: str, end: int) -> bool:
    if _DID.match(text, end) is not None:
        return True
    were = _WERE.match(text, end)
    classes = noun_classes(were["what"]) if were is not None else frozenset()
    return were is not None and (were["what"] in _WHERE or ("person" in classes and not classes & SAYING))
