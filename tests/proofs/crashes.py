"""Ingests killed at random moments: is the ledger whole afterwards, each report in it whole or not at all?

Used by a test with a small sample and by ``make soak`` with hundreds. The reports are read and the parser is loaded
once; each ingest is a forked child that is killed with SIGKILL.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ledger.api import Ledger
from ledger.errors import DatabaseError
from ledger.model import FactFilter

State = dict[str, tuple[str, ...]]  # report@version → ids of its facts


def state(url: str) -> State:
    """What the ledger holds, or nothing where it was not created yet."""
    try:
        with Ledger(url) as ledger:
            figures = ledger.facts(FactFilter(all_versions=True))
            listed = {f"{one.report}@{v.number}": () for one in ledger.reports() for v in one.versions}
    except DatabaseError:
        return {}
    held: dict[str, list[str]] = {name: [] for name in listed}
    for figure in figures:
        held[f"{figure.report}@{figure.version}"].append(figure.id)
    return {name: tuple(sorted(ids)) for name, ids in held.items()}


def ingest(url: str, folder: Path) -> None:
    """One whole ingest, in this process."""
    with Ledger(url, create=True) as ledger:
        ledger.ingest([str(folder)])


def proof(fresh: Callable[[], str], folder: Path, count: int, seed: int) -> list[str]:
    """What went wrong in ``count`` killed ingests, each on a ledger of its own that is then completed; empty: nothing.

    ``fresh`` gives the address of a database that holds nothing.
    """
    chance = random.Random(seed)
    whole_url = fresh()
    started = time.monotonic()
    ingest(whole_url, folder)
    lasts = time.monotonic() - started
    whole = state(whole_url)
    wrong = []
    for number in range(count):
        url = fresh()
        _killed(url, folder, chance.uniform(0, lasts))
        wrong += [f"run {number}: {line}" for line in _after(url, folder, whole)]
    return wrong


def _killed(url: str, folder: Path, after: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            ingest(url, folder)
        finally:
            sys.stdout.flush()
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _after(url: str, folder: Path, whole: State) -> list[str]:
    """What is wrong after the kill, and after the command is run again."""
    left = state(url)
    wrong = [f"{name} is half there" for name, ids in left.items() if ids != whole.get(name)]
    if left:
        with Ledger(url) as ledger:
            wrong += ledger.verify().breaks
    ingest(url, folder)
    done = state(url)
    if done != whole:
        wrong.append(f"the second run gives {len(done)} versions, not {len(whole)}")
    with Ledger(url) as ledger:
        wrong += ledger.verify().breaks
    return wrong
