"""Bodies whose names do not show that they are bodies: what goes back to them tells it ("Lomra Courier said … It said", "… the group said")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.extract.grammar.words import genders
from ledger.extract.speakers.actors import classify, is_title
from ledger.extract.speakers.described import Actor, class_words
from ledger.extract.speakers.names import is_country
from ledger.model import ActorKind

_UNTOLD = frozenset((ActorKind.OTHER, ActorKind.PERSON))
_BODIES = frozenset(
    (ActorKind.OTHER, ActorKind.PERSON, ActorKind.NGO, ActorKind.COMPANY, ActorKind.ACADEMIC, ActorKind.MEDICAL)
)


def taken_for_person(known: Sequence[Actor], starts: Sequence[int], at: int) -> Actor | None:
    """Who alone spoke in the sentence before an "it", and has a name such as a person's: "Lomra Rail said … It said …"."""
    last = _last_speaker(known, starts, at)
    if last is not None and last.plural and last.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY):
        return last  # "…, said Lomra police. It said …"
    return _as_body(last) if last is not None and last.person and _may_be_body(last) else None


def said_to_be(
    head: str, words: frozenset[str], known: Sequence[Actor], starts: Sequence[int], at: int
) -> Actor | None:
    """Who spoke in the sentence before "the group said", "the organisation said", and may well be one."""
    last = _last_speaker(known, starts, at)
    if last is None or words != {head} or not last.name[:1].isupper() or is_country(last.name):
        return None
    nouns = class_words()
    own = (nouns["company"] | nouns["ngo"]) - nouns["government"]
    if head not in own or (last.kind is ActorKind.NGO and head not in nouns["ngo"]):
        return None
    if last.person:
        return _as_body(last) if _may_be_body(last) else None
    return last if last.kind in _BODIES else None


def _last_speaker(known: Sequence[Actor], starts: Sequence[int], at: int) -> Actor | None:
    """Who spoke in the sentence before the one in which ``at`` is, where nobody else did."""
    own, before = (starts[-1], starts[-2]) if len(starts) > 1 else (at, at)
    names = {actor.name: actor for actor in known[-6:] if before <= actor.at < own and actor.spoke}
    return next(iter(names.values())) if len(names) == 1 else None


def _may_be_body(actor: Actor) -> bool:
    words = actor.name.split()
    told = actor.gender or words[0].lower() in genders() or any(map(is_title, actor.words - set(map(str.lower, words))))
    return len(words) > 1 and not told and actor.kind in (*_UNTOLD, ActorKind.GOVERNMENT)


def _as_body(actor: Actor) -> Actor:
    kind = classify(actor.name)
    return replace(actor, person=False, kind=ActorKind.OTHER if kind in _UNTOLD else kind)
