"""Help, usage errors and the outermost behaviour: nothing here needs a ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ledger.cli import main
from ledger.cli.options import VERSION
from ledger.model import VersionRef
from tests.cli.conftest import Run, error_lines

VERBS = {"extract", "ingest", "reports", "show", "facts", "series", "history", "query", "sql", "diff", "verify", "db"}
HEAVY = ("spacy", "sqlalchemy", "alembic", "rich", "pint", "quantulum3", "trafilatura")


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)


def test_help_loads_neither_database_nor_parser() -> None:
    code = (
        "import sys\nfrom ledger.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert python(code).stdout.splitlines()[-1] == "[]"


def test_all_verbs_are_there() -> None:
    assert set(main.commands) >= VERBS


def leaves(group: click.Group, *path: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found += leaves(command, *path, name) if isinstance(command, click.Group) else [(*path, name)]
    return found


@pytest.mark.parametrize("verb", leaves(main), ids=" ".join)
def test_every_verb_teaches_with_an_example(run: Run, verb: tuple[str, ...]) -> None:
    result = run(*verb, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert "ledger " in result.stdout.split("Example", 1)[1]


USAGE = [
    (["ingest", "day.txt", "--published", "11 September"], "YYYY-MM-DD"),
    (["ingest", "day.txt", "--published", "2023-13-40"], "YYYY-MM-DD"),
    (["facts", "--since", "20230911"], "YYYY-MM-DD"),
    (["diff", "--from", "yesterday", "--to", "2023-09-11"], "YYYY-MM-DD"),
    (["diff"], "--from DATE --to DATE"),
    (["diff", "--from", "2023-09-12", "--to", "2023-09-11"], "swap them"),
    (["diff", "a@1", "--from", "2023-09-12"], "not both"),
    (["diff", "a@1", "a@2", "a@3"], "two versions"),
    (["history"], "ledger series"),
    (["query"], "--list"),
    (["query", "toll", "-p", "place"], "key=value"),
    (["sql"], "Missing argument"),
    (["facts", "--format", "xml"], "xml"),
    (["facts", "--nonsense"], "nonsense"),
    (["ingest", "--jobs", "0", "x"], "jobs"),
    (["frobnicate"], "frobnicate"),
]


@pytest.mark.parametrize(("arguments", "hint"), USAGE, ids=[" ".join(arguments) for arguments, _ in USAGE])
def test_wrong_usage_is_one_error_line_and_exit_code_two(run: Run, arguments: list[str], hint: str) -> None:
    result = run(*arguments)
    lines = error_lines(result)
    assert (result.exit_code, len(lines)) == (2, 1)
    assert hint in lines[0]
    assert "--help" in lines[0]
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("floods@3", VersionRef("floods", 3)),
        ("floods", VersionRef("floods")),
        ("https://example.org/@desk/1", VersionRef("https://example.org/@desk/1")),
        ("a@b@12", VersionRef("a@b", 12)),
    ],
)
def test_a_version_is_named_after_the_last_at_sign(text: str, ref: VersionRef) -> None:
    assert VERSION.convert(text, None, None) == ref


def test_a_reader_that_leaves_early_is_no_failure() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "ledger", "facts", "--help"]
    result = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    os.close(write_end)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("verb", [["facts"], ["reports"], ["verify"], ["sql", "SELECT 1"]], ids=" ".join)
def test_only_ingest_creates_a_ledger(run: Run, tmp_path: Path, verb: list[str]) -> None:
    path = tmp_path / "none.db"
    result = run("--db", str(path), *verb)
    assert (result.exit_code, len(error_lines(result))) == (1, 1)
    assert "ingest" in error_lines(result)[0]
    assert not path.exists()
