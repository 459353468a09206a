"""``ledger ingest``."""

from __future__ import annotations

from collections.abc import Callable

import click

from ledger.cli.opening import opened
from ledger.cli.options import format_option, metadata_options
from ledger.cli.output import emit, error, remark
from ledger.cli.progress import Advance, progress
from ledger.model import Ingested, IngestSummary, Metadata, Unread
from ledger.render.data import ingest_data
from ledger.render.line import ingested_line, problem_line, summary_line
from ledger.render.plain import one_line


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="PATH|FOLDER|URL|-...")
@metadata_options
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that extract.")
@format_option("lines", "json")
@click.pass_context
def ingest(ctx: click.Context, targets: tuple[str, ...], metadata: Metadata, jobs: int, form: str) -> None:
    """Reads reports, extracts their figures, appends them to the ledger and links them to what it knows.

    The same text again adds nothing. The same report with other text becomes its next version. The ledger is
    created where there is none yet.

    \b
    Examples:
      ledger ingest reports/
      ledger ingest day2.txt --report derna-floods --published 2023-09-12 --outlet "Coast Herald"
    """
    with opened(ctx, create=True) as ledger, progress("reading") as advance:
        summary = ledger.ingest(targets, metadata, jobs=jobs, progress=_advanced_by(advance))
    emit(form, lines=lambda: _lines(summary), data=lambda: ingest_data(summary), rows=list)
    _tell_problems(summary)
    for failed in summary.unread:
        error(ingested_line(failed))
    if summary.unread:
        ctx.exit(1)


def _lines(summary: IngestSummary) -> list[str]:
    return [*(ingested_line(done) for done in summary.reports), summary_line(summary)]


def _advanced_by(advance: Advance) -> Callable[[Ingested | Unread], None]:
    return lambda done: advance(one_line(done.target if isinstance(done, Unread) else str(done.ref)))


def _tell_problems(summary: IngestSummary) -> None:
    for done in summary.reports:
        for problem in done.problems:
            remark(f"problem: {done.ref}: {problem_line(problem)}")
