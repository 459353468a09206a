"""The tables as they stand at the newest migration; the migrations create them, nothing else does.

Dates and timestamps are ISO text (``2023-09-11``, ``2023-09-11T08:00:00.000000Z``, always UTC), which sorts the
same on both engines. Every table but the journal carries ``batch``, the journal entry that vouches for the row;
its foreign key is deferred because the entry is written last.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem

__all__ = [
    "actor_aliases",
    "actor_merges",
    "actors",
    "attributions",
    "carriers",
    "checks",
    "corrections",
    "decisions",
    "facts",
    "ingest_run_ends",
    "ingest_runs",
    "journal",
    "measures",
    "metadata",
    "outlets",
    "placements",
    "places",
    "problems",
    "questions",
    "reading_adoptions",
    "readings",
    "report_versions",
    "reports",
    "series",
    "series_merges",
    "units",
]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, null: bool = False, to: str | None = None, key: bool = False) -> Column[str]:
    target = [ForeignKey(to)] if to else []
    return Column(name, Text, *target, nullable=null, primary_key=key)


def _whole(name: str, *, null: bool = False, to: str | None = None, key: bool = False) -> Column[int]:
    target = [ForeignKey(to)] if to else []
    return Column(name, Integer, *target, nullable=null, primary_key=key)


def _serial() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _real(name: str, *, null: bool = False) -> Column[float]:
    return Column(name, Double, nullable=null)


def _among(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _table(name: str, *items: SchemaItem) -> Table:
    """A table whose rows are vouched for by a journal entry."""
    vouched = ForeignKey("journal.sequence", deferrable=True, initially="DEFERRED")
    return Table(name, metadata, *items, Column("batch", Integer, vouched, nullable=False, index=True))


journal = Table(
    "journal",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    _text("writer"),
    _text("previous"),
    _text("digest"),
    _text("summary"),
    _text("recorded_at"),
    _whole("position", null=True),
    UniqueConstraint("previous"),
    UniqueConstraint("digest"),
    Index(None, "position", unique=True),
)

outlets = _table("outlets", _serial(), _text("name"), _text("domain", null=True), UniqueConstraint("name"))
reports = _table("reports", _serial(), _text("key"), UniqueConstraint("key"))
report_versions = _table(
    "report_versions",
    _text("id", key=True),
    _whole("report_id", to="reports.id"),
    _whole("number"),
    _whole("outlet_id", null=True, to="outlets.id"),
    _text("text"),
    _text("text_hash"),
    _text("title", null=True),
    _text("url", null=True),
    _text("published_at", null=True),
    _text("modified_at", null=True),
    _text("retrieved_at", null=True),
    _text("recorded_at"),
    UniqueConstraint("report_id", "number"),
    UniqueConstraint("report_id", "text_hash"),
    CheckConstraint("number >= 1", name="number"),
    Index(None, "published_at"),
)
readings = _table(
    "readings",
    _serial(),
    _text("version_id", to="report_versions.id"),
    _text("fingerprint"),
    _text("recorded_at"),
    UniqueConstraint("version_id", "fingerprint"),
)
reading_adoptions = _table(
    "reading_adoptions",
    _serial(),
    _whole("reading_id", to="readings.id"),
    _text("recorded_at"),
    Index(None, "reading_id"),
)

measures = _table(
    "measures", _text("id", key=True), _text("hxl_tag", null=True), _text("parent_id", null=True, to="measures.id")
)
units = _table("units", _text("id", key=True), _text("dimension", null=True))
places = _table("places", _text("id", key=True), _text("parent_id", null=True, to="places.id"))
actors = _table("actors", _serial(), _text("name"), _text("kind"), UniqueConstraint("name"))
actor_aliases = _table(
    "actor_aliases", _serial(), _whole("actor_id", to="actors.id"), _text("alias"), UniqueConstraint("alias")
)

facts = _table(
    "facts",
    _text("id", key=True),
    _whole("reading_id", to="readings.id"),
    _whole("span_start"),
    _whole("span_end"),
    _text("surface"),
    _whole("sentence_start"),
    _whole("sentence_end"),
    _real("low", null=True),
    _real("high", null=True),
    _text("comparator"),
    _text("unit_id", to="units.id"),
    _text("entity"),
    _text("group_name", null=True),
    _text("measure_id", to="measures.id"),
    _text("place_id", null=True, to="places.id"),
    _text("period_start", null=True),
    _text("period_end", null=True),
    _text("basis"),
    _text("direction", null=True),
    _text("status"),
    Column("vague", Boolean, nullable=False),
    CheckConstraint("vague IN (TRUE, FALSE)", name="vague"),
    Column("implicit", Boolean, nullable=False),
    CheckConstraint("implicit IN (TRUE, FALSE)", name="implicit"),
    _real("confidence"),
    CheckConstraint("low IS NOT NULL OR high IS NOT NULL", name="bounded"),
    CheckConstraint("low <= high", name="bounds"),
    CheckConstraint("span_start >= 0 AND span_start < span_end", name="span"),
    CheckConstraint("length(surface) = span_end - span_start", name="surface"),
    CheckConstraint("sentence_start >= 0 AND sentence_start <= sentence_end", name="sentence"),
    CheckConstraint("period_start <= period_end", name="period"),
    CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
    _among("comparator", "=", "~", ">", ">=", "<", "<="),
    _among("basis", "total", "increment", "level", "change"),
    _among("direction", "up", "down"),
    _among("status", "actual", "forecast", "planned", "conditional", "denied", "unconfirmed"),
    Index(None, "reading_id"),
    Index(None, "measure_id", "place_id"),
)
attributions = _table(
    "attributions",
    _text("fact_id", to="facts.id", key=True),
    _whole("position", key=True),
    _whole("actor_id", to="actors.id"),
    _text("name"),
    _text("cue"),
    _text("kind"),
    CheckConstraint("position >= 0", name="position"),
    Index(None, "actor_id"),
)

questions = _table(
    "questions",
    _text("id", key=True),
    _text("measure_id", to="measures.id"),
    _text("unit_id", to="units.id"),
    _text("group_name", null=True),
    _text("place_id", null=True, to="places.id"),
    _text("anchor_start", null=True),
    _text("anchor_end", null=True),
    Index(None, "measure_id", "unit_id"),
)
series = _table(
    "series",
    _text("id", key=True),
    _text("question_id", to="questions.id"),
    _text("claimant"),
    _text("basis"),
    _text("status"),
    Index(None, "question_id"),
)
placements = _table(
    "placements",
    _serial(),
    _text("fact_id", to="facts.id"),
    _text("series_id", to="series.id"),
    _real("score"),
    _text("reasons"),
    _text("decided_by"),
    _text("recorded_at"),
    Column("role", Text, nullable=False, server_default="value"),
    Index(None, "fact_id"),
    Index(None, "series_id"),
)

carriers = _table(
    "carriers",
    _serial(),
    _text("version_id", to="report_versions.id"),
    _text("original_id", to="report_versions.id"),
    _real("similarity"),
    _text("recorded_at"),
    CheckConstraint("similarity >= 0 AND similarity <= 1", name="similarity"),
    CheckConstraint("version_id <> original_id", name="itself"),
    Index(None, "version_id"),
    Index(None, "original_id"),
)
decisions = _table(
    "decisions",
    _serial(),
    _text("target"),
    _text("kind"),
    _text("changes"),
    _text("author"),
    _text("reason"),
    _text("recorded_at"),
    _among("kind", "accept", "reject", "correct", "merge", "split"),
    Index(None, "target"),
)
corrections = _table(
    "corrections",
    _serial(),
    _whole("decision_id", to="decisions.id"),
    _text("fact_id", to="facts.id"),
    _real("low", null=True),
    _real("high", null=True),
    _text("comparator"),
    _text("unit_id", to="units.id"),
    _text("entity"),
    _text("group_name", null=True),
    _text("measure_id", to="measures.id"),
    _text("place_id", null=True, to="places.id"),
    _text("period_start", null=True),
    _text("period_end", null=True),
    _text("basis"),
    _text("direction", null=True),
    _text("status"),
    Column("vague", Boolean, nullable=False),
    _text("claimant", null=True),
    _text("claimant_kind", null=True),
    _text("recorded_at"),
    CheckConstraint("vague IN (TRUE, FALSE)", name="vague"),
    CheckConstraint("low IS NOT NULL OR high IS NOT NULL", name="bounded"),
    CheckConstraint("low <= high", name="bounds"),
    CheckConstraint("period_start <= period_end", name="period"),
    Index(None, "fact_id"),
)
series_merges = _table(
    "series_merges",
    _serial(),
    _whole("decision_id", to="decisions.id"),
    _text("series_id", to="series.id"),
    _text("into_id", to="series.id"),
    _text("recorded_at"),
    Index(None, "series_id"),
    Index(None, "into_id"),
)
actor_merges = _table(
    "actor_merges",
    _serial(),
    _whole("decision_id", to="decisions.id"),
    _whole("actor_id", to="actors.id"),
    _whole("into_id", to="actors.id"),
    _text("recorded_at"),
    Index(None, "actor_id"),
)
checks = _table(
    "checks",
    _serial(),
    _text("kind"),
    _text("fact_id", null=True, to="facts.id"),
    _text("series_id", null=True, to="series.id"),
    _text("message"),
    _text("recorded_at"),
    CheckConstraint("fact_id IS NOT NULL OR series_id IS NOT NULL", name="target"),
)
ingest_runs = _table("ingest_runs", _serial(), _text("started_at"), _text("arguments"), _text("tool_version"))
ingest_run_ends = _table(
    "ingest_run_ends",
    Column("run_id", Integer, ForeignKey("ingest_runs.id"), primary_key=True, autoincrement=False),
    _text("ended_at"),
    _text("counts"),
)
problems = _table(
    "problems",
    _serial(),
    _whole("run_id", to="ingest_runs.id"),
    _text("version_id", null=True, to="report_versions.id"),
    _text("input"),
    _text("kind"),
    _text("message"),
    _whole("span_start", null=True),
    _whole("span_end", null=True),
    CheckConstraint("span_start <= span_end", name="span"),
    Index(None, "version_id"),
)
