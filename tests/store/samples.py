"""Reports and facts made by hand, and the shortest way to put them into a store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ledger.model import (
    ActorKind,
    Attribution,
    Basis,
    Comparator,
    Fact,
    Placement,
    Question,
    Report,
    Series,
    Span,
    Status,
)
from ledger.store import Store, text_hash
from ledger.store.canonical import digest

MAYOR = Attribution(name="mayor of Derna", cue="said", kind=ActorKind.OFFICIAL)
TEXT = "At least 12 people died in Derna on Monday, the mayor said. Four others were hurt."


def report(text: str = TEXT, *, key: str = "derna-1", published: date | None = date(2023, 9, 12)) -> Report:
    return Report(
        key=key, text=text, outlet="The Courier", title="Flood", url="https://example.org/1", published=published
    )


def fact(text: str, surface: str, low: float, **changes: object) -> Fact:
    start = text.index(surface)
    values: dict[str, object] = {
        "span": Span(start, start + len(surface)),
        "surface": surface,
        "sentence": Span(0, len(text)),
        "low": low,
        "high": low,
        "comparator": Comparator.EQUAL,
        "unit": "person",
        "entity": "people",
        "group": None,
        "measure": "killed",
        "place": "Derna",
        "period": None,
        "basis": Basis.TOTAL,
        "attribution": (MAYOR,),
    }
    return Fact(**{**values, **changes})  # type: ignore[arg-type]


def place(item: Fact, outlet: str | None = "The Courier") -> Placement:
    question = Question(measure=item.measure, unit=item.unit, group=item.group, place=item.place)
    claimant = item.claimant or outlet or "unknown"
    parts = [question.measure, question.unit, question.group, question.place, claimant, item.basis, item.status]
    series = Series(
        id=digest({"parts": parts})[:16],
        question=question,
        claimant=claimant,
        basis=Basis(item.basis),
        status=Status(item.status),
    )
    return Placement(series=series, score=1.0, reasons=("by hand",), new=True)


def add(store: Store, item: Report, facts: list[Fact], fingerprint: str = "reader-1") -> int:
    """Appends a version of a report with its facts, unless it is there; the number of the version in force."""
    subjects = {f"report {item.key}", *(one.measure for one in facts)}
    with store.batch("test", subjects) as batch:
        latest = batch.captured(item.key, item.text)
        if latest is not None and latest.text_hash == text_hash(item.text):
            return latest.number
        run = batch.start_run("{}", "test", datetime(2023, 9, 13, tzinfo=UTC))
        number = latest.number + 1 if latest else 1
        version = batch.version(item, number)
        for identity, one in batch.reading(version, item.text, fingerprint, facts).items():
            batch.placement(identity, place(one, item.outlet), "test")
        batch.problems(run, version, item.key, item.problems)
        batch.end_run(run, {"reports": 1}, [])
        return number


def sample_facts(text: str = TEXT) -> list[Fact]:
    toll = fact(text, "12", 12.0, high=None, comparator=Comparator.AT_LEAST)
    return [toll, fact(text, "Four", 4.0, measure="wounded", entity="others", attribution=())]
