"""One batch of appends: a transaction that ends with its journal entry."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from ledger.errors import ReadError
from ledger.lexicon.counted import is_counted
from ledger.model import (
    Check,
    DecisionKind,
    Fact,
    FactFilter,
    Figure,
    Placement,
    Problem,
    Report,
    Role,
    Series,
    Unread,
)
from ledger.store import reads, tables
from ledger.store.again import Answering, Near, answering, originals, settled, stating
from ledger.store.appends import Appends
from ledger.store.canonical import day, instant, text_hash
from ledger.store.copies import NearVersion, has_carrier, near_versions
from ledger.store.decisions import correction_row, merged_into
from ledger.store.reads import CapturedState, captured_state
from ledger.store.rows import identified, question_row, series_of, version_id
from ledger.store.vocabulary import Vocabulary

__all__ = ["Batch"]


class Batch:
    """Appends inside one write transaction. ``sequence`` is its journal entry."""

    def __init__(self, connection: Connection, sequence: int, now: datetime) -> None:
        self.sequence = sequence
        self._connection = connection
        self._now = instant(now)
        self._appends = Appends(connection, sequence)
        self._words = Vocabulary(connection, self._appends)
        self._begun = dict[str, Series]()  # series that are used, of which some may be new
        self._known = defaultdict[Table, set[str]](set)

    def close(self) -> tuple[Table, ...]:
        """Writes what waits; the tables that the batch appended to."""
        self._flush()
        return tuple(self._appends.filled)

    def _flush(self) -> None:
        begun = [self._begun[name] for name in self._missing(tables.series, self._begun)]
        self._begun.clear()
        questions = {row["id"]: row for row in (question_row(series.question) for series in begun)}
        self._words.used_by(series.question for series in begun)
        for name in self._missing(tables.questions, questions):
            self._appends.later(tables.questions, questions[name])
        for series in begun:
            said = {"claimant": series.claimant, "basis": series.basis.value, "status": series.status.value}
            asked = question_row(series.question)["id"]
            self._appends.later(tables.series, {"id": series.id, "question_id": asked, **said})
        self._appends.flush()

    def _missing(self, table: Table, wanted: Iterable[str]) -> list[str]:
        """Those that the table does not hold; they count as held from here on: who asks appends them."""
        known = self._known[table]
        sought = [name for name in wanted if name not in known]
        held = set[str]()
        for start in range(0, len(sought), _CHUNK):
            held.update(
                self._connection.scalars(select(table.c.id).where(table.c.id.in_(sought[start : start + _CHUNK])))
            )
        known.update(sought)
        return [name for name in sought if name not in held]

    def captured(self, key: str, text: str) -> CapturedState | None:
        """The version of a report that holds this text, else its newest, as this transaction sees it."""
        self._flush()
        return captured_state(self._connection, key, text_hash(text))

    def start_run(self, arguments: str, tool_version: str, started: datetime) -> int:
        """A row for one ingest command; its id."""
        values = {"started_at": instant(started), "arguments": arguments, "tool_version": tool_version}
        return int(self._add(tables.ingest_runs, **values))

    def end_run(self, run: int, counts: Mapping[str, int], unread: Sequence[Unread]) -> None:
        """Closes a run: its counts, and the inputs that it could not read."""
        for item in unread:
            self._add(tables.problems, run_id=run, input=item.target, kind="unread", message=item.message)
        self._add(
            tables.ingest_run_ends, run_id=run, ended_at=self._now, counts=json.dumps(dict(counts), sort_keys=True)
        )

    def version(self, report: Report, number: int) -> str:
        """Appends version ``number`` of a report; the version's id. Raises ReadError for text that no engine stores."""
        _refuse_unstorable(report)
        identity = version_id(report, number)
        row = {
            "id": identity,
            "report_id": self._words.report(report.key),
            "number": number,
            "outlet_id": self._words.outlet(report.outlet),
            "text": report.text,
            "text_hash": text_hash(report.text),
            "title": report.title,
            "url": report.url,
            "published_at": day(report.published),
            "retrieved_at": None if report.retrieved is None else instant(report.retrieved),
            "recorded_at": self._now,
        }
        self._appends.later(tables.report_versions, row)
        return identity

    def reading(self, version: str, text: str, fingerprint: str, facts: Sequence[Fact]) -> dict[str, Fact]:
        """Appends and adopts a reading of a version; its facts by id, in the order given.

        ``text`` is the version's stored text: a fact whose surface is not at its span there raises ValueError.
        """
        reading, recorded = self._appends.taken(tables.readings), {"recorded_at": self._now}
        row = {"id": reading, "version_id": version, "fingerprint": fingerprint, **recorded}
        self._appends.later(tables.readings, row)
        self._appends.later(tables.reading_adoptions, {"reading_id": reading, **recorded})
        self._words.used_by(facts)
        self._words.actors(facts)
        found = dict[str, Fact]()
        for fact in facts:
            identity, row = identified(fact, version, fingerprint)
            if identity not in found:
                found[identity] = fact
                self._fact({"id": identity, "reading_id": reading, **row}, text, fact)
        return found

    def _fact(self, row: Mapping[str, Any], text: str, fact: Fact) -> None:
        if text[slice(*fact.span)] != fact.surface:
            raise ValueError(f"{fact.surface!r} is not what the text says at {tuple(fact.span)}")
        if not 0 <= fact.sentence.start <= fact.sentence.end <= len(text):
            raise ValueError(f"the sentence of {fact.surface!r} lies outside the text: {tuple(fact.sentence)}")
        self._appends.later(tables.facts, row)
        for position, link in enumerate(fact.attribution):
            told = {"actor_id": self._words.actor(link.name), "name": link.name, "cue": link.cue}
            told = {"fact_id": row["id"], "position": position, "kind": link.kind.value, **told}
            self._appends.later(tables.attributions, told)

    def places_of(self, measure: str) -> list[str]:
        """The places of which something of this measure was asked."""
        self._flush()
        asked = tables.questions.c
        found = select(asked.place_id).where(asked.measure_id == measure, asked.place_id.is_not(None)).distinct()
        return [str(place) for place in self._connection.scalars(found)]

    def rivals(self, fact: Fact, near: Near | None = None) -> tuple[Series, ...]:
        """The known series of the same measure and basis that the fact could continue; only those ``near``.

        Counted things go by several names ("APV"), so all counts of the measure are rivals; people are always persons.
        """
        self._flush()
        series, questions = tables.series, tables.questions
        statement = (
            select(series, *(questions.c[name] for name in _QUESTION))
            .join(questions, questions.c.id == series.c.question_id)
            .where(questions.c.measure_id == fact.measure, _unit(fact.unit))
            .where(series.c.basis == fact.basis.value)
            .order_by(series.c.id)
        )
        if near is not None:
            statement = statement.where(or_(*near.conditions()))
        return tuple(series_of(row) for row in self._connection.execute(statement).mappings())

    def said(self, series: Sequence[str], but_version: str | None) -> tuple[Figure, ...]:
        """What other versions say on these series now, oldest first; not what they say was said before."""
        self._flush()
        figures = reads.figures(self._connection, FactFilter(all_versions=True), series=series, but_version=but_version)
        return tuple(figure for figure in figures if figure.role is not Role.PREVIOUS)

    def answering(self, series: Sequence[str], since: date, until: date) -> dict[Answering, str]:
        """The ids of the versions of these days that answer these series, by their turn in the order of publication."""
        self._flush()
        return answering(self._connection, series, since, until)

    def stating(self, series: Sequence[str], numbers: Iterable[float]) -> set[str]:
        """Those of these series in which one of these numbers was ever placed."""
        self._flush()
        return stating(self._connection, series, numbers)

    def told(self, version: str) -> tuple[Figure, ...]:
        """What one version tells, in the series that count now."""
        self._flush()
        return reads.figures(self._connection, FactFilter(all_versions=True), version_id=version)

    def report(self, version: str) -> Report:
        """The report as it stood in this version."""
        return reads.report_of_version(self._connection, version)

    def series(self, wanted: Iterable[str]) -> dict[str, Series]:
        """The series with these ids."""
        return reads.series_by_id(self._connection, wanted)

    def originals(self, version: str) -> list[str]:
        """The versions that this one is on record to carry."""
        return originals(self._connection, version)

    def settled(self, facts: Iterable[str], series: Iterable[str], rule: str) -> set[str]:
        """Those of these facts and series that a person decided on; who places by ``rule`` is no person."""
        return settled(self._connection, facts, series, rule)

    def near_versions(self, report: Report, facts: Sequence[Fact], but: str) -> tuple[NearVersion, ...]:
        """Other reports' versions within a week that state the same numbers: what may be wire copy, oldest first."""
        self._flush()
        return near_versions(self._connection, report, facts, but)

    def carrier(self, version: str, original: str, similarity: float) -> None:
        """Puts on record that a version carries another's text, unless that is known."""
        if not has_carrier(self._connection, version, original):
            values = {"version_id": version, "original_id": original, "similarity": similarity}
            self._add(tables.carriers, **values, recorded_at=self._now)

    def known_values(self, series: Sequence[str], version: str, published: date | None) -> dict[str, Figure]:
        """The last value of each of these series before a version that was ``published`` then, by series id."""
        figures = (figure for figure in self.said(series, version) if figure.told_by(published))
        return {figure.series: figure for figure in figures if figure.role.is_value}

    def checks(self, found: Sequence[Check]) -> None:
        """Appends assertions that failed."""
        for check in found:
            told = {"kind": check.kind, "fact_id": check.fact, "message": check.message}
            self._appends.later(tables.checks, {**told, "recorded_at": self._now})

    def placement(self, fact: str, placement: Placement, decided_by: str, role: Role = Role.VALUE) -> None:
        """Puts a fact into a series, which is appended first where it is new."""
        self._begun[placement.series.id] = placement.series
        self._appends.later(
            tables.placements,
            {
                "fact_id": fact,
                "series_id": placement.series.id,
                "score": placement.score,
                "reasons": _listed(placement.reasons),
                "decided_by": decided_by,
                "role": role.value,
                "recorded_at": self._now,
            },
        )

    def decision(self, kind: DecisionKind, target: str, changes: Mapping[str, Any], by: str, reason: str) -> int:
        """Appends a person's judgement; its row number."""
        told = json.dumps(dict(changes), ensure_ascii=False, sort_keys=True)
        values = {"target": target, "kind": kind.value, "changes": told, "author": by, "reason": reason}
        return int(self._add(tables.decisions, **values, recorded_at=self._now))

    def correction(self, decision: int, identity: str, fact: Fact) -> None:
        """Appends the fields of a fact as a person put them right; what was extracted stays."""
        self._words.used_by([fact])
        self._words.actors([fact])
        self._add(
            tables.corrections,
            decision_id=decision,
            fact_id=identity,
            recorded_at=self._now,
            **correction_row(fact),
        )

    def carry_correction(self, decision: int, old: str, new: str) -> None:
        """Lets the newest correction of one fact hold for another that reads the same."""
        table = tables.corrections
        newest = select(table).where(table.c.fact_id == old).order_by(table.c.id.desc()).limit(1)
        row = dict(self._connection.execute(newest).mappings().one())
        kept = {name: row[name] for name in row if name not in ("id", "decision_id", "fact_id", "recorded_at", "batch")}
        self._add(table, decision_id=decision, fact_id=new, recorded_at=self._now, **kept)

    def series_merge(self, decision: int, series: str, into: str) -> None:
        """From now on ``series``, and what was merged into it before, counts as ``into``."""
        for one in (*merged_into(self._connection, series), series):
            self._add(tables.series_merges, decision_id=decision, series_id=one, into_id=into, recorded_at=self._now)

    def actor_merge(self, decision: int, actor: int, into: int) -> None:
        """From now on ``actor``, and who was merged into it before, counts as ``into``."""
        merges = tables.actor_merges
        before = self._connection.scalars(select(merges.c.actor_id).where(merges.c.into_id == actor))
        for one in (*sorted(set(before)), actor):
            self._add(merges, decision_id=decision, actor_id=one, into_id=into, recorded_at=self._now)

    def problems(self, run: int, version: str, report: str, problems: Sequence[Problem]) -> None:
        """Appends what could not be used of one version."""
        for problem in problems:
            told = {"input": report, "kind": problem.kind, "message": problem.message}
            start, end = problem.span or (None, None)
            row = {"run_id": run, "version_id": version, "span_start": start, "span_end": end, **told}
            self._appends.later(tables.problems, row)

    def _add(self, table: Table, **values: Any) -> Any:
        """Inserts one row at once; the first column of its key."""
        self._flush()
        return self._appends.now(table, values)


@lru_cache(maxsize=4096)
def _listed(reasons: tuple[str, ...]) -> str:
    return json.dumps(reasons, ensure_ascii=False)


def _unit(unit: str) -> ColumnElement[bool]:
    """Series of this unit alone, or of any counted thing where the unit is one."""
    column = tables.questions.c.unit_id
    return column == unit if unit == "person" or not is_counted(unit) else column != "person"


_CHUNK = 500  # names in one IN list: SQLite allows 999 parameters in old builds
_QUESTION = ("measure_id", "unit_id", "group_name", "place_id", "anchor_start", "anchor_end")


def _refuse_unstorable(report: Report) -> None:
    if "\0" in report.text:
        raise ReadError(f"{report.key}: the text holds a NUL character at {report.text.index(chr(0))}; remove it")
    try:
        report.text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"{report.key}: the text holds half a character at {error.start}; save it as UTF-8") from None
