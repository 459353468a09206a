"""Rows as columns for people: on a terminal no line is wider than it, and nothing is lost where all do not fit."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.render.plain import one_line

__all__ = ["columns", "is_number"]

_WIDEST = 60  # a longer cell is cut in the columns for people; the other forms keep it whole
_NARROWEST = 8  # a text column that has to give way keeps this many columns of the terminal
_GAP = "  "


def columns(header: Sequence[str], rows: Iterable[Sequence[Any]], width: int | None = None) -> list[str]:
    """Plain columns, numbers to the right, two blanks between, a rule under the header; long cells end in an ellipsis.

    ``width`` is that of the terminal: text columns give way, the widest first, down to 8; numbers are never cut. Where
    even that is too wide, each row is a block of ``name  value`` lines, its values wrapped and whole.
    """
    body = [list(row) for row in rows]
    texts = [[_cut(_shown(value), _WIDEST) for value in row] for row in ([*header], *body)]
    right = [
        bool(body) and all(is_number(row[index]) or row[index] is None for row in body) for index in range(len(header))
    ]
    widths = [max(_width(row[index]) for row in texts) for index in range(len(header))]
    if width is not None and _total(widths) > width:
        fitted = _fitted(widths, right, width)
        if fitted is None:
            return _blocks(header, body, width)
        widths = fitted
        texts = [[_cut(text, size) for text, size in zip(row, widths, strict=True)] for row in texts]
    lines = [_GAP.join(map(_padded, row, widths, right)).rstrip() for row in texts]
    return [lines[0], _GAP.join("─" * size for size in widths), *lines[1:]]


def is_number(value: Any) -> bool:
    """Whether a cell holds a number; a truth value is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _fitted(widths: Sequence[int], fixed: Sequence[bool], width: int) -> list[int] | None:
    """The widths with text columns cut to the widest common size that fits; None where none does."""
    for cap in range(max(widths), _NARROWEST - 1, -1):
        cut = [size if keeps else min(size, cap) for size, keeps in zip(widths, fixed, strict=True)]
        if _total(cut) <= width:
            return cut
    return None


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _blocks(header: Sequence[str], body: Sequence[Sequence[Any]], width: int) -> list[str]:
    """A row as lines of name and value; unknown values are left out, a blank line parts the rows."""
    names = max(_width(name) for name in header)
    room = max(width - names - len(_GAP), _NARROWEST)
    lines: list[str] = []
    for row in body:
        if lines:
            lines.append("")
        for name, value in zip(header, row, strict=True):
            wrapped = textwrap.wrap(_shown(value), room) if value is not None else []
            for start, line in zip([name, *[""] * len(wrapped)], wrapped, strict=False):
                lines.append(f"{_padded(start, names, False)}{_GAP}{line}")
    return lines or [_GAP.join(header)]


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def _width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else one_line(str(value))


def _cut(text: str, size: int) -> str:
    """The text in ``size`` columns of a terminal; what is cut off is marked."""
    if _width(text) <= size:
        return text
    kept, taken = "", 0
    for char in text:
        taken += _width(char)
        if taken > size - 1:
            break
        kept += char
    return kept + "…"
