"""Known places: the gazetteer, hand-written regions, countries with their demonyms and capitals; loaded when asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from unicodedata import combining, normalize

from ledger import lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place: ``kind`` is city, region, country, continent or venue; ``country`` its country's name where known.

    ``within`` is what holds it besides its country: a US city's state, a country's continent. ``learned``: no list has
    it, the words of a text place it.
    """

    name: str
    kind: str
    country: str | None
    population: int = 0
    within: str | None = None
    learned: bool = False


@cache
def place_words(kind: str) -> frozenset[str]:
    """The lexicon's words of one kind (``placewords.tsv``)."""
    return lexicon.listed("placewords", kind)


@lru_cache(maxsize=50_000)
def look_up(name: str) -> Place | None:
    """The best-known place of that name, in the spelling given; other names ("Kiev", "UK") give the usual one."""
    name = name.replace("’", "'")
    if known := _special().get(name):
        return known
    cells = lexicon.keyed("gazetteer").get(name)
    district = _districts().get(name)
    if cells is None and "-" in name[2:4] and name[:1] in "aAeE" and not district:
        apart = look_up(name[0].upper() + name[1:].replace("-", " ", 1))  # "al-Bab" is "Al Bab" to the list
        return replace(apart, name=name) if apart is not None else None
    if cells is None and name.count("-") > 1 and not district:
        first, *small, last = name.split("-")
        joined = "-".join((first, *map(str.lower, small), last))
        return look_up(joined) if joined != name else None  # "Ashton-Under-Lyne"
    if cells is None:
        return district
    kind, country, population, *held = cells.split("\t")
    if not held and district is not None and district.country == country and district.within:
        held = [district.within]
    return Place(
        name=name, kind=kind, country=country or None, population=int(population), within=held[0] if held else None
    )


@cache
def _districts() -> dict[str, Place]:
    """Districts and towns that local papers name without their country, and the divisions that hold them."""
    places: dict[str, Place] = {}
    for country, division, names in lexicon.rows("districts"):
        for name in names.split(","):
            places[name] = Place(name=name, kind="region", country=country, within=division or None)
        if division:
            places.setdefault(division, Place(name=division, kind="region", country=country))
    return places


@cache
def _special() -> dict[str, Place]:
    """Hand-written places over the gazetteer's, with every name that they go by."""
    places: dict[str, Place] = {}
    for name, kind, country, *others in lexicon.rows("regions"):
        place = Place(name=name, kind=kind, country=country or None)
        places |= dict.fromkeys((name, *_split(others)), place)
    for name, _, _, *others in _countries():
        cells = lexicon.keyed("gazetteer").get(name, "country\t\t0").split("\t")
        known = cells if cells[0] == "country" else ["country", "", "0"]
        within = known[3] if len(known) > 3 else None
        place = Place(name=name, kind="country", country=name, population=int(known[2]), within=within)
        places |= dict.fromkeys((name, *(other.removeprefix("the ") for other in _split(others))), place)
    return places


def _split(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for cell in cells for word in cell.split(",") if word.strip())


@lru_cache(maxsize=50_000)
def _plain(name: str) -> str:
    """The name without accents: "Yaoundé" and "Yaounde" are one."""
    return "".join(c for c in normalize("NFD", name) if not combining(c))


@cache
def _countries() -> tuple[tuple[str, ...], ...]:
    return tuple((*row, *("",) * (4 - len(row))) for row in lexicon.rows("countries"))


@cache
def _demonyms() -> dict[str, str]:
    found = {word: row[0] for row in _countries() for word in _split(row[1:2])}
    return found | {"U.S.": "United States", "US": "United States", "UK": "United Kingdom", "U.K.": "United Kingdom"}


@cache
def _capitals() -> dict[str, str]:
    return {_plain(word): row[0] for row in _countries() for word in _split(row[2:3])}


@cache
def _seats() -> dict[str, str]:
    return {row[0]: _split(row[2:3])[0] for row in _countries() if _split(row[2:3])}


@cache
def _adjectives() -> dict[str, str]:
    return {row[0]: _split(row[1:2])[0] for row in _countries() if _split(row[1:2])}


def country_of_demonym(word: str) -> str | None:
    """E.g. "Ukrainian" → "Ukraine"."""
    return _demonyms().get(word)


_MONEY = re.compile(r"\s(?:dollars?|cents?|pounds?|francs?|kron(?:a|er|or|e))\b")
_BEFORE = re.compile(r"([A-Z]\w+)\s$")


@cache
def _ends_of_demonyms() -> frozenset[str]:
    return frozenset(word.rsplit(" ", 1)[-1] for word in _demonyms())


