"""``ledger reports``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import format_option, moment_options
from ledger.cli.output import emit, remark
from ledger.model import Moment
from ledger.render.data import report_data
from ledger.render.line import report_lines
from ledger.render.tables import version_rows


@click.command()
@moment_options
@format_option()
@click.pass_context
def reports(ctx: click.Context, moment: Moment, form: str) -> None:
    """Lists the reports in the ledger and their versions.

    \b
    Example:
      ledger reports --format json
    """
    with opened(ctx) as ledger:
        found = ledger.reports(moment)
    if not found:
        remark("no reports yet; ledger ingest PATH reads some in")
    emit(
        form,
        lines=lambda: [line for report in found for line in report_lines(report)],
        data=lambda: [report_data(report) for report in found],
        rows=lambda: [row for report in found for row in version_rows(report)],
    )
