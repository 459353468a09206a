"""Names with their numbers in running lines, whose unit or kind is told once: weather stations, parties at an election.

"Rainfall (mm)" over "North: Lida 52, Obora 48, Marn (Airport 05, Port 01)"; "Labour 1,512 (51% +9%), Greens 300 (10%, -4%)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.lines.headers import of_stations, unit_in
from ledger.extract.lines.lists import ListLine
from ledger.extract.lines.sentences import Sentence
from ledger.model import Span

_STATION = lexicon.pattern(
    r"(?P<name>[A-Z][\w.’'-]*?(?:\s(?:[A-Z][\w.’'-]*?|{labels/part of a town}))*)(?:\s(?:[–-]\s)?|-|:\s)(?P<value>\d{1,3}(?:\.\d{1,2})?)"
    r"(?=\s?(?:mm|cm|in(?:ches)?|°?[CF])?(?:\s(?:each|cm|mm))?\s?(?:[,;.)(]|\sand\s|$))"
)
_PARTY = re.compile(
    r"(?P<name>(?:[A-Z]|(?<=:\s)[a-z])[\w’'.-]*(?:\s(?:[A-Z(&][\w’'.)-]*|of|the|for|and)){0,5})[:,–-]?\s(?P<votes>\d{1,3}(?:,\d{3})+|\d{1,6})(?:\svotes)?"
    r"\s?[(\[](?P<share>\d{1,2}(?:\.\d+)?\s?%)(?:,?\s(?P<moved>[+−-]\d{1,2}(?:\.\d+)?\s?%?))?[^()\[\]\n]{0,50}[)\]]"
)
_OF_VOTES = "share of the vote"
_HOLDER = re.compile(r"\bmajority\s(?:of\s)?(?P<votes>\d{1,3}(?:,\d{3})+|\d{2,6})\b")
# each run of small letters is taken whole, so that a line that fails does so at once
_CAPITALS_ONLY = lexicon.pattern(
    r"(?:[^a-z]|\b(?:{labels/part of a town}|and|each|mm|cm|inches|the|de|of)\b|(?<=[A-Z’'.-])[a-z]++)*+"
)
_FEWEST, _FEWEST_ON, _FEWEST_PARTIES = 3, 1, 2
_OVER = 2  # lines between a heading and the first of its stations


def read_names(text: str, sentences: Sequence[Sentence]) -> dict[int, ListLine]:
    """The sentences that give names with their numbers, by index."""
    found, header = dict[int, ListLine](), None
    for index, sentence in enumerate(sentences):
        words = text[slice(*sentence.span)]
        if not any(map(str.isdigit, words)):
            header = sentence.span if of_stations(words, "") else header if header and words[-1] in ":," else None
            continue
        own = text.find(":", *sentence.span)
        if own > 0 and of_stations(head := text[sentence.span.start : own], "") and unit_in(head):
            header = Span(sentence.span.start, own)
        elif header is None and of_stations(words, "") and len(words) < _LONGEST:
            header = sentence.span  # "Rain since Monday (mm)"
            continue
        if header is not None and (line := _stations(text, sentence.span, header, goes_on=index - 1 in found)):
            found[index] = line
            continue
        header = None
        if "%" in words and (line := _parties(text, sentence.span)) is not None:
            found[index] = line
        elif index - 1 in found and not found[index - 1].unit and (majority := _HOLDER.search(text, *sentence.span)):
            cell = Span(*majority.span("votes"))
            found[index] = ListLine(cells=((cell, "votes"),), header=Span(0, 0), comparator=None)
    return found


_LONGEST = 80  # characters of a heading


def _stations(text: str, span: Span, header: Span, *, goes_on: bool) -> ListLine | None:
    """The readings of a line that is nothing but stations, under a heading that says what was measured and in what."""
    start = max(span.start, header.end) if header.start <= span.start < header.end else span.start
    entries = list(_STATION.finditer(text, start, span.end))
    if len(entries) < (_FEWEST_ON if goes_on else _FEWEST) or _CAPITALS_ONLY.fullmatch(text, start, span.end) is None:
        return None
    heading = text[slice(*header)]
    told = heading.split(" (")[0].split(" in ")[0]
    cells = tuple((Span(*entry.span("value")), told) for entry in entries)
    names = tuple(entry["name"] for entry in entries)
    return ListLine(cells=cells, header=header, comparator=None, labels=names, unit=unit_in(heading))


def _parties(text: str, span: Span) -> ListLine | None:
    """The votes of parties, each with its share in a bracket, and by how much that has moved."""
    entries = list(_PARTY.finditer(text, *span))
    if len(entries) < _FEWEST_PARTIES:
        return None
    cells, names = list[tuple[Span, str]](), list[str]()
    for entry in entries:
        cells += [(Span(*entry.span("votes")), "votes"), (Span(*entry.span("share")), _OF_VOTES)]
        if entry["moved"]:
            cells.append((Span(*entry.span("moved")), _OF_VOTES))
        names += [entry["name"]] * (3 if entry["moved"] else 2)
    return ListLine(cells=tuple(cells), header=Span(0, 0), comparator=None, labels=tuple(names))
