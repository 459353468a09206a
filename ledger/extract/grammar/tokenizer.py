"""Sentence → words, by the rules that the parser's model was trained with: its affixes, its exceptions, its norms.

The rules are the model's own data; what is done with them is what spaCy's tokenizer does. A piece between blanks is
always divided alike, so each is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from ledger import lexicon
from ledger.extract.grammar.hashing import of_text

_ORTH, _NORM = 65, 67  # the model's names for what a word is written as, and what it is taken for
_PIECE = re.compile(r"\S+|\s+")
_KEPT = 60_000  # pieces
_LONG = 100  # letters of a word without a shape
_REPEATED = 4
_RUN = re.compile(r"(.)\1{4,}", re.DOTALL)

# "than130", "12houses": a scraped page has lost the blank
_GLUED = lexicon.pattern(r"({glued before})(\d[\d,.]*\d)|(\d[\d,]*)({glued after})", re.IGNORECASE)


Part = tuple[str, str | None]  # as written, and what an exception takes it for


class Word(NamedTuple):
    """A word as it is written and as the model takes it; ``blank``: whether one follows."""

    text: str
    norm: str
    blank: bool


class Tokenizer:
    """``rules`` are the model's: patterns of affixes, exceptions, and ``norms`` by the number of a word."""

    def __init__(self, rules: Mapping[str, Any], norms: Mapping[int, str]) -> None:
        self._rules, self._norms = rules, norms
        self._specials: dict[str, tuple[Part, ...]] = {
            text: tuple((one[_ORTH], one.get(_NORM)) for one in parts) for text, parts in rules["exceptions"].items()
        }
        self._prefix, self._suffix = (
            re.compile(rules["prefix_search"]).search,
            re.compile(rules["suffix_search"]).search,
        )
        self._pieces: dict[str, tuple[list[Word], list[Word]]] = {}

    def words(self, sentence: str) -> list[Word]:
        """Every word, mark and surplus blank of a sentence, in order; single blanks between words are none."""
        pieces = sentence.split(" ")
        if sentence.split() != pieces:
            return [word for piece, blank in _spaced(sentence) for word in self._known(piece)[blank]]
        found: list[Word] = []
        for piece in pieces[:-1]:  # as nearly always: single blanks and nothing else
            found += (self._pieces.get(piece) or self._known(piece))[1]
        return found + self._known(pieces[-1])[0]

    def _known(self, piece: str) -> tuple[list[Word], list[Word]]:
        """The words of a piece where no blank follows, and where one does."""
        known = self._pieces.get(piece)
        if known is None:
            words = self._divided(piece)
            known = words, [*words[:-1], words[-1]._replace(blank=True)]
            if len(self._pieces) >= _KEPT:
                self._pieces.clear()
            self._pieces[piece] = known
        return known

    def _divided(self, piece: str) -> list[Word]:
        special = self._specials.get(piece)
        if special is None and piece.isalpha():
            return [Word(piece, self._norm_of(piece), False)]  # affixes are marks, or stand after digits
        parts = self._joined_again(special or self._parts(piece))
        return [Word(text, self._norm_of(text) if norm is None else norm, False) for text, norm in parts]

    def _parts(self, piece: str, special: bool = True) -> list[Part]:
        """The piece's affixes and what is between them, divided in its turn; ``special``: by the exceptions as well."""
        before: list[str] = []
        after: list[str] = []
        middle = self._stripped(piece, before, after, special)
        known = self._specials.get(middle) if special else None
        between = known or [(part, None) for part in self._divided_within(middle)]
        return [*((part, None) for part in before), *between, *((part, None) for part in reversed(after))]

    def _stripped(self, piece: str, before: list[str], after: list[str], special: bool) -> str:
        specials = self._specials if special else {}
        size = -1
        while piece and len(piece) != size and piece not in specials:
            size = len(piece)
            prefix = _length(self._prefix(piece))
            if prefix and piece[prefix:] in specials:
                before.append(piece[:prefix])
                return piece[prefix:]
            suffix = _length(self._suffix(piece[prefix:]))
            if suffix and piece[:-suffix] in specials:
                after.append(piece[-suffix:])
                return piece[:-suffix]
            if prefix and suffix and prefix + suffix > size:
                suffix = 0
            if prefix:
                before.append(piece[:prefix])
            if suffix:
                after.append(piece[-suffix:])
            piece = piece[prefix : size - suffix]
        return piece

    def _divided_within(self, middle: str) -> list[str]:
        if glued := _GLUED.fullmatch(middle):
            return [part for part in glued.groups() if part]
        if not middle or middle.isalnum():
            return [middle] if middle else []
        if "." in middle and self._address(middle):
            return [middle]
        parts, start = [], 0
        for match in self._infixes(middle):
            if match.start() == 0:
                continue
            parts += [part for part in (middle[start : match.start()], match[0]) if part]
            start = match.end()
        return [part for part in (*parts, middle[start:]) if part]

    def _joined_again(self, parts: Sequence[Part]) -> Sequence[Part]:
        """The parts with the exceptions among them that affixes tore apart (":-)", "a.m.") made whole, the longest first."""
        texts = [text for text, _ in parts]
        matches = [
            (len(torn), start, special)
            for start, text in enumerate(texts)
            for torn, special in self._torn.get(text, ())
            if torn == tuple(texts[start : start + len(torn)])
        ]
        if not matches:
            return parts
        taken: set[int] = set()
        whole: dict[int, tuple[int, str]] = {}
        for size, start, special in sorted(matches, key=lambda one: (-one[0], one[1])):
            if taken.isdisjoint((start, start + size - 1)):
                whole[start] = size, special
            taken.update(range(start, start + size))
        found: list[Part] = []
        at = 0
        while at < len(parts):
            size, special = whole.get(at, (1, ""))
            found += self._specials[special] if special else [parts[at]]
            at += size
        return found

    @cached_property
    def _torn(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """The exceptions that affixes tear apart, and into what, by the first part."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for special in self._specials:
            if special.isalnum():
                continue
            if self._prefix(special) or self._suffix(special) or any(self._infixes(special)):
                torn = tuple(text for text, _ in self._parts(special, special=False))
                found.setdefault(torn[0], []).append((torn, special))
        return found

    def _norm_of(self, word: str) -> str:
        return self._norms.get(number_of(word)) or _norms().get(word) or word.lower()

    @cached_property
    def _address(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self._rules["url_match"]).match

    @cached_property
    def _infixes(self) -> Callable[[str], Iterator[re.Match[str]]]:
        return re.compile(self._rules["infix_finditer"]).finditer


def _spaced(sentence: str) -> Iterator[tuple[str, bool]]:
    """The pieces between blanks, and the blanks beyond one between pieces; each with whether a blank that is no word follows it."""
    for match in _PIECE.finditer(sentence):
        piece = match[0]
        if not piece[0].isspace():
            yield piece, sentence[match.end() : match.end() + 1] == " "
        elif surplus := piece[1:] if match.start() and piece[0] == " " else piece:
            yield surplus, False


def shape_of(word: str) -> str:
    """E.g. "Xxxxx" of "Lima", "dd,ddd" of "12,500": at most four alike in a row."""
    if len(word) >= _LONG:
        return "LONG"
    signs = "".join(("X" if c.isupper() else "x") if c.isalpha() else "d" if c.isdigit() else c for c in word)
    return _RUN.sub(lambda match: match[0][:_REPEATED], signs)


@lru_cache(maxsize=_KEPT)
def number_of(text: str) -> int:
    """The number by which the model knows a text."""
    return _symbols().get(text) or of_text(text)


def _length(match: re.Match[str] | None) -> int:
    return match.end() - match.start() if match else 0


@cache
def _symbols() -> dict[str, int]:
    return {row[1]: int(row[2]) for row in lexicon.rows("modelwords") if row[0] == "symbol"}


@cache
def _norms() -> dict[str, str]:
    return {row[1]: row[2] for row in lexicon.rows("modelwords") if row[0] == "norm"}
