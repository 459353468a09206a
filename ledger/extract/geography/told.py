"""Where a report says that its event happened: "The fire broke out at 3 am at the Lido market", "A shell hit the village of Obora"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ledger import lexicon
from ledger.extract.geography.places import Place, capital_country, contains
from ledger.extract.geography.running import lead_ends, running_spans
from ledger.extract.geography.scene import BEFORE_NOW, NARROW, is_small
from ledger.extract.geography.sites import Site
from ledger.extract.geography.sizes import division_size
from ledger.extract.geography.story import base_name
from ledger.extract.lines.sentences import Sentence

_DISTRICT = 3  # the size of a division in which an event may be
_REACH, _NEXT = 90, 30  # characters from "broke out" and from "hit" to where
_HALF = 1500  # characters of a report in which it tells where: later ones tell of what was before
_EVENT = r"{placewords/event at a point}|{placewords/event told of}"
# By the first letter of what happens, so that the search need not try each word: "The attack on the convoy | took place".
_HAPPENS = lexicon.pattern(
    rf"\b(?:[Tt]h(?:e|is|at)\s(?:[\w’'-]+\s){{0,3}}?(?:{_EVENT})\b[^.;:\n]{{0,60}}?\s{{placewords/comes to pass}}|It\s{{placewords/comes to pass}})\b"
)
_HITS = lexicon.pattern(rf"\b(?:{_EVENT})[”\"’]?\s{{placewords/hits}}\s(?:the|a|an)?\b", re.IGNORECASE)


def told_scene(text: str, sentences: Sequence[Sentence], sites: Sequence[Site], story: Place) -> Place | None:
    """The one place of which sentences say that the event happened there, narrower than the story's; None where they tell of two."""
    if story.kind == "venue":
        return None
    found: dict[str, Place] = {}
    for site in _told(text, sentences, sites):
        if _is_narrower(site, story):
            found.setdefault(base_name(site.place), site.place)
    inner = [
        one for one in found.values() if not any(other != one and contains(one, other) for other in found.values())
    ]
    return inner[0] if len(inner) == 1 else None


def _told(text: str, sentences: Sequence[Sentence], sites: Sequence[Site]) -> Iterator[Site]:
    """The first site after the words that tell of an event that it happened, or what it hit."""
    starts = [site.span.start for site in sites]
    lead = lead_ends(text, sentences)[-1]
    for start, end in running_spans(text, sentences):
        if start > _HALF and start > len(text) // 2:
            return
        for pattern, reach in ((_HAPPENS, _REACH), (_HITS, _NEXT)) if start < lead else ((_HAPPENS, _REACH),):
            match = pattern.search(text, start, end)
            if match is None or BEFORE_NOW.search(text, start, end):
                continue
            index = bisect_left(starts, match.end())
            if index < len(sites) and sites[index].span.start < min(end, match.end() + reach):
                yield sites[index]


def _is_narrower(site: Site, story: Place) -> bool:
    """Whether a site may lie in the story's place and be where one event was."""
    if site.aside or site.dateline or site.route or site.water or site.several or site.listed:
        return False
    place, size = site.place, division_size(site.place.name)
    part = is_small(place)
    if (
        not (place.kind in NARROW or part or 0 < size <= _DISTRICT)
        or capital_country(place.name)
        or base_name(place) == base_name(story)
    ):
        return False
    if story.kind == "city":
        return part
    if contains(story, place) or story in site.holders:
        return True
    land = story.name if story.kind == "country" else story.country
    return place.learned or place.country in (None, land)
