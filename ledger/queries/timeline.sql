-- title: How the figures for a measure moved, step by step
-- question: When was each number given, by whom, and what did it replace?
-- param: measure measure [killed] what is said of the counted people or things
-- param: place place [] one place only
-- narrow: measure
SELECT after_published_at AS published_at, credited, place, group_name, kind, before_surface, after_surface, delta,
    percent, unit, outlet, title, after_report AS report, after_version AS version, url, quote, span_start, span_end
FROM all_revisions
WHERE measure = CAST(:measure AS TEXT) AND CAST(:place AS TEXT) IN ('', place)
ORDER BY coalesce(after_published_at, ''), series, number
