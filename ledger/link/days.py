"""How surely a toll told with one day, or with none, is that of an event known by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ledger.link.names import DIFFERENT, SAME
from ledger.link.pair import FOLLOWED, Pair
from ledger.link.tolls import (
    BORNE_OUT,
    HEAD,
    Said,
    borne_out,
    is_near,
    is_of_years,
    is_perfect,
    is_recalled,
    is_running,
    is_wide,
    names_day,
    number,
)
from ledger.model import Question

__all__ = ["NEXT_DAY", "SAME_WEEK", "UNDATED", "one_day", "toll_days"]

UNDATED, NEXT_DAY, LONG_AGO, SAME_WEEK = 0.9, 0.83, 0.82, 0.75
_MONDAY = 0
_WEEKEND = timedelta(days=2)
_FRESH = timedelta(days=5)
_RETOLD = timedelta(days=14)  # a toll that is told on and on is told so often
_DAY, _ABOUT_THEN, _WEEK = timedelta(days=1), timedelta(days=4), timedelta(days=7)


def toll_days(pair: Pair) -> float:
    """How surely the days that a toll is told of are those of the question, 0 to 1."""
    asked, question = pair.asked, pair.question
    one, other = asked.anchor_start, question.anchor_start
    if one is not None and one == other and one_day(asked) and one_day(question):
        return SAME if pair.known or asked.anchor_end != question.anchor_end else DIFFERENT
    if is_of_years(pair.sentence) and (one, asked.anchor_end) != (other, question.anchor_end):
        return DIFFERENT
    if one == asked.anchor_end and _stands(pair):
        asked = replace(asked, anchor_start=None, anchor_end=None)
        one = None
    if (one, asked.anchor_end) == (other, question.anchor_end):
        return SAME if pair.known else DIFFERENT
    if one is None or other is None:
        told = [pair.report.published] if one is None else [said.published for said in pair.known]
        if one is None and asked.anchor_end is not None and question.anchor_end is None:
            return DIFFERENT
        return _told_after(asked if one else question, told, pair)
    return UNDATED if _is_then(asked, other, pair) else _apart(asked, one, other, pair)


def _told_after(span: Question, told: Sequence[date | None], pair: Pair) -> float:
    """Of what is told without its day: whether it is told soon after that of the other."""
    event = span.anchor_start
    if event is None or not one_day(span):
        return DIFFERENT
    near = any(day is not None and -_DAY <= day - event <= FOLLOWED for day in told)
    if not near and not _rolls_on(span, pair.report.published, pair.known):
        return DIFFERENT
    return UNDATED if _is_fresh(event, pair) else LONG_AGO


def _is_fresh(event: date, pair: Pair) -> bool:
    """Whether the event was told of in the last days, so that who gives no day means it rather than an older one."""
    told = max((said.published for said in pair.known if said.published), default=event)
    published = pair.report.published
    return published is None or published - max(told, event) <= _FRESH


def _rolls_on(span: Question, published: date | None, known: Sequence[Said]) -> bool:
    """Whether a toll that is told on and on ("since October") was told in the last days too."""
    if span.anchor_end is not None or span.anchor_start is None or published is None:
        return False
    told = [said.published for said in known if said.published]
    return span.anchor_start <= published and any(abs(published - day) <= _RETOLD for day in told)


def _is_then(asked: Question, event: date, pair: Pair) -> bool:
    """Whether the week or month of a toll holds the day of the event, of which its words or its number tell.

    "The explosion last week in which 21 died"; the dead of a week are a sum.
    """
    start, end = asked.anchor_start, asked.anchor_end or pair.report.published
    if start is None or end is None or start == end or not start <= event <= end or is_of_years(pair.sentence):
        return False
    if end - start > FOLLOWED or not (start.weekday() == _MONDAY or start.day == 1):
        return False
    if borne_out(pair.fact, pair.record, running=is_running(pair.sentence)) >= BORNE_OUT:
        return True
    if is_running(pair.sentence) and pair.alike and number(pair.fact) >= pair.highest:
        return True  # "the toll of last week's quake has climbed to …"
    return is_near(pair.fact, pair.record) and bool(pair.alike)


def _apart(asked: Question, one: date, other: date, pair: Pair) -> float:
    """Of two that each have their day."""
    apart = abs(one - other)
    taken_over = not names_day(pair.sentence) and any(said.report == pair.report.key for said in pair.known)
    if taken_over and apart <= _WEEK:
        return UNDATED  # a day from elsewhere in a report that answers the question itself
    if apart <= _DAY and not names_day(pair.sentence) and is_wide(pair.report.text[:HEAD]) and pair.alike:
        return UNDATED  # the day after a quake, which gives no day of its own
    if apart <= _ABOUT_THEN and asked.anchor_end is None and pair.question.anchor_end is None:
        return UNDATED  # "since Thursday" and "since last week", up to now
    if apart <= _DAY and one_day(asked) and one_day(pair.question):
        return NEXT_DAY
    return SAME_WEEK if apart <= _WEEK else DIFFERENT


def _stands(pair: Pair) -> bool:
    """Whether the sentence gives the toll as it stands, so that its day is that of the statement."""
    if is_of_years(pair.sentence):
        return False
    grown = number(pair.fact) >= pair.highest
    recalled = is_recalled(pair.before) and bool(pair.alike)
    if recalled and is_near(pair.fact, pair.record):
        return True  # "mourned the 12 who died": the toll may have been revised down
    return is_running(pair.sentence) or (grown and (is_perfect(pair.sentence) or recalled))


def one_day(asked: Question) -> bool:
    """One day, a night or a weekend, or what rolls on from it."""
    start, end = asked.anchor_start, asked.anchor_end
    return end is None or (start is not None and timedelta() <= end - start <= _WEEKEND)
