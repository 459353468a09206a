"""What holds a place that a text leaves open: its state, the one region of which the text speaks, its country."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.extract.geography.places import Place, look_up, place_words
from ledger.extract.geography.sites import Site


def only_region(country: str | None, sites: Sequence[Site]) -> Place | None:
    """The one region of a country in which all its places lie that a text names and a list has; None where there are several.

    Where the country is named too, one town does not speak for all: "Quake in Haiti … Nine died in Nippes and two in Jacmel".
    """
    named = {one for site in sites for one in (site.place, *site.holders)}
    known = [one for one in named if one.country == country and not one.learned and one.kind in ("region", "city")]
    found = {one.name if one.kind == "region" and not one.within else one.within for one in known}
    alone = len(known) == 1 and any(one.kind == "country" for one in named)
    name = found.pop() if len(found) == 1 and not alone else None
    region = look_up(name) if name else None
    return region if region is not None and region.kind == "region" else None


def held_by(place: Place, outer: Place | None, home: str | None, region: Place | None) -> Place | None:
    """What holds a place that its chain leaves open: its state, the region named last before it, its country."""
    held = look_up(place.within) if place.within else None
    if held is not None and (held.kind == "continent" or (held.kind == "region" and held.country == place.country)):
        return held  # the Georgia that holds Augusta is no country, the Central that holds Kampala no town
    if outer is not None and outer != place and place.learned:
        small = place.kind == "venue" or place.name.split()[-1].lower() in place_words("administrative")
        if small and (place.kind == "venue" or outer.kind != "city"):
            return outer
        inside = region is not None and region != place and place.country in (None, home)
        return region if inside else look_up(home or outer.country or "")  # "Lee County", where all else is in Florida
    return look_up(place.country or (home if place.learned and place.kind == "region" and home else ""))
