"""One tracked figure, vintage by vintage, for people."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.model import Fact, Series, TrackedSeries, Vintage
from ledger.render.columns import columns
from ledger.render.data import iso, plain_number, rounded, series_data
from ledger.render.line import citation, day, series_line
from ledger.render.plain import one_line
from ledger.render.quantity import amount, signed, signed_percent

_BARS = "▁▂▃▄▅▆▇█"


def history_lines(series: Series, vintages: Sequence[Vintage], width: int | None = None) -> list[str]:
    """The series, a sparkline of its leading numbers, and a row a vintage, oldest first."""
    head = f"{series.id}  {series_line(series)}"
    spark = sparkline([leading(vintage.figure.fact) for vintage in vintages])
    header = ("published", "value", "change", "percent", "kind", "stated in")
    table = columns(header, [_row(step) for step in vintages], None if width is None else width - 2)
    return [head, *([f"  {spark}"] if spark else []), *(f"  {line}" for line in table)]


def history_row(series: Series, vintage: Vintage) -> dict[str, object]:
    """A vintage as one flat row for CSV."""
    figure, revision = vintage.figure, vintage.revision
    return {
        "series": series.id,
        "date": iso(vintage.published),
        "low": plain_number(figure.fact.low),
        "high": plain_number(figure.fact.high),
        "comparator": figure.fact.comparator.value,
        "surface": figure.fact.surface,
        "kind": revision.kind.value,
        "delta": plain_number(revision.delta),
        "percent": rounded(revision.percent),
        "outlet": figure.outlet,
        "report": figure.report,
        "version": figure.version,
        "id": figure.id,
    }


def sparkline(values: Sequence[float]) -> str:
    """One bar a value between the least and the greatest; empty for fewer than two values."""
    if len(values) < 2:
        return ""
    least, spread = min(values), max(values) - min(values)
    if spread == 0:
        return _BARS[0] * len(values)
    return "".join(_BARS[round((value - least) / spread * (len(_BARS) - 1))] for value in values)


def leading(fact: Fact) -> float:
    """The number that a figure is drawn by: its lower bound, else its upper one."""
    return fact.low if fact.low is not None else fact.high or 0.0


def _row(vintage: Vintage) -> tuple[str, ...]:
    figure, revision = vintage.figure, vintage.revision
    delta = "" if revision.delta is None else signed(revision.delta)
    percent = "" if revision.percent is None else signed_percent(revision.percent)
    value = one_line(amount(figure.fact))
    return day(vintage.published), value, delta, percent, revision.kind.value, citation(figure)


def tracked_row(tracked: TrackedSeries) -> dict[str, object]:
    """A tracked figure as one flat row for CSV."""
    row: dict[str, object] = dict(series_data(tracked.series))
    for name, figure in (("first", tracked.first), ("latest", tracked.latest)):
        row[f"{name}_published"] = iso(figure.published)
        row[f"{name}_low"] = plain_number(figure.fact.low)
        row[f"{name}_high"] = plain_number(figure.fact.high)
    return {**row, "revisions": tracked.revisions}
