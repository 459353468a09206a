"""JSONL: one report a row, its text under ``text``, its metadata beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ledger.errors import ReadError
from ledger.model import Metadata, Problem, Report, Unread
from ledger.read.content import LIMIT, Content, finished
from ledger.read.metadata import has_names, metadata_of
from ledger.read.plain import decode


def read_rows(lines: Iterable[bytes], metadata: Metadata, *, name: str) -> Iterator[Report | Unread]:
    """The reports of all rows, in their order; a row that cannot be used gives an Unread that names its line.

    A row without ``report`` and ``url`` is known as ``name:LINE``. Raises ReadError where there are no rows, or where
    ``metadata`` names one report and there are more rows than one.
    """
    rows = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    first, second = next(rows, None), None
    if first is None:
        raise ReadError("is empty; there is nothing to read")
    if has_names(metadata):
        second = next(rows, None)
        if second is not None:
            raise ReadError("has several rows, which one --report or --url cannot name; put these keys into the rows")
    yield _row(*first, metadata, name)
    for number, line in rows:
        yield _row(number, line, metadata, name)


def _row(number: int, line: bytes, metadata: Metadata, name: str) -> Report | Unread:
    key = f"{name}:{number}"
    try:
        return _report(line, metadata, key)
    except ReadError as error:
        return Unread(target=key, message=str(error))


def _report(line: bytes, metadata: Metadata, key: str) -> Report:
    if len(line) > LIMIT:
        raise ReadError(f"is larger than {LIMIT // 1_000_000} MB, the most for one report; split it")
    decoded = decode(line)
    try:
        row = json.loads(decoded.text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON ({error}); write one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ReadError('has no text; write {"text": "…", "published": "YYYY-MM-DD", "outlet": "…"}')
    problems = (Problem(kind="broken-utf8", message=decoded.remark),) if decoded.remark else ()
    content = Content(text=row["text"], problems=problems)
    return finished(content, metadata.over(metadata_of(row, "row")), key)
