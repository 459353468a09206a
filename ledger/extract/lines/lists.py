"""Lists and tables in plain text: "tanks ‒ 732 od,", "Helicopters: 140 (+2)", rows under a header, a header's comparator for all.

A line's label may be what is counted ("tanks – 732"), or where ("Guinea: 231 cases"): only a number without a noun of its own
takes the label's words, and a label that counts nothing takes those of the header ("Deaths by province").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger import lexicon
from ledger.extract.grammar.words import labels
from ledger.extract.lines.blocks import is_value, names_count
from ledger.extract.lines.headers import (
    bare_place,
    counting,
    first_words,
    is_fate,
    is_known_place,
    is_short,
    is_subheading,
    is_time,
    kind_of_places,
    may_be_place,
    narrower,
    of_stations,
    rate_in,
    unit_in,
)
from ledger.extract.lines.label_fates import fate_of_named
from ledger.extract.lines.list_rows import GAPS, Row, has, rows_in
from ledger.extract.lines.parties import WON, parties_in
from ledger.extract.lines.sentences import Sentence
from ledger.extract.lines.serials import without_serials
from ledger.extract.lines.totals import below_totals
from ledger.extract.numbers.comparators import comparator_of
from ledger.extract.numbers.numerals import Numeral, find_numerals
from ledger.extract.numbers.units import unit_after
from ledger.lexicon.gazetteer import look_up
from ledger.lexicon.plurals import singular
from ledger.model import Comparator, Span

_HEADER = lexicon.pattern(r"\b(?P<cue>{hedge}|estimated\s+at)[\s)\]]*:?[\s)\]]*$", re.IGNORECASE)
_ESTIMATED = re.compile(r"(?:the\s)?(?:estimated|approximate)\s", re.IGNORECASE)
_DELIMITER = re.compile(r"\s*\|\s*|\t+|\n|\s{3,}")
# What may follow a number that counts what its label names: nothing, punctuation, a bracket, or a word for "pieces".
_ALONE = lexicon.pattern(
    r"\s*(?:$|[,.;)\n(|\t]|\[[\da-z]{1,2}\]|\s{3}|and\s+[\d]|{pieces}\b|[–—-]\s*\d"
    r"|(?:persons?|people)\b\s*(?:$|[,.;)\n(|\t]))",  # but "Zone 1: 30 people wounded" says itself what it counts
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """What one number of a list counts: its label's words, the header over the list, and the header's comparator if any."""

    name: str
    header: Span
    comparator: Comparator | None
    unit: str = ""  # the unit's words, where the header gives one for all: "in tonnes per day"
    per: str = ""  # what each sum is for, where the header says it for all: "prices per litre"
    placed: bool = False  # whether its line's label says no more than where


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One line: its cells, each the part of the text whose numbers count what the name says, and what the header adds."""

    cells: tuple[tuple[Span, str], ...]
    header: Span
    comparator: Comparator | None
    place: str | None = None  # where a line's label says no more than where
    bearer: str | None = None  # whose they are, where a line's label says no more than that
    labels: tuple[str, ...] = ()  # a name for each cell, where one line tells of several: "Lida 40; Obora 30"
    unit: str = ""
    time: str = ""  # the label, where it says no more than when: "2021: 1,558"
    fate: str = (
        ""  # the label, where it says no more than what became of those counted: "Killed: 3 soldiers, 2 policemen"
    )

    def holds(self, number: Span) -> bool:
        """Whether a number stands in a cell, and not in the label before it ("Zone 1: 30")."""
        return any(span.start <= number.start < span.end for span, _ in self.cells)

    def place_at(self, text: str, number: Span) -> str | None:
        """Where a number of the line is told of, where a label or the words right after it say so."""
        label = self._label_at(number)
        if self.place and self.holds(number):
            return narrower(text, number) or self.place
        return label if label and (look_up(label) or of_stations(text[slice(*self.header)], "")) else None

    def bearer_of(self, number: Span, classes: frozenset[str], measure: str) -> str | None:
        """Whose share, sum or votes a number is, where a label says so."""
        won = any(name in WON and span.start <= number.start < span.end for span, name in self.cells)
        if measure != "votes" and not self.unit and not won and not classes & {"money", "percent"}:
            return None
        return self.bearer if self.bearer and self.holds(number) else self._label_at(number)

    def _label_at(self, number: Span) -> str | None:
        told = zip(self.cells, self.labels, strict=False)
        return next((label for (span, _), label in told if span.start <= number.start < span.end), None)

    def item_at(self, text: str, number: Span) -> ListItem | None:
        """The item of a number; None where a noun of its own follows it ("Guinea: 231 cases")."""
        for span, name in self.cells:
            if span.start <= number.start < span.end:
                unit = unit_after(text, number.end, span.end)
                alone = _ALONE.match(text, unit.end if unit else number.end, span.end) is not None
                if _PERSONS.match(text, number.end) and any(map(str.isdigit, text[span.start : number.start])):
                    return None  # "WASH: 41 boreholes were repaired, serving 20,500 people."
                alone = alone or (self.place is not None and _repeated(text[number.end : span.end], name))
                if fate := fate_of_named(text, number.end, span.end, name):
                    return ListItem(name=f"{name} {fate}", header=self.header, comparator=self.comparator)
                lost = _LOSSES.search(text, *self.header) and _LOST.match(text, number.end, span.end)
                item = ListItem(
                    name=name,
                    header=self.header,
                    comparator=self.comparator,
                    unit=self.unit,
                    placed=self.place is not None,
                    per=rate_in(text[slice(*self.header)]),
                )
                return item if alone or lost else None
        return None


