-- title: Wire copy: one claim, and each outlet that carries it
-- question: Which numbers look like many voices and are one?
-- param: measure measure [] one measure only
-- A claim is a value of one claimant's answers; similarity is how much of the text is the original's, where it is a copy.
WITH said AS (
    SELECT f.id, f.series, coalesce(f.outlet, f.report) AS told_by, first_value(f.id) OVER w AS first_id,
        first_value(coalesce(f.outlet, f.report)) OVER w AS first_told_by
    FROM all_figures f
    WHERE f.newest AND NOT f.rejected AND f.role IN ('value', 'correction') AND CAST(:measure AS TEXT) IN ('', f.measure)
    WINDOW w AS (
        PARTITION BY f.series, coalesce(f.low, -1e308), coalesce(f.high, 1e308)
        ORDER BY coalesce(f.published_at, '9999'), f.recorded_at, f.report, f.version, f.span_start, f.id
    )
), pairs AS (
    SELECT first_id, id AS carrier_id, series
    FROM said
    WHERE told_by <> first_told_by
)
SELECT a.measure, a.place, a.group_name, s.claimant, a.surface, a.published_at AS first_published,
    a.outlet AS first_outlet, a.report AS first_report, b.published_at AS published, b.outlet AS carrier,
    b.report AS carrier_report, b.version AS carrier_version, b.url AS carrier_url, b.quote AS carrier_quote,
    c.similarity, a.outlet, a.title, a.report, a.version, a.url, a.quote, a.span_start, a.span_end
FROM pairs p
JOIN cited_figures a ON a.id = p.first_id
JOIN cited_figures b ON b.id = p.carrier_id
JOIN series s ON s.id = p.series
LEFT JOIN carriers c ON c.version_id = b.version_id AND c.original_id = a.version_id
ORDER BY a.measure, coalesce(a.place, ''), coalesce(a.published_at, ''), s.claimant, a.id,
    coalesce(b.published_at, ''), b.report, b.id
