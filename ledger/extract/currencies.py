"""Currencies as the text writes them: codes and signs before an amount, names and hundredths after it."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.amounts import either

_ROWS = lexicon.rows("currencies")
_BEFORE = {symbol: code for code, symbols, *_ in _ROWS for symbol in symbols.split() if symbol != "-"}
_AFTER = {word: code for code, _, words, _ in _ROWS for word in words.split(",") if word != "-"}
_MINOR = {word: code for code, _, _, minor in _ROWS for word in minor.split(",") if word != "-"}


def _symbol(symbol: str) -> str:
    """A sign's pattern: letters keep their case ("try 500" is no lira), a longer sign may be broken ("HK $5")."""
    if symbol[-1] == "$" and len(symbol) > 2:
        return rf"(?-i:{re.escape(symbol[:-1])})\s?\$"
    return rf"(?-i:{re.escape(symbol)})" if symbol[0].isalpha() else re.escape(symbol)


CODES_BEFORE = (
    "(?:"
    + "|".join(_symbol(symbol) for symbol in sorted(_BEFORE, key=len, reverse=True))
    # signs that a decoder without them has spelt out: "PS21,700", "Y=28,030"
    # one letter needs an amount that is plainly money: "R1.4bn", "P5,000"
    + r"|(?-i:[RP])(?=\d{1,3}(?:,\d{3})|\d[\d.]*\s?(?:k|m|mn|bn|million|billion|trillion)\b)|(?-i:PS)(?=\d[\d,.]*(?:\d\d|[mkb]))|(?-i:Y=))"
)
SIGNS_BEFORE = (*_BEFORE, "PS", "Y=")
WORDS_AFTER = either(_AFTER)
MINOR_AFTER = rf"(?:[\s-](?:{either(w for w in _MINOR if w != 'p')})(?!\w)|p(?!\w|\.\w))"


@cache
def code_before(surface: str) -> str:
    """The currency of a sign or code before an amount."""
    compact = re.sub(r"\s", "", surface)
    return (
        _BEFORE.get(compact)
        or {"PS": "GBP", "Y=": "JPY", "R": "ZAR", "P": "PHP"}.get(compact)
        or _folded()[compact.lower()]
    )


@cache
def _folded() -> dict[str, str]:
    return {symbol.lower(): code for symbol, code in reversed(_BEFORE.items())}


@cache
def code_after(surface: str) -> tuple[str, int] | None:
    """The currency of a name after an amount ("US dollars", "of naira", "cents"), and how many of it make one unit."""
    words = re.sub(r"^[\s-]*(?:of\s+)?", "", surface.lower())
    words = " ".join(words.split())
    if words in _AFTER:
        return _AFTER[words], 1
    return (_MINOR[words], 100) if words in _MINOR else None


_PAIR = re.compile(
    r"\s+(?:to|per|against|for)\s+(?:the|a|an|one|each|1)\s+(?P<other>(?:US|U\.S\.|American|Australian|Canadian)\s+dollar|dollar|greenback|euro|pound|British\s+pound|yen|yuan|rupee)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:{WORDS_AFTER}|krona|krone|rupee|peso|rouble|ruble|naira|pound|dollar|won|rand|real|franc|dinar)\b",
    re.IGNORECASE,
)
_SINGULAR = {"greenback": "USD", "pound": "GBP", "british pound": "GBP", "american dollar": "USD", "u.s. dollar": "USD"}


def exchange_rate(text: str, start: int, position: int, end: int) -> tuple[str, int] | None:
    """The pair behind a rate that ends at ``position`` ("the peso traded at 58.4 to the dollar") and where its words end."""
    match = _PAIR.match(text, position, end)
    if match is None:
        return None
    named = [_code(found[0]) for found in _NAMED.finditer(text, start, position)]
    other = _code(match["other"])
    known = [code for code in named if code and code != other]
    return (f"{known[-1]}/{'USD' if other == 'DOLLAR' else other}", match.end()) if known else None


def _code(name: str) -> str | None:
    words = " ".join(name.lower().split())
    return _SINGULAR.get(words) or _AFTER.get(words) or _AFTER.get(f"{words}s")


@cache
def _national() -> dict[tuple[str, str], str]:
    return {(name, country): code for name, country, code in lexicon.rows("national_currencies")}


def national(name: str, country: str | None) -> str:
    """The code of a currency named without its country ("DOLLAR", "PESO") in the light of the story's; else as is."""
    return _national().get((name, country or "")) or _national().get((name, "*")) or name
