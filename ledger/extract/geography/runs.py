"""Runs of capitalised words, in which the names of places stand, and what the words around a run say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import add
from typing import NamedTuple

from ledger import lexicon
from ledger.extract.chronology.time_patterns import WEEKDAYS
from ledger.extract.lines.datelines import dateline_at
from ledger.lexicon.gazetteer import look_up, place_words

CONNECTORS = ("of", "the", "de", "la", "el", "al", "da", "do", "del", "du", "des", "aux", "and")
_SAINT = r"S[Tt]e?\.(?=\s[A-Z])|[FM]t\.(?=\s[A-Z])"  # "St. Louis", "Mt. Vernon"
# the capitals of Latin script beyond Western Europe's: Łódź, Šumadija, Şırnak
_CAPITAL = (
    "A-ZÀ-Þ" + "".join(c for c in map(chr, (*range(0x100, 0x180), *range(0x1E00, 0x1F00))) if c.isupper()) + "ȘȚƏ"
)
_ARTICLE = r"(?:[AaEe][ln]|[Aa](?:[drstz]|sh)|[Ee][drstz]|[Uu]l)-"  # "al-Bab", "el-Kebir", "ash-Shuja": written small within a name
_WORD = rf"(?:{_SAINT}|{_ARTICLE}[{_CAPITAL}][\w’'-]*|(?:[A-Z]\.){{2,}}|[{_CAPITAL}][\w’'-]*)"
# a word, by its capital: the search skips the rest
_FIRST = rf"[{_CAPITAL}](?<![\w@#].)(?:(?:(?<=S)[Tt]e?|(?<=[FM])t)\.(?=\s[A-Z])|(?<=[A-Z])\.(?:[A-Z]\.)+|[\w’'-]*)"
_GAP = r"[^\S\r\n]"  # a line of a menu does not run on into the next
_RUN = re.compile(rf"{_FIRST}(?:{_GAP}(?:(?:{'|'.join(CONNECTORS)}){_GAP}){{0,2}}{_WORD})*")
_ARTICLE_BEFORE = re.compile(rf"(?<!\w){_ARTICLE}$")
# "shares in Obo slid": a company, a person or a thing
HELD_IN = lexicon.pattern(r"\b{held in}\s+in\s+$", re.IGNORECASE)
_TAIL = re.compile(r"\w*$")
_BEFORE = 40  # characters before a run that may say what it is
INDEFINITE = re.compile(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal)\s+(?:(?!(?:in|of|near|at|on|from)\s)[a-z-]+\s+){0,2}$"
)


class Run(NamedTuple):
    """Capitalised words in a row, with the small words that join them.

    ``words`` are without possessive endings, and ``ends`` the offsets where these end; ``before`` is the text right before.
    """

    text: str
    starts: tuple[int, ...]
    written: tuple[str, ...]
    words: tuple[str, ...]
    ends: tuple[int, ...]
    before: str

    def is_small(self, index: int) -> bool:
        """Whether word ``index`` is written small, and is no name behind its article: "al-Bab"."""
        word = self.words[index]
        return word[:1].islower() and "-" not in word[:4]

    def placed(self, index: int, used: int) -> bool:
        """Whether the words before word ``index``, or after the ``used`` words, say that it is a place."""
        return self._led(index) or suffers(self.text, self.ends[index + used - 1])

    def placed_as_nobody(self, index: int, used: int) -> bool:
        """Whether they say so of a place alone: people, too, "confirmed" and "recorded", and "Jim Derby" is no town."""
        if self._led(index):
            return True
        found = _SUFFERS.match(self.text, self.ends[index + used - 1])
        return found is not None and found["as_people_do"] is None

    def _led(self, index: int) -> bool:
        previous = self.words[index - 1] if index else ""
        return previous == "of" or previous.lower() in place_words("locative") if index else is_led(self.before)


def is_led(before: str) -> bool:
    """Whether a text ends in a word of place, or in one and "the": "in ", "the city of the "."""
    words = before.rsplit(None, 2)
    if not before[-1:].isspace() or not words:
        return False
    last = words[-2] if words[-1] == "the" and len(words) > 1 else words[-1]
    return _last_letters(last) in _leading()


@cache
def _leading() -> frozenset[str]:
    return place_words("leads to a place") | place_words("struck")


def last_word(before: str) -> str:
    """The letters right before the blanks that end a text; empty where none end it, or a sign stands before them."""
    return _last_letters(before.rsplit(None, 1)[-1]) if before[-1:].isspace() and not before.isspace() else ""


@lru_cache(maxsize=50_000)
def _last_letters(word: str) -> str:
    found: str = _TAIL.findall(word)[0]
    return found


def find_runs(text: str) -> list[Run]:
    """The runs of ``text`` in order, those left out that are a title's or a body's word alone."""
    never = never_places()
    return [
        _run(text, match)
        for match in _RUN.finditer(text)
        if match[0] not in never
        and not (text[match.start() - 1 : match.start()] == "(" and _is_desk(text, match.start()))
    ]


def _is_desk(text: str, start: int) -> bool:
    """Whether a name tells who wrote: "LIMA, May 2 (Gulf Wire) —"; in "(Lima) – " it tells where."""
    dateline = dateline_at(text, start)
    return dateline is not None and all(start not in range(*name) for name in dateline.names)


def _run(text: str, match: re.Match[str]) -> Run:
    written = tuple(match[0].split())
    while len(written) > 1 and written[-1].lower() in WEEKDAYS:
        written = written[:-1]  # "arrived in Obora Friday"
    starts = [match.start()]
    if text[match.start() - 1 : match.start()] == "-" and (
        article := _ARTICLE_BEFORE.search(text, max(0, match.start() - 4), match.start())
    ):
        starts, written = [article.start()], (article[0] + written[0], *written[1:])
    for word in written[:-1]:
        starts.append(starts[-1] + len(word) + 1)  # a run has one space between its words
    words = tuple(map(unpossessed, written)) if "'" in match[0] or "’" in match[0] else written
    ends = tuple(map(add, starts, map(len, words)))
    return Run(text, tuple(starts), written, words, ends, text[max(0, starts[0] - _BEFORE) : starts[0]])


def unpossessed(word: str) -> str:
    """The word without its possessive ending: "China's", "Chinas’" → "China", "Chinas"."""
    bare = word[:-1] if word[-1:] == "s" else word
    return bare[:-1] if bare[-1:] in ("'", "’") else word


_SUFFERS = lexicon.pattern(
    r"(?:,\s(?:which|where|whose)\s[^,;.\n]{1,120},)?\s(?:(?:has|have|had|also|now|today|[\w-]+ly)\s){0,2}"
    r"(?:(?P<as_people_do>{placewords/suffered})|(?:was|were|been)\s{placewords/struck})\b"
    r"(?!(?:\s(?:on\s)?[A-Z][a-z]+day)?[.”\"\n])"  # "300 took part, Xinhua reported on Monday."
    r"|,\s(?:where|which\s(?:(?:has|had)\s)?(?:{placewords/suffered}))\s"
    r"|\s(?:has|have|had)\s(?:{hedge}\s)?\d"
    r"|\s(?:has|have|had|is|was|remains)\s(?:by\sfar\s)?the\s(?:[a-z]{2,}est|most|best|worst|least)\b"
    r"|\s(?:is|was|are|were)\s(?:[\w-]+ly\s)?{placewords/suffering}\b"
    r"|\s(?:{event of}\s)?{placewords/event}\b"
)


def suffers(text: str, end: int) -> bool:
    """Whether what is named before offset ``end`` is where something happened: "Chad recorded", "Dover was hit", "the Lima fire"."""
    return _SUFFERS.match(text, end) is not None


@cache
def never_places() -> frozenset[str]:
    """Words that end or bar a place's name: of bodies, titles, the calendar, and words with which a sentence opens."""
    return place_words("organisation") | place_words("title") | place_words("calendar") | place_words("opener")


