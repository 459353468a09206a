"""A toll that no known question asks in its own words, among those that may mean the same event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ledger.lexicon.gazetteer import holds
from ledger.link.days import NEXT_DAY, SAME_WEEK, UNDATED, toll_days
from ledger.link.names import ALL_TOLD, DIFFERENT, SAME, SPELLED, crowds_alike, groups_alike, places_alike
from ledger.link.pair import FOLLOWED, Pair
from ledger.link.placing import CLEAR, MARGIN, days_of
from ledger.link.scenes import (
    HOLDS,
    Sentences,
    is_venue,
    may_be_beside,
    may_lie_in,
    nested,
    of_one_name,
    related,
    toll_places,
)
from ledger.link.tolls import (
    BORNE_OUT,
    EQUAL,
    HEAD,
    IMPLAUSIBLE,
    NEAR,
    PLAUSIBLE,
    TELLING,
    Said,
    borne_out,
    far_apart,
    is_near,
    is_running,
    is_sum,
    is_wide,
    number,
    surges,
)
from ledger.model import Fact, Question, Report

_FIRST_COUNTS = timedelta(days=2)
SAME_WORDS = 1.12  # makes up for one thing told loosely
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A question that the fact most likely answers, how surely (0 to 1), why, and whether its number is on record.

    ``of_event``: the fact tells the toll of an event by where that was, and comes near to what is on record.
    """

    question: Question
    score: float
    reasons: tuple[str, ...]
    same_number: bool
    of_event: bool = False


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
    sentences = Sentences(said, beside)
    for question in questions:
        pair = Pair(fact, asked, question, report, said.get(question, ()))
        score, value = _score(pair, beside, sentences)
        if score >= CLEAR:
            reasons = _reasons(pair, value)
            whole = pair.locates_event and value >= NEAR
            found.append(
                Nearby(question=question, score=score, reasons=reasons, same_number=value == EQUAL, of_event=whole)
            )
    if any(one.of_event for one in found):
        found = [one for one in found if one.of_event]  # what is far from the toll of the event is one of its places
    found.sort(key=lambda one: (-one.score, str(one.question)))
    tied = [one for one in found if found[0].score - one.score < MARGIN]
    there = [one for one in tied if places_alike(one.question.place, asked.place) == SAME]
    equal = [one for one in tied if one.same_number]
    one_equal = len(equal) == 1 and number(fact) >= TELLING
    if one_equal and not (there and is_wide(report.text[:HEAD])):
        tied = equal  # of a bridge that fell its city and its state tell; in a quake each town has its own number
    elif len(there) == 1:
        tied = there
    if any(not nested(one.question.place, other.question.place) for one, other in pairwise(tied)):
        return None
    return max(tied, key=lambda one: (len(said.get(one.question, ())), str(one.question)), default=None)


def possible(asked: Question, question: Question, published: date | None) -> bool:
    """Whether it is worth looking up what was said on a question: the same people, perhaps there, perhaps then."""
    if asked == question or crowds_alike(asked.group, question.group) == DIFFERENT:
        return False
    one, other = asked.place or "", question.place or ""
    if places_alike(asked.place, question.place) == DIFFERENT and not (related(one, other) or of_one_name(one, other)):
        return False
    day = asked.anchor_start or published
    return question.anchor_start is None or day is None or abs(day - question.anchor_start) <= FOLLOWED


def possible_beside(asked: Question, question: Question, published: date | None) -> bool:
    """Whether two towns of a country may be where one event was, by a sentence that names both."""
    day, other = asked.anchor_start or published, question.anchor_start
    if day is None or other is None or abs(day - other) > _WEEK:
        return False
    return crowds_alike(asked.group, question.group) != DIFFERENT and may_be_beside(asked.place, question.place)


def closeness(asked: Question, question: Question, published: date | None) -> tuple[float, int, str]:
    """Sorts questions by place, then by how many days they lie apart from what is asked."""
    day, other = asked.anchor_start or published, question.anchor_start or published
    apart = abs(day - other).days if day and other else 0
    return -places_alike(asked.place, question.place), apart, str(question)


