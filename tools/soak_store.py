"""The long proofs of the ledger, on both engines: tampering and killed ingests.

    python -m tools.soak_store [--tamper 10000] [--kill 200] [--engine postgresql]

Prints what was done and what was not found; exits with 1 where anything was missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests import postgres
from tests.proofs import crashes, tampering
from tests.proofs.test_tampering import fill

SEEDS = Path(__file__).parents[1] / "seeds"


def main() -> None:
    """Runs the proofs on SQLite and on a PostgreSQL that is started for them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tamper", type=int, default=10_000)
    parser.add_argument("--kill", type=int, default=200)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), help="this one alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, postgres.server() as server:
        numbers = count()
        engines: dict[str, Callable[[], str]] = {
            "sqlite": lambda: str(Path(folder) / f"{next(numbers)}.db"),
            "postgresql": lambda: server.url(server.fresh()),
        }
        missed = [
            line for name in engines if given.engine in (None, name) for line in _proofs(name, engines[name], given)
        ]
    for line in missed:
        print(f"MISSED {line}")
    sys.exit(1 if missed else 0)


def _proofs(engine: str, fresh: Callable[[], str], given: argparse.Namespace) -> list[str]:
    missed = []
    url = fresh()
    fill(url)
    done = 0
    for what, breaks in tampering.proof(url, given.tamper, seed=20240501):
        done += 1
        if not breaks:
            missed.append(f"{engine}: {what}")
    print(f"{engine}: {done} tamperings of {given.tamper} tried took effect, {done - len(missed)} found", flush=True)
    wrong = crashes.proof(fresh, SEEDS, given.kill, seed=20240502) if given.kill else []
    print(f"{engine}: {given.kill} ingests killed, {len(wrong)} things wrong afterwards", flush=True)
    return [*missed, *(f"{engine}: {line}" for line in wrong)]


if __name__ == "__main__":
    main()
