"""Tables whose columns only blanks part: "District Dead Injured Missing", then "Rukum 12 30 4"."""

from __future__ import annotations

import re

from ledger.extract.grammar.words import noun_classes
from ledger.extract.lines.runs import says

_ROW = re.compile(r"\s*[^\W\d_][^\d\n]*?(?P<values>(?:\s+(?:\d[\d,]*|[-–—]))+)\s*")
_GAP = re.compile(r"\s+")
_LONGEST = 90  # characters of a header or a row
_FEWEST = 2  # rows make a table, and columns


def parted_columns(text: str) -> str:
    """``text``, of the same length, with tabs before the columns of such tables: rows of two or more under a header that names as many."""
    lines = text.split("\n")
    for first in range(1, len(lines) - 1):
        if _values(lines[first]) is None or _values(lines[first - 1]) is not None:
            continue
        columns = _columns(lines[first - 1])
        last = first
        while last < len(lines) and len(_gaps(lines[last])) == len(columns):
            last += 1
        if last - first >= _FEWEST <= len(columns):
            lines[first - 1] = _with_tabs(lines[first - 1], columns)
            lines[first:last] = [_with_tabs(line, _gaps(line)) for line in lines[first:last]]
    return "\n".join(lines)


def _values(line: str) -> re.Match[str] | None:
    """A label and its numbers; None where the line is no row, as nearly always: a cheap question first."""
    return _ROW.fullmatch(line) if line[-1:].isdigit() and len(line) <= _LONGEST else None


def _gaps(line: str) -> list[tuple[int, int]]:
    row = _values(line)
    return [gap.span() for gap in _GAP.finditer(line, *row.span("values"))] if row else []


def _columns(header: str) -> list[tuple[int, int]]:
    """The blanks before the last columns of a header, as far as each says by itself what became of those counted."""
    gaps = [gap.span() for gap in _GAP.finditer(header.rstrip())] if len(header) <= _LONGEST else []
    words = header.split()
    found: list[tuple[int, int]] = []
    while gaps and len(words) > 1 and says(words[-1]):
        words.pop()
        if len(words) > 1 and len(gaps) > 1 and _is_thing(words[-1]):
            words.pop()  # "Houses Destroyed"
            gaps.pop()
        found.insert(0, gaps.pop())
    return found


def _is_thing(word: str) -> bool:
    classes = noun_classes(word.lower())
    return bool(classes) and not says(word) and "locality" not in classes


def _with_tabs(line: str, gaps: list[tuple[int, int]]) -> str:
    for start, end in gaps:
        line = line[:start] + "\t" * (end - start) + line[end:]
    return line
