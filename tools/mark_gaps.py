"""Bring the marks of known gaps in tests/gold/sentences up to date: closed gaps lose theirs, ``--add`` marks new ones.

A new mark says what was found instead. Add one only for a sentence that is new, or with a reason for the loss.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from ledger.extract import extract_many
from ledger.model import Report
from tests.gold.rows import faults, read_rows

ROOT = Path(__file__).parents[1]


def main(add: bool) -> int:
    """Rewrites the files; how many rows fail without a mark."""
    rows = tuple(read_rows())
    reports = [Report(key=row.name, text=row.text, published=row.published) for row in rows]
    edits: dict[Path, list[tuple[int, str]]] = defaultdict(list)
    unmarked = 0
    for row, extraction in zip(rows, extract_many(reports), strict=True):
        wrong = faults(row, extraction.facts)
        if not wrong and row.mark_line:
            edits[row.file].append((row.mark_line, ""))
            print(f"closed: {row.name}")
        elif wrong and not row.mark_line:
            unmarked += 1
            print(f"{'marked' if add else 'wrong'}: {row.name}: {'; '.join(wrong)}")
            if add:
                reason = json.dumps("; ".join(wrong), ensure_ascii=False)
                edits[row.file].append((row.end_line, f"xfail = {reason}"))
    for path, changes in edits.items():
        _rewrite(path, changes)
    return 0 if add else unmarked


def _rewrite(path: Path, changes: list[tuple[int, str]]) -> None:
    lines = path.read_text("utf-8").splitlines()
    for number, mark in sorted(changes, reverse=True):
        if mark:
            lines.insert(number, mark)
        else:
            del lines[number - 1]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main("--add" in sys.argv[1:]))
