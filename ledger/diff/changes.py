"""The figures of two versions → what became of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from ledger.diff.bounds import Move, distance, move
from ledger.diff.candidates import candidates
from ledger.diff.likeness import ALIKE, Subject, bar, likeness, subject, words_of
from ledger.diff.pairing import best_pairs
from ledger.model import Change, ChangeKind, Fact, Figure, Period

_KIND = {
    Move.REQUALIFIED: ChangeKind.REQUALIFIED,
    Move.RAISED: ChangeKind.RAISED,
    Move.LOWERED: ChangeKind.LOWERED,
    Move.TIGHTENED: ChangeKind.TIGHTENED,
    Move.LOOSENED: ChangeKind.LOOSENED,
}
_ORDER_WEIGHT = 1e-6  # only to tell apart figures that are alike in all else

Pairs = list[tuple[int, int]]


def diff_figures(
    before: Sequence[Figure], after: Sequence[Figure], *, of_readings: bool = False
) -> tuple[tuple[Change, ...], int]:
    """(changes in text order of ``after``, withdrawn ones last; how many figures stayed as they were).

    Swapping the sides gives the mirror image: added ↔ withdrawn, raised ↔ lowered, tightened ↔ loosened.
    Between two versions a sentence that says the same in the same words says the same; ``of_readings`` compares two
    readings of one text instead, where just what was read of the same words counts.
    """
    olds, news = (_subjects(side) for side in (before, after))
    # The pairing is always sought from the same side, so that ties fall the same way in both directions.
    swapped = [_text_order(one.figure) for one in news] < [_text_order(one.figure) for one in olds]
    pairs = _pairs(news, olds, of_readings=of_readings) if swapped else _pairs(olds, news, of_readings=of_readings)
    source = dict(pairs) if swapped else {j: i for i, j in pairs}
    casts = None if of_readings else (_cast(olds), _cast(news))
    kept = list[Change]()
    for j, new in enumerate(news):
        change = _change(olds[source[j]], new, casts) if j in source else _added(new)
        kept += [change] if change else []
    gone = sorted(set(range(len(olds))) - set(source.values()))
    withdrawn = (Change(kind=ChangeKind.WITHDRAWN, before=olds[i].figure, after=None) for i in gone)
    return (*kept, *withdrawn), len(news) - len(kept)


def _subjects(side: Sequence[Figure]) -> list[Subject]:
    return [subject(figure) for figure in sorted(side, key=_text_order)]


def _text_order(figure: Figure) -> tuple[str, int, int, int, str]:
    return figure.report, figure.version, figure.fact.span.start, figure.fact.span.end, figure.id


def _pairs(left: Sequence[Subject], right: Sequence[Subject], *, of_readings: bool) -> Pairs:
    """First what did not change, then what plainly is one figure, then the best of what remains."""
    found = _in_order(left, right, _reading if of_readings else _said)
    found += _unique(*_left_over(found, left, right))
    rows, columns = _left_over(found, left, right)
    ones, others = [one for _, one in rows], [other for _, other in columns]
    span = max(len(left), len(right))
    scores = {
        (rows[i][0], columns[j][0]): score - _ORDER_WEIGHT * abs(rows[i][0] - columns[j][0]) / span
        for i, j in candidates(ones, others)
        if (score := likeness(ones[i], others[j])) >= ALIKE
    }
    return found + best_pairs(scores)


Numbered = list[tuple[int, Subject]]


def _left_over(found: Pairs, left: Sequence[Subject], right: Sequence[Subject]) -> tuple[Numbered, Numbered]:
    rows, columns = {i for i, _ in found}, {j for _, j in found}
    return (
        [(i, one) for i, one in enumerate(left) if i not in rows],
        [(j, other) for j, other in enumerate(right) if j not in columns],
    )


def _in_order(left: Sequence[Subject], right: Sequence[Subject], key: Callable[[Subject], Hashable]) -> Pairs:
    """Figures with the same key, paired in order: most of them, at no cost."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for j, other in enumerate(right):
        waiting[key(other)].append(j)
    used: Counter[Hashable] = Counter()
    pairs = []
    for i, one in enumerate(left):
        mark = key(one)
        if used[mark] < len(waiting.get(mark, ())):
            pairs.append((i, waiting[mark][used[mark]]))
            used[mark] += 1
    return pairs


def _unique(left: Numbered, right: Numbered) -> Pairs:
    """Figures that alone on both sides have their subject and the words around them, whatever their value."""
    sides = []
    for side in (left, right):
        places: dict[Hashable, list[tuple[int, Subject]]] = defaultdict(list)
        for index, one in side:
            places[_about_all(one)].append((index, one))
        sides.append({key: members[0] for key, members in places.items() if len(members) == 1})
    rows, columns = sides
    return [
        (i, columns[key][0]) for key, (i, one) in rows.items() if key in columns and bar(one, columns[key][1]) is None
    ]


