"""How each form of time expression is read: a match of its pattern → the days that it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ledger.extract.chronology import days
from ledger.extract.chronology.ended import fiscal, week_to
from ledger.extract.chronology.found import Context, Found, Kind
from ledger.extract.chronology.quarters import number_of, quarter
from ledger.extract.chronology.spells_of_months import spell_of_month
from ledger.extract.chronology.time_patterns import (
    AFTER_YEAR_NOUN,
    AMBIGUOUS_MONTHS,
    CLAUSE_ENDS,
    COUNTED,
    DEICTIC_LEAD,
    DOTTED_LEAD,
    HOLIDAYS,
    MONTH_LEAD,
    MONTHS,
    MORE_THAN,
    OVER_THE,
    REST_OF,
    SUPERLATIVE_LEAD,
    WEAK_YEAR_LEAD,
    WEEK_ENDED,
    WEEKDAYS,
    YEAR_LEAD,
    YEAR_NOUN,
)
from ledger.extract.chronology.told_times import means_told_week, told_before
from ledger.extract.grammar.words import fate_after
from ledger.extract.numbers.brackets import is_among_counts
from ledger.model import Period, Span


def _day(match: re.Match[str], prefix: str, context: Context) -> Found:
    """A day and month, with or without a year, perhaps a range of days ("3-5 March")."""
    month = MONTHS[match[f"{prefix}_month"].lower().rstrip(".")]
    first, last, year = int(match[f"{prefix}_day"]), _last_day(match, prefix), match[f"{prefix}_year"]
    loose = "" if year else "year"
    if year is None and context.published is None:
        return Found(Span(*match.span()), None, "date", loose=loose)
    fixed = (
        _century(int(year))
        if year
        else days.year_of_day(context.published or date.max, month, first, ahead=context.ahead)
    )
    start, end = days.day_of(fixed, month, first), days.day_of(fixed, month, int(last or first))
    period = Period(start=start, end=end) if start and end and start <= end else None
    return Found(Span(*match.span()), period, "date", loose=loose)


_PIVOT = 50


def _century(year: int) -> int:
    """E.g. the 90 of "LIMA, 2 MAR 90 --": wires write years with two digits."""
    return year if year > 99 else year + (1900 if year >= _PIVOT else 2000)


def _last_day(match: re.Match[str], prefix: str) -> str | None:
    return match["dm_last"] if prefix == "dm" else match["md_last"] or match["md_next"]


def _day_first(match: re.Match[str], context: Context) -> Found:
    return _day(match, "dm", context)


def _month_first(match: re.Match[str], context: Context) -> Found:
    return _day(match, "md", context)


def _iso(match: re.Match[str], context: Context) -> Found:
    day = days.day_of(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))
    return Found(Span(*match.span()), Period(start=day, end=day) if day else None, "date")


def _numeric(match: re.Match[str], context: Context) -> Found:
    """E.g. "24.02.2022" is day first; "3/24/2022" by what the numbers allow; "3/4/2022" is either, so not resolved."""
    one, two, year = int(match["num_a"]), int(match["num_b"]), int(match["num_y"])
    year += 2000 if year < 100 else 0
    dotted = match["num_sep"] == "."
    if not dotted and one <= 12 and two <= 12 and one != two:
        return Found(Span(*match.span()), None, "date")
    day = days.day_of(year, two, one) if dotted or one > 12 else days.day_of(year, one, two)
    return Found(Span(*match.span()), Period(start=day, end=day) if day else None, "date")


_ENDS_HEADING = re.compile(r"\s*(?:[(:]|$)", re.MULTILINE)


def _dotted_range(match: re.Match[str], context: Context) -> Found | None:
    """E.g. "from 24.02 to 12.04", "24.02–12.04 (approx.)": the end in the year of publication, the start before it."""
    span = Span(*match.span())
    alone = match["dr_dash"] and _ENDS_HEADING.match(match.string, match.end())
    if not (alone or DOTTED_LEAD.search(context.before)):
        return None
    if context.published is None:
        return Found(span, None, "date")
    d1, m1, d2, m2 = (int(match[name]) for name in ("dr_d1", "dr_m1", "dr_d2", "dr_m2"))
    year = days.year_of_day(context.published, m2, d2, ahead=False)
    start, end = days.day_of(year - ((m1, d1) > (m2, d2)), m1, d1), days.day_of(year, m2, d2)
    return Found(span, Period(start=start, end=end) if start and end else None, "date")


def _month(match: re.Match[str], context: Context) -> Found | None:
    """A month, perhaps a part of one, with a year, "last", "this year", or only as the text's date implies."""
    name = match["mo_name"].lower().rstrip(".")
    month, span = MONTHS[name], Span(*match.span())
    owns = match.string[match.end() : match.end() + 2] in ("’s", "'s")  # "May's figures"
    evident = owns or match["mo_part"] or match["mo_which"] or match["mo_year"] or match["mo_rel"]
    if name in AMBIGUOUS_MONTHS and not evident and not MONTH_LEAD.search(context.before):
        return None
    named = match[0] in _GIVEN_NAMES and not _TIME_LEAD.search(context.before)
    if named and _SURNAME.match(match.string, match.end()):
        return None  # "and Jan Ruud won"
    year, which = match["mo_year"], (match["mo_which"] or "").lower()
    loose = "" if year or match["mo_rel"] or which else "year"
    if year is None and context.published is None:
        return Found(span, None, "date", loose=loose)
    fixed = int(year) if year else _year_of_month(month, which, match["mo_rel"], context)
    part = match["mo_part"]
    period = days.part_of_month(fixed, month, _part(part)) if part else days.whole_month(fixed, month)
    period = (spell_of_month(part, fixed, month) if part else None) or period
    if part and part.lower().startswith("end"):
        period = Period(start=period.end, end=period.end)  # "at the end of June"
    return Found(span, period, "date", loose=loose)


