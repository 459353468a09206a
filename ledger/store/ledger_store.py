"""A ledger's database, open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, select

from ledger.errors import DatabaseError, ImportRefused
from ledger.model import (
    Decision,
    FactFilter,
    Figure,
    Limits,
    Moment,
    Provenance,
    Report,
    ReportSummary,
    Series,
    Table,
    Verification,
    VersionRef,
)
from ledger.store import decisions, journal, migrate, reads, tables, transfer, views
from ledger.store.as_of import common_tables
from ledger.store.canonical import instant, text_hash
from ledger.store.engine import as_url, lock_chain, lock_subjects, open_engine, shown, translated, write_transaction
from ledger.store.narrow import narrowed_views
from ledger.store.reads import CapturedState
from ledger.store.sql_guard import filled
from ledger.store.statement import run_read_only, with_hidden
from ledger.store.writes import Batch

__all__ = ["Store", "schema_of", "upgrade_schema"]

_NOW = Moment()
_LIMITS = Limits()

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """One open ledger; a context manager. ``clock`` gives ``recorded_at``.

    Raises DatabaseError where the database cannot be used, SchemaOutdated where its schema is another than this
    program's. Only ``create`` makes a database that is not there.
    """

    def __init__(self, given: str | Path, *, create: bool = False, clock: Clock = _now) -> None:
        self._engine = _opened(given, create=create)
        self._clock = clock
        try:
            if create and migrate.current(self._engine) == "empty":
                migrate.create_or_upgrade(self._engine)
            migrate.refuse_other_schema(self._engine)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections; the store cannot be used afterwards."""
        self._engine.dispose()

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        return Path(str(self._engine.url.database)) if self._engine.dialect.name == "sqlite" else None

    @property
    def schema(self) -> str:
        """The migration that the ledger stands at: this program's."""
        return migrate.head()

    def now(self) -> datetime:
        """The time that rows written now are recorded at."""
        return self._clock()

    @contextmanager
    def batch(self, writer: str, subjects: Iterable[str] = ()) -> Iterator[Batch]:
        """One transaction of appends, closed by its journal entry; nothing is kept when the block raises.

        ``subjects`` name what no other writer may append about meanwhile: reports, measures.
        """
        with translated(self._engine.url), write_transaction(self._engine) as connection:
            lock_subjects(connection, subjects)
            now = self._clock()
            batch = Batch(connection, journal.next_sequence(connection), now)
            yield batch
            filled = batch.close()
            if filled:
                journal.append_entry(connection, batch.sequence, filled, writer=writer, recorded_at=instant(now))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self._engine.url), self._engine.connect() as connection:
            yield connection
            connection.commit()  # nothing; but on a rollback the driver forgets the statements that it has prepared

    def captured(self, key: str, text: str) -> CapturedState | None:
        """The version of a report that holds this text, else its newest; None where there is no such report."""
        with self._reading() as connection:
            return reads.captured_state(connection, key, text_hash(text))

    def version(self, ref: VersionRef, moment: Moment = _NOW) -> tuple[Report, int] | None:
        """One version of a report and its number (None: the newest) as of ``moment``; None where there is none."""
        with self._reading() as connection:
            return reads.report_version(connection, ref.report, ref.number, moment)

    def keys(self) -> tuple[str, ...]:
        """The keys of all reports."""
        with self._reading() as connection:
            return reads.keys(connection)

    def reports(self, moment: Moment = _NOW) -> tuple[ReportSummary, ...]:
        """All reports with their versions as of ``moment``, in key order."""
        with self._reading() as connection:
            return reads.reports(connection, moment)

    def figures(
        self, where: FactFilter, *, series: Sequence[str] | None = None, version: int | None = None
    ) -> tuple[Figure, ...]:
        """The figures that fit, oldest first (see ``reads.figures``)."""
        with self._reading() as connection:
            return reads.figures(connection, where, series=series, version=version)

    def series(self, wanted: Sequence[str]) -> dict[str, Series]:
        """The series with these ids; missing ones are left out."""
        with self._reading() as connection:
            return reads.series_by_id(connection, wanted)

    def series_told(
        self, wanted: str, where: FactFilter
    ) -> tuple[Series, tuple[Figure, ...], dict[str, list[reads.VersionStep]]] | None:
        """One series, its figures that fit and the versions of their reports; None where there is no such series."""
        with self._reading() as connection:
            found = reads.series_by_id(connection, [wanted]).get(wanted)
            if found is None:
                return None
            told = reads.figures(connection, where, series=[wanted])
            return found, told, reads.version_steps(connection, {each.report for each in told}, where.moment)

    def figure(self, identity: str) -> Figure | None:
        """One figure by its id, rejected or not; None where there is none."""
        with self._reading() as connection:
            return reads.figure_by_id(connection, identity)

    def provenance(self, identity: str) -> Provenance | None:
        """Where one figure comes from; None where there is none with this id."""
        with self._reading() as connection:
            return reads.provenance(connection, identity)

    def read_figures(self, ref: VersionRef) -> tuple[Figure, ...]:
        """The facts of one version as its adopted reading has them, rejected ones included, decisions not applied."""
        with self._reading() as connection:
            return reads.read_figures(connection, ref)

    def version_steps(self, wanted: Iterable[str], moment: Moment = _NOW) -> dict[str, list[reads.VersionStep]]:
        """(published or "", recorded, number) of the versions of these reports as of ``moment``, in order."""
        with self._reading() as connection:
            return reads.version_steps(connection, wanted, moment)

    def version_id(self, ref: VersionRef) -> str:
        """The id of one version that is there."""
        with self._reading() as connection:
            return reads.version_id(connection, ref)

    def merged_into(self, series: str) -> tuple[str, ...]:
        """The series that count as this one now, itself left out."""
        with self._reading() as connection:
            return decisions.merged_into(connection, series)

    def same_questions(self, one: str, other: str) -> tuple[tuple[str, str], ...]:
        """(series of the one actor, series of the other) on the same question, basis and status."""
        with self._reading() as connection:
            return decisions.same_questions(connection, one, other)

    def decisions(self, targets: Sequence[str] = ()) -> tuple[Decision, ...]:
        """All decisions, or those on ``targets``, oldest first."""
        with self._reading() as connection:
            return decisions.decisions(connection, targets)

    def actor(self, name: str) -> tuple[int, str] | None:
        """(id, canonical name) of the actor that goes by ``name``; None where nobody does."""
        with self._reading() as connection:
            return decisions.named_actor(connection, name)

    def actor_names(self) -> tuple[str, ...]:
        """Every name that an actor goes by."""
        with self._reading() as connection:
            return tuple(sorted(connection.scalars(select(tables.actor_aliases.c.alias))))

    def sql(
        self,
        statement: str,
        parameters: Mapping[str, str],
        moment: Moment = _NOW,
        limits: Limits = _LIMITS,
        made: Sequence[tuple[str, str]] = (),
        narrowed: tuple[str, str] | None = None,
    ) -> Table:
        """One read-only statement over the ledger as of ``moment``; raises QueryRefused for anything else.

        ``made`` are common table expressions of our own, as (name, SELECT), that it may name; ``narrowed`` is a
        parameter of ``narrow.NARROWINGS`` with its value.
        """
        with self._reading() as connection:
            hidden = _hidden(connection, moment, made, narrowed)
        return run_read_only(self._engine, statement, parameters, hidden, limits)

    def written_out(
        self,
        statement: str,
        values: Mapping[str, str],
        moment: Moment = _NOW,
        made: Sequence[tuple[str, str]] = (),
        narrowed: tuple[str, str] | None = None,
    ) -> str:
        """The statement that ``sql`` would run, with nothing left to bind; the comments at its top stay."""
        with self._reading() as connection:
            hidden = _hidden(connection, moment, made, narrowed)
        lines = statement.strip().splitlines()
        start = next((index for index, line in enumerate(lines) if line.strip() and line[:2] != "--"), 0)
        return "\n".join([*lines[:start], with_hidden(filled("\n".join(lines[start:]), values), hidden)])

    def view_names(self) -> tuple[str, ...]:
        """The views of the SQL contract."""
        with self._reading() as connection:
            return views.view_names(connection)

    def described(self) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
        """(the columns of each view, the names of all tables)."""
        with self._reading() as connection:
            return views.described(connection)

    def view_rows(self, view: str, where: FactFilter) -> Table:
        """The rows of a view that fit (see ``views.view_rows``). Raises QueryRefused."""
        with self._reading() as connection:
            return views.view_rows(connection, view, where)

    def head(self) -> str | None:
        """The digest of the newest journal entry; None where there is none."""
        with self._reading() as connection:
            return journal.head(connection)

    @contextmanager
    def whole(self) -> Iterator[tuple[str | None, Iterator[transfer.TableRow]]]:
        """(digest of the newest journal entry, every row of the ledger), all as of one moment."""
        with translated(self._engine.url), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield journal.head(connection), transfer.rows_of_all(connection)

    def load(self, rows: Iterable[tuple[int, transfer.TableRow]], head: str | None) -> int:
        """Appends the rows of another ledger to this empty one, as they are; how many.

        One transaction, kept only where the ledger then verifies up to ``head``. Raises ImportRefused.
        """
        with translated(self._engine.url), write_transaction(self._engine) as connection:
            lock_chain(connection)
            transfer.refuse_full(connection)
            count = transfer.load(connection, rows)
            outcome = journal.verify(connection, head)
            if outcome.breaks or outcome.head != head:
                broken = outcome.breaks[0] if outcome.breaks else "there are more rows than its digest covers"
                raise ImportRefused(f"the file is not what was exported ({broken}); export the ledger again")
            return count

    def verify(self, against: str | None = None) -> Verification:
        """Re-checks journal, spans and triggers; ``against`` is a digest that was exported earlier."""
        with self._reading() as connection:
            return journal.verify(connection, against)


