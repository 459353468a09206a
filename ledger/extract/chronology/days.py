"""Arithmetic of days: weekdays, months, seasons and spans back from a date. Pure; standard library only."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ledger.model import Period

_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def whole_month(year: int, month: int) -> Period:
    """The first to the last day of a month."""
    return Period(start=date(year, month, 1), end=date(year, month, monthrange(year, month)[1]))


def part_of_month(year: int, month: int, part: str) -> Period:
    """``early`` (1–10), ``mid`` (11–20) or ``late`` (21–end)."""
    last = monthrange(year, month)[1]
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    return Period(start=date(year, month, first), end=date(year, month, end))


def months_of(year: int, first: int, count: int) -> Period:
    """``count`` whole months from month ``first`` of ``year``, over the turn of the year where need be."""
    index = first - 1 + count - 1
    return Period(start=date(year, first, 1), end=whole_month(year + index // 12, index % 12 + 1).end)


def season(year: int, name: str) -> Period:
    """The three northern months of a season; winter is named after the year in which it begins."""
    return months_of(year, _SEASONS[name], 3)


def last_season(published: date, name: str, back: int) -> Period:
    """The season running or last run on ``published``, then ``back`` years before it."""
    year = published.year if published.month >= _SEASONS[name] else published.year - 1
    return season(year - back, name)


def whole_year(year: int, years: int = 1) -> Period:
    """1 January to 31 December, for ``years`` years."""
    return Period(start=date(year, 1, 1), end=date(year + years - 1, 12, 31))


def year_of_month(published: date, month: int, *, ahead: bool) -> int:
    """The year of a month named without one: the nearest that is not in the future, or with ``ahead`` not past."""
    if ahead:
        return published.year if month >= published.month else published.year + 1
    return published.year if month <= published.month else published.year - 1


def year_of_day(published: date, month: int, day: int, *, ahead: bool) -> int:
    """The year of a day named without one, as for months; a day's grace covers time zones."""
    this = day_of(published.year, month, day)
    if ahead:
        return published.year if this is None or this >= published else published.year + 1
    return published.year if this is None or this <= published + timedelta(days=1) else published.year - 1


def weekday_near(published: date, weekday: int, which: str) -> date:
    """A weekday (Monday is 0) by ``which``: past (today counts), last (today does not), this week's, or next."""
    if which == "this":
        return published + timedelta(days=weekday - published.weekday())
    if which == "next":
        return published + timedelta(days=(weekday - published.weekday() - 1) % 7 + 1)
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=7 if which == "last" and back == 0 else back)


def shift(day: date, count: float, unit: str) -> date:
    """``day`` moved by ``count`` units (negative: back); hours move whole days, a month's end stays in its month."""
    if unit in _MONTHS:
        index = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
        year, month = min(max(index // 12, 1), 9999), index % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    if unit in ("hour", "h", "hr", "minute", "second"):  # "in the last 24 h"
        hours = count * {"hour": 1, "h": 1, "hr": 1, "minute": 1 / 60, "second": 1 / 3600}[unit]
        return day + timedelta(days=round(hours / 24))
    return day + timedelta(days=round(count * _DAYS[unit]))


def running(published: date, unit: str, steps: int) -> Period | None:
    """The calendar week, month, quarter, year or weekend ``steps`` from the one ``published`` is in; None for others."""
    if unit in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=steps)
        return Period(start=monday + timedelta(days=5 if unit == "weekend" else 0), end=monday + timedelta(days=6))
    if unit == "month":
        index = published.year * 12 + published.month - 1 + steps
        return whole_month(index // 12, index % 12 + 1)
    if unit == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + steps
        return months_of(index // 4, index % 4 * 3 + 1, 3)
    if unit == "year":
        return whole_year(published.year + steps)
    return None
