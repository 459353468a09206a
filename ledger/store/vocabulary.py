"""The rows that facts point at: outlets, measures, units, places, actors. Inserted when first used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, bindparam, select

from ledger.lexicon import rows as lexicon_rows
from ledger.model import Fact, Question
from ledger.store import tables
from ledger.store.appends import Appends

__all__ = ["Vocabulary"]

_CHUNK = 500  # names in one IN list: SQLite allows 999 parameters in old builds
_HXL_CELL = 3


@cache
def _hxl_tags() -> dict[str, str]:
    """Measure → its tag in the Humanitarian Exchange Language, where the lexicon gives one."""
    return {row[0]: row[_HXL_CELL] for row in lexicon_rows("measures") if len(row) > _HXL_CELL and row[_HXL_CELL]}


@cache
def _held(named: Column[str], held: Column[Any]) -> Select[Any]:
    """What rows of these ``names`` hold. Made once: to put a statement together takes longer than to run it."""
    return select(held, named).where(named.in_(bindparam("names", expanding=True)))


class Vocabulary:
    """Finds or inserts the named rows, inside one batch, and remembers them for its length."""

    def __init__(self, connection: Connection, appends: Appends) -> None:
        self._connection = connection
        self._appends = appends
        self._ids = defaultdict[Table, dict[str, Any]](dict)

    def outlet(self, name: str | None) -> int | None:
        """The id of the outlet; None where it is unknown."""
        return None if name is None else int(self._id(tables.outlets, "name", name))

    def report(self, key: str) -> int:
        """The id of the report with this key."""
        return int(self._id(tables.reports, "key", key))

    def actor(self, name: str) -> int:
        """The id of the actor that goes by this name, which ``actors`` saw before."""
        return int(self._ids[tables.actor_aliases][name])

    def actors(self, facts: Iterable[Fact]) -> None:
        """Makes sure that every actor of these is there; in the order of names, so that two writers never deadlock."""
        links = {link.name: link for fact in facts for link in fact.attribution}
        alias = tables.actor_aliases
        for name in self._unknown(alias, alias.c.alias, alias.c.actor_id, set(links)):
            actor = int(
                self._appends.unless_there(tables.actors, "name", {"name": name, "kind": links[name].kind.value})
            )
            self._appends.unless_there(alias, "alias", {"actor_id": actor, "alias": name})
            self._ids[alias][name] = actor

    def used_by(self, spoken: Iterable[Fact | Question]) -> None:
        """Makes sure that every measure, unit and place of these is there."""
        listed = list(spoken)
        self._words(tables.measures, {item.measure for item in listed})
        self._words(tables.units, {item.unit for item in listed})
        self._words(tables.places, {item.place for item in listed if item.place is not None})

    def _words(self, table: Table, wanted: set[str]) -> None:
        for word in self._unknown(table, table.c.id, table.c.id, wanted):
            tag = {"hxl_tag": _hxl_tags().get(word)} if table is tables.measures else {}
            self._ids[table][word] = self._appends.unless_there(table, "id", {"id": word, **tag})

    def _unknown(self, table: Table, named: Column[str], held: Column[Any], wanted: set[str]) -> list[str]:
        """Those of ``wanted`` that have no row, sorted; the ids of the others are known from here on."""
        known = self._ids[table]
        sought = sorted(wanted - set(known))
        for start in range(0, len(sought), _CHUNK):
            some = {"names": sought[start : start + _CHUNK]}
            known.update({row[1]: row[0] for row in self._connection.execute(_held(named, held), some)})
        return [name for name in sought if name not in known]

    def _id(self, table: Table, unique: str, name: str) -> Any:
        known = self._ids[table]
        if name not in known:
            found = self._connection.scalar(_held(table.c[unique], table.c.id), {"names": [name]})
            known[name] = self._appends.unless_there(table, unique, {unique: name}) if found is None else found
        return known[name]