def _hidden(
    connection: Connection, moment: Moment, made: Sequence[tuple[str, str]], narrowed: tuple[str, str] | None
) -> tuple[tuple[str, str], ...]:
    """What a statement sees in place of tables and views, and besides them."""
    views = dict(common_tables(connection, moment))
    views |= dict(narrowed_views(connection, *narrowed) if narrowed else ())
    return (*views.items(), *made)


def upgrade_schema(given: str | Path) -> tuple[str, str]:
    """Runs the migrations that an existing database lacks; (schema before, schema after)."""
    engine = _opened(given, create=False)
    try:
        before = migrate.current(engine)
        migrate.create_or_upgrade(engine)
        return before, migrate.current(engine)
    finally:
        engine.dispose()


def schema_of(given: str | Path) -> tuple[str, str]:
    """(the schema that a database stands at, the one that this program writes)."""
    engine = _opened(given, create=False)
    try:
        return migrate.current(engine), migrate.head()
    finally:
        engine.dispose()


def _opened(given: str | Path, *, create: bool) -> Engine:
    url = as_url(given)
    if url.get_backend_name() == "sqlite" and not create and not Path(str(url.database)).exists():
        raise DatabaseError(f"there is no ledger at {shown(url)}; create it with `ledger ingest FILE`, or give --db")
    return open_engine(given)
