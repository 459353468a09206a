"""What a sum of money is for or against: "$60 a barrel", "$2.49 (324 shillings) per kilo", "R18.90/$"."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.numbers.currencies import code_after, rate_against
from ledger.extract.numbers.exchange import traded_for
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.units import rate_after, rate_before

_CONVERTED = re.compile(
    r"\s\((?:about\s|around\s)?[^()\s]{0,6}\s?\d[\d,.]*[^()\d]{0,16}\)|\)(?=\s(?:per|an?|each|every)\s)"
)


_NEXT_SUM = re.compile(r"\s(?:and|or|to)\s(?:US\s?)?[$€£]\d[\d,.]*(?=\s(?:per|an?)\s)")  # "$95 and $100 a barrel"
# "$18 in cash and 0.4 shares for each Melrow share", "90 pence for every share"
_PER_SHARE = re.compile(
    r"(?:\sin\scash)?(?:\s(?:and|plus)\s\d[\d.]*\s(?:[\w’'-]+\s){0,4}?shares?)?\sfor\s(?:each|every)\s(?:[\w’'-]+\s){0,4}?share\b"
)
# "EPS rose 42% from 9 cents", "Earnings per share fell to $1.20"
_EARNED_A_SHARE = re.compile(
    r"\b(?:EPS|(?:[Ee]arnings|[Ll]oss|[Pp]rofit|[Dd]ividend|[Ii]ncome)\s(?:per|a)\sshare)\s(?:[a-z-]+,?\s|\d[\d.]*\s?(?:%|percent|per\scent),?\s|(?:[$€£]\s?)?\d+(?:\.\d+)?(?:\scents?|\spence)?,?\s){0,8}$"
)
_OF_ONE_SHARE = 100
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
        and (
            against := rate_against(numeral.unit, text, numeral.span.end)
            or traded_for(numeral.unit, text, numeral.span.start)
        )
    ):
        return against
    if rate is None and _PER_SHARE.match(text, numeral.span.end):
        return "/share"
    if (
        rate is None
        and numeral.low < _OF_ONE_SHARE
        and _EARNED_A_SHARE.search(text, max(0, numeral.span.start - 120), numeral.span.start)
    ):
        return "/share"
    name = rate.name if rate else _thing_after(text, end) or rate_before(text, numeral.span.start)
    return f"/{name}" if name else ""


@cache
def _verb_forms() -> frozenset[str]:
    return frozenset(form for row in lexicon.rows("verbs") for cell in row for form in cell.split(","))


# "an average of 1,240 euros per trip", "$4 per air ticket"
_PER_THING = re.compile(
    r"\s+per\s+(?!cent\b|capita\b|diem\b|se\b|annum\b)(?P<thing>[a-z]{3,}(?:-[a-z]+)?)(?![\w’'-])"
    r"(?:\s(?!(?:in|on|at|to|of|by|for|from|and|or|but|as|is|was|are|were|has|had|that|which|who|with|when|while|after|before|since|until|this|last|next|under|over|than|up|down|if|because|so|will|would|could|can|may|plus|within|during|through|about|more|less|versus|against|compared|depending)\b)(?P<last>[a-z]{3,})(?<!ed)(?<!ing)(?<!ly)(?=[\s.,;)]|$))?"
)


def _thing_after(text: str, position: int) -> str | None:
    """The thing right after a sum that it is paid for, whatever it is."""
    each = _PER_THING.match(text, position, min(len(text), position + 60))
    if each is None:
        return None
    compound = each["last"] is not None and each["last"] not in _verb_forms()
    return each["last" if compound else "thing"].lower()


_ONE_OF_MONEY = ("$1", "€1", "£1", "US$1")
_EQUALS = re.compile(r"\s?=\s?\.?\d")
_SO_MANY_TO = re.compile(
    r"\d\s?[A-Za-z]{2,12}\s+to\s+$"
    r"|(?<![\w$])(?:[A-Z]{1,4}|[^\w\s$€£().,“\"'‘-])\s?\d[\d.,]*(?:\s?/\s?|\s+(?:to|per|for)\s+(?:the\s+)?)$"
)
_ONE_TRADED = ("one dollar", "one euro", "one pound", "1 dollar", "1 euro", "1 pound")
_TRADES = lexicon.pattern(r"\s(?:(?:now|then|today|currently)\s)?{currency trades}\b")


def is_one_of_money(before: str, surface: str, after: str) -> bool:
    """Whether one unit of money only says against what another stands: "3.5 shekels to $1", "N520/$1", "($1 = 82.9 rupees)"."""
    if surface in _ONE_OF_MONEY:
        return _SO_MANY_TO.search(before) is not None or _EQUALS.match(after) is not None
    return surface.lower() in _ONE_TRADED and _TRADES.match(after) is not None  # "One dollar now costs 92 rubles"
