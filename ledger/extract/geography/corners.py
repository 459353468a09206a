"""Corners of two streets: "near 13th and Lido streets", "at Obora Avenue and 5th Street"."""

from __future__ import annotations

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


def corners(text: str) -> Iterator[tuple[Span, Place]]:
    """The corners that a text names, each as a place of its own (FACTS.md 5.30)."""
    for match in _CORNER.finditer(text) if "treet" in text or "venue" in text or "oad" in text else ():
        yield Span(*match.span()), Place(name=match[0], kind="venue", country=None, learned=True)
