"""Decisions take effect: corrected facts, merged series and merged actors; the journal's order is its own column.

corrections     a fact's fields as a person put them right, whole: the newest row for a fact replaces what was read
series_merges   a series that counts as another one; ``into_id`` is never itself merged away (chains are flattened)
actor_merges    an actor that counts as another one, flattened likewise

``journal.position`` is the place in the chain, ``journal.sequence`` the number of the batch: writers on PostgreSQL take
their number when they begin and their place when they end, so that they need not wait for each other in between.
"""

from __future__ import annotations

from alembic import context, op
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
)
from sqlalchemy.schema import CreateSequence, DropSequence, Sequence
from sqlalchemy.sql.schema import SchemaItem

revision = "0004"
down_revision: str | None = "0003"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_KNOWN = ("journal", "decisions", "facts", "units", "measures", "places", "series", "actors")
BATCHES = Sequence("ledger_batches", data_type=Integer)


def _table(name: str, *items: SchemaItem) -> Table:
    vouched = ForeignKey("journal.sequence", deferrable=True, initially="DEFERRED")
    decided = Column("decision_id", Integer, ForeignKey("decisions.id"), nullable=False)
    own = (Column("id", Integer, primary_key=True, autoincrement=True), decided)
    at = Column("recorded_at", Text, nullable=False)
    batch = Column("batch", Integer, vouched, nullable=False, index=True)
    return Table(name, metadata, *own, *items, at, batch)


def _text(name: str, *, null: bool = False, to: str | None = None) -> Column[str]:
    return Column(name, Text, *([ForeignKey(to)] if to else []), nullable=null)


def _whole(name: str, to: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(to), nullable=False)


def _stand_ins() -> None:
    """The tables of earlier migrations that foreign keys name; never created here."""
    for name in _KNOWN:
        kind = Integer if name in ("decisions", "actors") else Text
        key = ("sequence", Integer) if name == "journal" else ("id", kind)
        Table(name, metadata, Column(key[0], key[1], primary_key=True))


_stand_ins()
CORRECTIONS = _table(
    "corrections",
    _text("fact_id", to="facts.id"),
    Column("low", Double, nullable=True),
    Column("high", Double, nullable=True),
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
    CheckConstraint("vague IN (TRUE, FALSE)", name="vague"),
    CheckConstraint("low IS NOT NULL OR high IS NOT NULL", name="bounded"),
    CheckConstraint("low <= high", name="bounds"),
    CheckConstraint("period_start <= period_end", name="period"),
    Index(None, "fact_id"),
)
SERIES_MERGES = _table(
    "series_merges", _text("series_id", to="series.id"), _text("into_id", to="series.id"), Index(None, "series_id")
)
ACTOR_MERGES = _table(
    "actor_merges", _whole("actor_id", "actors.id"), _whole("into_id", "actors.id"), Index(None, "actor_id")
)
TABLES = (CORRECTIONS, SERIES_MERGES, ACTOR_MERGES)

_VALUES = "FROM stated_figures WHERE NOT rejected AND role IN ('value', 'correction')"
_KIND = "CASE WHEN role = 'correction' AND kind NOT IN ('first', 'repeated') THEN 'corrected' ELSE kind END"

