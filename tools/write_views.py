"""Writes the part of ARCHITECTURE.md that describes the views, from the schema as the migrations make it.

python -m tools.write_views
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from ledger.api import Ledger
from ledger.model import View, ViewColumn

PAGE = Path(__file__).parents[1] / "ARCHITECTURE.md"
BEGINS, ENDS = "<!-- views: written by tools/write_views.py -->\n", "<!-- end of views -->\n"
SIDES = ("the step before:", "this step:", "the first of the two:", "the second of the two:", "the original:")


def described(views: Sequence[View]) -> str:
    """Two tables: each view with its columns, and each column once with its type and meaning."""
    lines = ["| view | one row is | columns |", "| --- | --- | --- |"]
    lines += [f"| `{view.name}` | {view.meaning} | {_listed(views, view)} |" for view in views]
    lines += ["", "| column | type | meaning |", "| --- | --- | --- |"]
    told = dict[ViewColumn, list[str]]()
    for view in views:
        for column in view.columns:
            if not column.meaning.startswith(SIDES):
                told.setdefault(column, []).append(view.name)
    names = [column.name for column in told]
    for column, where in told.items():
        only = f" ({', '.join(where)})" if names.count(column.name) > 1 else ""
        unit = f"; in {column.unit.removeprefix('@')}" if column.unit else ""
        lines.append(f"| `{column.name}`{only} | {column.type} | {column.meaning}{unit} |")
    return "".join(f"{line}\n" for line in lines)


def _listed(views: Sequence[View], view: View) -> str:
    """The columns of a view; "as in" where another one before it has the same."""
    for other in views:
        if other is view:
            break
        if other.columns == view.columns:
            return f"as `{other.name}`"
    return ", ".join(f"`{column.name}`" for column in view.columns)


def filled(page: str, views: Sequence[View]) -> str:
    """The page with its part on the views written anew."""
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}{described(views)}{ENDS}{after}"


def main() -> None:
    """Makes an empty ledger and writes down what its views are."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db", create=True) as ledger:
        PAGE.write_text(filled(PAGE.read_text("utf-8"), ledger.views()), encoding="utf-8")


if __name__ == "__main__":
    main()
