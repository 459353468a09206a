"""The README cannot lie: its examples print what they show, its verbs are all there, its links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.fill_readme import commands, filled

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_example_prints_what_the_readme_shows() -> None:
    assert len(commands(README)) >= 4
    assert filled(README).splitlines() == README.splitlines(), "run `make readme` and look at what changed"


def test_what_an_example_prints_stands_under_it() -> None:
    shown = filled("Before.\n\n```console\n$ echo one\nstale\n$ ls\n```\n\nAfter.\n")
    assert shown == "Before.\n\n```console\n$ echo one\none\n$ ls\nseeds\n```\n\nAfter.\n"


def test_every_verb_has_its_row() -> None:
    done = subprocess.run([sys.executable, "-m", "ledger", "--help"], capture_output=True, text=True, check=True)
    verbs = re.findall(r"^  ([a-z]+) ", done.stdout.partition("Commands:")[2], flags=re.MULTILINE)
    assert verbs
    assert [verb for verb in verbs if f"| `{verb}" not in README] == []


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_that_a_document_links_to_exist(document: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
