"""One-to-one pairing of the most alike, best over all pairs together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

Scores = Mapping[tuple[int, int], float]
Pairs = list[tuple[int, int]]

_EXACT_LIMIT = 120  # rows or columns; beyond this the cubic search would take seconds


def best_pairs(scores: Scores) -> Pairs:
    """(row, column) pairs with the greatest total score; absent pairs are never made. Sorted by row."""
    pairs: Pairs = []
    for island in _islands(scores):
        rows, columns = sorted({row for row, _ in island}), sorted({column for _, column in island})
        exact = max(len(rows), len(columns)) <= _EXACT_LIMIT
        pairs += _assigned(rows, columns, scores) if exact else _greedy(island, scores)
    return sorted(pairs)


def _islands(scores: Scores) -> list[Pairs]:
    """The pairs in groups that share no row or column, so that each group can be solved alone."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, column in scores:
        parent[root(("row", row))] = root(("column", column))
    islands: dict[tuple[str, int], Pairs] = {}
    for row, column in sorted(scores):
        islands.setdefault(root(("row", row)), []).append((row, column))
    return list(islands.values())


def _greedy(island: Pairs, scores: Scores) -> Pairs:
    """The most alike first; ties go to the pair that keeps the order best."""
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    pairs: Pairs = []
    for row, column in sorted(island, key=lambda pair: (-scores[pair], abs(pair[0] - pair[1]), pair)):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            pairs.append((row, column))
    return pairs


def _assigned(rows: Sequence[int], columns: Sequence[int], scores: Scores) -> Pairs:
    """The Hungarian method on a square of costs; a pair that was not offered costs nothing and is dropped."""
    size = max(len(rows), len(columns))
    cost = [[0.0] * size for _ in range(size)]
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            cost[i][j] = -scores.get((row, column), 0.0)
    chosen = _least_cost(cost)
    pairs = [(rows[i], columns[j]) for i, j in enumerate(chosen) if i < len(rows) and j < len(columns)]
    return [pair for pair in pairs if pair in scores]


def _least_cost(cost: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row so that the summed cost of a square matrix is least (shortest augmenting paths)."""
    size = len(cost)
    row_price, column_price = [0.0] * size, [0.0] * size
    owner: list[int | None] = [None] * size  # column → row
    for row in range(size):
        end, came_from = _shortest_path(row, cost, owner, row_price, column_price)
        _shift_owners(end, row, owner, came_from)
    chosen = [0] * size
    for column, holder in enumerate(owner):
        if holder is not None:
            chosen[holder] = column
    return chosen


def _shortest_path(
    start: int,
    cost: Sequence[Sequence[float]],
    owner: Sequence[int | None],
    row_price: list[float],
    column_price: list[float],
) -> tuple[int, list[int | None]]:
    """The nearest free column from a row, and from which column each one was reached; prices move along."""
    size = len(cost)
    slack, seen = [inf] * size, [False] * size
    paths: list[int | None] = [None] * size
    row, last, reached = start, None, 0.0
    passed: list[tuple[int, int, float]] = []
    while True:
        for column in range(size):
            length = reached + cost[row][column] - row_price[row] - column_price[column]
            if not seen[column] and length < slack[column]:
                slack[column], paths[column] = length, last
        last = min((column for column in range(size) if not seen[column]), key=lambda column: slack[column])
        seen[last], reached = True, slack[last]
        holder = owner[last]
        if holder is None:
            break
        passed.append((last, holder, reached))
        row = holder
    row_price[start] += reached
    for column, holder, length in passed:
        row_price[holder] += reached - length
        column_price[column] -= reached - length
    return last, paths


def _shift_owners(end: int, start: int, owner: list[int | None], came_from: Sequence[int | None]) -> None:
    """Hands each column on the path to the row before it; the first one goes to the new row."""
    column = end
    while (previous := came_from[column]) is not None:
        owner[column] = owner[previous]
        column = previous
    owner[column] = start
