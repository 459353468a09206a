"""The views of the SQL contract: the same names and columns on SQLite and PostgreSQL.

stated_figures    every figure of every version, in the reading adopted last and the series placed in last
figures           those of each report's newest version, rejected ones left out
latest_figures    the newest figure of each series
revisions         each step of a series: before, after, delta, percent, kind
disagreements     two claimants whose newest answers to one question differ, side by side
claimants         who is credited, how often, first and last
version_info      the versions of reports with their outlet (the table report_versions holds the text itself)
problem_info      what could not be used, with the report and version (the table problems holds the bare rows)
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision: str | None = "0002"

STATED_FIGURES = """
SELECT
    f.id AS id, r.key AS report, v.number AS version, v.id AS version_id, o.name AS outlet, v.title AS title,
    v.url AS url, v.published_at AS published_at, v.recorded_at AS recorded_at,
    f.measure_id AS measure, f.low AS low, f.high AS high, f.comparator AS comparator, f.unit_id AS unit,
    f.surface AS surface, f.entity AS entity, f.group_name AS group_name, f.place_id AS place,
    f.period_start AS period_start, f.period_end AS period_end, f.basis AS basis, f.direction AS direction,
    f.status AS status, f.vague AS vague, f.implicit AS implicit, f.confidence AS confidence,
    a.name AS claimant, a.kind AS claimant_kind, coalesce(a.name, o.name) AS credited,
    p.series_id AS series, s.question_id AS question,
    f.span_start AS span_start, f.span_end AS span_end,
    f.sentence_start AS sentence_start, f.sentence_end AS sentence_end,
    substr(v.text, f.sentence_start + 1, f.sentence_end - f.sentence_start) AS quote,
    v.number = (SELECT max(l.number) FROM report_versions l WHERE l.report_id = v.report_id) AS newest,
    coalesce((
        SELECT d.kind = 'reject' FROM decisions d WHERE d.target = f.id AND d.kind IN ('accept', 'reject')
        ORDER BY d.id DESC LIMIT 1
    ), FALSE) AS rejected
FROM report_versions v
JOIN reports r ON r.id = v.report_id
JOIN readings g ON g.version_id = v.id
JOIN facts f ON f.reading_id = g.id
JOIN placements p ON p.id = (SELECT max(q.id) FROM placements q WHERE q.fact_id = f.id)
JOIN series s ON s.id = p.series_id
LEFT JOIN outlets o ON o.id = v.outlet_id
LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
WHERE g.id = (
    SELECT c.reading_id FROM reading_adoptions c JOIN readings h ON h.id = c.reading_id
    WHERE h.version_id = v.id ORDER BY c.id DESC LIMIT 1
)
"""

FIGURES = "SELECT * FROM stated_figures WHERE newest AND NOT rejected"

# An unknown publication date sorts as the oldest: it never outranks a known one.
# Within one version the first statement leads; of several reports recorded in one instant the first in key order does.
LATEST_FIGURES = """
SELECT * FROM figures WHERE id IN (SELECT id FROM (
    SELECT id, row_number() OVER (
        PARTITION BY series
        ORDER BY coalesce(published_at, '') DESC, recorded_at DESC, report, version DESC, span_start, id
    ) AS place_in_series FROM figures
) ranked WHERE place_in_series = 1)
"""

# Mirrors ledger.diff.step; a test holds the two together. A vague word reaches to five times its floor.
REVISIONS = """
WITH steps AS (
    SELECT
        id, series, question, measure, unit, group_name, place, credited, basis, status, report, version, outlet, url,
        published_at, recorded_at, quote, surface, low, high, comparator, direction,
        2 * CASE comparator WHEN '=' THEN 0 WHEN '~' THEN 1 WHEN '>' THEN 2 WHEN '<' THEN 2 ELSE 3 END
            + CASE WHEN vague THEN 1 ELSE 0 END AS looseness,
        CASE WHEN vague THEN 1 ELSE 0 END AS loose_word,
        row_number() OVER w AS number, lag(id) OVER w AS before_id
    FROM stated_figures WHERE NOT rejected
    WINDOW w AS (
        PARTITION BY series ORDER BY coalesce(published_at, ''), recorded_at, report, version, span_start, id
    )
), signed AS (
    SELECT
        a.*, b.surface AS before_surface, b.low AS before_low, b.high AS before_high, b.report AS before_report,
        b.version AS before_version, b.published_at AS before_published_at, b.looseness AS before_looseness,
        b.loose_word AS before_loose_word,
        coalesce(a.direction <> b.direction, FALSE) AS opposed,
        CASE WHEN a.direction = 'down' AND b.direction = 'up' THEN -a.high ELSE a.low END AS new_low,
        CASE WHEN a.direction = 'down' AND b.direction = 'up' THEN -a.low ELSE a.high END AS new_high,
        CASE WHEN b.direction = 'down' AND a.direction = 'up' THEN -b.high ELSE b.low END AS old_low,
        CASE WHEN b.direction = 'down' AND a.direction = 'up' THEN -b.low ELSE b.high END AS old_high
    FROM steps a LEFT JOIN steps b ON b.id = a.before_id
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
        CASE WHEN new_low IS NOT NULL AND old_low IS NOT NULL THEN new_low
            WHEN new_high IS NOT NULL AND old_high IS NOT NULL THEN new_high
            ELSE coalesce(new_low, new_high) END
        - CASE WHEN new_low IS NOT NULL AND old_low IS NOT NULL THEN old_low
            WHEN new_high IS NOT NULL AND old_high IS NOT NULL THEN old_high
            ELSE coalesce(old_low, old_high) END AS shift,
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
        END AS kind
    FROM measured
), moved AS (
    SELECT
        classed.*,
        CASE
            WHEN new_point = old_point OR shift = 0 OR kind IN ('first', 'repeated') THEN NULL
            WHEN coalesce(new_low, -1e308) = coalesce(old_low, -1e308)
                AND coalesce(new_high, 1e308) = coalesce(old_high, 1e308) THEN NULL
            ELSE shift
        END AS delta
    FROM classed
)
SELECT
    series, question, number, kind, measure, unit, group_name, place, credited, basis, status,
    before_id, before_surface, before_low, before_high, before_report, before_version, before_published_at,
    id AS after_id, surface AS after_surface, low AS after_low, high AS after_high, report AS after_report,
    version AS after_version, published_at AS after_published_at, outlet, url, quote,
    delta,
    CASE WHEN base = 0 OR opposed OR unit IN (
        'percent', 'percentage_point', 'magnitude', 'degree_Celsius', 'degree_Fahrenheit', 'factor'
    ) THEN NULL ELSE 100.0 * delta / abs(base) END AS percent
