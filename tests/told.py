"""A ledger of invented reports told at random, the same for the same seed: versions, rivals, decisions, every field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from ledger.decide import Judge, judge, merge_series, put_right
from ledger.model import (
    ActorKind,
    Attribution,
    Basis,
    Check,
    Comparator,
    DecisionKind,
    Direction,
    Extraction,
    Fact,
    FactFilter,
    Period,
    Problem,
    Report,
    Span,
    Status,
)
from ledger.store import Store
from tests.store.samples import fact
from tests.test_ingest import ingest

MEASURES = (("killed", "person"), ("displaced", "person"), ("area_affected", "square_kilometer"), ("price", "USD"))
PLACES = (None, "Derna", "Sousse", "Libya", "Kyiv", "Ukraine", "Élancourt")
CLAIMANTS = (None, "Army", "Mayor", "Red Crescent")
OUTLETS = (None, "The Courier", "Herald", "Wire")
DAYS = [date(2024, 3, 1) + timedelta(days=number) for number in range(40)]
WIRE = (
    "Forty people were killed when a ferry burned in the harbour of Mombasa on Saturday night. "
    "The fire broke out in the engine room and spread to the upper deck within a few minutes."
)
BY = Judge(author="Ann", reason="it says so, in part: 50%")


def ticking() -> Callable[[], datetime]:
    """A clock that moves a minute a look."""
    seconds = iter(range(60, 10**9, 60))
    return lambda: datetime(2024, 5, 1, tzinfo=UTC) + timedelta(seconds=next(seconds))


def tell(url: str, seed: int, reports: int) -> None:
    """Fills the ledger at ``url``."""
    random = Random(seed)
    with Store(url, create=True, clock=ticking()) as store:
        for number in range(reports):
            outlet = random.choice(OUTLETS)
            for version in range(random.choice((1, 1, 1, 2, 3))):
                day = random.choice((None, *DAYS[version:]))
                ingest(store, *_version(random, f"report-{number:03}", version, outlet, day))
        for day, outlet in zip(DAYS[10:], ("Gazette", "Beacon"), strict=False):
            item = Report(key=f"copy of {outlet}", text=WIRE, outlet=outlet, published=day)
            ingest(store, item, Extraction(facts=(fact(WIRE, "Forty", 40.0, attribution=(), place="Mombasa"),)))
        _decide(store, random)


def _version(random: Random, key: str, version: int, outlet: str | None, day: date | None) -> tuple[Report, Extraction]:
    told = [_said(random, day) for _ in range(random.randrange(1, 6))]
    lines = [f"{fact_.surface} of “{key}” ({version}.{line}), it’s said." for line, fact_ in enumerate(told)]
    text = "\n".join(lines)
    facts = []
    for line, made in zip(lines, told, strict=True):
        start = text.index(line)
        span = Span(start, start + len(made.surface))
        facts.append(replace(made, span=span, sentence=Span(start, start + len(line))))
    problem = Problem(kind="unread", message="cannot be read", span=facts[0].span)
    url = None if random.random() < 0.2 else f"https://example.org/{key}"
    item = Report(key=key, text=text, outlet=outlet, title=f"Title {key}", url=url, published=day)
    return item, Extraction(facts=tuple(facts), problems=(problem,) if random.random() < 0.2 else ())


def _said(random: Random, day: date | None) -> Fact:
    measure, unit = random.choice(MEASURES)
    low = random.choice((5.0, 12.0, 12.5, 100.0, 1e6 / 3))
    shape = random.choice(("exact", "range", "least", "most", "vague"))
    bounds = {
        "exact": (low, low),
        "range": (low, low * 2),
        "least": (low, None),
        "most": (None, low),
        "vague": (24.0, None),
    }
    claimant, basis = random.choice(CLAIMANTS), random.choice((*Basis, Basis.TOTAL, Basis.TOTAL, Basis.TOTAL))
    text = f"{low:g}"
    return replace(
        fact(text, text, low),
        low=bounds[shape][0],
        high=bounds[shape][1],
        comparator={"least": Comparator.AT_LEAST, "most": Comparator.AT_MOST, "vague": Comparator.AT_LEAST}.get(
            shape, random.choice((Comparator.EQUAL, Comparator.ABOUT))
        ),
        vague=shape == "vague",
        unit=unit,
        measure=measure,
        place=random.choice(PLACES),
        group=random.choice((None, None, "civilians")),
        period=None if day is None or random.random() < 0.5 else Period(start=day, end=day),
        basis=basis,
        direction=random.choice(tuple(Direction)) if basis is Basis.CHANGE else None,
        status=random.choice((*Status, Status.ACTUAL, Status.ACTUAL, Status.ACTUAL, Status.ACTUAL)),
        confidence=random.choice((0.2, 0.5, 0.9)),
        attribution=() if claimant is None else (Attribution(name=claimant, cue="said", kind=ActorKind.OFFICIAL),),
    )


def _decide(store: Store, random: Random) -> None:
    figures = store.figures(FactFilter(all_versions=True))
    for figure in random.sample(figures, 12):
        judge(store, random.choice((DecisionKind.ACCEPT, DecisionKind.REJECT)), figure.id, BY)
    for figure in random.sample(figures, 6):
        if figure.fact.low is not None and figure.fact.high is not None:
            put_right(store, figure.id, {"low": "7", "high": "9", "place": "Derna"}, BY)
    series = sorted({figure.series for figure in figures if figure.fact.unit == "person"})
    merge_series(store, series[0], series[1], BY)
    with store.batch("test") as batch:
        batch.checks([Check(kind="total-fell", fact=one.id, message="it fell") for one in random.sample(figures, 9)])
