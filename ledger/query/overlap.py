"""Whether two counts may have something in common: what may must not be added."""

from __future__ import annotations

import re
from functools import cache

from ledger.lexicon import rows
from ledger.lexicon.gazetteer import Place, contains, country_of_demonym, described
from ledger.lexicon.plurals import singular
from ledger.model import Question

__all__ = ["may_overlap", "width"]

_KINDS = ("continent", "country", "region", "city", "venue")
_WORD = re.compile(r"\w+(?:\.\w\.)?")


def width(question: Question) -> tuple[bool, int, bool, str]:
    """Wholes sort before their parts: no group, the larger place, an open period; then by name."""
    return question.group is not None, _size(question.place), question.anchor_end is not None, str(question)


def may_overlap(whole: Question, part: Question) -> str:
    """In what two counts of one measure may meet ("place", "days" or "people"); empty where they cannot.

    They can meet only where places, days and people all may. Places meet where one is not named, holds the other or is
    unknown; days where the periods share one; groups unless the lexicon holds them apart (civilians and soldiers, women
    and men, people of two countries).
    """
    if not (
        _places_meet(whole.place, part.place) and _days_meet(whole, part) and _groups_meet(whole.group, part.group)
    ):
        return ""
    if _one_name(whole.place) != _one_name(part.place):
        return "place"
    if (whole.anchor_start, whole.anchor_end) != (part.anchor_start, part.anchor_end):
        return "days"
    return "people"


def _size(place: str | None) -> int:
    known = _known(place)
    return 0 if place is None else 1 + (_KINDS.index(known.kind) if known else len(_KINDS))


def _one_name(place: str | None) -> str | None:
    """The usual name: "Derna, Libya" and "Derna" are one place, so are "Kiev" and "Kyiv"."""
    known = _known(place)
    return known.name if known else place and place.casefold()


def _known(place: str | None) -> Place | None:
    return described(place)[0] if place else None


def _places_meet(one: str | None, other: str | None) -> bool:
    first, second = _known(one), _known(other)
    if one is None or other is None or _one_name(one) == _one_name(other):
        return True
    if first is None and second is None:
        return False  # two sites that no list has: two names, two places
    if first is None or second is None:
        return True  # a site may lie in a place that is known
    return contains(first, second) or contains(second, first)


def _days_meet(one: Question, other: Question) -> bool:
    """Open ends reach as far as they like."""
    starts, ends = (one.anchor_start, other.anchor_start), (one.anchor_end, other.anchor_end)
    first_before = ends[0] is not None and starts[1] is not None and ends[0] < starts[1]
    second_before = ends[1] is not None and starts[0] is not None and ends[1] < starts[0]
    return not (first_before or second_before)


def _groups_meet(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one.casefold() == other.casefold():
        return True
    first, second = _classes(one), _classes(other)
    return not any(first[name].isdisjoint(second[name]) for name in first.keys() & second.keys())


def _classes(group: str) -> dict[str, frozenset[int | str]]:
    """Dimension → the kinds of it that the group's words name."""
    found = dict[str, frozenset[int | str]]()
    for word in _WORD.findall(group):
        for dimension, kind in _kinds().get(singular(word.casefold()), ()):
            found[dimension] = found.get(dimension, frozenset()) | {kind}
        if country := country_of_demonym(word):
            found["country"] = found.get("country", frozenset()) | {country}
    return found


@cache
def _kinds() -> dict[str, tuple[tuple[str, int], ...]]:
    found = dict[str, tuple[tuple[str, int], ...]]()
    for number, (dimension, listed) in enumerate(rows("apart")):
        for word in listed.split(","):
            found[word] = (*found.get(word, ()), (dimension, number))
    return found
