"""``ledger rivals``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import filter_options, format_option, rule_option
from ledger.cli.output import emit, remark
from ledger.model import FactFilter
from ledger.render.claims import rivals_data, rivals_lines, rivals_row


@click.command()
@filter_options
@rule_option
@click.option("--alone", is_flag=True, help="Also questions on which only one claimant speaks.")
@format_option()
@click.pass_context
def rivals(ctx: click.Context, where: FactFilter, rule: str, alone: bool, form: str) -> None:
    """Sets claimants side by side on each question: low, best and high, and the rule that chose best.

    Nothing is averaged: best is always a number that somebody said.

    \b
    Examples:
      ledger rivals --measure killed --place Derna
      ledger rivals --as-known-on 2023-09-12 --best highest --format csv
    """
    with opened(ctx) as ledger:
        found = ledger.rivals(where, rule, alone=alone)
    if not found:
        remark("no question on which two claimants speak; --alone shows all")
    emit(
        form,
        lines=lambda: [line for one in found for line in rivals_lines(one)],
        data=lambda: [rivals_data(one) for one in found],
        rows=lambda: [rivals_row(one, claim) for one in found for claim in one.claims],
    )
