"""What kind of unit a name is: money, something that measures, or a noun for things that are counted."""

from __future__ import annotations

from functools import cache

from ledger.lexicon import rows

__all__ = ["is_counted", "is_money"]

_RATIOS = ("percent", "percentage_point", "basis_point", "fraction", "factor")
_SCALES = ("magnitude", "story", "degree_Celsius", "degree_Fahrenheit")


@cache
def _measuring_units() -> frozenset[str]:
    return frozenset((*_RATIOS, *_SCALES, *(row[0] for row in rows("units"))))


def is_money(unit: str) -> bool:
    """Whether the unit is a currency's ISO code."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def is_counted(unit: str) -> bool:
    """Whether the unit is a noun for things that are counted, not one that measures."""
    return not (is_money(unit) or "/" in unit or unit in _measuring_units())
