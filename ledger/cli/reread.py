"""``ledger reread``."""

from __future__ import annotations

import click

from ledger.cli.opening import opened
from ledger.cli.options import format_option
from ledger.cli.output import emit, remark
from ledger.render.data import reread_data
from ledger.render.diff.data import change_data
from ledger.render.diff.prose import change_line
from ledger.render.line import reread_lines


@click.command()
@click.argument("reports", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All reports.")
@click.option("--adopt", is_flag=True, help="Put the new readings in force; without it they are compared only.")
@format_option("lines", "json")
@click.pass_context
def reread(ctx: click.Context, reports: tuple[str, ...], every: bool, adopt: bool, form: str) -> None:
    """Reads stored versions again with this program's extractor and shows, fact by fact, what it reads otherwise.

    Versions that this extractor has read already are passed over. The old readings stay; decisions on facts that are
    read the same hold on.

    \b
    Examples:
      ledger reread derna-floods
      ledger reread --all --adopt
    """
    if every == bool(reports):
        raise click.UsageError("Name reports, or ask for --all.")
    with opened(ctx) as ledger:
        found = list(ledger.reread(reports, adopt=adopt))
    emit(
        form,
        lines=lambda: [
            line
            for outcome in found
            for line in reread_lines(outcome, [change_line(change) for change in outcome.diff.changes])
        ],
        data=lambda: [
            reread_data(outcome, [change_data(change) for change in outcome.diff.changes]) for outcome in found
        ],
        rows=list,
    )
    if not found:
        remark("every version was read by this extractor already")
    elif not adopt:
        remark("nothing was stored; --adopt puts these readings in force")
