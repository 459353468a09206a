"""Every row of a view can cite: outlet, title, address, version, the words around the figure and where they stand.

revisions       both sides of a step cite; the step before is found in one pass over a series, not by a join
disagreements   both sides cite, offsets included
check_info      the flagged figure with its citation
decision_info   the figure that was decided on, where the decision is on one, with its citation
problem_info    outlet, title and address of the report
"""

from __future__ import annotations

from alembic import context, op

revision = "0005"
down_revision: str | None = "0004"

_SIDES = ("low", "high", "surface", "direction", "looseness", "loose_word", "version_id", "report", "version")
_PLACES = ("published_at", "span_start", "span_end", "sentence_start", "sentence_end")
_LAGS = ",\n        ".join(f"lag({name}) OVER w AS before_{name}" for name in (*_SIDES, *_PLACES))

# Mirrors ledger.diff.step; a test holds the two together. A vague word reaches to five times its floor.
# The window carries no text: what is cited is looked up for the rows that are asked for.
REVISIONS = f"""
WITH steps AS (
    SELECT
        id, series, question, measure, unit, group_name, place, credited, basis, status, report, version, version_id,
        published_at, recorded_at, surface, low, high, comparator, direction, role,
        span_start, span_end, sentence_start, sentence_end,
        2 * CASE comparator WHEN '=' THEN 0 WHEN '~' THEN 1 WHEN '>' THEN 2 WHEN '<' THEN 2 ELSE 3 END
            + CASE WHEN vague THEN 1 ELSE 0 END AS looseness,
        CASE WHEN vague THEN 1 ELSE 0 END AS loose_word
    FROM stated_figures WHERE NOT rejected AND role IN ('value', 'correction')
), paired AS (
    SELECT
        steps.*, row_number() OVER w AS number, lag(id) OVER w AS before_id,
        {_LAGS}
    FROM steps
    WINDOW w AS (
        PARTITION BY series ORDER BY coalesce(published_at, ''), recorded_at, report, version, span_start, id
    )
), signed AS (
    SELECT
        paired.*,
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
        END AS step_kind
    FROM measured
), moved AS (
    SELECT
        classed.*,
        CASE
            WHEN new_point = old_point OR shift = 0 OR step_kind IN ('first', 'repeated') THEN NULL
            WHEN coalesce(new_low, -1e308) = coalesce(old_low, -1e308)
                AND coalesce(new_high, 1e308) = coalesce(old_high, 1e308) THEN NULL
            ELSE shift
        END AS delta
    FROM classed
)
SELECT
    m.series AS series, m.question AS question, m.number AS number,
    CASE WHEN m.role = 'correction' AND m.step_kind NOT IN ('first', 'repeated') THEN 'corrected' ELSE m.step_kind END
        AS kind,
    m.measure AS measure, m.unit AS unit, m.group_name AS group_name, m.place AS place, m.credited AS credited,
    m.basis AS basis, m.status AS status,
    m.before_id AS before_id, m.before_surface AS before_surface, m.before_low AS before_low,
    m.before_high AS before_high, m.before_report AS before_report, m.before_version AS before_version,
    m.before_published_at AS before_published_at, bo.name AS before_outlet,
    b.title AS before_title, b.url AS before_url,
    substr(b.text, m.before_sentence_start + 1, m.before_sentence_end - m.before_sentence_start) AS before_quote,
    m.before_span_start AS before_span_start, m.before_span_end AS before_span_end,
    m.id AS after_id, m.surface AS after_surface, m.low AS after_low, m.high AS after_high,
    m.report AS after_report, m.version AS after_version, m.published_at AS after_published_at,
    ao.name AS outlet, a.title AS title, a.url AS url,
    substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) AS quote,
    m.span_start AS span_start, m.span_end AS span_end,
    m.delta AS delta,
    CASE WHEN m.base = 0 OR m.opposed OR m.unit IN (
        'percent', 'percentage_point', 'magnitude', 'degree_Celsius', 'degree_Fahrenheit', 'factor'
    ) THEN NULL ELSE 100.0 * m.delta / abs(m.base) END AS percent
FROM moved m
JOIN report_versions a ON a.id = m.version_id
LEFT JOIN outlets ao ON ao.id = a.outlet_id
LEFT JOIN report_versions b ON b.id = m.before_version_id
LEFT JOIN outlets bo ON bo.id = b.outlet_id
"""

