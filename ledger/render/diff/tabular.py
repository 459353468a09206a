"""What changed as CSV in the tabular diff format, version 0.8, which daff and other readers of CSV diffs know.

Rules of the format (https://paulfitz.github.io/daff-doc/spec.html): the first column says what became of a row, ``+++``
added, ``---`` withdrawn, ``->`` modified; a modified cell is ``before->after``; where a cell of a row holds the arrow
itself, that row's arrow is longer (``-->``), and the first column shows which. Unchanged rows may be left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ledger.model import Change, Diff, Figure
from ledger.render.data import plain_number, rounded
from ledger.render.diff.prose import change_line
from ledger.render.line import period
from ledger.render.tables import csv_cell

_ACTION = "@@"
_SUBJECT = ("measure", "unit", "entity", "group", "place", "claimant", "period", "status")
_STATED = (*_SUBJECT, "comparator", "low", "high", "surface")
_TOLD = ("delta", "percent", "line")
COLUMNS = (_ACTION, "kind", *_STATED, *_TOLD)


def diff_csv(diff: Diff) -> str:
    """A header, and one row a change; an unbounded end, and whatever is not known, is an empty cell.

    What a report says is made harmless where a spreadsheet would run it as a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([COLUMNS, *(_row(change).values() for change in diff.changes)])
    return out.getvalue()


def _row(change: Change) -> dict[str, str]:
    apart = (plain_number(change.delta), rounded(change.percent), change_line(change))
    told = dict(zip(_TOLD, map(_text, apart), strict=True))
    if change.before is None or change.after is None:
        (alone,) = (_stated(side) for side in (change.before, change.after) if side)
        return {_ACTION: "+++" if change.after else "---", "kind": change.kind.value, **alone, **told}
    before, after = _stated(change.before), _stated(change.after)
    arrow = _arrow((*before.values(), *after.values(), *told.values()))
    stated = {
        name: value if before[name] == value else f"{before[name]}{arrow}{value}" for name, value in after.items()
    }
    return {_ACTION: "" if stated == after else arrow, "kind": change.kind.value, **stated, **told}


def _arrow(texts: Iterable[str]) -> str:
    """The shortest arrow that none of a row's cells holds."""
    arrow, together = "->", "\n".join(texts)
    while arrow in together:
        arrow = f"-{arrow}"
    return arrow


def _stated(figure: Figure) -> dict[str, str]:
    fact = figure.fact
    subject = (fact.measure, fact.unit, fact.entity, fact.group, fact.place, fact.claimant, period(fact.period))
    value = (fact.comparator.value, plain_number(fact.low), plain_number(fact.high), fact.surface)
    return dict(zip(_STATED, map(_text, (*subject, fact.status.value, *value)), strict=True))


def _text(value: str | float | None) -> str:
    return "" if value is None else str(csv_cell(value))
