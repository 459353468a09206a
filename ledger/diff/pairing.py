"""One-to-one pairing of the most alike, best over all pairs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

Scores = Mapping[tuple[int, int], float]
Pairs = list[tuple[int, int]]

_GRAIN = 1_000_000_000  # scores become whole numbers, so that prices add without rounding
# Where thousands are all alike, the best of all pairings is sought no further than this: first with all patience, which
# is enough for any few hundred figures and for any texts in which most are told apart, then near each figure alone.
_STEPS, _STEPS_A_ROW, _IMPATIENT = 60_000, 20, 8


def best_pairs(scores: Scores) -> Pairs:
    """(row, column) pairs with the greatest total score; absent pairs are never made. Sorted by row.

    Scores are in 0…1. Shortest augmenting paths over the pairs offered (Jonker and Volgenant 1987, sparse): where
    each row has a bounded number of likely columns, paths stay short and the time grows about as the rows. The whole
    search takes a bounded number of steps; beyond it pairs are still one to one, but the total may be less than the
    greatest.
    """
    offers: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (row, column), score in sorted(scores.items()):
        offers[row].append((column, round((1.0 - score) * _GRAIN)))
    for row, listed in offers.items():
        listed.append((_alone(row), _GRAIN))  # to stay without a partner is worth nothing, and free to all
    market = _Market(offers)
    for row in offers:
        market.place(row)
    return sorted((row, column) for row, column in market.held.items() if column >= 0)


def _alone(row: int) -> int:
    """The column that only this row may have."""
    return -1 - row


class _Market:
    """Columns held by rows at prices; a new row may push others along to columns that are as good for them."""

    def __init__(self, offers: Mapping[int, Sequence[tuple[int, int]]]) -> None:
        self._offers = offers
        self._row_price: dict[int, int] = defaultdict(int)
        self._column_price: dict[int, int] = defaultdict(int)
        self._owner: dict[int, int] = {}
        self._steps_left = max(_STEPS, _STEPS_A_ROW * len(offers))
        self.held: dict[int, int] = {}

    def place(self, row: int) -> None:
        """Gives the row a column, moving others where that makes the whole cheaper."""
        end, length, reached, came_from = self._nearest_free(row)
        self._row_price[row] += length
        for column, distance in reached.items():
            self._row_price[self._owner[column]] += length - distance
            self._column_price[column] -= length - distance
        self._shift(row, end, came_from)

    def _nearest_free(self, start: int) -> tuple[int, int, dict[int, int], dict[int, int]]:
        """(nearest free column, its distance, distance of each held column passed, row each was reached from)."""
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        reached: dict[int, int] = {}
        queue: list[tuple[int, int]] = []
        row, base = start, 0
        patience = max(_IMPATIENT, self._steps_left)
        while True:
            price = base - self._row_price[row]
            for column, cost in self._offers[row]:
                length = price + cost - self._column_price[column]
                if column not in reached and (column not in distance or length < distance[column]):
                    distance[column], came_from[column] = length, row
                    heappush(queue, (length, column))
            base, column = heappop(queue)
            while column in reached or (column in self._owner and len(reached) >= patience):
                base, column = heappop(queue)  # never empty: each row offers one column that only it may have
            if column not in self._owner:
                self._steps_left -= len(reached)
                return column, base, reached, came_from
            reached[column] = base
            row = self._owner[column]

    def _shift(self, start: int, end: int, came_from: Mapping[int, int]) -> None:
        """Hands each column on the path to the row that reached it; the first one goes to the new row."""
        column = end
        while True:
            row = came_from[column]
            self._owner[column] = row
            column, self.held[row] = self.held.get(row, column), column
            if row == start:
                return
