"""Answers of the ledger as tables to export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from ledger.export.package import Resource
from ledger.model import Figure, Table
from ledger.queries.fields import field_of
from ledger.render.data import column_names, figure_data, table_data
from ledger.render.tables import FIGURE_COLUMNS, figure_row

__all__ = ["FACTS", "figures_resource", "outlets", "view_resource"]

FACTS = "facts"  # the name under which figures are exported as the command line lists them


def figures_resource(figures: Sequence[Figure]) -> Resource:
    """Figures as ``ledger facts`` prints them: flat for tables, nested as JSON."""
    return Resource(
        name=FACTS,
        columns=FIGURE_COLUMNS,
        rows=[figure_row(figure) for figure in figures],
        data=[figure_data(figure) for figure in figures],
        key="id",
    )


def view_resource(view: str, table: Table) -> Resource:
    """The rows of a view; truth values as such on both engines, identified by ``id`` where the view has one."""
    columns = tuple(column_names(table))
    kinds = {name: field.type for name in columns if (field := field_of(name, view))}
    rows = [{name: _plain(kinds.get(name), value) for name, value in row.items()} for row in table_data(table)]
    nested = [name for name, kind in kinds.items() if kind == "object"]
    data = [{**row, **{name: json.loads(row[name]) for name in nested}} for row in rows] if nested else rows
    return Resource(name=view, columns=columns, rows=rows, data=data, key="id" if "id" in columns else None)


def _plain(kind: str | None, value: Any) -> Any:
    """SQLite's truth values are 0 and 1."""
    return bool(value) if kind == "boolean" and value is not None else value


def outlets(resources: Iterable[Resource]) -> dict[str, str | None]:
    """Each outlet that a row cites, with the site of the first address of its reports that is known."""
    found: dict[str, str | None] = {}
    for resource in resources:
        for row in resource.rows:
            name = row.get("outlet")
            if name:
                found[name] = found.get(name) or _site(row)
    return found


def _site(row: Mapping[str, Any]) -> str | None:
    address = urlsplit(str(row.get("url") or ""))
    return f"{address.scheme}://{address.netloc}" if address.scheme in ("http", "https") and address.netloc else None