def _score(pair: Pair, beside: Sequence[Fact], sentences: Sentences) -> tuple[float, float]:
    """How surely the toll answers the question, 0 to 1, and how far the numbers on record bear it out."""
    place = toll_places(pair, sentences)
    day = toll_days(pair) if place else DIFFERENT
    if not day:
        return DIFFERENT, DIFFERENT
    value = _value(pair, day, surely_there=place > HOLDS or is_venue(pair.question, pair.asked))
    group = crowds_alike(pair.asked.group, pair.question.group)
    elsewhere = places_alike(pair.asked.place, pair.question.place) < SPELLED
    if (
        (elsewhere and (_told_apart(pair, beside) if value < EQUAL else _is_part_there(pair, beside)))
        or (group == ALL_TOLD and _is_of_more(pair, beside))
        or (place == HOLDS and value < BORNE_OUT and not (pair.locates_event or _outgrows(pair)))
    ):
        return DIFFERENT, value
    return round(place * group * day * value * _words(pair, day), 3), value


def _told_apart(pair: Pair, beside: Sequence[Fact]) -> bool:
    """Whether the report gives quite another number to the place of the question, and this one to another place."""
    fact, there = pair.fact, pair.question.place
    if _is_listed(fact, beside):
        return True
    whole = is_sum(fact, beside)
    return fact.place is not None and any(
        one.place is not None
        and not (one.vague or one.implicit or _is_history(one, pair.report.published))
        and (whole or far_apart(fact, one) or _is_part_elsewhere(fact, one))
        and places_alike(one.place, fact.place) == DIFFERENT
        and not of_one_name(one.place, fact.place)
        and (
            _is_there(one.place, there)
            or _lies_between(fact.place, one.place, there)
            or (number(one) > number(fact) and number(one) in _telling(pair))
        )
        and groups_alike(one.group, fact.group) >= SPELLED
        for one in beside
    )


def _telling(pair: Pair) -> set[float]:
    """The numbers on record that agree with others by no chance."""
    return {number(one) for one in pair.record if not (one.vague or one.implicit) and number(one) >= TELLING}


def _is_listed(fact: Fact, beside: Sequence[Fact]) -> bool:
    """Whether a sentence gives a number to each of several places: "16 died in Obora and nine in Lida"."""
    return fact.place is not None and any(
        one.sentence == fact.sentence
        and one.period == fact.period
        and one.place is not None
        and number(one) != number(fact)
        and not (one.vague or one.implicit or _are_rivals(one, fact))
        and places_alike(one.place, fact.place) == DIFFERENT
        and not of_one_name(one.place, fact.place)
        and groups_alike(one.group, fact.group) >= SPELLED
        for one in beside
    )


def _is_part_there(pair: Pair, beside: Sequence[Fact]) -> bool:
    """Whether the report gives a larger number to the place of the question, of which the fact tells a part."""
    fact, there = pair.fact, pair.question.place
    told = [one for one in beside if groups_alike(one.group, fact.group) >= SPELLED]
    if any(one.sentence == fact.sentence and number(one) < number(fact) for one in told):
        return False  # "37 had died, 31 at the chapel": the place is that of a part
    return any(
        number(one) > number(fact)
        and not (one.vague or one.implicit)
        and places_alike(one.place, there) >= SPELLED
        and _is_part_elsewhere(fact, one)
        for one in told
    )


def _is_part_elsewhere(one: Fact, other: Fact) -> bool:
    """Whether the smaller number is told of a place within that of the larger: "51 died, 43 of them in the county".

    Two claimants who count differently may each name their own place.
    """
    part, whole = sorted((one, other), key=number)
    return number(part) < number(whole) and not _are_rivals(one, other) and may_lie_in(whole.place, part.place)


