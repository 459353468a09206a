"""The named queries as somebody would write them by hand for SQLite: to the tables, and no more than is needed.

They heed what the views heed (newest versions, adopted readings, last placements, merges, corrections, rejections), so
that they find as many rows.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["BY_HAND", "totals_by_hand"]

_STATED = """
    SELECT v.id, v.report_id, v.number, v.outlet_id, v.published_at, v.recorded_at, g.id AS reading
    FROM report_versions v JOIN readings g ON g.version_id = v.id
    WHERE g.id = (
        SELECT e.reading_id FROM reading_adoptions e JOIN readings h ON h.id = e.reading_id
        WHERE h.version_id = v.id ORDER BY e.id DESC LIMIT 1
    )"""
_NEWEST = (
    "\n    AND NOT EXISTS (SELECT 1 FROM report_versions l WHERE l.report_id = v.report_id AND l.number > v.number)"
)
_HEAD = f"""WITH stated AS ({_STATED}
), current AS ({_STATED}{_NEWEST}
), rejected AS MATERIALIZED (
    SELECT target FROM decisions d WHERE kind = 'reject' AND NOT EXISTS (
        SELECT 1 FROM decisions k WHERE k.target = d.target AND k.kind IN ('accept', 'reject') AND k.id > d.id
    )
), fixed AS MATERIALIZED (
    SELECT fact_id, low, high, measure_id, claimant FROM corrections c
    WHERE NOT EXISTS (SELECT 1 FROM corrections k WHERE k.fact_id = c.fact_id AND k.id > c.id)
), merged AS MATERIALIZED (
    SELECT series_id, into_id FROM series_merges m
    WHERE NOT EXISTS (SELECT 1 FROM series_merges k WHERE k.series_id = m.series_id AND k.id > m.id)
), """
_SERIES = "coalesce(m.into_id, p.series_id)"
_LOW, _HIGH = (f"CASE WHEN c.fact_id IS NULL THEN f.{name} ELSE c.{name} END" for name in ("low", "high"))
_PLACED = """JOIN placements p ON p.fact_id = f.id
        AND NOT EXISTS (SELECT 1 FROM placements q WHERE q.fact_id = p.fact_id AND q.id > p.id)
    LEFT JOIN merged m ON m.series_id = p.series_id
    LEFT JOIN fixed c ON c.fact_id = f.id"""
_KEPT = "f.id NOT IN (SELECT target FROM rejected) AND p.role IN ('value', 'correction')"
_KILLED = " AND f.measure_id = 'killed'"
_CITED = """v.published_at, o.name, v.title, r.key, v.number, v.url,
    substr(v.text, f.sentence_start + 1, f.sentence_end - f.sentence_start), f.span_start, f.span_end"""


def _cite(fact: str) -> str:
    return f"""JOIN facts f ON f.id = {fact} JOIN readings g ON g.id = f.reading_id
