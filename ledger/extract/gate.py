"""The gate: which sentences are worth a parse. Recall first: a number, a number word, or an implicit count of people harmed."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.chronology.times import find_times
from ledger.extract.figures.filters import is_no_fact, numerals_beside
from ledger.extract.lines.sentences import Sentence
from ledger.lexicon.sought import words_in
from ledger.model import Span

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,]*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SAYING = re.compile(r"[^\W\d_]|[%‰°\u00a2-\u00a5\u20a0-\u20cf$]")  # letters, currencies, signs of units
_MANY = 16


_DETERMINERS = frozenset(("a", "an", "another", "both", "no", "none", "neither"))
_ANY = frozenset(("any", "anyone", "anybody"))
_DENYING = frozenset(("not", "t", "never", "without"))
_ONE_BEFORE = re.compile(r"\b(?:an?|another|both|no|none|any|neither)\b", re.IGNORECASE)
_ONE_AFTER = re.compile(r"\s+(?:\w+\s+){0,2}(?:an?|another|both|no|any|anyone|anybody)\b", re.IGNORECASE)
_REACH, _REACH_WHEN = 88, 220  # "a man was waiting … at the corner of Mill Lane, when a car hit him"


@cache
def _harm_stems(side: str) -> tuple[str, ...]:
    return tuple(stem for row in lexicon.rows("harmstems") if row[0] == side for stem in row[1].split(","))


@lru_cache(maxsize=50_000)
def _harm_sides(word: str) -> tuple[bool, bool]:
    """Whether the word says harm of one before it ("a … killed"), and of one after it ("wounded another")."""
    return word.startswith(_harm_stems("after")), word.startswith(_harm_stems("before"))


@cache
def _number_words() -> frozenset[str]:
    """Words of which each number expression without digits has one, in the singular and the plural."""
    numbers = lexicon.table("numbers")
    tables = ("cardinals", "scales", "vague", "vague_exact", "factors", "multiples")
    phrases = [*(phrase for name in tables for phrase in numbers[name]), "half", "third", "quarter", "nobody"]
    phrases += numbers["fractions"]
    words = {max(_WORD.findall(phrase), key=len) for phrase in phrases}
    return frozenset(words | {f"{word}s" for word in words})


@lru_cache(maxsize=50_000)
def _is_harm(word: str) -> bool:
    return True in _harm_sides(word)


def gate(text: str, sentences: tuple[Sentence, ...]) -> tuple[int, ...]:
    """The indices of the sentences to parse, in order."""
    digits = [digit.start() for digit in _DIGIT.finditer(text)]
    return tuple(
        index
        for index, sentence in enumerate(sentences)
        if bisect_left(digits, sentence.span.start) < bisect_left(digits, sentence.span.end)
        or _passes_without_digit(text, sentence.span)
    )


def passes(text: str, span: Span) -> bool:
    """Whether the sentence may state a figure."""
    return _DIGIT.search(text, *span) is not None or _passes_without_digit(text, span)


def _passes_without_digit(text: str, span: Span) -> bool:
    words = words_in(text, *span)
    return not _number_words().isdisjoint(words) or _may_count_harmed(text, span, words)


def _may_count_harmed(text: str, span: Span, words: frozenset[str]) -> bool:
    """One person harmed, or none."""
    denied = not (_ANY.isdisjoint(words) or _DENYING.isdisjoint(words))  # "did not cause any deaths"
    if (_DETERMINERS.isdisjoint(words) and not denied) or not any(map(_is_harm, words)):
        return False
    reach = _REACH_WHEN if "when" in words else _REACH
    for word in _WORD.finditer(text, *span):
        of_one_before, of_one_after = _harm_sides(word[0].lower())
        if of_one_before and _ONE_BEFORE.search(text, max(span.start, word.start() - reach), word.start()):
            return True
        if of_one_after and _ONE_AFTER.match(text, word.end(), span.end):
            return True
    return False


def is_bare_numbers(text: str, span: Span) -> bool:
    """Whether nothing says what its numbers count: a long run with hardly a word, or several and no letter or sign of a unit.

    The one is a table that lost its lines, the other a row that lost its header: "| 12 | 13 |".
    """
    numbers = len(_NUMBER.findall(text, *span))
    if numbers > _MANY:
        return 2 * len(_LETTERS.findall(text, *span)) < numbers
    return numbers > 1 and _SAYING.search(text, *span) is None


def states_nothing(text: str, span: Span, published: date | None, in_list: bool) -> bool:
    """Whether all numbers of a sentence are dates, ages, names and the like, and it counts nobody harmed: not worth a parse."""
    words = words_in(text, *span)
    if "nobody" in words or _may_count_harmed(text, span, words):
        return False
    times = tuple(time.span for time in find_times(text, *span, published))
    return all(is_no_fact(text, numeral, span, times, in_list) for numeral in numerals_beside(text, span, times))
