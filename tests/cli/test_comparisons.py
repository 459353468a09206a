"""``ledger diff`` beyond two versions: a report against the ledger before it, two outlets, two dates; bad requests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, error_lines, loaded

DAYS = {
    "coast-1": (
        "2024-05-13",
        "Coast Herald",
        "Floods in Marwa\n\nAt least 48 people were killed in Marwa on Sunday, the Tamra Red Crescent said.\n\n"
        "The interior ministry said 21 people were missing in Marwa.\n",
    ),
    "valley-1": (
        "2024-05-14",
        "Valley Times",
        "Dam burst above Marwa\n\n"
        "The Tamra Red Crescent said that at least 57 people were killed in Marwa on Sunday.\n\n"
        "The interior ministry said 21 people were missing in Marwa.\n\n"
        "In Kesra, the mayor said 30 houses were destroyed.\n",
    ),
    "coast-2": (
        "2024-05-15",
        "Coast Herald",
        "Toll rises\n\nAt least 63 people were killed in Marwa on Sunday, the Tamra Red Crescent said.\n",
    ),
}


@pytest.fixture
def event(ledger: Run, tmp_path: Path) -> Run:
    """Three reports of two outlets on one event; the second has a later version."""
    for key, (day, outlet, text) in DAYS.items():
        ingested(ledger, tmp_path, key, text, day, outlet)
    later = DAYS["valley-1"][2].replace("30 houses", "34 houses")
    ingested(ledger, tmp_path, "valley-1", later, "2024-05-14", "Valley Times")
    return ledger


def ingested(ledger: Run, folder: Path, key: str, text: str, day: str | None, outlet: str) -> None:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    published = ("--published", day) if day else ()
    assert ledger("ingest", str(path), "--report", key, "--outlet", outlet, *published).exit_code == 0


def told(answer: Any) -> list[tuple[Any, ...]]:
    sides = ((change["kind"], change["before"], change["after"]) for change in answer["changes"])
    return [(kind, *(side and side["low"] for side in (before, after))) for kind, before, after in sides]


def test_what_is_new_in_a_report_is_told_against_the_ledger_of_the_day_before(event: Run) -> None:
    answer = loaded(event("diff", "--new", "valley-1@1", "--format", "json"))
    assert told(answer) == [("raised", 48, 57), ("repeated", 21, 21), ("added", None, 30)]
    assert answer["before"] == {"report": "ledger", "version": None, "published": "2024-05-13"}
    assert answer["after"] == {"report": "valley-1", "version": 1, "published": "2024-05-14"}
    assert answer["changes"][0]["before"]["report"] == "coast-1"
    assert answer["changes"][0]["delta"] == 9


def test_a_later_report_is_compared_with_the_newest_before_it(event: Run) -> None:
    assert told(loaded(event("diff", "--new", "coast-2", "--format", "json"))) == [("raised", 57, 63)]


def test_a_later_version_is_compared_with_the_version_before_it(event: Run) -> None:
    answer = loaded(event("diff", "--new", "valley-1@2", "--format", "json"))
    assert told(answer) == [("repeated", 57, 57), ("repeated", 21, 21), ("raised", 30, 34)]
    assert answer["changes"][2]["before"]["version"] == 1


def test_the_first_report_is_all_new_and_what_came_later_is_not_known(event: Run) -> None:
    result = event("diff", "--new", "coast-1", "--exit-code")
    assert result.exit_code == 1
    assert "2 figures were added" in result.stdout.splitlines()[0]


def test_what_is_new_can_be_narrowed_and_explained(event: Run) -> None:
    answer = loaded(event("diff", "--new", "valley-1@1", "--measure", "missing", "--why", "--format", "json"))
    assert told(answer) == [("repeated", 21, 21)]
    assert answer["changes"][0]["why"]["likeness"] > 0.5


def test_a_report_without_a_day_is_compared_with_what_was_recorded_before_it(event: Run, tmp_path: Path) -> None:
    text = "At least 70 people were killed in Marwa, the Tamra Red Crescent said.\n"
    ingested(event, tmp_path, "undated", text, None, "Hill Post")
    answer = loaded(event("diff", "--new", "undated", "--format", "json"))
    assert answer["before"]["published"] is None
    assert [change["before"] and change["before"]["low"] for change in answer["changes"]] in ([63], [None])


def test_two_outlets_on_one_event_are_compared(event: Run) -> None:
    answer = loaded(event("diff", "coast-1", "valley-1@1", "--format", "json"))
    assert told(answer) == [("raised", 48, 57), ("added", None, 30)]
    assert answer["summary"]["unchanged"] == 1
    back = loaded(event("diff", "valley-1@1", "coast-1", "--format", "json"))
    assert sorted(told(back), key=str) == sorted([("lowered", 57, 48), ("withdrawn", 30, None)], key=str)


def test_the_ledger_on_two_dates_is_compared_with_filters(event: Run) -> None:
    dates = ("--from", "2024-05-13", "--to", "2024-05-15", "--format", "json")
    assert told(loaded(event("diff", *dates))) == [("raised", 48, 63), ("added", None, 34)]
    assert told(loaded(event("diff", *dates, "--measure", "killed"))) == [("raised", 48, 63)]
    assert told(loaded(event("diff", *dates, "--place", "kesra"))) == [("added", None, 34)]
    assert told(loaded(event("diff", *dates, "--claimant", "ministry"))) == []
    assert told(loaded(event("diff", *dates, "--outlet", "valley"))) == [
        ("added", None, 57),
        ("added", None, 21),
        ("added", None, 34),
    ]


@pytest.mark.parametrize(
    ("arguments", "hints"),
    [
        (("valey-1@1", "coast-1"), ("valey-1", "valley-1")),
        (("coast-1", "coast-9"), ("coast-9", "coast-1", "coast-2")),
        (("valley-1@1", "valley-1@7"), ("valley-1", "1 to 2", "7")),
        (("--new", "vally-1"), ("vally-1", "valley-1")),
        (("--new", "valley-1@9"), ("1 to 2",)),
        (("coast-1",), ("one version only",)),
        (("nothing-like-it",), ("ledger reports",)),
    ],
)
def test_an_unknown_report_or_version_names_the_nearest(
    event: Run, arguments: tuple[str, ...], hints: tuple[str, ...]
) -> None:
    result = event("diff", *arguments)
    lines = error_lines(result)
    assert (result.exit_code, len(lines)) == (1, 1)
    assert all(hint in lines[0] for hint in hints), lines


@pytest.mark.parametrize(
    "arguments",
    [
        ("--new", "coast-1", "coast-2"),
        ("--new", "coast-1", "--from", "2024-05-13", "--to", "2024-05-14"),
        ("--new", "coast-1", "--report", "coast-2"),
    ],
)
def test_new_stands_alone(event: Run, arguments: tuple[str, ...]) -> None:
    result = event("diff", *arguments)
    assert result.exit_code == 2
    assert "--new" in result.stderr


def test_a_version_compared_with_itself_says_so(event: Run) -> None:
    result = event("diff", "valley-1@2", "valley-1")
    assert result.exit_code == 0
    assert "compared with itself" in result.stdout


def test_a_report_without_figures_says_so(event: Run, tmp_path: Path) -> None:
    ingested(event, tmp_path, "silent", "The prayers went on until dawn.\n", "2024-05-16", "Hill Post")
    both = event("diff", "silent", "coast-1")
    assert "silent@1 states no figure" in both.stdout
    assert "2 figures were added" in both.stdout
    assert "coast-1@1" in both.stdout
    assert "silent@1 states no figure" in event("diff", "--new", "silent").stdout