@cache
def traps() -> frozenset[str]:
    """Words that are the names of places and mostly mean something else, and those for what happens."""
    return place_words("trap") | place_words("event")


@cache
def _first_words(kind: str) -> frozenset[str]:
    return frozenset(phrase.split(" ")[0] for phrase in place_words(kind))


def small_class(text: str, end: int, kind: str) -> str:
    """The small-letter class noun right after a name ("region", "refugee camp"); empty where there is none."""
    if text[end : end + 1] != " ":
        return ""
    words = text[end + 1 : end + 30].replace("\n", " ").split(" ")
    first, known = words[0].rstrip('.,;:)"”'), _first_words(kind)
    if first not in known and unpossessed(first) not in known:
        return ""
    for width in (3, 2, 1):
        suffix = unpossessed(" ".join(words[:width]).rstrip('.,;:)"”'))
        if suffix in place_words(kind):
            return suffix
    return ""


_LETTERS = re.compile(r"\w+")
_ENDS = ("", "\n", ".", "!", "?", ":")


def common_words(text: str, runs: Sequence[Run]) -> frozenset[tuple[str, ...]]:
    """Words that only open sentences with a capital and are else written small: "Mine blast kills 9 … in a coal mine"."""
    single = [run for run in runs if len(run.words) == 1 and (look_up(run.words[0]) or _is_classed(run))]
    inner = {run.words for run in single if run.before.rstrip(" “\"‘'")[-1:] not in _ENDS}
    opening = {run.words for run in single} - inner
    written = frozenset(_LETTERS.findall(text)) if opening else frozenset()  # once, however many words open sentences
    return frozenset(words for words in opening if words[0].lower() in written)


def _is_classed(run: Run) -> bool:
    """Whether a class follows a run, as in "Collapsed building update"."""
    end = run.ends[0]
    return bool(small_class(run.text, end, "smallsuffix") or small_class(run.text, end, "classsuffix"))
