-- title: The latest figures for a measure, one row per place and claimant
-- param: measure [killed]
-- param: place []
SELECT place, group_name, credited, surface, low, high, comparator, published_at, outlet, report, version, url, quote
FROM latest_figures
WHERE measure = CAST(:measure AS TEXT)
    AND (CAST(:place AS TEXT) = '' OR lower(place) = lower(CAST(:place AS TEXT)))
    AND basis <> 'increment' AND status IN ('actual', 'unconfirmed')
ORDER BY coalesce(place, ''), published_at DESC, coalesce(credited, ''), id
