"""``ledger diff``."""

from __future__ import annotations

from datetime import date

import click

from ledger.cli.opening import opened
from ledger.cli.options import DATE, VERSION, format_option, subject_options
from ledger.cli.output import emit
from ledger.model import Diff, FactFilter, VersionRef
from ledger.render.diff import change_row, diff_data, diff_lines


@click.command()
@click.argument("before", type=VERSION, metavar="[REPORT[@N]", required=False)
@click.argument("after", type=VERSION, metavar="[REPORT[@N]]]", required=False)
@click.option("--from", "since", type=DATE, metavar="D", help="Compare the ledger as known on this day …")
@click.option("--to", "until", type=DATE, metavar="D", help="… with the ledger as known on this one.")
@subject_options
@click.option("--exit-code", is_flag=True, help="Exit with 1 where figures differ.")
@format_option()
@click.pass_context
def diff(
    ctx: click.Context,
    *,
    before: VersionRef | None,
    after: VersionRef | None,
    since: date | None,
    until: date | None,
    where: FactFilter,
    exit_code: bool,
    form: str,
) -> None:
    """Shows what changed in the figures: between two versions of a report, two reports, or two dates.

    With one report, its last two versions are compared.

    \b
    Examples:
      ledger diff derna-floods
      ledger diff derna-floods@1 derna-floods@3 --format json
      ledger diff --from 2023-09-12 --to 2023-09-14 --measure killed
    """
    if before is not None and (since is not None or until is not None or where != FactFilter()):
        raise click.UsageError("Compare reports or dates, not both: --from, --to and filters go without a report.")
    found = _between_dates(ctx, since, until, where) if before is None else _between_versions(ctx, before, after)
    emit(
        form,
        lines=lambda: diff_lines(found),
        data=lambda: diff_data(found),
        rows=lambda: [change_row(change) for change in found.changes],
    )
    if exit_code and found.changes:
        ctx.exit(1)


def _between_versions(ctx: click.Context, before: VersionRef, after: VersionRef | None) -> Diff:
    with opened(ctx) as ledger:
        return ledger.diff(before, after)


def _between_dates(ctx: click.Context, since: date | None, until: date | None, where: FactFilter) -> Diff:
    if since is None or until is None:
        raise click.UsageError("Name a REPORT, or two dates with --from DATE --to DATE.")
    if since > until:
        raise click.BadParameter(f"{since} is later than --to {until}; swap them.", ctx=ctx, param_hint="--from")
    with opened(ctx) as ledger:
        return ledger.diff_between(since, until, where)
