"""Values of a query's parameters, checked before any SQL runs."""

from __future__ import annotations

import math
from datetime import date
from typing import NoReturn

from ledger import lexicon
from ledger.errors import QueryRefused
from ledger.model import Limits, Moment, Parameter, ParameterType
from ledger.query.conversion import known_unit
from ledger.query.names import nearest
from ledger.store import Store

__all__ = ["checked_value"]

_NAMES = {
    ParameterType.MEASURE: "SELECT id FROM measures",
    ParameterType.PLACE: "SELECT id FROM places",
    ParameterType.OUTLET: "SELECT name FROM outlets",
}
_EVERY = Limits(rows=1_000_000)


def checked_value(store: Store, parameter: Parameter, value: str) -> str:
    """The value as the SQL needs it: a name in the spelling in which it is known. Raises QueryRefused."""
    if parameter.type in _NAMES:
        return _known_name(store, parameter, value)
    if parameter.type is ParameterType.INTEGER and not (value.isascii() and value.removeprefix("-").isdigit()):
        _refuse(parameter, value, "a whole number, for example 20")
    if parameter.type is ParameterType.INTEGER and abs(int(value)) >= 2**31:
        _refuse(parameter, value, "a whole number below 2,147,483,648")
    if parameter.type is ParameterType.NUMBER and not _is_number(value):
        _refuse(parameter, value, "a number, for example 0.5")
    if parameter.type is ParameterType.DATE and not _is_date(value):
        _refuse(parameter, value, "a date, for example 2023-09-11")
    if parameter.type is ParameterType.UNIT:
        return known_unit(value)
    return value


def _refuse(parameter: Parameter, value: str, wanted: str) -> NoReturn:
    raise QueryRefused(f"{parameter.name} must be {wanted}; {value!r} is none")


def _known_name(store: Store, parameter: Parameter, value: str) -> str:
    rows = store.sql(_NAMES[parameter.type], {}, Moment(), _EVERY).rows
    known = {str(row[0]) for row in rows}
    if parameter.type is ParameterType.MEASURE:
        known |= {row[0] for row in lexicon.rows("measures")}
    if value in known:
        return value
    folded = sorted(name for name in known if name.casefold() == value.casefold())
    if folded:
        return folded[0]
    everywhere = f'`ledger sql "{_NAMES[parameter.type]}"` lists them'
    raise QueryRefused(f"no {parameter.type.value} {value!r} is known here; {nearest(value, known, everywhere)}")


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value)) and "_" not in value
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    try:
        return len(value) == len("YYYY-MM-DD") and bool(date.fromisoformat(value))
    except ValueError:
        return False
