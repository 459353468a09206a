"""Metadata with which Datasette shows a ledger (https://docs.datasette.io/en/stable/metadata.html).

Views and columns with their meaning, the named queries as canned ones, the tables behind the views hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.export.package import UNSTATED, Licence
from ledger.queries.fields import field_of
from ledger.queries.views import view_meanings

__all__ = ["CannedQuery", "datasette_metadata"]

# What stands before a parameter in SQL must not hide it: comments and texts are passed over.
_TOKEN = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"|::|:(?P<name>[A-Za-z_]\w*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedQuery:
    """A named query as Datasette keeps it; ``defaults`` are used where the reader of a page leaves a field empty."""

    name: str
    title: str
    description: str
    sql: str
    defaults: Mapping[str, str]


def datasette_metadata(
    database: str,
    views: Mapping[str, Sequence[str]],
    tables: Iterable[str],
    queries: Iterable[CannedQuery],
    licence: Licence,
) -> dict[str, Any]:
    """The metadata of a database file called ``database`` (without its ending): ``views`` with their columns."""
    shown = {view: _view(view, columns) for view, columns in views.items()}
    hidden = {table: {"hidden": True} for table in tables}
    canned = {query.name: _canned(query) for query in queries}
    stated = {} if licence.name == UNSTATED else {"license": f"{licence.name}, for the figures"}
    return {
        "title": "Figures as reports state them",
        "description": "What reports say, not what is true; each row can be cited. Texts belong to their outlets.",
        **stated,
        "databases": {database: {"tables": {**shown, **hidden}, "queries": canned}},
    }


def _view(view: str, columns: Sequence[str]) -> dict[str, Any]:
    meanings = {}
    for column in columns:
        if field := field_of(column, view):
            fixed = field.unit and not field.unit.startswith("@")
            meanings[column] = f"{field.description} [{field.unit}]" if fixed else field.description
    return {"description": view_meanings().get(view, ""), "columns": meanings}


def _canned(query: CannedQuery) -> dict[str, Any]:
    told = "; ".join(f"{name}: {default} where left empty" for name, default in query.defaults.items() if default)
    description = ". ".join(
        part.rstrip(".?") + ("?" if part.endswith("?") else "") for part in (query.description, told) if part
    )
    return {"title": query.title, "description": description, "sql": _with_defaults(query)}


def _with_defaults(query: CannedQuery) -> str:
    """The SQL with each parameter that has a default standing for it where it is empty: Datasette knows none."""

    def put(match: re.Match[str]) -> str:
        default = query.defaults.get(match["name"] or "")
        if not default:
            return match.group()
        quoted = default.replace("'", "''")
        return f"coalesce(nullif(:{match['name']}, ''), '{quoted}')"

    return _TOKEN.sub(put, query.sql)
