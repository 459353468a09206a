"""Sentences that go on reporting without a cue of their own: quotations, lists, and what stands between two cues (FACTS.md 5.18)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledger import lexicon
from ledger.extract.lines.bullets import item_at
from ledger.extract.lines.runs import takes_up
from ledger.extract.lines.sentences import Sentence
from ledger.model import Attribution, Span

# A set of characters first: then the search can skip all others.
_MARK = re.compile(r"[“”\"\r\n'`’‘](?:(?<!['`’‘])|(?<=')'|(?<=`)`|(?<=’)’|(?<=‘)‘)")
_OPENS, _CLOSES = frozenset(("“", "``", "‘‘")), frozenset(("”", "''", "’’"))
_HEARSAY = lexicon.pattern(r"It\s(?:was|is|had\sbeen|has\sbeen)\s(?:[a-z]+ly\s)?{told by nobody}\b")
_FEWEST_WORDS = 4  # a shorter quotation is a word or two picked out, not speech
_FARTHEST = 12
_LINES, _LONGEST_ENTRY = 30, 140  # lines of a list without bullets; characters of one
_FULL_STOPS = frozenset((".", "!", "?", "”", '"', ":"))
_ROWS = 80  # sentences of a list with its headings
_HEADINGS = 6  # sentences between what heads a list and what was put out with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in a sentence by its own words: the chain, and where its speaker stands.

    ``back`` where it is of the sentence before, ``heads`` where it opens what somebody put out ("The ministry published this update:"),
    ``cited`` where somebody is only named beside what is told ("According to the mayor, …").
    """

    chain: tuple[Attribution, ...]
    at: int
    back: bool = False
    heads: bool = False
    cited: bool = False

    @property
    def name(self) -> str:
        """The outermost speaker, who is the one that goes on."""
        return self.chain[-1].name


def quotations(text: str) -> tuple[Span, ...]:
    """The quotations of ``text``, marks included; one that is still open at the end of its paragraph ends there."""
    found: list[Span] = []
    start: int | None = None
    for mark in _MARK.finditer(text):
        if mark[0] in "\r\n":
            if start is not None:
                found.append(Span(start, mark.start()))
            start = None
        elif start is None and mark[0] not in _CLOSES:
            start = mark.start()
        elif start is not None and mark[0] not in _OPENS:
            found.append(Span(start, mark.end()))
            start = None
    if start is not None:
        found.append(Span(start, len(text)))
    return tuple(span for span in found if len(text[span.start : span.end].split()) >= _FEWEST_WORDS)


