"""The only place that joins the stages: link and store, one transaction a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from ledger import read
from ledger.errors import ReadError
from ledger.extract import extract_many
from ledger.linking import place_facts
from ledger.model import (
    Extraction,
    Ingested,
    IngestSummary,
    Metadata,
    Problem,
    Report,
    Unread,
    VersionRef,
)
from ledger.query import revisions_in
from ledger.store import CapturedState, Store, text_hash

__all__ = [
    "Run",
    "chunked",
    "end_run",
    "extractions",
    "ingest_report",
    "pending",
    "read_all",
    "subjects",
]

_Item = TypeVar("_Item")

WRITER = "ingest"


@dataclass(slots=True, kw_only=True)
class Run:
    """One ingest command. ``id`` is None until it has something to append: a run that adds nothing leaves no row."""

    arguments: str
    tool_version: str
    fingerprint: str
    started: datetime
    id: int | None = field(default=None)


def pending(store: Store, report: Report, fingerprint: str) -> Report | Ingested:
    """The report to extract from, or what to say where one of its versions has this text, read by this extractor.

    Where only the extractor is new, it is the stored capture that is read again: facts point into the stored text.
    """
    latest = store.captured(report.key, report.text)
    if latest is None or not _same(latest, report):
        return report
    return _nothing_new(latest, report) if latest.fingerprint == fingerprint else latest.report


def _same(latest: CapturedState, report: Report) -> bool:
    return latest.text_hash == text_hash(report.text)


def _nothing_new(latest: CapturedState, report: Report) -> Ingested:
    ref = VersionRef(report.key, latest.number)
    return Ingested(ref=ref, new=False, facts=0, revisions=0, problems=_differing_metadata(latest, report))


def _differing_metadata(latest: CapturedState, report: Report) -> tuple[Problem, ...]:
    """A version keeps the metadata it was captured with; what a later capture says otherwise is told, not stored."""
    stored, problems = latest.report, []
    for name in ("outlet", "title", "url", "published"):
        given, kept = getattr(report, name), getattr(stored, name)
        if given is not None and given != kept:
            message = f"{name} stays {kept or 'unknown'}, not {given}: the text is that of version {latest.number}"
            problems.append(Problem(kind="metadata", message=message))
    return tuple(problems)


def ingest_report(store: Store, report: Report, extraction: Extraction, run: Run) -> Ingested:
    """Appends what is new of one report, in one transaction: its version, the reading, the facts and placements.

    A text equal to that of any version (``text_hash``) makes no version, so that a folder of old captures can be read
    again; with another extractor it makes a new reading of that version.
    Raises ReadError for text that cannot be stored, ValueError for facts that do not fit the text.
    """
    with store.batch(WRITER, subjects(report, extraction)) as batch:
        latest = batch.captured(report.key, report.text)
        known = latest is not None and _same(latest, report)
        if latest is not None and known and latest.fingerprint == run.fingerprint:
            return _nothing_new(latest, report)
        if run.id is None:
            run.id = batch.start_run(run.arguments, run.tool_version, run.started)
        if latest is not None and known:
            ref, version, captured = VersionRef(report.key, latest.number), latest.version, latest.report
        else:
            ref, captured = VersionRef(report.key, latest.number + 1 if latest else 1), report
            version = batch.version(report, ref.number or 1)
        facts = batch.reading(version, captured.text, run.fingerprint, extraction.facts)
        place_facts(batch, version, facts, captured)
        problems = (*report.problems, *extraction.problems)
        batch.problems(run.id, version, report.key, problems)
    revisions = revisions_in(store, ref)
    return Ingested(ref=ref, new=not known, facts=len(facts), revisions=revisions, problems=problems)


def subjects(report: Report, extraction: Extraction) -> set[str]:
    """What no other writer may append about meanwhile: the report, and what a fact's rivals are sought by."""
    return {f"report {report.key}", *(fact.measure for fact in extraction.facts)}


def end_run(store: Store, run: Run, summary: IngestSummary) -> None:
    """Closes a run that appended something: its counts and the inputs that it could not read."""
    if run.id is None:
        return
    counts = {
        "reports": len(summary.reports),
        "versions": sum(item.new for item in summary.reports),
        "facts": sum(item.facts for item in summary.reports),
        "revisions": sum(item.revisions for item in summary.reports),
        "problems": sum(len(item.problems) for item in summary.reports) + len(summary.unread),
    }
    with store.batch(WRITER) as batch:
        batch.end_run(run.id, counts, summary.unread)


def chunked(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """The items in lists of ``size``, the last one perhaps shorter."""
    stream = iter(items)
    while chunk := list(islice(stream, size)):
        yield chunk


def read_all(targets: Sequence[str], metadata: Metadata) -> Iterator[Report | Unread]:
    """All reports of all targets. One bad target alone is an error; among others it is an Unread."""
    for target in targets:
        try:
            yield from read.read(target, metadata)
        except ReadError as error:
            if len(targets) == 1:
                raise
            yield Unread(target=target, message=str(error))


def extractions(reports: Sequence[Report], jobs: int) -> Iterator[Extraction]:
    """What is found in each report, in order; ``jobs`` processes extract."""
    if jobs <= 1 or len(reports) <= 1:
        yield from extract_many(reports)
        return
    share = -(-len(reports) // jobs)
    chunks = [reports[start : start + share] for start in range(0, len(reports), share)]
    # Spawned, not forked: a forked child would share the open database connections.
    with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
        for found in pool.map(_extract_share, chunks):
            yield from found


def _extract_share(reports: Sequence[Report]) -> list[Extraction]:
    return list(extract_many(reports))
