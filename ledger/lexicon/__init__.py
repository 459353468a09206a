"""Words as data, and their loaders. Adding a word is adding a line to a file in this folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, cast

from ledger.lexicon.firsts import alternatives, looking_ahead

__all__ = ["either", "family", "fill", "keyed", "listed", "pattern", "rows", "table", "words"]

_NAMED = re.compile(r"\{(?:([a-z]+)/)?([a-z][a-z_ -]+)\}")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``name.tsv``: cells split at tabs; blank lines and ``#`` comments left out."""
    text = files("ledger.lexicon").joinpath(f"{name}.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("# ") and line != "#")
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


@cache
def listed(name: str, kind: str) -> frozenset[str]:
    """The words of one kind in ``name.tsv``, whose rows are a kind and its words, or of ``numbers.toml``."""
    if name == "numbers":
        found = table(name).get(kind, {})
        return frozenset(found.get("words", found))
    return frozenset(word for row in rows(name) if row[0] == kind for word in row[1].split(","))


@cache
def keyed(name: str) -> dict[str, str]:
    """``name.tsv`` as first cell → the rest of its line, not yet split: for tables too long to split in one go."""
    text = files("ledger.lexicon").joinpath(f"{name}.tsv").read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.split("\n") if line and line[0] != "#")


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``name.toml``."""
    return tomllib.loads(files("ledger.lexicon").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, column: int = 1) -> dict[str, str]:
    """``name.tsv`` as word → first cell, where ``column`` holds words separated by commas."""
    return {word.strip(): row[0] for row in rows(name) for word in row[column].split(",") if word.strip()}


@cache
def family(name: str) -> frozenset[str]:
    """The words of one family (``families.tsv``), empty where there is none of that name."""
    return listed("families", name)


def either(words: Iterable[str]) -> str:
    """An alternation of words, longest first; a space stands for any white space, a ``*`` at the end for any ending.

    Words that begin alike share their beginning, "de(?:tained|ad)": a long list then takes a fifth of the time.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return _sharing([[_SIGNS.get(sign) or re.escape(sign) for sign in word] for word in ordered])


_SIGNS = {" ": r"\s+", "*": r"\w*"}


def _sharing(words: list[list[str]]) -> str:
    """The alternation of words given sign by sign, which of those that begin with one letter keeps the order."""
    if any(word[:1] == [r"\w*"] for word in words):
        return "|".join(map("".join, words))  # any letter may be meant: nothing can be put in another order
    alike: dict[str, list[list[str]]] = {}
    for word in words:
        alike.setdefault("".join(word[:1]).lower(), []).append(word)
    found: list[str] = []
    for group in alike.values():
        shared = _shared(group) if len(group) > 1 else 0
        if shared:
            rest = _sharing([word[shared:] for word in group])
            found.append(f"{''.join(group[0][:shared])}(?:{rest})")
        else:
            found += map("".join, group)
    return "|".join(found)


def _shared(words: list[list[str]]) -> int:
    """How many signs all words begin with."""
    return next((at for at, signs in enumerate(zip(*words, strict=False)) if len(set(signs)) > 1), min(map(len, words)))


def fill(form: str) -> str:
    """A pattern's form with words for names: ``{toll}`` is that family, ``{steps/part}`` that kind of ``steps.tsv``.

    Each name becomes a group of its own. KeyError where there are no such words.
    """
    return _NAMED.sub(_named, form)


def _named(name: re.Match[str]) -> str:
    words = listed(name[1] or "families", name[2])
    if not words:
        raise KeyError(name[0])
    return f"(?:{either(words)})"


def _bounded(pattern: str) -> str:
    """A pattern whose alternatives all begin at a word's edge asks for that once: most places then fail at one look."""
    parts = alternatives(pattern)
    if len(parts) == 1 or not all(part.startswith(r"\b") for part in parts):
        return pattern
    return rf"\b(?:{'|'.join(part[2:] for part in parts)})"


class _Late:
    """A pattern that is compiled when it is first used: few of them are, in a short text."""

    def __init__(self, form: str, flags: int) -> None:
        self._form, self._flags = form, flags

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not there yet: from now on the compiled pattern's ways to search are this one's own."""
        bounded = _bounded(fill(self._form))
        compiled = re.compile(looking_ahead(bounded) if self._flags & re.IGNORECASE else bounded, self._flags)
        for way in ("findall", "finditer", "fullmatch", "match", "search", "split", "sub"):
            setattr(self, way, getattr(compiled, way))
        return getattr(compiled, name)


def pattern(form: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a form with words for names (``fill``): a sentence's grammar in code, its words in the lexicon.

    It is filled and compiled on first use; KeyError then where it names no words.
    """
    return cast("re.Pattern[str]", _Late(form, flags))
