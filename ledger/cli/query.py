"""``ledger query``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import Named, format_option, moment_options, named_options, parameter_option
from ledger.cli.output import emit
from ledger.cli.sql import emit_table
from ledger.model import Moment
from ledger.render.data import query_data
from ledger.render.line import query_line
from ledger.render.teaching import query_lesson


@click.command()
@click.argument("name", required=False)
@named_options
@parameter_option
@moment_options
@format_option()
@click.pass_context
def query(
    ctx: click.Context,
    name: str | None,
    named: Named,
    parameters: dict[str, str],
    moment: Moment,
    form: str,
) -> None:
    """Runs a named SQL query: one that comes with the program, or a .sql file in a folder of yours.

    \b
    Examples:
      ledger query --list
      ledger query biggest_revisions --explain
      ledger query disagreements -p measure=killed --format csv
      ledger query converted --unit acre
      ledger query timeline -p place=Derna --sql | sqlite3 ledger.db
      ledger query mine --queries sql/       where sql/mine.sql is yours
    """
    if named.listed == (name is not None):
        raise click.UsageError("Name one query, or ask for --list.")
    if named.explained and named.written:
        raise click.UsageError("Give --explain or --sql, not both.")
    if named.unit is not None:
        parameters = {**parameters, "unit": named.unit}
    with opened(ctx) as ledger:
        known = ledger.queries(named.folders) if name is None else ()
        if name is not None and named.explained:
            known = (ledger.named_query(name, named.folders),)
        elif name is not None and named.written:
            return click.echo(ledger.query_sql(name, parameters, moment, named.folders))
        elif name is not None:
            return emit_table(form, ledger.query(name, parameters, moment, named.limits, named.folders))
    rows = [query_data(query) for query in known]
    lines = query_lesson(known[0]) if named.explained else [query_line(query) for query in known]
    return emit(form, lines=lambda: lines, data=lambda: rows, rows=lambda: rows)
