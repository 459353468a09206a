"""Readings of places told in a row: "Lida recorded 125 mm, Obora 120.5 mm and Upper Lido 51 mm"."""

from __future__ import annotations

import re
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
# "Chad has taken in 20,624, and | Mali at least 8,900"
_ALSO = lexicon.pattern(
    r"\d(?:,?\s(?:[a-z]+\s)?(?:and|while|but)|(?:\s[a-z]+)?,)\s(?:the\s)?(?:[A-Z][\w.’'-]+\s){1,3}(?:{hedge}\s)?$"
)
_NEXT_CLAUSE = re.compile(r"(?:[A-Z][\w.’'-]+\s)+(?:has|have|had|is|was|reported|reports|hosts|received|took|takes)\b")
# "with results as follows: Lido House - 111 screened, three of them ill; Obora - 387"
_ITEM = re.compile(r"[:;]\s((?:[A-Z][\w’'-]+\s){1,3})[-–—]\s(?=\d)")
_HEDGED = 16  # characters of "at least" and the like
_ROW = 2  # readings of which a row is at least


def turn_of(
    text: str, sites: Sequence[Site], figures: Sequence[int], at: Span, sentence: Span, measure: str
) -> str | None:
    """The place whose name stands before a reading, in a row of such; else the one that answers to a figure by its turn."""
    name = _station(text, at.start, sentence) if measure in _READINGS else None
    if name is not None and sum(_station(text, figure, sentence) is not None for figure in figures) >= _ROW:
        return next((name_of(one) for one in sites if text.startswith(name, one.span.start)), _known(name))
    if (name := _item(text, at, sentence)) is not None:
        return name
    return _next_land(text, sites, at, sentence) or respective(text, sites, figures, at, sentence)


def _station(text: str, figure: int, sentence: Span) -> str | None:
    found = _STATION.search(text[max(sentence.start, figure - 80) : figure])
    name = found[1].strip() if found else ""
    words = name.split()
    if not words or name.isupper() or not place_words("calendar").isdisjoint(words):
        return None
    return None if words[0] in place_words("opener") or words[-1] in place_words("organisation") else name


def _item(text: str, at: Span, sentence: Span) -> str | None:
    """The place that heads the figure's item of a list, where the text speaks of something in it."""
    if " - " not in text[sentence.start : at.start] and " – " not in text[sentence.start : at.start]:
        return None
    heads = [match[1].strip() for match in _ITEM.finditer(text, sentence.start, at.start + 1)]
    more = _ITEM.search(text, at.end, sentence.end)
    if not heads or len(heads) + (more is not None) < _ROW:
        return None
    place = look_up(heads[-1])
    within = place is not None or re.search(rf"\b(?:in|at|and)\s(?:the\s)?{re.escape(heads[-1])}\b", text) is not None
    return _known(heads[-1]) if within else None


def _next_land(text: str, sites: Sequence[Site], at: Span, sentence: Span) -> str | None:
    """The country right before a figure that is told of it as another was of the country before: "…, and Mali at least 8,900"."""
    for site in sites:
        if site.place.kind == "country" and 0 < at.start - site.span.end < _HEDGED:
            said = _ALSO.search(text, max(sentence.start, site.span.start - 24), at.start)
            if said is not None and _NEXT_CLAUSE.search(text, sentence.start, site.span.start):
                return name_of(site)
    return None


def _known(name: str) -> str:
    place = look_up(name)
    return place.name if place is not None else name