def _are_rivals(one: Fact, other: Fact) -> bool:
    return None not in {one.claimant, other.claimant} and one.claimant != other.claimant


def _is_history(fact: Fact, published: date | None) -> bool:
    """Whether a figure is of an event of long ago, which a report recalls."""
    end = fact.period.end if fact.period is not None else None
    return end is not None and published is not None and published - end > FOLLOWED


def _is_there(place: str, there: str | None) -> bool:
    return places_alike(place, there) >= SPELLED or (there is not None and of_one_name(place, there))


def _lies_between(outer: str, place: str, inner: str | None) -> bool:
    return inner is not None and holds(outer, place) and holds(place, inner)


def _outgrows(pair: Pair) -> bool:
    """Whether a new number is no part of what is on record, nor its whole: no less, and nothing said of that place.

    An earlier count told of a wider place on the same day is no whole either, if it is less.
    """
    own = (said.fact.place for said in pair.known if said.report == pair.report.key)
    if pair.question.place in own:
        return False
    earlier = pair.same_day and bool(pair.alike) and holds(pair.asked.place or "", pair.question.place or "")
    return earlier or number(pair.fact) >= pair.highest


def _is_of_more(pair: Pair, beside: Sequence[Fact]) -> bool:
    """Whether the report tells of a crowd and of everybody there, a number of each: some of all."""
    own, some = number(pair.fact), pair.asked.group is not None
    return any(
        (own < number(one) if some else number(one) < own)
        and groups_alike(one.group, pair.question.group) >= SPELLED
        and not one.implicit
        and places_alike(one.place, pair.fact.place) != DIFFERENT
        for one in beside
    )


def _value(pair: Pair, day: float, *, surely_there: bool) -> float:
    fact, record = pair.fact, pair.record
    running = is_running(pair.sentence)
    value = borne_out(fact, record, running=running)
    grows = surely_there and (running or _is_soon_after(pair))
    if value == IMPLAUSIBLE and grows and surges(fact, record) and pair.alike:
        value = PLAUSIBLE
    small = not fact.vague and number(fact) < TELLING
    if value == PLAUSIBLE and day not in (NEXT_DAY, SAME_WEEK) and is_near(fact, record) and (pair.alike or not small):
        value = NEAR
    if small and day in (NEXT_DAY, SAME_WEEK):
        return DIFFERENT
    mine = [said.fact for said in pair.known if said.report == pair.report.key and said.fact.claimant == fact.claimant]
    if value < NEAR and pair.has_fallen:
        return DIFFERENT
    if value < BORNE_OUT and any(not one.vague and number(one) != number(fact) for one in mine):
        return DIFFERENT  # one voice in one report gives two numbers: two things
    by_chance = small and day < UNDATED and not pair.alike
    return min(value, PLAUSIBLE if by_chance else BORNE_OUT) if small else value


def _is_soon_after(pair: Pair) -> bool:
    """Whether all that is on record was said in the last days, when first counts are low."""
    days = [said.published for said in pair.known if said.published]
    published = pair.report.published
    return published is not None and all(timedelta() <= published - day <= _FIRST_COUNTS for day in days)


def _words(pair: Pair, day: float) -> float:
    """More than 1 where the words are those of the event; of two days' counts the words are alike in any case."""
    if day < UNDATED or (not pair.fact.vague and number(pair.fact) < TELLING):
        return SAME
    return SAME_WORDS if pair.alike else SAME


def _reasons(pair: Pair, value: float) -> tuple[str, ...]:
    asked, question = pair.asked, pair.question
    told = "the same number is on record" if value == EQUAL else f"{pair.fact.surface} is of the order on record"
    parts = [told]
    if asked.place != question.place:
        parts.append(f"place: {asked.place or 'not named'} ≈ {question.place or 'not named'}")
    if days_of(asked) != days_of(question):
        parts.append(f"anchor: {days_of(asked)} ≈ {days_of(question)}")
    return tuple(parts)
