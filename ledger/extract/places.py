"""Places named in a text, by gazetteer and by form ("Karongi District", "Lake Chad"), in one left-to-right pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ledger import lexicon
from ledger.model import Span

_MAX_WORDS = 5
_WORD = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-Þ](?:[\w’'.-]*[\wà-þ])?)"
_RUN = re.compile(rf"{_WORD}(?:\s(?:(?:of|the|de|la|el|al|da|do|del|and)\s){{0,2}}{_WORD})*")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|around|across|from|of|off|through|throughout|to|into|over|inside|southern|northern|eastern|western|central|city|town|village)\s+(?:the\s+)?$"
)
_PLACING = re.compile(r"\b(?:in|at|near|outside|inside|around|throughout|across)\s+(?:the\s+)?$")
_OF = re.compile(
    r"\b(?:city|town|village|district|province|region|county|municipality|island|state|suburb|neighbou?rhood|capital|port)\s+of\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place: ``kind`` is city, region, country, continent or venue; ``country`` its country's name where known."""

    name: str
    kind: str
    country: str | None
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place where the text names it."""

    span: Span
    place: Place
    surface: str


@cache
def _gazetteer() -> dict[str, Place]:
    places = {
        name: Place(name=name, kind=kind, country=country or None, population=int(population))
        for name, kind, country, population in lexicon.rows("gazetteer")
    }
    for name, kind, country, *others in lexicon.rows("regions"):
        place = Place(name=name, kind=kind, country=country or None)
        places |= dict.fromkeys((name, *_split(others)), place)
    for name, _, _, *others in _countries():
        place = places.get(name) or Place(name=name, kind="country", country=name)
        places |= dict.fromkeys((name, *(other.removeprefix("the ") for other in _split(others))), place)
    return places


def _split(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for cell in cells for word in cell.split(",") if word.strip())


def _countries() -> list[tuple[str, ...]]:
    return [(*row, *("",) * (4 - len(row))) for row in lexicon.rows("countries")]


@cache
def _demonyms() -> dict[str, str]:
    found = {word: row[0] for row in _countries() for word in _split(row[1:2])}
    return found | {"U.S.": "United States", "US": "United States", "UK": "United Kingdom", "U.K.": "United Kingdom"}


@cache
def _capitals() -> dict[str, str]:
    return {word: row[0] for row in _countries() for word in _split(row[2:3])}


@cache
def _adjectives() -> dict[str, str]:
    return {row[0]: _split(row[1:2])[0] for row in _countries() if _split(row[1:2])}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(next(row[1] for row in lexicon.rows("placewords") if row[0] == kind).split(","))


def country_of_demonym(word: str) -> str | None:
    """E.g. "Ukrainian" → "Ukraine"."""
    return _demonyms().get(word)


def capital_country(name: str) -> str | None:
    """E.g. "Moscow" → "Russia": the country whose government the capital's name may stand for."""
    return _capitals().get(name)


def demonym_of(country: str) -> str | None:
    """E.g. "Ukraine" → "Ukrainian"."""
    return _adjectives().get(country)


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Every place that ``text`` names, in order. Persons, bodies and outlets that bear a place's name are left out."""
    found: list[PlaceMention] = []
    for run in _RUN.finditer(text):
        found += _read_run(text, run)
    return tuple(found)


def _read_run(text: str, run: re.Match[str]) -> list[PlaceMention]:
    tokens = [(m.start() + run.start(), m[0]) for m in re.finditer(r"\S+", run[0])]
    before = text[max(0, run.start() - 40) : run.start()]
    found, position = [], 0
    while position < len(tokens):
        mention, used = _longest(text, tokens, position, before if position == 0 else "")
        if mention is not None and not _is_other_name(tokens, position, used, mention, before):
            found.append(mention)
        position += used
    return found


