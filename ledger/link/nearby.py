"""A toll that no known question asks in its own words, among those that may mean the same event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from ledger.lexicon.gazetteer import described, holds
from ledger.link.names import DIFFERENT, SAME, SILENT, SPELLED, groups_alike, places_alike, words_of
from ledger.link.placing import CLEAR, MARGIN, days_of
from ledger.link.tolls import (
    BORNE_OUT,
    EQUAL,
    IMPLAUSIBLE,
    PLAUSIBLE,
    TELLING,
    Said,
    borne_out,
    counted,
    far_apart,
    is_of_years,
    is_perfect,
    is_recalled,
    is_running,
    names_day,
    number,
    same_event,
    surges,
)
from ledger.model import Fact, Question, Report

HOLDS, OTHER_PLACE = 0.86, 0.85  # one holds the other; one is silent or a site; and the report names both
UNDATED, NEXT_DAY, SAME_WEEK = 0.9, 0.83, 0.75
FOLLOWED = timedelta(days=30)  # how long a toll is told without its day
_FIRST_COUNTS = timedelta(days=2)
SAME_WORDS = 1.12  # makes up for one thing told loosely
_HEAD = 500  # characters of a report that say what it is about
_DAY, _ABOUT_THEN, _WEEK = timedelta(days=1), timedelta(days=4), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A question that the fact most likely answers, how surely (0 to 1), why, and whether its number is on record."""

    question: Question
    score: float
    reasons: tuple[str, ...]
    same_number: bool


def nearby(
    fact: Fact,
    asked: Question,
    report: Report,
    questions: Iterable[Question],
    said: Mapping[Question, Sequence[Said]],
    beside: Sequence[Fact] = (),
) -> Nearby | None:
    """The one question that the toll answers though place or day are told otherwise; None where none is clear.

    How alike place, day and number are multiplies to the score. One of them may be loose where the number is of the
    same order, two only where the very number is on record ("84 killed in France" of the 84 killed in its city). The
    counts of two days that each sentence dates are two questions unless the number is telling and the same. ``beside``
    are the report's other figures: two places to which it gives two numbers are two to whoever wrote it.
    """
    found = []
    for question in questions:
        known = _recent(said.get(question, ()), question, report.published)
        place = _places(fact, asked, question, report, known)
        day = _days(fact, asked, question, report, known) if place else DIFFERENT
        value = (
            _value(fact, report, known, day, surely_there=place > HOLDS or _is_venue(question, asked))
            if day
            else DIFFERENT
        )
        if place <= HOLDS and value < EQUAL and _told_apart(fact, question, beside):
            continue
        if place == HOLDS and value < BORNE_OUT and not _outgrows(fact, question, report, known):
            continue
        score = round(place * day * value * _words(fact, report, known, day), 3)
        if score >= CLEAR:
            reasons = _reasons(asked, question, fact, value)
            found.append(Nearby(question=question, score=score, reasons=reasons, same_number=value == EQUAL))
    found.sort(key=lambda one: (-one.score, str(one.question)))
    tied = [one for one in found if found[0].score - one.score < MARGIN]
    if any(not _nested(one.question.place, other.question.place) for one, other in pairwise(tied)):
        return None
    return max(tied, key=lambda one: (len(said.get(one.question, ())), str(one.question)), default=None)


def _nested(one: str | None, other: str | None) -> bool:
    """Whether one place is in the other: a region and its city, not two towns of which each has its own count."""
    return one is not None and other is not None and (holds(one, other) or holds(other, one))


def possible(asked: Question, question: Question, published: date | None) -> bool:
    """Whether it is worth looking up what was said on a question: the same people, perhaps there, perhaps then."""
    if asked == question or groups_alike(asked.group, question.group) < SPELLED:
        return False
    if places_alike(asked.place, question.place) == DIFFERENT and not related(asked.place or "", question.place or ""):
        return False
    day = asked.anchor_start or published
    return question.anchor_start is None or day is None or abs(day - question.anchor_start) <= FOLLOWED


def may_mean(place: str, named: Iterable[str], words: frozenset[str]) -> bool:
    """Whether facts at the ``named`` places, of a report with these words, may be of ``place``."""
    if set(words_of(place)) <= words:
        return True
    return any(places_alike(one, place) != DIFFERENT or holds(one, place) or holds(place, one) for one in named)