JOIN report_versions v ON v.id = g.version_id JOIN reports r ON r.id = v.report_id
LEFT JOIN outlets o ON o.id = v.outlet_id"""


def _latest(condition: str = "") -> str:
    return f"""latest AS (
    SELECT * FROM (
        SELECT f.id, {_SERIES} AS series, {_LOW} AS low, {_HIGH} AS high, f.basis, f.status, f.unit_id, f.place_id,
            f.group_name, f.vague, f.period_start, f.period_end, v.published_at, v.recorded_at, f.confidence,
            row_number() OVER (
                PARTITION BY {_SERIES}
                ORDER BY coalesce(v.published_at, '') DESC, v.recorded_at DESC, v.report_id, v.number DESC, f.span_start
            ) AS nth
        FROM current v JOIN facts f ON f.reading_id = v.reading {_PLACED}
        WHERE {_KEPT}{condition}
    ) WHERE nth = 1
)"""


def _steps(condition: str = "") -> str:
    return f"""steps AS (
    SELECT f.id, {_SERIES} AS series, {_LOW} AS low, {_HIGH} AS high, f.surface, v.published_at,
        coalesce(CASE WHEN c.fact_id IS NULL THEN a.name ELSE c.claimant END, o.name) AS credited,
        row_number() OVER w AS number, lag(f.id) OVER w AS before_id, lag(f.surface) OVER w AS before_surface,
        lag({_LOW}) OVER w AS before_low, lag({_HIGH}) OVER w AS before_high
    FROM stated v LEFT JOIN outlets o ON o.id = v.outlet_id JOIN facts f ON f.reading_id = v.reading {_PLACED}
    LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
    WHERE {_KEPT}{condition}
    WINDOW w AS (
        PARTITION BY {_SERIES}
        ORDER BY coalesce(v.published_at, ''), v.recorded_at, v.report_id, v.number, f.span_start
    )
)"""


def _said(columns: str) -> str:
    return f"""
    SELECT f.id, {columns}
    FROM current v JOIN reports r ON r.id = v.report_id LEFT JOIN outlets o ON o.id = v.outlet_id
    JOIN facts f ON f.reading_id = v.reading {_PLACED} JOIN series s ON s.id = {_SERIES}
    WHERE {_KEPT}"""


def totals_by_hand(written_out: str) -> str:
    """``monthly_totals``, whose own rules leave nothing to do otherwise, over the latest figures by hand."""
    latest = f"""{_HEAD}{_latest(_KILLED)}, newest AS (
    SELECT l.*, s.question_id AS question, l.unit_id AS unit, l.place_id AS place, 'killed' AS measure
    FROM latest l JOIN series s ON s.id = l.series
), """
    body = written_out.partition("WITH ")[2]
    return latest + body.replace("FROM latest_figures f", "FROM newest f")


_MOVED = "(low - before_low) / before_low"

# What the next version of the same report says nothing of.
_GONE = f"""
    SELECT f.id, l.published_at AS gone_at
    FROM stated v
    JOIN report_versions l ON l.report_id = v.report_id AND l.number = v.number + 1
    JOIN facts f ON f.reading_id = v.reading {_PLACED}
    WHERE f.id NOT IN (SELECT target FROM rejected) AND NOT EXISTS (
        SELECT 1 FROM stated w JOIN facts g ON g.reading_id = w.reading JOIN placements n ON n.fact_id = g.id
        LEFT JOIN merged k ON k.series_id = n.series_id
        WHERE w.report_id = l.report_id AND w.number = l.number AND g.id NOT IN (SELECT target FROM rejected)
            AND coalesce(k.into_id, n.series_id) = {_SERIES}
    )"""

BY_HAND = MappingProxyType(
    {
        "biggest_revisions": f"""{_HEAD}{_steps()}, biggest AS (
    SELECT *, 100 * {_MOVED} AS percent FROM steps
    WHERE low <> before_low AND before_low <> 0 ORDER BY abs({_MOVED}) DESC, series, number LIMIT 20
)
SELECT b.before_surface, b.surface, b.percent, {_CITED} FROM biggest b {_cite("b.id")} ORDER BY abs(percent) DESC""",
        "changes_since": f"""{_HEAD}fresh AS (
    SELECT {_SERIES} AS series FROM report_versions v JOIN readings g ON g.version_id = v.id
    JOIN facts f ON f.reading_id = g.id JOIN placements p ON p.fact_id = f.id
    LEFT JOIN merged m ON m.series_id = p.series_id WHERE v.published_at >= '2023-12-20'
), {_steps(f" AND {_SERIES} IN (SELECT series FROM fresh)")}
SELECT s.published_at, s.before_surface, s.low - s.before_low, {_CITED} FROM steps s {_cite("s.id")}
WHERE s.published_at >= '2023-12-20'
    AND (s.before_low IS NULL OR s.low <> s.before_low OR s.high <> s.before_high)
UNION ALL
SELECT w.gone_at, f.surface, NULL, {_CITED} FROM ({_GONE} AND l.published_at >= '2023-12-20') w {_cite("w.id")}
ORDER BY 1""",
        "converted": f"""{_HEAD}{_latest()}
SELECT l.low * 1.0, l.high * 1.0, {_CITED} FROM latest l {_cite("l.id")} WHERE l.unit_id IN ('acre', 'hectare')""",
        "coverage": f"""{_HEAD}counted AS (
    SELECT v.outlet_id, count(DISTINCT v.report_id), count(*) AS figures, min(v.published_at), max(v.published_at),
        count(DISTINCT coalesce(c.measure_id, f.measure_id)),
        count(DISTINCT CASE WHEN c.fact_id IS NULL THEN a.name ELSE c.claimant END),
        max(coalesce(v.published_at, '0000-00-00') || f.id) AS newest
    FROM current v JOIN facts f ON f.reading_id = v.reading
    LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0 LEFT JOIN fixed c ON c.fact_id = f.id
    WHERE f.id NOT IN (SELECT target FROM rejected) GROUP BY v.outlet_id
)
SELECT c.*, f.surface, {_CITED} FROM counted c {_cite("substr(c.newest, 11)")} ORDER BY c.figures DESC""",
        "disagreements": f"""{_HEAD}{_latest()}, claims AS (
    SELECT l.*, s.question_id AS question, s.claimant FROM latest l JOIN series s ON s.id = l.series
    WHERE l.status IN ('actual', 'unconfirmed')
), compared AS (
    SELECT question, basis, count(DISTINCT claimant), min(low) AS lowest, max(high) AS highest,
        max(coalesce(high, low)) - min(coalesce(low, high)) AS spread, max(id) AS best
    FROM claims GROUP BY question, basis
    HAVING count(DISTINCT claimant) > 1 AND (min(low) <> max(low) OR min(high) <> max(high))
)
SELECT c.*, f.surface, {_CITED} FROM compared c {_cite("c.best")} ORDER BY c.spread DESC""",
        "first_said": f"""{_HEAD}said AS ({
            _said(
                f'''s.question_id AS question, f.basis, s.claimant, coalesce(o.name, r.key) AS told_by,
        coalesce({_LOW}, {_HIGH}) AS value, CASE WHEN f.vague THEN 2 WHEN f.comparator = '~' THEN 1 ELSE 0 END AS rough,
        row_number() OVER (
            PARTITION BY s.question_id, f.basis, coalesce({_LOW}, {_HIGH}),
                CASE WHEN f.vague THEN 2 WHEN f.comparator = '~' THEN 1 ELSE 0 END
            ORDER BY coalesce(v.published_at, '9999'), v.recorded_at, r.key, v.number, f.span_start, f.id
        ) AS nth'''
            )
        } AND f.status IN ('actual', 'unconfirmed')
), told AS (
    SELECT value, max(CASE nth WHEN 1 THEN id END) AS first_id, max(CASE nth WHEN 1 THEN claimant END) AS said_by,
        count(DISTINCT told_by) AS outlets, count(DISTINCT claimant) AS claimants
    FROM said GROUP BY question, basis, rough, value
)
SELECT t.*, f.measure_id, f.place_id, f.surface, f.comparator, {_CITED} FROM told t {_cite("t.first_id")}
ORDER BY f.measure_id, coalesce(f.place_id, ''), coalesce(v.published_at, ''), t.value""",
        "latest_toll": f"""{_HEAD}{_latest(_KILLED)}
