"""Numbers in brackets after names: "Kano (6,726), Abuja (2067)"."""

from __future__ import annotations

import re

_NEAR = 60
_ALONE = re.compile(r"\((\d[\d,.]*)\)")
_LIKE_A_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def is_among_counts(text: str, start: int, end: int) -> bool:
    """Whether a number stands in brackets near others that are no years, so that it is none itself."""
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    near = text[max(0, start - _NEAR) : end + _NEAR]
    return any(not _LIKE_A_YEAR.fullmatch(number) for number in _ALONE.findall(near))