_GIVEN_NAMES = frozenset(("Jan", "April", "June", "August"))
_TIME_LEAD = re.compile(r"\b(?:in|since|during|until|till|through|throughout|between|from|of)\s+$", re.I)
_SURNAME = re.compile(r"\s[A-Z][a-z]+\b(?!,?\s(?:and\s|said|19|20))")


def _year_of_month(month: int, which: str, relation: str | None, context: Context) -> int:
    published = context.published or date.max
    if relation:
        return published.year - (relation.lower() in ("last", "the previous"))
    if which == "next" or (which == "" and context.ahead):
        return days.year_of_month(published, month, ahead=True)
    year = days.year_of_month(published, month, ahead=False)
    return year - 1 if which == "last" and month == published.month else year


def _part(words: str) -> str:
    first = words.lower().replace("-", " ").split()
    return {"mid": "mid", "middle": "mid", "late": "late", "end": "late"}.get(
        first[-2 if first[-1] == "of" else 0], "early"
    )


def _weekday(match: re.Match[str], context: Context) -> Found:
    span, which = Span(*match.span()), (match["wd_which"] or "").lower()
    if context.published is None:
        return Found(span, None, "date", loose="week")
    loose = "" if which else "week"
    which = {"last": "last", "this": "this", "next": "next", "coming": "next"}.get(which, "past")
    if match["wd_week"]:  # "on Thursday last week"
        weeks = -1 if match["wd_week"] == "last" else 1
        day = days.weekday_near(context.published + timedelta(weeks=weeks), WEEKDAYS[match["wd_name"].lower()], "this")
    elif which == "past" and context.ahead:
        day = days.weekday_near(context.published - timedelta(days=1), WEEKDAYS[match["wd_name"].lower()], "next")
    else:
        day = days.weekday_near(context.published, WEEKDAYS[match["wd_name"].lower()], which)
    return Found(span, Period(start=day, end=day), "date", loose=loose)


_RELATIVE_DAYS = {
    "yesterday": -1,
    "tomorrow": 1,
    "last night": -1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}


def _relative_day(match: re.Match[str], context: Context) -> Found:
    words = " ".join(match[0].lower().split())
    offset = next((moved for start, moved in _RELATIVE_DAYS.items() if words.startswith(start)), 0)
    if context.published is None:
        return Found(Span(*match.span()), None, "relative")
    day = context.published + timedelta(days=offset)
    return Found(Span(*match.span()), Period(start=day, end=day), "relative")


