"""Figures as CSV with a row of hashtags, for the tools of humanitarian work (https://hxlstandard.org, 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from ledger.errors import LedgerError
from ledger.lexicon import rows as lexicon_rows
from ledger.lexicon.counted import is_counted, is_money
from ledger.lexicon.gazetteer import look_up
from ledger.render.tables import csv_text

__all__ = ["hxl_csv", "hxl_tag", "untagged"]

Row = Mapping[str, Any]

# Column of a figure's row → the tag of what it holds. The number itself stands under the tag of its measure.
_TAGS = {
    "published": "#date+published",
    "period_start": "#date+start",
    "period_end": "#date+end",
    "place": "#loc+name",
    "division": "#adm1+name+derived",
    "country": "#country+name+derived",
    "group": "#meta+group",
    "low": "#meta+min+num",
    "high": "#meta+max+num",
    "comparator": "#meta+comparator",
    "unit": "#meta+unit",
    "surface": "#meta+verbatim",
    "basis": "#meta+basis",
    "status": "#meta+status",
    "confidence": "#meta+confidence+num",
    "claimant": "#source+claimant+name",
    "claimant_kind": "#source+claimant+type",
    "outlet": "#source+outlet+name",
    "report": "#meta+report+id",
    "version": "#meta+version+num",
    "title": "#meta+title",
    "url": "#meta+url",
    "quote": "#meta+quote",
    "series": "#meta+series+id",
    "id": "#meta+fact+id",
}
_TAG_CELL = 3
_NEEDED = {"measure", "unit", "low", "high", "surface"}


@cache
def _measure_tags() -> dict[str, str]:
    return {row[0]: row[_TAG_CELL] for row in lexicon_rows("measures") if len(row) > _TAG_CELL and row[_TAG_CELL]}


def hxl_tag(row: Row) -> str | None:
    """The tag of the figure's measure in the lexicon; None where it has none, or where the number counts no such thing.

    A share of people killed is no number of people killed, and neither is a rate.
    """
    tag, unit = _measure_tags().get(str(row["measure"])), str(row["unit"])
    money = tag is not None and tag.endswith(("+cost", "+aid"))
    if tag is None or "/" in unit:
        return None
    if tag == "#impact+area":
        return None if is_counted(unit) or is_money(unit) or unit == "percent" else tag
    return tag if (is_money(unit) if money else is_counted(unit)) else None


def untagged(rows: Iterable[Row]) -> int:
    """How many figures have no tag and are left out."""
    return sum(hxl_tag(row) is None for row in rows)


def hxl_csv(rows: Sequence[Row]) -> str:
    """The figures that have a tag: names, tags, then a row a figure with its number under the tag of its measure.

    The number is the lower bound, else the upper one, as the history draws it; both bounds stand beside it. Country and
    division are those of the best-known place of that name. Raises LedgerError for rows that are no figures.
    """
    if rows and not set(rows[0]) >= _NEEDED:
        raise LedgerError("hxl is for figures; export facts, figures, latest_figures or stated_figures")
    tagged = [(tag, row) for row in rows if (tag := hxl_tag(row))]
    measures = sorted({(str(row["measure"]), tag) for tag, row in tagged})
    names = [*(name for name, _ in measures), *_TAGS]
    hashtags = dict(zip(names, [*(tag for _, tag in measures), *_TAGS.values()], strict=True))
    figures = [
        {
            row["measure"]: row["high"] if row["low"] is None else row["low"],
            **{name: _value(row, name) for name in _TAGS},
        }
        for _, row in tagged
    ]
    return csv_text([hashtags, *figures], names)


def _value(row: Row, name: str) -> Any:
    """The cell, under the name that it has in facts or in a view of them; what holds the place, by the gazetteer."""
    if name in ("country", "division"):
        return _holder(row["place"], name)
    return next((row[known] for known in (name, f"{name}_at", f"{name}_name") if known in row), None)


def _holder(place: str | None, name: str) -> str | None:
    found = look_up(place) if place else None
    if found is None:
        return None
    if name == "country":
        return found.country
    return found.name if found.kind == "region" else found.within if found.kind == "city" else None
