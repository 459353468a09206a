"""Places named in a text, by gazetteer and by form ("Karongi District", "Lake Chad"), in one left-to-right pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from ledger import lexicon
from ledger.lexicon.gazetteer import (
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
    "look_up",
    "place_words",
    "smallest_holding",
    "suffers",
]

_MAX_WORDS = 5
_CONNECTORS = ("of", "the", "de", "la", "el", "al", "da", "do", "del", "and")
_WORD = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-Þ][\w’'-]*)"
_FIRST = (
    r"[A-ZÀ-Þ](?<![\w@#].)(?:(?<=[A-Z])\.(?:[A-Z]\.)+|[\w’'-]*)"  # a word, by its capital: the search skips the rest
)
_GAP = r"[^\S\r\n]"  # a line of a menu does not run on into the next
_RUN = re.compile(rf"{_FIRST}(?:{_GAP}(?:(?:{'|'.join(_CONNECTORS)}){_GAP}){{0,2}}{_WORD})*")
_TAIL = re.compile(r"\w*$")
_PLACING = re.compile(r"\b(?:in|at|near|outside|inside|around|throughout|across)\s+$")
_AT = re.compile(r"\bat\s+$")
_PLACING_THE = re.compile(r"\b(?:in|at|near|outside|inside|around|throughout|across)\s+the\s+$")
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal)\s+(?:[a-z-]+\s+){0,2}$")
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


class _Run(NamedTuple):
    """Capitalised words in a row, with the small words that join them; ``words`` are without possessive endings."""

    text: str
    starts: tuple[int, ...]
    written: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def before(self) -> str:
        """The text right before."""
        return self.text[max(0, self.starts[0] - 40) : self.starts[0]]

    def end(self, index: int) -> int:
        """The offset where word ``index`` ends, its possessive ending left out."""
        return self.starts[index] + len(self.words[index])

    def placed(self, index: int, used: int) -> bool:
        """Whether the words before word ``index``, or after the ``used`` words, say that it is a place."""
        if suffers(self.text, self.end(index + used - 1)):
            return True
        if index == 0:
            return _is_led(self.before)
        previous = self.words[index - 1]
        return previous == "of" or previous.lower() in place_words("locative")


def _is_led(before: str) -> bool:
    """Whether a text ends in a word of place, or in one and "the": "in ", "the city of the "."""
    words = before.rsplit(None, 2)
    if not before[-1:].isspace() or not words:
        return False
    last = words[-2] if words[-1] == "the" and len(words) > 1 else words[-1]
    return _last_letters(last) in place_words("leads to a place")


@lru_cache(maxsize=50_000)
def _last_letters(word: str) -> str:
    found: str = _TAIL.findall(word)[0]
    return found


@cache
def place_words(kind: str) -> frozenset[str]:
    """The lexicon's words of one kind (``placewords.tsv``)."""
    return frozenset(word for row in lexicon.rows("placewords") if row[0] == kind for word in row[1].split(","))


@cache
def _suffers() -> re.Pattern[str]:
    suffered, struck, events = ("|".join(sorted(place_words(kind))) for kind in ("suffered", "struck", "event"))
    return re.compile(
        rf"\s(?:(?:has|have|had|also|now|today|[\w-]+ly)\s){{0,2}}(?:{suffered}|(?:was|were|been)\s(?:{struck}))\b"
        rf"|\s(?:(?:mass|train|bus|plane|bomb|flash|forest|virus|factory|school|church|nightclub|mine|ferry)\s)?(?:{events})\b"
    )


@cache
def _apposed() -> re.Pattern[str]:
    nouns = "|".join(
        sorted(place_words("class") - {"state", "capital", "part", "parts", "area", "community", "center", "centre"})
    )
    return re.compile(rf",\s(?:also\s)?an?\s(?:[a-z-]+\s){{0,3}}(?:{nouns})\b")  # "Obo, a mining town in …"


def suffers(text: str, end: int) -> bool:
    """Whether what is named before offset ``end`` is where something happened: "Chad recorded", "Dover was hit", "the Lima fire"."""
    return _suffers().match(text, end) is not None


