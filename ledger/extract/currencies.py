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
    + r"|(?-i:PS)(?=\d[\d,.]*(?:\d\d|[mkb]))|(?-i:Y=))"
)
WORDS_AFTER = either(_AFTER)
MINOR_AFTER = rf"(?:[\s-](?:{either(w for w in _MINOR if w != 'p')})(?!\w)|p(?!\w|\.\w))"


@cache
def code_before(surface: str) -> str:
    """The currency of a sign or code before an amount."""
    compact = re.sub(r"\s", "", surface)
    return _BEFORE.get(compact) or {"PS": "GBP", "Y=": "JPY"}.get(compact) or _folded()[compact.lower()]


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


@cache
def _national() -> dict[tuple[str, str], str]:
    return {(name, country): code for name, country, code in lexicon.rows("national_currencies")}


def national(name: str, country: str | None) -> str:
    """The code of a currency named without its country ("DOLLAR", "PESO") in the light of the story's; else as is."""
    return _national().get((name, country or "")) or _national().get((name, "*")) or name
