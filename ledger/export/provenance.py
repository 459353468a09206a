"""One fact's provenance as PROV-JSON (https://www.w3.org/submissions/prov-json/), in the terms of PROV-DM."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from ledger.model import Decision, Figure, Provenance
from ledger.render.data import iso, plain_number
from ledger.render.line import fact_line

__all__ = ["prov_json"]

Node = dict[str, Any]
NAMESPACE = "https://ledger.invalid/"  # names are made here; nothing answers at this address


def prov_json(known: Provenance) -> Node:
    """What the fact was read from, by what, who is credited with it, what it replaced, and what a person decided.

    report ← version (revision of the version before) ← fact (quotation), made by a reading that an extractor did;
    attributed to the claimant, else the outlet; the relays acted between. A decision is an activity of its author.
    """
    figure = known.figure
    document = _Document()
    fact, version = f"ledger:fact/{figure.id}", _version(figure.report, figure.version)
    document.add("entity", fact, _fact_node(figure))
    _add_report(document, known, version)
    reading = f"ledger:reading/{known.fingerprint}/{quote(figure.report, safe='')}/{figure.version}"
    extractor = f"ledger:extractor/{known.fingerprint}"
    done = iso(known.read)
    document.add(
        "activity", reading, {"prov:type": _name("ledger:Reading"), "prov:startTime": done, "prov:endTime": done}
    )
    document.add(
        "agent", extractor, {"prov:type": _name("prov:SoftwareAgent"), "ledger:fingerprint": known.fingerprint}
    )
    document.relate("used", {"prov:activity": reading, "prov:entity": version})
    document.relate("wasAssociatedWith", {"prov:activity": reading, "prov:agent": extractor})
    document.relate("wasGeneratedBy", {"prov:entity": fact, "prov:activity": reading, "prov:time": done})
    document.relate(
        "wasDerivedFrom",
        {"prov:generatedEntity": fact, "prov:usedEntity": version, "prov:type": _name("prov:Quotation")},
    )
    _add_speakers(document, figure, fact)
    series = f"ledger:series/{figure.series}"
    document.add("entity", series, {"prov:type": _name("prov:Collection")})
    document.relate("hadMember", {"prov:collection": series, "prov:entity": fact})
    for decision in known.decisions:
        _add_decision(document, decision, fact)
    return document.nodes


class _Document:
    """The parts of a PROV-JSON document; relations are numbered, since nothing refers to them."""

    def __init__(self) -> None:
        self.nodes: Node = {"prefix": {"ledger": NAMESPACE}}
        self._relations = 0

    def add(self, kind: str, name: str, attributes: Node) -> None:
        known = {key: value for key, value in attributes.items() if value is not None}
        self.nodes.setdefault(kind, {})[name] = known

    def relate(self, kind: str, ends: Node) -> None:
        self._relations += 1
        self.nodes.setdefault(kind, {})[f"_:r{self._relations}"] = ends


def _add_report(document: _Document, known: Provenance, version: str) -> None:
    """The version, the report that it is a state of, the version before, and the outlet."""
    figure = known.figure
    report = f"ledger:report/{quote(figure.report, safe='')}"
    document.add("entity", report, {"prov:type": _name("ledger:Report"), "ledger:key": figure.report})
    document.add(
        "entity",
        version,
        {
            "prov:type": _name("ledger:Version"),
            "prov:label": figure.title,
            "ledger:number": figure.version,
            "ledger:contentHash": known.content_hash,
            "ledger:url": figure.url,
            "ledger:published": iso(figure.published),
            "ledger:recorded": iso(figure.recorded),
        },
    )
    document.relate("specializationOf", {"prov:specificEntity": version, "prov:generalEntity": report})
    if figure.version > 1:
        before = _version(figure.report, figure.version - 1)
        document.add("entity", before, {"prov:type": _name("ledger:Version"), "ledger:number": figure.version - 1})
        document.relate(
            "wasDerivedFrom",
            {"prov:generatedEntity": version, "prov:usedEntity": before, "prov:type": _name("prov:Revision")},
        )
    if figure.outlet:
        outlet = _agent(document, "outlet", figure.outlet, "ledger:Outlet")
        document.relate("wasAttributedTo", {"prov:entity": version, "prov:agent": outlet})


def _add_speakers(document: _Document, figure: Figure, fact: str) -> None:
    """The claimant, and who passed the figure on; where nobody is credited, the outlet."""
    for position, link in enumerate(figure.fact.attribution):
        agent = _agent(document, "actor", link.name, f"ledger:{link.kind.value}")
        told = {"ledger:role": "relay" if position else "claimant", "ledger:cue": link.cue}
        document.relate("wasAttributedTo", {"prov:entity": fact, "prov:agent": agent, **told})
    if figure.outlet and not figure.fact.attribution:
        outlet = _agent(document, "outlet", figure.outlet, "ledger:Outlet")
        document.relate("wasAttributedTo", {"prov:entity": fact, "prov:agent": outlet, "ledger:role": "claimant"})


def _add_decision(document: _Document, decision: Decision, fact: str) -> None:
    name = f"ledger:decision/{decision.id}"
    when = iso(decision.recorded)
    told = {"prov:type": _name(f"ledger:{decision.kind.value}"), "prov:label": decision.reason}
    document.add("activity", name, {**told, "prov:startTime": when, "prov:endTime": when})
    person = _agent(document, "person", decision.author, "prov:Person")
    document.relate("wasAssociatedWith", {"prov:activity": name, "prov:agent": person})
    document.relate("used", {"prov:activity": name, "prov:entity": fact})


def _agent(document: _Document, room: str, name: str, kind: str) -> str:
    identity = f"ledger:{room}/{quote(name, safe='')}"
    document.add("agent", identity, {"prov:type": _name(kind), "prov:label": name})
    return identity


def _fact_node(figure: Figure) -> Node:
    fact = figure.fact
    return {
        "prov:type": _name("ledger:Fact"),
        "prov:label": fact_line(fact),
        "prov:value": fact.surface,
        "ledger:low": plain_number(fact.low),
        "ledger:high": plain_number(fact.high),
        "ledger:comparator": fact.comparator.value,
        "ledger:unit": fact.unit,
        "ledger:measure": fact.measure,
        "ledger:place": fact.place,
        "ledger:quote": figure.quote,
        "ledger:spanStart": fact.span.start,
        "ledger:spanEnd": fact.span.end,
        "ledger:confidence": plain_number(fact.confidence),
    }


def _version(report: str, number: int) -> str:
    return f"ledger:version/{quote(report, safe='')}/{number}"


def _name(qualified: str) -> Node:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}
