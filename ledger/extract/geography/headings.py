"""What a title says of its report's place: a label that names it, or words by which it is of the world, or of no place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ledger import lexicon
from ledger.extract.geography.places import (
    Place,
    countries_of_people,
    country_of_demonym,
    look_up,
    place_words,
)
from ledger.extract.geography.placing import COUNTRIES, WORLDWIDE
from ledger.extract.geography.sites import Site
from ledger.model import Span

CAPITALISED = re.compile(r"[A-Z](?<!\w.)[a-z]+\b")  # by its capital: the search skips the rest
_TWO = re.compile(r"[A-Z][a-z]+\s[A-Z][a-z]+\b")
WORDS = re.compile(r"[a-z&]+")
_WORLD = re.compile(
    r"(?:\bW(?<!\w.)orld[’']?s?|\b[Gg]lobal)\s+(?!War\b|Cup\b|Bank\b|Series\b|Vision\b|Trade\s+Cent|(?:[A-Z]\w+\s+)?(?:Organi[sz]ation|Program|Fund)\w*\b)\w"
)
ARMY_LOSSES = re.compile(r"\b(?:combat|enemy|enemy[’']s|total)\s+(?:\w+\s+)?losses\b", re.IGNORECASE)
# "Tanks – 4400 units,"
_INVENTORY = lexicon.pattern(
    r"^(?:[-–—•]\s*)?({placewords/arms in an inventory})\b[^\d\n]{0,50}\d", re.IGNORECASE | re.MULTILINE
)
_KINDS_OF_ARMS = 5
_SITREP = lexicon.pattern(
    r"([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,5})\s(?:[–—:-]\s)?(?:\w+\s){0,2}?(?i:{situation report})\b"
)
_IN = re.compile(r"\b(?:in|at|near|off|across|outside|hits?|from)\s(?:the\s)?$")  # "Chad: Bomb kills 12 in Abéché"
_LETTERED = re.compile(r"\bU\.?[SK]\b\.?(?!\.?[\w-])")
_LETTERS = 3  # of a body: "WFP SITUATION REPORT"
_LABEL = re.compile(r"([A-Z][\w.’' -]{2,40}?)(?:\s\([^)\n]*\))?:\s|.*\s[–—-]\s([A-Z][\w.’' -]{2,40})$")


def place_of_label(heading: str) -> Place | None:
    """The country or region that labels a title: "Chad: Floods and displacement", "Cholera – Chad".

    Such a title says of what place all its figures are that name none; "Chad: Bomb kills 12 in Abéché" names it itself.
    """
    report = _SITREP.match(heading.strip())
    words = re.findall(r"[\w.’'-]+", report[1]) if report is not None else []
    for first, last in combinations(range(len(words) + 1), 2):  # "WFP South Sudan Country Brief"
        name = " ".join(words[first:last])
        place = look_up(name) or (look_up(name.title()) if name.isupper() and len(name) > _LETTERS else None)
        if place is not None and place.kind in ("country", "region"):
            return place
    label = _LABEL.match(heading.strip())
    name = (label[1] or label[2]).strip() if label else ""
    place = look_up(name.title() if name.isupper() else name) if name else None
    if label is None or place is None or place.kind not in ("country", "region"):
        return None
    rest = heading.strip()[label.end(1) :] if label[1] else heading[: label.start(2)]
    narrower = [
        word[0]
        for word in (*CAPITALISED.finditer(rest), *_TWO.finditer(rest))
        if (one := look_up(word[0])) and one.kind in ("city", "region") and _IN.search(rest, 0, word.start())
    ]
    return None if narrower else place


def heads_a_land(text: str, heading: Span, inside: Sequence[Site], sites: Sequence[Site]) -> bool:
    """Whether a subheading opens with a country, in a report whose first line names several: "Chad asks for aid after 70 die"."""
    if not inside or inside[0].place.kind != "country" or inside[0].span.start != heading.start:
        return False
    end = text.find("\n")
    told = {site.place.name for site in sites if site.span.start < end and site.place.kind == "country"}
    return len(told) > 1 and inside[0].place.name in told and len({site.place for site in inside}) == 1


def lands_of(heading: str) -> frozenset[str]:
    """The countries that a heading names, or whose people it does: "Chad's exports rise", "Chadian exports rise"."""
    return frozenset(countries_in(heading)) | peoples_of(heading)


def countries_in(words: str) -> Iterator[str]:
    """The countries whose names, of one word or two, stand among a few words."""
    named = (*CAPITALISED.finditer(words), *_TWO.finditer(words))
    return (one.name for word in named if (one := look_up(word[0])) and one.kind == "country")


def peoples_of(heading: str) -> frozenset[str]:
    """The countries whose people or affairs a heading names: "Chadian exports rise", "US measles"."""
    lettered = (country for match in _LETTERED.finditer(heading) if (country := country_of_demonym(match[0])))
    people = (country for country, _ in countries_of_people(heading, CAPITALISED.finditer(heading)))
    return frozenset((*lettered, *people))


_MARKET_TERMS, _MARKET_SHARE = 8, 0.02


def is_of_an_army(text: str, heading: str) -> bool:
    """Whether a report is of an army's losses on all fronts: its unplaced figures are nowhere."""
    arms = {kind.lower() for kind in _INVENTORY.findall(text)}
    return ARMY_LOSSES.search(heading) is not None or len(arms) >= _KINDS_OF_ARMS


def is_of_markets(text: str) -> bool:
    """Whether a report is of markets: its unplaced figures are nowhere."""
    lower = text.lower()
    if sum(map(lower.count, place_words("market"))) < _MARKET_TERMS:
        return False  # as mostly: a cheap question first
    words = WORDS.findall(lower)
    terms = sum(map(place_words("market").__contains__, words))
    return terms >= _MARKET_TERMS and terms >= _MARKET_SHARE * len(words)


def is_of_the_world(heading: str, sites: Sequence[Site]) -> bool:
    """Whether a title is of no one country: "Measles cases pass 35,000 worldwide", "World hunger edges down"."""
    if WORLDWIDE.search(heading) or COUNTRIES.search(heading):
        return True
    named = any(site.span.end <= len(heading) + 2 for site in sites)
    return not named and _WORLD.search(heading) is not None
