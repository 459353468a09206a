"""``ledger chart`` as a person runs it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, error_lines


def test_charts_are_shown_and_written(floods: Run, tmp_path: Path) -> None:
    outs = [tmp_path / "new" / "toll.svg", tmp_path / "toll.PNG"]
    result = floods("chart", "history", "--measure", "killed", *(word for out in outs for word in ("--out", str(out))))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("People killed, Derna")
    assert "at least 2,300 → at least 5,300" in result.stdout
    assert b"fact-" in outs[0].read_bytes()
    assert outs[1].read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn_says_so(floods: Run) -> None:
    assert (
        floods("chart", "history").exit_code,
        floods("chart", "history", "--measure", "killed", "--out", "a.pdf").exit_code,
    ) == (2, 2)
    empty = floods("chart", "history", "--measure", "rescued")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert "no such figures" in empty.stderr
    alone = floods("chart", "compare", "--measure", "killed")
    assert "no such figures" in alone.stderr
    (line,) = error_lines(floods("chart", "history", "nonsense"))
    assert "ledger series" in line
