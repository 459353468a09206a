"""``ledger diff``."""

from __future__ import annotations

from dataclasses import replace

import click

from ledger.cli.opening import opened
from ledger.cli.options import FORMS, VERSION, Asked, Days, asked_options, days_options, format_option, subject_options
from ledger.cli.output import emit, takes_colour, terminal_width
from ledger.model import Diff, FactFilter, Moment, VersionRef
from ledger.render.diff.data import change_row, diff_data, diff_schema
from ledger.render.diff.markdown import diff_markdown
from ledger.render.diff.tabular import diff_csv

_SCHEMA_HELP = "Print the JSON Schema of --format json, and stop."


def _tell_schema(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(diff_schema())
        ctx.exit()


@click.command()
@click.argument("refs", type=VERSION, nargs=-1, metavar="[REPORT[@N] [REPORT[@N]]]")
@days_options
@subject_options
@asked_options
@click.option("--schema", is_flag=True, is_eager=True, expose_value=False, callback=_tell_schema, help=_SCHEMA_HELP)
@format_option(*FORMS, "html")
@click.pass_context
def diff(
    ctx: click.Context, refs: tuple[VersionRef, ...], days: Days, where: FactFilter, asked: Asked, form: str
) -> None:
    """Shows what changed in the figures: between two versions of a report, two reports, or two dates.

    With one report, its last two versions are compared. --new tells what a report says that the ledger did not hold
    before the day of its publication: new figures, revised ones, and those that it repeats.

    \b
    Examples:
      ledger diff derna-floods
      ledger diff derna-floods@1 derna-floods@3 --format json
      ledger diff derna-floods --format html > changes.html
      ledger diff --from 2023-09-12 --to 2023-09-14 --measure killed
      ledger diff --new derna-floods@2
    """
    if len(refs) > 2:
        raise click.UsageError("At most two versions can be compared.")
    if refs and (days != Days(None, None) or replace(where, as_known_on=None, recorded_by=None) != FactFilter()):
        raise click.UsageError("Compare reports or dates, not both: --from, --to and filters go without a report.")
    if asked.new:
        found = _new_in(ctx, asked.new, refs, days, where, asked.why)
    elif refs:
        found = _between_versions(ctx, refs, where.moment, asked.why)
    else:
        found = _between_days(ctx, days, where, asked.why)
    emit(
        form,
        lines=lambda: _lines(ctx, found),
        data=lambda: diff_data(found),
        rows=lambda: [change_row(change) for change in found.changes],
        whole={
            "csv": lambda: diff_csv(found),
            "markdown": lambda: diff_markdown(found),
            "html": lambda: _page(ctx, found, where.moment),
        },
    )
    if asked.exit_code and any(change.kind.is_difference for change in found.changes):
        ctx.exit(1)


def _lines(ctx: click.Context, found: Diff) -> list[str]:
    from ledger.render.diff.terminal import diff_text

    ctx.color = takes_colour()  # where it is False, click would take colours out
    return [diff_text(found, width=terminal_width(), colour=ctx.color)]


def _page(ctx: click.Context, found: Diff, moment: Moment) -> str:
    from ledger.render.diff.page import diff_page

    with opened(ctx) as ledger:
        before, after = (ledger.show(ref, moment) if ref.number else None for ref in (found.before, found.after))
    return diff_page(found, before, after)


def _between_versions(ctx: click.Context, refs: tuple[VersionRef, ...], moment: Moment, why: bool) -> Diff:
    with opened(ctx) as ledger:
        return ledger.diff(refs[0], refs[1] if len(refs) == 2 else None, moment, why=why)


def _new_in(
    ctx: click.Context, new: VersionRef, refs: tuple[VersionRef, ...], days: Days, where: FactFilter, why: bool
) -> Diff:
    if refs or days != Days(None, None) or where.report is not None:
        raise click.UsageError(f"--new {new} names all that is compared; leave reports, --from and --to out.")
    with opened(ctx) as ledger:
        return ledger.diff_new(new, where, why=why)


def _between_days(ctx: click.Context, days: Days, where: FactFilter, why: bool) -> Diff:
    if days.since is None or days.until is None:
        raise click.UsageError("Name a REPORT, or two dates with --from DATE --to DATE.")
    if where.as_known_on is not None:
        raise click.UsageError("--from and --to are the days on which the ledger is compared; leave --as-known-on out.")
    if days.since > days.until:
        raise click.UsageError(f"--from {days.since} is later than --to {days.until}; swap them.")
    with opened(ctx) as ledger:
        return ledger.diff_between(days.since, days.until, where, why=why)
