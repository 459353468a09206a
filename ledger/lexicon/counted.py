"""What kind of unit a name is: money, something that measures, or a noun for things that are counted."""

from __future__ import annotations

from functools import cache

from ledger.lexicon import rows

__all__ = ["PARTS_OF", "RATIOS", "is_counted", "is_money"]

PARTS_OF = frozenset(("percent", "fraction"))
RATIOS = PARTS_OF | {"percentage_point", "basis_point", "factor"}
_CODE = 3  # letters
_SCALES = ("magnitude", "story", "degree_Celsius", "degree_Fahrenheit")


@cache
def _measuring_units() -> frozenset[str]:
    return frozenset((*RATIOS, *_SCALES, *(row[0] for row in rows("units"))))


def is_money(unit: str) -> bool:
    """Whether the unit is a currency's ISO code; "UAV" and "APV" are counted things."""
    return unit in _codes()


@cache
def _codes() -> frozenset[str]:
    named = (*(row[0] for row in rows("currencies")), *(row[2] for row in rows("national_currencies")))
    return frozenset(code for code in named if len(code) == _CODE and code.isupper())


def is_counted(unit: str) -> bool:
    """Whether the unit is a noun for things that are counted, not one that measures."""
    return not (is_money(unit) or "/" in unit or unit in _measuring_units())
