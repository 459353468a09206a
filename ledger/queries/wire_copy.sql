-- title: Wire copy: one claim, and each outlet that carries it
-- param: measure []
-- A claim is a value of one claimant's answers; similarity is how much of the text is the original's, where it is a copy.
WITH said AS (
    SELECT f.*, s.claimant AS said_by, row_number() OVER (
        PARTITION BY f.series, coalesce(f.low, -1e308), coalesce(f.high, 1e308)
        ORDER BY coalesce(f.published_at, '9999'), f.recorded_at, f.report, f.version, f.span_start
    ) AS place_in_claim
    FROM figures f JOIN series s ON s.id = f.series
    WHERE f.role IN ('value', 'correction') AND (CAST(:measure AS TEXT) = '' OR f.measure = CAST(:measure AS TEXT))
)
SELECT a.measure, a.place, a.group_name, a.said_by AS claimant, a.surface, a.published_at AS first_published,
    a.outlet AS first_outlet, a.report AS first_report, b.published_at AS published, b.outlet AS carrier,
    b.report AS carrier_report, c.similarity, a.quote, a.url AS first_url, b.url AS carrier_url
FROM said a
JOIN said b ON b.series = a.series AND coalesce(b.low, -1e308) = coalesce(a.low, -1e308)
    AND coalesce(b.high, 1e308) = coalesce(a.high, 1e308)
    AND b.place_in_claim > 1 AND coalesce(b.outlet, b.report) <> coalesce(a.outlet, a.report)
LEFT JOIN carrier_info c ON c.version_id = b.version_id AND c.original_id = a.version_id
WHERE a.place_in_claim = 1
ORDER BY a.measure, coalesce(a.place, ''), coalesce(a.published_at, ''), a.said_by, a.id, coalesce(b.published_at, ''),
    b.report