def _longest(text: str, tokens: list[tuple[int, str]], position: int, before: str) -> tuple[PlaceMention | None, int]:
    for width in range(min(_MAX_WORDS, len(tokens) - position), 0, -1):
        written = [word for _, word in tokens[position : position + width]]
        if any(word.endswith(("'s", "’s")) for word in written[:-1]):
            continue  # "China's Yunnan Province" names two places
        words = [re.sub(r"[’']s$", "", word) for word in written]
        name = " ".join(words)
        place = _gazetteer().get(name) or _gazetteer().get(name.removesuffix(".")) or _formed(words)
        if place is not None:
            start = tokens[position][0]
            end = tokens[position + width - 1][0] + len(words[-1])
            return _extended(text, PlaceMention(span=Span(start, end), place=place, surface=text[start:end])), width
    return _unknown(text, tokens, position, before)


def _formed(words: list[str]) -> Place | None:
    """A place by its form: "Karongi District", "Mount Ontake"."""
    if len(words) < 2 or any(word in _words("organisation") or word in _words("title") for word in words):
        return None
    if words[-1] in _words("suffix") or words[0] in _words("prefix"):
        inner = _gazetteer().get(" ".join(words[:-1]))
        return Place(name=" ".join(words), kind="region", country=inner.country if inner else None)
    return None


def _extended(text: str, mention: PlaceMention) -> PlaceMention:
    """E.g. "Kyiv region", "Yabna camp": a small-letter class noun right after the name belongs to it."""
    match = re.match(r"\s(\w+(?: \w+)?)", text[mention.span.end : mention.span.end + 30])
    if match is None or mention.place.kind in ("country", "continent"):
        return mention
    words = match[1].split(" ")
    for width in range(len(words), 0, -1):
        suffix = " ".join(words[:width])
        if suffix in _words("smallsuffix"):
            end = mention.span.end + 1 + len(suffix)
            place = Place(name=f"{mention.place.name} {suffix}", kind="region", country=mention.place.country)
            return PlaceMention(span=Span(mention.span.start, end), place=place, surface=text[mention.span.start : end])
    return mention


def _unknown(text: str, tokens: list[tuple[int, str]], position: int, before: str) -> tuple[PlaceMention | None, int]:
    """A capitalised name that no gazetteer has, where the words before it place it ("in Lufu-Toto", "the village of X")."""
    words = [re.sub(r"[’']s$", "", word) for _, word in tokens[position:]]
    if not (_PLACING.search(before) or _OF.search(before)) or len(words) > 3 or not _may_be_place(words):
        return None, 1
    start, end = tokens[position][0], tokens[-1][0] + len(words[-1])
    place = Place(name=" ".join(words), kind="venue", country=None)
    return _extended(text, PlaceMention(span=Span(start, end), place=place, surface=text[start:end])), len(words)


def _may_be_place(words: list[str]) -> bool:
    barred = _words("organisation") | _words("title") | _TIMES
    return all(word[:1].isupper() and len(word) > 2 and not word.isupper() for word in words if word not in ("of", "the", "and", "de", "la", "al", "el")) and not any(
        word.rstrip(".") in barred or word in _demonyms() for word in words
    )  # fmt: skip


_TIMES = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
    ]
)


def _is_other_name(tokens: list[tuple[int, str]], position: int, used: int, mention: PlaceMention, before: str) -> bool:
    """Whether the name is part of a person's or a body's ("Paris Hilton", "Washington Post", "Mr Jordan")."""
    words = [re.sub(r"[’']s$", "", word) for _, word in tokens]
    name = mention.place.name
    following = words[position + used] if position + used < len(words) else ""
    previous = words[position - 1] if position else ""
    if previous.rstrip(".") in _words("title") or following in _words("organisation"):
        return True
    single = used == 1 and name in _words("trap")
    placed = bool(_LOCATIVE.search(before)) if position == 0 else previous in ("of", "in")
    if mention.place.kind in ("country", "continent") and not single:
        return False
    if single and not placed:
        return True
    joined = bool(following) and following not in _words("suffix") and following not in ("and", "of", "the")
    return joined and not placed and following not in _words("title") and not _known_next(words, position + used)


def _known_next(words: list[str], position: int) -> bool:
    return words[position] in _gazetteer() or words[position] in _demonyms()


def contains(outer: Place, inner: Place) -> bool:
    """Whether ``outer`` is the country that holds ``inner``."""
    return outer.kind == "country" and inner.country == outer.name and inner != outer
