"""Lists and tables in plain text: "tanks ‒ 732 od,", "Helicopters: 140 (+2)", a header's comparator for all its items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.extract.comparators import comparator_of
from ledger.extract.numerals import Numeral, find_numerals
from ledger.extract.sentences import Sentence
from ledger.model import Comparator, Span

_ITEM = re.compile(
    r"[\s•*·▪–—-]*(?P<name>[A-Za-z][^\d:‒–—]{1,60}?|[A-Za-z][\w /-]{1,60}?)\s*(?:[‒–—:]|\s-)\s*(?:about|around|approx\.?|some|over|up to|~|≈)?\s*(?=[\d+~])"
)
_HEADER = re.compile(
    r"\b(?P<cue>approximately|about|around|roughly|estimated(?:\s+at)?|at least|more than|over|nearly|some|up to)[\s)\]]*:?[\s)\]]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One line of a list: what is counted, the header over it, and the header's comparator (None where it has none)."""

    name: str
    header: Span
    comparator: Comparator | None


def read_list(text: str, sentences: tuple[Sentence, ...]) -> dict[int, ListItem]:
    """The list lines among ``sentences`` by index: two or more in a row, or one under a header that ends in a colon."""
    lines = [_ITEM.match(text, *sentence.span) for sentence in sentences]
    found: dict[int, ListItem] = {}
    header, comparator = Span(0, 0), None
    for index, match in enumerate(lines):
        if match is None:
            header = sentences[index].span
            comparator = _header_comparator(text[slice(*header)])
        elif _in_list(lines, index, text[slice(*header)]):
            found[index] = ListItem(
                name=match["name"].strip(), header=header, comparator=_own_or(text, sentences[index].span, comparator)
            )
    return found


def _in_list(lines: list[re.Match[str] | None], index: int, header: str) -> bool:
    beside = (index > 0 and lines[index - 1] is not None) or (index + 1 < len(lines) and lines[index + 1] is not None)
    return beside or header.rstrip().endswith(":")


def _header_comparator(header: str) -> Comparator | None:
    match = _HEADER.search(header)
    if match is None:
        return None
    probe = f"{match['cue']} 5"
    numeral = Numeral(span=Span(len(probe) - 1, len(probe)), low=5, high=5)
    return comparator_of(probe, numeral, 0, len(probe))


def _own_or(text: str, span: Span, inherited: Comparator | None) -> Comparator | None:
    own = [comparator_of(text, numeral, *span) for numeral in find_numerals(text, *span)[:1]]
    return None if own and own[0] is not Comparator.EQUAL else inherited
