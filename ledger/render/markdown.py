"""Rows as a Markdown table (GitHub's dialect): text from reports shows as it reads, whatever signs it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.render.columns import is_number
from ledger.render.plain import one_line

__all__ = ["escaped", "markdown_table"]

# What would start code, emphasis, a link, a tag, an entity, a strike or a new cell; "_" between letters starts none.
_SIGNS = re.compile(r"[\\`*\[\]<>|&~]|(?<!\w)_|_(?!\w)")


def escaped(text: str) -> str:
    """The text on one line with each sign that Markdown would take as its own behind a backslash."""
    return _SIGNS.sub(r"\\\g<0>", one_line(text))


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """One line a row under a header; columns of numbers are set to the right. Unknown values are empty cells."""
    body = [list(row) for row in rows]
    right = [
        bool(body) and all(is_number(row[index]) or row[index] is None for row in body) for index in range(len(header))
    ]
    rule = ["---:" if numbers else "---" for numbers in right]
    return [_line(map(escaped, header)), _line(rule), *(_line(map(_cell, row)) for row in body)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else escaped(str(value))
