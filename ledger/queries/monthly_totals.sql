-- title: Totals of a measure by country and month, with what was left out and why
-- question: How many in each country and month, adding only what adds?
-- param: measure measure [killed] what is said of the counted people or things
-- param: country text [] one country only, by its English name
-- with: countries
-- with: containing
-- narrow: measure
-- Of rival claims the newest actual one that is no vague word counts. A figure that another one of the same country and
-- month may include (same or wider group and place, overlapping days) is a part, and is not added again.
WITH claims AS (
    SELECT f.id, f.question, f.unit, f.basis, f.status, f.group_name, f.place, f.low, f.high, f.published_at,
        coalesce(f.period_start, '0000') AS starts, coalesce(f.period_end, '9999') AS ends, c.country,
        substr(coalesce(f.period_end, f.published_at), 1, 7) AS month,
        row_number() OVER (
            PARTITION BY f.question, f.basis
            ORDER BY CASE f.status WHEN 'actual' THEN 0 WHEN 'unconfirmed' THEN 1 ELSE 2 END,
                CASE WHEN f.vague THEN 1 ELSE 0 END, coalesce(f.published_at, '') DESC, f.recorded_at DESC,
                f.confidence DESC, f.id DESC
        ) AS from_best
    FROM latest_figures f
    LEFT JOIN countries c ON c.place = f.place
    WHERE f.measure = CAST(:measure AS TEXT) AND CAST(:country AS TEXT) IN ('', c.country)
), sorted AS (
    SELECT claims.*,
        CASE
            WHEN status NOT IN ('actual', 'unconfirmed') THEN 'not said to be so'
            WHEN basis <> 'total' THEN basis
            WHEN from_best > 1 THEN 'rival'
            WHEN country IS NULL OR month IS NULL THEN 'unplaced'
        END AS reason
    FROM claims
), parts AS (
    SELECT DISTINCT x.id
    FROM sorted x
    JOIN sorted o ON o.country = x.country AND o.month = x.month AND o.unit = x.unit AND o.id <> x.id
    WHERE x.reason IS NULL AND o.reason IS NULL AND o.starts <= x.ends AND x.starts <= o.ends
        AND (o.group_name IS NULL OR o.group_name = x.group_name)
        AND (o.place = x.place OR EXISTS (SELECT 1 FROM containing h WHERE h.place = x.place AND h.within = o.place))
        AND (
            o.place <> x.place OR (o.group_name IS NULL AND x.group_name IS NOT NULL)
            OR coalesce(o.published_at, '') || o.id > coalesce(x.published_at, '') || x.id
        )
), judged AS (
    SELECT s.*, CASE WHEN s.reason IS NOT NULL THEN s.reason WHEN p.id IS NOT NULL THEN 'part' ELSE 'counted' END AS verdict
    FROM sorted s
    LEFT JOIN parts p ON p.id = s.id
), totals AS (
    SELECT country, month, unit, sum(CASE verdict WHEN 'counted' THEN 1 ELSE 0 END) AS counted,
        CASE WHEN sum(CASE WHEN verdict = 'counted' AND low IS NULL THEN 1 ELSE 0 END) = 0
            THEN sum(CASE verdict WHEN 'counted' THEN low END) END AS low,
        CASE WHEN sum(CASE WHEN verdict = 'counted' AND high IS NULL THEN 1 ELSE 0 END) = 0
            THEN sum(CASE verdict WHEN 'counted' THEN high END) END AS high,
        sum(CASE verdict WHEN 'counted' THEN 0 ELSE 1 END) AS left_out,
        sum(CASE verdict WHEN 'rival' THEN 1 ELSE 0 END) AS rivals,
        sum(CASE verdict WHEN 'part' THEN 1 ELSE 0 END) AS parts,
        sum(CASE verdict WHEN 'increment' THEN 1 ELSE 0 END) AS additions,
        sum(CASE WHEN verdict IN ('level', 'change') THEN 1 ELSE 0 END) AS levels_and_changes,
        sum(CASE verdict WHEN 'not said to be so' THEN 1 ELSE 0 END) AS not_actual,
        sum(CASE verdict WHEN 'unplaced' THEN 1 ELSE 0 END) AS unplaced,
        coalesce(
            max(CASE verdict WHEN 'counted' THEN coalesce(published_at, '0000-00-00') || id END),
            max(coalesce(published_at, '0000-00-00') || id)
        ) AS newest
    FROM judged
    GROUP BY country, month, unit
)
SELECT t.country, t.month, t.unit, t.counted, t.low, t.high, t.left_out, t.rivals, t.parts, t.additions,
    t.levels_and_changes, t.not_actual, t.unplaced, f.surface AS newest_surface, f.place, f.credited, f.published_at, f.outlet,
    f.title, f.report, f.version, f.url, f.quote, f.span_start, f.span_end
FROM totals t
JOIN cited_figures f ON f.id = substr(t.newest, 11)
ORDER BY coalesce(t.country, ''), coalesce(t.month, ''), t.unit
