"""The schema: the same on both engines, reached by migrations only, refused where it is another."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from ledger.errors import DatabaseError, SchemaOutdated
from ledger.store import Store, migrate, schema_of, tables, upgrade_schema
from ledger.store.engine import open_engine, write_transaction
from tests.postgres import Server
from tests.store.samples import add, report, sample_facts

VIEWS = {
    "claimants",
    "disagreements",
    "figures",
    "latest_figures",
    "problem_info",
    "revisions",
    "stated_figures",
    "version_info",
}


def columns(url: str) -> dict[str, list[str]]:
    engine = open_engine(url)
    try:
        inspector = inspect(engine)
        names = [*inspector.get_table_names(), *inspector.get_view_names()]
        return {name: [column["name"] for column in inspector.get_columns(name)] for name in names}
    finally:
        engine.dispose()


def constraints(url: str) -> dict[str, object]:
    engine = open_engine(url)
    try:
        inspector = inspect(engine)
        return {
            name: (
                sorted(str(check["name"]) for check in inspector.get_check_constraints(name)),
                sorted(str(unique["column_names"]) for unique in inspector.get_unique_constraints(name)),
                sorted(str(foreign["constrained_columns"]) for foreign in inspector.get_foreign_keys(name)),
                sorted(
                    str(index["column_names"])
                    for index in inspector.get_indexes(name)
                    if not index.get("duplicates_constraint")
                ),
            )
            for name in inspector.get_table_names()
        }
    finally:
        engine.dispose()


def migrate_to(url: str, target: str) -> None:
    engine = open_engine(url)
    try:
        migrate.downgrade(engine, target)
    finally:
        engine.dispose()


def test_both_engines_have_the_same_columns_and_constraints(tmp_path: Path, postgres_server: Server) -> None:
    sqlite, name = str(tmp_path / "ledger.db"), postgres_server.fresh()
    postgresql = postgres_server.url(name)
    for url in (sqlite, postgresql):
        Store(url, create=True).close()
    assert columns(sqlite) == columns(postgresql)
    assert constraints(sqlite) == constraints(postgresql)
    postgres_server.drop(name)


def test_the_migrations_make_the_tables_that_the_store_writes(empty_url: str) -> None:
    Store(empty_url, create=True).close()
    engine = open_engine(empty_url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, tables.metadata) == []
    finally:
        engine.dispose()


def test_all_views_are_there(empty_url: str) -> None:
    Store(empty_url, create=True).close()
    assert set(columns(empty_url)) >= VIEWS


def test_figures_can_cite(empty_url: str) -> None:
    Store(empty_url, create=True).close()
    cited = {"outlet", "title", "url", "report", "version", "quote", "span_start", "span_end", "claimant", "series"}
    found = columns(empty_url)
    assert cited <= set(found["figures"])
    assert found["figures"] == found["latest_figures"] == found["stated_figures"]


def test_migrations_go_down_to_nothing_and_up_again(empty_url: str) -> None:
    Store(empty_url, create=True).close()
    before = columns(empty_url)
    migrate_to(empty_url, "base")
    assert set(columns(empty_url)) == {"alembic_version"}
    with Store(empty_url, create=True) as store:
        add(store, report(), sample_facts())
        assert store.verify().breaks == ()
    assert columns(empty_url) == before


def test_migrations_are_named_and_ordered_as_alembic_chains_them() -> None:
    """Whoever opens a ledger goes by the names of the files alone."""
    config = Config()
    config.set_main_option("script_location", str(migrate._folder()))
    config.set_main_option("path_separator", "os")
    chained = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert migrate._known() == chained[::-1]
    assert migrate.head() == chained[0]


def test_an_older_schema_is_refused_until_it_is_upgraded(empty_url: str) -> None:
    with Store(empty_url, create=True) as store:
        add(store, report(), sample_facts())
    migrate_to(empty_url, "0001")
    for create in (False, True):
        with pytest.raises(SchemaOutdated, match=r"is 0001, this program needs .*; run `ledger db upgrade`$"):
            Store(empty_url, create=create)
    assert upgrade_schema(empty_url) == ("0001", migrate.head())
    with Store(empty_url) as store:
        assert store.keys() == ("derna-1",)
        assert store.verify().breaks == ()


def test_a_newer_schema_is_refused(empty_url: str) -> None:
    Store(empty_url, create=True).close()
    engine = open_engine(empty_url)
    with write_transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SchemaOutdated, match="9999, which this program does not know; update the program"):
        Store(empty_url)
    with pytest.raises(SchemaOutdated, match="update the program"):
        upgrade_schema(empty_url)
    assert schema_of(empty_url) == ("9999", migrate.head())


def test_a_database_with_other_tables_is_left_alone(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with write_transaction(engine) as connection:
        connection.execute(text("CREATE TABLE recipes (id INTEGER)"))
    engine.dispose()
    with pytest.raises(DatabaseError, match=r"holds other tables .recipes. and is not a ledger"):
        Store(empty_url, create=True)
    assert set(columns(empty_url)) == {"recipes"}


def test_reading_never_creates(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with pytest.raises(DatabaseError, match=r"there is no ledger at .*; create it with `ledger ingest FILE`"):
        Store(path)
    assert not path.exists()


def test_an_empty_database_says_how_to_fill_it(empty_url: str) -> None:
    if "://" not in empty_url:
        Path(empty_url).touch()
    with pytest.raises(DatabaseError, match="is empty; put a report in with `ledger ingest FILE`"):
        Store(empty_url)


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("content", [b"not a database at all" * 200, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_corrupt_file_is_named_and_left_as_it_is(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseError) as caught:
        Store(path, create=create)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(DatabaseError, match="give a file in a folder that you can write to"):
        Store(file / "ledger.db", create=True)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseError, match="is the server running") as caught:
        Store("postgresql://me:secret@127.0.0.1:1/none", create=True)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://", "what://", "sqlite:///:memory:"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(DatabaseError):
        Store(url, create=True)


def test_the_file_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Store(path, create=True).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


def test_reads_keep_their_plans_and_writers_plan_anew(postgres_server: Server) -> None:
    name = postgres_server.fresh()
    engine = open_engine(postgres_server.url(name))
    for opened, mode in ((engine.connect(), "force_generic_plan"), (write_transaction(engine), "auto")):
        with opened as connection:
            assert connection.exec_driver_sql("SHOW plan_cache_mode").scalar() == mode
    engine.dispose()
    postgres_server.drop(name)
