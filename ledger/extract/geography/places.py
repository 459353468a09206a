"""Places named in a text, by gazetteer and by form ("Karongi District", "Lake Chad"), in one left-to-right pass."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from ledger import lexicon
from ledger.extract.geography.corners import told_by_numbers
from ledger.extract.geography.doubles import joined
from ledger.extract.geography.firms import firms
from ledger.extract.geography.forms import formed, in_dateline, is_in_row, longer, unknown
from ledger.extract.geography.namesakes import in_its_country, is_other_name, names_of_storms, surnames
from ledger.extract.geography.rows import rows
from ledger.extract.geography.runs import (
    INDEFINITE,
    Run,
    common_words,
    find_runs,
    is_led,
    last_word,
    never_places,
    small_class,
    suffers,
    traps,
)
from ledger.extract.geography.shortforms import short_forms
from ledger.extract.geography.together import told_together
from ledger.extract.geography.unlisted import is_speakers
from ledger.lexicon.gazetteer import (
    Place,
    capital_country,
    contains,
    countries_of_people,
    country_of_demonym,
    demonym_of,
    look_up,
    place_words,
    smallest_holding,
)
from ledger.model import Span

__all__ = [
    "Place",
    "PlaceMention",
    "capital_country",
    "contains",
    "countries_of_bodies",
    "countries_of_people",
    "country_of_demonym",
    "demonym_of",
    "find_places",
    "look_up",
    "place_words",
    "smallest_holding",
    "suffers",
]

_MAX_WORDS = 5
_ROAD_JOINS = re.compile(r"\s?[–—-]\s?|\sto\s")
_ROAD = lexicon.pattern(
    r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?\s(?:(?!by|on|via|and|in|along|the|or)[a-z]+\s){0,2}(?i:{road})\b"
)
_BLOC = re.compile(
    r"[Ee](?:(?<!\w.)uro(?:-|\s)?(?:zone|area)\b|(?:(?<=\b[Ii]n\sthe\sE)|(?<=\b[Aa]cross\sthe\sE))(?:U|uropean\sUnion)\b)"
)
_PARTS = 3  # places named of a country that itself is not
_GREAT = 1_000_000  # people: a city known by its name alone
CAPITALISED = re.compile(r"[A-Z](?<!\w.)[\w.]+")  # by its capital: the search skips the rest
_OF_BODY = lexicon.pattern(r"[A-Z](?<!\w.)[a-z]+(?=\s(?:[A-Z][a-z]+\s)?{of a body}\b)")
_BODY_OF = re.compile(
    r"(?:B(?<!\w.)ank|U(?<!\w.)niversity|P(?<!\w.)arliament|G(?<!\w.)overnment|R(?<!\w.)epublic)\sof\s([A-Z][a-z]+)"
)
_FULLER = re.compile(r",\s[A-Z]\.?[A-Z]\b\.?|\s(?:state|province)\b")  # "Washington, D.C.", "Niger state"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place where the text names it."""

    span: Span
    place: Place
    surface: str


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Every place that ``text`` names, in order. Persons, bodies and outlets that bear a place's name are left out.

    A capital that stands for a government ("Moscow said") is returned all the same.
    """
    runs = find_runs(text)
    common = common_words(text, runs) | firms(text)
    found = [[] if run.words in common else _read_run(run) for run in runs]
    _settle(text, runs, found)
    for index, place in rows(text, runs, list(map(bool, found))):
        found[index].append(_mention(runs[index], 0, len(runs[index].words), place))
    for index, first, used, place in told_together(text, runs, [[one.span.start for one in it] for it in found]):
        found[index].append(_mention(runs[index], first, used, place))
    # "floods hit Obora. … In Obora, 12 died": a name placed once is a place wherever it stands
    _drop_things(runs, found)
    _drop_storms(text, found)
    _drop_persons(runs, found)
    learned = {mention.place.name: mention.place for mentions in found for mention in mentions if mention.place.learned}
    learned |= {short: place for place in learned.values() if (short := _short_name(place))}
    _lengthen(found)
    shortened = short_forms(text)
    learned |= shortened
    if learned:
        for run, mentions in zip(runs, found, strict=True):
            if not mentions and (again := _again(run, learned)):
                mentions.append(again)
    for mentions in found if shortened else ():
        mentions[:] = [replace(one, place=shortened.get(one.surface, one.place)) for one in mentions]
    named = _without_sicknesses(text, [mention for mentions in found for mention in mentions])
    numbered = told_by_numbers(text)
    at_corners = [PlaceMention(span=span, place=place, surface=place.name) for span, place in numbered]
    apart = (
        one
        for one in named
        if not any(one.span.start < it.span.end > it.span.start < one.span.end for it in at_corners)
    )
    mentions = [*_blocs(text), *at_corners, *apart]
    return _with_roads(text, joined(text, sorted(mentions, key=lambda mention: mention.span)))


def _drop_storms(text: str, found: Sequence[list[PlaceMention]]) -> None:
    """Drop unknown names that the text gives to storms: "Cyclone Obora … The rains in Obora swept away three bridges"."""
    if not any(mention.place.learned for mentions in found for mention in mentions):
        return
    storms = names_of_storms(text)
    for mentions in found if storms else ():
        mentions[:] = [one for one in mentions if not (one.place.learned and one.surface in storms)]


def _drop_persons(runs: Sequence[Run], found: Sequence[list[PlaceMention]]) -> None:
    """Drop towns that are somebody's name here: "Governor Ana Madison … Madison said"."""
    towns = {one.place.name for mentions in found for one in mentions if len(mentions) == 1 and _is_small(one.place)}
    people = surnames(runs, towns) if towns else frozenset()
    for run, mentions in zip(runs, found, strict=True) if people else ():
        mentions[:] = [one for one in mentions if not (len(run.words) == 1 and one.place.name in people)]


