"""When a figure is: (text, its figure, "start..end" with — for none), published on Wednesday 22 June 2022."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.extract.pipeline import extract_many
from ledger.model import Period, Report

_PUBLISHED = date(2022, 6, 22)


def shown(period: Period | None) -> str:
    return f"{period.start or ''}..{period.end or ''}" if period else "—"


def period(text: str, surface: str, published: date | None = _PUBLISHED) -> str:
    report = Report(key="x", text=text, published=published)
    facts = next(extract_many([report])).facts
    return shown(next(fact.period for fact in facts if fact.surface == surface))


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("A blast killed 12 people on Monday.", "12", "2022-06-20..2022-06-20"),
        ("The economy is expected to grow by 3 percent in 2023.", "3 percent", "2023-01-01..2023-12-31"),
        ("Deaths rose by 31 percent compared to 2019.", "31 percent", "—"),
        ("Profit rose 4 percent in the first quarter.", "4 percent", "2022-01-01..2022-03-31"),
        ("About 500 people were killed over the last year.", "500", "2021-06-22..2022-06-22"),
        ("The death toll rose to 41 on Tuesday.", "41", "..2022-06-21"),
        ("About 800 people have been killed since the war began.", "800", "..2022-06-22"),
    ],
)
def test_the_words_of_the_sentence(text: str, surface: str, expected: str) -> None:
    assert period(text, surface) == expected


@pytest.mark.parametrize(
    ("later", "surface", "expected"),
    [
        ("At least 14 people were injured.", "14", "2022-06-21..2022-06-21"),
        ("Some 30 water mains broke.", "30", "2022-06-21..2022-06-21"),
        ("So far 14 people have been rescued.", "14", "2022-06-21..2022-06-22"),
        ("The quake had a magnitude of 5.9.", "5.9", "2022-06-21..2022-06-21"),
        ("The town of 40,000 people lies on a river.", "40,000", "—"),
        ("The state will send 60 soldiers.", "60", "—"),
    ],
)
def test_a_fresh_event_dates_what_happened_in_it(later: str, surface: str, expected: str) -> None:
    lead = "A strong earthquake struck the town of Obora on Tuesday, and many houses fell down.\n\n"
    assert period(lead + later, surface) == expected


def test_the_day_of_a_dateline_dates_nothing() -> None:
    text = "GOMA, June 22 (XY) -- A landslide swept away a village on Sunday.\n\nSome 14 people were killed."
    assert period(text, "14") == "2022-06-19..2022-06-19"


def test_figures_as_of_a_day_go_up_to_it_in_their_paragraph() -> None:
    text = "As of 18 June 2022, 90 cases have been reported. Of these, 14 people died.\n\nA further 20 people died."
    assert period(text, "14") == "..2022-06-18"
    assert period(text, "20") == "..2022-06-22"


def test_what_began_after_a_figure_was_told_does_not_begin_it() -> None:
    lead = "Floods have killed 50 people since 3 June 2022.\n\n"
    assert (
        period(lead + "As of 9 June 2022, 90 cases were known. Of these, 14 people died.", "14")
        == "2022-06-03..2022-06-09"
    )
    assert period(lead + "As of 9 May 2022, 90 cases were known. Of these, 14 people died.", "14") == "..2022-05-09"


def test_without_a_publication_date_a_state_stays_open() -> None:
    assert period("Some 300 people are missing.", "300", None) == "—"


def test_tiles_of_an_undated_page_are_of_the_day_written_over_them() -> None:
    page = "Updated June 2023\n350 people injured by mines\n\n" + "The charity began its work long ago. " * 4
    assert period(page, "350", None) == "2023-06-01..2023-06-30"


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        (  # the storm came ashore before its toll rose
            "The death toll from the storm rose to 14 on Tuesday.\n\nThe storm made landfall on Sunday.\n\nSo far 9 are missing.",
            "14", "2022-06-19..2022-06-21",
        ),
        ("Rescuers found 9 bodies on Tuesday, three days after the quake.\n\nSome 14 people died.", "14", "2022-06-18..2022-06-18"),
        ("At least 40 people have died in the floods since June 14.\n\nLima had 14 deaths.", "14", "2022-06-14..2022-06-22"),
        ("A storm hit Obora last week, and the death toll has climbed to 14.", "14", "2022-06-13..2022-06-22"),
        ("Police detained 14 people on Monday. Trading began on Friday.", "14", "2022-06-20..2022-06-20"),
    ],
)  # fmt: skip
def test_harm_runs_from_the_day_the_event_began(text: str, surface: str, expected: str) -> None:
    assert period(text, surface) == expected
