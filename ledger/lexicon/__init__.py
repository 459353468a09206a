"""Words as data, and their loaders. Adding a word is adding a line to a file in this folder."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["keyed", "rows", "table", "words"]


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``name.tsv``: cells split at tabs; blank lines and ``#`` comments left out."""
    text = files("ledger.lexicon").joinpath(f"{name}.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("# ") and line != "#")
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


@cache
def keyed(name: str) -> dict[str, str]:
    """``name.tsv`` as first cell → the rest of its line, not yet split: for tables too long to split in one go."""
    text = files("ledger.lexicon").joinpath(f"{name}.tsv").read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.split("\n") if line and line[0] != "#")


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``name.toml``."""
    return tomllib.loads(files("ledger.lexicon").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, column: int = 1) -> dict[str, str]:
    """``name.tsv`` as word → first cell, where ``column`` holds words separated by commas."""
    return {word.strip(): row[0] for row in rows(name) for word in row[column].split(",") if word.strip()}
