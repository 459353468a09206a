"""Running the command line as a person would: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ledger.cli import main

Run = Callable[..., Result]

DAY_ONE = """Floods in Derna

At least 2,300 people were killed in Derna on Sunday, the Libyan Red Crescent said.

The storm left 40 buildings damaged in Sousse, the mayor said.
"""
DAY_TWO = DAY_ONE.replace("2,300", "5,300")


@pytest.fixture
def run() -> Run:
    """Runs ``ledger ARGUMENTS``."""

    def call(*arguments: str, input: str | bytes | None = None) -> Result:  # noqa: A002 - as CliRunner names it
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=input)

    return call


@pytest.fixture
def ledger(run: Run, ledger_url: str) -> Run:
    """Runs a verb on a ledger that is new and empty of reports, once on each engine."""
    return lambda *arguments, **given: run("--db", ledger_url, *arguments, **given)


@pytest.fixture
def floods(ledger: Run, tmp_path: Path) -> Run:
    """A ledger with the report ``floods`` in two versions, the toll raised in the second."""
    for day, text in (("2023-09-11", DAY_ONE), ("2023-09-12", DAY_TWO)):
        path = tmp_path / f"floods-{day}.txt"
        path.write_text(text, encoding="utf-8")
        options = ("--report", "floods", "--outlet", "Coast Herald", "--published", day)
        assert ledger("ingest", str(path), *options).exit_code == 0
    return ledger


def loaded(result: Result) -> Any:
    """What a verb printed as JSON."""
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def error_lines(result: Result) -> list[str]:
    """The ``error:`` lines; there is never a traceback beside them."""
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return [line for line in result.stderr.splitlines() if line.startswith("error: ")]