def countries_of_people(text: str, words: Iterable[re.Match[str]]) -> list[tuple[str, int]]:
    """The countries of the adjectives among ``words`` of ``text``, each with the offset where its adjective ends."""
    known = _ends_of_demonyms()
    spans = [word.span() for word in words if word[0] in known]
    return [(country, end) for start, end in spans if (country := country_of_people(text, start, end))]


def country_of_people(text: str, start: int, end: int) -> str | None:
    """The country of the adjective that stands in ``text`` at ``[start, end)``, the word before it read with it.

    "South | Korean" is of South Korea; "Latin | American" and the "Organization of | American | States" are of none.
    Nor is money that is given and taken abroad: "appealed for 3 million Swiss francs", "about 4 million U.S. dollars".
    """
    if text.startswith(("-language", "-speaking"), end) or _MONEY.match(text, end):
        return None
    before = _BEFORE.search(text, max(0, start - 16), start)
    word = text[start:end]
    if before is not None and (country := country_of_demonym(f"{before[1]} {word}")):
        return country
    country = country_of_demonym(word)
    if country == "United States" and (
        text.startswith(" States", end)
        or (before and before[1] in place_words("direction") | place_words("of a continent"))
    ):
        return None
    return country


def capital_country(name: str) -> str | None:
    """E.g. "Moscow" → "Russia": the country whose government the capital's name may stand for."""
    return _capitals().get(_plain(name))


def capital_of(country: str) -> str | None:
    """E.g. "Hungary" → "Budapest"."""
    return _seats().get(country)


def demonym_of(country: str) -> str | None:
    """E.g. "Ukraine" → "Ukrainian"."""
    return _adjectives().get(country)


@lru_cache(maxsize=50_000)
def described(name: str) -> tuple[Place | None, bool]:
    """The place that a description names, and whether it means a part of it: "Borno state", "northern Kenya".

    Douglas County is not known by the city of Douglas.
    """
    name = name.split(",", maxsplit=1)[0].strip()
    if known := look_up(name):
        return known, False
    words = name.split()
    part = len(words) > 1 and words[0].casefold() in place_words("bearing")
    words = words[1:] if part else words
    classed = len(words) > 1 and words[-1] in place_words("suffix") | place_words("smallsuffix")
    found = look_up(" ".join(words[:-1] if classed else words))
    return (None if classed and found and found.kind == "city" else found), part


def holds(outer: str, inner: str) -> bool:
    """Whether the place that ``outer`` describes is known to hold that of ``inner``: Kenya holds northern Kenya."""
    (whole, _), (part, within) = described(outer), described(inner)
    if part is None and whole is not None and whole.kind == "country":
        return whole == country_of(inner)
    if whole is None or part is None:
        return False
    return within if whole == part else contains(whole, part)


def country_of(name: str) -> Place | None:
    """The country of a described place, itself if it is one.

    What no list has is where the town lies after which it is called: Batken region is where Batken is.
    """
    known = described(name)[0]
    if known is not None:
        return known if known.kind == "country" else look_up(known.country) if known.country else None
    return _country_around(name)


def _country_around(district: str) -> Place | None:
    words = district.split(",", maxsplit=1)[0].split()
    named = len(words) > 1 and words[-1].lower() in place_words("administrative")
    town = look_up(" ".join(words[:-1])) if named else None
    return look_up(town.country) if town is not None and town.kind == "city" and town.country else None


def contains(outer: Place, inner: Place) -> bool:
    """Whether ``outer`` is known to hold ``inner``: as its country, its state, or its country's continent."""
    if outer == inner:
        return False
    country = look_up(inner.country) if inner.country else None
    above = (inner.country, inner.within, country.within if country else None)
    return outer.name in above or (outer.kind == "region" and _is_part_by_name(outer.name, inner.within or inner.name))


def _is_part_by_name(whole: str, part: str) -> bool:
    """Whether a name is that of a part: Southern Darfur is of Darfur, and so is what lies there."""
    bearing = part.removesuffix(f" {whole}")
    return bearing != part and bearing.casefold() in place_words("bearing")


def smallest_holding(places: Sequence[Place]) -> Place | None:
    """The smallest known place that holds all of ``places``: one of them, else their country or continent."""
    places = tuple(dict.fromkeys(places))  # a place named a thousand times is weighed once
    if not places:
        return None
    above = [look_up(name) for place in places for name in (place.within, place.country) if name]
    above += [look_up(place.within) for place in above if place and place.within]
    candidates = dict.fromkeys((*places, *(place for place in above if place)))
    holding = [one for one in candidates if all(one == place or contains(one, place) for place in places)]
    return min(
        holding, key=lambda one: ("venue", "city", "region", "country", "continent").index(one.kind), default=None
    )
