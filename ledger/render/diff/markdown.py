"""What changed as Markdown with tables (GitHub's dialect). What reports say is escaped: it is shown, never markup."""

from __future__ import annotations

import re

from ledger.model import Diff
from ledger.render.diff.groups import Told, grouped
from ledger.render.diff.prose import sentence
from ledger.render.line import citation, plural
from ledger.render.markdown import escaped, markdown_table

_STARTS_A_BLOCK = re.compile(r"^(?:[-+=#]|\d+[.)])")
_HEADER = ("change", "before", "after", "difference", "beside", "stated in")


def diff_markdown(diff: Diff) -> str:
    """A sentence, a table for each measure and place, and how many figures stayed."""
    parts = [paragraph(sentence(diff))]
    for group in grouped(diff):
        table = markdown_table(_HEADER, [_cells(told) for told in group.told])
        parts += [f"### {escaped(group.title)}", "\n".join(table)]
    if diff.changes:
        parts.append(f"{plural(diff.unchanged, 'figure')} unchanged.")
    return "\n\n".join(parts)


def paragraph(text: str) -> str:
    """The text as a paragraph of its own: escaped, and no item of a list."""
    return _STARTS_A_BLOCK.sub(_escape, escaped(text))


def _escape(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _cells(told: Told) -> tuple[str, ...]:
    change = told.change
    apart = f"{told.delta} ({told.percent})" if told.percent else told.delta
    cited = " → ".join(dict.fromkeys(citation(side) for side in (change.before, change.after) if side))
    return change.kind.value, told.before, told.after, apart, told.beside, cited
