"""How likely two figures of two versions are the same figure: by what they are about, never by where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ledger.diff.bounds import Move, move
from ledger.model import Basis, Fact, Figure, Period

ALIKE = 0.55  # below this two figures are two figures

_WEIGHTS = {
    "place": 4.0,
    "group": 3.0,
    "context": 3.0,
    "claimant": 2.0,
    "entity": 2.0,
    "period": 2.0,
    "value": 2.0,
    "series": 2.0,
    "basis": 1.0,
    "status": 1.0,
}
_TOTAL = sum(_WEIGHTS.values())
_HALF_KNOWN = 0.4  # one side names it, the other is silent
_WORD = re.compile(r"[^\W\d_]{2,}")
_IDLE_WORDS = "the of in on at by and or its their his her to for an is was were are been has have had that"
_IDLE = frozenset(_IDLE_WORDS.split())
# An addition to a toll, or a rise, is never a later state of the toll itself.
_APART = frozenset({Basis.INCREMENT, Basis.CHANGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A figure with what it is about in comparable form; compute it once a figure."""

    figure: Figure
    place: frozenset[str]
    group: frozenset[str]
    claimant: frozenset[str]
    entity: frozenset[str]
    context: frozenset[str]
    period: Period | None


def subject(figure: Figure) -> Subject:
    """The comparable form of a figure."""
    fact = figure.fact
    return Subject(
        figure=figure,
        place=_words(fact.place),
        group=_words(fact.group),
        claimant=_words(fact.claimant),
        entity=_words(fact.entity),
        context=_words(figure.quote),
        period=settled(fact.period, figure.published),
    )


def settled(period: Period | None, published: date | None) -> Period | None:
    """The period without an end that merely follows the day of publication ("so far")."""
    if period is None or period.end is None or period.end != published or period.start == period.end:
        return period
    return Period(start=period.start) if period.start else None


def likeness(one: Subject, other: Subject) -> float:
    """0…1, the same either way round; 0 where the two cannot be one figure. Both must share unit and measure."""
    first, second = one.figure.fact, other.figure.fact
    same_series = bool(one.figure.series) and one.figure.series == other.figure.series
    if _contradict(one, other) or not (same_series or _revisable(one, other)):
        return 0.0
    parts = {
        "place": _overlap(one.place, other.place),
        "group": _overlap(one.group, other.group),
        "context": _overlap(one.context, other.context),
        "claimant": _overlap(one.claimant, other.claimant),
        "entity": _overlap(one.entity, other.entity),
        "period": _periods(one.period, other.period),
        "value": _closeness(first, second),
        "series": float(one.figure.series == other.figure.series),
        "basis": float(first.basis is second.basis),
        "status": float(first.status is second.status),
    }
    return sum(_WEIGHTS[name] * part for name, part in parts.items()) / _TOTAL


def _contradict(one: Subject, other: Subject) -> bool:
    """Whether the two are about different things, whatever their values."""
    first, second = one.figure.fact, other.figure.fact
    if first.basis is not second.basis and _APART & {first.basis, second.basis}:
        return True
    if first.measure == "other" and not (one.entity & other.entity) and one.entity | other.entity:
        return True
    return _rival(one.place, other.place) or _rival(one.group, other.group)


def _revisable(one: Subject, other: Subject) -> bool:
    """Whether a different value could be a revision: not between rival claimants, nor between days apart."""
    if move(one.figure.fact, other.figure.fact) in (Move.SAME, Move.REQUALIFIED):
        return True
    apart = one.figure.fact.basis is not Basis.LEVEL and _periods(one.period, other.period) == 0.0
    return not (apart or _rival(one.claimant, other.claimant))


def _rival(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are named and neither name is a shorter form of the other."""
    return bool(one and other) and not (one <= other or other <= one)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return _HALF_KNOWN
    return len(one & other) / len(one | other)


def _periods(one: Period | None, other: Period | None) -> float:
    if one == other:
        return 1.0
    if one is None or other is None:
        return _HALF_KNOWN
    starts = max(one.start or date.min, other.start or date.min)
    ends = min(one.end or date.max, other.end or date.max)
    return 0.6 if starts <= ends else 0.0


def _closeness(first: Fact, second: Fact) -> float:
    if (first.low, first.high) == (second.low, second.high):
        return 1.0
    one, other = _number(first), _number(second)
    if one * other <= 0:
        return 0.0
    return 0.8 * min(abs(one), abs(other)) / max(abs(one), abs(other))


def _number(fact: Fact) -> float:
    return fact.low if fact.low is not None else fact.high or 0.0


def _words(text: str | None) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall((text or "").casefold()) if word not in _IDLE)
