"""A revision triangle for people, and as rows and data for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.model import Known, Period, Triangle, TriangleRow
from ledger.render.columns import columns
from ledger.render.data import Data, iso, period_data, plain_number
from ledger.render.history import leading
from ledger.render.line import day, period, subject_line
from ledger.render.markdown import escaped, markdown_table
from ledger.render.plain import one_line
from ledger.render.quantity import amount


def triangle_lines(triangle: Triangle, width: int | None = None) -> list[str]:
    """A heading and a row a period; a value that still stands from an earlier vintage is in brackets."""
    table = columns(_header(triangle), _cells(triangle), None if width is None else width - 2)
    return [subject_line(triangle), *(f"  {line}" for line in table)]


def triangle_markdown(triangles: Sequence[Triangle]) -> str:
    """Each triangle as a heading and a table."""
    parts = list[str]()
    for triangle in triangles:
        table = markdown_table(_header(triangle), _cells(triangle))
        parts += [f"### {escaped(subject_line(triangle))}", "\n".join(table)]
    return "\n\n".join(parts)


def triangle_rows(triangles: Sequence[Triangle]) -> list[dict[str, Any]]:
    """A flat row a period, with a column a vintage: the leading number of what was then known."""
    days = sorted({day(vintage) for triangle in triangles for vintage in triangle.vintages}, key=_undated_first)
    return [_flat(triangle, row, days) for triangle in triangles for row in triangle.rows]


def triangle_data(triangle: Triangle) -> Data:
    """The triangle as JSON; each row has a value a vintage."""
    return {
        **_subject(triangle),
        "vintages": [iso(vintage) for vintage in triangle.vintages],
        "rows": [
            {
                "series": row.series,
                "period": period_data(row.period),
                "values": [_value(known) if known else None for known in row.values],
            }
            for row in triangle.rows
        ],
    }


def _header(triangle: Triangle) -> list[str]:
    return ["period", *map(day, triangle.vintages)]


def _cells(triangle: Triangle) -> list[list[str]]:
    return [[_named(row.period), *map(_shown, row.values)] for row in triangle.rows]


def _named(covered: Period | None) -> str:
    return period(covered) or "no period"


def _shown(known: Known | None) -> str:
    if known is None:
        return ""
    value = one_line(amount(known.figure.fact))
    return value if known.stated else f"({value})"


def _flat(triangle: Triangle, row: TriangleRow, days: Sequence[str]) -> dict[str, Any]:
    known = dict(zip(map(day, triangle.vintages), row.values, strict=True))
    values = {name: known.get(name) for name in days}
    return {
        **_subject(triangle),
        "series": row.series,
        "period_start": iso(row.period.start) if row.period else None,
        "period_end": iso(row.period.end) if row.period else None,
        **{name: plain_number(leading(found.figure.fact)) if found else None for name, found in values.items()},
    }


def _undated_first(name: str) -> tuple[bool, str]:
    return name[:1].isdigit(), name


def _subject(triangle: Triangle) -> Data:
    question = triangle.question
    return {
        "measure": question.measure,
        "unit": question.unit,
        "group": question.group,
        "place": question.place,
        "claimant": triangle.claimant or None,
        "basis": triangle.basis.value,
        "status": triangle.status.value,
    }


def _value(known: Known) -> Data:
    figure = known.figure
    return {
        "low": plain_number(figure.fact.low),
        "high": plain_number(figure.fact.high),
        "comparator": figure.fact.comparator.value,
        "stated": known.stated,
        "id": figure.id,
        "report": figure.report,
        "version": figure.version,
        "outlet": figure.outlet,
    }