@cache
def _never_places() -> frozenset[str]:
    return place_words("organisation") | place_words("title") | place_words("calendar") | place_words("opener")


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Every place that ``text`` names, in order. Persons, bodies and outlets that bear a place's name are left out.

    A capital that stands for a government ("Moscow said") is returned all the same.
    """
    never = _never_places()
    runs = [_run(text, match) for match in _RUN.finditer(text) if match[0] not in never]
    found = [_read_run(run) for run in runs]
    # "floods hit Obora. … In Obora, 12 died": a name placed once is a place wherever it stands
    learned = {mention.place.name: mention.place for mentions in found for mention in mentions if mention.place.learned}
    if learned:
        for run, mentions in zip(runs, found, strict=True):
            if not mentions and (again := _again(run, learned)):
                mentions.append(again)
    return tuple(mention for mentions in found for mention in mentions)


def _again(run: _Run, learned: dict[str, Place]) -> PlaceMention | None:
    for position in range(min(2, len(run.words))):
        place = learned.get(" ".join(run.words[position:]))
        if place is not None and (position == 0 or run.words[0] in place_words("opener")):
            span = Span(run.starts[position], run.end(len(run.words) - 1))
            return PlaceMention(span=span, place=place, surface=run.text[span.start : span.end])
    return None


def _run(text: str, match: re.Match[str]) -> _Run:
    written = tuple(match[0].split())
    starts = [match.start()]
    for word in written[:-1]:
        starts.append(starts[-1] + len(word) + 1)  # a run has one space between its words
    words = tuple(map(_unpossessed, written)) if "'" in match[0] or "’" in match[0] else written
    return _Run(text, tuple(starts), written, words)


def _unpossessed(word: str) -> str:
    """E.g. "China's", "Chinas’" → "China", "Chinas"."""
    bare = word[:-1] if word.endswith("s") else word
    return bare[:-1] if bare.endswith(("'", "’")) else word


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
    if suffix and _INDEFINITE.search(run.text, max(0, start - 40), start):
        suffix = ""  # "on a Yoro highway" names Yoro, not a road
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
        suffix = _unpossessed(" ".join(words[1 : 1 + width]).rstrip('.,;:)"”'))
        if suffix in place_words(kind):
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
    if run.words[position][:1].islower() or run.words[position] in place_words("calendar"):
        return None, 1
    if run.words[position] in place_words("direction") and position + 1 == len(run.words):
        return None, 1  # "Central" is a town too
    end = position + _MAX_WORDS
    known = _known(run.written[position:end], run.words[position:end])
    return known or _dateline(run, position) or _unknown(run, position)


@lru_cache(maxsize=50_000)
def _known(written: tuple[str, ...], words: tuple[str, ...]) -> tuple[Place | None, int] | None:
    """The longest place with which these words begin; no place for certain where they begin with no place's word."""
    owner = next((index for index, word in enumerate(written) if word.endswith(("'s", "’s"))), len(written))
    for width in range(len(words), 0, -1):
        as_written = look_up(" ".join(written[:width]))
        if owner < width - 1 and as_written is None:
            continue  # "China's Yunnan Province" names two places
        if width == 1 and words[0] in _never_places():
            return None, 1
        if width == 1 and words[0] in place_words("direction"):
            continue
        place = as_written or look_up(" ".join(words[:width])) or _formed(words[:width])
        if place is not None:
            return place, width
    return None