def _is_small(place: Place) -> bool:
    return place.kind == "city" and capital_country(place.name) is None


def _drop_things(runs: Sequence[Run], found: Sequence[list[PlaceMention]]) -> None:
    """Drop unknown names that elsewhere do what no place does: "$40 million in Obora … Obora said", "Obora's shares"."""
    unsure = {one.surface for mentions in found for one in mentions if _is_unsure(one)}
    firsts = {name.split(" ", 1)[0] for name in unsure}
    things: set[str] = set()
    for run in runs if unsure else ():
        if not firsts.isdisjoint(run.words[:2]):
            things.update(name for name in unsure if _acts(run, name))
    for mentions in found if things else ():
        mentions[:] = [one for one in mentions if not (one.surface in things and _is_unsure(one))]


def _is_unsure(mention: PlaceMention) -> bool:
    """Whether nothing but the words around a name make it a place: no list has it, and it has no class."""
    place, words = mention.place, mention.surface.split()
    if place.country is not None or place.name != mention.surface or not (place.learned or place.kind == "venue"):
        return False
    classed = words[-1] in place_words("suffix") or words[-1] in place_words("venue")
    return not classed and words[0] not in place_words("prefix")


def _acts(run: Run, name: str) -> bool:
    """Whether a run is the name and what follows it is a deed, or a possession, of a company or a thing."""
    words = tuple(name.split())
    first = 1 if len(run.words) > len(words) and run.words[0] in place_words("opener") else 0
    if run.words[first:] != words or (not first and last_word(run.before).lower() in place_words("placing")):
        return False  # "the event in Obora sold 11,300 tickets"
    if is_speakers(run.before):
        return False  # "the mayor of Obora said"
    end = run.ends[-1]
    following = run.text[end : end + 24].removeprefix("’s").removeprefix("'s").split(" ", 2)
    return len(following) > 1 and not following[0] and following[1].strip(".,;:") in place_words("thing")


# a disease that has a place's name: "Rift Valley fever", "West Nile virus", "Lassa fever", "Marburg virus disease"
_NAMED_AFTER = lexicon.pattern(r"\s+(?:virus\s+)?{named by its place}\b")


