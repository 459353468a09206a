"""``ledger sum``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import filter_options, format_option, rule_option
from ledger.cli.output import emit
from ledger.model import FactFilter
from ledger.render.claims import sum_data, sum_lines, sum_rows


@click.command("sum")
@filter_options
@rule_option
@format_option()
@click.pass_context
def sum_(ctx: click.Context, where: FactFilter, rule: str, form: str) -> None:
    """Adds up the figures of one measure, each question once by its best claim; says what was left out, and why.

    Rival claims, additions, states, parts of a counted whole, and overlapping places or days do not add.

    \b
    Example:
      ledger sum --measure killed --since 2023-09-01
    """
    with opened(ctx) as ledger:
        found = ledger.sum(where, rule)
    emit(form, lines=lambda: sum_lines(found), data=lambda: sum_data(found), rows=lambda: sum_rows(found))
