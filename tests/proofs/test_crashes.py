"""Samples of what ``make soak`` runs at length: kills, many writers at once, a full disk, a lost connection."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event, text

from ledger.api import Ledger
from ledger.errors import DatabaseError
from ledger.model import Extraction, FactFilter
from ledger.store import Store
from tests.postgres import Server
from tests.proofs import crashes
from tests.store.samples import TEXT, report, sample_facts
from tests.test_ingest import ingest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Addresses of databases that hold nothing yet."""
    if request.param == "sqlite":
        numbers = count()
        yield lambda: str(tmp_path / f"{next(numbers)}.db")
        return
    server: Server = request.getfixturevalue("postgres_server")
    made: list[str] = []

    def another() -> str:
        made.append(server.fresh())
        return server.url(made[-1])

    yield another
    for name in made:
        server.drop(name)


def test_a_killed_ingest_leaves_each_report_whole_or_not_at_all(fresh: Callable[[], str]) -> None:
    assert crashes.proof(fresh, SEEDS, 4, seed=1) == []


@pytest.mark.parametrize("writers", [2, 8])
def test_ingests_of_overlapping_folders_at_once(fresh: Callable[[], str], writers: int) -> None:
    alone, together = fresh(), fresh()
    crashes.ingest(alone, SEEDS)
    command = [sys.executable, "-W", "error", "-m", "ledger", "--db", together, "ingest", str(SEEDS)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(writers)]
    outcomes = [(process.communicate(timeout=300)[1].decode(), process.returncode) for process in running]
    assert [code for _, code in outcomes] == [0] * writers, outcomes
    assert crashes.state(together) == crashes.state(alone)
    with Ledger(together) as ledger:
        assert ledger.verify().breaks == ()


def test_a_full_disk_is_a_clear_error_and_leaves_the_ledger_whole(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(migrated_file, path)
    with Store(path) as store:
        ingest(store, report(), Extraction(facts=tuple(sample_facts())))
        event.listen(store._engine, "connect", _almost_full)
        store._engine.dispose()
        with pytest.raises(DatabaseError, match=r"disk is full.*free some space"):
            ingest(store, report(TEXT + " " * 9_000 + "x" * 900_000, key="large"), Extraction(facts=()))
    with Store(path) as store:
        assert store.keys() == ("derna-1",)
        assert store.verify().breaks == ()


def _almost_full(connection: object, _record: object) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()  # type: ignore[attr-defined]


@pytest.mark.parametrize("late", [False, True])
def test_a_lost_connection_is_a_clear_error_and_leaves_the_ledger_whole(
    postgres_server: Server, migrated_database: str, late: bool
) -> None:
    name = postgres_server.fresh(migrated_database)
    with Store(postgres_server.url(name)) as store:
        ingest(store, report(), Extraction(facts=tuple(sample_facts())))
        with pytest.raises(DatabaseError, match=r"connection.*run the command again"):
            append_cut_off(store, late=late)
        assert store.keys() == ("derna-1",)
        assert store.verify().breaks == ()
        assert len(store.figures(FactFilter())) == 2
    postgres_server.drop(name)


def append_cut_off(store: Store, *, late: bool) -> None:
    """A batch whose connection ends in its middle, or when only what waits is still to be written."""
    with store.batch("test") as batch:
        batch.version(report(TEXT + " More.", key="other"), 1)
        own = batch._connection.scalar(text("SELECT pg_backend_pid()"))
        with store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as killer:
            killer.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
        if not late:
            batch.version(report(TEXT + " Yet more.", key="third"), 1)
