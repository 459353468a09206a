-- title: Questions that claimants answer differently: lowest, best, highest, spread
-- question: On which numbers do claimants disagree, and how far are they apart?
-- param: measure measure [] one measure only
-- narrow: measure
-- The best claim is the newest actual one that is no vague word, as in `ledger rivals`.
WITH claims AS (
    SELECT id, question, basis, credited, low, high,
        row_number() OVER (PARTITION BY question, basis ORDER BY coalesce(low, high), id) AS from_lowest,
        row_number() OVER (PARTITION BY question, basis ORDER BY coalesce(high, low) DESC, id) AS from_highest,
        row_number() OVER (
            PARTITION BY question, basis
            ORDER BY CASE status WHEN 'actual' THEN 0 ELSE 1 END, CASE WHEN vague THEN 1 ELSE 0 END,
                coalesce(published_at, '') DESC, recorded_at DESC,
                CASE WHEN period_start IS NULL AND period_end IS NULL THEN 1 ELSE 0 END, confidence DESC, id DESC
        ) AS from_best
    FROM latest_figures
    WHERE status IN ('actual', 'unconfirmed') AND CAST(:measure AS TEXT) IN ('', measure)
), compared AS (
    SELECT question, basis, count(DISTINCT credited) AS claimants,
        CASE WHEN count(low) = count(*) THEN min(low) END AS lowest,
        CASE WHEN count(high) = count(*) THEN max(high) END AS highest,
        max(coalesce(high, low)) - min(coalesce(low, high)) AS spread,
        max(CASE WHEN from_lowest = 1 THEN credited END) AS lowest_claimant,
        max(CASE WHEN from_highest = 1 THEN credited END) AS highest_claimant,
        max(CASE WHEN from_best = 1 THEN id END) AS best_id
    FROM claims
    GROUP BY question, basis
    HAVING count(DISTINCT credited) > 1 AND (
        min(coalesce(low, -1e308)) <> max(coalesce(low, -1e308))
        OR min(coalesce(high, 1e308)) <> max(coalesce(high, 1e308))
    )
)
SELECT f.measure, f.unit, f.place, f.group_name, c.basis, c.claimants, c.lowest, c.lowest_claimant, f.surface AS best_surface,
    f.low AS best_low, f.high AS best_high, f.credited AS best_claimant, c.highest, c.highest_claimant, c.spread,
    f.published_at, f.outlet, f.title, f.report, f.version, f.url, f.quote, f.span_start, f.span_end
FROM compared c
JOIN cited_figures f ON f.id = c.best_id
ORDER BY c.spread DESC, f.measure, coalesce(f.place, ''), c.question, c.basis
