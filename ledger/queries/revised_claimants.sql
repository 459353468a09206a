-- title: Claimants by how often they revised their figures, and in which direction
-- question: Who corrects themselves, and do their numbers tend to rise or to fall?
-- param: measure measure [] one measure only
-- narrow: measure
WITH steps AS (
    SELECT credited, series, kind, percent, coalesce(after_published_at, '0000-00-00') || after_id AS dated
    FROM all_steps
    WHERE credited IS NOT NULL AND CAST(:measure AS TEXT) IN ('', measure)
), counted AS (
    SELECT credited, count(*) AS figures, count(DISTINCT series) AS series,
        sum(CASE WHEN kind IN ('first', 'repeated') THEN 0 ELSE 1 END) AS revised,
        sum(CASE kind WHEN 'raised' THEN 1 ELSE 0 END) AS raised,
        sum(CASE kind WHEN 'lowered' THEN 1 ELSE 0 END) AS lowered,
        sum(CASE kind WHEN 'tightened' THEN 1 ELSE 0 END) AS tightened,
        sum(CASE kind WHEN 'loosened' THEN 1 ELSE 0 END) AS loosened,
        sum(CASE kind WHEN 'corrected' THEN 1 ELSE 0 END) AS corrections,
        avg(percent) AS mean_percent,
        max(CASE WHEN kind IN ('first', 'repeated') THEN NULL ELSE dated END) AS newest
    FROM steps
    GROUP BY credited
)
SELECT c.credited AS claimant, c.figures, c.series, c.revised, c.raised, c.lowered, c.tightened, c.loosened,
    c.corrections, c.mean_percent, f.surface AS last_revised_to, f.published_at, f.outlet, f.title, f.report, f.version,
    f.url, f.quote, f.span_start, f.span_end
FROM counted c
JOIN cited_figures f ON f.id = substr(c.newest, 11)
WHERE c.revised > 0
ORDER BY c.revised DESC, c.credited
