-- title: The revisions that moved a figure most, by percent
-- param: limit [20]
SELECT measure, unit, place, credited, before_surface, after_surface, delta, percent, kind, after_published_at, outlet,
    after_report AS report, after_version AS version, url, quote
FROM revisions
WHERE percent IS NOT NULL
ORDER BY abs(percent) DESC, series, number
LIMIT CAST(:limit AS INTEGER)
