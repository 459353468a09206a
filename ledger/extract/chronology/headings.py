"""The time for which a heading stands: what a list counts up to, it counts since the day that its heading names too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ledger.extract.chronology.times import TimeExpression, find_times
from ledger.model import Period, Span

_THIS_YEAR = re.compile(
    r"\b(?:year[\s-]to[\s-]date|(?:since|from)\s+the\s+(?:start|beginning)\s+of\s+(?:the|this)\s+year|so\s+far\s+this\s+year)\b",
    re.IGNORECASE,
)


def times_of_heading(text: str, heading: Span, published: date | None) -> tuple[TimeExpression, ...]:
    """The times of a heading; one alone where it says since when and until when: "As of 20 May, losses since 3 March:"."""
    found = find_times(text, *heading, published)
    ends = [one.period.end for one in found if one.role in ("point", "until") and one.kind != "year" and one.period]
    last = max((end for end in ends if end and (published is None or end <= published)), default=published)
    since = next((one for one in found if one.role == "since" and one.period), None) or _of_a_year(
        text, heading, found, last
    )
    if since is None or since.period is None:
        return found
    reaches = last and since.period.start and since.period.start <= last
    return (replace(since, period=Period(start=since.period.start, end=last)),) if reaches else found


def _of_a_year(text: str, heading: Span, found: Sequence[TimeExpression], last: date | None) -> TimeExpression | None:
    """The time since the year began: "year to date (7 June)", "Figures for 2022 as of 7 June"."""
    told = next((one for one in found if one.kind == "year" and one.role == "point"), None)
    year = _THIS_YEAR.search(text, *heading)
    span = Span(*year.span()) if year else told.span if told and len(found) > 1 else None
    if (
        span is None
        or last is None
        or not (year or (told and told.period and told.period.start == date(last.year, 1, 1)))
    ):
        return None
    return TimeExpression(span=span, period=Period(start=date(last.year, 1, 1), end=last), kind="year", role="since")
