"""Places whose names are numbers: corners of streets ("13th and Lido streets"), regions of a country ("Region 5")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger import lexicon
from ledger.lexicon.gazetteer import Place
from ledger.model import Span

_STREET = r"(?:\d{1,3}(?:st|nd|rd|th)|(?:[NSEW]\.\s)?[A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+)?)"
# the same by its first sign, with the word before it: the search skips the rest
_FIRST = (
    r"[A-Z\d](?:(?<=\bat\s.)|(?<=\bnear\s.)|(?<=\bof\s.)|(?<=\bon\s.))"
    r"(?:(?<=\d)\d{0,2}(?:st|nd|rd|th)|(?<=[A-Z])(?:(?<=[NSEW])\.\s[A-Z])?[a-z’'-]+(?:\s[A-Z][a-z’'-]+)?)"
)
_CORNER = lexicon.pattern(rf"{_FIRST}(?:\s(?i:{{street}}))?\s(?:and|&)\s{_STREET}\s(?i:{{streets}})\b")

_REGION = re.compile(r"(?<!\()Region\s(?:\d{1,2}\b(?!\.\d)|[IVX]{1,4}\b(?:-[AB]\b)?)")


def numbered_regions(text: str) -> Iterator[tuple[Span, Place]]:
    """The regions that a text tells by their numbers: "Region 5 reported seven deaths", "two in Region IV-A"."""
    for match in _REGION.finditer(text) if "Region " in text else ():
        yield Span(*match.span()), Place(name=match[0], kind="region", country=None, learned=True)


def corners(text: str) -> Iterator[tuple[Span, Place]]:
    """The corners that a text names, each as a place of its own (FACTS.md 5.30)."""
    for match in _CORNER.finditer(text) if "treet" in text or "venue" in text or "oad" in text else ():
        yield Span(*match.span()), Place(name=match[0], kind="venue", country=None, learned=True)
