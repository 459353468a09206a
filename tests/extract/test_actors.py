"""Actors: (name, context, kind), and the names that mean one actor."""

from __future__ import annotations

import pytest

from ledger.extract.speakers.actors import classify, is_report_noun
from ledger.extract.speakers.names import actor_key, canonical
from ledger.model import ActorKind


@pytest.mark.parametrize(
    ("name", "context", "kind"),
    [
        ("Gaza Health Ministry", "", "government"),
        ("Ukrainian authorities", "", "government"),
        ("police", "", "government"),
        ("mayor's office", "", "government"),
        ("Japan Coast Guard", "", "government"),
        ("Russia", "", "government"),
        ("Ministry of Defence", "", "military"),
        ("Russia's defense ministry", "", "military"),
        ("Pentagon", "", "military"),
        ("IDF", "", "military"),
        ("UNHCR", "", "igo"),
        ("World Health Organization", "", "igo"),
        ("Libyan Red Crescent", "", "ngo"),
        ("Amnesty International", "", "ngo"),
        ("police spokesman", "", "official"),
        ("Ana Duarte", "Mayor Ana Duarte of Porto Alto", "official"),
        ("Ana Duarte", "Ana Duarte, minister of health", "official"),
        ("senior U.S. defense official", "", "anonymous"),
        ("people familiar with the matter", "", "anonymous"),
        ("Reuters", "", "media"),
        ("state media", "", "media"),
        ("Goldman Sachs", "", "company"),
        ("Ana Duarte", "Ana Duarte, chief executive of Quillmark", "company"),
        ("Ana Duarte", "", "person"),
        ("@stormwatcher", "", "person"),
        ("residents", "", "witness"),
        ("hospital officials", "", "medical"),
        ("University of Oxford researchers", "", "academic"),
        ("Houthi rebels", "", "armed_group"),
        ("Global Hunger Index", "", "other"),
        ("leaked documents", "", "other"),
    ],
)
def test_kinds(name: str, context: str, kind: str) -> None:
    assert classify(name, context) is ActorKind(kind)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("U.S. Secretary of State Ana Duarte", "Ana Duarte"),
        ("the Porto Alto Mayor Ana Duarte", "Ana Duarte"),
        ("The Associated Press", "Associated Press"),
        ("a police spokesman", "police spokesman"),
        ("Russia’s defense ministry", "Russia's defense ministry"),
        ("Department of Social Services", "Department of Social Services"),
        ("“the U.N. refugee agency”", "U.N. refugee agency"),
    ],
)
def test_canonical_names_stay_near_the_text(name: str, expected: str) -> None:
    assert canonical(name) == expected


@pytest.mark.parametrize(
    "names",
    [
        ["Russia's defense ministry", "the Russian Ministry of Defence", "Moscow's MoD", "Russian MoD"],
        ["UNHCR", "the U.N. refugee agency", "United Nations High Commissioner for Refugees"],
        ["IDF", "the Israeli military", "Israel’s army"],
        ["Ukraine's emergency agency", "the Ukrainian emergency agency"],
    ],
)
def test_wordings_of_one_actor_share_a_key(names: list[str]) -> None:
    assert len({actor_key(name) for name in names}) == 1


def test_different_actors_have_different_keys() -> None:
    names = [
        "Kyiv police",
        "Ukrainian police",
        "Lviv police",
        "Russian Ministry of Defence",
        "Ukrainian Ministry of Defence",
    ]
    assert len({actor_key(name) for name in names}) == len(names)


def test_report_nouns() -> None:
    assert is_report_noun("Survey")
    assert not is_report_noun("mayor")
