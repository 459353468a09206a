"""Named queries: their headers, folders of one's own, parameters that are checked, and what a few of them answer."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ledger import query
from ledger.errors import NotFound, QueryRefused
from ledger.model import Basis, Fact, Moment, NamedQuery, Period, Table
from ledger.store import Store
from tests.store.samples import add, fact, report

CITED = {"outlet", "title", "report", "version", "url", "quote", "span_start", "span_end"}
GIVEN = {"since": "2023-09-13", "unit": "acre"}


def tell(store: Store, key: str, day: int, text: str, said: list[Fact], outlet: str = "The Courier") -> None:
    add(store, replace(report(text, key=key, published=date(2023, 9, day)), outlet=outlet), said)


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url) as opened:
        for key, day, text, value in (
            ("courier-1", 11, "12 people died in Derna.", 12.0),
            ("courier-1", 12, "20 people died in Derna.", 20.0),
            ("courier-2", 13, "18 people died in Derna.", 18.0),
        ):
            tell(opened, key, day, text, [fact(text, f"{value:g}", value, attribution=())])
        tell(opened, "courier-1", 13, "The flood in Derna took lives.", [])
        text = "In Derna 30 people died; 100 hectares were flooded."
        area = fact(text, "100", 100.0, measure="area_affected", unit="hectare", attribution=(), confidence=0.4)
        tell(opened, "herald-1", 14, text, [fact(text, "30", 30.0, attribution=()), area], "Herald")
        yield opened


def given(named: NamedQuery) -> dict[str, str]:
    return {one.name: GIVEN[one.name] for one in named.parameters if one.default is None}


def asked(store: Store, name: str, **more: str) -> list[dict[str, object]]:
    named = query.named_query(name)
    return rows(query.run_named(store, named, {**given(named), **more}))


def rows(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_there_is_a_query_for_each_question_of_an_analyst() -> None:
    names = {named.name for named in query.named_queries()}
    assert names >= {
        *("latest_toll", "timeline", "biggest_revisions", "disagreements", "revised_claimants", "withdrawn"),
        *("one_outlet_only", "coverage", "needs_review", "monthly_totals", "converted", "changes_since"),
    }


def test_every_row_can_cite(store: Store) -> None:
    for named in query.named_queries():
        table = query.run_named(store, named, given(named))
        assert set(table.columns) >= CITED, named.name
        assert named.question.endswith("?")
        assert all(one.meaning for one in named.parameters)


def test_a_quote_holds_its_figure_at_its_offsets(store: Store) -> None:
    for row in asked(store, "latest_toll"):
        assert str(row["surface"]) in str(row["quote"])
        assert int(str(row["span_end"])) - int(str(row["span_start"])) == len(str(row["surface"]))


def test_disagreements_give_lowest_best_highest_and_spread(store: Store) -> None:
    (row,) = asked(store, "disagreements")
    assert (row["lowest"], row["best_surface"], row["highest"], row["spread"]) == (18.0, "30", 30.0, 12.0)
    assert (row["lowest_claimant"], row["best_claimant"], row["claimants"]) == ("The Courier", "Herald", 2)


def test_claimants_are_ranked_by_how_often_they_revise(store: Store) -> None:
    (row,) = asked(store, "revised_claimants")
    assert (row["claimant"], row["revised"], row["raised"], row["lowered"]) == ("The Courier", 2, 1, 1)


def test_what_changed_since_a_day(store: Store) -> None:
    found = [
        (row["changed_at"], row["kind"], row["before_surface"], row["after_surface"])
        for row in asked(store, "changes_since")
    ]
    assert sorted(found, key=str) == [
        ("2023-09-13", "lowered", "20", "18"),
        ("2023-09-13", "withdrawn", "20", None),
        ("2023-09-14", "first", None, "100"),
        ("2023-09-14", "first", None, "30"),
    ]


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("acre", 2.471053814671653), ("acres", 2.471053814671653), ("sq km", 0.01), ("square_meter", 1e4)],
)
def test_areas_are_converted(store: Store, unit: str, factor: float) -> None:
    (row,) = asked(store, "converted", unit=unit)
    assert row["converted_low"] == pytest.approx(100 * factor, rel=1e-5)
    assert (row["low"], row["unit"]) == (100.0, "hectare")


@pytest.mark.parametrize("unit", ["", "acer", "person", "USD", "killed", "3", "__import__('os')"])
def test_what_is_no_unit_is_refused(store: Store, unit: str) -> None:
    with pytest.raises(QueryRefused, match="is not a unit that others convert to"):
        asked(store, "converted", unit=unit)


def test_temperatures_shift_and_their_changes_do_not(store: Store) -> None:
    text = "It was 20 degrees, a rise of 5."
    warm = fact(text, "20", 20.0, measure="temperature", unit="degree_Celsius", basis=Basis.LEVEL)
    rise = fact(text, "5", 5.0, measure="temperature", unit="degree_Celsius", basis=Basis.CHANGE)
    tell(store, "weather", 15, text, [warm, rise])
    found = [round(float(str(row["converted_low"])), 6) for row in asked(store, "converted", unit="degree_Fahrenheit")]
    assert sorted(found) == [9.0, 68.0]


def test_totals_add_only_what_adds_and_count_the_rest(store: Store) -> None:
    text = "5 died in Kharkiv, 3 in Kyiv, 8 in all of Ukraine; 2 more were feared dead."
    day = Period(start=date(2024, 2, 3), end=date(2024, 2, 3))
    said = [
        fact(text, "5", 5.0, place="Kharkiv", period=day),
        fact(text, "3", 3.0, place="Kyiv", period=day),
        fact(text, "2", 2.0, place="Kyiv", period=day, basis=Basis.INCREMENT),
    ]
    tell(store, "war-1", 20, text, said)
    (row,) = asked(store, "monthly_totals", country="Ukraine")
    assert (row["month"], row["counted"], row["low"], row["high"]) == ("2024-02", 2, 8.0, 8.0)
    assert (row["left_out"], row["additions"], row["parts"]) == (1, 1, 0)
    tell(store, "war-2", 21, text, [fact(text, "8", 8.0, place="Ukraine", period=day)])
    (row,) = asked(store, "monthly_totals", country="Ukraine")
    assert (row["counted"], row["low"], row["left_out"], row["parts"]) == (1, 8.0, 3, 2)


def test_a_query_as_of_a_day(store: Store) -> None:
    named = query.named_query("latest_toll")
    table = query.run_named(store, named, {}, Moment(known_on=date(2023, 9, 11)))
    assert [row["surface"] for row in rows(table)] == ["12"]


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("timelime", {}, "there is no query 'timelime'; did you mean 'timeline'"),
        ("timeline", {"plaice": "Derna"}, "takes no parameter 'plaice'; did you mean 'place'"),
        ("timeline", {"x": "1"}, "takes no parameter 'x'; it takes measure, place"),
        ("coverage", {"x": "1"}, "it takes none"),
        ("changes_since", {}, "needs since .*; give -p since=2023-09-11"),
        ("changes_since", {"since": "yesterday"}, "since must be a date, for example 2023-09-11; 'yesterday' is none"),
        ("biggest_revisions", {"limit": "ten"}, "limit must be a whole number"),
        ("biggest_revisions", {"limit": "99999999999"}, "limit must be a whole number below"),
        ("biggest_revisions", {"measure": "kiled"}, "no measure 'kiled' is known here; did you mean 'killed'"),
        ("needs_review", {"below": "nan"}, "below must be a number"),
        ("timeline", {"place": "Derma"}, "no place 'Derma' is known here; did you mean 'Derna'"),
    ],
)
def test_a_bad_request_is_told_what_to_try(store: Store, name: str, wrong: dict[str, str], said: str) -> None:
    with pytest.raises((NotFound, QueryRefused), match=said):
        query.run_named(store, query.named_query(name), wrong)


def test_a_folder_of_ones_own_adds_queries_and_hides_ours(store: Store, tmp_path: Path) -> None:
    head = "-- title: Mine\n-- question: What is mine?\n-- param: low number [5] the least\n"
    for name in ("mine", "coverage"):
        (tmp_path / f"{name}.sql").write_text(
            f"{head}SELECT surface FROM figures WHERE low > CAST(:low AS REAL)", "utf-8"
        )
    found = {named.name: named for named in query.named_queries([tmp_path])}
    assert found["mine"].folder == found["coverage"].folder == str(tmp_path)
    assert found["timeline"].folder is None
    assert len(query.run_named(store, found["mine"], {"low": "50"}).rows) == 1


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT 1", "mine.sql needs one line `-- title: …`"),
        ("-- title: Mine\nSELECT 1", "mine.sql needs one line `-- question: …`"),
        ("-- title: M\n-- question: Q?\n-- param: x\nSELECT :x", "line 3: write a parameter as"),
        ("-- title: M\n-- question: Q?\n-- param: x integr [1]\nSELECT :x", "no type 'integr'; did you mean 'integer'"),
        ("-- title: M\n-- question: Q?\nSELECT :x", "mine.sql uses :x; declare it"),
        ("-- title: M\n-- question: Q?\n-- narrow: place\nSELECT 1", "no parameter 'place' narrows; there are measure"),
        ("-- title: M\n-- question: Q?\n-- with: contries\nSELECT 1", "no table 'contries' is made; did you mean"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_query_is_named(tmp_path: Path, sql: str, said: str) -> None:
    (tmp_path / "mine.sql").write_text(sql, "utf-8")
    with pytest.raises(QueryRefused, match=re.escape(said)):
        query.named_queries([tmp_path])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no folder .*gone"):
        query.named_queries([tmp_path / "gone"])


def test_ones_own_query_cannot_write_either(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.sql").write_text("-- title: M\n-- question: Q?\nDELETE FROM facts", "utf-8")
    with pytest.raises(QueryRefused, match="only one read-only SELECT"):
        query.run_named(store, query.named_query("mine", [tmp_path]), {})


def test_a_query_taken_along_runs_in_plain_sqlite(tmp_path: Path, migrated_file: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(migrated_file, path)
    with Store(path) as opened:
        tell(opened, "it’s", 11, "12 people died in Derna.", [fact("12 people died in Derna.", "12", 12.0)])
        written = {named.name: query.written_out(opened, named, given(named)) for named in query.named_queries()}
    plain = sqlite3.connect(path)
    for name, sql in written.items():
        assert ":measure" not in sql
        plain.execute(sql).fetchall()
        assert sql.startswith("-- title: "), name
    plain.close()
    program = shutil.which("sqlite3")
    if program:
        done = subprocess.run([program, path], input=written["timeline"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
