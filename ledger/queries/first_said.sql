-- title: Each value of a figure, and who said it first
-- question: Who had which number first, and who only followed?
-- param: measure measure [] one measure only
-- param: place place [] one place only
-- "At least 84" and "84" are one value, "about 84" is another; a claimant counts before an outlet that names nobody in the
-- same report.
WITH said AS (
    SELECT f.id, f.question, f.basis, s.claimant AS said_by, coalesce(f.outlet, f.report) AS told_by,
        coalesce(f.low, f.high) AS value,
        CASE WHEN f.vague THEN 2 WHEN f.comparator = '~' THEN 1 ELSE 0 END AS roughly,
        row_number() OVER (
            PARTITION BY f.question, f.basis, coalesce(f.low, f.high),
                CASE WHEN f.vague THEN 2 WHEN f.comparator = '~' THEN 1 ELSE 0 END
            ORDER BY coalesce(f.published_at, '9999'), f.recorded_at, f.report, f.version,
                CASE WHEN f.claimant IS NULL THEN 1 ELSE 0 END, f.span_start, f.id
        ) AS place_in_value
    FROM all_figures f JOIN series s ON s.id = f.series
    WHERE f.newest AND NOT f.rejected AND f.role IN ('value', 'correction') AND f.status IN ('actual', 'unconfirmed')
        AND CAST(:measure AS TEXT) IN ('', f.measure)
), told AS (
    SELECT question, basis, value, max(CASE place_in_value WHEN 1 THEN id END) AS first_id,
        max(CASE place_in_value WHEN 1 THEN said_by END) AS first_said_by,
        count(DISTINCT told_by) AS outlets, count(DISTINCT said_by) AS claimants
    FROM said
    GROUP BY question, basis, roughly, value
)
SELECT f.measure, q.place_id AS place, q.group_name, q.anchor_start, q.anchor_end, f.surface, f.comparator, t.value,
    t.first_said_by, f.published_at AS first_published, f.outlet AS first_outlet, f.report AS first_report,
    t.claimants, t.outlets, t.question, f.outlet, f.title, f.report, f.version, f.url, f.quote, f.span_start, f.span_end
FROM told t
JOIN cited_figures f ON f.id = t.first_id
JOIN questions q ON q.id = t.question
WHERE CAST(:place AS TEXT) IN ('', q.place_id)
ORDER BY f.measure, coalesce(q.place_id, ''), coalesce(q.group_name, ''), t.question, t.basis,
    coalesce(f.published_at, ''), f.recorded_at, t.value, f.id
