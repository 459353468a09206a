"""The gold texts that the tools measure on: the shared ones where they are at hand, and our own.

A text is ``NAME.txt`` with ``NAME.gold.json`` (facts by the extraction contract) and, where known, ``NAME.meta.json``
beside it. The development reports are read in two parts, fixed by a hash of the name: *worked* ones may be looked at,
*blind* ones give figures only, so that something is left to tell whether a rule holds elsewhere.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Facts = list[dict[str, Any]]

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "gold"
PARTS = ("seed", "worked", "blind", "own")
_SEED = {"published": "2022-03-02", "outlet": "Voice of America"}


def part_of(name: str) -> str:
    """``blind`` for a third of the development reports, for ever the same ones, else ``worked``."""
    return "worked" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 else "blind"


def golds(shared: Path) -> Iterator[tuple[str, Path]]:
    """``(part, NAME.gold.json)`` of every text at hand."""
    for path in sorted((shared / "data" / "seed").glob("*.gold.json")):
        yield "seed", path
    for path in sorted((shared / "data" / "dev").glob("*.gold.json")):
        yield part_of(path.name.removesuffix(".gold.json")), path
    for path in sorted(OWN.rglob("*.gold.json")):
        yield "own", path


def stage(shared: Path, folder: Path) -> dict[str, Path]:
    """Copies the texts into ``folder/PART``; the parts that have any, with their folders."""
    found: dict[str, Path] = {}
    for part, gold in golds(shared):
        name = gold.name.removesuffix(".gold.json")
        into = found.setdefault(part, folder / part)
        into.mkdir(parents=True, exist_ok=True)
        for beside in gold.parent.glob(f"{name}.*"):
            shutil.copyfile(beside, into / beside.name)
        if part == "seed":
            (into / f"{name}.meta.json").write_text(json.dumps(_SEED), "utf-8")
    return found


def facts_of(path: Path) -> Facts:
    """The facts of a file of gold or of predictions; none where there is no such file."""
    return list(json.loads(path.read_text("utf-8"))["facts"]) if path.is_file() else []


def doubtful_in(path: Path) -> frozenset[tuple[int, int]]:
    """The spans of a gold file that have two fair readings: they count neither way."""
    return frozenset((start, end) for start, end in json.loads(path.read_text("utf-8")).get("doubtful", ()))


def scorer(shared: Path) -> Any:
    """The scorer of the extraction contract, as a module; its rules of matching and agreement are the only ones."""
    path = shared / "eval" / "score.py"
    spec = importlib.util.spec_from_file_location("shared_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
