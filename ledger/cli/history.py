"""``ledger history``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import filter_options, format_option
from ledger.cli.output import emit, remark, terminal_width
from ledger.model import FactFilter
from ledger.render.data import history_data
from ledger.render.history import history_lines, history_row


@click.command()
@click.argument("series", required=False)
@filter_options
@format_option()
@click.pass_context
def history(ctx: click.Context, series: str | None, where: FactFilter, form: str) -> None:
    """Follows tracked figures step by step: date, value, change, percent, kind, outlet.

    SERIES is an id that `ledger series` printed; filters choose by subject instead.

    \b
    Examples:
      ledger history --measure killed --place Derna
      ledger history 3f2a9c1e77d0b845 --as-known-on 2023-09-13
    """
    if series is None and where == FactFilter(as_known_on=where.as_known_on, recorded_by=where.recorded_by):
        raise click.UsageError("Name a SERIES (`ledger series` lists them) or a filter such as --measure killed.")
    with opened(ctx) as ledger:
        found = ledger.history(series, where)
    if not found:
        remark("no such series; fewer or shorter filters find more")
    emit(
        form,
        lines=lambda: [line for tracked, steps in found for line in history_lines(tracked, steps, terminal_width())],
        data=lambda: [history_data(tracked, steps) for tracked, steps in found],
        rows=lambda: [history_row(tracked, step) for tracked, steps in found for step in steps],
    )
