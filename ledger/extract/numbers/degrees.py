"""Degrees told without their scale: that of the report's other temperatures, else that of the country it tells of."""

from __future__ import annotations

import re
from functools import lru_cache

from ledger import lexicon
from ledger.extract.grammar.parse import Tree
from ledger.extract.numbers.currencies import Purse

_SCALE = re.compile(
    r"(?:°|º|\bdegrees?|\bdeg)\s?(?P<letter>[CF])\b|\b(?P<word>celsius|centigrade|fahrenheit)\b|\d(?P<sign>[CF])\b",
    re.IGNORECASE,
)
_IN_FAHRENHEIT = frozenset(lexicon.family("lands of Fahrenheit"))
_BOUNDS = {"degree_Celsius": (-95, 65), "degree_Fahrenheit": (-140, 150)}  # weather, and the heat of bodies


def with_scale(text: str, tree: Tree, value: float | None, purse: Purse) -> str:
    """The unit of a temperature in "degrees"; angles, and what no weather reaches, stay plain degrees."""
    if any(token.lower in lexicon.family("angled") for token in tree.tokens):
        return "degree"  # "the ship listed 20 degrees"
    scale = told_scale(text) or _scale_of(purse)
    low, high = _BOUNDS.get(scale, (0, 0))
    return scale if value is not None and low <= value <= high else "degree"


@lru_cache(maxsize=64)
def told_scale(text: str) -> str:
    """The scale that a report names first with its temperatures, or nothing."""
    found = _SCALE.search(text)
    named = (found["letter"] or found["word"] or found["sign"])[0].upper() if found else ""
    return {"C": "degree_Celsius", "F": "degree_Fahrenheit"}.get(named, "")


def _scale_of(purse: Purse) -> str:
    """That of the story's country; where an outlet of another country tells of it, both must have the same."""
    lands = {land in _IN_FAHRENHEIT for land in (purse.story, purse.outlet) if land}
    if len(lands) != 1:
        return "degree"
    return "degree_Fahrenheit" if lands.pop() else "degree_Celsius"
