-- title: How the figures for a measure moved, step by step
-- param: measure [killed]
-- param: place []
SELECT after_published_at AS published_at, credited, place, group_name, kind, before_surface, after_surface, delta,
    percent, outlet, after_report AS report, after_version AS version, url, quote
FROM revisions
WHERE measure = CAST(:measure AS TEXT)
    AND (CAST(:place AS TEXT) = '' OR lower(place) = lower(CAST(:place AS TEXT)))
ORDER BY coalesce(after_published_at, ''), series, number