def _said(one: Subject) -> Hashable:
    """The sentence's words and the figure in them."""
    fact = one.figure.fact
    bounds = (fact.low, fact.high, fact.comparator, fact.vague, fact.unit, fact.measure)
    return (*bounds, one.wording, fact.surface.casefold())


def _reading(one: Subject) -> Hashable:
    """All that was read, without offsets."""
    fact = one.figure.fact
    bounds = (fact.low, fact.high, fact.comparator, fact.vague, fact.direction, fact.unit, fact.measure)
    about = (fact.entity, fact.group, fact.place, one.period, fact.basis, fact.status, fact.claimant)
    return (*bounds, *about, one.figure.quote, fact.surface)


def _about_all(one: Subject) -> Hashable:
    fact = one.figure.fact
    about = (one.place, one.group, one.claimant, one.entity, one.context, one.period)
    return (*about, fact.unit, fact.measure, fact.basis, fact.direction, fact.status)


class _Cast(NamedTuple):
    """Who and what a side speaks of: the claimants of its figures, and the words of its sentences and title."""

    claimants: frozenset[frozenset[str]]
    words: frozenset[str]

    def knows(self, claimant: frozenset[str]) -> bool:
        """Whether the name occurs on this side at all."""
        return claimant in self.claimants or claimant <= self.words


def _cast(side: Sequence[Subject]) -> _Cast:
    titles = {one.figure.title or "" for one in side}
    words = frozenset[str]().union(*(one.context for one in side), *map(words_of, titles))
    return _Cast(frozenset(one.claimant for one in side), words)


def _added(new: Subject) -> Change:
    return Change(kind=ChangeKind.ADDED, before=None, after=new.figure)


def _change(old: Subject, new: Subject, casts: tuple[_Cast, _Cast] | None) -> Change | None:
    """What became of one figure; None where nothing did."""
    before, after = old.figure, new.figure
    moved = move(before.fact, after.fact)
    if moved is Move.SAME:
        in_same_words = casts is not None and _said(old) == _said(new)
        kind = _same_words_kind(old, new, *casts) if casts and in_same_words else _same_value_kind(old, new)
        return Change(kind=kind, before=before, after=after) if kind else None
    delta, percent = distance(before.fact, after.fact)
    return Change(kind=_KIND[moved], before=before, after=after, delta=delta, percent=percent)


def _same_value_kind(one: Subject, other: Subject) -> ChangeKind | None:
    old, new = one.figure.fact, other.figure.fact
    if (old.status, old.basis, old.direction) != (new.status, new.basis, new.direction):
        return ChangeKind.REQUALIFIED
    if _other_name(old.claimant, new.claimant):
        return ChangeKind.REATTRIBUTED
    if old.place and new.place and _other_name(old.place, new.place):
        return ChangeKind.RE_PLACED
    if _both_differ(one.period, other.period):
        return ChangeKind.REDATED
    return None if (_about(old), one.period) == (_about(new), other.period) else ChangeKind.REPEATED


def _same_words_kind(one: Subject, other: Subject, before: _Cast, after: _Cast) -> ChangeKind | None:
    """Of the same words only what they refer to can change, and only where it was put in another's place throughout.

    Paragraphs that move, and a story's place found elsewhere in it, change how "he" or "there" is read but not what is
    said: both names are still about.
    """
    gone, come = one.claimant, other.claimant
    if gone and come and gone != come and not (after.knows(gone) or before.knows(come)):
        return ChangeKind.REATTRIBUTED
    if _made_way(one.place, before.words, after.words) and _made_way(other.place, after.words, before.words):
        return ChangeKind.RE_PLACED
    elsewhere = one.figure.report != other.figure.report
    return ChangeKind.REDATED if elsewhere and _both_differ(one.period, other.period) else None


def _made_way(place: frozenset[str], its: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a side speaks of the place and the other side does not."""
    return bool(place) and place <= its and not place <= others


def _both_differ(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and one != other


def _other_name(old: str | None, new: str | None) -> bool:
    """Whether two names differ by more than a shorter form of one of them."""
    one, other = set(_folded(old).split()), set(_folded(new).split())
    return not (one <= other or other <= one) or bool(one) != bool(other)


def _about(fact: Fact) -> tuple[str, ...]:
    return tuple(_folded(name) for name in (fact.group, fact.place, fact.claimant))


def _folded(name: str | None) -> str:
    """A name without case and article, for comparison only."""
    return (name or "").casefold().removeprefix("the ").strip()
