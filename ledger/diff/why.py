"""Why two figures were taken for one, and why a lone one found no partner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ledger.diff.likeness import ALIKE, bar, compared
from ledger.diff.subject import Subject, subjects
from ledger.model import Change, Figure, Why

_TAKEN = "paired with another figure that it is more like"
_UNLIKE = "too unlike"


def explained(changes: Iterable[Change], before: Sequence[Figure], after: Sequence[Figure]) -> tuple[Change, ...]:
    """The changes with their reasons; the sides are those that were compared."""
    sides = [{one.figure.id: one for one in subjects(side)} for side in (before, after)]
    return tuple(replace(change, why=_why(change, *sides)) for change in changes)


def _why(change: Change, olds: Mapping[str, Subject], news: Mapping[str, Subject]) -> Why:
    if change.before and change.after:
        return _of_pair(olds[change.before.id], news[change.after.id])
    lone = change.after or change.before
    if lone is None:
        raise ValueError("a change has a figure on one side at least")
    side, others = (news, olds) if change.after else (olds, news)
    one = side[lone.id]
    nearest = max(others.values(), key=lambda other: _nearness(one, other), default=None)
    if nearest is None:
        return Why(likeness=0.0, parts=(), bar="the other side states no figure")
    found = _of_pair(one, nearest)
    reason = bar(one, nearest) or (_UNLIKE if found.likeness < ALIKE else _TAKEN)
    return replace(found, nearest=nearest.figure, bar=reason)


def _of_pair(one: Subject, other: Subject) -> Why:
    parts = compared(one, other)
    return Why(likeness=sum(part.weight * part.likeness for part in parts), parts=parts)


def _nearness(one: Subject, other: Subject) -> tuple[bool, float]:
    """Figures of the same measure and unit come first."""
    first, second = one.figure.fact, other.figure.fact
    return (first.unit, first.measure) == (second.unit, second.measure), _of_pair(one, other).likeness
