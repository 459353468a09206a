"""The README cannot lie: its ``console`` blocks are run, in order, in one folder, and must print what they show."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


class Example(NamedTuple):
    """One command as shown, and what is printed under it."""

    command: str
    shown: str


def examples(markdown: str) -> list[Example]:
    """The commands of all ``console`` blocks; a line that starts with ``$`` is a command."""
    blocks = re.findall(r"^```console\n(.*?)^```", markdown, flags=re.MULTILINE | re.DOTALL)
    found = []
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append(Example(command, shown.strip()))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with the seed reports in it, where the README's reader stands."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A plain terminal 100 columns wide, on which ``ledger`` is this tree's program."""
    program = tmp_path_factory.mktemp("bin") / "ledger"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ledger "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    inherited = {key: value for key, value in os.environ.items() if key not in {"LEDGER_DB", "FORCE_COLOR"}}
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return inherited | {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def test_every_example_prints_what_the_readme_shows(folder: Path, environment: dict[str, str]) -> None:
    """One test for all: each example stands on the ledger that those before it made."""
    shown = examples(README)
    assert len(shown) >= 4
    for example in shown:
        done = subprocess.run(
            ["bash", "-c", example.command],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=120, check=False,
        )  # fmt: skip
        printed = "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip()
        assert printed == example.shown, example.command


def test_every_verb_has_its_row() -> None:
    done = subprocess.run([sys.executable, "-m", "ledger", "--help"], capture_output=True, text=True, check=True)
    verbs = re.findall(r"^  ([a-z]+) ", done.stdout.partition("Commands:")[2], flags=re.MULTILINE)
    assert verbs
    assert [verb for verb in verbs if f"| `{verb}" not in README] == []


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_that_a_document_links_to_exist(document: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
