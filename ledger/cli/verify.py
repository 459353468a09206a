"""``ledger verify``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import format_option
from ledger.cli.output import emit, error
from ledger.render.data import verification_data
from ledger.render.line import verification_line


@click.command()
@click.option(
    "--against", metavar="DIGEST", help="A digest that an earlier verify printed: nothing was rewritten since."
)
@format_option("lines", "json")
@click.pass_context
def verify(ctx: click.Context, against: str | None, form: str) -> None:
    """Re-checks the ledger: the journal's chain, every figure's place in its text, the append-only triggers.

    \b
    Examples:
      ledger verify && echo whole
      ledger verify --against 5d0c…  (the digest that verify printed when you last exported)
    """
    with opened(ctx) as ledger:
        outcome = ledger.verify(against)
    emit(
        form,
        lines=lambda: [verification_line(outcome)],
        data=lambda: verification_data(outcome),
        rows=list,
    )
    for broken in outcome.breaks:
        error(broken)
    if outcome.breaks:
        ctx.exit(1)
