"""Units: physical ones by table, rare notations by quantulum3, conversions by pint; currencies; singular count nouns."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

from ledger import lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMention:
    """A physical unit right after a number: its pint name, its dimension, and where its words end."""

    name: str
    dimension: str
    end: int


@cache
def _forms() -> dict[str, tuple[str, str]]:
    forms: dict[str, tuple[str, str]] = {}
    for name, dimension, words in lexicon.rows("units"):
        for word in words.split(","):
            forms[word.strip()] = (name, dimension)
    return forms


@cache
def _pattern() -> re.Pattern[str]:
    long = sorted((f for f in _forms() if len(f) > 1), key=len, reverse=True)
    words = "|".join(re.escape(form).replace(r"\ ", r"[\s-]+") for form in long)
    return re.compile(
        rf"[\s-]?\s?(?P<unit>(?i:{words})|[CFmg°])(?![\w²³/])(?P<rate>\s+(?:per|an?)\s+(?P<per>second|minute|hour|day|week|month|year|person|head)\b)?"
    )


def unit_after(text: str, position: int, end: int) -> UnitMention | None:
    """The physical unit whose words start at ``position`` (after white space or a hyphen), if any."""
    match = _pattern().match(text, position, end)
    if match is None:
        return _rare_unit_after(text, position, end)
    word = " ".join(re.split(r"[\s-]+", match["unit"]))
    name, dimension = _forms().get(word) or _forms()[next(f for f in _forms() if f.lower() == word.lower())]
    if word.lower() in ("in", "m", "g", "c", "f") and not _is_symbol(text, match):
        return None
    if (
        name == "pound"
        and dimension == "weight"
        and not re.match(r"\s*(?:of|\)|heavier|lighter|each)", text[match.end("unit") : end])
    ):
        return None
    if match["rate"] and "/" not in name:
        return UnitMention(name=f"{name}/{match['per']}", dimension=_rate_dimension(dimension), end=match.end())
    return UnitMention(name=name, dimension=dimension, end=match.end("unit"))


def _rate_dimension(dimension: str) -> str:
    return "speed" if dimension == "length" else "rate"


def _is_symbol(text: str, match: re.Match[str]) -> bool:
    """E.g. "18 in)" and "35C" are units; "1.9 million in January" and "$3m" are not."""
    after = text[match.end() : match.end() + 12].lower()
    if match["unit"].lower() == "in":
        return after.startswith((")", " of rain", " of snow", " high", " tall", " deep"))
    if match["unit"] in ("C", "F"):
        return match.start("unit") - match.start() <= 1 and not after[:1].isalnum()
    return re.match(r"\s*(?:\)|tall|high|wide|deep|long|above|below|of\b|away|[.,;]|$|x\b)", after) is not None


# A notation, not a word: "rpm", "kWh", "µg/m³", "Mbps". Words go to the count nouns.
_NOTATION = re.compile(
    r"\s?(?P<unit>(?=[^\s]*[°µμ²³/]|[A-Za-z]*[a-z][A-Z]|(?:[bcdfghjklmnpqrstvwxz]{2,4}(?![\w])))[A-Za-zµμ°²³/·]{2,8})(?![\w-])"
)
_NOT_UNITS = frozenset(["st", "nd", "rd", "th", "pct", "bn", "mn", "tn", "vs", "km/h", "pp"])


def _rare_unit_after(text: str, position: int, end: int) -> UnitMention | None:
    match = _NOTATION.match(text, position, end)
    if match is None or match["unit"].lower() in _NOT_UNITS:
        return None
    found = _quantulum_unit(match["unit"])
    return UnitMention(name=found[0], dimension=found[1], end=match.end()) if found else None


@cache
def _quantulum_unit(surface: str) -> tuple[str, str] | None:
    """quantulum3's reading of one isolated notation, as (pint name, dimension), where pint knows the unit too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # quantulum3 warns that its optional classifier is not installed
        from quantulum3 import parser

        quantities = parser.parse(f"5 {surface}")
    if len(quantities) != 1 or quantities[0].unit.name in ("dimensionless", "unk"):
        return None
    name = quantities[0].unit.name.replace(" per ", "/").replace(" ", "_")
    for candidate in (name, surface):
        if is_physical(candidate):
            return candidate, quantities[0].unit.entity.name
    return None


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


_PINT_SPELLING = {
    "square_kilometer": "kilometer**2",
    "square_meter": "meter**2",
    "cubic_meter": "meter**3",
    "cubic_foot": "foot**3",
}


@cache
def is_physical(unit: str) -> bool:
    """Whether pint knows this unit."""
    try:
        _registry().Unit(_PINT_SPELLING.get(unit, unit))
    except Exception:  # pint raises many kinds for strings that are no unit
        return False
    return True


def convert(value: float, unit: str, to: str) -> float | None:
    """``value`` in another unit; None where pint does not know the units or they measure different things."""
    if not (is_physical(unit) and is_physical(to)):
        return None
    import pint

    registry = _registry()
    try:
        quantity = registry.Quantity(value, _PINT_SPELLING.get(unit, unit))
        return float(quantity.to(_PINT_SPELLING.get(to, to)).magnitude)
    except (pint.DimensionalityError, pint.OffsetUnitCalculusError):
        return None


_IRREGULAR = {row[0]: row[1] for row in lexicon.rows("plurals")}
_UNCHANGED = frozenset(word for row in lexicon.rows("invariants") for word in row[0].split(","))


@cache
def singular(noun: str) -> str:
    """The singular of one lower-case English noun."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun in _UNCHANGED or not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or len(noun) < 4:
        return noun
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1]
