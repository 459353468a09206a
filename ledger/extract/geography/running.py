"""What of a report is its story: running text and its first paragraphs, and no menu, title or caption."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from ledger import lexicon
from ledger.extract.lines.sentences import Sentence
from ledger.model import Span

_LEAD_BLOCKS, _LEAD_WITHIN = 3, 60
_SHORT_BLOCK = 80
_LINE = 200  # characters of a caption after its first sentence
# By its first letter, so that the search can skip the rest.
_CREDIT = lexicon.pattern(
    r"[PpIivRG/](?:(?<![\w-].)(?:(?<=[Pp])(?:hoto|icture)|(?<=[Ii])mage)(?:graph)?\s?(?::|/|\sby\s|\scredit|\scourtesy)"
    r"|(?<=/){picture agency}\b|(?<!\w.)(?:(?<=v)ia\s{picture agency}\b|(?<=R)EUTERS/|(?<=G)etty\sImages\b))"
)
# "FILE - A police car in Obora", "In this image from video"
_UNDER_PICTURE = re.compile(
    r"FILE\b|File\s(?:photo|image|picture)|(?:In\s)?[Tt]his\s(?:[\w,.]+\s){0,5}(?:photo|image|picture|screengrab|frame)\b"
)


def lead_ends(text: str, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Where each of the first three real paragraphs ends: menus and titles of a scraped page are none."""
    found: list[int] = []
    for index, sentence in enumerate(sentences):
        if found and sentence.block == sentences[index - 1].block and found[-1] == sentences[index - 1].span.end:
            found[-1] = sentence.span.end
        elif is_caption(text, sentence):
            continue
        elif len(found) == _LEAD_BLOCKS or (found and sentence.block > _LEAD_WITHIN):
            break
        elif sentence.span.end - sentence.span.start >= _SHORT_BLOCK:
            found.append(sentence.span.end)
    return tuple(found) or (len(text),)


def is_running_text(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is part of the story, not of a menu or list of links."""
    length = sentence.span.end - sentence.span.start
    return length >= _SHORT_BLOCK or text[sentence.span.end - 1] in '.!?”"’'


def is_caption(text: str, sentence: Sentence) -> bool:
    """Whether a sentence stands under a picture: its line ends in a credit ("Photo: Xinhua")."""
    return _is_caption(text, sentence.span)


@lru_cache(maxsize=8192)  # several rules ask of each sentence
def _is_caption(text: str, span: Span) -> bool:
    if _UNDER_PICTURE.match(text, span.start):
        return True
    starts = _credits(text)
    index = bisect_left(starts, span.start)
    if index == len(starts) or starts[index] >= span.end + _LINE:
        return False
    return text.find("\n", span.end, starts[index]) < 0


@lru_cache(maxsize=64)  # asked for each sentence
def _credits(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _CREDIT.finditer(text))


# "(Reporting by Ann Roe in Lida; editing by …)": where its writers sat
_DESK = lexicon.pattern(r"(?:(?<=\()|^[ \t]*)(?i:(?:{more of}\s)?{reported by}\s(?:by|from)\s)[^)\n]*", re.MULTILINE)


@lru_cache(maxsize=64)
def desk_lines(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of lines that say who wrote a report, and where from."""
    return tuple(match.span() for match in _DESK.finditer(text))


def running_spans(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The spans of the sentences that are running text, captions left out."""
    return [s.span for s in sentences if is_running_text(text, s) and not is_caption(text, s)]
