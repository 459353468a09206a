"""Places named in a text, by gazetteer and by form ("Karongi District", "Lake Chad"), in one left-to-right pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ledger import lexicon
from ledger.extract.gazetteer import (
    Place,
    capital_country,
    contains,
    country_of_demonym,
    demonym_of,
    look_up,
    smallest_holding,
)
from ledger.model import Span

__all__ = [
    "Place",
    "PlaceMention",
    "capital_country",
    "contains",
    "country_of_demonym",
    "demonym_of",
    "find_places",
    "smallest_holding",
]

_MAX_WORDS = 5
_CONNECTORS = ("of", "the", "de", "la", "el", "al", "da", "do", "del", "and")
_WORD = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-Þ][\w’'-]*(?:\.[\w’'-]+)*)"
_RUN = re.compile(rf"(?<![\w@#]){_WORD}(?:\s(?:(?:{'|'.join(_CONNECTORS)})\s){{0,2}}{_WORD})*")
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’']s?$")
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|around|across|from|of|off|through|throughout|to|into|over|inside|on|between|toward|towards"
    r"|northern|southern|eastern|western|central|downtown|city|town|village|capital|hit|struck|fled|left)\s+(?:the\s+)?$"
)
_PLACING = re.compile(r"\b(?:in|at|near|outside|inside|around|throughout|across)\s+$")
_PLACING_THE = re.compile(r"\b(?:in|at|near|outside|inside|around|throughout|across)\s+the\s+$")
_CLASS_OF = re.compile(
    r"\b(?:city|town|village|district|province|region|county|municipality|island|state|suburb|neighbou?rhood|capital|port"
    r"|settlement|hamlet|camp|governorate|commune)\s+of\s+$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\s(?:said|says|told|added|wrote|tweeted|who)\b")
_HOLDER = re.compile(r",\s([A-Z][\w.]*(?:\s[A-Z]\w+)?)")
_DISTRICT = re.compile(r",\s[A-Z]\.?[A-Z]\b\.?")
_DATELINE = re.compile(r"\s*(?:,\s[A-Z]|[—–(]|-\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place where the text names it."""

    span: Span
    place: Place
    surface: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row, with the small words that join them; ``words`` are without possessive endings."""

    text: str
    starts: tuple[int, ...]
    written: tuple[str, ...]
    words: tuple[str, ...]
    before: str

    def end(self, index: int) -> int:
        """The offset where word ``index`` ends, its possessive ending left out."""
        return self.starts[index] + len(self.words[index])

    def placed(self, index: int) -> bool:
        """Whether the words before word ``index`` say that a place follows."""
        if index == 0:
            return bool(_LOCATIVE.search(self.before))
        previous = self.words[index - 1]
        return previous == "of" or previous.lower() in _words("locative")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(next(row[1] for row in lexicon.rows("placewords") if row[0] == kind).split(","))


@cache
def _never_places() -> frozenset[str]:
    return _words("organisation") | _words("title") | _words("calendar") | _words("opener")


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Every place that ``text`` names, in order. Persons, bodies and outlets that bear a place's name are left out.

    A capital that stands for a government ("Moscow said") is returned all the same.
    """
    found: list[PlaceMention] = []
    for match in _RUN.finditer(text):
        found += _read_run(_run(text, match))
    return tuple(found)


def _run(text: str, match: re.Match[str]) -> _Run:
    tokens = tuple(_TOKEN.finditer(text, match.start(), match.end()))
    written = tuple(token[0] for token in tokens)
    words = tuple(_POSSESSIVE.sub("", word) for word in written)
    return _Run(
        text, tuple(token.start() for token in tokens), written, words, text[max(0, match.start() - 40) : match.start()]
    )


def _read_run(run: _Run) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    position = 0
    while position < len(run.words):
        place, used = _longest(run, position)
        if place is not None and not _is_other_name(run, position, used, place):
            found.append(_mention(run, position, used, place))
        position += used
    return found


def _mention(run: _Run, position: int, used: int, place: Place) -> PlaceMention:
    start, end = run.starts[position], run.end(position + used - 1)
    district = _DISTRICT.match(run.text, end)
    if district and (fuller := look_up(run.text[start : district.end()])):
        return PlaceMention(span=Span(start, district.end()), place=fuller, surface=run.text[start : district.end()])
    possessive = run.words[position + used - 1] != run.written[position + used - 1]
    suffix = "" if possessive or place.kind in ("country", "continent") else _small_class(run.text, end, "smallsuffix")
    if suffix:
        end += 1 + len(suffix)
        place = replace(place, name=f"{place.name} {suffix}", kind="region", population=0)
    return PlaceMention(span=Span(start, end), place=_in_its_country(run.text, end, place), surface=run.text[start:end])


def _small_class(text: str, end: int, kind: str) -> str:
    """The small-letter class noun right after a name ("region", "refugee camp"); empty where there is none."""
    words = text[end : end + 30].split(" ")
    if words[0] or len(words) < 2:
        return ""
    for width in (3, 2, 1):
        suffix = " ".join(words[1 : 1 + width]).rstrip(".,;:)’'\"”")
        if suffix in _words(kind):
            return suffix
    return ""


def _in_its_country(text: str, end: int, place: Place) -> Place:
    """E.g. "Birmingham, Alabama" is not the larger namesake: the state or country named after the comma decides."""
    holder = _holder(text, end) if place.kind == "city" else None
    if holder is None or (holder.country in (None, place.country) and holder.kind == "country"):
        return place
    if holder.kind == "region" and holder.country == place.country and place.within in (None, holder.name):
        return place
    return replace(place, country=holder.country, population=0, within=holder.name if holder.kind == "region" else None)


