"""``ledger diff``."""

from __future__ import annotations

from dataclasses import replace

import click

from ledger.cli.opening import opened
from ledger.cli.options import VERSION, Asked, Days, asked_options, days_options, format_option, subject_options
from ledger.cli.output import emit
from ledger.model import Diff, FactFilter, Moment, VersionRef
from ledger.render.diff import change_row, diff_data, diff_lines


@click.command()
@click.argument("refs", type=VERSION, nargs=-1, metavar="[REPORT[@N] [REPORT[@N]]]")
@days_options
@subject_options
@asked_options
@format_option()
@click.pass_context
def diff(
    ctx: click.Context, refs: tuple[VersionRef, ...], days: Days, where: FactFilter, asked: Asked, form: str
) -> None:
    """Shows what changed in the figures: between two versions of a report, two reports, or two dates.

    With one report, its last two versions are compared.

    \b
    Examples:
      ledger diff derna-floods
      ledger diff derna-floods@1 derna-floods@3 --format json
      ledger diff --from 2023-09-12 --to 2023-09-14 --measure killed
    """
    if len(refs) > 2:
        raise click.UsageError("At most two versions can be compared.")
    if refs and (days != Days(None, None) or replace(where, as_known_on=None, recorded_by=None) != FactFilter()):
        raise click.UsageError("Compare reports or dates, not both: --from, --to and filters go without a report.")
    if refs:
        found = _between_versions(ctx, refs, where.moment, asked.why)
    else:
        found = _between_days(ctx, days, where, asked.why)
    emit(
        form,
        lines=lambda: diff_lines(found),
        data=lambda: diff_data(found),
        rows=lambda: [change_row(change) for change in found.changes],
    )
    if asked.exit_code and any(change.kind.is_difference for change in found.changes):
        ctx.exit(1)


def _between_versions(ctx: click.Context, refs: tuple[VersionRef, ...], moment: Moment, why: bool) -> Diff:
    with opened(ctx) as ledger:
        return ledger.diff(refs[0], refs[1] if len(refs) == 2 else None, moment, why=why)


def _between_days(ctx: click.Context, days: Days, where: FactFilter, why: bool) -> Diff:
    if days.since is None or days.until is None:
        raise click.UsageError("Name a REPORT, or two dates with --from DATE --to DATE.")
    if where.as_known_on is not None:
        raise click.UsageError("--from and --to are the days on which the ledger is compared; leave --as-known-on out.")
    if days.since > days.until:
        raise click.UsageError(f"--from {days.since} is later than --to {days.until}; swap them.")
    with opened(ctx) as ledger:
        return ledger.diff_between(days.since, days.until, where, why=why)
