r"""Patterns that are tried only where one of the words stands of which whatever they find holds one.

Most patterns find nothing in most sentences. The words are read off the pattern itself (``needed``), and those of a
piece of text once for all patterns that look into it.
"""

from __future__ import annotations

import re
import sys
from functools import cached_property, lru_cache

from ledger import lexicon
from ledger.lexicon.needed import needed

_WORD = re.compile(r"\w+")
_LONG = 2_000  # characters: of more, to take the words for each of many figures takes longer than to try the pattern


@lru_cache(maxsize=4096)  # of the sentences in hand: many rules look into the same
def words_in(text: str, start: int, end: int) -> frozenset[str]:
    """The words of ``text[start:end]`` in small letters."""
    return frozenset(_WORD.findall(text[start:end].lower()))


class Sought:
    """A pattern of ``lexicon.pattern``; one whose form does not tell plainly which words it needs is always tried."""

    def __init__(self, form: str, flags: int = 0) -> None:
        self.form, self.pattern = form, lexicon.pattern(form, flags)

    @cached_property
    def words(self) -> frozenset[str] | None:
        """The words of which each match holds one; None where that is not plain."""
        return needed(self.form)

    def may_be_in(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether one of the words stands in ``text[start:end]``; of a long part of a text it is taken to."""
        long = (start > 0 or end < len(text)) and min(end, len(text)) - start > _LONG
        return self.words is None or long or not self.words.isdisjoint(words_in(text, start, end))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        return self.pattern.search(text, start, end) if self.may_be_in(text, start, end) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at ``start``."""
        return self.pattern.match(text, start, end) if self.may_be_in(text, start, end) else None

    def sub(self, put: str, text: str) -> str:
        """``text`` with ``put`` for each match."""
        return self.pattern.sub(put, text) if self.may_be_in(text) else text

    def findall(self, text: str) -> list[str] | list[tuple[str, ...]]:
        """What it finds in ``text``, or the groups of each find."""
        return self.pattern.findall(text) if self.may_be_in(text) else []

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[re.Match[str]]:
        """The matches in ``text[start:end]``, in order."""
        return list(self.pattern.finditer(text, start, end)) if self.may_be_in(text, start, end) else []
