"""Both engines answer alike: every named query, every view, and hundreds of filters over one ledger on each."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import psycopg
import pytest

from ledger import query
from ledger.model import FactFilter, Moment, ParameterType, Table
from ledger.store import Store
from tests.postgres import Server
from tests.told import MEASURES, tell

FILTERS = 500
GIVEN = {ParameterType.DATE: "2024-03-20", ParameterType.UNIT: "acre"}
MOMENTS = (Moment(), Moment(known_on=date(2024, 3, 20)))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgres_server: Server) -> Iterator[tuple[Store, Store]]:
    """The same ledger on SQLite and on PostgreSQL."""
    name = postgres_server.fresh()
    urls = (str(tmp_path_factory.mktemp("same") / "ledger.db"), postgres_server.url(name))
    for url in urls:
        tell(url, seed=5, reports=40)
    with psycopg.connect(urls[1], autocommit=True) as connection:
        connection.execute("ANALYZE")
    with Store(urls[0]) as sqlite, Store(urls[1]) as postgresql:
        yield sqlite, postgresql
    postgres_server.drop(name)


def plain(table: Table) -> tuple[object, ...]:
    """Columns and rows with types; doubles to 15 digits, since sums may be taken in any order."""
    rows = [[float(f"{cell:.15g}") if isinstance(cell, float) else cell for cell in row] for row in table.rows]
    return table.columns, [json.dumps(row) for row in rows], table.truncated


@pytest.mark.parametrize("moment", MOMENTS, ids=["now", "then"])
@pytest.mark.parametrize("name", [named.name for named in query.named_queries()])
def test_every_named_query_answers_alike(both: tuple[Store, Store], name: str, moment: Moment) -> None:
    named = query.named_query(name)
    given = {one.name: GIVEN[one.type] for one in named.parameters if one.default is None}
    sqlite, postgresql = (plain(query.run_named(store, named, given, moment)) for store in both)
    assert sqlite == postgresql
    assert sqlite[1] or moment != Moment(), "an empty answer shows nothing"


@pytest.mark.parametrize("moment", MOMENTS, ids=["now", "then"])
@pytest.mark.parametrize("name", [named.name for named in query.named_queries() if named.narrowed])
def test_a_narrowed_query_leaves_nothing_out(both: tuple[Store, Store], name: str, moment: Moment) -> None:
    """SQLite looks at some series only, PostgreSQL at all; so does SQLite where the header does not say which."""
    named, found = query.named_query(name), 0
    for measure, since in itertools.product([row[0] for row in MEASURES], ("2024-03-10", "2024-03-30")):
        wanted = {"measure": measure, "since": since, "unit": "acre"}
        given = {one.name: wanted[one.name] for one in named.parameters if one.name in wanted}
        sqlite, postgresql = (plain(query.run_named(store, named, given, moment)) for store in both)
        whole = plain(query.run_named(both[0], replace(named, narrowed=None), given, moment))
        assert sqlite == postgresql == whole
        found += len(sqlite[1])  # type: ignore[arg-type]
    assert found


def test_views_for_whole_ledgers_hold_the_same_rows(both: tuple[Store, Store]) -> None:
    for store in both:
        for one, other in (("stated_figures", "all_figures"), ("revisions", "all_revisions")):
            few, every = (plain(store.sql(f"SELECT * FROM {view}", {})) for view in (one, other))
            assert few[0] == every[0]
            assert sorted(few[1]) == sorted(every[1])  # type: ignore[call-overload]


def test_narrow_views_hold_what_the_wide_ones_do(both: tuple[Store, Store]) -> None:
    for store in both:
        columns = store.described()[0]
        for narrow, wide, kept in (
            ("all_steps", "all_revisions", ""),
            ("cited_figures", "stated_figures", "WHERE id IN (SELECT id FROM stated_figures)"),
        ):
            listed = ", ".join(columns[narrow])
            assert set(columns[narrow]) < set(columns[wide])
            found = plain(store.sql(f"SELECT {listed} FROM {narrow} {kept}", {}))
            known = plain(store.sql(f"SELECT {listed} FROM {wide}", {}))
            assert sorted(found[1]) == sorted(known[1])  # type: ignore[call-overload]
            assert found[1]


def test_a_query_taken_along_answers_alike(both: tuple[Store, Store]) -> None:
    for named in query.named_queries():
        given = {one.name: GIVEN[one.type] for one in named.parameters if one.default is None}
        for store in both:
            body = query.written_out(store, named, given)
            assert plain(store.sql(body, {})) == plain(query.run_named(store, named, given)), named.name


def test_every_view_holds_the_same_rows(both: tuple[Store, Store]) -> None:
    for view in views(both[0]):
        sqlite, postgresql = (plain(store.sql(f"SELECT * FROM {view}", {})) for store in both)
        assert sqlite[0] == postgresql[0]
        assert sorted(sqlite[1]) == sorted(postgresql[1]), view  # type: ignore[call-overload]
        assert sqlite[1], f"{view} is empty: it shows nothing"


def views(store: Store) -> list[str]:
    return [row[0] for row in store.sql("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name", {}).rows]


def test_generated_filters_find_the_same(both: tuple[Store, Store]) -> None:
    random, found, different = Random(11), 0, []
    shown = {view: sample(both[0], view) for view in views(both[0])}
    for _ in range(FILTERS):
        view = random.choice(sorted(shown))
        where = condition(random, shown[view], depth=random.randrange(3))
        statement = f"SELECT * FROM {view} WHERE {where}"
        sqlite, postgresql = (sorted(plain(store.sql(statement, {}))[1]) for store in both)  # type: ignore[call-overload]
        found += bool(sqlite)
        if sqlite != postgresql:
            different.append(statement)
    assert different == []
    assert found > FILTERS / 4, "filters that find nothing compare nothing"


def sample(store: Store, view: str) -> dict[str, list[Any]]:
    """Some values of each column of a view."""
    table = store.sql(f"SELECT * FROM {view}", {})
    return {
        name: sorted({row[at] for row in table.rows if row[at] is not None}, key=str)[:40]
        for at, name in enumerate(table.columns)
    }


TRUTHS = {"vague", "implicit", "newest", "corrected", "rejected", "accepted"}


def condition(random: Random, columns: dict[str, list[Any]], depth: int) -> str:
    if depth:
        parts = [condition(random, columns, depth - 1) for _ in range(2)]
        joined = f"({parts[0]} {random.choice(('AND', 'OR', 'OR'))} {parts[1]})"
        return f"NOT {joined}" if random.random() < 0.2 else joined
    name = random.choice([name for name, values in columns.items() if values])
    value = random.choice(columns[name])
    if name in TRUTHS:
        return random.choice((name, f"NOT {name}", f"{name} = TRUE", f"{name} IS NOT NULL"))
    if isinstance(value, int | float):
        low = random.choice(columns[name])
        return random.choice(
            (
                f"{name} = {value!r}",
                f"{name} <> {value!r}",
                f"{name} >= {value!r}",
                f"{name} BETWEEN {min(low, value)!r} AND {max(low, value)!r}",
                f"{name} IS NULL",
                f"abs({name} - {value!r}) < 10",
                f"coalesce({name}, -1) * 2 > {value!r}",
            )
        )
    text = "'" + str(value).replace("'", "''") + "'"
    part = str(value)[1:4].replace("'", "''").replace("%", "").replace("\n", "")
    return random.choice(
        (
            f"{name} = {text}",
            f"{name} <> {text}",
            f"{name} IN ({text}, 'nothing')",
            f"{name} LIKE '%{part}%'",
            f"{name} NOT LIKE '{part.upper()}%'",
            f"lower({name}) = lower({text})",
            f"substr({name}, 2, 3) = substr({text}, 2, 3)",
            f"length({name}) > {len(str(value))}",
            f"{name} IS NULL",
            f"{name} > {text}",
            f"coalesce({name}, '') || 'x' = {text} || 'x'",
        )
    )


def test_the_best_claim_is_the_one_that_rivals_chooses(both: tuple[Store, Store]) -> None:
    """``disagreements`` says in SQL what ``ledger rivals`` says in Python."""
    store = both[0]
    table = query.run_named(store, query.named_query("disagreements"), {})
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    told = {(row["report"], row["version"], row["span_start"]) for row in rows}
    chosen = {
        (one.best.report, one.best.version, one.best.fact.span.start): one
        for one in query.rivals(store, FactFilter(), alone=False)
    }
    assert told <= chosen.keys()
