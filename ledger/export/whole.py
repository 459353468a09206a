"""A whole ledger as lines of JSON: one that says what it is, then one a row; and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ledger.errors import ImportRefused

__all__ = ["whole_lines", "whole_rows"]

_NAME = "numeric-fact-ledger"
_HOW = "make one with `ledger export --whole`"

TableRow = tuple[str, dict[str, Any]]


def whole_lines(schema: str, head: str | None, rows: Iterable[TableRow]) -> Iterator[str]:
    """The lines, without line ends: ``{"ledger", "schema", "digest"}``, then ``{"table", "row"}`` for each row."""
    yield json.dumps({"ledger": _NAME, "schema": schema, "digest": head})
    for table, row in rows:
        yield json.dumps({"table": table, "row": row}, ensure_ascii=False)


def whole_rows(lines: Iterable[str], schema: str) -> tuple[str | None, Iterator[tuple[int, TableRow]]]:
    """(digest of the exported ledger's newest journal entry, its rows, each with the number of its line).

    Raises ImportRefused, naming the line, where a line is not what ``whole_lines`` writes for this ``schema``.
    """
    numbered = enumerate(lines, start=1)
    first = _parsed(*next(numbered, (1, "")))
    if first.get("ledger") != _NAME:
        if "surface" in first:
            raise ImportRefused(f"these are facts without their reports' texts, which cannot be read back; {_HOW}")
        raise ImportRefused(f"line 1 does not say that this is the export of a whole ledger; {_HOW}")
    if first.get("schema") != schema:
        advice = "run `ledger db upgrade` there and export again with this program"
        raise ImportRefused(f"the file is of schema {first.get('schema')}, this ledger of {schema}; {advice}")
    return first.get("digest"), _rows(numbered)


def _rows(numbered: Iterator[tuple[int, str]]) -> Iterator[tuple[int, TableRow]]:
    for number, line in numbered:
        parsed = _parsed(number, line)
        table, row = parsed.get("table"), parsed.get("row")
        if not isinstance(table, str) or not isinstance(row, dict):
            raise ImportRefused(f'line {number} is not of the form {{"table": …, "row": {{…}}}}; export again')
        yield number, (table, row)


def _parsed(number: int, line: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise ImportRefused(f"line {number} is no JSON; is the file cut off? {_HOW}") from None
    if not isinstance(found, dict):
        raise ImportRefused(f"line {number} is no JSON object; {_HOW}")
    return found
