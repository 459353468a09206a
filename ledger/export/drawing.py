"""Charts as SVG and PNG, drawn by matplotlib (extra ``charts``): readable without colour, and by machines.

Each claimant's line has a dash and a label of its own at its end; each kind of revision has a marker. In the SVG every
point has the id ``fact-ID`` and every line ``series-ID``, and the figures stand in its description.
"""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ledger.errors import LedgerError
from ledger.model import RevisionKind
from ledger.render.chart import Chart, Line, Point
from ledger.render.quantity import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ticker import Locator

__all__ = ["MOST_CHARTS", "drawn", "figure_of"]

MOST_CHARTS = 6  # panels in one file; more would be too small to read

# Colours that people with any colour vision tell apart (Okabe and Ito 2008); the dash says the same without colour.
_LOOKS = (
    ("#0072B2", "-"),
    ("#D55E00", "--"),
    ("#009E73", ":"),
    ("#CC79A7", "-."),
    ("#56B4E9", (0, (5, 1, 1, 1, 1, 1))),
    ("#000000", (0, (1, 3))),
)
_MARKERS = {
    None: ("o", "newest figure"),
    RevisionKind.FIRST: ("o", "first"),
    RevisionKind.REPEATED: (".", "repeated"),
    RevisionKind.RAISED: ("^", "raised"),
    RevisionKind.LOWERED: ("v", "lowered"),
    RevisionKind.TIGHTENED: ("D", "tightened"),
    RevisionKind.LOOSENED: ("d", "loosened"),
    RevisionKind.CORRECTED: ("s", "corrected"),
    RevisionKind.WITHDRAWN: ("X", "withdrawn"),
}
_SUBTITLE = 100  # characters in one line of a subtitle
_SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "ledger", "font.size": 9, "axes.spines.top": False}


def drawn(charts: Sequence[Chart], form: str) -> bytes:
    """The charts, one panel each, as ``svg`` or ``png``. The same charts give the same bytes of SVG.

    Raises LedgerError where matplotlib is not installed.
    """
    figure = figure_of(charts)
    import matplotlib

    about: dict[str, Any] = {"Title": "; ".join(chart.title for chart in charts)}
    if form == "svg":
        about |= {"Description": "\n".join(map(_told, charts)), "Date": None, "Creator": "ledger"}
    out = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS):
        figure.savefig(out, format=form, dpi=150, metadata=about)
    return out.getvalue()