def _holder(text: str, end: int) -> Place | None:
    match = _HOLDER.match(text, end)
    place = (look_up(match[1]) or look_up(match[1].split()[0])) if match else None
    return place if place and place.kind in ("country", "region") else None


def _longest(run: _Run, position: int) -> tuple[Place | None, int]:
    """The place whose name begins at word ``position`` and is the longest, and how many words it takes up."""
    if run.words[position][:1].islower() or run.words[position] in _words("calendar"):
        return None, 1
    for width in range(min(_MAX_WORDS, len(run.words) - position), 0, -1):
        written = run.written[position : position + width]
        if any(word.endswith(("'s", "’s")) for word in written[:-1]) and look_up(" ".join(written)) is None:
            continue  # "China's Yunnan Province" names two places
        words = run.words[position : position + width]
        if width == 1 and words[0] in _never_places():
            return None, 1
        place = look_up(" ".join(written)) or look_up(" ".join(words)) or _formed(words)
        if place is not None:
            return place, width
    return _dateline(run, position) or _unknown(run, position)


def _formed(words: tuple[str, ...]) -> Place | None:
    """A place by its form: "Karongi District", "Mount Ontake"."""
    if len(words) < 2 or any(word in _never_places() or word in _CONNECTORS[:2] or word == "and" for word in words):
        return None
    named = words[-1] in _words("suffix") and not (words[0] in _demonyms_in(words[:1]) and len(words) == 2)
    if not named and not (words[0] in _words("prefix") and len(words) == 2):
        return None
    inner = look_up(" ".join(words[:-1]))
    kind = "venue" if words[-1] in _words("venue") else "region"
    return Place(name=" ".join(words), kind=kind, country=inner.country if inner else None)


def _demonyms_in(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if country_of_demonym(word))


def _dateline(run: _Run, position: int) -> tuple[Place, int] | None:
    """E.g. "KYIV, Ukraine (AP) —": a name in capitals at the start of a line."""
    word, start = run.words[position], run.starts[position]
    if not word.isupper() or len(word) < 4 or (start and run.text[start - 1] != "\n"):
        return None
    place = look_up(word.title()) if _DATELINE.match(run.text, run.end(position)) else None
    return (place, 1) if place else None


def _unknown(run: _Run, position: int) -> tuple[Place | None, int]:
    """A name that no gazetteer has, where the words around place it: "in Lufu-Toto", "the village of X", "X forest"."""
    words = run.words[position:]
    if len(words) > 3 or run.words[-1] != run.written[-1] or not _may_be_place(words) or position > 1:
        return None, 1
    suffix = _small_class(run.text, run.end(len(run.words) - 1), "classsuffix")
    if position == 0:
        placed = bool(_PLACING.search(run.before) or _CLASS_OF.search(run.before))
        placed = placed or bool(suffix and _PLACING_THE.search(run.before))
    else:
        placed = run.words[0].lower() in _words("placing")
    if not (placed or suffix) or _SPEAKS.match(run.text, run.end(len(run.words) - 1)):
        return None, 1
    name = " ".join((*words, suffix)) if suffix and suffix not in _words("smallsuffix") else " ".join(words)
    return Place(name=name, kind="venue", country=None), len(words)


@cache
def _never_unknown_places() -> frozenset[str]:
    return _never_places() | _words("trap")


def _may_be_place(words: tuple[str, ...]) -> bool:
    names = [word for word in words if word not in _CONNECTORS]
    barred = _never_unknown_places()
    return bool(names) and all(
        len(word) > 2 and not word.isupper() and word.rstrip(".") not in barred and not country_of_demonym(word)
        for word in names
    )


def _is_other_name(run: _Run, position: int, used: int, place: Place) -> bool:
    """Whether the name is part of a person's or a body's ("Paris Hilton", "Washington Post", "Mr Jordan")."""
    words, after = run.words, position + used
    following = words[after] if after < len(words) and words[after - 1] == run.written[after - 1] else ""
    previous = words[position - 1] if position else ""
    if previous.rstrip(".") in _words("title") or following.rstrip(".") in _words("organisation"):
        return True
    if previous == "of" and position > 1 and words[position - 2] in _words("organisation"):
        return True
    placed, trap = run.placed(position), used == 1 and place.name in _words("trap")
    if trap and not placed:
        alone = len(words) == 1 and capital_country(place.name) is not None
        return not (alone or _holder(run.text, run.end(after - 1)))
    if placed or place.kind == "continent":
        return False
    if place.kind == "country":
        return used == 1 and place.name in _words("givenname") and _is_surname(following)
    return _is_first_name(run, position) or _is_surname(following)


def _is_surname(word: str) -> bool:
    """Whether a word after a place's name makes it a person's or a body's."""
    if not word or word in _CONNECTORS or word in _words("suffix") or word in _words("title"):
        return False
    return word not in _words("calendar") and look_up(word) is None and country_of_demonym(word) is None


def _is_first_name(run: _Run, position: int) -> bool:
    """Whether the word before makes the name a person's ("Jack London"); openers and other places do not."""
    if position == 0 or run.written[position - 1] != run.words[position - 1]:
        return False
    word = run.words[position - 1]
    known = word in _CONNECTORS or word in _words("opener") or word in _words("calendar") or word in _words("direction")
    return not (known or look_up(word) or country_of_demonym(word) or word.isupper())
