"""What the working tree finds that another commit does not, and the other way round.

    python -m tools.gains BASE [--shared DIR]

Both read the same texts: the shared ones where they are at hand, and our own gold. Listed are facts gained and lost
(whether a gold fact or a spurious one), then fields that turned right or wrong. Blind texts give figures only.
Nothing is written into the repository.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.corpora import ROOT, SHARED, Facts, facts_of, scorer, stage

Fact = dict[str, Any]
Agree = Callable[[Fact, Fact], Mapping[str, bool]]
_FIELDS = ("unit", "measure", "entity", "group", "place", "period", "basis", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: of ``kind`` "gained", "lost", or the field that changed; ``better`` tells which way it went."""

    part: str
    kind: str
    better: bool
    line: str


@contextmanager
def checkout(base: str) -> Iterator[Path]:
    """A temporary worktree at ``base``."""
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "base"
        _git("worktree", "add", "--detach", "--quiet", str(tree), base)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> None:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=False)  # noqa: S603, S607  # a commit of this repository
    if done.returncode:
        sys.exit(f"gains: git {arguments[0]} failed; is {arguments[-1]!r} a commit?")


def predict(code: Path, golds: Path, out: Path) -> None:
    """Extracts the texts of ``golds`` into ``out`` with the code of the checkout ``code``."""
    command = [sys.executable, "-m", "ledger", "extract", *map(str, sorted(golds.glob("*.txt"))), "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(code)}
    done = subprocess.run(command, cwd=code, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"gains: `ledger extract` failed in {code}\n{done.stderr[-2000:]}")


def plain_agree(gold: Fact, found: Fact) -> Mapping[str, bool]:
    """Agreement field by field where the scorer is not at hand: equality."""
    value = ("low", "high", "comparator")
    claimants = [[link["name"] for link in fact.get("attribution") or []][:1] for fact in (gold, found)]
    same = {field: gold.get(field) == found.get(field) for field in _FIELDS}
    return {"value": all(gold[k] == found[k] for k in value), **same, "claimant": claimants[0] == claimants[1]}


def changes(part: str, gold: Facts, before: Facts, after: Facts, agree: Agree) -> Iterator[Change]:
    """How the facts of one text, found before and after, differ against its gold facts."""
    old, new = paired(gold, before), paired(gold, after)
    for number, fact in enumerate(gold):
        was, now = old.get(number), new.get(number)
        if was is None and now is not None:
            yield Change(part=part, kind="gained", better=True, line=_brief(fact))
        elif was is not None and now is None:
            yield Change(part=part, kind="lost", better=False, line=_brief(fact))
        elif was is not None and now is not None:
            yield from _field_changes(part, fact, (was, now), agree)
    spurious = [
        {tuple(f["span"]): f for f in facts if not any(f is pair for pair in pairs.values())}
        for facts, pairs in ((before, old), (after, new))
    ]
    for span in sorted({*spurious[0], *spurious[1]}):
        if (span in spurious[0]) != (span in spurious[1]):
            gone = span in spurious[0]
            line = f"{_brief((spurious[0] if gone else spurious[1])[span])} (no gold fact)"
            yield Change(part=part, kind="lost" if gone else "gained", better=gone, line=line)


def _field_changes(part: str, gold: Fact, found: tuple[Fact, Fact], agree: Agree) -> Iterator[Change]:
    was, now = (agree(gold, fact) for fact in found)
    for field in was:
        if was[field] != now.get(field, was[field]):
            line = f"{_brief(gold)}: {_shown(found[0], field)} → {_shown(found[1], field)}"
            yield Change(part=part, kind=field, better=bool(now[field]), line=line)


def paired(gold: Facts, found: Facts) -> dict[int, Fact]:
    """Each gold fact's number with the fact that overlaps it most, one to one."""
    overlaps = [
        (min(g["span"][1], f["span"][1]) - max(g["span"][0], f["span"][0]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
    ]
    pairs: dict[int, int] = {}
    for width, i, j in sorted(overlaps, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if width > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return {i: found[j] for i, j in pairs.items()}


def _brief(fact: Fact) -> str:
    surface = fact.get("text") or fact.get("surface")
    return f"{fact['span'][0]} “{surface}” {fact.get('entity') or ''}".strip()


def _shown(fact: Fact, field: str) -> str:
    if field in ("value", "comparator"):
        return f"{fact['comparator']}{fact['low']}…{fact['high']}"
    if field.startswith("claimant"):
        key = "kind" if field.endswith("kind") else "name"
        return str(next((link[key] for link in fact["attribution"]), None))
    return str(fact.get(field))


def report(found: list[Change]) -> Iterator[str]:
    """The differences as lines: a total for each kind, then, except of blind texts, each one."""
    kinds = sorted({change.kind for change in found}, key=lambda kind: (kind not in ("gained", "lost"), kind))
    for kind in kinds:
        counts = Counter((change.part == "blind", change.better) for change in found if change.kind == kind)
        blind = f"; blind texts: {counts[True, True]} better, {counts[True, False]} worse"
        yield f"{kind}: {counts[False, True]} better, {counts[False, False]} worse{blind}"
        for change in found:
            if change.kind == kind and change.part != "blind":
                yield f"  {'+' if change.better else '-'} {change.line}"
    if not found:
        yield "no differences"


def compare(base: str, shared: Path) -> list[Change]:
    """All differences between ``base`` and the working tree."""
    agree: Agree = scorer(shared).agree if (shared / "eval" / "score.py").is_file() else plain_agree
    found: list[Change] = []
    with tempfile.TemporaryDirectory() as name, checkout(base) as tree:
        for part, golds in stage(shared, Path(name) / "gold").items():
            out = {code: Path(name) / code.name / part for code in (tree, ROOT)}
            for code, folder in out.items():
                predict(code, golds, folder)
            for path in sorted(golds.glob("*.gold.json")):
                text = path.name.removesuffix(".gold.json")
                before, after = (facts_of(folder / f"{text}.json") for folder in out.values())
                for change in changes(part, facts_of(path), before, after, agree):
                    line = f"{part} {text[:40]} {change.line}"
                    found.append(Change(part=part, kind=change.kind, better=change.better, line=line))
    return found


def main() -> None:
    """Print what was gained and lost since BASE."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("base", help="a commit")
    options.add_argument("--shared", type=Path, default=SHARED, help="where the shared texts and the scorer are")
    chosen = options.parse_args()
    print(*report(compare(chosen.base, chosen.shared)), sep="\n")


if __name__ == "__main__":
    main()
