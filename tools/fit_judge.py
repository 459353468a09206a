"""Fit the judge of measures on sentences of our own, and tell how well it and the rules do on sentences kept apart.

    python -m tools.fit_judge [--shared DIR]

What gives each figure its measure: our gold sentences and reports (``tests/gold``), the sentences of the tests of
measures, the sentences and reports that were marked for this (``tests/gold/marked``), and the development reports that
may be looked at, where they are at hand; never a blind one. The model is a softmax over clues, fitted by AdaGrad
(``ledger/extract/meaning/clues.py``). What the rules found is a clue in the marked ones alone: by all others the rules
were made, so that there they are nearly always right. A tenth of the marked ones, by a hash of their text, is kept
apart for the figures that are printed.
Writes ``ledger/lexicon/judge.tsv``.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast
from unittest.mock import patch

import numpy as np

from ledger.extract import extract_many, pipeline
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.clues import clues_of
from ledger.extract.meaning.judge import SCALE, has_own_weights, shared
from ledger.extract.meaning.measure_choice import choose_by_rules
from ledger.extract.meaning.setting import Setting
from ledger.model import Extraction, Metadata, Report
from ledger.read import read
from tests.gold.rows import read_rows
from tools.corpora import OWN, ROOT, SHARED, facts_of, golds, scorer

WEIGHTS = ROOT / "ledger" / "lexicon" / "judge.tsv"
MARKED = OWN / "marked"
MEASURES = ROOT / "tests" / "extract" / "measure_sentences.tsv"
EPOCHS, RATE, PULL = 8, 0.15, 1e-3
SEEDS = (1, 2, 3)  # of orders of the figures, over which the weights are meant
SHARED_RATE = 0.5  # how fast what like clues share is learned, beside what each tells by itself
ROUNDS, MORE = 3, 3.0  # rounds of fitting, and how many times as much a wrong case of the suite counts in the next
RARE, RARE_SHARED = 4, 3  # a clue, or a form of clues, seen less often has no weight
LEAST = 0.1  # a weight nearer to 0 is left out
PUBLISHED = date(2024, 9, 12)
_BARE_MARK = re.compile(r"\[\[(.*?)\]\]")
_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z_]+)(?:\|[^\[\]]*)?\]")
_HEAD = re.compile(r"^=== (\S+) \| ([^|\n]+) \| (.+)\n", re.MULTILINE)

Clues = frozenset[str]
Weights = np.ndarray
Recorded = tuple[Report, Extraction, Mapping[int, tuple[Clues, str]]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned: weights of shape (clues, measures), and a weight for each form that clues share."""

    measures: list[str]
    clues: list[str]
    weights: Weights
    forms: list[str]
    shared: Weights


@dataclass(frozen=True, slots=True)
class Case:
    """A figure: clues, measure, what the rules found, whether they were made without it, whether it is kept apart."""

    clues: Clues
    measure: str
    ruled: str
    honest: bool
    apart: bool


def recorded(reports: Sequence[Report]) -> Iterator[Recorded]:
    """Each report, read by the rules alone, with the clues of its figures and what those found, by where they start."""
    kept: dict[int, tuple[Clues, str]] = {}

    def choose(mention: Mention, setting: Setting) -> tuple[str, float, float | None]:
        measure, cost = choose_by_rules(mention, setting)
        kept[mention.span.start] = clues_of(mention, setting, measure, cost), measure
        return measure, cost, None

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
    for told, (report, _, kept) in _told(marked_reports()):
        yield from _cases(report.text, kept, told, honest=True)


def _told(items: Iterable[tuple[Report, dict[int, str]]]) -> Iterator[tuple[dict[int, str], Recorded]]:
    reports, measures = zip(*items, strict=True)
    return zip(measures, recorded(reports), strict=True)