_LOSSES = re.compile(r"\blosses\b", re.IGNORECASE)
# what a line of losses may say again of its number: "personnel – about 20300 persons were liquidated"
_LOST = lexicon.pattern(
    r"\s*(?:persons?|people|units?|pieces)?\s*(?:(?:were|was|are|have been)\s)?(?:{labels/loss}|killed)\s*(?:$|[,.;\n(])",
    re.IGNORECASE,
)
_PERSONS = re.compile(r"\s*(?:persons?|people)\b", re.IGNORECASE)


def _repeated(rest: str, name: str) -> bool:
    """Whether a line says again, after its number, what all of them count: "Sindh: 12 deaths"."""
    word = re.match(r"\s*([a-z]+)[\s.,;]*$", rest)
    return word is not None and singular(word[1]) in map(singular, name.lower().split())


def read_list(text: str, sentences: tuple[Sentence, ...]) -> dict[int, ListLine]:
    """The list lines and table rows among ``sentences`` by index: two or more in a row, or one under a header with a colon."""
    return {**_items(text, sentences), **_tables(text, sentences)}


def _items(text: str, sentences: tuple[Sentence, ...]) -> dict[int, ListLine]:
    rows = rows_in(text, sentences)
    found: dict[int, ListLine] = {}
    labels: dict[int, str] = {}
    befores: dict[Span, str] = {}
    header, comparator = Span(0, 0), None
    for index, row in enumerate(rows):
        span = sentences[index].span
        if row is None:
            if _between(text, rows, index, span):
                if label := _LABELLED.match(text, *span):
                    labels[index] = label["name"]
                    cell = Span(label.end("name") + 1, span.end)
                    found[index] = ListLine(cells=((cell, label["name"]),), header=header, comparator=comparator)
                continue
            heads = index + 1 < len(rows) and rows[index + 1] is not None
            if heads and header in befores and is_subheading(text[slice(*span)]):
                continue  # "Essex County" among the rows under "Snowfall totals"
            header, befores[span] = span, _in_paragraph_before(text, sentences, index)
            comparator = _header_comparator(text[slice(*header)]) if heads else None
        elif (
            _in_list(rows, index, text[slice(*header)])
            or "\n" in text[row.at : row.cell.start]
            or _stands_alone(text, span)
        ):
            labels[index] = row.name
            following = _NEXT_LABEL.search(text, *row.cell)
            cell = Span(row.cell.start, following.start() if following else row.cell.end)
            found[index] = ListLine(
                cells=((cell, row.name),), header=header, comparator=_own_or(text, span, comparator),
                time=row.name if is_time(row.name) else "",
                fate=row.name if is_fate(row.name) else "",
            )  # fmt: skip
    places = _places(text, labels, found)
    for index, line in found.items():
        words = text[slice(*line.header)]
        plain = bare_place(labels[index], kind_of_places(words))
        name = counting(plain, words, befores.get(line.header, ""), placed=index in places)
        found[index] = replace(line, cells=((line.cells[0][0], name),), unit=unit_in(words))
    found |= _as_first(text, labels, found)
    for index, name in below_totals(text, labels, {i: line.cells for i, line in found.items()}).items():
        found[index] = replace(found[index], cells=((found[index].cells[0][0], name),))
    won = parties_in(text, labels, {i: line.cells[0][0] for i, line in found.items()}, {i: line.header for i, line in found.items()})  # fmt: skip
    for index, noun in won.items():
        found[index] = replace(found[index], cells=((found[index].cells[0][0], noun),))
    places = {index: name for index, name in _places(text, labels, found).items() if index not in won}
    parties = {index: labels[index] for index in won}
    rest = {index: _bearer(labels[index]) for index in found.keys() - places.keys() - won.keys()}
    return {
        index: replace(line, place=places.get(index), bearer=parties.get(index) or rest.get(index))
        for index, line in found.items()
    }


