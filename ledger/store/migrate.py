"""Bringing a database to the schema of this program, and telling whether it is there."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from ledger.errors import DatabaseError, SchemaOutdated
from ledger.store.engine import lock_chain, shown, translated, use_write_ahead_log, write_transaction

__all__ = ["create_or_upgrade", "current", "downgrade", "head", "refuse_other_schema", "upgrade_to"]

_EMPTY = "empty"


def _folder() -> Path:
    """The migrations: packed beside this package in a wheel, at the root in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_migrations"
    return packed if packed.is_dir() else package.parent / "migrations"


def _known() -> list[str]:
    """Every migration of this program, oldest first, by the names of their files: to run them all takes longer."""
    return sorted(path.name.partition("_")[0] for path in (_folder() / "versions").glob("[0-9]*.py"))


def head() -> str:
    """The newest migration of this program."""
    if not (known := _known()):
        raise RuntimeError(f"no migrations in {_folder()}: the program is not installed whole")
    return known[-1]


def current(engine: Engine) -> str:
    """The migration that the database stands at; ``empty`` where it holds nothing."""
    with translated(engine.url), engine.connect() as connection:
        return _current(connection)


def _current(connection: Connection) -> str:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if version is not None:
            return str(version)
    others = tables - {"alembic_version"}
    if others:
        name = shown(connection.engine.url)
        raise DatabaseError(f"{name} holds other tables ({min(others)}) and is not a ledger; give another database")
    return _EMPTY


def refuse_other_schema(engine: Engine) -> None:
    """Raises SchemaOutdated unless the database stands at ``head``; DatabaseError where it is no ledger."""
    found, name = current(engine), shown(engine.url)
    if found == _EMPTY:
        raise DatabaseError(f"{name} is empty; put a report in with `ledger ingest FILE`")
    _refuse_newer(found, name)
    if found != head():
        raise SchemaOutdated(f"the schema of {name} is {found}, this program needs {head()}; run `ledger db upgrade`")


def _refuse_newer(found: str, name: str) -> None:
    if found not in _known():
        raise SchemaOutdated(f"the schema of {name} is {found}, which this program does not know; update the program")


def create_or_upgrade(engine: Engine) -> None:
    """Runs the migrations that are missing, all or none; does nothing where the schema is newest."""
    with translated(engine.url):
        use_write_ahead_log(engine)
        with write_transaction(engine) as connection:
            lock_chain(connection)
            found = _current(connection)
            if found == head():
                return
            if found != _EMPTY:
                _refuse_newer(found, shown(engine.url))
            _run(connection, "upgrade", "head")


def upgrade_to(engine: Engine, target: str) -> None:
    """Brings an empty or older database to a schema short of the newest, as a released program left it."""
    with translated(engine.url):
        use_write_ahead_log(engine)
        with write_transaction(engine) as connection:
            _run(connection, "upgrade", target)


def downgrade(engine: Engine, target: str) -> None:
    """Takes the schema back to an earlier migration (``base``: to nothing). Loses what later ones held."""
    with translated(engine.url), write_transaction(engine) as connection:
        _run(connection, "downgrade", target)


def _run(connection: Connection, verb: str, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if verb == "upgrade":
        command.upgrade(config, target)
    else:
        command.downgrade(config, target)
