-- title: The latest figures of one kind of unit, all in the same unit
-- question: How large, how far, how heavy is all of this in acres (or miles, or tons)?
-- param: unit unit what to convert to; figures of the same dimension are taken
-- param: measure measure [] one measure only
-- param: place place [] one place only
-- narrow: measure
-- with: conversions
SELECT f.measure, f.place, f.group_name, f.credited, f.surface, f.unit, f.low, f.high, CAST(:unit AS TEXT) AS in_unit,
    f.low * c.factor + CASE f.basis WHEN 'change' THEN 0 ELSE c.shift END AS converted_low,
    f.high * c.factor + CASE f.basis WHEN 'change' THEN 0 ELSE c.shift END AS converted_high,
    f.comparator, f.published_at, f.outlet, f.title, f.report, f.version, f.url, f.quote, f.span_start, f.span_end
FROM latest_figures f
JOIN conversions c ON c.unit = f.unit
WHERE CAST(:measure AS TEXT) IN ('', f.measure) AND CAST(:place AS TEXT) IN ('', f.place)
ORDER BY f.measure, coalesce(f.place, ''), coalesce(f.published_at, '') DESC, f.id