def _in_paragraph_before(text: str, sentences: Sequence[Sentence], index: int) -> str:
    """The sentence before a header in its paragraph."""
    last = sentences[index - 1] if index else None
    return text[slice(*last.span)] if last is not None and last.block == sentences[index].block else ""


def _bearer(label: str) -> str | None:
    """Whose a line's sums, shares and votes are: the name before the bracket of "Moyo (Reds)"."""
    name = label.split(" (", maxsplit=1)[0].strip()
    return name if name[:1].isupper() and not names_count(name) else None


def _as_first(text: str, labels: Mapping[int, str], found: Mapping[int, ListLine]) -> dict[int, ListLine]:
    """The lines that count what the first of their list names: "Reds = 9,120 votes", "Greens = 4,300"."""
    lent: dict[int, ListLine] = {}
    header, noun = None, ""
    for index, label in labels.items():
        line = found[index]
        ((cell, name), *others) = line.cells
        told = _OWN_NOUN.match(text, *cell)
        noun = "" if line.header != header else noun
        if told and names_count(told["noun"]):
            noun = told["noun"] if not noun or told["noun"] == noun else ""
        elif noun and not others and name == label and not names_count(label) and _BARE_VALUE.match(text, *cell):
            lent[index] = replace(line, cells=((cell, noun),))
        header = line.header
    return lent


_OWN_NOUN = re.compile(r"\s*\d[\d,.]*\s+(?P<noun>[a-z]+(?:\s[a-z]+)?)\s*(?:$|[,.;(\n])")
_BARE_VALUE = re.compile(r"\s*\d[\d,.]*\s*(?:$|[,.;(\n])")


def _between(text: str, lines: Sequence[Row | None], index: int, line: Span) -> bool:
    """Whether a line is one of the list around it, though it gives no number: "MLRS – no change"."""
    if index and index + 1 < len(lines) and lines[index - 1] is not None and lines[index + 1] is not None:
        return _NUMBERLESS.match(text, *line) is not None or _LABELLED.match(text, *line) is not None
    near = lines[max(0, index - _NUMBERLESS_LINES) : index + _NUMBERLESS_LINES + 1]
    return _LABELLED.match(text, *line) is not None and sum(one is not None for one in near) > 1


