"""The changes of a diff by what they are about: measure and place, the weightiest first."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ledger.model import Change, ChangeKind, Diff, Fact
from ledger.render.diff.prose import VALUE_KINDS, weight
from ledger.render.line import bearer, claimant, joined, period, status
from ledger.render.quantity import amount, counted, noun, signed, signed_percent
from ledger.render.words import measure_words

_ARROW = " → "
_MARKS = {
    ChangeKind.RAISED: "▲",
    ChangeKind.LOWERED: "▼",
    ChangeKind.ADDED: "+",
    ChangeKind.WITHDRAWN: "-",
    ChangeKind.REPEATED: "=",
}
_BAR_CELLS = 8
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Told(NamedTuple):
    """One change in words: both values, how far apart they are, and what else is known.

    ``before`` is empty for an added figure, ``after`` for a withdrawn one; ``delta`` and ``percent`` where they say
    nothing.
    """

    change: Change
    before: str
    after: str
    delta: str
    percent: str
    beside: str

    @property
    def step(self) -> str:
        """``27 → 31 people``; one value where both are alike or there is one only."""
        sides = [side for side in (self.before, self.after) if side]
        return _ARROW.join(dict.fromkeys(sides))

    @property
    def mark(self) -> str:
        """The sign of its kind, which needs no colour."""
        return _MARKS.get(self.change.kind, "~")

    @property
    def bar(self) -> str:
        """How far the value moved against what it was; full at a doubling and beyond."""
        moved = abs(self.change.percent or 0.0) / 100 if self.percent else 0.0
        eighths = round(min(moved, 1.0) * _BAR_CELLS * 8)
        return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


class Group(NamedTuple):
    """The changes of one measure in one place."""

    title: str
    told: tuple[Told, ...]


def grouped(diff: Diff) -> list[Group]:
    """All changes, in groups; of people killed or harmed first, then by the greatest change in percent."""
    found = defaultdict[str, list[Change]](list)
    for change in sorted(diff.changes, key=weight, reverse=True):
        found[_title(_newest(change))].append(change)
    return [Group(title, tuple(_told(change) for change in changes)) for title, changes in found.items()]


def _newest(change: Change) -> Fact:
    side = change.after or change.before
    assert side is not None
    return side.fact


def _title(fact: Fact) -> str:
    return joined("other figures" if fact.measure == "other" else measure_words(fact.measure), fact.place)


def _told(change: Change) -> Told:
    old, new = (side.fact if side else None for side in (change.before, change.after))
    apart = change.kind in VALUE_KINDS
    return Told(
        change=change,
        before=_value(old, new) if old else "",
        after=counted(new) if new else "",
        delta=signed(change.delta) if apart and change.delta is not None else "",
        percent=signed_percent(change.percent) if apart and change.percent is not None else "",
        beside=_beside(change.kind, old, new),
    )


def _value(old: Fact, new: Fact | None) -> str:
    """The earlier value; the noun only where the later one does not say it."""
    return amount(old) if new and noun(old) == noun(new) and amount(old) != amount(new) else counted(old)


def _beside(kind: ChangeKind, old: Fact | None, new: Fact | None) -> str:
    """Bearer, period, status and claimant; what the kind of change is about as a step from old to new."""
    newest = new or old
    assert newest is not None
    parts = {
        "bearer": bearer(newest),
        "period": None if old and new else period(newest.period),
        "status": status(newest),
        "claimant": claimant(newest),
    }
    if old and new:
        parts |= _moved(kind, old, new)
    return joined(*parts.values())


def _moved(kind: ChangeKind, old: Fact, new: Fact) -> dict[str, str]:
    if kind is ChangeKind.REATTRIBUTED:
        return {"claimant": _step(*(claimant(fact) or "the outlet itself" for fact in (old, new)))}
    if kind is ChangeKind.REDATED:
        return {"period": _step(*(period(fact.period) or "undated" for fact in (old, new)))}
    if kind is ChangeKind.RE_PLACED:
        return {"place": _step(*(fact.place or "no place" for fact in (old, new)))}
    if kind is ChangeKind.REQUALIFIED and old.status is not new.status:
        return {"status": _step(old.status.value, new.status.value)}
    if kind is ChangeKind.REPEATED and old.surface != new.surface:
        return {"words": _step(f"“{old.surface}”", f"“{new.surface}”")}
    return {}


def _step(before: str, after: str) -> str:
    return f"{before}{_ARROW}{after}"
