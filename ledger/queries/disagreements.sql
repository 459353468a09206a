-- title: Claimants whose latest answers to one question differ
-- param: measure []
SELECT measure, unit, place, group_name, claimant_a, surface_a, published_a, claimant_b, surface_b, published_b, gap,
    report_a, report_b, quote_a, quote_b
FROM disagreements
WHERE CAST(:measure AS TEXT) = '' OR measure = CAST(:measure AS TEXT)
ORDER BY abs(gap) DESC, measure, coalesce(place, ''), claimant_a, claimant_b
