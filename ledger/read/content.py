"""Bytes → the text of a report, what it says of itself, and what could not be read."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import Enum, auto

from ledger.errors import ReadError
from ledger.model import Metadata, Problem, Report, Span
from ledger.read.front_matter import read_front_matter
from ledger.read.metadata import date_in
from ledger.read.plain import BLANK, Decoded, decode

LIMIT = 20_000_000  # bytes of one report; the longest news and situation reports have less than one million

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Form(Enum):
    """How the bytes of an input hold its text."""

    TEXT = auto()
    HTML = auto()
    PDF = auto()
    ROWS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The text of a report, the metadata found inside it, and what could not be read of it."""

    text: str
    own: Metadata = Metadata()
    problems: tuple[Problem, ...] = ()


def form_of(data: bytes) -> Form:
    """The form of bytes that come without a file name or a content type."""
    if data.startswith(b"%PDF-"):
        return Form.PDF
    if _HTML.match(data[:4096]):
        return Form.HTML
    return Form.ROWS if _is_row(data.lstrip().partition(b"\n")[0]) else Form.TEXT


def _is_row(line: bytes) -> bool:
    if not line.startswith(b"{"):
        return False
    try:
        row = json.loads(line)
    except ValueError:
        return False
    return isinstance(row, dict) and "text" in row


def report_of(
    data: bytes, form: Form, metadata: Metadata, *, name: str | None = None, charset: str | None = None
) -> Report:
    """The report that ``data`` holds; ``name`` is its key where neither it nor ``metadata`` gives a key or an address.

    A report with no name at all (standard input) is known by a hash of its text, so that two of them stay two.
    Raises ReadError, without the name of the input, where there is no text to be had.
    """
    if len(data) > LIMIT:
        raise ReadError(f"is larger than {LIMIT // 1_000_000} MB, the most for one report; split it")
    content = _content_of(data, form, metadata.url, charset)
    return finished(content, metadata.over(content.own), name)


def _content_of(data: bytes, form: Form, url: str | None, charset: str | None) -> Content:
    if not data.strip():
        raise ReadError("is empty; there is nothing to read")
    if form is Form.PDF:
        from ledger.read.pdf import pdf_text  # these libraries take longer to load than a text file takes to read

        text, own = pdf_text(data)
        return Content(text=text, own=own)
    if form is Form.HTML:
        from ledger.read.html import html_text

        text, own = html_text(data, url, charset)
        return Content(text=text, own=own)
    return _plain(decode(data, charset or "utf-8"))


def _plain(decoded: Decoded) -> Content:
    """The text after the front matter, if it has any; offsets count from there."""
    own, start = read_front_matter(decoded.text)
    text = decoded.text[start:]
    first = decoded.first_broken
    if first is None:
        return Content(text=text, own=own)
    span = Span(first - start, first - start + 1) if first >= start else None
    return Content(text=text, own=own, problems=(Problem(kind="broken-utf8", message=decoded.remark, span=span),))


def finished(content: Content, metadata: Metadata, name: str | None) -> Report:
    """The report of a content and all that is known about it. Raises ReadError for a text that says nothing."""
    if not content.text.strip(BLANK):
        raise ReadError("is empty; there is nothing to read")
    if "\0" in content.text:
        raise ReadError("holds NUL characters, as binary files do; save it as UTF-8 text")
    text = _SURROGATE.sub("\ufffd", content.text)
    problems = list(content.problems)
    if text != content.text:
        problems.append(Problem(kind="encoding", message="half characters (lone surrogates) became U+FFFD"))
    return Report(
        key=metadata.report or metadata.url or name or _key_of(text),
        text=text,
        outlet=metadata.outlet,
        title=metadata.title,
        url=metadata.url,
        published=metadata.published or date_in(metadata.url),
        problems=tuple(problems),
    )


def _key_of(text: str) -> str:
    return f"text-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
