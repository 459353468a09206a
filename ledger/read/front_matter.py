"""``---``, lines of ``key: value``, ``---`` at the head of a text."""

from __future__ import annotations

import re

from ledger.model import Metadata
from ledger.read.metadata import KEYS, metadata_of

_BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>.*?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_OTHER = re.compile(r"\s*(?:#.*)?|[ \t]+.*|-[ \t].*")  # blank lines, comments, and what belongs to the key above
_UNKNOWN = frozenset({"", "~", "null"})


def read_front_matter(text: str) -> tuple[Metadata, int]:
    """The metadata at the head of ``text`` and the offset at which the report's own text begins.

    Dashes around anything else (a rule, a dialogue, keys that mean nothing here) are text: the offset is 0. Raises
    ReadError for a value that cannot be used.
    """
    block = _BLOCK.match(text)
    pairs = _pairs(block["lines"]) if block else None
    if block is None or not pairs or not KEYS & pairs.keys():
        return Metadata(), 0
    return metadata_of(pairs, "front matter"), block.end()


def _pairs(lines: str) -> dict[str, str | None] | None:
    """Key → value; None where a line is of another kind."""
    pairs: dict[str, str | None] = {}
    for line in lines.splitlines():
        pair = _PAIR.fullmatch(line)
        if pair:
            pairs[pair["key"]] = _value(pair["value"] or "")
        elif not _OTHER.fullmatch(line):
            return None
    return pairs


def _value(written: str) -> str | None:
    value = written.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return None if value in _UNKNOWN else value
