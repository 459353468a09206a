"""Blocks of a text: its lines, and lines that belong together where a page was flattened to one cell or scrap a line.

"12.7 million" over "people in need", a phrase broken at a link, a table's row of which each cell stands on a line of its
own, and the paragraphs of a text that was wrapped at a width (mail, old wires).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ledger import lexicon
from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.lines.bullets import item_at
from ledger.extract.meaning.measures import cues_of
from ledger.model import Span

_LINE = re.compile(r"[^\r\n]+")
_LONGEST_CELL = 70
_VALUE = lexicon.pattern(
    r"(?:{hedge}\s+)?[~<>≥≤+±]?\s?(?:US|CA|AU)?[$€£¥]?\s?"
    r"(?:\d[\d,]{0,9}\s?[–-]\s?(?=\d))?\d[\d.,\u00a0\u2009\u202f]*(?:[  ]\d{3})*\+?\s?(?:%|percent|per cent|k|m|mn|bn|thousand|million|billion|lakh|crore)?\+?",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[-–—]+|nil|none|n/?a|zero", re.IGNORECASE)
_OPEN = lexicon.pattern(r"(?:^|\s)(?:of|least|than|to|by|{hedge})$", re.IGNORECASE)
_GOES_ON = re.compile(r"[\d$€£a-z]")


def unwrapped(text: str) -> str:
    """``text``, of the same length, with blanks for the line ends within paragraphs that were wrapped at a width."""
    lines = _lines(text)
    pieces, at = [], 0
    for index in sorted(_wrapped(text, lines, [text[slice(*line)].strip() for line in lines])):
        end, start = lines[index - 1].end, lines[index].start
        pieces += [text[at:end], " " * (start - end)]
        at = start
    return "".join([*pieces, text[at:]]) if pieces else text


@lru_cache(maxsize=4)  # asked before and after the lines of paragraphs are joined, of which there are few
def _lines(text: str) -> tuple[Span, ...]:
    return tuple([Span(*match.span()) for match in _LINE.finditer(text) if match[0].strip()])


def split_blocks(text: str) -> list[Span]:
    """The spans of the blocks of ``text`` in order: each a line, or lines that make one row or one phrase."""
    lines = _lines(text)
    joined = _joined(text, lines)
    blocks: list[Span] = []
    for index, line in enumerate(lines):
        if index in joined and blocks:
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def _joined(text: str, lines: Sequence[Span]) -> set[int]:
    """The indices of lines that go on with the line before."""
    cells = [text[slice(*line)].strip() for line in lines]
    values = [len(cell) <= _LONGEST_CELL and is_value(cell) for cell in cells]
    found = set()
    for index in range(1, len(lines)):
        apart = text.count("\n", lines[index - 1].end, lines[index].start)
        goes_on = values[index - 1] and apart <= 2 and cells[index][:1].islower()
        # "Deaths:", "15,310", "view by country": the figure is the label's
        labelled = goes_on and index > 1 and cells[index - 2][-1] == ":" and _labels_row(cells, values, index - 2)
        if (goes_on and not labelled) or (
            apart == 1 and _OPEN.search(cells[index - 1][-24:]) and _GOES_ON.match(cells[index])
        ):
            found.add(index)
    for first, last in _rows(cells, values):
        found.update(range(first + 1, last))
        found.discard(first)
    for index in range(1, len(lines)):
        apart = text.count("\n", lines[index - 1].end, lines[index].start)
        toll = values[index] and _is_toll_label(cells[index - 1]) and not (index > 1 and values[index - 2])
        parts = values[index - 1] and index - 1 in found and _PARTS.match(cells[index])
        under = values[index] and index not in found and _stands_under(cells, values, index)
        if (apart == 1 and (toll or parts)) or under:
            found.add(index)
    return found


def _stands_under(cells: list[str], values: list[bool], index: int) -> bool:
    """Whether a number alone is that of the label over it: "Active cases", "23,110", "Show graph"."""
    label = cells[index - 1]
    if values[index - 1] or (index > 1 and values[index - 2]) or not _LARGE.fullmatch(cells[index]):
        return False
    return _is_title_of_count(label.removesuffix(":"))


def _is_title_of_count(cell: str) -> bool:
    """Whether a cell is a few words with a noun of what is counted: "Active cases", and no "Show graph"."""
    words = cell.lower().split()
    counted = words[1:] + [word for word in words[:1] if len(words) == 1 or word.endswith("s")]
    return is_label(cell) and len(words) <= _TITLE and any(map(noun_classes, counted))


_LARGE = re.compile(r"\d{1,3}(?:,\d{3})+")
_TITLE = 4  # words
_PARTS = re.compile(r"\(\d[^()]{2,60}\)$")  # "(2 children, 1–2 women)"


def _is_toll_label(cell: str) -> bool:
    """E.g. "Civilians reported killed", over its number."""
    return is_label(cell) and cell.rsplit(maxsplit=1)[-1].lower() in labels("verbal") and names_count(cell)


_NARROWEST, _WIDEST = 50, 100  # characters of a line where texts are wrapped
_FEW = 10  # lines among which one may be longer
_PROSE = 5  # words of a line that is no label
_ENTRY = re.compile(r"\s[-‒–—:|]\s|:\s|\t")  # "tanks – 732,"
_CLOSED = 0.6  # of the lines of a wrapped paragraph, those after which the next word had no room


def _wrapped(text: str, lines: Sequence[Span], cells: list[str]) -> set[int]:
    """The indices of lines that go on with a paragraph whose lines all break where the width is used up."""
    found: set[int] = set()
    paragraphs = list(_paragraphs(text, lines, cells))
    wrapped = [cells[first:last] for first, last in paragraphs if _is_wrapped(cells[first:last])]
    widths = sorted(_width(paragraph) for paragraph in wrapped)
    for first, last in paragraphs:
        width = _width(cells[first:last])
        if _is_wrapped(cells[first:last]):
            found.update(
                i
                for i in range(first + 1, last)
                if _has_no_room(cells[i - 1], cells[i], width) and len(cells[i - 1]) <= width
            )
        elif len(wrapped) > 1 and width <= widths[-1]:
            found.update(i for i in range(first + 1, last) if _goes_on(cells[i - 1], cells[i], widths[0]))
        found.update(i for i in range(first + 1, last) if _breaks_off(cells[i - 1], cells[i]))
    return found


def _breaks_off(cell: str, following: str) -> bool:
    """Whether a line of prose ends amid a sentence, wherever that is: "Gunmen believed to belong to a", "gang took 42", "people"."""
    if not following[0].islower() or not (cell[-1].isalnum() or cell[-1] == ","):
        return False
    words = cell.split()
    prose = len(words) >= _PROSE and words[1][:1].islower() and following.count(" ") > 1
    return prose and not (_ENTRY.search(cell) or _ENTRY.search(following))


def _paragraphs(text: str, lines: Sequence[Span], cells: list[str]) -> Iterator[tuple[int, int]]:
    """First line and the one after the last of what blank lines and the marks of items part."""
    first = 0
    for index in range(1, len(lines) + 1):
        ends = index == len(lines) or text.count("\n", lines[index - 1].end, lines[index].start) > 1
        if ends or item_at(cells[index], 0):
            yield first, index
            first = index


def _has_no_room(cell: str, following: str, width: int) -> bool:
    """Whether the next line's first word did not fit; the short last line of a paragraph had room."""
    return len(cell) + 1 + len(following.split(maxsplit=1)[0]) > width


