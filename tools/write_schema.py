"""Writes tests/store/schema.json: the schema as the migrations make it, on both engines."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from ledger.store import Store
from tests import postgres
from tests.store.test_released import SNAPSHOT, shape


def main() -> None:
    """Makes a ledger on each engine and writes down what it is made of."""
    with tempfile.TemporaryDirectory() as folder, postgres.server() as server:
        urls = {"sqlite": str(Path(folder) / "ledger.db"), "postgresql": server.url(server.fresh())}
        shapes = {}
        for engine, url in urls.items():
            Store(url, create=True).close()
            shapes[engine] = shape(url)
    known = {**shapes["sqlite"], "triggers": {engine: found["triggers"] for engine, found in shapes.items()}}
    SNAPSHOT.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
