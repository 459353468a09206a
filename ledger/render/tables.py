"""Rows as CSV and as plain columns."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledger.model import Fact, Figure, Report, ReportSummary, Table
from ledger.render.data import cell, fact_data, figure_data, report_data
from ledger.render.plain import one_line

_WIDEST = 60  # a longer cell is cut in the columns for people; CSV and JSON keep it whole


def csv_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> str:
    """Rows as CSV with a header; nothing at all for no rows and no columns. None is an empty cell."""
    names = list(columns) if columns is not None else list(rows[0]) if rows else []
    if not names:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_csv_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue().removesuffix("\n")


def figure_row(figure: Figure) -> dict[str, Any]:
    """A figure as one flat row: spans, period and attribution in columns of their own."""
    return _flat(figure_data(figure))


def fact_row(report: Report, fact: Fact) -> dict[str, Any]:
    """A fact that is in no ledger as one flat row, with its report's key."""
    return {"report": report.key, **_flat(fact_data(fact))}


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    start, end = row.pop("span")
    first, last = row.pop("sentence")
    period = row.pop("period") or {"start": None, "end": None}
    chain = row.pop("attribution")
    return {
        **row,
        "span_start": start,
        "span_end": end,
        "sentence_start": first,
        "sentence_end": last,
        "period_start": period["start"],
        "period_end": period["end"],
        "claimant": chain[0]["name"] if chain else None,
        "claimant_kind": chain[0]["kind"] if chain else None,
        "relays": "; ".join(link["name"] for link in chain[1:]) or None,
    }


def table_csv(table: Table) -> str:
    """A query's answer as CSV, with its header even where no row came."""
    names = list(table.columns)
    return csv_text([dict(zip(names, map(cell, row), strict=True)) for row in table.rows], names)


def table_lines(table: Table) -> list[str]:
    """A query's answer in columns, numbers to the right, two blanks between, a rule under the header."""
    return columns(table.columns, [tuple(map(cell, row)) for row in table.rows])


def columns(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Plain columns; long cells are cut with an ellipsis."""
    body = [list(row) for row in rows]
    texts = [[_shown(value) for value in row] for row in ([*header], *body)]
    widths = [max(_width(row[index]) for row in texts) for index in range(len(header))]
    right = [
        bool(body) and all(_is_number(row[index]) or row[index] is None for row in body) for index in range(len(header))
    ]
    lines = ["  ".join(map(_padded, row, widths, right)).rstrip() for row in texts]
    return [lines[0], "  ".join("─" * width for width in widths), *lines[1:]]


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def _width(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _shown(value: Any) -> str:
    text = "" if value is None else one_line(str(value))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _csv_cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value


def version_rows(report: ReportSummary) -> list[dict[str, Any]]:
    """One flat row a version."""
    data = report_data(report)
    versions = data.pop("versions")
    data.pop("published")
    return [{**data, "version": version.pop("number"), **version} for version in versions]
