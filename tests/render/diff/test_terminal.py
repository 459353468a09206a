"""Diffs as a person sees them. Write the expected pictures anew with ``python -m tests.render.diff.test_terminal``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from ledger.model import Diff
from ledger.render.diff.prose import sentence
from ledger.render.diff.terminal import diff_text
from tests.render.diff.samples import EVERY_KIND, HOSTILE, between_versions, explained

WIDTHS = (60, 80, 120)
PICTURES = Path(__file__).parent / "pictures"


def picture(width: int) -> Path:
    return PICTURES / f"{width}-columns.txt"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_at_each_width_looks_as_it_did(width: int) -> None:
    assert diff_text(EVERY_KIND, width=width) + "\n" == picture(width).read_text("utf-8")


@pytest.mark.parametrize("width", [20, 40, 60, 61, 79, 80, 100, 120, 200])
@pytest.mark.parametrize("diff", [EVERY_KIND, explained(EVERY_KIND), HOSTILE])
def test_no_line_is_wider_than_the_terminal(diff: Diff, width: int) -> None:
    lines = diff_text(diff, width=width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


def test_a_pipe_gets_whole_lines_without_colour() -> None:
    lines = diff_text(EVERY_KIND).splitlines()
    assert lines[0] == sentence(EVERY_KIND)
    assert sum(line.startswith("  ") for line in lines) == len(EVERY_KIND.changes)
    assert "\x1b" not in "".join(lines)


def test_colour_changes_nothing_but_colour() -> None:
    coloured = diff_text(EVERY_KIND, width=80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == diff_text(EVERY_KIND, width=80)


def test_what_a_report_says_cannot_steer_the_terminal() -> None:
    shown = diff_text(HOSTILE)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[31m" in shown


def test_the_reasons_stand_below_their_change() -> None:
    lines = diff_text(explained(EVERY_KIND), width=120).splitlines()
    first = next(number for number, line in enumerate(lines) if "▲ raised" in line)
    assert lines[first + 1].strip() == "likeness 0.90: place 1"


def test_nothing_changed_is_the_sentence_alone() -> None:
    told = "Between version 1 and version 2 of floods, no figure changed (4 compared)."
    assert diff_text(between_versions(unchanged=4), width=80) == told


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for wide in WIDTHS:
        picture(wide).write_text(diff_text(EVERY_KIND, width=wide) + "\n", encoding="utf-8")
