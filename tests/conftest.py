"""Fixtures for all tests: a fresh ledger address on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A real PostgreSQL server; the test fails, and is never skipped, where none starts."""
    with postgres.server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that holds nothing yet: once an SQLite file, once a PostgreSQL database."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    name = server.fresh()
    try:
        yield server.url(name)
    finally:
        server.drop(name)
