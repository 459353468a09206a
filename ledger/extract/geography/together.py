"""Names that no list has, told in one breath with a place: "in Bamako, Obora and Lido", "Jalore, Obora and Lido districts"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger import lexicon
from ledger.extract.geography.forms import may_be_place
from ledger.extract.geography.runs import CONNECTORS, Run, is_led, last_word
from ledger.extract.grammar.words import genders
from ledger.lexicon.gazetteer import Place, look_up, place_words, smallest_holding

_JOIN = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or|&)\s")
_LAST_JOIN = re.compile(r",?\s(?:and|or|&)\s")
_NAMELY = lexicon.pattern(r"\b(?:{namely}|{placewords/class}\sof),?:?\s$")
_SAID = lexicon.pattern(r"\s(?:{said}|who)\b")
_CLASS = lexicon.pattern(r"\s{placewords/class}\b")
# after a pair of names: no verb that the second does
_RESTS = re.compile(
    r"[.,;:)”\"]|\s?$|\n|\s[(–—-]|\s(?:on|in|at|after|when|where|during|late|early|overnight|yesterday|today|since|by|with|to|for|as|while|and|have|were|are)\b"
)
_PAIR = 2
_LONGEST = 3  # words of a name


class Name(NamedTuple):
    """One name of a row: its run and its words there, and whether it is known for a place."""

    run: int
    first: int
    words: tuple[str, ...]
    known: bool


def told_together(
    text: str, runs: Sequence[Run], known: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int, int, Place]]:
    """The unknown names in rows with places: run, word, number of words and place; ``known``: where a run's places start."""
    row: list[Name] = []
    for index, run in enumerate(runs):
        for name in _names(index, run, known[index]):
            if row and not _JOIN.fullmatch(text, _end(runs, row[-1]), _start(runs, name)):
                yield from _unknown(text, runs, row)
                row = []
            row.append(name)
        if run.words[-1] != run.written[-1]:
            row = []  # "in Lima and Obora's west"
    yield from _unknown(text, runs, row)


def _start(runs: Sequence[Run], name: Name) -> int:
    return runs[name.run].starts[name.first]


def _end(runs: Sequence[Run], name: Name) -> int:
    return runs[name.run].ends[name.first + len(name.words) - 1]


def _names(index: int, run: Run, places: Sequence[int]) -> Iterator[Name]:
    """The names of a run that "and" parts, without the word that opens a sentence: "In Obora and Lido"."""
    first = 1 if len(run.words) > 1 and run.words[0].lower() in place_words("placing") else 0
    words = run.words[first:]
    while words:
        cut = words.index("and") if "and" in words else len(words)
        if cut:
            yield Name(index, first, words[:cut], run.starts[first] in places)
        first, words = first + cut + 1, words[cut + 1 :]


def _unknown(text: str, runs: Sequence[Run], row: Sequence[Name]) -> Iterator[tuple[int, int, int, Place]]:
    if len(row) < _PAIR or all(one.known for one in row) or not any(one.known for one in row):
        return
    others = [one for one in row if not one.known]
    if all(map(_may_be_named, others)) and _is_of_places(text, runs, row):
        for one in others:
            place = Place(name=" ".join(one.words), kind="city", country=None, learned=True)
            yield one.run, one.first, len(one.words), place


def _may_be_named(name: Name) -> bool:
    words = name.words
    whole = len(words) <= _LONGEST and not {words[0], words[-1]} & set(CONNECTORS)
    return whole and words[0].lower() not in genders() and look_up(" ".join(words)) is None and may_be_place(words)


def _is_of_places(text: str, runs: Sequence[Run], row: Sequence[Name]) -> bool:
    """Whether the words before a row, and those behind it, are those of places."""
    start, end = _start(runs, row[0]), _end(runs, row[-1])
    closed = _LAST_JOIN.fullmatch(text, _end(runs, row[-2]), _start(runs, row[-1])) is not None
    if not closed or _SAID.match(text, end):
        return False
    if _CLASS.match(text, end):
        return True
    before = text[max(0, start - 40) : start]
    opens = row[0].first > 0  # "In London, Acme and Shell fell"
    led = opens or (is_led(before) and last_word(before).lower() in place_words("placing"))
    if not led and not _NAMELY.search(before):
        return False
    return (len(row) > _PAIR and not opens) or _RESTS.match(text, end) is not None


def holder_of(places: Sequence[Place], together: bool) -> Place:
    """The smallest place that holds a list; its first where only a continent or nothing known does.

    ``together``: an "and" makes it a list, where a comma may tell what holds a village.
    """
    holder = smallest_holding(places)
    known = [place for place in places if place.country]
    if holder is None and 1 < len(known) < len(places):
        holder = smallest_holding(known)  # "Lida, Oro and the Obora Administrative Region", which no list has
    if holder is None and together and len(known) == 1 and known[0].kind == "city":
        holder = look_up(known[0].country or "")  # "in Bamako and Obora", which lies in the same country
    return holder if holder and holder.kind != "continent" else places[0]