FROM moved
"""

DISAGREEMENTS = """
SELECT
    a.question AS question, a.measure AS measure, a.unit AS unit, a.group_name AS group_name, a.place AS place,
    a.basis AS basis, s.claimant AS claimant_a, a.surface AS surface_a, a.low AS low_a, a.high AS high_a,
    a.published_at AS published_a, a.report AS report_a, a.version AS version_a, a.outlet AS outlet_a, a.url AS url_a,
    a.quote AS quote_a, t.claimant AS claimant_b, b.surface AS surface_b, b.low AS low_b, b.high AS high_b,
    b.published_at AS published_b, b.report AS report_b, b.version AS version_b, b.outlet AS outlet_b, b.url AS url_b,
    b.quote AS quote_b, coalesce(b.low, b.high) - coalesce(a.low, a.high) AS gap
FROM latest_figures a
JOIN series s ON s.id = a.series
JOIN latest_figures b ON b.question = a.question AND b.basis = a.basis
JOIN series t ON t.id = b.series AND t.claimant > s.claimant
WHERE a.status IN ('actual', 'unconfirmed') AND b.status IN ('actual', 'unconfirmed')
    AND (coalesce(a.low, -1e308) <> coalesce(b.low, -1e308) OR coalesce(a.high, 1e308) <> coalesce(b.high, 1e308))
"""

CLAIMANTS = """
SELECT
    credited AS claimant, min(claimant_kind) AS kind, count(*) AS figures, count(DISTINCT series) AS series,
    count(DISTINCT report) AS reports, min(published_at) AS first_published_at, max(published_at) AS last_published_at
FROM figures WHERE credited IS NOT NULL GROUP BY credited
"""

VERSION_INFO = """
SELECT
    r.key AS report, v.number AS version, o.name AS outlet, v.title AS title, v.url AS url,
    v.published_at AS published_at, v.modified_at AS modified_at, v.retrieved_at AS retrieved_at,
    v.recorded_at AS recorded_at, length(v.text) AS characters,
    (SELECT count(*) FROM stated_figures f WHERE f.version_id = v.id AND NOT f.rejected) AS facts
FROM report_versions v JOIN reports r ON r.id = v.report_id LEFT JOIN outlets o ON o.id = v.outlet_id
"""

PROBLEM_INFO = """
SELECT
    p.kind AS kind, p.message AS message, p.input AS input, r.key AS report, v.number AS version,
    p.span_start AS span_start, p.span_end AS span_end,
    substr(v.text, p.span_start + 1, p.span_end - p.span_start) AS surface, n.started_at AS run_started_at
FROM problems p
JOIN ingest_runs n ON n.id = p.run_id
LEFT JOIN report_versions v ON v.id = p.version_id
LEFT JOIN reports r ON r.id = v.report_id
"""

VIEWS = {
    "stated_figures": STATED_FIGURES,
    "figures": FIGURES,
    "latest_figures": LATEST_FIGURES,
    "revisions": REVISIONS,
    "disagreements": DISAGREEMENTS,
    "claimants": CLAIMANTS,
    "version_info": VERSION_INFO,
    "problem_info": PROBLEM_INFO,
}


def upgrade() -> None:
    for name, select in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {select}")


def downgrade() -> None:
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
