"""What each figure of a side is about, in comparable form: names and words as sets, and the sentence around it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from ledger.model import Figure, Period

_BESIDE = 3  # words on either side that tell a figure from its neighbours in a sentence

# "Zone 1" and "Zone 2", "Camp A" and "Camp B" are told apart by what is no word: a number, a letter after a word.
_NAME_WORD = re.compile(r"[^\W\d_]{2,}|\d+|(?<=\w )[A-Z]\b(?!['’])")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_IDLE_WORDS = "the of in on at by and or its their his her to for an is was were are been has have had that"
_IDLE = frozenset(_IDLE_WORDS.split())
_HOLE = "\ue000"  # stands for a figure; of the private use area
_PLAIN = re.compile(rf"[\w%$€£¥+<>~{_HOLE}]+")
_MARKUP = re.compile(r"[<*_`]")
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


@dataclass(frozen=True, kw_only=True, eq=False)
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
        return frozenset([word for word in set(self.frame) - _IDLE if len(word) > 1 and word.isalpha()])


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A figure with what it is about in comparable form; compute it once a figure."""

    figure: Figure
    place: Words
    group: Words
    claimant: Words
    entity: Words
    period: Period | None
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

    @property
    def hole(self) -> int | None:
        """Its place in the frame of its sentence."""
        return self.sentence.holes.get(self.figure.id)


def subjects(side: Sequence[Figure], text: str = "") -> list[Subject]:
    """The comparable forms of a side's figures, in text order; ``text`` is the whole of what they stand in."""
    ordered = sorted(side, key=text_order)
    members: dict[Key, list[Figure]] = defaultdict(list)
    for figure in ordered:
        members[_sentence_key(figure)].append(figure)
    sentences = {key: _sentence(figures) for key, figures in members.items()}
    titles = _NONE.union(*(words_of(title) for title in {figure.title for figure in ordered}))
    cast = Cast(
        claimants=frozenset(words_of(figure.fact.claimant) for figure in ordered),
        titles=titles,
        words=titles.union(_words(text), *(sentence.said for sentence in sentences.values())),
    )
    return [_subject(figure, sentences[_sentence_key(figure)], cast) for figure in ordered]


def text_order(figure: Figure) -> tuple[str, int, int, int, str]:
    """Where a figure stands."""
    return figure.report, figure.version, figure.fact.span.start, figure.fact.span.end, figure.id


def _sentence_key(figure: Figure) -> Key:
    return figure.report, figure.version, *figure.fact.sentence, figure.quote


def _sentence(figures: Sequence[Figure]) -> Sentence:
    quote, start = figures[0].quote, figures[0].fact.sentence.start
    parts, inside, last = list[str](), list[Figure](), 0
    for figure in figures:
        at, end = figure.fact.span.start - start, figure.fact.span.end - start
        if at >= last and quote[at:end] == figure.fact.surface:  # else one within another, or no verbatim quotation
            parts.append(quote[last:at].replace(_HOLE, ""))
            inside.append(figure)
            last = end
    frame = tuple(_words(f" {_HOLE} ".join([*parts, quote[last:].replace(_HOLE, "")])))
    holes = [place for place, word in enumerate(frame) if word == _HOLE]
    filled = list(frame)
    for place, figure in zip(holes, inside, strict=True):
        filled[place] = wording(figure.fact.surface)
    plain = " ".join(filled)
    return Sentence(
        wording=plain,
        said=frozenset(plain.split()),
        frame=frame,
        holes={figure.id: place for figure, place in zip(inside, holes, strict=True)},
    )


def _subject(figure: Figure, sentence: Sentence, cast: Cast) -> Subject:
    fact = figure.fact
    return Subject(
        figure=figure,
        place=words_of(fact.place),
        group=words_of(fact.group),
        claimant=words_of(fact.claimant),
        entity=words_of(fact.entity),
        period=settled(fact.period, figure.published),
        sentence=sentence,
        cast=cast,
    )


def wording(quote: str) -> str:
    """The words without markup, case, spacing and typography: what stays when only the looks of a text change."""
    return quote.casefold() if quote.isalnum() and quote.isascii() else " ".join(_words(quote))


def _words(quote: str) -> list[str]:
    plain = _TAGS.sub(" ", quote) if _MARKUP.search(quote) else quote
    if not plain.isascii():
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