@dataclass(slots=True)
class Carry:
    """Looks for the speaker of sentences without a cue. ``voices`` has the sentences with one, by index.

    ``cited`` has the sentences that only name whom they go by, ``signed`` who is named at the end of a paragraph, by its block.
    """

    text: str
    sentences: Sequence[Sentence]
    voices: Mapping[int, Voice]
    quotes: tuple[Span, ...] = ()
    cited: Mapping[int, Voice] = field(default_factory=dict)
    signed: Mapping[int, tuple[Attribution, ...]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.quotes = self.quotes or quotations(self.text)
        self.starts = [sentence.span.start for sentence in self.sentences]

    def chain(self, index: int, position: int, header: int | None) -> tuple[Attribution, ...]:
        """The chain for a figure at ``position`` in sentence ``index``, which has no cue over it (``header``: offset of its list's header); empty where nothing is plain."""
        quote = self._quote(position)
        if quote is not None:
            voice = self._speaker_of(quote)
        elif index in self.voices and self.voices[index].at < position:
            voice = None
        else:
            voice = self._listed(index, header) or self._told_next(index) or self._between(index)
            if voice is None:
                return self.signed.get(self.sentences[index].block, ())
        return voice.chain if voice else ()

    def _quote(self, position: int) -> Span | None:
        at = bisect_right(self.quotes, Span(position, len(self.text))) - 1
        return self.quotes[at] if at >= 0 and self.quotes[at].start < position < self.quotes[at].end else None

    def _sentence_at(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _speaker_of(self, quote: Span) -> Voice | None:
        """The voice of the sentence in which the quotation ends, begins, or of the one before it; else of the paragraph before."""
        first, last = self._sentence_at(quote.start), self._sentence_at(quote.end - 1)
        block = self.sentences[first].block
        after = self._outside(last, quote) or self._tail(last, quote)
        if after is not None and after.at >= quote.end:
            return after
        before = self._outside(first, quote)
        if before is not None and before.at < quote.start:
            return before
        previous = self._before(first, block)
        if previous is not None:
            return previous
        if after is not None:
            return after
        return self._spoken_over(first, last, block)

    def _outside(self, index: int, quote: Span) -> Voice | None:
        voice = self.voices.get(index)
        return voice if voice and not quote.start <= voice.at < quote.end else None

    def _tail(self, index: int, quote: Span) -> Voice | None:
        """E.g. "“It fell. ” She said": a splitter may leave the reporting words in the next sentence of the line."""
        following = index + 1
        if following >= len(self.sentences) or self.sentences[following].block != self.sentences[index].block:
            return None
        voice = self.voices.get(following)
        gap = self.text[quote.end : voice.at] if voice and voice.at >= quote.end else None
        return voice if gap is not None and len(gap) <= 12 and "." not in gap and "“" not in gap else None

    def _before(self, index: int, block: int) -> Voice | None:
        """The voice of the sentence before in the same paragraph: "“A,” he said. “B.”"."""
        for earlier in range(index - 1, max(-1, index - _FARTHEST), -1):
            if self.sentences[earlier].block != block:
                return None
            if earlier in self.voices:
                return self.voices[earlier]
        return None

    def _spoken_over(self, first: int, last: int, block: int) -> Voice | None:
        """A paragraph that is all quotation: the quotation before it goes on, or it is closed in the next paragraph."""
        opens = self.text[self.sentences[first].span.start] in "“\"'"
        if not opens:
            return None
        closed = self.text[self.sentences[last].span.end - 1] in "”\"'"
        if not closed and (voice := self._next_quoted(last)):
            return voice
        for earlier in range(first - 1, max(-1, first - _FARTHEST), -1):
            if self.sentences[earlier].block < block - 3:
                return None
            if earlier in self.voices:
                return self.voices[earlier]
        return None

    def _next_quoted(self, last: int) -> Voice | None:
        for later in range(last + 1, min(len(self.sentences), last + _FARTHEST)):
            if later in self.voices:
                return self.voices[later]
            if (
                self.text[self.sentences[later].span.start] not in "“\"'"
                and self._quote(self.sentences[later].span.start + 1) is None
            ):
                return None
        return None

    def _between(self, index: int) -> Voice | None:
        """The voice on both sides, at least one of them in the paragraph itself, with nobody else's in between."""
        if _HEARSAY.match(self.text, self.sentences[index].span.start):
            return None  # "It was reported that six children died": nobody says who did
        block = self.sentences[index].block
        before, near = self._nearest(index, -1, block)
        after, close = self._nearest(index, 1, block)
        if before is None or after is None or not (near or close) or before.name != after.name:
            return None
        return before if len(before.chain) <= len(after.chain) else after

    def _told_next(self, index: int) -> Voice | None:
        """Whom the next sentence names as those who say this one: "Two people died. This was reported by the mayor."."""
        voice = self.voices.get(index + 1)
        return voice if voice is not None and voice.back else None

    def _nearest(self, index: int, step: int, block: int) -> tuple[Voice | None, bool]:
        """The nearest voice on one side, and whether it is in the same paragraph; only the very next sentence may be in another."""
        position = index + step
        for _ in range(_FARTHEST * 3):
            if not 0 <= position < len(self.sentences):
                break
            same = self.sentences[position].block == block
            voice = self.voices.get(position) or (self.cited.get(position) if same else None)
            if voice is not None:
                return voice, same
            if not same:
                break
            position += step
        return None, False

    def _listed(self, index: int, header: int | None) -> Voice | None:
        """A line of a list whose header ends in a colon and reports."""
        over = None if header is None else self._sentence_at(header)
        if over is not None and over in self.voices and (self._ends_in_colon(over) or self.voices[over].heads):
            return self.voices[over]
        if over == index and takes_up(self.text, self.sentences[index].span):
            return self.voices.get(index - 1)
        if (voice := self._announced(index)) is not None:
            return voice
        if not self._is_bullet(index):
            return self._under_header(index)
        for earlier in range(index - 1, max(-1, index - 40), -1):
            if self._ends_in_colon(earlier) and not (self._is_bullet(earlier) and earlier not in self.voices):
                return self.voices.get(earlier) or self._put_out(earlier)
            if not self._is_bullet(earlier) and self.sentences[earlier].block != self.sentences[index].block:
                return None
        return None

    def _announced(self, index: int) -> Voice | None:
        """The voice that heads a list, past its rows and the short headings between: "Here is the storm in numbers, the county said." over "Homes:"."""
        for earlier in range(index, max(-1, index - _ROWS), -1):
            voice = self.voices.get(earlier)
            if voice is not None and voice.heads and earlier < index:
                return voice if self.text[self.sentences[earlier].span.end - 1] != ")" else None
            if not (self._is_bullet(earlier) or self._is_row(earlier)):
                return None
        return None

    def _is_row(self, index: int) -> bool:
        """Whether a sentence is a short line that no full stop ends: a row or a heading."""
        start, end = self.sentences[index].span
        if end - start > _LONGEST_ENTRY or self.text[end - 1] in '.!?”"':
            return False
        return "\n" in self.text[self.sentences[index - 1].span.end : start] if index else True

    def _under_header(self, index: int) -> Voice | None:
        """A line without a bullet in a list of such lines right under its header: "Dead - 7 / Injured - 41", "137 houses hit; / 68 cattle killed."."""
        for earlier in range(index - 1, max(-1, index - _LINES), -1):
            above, below = self.sentences[earlier].span, self.sentences[earlier + 1].span
            if "\n" not in self.text[above.end : below.start] or earlier + 1 in self.voices:
                return None
            last = self.text[above.end - 1]
            if below.end - below.start > _LONGEST_ENTRY:
                return None
            if self.text[below.end - 1] in _FULL_STOPS and not (earlier + 1 == index and last in ";,"):
                return None
            voice = self.voices.get(earlier)
            if last == ":" or (voice is not None and ((voice.heads and last != ")") or self._ends_as_heading(above))):
                # "Boone: 1 (Lee County)" heads nothing
                return voice
        return None

    def _ends_as_heading(self, span: Span) -> bool:
        """E.g. "According to the Relief Centre;" over "Obora District – 79 dead"; but "79 killed, police said;" is a row."""
        return self.text[span.end - 1] == ";" and not any(map(str.isdigit, self.text[slice(*span)]))

    def _is_bullet(self, index: int) -> bool:
        """Whether a sentence stands in a line that a bullet opens, be it the second of that line."""
        start = self.sentences[index].span.start
        line = self.text.rfind("\n", 0, start) + 1
        return item_at(self.text, start) is not None or item_at(self.text, line) is not None

    def _put_out(self, header: int) -> Voice | None:
        """Who put out what a list stands in, past the headings between: "The ministry published this update: / MEASLES / Cases to date:"."""
        for earlier in range(header - 1, max(-1, header - _HEADINGS), -1):
            voice = self.voices.get(earlier)
            if voice is not None:
                return voice if voice.heads else None
            if self.text[self.sentences[earlier].span.end - 1] == ".":
                return None
        return None

    def _ends_in_colon(self, index: int) -> bool:
        return self.text[self.sentences[index].span.end - 1] == ":"