def figure_of(charts: Sequence[Chart]) -> Figure:
    """The matplotlib figure that ``drawn`` saves. Raises LedgerError where matplotlib is not installed."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise LedgerError("charts need the package matplotlib; pip install 'numeric-fact-ledger[charts]'") from None
    shown = charts[:MOST_CHARTS]
    with matplotlib.rc_context(_SETTINGS):
        heights = [_height(chart) for chart in shown]
        figure = Figure(figsize=(9, sum(heights)), layout="constrained")
        panels = figure.subplots(len(shown), 1, squeeze=False, gridspec_kw={"height_ratios": heights})
        for (panel,), chart in zip(panels, shown, strict=True):
            _draw(panel, chart)
    return figure


def _height(chart: Chart) -> float:
    return 1.9 + 0.42 * len(chart.lines) if chart.compares else 4.2


def _draw(panel: Axes, chart: Chart) -> None:
    subtitle = textwrap.fill(chart.subtitle, _SUBTITLE)
    panel.set_title(chart.title + "\n" * (subtitle.count("\n") + 1), loc="left", fontweight="bold", fontsize=11)
    panel.annotate(subtitle, (0, 1), (0, 4), xycoords="axes fraction", textcoords="offset points", va="bottom")
    panel.spines["right"].set_visible(False)
    draw = _draw_comparison if chart.compares else _draw_history
    draw(panel, chart)
    values = panel.xaxis if chart.compares else panel.yaxis
    values.set_major_formatter(lambda value, _: number(value))
    values.set_label_text(chart.unit)
    panel.annotate(
        chart.source,
        (0, 0),
        (0, -34 if chart.compares else -42),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=7.5,
        va="top",
    )


def _draw_history(panel: Axes, chart: Chart) -> None:
    """Steps from figure to figure, a band where there are two bounds, an arrow where one is open."""
    highest = max(bound for line in chart.lines for point in line.points for bound in _bounds(point))
    kinds = list[RevisionKind | None]()
    ends = list[tuple[float, str, str]]()
    for position, line in enumerate(chart.lines):
        colour, dash = _LOOKS[position % len(_LOOKS)]
        days = _spread(line.points)
        values = [point.value for point in line.points]
        panel.step(days, values, where="post", color=colour, linestyle=dash, linewidth=1.6, gid=f"series-{line.series}")
        lows = [point.value if point.low is None else point.low for point in line.points]
        highs = [point.value if point.high is None else point.high for point in line.points]
        if lows != highs:
            panel.fill_between(days, lows, highs, step="post", color=colour, alpha=0.18, linewidth=0)
        for day, point in zip(days, line.points, strict=True):
            _mark(panel, point, (day, point.value), colour)
            _open_end(panel, point, day, highest, colour)
            kinds.append(point.kind)
        ends.append((values[-1], _end_label(line), colour))
    _label_ends(panel, ends, highest)
    lowest = min(0.0, *(low for line in chart.lines for point in line.points for low in _bounds(point)))
    panel.set_ylim(lowest, highest * 1.12 or 1.0)
    panel.yaxis.set_major_locator(_ticks(chart))
    _label_days(panel, chart)
    _explain(panel, kinds)


def _draw_comparison(panel: Axes, chart: Chart) -> None:
    """One row a claimant: the number, a bar from low to high, an arrow where a bound is open."""
    highest = max(bound for line in chart.lines for point in line.points for bound in _bounds(point))
    for row, line in enumerate(chart.lines):
        (point,) = line.points
        colour = _LOOKS[row % len(_LOOKS)][0]
        low, high = min(_bounds(point)), max(_bounds(point))
        panel.hlines(row, low, high, color=colour, linewidth=5, alpha=0.35, gid=f"series-{line.series}")
        _mark(panel, point, (point.value, row), colour)
        if point.low is None or point.high is None:
            end = point.value + (0.04 if point.high is None else -0.04) * highest
            panel.annotate("", (end, row), (point.value, row), arrowprops={"arrowstyle": "->", "color": colour})
        best = "  ◀ best" if point.best else ""
        panel.annotate(
            f"{point.said} ({point.on}){best}",
            (high, row),
            (14, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
        )
    panel.set_yticks(range(len(chart.lines)), [line.name for line in chart.lines])
    panel.set_ylim(len(chart.lines) - 0.5, -0.5)
    panel.set_xlim(min(0.0, *(low for line in chart.lines for low in _bounds(line.points[0]))), highest * 1.45 or 1.0)
    panel.xaxis.set_major_locator(_ticks(chart))


def _ticks(chart: Chart) -> Locator:
    """Round numbers; whole ones where all figures are."""
    from matplotlib.ticker import MaxNLocator

    whole = all(bound == int(bound) for line in chart.lines for point in line.points for bound in _bounds(point))
    return MaxNLocator(6, integer=whole)


def _mark(panel: Axes, point: Point, where: tuple[float, float], colour: str) -> None:
    marker, _ = _MARKERS[point.kind]
    face = "white" if point.kind in (RevisionKind.FIRST, RevisionKind.LOOSENED) else colour
    size = 9 if point.best else 6
    panel.plot(
        *([each] for each in where),
        marker=marker,
        color=colour,
        markerfacecolor=face,
        markersize=size,
        gid=f"fact-{point.id}",
    )


def _open_end(panel: Axes, point: Point, day: float, highest: float, colour: str) -> None:
    """An arrow away from a number that is a bound alone: up for "at least", down for "up to"."""
    if point.low is not None and point.high is not None:
        return
    length = (0.07 if point.high is None else -0.07) * (highest or 1.0)
    arrow = {"arrowstyle": "->", "color": colour, "linewidth": 1.2}
    panel.annotate("", (day, point.value + length), (day, point.value), arrowprops=arrow)


def _label_ends(panel: Axes, ends: Sequence[tuple[float, str, str]], highest: float) -> None:
    """Each line's name beside its end, moved up where names would lie on each other."""
    room = 0.075 * (highest or 1.0)
    lowest = -math.inf
    for value, text, colour in sorted(ends):
        lowest = max(value, lowest + room * (1 + text.count("\n")))
        panel.annotate(
            text, (1.0, lowest), (6, 0), xycoords=("axes fraction", "data"), textcoords="offset points", color=colour,
            va="center", fontsize=8.5, annotation_clip=False,
        )  # fmt: skip


