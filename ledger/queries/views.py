"""The views of the SQL contract: what one row of each is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["view_meanings"]


@cache
def view_meanings() -> dict[str, str]:
    """View → what one row of it is, in the order in which they are best read."""
    lines = files("ledger.queries").joinpath("views.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))
