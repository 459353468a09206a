"""``ledger series``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import filter_options, format_option
from ledger.cli.output import emit, remark
from ledger.model import FactFilter
from ledger.render.data import tracked_data
from ledger.render.history import tracked_row
from ledger.render.line import tracked_line


@click.command()
@filter_options
@format_option()
@click.pass_context
def series(ctx: click.Context, where: FactFilter, form: str) -> None:
    """Lists tracked figures: first and latest value, number of revisions.

    \b
    Example:
      ledger series --measure killed --place Derna
    """
    with opened(ctx) as ledger:
        found = ledger.series(where)
    if not found:
        remark("no such series; fewer or shorter filters find more")
    emit(
        form,
        lines=lambda: [tracked_line(tracked) for tracked in found],
        data=lambda: [tracked_data(tracked) for tracked in found],
        rows=lambda: [tracked_row(tracked) for tracked in found],
    )
