"""``ledger extract``."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from ledger.cli.options import Wanted, format_option, metadata_options, wanted_options
from ledger.cli.output import emit, error, remark
from ledger.cli.progress import progress
from ledger.errors import LedgerError, ReadError
from ledger.model import Extraction, Metadata, Report, Unread
from ledger.render.data import extraction_data, json_text
from ledger.render.line import extraction_lines, ingested_line, plural, problem_line
from ledger.render.tables import fact_row


class Done(NamedTuple):
    """A report, what was found in it, and the name of its input."""

    name: str
    report: Report
    extraction: Extraction


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|FOLDER|URL|-...")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write DIR/NAME.json, one an input."
)
@wanted_options
@metadata_options
@format_option()
@click.pass_context
def extract(
    ctx: click.Context, paths: tuple[str, ...], out: Path | None, wanted: Wanted, metadata: Metadata, form: str
) -> None:
    """Extracts the figures of reports, without a ledger.

    \b
    Examples:
      ledger extract day1.txt --published 2023-09-11
      ledger extract reports/ --out facts/
      ledger extract day1.txt --min-confidence 0.8
    """
    failures: list[Unread] = []
    with progress("extracting") as advance:
        found: list[Done] = []
        for done in _extracted(paths, metadata, wanted, failures):
            advance(done.name)
            found.append(_written(done, out, taken={earlier.name for earlier in found}) if out else done)
    if out is None:
        _print(form, found)
    _report(found, failures, out)
    if failures:
        ctx.exit(1)


def _extracted(paths: tuple[str, ...], metadata: Metadata, wanted: Wanted, failures: list[Unread]) -> Iterator[Done]:
    """The reports of all inputs in order; what could not be read is added to ``failures``."""
    from ledger.extract import extract_many

    waiting: deque[tuple[str, Report]] = deque()  # read, and not yet back from the extractor, which takes batches

    def reports() -> Iterator[Report]:
        for name, report in _read(paths, metadata, failures):
            waiting.append((name, report))
            yield report

    for extraction in extract_many(reports(), wide=wanted.wide):
        name, report = waiting.popleft()
        sure = tuple(fact for fact in extraction.facts if fact.confidence >= wanted.min_confidence)
        yield Done(name, report, replace(extraction, facts=sure))


def _read(paths: tuple[str, ...], metadata: Metadata, failures: list[Unread]) -> Iterator[tuple[str, Report]]:
    from ledger.read import read

    for path in paths:
        try:
            for item in read(path, metadata):
                if isinstance(item, Unread):
                    failures.append(item)
                else:
                    yield _name(path, item), item
        except ReadError as unreadable:
            failures.append(Unread(target=path, message=str(unreadable)))


def _name(path: str, report: Report) -> str:
    """The file name without suffix; for a folder, address or stream the report's key made fit for a file name."""
    if Path(path).is_file():
        return Path(path).stem
    return re.sub(r"[^\w.-]+", "-", report.key).strip("-.") or "report"


def _written(done: Done, out: Path, taken: set[str]) -> Done:
    """Writes ``NAME.json``; a name that this run has used gets a number."""
    names = (done.name if number == 1 else f"{done.name}-{number}" for number in range(1, len(taken) + 2))
    name = next(name for name in names if name not in taken)
    try:
        out.mkdir(parents=True, exist_ok=True)
        text = json_text(extraction_data(done.report, done.extraction))
        out.joinpath(f"{name}.json").write_text(text + "\n", encoding="utf-8")
    except OSError as refused:
        raise LedgerError(
            f"cannot write {out / name}.json ({refused.strerror}); choose another --out folder"
        ) from refused
    return done._replace(name=name)


def _print(form: str, found: list[Done]) -> None:
    """One report is one JSON object; several are a list of them."""
    data = [extraction_data(done.report, done.extraction) for done in found]
    emit(
        form,
        lines=lambda: [line for done in found for line in extraction_lines(done.report, done.extraction)],
        data=lambda: data[0] if len(data) == 1 else data,
        rows=lambda: [fact_row(done.report, fact) for done in found for fact in done.extraction.facts],
    )


def _report(found: list[Done], failures: list[Unread], out: Path | None) -> None:
    for done in found:
        for problem in (*done.report.problems, *done.extraction.problems):
            remark(f"problem: {done.report.key}: {problem_line(problem)}")
    if out is not None:
        facts = sum(len(done.extraction.facts) for done in found)
        remark(f"{plural(len(found), 'report')}, {plural(facts, 'fact')} written to {out}")
    for failed in failures:
        error(ingested_line(failed))
