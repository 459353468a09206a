"""``ledger facts``."""

from __future__ import annotations

from dataclasses import replace

import click

from ledger.cli.opening import opened
from ledger.cli.options import filter_options, format_option, min_confidence_option
from ledger.cli.output import emit, remark
from ledger.model import FactFilter
from ledger.render.data import figure_data
from ledger.render.line import figure_line
from ledger.render.tables import figure_row


@click.command()
@filter_options
@click.option("--all-versions", is_flag=True, help="Also figures of versions that a later one replaced.")
@min_confidence_option
@format_option()
@click.pass_context
def facts(ctx: click.Context, where: FactFilter, all_versions: bool, min_confidence: float | None, form: str) -> None:
    """Lists figures, newest first. Names match in part and in any case.

    \b
    Examples:
      ledger facts --measure killed --place Derna
      ledger facts --claimant "Red Crescent" --as-known-on 2023-09-12 --format csv
    """
    where = replace(where, all_versions=all_versions, min_confidence=min_confidence)
    with opened(ctx) as ledger:
        found = ledger.facts(where)
    if not found:
        remark("no such facts; fewer or shorter filters find more")
    emit(
        form,
        lines=lambda: [figure_line(figure) for figure in found],
        data=lambda: [figure_data(figure) for figure in found],
        rows=lambda: [figure_row(figure) for figure in found],
    )
