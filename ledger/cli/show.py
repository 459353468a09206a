"""``ledger show``."""

from __future__ import annotations

import sys

import click

from ledger.cli.opening import opened
from ledger.cli.options import VERSION, format_option, moment_options
from ledger.cli.output import emit
from ledger.model import Moment, VersionRef
from ledger.render.data import shown_data
from ledger.render.passage import shown_lines
from ledger.render.tables import figure_row


@click.command()
@click.argument("report", type=VERSION, metavar="REPORT[@N]")
@moment_options
@format_option()
@click.pass_context
def show(ctx: click.Context, report: VersionRef, moment: Moment, form: str) -> None:
    """Prints a report's text with its figures marked, then the facts read from them.

    Without @N the latest version is shown.

    \b
    Examples:
      ledger show derna-floods@2
      ledger show derna-floods --as-known-on 2023-09-12
    """
    with opened(ctx) as ledger:
        text, number, figures = ledger.show(report, moment)
    emit(
        form,
        lines=lambda: shown_lines(text, number, figures, colour=sys.stdout.isatty()),
        data=lambda: shown_data(text, number, figures),
        rows=lambda: [figure_row(figure) for figure in figures],
    )
