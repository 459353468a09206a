"""``ledger chart``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ledger.cli.opening import opened
from ledger.cli.options import Verb, filter_options, rule_option
from ledger.cli.output import remark, terminal_width
from ledger.model import FactFilter
from ledger.render.chart import Chart, comparison_chart, history_charts
from ledger.render.line import plural
from ledger.render.plot import plot_lines

_MOST_SHOWN = 3  # charts in the terminal, where no file is asked for


class PictureType(click.ParamType[Path]):
    """A file that ends in .svg or .png."""

    name = "file.svg|.png"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a usage error that names the two formats."""
        path = Path(value)
        if path.suffix.lower() not in (".svg", ".png"):
            self.fail(f"{str(value)!r} ends in neither .svg nor .png.", param, ctx)
        return path


def _out_option(verb: Verb) -> Verb:
    """``--out FILE``, repeatable; passed on as ``outs``."""
    text = "Write a picture; the ending says which kind. May be repeated."
    return click.option("--out", "outs", type=PictureType(), multiple=True, metavar="FILE.svg|.png", help=text)(verb)


@click.group()
def chart() -> None:
    """Draws figures: a small chart in the terminal, SVG and PNG with --out.

    \b
    Example:
      ledger chart history --measure killed --place Derna --out toll.svg
    """


def _charted(verb: Callable[..., Sequence[Chart]]) -> Verb:
    """Shows the charts that a verb returns, and writes them."""

    @wraps(verb)
    def wrapped(*args: Any, outs: tuple[Path, ...], **options: Any) -> None:
        charts = verb(*args, **options)
        if not charts:
            return remark("no such figures with a day of publication; fewer or shorter filters find more")
        shown = charts[:_MOST_SHOWN]
        for position, one in enumerate(shown):
            click.echo("\n".join([*([""] if position else []), *plot_lines(one, terminal_width() or 80)]))
        if len(charts) > len(shown):
            remark(f"{plural(len(charts) - len(shown), 'more chart')}; narrower filters show them")
        return _write(charts, outs)

    return wrapped


def _write(charts: Sequence[Chart], outs: tuple[Path, ...]) -> None:
    from ledger.export import ExportFile, drawn, write_files

    for out in outs:
        content = drawn(charts, out.suffix.lower().removeprefix("."))
        write_files([ExportFile(name=out.name, content=content)], out.parent)
        remark(f"written to {out}")


@chart.command("history")
@click.argument("series", required=False)
@filter_options
@_out_option
@click.pass_context
@_charted
def history_(ctx: click.Context, series: str | None, where: FactFilter) -> Sequence[Chart]:
    """Draws how figures moved: one chart a question, a line of steps for each claimant.

    Revisions are marked by kind, a band reaches from low to high, an arrow marks a bound that is open.

    \b
    Examples:
      ledger chart history --measure killed --place Derna
      ledger chart history 3f2a9c1e77d0b845 --out toll.svg --out toll.png
    """
    if series is None and where == FactFilter(as_known_on=where.as_known_on, recorded_by=where.recorded_by):
        raise click.UsageError("Name a SERIES (`ledger series` lists them) or a filter such as --measure killed.")
    with opened(ctx) as ledger:
        return history_charts(ledger.history(series, where))


@chart.command()
@filter_options
@rule_option
@_out_option
@click.pass_context
@_charted
def compare(ctx: click.Context, where: FactFilter, rule: str) -> Sequence[Chart]:
    """Draws the claimants' newest answers to each question side by side, low to high, the best one marked.

    \b
    Example:
      ledger chart compare --measure killed --best highest --out claims.png
    """
    with opened(ctx) as ledger:
        found = ledger.rivals(where, rule, alone=False)
    return [chart for one in found if (chart := comparison_chart(one))]
