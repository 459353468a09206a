"""JSON, CSV, columns, passages and histories."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

from ledger.model import (
    Basis,
    Extraction,
    Problem,
    Question,
    Report,
    Revision,
    RevisionKind,
    Series,
    Status,
    Table,
    Vintage,
)
from ledger.render.data import extraction_data, figure_data, json_line, json_text, table_data
from ledger.render.history import history_lines, sparkline
from ledger.render.passage import marked, shown_lines
from ledger.render.tables import csv_text, figure_row, table_lines
from tests.samples import day, fact, figure, per

CONTRACT = {
    "span", "low", "high", "comparator", "unit", "entity", "group", "measure", "place", "period", "basis", "status",
    "attribution", "vague", "implicit", "surface", "sentence", "confidence",
}  # fmt: skip
CITATION = {"id", "report", "version", "outlet", "published", "url", "quote", "series"}


def test_a_figure_has_the_fields_of_the_contract_and_its_citation() -> None:
    data = figure_data(figure(fact(period=day("2023-09-11"), attribution=per("Red Crescent"))))
    assert set(data) >= CONTRACT | CITATION
    assert data["period"] == {"start": "2023-09-11", "end": "2023-09-11"}
    assert data["attribution"] == [{"name": "Red Crescent", "cue": "said", "kind": "ngo"}]
    assert '"low": 12,' in json_text(data)


def test_fractions_stay_fractions() -> None:
    assert figure_data(figure(fact("0.5", 0.5, None)))["low"] == 0.5


def test_an_extraction_lists_the_problems_of_reading_too() -> None:
    report = Report(key="floods", text="12", problems=(Problem(kind="encoding", message="odd bytes"),))
    data = extraction_data(report, Extraction(facts=(fact(),)))
    assert list(data) == ["report", "facts", "problems"]
    assert data["report"]["report"] == "floods"
    assert [problem["kind"] for problem in data["problems"]] == ["encoding"]


def test_json_is_valid_for_any_text() -> None:
    for text in ("\ud800", "\x00\u2028", "naïve — 数"):
        assert json.loads(json_line(text)) == text
        json_text(text).encode("utf-8")


def test_csv_keeps_every_cell_whole() -> None:
    row = figure_row(figure(fact(attribution=per('a "quoted", name\nof two lines')), outlet=None))
    (back,) = csv.DictReader(io.StringIO(csv_text([row])))
    assert back["claimant"] == 'a "quoted", name\nof two lines'
    assert (back["outlet"], back["span_start"], back["low"]) == ("", "0", "12")


def test_a_query_answer_prints_in_columns_csv_and_json() -> None:
    table = Table(columns=("place", "people"), rows=(("Derna", Decimal("5300.0")), ("Sousse", None)))
    assert table_lines(table) == ["place   people", "──────  ──────", "Derna     5300", "Sousse"]
    assert csv_text(table_data(table), table.columns) == "place,people\r\nDerna,5300\r\nSousse,\r\n"
    assert table_data(table) == [{"place": "Derna", "people": 5300}, {"place": "Sousse", "people": None}]


def test_a_query_without_rows_still_has_its_header() -> None:
    empty = Table(columns=("place",), rows=())
    assert csv_text(table_data(empty), empty.columns) == "place\r\n"
    assert table_lines(empty)[0] == "place"


TEXT = "At least 12 people died, 3 of them children.\nMore \x1b[31mfollowed."


def test_figures_are_marked_in_brackets_or_in_colour() -> None:
    figures = [figure(fact("12", start=9)), figure(fact("3", 3.0, 3.0, start=25))]
    plain = marked(TEXT, figures, colour=False)
    assert plain == "At least [12](1) people died, [3](2) of them children.\nMore \\x1b[31mfollowed."
    assert "\x1b[1;33m12\x1b[0m(1)" in marked(TEXT, figures, colour=True)


def test_figures_that_share_words_share_a_mark() -> None:
    figures = [figure(fact("12 people", start=9)), figure(fact("people", start=12))]
    lines = shown_lines(Report(key="floods", text=TEXT), 2, figures, colour=False)
    assert lines[0] == "floods@2 · published undated"
    assert lines[2].startswith("At least [12 people](1) died")
    assert [line[:3] for line in lines[-2:]] == ["(1)", "(1)"]


def test_a_sparkline_spans_least_to_greatest() -> None:
    assert sparkline([0.0, 50.0, 100.0]) == "▁▅█"
    assert sparkline([4.0, 4.0]) == "▁▁"
    assert sparkline([4.0]) == ""


def test_a_history_has_a_row_a_vintage() -> None:
    question = Question(measure="killed", unit="person", group=None, place="Derna")
    series = Series(id="00aa", question=question, claimant="", basis=Basis.TOTAL, status=Status.ACTUAL)
    steps = (
        Vintage(
            figure=figure(fact("2,300", 2300.0, 2300.0)),
            revision=Revision(kind=RevisionKind.FIRST),
            published=date(2023, 9, 11),
        ),
        Vintage(
            figure=figure(fact("5,300", 5300.0, 5300.0), version=2, published=date(2023, 9, 12)),
            revision=Revision(kind=RevisionKind.RAISED, delta=3000.0, percent=130.43),
            published=date(2023, 9, 12),
        ),
    )
    assert history_lines(series, steps) == [
        "00aa  people killed · Derna",
        "  ▁█",
        "  published   value  change  percent  kind    stated in",
        "  ──────────  ─────  ──────  ───────  ──────  ──────────────────────────────────",
        "  2023-09-11  2,300                   first   floods@1, Coast Herald, 2023-09-11",
        "  2023-09-12  5,300  +3,000  +130 %   raised  floods@2, Coast Herald, 2023-09-12",
    ]
