-- title: What each outlet has reported: reports, figures, measures, first and last day
SELECT coalesce(outlet, '(unknown)') AS outlet, count(DISTINCT report) AS reports, count(*) AS figures,
    count(DISTINCT measure) AS measures, count(DISTINCT credited) AS claimants,
    min(published_at) AS first_published_at, max(published_at) AS last_published_at
FROM figures
GROUP BY coalesce(outlet, '(unknown)')
ORDER BY 3 DESC, 1
