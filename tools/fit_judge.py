"""Fit the judge of measures on sentences of our own, and tell how well it and the rules do on sentences kept apart.

    python -m tools.fit_judge [--shared DIR]

What gives each figure its measure: our gold sentences and reports (``tests/gold``), the sentences of the tests of
measures, those that were marked for this (``tests/gold/marked``), and the development reports that may be looked at,
where they are at hand; never a blind one. The model is a softmax over clues (``ledger/extract/meaning/clues.py``),
fitted by AdaGrad. What the rules found is a clue in the marked sentences alone: by all others the rules were made, so
that there they are nearly always right. A tenth of the marked sentences, by a hash of their text, is kept apart for the
figures that are printed.
Writes ``ledger/lexicon/judge.tsv``.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy as np

from ledger.extract import extract_many, pipeline
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.clues import clues_of
from ledger.extract.meaning.judge import SCALE
from ledger.extract.meaning.measure_choice import choose_by_rules
from ledger.extract.meaning.setting import Setting
from ledger.model import Extraction, Metadata, Report
from ledger.read import read
from tests.gold.rows import read_rows
from tools.corpora import OWN, ROOT, SHARED, facts_of, golds, scorer

WEIGHTS = ROOT / "ledger" / "lexicon" / "judge.tsv"
MARKED = OWN / "marked"
MEASURES = ROOT / "tests" / "extract" / "measure_sentences.tsv"
EPOCHS, RATE, PULL, SEED = 12, 0.15, 1e-3, 20261130
ROUNDS, MORE = 3, 3.0  # rounds of fitting, and how many times as much a wrong case of the suite counts in the next
RARE = 2  # a clue seen less often has no weight
LEAST = 0.1  # a weight nearer to 0 is left out
PUBLISHED = date(2024, 9, 12)
_BARE_MARK = re.compile(r"\[\[(.*?)\]\]")
_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z_]+)\]")

Clues = frozenset[str]
Weights = np.ndarray
Fitted = tuple[list[str], list[str], Weights]  # clues, measures, (clues, measures)


@dataclass(frozen=True, slots=True)
class Case:
    """A figure: clues, measure, what the rules found, whether they were made without it, whether it is kept apart."""

    clues: Clues
    measure: str
    ruled: str
    honest: bool
    apart: bool


def recorded(reports: Sequence[Report]) -> Iterator[tuple[Report, Extraction, Mapping[int, tuple[Clues, str]]]]:
    """Each report, read by the rules alone, with the clues of its figures and what those found, by where they start."""
    kept: dict[int, tuple[Clues, str]] = {}

    def choose(mention: Mention, setting: Setting) -> tuple[str, float]:
        measure, cost = choose_by_rules(mention, setting)
        kept[mention.span.start] = clues_of(mention, setting, measure, cost), measure
        return measure, cost

    with patch.object(pipeline, "choose_measure", choose):
        for report in reports:
            kept.clear()
            (extraction,) = extract_many([report])
            yield report, extraction, kept


def marked(line: str) -> tuple[str, dict[int, str]]:
    """The text of a marked line, and the measures of its figures by where they start."""
    text, measures, at = "", {}, 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        measures[len(text)] = match[2]
        text += match[1]
        at = match.end()
    return text + line[at:], measures


def cases(shared: Path) -> Iterator[Case]:
    """Every figure that was found and whose measure is given."""
    yield from _of_reports(shared)
    yield from _of_measures()
    rows = list(read_rows())
    reports = [Report(key=row.name, text=row.text, published=row.published) for row in rows]
    for row, (report, extraction, kept) in zip(rows, recorded(reports), strict=True):
        measures = [figure.split("|")[3].strip() for figure in row.figures]
        starts = [fact.span.start for fact in extraction.facts]
        if len(starts) == len(measures):
            told = {start: measure for start, measure in zip(starts, measures, strict=True) if measure != "*"}
            yield from _cases(report.text, kept, told, honest=False)
    lines = [line for path in sorted(MARKED.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    items = [marked(line.strip().replace(" // ", "\n")) for line in lines if line.strip() and line[0] != "#"]
    reports = [Report(key="sentence", text=text, published=PUBLISHED) for text, _ in items]
    for (_, told), (report, _, kept) in zip(items, recorded(reports), strict=True):
        yield from _cases(report.text, kept, told, honest=True)


def _of_reports(shared: Path) -> Iterator[Case]:
    """The figures of whole reports with gold facts, which take the scorer that is kept beside the shared ones."""
    if not shared.is_dir():
        return
    rules = scorer(shared)
    paths = [path for part, path in golds(shared) if part != "blind"]
    texts = [str(path).removesuffix(".gold.json") + ".txt" for path in paths]
    reports = [one for text in texts for one in read(text, Metadata()) if isinstance(one, Report)]
    for path, (report, extraction, kept) in zip(paths, recorded(reports), strict=True):
        gold, found = facts_of(path), [{"span": list(fact.span)} for fact in extraction.facts]
        told = {found[j]["span"][0]: str(gold[i]["measure"]) for i, j in rules.match(gold, found)}
        yield from _cases(report.text, kept, told, honest=False)


def _of_measures() -> Iterator[Case]:
    """The figures of the sentences that say each measure in several ways."""
    lines = [line.split("\t") for line in MEASURES.read_text("utf-8").splitlines() if line and line[0] != "#"]
    items = [(marked(_BARE_MARK.sub(r"[\1|other]", line)), said.split(" ; ")) for line, said in lines]
    reports = [Report(key="sentence", text=text, published=PUBLISHED) for (text, _), _ in items]
    for ((_, starts), said), (report, _, kept) in zip(items, recorded(reports), strict=True):
        told = {start: one.split("/")[0].strip() for start, one in zip(starts, said, strict=False)}
        yield from _cases(report.text, kept, told, honest=False)


def _cases(
    text: str, kept: Mapping[int, tuple[Clues, str]], told: Mapping[int, str], *, honest: bool
) -> Iterator[Case]:
    apart = honest and int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0
    for start, measure in told.items():
        if start in kept:
            seen, ruled = kept[start]
            clues = seen if honest else frozenset(clue for clue in seen if not clue.startswith("rule "))
            yield Case(clues, measure, ruled, honest, apart)


def fit(items: Sequence[Case]) -> Fitted:
    """The clues and measures that are known, and the weight of each clue for each measure.

    A case of the suite that one round gets wrong counts for more in the next: what the rules were made by is to hold.
    """
    seen = Counter(clue for case in items for clue in case.clues)
    known = sorted(clue for clue, times in seen.items() if times >= RARE and clue.isprintable())
    index = {clue: i for i, clue in enumerate(known)}
    measures = sorted({case.measure for case in items})
    rows = [np.array(sorted(index[c] for c in case.clues if c in index), dtype=np.intp) for case in items]
    wanted = np.array([measures.index(case.measure) for case in items])
    suite = np.array([not case.honest for case in items])
    counts, weights = np.ones(len(items)), np.zeros((len(known), len(measures)))
    for _ in range(ROUNDS):
        weights = _descend(rows, wanted, counts, weights.shape)
        chosen = np.array([int(weights[row].sum(0).argmax()) for row in rows])
        counts[suite & (chosen != wanted)] *= MORE
    return known, measures, weights


def _descend(rows: Sequence[Weights], wanted: Weights, counts: Weights, shape: tuple[int, ...]) -> Weights:
    """The mean of the weights after the later epochs, which leans least on the last figures seen."""
    weights, mean = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    steps = np.full(shape, 1e-2, np.float32)
    order = np.random.RandomState(SEED)
    for epoch in range(EPOCHS):
        for i in order.permutation(len(rows)):
            row = rows[i]
            score = weights[row].sum(0)
            odds = np.exp(score - score.max())
            odds /= odds.sum()
            odds[wanted[i]] -= 1
            odds *= counts[i]
            steps[row] += odds[None, :] ** 2
            weights[row] -= RATE * (odds[None, :] + PULL * weights[row]) / np.sqrt(steps[row])
        if epoch >= EPOCHS // 2:
            mean += weights / (EPOCHS - EPOCHS // 2)
    return mean


def written(known: Sequence[str], measures: Sequence[str], weights: Weights) -> str:
    """The weights as the lexicon keeps them."""
    lines = ["# by python -m tools.fit_judge: a clue, and its weights in hundredths for the measures, by their number"]
    lines.append(f"measures\t{' '.join(measures)}")
    for clue, row in zip(known, weights, strict=True):
        told = [f"{i}:{round(float(weight) * SCALE)}" for i, weight in enumerate(row) if abs(weight) >= LEAST]
        if told:
            lines.append(f"{clue}\t{' '.join(told)}")
    return "\n".join(lines) + "\n"


def _share_right(items: Sequence[Case], fitted: Fitted) -> float:
    known, measures, weights = fitted
    index = {clue: i for i, clue in enumerate(known)}
    rows = [[index[clue] for clue in case.clues if clue in index] for case in items]
    right = [measures[int(weights[row].sum(0).argmax())] == case.measure for row, case in zip(rows, items, strict=True)]
    return sum(right) / len(items)


def main() -> None:
    """Fits without the sentences kept apart and tells how that does on them; then fits on all and writes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the shared texts are")
    options = parser.parse_args()
    every = list(cases(options.shared))
    apart = [case for case in every if case.apart]
    if not apart:
        sys.exit("fit_judge: no sentence is kept apart; are there marked ones?")
    ruled = sum(case.ruled == case.measure for case in apart) / len(apart)
    judged = _share_right(apart, fit([case for case in every if not case.apart]))
    print(f"{len(every)} figures; of {len(apart)} kept apart the rules have {ruled:.3f} right, the judge {judged:.3f}")
    final = fit(every)
    WEIGHTS.write_text(written(*final), "utf-8")
    print(f"{len(final[0])} clues, {WEIGHTS.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
