"""Values as flat rows, and rows as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledger.model import Fact, Figure, Report, ReportSummary, Table
from ledger.render.columns import columns
from ledger.render.data import cell, fact_data, figure_data, json_line, report_data

# A sign alone, such as the comparator "=", starts no formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what the Open Web Application Security Project lists as starting one


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] | None = None) -> str:
    """Rows as CSV (RFC 4180) with a header; nothing at all for no rows and no columns. None is an empty cell.

    Text that a spreadsheet would run as a formula is made harmless by an apostrophe before it; numbers stay numbers.
    """
    listed = list(rows)
    names = list(columns) if columns is not None else list(listed[0]) if listed else []
    if not names:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(csv_cell, names))
    writer.writerows([csv_cell(row.get(name)) for name in names] for row in listed)
    return out.getvalue()


def csv_cell(value: Any) -> Any:
    """The value as CSV holds it; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    elif isinstance(value, dict):
        value = json_line(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) and len(value) > 1 else value


FIGURE_COLUMNS = (
    *(
        "id",
        "surface",
        "low",
        "high",
        "comparator",
        "unit",
        "entity",
        "group",
        "measure",
        "place",
        "basis",
        "direction",
    ),
    *("status", "vague", "implicit", "confidence", "report", "version", "outlet", "title", "published", "recorded"),
    *("url", "quote", "series", "line", "span_start", "span_end", "sentence_start", "sentence_end", "period_start"),
    *("period_end", "claimant", "claimant_kind", "relays"),
)


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


def table_lines(table: Table, width: int | None = None) -> list[str]:
    """A query's answer in columns (``columns.columns``)."""
    return columns(table.columns, [tuple(map(cell, row)) for row in table.rows], width)


def version_rows(report: ReportSummary) -> list[dict[str, Any]]:
    """One flat row a version."""
    data = report_data(report)
    versions = data.pop("versions")
    data.pop("published")
    return [{**data, "version": version.pop("number"), **version} for version in versions]
