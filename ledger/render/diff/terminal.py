"""What changed, for people: a sentence to paste, then the changes by measure and place, as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ledger.model import ChangeKind, Diff
from ledger.render.diff.groups import Told, grouped
from ledger.render.diff.prose import sentence, why_line
from ledger.render.line import plural

_STYLES = {
    ChangeKind.RAISED: "yellow",
    ChangeKind.LOWERED: "cyan",
    ChangeKind.ADDED: "green",
    ChangeKind.WITHDRAWN: "red",
    ChangeKind.REPEATED: "dim",
}
_GAP, _INDENT = 2, 2
_NARROWEST = 24  # columns in which words can still be read
_UNBOUNDED = 1_000_000  # a pipe has no width: nothing is wrapped
_ANY = Console(file=StringIO())  # rich asks for a console to wrap; nothing is printed on it


def diff_text(diff: Diff, *, width: int | None = None, colour: bool = False) -> str:
    """The diff as a terminal of ``width`` columns shows it; None wraps nothing, as befits a pipe or a file."""
    out = StringIO()
    console = Console(
        file=out,
        width=width or _UNBOUNDED,
        color_system="standard" if colour else None,
        force_terminal=colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    lines = list(_lines(diff, width or _UNBOUNDED))
    for line in lines:
        line.rstrip()
    console.print(Text("\n").join(lines), soft_wrap=True)
    return out.getvalue().removesuffix("\n")


class _Row(NamedTuple):
    """The cells of a change that stand in columns, and the words beside them, which may wrap."""

    cells: tuple[Text, ...]
    beside: Text
    why: str | None


def _lines(diff: Diff, width: int) -> Iterator[Text]:
    yield from _wrapped(Text(sentence(diff), style="bold"), width)
    groups = [(group.title, [_row(told) for told in group.told]) for group in grouped(diff)]
    every = [row for _, rows in groups for row in rows]
    layout = _Layout(every, width)
    for title, rows in groups:
        yield Text()
        yield from _wrapped(Text(title, style="underline"), width)
        for row in rows:
            yield from layout.lines(row)
    if every:
        yield Text()
        yield Text(f"{plural(diff.unchanged, 'figure')} unchanged", style="dim")


def _row(told: Told) -> _Row:
    style = _STYLES.get(told.change.kind, "magenta")
    cells = (
        Text(f"{told.mark} {told.change.kind.value}", style=style),
        Text(told.step, style="bold"),
        Text(told.delta, style=style, justify="right"),
        Text(told.percent, style=style, justify="right"),
        Text(told.bar, style=style),
    )
    return _Row(cells, Text(told.beside), why_line(told.change.why) if told.change.why else None)


class _Layout:
    """One layout for all rows, by what fits: one line a change; or what stands beside it below; or all in steps."""

    def __init__(self, rows: Sequence[_Row], width: int) -> None:
        self._width = width
        self._columns = [max(column) for column in zip(*(map(_length, row.cells) for row in rows), strict=True)]
        self._table = _INDENT + sum(column + _GAP for column in self._columns if column)
        beside = max((_length(row.beside) for row in rows), default=0)
        self._in_columns = self._table - _GAP <= width
        self._beside_fits = width - self._table >= min(beside, _NARROWEST)

    def lines(self, row: _Row) -> Iterator[Text]:
        """The row, its continuation lines under its value."""
        hang = _INDENT + self._columns[0] + _GAP
        below = list[Text]()
        if self._in_columns:
            line = self._joined(row.cells, self._columns)
            if self._beside_fits:
                first, *rest = _wrapped(row.beside, self._width - self._table) or [Text()]
                yield line.append_text(first)
                yield from (_indented(text, self._table) for text in rest)
            else:
                yield line
                below = [row.beside]
        else:
            kind, step, *difference = row.cells
            hang = hang if self._width - hang >= _NARROWEST else 2 * _INDENT
            values = [step, Text(" " * _GAP).join(cell for cell in difference if cell), row.beside]
            line = self._joined([kind], self._columns[:1])
            if _length(line) + _length(step) <= self._width:
                yield line.append_text(values.pop(0))
            else:
                yield line
            below = values
        if row.why:
            below.append(Text(row.why, style="dim"))
        for text in below:
            yield from (_indented(part, hang) for part in _wrapped(text, self._width - hang))

    def _joined(self, cells: Sequence[Text], columns: Sequence[int]) -> Text:
        line = Text(" " * _INDENT)
        for cell, column in zip(cells, columns, strict=True):
            if column:
                blanks = Text(" " * (column - _length(cell)))
                line.append_text(blanks + cell if cell.justify == "right" else cell + blanks)
                line.append(" " * _GAP)
        return line


def _wrapped(text: Text, width: int) -> list[Text]:
    return list(text.wrap(_ANY, max(width, 1))) if text else []


def _indented(text: Text, blanks: int) -> Text:
    return Text(" " * blanks).append_text(text)


def _length(text: Text) -> int:
    return cell_len(text.plain)
