"""Rates of currencies told by a verb: "the dollar fetched 107.6 yen", "the euro rose to $1.08"."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.numbers.currencies import NAMES_AFTER, OTHER, code_of_name, singular_name


@cache
def _traded() -> re.Pattern[str]:
    """Long, and few texts have a rate: compiled when the first sum comes that may be one."""
    return lexicon.pattern(
        rf"\b(?:the|an?|one|each|every)\s+(?P<other>{OTHER}|(?:[a-z]+\s+)?(?:{lexicon.either({singular_name(w) for w in NAMES_AFTER})}))"
        r"\s(?:(?:(?!and\b|but\b)[a-z]+\s){0,3}?(?:{numbers/moves}|{currency trades})\s(?:(?:by\s)?[\d.]+\s?(?:%|percent|per\scent|pct)\s(?:[a-z]+er\s)?)?)?"
        r"(?:(?:to|at|for|around|near|as\s(?:low|high)\sas)\s|{hedge}\s|a\s(?:[a-z-]+\s){1,3}of\s)*$|\b(?P<sterling>sterling)\s(?:was|is|{numbers/moves}|{currency trades})\s(?:(?:at|to)\s)?$",
        re.IGNORECASE,
    )


def traded_for(code: str, text: str, position: int) -> str:
    """The currency, with its stroke, of which a sum that begins at ``position`` is the rate: "the dollar fetched 107.6 yen", "the euro rose to $1.08"."""
    match = _traded().search(text, max(0, position - 80), position)
    if match is None:
        return ""
    other = "GBP" if match["sterling"] else code_of_name(match["other"])
    pair = {"USD" if name == "DOLLAR" else name for name in (code, other)}
    return f"/{'USD' if other == 'DOLLAR' else other}" if other and len(pair) > 1 else ""
