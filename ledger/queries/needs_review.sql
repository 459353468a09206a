-- title: Figures that a person should look at: failed checks first, then those read with least confidence
-- question: Which figures may be wrong, and why?
-- param: below number [0.5] the confidence under which a figure is listed
-- param: limit integer [200] how many of them
WITH doubtful AS (
    SELECT f.id, f.confidence, k.kind AS failed_check, k.message
    FROM checks k
    JOIN figures f ON f.id = k.fact_id
    WHERE NOT f.accepted
    UNION ALL
    SELECT id, confidence, NULL, NULL FROM figures
    WHERE NOT accepted AND id IN (SELECT id FROM facts WHERE confidence < CAST(:below AS DOUBLE PRECISION))
), worst AS (
    SELECT id, confidence, failed_check, message
    FROM doubtful
    ORDER BY CASE WHEN failed_check IS NULL THEN 1 ELSE 0 END, confidence, id, coalesce(failed_check, ''),
        coalesce(message, '')
    LIMIT CAST(:limit AS INTEGER)
)
SELECT coalesce(d.failed_check, 'low confidence') AS reason, d.message, f.confidence, f.measure, f.surface, f.unit,
    f.place, f.credited, f.id AS fact, f.published_at, f.outlet, f.title, f.report, f.version, f.url, f.quote,
    f.span_start, f.span_end
FROM worst d
JOIN cited_figures f ON f.id = d.id
ORDER BY CASE WHEN d.failed_check IS NULL THEN 1 ELSE 0 END, d.confidence, d.id, coalesce(d.failed_check, ''),
    coalesce(d.message, '')
