"""The scene of a report's one event: the village that a landslide buried, however often its country is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.geography.places import Place, capital_country, contains, place_words
from ledger.extract.geography.placing import CARRIED, SEAT, is_goal, is_of_care
from ledger.extract.geography.running import lead_ends, running_spans
from ledger.extract.geography.sites import Site, is_water
from ledger.extract.geography.sizes import division_size, town_size
from ledger.extract.geography.story import base_name
from ledger.extract.lines.sentences import Sentence

NARROW = frozenset(("city", "venue"))
BEFORE_NOW = re.compile(r"\b(?:(?:19|20)\d\d|ago|earlier|previous|another|last\s(?:year|month)|similar)\b")
_BACK = re.compile(r"\b(?:[Ii]n\s(?:19|20)\d\d|[Ll]ast\s(?:year|month)|years?\sago|similar)\b")
_TAKEN_FAR = 90  # characters from "was taken" to "a hospital in the state capital, Obora"
_EVENT = lexicon.pattern(r"\b(?:{placewords/event at a point}|{placewords/done at a point})\b", re.IGNORECASE)
_EVENTS = lexicon.pattern(r"\b(?:{placewords/event at a point}e?s|{placewords/wide or over})\b", re.IGNORECASE)


def scene_of_event(text: str, sentences: Sequence[Sentence], sites: Sequence[Site], story: Place) -> Place | None:
    """The one town or venue in ``story`` at which the opening says that its one event happened; None where there is none.

    Floods and quakes are wider than any place they are told of; two towns told of share the event, or have one each.
    """
    if story.kind in NARROW:
        return None
    lead = lead_ends(text, sentences)[-1]
    if _EVENT.search(text, 0, lead) is None or _EVENTS.search(text, 0, lead) is not None:
        return None
    found: dict[str, Site] = {}
    for start, end in running_spans(text, sentences):
        if _BACK.search(text, start, end):
            continue
        for site in sites:
            if start <= site.span.start < end and _is_scene(text, site, story):
                found.setdefault(base_name(site.place), site)
    for name in [one for one in found if any(one.startswith(f"{other} ") for other in found)]:
        del found[name]  # the Lida base of a raid on Lida
    inner = [site for site in found.values() if not any(_holds(site, other) for other in found.values())]
    if len(inner) != 1 or inner[0].span.start >= max(lead, 1200):
        return None
    return inner[0].place


_OF_ALL_THE_REGION = lexicon.pattern(
    r"\bThe\s(?:{placewords/division like a province}|island)\s(?:has|had|is|was|will)\b"
)


def scene_of_lead(text: str, sentences: Sequence[Sentence], sites: Sequence[Site], story: Place) -> Place | None:
    """The first place within the story's region of which the opening sentence tells: "70 houses fell in Obo county of Lida"."""
    if story.kind != "region" or _OF_ALL_THE_REGION.search(text):
        return None
    start, end = next(iter(running_spans(text, sentences)), (0, 0))
    named = [site for site in sites if start <= site.span.start < end and site.placing]
    told = [
        one for one in named if not (one.aside or one.dateline or one.route or one.water or one.several or one.listed)
    ]
    if not told or any(base_name(one.place) == base_name(story) for one in told):
        return None
    own = [one for one in sites if base_name(one.place) == base_name(story) and one.placing and not one.dateline]
    if len(own) > _OFTEN or division_size(story.name) == 1 or town_size(story.name) == 1:
        return None
    place = told[0].place
    if " and " in text[slice(*told[0].span)]:
        return None
    held = contains(story, place) or story in told[0].holders or place.learned
    fit = place.kind in ("city", "region") and not is_water(place) and not capital_country(place.name)
    return place if held and fit else None


_OFTEN = 2  # times that a region is named, of all of which a report then tells


def _is_scene(text: str, site: Site, story: Place) -> bool:
    """Whether something happens at a site, which is narrower than the story's place and may lie in it."""
    if not site.placing or site.aside or site.dateline or site.route or site.water or site.several or site.listed:
        return False
    place = site.place
    if (
        (place.kind not in NARROW and not is_small(place))
        or capital_country(place.name)
        or is_goal(text, site.span.start)
        or SEAT.match(text, site.span.end)
        or CARRIED.search(text, max(0, site.span.start - _TAKEN_FAR), site.span.start)
    ):
        return False
    if place.kind == "venue" and is_of_care(place.name):
        return False
    land = story.name if story.kind == "country" else story.country
    return contains(story, place) or story in site.holders or place.learned or place.country in (None, land)


def is_small(place: Place) -> bool:
    """Whether a name says by its class that it is of a village, or of a part of a town."""
    last = place.name.rsplit(" ", 1)[-1].lower()
    return division_size(place.name) == 1 or last in place_words("part of a town")


def _holds(outer: Site, inner: Site) -> bool:
    """Whether one site is around another."""
    if outer is inner:
        return False
    return outer.place in inner.holders or contains(outer.place, inner.place)
