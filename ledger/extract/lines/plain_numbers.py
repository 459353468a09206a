"""How a number is written says nothing of what it counts: ranges are read as their upper end, the hedged numbers and number words of cells in digits alone.

"14 to 28 houses burned" is read as "28 houses burned", "Killed: at least twelve" as "Killed: 12"; what the page has instead
is put back into the facts (``Told``). So no rule of what is counted, harmed or said needs to know of ranges, and a list is a list
whatever its cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS
from ledger.extract.figures.ages import is_age
from ledger.extract.figures.scores import is_score
from ledger.extract.lines.bullets import one_bullet
from ledger.extract.lines.prints import Print, Told
from ledger.extract.numbers.amounts import SMALL, WORDS, amount
from ledger.extract.numbers.comparators import sign_of, signs_before
from ledger.extract.numbers.numerals import Numeral, find_numerals


@dataclass(frozen=True, slots=True)
class _Plainer:
    """A piece of the text that is read as ``put``; ``told`` is what the page says of the number that begins at ``at``.

    ``moved``: the character after the piece begins the number.
    """

    start: int
    end: int
    put: str
    at: int
    told: Told
    moved: bool = False


def with_plain_numbers(one: Print) -> Print:
    """The print with its ranges, its hedged numbers and the cells of its lists in their plainest form."""
    pieces = sorted(_plainer(one_bullet(one.text)), key=lambda piece: (piece.start, piece.end))
    if not pieces:
        return one
    given = list(range(len(one.text)) if one.places is None else one.places)
    parts: list[str] = []
    places: list[int] = []
    told: dict[int, Told] = {}
    last = 0
    for piece in pieces:
        if piece.start < last:
            continue
        at = given[piece.at]
        here = replace(piece.told, opening=given[piece.told.opening], end=given[piece.told.end - 1] + 1)
        told[at] = told[at].beside(here) if at in told else here
        parts += one.text[last : piece.start], piece.put
        places += given[last : piece.start]
        places += [at] * len(piece.put)
        last = piece.end
        if piece.moved:
            given[last] = at
    parts.append(one.text[last:])
    places += given[last:]
    return Print(one.given, "".join(parts), places, told)


def _plainer(text: str) -> Iterator[_Plainer]:
    yield from _hedged(text)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if _JOINED.search(line):
            yield from _ranges(text, start, end)
        yield from _cells(text, start, end)
        start = end + 1


@cache
def _hedges() -> re.Pattern[str]:
    """A hedge before a number: "at least 12", "some €40 million", "over thirty"."""
    return re.compile(
        rf"(?<![\w-])(?P<hedge>{lexicon.either(signs_before())})\s(?=(?:[A-Z]{{0,3}}[$€£])?\d|(?!one\b){SMALL})",
        re.IGNORECASE,
    )


# "On the R61 at least 200 waited", "in May some 14 died": without the hedge these are other numbers
_MONTH = f"(?:{lexicon.either(name.title() for name in MONTHS)})"
_RUNS_ON = re.compile(rf"(?:\d[,.]?|\b{_MONTH}\.?,?)\s$")


_BESIDE, _ROW = 60, 240  # characters beside a number; about it in a row
_SHORT = 48  # of a line that may be one row of a list
_OPENS_CELL = re.compile(r"(?:^|[|\t;(:\n•]|[–—-]\s)\s*$")
_CLOSES_CELL = re.compile(r"[^\S\n]*(?:$|[|\t;)\n]|[,.]\s|\.$|\s[–-]\s|:\s|\s[A-Z][a-z ]{2,30}:\s)")


def _hedged(text: str) -> Iterator[_Plainer]:
    """The pieces that are hedges in cells of lists; in a sentence they also tell a parser what is a number and what a name."""
    for match in _hedges().finditer(text):
        start, at = match.span()
        if _RUNS_ON.search(text, max(0, start - 12), start):
            continue
        line = text.rfind("\n", 0, start) + 1
        if not _is_opened(text, line, start):
            continue
        numeral = next(iter(find_numerals(text, at, min(len(text), at + 60))), None)
        if numeral is None or numeral.span.start != at or numeral.vague or " in " in text[slice(*numeral.span)]:
            continue
        if _CLOSES_CELL.match(text, numeral.span.end) is None:
            continue
        told = Told(start, numeral.span.end, comparator=sign_of(match["hedge"]))
        if text[start].isupper() and text[at].islower():
            yield _Plainer(start, at + 1, text[at].upper(), at, told)
        else:
            yield _Plainer(start, at, "", at, told)


def _is_opened(text: str, line: int, start: int) -> bool:
    """Whether a cell of a list begins at ``start``, or the number of a row: "Palermo 24, Catania over 17"."""
    before = text[max(line, start - _BESIDE) : start]
    if _OPENS_CELL.search(before):
        return True
    if _NAME_BEFORE.search(before) is None:
        return False
    end = text.find("\n", start, start + _ROW)
    first, last = max(line, start - _ROW), end if end >= 0 else start + _ROW
    return start - line < _SHORT or _FELLOW.search(text, first, last) is not None


# What a cell of a list begins and ends with: "Killed: twelve", "| at least nine |", "Tarlo (forty)", "Barns – over twelve (…)"
_OPEN = r"(?:^[^\S\n]*(?:[•-]\s+)?|[|\t(;]\s?|(?<=[\w)])\s?[:–—]\s|(?<=\w)\s-\s)"
_CLOSE = r"(?=[^\S\n]*(?:$|[|\t;()\n]|,\s|\.(?:\s|$))|\s[–-]\s|:\s|\s[A-Z][a-z ]{2,30}:\s)"


@cache
def _cell_words() -> re.Pattern[str]:
    hedge = rf"(?:(?:{lexicon.either(signs_before())})\s)?"
    return re.compile(rf"{_OPEN}{hedge}(?P<word>(?!one\b){WORDS}(?!\w)){_CLOSE}", re.MULTILINE | re.IGNORECASE)


# "Georgia, thirty; Virginia, two", "Palermo 24, Catania at least twelve"
@cache
def _row_words() -> re.Pattern[str]:
    hedge = rf"(?:(?i:{lexicon.either(signs_before())})\s)?"
    return re.compile(
        rf"(?<=[A-Za-z])(?:,\s(?=[^;.\n]{{1,40}}(?:;|\.?$))|\s){hedge}(?P<word>(?i:(?!one\b){WORDS}(?!\w)))(?=[,;)]\s|\.?[^\S\n]*$|\.\s)",
        re.MULTILINE,
    )


_NAME_BEFORE = re.compile(r"(?:^|[,;:(•.-]\s|\band\s)(?:[A-Z][\w’'.-]*\s?){1,4},?\s?$", re.MULTILINE)
_FELLOW = re.compile(r"[A-Z][\w’'-]*,?\s\d[\d,]*(?:[,;)]\s|\.?\s*$)")
_WORD = re.compile(SMALL, re.IGNORECASE)
# Elsewhere what a paper sets in digits: "thirty-one houses"; a sentence that begins with a number has it in words everywhere
_SPELT, _LARGE = 12, 1_000_000
_GOES_ON = re.compile(rf"(?:\d|{SMALL})\s(?:to|and|or)\s$", re.IGNORECASE)  # "cut from three to twenty thousand"
_LONG_WORDS = re.compile(
    rf"(?<![\w-])(?<!\d\s)(?<![–-]\s)(?P<word>(?!an?\b){WORDS})(?![\w-]|\s(?:and|to|or)\s{SMALL})", re.IGNORECASE
)


def _cells(text: str, start: int, end: int) -> Iterator[_Plainer]:
    """The number words of a line's cells."""
    if not _WORD.search(text, start, end):
        return
    for match in _LONG_WORDS.finditer(text, start, end):
        before = text[max(start, match.start() - 30) : match.start()]
        if (
            match["word"][0].islower()
            and _SPELT < (amount(match["word"]) or 0) < _LARGE
            and not _GOES_ON.search(before)
        ):
            yield from _in_digits(match)
    for match in _cell_words().finditer(text, start, end):
        yield from _in_digits(match)
    if _FELLOW.search(text, start, end) or end - start < _SHORT:
        for match in _row_words().finditer(text, start, end):
            if _NAME_BEFORE.search(text, max(start, match.start() - 60), match.start() + 1):
                yield from _in_digits(match)


