"""Fixtures for all tests: a fresh ledger address on each engine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ledger.store import Store
from tests import postgres

os.environ.pop("COLUMNS", None)  # output must not depend on the terminal of whoever runs the tests
# No test fails because the machine is busy.
settings.register_profile("ledger", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ledger")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A real PostgreSQL server; the test fails, and is never skipped, where none starts."""
    with postgres.server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema and no rows, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "ledger.db"
    Store(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def migrated_database(postgres_server: postgres.Server) -> str:
    """The name of a PostgreSQL database with the newest schema and no rows, to be copied."""
    name = postgres_server.fresh()
    Store(postgres_server.url(name), create=True).close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger with the newest schema and no rows: once in SQLite, once in PostgreSQL."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "ledger.db")
        yield str(tmp_path / "ledger.db")
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        with server.lent(request.getfixturevalue("migrated_database")) as name:
            yield server.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that holds nothing yet (the SQLite file does not exist)."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        name = server.fresh()
        yield server.url(name)
        server.drop(name)  # fails where the test left a connection open
