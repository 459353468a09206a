"""The sites that speak for a story's place: a road runs through many places, and a court sits where nothing else happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.extract.geography.corners import is_numbered_road
from ledger.extract.geography.places import look_up
from ledger.extract.geography.sites import Site


def voting(sites: Sequence[Site]) -> Iterator[Site]:
    """The sites without numbered roads, a court's as one of its town: "jailed at Lida Crown Court", for what was done near by."""
    for site in sites:
        if is_numbered_road(site.place.name):
            continue
        yield _in_town(site) if site.place.name.endswith(" Court") else site


def _in_town(site: Site) -> Site:
    words = site.place.name.split()
    towns = (look_up(" ".join(words[:width])) for width in range(len(words) - 1, 0, -1))
    return replace(site, place=next((town for town in towns if town is not None), site.place), aside=True)
