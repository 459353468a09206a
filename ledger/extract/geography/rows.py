"""Names in a row of places with a figure each, of which a list knows some: "Ararat (11,900), Obora (9,480) and Lido (7,015)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.extract.geography.forms import may_be_place
from ledger.extract.geography.runs import Run
from ledger.lexicon.gazetteer import Place, place_words

_FIGURE = re.compile(  # what follows a name, up to the next: "(11,900)", ": 97,820", " – 2,084 – 7,155", "held 620 of 700", " 17"
    r"(?:\s?\(\d[\d,. ]*(?:\s[a-z]+){0,2}\)|:\s\d[\d,.]*(?:\s[a-z]+){0,2}|(?:\s[–—-]\s\d[\d,.]*)+(?:\s[a-z]+){0,2}|\s(?:about\s|some\s|nearly\s)?\d[\d,.]*(?<=\d)(?:\s[a-z]+)?)"
)
_PARTS = re.compile(r"[;,]?\s(?:and\s)?|[;,]?\n(?:[-•]\s)?")
_LEAST = 3  # items of which a row is at least
_LONGEST = 3  # words of a name


class Item(NamedTuple):
    """One name of a row with its figure: the number of its run, and where both stand."""

    run: int
    start: int
    end: int


def rows(text: str, runs: Sequence[Run], known: Sequence[bool]) -> Iterator[tuple[int, Place]]:
    """The runs that no list has, each in a row with one that is ``known``, and the place that each names."""
    row: list[Item] = []
    for index, run in enumerate(runs):
        figure = _FIGURE.match(text, run.ends[-1])
        if figure is None or run.words[-1] != run.written[-1]:
            continue
        item = Item(index, run.starts[0], figure.end())
        if row and not _PARTS.fullmatch(text, row[-1].end, item.start):
            yield from _unknown(runs, row, known)
            row = []
        row.append(item)
    yield from _unknown(runs, row, known)


def _unknown(runs: Sequence[Run], row: Sequence[Item], known: Sequence[bool]) -> Iterator[tuple[int, Place]]:
    first = runs[row[0].run] if row else None
    bracketed = first is not None and len(row) > 1 and first.before.endswith("(")  # "14 people (Leyte 9, Obora 5)"
    if len(row) < _LEAST - bracketed or not any(known[item.run] for item in row):
        return
    others = [item.run for item in row if not known[item.run]]
    if all(_may_be_named(runs[index].words) for index in others):
        for index in others:
            yield index, Place(name=" ".join(runs[index].words), kind="city", country=None, learned=True)


def _may_be_named(words: tuple[str, ...]) -> bool:
    """Whether words may be a place's name: a row with a month, a body or a sum in it is none of places."""
    first = words[0] in place_words("direction")  # "North 20,700"
    return len(words) <= _LONGEST and (first or may_be_place(words))
