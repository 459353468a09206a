"""How measures and units are said in a line of text. The words themselves are the lexicon's."""

from __future__ import annotations

from functools import cache

from ledger.lexicon import rows

# Measures whose words name a thing and so cannot follow the counted noun; they are said in brackets: "8.5 % (growth)".
_NAMES_A_THING_TEXT = """
    refugees population jobs_lost votes attacks price cost revenue market_value debt budget wage growth_rate
    inflation_rate unemployment_rate interest_rate share magnitude wind_speed rainfall temperature depth height
    distance area duration speed weight sentence_length agreements
"""
_NAMES_A_THING = frozenset(_NAMES_A_THING_TEXT.split())
_SIGNS = {"percent": "%", "degree_Celsius": "°C", "degree_Fahrenheit": "°F"}
_NO_PLURAL = frozenset({"aircraft", "magnitude", "series", "species", "personnel", "hertz"})


@cache
def _measure_words() -> dict[str, str]:
    return {row[0]: row[2] for row in rows("measures") if len(row) > 2}


@cache
def _irregular_plurals() -> dict[str, str]:
    """Singular → plural; where the lexicon lists several, the first is the usual one."""
    return {row[1]: row[0] for row in reversed(rows("plurals"))}


def measure_words(measure: str) -> str:
    """The measure as it stands alone: "killed or wounded"; a measure that the lexicon lacks as its id reads."""
    return _measure_words().get(measure) or measure.replace("_", " ")


def after_noun(measure: str) -> str:
    """What follows the counted noun: "killed", "(population)"; nothing for ``other``."""
    if measure == "other":
        return ""
    words = measure_words(measure)
    return f"({words})" if measure in _NAMES_A_THING or measure not in _measure_words() else words


def is_sign(unit: str) -> bool:
    """Whether the unit is written as a sign that has no plural."""
    return unit in _SIGNS


def unit_words(unit: str, *, one: bool) -> str:
    """The unit as written after a number: "person", "people", "square miles", "kilometers per hour"."""
    if unit in _SIGNS:
        return _SIGNS[unit]
    first, slash, rest = unit.partition("/")
    if slash:
        return f"{unit_words(first, one=one)} per {_rate_base(rest)}"
    words = unit.replace("_", " ")
    return words if one else _plural(words)


def _rate_base(unit: str) -> str:
    """One "barrel"; a base with its own number is many: "100000 person" → "100,000 people"."""
    count, blank, noun = unit.partition(" ")
    if not (blank and count.isascii() and count.isdigit()):
        return unit_words(unit, one=True)
    return f"{int(count):,} {unit_words(noun, one=False)}"


def _plural(noun: str) -> str:
    head, blank, last = noun.rpartition(" ")
    irregular = _irregular_plurals().get(last)
    return head + blank + (irregular or (last if last in _NO_PLURAL else _regular_plural(last)))


def _regular_plural(noun: str) -> str:
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
