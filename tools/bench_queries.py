"""How fast the named queries answer, on SQLite, beside SQL written by hand for the same rows.

    python -m tools.bench_queries [--facts N] [--rounds N] [--write]

The ledger is invented (``large``). Where there is a statement by hand it goes straight to the tables and does no more
than the question needs; both must find as many rows. Medians of time on the clock over rounds in which both take turns.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from ledger import query
from ledger.model import Limits, Moment, NamedQuery, ParameterType
from ledger.store import Store
from tools import benchmarks, large

GIVEN = {ParameterType.DATE: "2023-12-20", ParameterType.UNIT: "acre"}
PATIENT = Limits(rows=10_000_000, seconds=600, characters=10**10)

# Before each of them: the versions that count now, and what was rejected.
CURRENT = """
WITH current AS (
    SELECT v.id, v.report_id, v.outlet_id, v.published_at, v.recorded_at, g.id AS reading
    FROM report_versions v
    JOIN readings g ON g.version_id = v.id
    WHERE v.number = (SELECT max(l.number) FROM report_versions l WHERE l.report_id = v.report_id)
        AND g.id = (
            SELECT e.reading_id FROM reading_adoptions e JOIN readings h ON h.id = e.reading_id
            WHERE h.version_id = v.id ORDER BY e.id DESC LIMIT 1
        )
), rejected AS (
    SELECT target FROM decisions d WHERE kind = 'reject' AND NOT EXISTS (
        SELECT 1 FROM decisions k WHERE k.target = d.target AND k.kind IN ('accept', 'reject') AND k.id > d.id
    )
)
"""
BY_HAND = {
    "coverage": """
SELECT v.outlet_id, count(DISTINCT v.report_id), count(*), count(DISTINCT f.measure_id), count(DISTINCT a.name),
    min(v.published_at), max(v.published_at), max(coalesce(v.published_at, '0000-00-00') || f.id)
FROM current v
JOIN facts f ON f.reading_id = v.reading
LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
WHERE f.id NOT IN (SELECT target FROM rejected)
GROUP BY v.outlet_id
""",
    "latest_toll": """
SELECT * FROM (
    SELECT f.id, f.place_id, a.name, f.surface, f.low, f.high, v.published_at, row_number() OVER (
        PARTITION BY coalesce((SELECT m.into_id FROM series_merges m WHERE m.series_id = p.series_id ORDER BY m.id DESC
            LIMIT 1), p.series_id)
        ORDER BY coalesce(v.published_at, '') DESC, v.recorded_at DESC, f.span_start, f.id
    ) AS nth
    FROM facts f
    JOIN current v ON v.reading = f.reading_id
    JOIN placements p ON p.id = (SELECT max(q.id) FROM placements q WHERE q.fact_id = f.id)
    LEFT JOIN attributions a ON a.fact_id = f.id AND a.position = 0
    WHERE f.measure_id = 'killed' AND f.id NOT IN (SELECT target FROM rejected)
        AND p.role IN ('value', 'correction') AND f.basis <> 'increment' AND f.status IN ('actual', 'unconfirmed')
) WHERE nth = 1
""",
    "needs_review": """
SELECT f.id, f.confidence FROM current v JOIN facts f ON f.reading_id = v.reading
WHERE f.confidence < 0.5 AND f.id NOT IN (SELECT target FROM rejected)
ORDER BY f.confidence, f.id LIMIT 200
""",
}


def main() -> None:
    """Measures, and prints or writes the part."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--facts", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        large.fill(str(path), arguments.facts)
        rows = _measured(path, arguments.rounds)
    head = f"{arguments.facts:,} facts, SQLite, {benchmarks.machine()}; medians of {arguments.rounds} rounds.\n\n"
    table = "| query | rows | ms | by hand, ms | ratio |\n| --- | ---: | ---: | ---: | ---: |\n" + "".join(rows)
    print(head + table)
    if arguments.write:
        benchmarks.write_part("Named queries", head + table)


def _measured(path: Path, rounds: int) -> list[str]:
    lines = []
    by_hand = sqlite3.connect(path)
    by_hand.execute("PRAGMA cache_size = -65536")
    with Store(path) as store:
        for named in query.named_queries():
            given = {one.name: GIVEN[one.type] for one in named.parameters if one.default is None}
            ours, theirs, count = list[float](), list[float](), 0
            for _ in range(rounds):
                count = _timed(ours, partial(_answered, store, named, given))
                if statement := BY_HAND.get(named.name):
                    _timed(theirs, partial(_asked, by_hand, CURRENT + statement))
            hand = f"{median(theirs) * 1000:,.0f} | {median(ours) / median(theirs):.1f}" if theirs else "– | –"
            lines.append(f"| {named.name} | {count:,} | {median(ours) * 1000:,.0f} | {hand} |\n")
            print(lines[-1].strip(), flush=True)
    by_hand.close()
    return lines


def _answered(store: Store, named: NamedQuery, given: dict[str, str]) -> Sequence[object]:
    return query.run_named(store, named, given, Moment(), PATIENT).rows


def _asked(connection: sqlite3.Connection, statement: str) -> Sequence[object]:
    return connection.execute(statement).fetchall()


def _timed(into: list[float], ask: Callable[[], Sequence[object]]) -> int:
    """Adds the seconds that a question took; how many rows it gave."""
    start = perf_counter()
    answer = ask()
    into.append(perf_counter() - start)
    return len(answer)


if __name__ == "__main__":
    main()
