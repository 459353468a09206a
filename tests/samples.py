"""Facts and figures for tests, with every field that a test does not care about filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from ledger.model import ActorKind, Attribution, Basis, Comparator, Fact, Figure, Period, Span

RECORDED = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def fact(surface: str = "12", low: float | None = 12.0, high: float | None = 12.0, **fields: Any) -> Fact:
    """People killed in Derna, exactly twelve, unless told otherwise."""
    start = fields.pop("start", 0)
    given: dict[str, Any] = {
        "span": Span(start, start + len(surface)),
        "surface": surface,
        "sentence": Span(start, start + len(surface) + 40),
        "low": low,
        "high": high,
        "comparator": Comparator.EQUAL,
        "unit": "person",
        "entity": "people",
        "group": None,
        "measure": "killed",
        "place": "Derna",
        "period": None,
        "basis": Basis.TOTAL,
    }
    return Fact(**(given | fields))


def figure(stated: Fact, **fields: Any) -> Figure:
    """The fact in version 1 of the report ``floods``, published on 2023-09-11."""
    given: dict[str, Any] = {
        "id": sha256(repr((stated, fields.get("version", 1))).encode()).hexdigest()[:16],
        "fact": stated,
        "report": "floods",
        "version": 1,
        "outlet": "Coast Herald",
        "title": None,
        "url": None,
        "published": date(2023, 9, 11),
        "recorded": RECORDED,
        "quote": f"{stated.surface} {stated.entity} were {stated.measure}.",
        "series": "",
    }
    return Figure(**(given | fields))


def per(name: str, kind: ActorKind = ActorKind.NGO) -> tuple[Attribution, ...]:
    """An attribution to one claimant."""
    return (Attribution(name=name, cue="said", kind=kind),)


def day(text: str) -> Period:
    """A period of one day."""
    return Period(start=date.fromisoformat(text), end=date.fromisoformat(text))
