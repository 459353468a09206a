"""The built wheel stands alone: with no checkout in sight it creates a ledger and ingests a report."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORT = "At least 31 people were killed when the dam above Harrow burst on Monday, the interior ministry said.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel, built from this tree, was installed into."""
    folder = tmp_path_factory.mktemp("wheel")
    target = folder / "site"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True, timeout=120)
    return target


def python(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the interpreter in ``cwd`` with the installed wheel ahead of everything else."""
    env = {key: value for key, value in os.environ.items() if key != "LEDGER_DB"} | {"PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=180, check=False)


def test_the_wheel_carries_its_migrations_queries_and_words(installed: Path, tmp_path: Path) -> None:
    done = python(installed, tmp_path, "-c", "import ledger; print(ledger.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed), done.stderr
    package = installed / "ledger"
    assert (package / "py.typed").is_file()
    assert list((package / "_migrations" / "versions").glob("*.py"))
    assert list((package / "lexicon").glob("*.tsv"))
    assert list((package / "queries").glob("*.sql"))


def test_an_installed_ledger_ingests_with_no_checkout(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(REPORT, encoding="utf-8")
    ingested = python(installed, tmp_path, "-m", "ledger", "ingest", "dam.txt", "--published", "2024-05-07")
    assert ingested.returncode == 0, ingested.stderr
    assert (tmp_path / "ledger.db").is_file()
    facts = python(installed, tmp_path, "-m", "ledger", "facts", "--format", "json")
    (fact,) = json.loads(facts.stdout)
    assert (fact["low"], fact["high"], fact["comparator"], fact["measure"]) == (31, None, ">=", "killed")
    checked = python(installed, tmp_path, "-m", "ledger", "db", "check")
    assert checked.returncode == 0, checked.stderr


def test_migrations_are_read_from_inside_the_wheel(installed: Path, tmp_path: Path) -> None:
    """A wheel without its migrations cannot create a ledger, whatever else is on the machine."""
    (tmp_path / "dam.txt").write_text(REPORT, encoding="utf-8")
    packed = installed / "ledger" / "_migrations"
    aside = packed.rename(installed / "ledger" / "_aside")
    try:
        done = python(installed, tmp_path, "-m", "ledger", "ingest", "dam.txt")
    finally:
        aside.rename(packed)
    assert done.returncode != 0
    assert "migrations" in done.stderr
