"""Charts: what is drawn is what the history says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from ledger import FactFilter, Ledger, LedgerError, RevisionKind
from ledger.export.drawing import drawn, figure_of
from ledger.render.chart import Chart, Line, Point, comparison_chart, history_charts
from ledger.render.history import leading
from ledger.render.plot import plot_lines


@pytest.fixture
def charts(filled_url: str) -> tuple[Chart, ...]:
    with Ledger(filled_url) as ledger:
        return history_charts(ledger.history(None, FactFilter(place="Derna")))


def marks(figure: Figure) -> Iterator[tuple[str, str, float]]:
    """(id of the fact, day, value) of every marker that was drawn."""
    for panel in figure.axes:
        for line in panel.get_lines():
            gid = str(line.get_gid())
            if gid.startswith("fact-"):
                drawn_at: Any = (line.get_xdata(), line.get_ydata())
                ((day,), (value,)) = drawn_at
                yield gid.removeprefix("fact-"), str(date(1970, 1, 1) + timedelta(days=int(day))), float(value)


def test_what_is_drawn_is_what_the_history_says(filled_url: str, charts: tuple[Chart, ...]) -> None:
    with Ledger(filled_url) as ledger:
        wanted = [
            (step.figure.id, str(step.figure.published), leading(step.figure.fact))
            for _, steps in ledger.history(None, FactFilter(place="Derna"))
            for step in steps
            if step.figure.published
        ]
    assert wanted
    assert sorted(marks(figure_of(charts))) == sorted(wanted)


def test_the_picture_names_every_figure_and_is_the_same_each_time(charts: tuple[Chart, ...]) -> None:
    svg = drawn(charts, "svg")
    ids = {point.id for chart in charts for line in chart.lines for point in line.points}
    assert set(re.findall(r'id="fact-([0-9a-f]+)"', svg.decode())) == ids
    assert drawn(charts, "svg") == svg
    words = " ".join(ElementTree.fromstring(svg).itertext())
    for chart in charts:
        assert chart.title in words
        assert chart.source in words
        assert all(line.name in words for line in chart.lines)
    assert "raised" in words
    assert drawn(charts, "png").startswith(b"\x89PNG")


def test_titles_are_words(charts: tuple[Chart, ...]) -> None:
    sources = {chart.title: chart.source for chart in charts}
    assert {"People killed, Derna", "Families displaced, Derna"} <= set(sources)
    assert sources["People killed, Derna"].startswith("Source: The Courier; 2 figures published 2023-09-12. ")


def point(value: float, low: float | None, high: float | None, on: str, kind: RevisionKind | None = None) -> Point:
    day, said = date.fromisoformat(on), f"{value:g}"
    return Point(id=said, on=day, value=value, low=low, high=high, said=said, cited="a@1, B, C", kind=kind)


def test_lines_are_told_apart_without_colour_and_bands_reach_from_low_to_high() -> None:
    lines = tuple(
        Line(
            series=f"{number}",
            name=f"claimant {number}",
            points=(point(number, number, number + 5, "2023-09-11"), point(number + 1, number + 1, None, "2023-10-11")),
        )
        for number in range(6)
    )
    figure = figure_of([Chart(title="T", subtitle="s", unit="people", source="Source", lines=lines)])
    (panel,) = figure.axes
    steps = [line for line in panel.get_lines() if str(line.get_gid()).startswith("series-")]
    dashes = {str(line._dash_pattern) for line in steps}  # type: ignore[attr-defined]
    assert len(dashes) == len(steps) == 6
    band = panel.collections[0].get_paths()[0].get_extents()
    assert (band.y0, band.y1) == (0.0, 5.0)
    labels = [text for text in panel.texts if "claimant" in text.get_text()]
    heights = sorted(text.xy[1] for text in labels)  # type: ignore[attr-defined]
    assert all(later - earlier > 0.5 for earlier, later in pairwise(heights))


def test_a_comparison_marks_the_best(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        found = [comparison_chart(one) for one in ledger.rivals(FactFilter(measure="killed"))]
    dated = [chart for chart in found if chart]
    assert [line.points[0].best for chart in dated for line in chart.lines].count(True) <= len(found)
    for chart in dated:
        drawn([chart], "svg")
        assert any("◀ best" in line for line in plot_lines(chart)) == any(line.points[0].best for line in chart.lines)


def test_the_terminal_shows_steps_in_its_width(charts: tuple[Chart, ...]) -> None:
    for width in (40, 80, 120):
        for chart in charts:
            assert max(map(len, plot_lines(chart, width))) <= width
    steps = [point(10, 10, 10, "2023-09-01"), point(20, 20, 20, "2023-09-11"), point(0, 0, 0, "2023-09-21")]
    chart = Chart(
        title="T", subtitle="s", unit="people", source="S", lines=(Line(series="1", name="N", points=tuple(steps)),)
    )
    lines = plot_lines(chart, 30)
    rows = {row: line.index("A") for row, line in enumerate(lines[1:11]) if "A" in line}
    assert rows == {0: 16, 4: 4, 9: 28}
    assert lines[-1] == "S"


def test_without_matplotlib_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(LedgerError, match=r"matplotlib; pip install 'numeric-fact-ledger\[charts\]'"):
        figure_of([])