def marked_reports() -> Iterator[tuple[Report, dict[int, str]]]:
    """What was marked for this, sentences and whole reports, with the measures of their figures by where they start."""
    for path in sorted(MARKED.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and line[0] != "#":
                text, measures = marked(line.strip().replace(" // ", "\n"))
                yield Report(key="sentence", text=text, published=PUBLISHED), measures
    for path in sorted((MARKED / "reports").glob("*.txt")):
        _, *parts = _HEAD.split(path.read_text("utf-8"))
        for day, outlet, title, body in zip(*(parts[at::4] for at in range(4)), strict=True):
            text, measures = marked(body.strip("\n") + "\n")
            known = Report(key="report", text=text, published=date.fromisoformat(day), outlet=outlet)
            yield replace(known, title=title.strip("- ") or None), measures


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


class _Columns:
    """Cases as numbers: of each its clues' rows, and the forms that it shares with the measures that those name."""

    def __init__(self, items: Sequence[Case], fitted: Fitted) -> None:
        rows = {clue: i for i, clue in enumerate(fitted.clues)}
        forms = {form: i for i, form in enumerate(fitted.forms)}
        numbers = {measure: i for i, measure in enumerate(fitted.measures)}
        self.rows = [np.array(sorted(rows[c] for c in case.clues if c in rows), dtype=np.intp) for case in items]
        named = [
            sorted(one for one in (shared(c, numbers) for c in case.clues) if one and one[0] in forms) for case in items
        ]
        self.forms = [np.array([forms[form] for form, _ in pairs], dtype=np.intp) for pairs in named]
        self.named = [np.array([numbers[measure] for _, measure in pairs], dtype=np.intp) for pairs in named]

    def score(self, i: int, weights: Weights, of_forms: Weights) -> Weights:
        """What is said for each measure, of shape (measures,)."""
        score = weights[self.rows[i]].sum(0)
        np.add.at(score, self.named[i], of_forms[self.forms[i]])
        return cast("Weights", score)

    def chosen(self, fitted: Fitted) -> Weights:
        """The measure of each case, by its number."""
        scores = [self.score(i, fitted.weights, fitted.shared) for i in range(len(self.rows))]
        return np.array([int(score.argmax()) for score in scores])


def fit(items: Sequence[Case]) -> Fitted:
    """The clues, forms and measures that are known, and their weights.

    A case of the suite that one round gets wrong counts for more in the next: what the rules were made by is to hold.
    """
    measures = sorted({case.measure for case in items})
    seen = Counter(clue for case in items for clue in case.clues if has_own_weights(clue))
    clues = sorted(clue for clue, times in seen.items() if times >= RARE and clue.isprintable())
    forms_of = [{one for one in (shared(clue, measures) for clue in case.clues) if one} for case in items]
    seen = Counter(form for named in forms_of for form, _ in named)
    forms = sorted(form for form, times in seen.items() if times >= RARE_SHARED and form.isprintable())
    fitted = Fitted(measures, clues, np.zeros((len(clues), len(measures))), forms, np.zeros(len(forms)))
    columns = _Columns(items, fitted)
    wanted = np.array([measures.index(case.measure) for case in items])
    suite = np.array([not case.honest for case in items])
    counts = np.ones(len(items))
    for _ in range(ROUNDS - 1):
        fitted = _descended(columns, wanted, counts, fitted, SEEDS[0])
        counts[suite & (columns.chosen(fitted) != wanted)] *= MORE
    orders = [_descended(columns, wanted, counts, fitted, seed) for seed in SEEDS]
    weights = np.mean([one.weights for one in orders], axis=0)
    return replace(fitted, weights=weights, shared=np.mean([one.shared for one in orders], axis=0))


def _descended(columns: _Columns, wanted: Weights, counts: Weights, fitted: Fitted, seed: int) -> Fitted:
    """With the means of the weights after the later epochs, which lean least on the last figures seen."""
    weights, mean = np.zeros(fitted.weights.shape, np.float32), np.zeros(fitted.weights.shape, np.float32)
    of_forms, mean_of_forms = np.zeros(fitted.shared.shape, np.float32), np.zeros(fitted.shared.shape, np.float32)
    steps, steps_of_forms = np.full(weights.shape, 1e-2, np.float32), np.full(of_forms.shape, 1e-2, np.float32)
    order = np.random.RandomState(seed)
    for epoch in range(EPOCHS):
        for i in order.permutation(len(wanted)):
            row, forms, named = columns.rows[i], columns.forms[i], columns.named[i]
            score = columns.score(i, weights, of_forms)
            odds = np.exp(score - score.max())
            odds /= odds.sum()
            odds[wanted[i]] -= 1
            odds *= counts[i]
            steps[row] += odds[None, :] ** 2
            weights[row] -= RATE * (odds[None, :] + PULL * weights[row]) / np.sqrt(steps[row])
            slope = odds[named]
            np.add.at(steps_of_forms, forms, slope**2)
            step = SHARED_RATE * RATE * (slope + PULL * of_forms[forms]) / np.sqrt(steps_of_forms[forms])
            np.add.at(of_forms, forms, -step)
        if epoch >= EPOCHS // 2:
            mean += weights / (EPOCHS - EPOCHS // 2)
            mean_of_forms += of_forms / (EPOCHS - EPOCHS // 2)
    return replace(fitted, weights=mean, shared=mean_of_forms)


def written(fitted: Fitted) -> str:
    """The weights as the lexicon keeps them."""
    lines = [
        "# by python -m tools.fit_judge, weights in hundredths: a clue's for the measures, by their number; a form's"
    ]
    lines.append(f"measures\t{' '.join(fitted.measures)}")
    for clue, row in zip(fitted.clues, fitted.weights, strict=True):
        told = [f"{i}:{round(float(weight) * SCALE)}" for i, weight in enumerate(row) if abs(weight) >= LEAST]
        if told:
            lines.append(f"{clue}\t{' '.join(told)}")
    for form, weight in zip(fitted.forms, fitted.shared, strict=True):
        if abs(weight) >= LEAST:
            lines.append(f"{form}\t{round(float(weight) * SCALE)}")
    return "\n".join(lines) + "\n"


def _share_right(items: Sequence[Case], fitted: Fitted) -> float:
    chosen = _Columns(items, fitted).chosen(fitted)
    right: int = sum(fitted.measures[one] == case.measure for one, case in zip(chosen, items, strict=True))
    return right / len(items)


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
    WEIGHTS.write_text(written(final), "utf-8")
    print(f"{len(final.clues)} clues, {len(final.forms)} forms, {WEIGHTS.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
