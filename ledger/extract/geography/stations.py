"""Readings of places told in a row: "Lida recorded 125 mm, Obora 120.5 mm and Upper Lido 51 mm"."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.geography.respective import respective
from ledger.extract.geography.sites import Site, name_of
from ledger.lexicon.gazetteer import look_up, place_words
from ledger.model import Span

_READINGS = frozenset(("rainfall", "temperature", "wind_speed", "height"))
# From the name to the figure, behind what parts it from the reading before.
_STATION = lexicon.pattern(
    r"(?:(?<=[,;.]\s)|(?<=\sand\s)|(?<=^))((?:[A-Z][\w’'-]+\s){1,3})(?:\([\w ]+\)\s)?(?:{placewords/took a reading}\s|with\s|at\s)?(?:{hedge}\s)?$"
)
_ROW = 2  # readings of which a row is at least


def turn_of(
    text: str, sites: Sequence[Site], figures: Sequence[int], at: Span, sentence: Span, measure: str
) -> str | None:
    """The place whose name stands before a reading, in a row of such; else the one that answers to a figure by its turn."""
    name = _station(text, at.start, sentence) if measure in _READINGS else None
    if name is not None and sum(_station(text, figure, sentence) is not None for figure in figures) >= _ROW:
        return next((name_of(one) for one in sites if text.startswith(name, one.span.start)), _known(name))
    return respective(text, sites, figures, at, sentence)


def _station(text: str, figure: int, sentence: Span) -> str | None:
    found = _STATION.search(text[max(sentence.start, figure - 80) : figure])
    name = found[1].strip() if found else ""
    words = name.split()
    if not words or name.isupper() or not place_words("calendar").isdisjoint(words):
        return None
    return None if words[0] in place_words("opener") or words[-1] in place_words("organisation") else name


def _known(name: str) -> str:
    place = look_up(name)
    return place.name if place is not None else name
