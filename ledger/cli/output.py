"""Where output goes: data to stdout, remarks and errors to stderr."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from ledger.render.data import json_line, json_text
from ledger.render.plain import one_line
from ledger.render.tables import csv_text

Row = Mapping[str, Any]


def emit(
    form: str,
    *,
    lines: Callable[[], Sequence[str]],
    data: Callable[[], object],
    rows: Callable[[], Sequence[Row]],
) -> None:
    """Prints one answer in the form that was asked for: lines, json, jsonl (a list, one item a line) or csv."""
    if form == "json":
        click.echo(json_text(data()))
    elif form == "jsonl":
        value = data()
        for item in value if isinstance(value, list) else [value]:
            click.echo(json_line(item))
    elif form == "csv":
        text = csv_text(rows())
        if text:
            click.echo(text)
    else:
        for line in lines():
            click.echo(line)


def remark(text: str) -> None:
    """A remark for people, on stderr."""
    click.echo(one_line(text), err=True)


def error(text: str) -> None:
    """One ``error:`` line on stderr."""
    click.echo(f"error: {one_line(text)}", err=True)
