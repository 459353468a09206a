"""One exact byte form for rows, and the hashes made of it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from json.encoder import encode_basestring
from math import isfinite
from operator import itemgetter
from typing import Any

__all__ = ["canonical", "day", "digest", "instant", "line_maker", "parse_day", "parse_instant", "text_hash"]

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})

_EXACT = 2**53  # whole doubles below this are exact
_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def canonical(row: Mapping[str, Any]) -> bytes:
    """The row as JSON: sorted keys, NFC, UTF-8, shortest exact numbers (498.0 is ``498``)."""
    plain = {key: _plain(value) for key, value in row.items()}
    return _JSON(plain).encode()


def line_maker(names: Sequence[str]) -> Callable[[Sequence[Any]], bytes]:
    """Gives, for values in the order of ``names``, the bytes that ``canonical`` gives; made once for many rows."""
    if len(names) == 1:
        return lambda row: canonical({names[0]: row[0]})
    ordered = itemgetter(*(names.index(name) for name in sorted(names)))
    form = "{" + ",".join(encode_basestring(name).replace("%", "%%") + ":%s" for name in sorted(names)) + "}"

    def line(row: Sequence[Any]) -> bytes:
        plain = [
            "null"
            if value is None
            else encode_basestring(value)
            if type(value) is str and value.isascii()
            else _written(value)
            for value in ordered(row)
        ]
        return (form % tuple(plain)).encode()

    return line


def _written(value: Any) -> str:
    """One value as JSON; the plain ones, which most are, without the encoder."""
    if value is None:
        return "null"
    kind = type(value)
    if kind is str:
        return encode_basestring(unicodedata.normalize("NFC", value))
    if kind is int:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is float and isfinite(value):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if kind is list:
        return f"[{','.join(map(_written, value))}]"
    return _JSON(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def digest(row: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return hashlib.sha256(canonical(row)).hexdigest()


def text_hash(text: str) -> str:
    """Hash of a text whose white space, quotation marks and composed characters are made uniform.

    Two captures with the same hash say the same: the second is not a new version.
    """
    uniform = " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())
    return hashlib.sha256(uniform.encode(errors="surrogatepass")).hexdigest()


def day(value: date | None) -> str | None:
    """A date as stored: ``2023-09-11``."""
    return None if value is None else value.isoformat()


def parse_day(stored: str | None) -> date | None:
    """A stored date."""
    return None if stored is None else date.fromisoformat(stored)


def instant(value: datetime) -> str:
    """An aware timestamp as stored: UTC, always six decimals, so that text order is time order."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_instant(stored: str) -> datetime:
    """A stored timestamp."""
    return datetime.fromisoformat(stored)
