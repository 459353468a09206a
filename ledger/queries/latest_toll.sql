-- title: The latest figures for a measure, one row per place and claimant
-- question: How many were killed (or displaced, or wounded), where, and who says so now?
-- param: measure measure [killed] what is said of the counted people or things
-- param: place place [] one place only
-- narrow: measure
SELECT place, group_name, credited, surface, low, high, comparator, unit, status, published_at, outlet, title, report,
    version, url, quote, span_start, span_end
FROM latest_figures
WHERE measure = CAST(:measure AS TEXT) AND CAST(:place AS TEXT) IN ('', place)
    AND basis <> 'increment' AND status IN ('actual', 'unconfirmed')
ORDER BY coalesce(place, ''), coalesce(published_at, '') DESC, coalesce(credited, ''), id
