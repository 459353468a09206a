"""Triggers that keep every table append-only.

SQLite resolves ``INSERT OR REPLACE`` by deleting rows without firing delete triggers unless the connection asks for
``recursive_triggers``; a guard before each insert therefore refuses a row whose key is taken.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import inspect

revision = "0002"
down_revision: str | None = "0001"

TABLES = (
    "journal",
    "outlets",
    "reports",
    "report_versions",
    "readings",
    "reading_adoptions",
    "measures",
    "units",
    "places",
    "actors",
    "actor_aliases",
    "facts",
    "attributions",
    "questions",
    "series",
    "placements",
    "carriers",
    "decisions",
    "checks",
    "ingest_runs",
    "ingest_run_ends",
    "problems",
)

POSTGRESQL_FUNCTION = """
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            _guard_sqlite(table)
        return
    op.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        for name, event, each in (
            ("append_only", "UPDATE OR DELETE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION ledger_append_only()"
            )


def _guard_sqlite(table: str) -> None:
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
    for event in ("update", "delete"):
        op.execute(f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} BEGIN {refuse}; END")
    keys = _keys(table)
    taken = " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in keys)
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) BEGIN {refuse}; END"
    )


def _keys(table: str) -> list[list[str]]:
    inspector = inspect(op.get_bind())
    uniques = [list(unique["column_names"]) for unique in inspector.get_unique_constraints(table)]
    return [list(inspector.get_pk_constraint(table)["constrained_columns"]), *uniques]


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for name in ("no_update", "no_delete", "no_replace"):
                op.execute(f"DROP TRIGGER {table}_{name}")
        return
    for table in TABLES:
        for name in ("append_only", "no_truncate"):
            op.execute(f"DROP TRIGGER {table}_{name} ON {table}")
    op.execute("DROP FUNCTION ledger_append_only()")
