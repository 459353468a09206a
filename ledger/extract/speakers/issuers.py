"""Whose a bulletin or a government is that is named by its noun alone: "the bulletin said", "the state government said"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ledger import lexicon
from ledger.extract.speakers.authors import is_bare_document
from ledger.extract.speakers.described import Actor, of_class
from ledger.lexicon.gazetteer import look_up
from ledger.model import ActorKind

_TRIED = 12  # actors, newest first
_BACK = 3  # sentences, with its own, in which a body spoke whose bulletin it may be
_BODIES = frozenset((ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.IGO, ActorKind.NGO, ActorKind.COMPANY, ActorKind.MEDICAL, ActorKind.ACADEMIC))  # fmt: skip
_FAR = 1500  # characters in which the state is named whose government speaks
_NAMED = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}")


def issuer_among(known: Sequence[Actor], starts: Sequence[int], phrase: str, at: int) -> Actor | None:
    """The one body that spoke in the sentences just before; its is "the bulletin" of which nothing else tells whose it is.

    "The army's press service said 40 were killed. The statement said 12 were hurt."
    """
    document = phrase.partition(" ")[2]
    if document.lower() not in lexicon.family("put out by whom one heard") or not is_bare_document(document):
        return None
    since = starts[-_BACK] if len(starts) >= _BACK else 0
    spoke = {actor.name: actor for actor in known[-_TRIED:] if actor.spoke and since <= actor.at < at}
    longest = max(spoke, key=len, default="")
    one = all(name in longest for name in spoke)  # "Odisha reported …, the Odisha government said"
    return spoke[longest] if one and longest and spoke[longest].kind in _BODIES else None


def with_its_body(name: str, known: Sequence[Actor], at: int) -> str:
    """E.g. "an official with the ministry" → "Ministry of Works official", where a ministry spoke before."""
    told = _OF_ITS_BODY.fullmatch(name)
    body = told and next(
        (
            actor
            for actor in reversed(known[-_TRIED:])
            if actor.at < at and of_class(frozenset((told[2],)), told[2], actor)
        ),
        None,
    )
    return f"{body.name} {told[1]}" if told and body else name


# one of a body that has no name there; "of" may be of a place or a rank: "an official of the town"
_OF_ITS_BODY = lexicon.pattern(r"(?:[a-z]+ ){0,2}?([a-z]+) (?:with|from|at|of) the ({ruling body}|[a-z]+)")


def with_its_region(name: str, text: str, at: int) -> str:
    """E.g. "state government" → "Odisha government", where the words before name one region alone."""
    level, _, body = name.partition(" ")
    if body not in lexicon.family("ruling body") or level not in lexicon.family("ruled part"):
        return name
    regions = _regions_in(text[max(0, at - _FAR) : at])
    return f"{regions[0]} {body}" if len(regions) == 1 else name


@lru_cache(maxsize=64)
def _regions_in(text: str) -> tuple[str, ...]:
    """The regions that a text names, each once."""
    places = (look_up(match[0]) for match in _NAMED.finditer(text))
    return tuple(sorted({place.name for place in places if place is not None and place.kind == "region"}))