# Written so that both engines reach a series by its index and never run through a subquery for each fact where a join
# does. DISTINCT keeps SQLite from working through the whole query once for each half of the UNION.
# Written so that both engines reach one series by its index, and so that over all figures joins do what subqueries for
# each figure would. DISTINCT keeps SQLite from working through the whole query once for each half of the UNION.
STATED_FIGURES = """
SELECT
    f.id AS id, r.key AS report, v.number AS version, v.id AS version_id, o.name AS outlet, v.title AS title,
    v.url AS url, v.published_at AS published_at, v.recorded_at AS recorded_at,
    coalesce(c.measure_id, f.measure_id) AS measure,
    CAST(CASE WHEN c.id IS NULL THEN f.low ELSE c.low END AS DOUBLE PRECISION) AS low,
    CAST(CASE WHEN c.id IS NULL THEN f.high ELSE c.high END AS DOUBLE PRECISION) AS high,
    coalesce(c.comparator, f.comparator) AS comparator, coalesce(c.unit_id, f.unit_id) AS unit,
    f.surface AS surface, coalesce(c.entity, f.entity) AS entity,
    CASE WHEN c.id IS NULL THEN f.group_name ELSE c.group_name END AS group_name,
    CASE WHEN c.id IS NULL THEN f.place_id ELSE c.place_id END AS place,
    CASE WHEN c.id IS NULL THEN f.period_start ELSE c.period_start END AS period_start,
    CASE WHEN c.id IS NULL THEN f.period_end ELSE c.period_end END AS period_end,
    coalesce(c.basis, f.basis) AS basis,
    CASE WHEN c.id IS NULL THEN f.direction ELSE c.direction END AS direction,
    coalesce(c.status, f.status) AS status, coalesce(c.vague, f.vague) AS vague, f.implicit AS implicit,
    f.confidence AS confidence,
    CASE WHEN c.id IS NULL THEN a.name ELSE c.claimant END AS claimant,
    CASE WHEN c.id IS NULL THEN a.kind ELSE c.claimant_kind END AS claimant_kind,
    coalesce(CASE WHEN c.id IS NULL THEN a.name ELSE c.claimant END, o.name) AS credited,
    coalesce(CASE WHEN c.id IS NULL THEN y.name ELSE c.claimant END, o.name) AS actor,
    w.series AS series, w.question AS question, p.role AS role,
    f.span_start AS span_start, f.span_end AS span_end,
    f.sentence_start AS sentence_start, f.sentence_end AS sentence_end,
    substr(v.text, f.sentence_start + 1, f.sentence_end - f.sentence_start) AS quote,
    v.number = (SELECT max(l.number) FROM report_versions l WHERE l.report_id = v.report_id) AS newest,
    c.id IS NOT NULL AS corrected,
    coalesce(d.kind = 'reject', FALSE) AS rejected, coalesce(d.kind = 'accept', FALSE) AS accepted
FROM report_versions v
JOIN reports r ON r.id = v.report_id
JOIN readings g ON g.version_id = v.id
JOIN reading_adoptions b ON b.reading_id = g.id
JOIN facts f ON f.reading_id = g.id
JOIN placements p ON p.fact_id = f.id
JOIN (
    SELECT z.id AS placed, z.id AS series, z.question_id AS question FROM series z
    WHERE NOT EXISTS (SELECT 1 FROM series_merges n WHERE n.series_id = z.id)
    UNION ALL
    SELECT DISTINCT m.series_id, m.into_id, t.question_id FROM series_merges m JOIN series t ON t.id = m.into_id
    WHERE NOT EXISTS (SELECT 1 FROM series_merges n WHERE n.series_id = m.series_id AND n.id > m.id)
) w ON w.placed = p.series_id
LEFT JOIN outlets o ON o.id = v.outlet_id
LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
LEFT JOIN corrections c ON c.fact_id = f.id
    AND NOT EXISTS (SELECT 1 FROM corrections k WHERE k.fact_id = c.fact_id AND k.id > c.id)
LEFT JOIN decisions d ON d.target = f.id AND d.kind IN ('accept', 'reject') AND NOT EXISTS (
    SELECT 1 FROM decisions k WHERE k.target = d.target AND k.kind IN ('accept', 'reject') AND k.id > d.id
)
LEFT JOIN actors y ON y.id = coalesce(
    (SELECT x.into_id FROM actor_merges x WHERE x.actor_id = a.actor_id ORDER BY x.id DESC LIMIT 1), a.actor_id
)
WHERE NOT EXISTS (SELECT 1 FROM placements q WHERE q.fact_id = p.fact_id AND q.id > p.id)
AND NOT EXISTS (
    SELECT 1 FROM readings h JOIN reading_adoptions e ON e.reading_id = h.id
    WHERE h.version_id = g.version_id AND e.id > b.id
)
"""

