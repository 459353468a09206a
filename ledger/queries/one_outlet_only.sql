-- title: Figures that a single outlet reports
-- question: Which numbers rest on one newsroom alone?
-- param: measure measure [] one measure only
WITH alone AS (
    SELECT question, count(*) AS figures, min(published_at) AS first_published_at,
        max(coalesce(published_at, '0000-00-00') || id) AS newest
    FROM all_figures
    WHERE newest AND NOT rejected AND CAST(:measure AS TEXT) IN ('', measure)
    GROUP BY question
    HAVING min(coalesce(outlet, report)) = max(coalesce(outlet, report))
)
SELECT f.measure, f.unit, f.place, f.group_name, f.outlet, a.figures, a.first_published_at, f.surface AS newest_surface,
    f.credited, f.published_at, f.title, f.report, f.version, f.url, f.quote, f.span_start, f.span_end
FROM alone a
JOIN cited_figures f ON f.id = substr(a.newest, 11)
ORDER BY f.measure, coalesce(f.place, ''), a.question
