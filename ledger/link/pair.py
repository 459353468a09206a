"""A toll in hand and a question that it may answer, with what is on record for that question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from ledger.link.tolls import HEAD, TELLING, Said, locates_event, number, same_event
from ledger.model import Fact, Question, Report

__all__ = ["FOLLOWED", "Pair"]

FOLLOWED = timedelta(days=30)  # how long a toll is told without its day
_NEXT = timedelta(days=1)
_HALF = 2
_WORDS, _SURE = 3, 2  # telling words that two tellings of one event share; where day or number is the same


class Pair:
    """What is asked about whether a fact answers a question, each thing found out once."""

    def __init__(self, fact: Fact, asked: Question, question: Question, report: Report, said: Sequence[Said]) -> None:
        self.fact, self.asked, self.question, self.report = fact, asked, question, report
        self.known = _recent(said, question, report.published)
        self.record = [one.fact for one in self.known]

    @property
    def sentence(self) -> str:
        """The sentence of the fact."""
        return self.report.text[slice(*self.fact.sentence)]

    @property
    def before(self) -> str:
        """The words of the sentence before the number."""
        return self.report.text[self.fact.sentence.start : self.fact.span.start]

    @property
    def has_fallen(self) -> bool:
        """Whether the number is less than half of one that was said on an earlier day: no toll falls so far."""
        published = self.report.published
        before = (said.fact for said in self.known if said.published and published and said.published < published)
        counted = (number(one) for one in before if not one.vague and not one.implicit)
        return not self.fact.vague and number(self.fact) * _HALF < max(counted, default=0.0)

    @property
    def locates_event(self) -> bool:
        """Whether the fact's place is where its event was, by its sentence, and not where so many died of it."""
        return locates_event(self.sentence, self.fact.place)

    @property
    def same_day(self) -> bool:
        """Whether both give the day of the event, and it is the same; who gives none may tell of it the day after."""
        day, event, published = self.asked.anchor_start, self.question.anchor_start, self.report.published
        if day is not None or event is None or published is None:
            return day is not None and day == event
        return timedelta() <= published - event <= _NEXT

    @property
    def same_number(self) -> bool:
        """Whether a number that agrees with others by no chance is on record."""
        stated = number(self.fact)
        return stated >= TELLING and not self.fact.vague and any(number(one) == stated for one in self.record)

    @property
    def highest(self) -> float:
        """The highest number on record, 0 where there is none."""
        return max((number(one) for one in self.record if not one.vague and not one.implicit), default=0.0)

    @cached_property
    def alike(self) -> list[Said]:
        """What is on record in words of the same event; a report's head speaks for the sentences in it.

        What a report recalls further down is another event than that of its head.
        """
        words = Said.of(self.fact, self.report).told
        if self.fact.sentence.start < HEAD:
            words = f"{words} {self.report.text[:HEAD]}"
        return self._alike(words)

    @cached_property
    def headed_alike(self) -> bool:
        """Whether the report as a whole is told in words of the same event."""
        return bool(self._alike(f"{self.report.title or ''} {self.report.text[:HEAD]} {self.sentence}"))

    def _alike(self, words: str) -> list[Said]:
        least = _SURE if self.same_day or self.same_number else _WORDS
        return [said for said in self.known if same_event(words, said.told, least=least)]


def _recent(said: Sequence[Said], question: Question, published: date | None) -> list[Said]:
    """What was said of the event; of an undated question, what was said lately."""
    if question.anchor_start is not None:
        return list(said)
    return [one for one in said if published and one.published and abs(one.published - published) <= FOLLOWED]
