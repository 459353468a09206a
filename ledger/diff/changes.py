"""The figures of two versions → what became of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ledger.diff.bounds import Move, distance, move
from ledger.diff.likeness import ALIKE, Subject, likeness, settled, subject
from ledger.diff.pairing import best_pairs
from ledger.model import Change, ChangeKind, Fact, Figure

_KIND = {
    Move.REQUALIFIED: ChangeKind.REQUALIFIED,
    Move.RAISED: ChangeKind.RAISED,
    Move.LOWERED: ChangeKind.LOWERED,
    Move.TIGHTENED: ChangeKind.TIGHTENED,
    Move.LOOSENED: ChangeKind.LOOSENED,
}
_ORDER_WEIGHT = 1e-6  # only to tell apart figures that are alike in all else


def diff_figures(before: Sequence[Figure], after: Sequence[Figure]) -> tuple[tuple[Change, ...], int]:
    """(changes in text order of ``after``, withdrawn ones last; how many figures stayed as they were).

    Swapping the sides gives the mirror image: added ↔ withdrawn, raised ↔ lowered, tightened ↔ loosened.
    """
    olds, news = sorted(before, key=_text_order), sorted(after, key=_text_order)
    # The pairing is always sought from the same side, so that ties fall the same way in both directions.
    swapped = [_text_order(figure) for figure in news] < [_text_order(figure) for figure in olds]
    pairs = [(i, j) for j, i in _pairs(news, olds)] if swapped else _pairs(olds, news)
    source = {j: i for i, j in pairs}
    changes = [_change(olds[source[j]] if j in source else None, new) for j, new in enumerate(news)]
    kept = [change for change in changes if change is not None]
    gone = set(range(len(olds))) - set(source.values())
    kept += [Change(kind=ChangeKind.WITHDRAWN, before=olds[i], after=None) for i in sorted(gone)]
    return tuple(kept), len(changes) - sum(change is not None for change in changes)


def _text_order(figure: Figure) -> tuple[str, int, int, int, str]:
    return figure.report, figure.version, figure.fact.span.start, figure.fact.span.end, figure.id


def _pairs(rows: Sequence[Figure], columns: Sequence[Figure]) -> list[tuple[int, int]]:
    left, right = [subject(figure) for figure in rows], [subject(figure) for figure in columns]
    settled_pairs = _untouched(left, right)
    done_rows, done_columns = {i for i, _ in settled_pairs}, {j for _, j in settled_pairs}
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, other in enumerate(right):
        if j not in done_columns:
            buckets[_bucket(other)].append(j)
    scores = {
        (i, j): score - _ORDER_WEIGHT * abs(i / len(left) - j / len(right))
        for i, one in enumerate(left)
        if i not in done_rows
        for j in buckets.get(_bucket(one), ())
        if (score := likeness(one, right[j])) >= ALIKE
    }
    return settled_pairs + best_pairs(scores)


def _bucket(one: Subject) -> tuple[str, str]:
    return one.figure.fact.unit, one.figure.fact.measure


def _untouched(left: Sequence[Subject], right: Sequence[Subject]) -> list[tuple[int, int]]:
    """Figures whose sentence and reading did not change at all, paired in order: most of them, at no cost."""
    waiting: dict[object, list[int]] = defaultdict(list)
    for j, other in enumerate(right):
        waiting[_reading(other)].append(j)
    used: Counter[object] = Counter()
    pairs = []
    for i, one in enumerate(left):
        key = _reading(one)
        if used[key] < len(waiting.get(key, ())):
            pairs.append((i, waiting[key][used[key]]))
            used[key] += 1
    return pairs


def _reading(one: Subject) -> tuple[object, ...]:
    """All that was read, without offsets."""
    fact = one.figure.fact
    bounds = (fact.low, fact.high, fact.comparator, fact.vague, fact.direction, fact.unit, fact.measure)
    about = (fact.entity, fact.group, fact.place, one.period, fact.basis, fact.status, fact.claimant)
    return (*bounds, *about, one.figure.quote, fact.surface)


def _change(before: Figure | None, after: Figure) -> Change | None:
    """What became of one figure; None where nothing did."""
    if before is None:
        return Change(kind=ChangeKind.ADDED, before=None, after=after)
    moved = move(before.fact, after.fact)
    if moved is Move.SAME:
        kind = _same_value_kind(before, after)
        return Change(kind=kind, before=before, after=after) if kind else None
    delta, percent = distance(before.fact, after.fact)
    return Change(kind=_KIND[moved], before=before, after=after, delta=delta, percent=percent)


def _same_value_kind(before: Figure, after: Figure) -> ChangeKind | None:
    old, new = before.fact, after.fact
    if (old.status, old.basis, old.direction) != (new.status, new.basis, new.direction):
        return ChangeKind.REQUALIFIED
    if _folded(old.claimant) != _folded(new.claimant):
        return ChangeKind.REATTRIBUTED
    if settled(old.period, before.published) != settled(new.period, after.published):
        return ChangeKind.REDATED
    return None if _about(old) == _about(new) else ChangeKind.REPEATED


def _about(fact: Fact) -> tuple[str, str]:
    return _folded(fact.group), _folded(fact.place)


def _folded(name: str | None) -> str:
    """A name without case and article, for comparison only."""
    return (name or "").casefold().removeprefix("the ").strip()
