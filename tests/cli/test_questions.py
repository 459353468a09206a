"""``ledger query`` and ``ledger sql`` as a person asks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, error_lines, loaded

MINE = """-- title: Mine
-- question: What is mine?
-- param: low number [5] the least
SELECT count(*) AS n FROM figures
"""


def test_a_query_is_taught(floods: Run) -> None:
    lines = floods("query", "changes_since", "--explain").stdout.splitlines()
    assert lines[0].startswith("changes_since: ")
    assert lines[1] == "Answers: What do I have to correct in what I wrote before that day?"
    assert any(line.startswith("  since    date, must be given") for line in lines)
    assert any("ledger db describe all_revisions" in line for line in lines)
    assert any(line.endswith("ledger query changes_since -p since=2023-09-11 --sql") for line in lines)


def test_a_query_is_printed_to_take_along(floods: Run) -> None:
    sql = floods("query", "latest_toll", "-p", "place=derna", "--sql").stdout
    assert "-- title: The latest figures" in sql
    assert "CAST('Derna' AS TEXT)" in sql
    answer = loaded(floods("sql", "--format", "json", "--", sql))
    assert answer == loaded(floods("query", "latest_toll", "--format", "json"))


def test_a_folder_of_ones_own(floods: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sql"
    folder.mkdir()
    (folder / "mine.sql").write_text(MINE, "utf-8")
    assert loaded(floods("query", "mine", "--queries", str(folder), "--format", "json")) == [{"n": 2}]
    assert error_lines(floods("query", "mine")) != []
    monkeypatch.setenv("LEDGER_QUERIES", str(folder))
    assert "mine: Mine (low=5)" in floods("query", "--list").stdout.splitlines()
    monkeypatch.setenv("LEDGER_QUERIES", str(tmp_path / "gone"))
    assert floods("query", "--list").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("query", "coverage", "--explain", "--sql"), 2, "not both"),
        (("query", "coverage", "--unit", "acre"), 1, "takes no parameter 'unit'"),
        (("query", "converted"), 1, "needs unit (what to convert to"),
        (("query", "converted", "--unit", "acer"), 1, "did you mean 'acre'"),
        (("query", "coverge"), 1, "did you mean 'coverage'"),
        (("sql", "DELETE FROM facts"), 1, "only one read-only SELECT"),
        (("sql", "SELECT 1", "--rows", "0"), 2, "--rows"),
        (("sql", "SELECT 1", "--seconds", "0"), 2, "--seconds"),
        (("db", "describe", "figurs"), 1, "did you mean 'figures'"),
    ],
)
def test_a_bad_request_is_told_what_to_try(floods: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = floods(*arguments)
    assert result.exit_code == code
    assert said in result.stderr


def test_an_answer_that_is_cut_says_so(floods: Run) -> None:
    result = floods("sql", "SELECT measure FROM figures", "--rows", "1", "--format", "csv")
    assert result.stdout.splitlines()[0] == "measure"
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "only the first 1 rows; a narrower WHERE shows others, --rows allows more\n"


def test_views_are_described(floods: Run) -> None:
    assert any(
        line.startswith("revisions: a step of a series") for line in floods("db", "describe").stdout.splitlines()
    )
    (view,) = loaded(floods("db", "describe", "figures", "--format", "json"))
    (low,) = [one for one in view["columns"] if one["column"] == "low"]
    assert low == {"column": "low", "type": "number", "unit": "@unit", "meaning": low["meaning"]}
    assert "  low " in floods("db", "describe", "figures").stdout
