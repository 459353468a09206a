"""``ledger db``: the schema's migrations."""

from __future__ import annotations

import click

from ledger.cli.opening import address, opened
from ledger.cli.options import format_option
from ledger.cli.output import emit, remark
from ledger.render.data import view_data
from ledger.render.teaching import view_line, view_lines


@click.group()
def db() -> None:
    """Looks after the ledger's schema.

    \b
    Example:
      ledger --db postgresql://localhost/figures db upgrade
    """


@db.command()
@click.pass_context
def upgrade(ctx: click.Context) -> None:
    """Brings the schema to this program's, creating the ledger where there is none.

    \b
    Example:
      ledger --db ledger.db db upgrade
    """
    from ledger import api

    before, after = api.upgrade(address(ctx))
    remark(f"the schema is at {after} already" if before == after else f"the schema was at {before}, now at {after}")


@db.command()
@click.pass_context
def current(ctx: click.Context) -> None:
    """Prints the schema's migration.

    \b
    Example:
      ledger db current
    """
    from ledger import api

    click.echo(api.current(address(ctx)))


@db.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Exits with 0 where the schema is this program's, else with 1 and what to do.

    \b
    Example:
      ledger db check && ledger ingest reports/
    """
    from ledger import api

    remark(f"the schema is at {api.check(address(ctx))}, as this program needs it")


@db.command()
@click.argument("view", required=False)
@format_option()
@click.pass_context
def describe(ctx: click.Context, view: str | None, form: str) -> None:
    """Says what the views hold that SQL is asked of, or what each column of one means.

    \b
    Examples:
      ledger db describe
      ledger db describe revisions
    """
    with opened(ctx) as ledger:
        found = ledger.views(view)
    data = [view_data(one) for one in found]
    rows = [{"view": one.name, **column} for one, told in zip(found, data, strict=True) for column in told["columns"]]
    lines = view_lines(found[0]) if view is not None else [view_line(one) for one in found]
    emit(form, lines=lambda: lines, data=lambda: data, rows=lambda: rows)
