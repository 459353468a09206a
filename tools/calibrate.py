"""Fit the weights of confidence on reports with gold facts, and tell how well they are calibrated.

    python -m tools.calibrate [--shared DIR]

A fact is right where value, unit, measure and claimant all agree with its gold fact by the scorer's rules; one with no
gold fact is wrong. The weights of a logistic model over the signs (``ledger/extract/confidence.py``) are found by
gradient descent, drawn to 0 as strongly as cross-validation bears: each report is judged by weights fitted on
the others. Rules hold less well on reports that they were not made by, so what was right at first sight
(``tools/first_sight.py``) counts most. Writes ``ledger/lexicon/confidence.tsv``. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import exp, log
from pathlib import Path

from tools.corpora import ROOT, SHARED, golds
from tools.first_sight import Case, cases_of, outcomes

WEIGHTS = ROOT / "ledger" / "lexicon" / "confidence.tsv"
FOLDS, FOLDINGS, BINS, ROUNDS = 10, 2, 10, 200
PULLS = (4.0, 8.0, 16.0, 32.0)
NEAR = 0.002  # of pulls whose log loss is about the best, the strongest: it leans least on single signs
STEP = 8  # cases count up to this many steps' worth: higher is slower and surer
RARE = 5  # a sign seen less often has no weight
WORKED = 0.5  # what a fact of a report counts for that rules were made by: new reports are not read as well

Weights = dict[str, float]


def cases(shared: Path) -> Iterator[Case]:
    """Every fact found in the development reports, and those of reports at first sight."""
    for part in ("worked", "blind"):
        yield from cases_of([path for own, path in golds(shared) if own == part], shared, part)
    yield from outcomes()


def weighed(known: Sequence[Case]) -> list[Case]:
    """The cases with those of reports that rules were made by counting for less."""
    return [replace(case, share=WORKED if case.part == "worked" else 1.0) for case in known]


def fit(known: Sequence[Case], pull: float) -> Weights:
    """Weights by gradient descent on the log loss; ``pull`` draws all but that of "any fact" to 0."""
    counts = Counter(sign for case in known for sign in case.signs)
    signs = [sign for sign, count in sorted(counts.items()) if count >= RARE]
    weights = dict.fromkeys(signs, 0.0)
    for _ in range(ROUNDS):
        slopes = {sign: (0.0 if sign == "any fact" else -pull * weights[sign]) for sign in signs}
        for case in known:
            miss = case.share * (case.right - probability(weights, case.signs))
            for sign in case.signs:
                if sign in slopes:
                    slopes[sign] += miss
        for sign in signs:  # the more cases a sign has, the shorter its steps: each stays within its curvature
            weights[sign] += slopes[sign] / (pull + 0.25 * counts[sign] * STEP)
    return weights


def probability(weights: Weights, signs: Iterable[str]) -> float:
    """What the weights make of the signs."""
    return 1 / (1 + exp(-sum(weights.get(sign, 0.0) for sign in signs)))


def cross_validated(known: Sequence[Case], pull: float, folding: int) -> list[tuple[float, Case]]:
    """Each fact with what weights fitted on other reports make of it."""
    judged = []
    for fold in range(FOLDS):
        weights = fit([case for case in known if fold_of(case, folding) != fold], pull)
        judged += [(probability(weights, case.signs), case) for case in known if fold_of(case, folding) == fold]
    return judged


def fold_of(case: Case, folding: int) -> int:
    """The fold of a case's report, by a hash of its name; each folding divides the reports anew."""
    return int(hashlib.sha256(f"{folding} {case.report}".encode()).hexdigest(), 16) % FOLDS


def calibration_error(judged: Sequence[tuple[float, Case]]) -> float:
    """Expected calibration error: over bins of equal width, the mean distance between confidence and share right."""
    bins: dict[int, float] = {}
    for confidence, case in judged:
        place = min(int(confidence * BINS), BINS - 1)
        bins[place] = bins.get(place, 0.0) + confidence - case.right
    return sum(map(abs, bins.values())) / len(judged)


def log_loss(judged: Sequence[tuple[float, Case]]) -> float:
    """Mean surprise in nats: lower is better; guessing the base rate is the one to beat."""
    return -sum(log(confidence if case.right else 1 - confidence) for confidence, case in judged) / len(judged)


def bin_lines(judged: Sequence[tuple[float, Case]]) -> Iterator[str]:
    """A line a bin: how many facts, how sure, how many right."""
    for lowest in range(BINS):
        members = [(c, case.right) for c, case in judged if min(int(c * BINS), BINS - 1) == lowest]
        if members:
            sure, right = (sum(float(pair[k]) for pair in members) / len(members) for k in (0, 1))
            reach = f"{lowest / BINS:.1f}–{(lowest + 1) / BINS:.1f}"
            yield f"{reach} {len(members):5} facts, said {sure:.2f}, right {right:.2f}"


def written(weights: Weights, known: Sequence[Case]) -> str:
    """The text of the weights' file: the sign, its weight, and in how many of the cases it was seen."""
    counts = Counter(sign for case in known for sign in case.signs)
    header = "# sign of a fact\tweight in log odds\tfacts with it when the weights were fitted (make calibrate)"
    rows = (f"{sign}\t{weight:.3f}\t{counts[sign]}" for sign, weight in weights.items() if abs(weight) >= 0.0005)
    return "\n".join([header, *rows]) + "\n"


def main() -> None:
    """Fit, report, write."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=SHARED, help="where the shared texts and the scorer are")
    shared = options.parse_args().shared
    if not (shared / "eval" / "score.py").is_file():
        sys.exit(f"calibrate: no {shared} beside this checkout; the weights stay as they are")
    known = weighed(list(cases(shared)))
    trials = {pull: [cross_validated(known, pull, folding) for folding in range(FOLDINGS)] for pull in PULLS}
    losses = {pull: sum(map(log_loss, foldings)) / FOLDINGS for pull, foldings in trials.items()}
    best = max(pull for pull in PULLS if losses[pull] <= min(losses.values()) + NEAR)
    for pull, foldings in trials.items():
        errors = ", ".join(f"{calibration_error(judged):.3f}" for judged in foldings)
        print(f"pull {pull:4.0f}: log loss {losses[pull]:.3f}, ECE {errors}{' (chosen)' if pull == best else ''}")
    for name in ("worked", "blind", "first sight"):
        part = [(confidence, case) for confidence, case in trials[best][0] if case.part == name]
        said, right = sum(c for c, _ in part) / len(part), sum(case.right for _, case in part) / len(part)
        print(f"{name:11} {len(part)} facts, said {said:.3f}, right {right:.3f}, ECE {calibration_error(part):.3f}")
    print(*bin_lines(trials[best][0]), sep="\n")
    weights = fit(known, best)
    WEIGHTS.write_text(written(weights, known), "utf-8")
    fitted = [(probability(weights, case.signs), case) for case in known]
    print(
        f"written to {WEIGHTS.relative_to(ROOT)}; ECE on the cases they were fitted on {calibration_error(fitted):.3f}"
    )


if __name__ == "__main__":
    main()
