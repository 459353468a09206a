"""How fast the named queries answer, on SQLite, beside SQL written by hand for the same rows.

    python -m tools.bench_queries [--facts N] [--rounds N] [--only NAME …] [--write]

The ledger is invented (``large``). A statement by hand goes straight to the tables and does no more than the question
needs; both must find as many rows. Medians of time on the clock over rounds in which both take turns.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from ledger import query
from ledger.model import Limits, Moment, NamedQuery, ParameterType
from ledger.store import Store
from tools import benchmarks, large
from tools.by_hand import BY_HAND, totals_by_hand

GIVEN = {ParameterType.DATE: "2023-12-20", ParameterType.UNIT: "acre"}
PATIENT = Limits(rows=10_000_000, seconds=600, characters=10**10)


def main() -> None:
    """Measures, and prints or writes the part."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--facts", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="*", default=(), metavar="NAME", help="some queries, which are not written")
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        large.fill(str(path), arguments.facts)
        rows = _measured(path, arguments.rounds, arguments.only)
    head = f"{arguments.facts:,} facts, SQLite, {benchmarks.machine()}; medians of {arguments.rounds} rounds.\n\n"
    table = "| query | rows | ms | by hand, ms | ratio |\n| --- | ---: | ---: | ---: | ---: |\n" + "".join(rows)
    print(head + table)
    if arguments.write and not arguments.only:
        benchmarks.write_part("Named queries", head + table)


def _measured(path: Path, rounds: int, only: Sequence[str] = ()) -> list[str]:
    lines = []
    with Store(path) as store:
        for named in query.named_queries():
            if only and named.name not in only:
                continue
            given = {one.name: GIVEN[one.type] for one in named.parameters if one.default is None}
            statement = BY_HAND.get(named.name) or totals_by_hand(query.written_out(store, _whole(named), given))
            ours, theirs, count = list[float](), list[float](), 0
            for _ in range(rounds):
                count = _timed(ours, partial(_answered, store, named, given))
                found = _timed(theirs, partial(_asked, path, statement))
                if found != count:
                    raise AssertionError(f"{named.name}: {count} rows, and {found} by hand")
            ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
            times = f"{median(ours) * 1000:,.0f} | {median(theirs) * 1000:,.0f} | {ratio:.1f}"
            lines.append(f"| {named.name} | {count:,} | {times} |\n")
            print(lines[-1].strip(), flush=True)
    return lines


def _whole(named: NamedQuery) -> NamedQuery:
    return replace(named, narrowed=None)


def _answered(store: Store, named: NamedQuery, given: dict[str, str]) -> Sequence[object]:
    return query.run_named(store, named, given, Moment(), PATIENT).rows


def _asked(path: Path, statement: str) -> Sequence[object]:
    """On a connection of its own, as the named query is."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA cache_size = -65536")
        return connection.execute(statement).fetchall()


def _timed(into: list[float], ask: Callable[[], Sequence[object]]) -> int:
    """Adds the seconds that a question took; how many rows it gave."""
    start = perf_counter()
    answer = ask()
    into.append(perf_counter() - start)
    return len(answer)


if __name__ == "__main__":
    main()
