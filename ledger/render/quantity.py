"""Numbers and quantities as written: thousands separators, comparators, ranges, vague words, money, units."""

from __future__ import annotations

from ledger.lexicon.counted import is_counted, is_money
from ledger.model import Basis, Comparator, Direction, Fact
from ledger.render.plain import one_line
from ledger.render.words import is_sign, unit_words

_BEFORE_COUNT = {
    Comparator.EQUAL: "",
    Comparator.ABOUT: "about ",
    Comparator.MORE: "more than ",
    Comparator.AT_LEAST: "at least ",
    Comparator.LESS: "fewer than ",
    Comparator.AT_MOST: "up to ",
}
_MONEY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
# Vague words that are nouns take "of" before what they count: "dozens of people", but "several people".
_TAKES_OF = ("s", "handful", "couple", "half", "third", "quarter", "fifth", "five", "ten", "four", "three")
_TAKES_NO_OF = ("several",)


def number(value: float) -> str:
    """``5300.0`` → ``5,300``; at most six decimals, no trailing zeros."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def signed(value: float) -> str:
    """A difference with its sign: ``+3,000``, ``-12``."""
    return f"{'+' if value > 0 else ''}{number(value)}"


def signed_percent(value: float) -> str:
    """A relative change with its sign: ``+130 %``; one decimal below ten percent."""
    rounded = round(value, 1 if abs(value) < 10 else 0)
    return f"{signed(rounded)} %"


def amount(fact: Fact) -> str:
    """The number with its comparator, money sign or percent sign and no noun: "at least 12", "10 to 15", "$350"."""
    before = _BEFORE_COUNT[fact.comparator]
    if fact.comparator is Comparator.LESS and not is_counted(fact.unit):
        before = "less than "
    if fact.vague:
        words = _vague(fact)
    else:
        words = before + (one_line(fact.surface) if fact.unit == "fraction" else _number_of(fact))
    return _direction(fact) + words + _more(fact)


def noun(fact: Fact) -> str:
    """What is counted, or the unit: "people", "Russian troops", "square miles"; empty for money and signs."""
    first, _, per = fact.unit.partition("/")
    if is_money(first) or is_sign(first):
        return f"per {unit_words(per, one=True)}" if per else ""
    if first in ("fraction", "factor", "magnitude"):
        return "" if first == "magnitude" else one_line(fact.entity)
    if is_counted(fact.unit):
        named = fact.group or (fact.entity if fact.measure == "other" else None)
        if named:
            return one_line(named)
    return unit_words(fact.unit, one=fact.low == fact.high == 1)


def counted(fact: Fact) -> str:
    """Amount and noun together: "dozens of people", "1 person", "4 more people", "$350"."""
    what = noun(fact)
    if not what:
        return amount(fact)
    worded = fact.vague or fact.unit == "fraction"
    of = " of" if worded and fact.basis is not Basis.INCREMENT and _takes_of(fact.surface) else ""
    return f"{amount(fact)}{of} {what}"


def _direction(fact: Fact) -> str:
    if fact.basis is not Basis.CHANGE or fact.direction is None:
        return ""
    return "up " if fact.direction is Direction.UP else "down "


def _more(fact: Fact) -> str:
    return " more" if fact.basis is Basis.INCREMENT else ""


def _vague(fact: Fact) -> str:
    """The report's own vague word; the comparator only where it is not the one that the word implies."""
    implied = (Comparator.EQUAL, Comparator.AT_LEAST)
    return ("" if fact.comparator in implied else _BEFORE_COUNT[fact.comparator]) + one_line(fact.surface.casefold())


def _takes_of(surface: str) -> bool:
    word = surface.casefold().strip()
    return word.endswith(_TAKES_OF) and not word.endswith(_TAKES_NO_OF)


def _number_of(fact: Fact) -> str:
    low, high = fact.low, fact.high
    if low is not None and high is not None and low != high:
        return f"{_with_sign(low, fact.unit, last=False)} to {_with_sign(high, fact.unit)}"
    bound = low if low is not None else high
    return _with_sign(bound or 0.0, fact.unit)


def _with_sign(value: float, compound: str, *, last: bool = True) -> str:
    """The number with the sign of its unit; of a range's two numbers only the last takes a sign that stands behind."""
    unit = compound.partition("/")[0]
    if is_money(unit):
        sign = _MONEY_SIGNS.get(unit)
        minus = "-" if value < 0 else ""
        return f"{minus}{sign}{number(abs(value))}" if sign else f"{unit} {number(value)}"
    if is_sign(unit) and last:
        return f"{number(value)} {unit_words(unit, one=False)}"
    return f"×{number(value)}" if unit == "factor" else number(value)
