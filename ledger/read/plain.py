"""Bytes → text, code point for code point: nothing is stripped, joined or normalised."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ledger.errors import ReadError

BLANK = " \t\r\n\f\v\u00a0\u2028\u2029\u200b\ufeff"  # what a text may hold and still say nothing
_MOSTLY = 0.3  # a larger part of undecodable characters is no text with some damage
_REPLACEMENT = "\ufffd"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and, where bytes of it could not be decoded, the place of the first of them and a remark."""

    text: str
    first_broken: int | None = None
    remark: str = ""


def decode(data: bytes, charset: str = "utf-8") -> Decoded:
    """The text of ``data``. A byte order mark stays, and so do all line ends: offsets count from the first byte.

    Bytes that do not fit become U+FFFD. Raises ReadError for data that is not text.
    """
    codec = _codec(charset)
    if codec == "utf-8" and data.startswith(_UTF_16):
        raise ReadError("is UTF-16 text; save it as UTF-8")
    if codec == "utf-8" and b"\0" in data:
        raise ReadError("looks like a binary file, not text; save it as UTF-8 text, HTML or PDF")
    try:
        return Decoded(text=data.decode(codec))
    except UnicodeDecodeError as error:
        return _repaired(data, codec, error.start)


def _codec(charset: str) -> str:
    """The name of a text codec as Python has it; UTF-8 for a name that stands for none."""
    try:
        b"\0\0\0\0".decode(charset)  # not every codec is one of text: "hex" is none
        return codecs.lookup(charset).name
    except (LookupError, ValueError):
        return "utf-8"


def _repaired(data: bytes, codec: str, byte: int) -> Decoded:
    text = data.decode(codec, "replace")
    broken = text.count(_REPLACEMENT) - data.count(_REPLACEMENT.encode())
    if broken > _MOSTLY * len(text):
        raise ReadError("looks like a binary file, not text; save it as UTF-8 text, HTML or PDF")
    first = len(data[:byte].decode(codec, "replace"))
    line = text.count("\n", 0, first) + 1
    places = "1 place" if broken == 1 else f"{broken} places, first"
    remark = f"not valid {codec.upper()} in {places} at byte {byte} (line {line}); U+FFFD stands there instead"
    return Decoded(text=text, first_broken=first, remark=remark)
