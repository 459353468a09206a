-- title: Figures that the next version of their report no longer states
-- question: Which numbers were taken back without a word?
-- param: measure measure [] one measure only
WITH edited AS (
    SELECT v.id FROM report_versions v JOIN report_versions w ON w.report_id = v.report_id AND w.number = 2
), said AS (
    SELECT id, report, version, series, measure, newest
    FROM all_figures
    WHERE version_id IN (SELECT id FROM edited) AND NOT rejected
), gone AS (
    SELECT s.id
    FROM said s
    LEFT JOIN said n ON n.report = s.report AND n.version = s.version + 1 AND n.series = s.series
    WHERE n.id IS NULL AND NOT s.newest AND CAST(:measure AS TEXT) IN ('', s.measure)
)
SELECT measure, surface, low, high, unit, place, credited, published_at, outlet, title, report, version, url, quote,
    span_start, span_end
FROM cited_figures
WHERE id IN (SELECT id FROM gone)
ORDER BY report, version, span_start, id
