"""Units turned into others: straight lines, so that SQL can do it row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from ledger import lexicon
from ledger.errors import QueryRefused
from ledger.query.names import nearest

__all__ = ["conversions", "known_unit"]

_PARTS = re.compile(r"[*/]")


def known_unit(name: str) -> str:
    """The unit by its name in the ledger ("acres", "sq km"). Raises QueryRefused for what nothing converts to."""
    name = name.strip()
    forms = lexicon.words("units", column=2)
    usual = name if name in _physical() else forms.get(name) or forms.get(name.lower()) or name
    if _parsed(usual) is None:
        hint = nearest(usual, _physical(), "write it as `ledger facts` does: acre, square_kilometer, metric_ton")
        raise QueryRefused(f"{name!r} is not a unit that others convert to; {hint}")
    return usual


def conversions(units: Iterable[str], wanted: str) -> Iterator[tuple[str, float, float]]:
    """(unit, factor, shift) for each unit of the same dimension: converted = value × factor + shift.

    Of ``units`` only those that measure count: a "point" in a report is no length.
    """
    target = _parsed(wanted)
    for unit in sorted({*units, wanted}):
        measured = unit == wanted or all(part in _physical() for part in _PARTS.split(unit))
        parsed = _parsed(unit) if measured else None
        if target is not None and parsed is not None and parsed.dimensionality == target.dimensionality:
            shift = _in(target, 0.0, parsed)
            yield unit, _in(target, 1.0, parsed) - shift, shift


@cache
def _physical() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("units"))


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


def _in(target: Any, value: float, unit: Any) -> float:
    return float(_registry().Quantity(value, unit).to(target).magnitude)


@cache
def _parsed(name: str) -> Any | None:
    """Pint's unit; None for what it does not know and for plain numbers, which convert to nothing."""
    spelt = re.sub(r"\bcubic_(\w+)", r"\1**3", re.sub(r"\bsquare_(\w+)", r"\1**2", name))
    try:
        unit = _registry().Unit(spelt)
    except Exception:  # pint raises many kinds for strings that are no unit
        return None
    return None if unit.dimensionless else unit
