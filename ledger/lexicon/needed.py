r"""The words of which one must stand in whatever a pattern finds, read off the pattern as it is written.

Where a text has none of them the pattern need not be tried, and of many patterns only few then are. A word is what
``\w+`` finds, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ledger import lexicon
from ledger.lexicon.firsts import alternatives

_SIGN = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
_PIECE = re.compile(
    rf"\{{(?:(?P<table>[a-z]+)/)?(?P<family>[a-z][a-z_ -]+)\}}|(?P<word>[^\W_]{{2,}}(?![?*{{]))|(?P<sign>{_SIGN}|.)",
    re.DOTALL,
)
_BRACKET = re.compile(rf"{_SIGN}|[()]", re.DOTALL)
_OPENED = re.compile(r"\((?P<look>\?(?:<?[=!]))?(?:\?(?:-?[a-z]*:|P<\w+>))?")
_OFTEN = re.compile(r"(?:(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+,?\d*\})[?+]?")
_EDGES = frozenset((r"\b", r"\s", r"[\s-]", "^", "$", " ", ",", ";", ":", "-"))
_WORD = re.compile(r"\w+")
_SHORT = 3  # letters of words that stand in most sentences


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a pattern: one of some ``words``, a "group", an "edge" of words, a "look" about, or "other" signs."""

    kind: str
    words: frozenset[str] | None = None  # None: not plain
    parts: tuple[tuple[_Piece, ...], ...] = ()
    sure: bool = True  # whether it stands there just once


def needed(form: str) -> frozenset[str] | None:
    """The words of which each match of a form (of ``lexicon.pattern``) holds one; None where that is not plain."""
    return _of_all(_parts(form), before=False, behind=False)


def _of_all(parts: Sequence[tuple[_Piece, ...]], *, before: bool, behind: bool) -> frozenset[str] | None:
    """The words of all ways to match, each of which needs some; ``before``, ``behind``: whether there is an edge."""
    found = [_of_one(part, before=before, behind=behind) for part in parts]
    return None if None in found else frozenset(word for words in found for word in words or ())


def _of_one(pieces: tuple[_Piece, ...], *, before: bool, behind: bool) -> frozenset[str] | None:
    """The rarest words that one way to match needs: few, and no short ones."""
    found = []
    for at, piece in enumerate(pieces):
        opens, closes = _is_edge(pieces[:at], -1, outside=before), _is_edge(pieces[at + 1 :], 1, outside=behind)
        if piece.kind == "group" and piece.sure:
            found.append(_of_all(piece.parts, before=opens, behind=closes))
        elif piece.kind == "words" and piece.sure and opens and closes:
            found.append(piece.words)
    plain = [words for words in found if words]
    return min(plain, key=lambda words: (sum(len(word) <= _SHORT for word in words), len(words)), default=None)


def _is_edge(pieces: Sequence[_Piece], step: int, *, outside: bool) -> bool:
    """Whether a word cannot go on into these pieces, which stand behind it (``step`` 1) or before it (-1)."""
    for at, piece in enumerate(pieces[::step], 1):
        if piece.kind == "group":
            rest = _is_edge(pieces[::step][at:][::step], step, outside=outside)
            return all(_is_edge(part, step, outside=rest) for part in piece.parts) and (rest or piece.sure)
        if piece.kind != "look":
            return piece.kind == "edge" and piece.sure
    return outside


@lru_cache(maxsize=512)  # many patterns share their groups
def _parts(form: str) -> tuple[tuple[_Piece, ...], ...]:
    return tuple(tuple(_pieces(part)) for part in alternatives(form))


def _pieces(form: str) -> list[_Piece]:
    """The pieces of a way to match that has no bar outside its groups."""
    found: list[_Piece] = []
    at = 0
    while at < len(form):
        piece, at = _group(form, at) if form[at] == "(" else _single(form, at)
        if often := _OFTEN.match(form, at):
            at = often.end()
            piece = replace(piece, sure=piece.kind == "edge" and not often["none"])
        found.append(piece)
    return found


def _single(form: str, at: int) -> tuple[_Piece, int]:
    """The piece at a place where no group begins, and where it ends."""
    match = _PIECE.match(form, at)
    if match is None:
        raise ValueError(form)
    if match["family"]:
        return _Piece("words", _whole(match["table"] or "families", match["family"])), match.end()
    if match["word"]:
        return _Piece("words", frozenset((match["word"].lower(),))), match.end()
    return _Piece("edge" if match["sign"] in _EDGES else "other"), match.end()


def _group(form: str, at: int) -> tuple[_Piece, int]:
    """The group that begins at a place, and where it ends."""
    opened, end, depth = _OPENED.match(form, at), at, 0
    for sign in _BRACKET.finditer(form, at):
        depth += (sign[0] == "(") - (sign[0] == ")")
        end = sign.end()
        if depth == 0:
            break
    if opened is None or opened["look"]:
        return _Piece("look"), end
    return _Piece("group", parts=_parts(form[opened.end() : end - 1])), end


@lru_cache(maxsize=512)
def _whole(table: str, kind: str) -> frozenset[str] | None:
    """Of each of a kind's phrases the longest word that stands in it whole; None where one has no such word."""
    found = {_longest(phrase.lower().split()) for phrase in lexicon.listed(table, kind)}
    return frozenset(found) if found and "" not in found else None


def _longest(parts: list[str]) -> str:
    return max((run for part in parts if "*" not in part for run in _WORD.findall(part)), key=len, default="")
