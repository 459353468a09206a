"""The rows that facts point at: outlets, measures, units, places, actors. Inserted when first used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from ledger.lexicon import rows as lexicon_rows
from ledger.model import Attribution, Fact, Question
from ledger.store import tables

__all__ = ["Vocabulary", "inserted_key"]

_HXL_CELL = 3


@cache
def _hxl_tags() -> dict[str, str]:
    """Measure → its tag in the Humanitarian Exchange Language, where the lexicon gives one."""
    return {row[0]: row[_HXL_CELL] for row in lexicon_rows("measures") if len(row) > _HXL_CELL and row[_HXL_CELL]}


class Vocabulary:
    """Finds or inserts the named rows, inside one batch. Of two writers of one row either wins."""

    def __init__(self, connection: Connection, batch: int) -> None:
        self._connection = connection
        self._batch = batch

    def outlet(self, name: str | None) -> int | None:
        """The id of the outlet; None where it is unknown."""
        return None if name is None else self._named(tables.outlets, name)

    def report(self, key: str) -> int:
        """The id of the report with this key."""
        found = self._connection.scalar(select(tables.reports.c.id).where(tables.reports.c.key == key))
        return int(found if found is not None else self._insert(tables.reports, "key", key=key))

    def actor(self, link: Attribution) -> int:
        """The id of the actor that goes by this name."""
        alias = tables.actor_aliases
        found = self._connection.scalar(select(alias.c.actor_id).where(alias.c.alias == link.name))
        if found is not None:
            return int(found)
        actor = int(self._insert(tables.actors, "name", name=link.name, kind=link.kind.value))
        self._insert(alias, "alias", actor_id=actor, alias=link.name)
        return actor

    def actors(self, facts: Iterable[Fact]) -> None:
        """Makes sure that every actor of these is there; in the order of names, so that two writers never deadlock."""
        links = {link.name: link for fact in facts for link in fact.attribution}
        for name in sorted(links):
            self.actor(links[name])

    def used_by(self, spoken: Iterable[Fact | Question]) -> None:
        """Makes sure that every measure, unit and place of these is there."""
        listed = list(spoken)
        self._words(tables.measures, {item.measure for item in listed})
        self._words(tables.units, {item.unit for item in listed})
        self._words(tables.places, {item.place for item in listed if item.place is not None})

    def _words(self, table: Table, wanted: set[str]) -> None:
        for word in sorted(wanted):
            if self._connection.scalar(select(table.c.id).where(table.c.id == word)) is None:
                tag = {"hxl_tag": _hxl_tags().get(word)} if table is tables.measures else {}
                self._insert(table, "id", id=word, **tag)

    def _named(self, table: Table, name: str) -> int:
        found = self._connection.scalar(select(table.c.id).where(table.c.name == name))
        return int(found if found is not None else self._insert(table, "name", name=name))

    def _insert(self, table: Table, unique: str, **values: Any) -> Any:
        """Inserts a row unless another has its value of ``unique``; the id of the row that stands."""
        made = {"batch": self._batch, **values}
        found = self._connection.scalar(
            postgresql.insert(table).values(made).on_conflict_do_nothing(index_elements=[unique]).returning(table.c.id)
            if self._connection.dialect.name == "postgresql"
            else sqlite.insert(table).values(made).on_conflict_do_nothing(index_elements=[unique]).returning(table.c.id)
        )
        if found is None:
            found = self._connection.scalar(select(table.c.id).where(table.c[unique] == values[unique]))
        return found


def inserted_key(done: CursorResult[Any]) -> Any:
    """The first column of the key of the one row that was inserted."""
    if done.inserted_primary_key is None:
        raise RuntimeError("an insert of one row returned no key")
    return done.inserted_primary_key[0]