def _end_label(line: Line) -> str:
    return f"{line.name}: {line.points[-1].said}"


def _label_days(panel: Axes, chart: Chart) -> None:
    dates = _dates()
    days = [point.on for line in chart.lines for point in line.points]
    first, last = min(days), max(days)
    if last - first <= timedelta(days=10):
        panel.xaxis.set_major_locator(dates.DayLocator())
        panel.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m-%d"))
        panel.tick_params(axis="x", labelrotation=0, labelsize=7.5)
        panel.set_xlim(_number(first) - 0.15, max(map(max, map(_spread, (line.points for line in chart.lines)))) + 0.3)
        return
    locator = dates.AutoDateLocator()
    panel.xaxis.set_major_locator(locator)
    panel.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))


def _explain(panel: Axes, kinds: Sequence[RevisionKind | None]) -> None:
    """What each marker that occurs means, under the panel."""
    from matplotlib.lines import Line2D
    from matplotlib.transforms import ScaledTranslation

    whole = panel.get_figure(root=True)
    assert whole is not None
    below = panel.transAxes + ScaledTranslation(0, -24 / 72, whole.dpi_scale_trans)
    used = [kind for kind in _MARKERS if kind in kinds]
    handles = [
        Line2D(
            [], [], linestyle="", marker=_MARKERS[kind][0], color="#444444", label=_MARKERS[kind][1],
            markerfacecolor="white" if kind in (RevisionKind.FIRST, RevisionKind.LOOSENED) else "#444444",
        )
        for kind in used
    ]  # fmt: skip
    panel.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, 0), bbox_transform=below, ncols=len(handles),
        frameon=False, fontsize=7.5, handletextpad=0.1, columnspacing=0.9, borderaxespad=0, borderpad=0,
    )  # fmt: skip


def _spread(points: Sequence[Point]) -> list[float]:
    """Days as matplotlib counts them; several figures of one day stand side by side within it, in order."""
    on = [point.on for point in points]
    return [
        _number(day) + 0.8 * sum(other == day for other in on[:position]) / on.count(day)
        for position, day in enumerate(on)
    ]


def _number(day: date) -> float:
    return float(_dates().date2num(day))


def _dates() -> Any:
    """Matplotlib's calendar, which has no types."""
    import matplotlib.dates

    return matplotlib.dates


def _bounds(point: Point) -> tuple[float, ...]:
    return tuple(bound for bound in (point.low, point.high, point.value) if bound is not None)


def _told(chart: Chart) -> str:
    """The chart in words, for who cannot see it."""
    lines = [
        f"{line.name}: " + "; ".join(f"{point.on} {point.said}{_step(point)} [{point.cited}]" for point in line.points)
        for line in chart.lines
    ]
    return "\n".join([f"{chart.title}, {chart.subtitle}.", *lines, chart.source])


def _step(point: Point) -> str:
    return f", {point.kind.value}" if point.kind else ", best" if point.best else ""
