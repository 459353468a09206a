"""What each figure of a side is about, in comparable form: names and words as sets, and the sentence around it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.model import Figure, Period

_BESIDE = 3  # words on either side that tell a figure from its neighbours in a sentence

_WORD = re.compile(r"[^\W\d_]{2,}")
# "Zone 1" and "Zone 2", "Camp A" and "Camp B" are told apart by what is no word: a number, a letter after a word.
_NAME_WORD = re.compile(r"[^\W\d_]{2,}|\d+|(?<=\w )[A-Z]\b(?!['’])")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_IDLE_WORDS = "the of in on at by and or its their his her to for an is was were are been has have had that"
_IDLE = frozenset(_IDLE_WORDS.split())
_HOLE = "\ue000"  # stands for a figure; of the private use area
_MARKS = re.compile(rf"[^\w%$€£¥+<>~{_HOLE}]+")
_TAGS = re.compile(r"<[^<>]{1,200}>|\*\*|__|`")

Words = frozenset[str]
Key = tuple[str, int, int, int, str]
_NONE: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """Who and what a side speaks of: the claimants of its figures, and the words of its sentences and titles."""

    claimants: frozenset[Words] = frozenset()
    words: Words = _NONE

    def knows(self, name: Words) -> bool:
        """Whether the name occurs on this side at all."""
        return name in self.claimants or name <= self.words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """A sentence with figures, once for all of them.

    ``said`` has its words as names are compared, ``context`` the plain ones that tell. ``frame`` is its wording with a
    hole for each figure: the values say nothing of what they are about. ``holes`` has each figure's place in the frame.
    """

    wording: str
    said: Words
    context: Words
    frame: tuple[str, ...]
    holes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A figure with what it is about in comparable form; compute it once a figure."""

    figure: Figure
    place: Words
    group: Words
    claimant: Words
    entity: Words
    beside: Words
    period: Period | None
    sentence: Sentence
    cast: Cast

    @property
    def hole(self) -> int | None:
        """Its place in the frame of its sentence."""
        return self.sentence.holes.get(self.figure.id)


def subjects(side: Sequence[Figure]) -> list[Subject]:
    """The comparable forms of a side's figures, in text order."""
    ordered = sorted(side, key=text_order)
    members: dict[Key, list[Figure]] = defaultdict(list)
    for figure in ordered:
        members[_sentence_key(figure)].append(figure)
    sentences = {key: _sentence(figures) for key, figures in members.items()}
    titles = (words_of(title) for title in {figure.title for figure in ordered})
    cast = Cast(
        claimants=frozenset(words_of(figure.fact.claimant) for figure in ordered),
        words=_NONE.union(*(sentence.said for sentence in sentences.values()), *titles),
    )
    return [_subject(figure, sentences[_sentence_key(figure)], cast) for figure in ordered]


def text_order(figure: Figure) -> tuple[str, int, int, int, str]:
    """Where a figure stands."""
    return figure.report, figure.version, figure.fact.span.start, figure.fact.span.end, figure.id


def _sentence_key(figure: Figure) -> Key:
    return figure.report, figure.version, *figure.fact.sentence, figure.quote


def _sentence(figures: Sequence[Figure]) -> Sentence:
    quote, start = figures[0].quote, figures[0].fact.sentence.start
    parts, inside, last = list[str](), list[str](), 0
    for figure in figures:
        at, end = figure.fact.span.start - start, figure.fact.span.end - start
        if at >= last and quote[at:end] == figure.fact.surface:  # else one within another, or no verbatim quotation
            parts.append(quote[last:at].replace(_HOLE, ""))
            inside.append(figure.id)
            last = end
    frame = tuple(wording(f" {_HOLE} ".join([*parts, quote[last:].replace(_HOLE, "")])).split())
    holes = (place for place, word in enumerate(frame) if word == _HOLE)
    plain = wording(quote)
    return Sentence(
        wording=plain,
        said=words_of(quote),
        context=frozenset(_WORD.findall(plain)) - _IDLE,
        frame=frame,
        holes=dict(zip(inside, holes, strict=True)),
    )


def _subject(figure: Figure, sentence: Sentence, cast: Cast) -> Subject:
    fact = figure.fact
    return Subject(
        figure=figure,
        place=words_of(fact.place),
        group=words_of(fact.group),
        claimant=words_of(fact.claimant),
        entity=words_of(fact.entity),
        beside=_beside(sentence, figure.id),
        period=settled(fact.period, figure.published),
        sentence=sentence,
        cast=cast,
    )


def _beside(sentence: Sentence, figure: str) -> Words:
    """The words next to a figure, each with its side."""
    place = sentence.holes.get(figure)
    if place is None:
        return _NONE
    before, after = sentence.frame[max(0, place - _BESIDE) : place], sentence.frame[place + 1 : place + 1 + _BESIDE]
    return frozenset([*("<" + word for word in before), *(">" + word for word in after)])


def wording(quote: str) -> str:
    """The sentence without markup, case, spacing and typography: what stays when only the looks of a text change."""
    plain = unicodedata.normalize("NFKC", _TAGS.sub(" ", quote)).replace("\u00ad", "")
    return _MARKS.sub(" ", plain).casefold().strip()


def settled(period: Period | None, published: date | None) -> Period | None:
    """The period without an end that merely follows the day of publication ("so far")."""
    if period is None or period.end is None or period.end != published or period.start == period.end:
        return period
    return Period(start=period.start) if period.start else None


def words_of(name: str | None) -> Words:
    """The words that tell, in lower case, with the digits and letters that tell "Zone 1" from "Zone 2"."""
    if not name:
        return _NONE
    whole = _DOTTED.sub(lambda match: match[0].replace(".", ""), name)
    return frozenset(word.casefold() for word in _NAME_WORD.findall(whole)) - _IDLE
