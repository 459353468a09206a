"""Places whose names are numbers: corners of streets ("13th and Lido streets"), regions of a country ("Region 5"), roads ("the A77")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger import lexicon
from ledger.lexicon.gazetteer import Place
from ledger.lexicon.sought import Sought
from ledger.model import Span

_STREET = r"(?:\d{1,3}(?:st|nd|rd|th)|(?:[NSEW]\.\s)?[A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+)?)"
# the same by its first sign, with the word before it: the search skips the rest
_FIRST = (
    r"[A-Z\d](?:(?<=\bat\s.)|(?<=\bnear\s.)|(?<=\bof\s.)|(?<=\bon\s.))"
    r"(?:(?<=\d)\d{0,2}(?:st|nd|rd|th)|(?<=[A-Z])(?:(?<=[NSEW])\.\s[A-Z])?[a-z’'-]+(?:\s[A-Z][a-z’'-]+)?)"
)
_CORNER = Sought(rf"{_FIRST}(?:\s(?i:{{street}}))?\s(?:and|&)\s{_STREET}\s(?i:{{streets}})\b")

_REGION = re.compile(r"(?<!\()Region\s(?:\d{1,2}\b(?!\.\d)|[IVX]{1,4}\b(?:-[AB]\b)?)")


def told_by_numbers(text: str) -> Iterator[tuple[Span, Place]]:
    """All the corners, regions and roads that a text names by numbers."""
    yield from corners(text)
    yield from numbered_regions(text)
    yield from numbered_roads(text)


def numbered_regions(text: str) -> Iterator[tuple[Span, Place]]:
    """The regions that a text tells by their numbers: "Region 5 reported seven deaths", "two in Region IV-A"."""
    for match in _REGION.finditer(text) if "Region " in text else ():
        yield Span(*match.span()), Place(name=match[0], kind="region", country=None, learned=True)


_ROAD = lexicon.pattern(r"\b(?:{numbered road}\s\d{1,4}[A-Z]?|[AIMN]-?\d{1,4})\b")
_ROAD_WORDS = frozenset(("on", "along", "down", "off", "the", "near"))  # right before a road's name
# a number's rest, or a town, which tells it better: "on the N4 near Lida"
_NO_ROAD = re.compile(r"[\d.,-]*\d|,?\s(?:[a-z]+\s){0,3}?(?:near|in|at|outside|between)\s(?:the\s)?[A-Z]")


def numbered_roads(text: str) -> Iterator[tuple[Span, Place]]:
    """The roads that a text tells by their numbers: "a pile-up on Highway 16", "closed the A487"."""
    for match in _ROAD.finditer(text):
        before = text[max(0, match.start() - 7) : match.start()].split()
        if before and before[-1] in _ROAD_WORDS and not _NO_ROAD.match(text, match.end()):
            yield Span(*match.span()), Place(name=match[0], kind="venue", country=None, learned=True)


def is_numbered_road(name: str) -> bool:
    """Whether a place is a road told by its number, which runs through many places and is no story's."""
    return not name[-2:].isalpha() and _ROAD.fullmatch(name) is not None


def corners(text: str) -> Iterator[tuple[Span, Place]]:
    """The corners that a text names, each as a place of its own (FACTS.md 5.30)."""
    for match in _CORNER.finditer(text):
        yield Span(*match.span()), Place(name=match[0], kind="venue", country=None, learned=True)
