"""The ledger as a Python object: what the command line and other programs call."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from ledger import decide as decisions
from ledger import query as queries
from ledger import read
from ledger import reread as readings
from ledger.decide import Judge
from ledger.errors import DatabaseError, NotFound, ReadError
from ledger.export import (
    FACTS,
    Answer,
    CannedQuery,
    ExportFile,
    Licence,
    Resource,
    TableAnswer,
    datasette_metadata,
    figures_resource,
    outlets,
    package_files,
    view_resource,
    whole_lines,
    whole_rows,
)
from ledger.extract import extract_many, fingerprint
from ledger.ingest import Run, chunked, end_run, extractions, ingest_report, pending, read_all
from ledger.model import (
    Decision,
    DecisionKind,
    Diff,
    Extraction,
    FactFilter,
    Figure,
    Ingested,
    IngestSummary,
    Limits,
    Metadata,
    Moment,
    NamedQuery,
    Provenance,
    Report,
    ReportSummary,
    Reread,
    Rivals,
    Series,
    Sum,
    TrackedSeries,
    Triangle,
    Unread,
    Verification,
    VersionRef,
    View,
    Vintage,
)
from ledger.store import Store, schema_of, upgrade_schema

__all__ = ["Ledger", "check", "current", "upgrade"]

_BATCH = 16  # reports extracted at a time: enough to feed the parser, few enough to commit often

_UNKNOWN = Metadata()
_ALL = FactFilter()
_NOW = Moment()
_LIMITS = Limits()

Extracted = tuple[Report, Extraction]
Progress = Callable[[Ingested | Unread], None]


class Ledger:
    """An open ledger; a context manager. Raises DatabaseError where the database cannot be used.

    ``create`` makes the database where there is none; ``ingest`` needs it only the first time. Every call of the
    command line is a method here and returns frozen values; lists of them (``Answer``) turn into Arrow tables and
    pandas frames.
    """

    def __init__(self, url: str | Path = "ledger.db", *, create: bool = False) -> None:
        self._store = Store(url, create=create)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the database."""
        self._store.close()

    def ingest(
        self,
        targets: Sequence[str],
        metadata: Metadata = _UNKNOWN,
        *,
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> IngestSummary:
        """Reads, extracts, appends and links; each report is one transaction. ``jobs`` processes extract.

        Bad inputs are listed as unread and do not stop the others; where nothing at all could be read and only one
        target was named, its ReadError is raised.
        """
        run = Run(
            arguments=_arguments(targets, metadata),
            tool_version=_tool_version(),
            fingerprint=fingerprint(),
            started=self._store.now(),
        )
        done, unread = list[Ingested](), list[Unread]()
        for outcome in self._outcomes(read_all(targets, metadata), run, jobs):
            if isinstance(outcome, Unread):
                unread.append(outcome)
            else:
                done.append(outcome)
            if progress is not None:
                progress(outcome)
        summary = IngestSummary(reports=tuple(done), unread=tuple(unread))
        end_run(self._store, run, summary)
        return summary

    def _outcomes(self, items: Iterable[Report | Unread], run: Run, jobs: int) -> Iterator[Ingested | Unread]:
        for chunk in chunked(items, _BATCH * jobs):
            fresh = list[Report]()
            for item in chunk:
                waiting = item if isinstance(item, Unread) else pending(self._store, item, run.fingerprint)
                if isinstance(waiting, Report):
                    fresh.append(waiting)
                else:
                    yield waiting
            for report, extraction in zip(fresh, extractions(fresh, jobs), strict=True):
                yield self._append(report, extraction, run)

    def _append(self, report: Report, extraction: Extraction, run: Run) -> Ingested | Unread:
        try:
            return ingest_report(self._store, report, extraction, run)
        except ReadError as error:
            return Unread(target=report.key, message=str(error))

    @staticmethod
    def extract(target: str | Report, metadata: Metadata = _UNKNOWN, *, wide: bool = False) -> Iterator[Extracted]:
        """The figures of a file, folder, address or report, with no ledger: (report, what was found in it), in order.

        ``wide`` adds ages and bare numbers. Raises ReadError; an input of several that cannot be read is left out.
        """
        items = [target] if isinstance(target, Report) else read.read(target, metadata)
        for chunk in chunked((item for item in items if isinstance(item, Report)), _BATCH):
            yield from zip(chunk, extract_many(chunk, wide=wide), strict=True)

    def reread(self, reports: Sequence[str] = (), *, adopt: bool = False) -> Iterator[Reread]:
        """Reads versions again that another extractor read; with ``adopt`` puts the new readings in force.

        ``reports`` are keys; none means all. Versions come one by one, each adopted in its own transaction. Raises
        NotFound.
        """
        mark = fingerprint()
        for chunk in chunked(readings.outdated(self._store, reports, mark), _BATCH):
            found = extract_many([report for _, report in chunk])
            for (ref, report), extraction in zip(chunk, found, strict=True):
                outcome = readings.compared(self._store, ref, report, extraction, mark)
                if adopt:
                    readings.adopt(self._store, ref, report, extraction, mark)
                yield outcome

    def reports(self, moment: Moment = _NOW) -> Answer[ReportSummary]:
        """All reports with their versions as of ``moment``, in key order."""
        return Answer(self._store.reports(moment))

    def show(self, ref: VersionRef, moment: Moment = _NOW) -> tuple[Report, int, tuple[Figure, ...]]:
        """(report, number of the version, its figures in text order) as of ``moment``. Raises NotFound."""
        return queries.shown_version(self._store, ref, moment)

    def facts(self, where: FactFilter = _ALL) -> Answer[Figure]:
        """The figures that fit, newest first."""
        return Answer(reversed(self._store.figures(where)))

    def series(self, where: FactFilter = _ALL) -> Answer[TrackedSeries]:
        """Tracked figures with their first and latest vintage."""
        return Answer(queries.tracked(self._store, where))

    def history(
        self, series: str | None = None, where: FactFilter = _ALL
    ) -> Answer[tuple[Series, tuple[Vintage, ...]]]:
        """One series, or each with a figure that fits, vintage by vintage. Raises NotFound for an unknown series."""
        return Answer(queries.history(self._store, series, where))

    def triangles(self, series: str | None = None, where: FactFilter = _ALL) -> tuple[Triangle, ...]:
        """The same histories as revision triangles, period by vintage. Raises NotFound for an unknown series."""
        return queries.triangles(self.history(series, where))

    def rivals(self, where: FactFilter = _ALL, rule: str = "newest", *, alone: bool = True) -> Answer[Rivals]:
        """Claimants side by side on each question: low, high, and the best claim by a stated rule. Raises NotFound."""
        return Answer(queries.rivals(self._store, where, rule, alone=alone))

    def sum(self, where: FactFilter, rule: str = "newest") -> Sum:
        """What the figures of one measure add up to, and what was left out and why. Raises QueryRefused, NotFound."""
        return queries.summed(self._store, where, rule)

    def diff(
        self, before: VersionRef, after: VersionRef | None = None, moment: Moment = _NOW, *, why: bool = False
    ) -> Diff:
        """What changed between two versions; one alone stands for its report's last two. Raises NotFound.

        ``why`` gives each change its reasons.
        """
        return queries.diff_versions(self._store, before, after, moment, why=why)

    def diff_between(self, since: date, until: date, where: FactFilter = _ALL, *, why: bool = False) -> Diff:
        """What changed between the ledger as known on two dates."""
        return queries.diff_dates(self._store, since, until, where, why=why)

    def diff_new(self, ref: VersionRef, where: FactFilter = _ALL, *, why: bool = False) -> Diff:
        """What one version says that the ledger did not hold before it: new, revised and repeated. Raises NotFound."""
        return queries.diff_new(self._store, ref, where, why=why)

    def views(self, name: str | None = None) -> tuple[View, ...]:
        """The views of the SQL contract with their columns, or the one named. Raises NotFound."""
        return queries.described_views(self._store, name)

    def queries(self, folders: Sequence[Path] = ()) -> tuple[NamedQuery, ...]:
        """The named queries, those in the user's ``folders`` included. Raises NotFound, QueryRefused."""
        return queries.named_queries(folders)

    def named_query(self, name: str, folders: Sequence[Path] = ()) -> NamedQuery:
        """One named query. Raises NotFound with the nearest ones."""
        return queries.named_query(name, folders)

    def query(
        self,
        name: str,
        parameters: Mapping[str, str] = MappingProxyType({}),
        moment: Moment = _NOW,
        limits: Limits = _LIMITS,
        folders: Sequence[Path] = (),
    ) -> TableAnswer:
        """Runs a named query over the ledger as of ``moment``. Raises NotFound, QueryRefused."""
        named = queries.named_query(name, folders)
        return TableAnswer.of(queries.run_named(self._store, named, parameters, moment, limits))

    def query_sql(
        self, name: str, parameters: Mapping[str, str], moment: Moment = _NOW, folders: Sequence[Path] = ()
    ) -> str:
        """A named query as plain SQL with its values written out, for any program. Raises NotFound, QueryRefused."""
        return queries.written_out(self._store, queries.named_query(name, folders), parameters, moment)

    def sql(
        self, statement: str, parameters: Mapping[str, str], moment: Moment = _NOW, limits: Limits = _LIMITS
    ) -> TableAnswer:
        """Runs one read-only statement with ``:name`` parameters, as of ``moment``. Raises QueryRefused."""
        return TableAnswer.of(self._store.sql(statement, parameters, moment, limits))

    def judge(self, kind: DecisionKind, fact: str, *, by: Judge) -> Decision:
        """Accepts or rejects a fact. Raises NotFound."""
        return decisions.judge(self._store, kind, fact, by)

    def correct(self, fact: str, fields: Mapping[str, str], *, by: Judge) -> Decision:
        """Puts fields of a fact right; ``series`` among them moves it. Raises NotFound, DecisionRefused."""
        return decisions.put_right(self._store, fact, fields, by)

    def merge_series(self, series: str, into: str, *, by: Judge) -> Decision:
        """Makes one series count as another. Raises NotFound, DecisionRefused."""
        return decisions.merge_series(self._store, series, into, by)

    def split_series(self, series: str, facts: Sequence[str], *, by: Judge) -> Decision:
        """Makes facts of a series one of their own; without facts, undoes what was merged into it."""
        return decisions.split_series(self._store, series, facts, by)

    def merge_actors(self, name: str, into: str, *, by: Judge) -> Decision:
        """Makes one claimant count as another. Raises NotFound, DecisionRefused."""
        return decisions.merge_actors(self._store, name, into, by)

    def decisions(self) -> Answer[Decision]:
        """All decisions, oldest first."""
        return Answer(self._store.decisions())

    def export(
        self,
        views: Sequence[str] = (FACTS,),
        where: FactFilter = _ALL,
        *,
        form: str = "csv",
        licence: Licence = Licence(),
    ) -> tuple[ExportFile, ...]:
        """Facts or views as files, the last of them ``datapackage.json``, which describes the others.

        ``form`` is one of ``ledger.export.FORMS``. Raises NotFound for an unknown view, QueryRefused for a filter that
        a view has no column for, LedgerError where the form needs a package that is not installed.
        """
        tables = [self.exported(view, where) for view in views]
        asked = {name: str(value) for name, value in asdict(where).items() if value not in (None, False)}
        about = {"digest": self._store.head(), "filters": asked}
        return package_files(tables, form, licence, outlets(tables), **about)

    def exported(self, view: str = FACTS, where: FactFilter = _ALL) -> Resource:
        """The facts, or the rows of a view, that fit. Raises NotFound, QueryRefused."""
        if view == FACTS:
            return figures_resource(self.facts(where))
        known = self._store.view_names()
        if view not in known:
            raise NotFound(
                f"there is no view {view!r}; {queries.nearest(view, (FACTS, *known), 'see ARCHITECTURE.md')}"
            )
        return view_resource(view, self._store.view_rows(view, where))

    def provenance(self, fact: str) -> Provenance:
        """Where one fact comes from. Raises NotFound."""
        found = self._store.provenance(fact)
        if found is None:
            raise NotFound(f"there is no fact {fact!r}; `ledger facts --format json` prints ids")
        return found

    def datasette(self, licence: Licence = Licence()) -> dict[str, Any]:
        """Metadata with which Datasette shows this ledger and its named queries. Raises DatabaseError on PostgreSQL."""
        if self._store.file is None:
            raise DatabaseError("Datasette reads SQLite files; `ledger export --whole` and `ledger import` make one")
        views, tables = self._store.described()
        canned = [
            CannedQuery(
                name=query.name,
                title=query.title,
                description=query.question,
                sql=query.sql,
                defaults={one.name: one.default or "" for one in query.parameters},
            )
            for query in self.queries()
            if not query.made  # Datasette makes no tables
        ]
        return datasette_metadata(self._store.file.stem, views, tables, canned, licence)

    def export_whole(self) -> Iterator[str]:
        """The whole ledger as lines of JSON, texts included, for ``import_whole``; all as of one moment."""
        with self._store.whole() as (head, rows):
            yield from whole_lines(self._store.schema, head, rows)

    def import_whole(self, lines: Iterable[str]) -> int:
        """Reads what ``export_whole`` wrote into this ledger, which must be empty; how many rows.

        Ids, times and the journal are those of the ledger that was exported; it is kept only where it then verifies,
        whole or not at all. Raises ImportRefused, naming the line.
        """
        head, rows = whole_rows(lines, self._store.schema)
        return self._store.load(rows, head)

    def verify(self, against: str | None = None) -> Verification:
        """Re-checks journal, spans and triggers; ``against`` is the ``head`` of an earlier verification."""
        return self._store.verify(against)


def _arguments(targets: Sequence[str], metadata: Metadata) -> str:
    known = {name: str(value) for name, value in asdict(metadata).items() if value is not None}
    return json.dumps({"targets": list(targets), **known}, ensure_ascii=False, sort_keys=True)


def _tool_version() -> str:
    try:
        return version("numeric-fact-ledger")
    except PackageNotFoundError:
        return "unknown"


def upgrade(url: str | Path) -> tuple[str, str]:
    """Runs the migrations that a database lacks; (schema before, schema after)."""
    return upgrade_schema(url)


def current(url: str | Path) -> str:
    """The migration that a database stands at; ``empty`` where it holds nothing."""
    return schema_of(url)[0]


def check(url: str | Path) -> str:
    """The schema that a database stands at, where it is this program's. Raises SchemaOutdated, DatabaseError."""
    with Store(url):
        return schema_of(url)[1]
