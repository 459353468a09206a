"""What each column of a table means, whatever table it stands in: one word, one meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Field", "field_of"]

# "before_low" is the ``low`` of the step before, "low_a" that of the first of two rivals.
_BEFORE_NAMES = {
    "before_": "the step before: ",
    "after_": "this step: ",
    "first_": "the earliest: ",
    "last_": "the latest: ",
    "latest_": "the latest: ",
    "best_": "the best claim: ",
    "newest_": "the newest figure: ",
    "original_": "the original: ",
    "carrier_": "the one that carries it: ",
}
_AFTER_NAMES = {"_a": "the first of the two: ", "_b": "the second of the two: "}
_AT = ("", "_at", "_name")  # "published_a" is the ``published_at`` of the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: its name, its type in the words of the Frictionless Table Schema, what it is counted in, its meaning.

    ``unit`` is None where the column is no number, and ``@name`` where another column of the row holds the unit.
    """

    name: str
    type: str
    unit: str | None
    description: str


@cache
def _known() -> dict[str, Field]:
    lines = files("ledger.queries").joinpath("fields.tsv").read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        name: Field(name=name.rpartition(".")[2], type=kind, unit=unit or None, description=description)
        for name, kind, unit, description in cells
    }


def field_of(column: str, table: str | None = None) -> Field | None:
    """What the column means, in a table of its own meaning where there is one; None where ``fields.tsv`` lacks it."""
    if table is not None and f"{table}.{column}" in _known():
        return _known()[f"{table}.{column}"]
    if column in _known():
        return _known()[column]
    for prefix, words in _BEFORE_NAMES.items():
        if column.startswith(prefix) and (found := field_of(column.removeprefix(prefix))):
            return _side(column, words, found)
    for suffix, words in _AFTER_NAMES.items():
        if column.endswith(suffix):
            for ending in _AT:
                if found := field_of(column.removesuffix(suffix) + ending):
                    return _side(column, words, found)
    return None


def _side(column: str, words: str, field: Field) -> Field:
    return Field(name=column, type=field.type, unit=field.unit, description=words + field.description)