SELECT l.place_id, a.name, l.low, l.high, f.surface, {_CITED} FROM latest l {_cite("l.id")}
LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
WHERE l.basis <> 'increment' AND l.status IN ('actual', 'unconfirmed')
ORDER BY coalesce(l.place_id, ''), coalesce(v.published_at, '') DESC""",
        "needs_review": f"""{_HEAD}worst AS (
    SELECT f.id, f.confidence FROM facts f JOIN current v ON f.reading_id = v.reading
    WHERE f.confidence < 0.5 AND f.id NOT IN (SELECT target FROM rejected) ORDER BY f.confidence, f.id LIMIT 200
)
SELECT w.confidence, f.surface, {_CITED} FROM worst w {_cite("w.id")} ORDER BY w.confidence, w.id""",
        "one_outlet_only": f"""{_HEAD}alone AS (
    SELECT s.question_id AS question, count(*), min(v.published_at),
        max(coalesce(v.published_at, '0000-00-00') || f.id) AS newest
    FROM current v JOIN facts f ON f.reading_id = v.reading {_PLACED} JOIN series s ON s.id = {_SERIES}
    WHERE f.id NOT IN (SELECT target FROM rejected)
    GROUP BY s.question_id HAVING min(v.outlet_id) = max(v.outlet_id)
)
SELECT a.*, f.surface, {_CITED} FROM alone a {_cite("substr(a.newest, 11)")}""",
        "revised_claimants": f"""{_HEAD}{_steps()}, counted AS (
    SELECT credited, count(*), count(DISTINCT series), sum(before_low IS NOT NULL AND low <> before_low) AS revised,
        sum(low > before_low), sum(low < before_low), avg(100 * {_MOVED}),
        max(CASE WHEN low <> before_low THEN coalesce(published_at, '0000-00-00') || id END) AS newest
    FROM steps GROUP BY credited
)
SELECT c.*, f.surface, {_CITED} FROM counted c {_cite("substr(c.newest, 11)")} ORDER BY c.revised DESC""",
        "timeline": f"""{_HEAD}{_steps(_KILLED)}
SELECT s.before_surface, s.surface, s.low - s.before_low, 100 * (s.low - s.before_low) / s.before_low, {_CITED}
FROM steps s {_cite("s.id")} ORDER BY coalesce(s.published_at, ''), s.series, s.number""",
        "wire_copy": f"""{_HEAD}said AS ({
            _said(
                f'''{_SERIES} AS series, coalesce(o.name, r.key) AS told_by, {_LOW} AS low, {_HIGH} AS high,
        row_number() OVER (
            PARTITION BY {_SERIES}, {_LOW}, {_HIGH}
            ORDER BY coalesce(v.published_at, '9999'), v.recorded_at, r.key, v.number, f.span_start
        ) AS nth'''
            )
        }
), pairs AS (
    SELECT a.id AS first_id, b.id AS carrier_id FROM said a
    JOIN said b ON b.series = a.series AND b.low IS a.low AND b.high IS a.high AND b.nth > 1 AND b.told_by <> a.told_by
    WHERE a.nth = 1
)
SELECT f.surface, {_CITED}, bv.published_at, bo.name, br.key, bv.url,
    substr(bv.text, bf.sentence_start + 1, bf.sentence_end - bf.sentence_start)
FROM pairs w {_cite("w.first_id")}
JOIN facts bf ON bf.id = w.carrier_id JOIN readings bg ON bg.id = bf.reading_id
JOIN report_versions bv ON bv.id = bg.version_id JOIN reports br ON br.id = bv.report_id
LEFT JOIN outlets bo ON bo.id = bv.outlet_id
ORDER BY f.measure_id, coalesce(f.place_id, ''), coalesce(v.published_at, ''), f.id""",
        "withdrawn": f"""{_HEAD}gone AS ({_GONE})
SELECT f.surface, {_CITED} FROM gone w {_cite("w.id")}""",
    }
)