def _running(match: re.Match[str], context: Context) -> Found:
    """E.g. "last week", "this year", "next month", "last summer", "earlier this month"."""
    span, written, unit = Span(*match.span()), match["ru_which"].lower(), match["ru_unit"].lower()
    which = "this" if written == "current" else written
    published = context.published
    if published is None or (written, unit) == ("current", "quarter"):  # a firm's own, which need not be the calendar's
        return Found(span, None, "relative")
    if unit in ("spring", "summer", "autumn", "fall", "winter"):
        this_year = days.last_season(published, unit, 0)
        ended = this_year.end is not None and this_year.end < published and this_year.start is not None
        if which == "this" and context.ahead and this_year.end and this_year.end < published:
            return Found(span, days.last_season(days.shift(published, 1, "year"), unit, 0), "relative")
        back = int(which == "last" and (not ended or (this_year.start or published).year == published.year))
        return Found(span, days.last_season(published, unit, back) if which != "next" else None, "relative")
    steps = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if steps and OVER_THE.search(context.before) and unit != "weekend":  # "over the last year" ends today
        other = days.shift(published, steps, unit)
        return Found(span, Period(start=min(other, published), end=max(other, published)), "relative", "within")
    if unit == "weekend" and which == "this" and not context.ahead and published.weekday() <= WEEKDAYS["tuesday"]:
        steps = -1  # on a Monday "this weekend" is the one that is over
    period = days.running(published, unit, steps)
    if period and steps == 0 and REST_OF.search(context.before):
        return Found(span, Period(start=published, end=period.end), "relative")
    if (
        period
        and steps == 0
        and not context.ahead
        and (match["ru_when"] or "").lower() != "later"
        and unit != "weekend"
    ):
        period = Period(start=period.start, end=published)
    return Found(span, period, "relative")


def _weekend(match: re.Match[str], context: Context) -> Found | None:
    """E.g. "over the weekend": the one that is on or was last; the one to come where the words look ahead."""
    span = Span(*match.span())
    if not context.before.lower().endswith("the ") or context.published is None:
        return None
    steps = 0 if context.ahead or context.published.weekday() >= WEEKDAYS["saturday"] else -1
    return Found(span, days.running(context.published, "weekend", steps), "relative")


def _within(match: re.Match[str], context: Context) -> Found:
    """E.g. "in the past 24 hours", "over the last three weeks", "the next five days"."""
    span, unit, count = Span(*match.span()), match["wi_unit"].lower(), number_of(match["wi_n"])
    published, which = context.published, match["wi_which"].lower()
    if published is None or count is None or which in ("first", "opening", "final", "previous", "preceding"):
        return Found(span, None, "relative", "within")
    if which in ("next", "coming", "following"):
        period = Period(start=published, end=days.shift(published, count, unit))
    else:
        period = Period(start=days.shift(published, -count, unit), end=published)
    return Found(span, period, "relative", "within")


def _amount(match: re.Match[str], context: Context) -> Found | None:
    """E.g. "three days ago", "a week later", "in 24 hours"; a plain amount of time ("six hours") is a figure, not a time."""
    way = (match["am_way"] or "").lower()
    if way in ("ago", "back"):
        return _ago(match, context)
    if match["am_n"] is None and means_told_week(match.string, Span(*match.span())):
        return _told_week(match, context)
    if match["am_n"] is None and way == "before" and CLAUSE_ENDS.match(match.string, match.end()):
        return Found(Span(*match.span()), None, "relative", "ago")  # "up from 280 the year before"
    led = DEICTIC_LEAD.search(context.before) or SUPERLATIVE_LEAD.search(context.before)
    if match["am_n"] is None or not (way or match["am_period"] or led):
        return None
    if match[0].lower().startswith("a quarter") and way in ("since", "after", "before"):
        return None  # "output has fallen by a quarter since 2001"
    return Found(Span(*match.span()), None, "relative")


def _told_week(match: re.Match[str], context: Context) -> Found | None:
    """E.g. the week of "12 new cases in the week", of which the text has said to what day it ran."""
    told = told_before(match.string, match.start(), WEEK_ENDED)
    week = _ended(told, context) if told is not None and told["en_unit"].lower() == "week" else None
    return Found(Span(*match.span()), week.period, "relative") if week is not None else None


def _ago(match: re.Match[str], context: Context) -> Found:
    """E.g. "three days ago" is a day, "two months ago" a month, "more than a year ago" open at its start."""
    span, unit, count = Span(*match.span()), match["am_unit"].lower(), number_of(match["am_n"])
    if context.published is None or count is None or match["am_n"] is None:
        return Found(span, None, "relative", "ago")
    day = days.shift(context.published, -(count + (0.5 if match["am_half"] else 0)), unit)
    if MORE_THAN.search(context.before):
        return Found(span, Period(end=day), "relative", "ago")
    whole = days.running(day, unit, 0) if unit in ("month", "year") and not match["am_half"] else None
    return Found(span, whole or Period(start=day, end=day), "relative", "ago")


