"""Where output goes: data to stdout, remarks and errors to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from ledger.errors import LedgerError
from ledger.render.columns import columns
from ledger.render.data import json_line, json_text
from ledger.render.markdown import markdown_table
from ledger.render.plain import one_line
from ledger.render.tables import csv_text

Row = Mapping[str, Any]


def emit(
    form: str,
    *,
    lines: Callable[[], Sequence[str]],
    data: Callable[[], object],
    rows: Callable[[], Sequence[Row]],
    names: Sequence[str] | None = None,
    whole: Mapping[str, Callable[[], str]] | None = None,
) -> None:
    """Prints one answer in the form that was asked for; jsonl prints a list one item a line.

    ``rows`` serve table, csv, markdown and parquet; ``names`` are their columns where there may be no row. ``whole``
    are forms in which a verb makes the whole text by itself.
    """
    if whole and form in whole:
        text = whole[form]()
        click.echo(text, nl=not text.endswith("\n"))
    elif form == "json":
        click.echo(json_text(data()))
    elif form == "jsonl":
        value = data()
        for item in value if isinstance(value, list) else [value]:
            click.echo(json_line(item))
    elif form == "lines":
        for line in lines():
            click.echo(line)
    else:
        _emit_rows(form, rows(), names)


def _emit_rows(form: str, rows: Sequence[Row], names: Sequence[str] | None) -> None:
    header = list(names) if names is not None else list(rows[0]) if rows else []
    cells = ([row.get(name) for name in header] for row in rows)
    if form == "parquet":
        _emit_parquet(rows, header)
    elif form == "csv":
        click.echo(csv_text(rows, header), nl=False)
    elif header:
        for line in markdown_table(header, cells) if form == "markdown" else columns(header, cells, terminal_width()):
            click.echo(line)


def _emit_parquet(rows: Sequence[Row], header: Sequence[str]) -> None:
    from ledger.render.arrow import parquet_bytes

    refuse_terminal()
    click.echo(parquet_bytes(rows, header), nl=False)


def refuse_terminal() -> None:
    """Raises LedgerError where Parquet would be printed on a terminal."""
    if sys.stdout.isatty():
        raise LedgerError("Parquet is not for a terminal; send it to a file, for example: … > facts.parquet")


def terminal_width() -> int | None:
    """How many columns a line may have; None where nobody sets a limit (a pipe, a file)."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return None


def takes_colour() -> bool:
    """Whether stdout shows colour: a terminal does, a pipe where FORCE_COLOR is set, nothing where NO_COLOR is."""
    from rich.console import Console

    console = Console()
    return console.is_terminal and not console.no_color


def remark(text: str) -> None:
    """A remark for people, on stderr."""
    click.echo(one_line(text), err=True)


def error(text: str) -> None:
    """One ``error:`` line on stderr."""
    click.echo(f"error: {one_line(text)}", err=True)
