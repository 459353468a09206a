-- title: What changed since a day: new, revised and withdrawn figures, by day of publication
-- question: What do I have to correct in what I wrote before that day?
-- param: since date the first day that counts
-- param: measure measure [] one measure only
-- narrow: since
WITH edited AS (
    SELECT r.key AS report, v.number AS version, v.id AS version_id, n.id AS next_id, n.published_at AS gone_at
    FROM report_versions n
    JOIN report_versions v ON v.report_id = n.report_id AND v.number = n.number - 1
    JOIN reports r ON r.id = n.report_id
    WHERE n.published_at >= CAST(:since AS TEXT)
), said AS (
    SELECT id, report, version, series, surface
    FROM all_figures
    WHERE version_id IN (SELECT version_id FROM edited UNION SELECT next_id FROM edited) AND NOT rejected
), changed AS (
    SELECT after_id AS id, after_published_at AS changed_at, kind, before_surface, after_surface, delta, percent
    FROM all_revisions
    WHERE after_published_at >= CAST(:since AS TEXT) AND kind <> 'repeated'
    UNION ALL
    SELECT DISTINCT s.id, e.gone_at, 'withdrawn', s.surface, CAST(NULL AS TEXT),
        CAST(NULL AS DOUBLE PRECISION), CAST(NULL AS DOUBLE PRECISION)
    FROM edited e
    JOIN said s ON s.report = e.report AND s.version = e.version
    LEFT JOIN said n ON n.report = s.report AND n.version = s.version + 1 AND n.series = s.series
    WHERE n.id IS NULL
)
SELECT c.changed_at, c.kind, f.measure, f.place, f.group_name, f.credited, c.before_surface, c.after_surface, f.unit,
    c.delta, c.percent, f.published_at, f.outlet, f.title, f.report, f.version, f.url, f.quote, f.span_start, f.span_end
FROM changed c
JOIN cited_figures f ON f.id = c.id
WHERE CAST(:measure AS TEXT) IN ('', f.measure)
ORDER BY c.changed_at, f.measure, coalesce(f.place, ''), c.id, c.kind
