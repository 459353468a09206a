-- title: Figures that the next version of their report no longer states
SELECT f.report, f.version, f.measure, f.surface, f.unit, f.place, f.credited, f.published_at, f.outlet, f.url, f.quote
FROM stated_figures f
WHERE NOT f.rejected AND NOT f.newest
    AND NOT EXISTS (
        SELECT 1 FROM stated_figures g
        WHERE g.report = f.report AND g.version = f.version + 1 AND g.series = f.series AND NOT g.rejected
    )
ORDER BY f.report, f.version, f.span_start, f.id
