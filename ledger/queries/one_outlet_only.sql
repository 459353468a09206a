-- title: Questions that a single outlet answers
-- param: measure []
SELECT measure, unit, place, group_name, min(outlet) AS outlet, count(*) AS figures,
    min(published_at) AS first_published_at, max(published_at) AS last_published_at, min(surface) AS example
FROM figures
WHERE CAST(:measure AS TEXT) = '' OR measure = CAST(:measure AS TEXT)
GROUP BY question, measure, unit, place, group_name
HAVING count(DISTINCT coalesce(outlet, report)) = 1
ORDER BY measure, coalesce(place, ''), question