def _without_sicknesses(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions without those of sicknesses: "Marburg virus disease … Marburg, with no vaccine, …", but not "a laboratory in Marburg"."""
    named = {one.span: one.surface for one in mentions if _NAMED_AFTER.match(text, one.span.end)}
    sick = frozenset(named.values())
    left = [one for one in mentions if one.span not in named]
    return [
        one for one in left if one.surface not in sick or is_led(text[max(0, one.span.start - 40) : one.span.start])
    ]


def _blocs(text: str) -> Iterator[PlaceMention]:
    """The euro zone, which is written small, and the European Union where it is a place and no actor: "in the EU"."""
    for match in _BLOC.finditer(text) if "uro" in text or "EU" in text else ():
        name = "euro zone" if match[0][-4:] in ("zone", "area") else "European Union"
        place = Place(name=name, kind="continent", country=None)
        yield PlaceMention(span=Span(*match.span()), place=place, surface=match[0])


def _short_name(place: Place) -> str:
    """E.g. "Obora" for "Obora volcano" or "Obora health zone"; empty where the class is part of the name: "Obora Hotel"."""
    name = re.fullmatch(r"([A-Z]\S+) ([a-z ]+)", place.name)
    classes = place_words("smallsuffix") | place_words("landform")
    return name[1] if name and name[2] in classes and name[1] not in traps() else ""


def _lengthen(found: Sequence[list[PlaceMention]]) -> None:
    """Take the unknown "Madhya" for the one "Madhya …" that the text names as well; no "Port" is "Port Macquarie"."""
    known = {one.place for mentions in found for one in mentions if not one.place.learned and " " in one.place.name}
    begun = Counter(place.name.split()[0] for place in known)
    once = {word for word, times in begun.items() if times == 1 and word not in place_words("prefix")}
    first = {word: place for place in known if (word := place.name.split()[0]) in once and look_up(word) is None}
    for mentions in found if first else ():
        for index, one in enumerate(mentions):
            if one.place.learned and one.place.name in first:
                mentions[index] = replace(one, place=first[one.place.name])


_MANY_AFTER = re.compile(r"\s[a-z]{4,}s(?=[,.;]|\s(?:and|were|have)\b)")


def _is_counted(text: str, span: Span) -> bool:
    """Whether a name tells what is counted and not where: "damaged 40 Pacific Highway signs"."""
    number = span.start > 1 and text[span.start - 2].isdigit() and text[span.start - 1] == " "
    return number and _MANY_AFTER.match(text, span.end) is not None


def _with_roads(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places with "the Lima – Cusco highway" as one of them, and not as two."""
    found: list[PlaceMention] = []
    for mention in mentions:
        joined = found and _ROAD_JOINS.fullmatch(text, found[-1].span.end, mention.span.start)
        road = _ROAD.match(text, mention.span.start) if joined else None
        if road is None:
            if mention.place.kind != "venue" or not _is_counted(text, mention.span):
                found.append(mention)
            continue
        span = Span(found[-1].span.start, road.end())
        surface, country = text[slice(*span)], mention.place.country or found[-1].place.country
        place = Place(name=re.sub(r"\s+", " ", surface), kind="venue", country=country, learned=True)
        found[-1] = PlaceMention(span=span, place=place, surface=surface)
    return tuple(found)


def _settle(text: str, runs: Sequence[Run], found: Sequence[list[PlaceMention]]) -> None:
    """Loosen places of countries of which the text does not speak: "Litoral" in a report on Ecuador is not Guinea's.

    Such a name keeps no country; where nothing places it, it is no place at all ("Mine is not there").
    """
    spoken = _countries_spoken_of(text, found)
    if not spoken:
        return
    for run, mentions in zip(runs, found, strict=True):
        for index in range(len(mentions) - 1, -1, -1):
            one = mentions[index]
            if one.place.kind not in ("city", "region") or one.place.country in spoken or one.place.country is None:
                continue
            if one.span.start == run.starts[0] and len(run.words) == 1 and not run.placed(0, 1):
                del mentions[index]
                continue
            place = replace(one.place, country=None, within=None, population=0, learned=True)
            mentions[index] = replace(one, place=place)


def _countries_spoken_of(text: str, found: Sequence[list[PlaceMention]]) -> frozenset[str]:
    """Countries named, or meant by an adjective, a great city or a state; none where no country is named at all."""
    named = {one.place.name for mentions in found for one in mentions if one.place.kind == "country"}
    named |= {country for country, _ in countries_of_people(text, CAPITALISED.finditer(text))}
    named |= countries_of_bodies(text)
    if not named:
        return frozenset()
    great = {
        one.place.country
        for mentions in found
        for one in mentions
        if one.place.country and (one.place.population >= _GREAT or capital_country(one.place.name))
    }
    return frozenset(named | great | _told_by_parts(named, found))


def _told_by_parts(named: Set[str], found: Sequence[list[PlaceMention]]) -> frozenset[str]:
    """A country of which more places are named than of any that is: "cases in Bol, Mao and Mondo … refugees in Niger" is of Chad."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for mentions in found:
        for one in mentions:
            if one.place.country and one.place.kind in ("city", "region"):
                parts[one.place.country].add(one.place.name)
    most = max((len(parts[country]) for country in named if country in parts), default=0)
    return frozenset(country for country, names in parts.items() if len(names) >= max(_PARTS, most + 1))


def countries_of_bodies(text: str) -> frozenset[str]:
    """The countries within the names of bodies: "Kenya Red Cross", "the Bank of Chad"."""
    found = {*_OF_BODY.findall(text), *_BODY_OF.findall(text)}
    return frozenset(one.name for word in found if (one := look_up(word)) and one.kind == "country")


def _again(run: Run, learned: dict[str, Place]) -> PlaceMention | None:
    for position in range(min(2, len(run.words))):
        place = learned.get(" ".join(run.words[position:]))
        if place is not None and (position == 0 or run.words[0] in place_words("opener")):
            span = Span(run.starts[position], run.ends[-1])
            return PlaceMention(span=span, place=place, surface=run.text[span.start : span.end])
    return None


def _read_run(run: Run) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    position = 0
    while position < len(run.words):
        place, used = _longest(run, position)
        fuller = longer(run, position, used, place) if place is not None else None
        if place is not None and (fuller or not is_other_name(run, position, used, place)):
            place, used = fuller or (place, used)
            found.append(_mention(run, position, used, place))
        position += used
    return found


def _mention(run: Run, position: int, used: int, place: Place) -> PlaceMention:
    start, end = run.starts[position], run.ends[position + used - 1]
    district = _FULLER.match(run.text, end)
    if district and (fuller := look_up(run.text[start : district.end()])):
        return PlaceMention(span=Span(start, district.end()), place=fuller, surface=run.text[start : district.end()])
    possessive = run.words[position + used - 1] != run.written[position + used - 1]
    suffix = "" if possessive else small_class(run.text, end, "smallsuffix")
    if place.kind in ("country", "continent") and suffix != "river":
        suffix = ""  # but "the Congo river"
    if suffix and INDEFINITE.search(run.text, max(0, start - 40), start):
        suffix = ""  # "on a Yoro highway" names Yoro, not a road
    great = place.population >= _GREAT or capital_country(place.name)
    one_of_many = place_words("kind city") | place_words("scene")
    if (place.kind == "region" and suffix in one_of_many) or (great and suffix.endswith("camp")):
        suffix = ""  # "in a raid on Bihar village", "Ohio nightclub shooting", "a Damascus camp": one in it
    if suffix:
        end += 1 + len(suffix)
        kind = "venue" if suffix in place_words("scene") else "region"
        named = run.text[start:end] if suffix == "river" else f"{place.name} {suffix}"  # "the Congo river"
        place = replace(place, name=named, kind=kind, population=0)
    return PlaceMention(span=Span(start, end), place=in_its_country(run.text, end, place), surface=run.text[start:end])


def _longest(run: Run, position: int) -> tuple[Place | None, int]:
    """The place whose name begins at word ``position`` and is the longest, and how many words it takes up."""
    if run.is_small(position) or (
        run.words[position] in place_words("polity") and run.words[position + 1 : position + 2] == ("of",)
    ):
        return None, 1  # the "Republic of Chad" is Chad
    if run.words[position].split("-", 1)[0] in place_words("calendar"):
        island = look_up(" ".join(run.words[position : position + 2])) if len(run.words) > position + 1 else None
        return (island, 2) if island else (None, 1)  # "Christmas Island"
    if run.words[position] in place_words("direction") and position + 1 == len(run.words):
        suffix = small_class(run.text, run.ends[position], "smallsuffix")
        if suffix in place_words("kind region") or (len(run.words) == 1 and is_in_row(run, position)):
            # "in the South department"
            return Place(name=run.words[position], kind="region", country=None, learned=True), 1
        return None, 1  # "Central" is a town too
    end = position + _MAX_WORDS
    headed = in_dateline(run, position)
    return headed or _known(run.written[position:end], run.words[position:end]) or unknown(run, position)


@lru_cache(maxsize=50_000)
def _known(written: tuple[str, ...], words: tuple[str, ...]) -> tuple[Place | None, int] | None:
    """The longest place with which these words begin; no place for certain where they begin with no place's word."""
    owner = next((index for index, word in enumerate(written) if word.endswith(("'s", "’s"))), len(written))
    for width in range(len(words), 0, -1):
        as_written = look_up(" ".join(written[:width]))
        if owner < width - 1 and as_written is None:
            continue  # "China's Yunnan Province" names two places
        if width == 1 and words[0] in never_places():
            return None, 1
        if width == 1 and words[0] in place_words("direction"):
            continue
        place = as_written or look_up(" ".join(words[:width])) or _formed(words, width)
        if place is not None:
            return place, width
    return None


def _formed(words: tuple[str, ...], width: int) -> Place | None:
    """A place by the form of the first words; "the California Department of Fish" is a body, "Puno Department of Peru" lies there."""
    following = words[width : width + 2]
    if words[width - 1] == "Department" and following[:1] == ("of",) and not look_up(" ".join(following[1:])):
        return None
    return formed(words[:width])


def demonym_place(words: str) -> str | None:
    """E.g. "Russian defense-related entities" are of Russia."""
    for word in words.split():
        if word[:1].isupper() and (country := country_of_demonym(word)):
            return country
    return None