def _goes_on(cell: str, following: str, width: int) -> bool:
    """Whether a line of a text that is wrapped elsewhere goes on in the next: no sentence ends, and the width is used up."""
    return cell[-1] not in ".!?:" and _has_no_room(cell, following, width)


def _width(cells: list[str]) -> int:
    """The length of the longest line; of many, a few may be longer than all others: a page's last line on rights among those of a wire."""
    return sorted(map(len, cells))[-1 - len(cells) // _FEW]


def _is_wrapped(cells: list[str]) -> bool:
    width = _width(cells)
    if len(cells) < 2 or not _NARROWEST <= width <= _WIDEST:
        return False
    # lines with room at their end, which close a sentence, close a paragraph
    pairs = [pair for pair in pairwise(cells) if pair[0][-1] not in ".!?" or _has_no_room(*pair, width)]
    full = sum(_has_no_room(a, b, width) for a, b in pairs)
    open_ = sum(a[-1] not in ".!?:" for a in cells[:-1])
    small = sum(not b[0].isupper() for _, b in pairs)
    loud = all(cell.isupper() for cell in cells) and (len(cells) > 2 or cells[-1][-1] in '.!?"”')
    prose = small > 0 and len(cells) > 2 and open_ == len(cells) - 1 and any(". " in cell for cell in cells)
    return full >= _CLOSED * len(pairs) and open_ > 0 and (small * 2 >= len(pairs) or loud or prose)


@lru_cache(maxsize=50_000)
def is_value(cell: str) -> bool:
    """Whether a cell holds a number and nothing else, or a mark that stands for none."""
    return _VALUE.fullmatch(cell) is not None or _EMPTY.fullmatch(cell) is not None


def is_label(cell: str) -> bool:
    """Whether a cell may name a row or a column."""
    return (
        1 < len(cell) <= _LONGEST_CELL
        and cell[-1] not in ".!?:;"
        and any(c.isalpha() for c in cell)
        and not is_value(cell)
    )


def _rows(cells: list[str], values: list[bool]) -> list[tuple[int, int]]:
    """Rows of a label and the same number of values, two rows or more on end, as index ranges of lines."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(cells) - 1:
        rows, width = [], 0
        while (
            _labels_row(cells, values, index)
            and (count := _values_from(values, index + 1))
            and count == (width or count)
        ):
            width = count
            rows.append((index, index + 1 + count))
            index += 1 + count
        if len(rows) >= 2 and not (width == 1 and _values_first(cells, values, rows)):
            found += rows
        elif len(rows) >= 2:
            found += [(first + 1, last + 1) for first, last in rows]
        index += 0 if rows else 1
    return found


def is_label_at(cells: list[str], values: list[bool], index: int) -> bool:
    """Whether the cell at ``index`` may be a label."""
    return index < len(cells) and not values[index] and is_label(cells[index])


def _labels_row(cells: list[str], values: list[bool], index: int) -> bool:
    """Whether the cell at ``index`` may label the values under it, with or without a colon: "Deaths:" over "15,310", no "Yearly report:" over a year."""
    if index >= len(cells) or values[index] or cells[index][-1] != ":":
        return is_label_at(cells, values, index)
    label = cells[index]
    return is_label(label[:-1]) and names_count(label) and not YEAR.fullmatch(" ".join(cells[index + 1 : index + 2]))


YEAR = re.compile(r"(?:19|20)\d\d")


def _values_from(values: list[bool], index: int) -> int:
    end = index
    while end < len(values) and values[end]:
        end += 1
    return end - index


def _values_first(cells: list[str], values: list[bool], rows: list[tuple[int, int]]) -> bool:
    """E.g. "Key figures", "12", "Killed", "30", "Injured": each value stands over its label, and the first label is a heading."""
    after = rows[-1][1]
    first, *others = [cells[row] for row, _ in rows]
    # "Casualties:", "12", "Killed", "30", "Injured"
    headed = first[-1] == ":" and not any(label[-1] == ":" for label in others)
    return is_label_at(cells, values, after) and names_count(cells[after]) and (headed or not names_count(first))


def names_count(cell: str) -> bool:
    """Whether the words of a cell say what is counted or what happened to it."""
    return any(noun_classes(word) or cues_of(word) for word in re.findall(r"[a-z]+", cell.lower()))
