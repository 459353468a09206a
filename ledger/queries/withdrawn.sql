-- title: Figures that the next version of their report no longer states
-- question: Which numbers were taken back without a word?
-- param: measure measure [] one measure only
WITH edited AS (
    SELECT report FROM version_info WHERE version = 2
), said AS (
    SELECT f.id, f.report, f.version, f.series, f.measure, f.newest
    FROM edited e
    JOIN stated_figures f ON f.report = e.report
    WHERE NOT f.rejected
)
SELECT f.measure, f.surface, f.low, f.high, f.unit, f.place, f.credited, f.published_at, f.outlet, f.title, f.report,
    f.version, f.url, f.quote, f.span_start, f.span_end
FROM said s
LEFT JOIN said n ON n.report = s.report AND n.version = s.version + 1 AND n.series = s.series
JOIN stated_figures f ON f.id = s.id
WHERE n.id IS NULL AND NOT s.newest AND CAST(:measure AS TEXT) IN ('', s.measure)
ORDER BY f.report, f.version, f.span_start, f.id
