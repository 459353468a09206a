"""Currencies of one letter, where nothing else shows that a small number after it is money: "N520/$1", "P140 a kilo"."""

from __future__ import annotations

import re
from functools import lru_cache

from ledger import lexicon
from ledger.extract.numbers.currencies import is_against_one
from ledger.extract.numbers.units import rate_after

_GOES_ON = lexicon.pattern(r"(?!\s[a-z])|\s{money goes on}\b")


def is_money_letter(match: re.Match[str], end: int) -> bool:
    """Whether a letter before a small number is a currency's: as elsewhere in the text, or a price for so much ("P140 a kilo", "pays K450 for a sack")."""
    if not _GOES_ON.match(match.string, end):
        return False
    rate = rate_after(match.string, end, match.endpos)
    priced = rate is not None and rate.name in lexicon.family("weighed")
    priced = priced or is_against_one(match.string, end)
    priced = priced or _PAID.search(match.string, max(0, match.start() - 16), match.start()) is not None
    return priced or _writes_money(match.string, match["letter"])


_PAID = lexicon.pattern(r"\b{paid out}\s$")


@lru_cache(maxsize=64)
def _writes_money(text: str, letter: str) -> bool:
    """Whether a letter stands for money elsewhere in a text: "N800" beside "N50,000", "K19" beside "K18.85" or "K20/$"."""
    written = re.search(
        rf"(?<!\w){letter}\d{{1,3}}(?:[, ]\d{{3}}(?!\d)|[\d.]*\s?(?:million|billion|m|bn)\b|\.\d\d(?!\d)|\d?\s?/\s?\$)",
        text,
    )
    return written is not None
