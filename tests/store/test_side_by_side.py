"""Writers beside each other: on PostgreSQL those on different things do not wait, and the chain holds both."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ledger.store import Store
from tests.postgres import Server
from tests.store.samples import TEXT, add, report, sample_facts

CREATOR = """
import sys
from ledger.store import Store
from tests.store.samples import add, report
with Store(sys.argv[1], create=True) as store:
    add(store, report("One text.", key=f"report-{sys.argv[2]}"), [])
"""


@pytest.mark.parametrize("creators", [24])
def test_many_processes_create_one_new_file_at_once(tmp_path: Path, creators: int) -> None:
    path = str(tmp_path / "ledger.db")
    command = [sys.executable, "-W", "error", "-c", CREATOR, path]
    running = [subprocess.Popen([*command, str(one)], stderr=subprocess.PIPE) for one in range(creators)]
    outcomes = {(process.communicate(timeout=300)[1].decode(), process.returncode) for process in running}
    assert outcomes == {("", 0)}
    with Store(path) as store:
        assert len(store.keys()) == creators
        assert store.verify().breaks == ()


def test_a_writer_ends_while_another_is_still_at_work(postgres_server: Server, migrated_database: str) -> None:
    name = postgres_server.fresh(migrated_database)
    url = postgres_server.url(name)
    with Store(url) as slow, Store(url) as quick:
        add(slow, report(TEXT, key="first"), [])  # the outlet is known: only a name's first user is waited for
        with slow.batch("slow", {"report slow", "killed"}) as first:
            version = first.version(report(TEXT, key="slow"), 1)
            first.reading(version, TEXT, "reader", sample_facts()[:1])
            first.captured("slow", TEXT)  # its rows are written, not only queued
            done = threading.Event()

            def append() -> None:
                with quick.batch("quick", {"report quick"}) as second:
                    second.version(report(TEXT, key="quick"), 1)
                done.set()

            beside = threading.Thread(target=append)
            beside.start()
            assert done.wait(60), "the second writer waited for the first"
            beside.join()
            assert quick.keys() == ("first", "quick")
        found = slow.verify()
        assert (found.checked, found.breaks) == (3, ())
        assert slow.keys() == ("first", "quick", "slow")
    postgres_server.drop(name)
