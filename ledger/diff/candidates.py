"""Which figures of the other side are worth a comparison: a bounded number each, so that time grows as n log n."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from ledger.diff.likeness import leading
from ledger.diff.subject import Subject

_ALL_OF = 12  # a bucket this small is compared whole
_AT_MOST = 10  # candidates a figure beyond that
_TOO_COMMON = 40  # a key that so many share tells nobody apart
_NEAR = 2  # neighbours by value, on either side

Bucket = tuple[str, str]


def candidates(left: Sequence[Subject], right: Sequence[Subject]) -> Iterator[tuple[int, int]]:
    """(row, column) pairs of the same unit and measure that share something telling, the turn, or nearly the value."""
    columns, rows = _buckets(right), _buckets(left)
    for bucket, members in rows.items():
        others = columns.get(bucket, [])
        if len(others) <= _ALL_OF:
            yield from ((i, j) for i in members for j in others)
        else:
            yield from _likely(members, others, left, right)


def _buckets(side: Sequence[Subject]) -> dict[Bucket, list[int]]:
    found: dict[Bucket, list[int]] = defaultdict(list)
    for index, one in enumerate(side):
        found[(one.figure.fact.unit, one.figure.fact.measure)].append(index)
    return found


def _likely(
    members: Sequence[int], others: Sequence[int], left: Sequence[Subject], right: Sequence[Subject]
) -> Iterator[tuple[int, int]]:
    postings: dict[Hashable, list[int]] = defaultdict(list)
    for j in others:
        for key in _keys(right[j]):
            postings[key].append(j)
    share = len(others) / len(members)
    by_value = sorted((leading(right[j].figure.fact), j) for j in others)
    for rank, i in enumerate(members):
        shared: Counter[int] = Counter()
        for key in _keys(left[i]):
            listed = postings.get(key, ())
            if len(listed) <= _TOO_COMMON:
                shared.update(listed)
        place = bisect_left(by_value, (leading(left[i].figure.fact), -1))
        near = {j for _, j in by_value[max(0, place - _NEAR) : place + _NEAR]}
        turn = int(rank * share)
        near.update(others[max(0, turn - 1) : turn + 2])
        best = sorted(shared, key=lambda j: (-shared[j], j))[:_AT_MOST]
        yield from ((i, j) for j in sorted(near.union(best)))


def _keys(one: Subject) -> Iterator[Hashable]:
    """What tells a figure from its neighbours, from the rarest kinds to the commonest."""
    fact = one.figure.fact
    if one.figure.series:
        yield "series", one.figure.series
    yield "about", one.place, one.group, one.entity, one.claimant
    yield "said", one.place, fact.low, fact.high
    yield "sentence", one.sentence.context
    yield "beside", one.beside
    for word in one.place | one.group | one.entity:
        yield word
    for word in one.sentence.context:
        yield "context", word
