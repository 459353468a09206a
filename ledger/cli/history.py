"""``ledger history``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import click

from ledger.cli.opening import opened
from ledger.cli.options import filter_options, format_option
from ledger.cli.output import emit, remark, terminal_width
from ledger.model import FactFilter, Triangle
from ledger.render.data import history_data
from ledger.render.history import history_lines, history_row
from ledger.render.triangle import triangle_data, triangle_lines, triangle_markdown, triangle_rows

_Found = TypeVar("_Found")


@click.command()
@click.argument("series", required=False)
@filter_options
@click.option("--triangle", is_flag=True, help="Revision triangles: a row a period, a column a day of publication.")
@format_option()
@click.pass_context
def history(ctx: click.Context, series: str | None, where: FactFilter, triangle: bool, form: str) -> None:
    """Follows tracked figures step by step: date, value, change, percent, kind, outlet.

    SERIES is an id that `ledger series` printed; filters choose by subject instead. With --triangle, series that
    differ in their period alone stand below each other, and a value in brackets still stands from an earlier day.

    \b
    Examples:
      ledger history --measure killed --place Derna
      ledger history 3f2a9c1e77d0b845 --as-known-on 2023-09-13
      ledger history --measure growth_rate --triangle --format csv
    """
    if series is None and where == FactFilter(as_known_on=where.as_known_on, recorded_by=where.recorded_by):
        raise click.UsageError("Name a SERIES (`ledger series` lists them) or a filter such as --measure killed.")
    with opened(ctx) as ledger:
        if triangle:
            _emit_triangles(form, _told_if_none(ledger.triangles(series, where)))
            return
        found = _told_if_none(ledger.history(series, where))
    emit(
        form,
        lines=lambda: [line for tracked, steps in found for line in history_lines(tracked, steps, terminal_width())],
        data=lambda: [history_data(tracked, steps) for tracked, steps in found],
        rows=lambda: [history_row(tracked, step) for tracked, steps in found for step in steps],
    )


def _told_if_none(found: tuple[_Found, ...]) -> tuple[_Found, ...]:
    if not found:
        remark("no such series; fewer or shorter filters find more")
    return found


def _emit_triangles(form: str, found: Sequence[Triangle]) -> None:
    emit(
        form,
        lines=lambda: [line for one in found for line in triangle_lines(one, terminal_width())],
        data=lambda: [triangle_data(one) for one in found],
        rows=lambda: triangle_rows(found),
        whole={"markdown": lambda: triangle_markdown(found)},
    )
