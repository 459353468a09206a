"""One number told of several places at once: "60 dead in Germany and Belgium" is a toll of neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ledger.lexicon.gazetteer import Place, country_of_demonym, described, holds, look_up, place_words
from ledger.model import Fact

__all__ = ["holds_any", "members", "together"]

_AND = " and "
_NAME = r"[A-Z][\w’'-]+(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]+){0,3}"
_BOTH = re.compile(
    rf"(?P<first>{_NAME}(?:,\s{_NAME})*)(?P<joint>,?\s(?:and|&)\s|,\s)(?P<between>(?:[a-z]+\s){{0,2}}?)(?P<last>{_NAME})"
)
_DEMONYMS = re.compile(r"\b(?P<first>[A-Z][a-z]+)[-–](?P<last>[A-Z][a-z]+)\b")
_SPLIT = re.compile(r",\s|\sand\s")


@lru_cache(maxsize=50_000)
def members(place: str) -> tuple[str, ...]:
    """The places that one name joins, itself where it joins none: Bosnia and Herzegovina is one country."""
    if _AND not in place or look_up(place) is not None:
        return (place,)
    parts = tuple(_SPLIT.split(place))
    return parts if all(described(part)[0] is not None for part in parts) else (place,)


def holds_any(outer: str, inner: str) -> bool:
    """Whether a place, or one of those that its name joins, holds another or is it."""
    return any(one == inner or holds(one, inner) for one in members(outer))


def together(fact: Fact, text: str, beside: Iterable[Fact]) -> str | None:
    """The places of which the fact's sentence tells its number together; None where it is of one place.

    They are of one kind, and the fact's own place is none, one of them, or a wider one. Two numbers of two places in
    one sentence are told apart. ``beside`` are the figures of the measure in the sentence.
    """
    if any(one.sentence == fact.sentence and one.place != fact.place for one in beside):
        return None
    start = fact.sentence.start
    found = list(_groups(text[slice(*fact.sentence)]))
    after = [places for at, places in found if start + at >= fact.span.end]
    before = [places for at, places in found if start + at < fact.span.end]
    places = (after[:1] or before[-1:] or [()])[0]
    own = fact.place
    if not after and own and own in text[fact.span.end : fact.sentence.end]:
        return None  # "floods in Ghana and Togo killed 40 in Togo"
    if not places or not (own is None or own in places or all(holds(own, one) for one in places)):
        return None
    return _AND.join((", ".join(places[:-1]), places[-1]))


@lru_cache(maxsize=512)
def _groups(sentence: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """(where it begins, the names in order) of each group of places of one kind that a sentence names together."""
    found = []
    for pair in (*_BOTH.finditer(sentence), *_DEMONYMS.finditer(sentence)):
        between = pair.groupdict().get("between", "").split()
        if not set(between) <= place_words("bearing") | {"in", "the", "parts", "of"}:
            continue
        places = list(map(_known, (*re.split(r",\s", pair["first"]), pair["last"])))
        kinds = {one.kind if one else None for one in places}
        if len(kinds) == 1 and None not in kinds and (kinds == {"country"} or pair.groupdict().get("joint") != ", "):
            names = tuple(sorted({one.name for one in places if one}))
            if len(names) > 1:
                found.append((pair.start(), names))
    return tuple(sorted(found))


def _known(name: str) -> Place | None:
    country = country_of_demonym(name)
    return look_up(country) if country else described(name)[0]
