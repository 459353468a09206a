"""The SQL contract as the live schema has it, column by column."""

from __future__ import annotations

from ledger.errors import NotFound
from ledger.model import View, ViewColumn
from ledger.queries.fields import field_of
from ledger.queries.views import view_meanings
from ledger.query.names import nearest
from ledger.store import Store

__all__ = ["described_views"]


def described_views(store: Store, name: str | None = None) -> tuple[View, ...]:
    """All views, or the one named. Raises NotFound with the nearest ones."""
    live, meanings = store.described()[0], view_meanings()
    if name is not None and name not in live:
        raise NotFound(f"there is no view {name!r}; {nearest(name, live, 'see `ledger db describe`')}")
    listed = [*(view for view in meanings if view in live), *sorted(live.keys() - meanings.keys())]
    return tuple(
        View(
            name=view,
            meaning=meanings.get(view, ""),
            columns=tuple(_column(view, column) for column in live[view]),
        )
        for view in listed
        if name in (None, view)
    )


def _column(view: str, column: str) -> ViewColumn:
    field = field_of(column, view)
    if field is None:
        return ViewColumn(name=column, type="string", unit=None, meaning="")
    return ViewColumn(name=column, type=field.type, unit=field.unit, meaning=field.description)
