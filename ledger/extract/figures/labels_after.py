"""What right after a number shows it to be the label of a kind, or of a street."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.numbers.numerals import Numeral


def is_kind_or_street(numeral: Numeral, after: str) -> bool:
    """E.g. the zero of "zero-emission buses", the 72 of "the lot near 72 Avenue"."""
    return (numeral.word and not numeral.low and after.startswith("-")) or _STREET.match(after) is not None


_STREET = lexicon.pattern(r"\s{numbered street}(?=\s(?:and|in|near|at)\b|[.,;)]|$)")
