"""The letters with which what a pattern finds can begin, read off the pattern as it is written.

An alternation whose case does not matter is tried word by word at every place of a text; one look at the next letter
spares that nearly everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)  # of a pattern: a sign, a class, a mark
_EDGES = re.compile(r"\A(?:\\b|\(\?<[!=][^()]*\))+")  # what only asks for what stands before
_OPENED = re.compile(r"\((?:\?(?::|P<\w+>))?(?!\?)")  # a group of any kind that is no condition


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the bars outside all of its groups."""
    cuts = (at for at, sign, depth in _marks(pattern) if sign == "|" and depth == 0)
    return [pattern[start + 1 : end] for start, end in pairwise((-1, *cuts, len(pattern)))]


def looking_ahead(pattern: str) -> str:
    """The same pattern, which first looks whether one of its letters is next, where it can begin with two or more."""
    letters = _first_letters(pattern)
    if letters is None or len(letters) < 2:
        return pattern
    look = f"(?=[{''.join(sorted(letters))}])"
    if len(alternatives(pattern)) > 1:
        return f"{look}(?:{pattern})"
    return rf"\b{look}{pattern[2:]}" if pattern.startswith(r"\b") else look + pattern


def _marks(pattern: str) -> Iterator[tuple[int, str, int]]:
    """The bars and brackets of a pattern: where each stands and in how many groups."""
    depth = 0
    for piece in _PIECE.finditer(pattern):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if piece[0] in "(|)":
            yield piece.start(), piece[0], depth


def _first_letters(pattern: str) -> frozenset[str] | None:
    """The small letters of which each match begins with one, whatever its case; None where that is not plain."""
    found: set[str] = set()
    for part in alternatives(pattern):
        begun = _EDGES.sub("", part)
        end = 1
        if opened := _OPENED.match(begun):
            end = next(at for at, sign, depth in _marks(begun) if sign == ")" and depth == 0)
            inner = _first_letters(begun[opened.end() : end])
            end += 1
        else:
            inner = frozenset(begun[:1].lower()) if begun[:1].isascii() and begun[:1].isalpha() else None
        if inner is None or begun[end : end + 1] in ("?", "*", "{"):
            return None
        found |= inner
    return frozenset(found)
