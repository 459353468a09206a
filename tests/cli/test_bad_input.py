"""Bad input: one ``error:`` line with what to try, exit code 1, and the ledger as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import DAY_ONE, Run, error_lines, loaded

BINARY = b"\x7fELF\x02\x01\x00\x00" + bytes(range(256)) * 8


def assert_refused(result: Result, *hints: str) -> None:
    lines = error_lines(result)
    assert (result.exit_code, len(lines)) == (1, 1), result.output
    for hint in hints:
        assert hint in lines[0]


def state(floods: Run) -> object:
    return loaded(floods("reports", "--format", "json")), loaded(floods("facts", "--all-versions", "--format", "json"))


@pytest.mark.parametrize("kind", ["missing", "empty", "blank", "no reports", "binary"])
def test_an_input_that_is_no_report_changes_nothing(floods: Run, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    target = folder / "bad.txt"
    if kind in ("empty", "blank", "binary"):
        target.write_bytes({"empty": b"", "blank": b" \n\t\n", "binary": BINARY}[kind])
    before = state(floods)
    path = folder if kind == "no reports" else target
    assert_refused(floods("ingest", str(path)), str(path))
    assert state(floods) == before


def test_broken_utf8_is_read_as_far_as_it_goes(ledger: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(DAY_ONE.encode().replace(b"Sunday", b"Sun\xff\xfeday"))
    result = ledger("ingest", str(path), "--published", "2023-09-11", "--format", "json")
    (report,) = loaded(result)["reports"]
    assert report["facts"] >= 1
    assert any("UTF-8" in problem["message"] for problem in report["problems"])


def test_one_bad_file_does_not_stop_the_others(ledger: Run, tmp_path: Path) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    (folder / "a-bad.txt").write_bytes(b"")
    (folder / "b-good.txt").write_text(DAY_ONE, encoding="utf-8")
    result = ledger("ingest", str(folder))
    assert_refused(result, "a-bad.txt")
    assert "b-good@1: " in result.stdout
    assert [one["report"] for one in loaded(ledger("reports", "--format", "json"))] == ["b-good"]


def test_a_wrong_date_is_a_usage_error_and_changes_nothing(floods: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text(DAY_ONE, encoding="utf-8")
    before = state(floods)
    result = floods("ingest", str(path), "--published", "11/09/2023")
    assert (result.exit_code, len(error_lines(result))) == (2, 1)
    assert "YYYY-MM-DD" in error_lines(result)[0]
    assert state(floods) == before


@pytest.mark.parametrize("statement", [
    "DELETE FROM reports",
    "UPDATE facts SET low = 1",
    "DROP TABLE facts",
    "INSERT INTO reports (key) VALUES ('x')",
    "SELECT 1; DELETE FROM reports",
    "WITH gone AS (DELETE FROM reports RETURNING 1) SELECT * FROM gone",
    "ATTACH DATABASE 'other.db' AS other",
    "PRAGMA user_version = 7",
    "SELECT * FROM no_such_view",
    "SELEC 1",
    "",
])  # fmt: skip
def test_sql_that_does_more_than_read_is_refused(floods: Run, statement: str) -> None:
    before = state(floods)
    assert_refused(floods("sql", statement))
    assert state(floods) == before
    assert floods("verify").exit_code == 0


def test_unknown_names_are_refused(floods: Run) -> None:
    for arguments in (["show", "flods"], ["show", "floods@9"], ["diff", "flods"], ["history", "0000000000000000"]):
        assert_refused(floods(*arguments))
    assert_refused(floods("show", "flods"), "floods")
    assert_refused(floods("query", "no-such-query"))


def test_a_single_version_has_nothing_to_be_compared_with(ledger: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(DAY_ONE, encoding="utf-8")
    ledger("ingest", str(path))
    assert_refused(ledger("diff", "one"))


@pytest.mark.parametrize("verb", [["ingest", "REPORT"], ["facts"], ["db", "upgrade"], ["db", "check"]], ids=" ".join)
@pytest.mark.parametrize("address", [
    "postgresql://nobody@127.0.0.1:9/figures",
    "oracle-of-delphi://somewhere",
    "postgresql://[broken",
])  # fmt: skip
def test_an_unreachable_database_is_one_error_line(run: Run, tmp_path: Path, verb: list[str], address: str) -> None:
    report = tmp_path / "report.txt"
    report.write_text(DAY_ONE, encoding="utf-8")
    arguments = [str(report) if word == "REPORT" else word for word in verb]
    assert_refused(run("--db", address, *arguments))


@pytest.mark.parametrize("verb", [["ingest", "REPORT"], ["facts"], ["db", "upgrade"]], ids=" ".join)
def test_a_file_that_is_no_ledger_is_left_alone(run: Run, tmp_path: Path, verb: list[str]) -> None:
    report, path = tmp_path / "report.txt", tmp_path / "corrupt.db"
    report.write_text(DAY_ONE, encoding="utf-8")
    path.write_bytes(b"This is not a database. " * 400)
    arguments = [str(report) if word == "REPORT" else word for word in verb]
    assert_refused(run("--db", str(path), *arguments), str(path))
    assert path.read_bytes() == b"This is not a database. " * 400


def test_a_ledger_cut_short_is_refused(run: Run, tmp_path: Path) -> None:
    report, path = tmp_path / "report.txt", tmp_path / "ledger.db"
    report.write_text(DAY_ONE, encoding="utf-8")
    assert run("--db", str(path), "ingest", str(report)).exit_code == 0
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert_refused(run("--db", str(path), "facts"))


def test_a_folder_as_database_is_refused(run: Run, tmp_path: Path) -> None:
    assert_refused(run("--db", str(tmp_path), "reports"))
    assert_refused(run("--db", str(tmp_path / "none" / "ledger.db"), "db", "upgrade"))


def test_a_place_where_nobody_may_write_is_refused(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(DAY_ONE, encoding="utf-8")
    assert_refused(run("--db", "/proc/ledger.db", "ingest", str(report)), "/proc/ledger.db")  # not even root may


def test_extract_out_that_is_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    report, out = tmp_path / "report.txt", tmp_path / "out"
    report.write_text(DAY_ONE, encoding="utf-8")
    out.write_text("in the way", encoding="utf-8")
    result = run("extract", str(report), "--out", str(out))
    assert (result.exit_code, len(error_lines(result))) == (2, 1)
    assert out.read_text(encoding="utf-8") == "in the way"
