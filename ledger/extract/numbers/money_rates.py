"""What a sum of money is for or against: "$60 a barrel", "$2.49 (324 shillings) per kilo", "R18.90/$"."""

from __future__ import annotations

import re

from ledger.extract.numbers.currencies import code_after, rate_against
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.units import rate_after, rate_before

_CONVERTED = re.compile(
    r"\s\((?:about\s|around\s)?[^()\s]{0,6}\s?\d[\d,.]*[^()\d]{0,16}\)|\)(?=\s(?:per|an?|each|every)\s)"
)


_NEXT_SUM = re.compile(r"\s(?:and|or|to)\s(?:US\s?)?[$€£]\d[\d,.]*(?=\s(?:per|an?)\s)")  # "$95 and $100 a barrel"
_SUM = 1_000_000  # so many of one currency are bet against another, and no rate


def _is_whole_money(text: str, numeral: Numeral) -> bool:
    """Whether a sum may be a rate: neither millions nor hundredths, by which a rate moves ("fell 60 paise against the dollar")."""
    named = code_after(text[numeral.core.end : numeral.span.end]) if numeral.core else None
    return numeral.low < _SUM and not (named and named[1] > 1)


def money_rate(text: str, numeral: Numeral) -> str:
    """The denominator of an amount of money, with its stroke: "$60 a barrel"; nothing for "5 percent a year"."""
    end = numeral.span.end
    if not (numeral.unit and numeral.unit.isupper()):
        return ""
    if converted := _CONVERTED.match(text, end, end + 40):
        end = converted.end()  # "$2.49 (324 shillings) per kilo", of either
    if text.startswith(" more ", end):
        end += len(" more")  # "to pay $300 more a week"
    rate = rate_after(text, end, min(len(text), end + 60))
    if rate is None and numeral.low < _SUM and (joined := _NEXT_SUM.match(text, end, end + 40)):
        rate = rate_after(text, joined.end(), min(len(text), joined.end() + 60))
    if (
        rate is None
        and _is_whole_money(text, numeral)
        and (against := rate_against(numeral.unit, text, numeral.span.end))
    ):
        return against
    name = rate.name if rate else rate_before(text, numeral.span.start)
    return f"/{name}" if name else ""
