"""Diffs as JSON: the agreed shape, and the published schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ledger.model import ActorKind, Basis, ChangeKind, Comparator, Diff, Direction, Status
from ledger.render.diff.data import diff_data, diff_schema
from tests.render.diff.samples import EVERY_KIND, HOSTILE, between_versions, explained

SCHEMA = json.loads(diff_schema())
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def as_read(diff: Diff) -> Any:
    return json.loads(json.dumps(diff_data(diff)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("diff", [EVERY_KIND, explained(EVERY_KIND), HOSTILE, between_versions(unchanged=2)])
def test_every_diff_is_as_the_schema_says(diff: Diff) -> None:
    assert [error.message for error in VALID.iter_errors(as_read(diff))] == []


def test_the_sample_has_every_kind() -> None:
    assert {change.kind for change in EVERY_KIND.changes} == set(ChangeKind)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("changes", 0, "kind"), "grown"),
        (("changes", 0, "before"), None),
        (("changes", -1, "after"), "changes 0"),
        (("changes", 0, "after", "low"), "5300"),
        (("changes", 0, "after", "published"), "12 September"),
        (("summary", "raised"), None),
        (("before", "outlet"), "Coast Herald"),
    ],
)
def test_what_is_not_a_diff_is_refused(path: tuple[Any, ...], value: Any) -> None:
    data = as_read(EVERY_KIND)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = data["changes"][0]["after"] if value == "changes 0" else value
    assert not VALID.is_valid(data)


def test_the_schema_names_every_value_of_the_model() -> None:
    fact, change = SCHEMA["$defs"]["fact"]["properties"], SCHEMA["$defs"]["change"]["properties"]
    assert change["kind"]["enum"] == [*ChangeKind]
    assert fact["comparator"]["enum"] == [*Comparator]
    assert fact["basis"]["enum"] == [*Basis]
    assert fact["status"]["enum"] == [*Status]
    assert fact["direction"]["enum"] == [*Direction, None]
    assert fact["attribution"]["items"]["properties"]["kind"]["enum"] == [*ActorKind]


def test_the_data_has_the_agreed_shape_and_whole_numbers() -> None:
    data = as_read(EVERY_KIND)
    assert data["before"] == {"report": "floods", "version": 1, "published": "2023-09-11"}
    raised, *_, withdrawn = data["changes"]
    assert set(raised) == {"kind", "before", "after", "delta", "percent", "line"}
    assert (raised["kind"], raised["delta"], raised["percent"]) == ("raised", 3000, 130.4348)
    assert (raised["before"]["low"], type(raised["before"]["low"])) == (2300, int)
    assert (withdrawn["kind"], withdrawn["after"]) == ("withdrawn", None)
    assert (data["summary"]["requalified"], data["summary"]["withdrawn"], data["summary"]["unchanged"]) == (2, 1, 17)
