"""Which times of a sentence date what it tells, and which only the telling ("officials said Wednesday that …")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ledger import lexicon
from ledger.extract.chronology.times import TimeExpression
from ledger.extract.grammar.parse import NAMING, Token, Tree
from ledger.extract.grammar.words import lemmas
from ledger.extract.speakers.cues import Frame
from ledger.model import Span

_WEEK = 7  # days
_CLOSING = frozenset(("”", '"', "''"))
_ENDING = _CLOSING | {".", "!", ")"}
_BREAKS = frozenset((",", ";", ":", "that", *_CLOSING))
_LONGEST = 12  # words of who speaks
_NEAR = 4  # words: further off, a time beside a reporting verb more often dates the event


def _is_long(time: TimeExpression) -> bool:
    """Whether a time is too long to be that of a statement: "the firm expects sales of $2 billion this year"."""
    start, end = (time.period.start, time.period.end) if time.period else (None, None)
    return time.kind == "relative" and start is not None and end is not None and (end - start).days > _WEEK


def _is_spell(time: TimeExpression) -> bool:
    """E.g. "from 1 to 15 November": nobody speaks for two weeks."""
    start, end = (time.period.start, time.period.end) if time.period else (None, None)
    return time.kind == "date" and start is not None and end is not None and (end - start).days > 1


def _tells(token: Token) -> bool:
    """Whether a verb tells of something else than when a statement came out: "in a report published on Wednesday"."""
    return token.tag[:2] == "VB" and not (token.tag == "VBN" and token.lower in lexicon.family("issuing"))


@dataclass(frozen=True)
class SpeechTimes:
    """The times of one sentence, told apart by its reporting expressions."""

    tree: Tree
    frames: tuple[Frame, ...]
    times: Sequence[TimeExpression]

    @cached_property
    def of_facts(self) -> tuple[TimeExpression, ...]:
        """Without the times that only date the statement."""
        return tuple(time for time in self.times if _is_spell(time) or not self._dates_speech(time.span, _NEAR))

    @cached_property
    def told(self) -> date | None:
        """The one day on which the sentence says that something was said."""
        kept = {time.span for time in self.of_facts}
        spoken = (time.period for time in self.times if time.span not in kept and time.period)
        return next((period.end for period in spoken if period.start == period.end), None)

    def among(self, ahead: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
        """Those of ``ahead`` that date what is foretold: in "On 6 May he said that it could cost …" the day is no part of it."""
        whole = len(self.tree.tokens)
        kept = {time.span for time in self.of_facts if not self._dates_speech(time.span, whole)}
        kept |= {time.span for time in ahead if _is_long(time)}
        given = {time.span: time for time in self.times if self._dates_order(time.span)}
        return tuple(given.get(time.span, time) for time in ahead if time.span in kept)

    def _dates_order(self, span: Span) -> bool:
        """Whether a time says when something was bidden: "orders were issued Tuesday for 300 homes" is the Tuesday past."""
        tokens = self.tree.at(*span)
        verb = self.tree.tokens[tokens[-1].head] if tokens else None
        if verb is not None and verb.lower == "on":
            verb = self.tree.tokens[verb.head]
        above = verb is not None and verb.dep == "xcomp"
        verb = self.tree.tokens[verb.head] if verb is not None and above else verb  # "were ordered to leave on Tuesday"
        if verb is None or lexicon.family("bade").isdisjoint(lemmas(verb.lower)):
            return verb is not None and verb.tag == "VBD" and not above
        helper = self.tree.child(verb.index, "auxpass", "aux")
        return verb.tag == "VBD" or (helper is not None and helper.lower in ("was", "were", "has", "have", "had"))

    def _dates_speech(self, span: Span, reach: int) -> bool:
        tokens = self.tree.at(*span)
        speaking = {frame.token for frame in self.frames}
        if not tokens or not speaking:
            return False
        index = tokens[-1].index
        near = {index - 1, tokens[0].index - 1, tokens[0].index - 2}
        if self.tree.tokens[max(0, tokens[0].index - 1)].lower == "that":
            near.clear()  # "it added that so far this year 40 have died": a time of what was said
        first = tokens[0].index
        if (
            self._follows_quotation(first, speaking)
            or self._follows_speaker(first)
            or self._closes_speech(first, index)
        ):
            return True
        above = self.tree.path(index)[1:3]
        beside = any(i in speaking and abs(i - index) <= reach and not self._is_of_told(index, i) for i in above)
        return bool(near & speaking) or beside

    def _follows_quotation(self, time: int, speaking: set[int]) -> bool:
        """E.g. "“…,” he said at the scene, in the early hours of Thursday": no other verb stands between, save "published"."""
        verbs = (i for i in range(time - 1, -1, -1) if _tells(self.tree.tokens[i]))
        verb = next(verbs, -1)
        quoted = any(token.text in _CLOSING for token in self.tree.tokens[max(0, verb - _NEAR) : max(0, verb)])
        return verb in speaking and quoted

    def _follows_speaker(self, time: int) -> bool:
        """E.g. "…, said the army's media wing on Wednesday", where the parser gives the day to the wing."""
        last = time - 1 if self.tree.tokens[time - 1].lower in ("on", "late", "early") else time
        for frame in self.frames:
            named = frame.token < frame.speaker < last
            if named and all(token.tag in NAMING for token in self.tree.tokens[frame.token + 1 : last]):
                return True
        return False

    def _closes_speech(self, first: int, last: int) -> bool:
        """E.g. "62 have died, the minister told reporters in Lida on Tuesday.": who speaks at the end says it then."""
        tokens = self.tree.tokens
        if any(token.text not in _ENDING for token in tokens[last + 1 :]):
            return False
        for frame in self.frames:
            start = min([frame.token, *(i for i in self.tree.subtree(frame.speaker) if frame.token - i < _LONGEST)])
            opened = start > 0 and (tokens[start - 1].text == "," or tokens[start - 1].text in _CLOSING)
            between = tokens[frame.token + 1 : first]
            if opened and frame.token < first and not any(_tells(token) or token.text in _BREAKS for token in between):
                return True
        return False

    def _is_of_told(self, time: int, speaking: int) -> bool:
        """E.g. "three died last week, says Dr Obo": a comma ends what is told before it is said who tells it."""
        tokens = self.tree.tokens
        verbs = any(token.tag in ("VBD", "VBZ", "VBP", "VBN") for token in tokens[:time])
        return verbs and any(token.text == "," for token in tokens[time:speaking])