@lru_cache(maxsize=64)
def words_told(title: str | None, text: str) -> frozenset[str]:
    """The words of a report, as names are compared: countries for their demonyms."""
    return frozenset(words_of.__wrapped__(f"{title or ''}\n{text}"))


def closeness(asked: Question, question: Question, published: date | None) -> tuple[float, int, str]:
    """Sorts questions by place, then by how many days they lie apart from what is asked."""
    day, other = asked.anchor_start or published, question.anchor_start or published
    apart = abs(day - other).days if day and other else 0
    return -places_alike(asked.place, question.place), apart, str(question)


def _recent(said: Sequence[Said], question: Question, published: date | None) -> list[Said]:
    """What was said of the event; of an undated question, what was said lately."""
    if question.anchor_start is not None:
        return list(said)
    near = published is not None
    return [one for one in said if near and one.published and abs(one.published - published) <= FOLLOWED]  # type: ignore[operator]


def _places(fact: Fact, asked: Question, question: Question, report: Report, known: Sequence[Said]) -> float:
    one, other = asked.place, question.place
    alike = max(places_alike(one, place) for place in (other, *_wider(other, known)))
    if alike not in (DIFFERENT, SILENT):
        return alike
    if one is None or other is None:
        named = other is None or any(_names(report, place) for place in (other, *_wider(other, known)))
        same_day = asked.anchor_start is not None and asked.anchor_start == question.anchor_start
        return OTHER_PLACE if named else SILENT if same_day else DIFFERENT
    if holds(other, one):
        return HOLDS
    if not related(one, other):
        return DIFFERENT
    words = f"{report.title or ''} {report.text[:_HEAD]} {report.text[slice(*fact.sentence)]}"
    meant = _names(report, other) or any(same_event(words, said.told) for said in known)
    return (HOLDS if holds(one, other) else OTHER_PLACE) if meant else DIFFERENT


def _wider(place: str | None, known: Sequence[Said]) -> set[str]:
    """The places around it by which the same has been told: first its city, later the country."""
    told = {said.fact.place for said in known if said.fact.place is not None}
    return {one for one in told if place is not None and holds(one, place)}


def related(one: str, other: str) -> bool:
    """Whether one may hold the other: by the gazetteer, or as a site that no list has or that is a venue."""
    known = [described(place)[0] for place in (one, other)]
    site = any(place is None or place.kind == "venue" for place in known)
    return site or holds(one, other) or holds(other, one)


def _is_venue(one: Question, other: Question) -> bool:
    """Whether one of two places is a refinery, a station or the like: where an event was, not another town."""
    known = [described(place)[0] if place else None for place in (one.place, other.place)]
    return any(place is not None and place.kind == "venue" for place in known)


def _names(report: Report, place: str) -> bool:
    """Whether the report itself names the place of the other question; who is at its head may say "South Korean"."""
    name = re.escape(place.split(",", maxsplit=1)[0])
    if re.search(rf"\b{name}\b", f"{report.title or ''}\n{report.text}", re.IGNORECASE) is not None:
        return True
    return set(words_of(place)) <= words_told(report.title, report.text[:_HEAD])


def _told_apart(fact: Fact, question: Question, beside: Sequence[Fact]) -> bool:
    """Whether the report gives quite another number to the place of the question, and this one to another place."""
    there = (one for one in beside if not one.vague and not one.implicit and far_apart(fact, one))
    return fact.place is not None and any(
        one.place is not None
        and places_alike(one.place, fact.place) == DIFFERENT
        and places_alike(one.place, question.place) >= SPELLED
        and groups_alike(one.group, fact.group) >= SPELLED
        for one in there
    )


def _outgrows(fact: Fact, question: Question, report: Report, known: Sequence[Said]) -> bool:
    """Whether a new number is no part of what is on record, nor its whole: no less, and nothing said of that place."""
    tolls = counted(said.fact for said in known)
    there = any(said.report == report.key and said.fact.place == question.place for said in known)
    return number(fact) >= max(tolls, default=0.0) and not there


