"""``ledger sql``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import format_option, limit_options, moment_options, parameter_option
from ledger.cli.output import emit, remark, terminal_width
from ledger.model import Limits, Moment, Table
from ledger.render.data import column_names, table_data
from ledger.render.tables import table_lines


@click.command()
@click.argument("statement")
@parameter_option
@limit_options
@moment_options
@format_option()
@click.pass_context
def sql(
    ctx: click.Context, statement: str, parameters: dict[str, str], limits: Limits, moment: Moment, form: str
) -> None:
    """Runs one read-only SQL statement over the documented views.

    \b
    Examples:
      ledger sql "SELECT measure, count(*) FROM figures GROUP BY measure"
      ledger sql "SELECT * FROM figures WHERE place = :place" -p place=Derna --format csv
      ledger db describe figures             the columns of a view
    """
    with opened(ctx) as ledger:
        table = ledger.sql(statement, parameters, moment, limits)
    emit_table(form, table)


def emit_table(form: str, table: Table) -> None:
    """Prints a query's answer; its header stands even over no rows."""
    emit(
        form,
        lines=lambda: table_lines(table, terminal_width()),
        data=lambda: table_data(table),
        rows=lambda: table_data(table),
        names=column_names(table),
    )
    if table.truncated:
        remark(f"only the first {len(table.rows):,} rows; a narrower WHERE shows others, --rows allows more")
