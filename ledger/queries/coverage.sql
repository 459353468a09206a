-- title: What each outlet has reported: reports, figures, measures, claimants, first and last day
-- question: How much of the ledger rests on whom, and since when?
WITH counted AS (
    SELECT outlet, count(DISTINCT report) AS reports, count(*) AS figures, count(DISTINCT measure) AS measures,
        count(DISTINCT credited) AS claimants, min(published_at) AS first_published_at,
        max(published_at) AS last_published_at, max(coalesce(published_at, '0000-00-00') || id) AS newest
    FROM all_figures
    WHERE newest AND NOT rejected
    GROUP BY outlet
)
SELECT coalesce(c.outlet, '(unknown)') AS outlet, c.reports, c.figures, c.measures, c.claimants, c.first_published_at,
    c.last_published_at, f.surface AS newest_surface, f.title, f.report, f.version, f.url, f.quote, f.span_start, f.span_end
FROM counted c
JOIN cited_figures f ON f.id = substr(c.newest, 11)
ORDER BY c.figures DESC, coalesce(c.outlet, '')
