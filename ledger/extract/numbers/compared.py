"""Amounts and the ones in brackets with which they are compared, of which one has the unit: "MSEK 815.2 (790.4)", "7.1 (6.6) per cent"."""

from __future__ import annotations

import re

from ledger.extract.numbers.currencies import SCALED_CODES, scaled_code

_SCALED_BEFORE = re.compile(rf"\b(?P<code>{'|'.join(SCALED_CODES)})\s?[-−]?\d[\d.,]*\s\([-−]?$")
_PERCENT = re.compile(r"(?:\s\([-−]?\d[\d.,]*)?\)\s?(?:%|per\s?cent\b)")
_NEAR = 40  # characters


def unit_compared(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The unit that a number without one has from the number with which it is compared, and that one's scale."""
    if text[start - 1 : start] in ("(", "-", "−") and (
        before := _SCALED_BEFORE.search(text, max(0, start - _NEAR), start)
    ):
        return scaled_code(before["code"])
    if text[end : end + 1] == ")":
        compared = text[start - 2 : start] == " (" and text[start - 3].isdigit()
    else:
        compared = text[end : end + 2] == " ("
    return ("percent" if compared and _PERCENT.match(text, end) else None), 1
