"""Values of the model ↔ rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from ledger.model import (
    ActorKind,
    Attribution,
    Basis,
    Comparator,
    Direction,
    Fact,
    Figure,
    Period,
    Question,
    Report,
    Role,
    Series,
    Span,
    Status,
)
from ledger.store.canonical import day, digest, line_maker, parse_day, parse_instant

__all__ = ["fact_id", "fact_row", "figure", "identified", "question_row", "series_of", "version_id"]

_SHOWN = 16  # hex digits of an id: 64 bits, one expected collision in four billion facts


def version_id(report: Report, number: int) -> str:
    """The content hash of one captured state: its text and metadata, and which version of which report it is."""
    return digest(
        {
            "report": report.key,
            "number": number,
            "text": report.text,
            "outlet": report.outlet,
            "title": report.title,
            "url": report.url,
            "published": day(report.published),
        }
    )


def fact_id(fact: Fact, version: str, fingerprint: str) -> str:
    """The content hash of one figure as one extractor read it in one version."""
    return identified(fact, version, fingerprint)[0]


def identified(fact: Fact, version: str, fingerprint: str) -> tuple[str, dict[str, Any]]:
    """The id of a fact, and the columns of ``facts`` that it fills itself."""
    row = fact_row(fact)
    chain = [[link.name, link.cue, link.kind.value] for link in fact.attribution]
    line = _identity_line(tuple(row))((*row.values(), version, fingerprint, chain))
    return hashlib.sha256(line).hexdigest()[:_SHOWN], row


@cache
def _identity_line(columns: tuple[str, ...]) -> Callable[[Sequence[Any]], bytes]:
    return line_maker((*columns, "version", "reading", "attribution"))


def fact_row(fact: Fact) -> dict[str, Any]:
    """The columns of ``facts`` that the fact itself fills."""
    period = fact.period
    return {
        "span_start": fact.span.start,
        "span_end": fact.span.end,
        "surface": fact.surface,
        "sentence_start": fact.sentence.start,
        "sentence_end": fact.sentence.end,
        "low": fact.low,
        "high": fact.high,
        "comparator": fact.comparator.value,
        "unit_id": fact.unit,
        "entity": fact.entity,
        "group_name": fact.group,
        "measure_id": fact.measure,
        "place_id": fact.place,
        "period_start": day(period.start) if period else None,
        "period_end": day(period.end) if period else None,
        "basis": fact.basis.value,
        "direction": fact.direction.value if fact.direction else None,
        "status": fact.status.value,
        "vague": fact.vague,
        "implicit": fact.implicit,
        "confidence": fact.confidence,
    }


def question_row(question: Question) -> dict[str, Any]:
    """A row of ``questions``; its id is the content hash of the rest."""
    row = {
        "measure_id": question.measure,
        "unit_id": question.unit,
        "group_name": question.group,
        "place_id": question.place,
        "anchor_start": day(question.anchor_start),
        "anchor_end": day(question.anchor_end),
    }
    return {"id": digest(row)[:_SHOWN], **row}


def series_of(row: Mapping[Any, Any]) -> Series:
    """A series from a row of ``series`` joined with its question."""
    question = Question(
        measure=row["measure_id"],
        unit=row["unit_id"],
        group=row["group_name"],
        place=row["place_id"],
        anchor_start=parse_day(row["anchor_start"]),
        anchor_end=parse_day(row["anchor_end"]),
    )
    return Series(
        id=row["id"],
        question=question,
        claimant=row["claimant"],
        basis=Basis(row["basis"]),
        status=Status(row["status"]),
    )


def figure(row: Mapping[Any, Any], chain: Sequence[Mapping[Any, Any]]) -> Figure:
    """A figure from a row of the view ``stated_figures`` and its attributions in order."""
    return Figure(
        id=row["id"],
        fact=_fact(row, chain),
        report=row["report"],
        version=row["version"],
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        published=parse_day(row["published_at"]),
        recorded=parse_instant(row["recorded_at"]),
        quote=row["quote"],
        series=row["series"],
        role=Role(row["role"]),
    )


def _attribution(row: Mapping[Any, Any], chain: Sequence[Mapping[Any, Any]]) -> tuple[Attribution, ...]:
    """The chain as read; where a person corrected the fact, with the claimant that they named."""
    links = tuple(Attribution(name=link["name"], cue=link["cue"], kind=ActorKind(link["kind"])) for link in chain)
    if not row["corrected"]:
        return links
    if row["claimant"] is None:
        return ()
    cue = links[0].cue if links else ""
    return (Attribution(name=row["claimant"], cue=cue, kind=ActorKind(row["claimant_kind"])), *links[1:])


def _fact(row: Mapping[Any, Any], chain: Sequence[Mapping[Any, Any]]) -> Fact:
    start, end = parse_day(row["period_start"]), parse_day(row["period_end"])
    return Fact(
        span=Span(row["span_start"], row["span_end"]),
        surface=row["surface"],
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        low=row["low"],
        high=row["high"],
        comparator=Comparator(row["comparator"]),
        unit=row["unit"],
        entity=row["entity"],
        group=row["group_name"],
        measure=row["measure"],
        place=row["place"],
        period=Period(start=start, end=end) if start or end else None,
        basis=Basis(row["basis"]),
        direction=Direction(row["direction"]) if row["direction"] else None,
        status=Status(row["status"]),
        attribution=_attribution(row, chain),
        vague=bool(row["vague"]),
        implicit=bool(row["implicit"]),
        confidence=row["confidence"],
    )
