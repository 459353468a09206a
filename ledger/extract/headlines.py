"""Title Case Headlines in ordinary case: in "Bus Plunges Into Ravine" only names keep their capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.capitals import of_lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.words import genders, lemmas
from ledger.extract.lines.sentences import Sentence
from ledger.lexicon.gazetteer import country_of_demonym, look_up, place_words

_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_TITLE_WORD = re.compile(r"\b[A-Z][a-z]+\b")


def with_headlines_lowered(text: str, sentences: Sequence[Sentence]) -> str:
    """``text`` with its headlines in ordinary case, of the same length: two prints of one report should read alike."""
    pieces, at = [], 0
    for sentence in sentences:
        written = text[slice(*sentence.span)]
        if is_headline(written) and not _is_row(written, text):
            pieces += [text[at : sentence.span.start], _lowered(written, text)]
            at = sentence.span.end
    return "".join([*pieces, text[at:]]) if pieces else text


def is_headline(sentence: str) -> bool:
    """Whether most long words of a sentence have capitals, and no full stop ends it."""
    if sentence[-1:] in '.!?”"':
        return False  # as mostly: a cheap question first
    words = _LONG_WORD.findall(sentence)
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _is_row(sentence: str, text: str) -> bool:
    """Whether it is one of a table ("Country | Confirmed cases | Deaths"); one bar alone parts a headline from its outlet."""
    return "\t" in sentence or ("|" in sentence and text.count("|") > 1)


def _lowered(headline: str, text: str) -> str:
    """Words that the report also writes small are no names: "Floods Leave 20 Dead" → "Floods leave 20 dead"."""
    small, pieces, at, named = _small_words(text), [], 0, 0
    for match in _TITLE_WORD.finditer(headline):
        word = match[0].lower()
        goes_on = named == match.start() - 1 and match[0] in _parts_of_names()  # "Lake County", "the Pawnee Fire"
        if match.start() and not goes_on and (word in small or is_no_name(match[0])):
            pieces += [headline[at : match.start()], word]
            at = match.end()
        else:
            named = match.end()
    return "".join([*pieces, headline[at:]])


@cache
def _parts_of_names() -> frozenset[str]:
    """Words that end the names of places, fires and holidays."""
    return place_words("suffix") | lexicon.family("part of a name")


@lru_cache(maxsize=8192)
def is_no_name(word: str) -> bool:
    """Whether a capital word is one of the language that names neither a person nor a place: "Freed", "Provided"."""
    small = word.lower()
    if small in lexicon.words("headline", 0):
        return True
    if (
        len(word) < 3
        or small in MONTHS
        or small in WEEKDAYS
        or look_up(word) is not None
        or country_of_demonym(word) is not None
        or small in genders()
    ):
        return False
    return not of_lexicon().isdisjoint(lemmas(small))


@lru_cache(maxsize=64)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]{2,}\b", text))
