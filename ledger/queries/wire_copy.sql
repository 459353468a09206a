-- title: Wire copy: one claim, and each outlet that carries it
-- question: Which numbers look like many voices and are one?
-- param: measure measure [] one measure only
-- A claim is a value of one claimant's answers; similarity is how much of the text is the original's, where it is a copy.
WITH said AS (
    SELECT f.id, f.version_id, f.series, f.published_at, coalesce(f.outlet, f.report) AS told_by,
        coalesce(f.low, -1e308) AS least, coalesce(f.high, 1e308) AS most,
        row_number() OVER (
            PARTITION BY f.series, coalesce(f.low, -1e308), coalesce(f.high, 1e308)
            ORDER BY coalesce(f.published_at, '9999'), f.recorded_at, f.report, f.version, f.span_start
        ) AS place_in_claim
    FROM all_figures f
    WHERE f.newest AND NOT f.rejected AND f.role IN ('value', 'correction') AND CAST(:measure AS TEXT) IN ('', f.measure)
), pairs AS (
    SELECT a.id AS first_id, b.id AS carrier_id, a.version_id AS original_id, b.version_id AS version_id
    FROM said a
    JOIN said b ON b.series = a.series AND b.least = a.least AND b.most = a.most
        AND b.place_in_claim > 1 AND b.told_by <> a.told_by
    WHERE a.place_in_claim = 1
), firsts AS MATERIALIZED (
    SELECT id, measure, place, group_name, series, surface, published_at, outlet, title, report, version, url, quote,
        span_start, span_end
    FROM stated_figures
    WHERE id IN (SELECT first_id FROM pairs)
), copies AS MATERIALIZED (
    SELECT id, published_at, outlet, report, version, url, quote
    FROM stated_figures
    WHERE id IN (SELECT carrier_id FROM pairs)
)
SELECT a.measure, a.place, a.group_name, s.claimant, a.surface, a.published_at AS first_published,
    a.outlet AS first_outlet, a.report AS first_report, b.published_at AS published, b.outlet AS carrier,
    b.report AS carrier_report, b.version AS carrier_version, b.url AS carrier_url, b.quote AS carrier_quote,
    c.similarity, a.outlet, a.title, a.report, a.version, a.url, a.quote, a.span_start, a.span_end
FROM pairs p
JOIN firsts a ON a.id = p.first_id
JOIN copies b ON b.id = p.carrier_id
JOIN series s ON s.id = a.series
LEFT JOIN carriers c ON c.version_id = p.version_id AND c.original_id = p.original_id
ORDER BY a.measure, coalesce(a.place, ''), coalesce(a.published_at, ''), s.claimant, a.id,
    coalesce(b.published_at, ''), b.report, b.id
