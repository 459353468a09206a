"""Views for whoever goes through the whole ledger, and a quicker way to revisions; no row and no column changes.

all_figures      the rows of stated_figures, all_revisions those of revisions: planned for all of them, not for a few
latest_figures   goes through all figures, so it does so by all_figures (on SQLite)
revisions        what is sorted is narrow, and what is cited is looked up by id, after
"""

from __future__ import annotations

from alembic import context, op

revision = "0006"
down_revision: str | None = "0005"

# SQLite does not know how many rows belong to another and plans as if few were wanted: it begins with placements,
# which is best for one series and takes twice as long for all. CROSS JOIN makes it keep the order of the text.
# PostgreSQL knows its tables, and is given the views as they are.
_IN_ORDER = ("readings g", "facts f", "placements p")

# Mirrors ledger.diff.step; a test holds the two together. A vague word reaches to five times its floor.
REVISIONS = """
WITH steps AS (
    SELECT
        id, series, unit, credited, report, version, published_at, recorded_at, span_start, low, high, direction, role,
        2 * CASE comparator WHEN '=' THEN 0 WHEN '~' THEN 1 WHEN '>' THEN 2 WHEN '<' THEN 2 ELSE 3 END
            + CASE WHEN vague THEN 1 ELSE 0 END AS looseness
    FROM stated_figures WHERE NOT rejected AND role IN ('value', 'correction')
), paired AS (
    SELECT
        id, series, unit, credited, published_at, low, high, direction, role, looseness,
        row_number() OVER w AS number, lag(id) OVER w AS before_id, lag(low) OVER w AS before_low,
        lag(high) OVER w AS before_high, lag(direction) OVER w AS before_direction,
        lag(looseness) OVER w AS before_looseness
    FROM steps
    WINDOW w AS (
        PARTITION BY series ORDER BY coalesce(published_at, ''), recorded_at, report, version, span_start, id
    )
), signed AS (
    SELECT
        paired.*, looseness & 1 AS loose_word, before_looseness & 1 AS before_loose_word,
        coalesce(direction <> before_direction, FALSE) AS opposed,
        CASE WHEN direction = 'down' AND before_direction = 'up' THEN -high ELSE low END AS new_low,
        CASE WHEN direction = 'down' AND before_direction = 'up' THEN -low ELSE high END AS new_high,
        CASE WHEN before_direction = 'down' AND direction = 'up' THEN -before_high ELSE before_low END AS old_low,
        CASE WHEN before_direction = 'down' AND direction = 'up' THEN -before_low ELSE before_high END AS old_high
    FROM paired
), measured AS (
    SELECT
        signed.*,
        CASE WHEN new_low IS NULL OR new_high IS NULL OR new_low = new_high THEN coalesce(new_low, new_high) END
            AS new_point,
        CASE WHEN old_low IS NULL OR old_high IS NULL OR old_low = old_high THEN coalesce(old_low, old_high) END
            AS old_point,
        coalesce(new_low, -1e308) AS new_floor,
        CASE WHEN loose_word = 1 AND new_high IS NULL THEN new_low * 5 ELSE coalesce(new_high, 1e308) END AS new_reach,
        coalesce(old_low, -1e308) AS old_floor,
        CASE WHEN before_loose_word = 1 AND old_high IS NULL THEN old_low * 5 ELSE coalesce(old_high, 1e308) END
            AS old_reach,
        CASE WHEN new_low IS NOT NULL AND old_low IS NOT NULL THEN new_low - old_low
            WHEN new_high IS NOT NULL AND old_high IS NOT NULL THEN new_high - old_high
            ELSE coalesce(new_low, new_high) - coalesce(old_low, old_high) END AS shift,
        CASE WHEN new_low IS NOT NULL AND old_low IS NOT NULL THEN old_low
            WHEN new_high IS NOT NULL AND old_high IS NOT NULL THEN old_high
            ELSE coalesce(old_low, old_high) END AS base
    FROM signed
), classed AS (
    SELECT
        measured.*,
        CASE
            WHEN before_id IS NULL THEN 'first'
            WHEN new_point = old_point OR (coalesce(new_low, -1e308) = coalesce(old_low, -1e308)
                AND coalesce(new_high, 1e308) = coalesce(old_high, 1e308))
            THEN CASE WHEN looseness > before_looseness THEN 'loosened'
                WHEN looseness < before_looseness THEN 'tightened' ELSE 'repeated' END
            WHEN (old_point IS NULL OR before_loose_word = 1
                    AND coalesce(old_low, -1e308) <> coalesce(old_high, 1e308))
                AND old_floor <= new_floor AND new_reach <= old_reach
                AND (old_floor <> new_floor OR old_reach <> new_reach) THEN 'tightened'
            WHEN (new_point IS NULL OR loose_word = 1 AND coalesce(new_low, -1e308) <> coalesce(new_high, 1e308))
                AND new_floor <= old_floor AND old_reach <= new_reach
                AND (old_floor <> new_floor OR old_reach <> new_reach) THEN 'loosened'
            WHEN shift = 0 AND old_floor <= new_floor AND new_reach <= old_reach
                AND (old_floor <> new_floor OR old_reach <> new_reach) THEN 'tightened'
            WHEN shift = 0 THEN 'loosened'
            WHEN shift > 0 THEN 'raised'
            ELSE 'lowered'
        END AS step_kind
    FROM measured
), moved AS (
    SELECT
        classed.*,
        CASE
            WHEN new_point = old_point OR shift = 0 THEN NULL
            WHEN coalesce(new_low, -1e308) = coalesce(old_low, -1e308)
                AND coalesce(new_high, 1e308) = coalesce(old_high, 1e308) THEN NULL
            ELSE shift
        END AS delta
    FROM classed
)
SELECT
    m.series AS series, z.question_id AS question, m.number AS number,
    CASE WHEN m.role = 'correction' AND m.step_kind NOT IN ('first', 'repeated') THEN 'corrected' ELSE m.step_kind END
        AS kind,
    coalesce(c.measure_id, af.measure_id) AS measure, m.unit AS unit,
    CASE WHEN c.id IS NULL THEN af.group_name ELSE c.group_name END AS group_name,
    CASE WHEN c.id IS NULL THEN af.place_id ELSE c.place_id END AS place, m.credited AS credited,
    coalesce(c.basis, af.basis) AS basis, coalesce(c.status, af.status) AS status,
    m.before_id AS before_id, bf.surface AS before_surface, m.before_low AS before_low,
    m.before_high AS before_high, br.key AS before_report, b.number AS before_version,
    b.published_at AS before_published_at, bo.name AS before_outlet,
    b.title AS before_title, b.url AS before_url,
    substr(b.text, bf.sentence_start + 1, bf.sentence_end - bf.sentence_start) AS before_quote,
    bf.span_start AS before_span_start, bf.span_end AS before_span_end,
    m.id AS after_id, af.surface AS after_surface, m.low AS after_low, m.high AS after_high,
    ar.key AS after_report, a.number AS after_version, m.published_at AS after_published_at,
    ao.name AS outlet, a.title AS title, a.url AS url,
    substr(a.text, af.sentence_start + 1, af.sentence_end - af.sentence_start) AS quote,
    af.span_start AS span_start, af.span_end AS span_end,
    m.delta AS delta,
    CASE WHEN m.base = 0 OR m.opposed OR m.unit IN (
        'percent', 'percentage_point', 'magnitude', 'degree_Celsius', 'degree_Fahrenheit', 'factor'
    ) THEN NULL ELSE 100.0 * m.delta / abs(m.base) END AS percent
FROM moved m
LEFT JOIN series z ON z.id = m.series
LEFT JOIN facts af ON af.id = m.id
LEFT JOIN corrections c ON c.fact_id = m.id
    AND NOT EXISTS (SELECT 1 FROM corrections k WHERE k.fact_id = c.fact_id AND k.id > c.id)
LEFT JOIN readings ag ON ag.id = af.reading_id
LEFT JOIN report_versions a ON a.id = ag.version_id
LEFT JOIN reports ar ON ar.id = a.report_id
LEFT JOIN outlets ao ON ao.id = a.outlet_id
LEFT JOIN facts bf ON bf.id = m.before_id
LEFT JOIN readings bg ON bg.id = bf.reading_id
LEFT JOIN report_versions b ON b.id = bg.version_id
LEFT JOIN reports br ON br.id = b.report_id
LEFT JOIN outlets bo ON bo.id = b.outlet_id
"""


