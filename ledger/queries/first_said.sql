-- title: Each value of a figure, and who said it first
-- param: measure []
-- param: place []
-- "At least 84" and "84" are one value, "about 84" is another; a claimant counts before an outlet that names nobody in the same report.
WITH said AS (
    SELECT f.*, s.claimant AS said_by, coalesce(f.low, f.high) AS value,
        CASE WHEN f.vague THEN 2 WHEN f.comparator = '~' THEN 1 ELSE 0 END AS roughly
    FROM figures f JOIN series s ON s.id = f.series
    WHERE f.role IN ('value', 'correction') AND f.status IN ('actual', 'unconfirmed')
        AND (CAST(:measure AS TEXT) = '' OR f.measure = CAST(:measure AS TEXT))
), ordered AS (
    SELECT said.*, row_number() OVER (
        PARTITION BY question, basis, roughly, value
        ORDER BY coalesce(published_at, '9999'), recorded_at, report, version,
            CASE WHEN claimant IS NULL THEN 1 ELSE 0 END, span_start, id
    ) AS place_in_value
    FROM said
), told AS (
    SELECT question, basis, roughly, value, count(DISTINCT coalesce(outlet, report)) AS outlets,
        count(DISTINCT said_by) AS claimants
    FROM said GROUP BY question, basis, roughly, value
)
SELECT o.measure, q.place_id AS place, q.group_name, q.anchor_start, q.anchor_end, o.surface, o.comparator, o.value,
    o.said_by AS first_said_by, o.published_at AS first_published, o.outlet AS first_outlet, o.report AS first_report,
    t.claimants, t.outlets, o.quote, o.url, o.question
FROM ordered o
JOIN questions q ON q.id = o.question
JOIN told t ON t.question = o.question AND t.basis = o.basis AND t.roughly = o.roughly AND t.value = o.value
WHERE o.place_in_value = 1 AND (CAST(:place AS TEXT) = '' OR q.place_id = CAST(:place AS TEXT))
ORDER BY o.measure, coalesce(q.place_id, ''), coalesce(q.group_name, ''), o.question, o.basis,
    coalesce(o.published_at, ''), o.recorded_at, o.value