def _places(text: str, labels: Mapping[int, str], found: Mapping[int, ListLine]) -> dict[int, str]:
    """The lines of lists told by place ("Cases by district", or most labels known places) whose labels are places."""
    by_header = defaultdict[Span, list[int]](list)
    for index, line in found.items():
        by_header[line.header].append(index)
    places = dict[int, str]()
    for header, indices in by_header.items():
        words = text[slice(*header)]
        kind = kind_of_places(words)
        plain = {index: bare_place(labels[index], kind) for index in indices}
        named = [
            index
            for index, label in plain.items()
            if may_be_place(label, headed=of_stations(words, text[slice(*found[index].cells[0][0])]))
        ]
        known = [index for index in named if is_known_place(plain[index])]
        told = kind or all(of_stations(words, text[slice(*found[index].cells[0][0])]) for index in named)
        # "Arrivals" over names that may all be places, of which the gazetteer knows but a third
        alike = len(named) == len(indices) and len(known) > 1 and len(known) * 3 >= len(indices)
        if len(named) > 1 and (told or alike or len(known) * 2 > len(indices)):
            places |= {index: plain[index] for index in named}
    return places


_NEXT_LABEL = re.compile(r";\s+[A-Z][^;:\d]{1,40}(?:\s\d{1,3})?:|(?<=\d)\s[A-Z][a-z]+:\s\d")  # "Lida: 340; Area 4: 20"


def _in_list(lines: list[Row | None], index: int, header: str) -> bool:
    beside = (index > 0 and lines[index - 1] is not None) or (index + 1 < len(lines) and lines[index + 1] is not None)
    return beside or header.rstrip().endswith(":")


# "Structures burned: 12", alone in its sentence
_ROW_ALONE = re.compile(
    r"(?!(?:He|She|It|We|They|I|This|That|There)\b)[A-Z][a-z]+(?:\s[a-z]+){0,3}\s(?P<done>[a-z]+):\s\d[\d,]*\.?"
)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a sentence is no more than a row: what became of things, a colon and how many they are."""
    row = _ROW_ALONE.fullmatch(text, *span)
    return row is not None and (row["done"].endswith("ed") or row["done"] in labels("verbal"))


_NUMBERLESS = re.compile(r"[\s•–—-]*[A-Za-z][^:–—|\n]{0,60}?(?:\s*[:–—|]|\s-)\s*[a-z][^:\n]{0,40}$")
# "• Lida: Homes damaged, three roads closed"
_LABELLED = re.compile(r"\s*•\s*(?P<name>[A-Z][^:–—|\n\d]{0,40}?):\s[A-Z][^:\n]{0,100}$")
_NUMBERLESS_LINES = 3  # lines without a number at their head, in a row
# the first column's name in a table that is told by place
_OF_PLACES = lexicon.pattern(
    r"(?:health\s|name\sof\s)?(?:{placewords/class}|{place heading})s?(?:\s?/\s?\w+)?", re.IGNORECASE
)


def _tables(text: str, sentences: tuple[Sentence, ...]) -> dict[int, ListLine]:
    """Rows of three cells or more under a row, or as many lines, of column names."""
    rows = without_serials(text, [_cells(text, sentence.span) for sentence in sentences])
    found: dict[int, ListLine] = {}
    names: list[str] = []
    header = Span(0, 0)
    for index, row in enumerate(rows):
        if not row:
            continue
        if len(row) == 1 != len(names):
            names = []  # as mostly: a line that is no row
            continue
        values = [is_value(text[slice(*cell)]) for cell in row]
        years = not names and len(row) > 2 and not values[0] and _are_years(text, row[1:], values[1:])
        if years or (len(row) >= 2 and not any(values)):
            names, header = [text[slice(*cell)].strip(" *†‡") for cell in row], sentences[index].span
            if index and len(rows[index - 1]) == 1 and _heads(title := text[slice(*sentences[index - 1].span)]):
                # "Deaths by month" over "District | May | June"
                header = Span(sentences[index - 1].span.start, header.end)
                names = _of_title(names, title)
            names = [f"{name} cases" if name.lower() in lexicon.family("how sure") else name for name in names]
            if years:
                found[index] = ListLine(cells=(), header=header, comparator=None)
        elif len(row) == len(names) and all(values):  # the one row of totals under its names
            found[index] = ListLine(cells=tuple(zip(row, names, strict=True)), header=header, comparator=None)
        elif len(row) >= 3 and not values[0] and all(values[1:]):
            if not names:
                names, header = _names_above(text, sentences, rows, index, len(row))
            columns = names[len(names) - len(row) + 1 :] if len(names) >= len(row) - 1 else []
            label = text[slice(*row[0])]
            columns = [label if names_count(label) and not names_count(name) else name for name in columns]
            if columns:
                cells = tuple(zip(row[1:], columns, strict=False))
                place = label if _OF_PLACES.fullmatch(names[0]) and may_be_place(label) else None
                found[index] = ListLine(cells=cells, header=header, comparator=None, place=place)
        elif len(row) == 1:
            names = []
    return found


def _of_title(names: list[str], title: str) -> list[str]:
    """The column names with the title's words for those that only say when, and for the sum of these."""
    if not any(map(is_time, names)):
        return names
    return [first_words(title) if is_time(name) or _SUM.fullmatch(name) else name for name in names]


