"""Every answer is what it would have been then: a random history against a plain model, at every point of both clocks.

The model is a list of events. What was current at a point is worked out from those events alone, with no query in it:
the newest version published by then, its newest reading, the newest decision on each fact, merges followed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from ledger.decide import Judge, judge, merge_series, put_right, split_series
from ledger.model import ActorKind, Attribution, DecisionKind, Extraction, Fact, FactFilter, Moment, Report, VersionRef
from ledger.reread import adopt
from ledger.store import Store
from tests.postgres import Server
from tests.store.samples import fact
from tests.test_ingest import ingest

BY = Judge(author="Ann", reason="checked")
DAYS = [date(2024, 3, day) for day in (1, 2, 3)]
KEYS = ("north", "south")
WHO = ("Army", "Mayor")
PLACES = ("Derna", "Sousse")

Said = tuple[str, int, str]  # report, version, surface


class Clock:
    """Moves a second a look, so that every append has its own moment."""

    def __init__(self) -> None:
        self.time = datetime(2024, 4, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass
class Event:
    """One append: a version, a reading of one, or a decision on a fact or series."""

    at: datetime
    kind: str
    said: dict[str, Any] = field(default_factory=dict)


class Histories(RuleBasedStateMachine):
    """Appends at random; at the end every point of both clocks is asked for and compared with the model."""

    store: Store
    clock: Clock

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.readings = 0
        self.texts: dict[tuple[str, int], tuple[Report, list[Fact]]] = {}
        self.copied: Sequence[tuple[Any, ...]] = ()

    def happened(self, event: str, **said: Any) -> None:
        self.events.append(Event(self.clock.time, event, said))

    @rule(
        key=st.sampled_from(KEYS),
        day=st.sampled_from(DAYS),
        said=st.lists(
            st.tuples(st.integers(1, 60), st.sampled_from(WHO), st.sampled_from(PLACES)),
            min_size=1,
            max_size=3,
            unique_by=lambda one: one[0],
        ),
    )
    def ingest(self, key: str, day: date, said: list[tuple[int, str, str]]) -> None:
        number = 1 + max((n for k, n in self.texts if k == key), default=0)
        text = f"{key} {number}: " + " ".join(f"{value:02} died in {place}, {who} says." for value, who, place in said)
        report = Report(key=key, text=text, outlet="Herald", published=day)
        facts = [
            fact(
                text,
                f"{value:02}",
                float(value),
                place=place,
                attribution=(Attribution(name=who, cue="says", kind=ActorKind.OFFICIAL),),
            )
            for value, who, place in said
        ]
        ingest(self.store, report, Extraction(facts=tuple(facts)), "reader-0")
        self.texts[key, number] = (report, facts)
        self.happened("version", key=key, number=number, day=day)
        self.happened("reading", key=key, number=number, facts=facts)

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), day=st.sampled_from(DAYS))
    def carry(self, data: st.DataObject, day: date) -> None:
        """Another outlet carries a text word for word."""
        original, facts = self.texts[data.draw(st.sampled_from(sorted(self.texts)))]
        key = f"copy {len(self.texts)}"
        ingest(
            self.store,
            Report(key=key, text=original.text, outlet="Gazette", published=day),
            Extraction(facts=tuple(facts)),
            "reader-0",
        )
        self.texts[key, 1] = (replace(original, key=key, outlet="Gazette", published=day), facts)
        self.happened("version", key=key, number=1, day=day)
        self.happened("reading", key=key, number=1, facts=facts)

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), kept=st.booleans())
    def reread(self, data: st.DataObject, kept: bool) -> None:
        key, number = data.draw(st.sampled_from(sorted(self.texts)))
        report, facts = self.texts[key, number]
        self.readings += 1
        better = [replace(facts[0], entity=f"people {self.readings}"), *(facts[1:] if kept else ())]
        adopt(self.store, VersionRef(key, number), report, Extraction(facts=tuple(better)), f"reader-{self.readings}")
        held = {
            one.surface
            for old in facts
            for one in better
            if replace(old, confidence=1.0) == replace(one, confidence=1.0)
        }
        self.texts[key, number] = (report, better)
        self.happened("reading", key=key, number=number, facts=better, held=held)

    def some(self, data: st.DataObject) -> tuple[str, Said] | None:
        """A fact of a reading in force: its id and what it is."""
        figures = [
            figure for key, number in sorted(self.texts) for figure in self.store.read_figures(VersionRef(key, number))
        ]
        chosen = data.draw(st.sampled_from(figures))
        return chosen.id, (chosen.report, chosen.version, chosen.fact.surface)

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), kind=st.sampled_from([DecisionKind.ACCEPT, DecisionKind.REJECT]))
    def judge(self, data: st.DataObject, kind: DecisionKind) -> None:
        identity, said = self.some(data) or ("", ("", 0, ""))
        judge(self.store, kind, identity, BY)
        self.happened("judged", fact=said, kind=kind)

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), value=st.integers(100, 200))
    def correct(self, data: st.DataObject, value: int) -> None:
        identity, said = self.some(data) or ("", ("", 0, ""))
        now = self.store.figure(identity)
        if now is not None and now.fact.low != value:
            put_right(self.store, identity, {"low": str(value), "high": str(value)}, BY)
            self.happened("corrected", fact=said, value=float(value))

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        known = sorted({figure.series for figure in self.store.figures(FactFilter(all_versions=True))})
        if len(known) > 1:
            one, into = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True))
            merge_series(self.store, one, into, BY)
            self.happened("merged", one=one, into=into)

    @precondition(lambda self: any(event.kind == "merged" for event in self.events))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        merged = sorted({event.said["into"] for event in self.events if event.kind == "merged"})
        into = data.draw(st.sampled_from(merged))
        apart = self.store.merged_into(into)
        if apart:
            split_series(self.store, into, [], BY)
            self.happened("split", apart=apart)

    def teardown(self) -> None:
        self.copied = self.store.sql(_COPIES, {}).rows
        for at in [event.at for event in self.events] + [self.clock.time]:
            for known_on in (None, *DAYS):
                self.compare(Moment(known_on=known_on, recorded_by=at))
        assert self.store.verify().breaks == ()

    def compare(self, moment: Moment) -> None:
        where = FactFilter(as_known_on=moment.known_on, recorded_by=moment.recorded_by)
        figures = self.store.figures(where)
        found = {(f.report, f.version, f.fact.surface, f.fact.entity, f.fact.low) for f in figures}
        assert found == expected(self.events, moment), moment
        named = {figure.id: figure.series for figure in figures}
        assert copies(self.store, moment) == carried(self.copied, self.events, moment)
        assert {series: into(self.events, moment, series) for series in named.values()} == {
            series: series for series in named.values()
        }


def expected(events: list[Event], moment: Moment) -> set[tuple[Any, ...]]:
    """(report, version, surface, entity, low) of each figure in force, from the events alone."""
    past = [event for event in events if moment.recorded_by is None or event.at <= moment.recorded_by]
    published = [
        event
        for event in past
        if event.kind == "version" and (moment.known_on is None or event.said["day"] <= moment.known_on)
    ]
    newest = {event.said["key"]: event.said["number"] for event in published}
    found = set()
    for key, number in newest.items():
        facts, rejected, values = list[Fact](), dict[str, bool](), dict[str, float]()
        for event in past:
            said = event.said
            if event.kind == "reading" and (said["key"], said["number"]) == (key, number):
                facts = said["facts"]
                held = said.get("held", set())
                rejected = {surface: flag for surface, flag in rejected.items() if surface in held}
                values = {surface: value for surface, value in values.items() if surface in held}
            elif event.kind == "judged" and said["fact"][:2] == (key, number):
                rejected[said["fact"][2]] = said["kind"] is DecisionKind.REJECT
            elif event.kind == "corrected" and said["fact"][:2] == (key, number):
                values[said["fact"][2]] = said["value"]
        found |= {
            (key, number, one.surface, one.entity, values.get(one.surface, one.low))
            for one in facts
            if not rejected.get(one.surface)
        }
    return found


Carried = set[tuple[str, int, str, int]]  # report and version of the copy, and of its original
_COPIES = "SELECT report, version, original_report, original_version, recorded_at FROM carrier_info"


def copies(store: Store, moment: Moment) -> Carried:
    """What is wire copy of what, as the ledger answers at the moment."""
    return {(one, int(number), two, int(other)) for one, number, two, other, _ in store.sql(_COPIES, {}, moment).rows}


def carried(rows: Sequence[tuple[Any, ...]], events: list[Event], moment: Moment) -> Carried:
    """The same from what was ever put on record, and the days of both texts."""
    days = {(event.said["key"], event.said["number"]): event.said["day"] for event in events if event.kind == "version"}
    return {
        (one, int(number), two, int(other))
        for one, number, two, other, at in rows
        if moment.recorded_by is None or datetime.fromisoformat(at) <= moment.recorded_by
        if moment.known_on is None or max(days[one, number], days[two, other]) <= moment.known_on
    }


def into(events: list[Event], moment: Moment, series: str) -> str:
    """The series that this one counts as at the moment."""
    counts = dict[str, str]()
    for event in events:
        if moment.recorded_by is not None and event.at > moment.recorded_by:
            continue
        if event.kind == "merged":
            one, target = event.said["one"], event.said["into"]
            counts |= {name: target for name, current in counts.items() if current == one} | {one: target}
        elif event.kind == "split":
            counts |= {name: name for name in event.said["apart"]}
    return counts.get(series, series)


def run(machine: type[Histories], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # a history is short enough to read unshrunk
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_random_histories_on_sqlite(migrated_file: Path, tmp_path: Path) -> None:
    class OnSqlite(Histories):
        def __init__(self) -> None:
            super().__init__()
            path = tmp_path / "ledger.db"
            for old in tmp_path.glob("ledger.db*"):
                old.unlink()
            shutil.copy(migrated_file, path)
            self.clock = Clock()
            self.store = Store(path, clock=self.clock)

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                self.store.close()

    run(OnSqlite, 8, 10)


def test_random_histories_on_postgresql(postgres_server: Server, migrated_database: str) -> None:
    class OnPostgres(Histories):
        def __init__(self) -> None:
            super().__init__()
            self.name = postgres_server.fresh(migrated_database)
            self.clock = Clock()
            self.store = Store(postgres_server.url(self.name), clock=self.clock)

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                self.store.close()
                postgres_server.drop(self.name)

    run(OnPostgres, 4, 8)