# The same as ``newest``, in the form that PostgreSQL makes a join of.
FIGURES = """
SELECT * FROM stated_figures WHERE NOT rejected AND NOT EXISTS (
    SELECT 1 FROM report_versions o JOIN report_versions l ON l.report_id = o.report_id AND l.number > o.number
    WHERE o.id = stated_figures.version_id
)
"""

CLAIMANTS = """
SELECT
    actor AS claimant, min(claimant_kind) AS kind, count(*) AS figures, count(DISTINCT series) AS series,
    count(DISTINCT report) AS reports, min(published_at) AS first_published_at, max(published_at) AS last_published_at
FROM figures WHERE actor IS NOT NULL GROUP BY actor
"""

# What was said before and what is said again in one version are no steps.
_NEWEST_FIRST = """
    PARTITION BY series
    ORDER BY coalesce(published_at, '') DESC, recorded_at DESC, report, version DESC, span_start, id
"""

# One row of each series, told twice: SQLite sorts ids alone and then looks each up, PostgreSQL sorts whole rows but the
# quote. Each is slow in the other's way.
LATEST_BY_ID = f"""
SELECT * FROM figures WHERE id IN (SELECT id FROM (
    SELECT id, row_number() OVER ({_NEWEST_FIRST}) AS place_in_series FROM figures
    WHERE role IN ('value', 'correction')
) ranked WHERE place_in_series = 1)
"""
_BEFORE_QUOTE = (
    *("id", "report", "version", "version_id", "outlet", "title", "url", "published_at", "recorded_at", "measure"),
    *("low", "high", "comparator", "unit", "surface", "entity", "group_name", "place", "period_start", "period_end"),
    *("basis", "direction", "status", "vague", "implicit", "confidence", "claimant", "claimant_kind", "credited"),
    *("actor", "series", "question", "role", "span_start", "span_end", "sentence_start", "sentence_end"),
)
_AFTER_QUOTE = ("newest", "corrected", "rejected", "accepted")
LATEST_BY_ROW = f"""
SELECT
    {", ".join(f"n.{name} AS {name}" for name in _BEFORE_QUOTE)},
    substr(t.text, n.sentence_start + 1, n.sentence_end - n.sentence_start) AS quote,
    {", ".join(f"n.{name} AS {name}" for name in _AFTER_QUOTE)}
FROM (
    SELECT {", ".join((*_BEFORE_QUOTE, *_AFTER_QUOTE))}, row_number() OVER ({_NEWEST_FIRST}) AS place_in_series
    FROM figures WHERE role IN ('value', 'correction')
) n JOIN report_versions t ON t.id = n.version_id
WHERE n.place_in_series = 1
"""

CHECK_INFO = """
SELECT
    k.kind AS kind, k.message AS message, f.report AS report, f.version AS version, f.outlet AS outlet, f.url AS url,
    f.published_at AS published_at, f.measure AS measure, f.surface AS surface, f.quote AS quote, f.id AS fact,
    f.series AS series, k.recorded_at AS recorded_at
FROM checks k JOIN stated_figures f ON f.id = k.fact_id
"""

DECISION_INFO = """
SELECT
    id AS id, kind AS kind, target AS target, changes AS changes, author AS author, reason AS reason,
    recorded_at AS recorded_at
FROM decisions
"""

# Both sides are versions, so that each is hidden where the ledger is asked for an earlier day.
CARRIER_INFO = """
SELECT
    r.key AS report, v.number AS version, o.name AS outlet, v.title AS title, v.url AS url,
    v.published_at AS published_at, q.key AS original_report, w.number AS original_version, p.name AS original_outlet,
    w.title AS original_title, w.url AS original_url, w.published_at AS original_published_at,
    c.similarity AS similarity, c.recorded_at AS recorded_at, v.id AS version_id, w.id AS original_id
FROM carriers c
JOIN report_versions v ON v.id = c.version_id
JOIN reports r ON r.id = v.report_id
LEFT JOIN outlets o ON o.id = v.outlet_id
JOIN report_versions w ON w.id = c.original_id
JOIN reports q ON q.id = w.report_id
LEFT JOIN outlets p ON p.id = w.outlet_id
"""
_CARRIER_KEYS = ("version_id", "original_id")


