from __future__ import annotations

import subprocess
import sys

from ledger.model import FactFilter
from ledger.store import Store

WRITER = """
import sys
from ledger.store import Store
from tests.store.samples import add, fact, report
url, name = sys.argv[1:]
with Store(url, create=True) as store:
    for number in range(8):
        text = f"{name}: {number + 1} people died in Derna."
        add(store, report(text, key=f"{name}-{number}"), [fact(text, f"{number + 1} people", number + 1.0)])
        add(store, report("Seen by both.", key=f"shared-{number}"), [])
"""


def test_two_processes_create_and_fill_one_ledger(empty_url: str) -> None:
    """Both start on a database that is not there; nothing is lost, doubled or left unchained."""
    writers = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", WRITER, empty_url, name], stderr=subprocess.PIPE)
        for name in ("first", "second")
    ]
    outcomes = [(writer.communicate(timeout=120)[1].decode(), writer.returncode) for writer in writers]
    assert outcomes == [("", 0), ("", 0)]
    with Store(empty_url) as store:
        found = store.verify()
        assert (found.checked, found.breaks) == (24, ())
        assert len(store.keys()) == 24
        assert len(store.figures(FactFilter())) == 16
        assert [len(summary.versions) for summary in store.reports()] == [1] * 24
