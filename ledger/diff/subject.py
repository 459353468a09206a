"""What each figure of a side is about, in comparable form: names and words as sets, and the sentence around it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from string import ascii_lowercase

from ledger.model import Figure, Period

_BESIDE = 3  # words on either side that tell a figure from its neighbours in a sentence

# "Zone 1" and "Zone 2", "Camp A" and "Camp B" are told apart by what is no word: a number, a letter after a word.
_NAME_WORD = re.compile(r"[^\W\d_]{2,}|\d+|(?<=\w )[A-Z]\b(?!['’])")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_IDLE_WORDS = "the of in on at by and or its their his her to for an is was were are been has have had that"
_IDLE = frozenset(_IDLE_WORDS.split())
_NOT_TELLING = _IDLE.union(ascii_lowercase)
HOLE = "\x1a"  # stands for a figure; the control character for what cannot be shown
_PLAIN = re.compile(rf"[\w%$€£¥+<>~{HOLE}]+")
# The same for texts in ASCII, which most are: in lower case, and a space for what is no part of a word.
_SPACED = bytes(ord(chr(code).lower()) if _PLAIN.match(chr(code)) else ord(" ") for code in range(256))
_TAGS = re.compile(r"<[^<>]{1,200}>|\*\*|__|`")

Words = frozenset[str]
Key = tuple[str, int, int, int, str]
_NONE: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """Who and what a side speaks of: the claimants of its figures, and the words of its headlines and sentences."""

    claimants: frozenset[Words]
    titles: Words
    words: Words

    def knows(self, name: Words) -> bool:
        """Whether the name occurs on this side at all."""
        return name in self.claimants or name <= self.words


# What is made for every figure is not frozen: that would take a sixth of the time of comparing two texts.
@dataclass(kw_only=True, eq=False)
class Sentence:
    """A sentence with figures, once for all of them.

    ``said`` has all its words, as names are compared. ``frame`` is its wording with a
    hole for each figure: the values say nothing of what they are about. ``holes`` has each figure's place in the frame.
    """

    wording: str
    said: Words
    frame: tuple[str, ...]
    holes: Mapping[str, int]

    @cached_property
    def context(self) -> Words:
        """The plain words that tell, names among them, numbers not."""
        return frozenset(filter(str.isalpha, set(self.frame) - _NOT_TELLING))


@dataclass(kw_only=True, eq=False)
class Subject:
    """A figure with what it is about in comparable form; compute it once a figure. ``hole``: its place in the frame."""

    figure: Figure
    place: Words
    group: Words
    claimant: Words
    entity: Words
    period: Period | None
    hole: int | None
    sentence: Sentence
    cast: Cast

    @cached_property
    def beside(self) -> Words:
        """The words next to the figure, each with its side."""
        place, frame = self.hole, self.sentence.frame
        if place is None:
            return _NONE
        before, after = frame[max(0, place - _BESIDE) : place], frame[place + 1 : place + 1 + _BESIDE]
        return frozenset([*("<" + word for word in before), *(">" + word for word in after)])


def subjects(side: Sequence[Figure], text: str = "") -> list[Subject]:
    """The comparable forms of a side's figures, in text order; ``text`` is the whole of what they stand in."""
    ordered = sorted(side, key=text_order)
    keys = [_sentence_key(figure) for figure in ordered]
    members: dict[Key, list[Figure]] = defaultdict(list)
    for key, figure in zip(keys, ordered, strict=True):
        members[key].append(figure)
    sentences = {key: _sentence(figures) for key, figures in members.items()}
    titles = _NONE.union(*(words_of(title) for title in {figure.title for figure in ordered}))
    cast = Cast(
        claimants=frozenset(words_of(figure.fact.claimant) for figure in ordered),
        titles=titles,
        words=titles.union(_words(text), *(sentence.said for sentence in sentences.values())),
    )
    return [_subject(figure, sentences[key], cast) for key, figure in zip(keys, ordered, strict=True)]


def text_order(figure: Figure) -> tuple[str, int, int, int, str]:
    """Where a figure stands."""
    return figure.report, figure.version, figure.fact.span.start, figure.fact.span.end, figure.id


def _sentence_key(figure: Figure) -> Key:
    return figure.report, figure.version, *figure.fact.sentence, figure.quote


def _sentence(figures: Sequence[Figure]) -> Sentence:
    quote, start = figures[0].quote, figures[0].fact.sentence.start
    parts: list[str] = []
    inside: list[Figure] = []
    last = 0
    for figure in figures:
        fact = figure.fact
        at, end = fact.span.start - start, fact.span.end - start
        if at >= last and quote[at:end] == fact.surface:  # else one within another, or no verbatim quotation
            parts.append(quote[last:at])
            inside.append(figure)
            last = end
    parts.append(quote[last:])
    if HOLE in quote:
        parts = [part.replace(HOLE, "") for part in parts]
    frame = _words(f" {HOLE} ".join(parts))
    filled = frame.copy()
    holes: dict[str, int] = {}
    place = -1
    for figure in inside:
        place = frame.index(HOLE, place + 1)
        holes[figure.id] = place
        filled[place] = wording(figure.fact.surface)
    plain = " ".join(filled)
    return Sentence(wording=plain, said=frozenset(plain.split()), frame=tuple(frame), holes=holes)


def _subject(figure: Figure, sentence: Sentence, cast: Cast) -> Subject:
    fact = figure.fact
    return Subject(
        figure=figure,
        place=words_of(fact.place),
        group=words_of(fact.group),
        claimant=words_of(fact.claimant),
        entity=words_of(fact.entity),
        period=settled(fact.period, figure.published),
        hole=sentence.holes.get(figure.id),
        sentence=sentence,
        cast=cast,
    )


def wording(quote: str) -> str:
    """The words without markup, case, spacing and typography: what stays when only the looks of a text change."""
    return quote.casefold() if quote.isalnum() and quote.isascii() else " ".join(_words(quote))


def _words(quote: str) -> list[str]:
    marked = "<" in quote or "*" in quote or "_" in quote or "`" in quote
    plain = _TAGS.sub(" ", quote) if marked else quote
    if plain.isascii():
        return _joined(plain).encode().translate(_SPACED).decode().split()
    plain = unicodedata.normalize("NFKC", plain).replace("\u00ad", "")
    return _PLAIN.findall(_joined(plain).casefold())


def _joined(text: str) -> str:
    """Initials as one word: "U.S." is "US"."""
    if text.count(".") < 2:  # the shortest of them has two
        return text
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def settled(period: Period | None, published: date | None) -> Period | None:
    """The period without an end that merely follows the day of publication ("so far")."""
    if period is None or period.end is None or period.end != published or period.start == period.end:
        return period
    return Period(start=period.start) if period.start else None


@lru_cache(maxsize=65_536)
def words_of(name: str | None) -> Words:
    """The words that tell, in lower case, with the digits and letters that tell "Zone 1" from "Zone 2"."""
    return frozenset(word.casefold() for word in _NAME_WORD.findall(_joined(name))) - _IDLE if name else _NONE
