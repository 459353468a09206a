"""What stands around a number and shows it to be the label of a kind, or of a street."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.numbers.numerals import Numeral


def is_kind_or_street(before: str, after: str, surface: str, numeral: Numeral) -> bool:
    """E.g. the zero of "zero-emission buses", the 72 of "the lot near 72 Avenue", the 148 of "on 148 Street by the mill"."""
    if numeral.word and not numeral.low and (after.startswith("-") or _ZERO_OF.match(after)):
        return True  # "zero evidence of fraud" counts nothing
    if surface.isdigit() and _QUOTE_ENDS.match(after) and _QUOTED_NAME.search(before):
        return True  # 'the security firm "Lion 4"'
    if _COPYRIGHT.search(before) and _YEAR.match(surface):
        return True  # "Copyright 2019 NPR" is no sum of Nepalese rupees
    if _STREET.match(after) is None:
        return False
    return _STREET_CLOSED.match(after) is not None or (surface.isdigit() and _ON_STREET.search(before) is not None)


_ZERO_OF = lexicon.pattern(r"\s(?:[a-z]+\s)?{zero of}\b")
_QUOTED_NAME, _QUOTE_ENDS = re.compile(r"[\"“‘](?:[A-Z][\w’-]*\s){1,3}$"), re.compile(r"[\"”’](?!\w)")
_COPYRIGHT = re.compile(r"(?:\bcopyright|©|\(c\))\s(?:©\s|\(c\)\s)?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_STREET = lexicon.pattern(r"\s{numbered street}\b(?!\s[a-z]+s\b)")  # not of "18 Street children"
_STREET_CLOSED = lexicon.pattern(r"\s{numbered street}(?=\s(?:and|in|near|at)\b|[.,;)]|$)")
_ON_STREET = re.compile(r"\b(?:on|near|at|along|of|off|and|to|from|between)\s$")
