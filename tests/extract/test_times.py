"""Time expressions: (text, what is found in it), read on Wednesday 2 March 2022 unless a case says otherwise."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.extract.chronology.times import find_times
from ledger.model import Period

WEDNESDAY = date(2022, 3, 2)
TUESDAY = date(2022, 3, 8)


def read(text: str, published: date | None = WEDNESDAY, *, future: bool = False) -> list[tuple[str, str, str]]:
    """Each time of ``text`` as (surface, role, "start..end"), an open end empty, an unknown period "?"."""
    found = find_times(text, 0, len(text), published, future)
    return [(text[slice(*one.span)], one.role, days(one.period)) for one in found]


def days(period: Period | None) -> str:
    return "?" if period is None else f"{period.start or ''}..{period.end or ''}"


def only(text: str, published: date | None = WEDNESDAY, *, future: bool = False) -> str:
    [(_, _, period)] = read(text, published, future=future)
    return period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Two died on March 1, 2022.", "2022-03-01..2022-03-01"),
        ("Two died on 3 March.", "2022-03-03..2022-03-03"),
        ("Two died on 7 May.", "2021-05-07..2021-05-07"),
        ("Two died on Sept. 15, 2017.", "2017-09-15..2017-09-15"),
        ("Two died on Thursday, March 3, 2022.", "2022-03-03..2022-03-03"),
        ("Two died on the 12th of May.", "2021-05-12..2021-05-12"),
        ("Logged 2022-04-12 06:00 by the crew.", "2022-04-12..2022-04-12"),
        ("Logged 24.02.2022 by the crew.", "2022-02-24..2022-02-24"),
        ("Logged 12/04/2022 by the crew.", "?"),
        ("It rained on 3-5 March.", "2022-03-03..2022-03-05"),
        ("It rained on 8 and 09 December 2015.", "2015-12-08..2015-12-09"),
        ("It rained between 7 January and 7 February 2023.", "2023-01-07..2023-02-07"),
        ("It rained between 20 December and 7 January.", "2021-12-20..2022-01-07"),
        ("Losses from 24.02 to 28.02 were heavy.", "2022-02-24..2022-02-28"),
        ("It rained from March to June 2021.", "2021-03-01..2021-06-30"),
        ("It rained in March 2021.", "2021-03-01..2021-03-31"),
        ("It rained in April.", "2021-04-01..2021-04-30"),
        ("It rained last February.", "2022-02-01..2022-02-28"),
        ("It rained in January this year.", "2022-01-01..2022-01-31"),
        ("It rained in mid-September.", "2021-09-11..2021-09-20"),
        ("It rained in early May.", "2021-05-01..2021-05-10"),
        ("It rained in late October 2014.", "2014-10-21..2014-10-31"),
        ("It rained in 2016.", "2016-01-01..2016-12-31"),
        ("It rained in 2014-2016, they say.", "2014-01-01..2016-12-31"),
        ("The 2016 election was close.", "2016-01-01..2016-12-31"),
        ("Prices in the 1990s were low.", "1990-01-01..1999-12-31"),
        ("Sales in the first quarter of 2023 fell.", "2023-01-01..2023-03-31"),
        ("Sales in Q3 2022 fell.", "2022-07-01..2022-09-30"),
        ("Sales in the second half of last year fell.", "2021-07-01..2021-12-31"),
        ("Sales in fiscal 2013 fell.", "?"),
    ],
)  # fmt: skip
def test_dates_months_and_years(text: str, period: str) -> None:
    assert only(text) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Two died on Tuesday.", "2022-03-01..2022-03-01"),
        ("Two died on Wednesday morning.", "2022-03-02..2022-03-02"),
        ("Two died last Wednesday.", "2022-02-23..2022-02-23"),
        ("Two died on Thursday.", "2022-02-24..2022-02-24"),
        ("Two died between Friday and Sunday.", "2022-02-25..2022-02-27"),
        ("Two died from Sunday to Monday.", "2022-02-27..2022-02-28"),
        ("Two died yesterday.", "2022-03-01..2022-03-01"),
        ("Two died overnight.", "2022-03-02..2022-03-02"),
        ("Two died last week.", "2022-02-21..2022-02-27"),
        ("Two died this week.", "2022-02-28..2022-03-02"),
        ("Two died last month.", "2022-02-01..2022-02-28"),
        ("Two died this year.", "2022-01-01..2022-03-02"),
        ("Two died last year.", "2021-01-01..2021-12-31"),
        ("Two died last summer.", "2021-06-01..2021-08-31"),
        ("Two died in the past 24 hours.", "2022-03-01..2022-03-02"),
        ("Two died in the last three days.", "2022-02-27..2022-03-02"),
        ("Two died over the past week.", "2022-02-23..2022-03-02"),
        ("Two died three days ago.", "2022-02-27..2022-02-27"),
        ("Two died two weeks ago.", "2022-02-16..2022-02-16"),
        ("Two died two months ago.", "2022-01-01..2022-01-31"),
        ("Two died more than a year ago.", "..2021-03-02"),
        ("Two died a few days ago.", "?"),
        ("Two died three days later.", "?"),
        ("Two died nearly a week after the storm.", "?"),
        ("Two died within 24 hours.", "?"),
        ("Two died at 5:30 am local time.", "?"),
    ],
)
def test_deictic_times_count_from_publication(text: str, period: str) -> None:
    assert only(text) == period


@pytest.mark.parametrize(
    ("text", "surface", "role", "period"),
    [
        ("Two died since Thursday.", "Thursday", "since", "2022-02-24..2022-03-02"),
        ("They left since the war began last Thursday.", "last Thursday", "since", "2022-02-24..2022-03-02"),
        ("They left since late November.", "late November", "since", "2021-11-21..2022-03-02"),
        ("They left since 2015.", "2015", "since", "2015-01-01..2022-03-02"),
        ("As of 21 February 2023, ten were open.", "21 February 2023", "until", "..2023-02-21"),
        ("It should end by Friday.", "Friday", "until", "..2022-03-04"),
        ("It lasts until 5 March.", "5 March", "until", "..2022-03-05"),
        ("Two died two days ago.", "two days ago", "ago", "2022-02-28..2022-02-28"),
        ("Two died in the past two days.", "past two days", "within", "2022-02-28..2022-03-02"),
    ],
)
def test_prepositions_give_the_role(text: str, surface: str, role: str, period: str) -> None:
    assert read(text) == [(surface, role, period)]


@pytest.mark.parametrize(
    "text",
    [
        "The power was out for six hours.",
        "The siege lasted 82 days.",
        "Theresa May said they may march on June Street.",
        "A total of 2016 people came.",
        "They lost 1,950 men, 2000 homes and 3:1 odds.",
        "It cost $2019 after 3 days of rain.",
        "May 15,000 people came.",
    ],
)
def test_figures_are_not_times(text: str) -> None:
    assert read(text) == []


def test_a_neighbouring_day_counts_from_the_day_named_before_it() -> None:
    found = read("On 29 November 2015 it had 132 mm, and 68 mm the day before.")
    assert found[-1] == ("day before", "point", "2015-11-28..2015-11-28")


def test_future_weekdays_and_days_point_ahead() -> None:
    assert only("The vote is on Thursday.", future=True) == "2022-03-03..2022-03-03"
    assert only("The vote is on Wednesday.", future=True) == "2022-03-02..2022-03-02"
    assert only("The vote is on 1 March.", future=True) == "2023-03-01..2023-03-01"


def test_without_a_publication_date_only_what_the_text_fixes_is_resolved() -> None:
    found = read("Updated December 2025: on Friday and in May two died, 31 two weeks ago, one in 2024.", None)
    assert found == [
        ("December 2025", "point", "2025-12-01..2025-12-31"),
        ("Friday", "point", "?"),
        ("May", "point", "?"),
        ("two weeks ago", "ago", "?"),
        ("2024", "point", "2024-01-01..2024-12-31"),
    ]
    assert read("Open since 2015.", None) == [("2015", "since", "2015-01-01..")]


def test_an_undated_text_that_names_one_year_has_its_months_in_it() -> None:
    """Where it names one of them with that year and alone."""
    told = read("Rents fell in July. Between June and July 2022 they had been flat.", None)
    assert told[0] == ("July", "point", "2022-07-01..2022-07-31")
    assert read("Rents fell in July, for the first time since May 2019.", None)[0][2] == "?"
    assert read("Rents fell in July 2021 and in July 2022. In July they rose.", None)[2][2] == "?"


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "On Monday it rained. On Tuesday, 3 March, at 06:00, it snowed."
    found = find_times(text, 21, len(text), WEDNESDAY)
    assert [text[slice(*one.span)] for one in found] == ["Tuesday, 3 March", "06:00"]
    assert [one.kind for one in found] == ["date", "clock"]


@pytest.mark.parametrize(
    "text", ["30 February 2021", "2021-13-45", "from 31.02 to 30.02", "24 hours ago", "9999 years ago"]
)
def test_impossible_dates_never_raise(text: str) -> None:
    assert len(read(f"They came {text}.")) <= 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rain will come on Thursday.", date(2022, 3, 10)),
        ("The vote is on 3 May.", date(2022, 5, 3)),
        ("The vote is on January 3.", date(2023, 1, 3)),
    ],
)
def test_future_points_unfixed_days_forward(text: str, day: date) -> None:
    (time,) = find_times(text, 0, len(text), TUESDAY, future=True)
    assert time.period == Period(start=day, end=day)


def test_reads_only_between_start_and_end_with_offsets_into_the_whole_text() -> None:
    text = "It broke on Monday. It broke on Friday. It broke on Sunday."
    start = text.index("It broke on Friday")
    (time,) = find_times(text, start, text.index(" It broke on Sunday"), TUESDAY)
    assert text[slice(*time.span)] == "Friday"


def test_a_since_in_the_sentence_before_does_not_reach_over() -> None:
    text = "Calm since May. Friday was dry."
    (time,) = find_times(text, text.index("Friday"), len(text), TUESDAY)
    assert time.role == "point"


PIECES = ["since", "from", "to", "31", "2", "30 February", "99/99/2020", "2020-13-45", "24.99", "May", "last", "week",
          "ago", "100000 years", "Monday", "0000", "between", "and", ",", "-", "Q4", "9999", "1900s", "5:61", "the"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from([None, TUESDAY, date(1, 1, 1), date.max]))
@settings(max_examples=400, deadline=None)
def test_any_words_give_ordered_spans_apart_and_whole_periods(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    times = find_times(text, 0, len(text), published)
    assert all(one.span.end <= other.span.start for one, other in pairwise(times))
    assert all(0 <= time.span.start < time.span.end <= len(text) for time in times)
    for period in (time.period for time in times if time.period):
        assert period.start is None or period.end is None or period.start <= period.end


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("On Friday and in May it flooded.", ["Friday", "May"]),
        ("On Friday and March 1 it flooded.", ["Friday", "March 1"]),
        ("On Saturday and Sunday it flooded.", ["Saturday and Sunday"]),
        ("It flooded from Friday to March 1.", ["Friday to March 1"]),
        ("It flooded at 6:07 a.m. on Monday.", ["6:07 a.m.", "Monday"]),
    ],
)
def test_like_times_are_joined_and_unlike_times_are_not(text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _, _ in read(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("It broke on Tuesday.", "Tuesday", "date"),
        ("The bridge opened in 2016.", "2016", "year"),
        ("It broke three days later.", "three days later", "relative"),
        ("Prices doubled from a year earlier.", "a year earlier", "relative"),
        ("It floods every year there.", "every year", "recurring"),
        ("It broke at 3 p.m. near town.", "3 p.m.", "clock"),
        ("It broke at 06:00:00 sharp.", "06:00:00", "clock"),
        ("It broke at 2 am local time.", "2 am local time", "clock"),
        ("It broke at noon.", "noon", "clock"),
    ],
)
def test_kinds(text: str, surface: str, kind: str) -> None:
    [found] = find_times(text, 0, len(text), WEDNESDAY)
    assert (text[slice(*found.span)], found.kind) == (surface, kind)


@pytest.mark.parametrize("text", ["It broke 9000000 days ago.", "It ends in the next 3000000 days."])
def test_a_time_beyond_the_calendar_is_found_without_days(text: str) -> None:
    assert only(text) == "?"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Two died on Aug. 3 again.", "2021-08-03..2021-08-03"),
        ("Last August a levee broke.", "2021-08-01..2021-08-31"),
        ("Two died in winter 2014.", "2014-12-01..2015-02-28"),
        ("Two died over the past month.", "2022-02-02..2022-03-02"),
        ("Two died in the last three weeks.", "2022-02-09..2022-03-02"),
        ("Two died two years ago.", "2020-01-01..2020-12-31"),
        ("Rain is due tomorrow.", "2022-03-03..2022-03-03"),
        ("Two died since February 2021.", "2021-02-01..2022-03-02"),
        ("Two died on 29 February.", "?"),
    ],
)
def test_more_forms(text: str, period: str) -> None:
    assert only(text) == period
