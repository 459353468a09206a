"""Whether two names as written are one actor, one group, one place."""

from __future__ import annotations

import pytest

from ledger.link.names import claimants_alike, crowds_alike, groups_alike, of_crowd, places_alike, units_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Coastal Emergency Agency", "Coastal emergency service"),
        ("State Emergency Service", "Ukraine's emergency agency"),
        ("SES", "State Emergency Service"),
        ("ICRC", "International Committee of the Red Cross"),
        ("UNHCR", "U.N. refugee agency"),
        ("Russian Ministry of Defence", "Russia's defense ministry"),
        ("Gaza health ministry", "Health Ministry"),
        ("Mayor Ivan Fedorov", "Fedorov"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
    ],
)
def test_one_claimant_under_two_names(one: str, other: str) -> None:
    assert claimants_alike(one, other) == claimants_alike(other, one) >= 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia's defense ministry", "Ukraine's defense ministry"),
        ("UN", "UN refugee agency"),
        ("health ministry", "World Health Organization"),
        ("mayor", "deputy mayor"),
        ("health minister", "deputy health minister"),
        ("Niger's army", "Nigeria's army"),
        ("government", "opposition"),
        ("police", "hospital"),
        ("SES", "Sea Rescue Society"),
    ],
)
def test_two_claimants_stay_two(one: str, other: str) -> None:
    assert claimants_alike(one, other) == claimants_alike(other, one) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        ("people", None, True),
        ("civilians", "civilian", True),
        ("Russian troops", "Russian soldiers", True),
        ("civilians", None, False),
        ("women", "men", False),
        ("Ukrainian troops", "Iranian troops", False),
        ("injured children", "children", False),
    ],
)
def test_groups(one: str | None, other: str | None, same: bool) -> None:
    assert (groups_alike(one, other) > 0) is (groups_alike(other, one) > 0) is same


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Shkodër", "Shkoder", 1.0),
        ("Derna", "Derna, Libya", 0.95),
        (None, "Derna", 0.8),
        (None, None, 1.0),
        ("Niger", "Nigeria", 0.0),
        ("Austria", "Australia", 0.0),
        ("Gaza City", "Gaza Strip", 0.0),
    ],
)
def test_places(one: str | None, other: str | None, score: float) -> None:
    assert places_alike(one, other) == places_alike(other, one) == score


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("tank", "tank", True),
        ("apv", "armoured fighting vehicle", True),
        ("MLRS", "multiple launch rocket system", True),
        ("artillery system", "artillery", True),
        ("UAV operational-tactical level", "UAV", True),
        ("boat / cutter", "warship / boat", True),
        ("Anti-aircraft warfare system", "anti-aircraft warfare", True),
        ("tank", "fuel tank", False),
        ("vehicle", "vehicle and fuel tank", False),
        ("missile", "cruise missile", False),
        ("home", "school", False),
        ("person", "child", False),
    ],
)
def test_one_counted_thing_goes_by_several_names(one: str, other: str, alike: bool) -> None:
    assert (units_alike(one, other) > 0) is alike
    assert units_alike(one, other) == units_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other", "may_be_all"),
    [
        ("passengers", None, True),
        ("passengers and crew", None, True),
        ("German tourists", None, True),
        ("Germans", None, False),
        ("crew", None, False),
        ("children", None, False),
        ("soldiers", None, False),
        ("passengers", "fans", False),
    ],
)
def test_a_crowd_may_be_everybody_whom_an_event_killed(one: str | None, other: str | None, may_be_all: bool) -> None:
    assert (crowds_alike(one, other) > 0) is may_be_all
    assert groups_alike(one, other) < 0.9 or one == other


def test_the_group_of_a_crowd_is_none() -> None:
    assert of_crowd("devotees") is None
    assert of_crowd("children") == "children"
