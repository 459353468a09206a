"""Runs the migrations on the connection that the ledger hands over, or on ``LEDGER_DB`` under the alembic command."""

from __future__ import annotations

import os

from alembic import context

from ledger.store.engine import open_engine, write_transaction
from ledger.store.tables import metadata


def _run(connection: object) -> None:
    # Literal options: the caller owns the transaction, so that a failed migration leaves nothing behind.
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)  # type: ignore[arg-type]
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    _run(given)
else:
    engine = open_engine(os.environ.get("LEDGER_DB", "ledger.db"))
    try:
        with write_transaction(engine) as connection:
            _run(connection)
    finally:
        engine.dispose()
