"""Lists within one line: "Dead: 14; Injured: 32; Missing: 6", where every number answers to the label before it.

The parser sees no sentence in such a line and gives all its numbers to one of the labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.lines.blocks import names_count
from ledger.extract.lines.list_words import list_measure
from ledger.extract.lines.lists import ListItem, ListLine
from ledger.extract.lines.number_lines import STROKE
from ledger.extract.lines.parties import WON, may_be_party, what_is_won
from ledger.extract.lines.sentences import Sentence
from ledger.extract.numbers.units import unit_after
from ledger.lexicon.gazetteer import look_up
from ledger.model import Span

_ENTRY = lexicon.pattern(
    r"[\s•–—“\"-]*(?:and\s+)?(?P<name>[A-Za-z][A-Za-z /()&’'-]{1,60}?)\s*(?:[:=]|\s[‒–—-])\s*"
    r"(?:(?:{hedge}|~)\s+)?"
    r"(?P<value>\d[\d,.]*(?:\s?\([+−-]?\d[\d,]*\))?(?:\s+[A-Za-z]{1,12})?)\s*\.?[”\"]?\s*"
)
# "Killed/injured: 3/12"
_PAIRED = re.compile(
    rf"[\s•–—-]*(?P<names>[A-Za-z][A-Za-z ]*(?:/[A-Za-z][A-Za-z ]*)+)\s*[:=–—-]\s*(?P<values>\d[\d,]*(?:{STROKE}\d[\d,]*)+)\s*\.?\s*"
)
_BETWEEN = re.compile(
    r"[;|]|\s+and\s+(?=[A-Z][^:;\d]{1,40}\s?[:=–—]\s?\d)|[.,]\s+(?=[A-Za-z])|\s[–—-]\s+(?=[A-Za-z][^:;\d]{1,40}:)"
)
# "Toll so far: dead – 14; injured – 32", but "Deaths: at least 9 | Injuries: 41" begins with a row
_HEADING = lexicon.pattern(r"[^:;|\d]{1,120}:\s+(?=[A-Za-z])(?!{hedge}\s)")
_MARK = re.compile(r"[:=‒–—-]")
_FEWEST = 2


def read_runs(text: str, sentences: Sequence[Sentence]) -> dict[int, ListLine]:
    """The sentences that are nothing but labels with their numbers, by index."""
    found = {}
    for index, sentence in enumerate(sentences):
        heading, cells = _cells(text, sentence.span)
        telling = sum(says(name) for _, name in cells)
        if telling >= _FEWEST:
            cells = _with_new_ones(cells)
        if telling >= _FEWEST and all(names_count(name) for _, name in cells):
            found[index] = ListLine(cells=tuple(cells), header=Span(0, 0), comparator=None)
        elif (line := _of_parties(text, heading, cells) or _by_name(text, sentence.span)) is not None or (
            index and (line := _under(text, sentences[index - 1].span, sentence.span)) is not None
        ):
            found[index] = line
    return found


def _of_parties(text: str, heading: Span, cells: list[tuple[Span, str]]) -> ListLine | None:
    """A line of parties with their seats: "The exit poll says: Reds - 112, Union Democrats - 40, others - 8"."""
    won = what_is_won(text, text[slice(*heading)], [(name, span) for span, name in cells]) if cells else ""
    if not won or not all(may_be_party(name) for _, name in cells):
        return None
    names = tuple(name for _, name in cells)
    return ListLine(cells=tuple((span, won) for span, _ in cells), header=heading, comparator=None, labels=names)


def takes_up(text: str, line: Span) -> bool:
    """Whether what a line gives is the sentence's before: "The exit poll points to a change. The projection is: Reds 112, Blues 90"."""
    return _TAKES_UP.match(text, *line) is not None


_TAKES_UP = lexicon.pattern(
    r"(?:The|This|That|Its|Their|His|Her)\s(?:[a-z]+\s)?{taken up by a list}\b[^.:;\n\d]{0,60}:", re.IGNORECASE
)


