"""``ledger diff`` in each of its forms, on both engines."""

from __future__ import annotations

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import DAY_ONE, Run, loaded

SIDES = ("diff", "floods@1", "floods@2")


def test_people_see_the_changes_by_measure_and_place(floods: Run) -> None:
    first, blank, title, row, *_, last = floods(*SIDES).stdout.splitlines()
    assert first.startswith("Between version 1 and version 2 of floods, the number of people killed in Derna")
    assert (blank, title) == ("", "killed · Derna")
    assert row.startswith("  ▲ raised  at least 2,300 → at least 5,300 people  +3,000  +130 %  ████████  per ")
    assert last.endswith("unchanged")


def test_a_pipe_gets_no_colour_unless_it_is_forced(floods: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in floods(*SIDES).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in floods(*SIDES).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" not in floods(*SIDES).stdout


def test_the_printed_schema_describes_what_is_printed(floods: Run, run: Run) -> None:
    schema = loaded(run("diff", "--schema"))
    for asked in (SIDES, (*SIDES, "--why"), ("diff", "--from", "2023-09-11", "--to", "2023-09-12")):
        Draft202012Validator(schema).validate(loaded(floods(*asked, "--format", "json")))


def test_csv_is_a_tabular_diff(floods: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(floods(*SIDES, "--format", "csv").stdout))
    assert (row["@@"], row["kind"], row["low"], row["delta"]) == ("->", "raised", "2300->5300", "3000")


def test_markdown_has_a_table(floods: Run) -> None:
    lines = floods(*SIDES, "--format", "markdown").stdout.splitlines()
    assert "### killed · Derna" in lines
    assert any(
        line.startswith("| raised | at least 2,300 | at least 5,300 people | +3,000 (+130 %) |") for line in lines
    )


def test_the_page_has_both_texts(floods: Run) -> None:
    page = floods(*SIDES, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert page.count("buildings damaged in Sousse") == 2
    assert '<a href="#after-1"' in page
    assert DAY_ONE.splitlines()[0] in page


def test_the_page_of_two_days_quotes(floods: Run) -> None:
    page = floods("diff", "--from", "2023-09-11", "--to", "2023-09-12", "--format", "html").stdout
    assert "floods@1, Coast Herald, 2023-09-11" in page
    assert "people were killed in Derna on Sunday" in page


@pytest.mark.parametrize("form", ["lines", "json", "jsonl", "csv", "markdown", "html"])
def test_the_exit_code_is_as_git_gives_it_in_every_form(floods: Run, form: str) -> None:
    assert floods(*SIDES, "--format", form).exit_code == 0
    assert floods(*SIDES, "--format", form, "--exit-code").exit_code == 1
    assert floods("diff", "floods@2", "floods@2", "--format", form, "--exit-code").exit_code == 0


def test_no_change_is_a_whole_answer_in_every_form(floods: Run) -> None:
    same = ("diff", "floods@2", "floods@2", "--format")
    assert json.loads(floods(*same, "json").stdout)["changes"] == []
    assert floods(*same, "csv").stdout.startswith("@@,kind,measure,")
    assert floods(*same, "html").stdout.count("<section") == 2
