"""The rows of a view, for export: whole, narrowed by the filters that the view has a column for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, func, inspect, or_, select, table, text

from ledger.errors import QueryRefused
from ledger.model import FactFilter, Table
from ledger.store.as_of import common_tables
from ledger.store.canonical import day

__all__ = ["described", "view_names", "view_rows"]

# Filter → the columns that it narrows, the first set that a view has; any column of the set may fit.
_NAMES = {
    "measure": (("measure",),),
    "place": (("place",),),
    "group": (("group_name",),),
    "claimant": (("credited",), ("claimant",), ("claimant_a", "claimant_b")),
    "outlet": (("outlet",), ("outlet_a", "outlet_b")),
    "report": (("report",), ("after_report",), ("report_a", "report_b")),
}
_DAYS = (("published_at",), ("after_published_at",), ("published_a", "published_b"), ("last_published_at",))


def view_names(connection: Connection) -> tuple[str, ...]:
    """The views of the SQL contract that this ledger has."""
    return tuple(sorted(inspect(connection).get_view_names()))


def described(connection: Connection) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """(the columns of each view, the names of all tables)."""
    found = inspect(connection)
    views = {view: tuple(str(each["name"]) for each in found.get_columns(view)) for view in view_names(connection)}
    return views, tuple(sorted(found.get_table_names()))


def view_rows(connection: Connection, view: str, where: FactFilter) -> Table:
    """The rows of a view that fit, in an order that is the same on both engines.

    ``measure`` must be the same, the other names match in part and in any case. Raises QueryRefused for a filter that
    the view has no column for. The view must be one of ``view_names``.
    """
    names = tuple(found["name"] for found in inspect(connection).get_columns(view))
    known = table(view, *(column(name) for name in names))
    statement = select(known).where(*_conditions(view, known.c, where))
    hidden = common_tables(connection, where.moment)
    if hidden:
        statement = statement.add_cte(*(text(sql).columns().cte(name) for name, sql in hidden))
    rows = [tuple(row) for row in connection.execute(statement)]
    return Table(columns=names, rows=tuple(sorted(rows, key=_order)))


def _order(row: Sequence[Any]) -> tuple[tuple[bool, Any], ...]:
    return tuple((value is not None, value) for value in row)


def _conditions(view: str, columns: Any, where: FactFilter) -> Iterator[ColumnElement[bool]]:
    for name, choices in _NAMES.items():
        wanted = getattr(where, name)
        if wanted is None:
            continue
        found = _chosen(view, columns, name, choices)
        if name == "measure":
            yield or_(*(func.lower(one) == wanted.lower() for one in found))
        else:
            yield or_(*(func.lower(one).contains(wanted.lower(), autoescape=True) for one in found))
    if where.since is not None:
        yield or_(*(one >= day(where.since) for one in _chosen(view, columns, "day of publication", _DAYS)))
    if where.until is not None:
        yield or_(*(one <= day(where.until) for one in _chosen(view, columns, "day of publication", _DAYS)))
    if where.min_confidence is not None:
        (confidence,) = _chosen(view, columns, "confidence", (("confidence",),))
        yield confidence >= where.min_confidence


def _chosen(view: str, columns: Any, name: str, choices: Sequence[tuple[str, ...]]) -> list[ColumnElement[Any]]:
    for choice in choices:
        if all(one in columns for one in choice):
            return [columns[one] for one in choice]
    raise QueryRefused(f"{view} has no {name}; leave this filter out, or export facts or figures")
