"""Lists of parties with what they won: "Reds - 231 seats", "Norland National Party - 46 (4.7%)", "Others - 3".

What is won is named once, by the header or the first of them, or by the report that tells of seats. A party's name may have words
that count something else ("Union Democrats", "Independents"), which no reader takes for what its number counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from ledger import lexicon
from ledger.extract.lines.headers import ELECTION
from ledger.model import Span

WON = frozenset(("seat", "seats", "vote", "votes"))
_TOLD = re.compile(r"\b(?P<noun>seats|votes)\b", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:shares?|percentages?)\sof\b", re.IGNORECASE)
_OWN = re.compile(r"\s*\d[\d,.]*\s+(?P<noun>[a-z]+)\b")
_BARE = re.compile(r"\s*\+?\d[\d,.]*\s*(?:$|[,.;(\n])")
_COUNT = re.compile(r"\s*\+?(\d[\d,]*)(?![\d.]*\s?%)")
_SEATS = re.compile(r"\bseats?\b", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]{2,6}")
_FEWEST = 3
_MOST, _ALL = 1000, 101  # seats of a chamber; what shares come to


def parties_in(
    text: str, labels: Mapping[int, str], cells: Mapping[int, Span], headers: Mapping[int, Span]
) -> dict[int, str]:
    """What the lines of lists of parties count, by index."""
    lists = defaultdict[Span, list[int]](list)
    for index, header in headers.items():
        lists[header].append(index)
    found = dict[int, str]()
    for header, indices in lists.items():
        if won := what_is_won(text, text[slice(*header)], [(labels[i], cells[i]) for i in indices]):
            # "Turnout: 61" among them is no party
            named = (
                i for i in indices if is_party(labels[i]) or _BARE.match(text, *cells[i]) or _own(text, cells[i]) == won
            )
            found |= {index: won for index in named if may_be_party(labels[index])}
    return found


def what_is_won(text: str, header: str, rows: Sequence[tuple[str, Span]]) -> str:
    """What the rows of a list of parties, each a label and its cell, all count; empty where they are no such list."""
    known = sum(is_party(label) for label, _ in rows)
    rest = sum(label.lower() in lexicon.family("rest of the parties") for label, _ in rows)
    if len(rows) < _FEWEST or not known or known + rest + sum(map(_is_lettered, rows)) < _FEWEST - 1:
        return ""
    own = {noun for _, cell in rows if (noun := _own(text, cell))}
    if own:
        return own.pop() if len(own) == 1 and own <= WON else ""
    if _SHARES.search(header):
        return "vote"
    if told := _TOLD.search(header):
        return told["noun"].lower()
    values = [value for _, cell in rows if (value := _value(text, cell)) is not None and value < _MOST]
    # "Reds 48, Blues 39, others 13" may be shares
    counts = len(values) == len(rows) and sum(values) > _ALL
    return "seats" if counts and _SEATS.search(text) and ELECTION.search(text) else ""


def is_party(label: str) -> bool:
    """Whether a name says that it is a party's: "Norland National Party", "Union Democrats"."""
    return label[:1].isupper() and not _party_words().isdisjoint((label.lower(), *label.lower().split()))


@cache
def _party_words() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.family("party"))


def may_be_party(label: str) -> bool:
    """Whether a label may name a party, or the rest of them: "Reds", "Others"."""
    return label[:1].isupper() or label.lower() in lexicon.family("rest of the parties")


def _is_lettered(row: tuple[str, Span]) -> bool:
    return _LETTERS.fullmatch(row[0]) is not None


def _own(text: str, cell: Span) -> str:
    told = _OWN.match(text, *cell)
    return told["noun"] if told else ""


def _value(text: str, cell: Span) -> float | None:
    number = _COUNT.match(text, *cell)
    return float(number[1].replace(",", "")) if number else None