def _in_digits(match: re.Match[str]) -> Iterator[_Plainer]:
    start, end = match.span("word")
    value = amount(match["word"])
    if value is not None:
        yield _Plainer(start, end, f"{value:.0f}", start, Told(start, end))


# A range may be here: a dash or "to" between two numbers, the first of which may have its unit ("5% to 6%", "2 m to 3 m")
_JOINED = re.compile(r"(?i)(?:\d|[a-z%])(?:[-–]|\s?[-–]\s|-?\sto\s|-?\sor\s|\sand\s)(?=[$€£]?\d|[a-z])")
_LASTING = re.compile(
    rf"[\s-]*(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?)\b|-|\s?(?:[ap]\.?m\b|[–:/])|\s(?:of\s)?{_MONTH}\b"
)
_DATED = re.compile(rf"\b{_MONTH}\.?\s$|\b(?:from|[A-Z])[\s-]$")


def _ranges(text: str, start: int, end: int) -> Iterator[_Plainer]:
    for numeral in find_numerals(text, start, end):
        if numeral.cut is None or not _may_be_cut(text, numeral):
            continue
        cut, at = numeral.cut, numeral.span.start
        opening = at
        if text[max(start, at - len("between ")) : at].lower() == "between ":
            opening -= len("between ")
        elif " and " in text[slice(*cut)]:
            continue
        told = Told(opening, numeral.span.end, share=numeral.low / numeral.high)
        begin = opening if cut.start == at else cut.start
        first = text[cut.end]
        if begin == opening and text[opening].isupper() and first.islower():
            yield _Plainer(begin, cut.end + 1, first.upper(), at, told)
        else:
            yield _Plainer(begin, cut.end, "", at, told, moved=True)


