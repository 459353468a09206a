"""What a target is, and the reports behind it."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TextIO

from ledger.errors import ReadError
from ledger.model import Metadata, Report, Unread
from ledger.read.content import LIMIT, Form, form_of, report_of
from ledger.read.files import read_file, read_folder
from ledger.read.rows import read_rows

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_NOTHING_KNOWN = Metadata()


def read(
    target: str, metadata: Metadata = _NOTHING_KNOWN, *, stdin: TextIO | BinaryIO | None = None
) -> Iterator[Report | Unread]:
    """The reports behind ``target``: a path, a folder, an address, or ``-`` for ``stdin``.

    What ``metadata`` knows outweighs all that is found beside or inside a report. Raises ReadError where the target
    itself cannot be read; in a folder, or in a file of rows, a bad report gives an ``Unread`` and the others follow.
    """
    with _naming("standard input" if target == "-" else target):
        if target == "-":
            yield from _read_stdin(metadata, stdin if stdin is not None else sys.stdin.buffer)
        elif _ADDRESS.match(target):
            yield _read_address(target, metadata)
        else:
            yield from _read_path(Path(target), metadata)


@contextmanager
def _naming(target: str) -> Iterator[None]:
    """Puts the target's name before whatever keeps it from being read."""
    try:
        yield
    except ReadError as error:
        raise ReadError(f"{target}: {error}") from error


def _read_stdin(metadata: Metadata, stream: TextIO | BinaryIO) -> Iterator[Report | Unread]:
    given = stream.read()
    data = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    form = form_of(data)
    if form is Form.ROWS:
        yield from read_rows(data.splitlines(keepends=True), metadata, name="stdin")
    else:
        yield report_of(data, form, metadata)


def _read_address(address: str, metadata: Metadata) -> Report:
    from ledger.read.web import fetch  # httpx takes longer to load than a text file takes to read

    page = fetch(address, LIMIT)
    form = page.form or form_of(page.data)
    if form is Form.ROWS:
        raise ReadError("holds rows of JSON, which are read from files; save it as NAME.jsonl and read that")
    known = metadata.over(Metadata(url=page.url))
    report = report_of(page.data, form, known, charset=page.charset)
    return replace(report, retrieved=page.retrieved, outlet=report.outlet or page.host)


def _read_path(path: Path, metadata: Metadata) -> Iterator[Report | Unread]:
    try:
        exists, folder = path.exists(), path.is_dir()
    except (OSError, ValueError) as refused:  # a name too long, or with a NUL in it
        raise ReadError(f"not a usable path ({refused})") from refused
    if not exists:
        raise ReadError(_missing(path))
    if folder:
        yield from read_folder(path, metadata)
    else:
        yield from read_file(path, metadata)


def _missing(path: Path) -> str:
    """Why nothing is there, with the names that may have been meant."""
    if not path.parent.is_dir():
        return f"no such file or folder; there is no folder {path.parent} either"
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if not entry.name.startswith("."))
    except OSError:
        return "no such file or folder"
    near = difflib.get_close_matches(path.name, names, n=3, cutoff=0.5)
    return "no such file or folder; " + (f"did you mean {' or '.join(near)}?" if near else "check the name")