def _formed(words: tuple[str, ...]) -> Place | None:
    """A place by its form: "Karongi District", "Mount Ontake", "Mercy Medical Center"."""
    if len(words) < 2 or words[0] in _CONNECTORS or any(word in ("and", "the") for word in words[:-1]):
        return None
    double = len(words) > 2 and " ".join(words[-2:]) in place_words("double suffix")
    names = words[:-2] if double else words[:-1]
    if any(word in _never_places() for word in names if word not in _CONNECTORS):
        return None
    venue = double or words[-1] in place_words("venue")
    if _CONNECTORS[0] in names and not double:
        return None  # "Obo Village of Lida District" is two places; "Lida District Hospital" is one
    if not venue and any(word in place_words("suffix") for word in names[1:]):
        return None
    named = double or (words[-1] in place_words("suffix") and not (_demonyms_in(words[:1]) and len(words) == 2))
    if not named and not (words[0] in place_words("prefix") and len(words) == 2):
        return None
    if any((tail := look_up(" ".join(words[-width:]))) and tail.kind == "country" for width in range(2, len(words))):
        return None  # "World Relief Solomon Islands" is a body in a country
    inner = None if venue else look_up(" ".join(names))
    return Place(
        name=" ".join(words),
        kind="venue" if venue else "region",
        country=inner.country if inner else None,
        learned=not inner,
    )


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
    if suffix and position == 0 and _INDEFINITE.search(run.before):
        return None, 1  # "on an Alpine road"
    if position == 0:
        placed = bool(_PLACING.search(run.before) or _CLASS_OF.search(run.before))
        placed = placed or bool(suffix and _PLACING_THE.search(run.before))
    else:
        placed = run.words[0].lower() in place_words("placing")
    placed = placed or bool(_apposed().match(run.text, run.end(len(run.words) - 1)))
    if not (placed or suffix) or _SPEAKS.match(run.text, run.end(len(run.words) - 1)):
        return None, 1
    name = " ".join((*words, suffix)) if suffix and suffix not in place_words("smallsuffix") else " ".join(words)
    sure = not _AT.search(run.before) or bool(suffix)  # "at Oxline" may be a company
    return Place(name=name, kind="venue", country=None, learned=sure), len(words)


@cache
def _numbers() -> frozenset[str]:
    return frozenset(word for kind in lexicon.table("numbers").values() if isinstance(kind, dict) for word in kind)


@cache
def _never_unknown_places() -> frozenset[str]:
    return _never_places() | place_words("trap")


@lru_cache(maxsize=50_000)
def _may_be_place(words: tuple[str, ...]) -> bool:
    names = [word for word in words if word not in _CONNECTORS]
    barred = _never_places() if len(names) > 1 else _never_unknown_places()
    return bool(names) and all(
        len(word) > (2 if len(names) == 1 else 1)
        and not word.isupper()
        and word.lower() not in _numbers()
        and not any(letter.isdigit() for letter in word)
        and word.rstrip(".") not in barred
        and not country_of_demonym(word)
        for word in names
    )


def _is_other_name(run: _Run, position: int, used: int, place: Place) -> bool:
    """Whether the name is part of a person's or a body's ("Paris Hilton", "Washington Post", "Mr Jordan")."""
    words, after = run.words, position + used
    following = words[after] if after < len(words) and words[after - 1] == run.written[after - 1] else ""
    previous = words[position - 1] if position else ""
    if run.text[run.end(after - 1) : run.end(after - 1) + 1] in ("$", "£"):
        return True  # "US$5"
    if previous.rstrip(".") in place_words("title") or following.rstrip(".") in place_words("organisation"):
        return True
    if previous == "of" and position > 1 and words[position - 2] in place_words("organisation"):
        return True
    placed, trap = run.placed(position, used), used == 1 and place.name in place_words("trap")
    if trap and not placed:
        alone = len(words) == 1 and capital_country(place.name) is not None
        return not (alone or _holder(run.text, run.end(after - 1)))
    if trap and position == 0 and run.before.endswith("of ") and _is_surname(following):
        return True  # "a shortage of Oral Cholera Vaccines"
    if placed or place.kind == "continent":
        return False
    if place.kind == "country":
        return used == 1 and place.name in place_words("givenname") and _is_surname(following)
    return _is_first_name(run, position) or _is_surname(following)


def _is_surname(word: str) -> bool:
    """Whether a word after a place's name makes it a person's or a body's."""
    if not word or word in _CONNECTORS or word in place_words("suffix") or word in place_words("title"):
        return False
    return word not in place_words("calendar") and look_up(word) is None and country_of_demonym(word) is None


def _is_first_name(run: _Run, position: int) -> bool:
    """Whether the word before makes the name a person's ("Jack London"); openers and other places do not."""
    if position == 0 or run.written[position - 1] != run.words[position - 1]:
        return False
    word = run.words[position - 1]
    known = (
        word in _CONNECTORS
        or word in place_words("opener")
        or word in place_words("calendar")
        or word in place_words("direction")
    )
    return not (known or look_up(word) or country_of_demonym(word) or word.isupper())