def _may_be_cut(text: str, numeral: Numeral) -> bool:
    """Not of days, ages and terms, of which each end says something; nor where it may be a score: "lost 14-28 to Obora"."""
    start, end = numeral.span
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + 30]
    if numeral.low <= 0 or _LASTING.match(text, end) or _DATED.search(before):
        return False
    surface = text[start:end]
    line = before.rpartition("\n")[2]
    scored = is_score(line, surface, after.partition("\n")[0]) and _LABELLED.search(line) is None
    row = after[:1] == ";" and _IN_ROW.search(before) is not None  # "Tarlo, 22-31; Obora, 9": nobody's age
    if scored or (is_age(before, after, surface, numeral) and not row):
        return False
    if numeral.unit is None and (_ONE.search(before) or surface in lexicon.family("names with a dash")):
        return False  # "a 5-9 vote", "7-11 manager Ana Sol"
    return numeral.unit is not None or not before or (_COUNTS.match(after) or _IN_ROW.search(before)) is not None


_LABELLED = re.compile(r"[\w)](?::|\s[–-])\s$")  # "goats lost: 20-30" is no score
_ONE = re.compile(r"\b[Aa]n?\s$")
# What is counted follows; in a row of a list nothing needs to: "Georgia, 33-66; Idlib 12 to 24"
_COUNTS = re.compile(r"\s(?!(?:and|or|but|to|on|in|at|against|over|by)\b)[a-z]")
_IN_ROW = re.compile(r"(?:[:;|•\t\n(]\s?|[–-]\s|[A-Z][\w’'-]*,?\s|^[A-Z][^.,;\n]{0,30}\s\d[\d,]*\s)$", re.MULTILINE)