def _days(fact: Fact, asked: Question, question: Question, report: Report, known: Sequence[Said]) -> float:
    one, other = asked.anchor_start, question.anchor_start
    if one == asked.anchor_end and _stands(fact, report, known):
        asked = replace(asked, anchor_start=None, anchor_end=None)
        one = None
    if (one, asked.anchor_end) == (other, question.anchor_end):
        return SAME if known else DIFFERENT
    if one is not None and one == other and one_day(asked) and one_day(question):
        return SAME  # the first day's toll of an event, and its later tolls
    dated = names_day(report.text[slice(*fact.sentence)])
    if one is None or other is None:
        event = one or other
        told = [report.published] if one is None else [said.published for said in known]
        span = asked if one else question
        if event is None or not one_day(span) or (span.anchor_end is None and asked.anchor_end):
            return DIFFERENT
        near = any(day is not None and -_DAY <= day - event <= FOLLOWED for day in told)
        return UNDATED if near else DIFFERENT
    apart = abs(one - other)
    if not dated and apart <= _WEEK and any(said.report == report.key for said in known):
        return UNDATED  # a day taken over from elsewhere in a report that answers the question itself
    if apart <= _ABOUT_THEN and asked.anchor_end is None and question.anchor_end is None:
        return UNDATED  # "since Thursday" and "since last week", up to now
    if apart <= _DAY and one_day(asked) and one_day(question):
        return NEXT_DAY
    return SAME_WEEK if apart <= _WEEK else DIFFERENT


def _stands(fact: Fact, report: Report, known: Sequence[Said]) -> bool:
    """Whether the sentence gives the toll as it stands, so that its day is that of the statement."""
    sentence = report.text[slice(*fact.sentence)]
    if is_of_years(sentence):
        return False
    grown = number(fact) >= max(counted(said.fact for said in known), default=0.0)
    recalled = is_recalled(report.text[fact.sentence.start : fact.span.start]) and _same_words(fact, report, known)
    return is_running(sentence) or (grown and (is_perfect(sentence) or recalled))


def one_day(asked: Question) -> bool:
    """One day, or what rolls on from it."""
    return asked.anchor_end is None or asked.anchor_start == asked.anchor_end


def _value(fact: Fact, report: Report, known: Sequence[Said], day: float, *, surely_there: bool) -> float:
    running = is_running(report.text[slice(*fact.sentence)])
    record = [said.fact for said in known]
    value = borne_out(fact, record, running=running)
    grows = surely_there and (running or _is_soon_after(known, report.published))
    if value == IMPLAUSIBLE and grows and surges(fact, record) and _same_words(fact, report, known):
        value = PLAUSIBLE
    small = not fact.vague and number(fact) < TELLING
    if small and day in (NEXT_DAY, SAME_WEEK):
        return DIFFERENT
    mine = [said.fact for said in known if said.report == report.key and said.fact.claimant == fact.claimant]
    if value < BORNE_OUT and any(not one.vague and number(one) != number(fact) for one in mine):
        return DIFFERENT  # one voice in one report gives two numbers: two things
    return min(value, BORNE_OUT) if small else value


def _is_soon_after(known: Sequence[Said], published: date | None) -> bool:
    """Whether all that is on record was said in the last days, when first counts are low."""
    days = [said.published for said in known if said.published]
    return published is not None and all(timedelta() <= published - day <= _FIRST_COUNTS for day in days)


def _words(fact: Fact, report: Report, known: Sequence[Said], day: float) -> float:
    """More than 1 where the words are those of the event; of two days' counts the words are alike in any case."""
    if day < UNDATED or (not fact.vague and number(fact) < TELLING):
        return SAME
    return SAME_WORDS if _same_words(fact, report, known) else SAME


def _same_words(fact: Fact, report: Report, known: Sequence[Said]) -> bool:
    words = Said.of(fact, report).told
    if fact.sentence.start < _HEAD:  # what a report recalls further down is another event than that of its head
        words = f"{words} {report.text[:_HEAD]}"
    return any(same_event(words, said.told) for said in known)


def _reasons(asked: Question, question: Question, fact: Fact, value: float) -> tuple[str, ...]:
    told = "the same number is on record" if value == EQUAL else f"{fact.surface} is of the order on record"
    parts = [told]
    if asked.place != question.place:
        parts.append(f"place: {asked.place or 'not named'} ≈ {question.place or 'not named'}")
    if days_of(asked) != days_of(question):
        parts.append(f"anchor: {days_of(asked)} ≈ {days_of(question)}")
    return tuple(parts)
