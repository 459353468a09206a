"""Every verb on a small ledger, on both engines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import DAY_ONE, DAY_TWO, Run, error_lines, loaded

CITATION = {"id", "report", "version", "outlet", "published", "url", "quote", "series"}


def test_ingest_ends_with_a_summary(ledger: Run, tmp_path: Path) -> None:
    path = tmp_path / "floods.txt"
    path.write_text(DAY_ONE, encoding="utf-8")
    first = ledger("ingest", str(path), "--published", "2023-09-11")
    assert first.exit_code == 0, first.stderr
    assert first.stdout.splitlines()[0].startswith("floods@1: ")
    assert first.stdout.splitlines()[-1].startswith("1 report, 1 new version, ")
    again = ledger("ingest", str(path), "--published", "2023-09-11")
    assert (again.exit_code, again.stdout.splitlines()[0]) == (0, "floods@1: nothing new")
    assert again.stdout.splitlines()[-1].startswith("nothing new: ")


def test_an_unknown_day_of_publication_is_a_problem_told_on_stderr(ledger: Run, tmp_path: Path) -> None:
    path = tmp_path / "floods.txt"
    path.write_text(DAY_ONE, encoding="utf-8")
    result = ledger("ingest", str(path), "--format", "json")
    assert loaded(result)["reports"][0]["problems"]
    assert "problem: floods@1: " in result.stderr


def test_a_report_comes_from_stdin(ledger: Run) -> None:
    result = ledger("ingest", "-", "--report", "floods", "--published", "2023-09-11", input=DAY_ONE)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("floods@1: ")


def test_reports_lists_versions(floods: Run) -> None:
    (report,) = loaded(floods("reports", "--format", "json"))
    assert (report["report"], report["outlet"]) == ("floods", "Coast Herald")
    assert [(one["number"], one["published"]) for one in report["versions"]] == [(1, "2023-09-11"), (2, "2023-09-12")]
    assert "  @2  published 2023-09-12" in floods("reports").stdout
    rows = list(csv.DictReader(io.StringIO(floods("reports", "--format", "csv").stdout)))
    assert [row["version"] for row in rows] == ["1", "2"]


def test_show_marks_the_figures(floods: Run) -> None:
    result = floods("show", "floods@1")
    assert "At least [2,300](" in result.stdout
    assert "at least 2,300 people killed · Derna" in result.stdout
    data = loaded(floods("show", "floods", "--format", "json"))
    assert (data["version"], data["text"]) == (2, DAY_TWO)
    assert all(DAY_TWO[slice(*one["span"])] == one["surface"] for one in data["facts"])


def test_facts_are_the_current_ones_with_their_citation(floods: Run) -> None:
    (row,) = loaded(floods("facts", "--measure", "killed", "--format", "json"))
    assert set(row) >= CITATION
    assert (row["low"], row["high"], row["comparator"], row["version"]) == (5300, None, ">=", 2)
    every = loaded(floods("facts", "--measure", "killed", "--all-versions", "--format", "json"))
    assert [one["low"] for one in every] == [5300, 2300]
    known = loaded(floods("facts", "--measure", "killed", "--as-known-on", "2023-09-11", "--format", "json"))
    assert [one["low"] for one in known] == [2300]
    assert "at least 5,300 people killed · Derna" in floods("facts", "--place", "derna").stdout
    (line,) = floods("facts", "--measure", "killed", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line) == row


def test_no_fitting_facts_is_an_empty_answer(floods: Run) -> None:
    result = floods("facts", "--measure", "rescued", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert "no such facts" in result.stderr


def test_series_and_history_follow_one_figure(floods: Run) -> None:
    (tracked,) = loaded(floods("series", "--measure", "killed", "--format", "json"))
    assert (tracked["first"]["low"], tracked["latest"]["low"], tracked["revisions"]) == (2300, 5300, 1)
    (one,) = loaded(floods("history", tracked["series"], "--format", "json"))
    assert [(step["kind"], step["delta"]) for step in one["vintages"]] == [("first", None), ("raised", 3000)]
    lines = floods("history", "--measure", "killed").stdout
    assert "+3,000" in lines
    assert "▁█" in lines
    assert "at least 2,300 people → at least 5,300 people (1 revision)" in floods("series", "--place", "Derna").stdout


def test_diff_begins_with_a_sentence(floods: Run) -> None:
    lines = floods("diff", "floods").stdout.splitlines()
    assert lines[0].startswith("Between version 1 and version 2 of floods, the number of people killed in Derna")
    assert "rose from at least 2,300 to at least 5,300 (+3,000, +130 %)" in lines[0]
    data = loaded(floods("diff", "floods@1", "floods@2", "--format", "json"))
    assert [(change["kind"], change["delta"]) for change in data["changes"]] == [("raised", 3000)]
    assert data["summary"]["unchanged"] >= 1


def test_diff_tells_by_its_exit_code_when_asked(floods: Run) -> None:
    assert floods("diff", "floods").exit_code == 0
    assert floods("diff", "floods", "--exit-code").exit_code == 1
    assert floods("diff", "floods@1", "floods@1", "--exit-code").exit_code == 0


def test_diff_compares_two_days(floods: Run) -> None:
    result = floods("diff", "--from", "2023-09-11", "--to", "2023-09-12", "--measure", "killed")
    assert result.stdout.startswith("Between 2023-09-11 and 2023-09-12, the number of people killed in Derna")


def test_queries_are_listed_and_run(floods: Run) -> None:
    listed = loaded(floods("query", "--list", "--format", "json"))
    assert listed
    assert all(one["title"] for one in listed)
    ready = [one["name"] for one in listed if None not in [given["default"] for given in one["parameters"]]]
    for name in ready:
        assert floods("query", name).exit_code == 0, name


def test_sql_reads_with_parameters(floods: Run) -> None:
    statement = "SELECT place, low FROM figures WHERE measure = :measure"
    rows = loaded(floods("sql", statement, "-p", "measure=killed", "--format", "json"))
    assert rows == [{"place": "Derna", "low": 5300}]
    assert floods("sql", statement, "-p", "measure=killed", "--format", "csv").stdout == "place,low\nDerna,5300\n"


def test_verify_and_db_say_that_all_is_well(floods: Run) -> None:
    assert floods("verify").stdout.startswith("whole: ")
    assert floods("db", "check").exit_code == 0
    assert "already" in floods("db", "upgrade").stderr
    assert floods("db", "current").stdout.strip()


def test_db_upgrade_makes_an_empty_ledger(ledger: Run) -> None:
    assert ledger("db", "upgrade").exit_code == 0
    assert loaded(ledger("reports", "--format", "json")) == []


def test_extract_needs_no_ledger(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "floods.txt"
    path.write_text(DAY_ONE, encoding="utf-8")
    data = loaded(run("extract", str(path), "--published", "2023-09-11", "--format", "json"))
    assert set(data) == {"report", "facts", "problems"}
    assert data["report"]["published"] == "2023-09-11"
    toll = next(one for one in data["facts"] if one["measure"] == "killed")
    assert (toll["low"], toll["comparator"], toll["surface"]) == (2300, ">=", "2,300")


def test_what_is_less_sure_is_left_out(run: Run, floods: Run, tmp_path: Path) -> None:
    path = tmp_path / "floods.txt"
    path.write_text(DAY_ONE, encoding="utf-8")
    for verb, words in ((run, ("extract", str(path))), (floods, ("facts",))):

        def found(*least: str, verb: Run = verb, words: tuple[str, ...] = words) -> list[float]:
            data = loaded(verb(*words, "--format", "json", *least))
            return [one["confidence"] for one in (data["facts"] if isinstance(data, dict) else data)]

        sure = found()
        assert sure
        assert all(0 < confidence < 1 for confidence in sure)
        assert found("--min-confidence", "0") == sure
        assert found("--min-confidence", str(max(sure))) == [max(sure)] * sure.count(max(sure))
        assert found("--min-confidence", "1") == []
    assert run("extract", str(path), "--min-confidence", "1.5").exit_code == 2


def test_extract_writes_one_file_an_input(run: Run, tmp_path: Path) -> None:
    for name in ("day.one.txt", "two.txt"):
        (tmp_path / name).write_text(DAY_ONE, encoding="utf-8")
    out = tmp_path / "facts"
    result = run("extract", str(tmp_path / "day.one.txt"), str(tmp_path / "two.txt"), "--out", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["day.one.json", "two.json"]
    assert json.loads((out / "two.json").read_text(encoding="utf-8"))["facts"]


def test_extract_goes_on_after_a_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(DAY_ONE, encoding="utf-8")
    result = run("extract", str(tmp_path / "none.txt"), str(tmp_path / "good.txt"), "--out", str(tmp_path / "facts"))
    assert (result.exit_code, len(error_lines(result))) == (1, 1)
    assert (tmp_path / "facts" / "good.json").exists()


def test_a_history_is_laid_out_as_a_triangle(floods: Run) -> None:
    asked = ("history", "--measure", "killed", "--triangle")
    head, days, _, row = floods(*asked).stdout.splitlines()
    assert head.startswith("people killed · Derna · per ")
    assert (days.split(), row.split()[-6:]) == (
        ["period", "2023-09-11", "2023-09-12"],
        ["at", "least", "2,300", "at", "least", "5,300"],
    )
    (triangle,) = loaded(floods(*asked, "--format", "json"))
    assert [value["low"] for value in triangle["rows"][0]["values"]] == [2300, 5300]
    (flat,) = csv.DictReader(io.StringIO(floods(*asked, "--format", "csv").stdout))
    assert (flat["2023-09-11"], flat["2023-09-12"]) == ("2300", "5300")
    assert floods(*asked, "--format", "markdown").stdout.startswith("### people killed · Derna")
    assert "no such series" in floods("history", "--measure", "rescued", "--triangle").stderr
