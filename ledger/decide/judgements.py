"""A person's decisions: checked against what the ledger holds, then appended with who, when and why.

Nothing that was read is changed. What counts as current (the views) takes the newest decision into account: a rejected
fact is left out, a corrected one shows its corrected fields, a merged series or actor counts as the other one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ledger.decide.fields import corrected
from ledger.errors import DecisionRefused, NotFound
from ledger.link import fresh_series, place
from ledger.model import Decision, DecisionKind, FactFilter, Figure, Placement, Series
from ledger.store import Batch, Store

__all__ = ["Judge", "judge", "merge_actors", "merge_series", "put_right", "split_series"]

WRITER = "decide"
_EVERY = FactFilter(all_versions=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Who decides, and why: both are asked of every decision."""

    author: str
    reason: str

    def __post_init__(self) -> None:
        if not self.author.strip() or not self.reason.strip():
            raise DecisionRefused("a decision needs an author and a reason; give --by NAME --reason TEXT")


def judge(store: Store, kind: DecisionKind, fact: str, by: Judge) -> Decision:
    """Accepts or rejects a fact. Raises NotFound."""
    figure = _figure(store, fact)
    return _decided(store, kind, figure.id, {}, by, ())


def put_right(store: Store, fact: str, fields: Mapping[str, str], by: Judge) -> Decision:
    """Corrects fields of a fact (``series`` moves it), and places it anew where what it is about has changed.

    ``fields`` are texts as on a command line; an empty text or ``null`` clears a field that may be empty.
    Raises NotFound, DecisionRefused.
    """
    figure = _figure(store, fact)
    given = dict(fields)
    target = given.pop("series", None)
    better = corrected(figure.fact, given)
    if target is None and better == figure.fact:
        raise DecisionRefused(f"fact {figure.id} already says so; name a field and another value, such as low=12")
    moved_to = None if target is None else _series(store, target)

    def effects(batch: Batch, decision: int) -> None:
        if better != figure.fact:
            batch.correction(decision, figure.id, better)
        placement = (
            Placement(series=moved_to, score=1.0, reasons=(f"moved here: {by.reason}",), new=False)
            if moved_to
            else place(
                better,
                outlet=figure.outlet,
                report_key=figure.report,
                published=figure.published,
                known=batch.rivals(better),
            )
        )
        if placement.series.id != figure.series:
            batch.placement(figure.id, placement, by.author)

    return _decided(store, DecisionKind.CORRECT, figure.id, dict(fields), by, (effects,))


def merge_series(store: Store, series: str, into: str, by: Judge) -> Decision:
    """From now on a series counts as another one. Raises NotFound, DecisionRefused for unlike units or itself."""
    one, other = _series(store, series), _series(store, into)
    if one.id == other.id:
        raise DecisionRefused(f"series {one.id} cannot be merged into itself; name two series")
    if one.question.unit != other.question.unit:
        units = f"{one.question.unit} and {other.question.unit}"
        raise DecisionRefused(f"series of {units} cannot be one figure; correct the unit of its facts first")
    return _decided(
        store,
        DecisionKind.MERGE,
        one.id,
        {"into": other.id},
        by,
        (lambda batch, decision: batch.series_merge(decision, one.id, other.id),),
    )


def split_series(store: Store, series: str, facts: Sequence[str], by: Judge) -> Decision:
    """Facts of a series become a series of their own; without facts, what was merged into it counts for itself again.

    Raises NotFound, DecisionRefused for facts of other series and for a split that leaves nothing behind.
    """
    whole = _series(store, series)
    figures = [_figure(store, fact) for fact in facts]
    for figure in figures:
        if figure.series != whole.id:
            raise DecisionRefused(f"fact {figure.id} is in series {figure.series}, not in {whole.id}")
    said = {figure.id for figure in store.figures(_EVERY, series=[whole.id])}
    if figures and said == {figure.id for figure in figures}:
        raise DecisionRefused(f"series {whole.id} has no other facts; there is nothing to split it from")
    merged = store.merged_into(whole.id)
    if not figures and not merged:
        raise DecisionRefused(f"nothing was merged into series {whole.id}; name the facts to split off")
    own = fresh_series(whole, sorted(figure.id for figure in figures)) if figures else None

    def effects(batch: Batch, decision: int) -> None:
        if own is None:
            for one in merged:
                batch.series_merge(decision, one, one)
            return
        placement = Placement(series=own, score=1.0, reasons=(f"split from {whole.id}: {by.reason}",), new=True)
        for figure in figures:
            batch.placement(figure.id, placement, by.author)

    changes = {"facts": [figure.id for figure in figures]} | ({"series": own.id} if own else {"apart": list(merged)})
    return _decided(store, DecisionKind.SPLIT, whole.id, changes, by, (effects,))


def merge_actors(store: Store, name: str, into: str, by: Judge) -> Decision:
    """From now on one claimant counts as another one, and their series on one question as one series."""
    one, other = _actor(store, name), _actor(store, into)
    if one[0] == other[0]:
        raise DecisionRefused(f"{name!r} and {into!r} are one actor already ({one[1]})")
    pairs = store.same_questions(one[1], other[1])

    def effects(batch: Batch, decision: int) -> None:
        batch.actor_merge(decision, one[0], other[0])
        for series, kept in pairs:
            batch.series_merge(decision, series, kept)

    changes = {"into": other[1], "series": [list(pair) for pair in pairs]}
    return _decided(store, DecisionKind.MERGE, f"actor:{one[1]}", changes, by, (effects,))


def _decided(
    store: Store,
    kind: DecisionKind,
    target: str,
    changes: Mapping[str, Any],
    by: Judge,
    effects: Sequence[Callable[[Batch, int], None]],
) -> Decision:
    with store.batch(WRITER, [target]) as batch:
        decision = batch.decision(kind, target, changes, by.author, by.reason)
        for effect in effects:
            effect(batch, decision)
    return store.decisions([target])[-1]


def _figure(store: Store, fact: str) -> Figure:
    found = store.figure(fact)
    if found is None:
        raise NotFound(f"there is no fact {fact!r}; `ledger facts --format json` lists their ids")
    return found


def _series(store: Store, identity: str) -> Series:
    known = store.series([identity])
    if identity not in known:
        raise NotFound(f"there is no series {identity!r}; see `ledger series`")
    return known[identity]


def _actor(store: Store, name: str) -> tuple[int, str]:
    found = store.actor(name)
    if found is None:
        near = get_close_matches(name, store.actor_names(), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "see the view claimants"
        raise NotFound(f"nobody is credited as {name!r}; {hint}")
    return found