def _earlier(revision_id: str) -> dict[str, str]:
    """The views as an earlier migration made them."""
    views: dict[str, str] = context.script.get_revision(revision_id).module.VIEWS
    return views


def _replace_views(old: dict[str, str], new: dict[str, str]) -> None:
    for name in reversed(old):
        op.execute(f"DROP VIEW {name}")
    for name, select in new.items():
        op.execute(f"CREATE VIEW {name} AS {select}")


def views() -> dict[str, str]:
    """Every view as it stands after this migration, in the order in which they are made."""
    earlier = _earlier("0003")
    changed = {
        "stated_figures": STATED_FIGURES,
        "figures": FIGURES,
        "latest_figures": LATEST_BY_ID if op.get_bind().dialect.name == "sqlite" else LATEST_BY_ROW,
        "revisions": _revisions(earlier["revisions"]),
        "claimants": CLAIMANTS,
        "decision_info": DECISION_INFO,
        "check_info": CHECK_INFO,
        "carrier_info": CARRIER_INFO,
    }
    return earlier | changed


def _revisions(earlier: str) -> str:
    """The steps between values alone, and ``corrected`` where the text says so."""
    return (
        earlier.replace("FROM stated_figures WHERE NOT rejected", _VALUES)
        .replace("published_at, recorded_at, quote, surface,", "published_at, recorded_at, quote, surface, role,")
        .replace("series, question, number, kind, measure,", f"series, question, number, {_KIND} AS kind, measure,")
    )


def upgrade() -> None:
    for table in TABLES:
        table.create(op.get_bind())
    _guard([table.name for table in TABLES])
    _give_positions()
    for key in _CARRIER_KEYS:
        op.create_index(f"ix_carriers_{key}", "carriers", [key])
    op.add_column("placements", Column("role", Text, nullable=False, server_default="value"))
    if op.get_bind().dialect.name == "postgresql":
        newest = op.get_bind().exec_driver_sql("SELECT coalesce(max(sequence), 0) FROM journal").scalar_one()
        op.execute(CreateSequence(Sequence("ledger_batches", start=newest + 1)))
    _replace_views(_earlier("0003"), views())


def _guard(tables: list[str]) -> None:
    earlier = context.script.get_revision("0002").module
    for table in tables:
        if op.get_bind().dialect.name == "sqlite":
            earlier._guard_sqlite(table)
            continue
        for name, event, each in (
            ("append_only", "UPDATE OR DELETE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION ledger_append_only()"
            )


def _give_positions() -> None:
    """Entries written so far stand in the order of their batches. The guard steps aside for this one update."""
    op.add_column("journal", Column("position", Integer, nullable=True))
    _unguard("journal")
    op.execute("UPDATE journal SET position = sequence")
    op.create_index("ix_journal_position", "journal", ["position"], unique=True)
    _guard(["journal"])
    if op.get_bind().dialect.name == "sqlite":
        _guard_position()


def _guard_position() -> None:
    """The index on ``position`` is a key too: INSERT OR REPLACE must not go round by it."""
    op.execute("DROP TRIGGER journal_no_replace")
    keys = ("sequence", "previous", "digest", "position")
    taken = " OR ".join(f"{key} = NEW.{key}" for key in keys)
    op.execute(
        f"CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE {taken}) "
        "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
    )


def _unguard(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("no_update", "no_delete", "no_replace"):
            op.execute(f"DROP TRIGGER {table}_{name}")
        return
    for name in ("append_only", "no_truncate"):
        op.execute(f"DROP TRIGGER {table}_{name} ON {table}")


def downgrade() -> None:
    _replace_views(views(), _earlier("0003"))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(DropSequence(BATCHES))
    for table in reversed(TABLES):
        _unguard(table.name)
        table.drop(op.get_bind())
    for key in _CARRIER_KEYS:
        op.drop_index(f"ix_carriers_{key}", "carriers")
    op.drop_column("placements", "role")
    _unguard("journal")
    op.drop_index("ix_journal_position", "journal")
    op.drop_column("journal", "position")
    _guard(["journal"])
