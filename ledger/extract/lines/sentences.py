"""Blocks and sentences: offsets only, the text is never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ledger import lexicon
from ledger.extract.lines.blocks import split_blocks
from ledger.extract.lines.datelines import datelines
from ledger.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence's span, and the number of the block (paragraph, heading, list line) that it stands in."""

    span: Span
    block: int


_ABBREVIATIONS = frozenset(word for row in lexicon.rows("abbreviations") for word in row[0].split())
_END = re.compile(r"([.!?…][.!?…]*)([\"”’')\]]*)(?=\s|[A-Z\"“‘(]|$|(?<=[a-z]{3}\.)\d)")
_SHORT, _MAX_CHARACTERS, _MAX_WORDS, _MAX_NUMBERS = 60, 900, 150, 25  # real sentences stay below
_ELLIPSIS = 3  # dots
_EASY = 300  # characters that a parse takes whatever words they make
_WORD = re.compile(r"\d[\d.,]{0,20}|\w{1,40}|[^\w\s]")
_PAUSE = re.compile(r"[;,]\s+|\s(?=and\b|but\b)|\s[–—|•]\s")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_LAST_WORD = re.compile(r"([\w.’'&-]+)$")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order. A line end always ends one; abbreviations and initials do not."""
    found: list[Sentence] = []
    for number, block in enumerate(split_blocks(text)):
        for part in _entries(text, block):
            start = part.start
            for match in _END.finditer(text, *part):
                if match.start() >= start and _ends_sentence(text, start, match, part.end):
                    found += _pieces(text, start, match.end(), number)
                    start = match.end()
            found += _pieces(text, start, part.end, number)
    return tuple(found)


# "Norway: 31France: 12 (two crew)Japan: 4", and the colon over it: a page has lost all that stood between its entries
_GLUED = re.compile(r"(?:(?<=\d)|(?<=[a-z\d]\))|(?<=[a-z]:))(?=[A-Z][A-Za-z’'. -]{1,30}:\s?\d)")
_FEWEST_GLUED = 3


def _entries(text: str, block: Span) -> list[Span]:
    """The block; where it ends in a list without a blank between its entries, what stands before them and each of them."""
    if text.count(":", *block) < _FEWEST_GLUED:
        return [block]  # as mostly
    starts = [match.end() for match in _GLUED.finditer(text, *block)]
    if len(starts) < _FEWEST_GLUED:
        return [block]
    return [Span(*ends) for ends in pairwise([block.start, *starts, block.end])]


def _pieces(text: str, start: int, end: int, block: int) -> list[Sentence]:
    """The sentence; where it has no end in sight (a table, a page without full stops), parts of it that a parse can take.

    What is done with a sentence may cost the square of its length; cutting keeps a whole text's cost linear.
    """
    found: list[Sentence] = []
    while end - start > _SHORT and (reach := _reach(text, start, end)) < end:
        pauses = _PAUSE.finditer(text, start + (reach - start) // 2, reach)
        cut = max((pause.end() for pause in pauses), default=reach)
        found += _trimmed(text, start, cut, block)
        start = cut
    return found + _trimmed(text, start, end, block)


def _reach(text: str, start: int, end: int) -> int:
    """Where the words, numbers or characters that one sentence may have are used up."""
    part = text[start:end]
    few_digits = sum(map(part.count, "0123456789")) <= _MAX_NUMBERS
    few_words = len(part) <= _EASY or (len(part) <= _MAX_CHARACTERS and len(_WORD.findall(part)) <= _MAX_WORDS)
    if few_digits and few_words:
        return end  # as nearly always: a cheap question first
    numbers = 0
    for count, word in enumerate(_WORD.finditer(text, start, end)):
        numbers += word[0][0].isdigit()
        if count == _MAX_WORDS or numbers > _MAX_NUMBERS or word.end() > start + _MAX_CHARACTERS:
            return max(start + 1, min(word.start(), start + _MAX_CHARACTERS))
    return end


def _trimmed(text: str, start: int, end: int, block: int) -> list[Sentence]:
    part = text[start:end].lstrip()
    if not part:
        return []
    start = end - len(part)
    return [Sentence(span=Span(start, start + len(part.rstrip())), block=block)]


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    rest = text[match.end() : min(limit, match.end() + 40)]
    if not rest.strip():
        return True
    following = rest.lstrip()
    if len(match[1]) not in (1, _ELLIPSIS) and following[0].isdigit():
        return False  # "Houses destroyed ........ 51": dots that lead to a number
    glued = rest[0] not in " \t\n\r\u00a0"
    if match[1] == ".":
        before = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
        word = before[1] if before else ""
        if glued and not _ends_glued(text[match.start() - 1], word, following):
            return False
        if word.isupper() and match.start() - len(word) == start and _is_in_dateline(text, start, match.end()):
            return False  # "KYIV. Sept 29 (XY) – Four people …"
        if word.isdigit() and len(word) < _ELLIPSIS and match.start() - len(word) == start:
            return False  # "1. Boats seized: 14"
        if _is_abbreviation(word, following) or (word in _ABBREVIATIONS and following[0] in "(–—-"):
            return False  # "Burlington, Vt. (12 percent)"
    elif glued and following[0].isalnum() and match[2] == "":
        return False
    return not following[0].islower() and following[0] not in ",;:)"


def _is_in_dateline(text: str, start: int, end: int) -> bool:
    """Whether a full stop stands within the dateline at the head of a line."""
    dateline = datelines(text).get(start)
    return dateline is not None and end < dateline.span.end


_COUNT = re.compile(r"\d{1,3}(?:,\d{3})*\s[a-z]{3}")  # "nine people.1,200 houses fell"


def _ends_glued(last: str, word: str, following: str) -> bool:
    """Whether a sentence ends with no blank after it: "areas.Most", "Guinea.On 7 May", "(from the ear).On"; not "U.S.A", "3.5", "Inc.com"."""
    if word[:1].islower() and len(word) >= 3 and (following[0].isupper() or _COUNT.match(following)):
        return True
    return (len(word) >= 3 or last in ")]") and _STARTER.match(following) is not None


def _is_abbreviation(word: str, following: str) -> bool:
    bare = word.lower()
    if bare in _ABBREVIATIONS:
        # "No. 4", "Sept. 3" go on; "at 6 p.m. Then" may end: a.m., p.m., Inc. and the like end before a capitalised function word
        return not (bare in _MAY_END and _STARTER.match(following))
    if "." in word and _INITIALS.fullmatch(word):
        return _STARTER.match(following) is None
    return len(word) == 1 and word.isupper()


_MAY_END = frozenset(
    ("a.m", "p.m", "inc", "ltd", "co", "corp", "etc", "km", "mm", "ft", "u.s", "u.n", "u.k", "jr", "sr")
)
_STARTER = re.compile(
    r"[“\"‘]?(?:The|A|An|In|On|At|It|He|She|They|We|But|And|This|That|These|Those|However|Meanwhile|According|More|Most|Some|There|After|As|For|His|Her|Its|Their|By|With|Around|About|Nearly|Over|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Dozens|Scores|Hundreds|Thousands)\s"
)
