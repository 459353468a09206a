"""Confidence: a probability from signs, and the command that fits it, on cases by construction."""

from random import Random

import pytest

from ledger.extract import extract
from ledger.extract.confidence import confidence_of, signs_of, weights
from ledger.model import Report
from tools.calibrate import WORKED, calibration_error, cross_validated, fit, log_loss, probability, weighed, written
from tools.first_sight import Case, outcomes

TEXT = (
    "The mayor of Norrby said at least 12 people were killed. Another 30 were hurt. “We lost 5 homes,” a farmer added"
)


def signs(text: str, surface: str, cost: float = 0.0, likelihood: float | None = None) -> tuple[str, ...]:
    fact = next(fact for fact in extract(Report(key="k", text=text)).facts if fact.surface == surface)
    return signs_of(fact, cost, likelihood, text)


def test_every_fact_has_a_confidence_between_0_and_1() -> None:
    facts = extract(Report(key="k", text=TEXT)).facts
    assert len(facts) >= 3
    assert all(0.0 < fact.confidence < 1.0 for fact in facts)


@pytest.mark.parametrize(
    ("surface", "present", "absent"),
    [
        ("12", ["measure killed", "people harmed", "comparator", "numbers one", "sentence short"], ["noun elided"]),
        ("30", ["basis increment", "claimant none"], ["comparator", "claimant, with quotation marks"]),
        ("5", ["unit thing", "no full stop", "period none"], ["people harmed"]),
    ],
)
def test_signs(surface: str, present: list[str], absent: list[str]) -> None:
    found = signs(TEXT, surface)
    assert set(present) <= set(found)
    assert not set(absent) & set(found)
    assert len(set(found)) == len(found)


def test_a_figure_that_nowhere_and_never_holds_is_a_sign() -> None:
    assert {"place none", "period none"} <= set(signs("A storm killed 7 people.", "7"))
    assert not {"place none", "period none"} & set(signs("A storm killed 7 people in Lagos on 3 May 2021.", "7"))


def test_the_farther_the_cue_the_other_the_sign() -> None:
    names = [next(s for s in signs(TEXT, "12", cost) if s.startswith("cue ")) for cost in (0, 0.9, 1.9, 2.5, 4, 9)]
    assert names == ["cue at once", "cue very near", "cue near", "cue within reach", "cue far", "cue not found"]


def test_the_less_the_judge_likes_a_measure_the_other_the_sign() -> None:
    likelihoods = (None, 1.0, 0.96, 0.9, 0.7, 0.2)
    names = [next(s for s in signs(TEXT, "12", 0, one) if s.startswith("judge ")) for one in likelihoods]
    assert names == [f"judge {name}" for name in ("not asked", "certain", "sure", "rather sure", "leaning", "torn")]


def test_no_confidence_is_quite_0_or_1() -> None:
    assert confidence_of(()) == 0.5
    assert confidence_of(["no such sign"]) == 0.5
    assert all(0.01 <= confidence_of([sign] * 500) <= 0.99 for sign in weights())


def cases(count: int, seed: int) -> list[Case]:
    """Facts of which those with the sign "good" are right nine times in ten, the others three times."""
    random = Random(seed)  # nothing secret
    found = []
    for number in range(count):
        good = random.random() < 0.5
        right = random.random() < (0.9 if good else 0.3)
        found.append(Case(f"report {number % 20}", ("any fact", "good") if good else ("any fact",), right))
    return found


def test_fitted_weights_give_back_the_shares_they_were_made_with() -> None:
    known = cases(800, 1)
    fitted = fit(known, 1.0)
    assert probability(fitted, ["any fact"]) == pytest.approx(0.3, abs=0.05)
    assert probability(fitted, ["any fact", "good"]) == pytest.approx(0.9, abs=0.05)
    judged = cross_validated(known, 1.0, 0)
    assert len(judged) == 800
    assert calibration_error(judged) < 0.05
    assert log_loss(judged) < 0.5


def test_the_error_of_calibration_is_the_distance_from_the_share_right() -> None:
    right, wrong = Case("r", (), True), Case("r", (), False)
    assert calibration_error([(0.75, right)] * 3 + [(0.75, wrong)]) == pytest.approx(0.0)
    assert calibration_error([(0.95, wrong), (0.15, right)]) == pytest.approx(0.9)


def test_facts_of_reports_that_rules_were_made_by_count_for_less() -> None:
    known = weighed([Case("w", ("any fact",), True, "worked")] * 20 + [Case("f", ("any fact",), False)] * 10)
    assert probability(fit(known, 1.0), ["any fact"]) == pytest.approx(20 * WORKED / (20 * WORKED + 10), abs=0.01)


def test_confidence_says_what_was_right_at_first_sight() -> None:
    known = list(outcomes())
    assert len({case.report for case in known}) > 100
    judged = [(confidence_of(case.signs), case) for case in known]
    assert calibration_error(judged) < 0.05
    assert (
        log_loss(judged) < log_loss([(sum(case.right for case in known) / len(known), case) for case in known]) - 0.05
    )


def test_rare_signs_have_no_weight_and_the_file_says_how_often_each_was_seen() -> None:
    known = [*cases(50, 2), Case("r", ("any fact", "once"), True)]
    text = written(fit(known, 1.0), known)
    assert text.startswith("# sign")
    assert "once" not in text.split("\n", 1)[1]
    assert f"any fact\t{fit(known, 1.0)['any fact']:.3f}\t51" in text
