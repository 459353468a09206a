"""How alike two names are: of claimants, of groups, of places."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz import fuzz

from ledger.lexicon import family, listed, rows
from ledger.lexicon.plurals import singular

SAME, SPELLED, SHORTER, SILENT, DIFFERENT = 1.0, 0.95, 0.85, 0.8, 0.0
ALL_TOLD = 0.96  # a crowd and everybody, where an event may have harmed nobody else

_SETS = frozenset({"idle", "everybody", "crowd", "part of a crowd", "general", "said by a measure"})
_CASE = ("case",)
_WORD = re.compile(r"\w+")
_FULL_STOP = re.compile(r"(?<=\b[a-z])\.")
_PREFIX = re.compile(r"\b(anti|multi|non|semi)-(?=\w)")
_POSSESSIVE = re.compile(r"'s?(?!\w)")
_TYPING = 88.0  # of 100: "zelensky" and "zelenskyy" are one word, "iran" and "iraq" are two
_LONG_ENOUGH = 6
_MISTYPED, _SHORTEST = 75.0, 3  # of the words of two lists: likeness of 100, and letters


@lru_cache(maxsize=100_000)
def claimants_alike(one: str, other: str) -> float:
    """1 for one name, less for a fuller, shorter or differently spelt form of it, 0 for two actors."""
    first, second = words_of(one), words_of(other)
    if family("another person") & (set(first) ^ set(second)):
        return DIFFERENT
    if alike := _alike(first, second) or _alike(second, first):
        return alike
    return SPELLED if _initials(one, other) or _initials(other, one) else DIFFERENT


def _initials(short: str, name: str) -> bool:
    """SES and State Emergency Service; ICRC and International Committee of the Red Cross."""
    letters = short.replace(".", "")
    return letters.isupper() and len(letters) > 2 and letters == "".join(re.findall(r"\b[A-Z](?=[a-z])", name))


def _alike(shorter: tuple[str, ...], longer: tuple[str, ...]) -> float:
    """How far ``shorter`` is a form of ``longer``; 0 where it holds a word that ``longer`` does not."""
    if not shorter or not all(any(_one_word(word, known) for known in longer) for word in shorter):
        return DIFFERENT
    if len(set(shorter)) == len(set(longer)):
        return SAME if set(shorter) == set(longer) else SPELLED
    surname = _one_word(shorter[-1], longer[-1]) and shorter[-1] not in listed("naming", "general")
    return SHORTER if len(shorter) > 1 or surname else DIFFERENT


@lru_cache(maxsize=100_000)
def groups_alike(one: str | None, other: str | None) -> float:
    """1 for one group, 0 for two: civilians are among the people, so they are related, not the same."""
    first, second = _narrowing(one), _narrowing(other)
    if set(first) == set(second):
        return SAME
    if _CASE in (first[-1:], second[-1:]):
        return _cases_alike(set(first), set(second))
    if len(first) == len(second) and _alike(first, second):
        return SPELLED
    return SPELLED if one and other and _thing(one) == _thing(other) else DIFFERENT  # "boats / cutters", "warships"


def _cases_alike(one: set[str], other: set[str]) -> float:
    """Cases of a disease and cases told without its name; the confirmed are not all, nor is measles cholera."""
    idle = listed("steps", "disease word")
    one, other = one - idle, other - idle
    sure = family("how sure")
    if one & sure != other & sure or (one - sure and other - sure and one != other):
        return DIFFERENT
    return SAME if one == other else SPELLED


@lru_cache(maxsize=100_000)
def crowds_alike(one: str | None, other: str | None) -> float:
    """As ``groups_alike``, of the toll of one event: "passengers" may be all whom a fire on a ferry killed.

    Women, children or soldiers are some of whom an event kills: they stay another group.
    """
    if (alike := groups_alike(one, other)) != DIFFERENT:
        return alike
    first, second = _narrowing(one), _narrowing(other)
    return ALL_TOLD if not (first and second) and _is_crowd(first or second) else DIFFERENT


def of_crowd(group: str | None) -> str | None:
    """The group, none where it is a crowd of which all may have been harmed."""
    words = _narrowing(group)
    return None if not words or _is_crowd(words) else group


def _is_crowd(words: tuple[str, ...]) -> bool:
    told = {word for word in words if word not in _countries()}  # "German tourists"
    return bool(told) and told <= listed("naming", "crowd") and not told <= listed("naming", "part of a crowd")


@cache
def _countries() -> frozenset[str]:
    return frozenset(_plain(row[0]).replace(" ", "_") for row in rows("countries"))


def _narrowing(group: str | None) -> tuple[str, ...]:
    return tuple(word for word in words_of(group or "") if word not in listed("naming", "everybody"))


@lru_cache(maxsize=100_000)
def units_alike(one: str, other: str) -> float:
    """1 for one unit, less for a counted thing by another name ("APV", "armoured fighting vehicle"), 0 for two things.

    "Artillery" is short for "artillery systems"; "tanks" is not short for "fuel tanks", nor for "tanks and trucks".
    """
    if one == other:
        return SAME
    first, second = _thing(one), _thing(other)
    if first == second:
        return SPELLED
    shorter, longer = sorted((first, second), key=len)
    rest = longer[len(shorter) :]
    begins = longer[: len(shorter)] == shorter and not {"and", "plus"} & set(rest)
    return SHORTER if begins else DIFFERENT


def one_thing(one: str, other: str) -> bool:
    """Whether two labels of a list may name one item: misspelt, by its initials, or with a word more or less.

    Things counted together ("vehicles and fuel tanks") are none of them.
    """
    first, second = _thing(one), _thing(other)
    if _initials(one, other) or _initials(other, one):
        return True
    shorter, longer = sorted((first, second), key=len)
    if ("and" in first) != ("and" in second) or not shorter or not _typed(shorter[-1], longer[-1]):
        return False
    rest = iter(longer)
    return all(any(_typed(word, known) for known in rest) for word in shorter)


def _typed(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > _SHORTEST and fuzz.ratio(one, other) >= _MISTYPED)


@lru_cache(maxsize=100_000)
def _thing(unit: str) -> tuple[str, ...]:
    """The words for a counted thing in one way of saying it: all of them, or the last of them."""
    plain = _PREFIX.sub(r"\1", unit.casefold().replace("&", " and ").replace("/", " / "))
    words = [singular(word) for word in plain.split()]
    for start in range(len(words)):
        if said := _equivalents().get(" ".join(words[start:])):
            return (*words[:start], *said.split())
    return tuple(words)


@cache
def _equivalents() -> dict[str, str]:
    listed = ((row[0], (row[0], *row[1].split(","))) for row in rows("equivalents"))
    ways = ((_PREFIX.sub(r"\1", way), one) for one, several in listed for way in several)
    return {" ".join(singular(word) for word in way.split()): one for way, one in ways}


@lru_cache(maxsize=100_000)
def places_alike(one: str | None, other: str | None) -> float:
    """1 for one place, less where one side names none; 0 for two places, even where one holds the other."""
    if one is None or other is None:
        return SAME if one == other else SILENT
    first, second = (tuple(words_of(part) for part in place.split(",")) for place in (one, other))
    if first == second:
        return SAME
    nested = (len(first) == 1 or len(second) == 1) and first[0] == second[0]  # "Derna" and "Derna, Libya"
    return SPELLED if nested or (len(first) == len(second) == 1 and _one_name(first[0], second[0])) else DIFFERENT


def _one_name(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return len(first) == len(second) and all(map(_one_word, first, second))


def _one_word(one: str, other: str) -> bool:
    if one == other:
        return True
    spelt = one.isalpha() and other.isalpha() and one[0] == other[0] and min(len(one), len(other)) >= _LONG_ENOUGH
    return spelt and fuzz.ratio(one, other) >= _TYPING


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words that tell a name from others, in one spelling: demonyms as countries, plurals as singulars."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _PREFIX.sub(r"\1", _POSSESSIVE.sub("", _FULL_STOP.sub("", plain)))
    one_form = " ".join(singular(word) for word in _WORD.findall(plain))
    said, form = _one_way_of_saying()
    same = form.sub(lambda found: said[found[0]], form.sub(lambda found: said[found[0]], one_form))
    words = tuple(word for word in same.split() if word not in listed("naming", "idle"))
    return words or tuple(same.split())


@cache
def _one_way_of_saying() -> tuple[dict[str, str], re.Pattern[str]]:
    """Other way of saying → the one way, and what finds the longest of them."""
    said = {_plain(way): row[0] for row in rows("naming") if row[0] not in _SETS for way in row[1].split(",")}
    for row in rows("countries"):
        country = _plain(row[0]).replace(" ", "_")
        ways = [row[0], *row[1].split(","), *(row[3].split(",") if len(row) > 3 else ())]
        said |= {_plain(way): country for way in ways if way}
    longest_first = sorted(said, key=lambda way: (-len(way), way))
    return said, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _plain(way: str) -> str:
    one_form = _PREFIX.sub(r"\1", _POSSESSIVE.sub("", _FULL_STOP.sub("", way.casefold())))
    return " ".join(singular(word) for word in _WORD.findall(one_form))
