"""A chart in a terminal: a letter for each claimant, steps between its figures, whole in 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ledger.render.chart import Chart, Line
from ledger.render.plain import one_line
from ledger.render.quantity import number

__all__ = ["plot_lines"]

_HEIGHT = 10
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def plot_lines(chart: Chart, width: int = 80) -> list[str]:
    """Title, plot and one line a claimant: its letter, name and values; the source last. No line is over ``width``."""
    shown = chart.lines[: len(_LETTERS)]
    plot = _bars(shown, width) if chart.compares else _steps(shown, width)
    named = [
        f"{letter} {line.name}: {' → '.join(_values(line))}" for letter, line in zip(_LETTERS, shown, strict=False)
    ]
    under = [line for text in named for line in _wrapped(text, width, "  ")]
    return [*_wrapped(chart.title, width, ""), *plot, *under, *_wrapped(chart.source, width, "")]


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(one_line(text), width, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _values(line: Line) -> list[str]:
    """What was said, each value once in a row; the middle of a long row is left out."""
    said = [point.said for point in line.points]
    changed = [value for position, value in enumerate(said) if position == 0 or value != said[position - 1]]
    return changed if len(changed) <= 6 else [*changed[:2], "…", *changed[-3:]]


def _steps(lines: Sequence[Line], width: int) -> list[str]:
    values = [point.value for line in lines for point in line.points]
    floor, top = min(0.0, *values), max(values)
    marks = [number(top), number((top + floor) / 2), number(floor)]
    margin = max(map(len, marks))
    across = max(width - margin - 3, 10)
    grid = [[" "] * across for _ in range(_HEIGHT)]
    days = [point.on for line in lines for point in line.points]
    for letter, line in zip(_LETTERS, lines, strict=False):
        _draw(grid, [(_column(point.on, days, across), _row(point.value, floor, top)) for point in line.points], letter)
    labels = {0: marks[0], _HEIGHT // 2: marks[1], _HEIGHT - 1: marks[2]}
    body = [f"{labels.get(row, ''):>{margin}} ┤{''.join(cells).rstrip()}" for row, cells in enumerate(grid)]
    first, last = str(min(days)), str(max(days))
    axis = f"{'':>{margin}} └{'─' * across}"
    under = f"{'':>{margin}}  {first}" + (last.rjust(across - len(first)) if last != first else "")
    return [*body, axis, under]


def _draw(grid: list[list[str]], places: Sequence[tuple[int, int]], letter: str) -> None:
    """Steps between the places, then the letter on each; a letter is never drawn over by a step."""
    for (column, row), (following, target) in pairwise(places):
        for step in range(column, following + 1):
            _put(grid, row, step, "─")
        for level in range(min(row, target), max(row, target)):
            _put(grid, level, following, "│")
    for column, row in places:
        grid[row][column] = letter


def _put(grid: list[list[str]], row: int, column: int, sign: str) -> None:
    if not grid[row][column].isalpha():
        grid[row][column] = sign


def _column(day: date, days: Sequence[date], across: int) -> int:
    span = (max(days) - min(days)).days
    return 0 if span == 0 else round((day - min(days)).days / span * (across - 1))


def _row(value: float, floor: float, top: float) -> int:
    return _HEIGHT - 1 if top == floor else round((top - value) / (top - floor) * (_HEIGHT - 1))


def _bars(lines: Sequence[Line], width: int) -> list[str]:
    """A bar a claimant: up to its lower bound full, on to its upper one light."""
    bounds = [(point.low, point.high, point.value) for line in lines for point in line.points]
    top = max(bound for each in bounds for bound in each if bound is not None)
    if top <= 0:
        return []
    room = max(width - 30, 10)
    drawn = []
    for letter, line in zip(_LETTERS, lines, strict=False):
        (point,) = line.points
        low = point.value if point.low is None else point.low
        high = point.value if point.high is None else point.high
        full, light = (max(round(bound / top * room), 0) for bound in (low, high))
        mark = " ◀ best" if point.best else ""
        drawn.append(f"  {letter} {'█' * full}{'░' * (light - full)} {point.said}{mark}")
    return drawn
