-- title: The revisions that moved a figure most, in percent
-- question: Whose numbers changed most, from what to what, and where can that be read?
-- param: measure measure [] one measure only
-- param: limit integer [20] how many of them
-- narrow: measure
WITH biggest AS (
    SELECT series, number, kind, before_id, after_id, delta, percent
    FROM all_steps
    WHERE percent IS NOT NULL AND CAST(:measure AS TEXT) IN ('', measure)
    ORDER BY abs(percent) DESC, series, number
    LIMIT CAST(:limit AS INTEGER)
)
SELECT n.measure, n.unit, n.place, n.credited, o.surface AS before_surface, n.surface AS after_surface, b.delta, b.percent,
    b.kind, o.published_at AS before_published_at, o.report AS before_report, o.version AS before_version,
    o.url AS before_url, o.quote AS before_quote, n.published_at, n.outlet, n.title, n.report, n.version, n.url, n.quote,
    n.span_start, n.span_end
FROM biggest b
JOIN cited_figures n ON n.id = b.after_id
JOIN cited_figures o ON o.id = b.before_id
ORDER BY abs(b.percent) DESC, b.series, b.number
