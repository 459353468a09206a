"""``ledger export`` and ``ledger import`` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, error_lines, loaded


def test_facts_are_exported_as_they_are_listed(floods: Run) -> None:
    for form in ("csv", "jsonl"):
        listed = floods("facts", "--measure", "killed", "--format", form)
        assert floods("export", "--measure", "killed", "--format", form).stdout == listed.stdout


def test_a_package_goes_into_a_folder(floods: Run, tmp_path: Path) -> None:
    out = tmp_path / "package"
    views = ("--view", "facts", "--view", "revisions")
    result = floods("export", *views, "--out", str(out), "--licence", "CC-BY-4.0", "--place", "Derna")
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert sorted(path.name for path in out.iterdir()) == ["datapackage.json", "facts.csv", "revisions.csv"]
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["ledger"]["filters"] == {"place": "Derna"}


def test_figures_without_a_hashtag_are_told(floods: Run) -> None:
    result = floods("export", "--format", "hxl")
    names, tags, *rows = result.stdout.splitlines()
    assert (names.split(",")[0], tags.split(",")[0]) == ("buildings_damaged", "#impact+buildings")
    assert len(rows) == 2
    assert floods("export", "--format", "hxl", "--measure", "rescued").exit_code == 0


def test_a_whole_ledger_comes_back(floods: Run, run: Run, tmp_path: Path) -> None:
    whole = floods("export", "--whole")
    (tmp_path / "whole.jsonl").write_text(whole.stdout, encoding="utf-8")
    copy = ("--db", str(tmp_path / "copy.db"))
    assert run(*copy, "import", str(tmp_path / "whole.jsonl")).exit_code == 0
    assert loaded(run(*copy, "facts", "--format", "json")) == loaded(floods("facts", "--format", "json"))
    assert run(*copy, "verify").stdout == floods("verify").stdout
    again = run(*copy, "import", "-", input=whole.stdout)
    assert (again.exit_code, len(error_lines(again))) == (1, 1)


WRONG = [
    (("export", "--view", "figurs"), 1, "figures"),
    (("export", "--view", "figures", "--view", "claimants"), 2, "--out DIR"),
    (("export", "--view", "claimants", "--place", "x"), 1, "leave this filter out"),
    (("export", "--whole", "--place", "x"), 2, "without views"),
    (("export", "--whole", "--format", "csv"), 2, "jsonl"),
    (("import", "nowhere.jsonl"), 1, "nowhere.jsonl"),
]


def test_a_wrong_request_says_what_to_try(floods: Run) -> None:
    for words, code, told in WRONG:
        result = floods(*words)
        (line,) = error_lines(result)
        assert (result.exit_code, told in line) == (code, True), (words, line)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"12 people died.", b'{"id": "0a", "surface": "12"}\n'])
def test_a_file_that_is_no_export_adds_nothing(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd").write_bytes(content)
    result = run("--db", str(tmp_path / "new.db"), "import", str(tmp_path / "odd"))
    assert (result.exit_code, len(error_lines(result))) == (1, 1)
    assert loaded(run("--db", str(tmp_path / "new.db"), "reports", "--format", "json")) == []
