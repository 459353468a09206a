"""Tables whose first column only numbers the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.model import Span

_RULE = re.compile(r"[\s:|–—=-]+")
_SERIAL = re.compile(
    r"(?:S|Sl|Sr|Serial)?\.?\s?(?:No|Nr)\.?|#|Rank", re.IGNORECASE
)  # a column that only numbers the rows


def without_serials(text: str, rows: Sequence[list[Span]]) -> list[list[Span]]:
    """The rows without a column that only numbers them; a rule ("---|---") has no cells."""
    found: list[list[Span]] = []
    width = 0  # of the numbered table that goes on
    for row in rows:
        if None not in [_RULE.fullmatch(text, *cell) for cell in row]:
            found.append([])
            continue
        if len(row) > 2 and _SERIAL.fullmatch(text, *row[0]):
            width = len(row)
        numbered = len(row) == width
        width = width if numbered else 0
        found.append(row[1:] if numbered else row)
    return found
