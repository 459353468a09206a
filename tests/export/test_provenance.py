"""PROV-JSON: read by the package prov, and saying what the ledger knows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from prov.model import ProvDocument

from ledger import Ledger, NotFound
from ledger.export import prov_json
from ledger.model import ActorKind, Attribution, Provenance
from tests.samples import RECORDED, fact, figure


def test_the_package_prov_reads_it_and_writes_the_same(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        for one in ledger.facts():
            said = prov_json(ledger.provenance(one.id))
            document = ProvDocument.deserialize(content=json.dumps(said), format="json")
            again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
            assert again == document
            records = sum(len(named) for kind, named in said.items() if kind != "prefix")
            assert len(list(document.get_records())) == records
            assert document.get_provn().count("wasGeneratedBy") == 1


def test_it_says_what_the_ledger_knows(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        (one,) = [figure for figure in ledger.facts() if figure.fact.measure == "displaced"]
        said = prov_json(ledger.provenance(one.id))
    name = f"ledger:fact/{one.id}"
    assert said["entity"][name]["ledger:low"] == 341
    assert said["entity"][name]["prov:value"] == "340"
    revisions = [ends for ends in said["wasDerivedFrom"].values() if ends["prov:type"]["$"] == "prov:Revision"]
    assert [(ends["prov:generatedEntity"], ends["prov:usedEntity"]) for ends in revisions] == [
        ("ledger:version/derna-1/2", "ledger:version/derna-1/1")
    ]
    attributed = {ends["prov:entity"]: ends["prov:agent"] for ends in said["wasAttributedTo"].values()}
    assert attributed[name] == "ledger:outlet/The%20Courier"
    assert said["agent"]["ledger:person/A.%20Editor"]["prov:label"] == "A. Editor"
    (decision,) = [node for key, node in said["activity"].items() if key.startswith("ledger:decision/")]
    assert decision["prov:type"]["$"] == "ledger:correct"


def test_every_relation_leads_to_something_that_is_there(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        said = prov_json(ledger.provenance(ledger.facts()[0].id))
    nodes: set[str] = {name for kind in ("entity", "activity", "agent") for name in said[kind]}
    ends: list[dict[str, Any]] = [
        end for kind in set(said) - {"entity", "activity", "agent", "prefix"} for end in said[kind].values()
    ]
    named = [value for end in ends for value in end.values() if isinstance(value, str) and value.startswith("ledger:")]
    assert set(named) <= nodes


def test_relays_are_told_from_the_claimant() -> None:
    chain = tuple(Attribution(name=name, cue="said", kind=ActorKind.MEDIA) for name in ("Ministry", "Agency"))
    known = Provenance(figure=figure(fact(attribution=chain)), fingerprint="0a", read=RECORDED, content_hash="0b")
    roles = [
        (ends["prov:agent"], ends["ledger:role"])
        for ends in prov_json(known)["wasAttributedTo"].values()
        if "ledger:role" in ends
    ]
    assert roles == [("ledger:actor/Ministry", "claimant"), ("ledger:actor/Agency", "relay")]


def test_an_unknown_fact_is_not_found(filled_url: str) -> None:
    with Ledger(filled_url) as ledger, pytest.raises(NotFound, match="ledger facts"):
        ledger.provenance("nonsense")