def _earlier() -> dict[str, str]:
    """The views as the migration before made them."""
    made: dict[str, str] = context.script.get_revision("0005").module.views()
    return made


def _in_order(select: str) -> str:
    for name in _IN_ORDER:
        select = select.replace(f"\nJOIN {name} ON", f"\nCROSS JOIN {name} ON")
    return select


def views() -> dict[str, str]:
    """Every view as it stands after this migration, in the order in which they are made."""
    made = _earlier()
    # Each version has a report, so the rows stay; and SQLite leaves the join out where its key is not asked for.
    stated = made["stated_figures"].replace("\nJOIN reports r ON", "\nLEFT JOIN reports r ON")
    latest, every, steps = made["latest_figures"], "SELECT * FROM stated_figures", "SELECT * FROM revisions"
    if op.get_bind().dialect.name == "sqlite":
        latest = latest.replace(
            "FROM figures\n    WHERE role", "FROM all_figures\n    WHERE newest AND NOT rejected AND role"
        )
        every = _in_order(stated)
        # Kept, else each column works out anew what it is made of; a condition on series does not reach past it.
        steps = REVISIONS.replace("stated_figures", "all_figures").replace("signed AS (", "signed AS MATERIALIZED (")
    first = {"stated_figures": stated, "all_figures": every}
    return first | made | first | {"latest_figures": latest, "revisions": REVISIONS, "all_revisions": steps}


def _replace_views(old: dict[str, str], new: dict[str, str]) -> None:
    for name in reversed(old):
        op.execute(f"DROP VIEW {name}")
    for name, select in new.items():
        op.execute(f"CREATE VIEW {name} AS {select}")


def upgrade() -> None:
    _replace_views(_earlier(), views())


def downgrade() -> None:
    _replace_views(views(), _earlier())
