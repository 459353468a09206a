"""Tables made for a query, of what the database does not know: how units convert, what lies in which country.

A query asks for one by ``-- with: NAME``; it then stands before the query as a common table expression of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ledger.lexicon import gazetteer
from ledger.model import Limits, Moment
from ledger.query.conversion import conversions
from ledger.store import Store

__all__ = ["MADE", "made_tables"]

Rows = Iterable[tuple[str | float, ...]]

_EVERY = Limits(rows=1_000_000)


def made_tables(store: Store, wanted: Sequence[str], values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(name, SELECT) of each wanted table, for the units and places of the ledger and the query's parameters."""
    return tuple((name, _select(MADE[name][0], MADE[name][1](store, values))) for name in wanted)


def _ids(store: Store, table: str) -> list[str]:
    return [str(row[0]) for row in store.sql(f"SELECT id FROM {table} ORDER BY id", {}, Moment(), _EVERY).rows]  # noqa: S608


def _conversions(store: Store, values: Mapping[str, str]) -> Rows:
    return conversions(_ids(store, "units"), values["unit"])


def _countries(store: Store, _: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in _ids(store, "places"):
        place = gazetteer.look_up(name)
        if place is not None and place.country is not None:
            yield name, place.country


def _containing(store: Store, _: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Known places that hold another one: its state or region, its country; a continent holds no sum's part."""
    for name in _ids(store, "places"):
        place = gazetteer.look_up(name)
        if place is not None:
            yield from ((name, above) for above in sorted({place.within or "", place.country or ""} - {"", name}))


# name → (columns, rows)
MADE: Mapping[str, tuple[Sequence[str], Callable[[Store, Mapping[str, str]], Rows]]] = MappingProxyType(
    {
        "conversions": (("unit", "factor", "shift"), _conversions),
        "countries": (("place", "country"), _countries),
        "containing": (("place", "within"), _containing),
    }
)


def _select(columns: Sequence[str], rows: Rows) -> str:
    """The rows as SQL that both engines read."""
    listed = [f"({', '.join(map(_literal, row))})" for row in rows]
    named = ", ".join(f"column{number} AS {column}" for number, column in enumerate(columns, 1))
    if not listed:
        return f"SELECT {', '.join(f'NULL AS {column}' for column in columns)} WHERE 1 = 0"
    return f"SELECT {named} FROM (VALUES {', '.join(listed)}) AS listed"  # noqa: S608 - literals of our own


def _literal(value: str | float) -> str:
    if isinstance(value, str):
        quoted = value.replace("'", "''")
        return f"'{quoted}'"
    return f"CAST({value!r} AS DOUBLE PRECISION)"
