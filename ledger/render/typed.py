"""Rows as typed columns: what a file format with types, and a description of one, need."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from ledger.queries.fields import Field, field_of
from ledger.render.columns import is_number

__all__ = ["Column", "typed_columns"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it means, and its values as Python holds them (dates as dates); None is an unknown value."""

    field: Field
    values: tuple[Any, ...]


def typed_columns(rows: Iterable[Row], names: Sequence[str] | None = None, table: str | None = None) -> list[Column]:
    """The columns of rows in the order of ``names`` (else of the first row's).

    A column has the type that its name stands for (``fields.field_of``) where all its values fit, whatever rows there
    are; else the narrowest type that they do fit.
    """
    listed = list(rows)
    found = names if names is not None else list(listed[0]) if listed else []
    return [_column(name, [row.get(name) for row in listed], field_of(name, table)) for name in found]


def _column(name: str, values: Sequence[Any], field: Field | None) -> Column:
    wanted = ["flag" if field.type == "boolean" else field.type] if field else []
    for kind in (*wanted, "boolean", "integer", "number", "string"):
        try:
            read = tuple(None if value is None else _READERS[kind](value) for value in values)
        except ValueError:
            continue
        if field is not None and kind in wanted:
            return Column(field=replace(field, name=name), values=read)
        held = kind if any(value is not None for value in values) else "string"
        return Column(field=Field(name=name, type=held, unit=None, description=""), values=read)
    raise AssertionError("every value reads as text")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(value)


def _flag(value: Any) -> bool:
    """SQLite's truth values are 0 and 1."""
    if value in (0, 1):
        return bool(value)
    raise ValueError(value)


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    raise ValueError(value)


def _number(value: Any) -> float:
    if is_number(value):
        return float(value)
    raise ValueError(value)


def _date(value: Any) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError(value)


def _datetime(value: Any) -> datetime:
    if isinstance(value, str):
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    raise ValueError(value)


def _object(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


_READERS: dict[str, Callable[[Any], Any]] = {
    "boolean": _boolean,
    "flag": _flag,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "datetime": _datetime,
    "object": _object,
    "array": _object,
    "string": _string,
}