_SUM = lexicon.pattern(r"(?:{labels/sum column})(?:\s(?:{labels/sum column}))?", re.IGNORECASE)


def _are_years(text: str, cells: Sequence[Span], values: Sequence[bool]) -> bool:
    """Whether the cells of a row name columns by years ("Province | 2019 | 2020 | Total")."""
    told = [cell for cell, value in zip(cells, values, strict=True) if value]
    return bool(told) and all(is_time(text[slice(*cell)].strip()) for cell in told)


def _heads(line: str) -> bool:
    """Whether a line over a table is a title that says what its columns count."""
    return is_short(line) and line.rstrip()[-1:] not in (".", "!", "?") and names_count(line)


def _cells(text: str, span: Span) -> list[Span]:
    if not has(GAPS, text[span.start : span.end]):
        return [span]
    cells, start = [], span.start
    for match in _DELIMITER.finditer(text, *span):
        cells.append(Span(start, match.start()))
        start = match.end()
    cells.append(Span(start, span.end))
    return [cell for cell in cells if cell.end > cell.start]


def _names_above(
    text: str, sentences: tuple[Sentence, ...], rows: Sequence[Sequence[Span]], index: int, width: int
) -> tuple[list[str], Span]:
    """The column names of a row whose header was flattened to one name a line above it."""
    first = index - (width - 1)
    above = [text[slice(*sentences[i].span)] for i in range(max(0, first), index)]
    if first < 0 or any(len(rows[i]) != 1 or len(above[i - first]) > 60 for i in range(first, index)):
        return [], Span(0, 0)
    return above, Span(sentences[first].span.start, sentences[index - 1].span.end)


def _header_comparator(header: str) -> Comparator | None:
    if _ESTIMATED.match(header) and is_short(header):
        return Comparator.ABOUT  # "Estimated losses"
    match = _HEADER.search(header)
    if match is None:
        return None
    probe = f"{match['cue']} 5"
    numeral = Numeral(span=Span(len(probe) - 1, len(probe)), low=5, high=5)
    return comparator_of(probe, numeral, 0, len(probe))


def _own_or(text: str, span: Span, inherited: Comparator | None) -> Comparator | None:
    own = [comparator_of(text, numeral, *span) for numeral in find_numerals(text, *span)[:1]]
    return None if own and own[0] is not Comparator.EQUAL else inherited
