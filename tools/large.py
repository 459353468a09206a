"""A large ledger of invented reports, for measuring: the store's own bulk append fills it, so its journal holds.

    python -m tools.large URL [FACTS]

Each version states 40 figures, one a sentence, and every fourth report is edited once, and then leaves one of them out.
A series has some twenty figures, spread over two years, that rise every other month; one place is one outlet’s. Some
figures are rejected or corrected, and some series merged.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice

from ledger.link.questions import series_id
from ledger.model import (
    ActorKind,
    Attribution,
    Basis,
    Comparator,
    DecisionKind,
    Fact,
    Placement,
    Question,
    Report,
    Series,
    Span,
    Status,
)
from ledger.store import Store

A_VERSION = 40  # figures
A_SERIES = 20  # figures, about
VERSIONS_A_BATCH = 250
MEASURES = ("killed", "injured", "missing", "displaced", "evacuated", "rescued", "arrested", "burned")
UNITS = {"burned": "hectare"}  # the others are of people
OUTLETS, CLAIMANTS, PLACES = 60, 400, 1500
FIRST, DAYS = date(2022, 1, 1), 730
JUDGED = 25  # one version in so many has a figure or series that a person decided on


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One version of an invented report, with what is read in it."""

    report: Report
    number: int
    facts: tuple[Fact, ...]
    placements: tuple[Placement, ...]


@cache
def _series(number: int) -> Series:
    """The series of that number. A place and measure is spoken of by several claimants, who thus are rivals."""
    measure = MEASURES[number % len(MEASURES)]
    place = f"Town {number // 40 % PLACES}" if number >= 0 else f"Suburb {-number}"
    asked = Question(measure=measure, unit=UNITS.get(measure, "person"), group=None, place=place)
    claimant = f"Agency {number * 7 % CLAIMANTS}"
    identity = series_id(asked, claimant, Basis.TOTAL, Status.ACTUAL)
    return Series(id=identity, question=asked, claimant=claimant, basis=Basis.TOTAL, status=Status.ACTUAL)


def states(facts: int) -> Iterator[State]:
    """The versions, oldest first, that state so many figures together."""
    versions = facts // A_VERSION
    series = max(facts // A_SERIES, A_VERSION)
    for count in range(versions):
        number = 2 if count % 5 == 4 else 1  # the fifth is another version of the fourth
        report = count - (number == 2)
        yield _state(report, number, count, versions, series)


def _state(report: int, number: int, count: int, versions: int, series: int) -> State:
    lines, facts, placements, at = list[str](), list[Fact](), list[Placement](), 0
    months = count * DAYS // versions // 60
    for place in range(A_VERSION if number == 1 else A_VERSION - 1):
        told = _series((report * A_VERSION + place * 37) % series if place else -(report % OUTLETS) - 1)
        value = 10 + 7 * months + place % 7
        line, fact = _said(told, value, at)
        lines.append(line)
        at += len(line)
        facts.append(fact)
        placements.append(Placement(series=told, score=1.0, reasons=("same question, same claimant",), new=False))
    published = FIRST + timedelta(days=count * DAYS // versions)
    captured = Report(
        key=f"outlet-{report % OUTLETS}/report-{report}",
        text="".join(lines),
        outlet=f"Outlet {report % OUTLETS}",
        title=f"Report {report}",
        url=f"https://outlet-{report % OUTLETS}.example/{report}",
        published=published,
    )
    return State(report=captured, number=number, facts=tuple(facts), placements=tuple(placements))


def _said(series: Series, value: int, at: int) -> tuple[str, Fact]:
    asked = series.question
    head = f"{series.claimant} said on Monday that "
    surface = f"{value} {'people' if asked.unit == 'person' else 'hectares'}"
    line = f"{head}{surface} were {asked.measure} in {asked.place}.\n"
    start = at + len(head)
    return line, Fact(
        span=Span(start, start + len(surface)),
        surface=surface,
        sentence=Span(at, at + len(line) - 1),
        low=float(value),
        high=float(value),
        comparator=Comparator.EQUAL,
        unit=asked.unit,
        entity="people" if asked.unit == "person" else "hectares",
        group=None,
        measure=asked.measure,
        place=asked.place,
        period=None,
        basis=Basis.TOTAL,
        attribution=(Attribution(name=series.claimant, cue="said", kind=ActorKind.GOVERNMENT),),
        confidence=0.45 + (value + at) % 50 / 100,
    )


def append(store: Store, listed: Iterable[State]) -> dict[str, State]:
    """Appends these versions in one batch; one fact of each, by its id."""
    some = dict[str, State]()
    with store.batch("large") as batch:
        for state in listed:
            version = batch.version(state.report, state.number)
            read = batch.reading(version, state.report.text, "invented", state.facts)
            for identity, placement in zip(read, state.placements, strict=True):
                batch.placement(identity, placement, "invented")
            some[next(iter(read))] = state
    return some


def fill(url: str, facts: int) -> None:
    """Creates a ledger with so many facts at ``url``."""
    with Store(url, create=True) as store:
        waiting = states(facts)
        while chunk := list(islice(waiting, VERSIONS_A_BATCH)):
            _judge(store, list(append(store, chunk).items())[::JUDGED])


def _judge(store: Store, some: Iterable[tuple[str, State]]) -> None:
    """Of every four facts one is rejected, one accepted, one corrected, and of one the series merged into another."""
    with store.batch("large") as batch:
        for turn, (identity, state) in enumerate(some):
            kind = (DecisionKind.REJECT, DecisionKind.ACCEPT, DecisionKind.CORRECT, DecisionKind.MERGE)[turn % 4]
            merged, into = state.placements[1].series.id, state.placements[9].series.id
            target = merged if kind is DecisionKind.MERGE else identity
            decision = batch.decision(kind, target, {}, "Ann", "checked")
            if kind is DecisionKind.CORRECT:
                batch.correction(decision, identity, replace(state.facts[0], low=1.0))
            if kind is DecisionKind.MERGE:
                batch.series_merge(decision, merged, into)


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