_SIDE = """{0}.surface AS surface_{0}, {0}.low AS low_{0}, {0}.high AS high_{0}, {0}.published_at AS published_{0},
    {0}.report AS report_{0}, {0}.version AS version_{0}, {0}.outlet AS outlet_{0}, {0}.title AS title_{0},
    {0}.url AS url_{0}, {0}.quote AS quote_{0}, {0}.span_start AS span_start_{0}, {0}.span_end AS span_end_{0}"""

# The newest claims are found once, without their texts; what is cited is looked up for the pairs that differ.
DISAGREEMENTS = f"""
WITH claims AS (
    SELECT l.id, l.question, l.basis, l.low, l.high, s.claimant
    FROM latest_figures l JOIN series s ON s.id = l.series
    WHERE l.status IN ('actual', 'unconfirmed')
), pairs AS (
    SELECT x.id AS id_a, y.id AS id_b, x.claimant AS claimant_a, y.claimant AS claimant_b
    FROM claims x JOIN claims y ON y.question = x.question AND y.basis = x.basis AND y.claimant > x.claimant
    WHERE coalesce(x.low, -1e308) <> coalesce(y.low, -1e308) OR coalesce(x.high, 1e308) <> coalesce(y.high, 1e308)
)
SELECT
    a.question AS question, a.measure AS measure, a.unit AS unit, a.group_name AS group_name, a.place AS place,
    a.basis AS basis,
    p.claimant_a AS claimant_a, {_SIDE.format("a")},
    p.claimant_b AS claimant_b, {_SIDE.format("b")},
    coalesce(b.low, b.high) - coalesce(a.low, a.high) AS gap
FROM pairs p
JOIN stated_figures a ON a.id = p.id_a
JOIN stated_figures b ON b.id = p.id_b
"""

_CITED = """f.report AS report, f.version AS version, f.outlet AS outlet, f.title AS title, f.url AS url,
    f.published_at AS published_at, f.measure AS measure, f.unit AS unit, f.place AS place, f.credited AS credited,
    f.surface AS surface, f.quote AS quote, f.span_start AS span_start, f.span_end AS span_end"""

CHECK_INFO = f"""
SELECT
    k.kind AS kind, k.message AS message, {_CITED}, f.id AS fact, f.series AS series, k.recorded_at AS recorded_at
FROM checks k JOIN stated_figures f ON f.id = k.fact_id
"""

DECISION_INFO = f"""
SELECT
    d.id AS id, d.kind AS kind, d.target AS target, d.changes AS changes, d.author AS author, d.reason AS reason,
    d.recorded_at AS recorded_at, {_CITED}
FROM decisions d LEFT JOIN stated_figures f ON f.id = d.target
"""

PROBLEM_INFO = """
SELECT
    p.kind AS kind, p.message AS message, p.input AS input, r.key AS report, v.number AS version, o.name AS outlet,
    v.title AS title, v.url AS url, v.published_at AS published_at, p.span_start AS span_start, p.span_end AS span_end,
    substr(v.text, p.span_start + 1, p.span_end - p.span_start) AS surface, n.started_at AS run_started_at
FROM problems p
JOIN ingest_runs n ON n.id = p.run_id
LEFT JOIN report_versions v ON v.id = p.version_id
LEFT JOIN reports r ON r.id = v.report_id
LEFT JOIN outlets o ON o.id = v.outlet_id
"""


def _earlier() -> dict[str, str]:
    """The views as the migration before made them."""
    made: dict[str, str] = context.script.get_revision("0004").module.views()
    return made


def views() -> dict[str, str]:
    """Every view as it stands after this migration, in the order in which they are made."""
    return _earlier() | {
        "revisions": REVISIONS,
        "disagreements": DISAGREEMENTS,
        "check_info": CHECK_INFO,
        "decision_info": DECISION_INFO,
        "problem_info": PROBLEM_INFO,
    }


def _replace_views(old: dict[str, str], new: dict[str, str]) -> None:
    for name in reversed(old):
        op.execute(f"DROP VIEW {name}")
    for name, select in new.items():
        op.execute(f"CREATE VIEW {name} AS {select}")


def upgrade() -> None:
    _replace_views(_earlier(), views())


def downgrade() -> None:
    _replace_views(views(), _earlier())
