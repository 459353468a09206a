"""Reports as they were read at first sight: which of their facts were right before anybody mended a rule by them.

    python -m tools.first_sight DIR [--shared DIR]

DIR holds marked reports (``NAME.txt``, ``NAME.gold.json``; spans under ``doubtful`` count neither way). Adds a line a
fact found there to ``tools/first_sight.tsv``: the report by number, whether the fact is right, the signs of confidence
it showed; no text, no name. ``make calibrate`` learns from them, for rules hold less well on reports that they were not
made by. A report is worth adding once, before its errors are looked at: what was mended since is no longer first sight.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.extract.pipeline import extract_with_signs
from ledger.model import Metadata, Report
from ledger.read import read
from ledger.render.data import fact_data
from tools.corpora import ROOT, SHARED, doubtful_in, facts_of, scorer

OUTCOMES = ROOT / "tools" / "first_sight.tsv"
PART = "first sight"
STRICT = ("value", "unit", "measure", "claimant")
_HEADER = "# report\tright (1) or wrong (0)\tsigns of confidence at first sight (python -m tools.first_sight)"


@dataclass(frozen=True, slots=True)
class Case:
    """A fact that was found: in which report and part, by which signs, whether it is right, how much it counts."""

    report: str
    signs: tuple[str, ...]
    right: bool
    part: str = PART
    share: float = 1.0


def cases_of(paths: Sequence[Path], shared: Path, part: str) -> Iterator[Case]:
    """Every fact found in the texts beside the gold files ``paths``."""
    rules = scorer(shared)
    texts = [str(path).removesuffix(".gold.json") + ".txt" for path in paths]
    reports = [item for text in texts for item in read(text, Metadata()) if isinstance(item, Report)]
    for path, (extraction, signs) in zip(paths, extract_with_signs(reports), strict=True):
        gold, found = facts_of(path), [fact_data(fact) for fact in extraction.facts]
        doubtful, matched = doubtful_in(path), {j: gold[i] for i, j in rules.match(gold, found)}
        for number, fact in enumerate(extraction.facts):
            marked = matched.get(number)
            if marked is None or tuple(marked["span"]) not in doubtful:
                agreed = rules.agree(marked, found[number]) if marked else {}
                yield Case(path.name, signs[fact.span], all(agreed.get(field, False) for field in STRICT), part)


def outcomes() -> Iterator[Case]:
    """Those kept in the file."""
    for line in OUTCOMES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            report, right, signs = line.split("\t")
            yield Case(f"{PART} {report}", tuple(signs.split("; ")), right == "1")


def main() -> None:
    """Add the outcomes of a folder."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path, help="where the marked reports are")
    options.add_argument("--shared", type=Path, default=SHARED, help="where the scorer is")
    given = options.parse_args()
    paths = sorted(given.folder.rglob("*.gold.json"))
    if not paths:
        sys.exit(f"first_sight: no NAME.gold.json in {given.folder}; mark reports by the extraction contract first")
    lines = OUTCOMES.read_text("utf-8").splitlines() if OUTCOMES.is_file() else [_HEADER]
    numbers: dict[str, int] = {}
    last = max((int(line.split("\t")[0]) for line in lines[1:]), default=0)
    found = list(cases_of(paths, given.shared, PART))
    for case in found:
        number = numbers.setdefault(case.report, last + 1 + len(numbers))
        lines.append(f"{number}\t{case.right:d}\t{'; '.join(case.signs)}")
    OUTCOMES.write_text("\n".join(lines) + "\n", "utf-8")
    right = sum(case.right for case in found) / max(len(found), 1)
    print(f"{len(found)} facts of {len(paths)} reports, {right:.3f} right")


if __name__ == "__main__":
    main()
