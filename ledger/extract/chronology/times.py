"""Time expressions: every date, clock time and deictic phrase in a stretch of text, with the days that it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ledger.extract.chronology import days
from ledger.extract.chronology.found import Context, Found, Kind, Role
from ledger.extract.chronology.time_patterns import (
    BEGAN,
    BEGINNING,
    FROM,
    FROM_OUTSET,
    JOINT,
    LAST_REPORT,
    ONWARDS,
    ROLE,
    SINCE_CLAUSE,
    SUMMED,
    forms_from,
)
from ledger.extract.chronology.time_readers import READERS
from ledger.extract.chronology.told_times import last_day_told
from ledger.model import Period, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as the text gives it: ``span`` are offsets into the text, ``period`` its days, None where not fixed."""

    span: Span
    period: Period | None
    kind: Kind
    role: Role = "point"


@lru_cache(maxsize=4096)  # the gate asks before the parse, the rest after it
def find_times(
    text: str, start: int, end: int, published: date | None, future: bool = False
) -> tuple[TimeExpression, ...]:
    """Every time expression in ``text[start:end]``, left to right, without overlaps; offsets are absolute.

    ``future`` resolves weekdays, months and days without a year forwards. With ``published`` None only what the text
    itself fixes has a period; the rest is still returned, so that its numbers are known not to be figures.
    """
    found = [_read(text, match, published, future, (start, end)) for match in _forms(text, start, end)]
    joined = _anchor(text, _join(text, [one for one in found if one is not None]))
    return tuple(_with_role(text, start, one, published) for one in joined)