def _with_new_ones(cells: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The cells, of which those that only tell which count what the first does: "Confirmed: 41 | New today: 3 | Deaths: 9"."""
    return [
        (span, cells[0][1] if set(name.lower().split()) <= labels("verbal") and not says(name) else name)
        for span, name in cells
    ]


_NAMED = lexicon.pattern(
    r"\s*(?:and\s+)?(?:in\s+|the\s+)?(?P<name>{rest of the parties}|[A-Z][\w’'-]*(?:\s(?:(?:of|and|the|de|la)\s)?[A-Z][\w’'-]*){0,4})"
    r"(?P<comma>,)?\s+(?:with\s+)?(?:{hedge}\s+)?(?P<value>\d[\d,.]*(?:\s?(?:%|per\s?cent))?|{numbers/cardinals})\s*\.?\s*"
)
_NAMED_APART = re.compile(r";\s*(?:and\s+)?|,\s(?:and\s+)?(?!\d)|\s+and\s+(?=(?:in\s|the\s)?[A-Z][^;,:]*\d)")
_SEMICOLON = re.compile(r";\s*(?:and\s+)?")
_COUNTS = re.compile(
    r"(?<![\w’'])(?P<thing>(?:[A-Za-z-]+\s)?[A-Za-z][a-z]+)(?P<each>,?\s+(?:by|per)\s+[a-z]+|\swon)?(?:,?\s+in\s+(?P<unit>[a-z][a-z /]+))?\s*$"
)


def _under(text: str, heading: Span, span: Span) -> ListLine | None:
    """A line of places with their numbers under a line that says what they count: "Cases by region", then "Lida 40, Obora 30"."""
    if heading.end - heading.start > _LONGEST or "\n" not in text[heading.end : span.start]:
        return None
    line = _by_name(text, span, Span(heading.start, heading.end - (text[heading.end - 1] == ":")))
    if line is None or not (says(line.cells[0][1]) or noun_classes(line.cells[0][1].lower())):
        return None  # "Here are the results" over "Lida 2, Obora 1"
    return line if sum(map(bool, map(look_up, line.labels))) * 2 > len(line.labels) else None


_LONGEST = 100  # characters of a heading


def _by_name(text: str, span: Span, over: Span | None = None) -> ListLine | None:
    """A line of names with their numbers under words that say what all of them count: "Cases by region: Lida 40; Obora 30"."""
    colon = over.end if over else text.find(": ", *span)
    head = over.start if over else span.start
    told = _COUNTS.search(text, head, colon) if colon > 0 else None
    if told is None or not names_count(told["thing"]):
        return None
    won = told["thing"].lower() in WON  # "Seats by party: Reds 112, Union Democrats 40, others 8"
    unit = unit_after(f" {told['unit']}", 0, len(told["unit"]) + 1) if told["unit"] else None
    if told["unit"] and unit is None:
        return None
    tells = says(told["thing"], told["unit"] or "", unit.dimension if unit else None)
    cells, named, start = list[tuple[Span, str]](), list[str](), span.start if over else colon + 1
    apart = _SEMICOLON if ";" in text[start : span.end] else _NAMED_APART  # "Ohio, 12; Texas, two"
    for end, following in [*(m.span() for m in apart.finditer(text, start, span.end)), (span.end, span.end)]:
        entry = _NAMED.fullmatch(text, start, end)
        if entry is None or (names_count(entry["name"]) and not look_up(entry["name"]) and not won):
            return None  # "Casualties: KIA 4, WIA 11"
        if entry["comma"] and not told["each"]:
            return None  # "Killed: Ali Musa, 34; Rana Haddad, 12" gives their ages
        cells.append((Span(*entry.span("value")), told["thing"].lower() if won else told["thing"]))
        named.append(entry["name"])
        start = following
    if len(cells) < _FEWEST or not (tells or won or any(map(look_up, named))):
        return None  # "Spurs 2, Leeds 1"; but "Schools closed: Lima 14, Cusco 9"
    header, unit_words = Span(head, colon), told["unit"] or ""
    return ListLine(cells=tuple(cells), header=header, comparator=None, labels=tuple(named), unit=unit_words)


def _cells(text: str, span: Span) -> tuple[Span, list[tuple[Span, str]]]:
    """What heads a line, and its values with their labels; none where a part of the line is anything else."""
    none = Span(span.start, span.start)
    if not _MARK.search(text, *span):
        return none, []  # as mostly: a cheap question first
    told = _HEADING.match(text, *span)
    heads = none if told is None else Span(span.start, told.end())
    cells: list[tuple[Span, str]] = []
    start = heads.end
    ends = [(match.start(), match.end()) for match in _BETWEEN.finditer(text, start, span.end)]
    for end, following in [*ends, (span.end, span.end)]:
        if paired := _PAIRED.fullmatch(text, start, end):
            cells += _each(paired)
            start = following
            continue
        entry = _ENTRY.fullmatch(text, start, end)
        if entry:
            cells.append((Span(*entry.span("value")), entry["name"]))
        elif text[start:end].strip():
            return none, []
        start = following
    return heads, cells


def _each(paired: re.Match[str]) -> list[tuple[Span, str]]:
    """The values of several labels with theirs: "Houses destroyed/damaged: 40/120"; none where they are not as many."""
    names = [name.strip() for name in paired["names"].split("/")]
    whole = names[0].split()[:-1]
    names[1:] = [name if " " in name else " ".join([*whole, name]) for name in names[1:]]
    values, at = paired["values"].split(STROKE), paired.start("values")
    starts = [at + sum(len(value) + 1 for value in values[:index]) for index in range(len(values))]
    spans = [Span(start, start + len(value)) for start, value in zip(starts, values, strict=True)]
    return list(zip(spans, names, strict=True)) if len(spans) == len(names) else []


def says(name: str, unit: str = "", dimension: str | None = None) -> bool:
    """Whether a label says by itself what became of what it counts, or what a quantity is of."""
    item = ListItem(name=name, header=Span(0, 0), comparator=None, unit=unit)
    return list_measure(item, "", frozenset((dimension,)) if dimension else frozenset()) != "other"
