"""A unit of time past a word for what is still to come: "36 more hours of hail"."""

from __future__ import annotations

import re

from ledger.extract.numbers.units import UnitMention, unit_after

_MORE = re.compile(r"\s(?:more|additional|extra|further)(?=\s)")


def time_after_more(text: str, position: int, end: int) -> UnitMention | None:
    """E.g. the hours of "36 more hours of hail"; "36 more tons" and "36 more people" are left to their nouns."""
    more = _MORE.match(text, position, end)
    unit = unit_after(text, more.end(), end) if more else None
    return unit if unit is not None and unit.dimension == "time" else None