def _forms(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The forms, tried only where a word begins that may begin one: trying at every character takes most of the time."""
    position = start
    for word in BEGINNING.finditer(text, start, end):
        if (forms := forms_from(word[0])) is None or word.start() < position:
            continue
        if match := forms.match(text, word.start(), end):
            yield match
            position = match.end()


_PAST = re.compile(r"\b(?:had|was|were|has|have)\b")
_TO_COME = re.compile(r"\b(?:will|would|could|may|might|should|must|to\s+be|expected|set|due|plans?)\b")


def _read(
    text: str, match: re.Match[str], published: date | None, future: bool, sentence: tuple[int, int]
) -> Found | None:
    """One form read as a time; "by Tuesday" is one to come, but where its sentence tells of what has been."""
    name = match.lastgroup or ""
    before = text[max(0, match.start() - 24) : match.start()]
    ahead = future or (before.rstrip().endswith((" by", "By", " until", "Until")) and not _is_told(text, *sentence))
    try:
        found = READERS[name](match, Context(published, ahead, before))
        if published is None and found is not None and found.period is None and name in _OF_A_YEAR:
            year = last_day_told(text)
            return READERS[name](match, Context(year, ahead, before)) if year else found
        return found
    except (OverflowError, ValueError):  # "9,000,000 days ago": a time, but of no day that the calendar has
        return Found(Span(*match.span()), None, "relative")


_OF_A_YEAR = frozenset(("month", "day_first", "month_first", "quarter", "ended"))  # forms that may lack one


def _is_told(text: str, start: int, end: int) -> bool:
    return _PAST.search(text, start, end) is not None and _TO_COME.search(text, start, end) is None


def _join(text: str, found: Sequence[Found]) -> list[Found]:
    """E.g. "between 7 January and 7 February 2023", "from Friday to Sunday": two times that bound one period."""
    kept: list[Found] = []
    for one in found:
        merged = _merged(text, kept[-1], one) if kept else None
        if merged:
            kept[-1] = merged
        else:
            kept.append(one)
    return kept


_NEIGHBOUR_DAYS = {
    "day before": -1, "previous day": -1, "next day": 1, "following day": 1, "day after": 1, "same day": 0
}  # fmt: skip


def _anchor(text: str, found: list[Found]) -> list[Found]:
    """E.g. "On 29 November …, and 68 mm the day before": a neighbouring day counts from the single day named before it."""
    day: date | None = None
    for one in found:
        words = " ".join(text[one.span.start : one.span.end].lower().split())
        if day and one.period is None and words in _NEIGHBOUR_DAYS:
            moved = date.fromordinal(min(max(day.toordinal() + _NEIGHBOUR_DAYS[words], 1), date.max.toordinal()))
            one.period = Period(start=moved, end=moved)
        _in_year_told(text, found, one)
        if one.period and one.period.start == one.period.end:
            day = one.period.start
        _compare(text, found, one)
        _step_back(text, found, one)
    return found


_BACK = re.compile(
    r"(?:(?:an?|one)\s+)?(?P<unit>year|quarter|month|week)\s+(?:ago|earlier|before|previously|prior)"
    r"|(?:previous|preceding|prior)\s+(?:three\s+)?(?P<then>year|quarter|month|week)s?",
    re.IGNORECASE,
)


def _step_back(text: str, found: Sequence[Found], one: Found) -> None:
    """E.g. "4.2% in February from 4.1% a month earlier", "in the same period a year ago": so long before the time told last."""
    back = _BACK.fullmatch(text, *one.span)
    if back is None:
        return  # as mostly
    bounds = [pair for time in found[: found.index(one)] if (pair := _bounds_of(time)) and time.role == "point"]
    if not bounds:
        return
    start, end = bounds[-1]
    unit = (back["unit"] or back["then"]).lower()
    length = (end - start).days
    if unit == "month" and "three" in back[0].lower():
        unit = "quarter"
    if not _LEAST[unit] <= length <= _YEAR or (unit != "year" and length > _MOST[unit]):
        return
    one.period = Period(start=days.shift(start, -1, unit), end=_end_of(start, end, unit))


_LEAST, _MOST = {"year": 5, "quarter": 88, "month": 27, "week": 6}, {"quarter": 92, "month": 31, "week": 6}  # days


def _end_of(start: date, end: date, unit: str) -> date:
    """The day before ``end``'s by a unit; of whole months the last day."""
    if unit == "year":
        return days.shift(end, -1, unit)
    return date.fromordinal(start.toordinal() - 1)


_WITH_YEAR = re.compile(r"\b(?:19|20)\d\d$")


def _in_year_told(text: str, found: Sequence[Found], one: Found) -> None:
    """E.g. "in April 2022 it fell to 817, to 544 in May and 429 in June": later months are of the year told before them."""
    bounds = _bounds_of(one) if one.loose == "year" else None
    before = [time for time in found[: found.index(one)] if _WITH_YEAR.search(text, *time.span) and not time.loose]
    told = _bounds_of(before[-1]) if before else None
    if bounds is None or told is None or not told[1].year < bounds[0].year or (told[1] - told[0]).days > _MONTH:
        return
    back = bounds[0].year - told[1].year
    start, end = days.shift(bounds[0], -back, "year"), days.shift(bounds[1], -back, "year")
    if told[1] < start:
        one.period = Period(start=start, end=end)


_MONTH = 31  # days
_SAME_PART = re.compile(
    r"\b(?:same|similar|corresponding|comparable|equivalent)\s+(?:period|quarter|months?|half|weeks?)\s+(?:(?:of|in|during|the)\s+)*$",
    re.IGNORECASE,
)
_PART_OF_YEAR, _YEAR = 300, 366  # days


def _compare(text: str, found: Sequence[Found], one: Found) -> None:
    """E.g. "earned 70 million in the first quarter, against 60 in the same period of 2022", "2023 …, and 40 the previous year"."""
    before = [time for time in found[: found.index(one)] if not text.endswith("since ", 0, time.span.start)]
    bounds = [_bounds_of(time) for time in before]
    earlier = [pair for pair in bounds if pair is not None]
    years = [end.year for start, end in earlier if days.whole_year(end.year) == Period(start=start, end=end)]
    if years and text[slice(*one.span)].lower() == "previous year":
        one.period = days.whole_year(years[-1] - 1)
    own = _bounds_of(one)
    whole = own is not None and days.whole_year(own[0].year) == one.period
    if own is None or not whole or not _SAME_PART.search(text, max(0, one.span.start - 40), one.span.start):
        return
    parts = [pair for pair in earlier if (pair[1] - pair[0]).days < _PART_OF_YEAR]
    if parts:
        back = own[0].year - parts[-1][0].year
        one.period = Period(start=days.shift(parts[-1][0], back, "year"), end=days.shift(parts[-1][1], back, "year"))


def _bounds_of(time: Found) -> tuple[date, date] | None:
    """The first and last day of a time that has both."""
    start, end = (time.period.start, time.period.end) if time.period else (None, None)
    return (start, end) if start and end else None


def _merged(text: str, first: Found, second: Found) -> Found | None:
    if {first.kind, second.kind} - {"date", "year"} or not JOINT.fullmatch(text, first.span.end, second.span.start):
        return None
    between = text[first.span.end : second.span.start]
    if "and" in between.lower() and (first.loose == "week") != (second.loose == "week"):
        return None  # "on Friday and in May" are two times; "from Friday to 3 May" is one
    span = Span(first.span.start, second.span.end)
    if first.kind == "date" and first.period is None and second.period and second.period.end:
        first = _of_its_end(text, first, second.period.end)
    bounds = _bounds(first, second)
    if bounds is None and (first.period or second.period):
        return None
    return Found(span, bounds, second.kind, loose=second.loose if first.loose else "")


def _of_its_end(text: str, first: Found, end: date) -> Found:
    """E.g. the first day of "from 1 January to 27 October 2024", which has the year of the last one, whenever it was told."""
    form = next(_forms(text, *first.span), None)
    return (_read(text, form, end, False, first.span) if form is not None else None) or first


def _bounds(first: Found, second: Found) -> Period | None:
    """From the first's start to the second's end; a start without its own year or week moves back before the end."""
    start = first.period.start if first.period else None
    end = second.period.end if second.period else None
    if end is None or start is None:
        return None
    if first.loose == "year":
        start = days.day_of(end.year, start.month, start.day) or start
        start = start if start <= end else days.shift(start, -1, "year")
    if first.loose == "week" and start > end:
        start = days.shift(start, -1, "week")
    return Period(start=start, end=end) if start <= end else None


def _with_role(text: str, lowest: int, one: Found, published: date | None) -> TimeExpression:
    expression = TimeExpression(span=one.span, period=one.period, kind=one.kind, role=one.role)
    if one.role != "point" or one.kind in ("clock", "recurring"):
        return expression
    before = text[max(lowest, one.span.start - 110) : one.span.start]
    lead = ROLE.search(before)
    if lead is None and any(form.search(before) for form in (SINCE_CLAUSE, BEGAN, LAST_REPORT)):
        return _since(expression, published)
    if lead is None and FROM.search(before) and (SUMMED.search(before) or ONWARDS.match(text, one.span.end)):
        return _since(expression, published)  # "cumulatively from January", "from 3 March onwards"
    word = lead[1].lower() if lead else "to" if FROM_OUTSET.search(before) else ""
    if lead and word == "before" and "midnight" in lead[0].lower():
        return expression  # "just before midnight on Monday" is on Monday
    if word == "since":
        return _since(expression, published)
    if word and one.period and one.period.start != one.period.end and word in ("by", "before") and one.kind == "year":
        return replace(
            expression, role="until", period=Period(end=one.period.end if word == "by" else one.period.start)
        )
    if word and not (one.period and one.period.start and one.period.end is None):
        return replace(expression, role="until", period=Period(end=one.period.end) if one.period else None)
    return expression


def _since(expression: TimeExpression, published: date | None) -> TimeExpression:
    period = expression.period
    if period is None or period.start is None:
        return replace(expression, role="since")
    end = published if published and published >= period.start else None
    return replace(expression, role="since", period=Period(start=period.start, end=end))
