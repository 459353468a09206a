"""What holds a list of places of which no list tells more than their country."""

from __future__ import annotations

from ledger.extract.geography.places import Place
from ledger.extract.geography.placing import SMALL
from ledger.extract.geography.sites import Site
from ledger.extract.geography.story import base_name


def holder_of_list(text: str, story: Place | None, site: Site) -> str | None:
    """What holds a list of small places of one country (FACTS.md 5.30): the region of which the story speaks."""
    parts = site.listed
    if story is None or story.kind != "region" or base_name(story) in map(base_name, parts):
        return None
    small = SMALL.match(text, site.span.end) or all(one.kind == "city" for one in parts)
    within = story.country == site.place.name and all(one.within in (None, story.name) for one in parts)
    return story.name if small and within else None
