"""Two questions that were begun apart and ask for the toll of one event: what joins them is a number told of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from ledger.lexicon.gazetteer import holds
from ledger.link.days import NEXT_DAY, SAME_WEEK, UNDATED, one_day
from ledger.link.names import DIFFERENT, SAME, SILENT, crowds_alike, places_alike
from ledger.link.nearby import SAME_WORDS
from ledger.link.pair import FOLLOWED
from ledger.link.placing import CLEAR
from ledger.link.scenes import HOLDS, OTHER_PLACE, related
from ledger.link.tolls import IMPLAUSIBLE, SURGE, TELLING, Said, borne_out, number, same_event
from ledger.model import Fact, Question

__all__ = ["bridge", "telling"]

_DAY, _WEEK, _ABOUT_THEN = timedelta(days=1), timedelta(days=7), timedelta(days=4)
_MOST = 0.5  # of a question's numbers: so many are on record for the other one


def telling(facts: Iterable[Fact]) -> set[float]:
    """The numbers among these that agree with others by no chance."""
    return {number(one) for one in facts if not one.vague and not one.implicit and number(one) >= TELLING}


def bridge(answered: Iterable[Question], said: Mapping[Question, Sequence[Said]]) -> tuple[Question, Question] | None:
    """(a question, the one that its facts belong to) among ``said``, of which ``answered`` were just answered.

    None where no two are surely one: the same number told of both, of the same people, where and when the same event
    may be meant. The one of which less was said goes into the other.
    """
    pairs = {
        tuple(sorted((one, other), key=lambda asked: _weight(asked, said)))
        for one in answered
        for other in said
        if one != other and crowds_alike(one.group, other.group) != DIFFERENT
    }
    ranked = sorted(
        ((_score(one, other, said), str((one, other)), one, other) for one, other in pairs),
        key=lambda found: (-found[0], found[1]),
    )
    return ranked[0][2:] if ranked and ranked[0][0] >= CLEAR else None


def _weight(asked: Question, said: Mapping[Question, Sequence[Said]]) -> tuple[int, bool, str, str]:
    """The question of which more was said stands; of equals the dated one, then the earlier one."""
    day = asked.anchor_start
    later = "" if day is None else str(-day.toordinal()).zfill(9)
    return len(said[asked]), day is not None, later, str(asked)


def _score(one: Question, other: Question, said: Mapping[Question, Sequence[Said]]) -> float:
    """How surely ``one`` asks what ``other`` does, 0 to 1."""
    mine, theirs = said[one], said[other]
    numbers, known = telling(each.fact for each in mine), telling(each.fact for each in theirs)
    shared = numbers & known
    if not shared or len(shared) < _MOST * len(numbers) or max(known) > SURGE * max(numbers):
        return DIFFERENT
    if _told_apart(mine, theirs):
        return DIFFERENT
    if any(borne_out(each.fact, [known.fact for known in theirs]) == IMPLAUSIBLE for each in mine):
        return DIFFERENT
    day = _days(one, other, mine, theirs)
    words = any(same_event(each.told, known.told) for each in mine for known in theirs)
    if day in (NEXT_DAY, SAME_WEEK):
        shared &= _alone(mine) & _alone(theirs)
        if not shared or not (words or len(shared) > 1 or _said_twice(mine, theirs)):
            return DIFFERENT
    return round(_places(one, other, words=words) * day * (SAME_WORDS if words else SAME), 3)


def _told_apart(mine: Sequence[Said], theirs: Sequence[Said]) -> bool:
    """Whether a report tells of both, and gives no number to both: two things to whoever wrote it."""
    both = {each.report for each in mine} & {each.report for each in theirs}
    return any(not _of(mine, report) & _of(theirs, report) for report in both)


def _said_twice(mine: Sequence[Said], theirs: Sequence[Said]) -> bool:
    """Whether one report gives a telling number to both."""
    return any(_of(mine, each.report) & _of(theirs, each.report) for each in mine)


def _alone(said: Sequence[Said]) -> set[float]:
    """The numbers that a report gives with no other beside: of two numbers one may be of another day."""
    told = [_of(said, report) for report in {each.report for each in said}]
    return {one for numbers in told if len(numbers) == 1 for one in numbers}


def _of(said: Sequence[Said], report: str) -> set[float]:
    return telling(each.fact for each in said if each.report == report)


def _places(one: Question, other: Question, *, words: bool) -> float:
    alike = places_alike(one.place, other.place)
    if alike not in (DIFFERENT, SILENT):
        return alike
    if not words:
        return DIFFERENT
    if one.place is None or other.place is None:
        return OTHER_PLACE
    if holds(one.place, other.place) or holds(other.place, one.place):
        return HOLDS
    return OTHER_PLACE if related(one.place, other.place) else DIFFERENT


def _days(one: Question, other: Question, mine: Sequence[Said], theirs: Sequence[Said]) -> float:
    start, day = one.anchor_start, other.anchor_start
    if start is None or day is None:
        event, told = start or day, (mine if start is None else theirs)
        dated = one if day is None else other
        if event is None:
            return UNDATED if _told_together(mine, theirs) else DIFFERENT
        near = any(each.published and -_DAY <= each.published - event <= FOLLOWED for each in told)
        return UNDATED if near and one_day(dated) else DIFFERENT
    if not one_day(one) or not one_day(other):
        return SAME if (one.anchor_start, one.anchor_end) == (other.anchor_start, other.anchor_end) else DIFFERENT
    apart, rolling = abs(start - day), one.anchor_end is None and other.anchor_end is None
    if not apart:
        return SAME
    if apart <= _ABOUT_THEN and rolling:
        return UNDATED
    return NEXT_DAY if apart <= _DAY else SAME_WEEK if apart <= _WEEK else DIFFERENT


def _told_together(mine: Sequence[Said], theirs: Sequence[Said]) -> bool:
    """Whether both were told within days of each other."""
    days = [[each.published for each in said if each.published] for said in (mine, theirs)]
    return any(abs(one - other) <= _WEEK for one in days[0] for other in days[1])
