"""Named queries: `.sql` files whose comments say what they answer and which parameters they take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

from ledger.errors import NotFound, QueryRefused
from ledger.model import Moment, NamedQuery, Table
from ledger.query.names import nearest
from ledger.store import Store

__all__ = ["named_queries", "run_named"]

_NOW = Moment()
_TITLE = re.compile(r"^-- title:\s*(?P<title>.+?)\s*$", re.MULTILINE)
_PARAMETER = re.compile(r"^-- param:\s*(?P<name>[A-Za-z_]\w*)(?:\s*\[(?P<default>.*?)\])?\s*$", re.MULTILINE)


def named_queries() -> tuple[NamedQuery, ...]:
    """The queries that come with the program, by name."""
    found = (entry for entry in files("ledger.queries").iterdir() if entry.name.endswith(".sql"))
    return tuple(
        _parsed(entry.name.removesuffix(".sql"), entry.read_text("utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
    )


def _parsed(name: str, sql: str) -> NamedQuery:
    """A query from a file whose comments give ``-- title: …`` and ``-- param: name [default]``."""
    title = _TITLE.search(sql)
    parameters = {match["name"]: match["default"] for match in _PARAMETER.finditer(sql)}
    return NamedQuery(name=name, title=title["title"] if title else name, sql=sql, parameters=parameters)


def run_named(store: Store, name: str, parameters: Mapping[str, str], moment: Moment = _NOW) -> Table:
    """Runs a named query. Raises NotFound for an unknown name, QueryRefused for a parameter that it does not take."""
    known = {query.name: query for query in named_queries()}
    if name not in known:
        raise NotFound(f"there is no query {name!r}; {nearest(name, known, 'see `ledger query --list`')}")
    query = known[name]
    for given in parameters:
        if given not in query.parameters:
            taken = ", ".join(query.parameters) or "none"
            raise QueryRefused(f"query {name!r} takes no parameter {given!r}; it takes {taken}")
    values = {key: default for key, default in query.parameters.items() if default is not None} | dict(parameters)
    return store.sql(query.sql, values, moment)
