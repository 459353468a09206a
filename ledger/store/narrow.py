"""Views of which only some series are wanted: the condition moved to where their rows are read.

What ranks or compares the figures of a series is worked out for all series before a query's own condition on the rows
is looked at; no database moves a condition past that by itself, and this one may be moved. A query says so in its
header; without the header it answers the same, and on SQLite many times slower. PostgreSQL is given the views as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from ledger.store.as_of import view_texts

__all__ = ["NARROWINGS", "narrowed_views"]

# By the query's parameter, the series that can have a row that it wants. Each must be all of them, and may be more.
NARROWINGS: Mapping[str, str] = MappingProxyType(
    {
        # Of its question, or where a person put it: linking leaves no figure in a series of another measure, and what a
        # decision places goes in its own batch.
        "measure": "SELECT s.id FROM questions q JOIN series s ON s.question_id = q.id WHERE q.measure_id = {0}"
        " UNION ALL SELECT into_id FROM series_merges"
        " UNION ALL SELECT series_id FROM placements WHERE batch IN (SELECT batch FROM decisions)",
        "since": "SELECT f.series FROM report_versions v JOIN stated_figures f ON f.version_id = v.id"
        " WHERE v.published_at >= {0}",
    }
)
_FIGURES = re.compile(r"\bFROM (?:stated|all)_figures\s+WHERE\b")


def narrowed_views(connection: Connection, parameter: str, value: str) -> tuple[tuple[str, str], ...]:
    """(name, SELECT) of each view that can be narrowed to the series in question; none where ``value`` is empty."""
    if not value or connection.dialect.name != "sqlite":
        return ()
    texts = dict(view_texts(connection))
    quoted = value.replace("'", "''")
    wanted = NARROWINGS[parameter].format(f"'{quoted}'")
    few = f"FROM stated_figures WHERE series IN ({wanted}) AND"
    latest, steps = (_FIGURES.sub(lambda _: few, texts[view]) for view in ("latest_figures", "all_steps"))
    every = texts["all_revisions"]
    return (("latest_figures", latest), ("all_steps", steps), ("revisions", every), ("all_revisions", every))