def _ended(match: re.Match[str], context: Context) -> Found | None:
    """E.g. "the fourth quarter ended March 2024", "the six months to June", "the week ended May 10": so long, up to that day."""
    span, unit, count = Span(*match.span()), match["en_unit"].lower(), number_of(match["en_n"])
    month, day = MONTHS[match["en_month"].lower().rstrip(".")], match["en_day"] or match["en_last"]
    if count is None or (unit == "week" and not day) or (not match["en_word"] and unit in ("half", "quarter")):
        return None
    if not match["en_year"] and context.published is None:
        return Found(span, None, "date")
    published = context.published or date.max
    number = int(re.sub(r"\D", "", day)) if day else 1
    year = int(match["en_year"] or days.year_of_day(published, month, number, ahead=context.ahead))
    end = days.day_of(year, month, number) if day else days.whole_month(year, month).end
    if end is None:
        return None
    many, step = (6.0, "month") if unit == "half" else (count, unit)
    return Found(span, Period(start=days.shift(end + timedelta(days=1), -many, step), end=end), "date")


def _decade(match: re.Match[str], context: Context) -> Found:
    year = int(match["de_year"])
    return Found(Span(*match.span()), days.whole_year(year, 10) if year > 1000 else None, "year")


def _year(match: re.Match[str], context: Context) -> Found | None:
    """A year where its words show that it is one: after a preposition, in brackets, before "election"."""
    span, last = Span(*match.span()), match["ye_last"]
    if AFTER_YEAR_NOUN.match(match.string, span.end) or not (match["ye_part"] or last or _is_year(match, context)):
        return None
    year = int(match["ye_year"])
    if last:
        end = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        return Found(span, days.whole_year(year, end - year + 1) if end >= year else None, "year")
    return Found(span, _part_of_year(year, match["ye_part"]), "year")


def _is_year(match: re.Match[str], context: Context) -> bool:
    if is_among_counts(match.string, *match.span()):
        return False
    if _HEADS_LINE.search(context.before) and _LABELS.match(match.string, match.end()):
        return True  # "1979: 273 people died", "2016 – 36 deaths"
    if YEAR_LEAD.search(context.before) or YEAR_NOUN.match(match.string, match.end()):
        return True
    if not WEAK_YEAR_LEAD.search(context.before) or COUNTED.match(match.string, match.end()):
        return False
    return fate_after().match(match.string, match.end()) is None


_HEADS_LINE, _LABELS = re.compile(r"(?:^|\n)\s*(?:[•*–-]\s*)?$"), re.compile(r"(?::|\s[-–—])\s")


def _part_of_year(year: int, part: str | None) -> Period:
    if not part:
        return days.whole_year(year)
    name = part.lower().split()[0].split("-")[0]
    if name in ("spring", "summer", "autumn", "fall", "winter"):
        return days.season(year, name)
    return days.months_of(year, *{"early": (1, 3), "mid": (5, 4)}.get(name, (10, 3)))


def _holiday(match: re.Match[str], context: Context) -> Found:
    """A feast with a fixed date; the eleventh of September means 2001."""
    month, day, fixed = HOLIDAYS[" ".join(match["ho_name"].lower().replace("’", "'").split())]
    year = int(match["ho_year"]) if match["ho_year"] else fixed
    if year is None and context.published:
        year = days.year_of_day(context.published, month, day, ahead=context.ahead)
    found = days.day_of(year, month, day) if year else None
    return Found(Span(*match.span()), Period(start=found, end=found) if found else None, "date")


def _unresolved(kind: Kind) -> Callable[[re.Match[str], Context], Found]:
    return lambda match, context: Found(Span(*match.span()), None, kind)


READERS: dict[str, Callable[[re.Match[str], Context], Found | None]] = {
    "iso": _iso, "numeric": _numeric, "dotted_range": _dotted_range, "day_first": _day_first,
    "month_first": _month_first, "month": _month, "weekday": _weekday, "relative_day": _relative_day,
    "ended": _ended, "week_to": week_to, "weekend": _weekend, "within": _within, "amount": _amount, "running": _running, "quarter": quarter, "decade": _decade, "year": _year,
    "holiday": _holiday, "fiscal": fiscal, "clock": _unresolved("clock"),
    "recurring": _unresolved("recurring"), "deictic": _unresolved("relative"),
}  # fmt: skip
