"""The SQL contract is what its description says: every column described, of the type told, on both engines."""

from __future__ import annotations

from datetime import date, datetime

import psycopg
import pytest

from ledger import query
from ledger.errors import NotFound
from ledger.model import ParameterType
from ledger.queries.fields import field_of
from ledger.queries.views import view_meanings
from ledger.query import described_views
from ledger.store import Store
from tests.postgres import Server
from tests.told import tell
from tools.write_views import PAGE, filled

LIVE = {
    "text": {"string", "date", "datetime", "object"},
    "integer": {"integer"},
    "bigint": {"integer"},
    "double precision": {"number"},
    "boolean": {"boolean"},
}
CITED = {"outlet", "title", "report", "version", "url"}
PLACED = {"quote", "span_start", "span_end"}


def test_every_view_and_column_is_described(ledger_url: str) -> None:
    with Store(ledger_url) as store:
        views = described_views(store)
        assert {view.name for view in views} == set(view_meanings()) == set(store.described()[0])
        assert [(view.name, one.name) for view in views for one in view.columns if not one.meaning] == []
        assert [one.name for one in described_views(store, "figures")] == ["figures"]
        with pytest.raises(NotFound, match="did you mean 'figures'"):
            described_views(store, "figurs")


def test_every_column_of_a_named_query_is_described(ledger_url: str) -> None:
    given = {ParameterType.DATE: "2024-03-20", ParameterType.UNIT: "acre"}
    with Store(ledger_url) as store:
        for named in query.named_queries():
            wanted = {one.name: given[one.type] for one in named.parameters if one.default is None}
            columns = query.run_named(store, named, wanted).columns
            assert [name for name in columns if field_of(name, named.name) is None] == [], named.name
            assert len(set(columns)) == len(columns)


def test_the_page_describes_the_live_schema(ledger_url: str) -> None:
    page = PAGE.read_text("utf-8")
    with Store(ledger_url) as store:
        assert filled(page, described_views(store)) == page, "run `python -m tools.write_views`"


def test_every_view_of_figures_cites_in_full(ledger_url: str) -> None:
    with Store(ledger_url) as store:
        views = store.described()[0]
    for name in ("stated_figures", "figures", "latest_figures", "check_info", "decision_info"):
        assert set(views[name]) >= CITED | PLACED, name
    assert set(views["revisions"]) >= {"before_quote", "before_url", "before_span_start", "quote", "url", "span_start"}
    sides = {f"{word}_{side}" for word in CITED | PLACED for side in "ab"}
    assert set(views["disagreements"]) >= sides
    assert set(views["problem_info"]) >= CITED
    assert set(views["version_info"]) >= CITED


def test_the_types_are_those_of_the_live_schema(postgres_server: Server, migrated_database: str) -> None:
    statement = (
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
    )
    with psycopg.connect(postgres_server.url(migrated_database)) as connection:
        live = {(view, column): kind for view, column, kind in connection.execute(statement)}
    with Store(postgres_server.url(migrated_database)) as store:
        for view in described_views(store):
            for one in view.columns:
                kind = live[view.name, one.name]
                assert one.type in LIVE[kind], f"{view.name}.{one.name} is {kind}, not {one.type}"


def test_values_are_of_the_types_told(ledger_url: str) -> None:
    tell(ledger_url, seed=3, reports=8)
    plain: dict[str, type | tuple[type, ...]] = {"integer": int, "number": (int, float), "boolean": int}
    with Store(ledger_url) as store:
        for view in described_views(store):
            table = store.sql(f"SELECT * FROM {view.name}", {})
            for at, one in enumerate(view.columns):
                for value in {row[at] for row in table.rows} - {None}:
                    assert isinstance(value, plain.get(one.type, str)), (view.name, one.name, value)
                    if one.type == "date":
                        date.fromisoformat(str(value))
                    if one.type == "datetime":
                        datetime.fromisoformat(str(value))
