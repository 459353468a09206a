"""The words of a report, each by where it stands first: what was told before a figure, and what a report is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.numbers.numerals import Numeral

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


@lru_cache(maxsize=64)
def first_words(text: str) -> Mapping[str, int]:
    """Each word and plain number of ``text``, in lower case, with the offset at which it stands first."""
    return {match[0].lower(): match.start() for match in reversed(list(_WORD.finditer(text)))}


def is_told_before(text: str, numeral: Numeral) -> bool:
    """Whether the report gave the same number before this one, in digits or in words."""
    first, start = first_words(text), numeral.span.start
    forms = {text[slice(*numeral.span)], f"{numeral.low:g}"} | _cardinals().get(numeral.low, frozenset())
    return any(all(first.get(word, start) < start for word in _WORD.findall(form.lower())) for form in forms)


@cache
def _cardinals() -> Mapping[float, frozenset[str]]:
    """The words of each number that has any."""
    found: dict[float, frozenset[str]] = {}
    for word, value in lexicon.table("numbers")["cardinals"].items():
        found[value] = found.get(value, frozenset()) | {word}
    return found
