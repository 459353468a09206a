"""Tables whose columns wide blanks part: "District   Deaths   Missing" over "Rukum   12   3"."""

from __future__ import annotations

import re

_WIDE = "   "
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_LONGEST = 160  # characters of a row
_FEWEST_GAPS, _FEWEST_ROWS = 2, 2


def column_gaps(text: str) -> frozenset[int]:
    """Where the wide blanks begin that part the cells of such tables: a header of words, then rows of as many cells with numbers."""
    if _WIDE not in text:
        return frozenset()
    found: set[int] = set()
    header: list[int] = []
    rows: list[list[int]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        gaps = _gaps(line, start)
        if header and len(gaps) == len(header) and line.rstrip()[-1:].isdigit():
            rows.append(gaps)
        else:
            if len(rows) >= _FEWEST_ROWS:
                found.update(header, *rows)
            header = gaps if len(gaps) >= _FEWEST_GAPS and not any(map(str.isdigit, line)) else []
            rows = []
        start += len(line) + 1
    return frozenset(found)


def _gaps(line: str, start: int) -> list[int]:
    if _WIDE not in line or len(line) > _LONGEST:
        return []
    return [start + gap.start() for gap in _GAP.finditer(line)]
