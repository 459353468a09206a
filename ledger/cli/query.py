"""``ledger query``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import format_option, moment_options, parameter_option
from ledger.cli.output import emit
from ledger.cli.sql import emit_table
from ledger.model import Moment
from ledger.render.data import query_data
from ledger.render.line import query_line


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="List the queries and their parameters.")
@parameter_option
@moment_options
@format_option()
@click.pass_context
def query(
    ctx: click.Context, name: str | None, listed: bool, parameters: dict[str, str], moment: Moment, form: str
) -> None:
    """Runs a named SQL query.

    \b
    Examples:
      ledger query --list
      ledger query disagreements -p measure=killed
    """
    if listed == (name is not None):
        raise click.UsageError("Name one query, or ask for --list.")
    with opened(ctx) as ledger:
        if name is not None:
            return emit_table(form, ledger.query(name, parameters, moment))
        found = ledger.queries()
    rows = [query_data(query) for query in found]
    return emit(form, lines=lambda: [query_line(query) for query in found], data=lambda: rows, rows=lambda: rows)
