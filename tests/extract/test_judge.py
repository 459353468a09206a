"""The judge of measures: what it learns, what it may not say, and that its sentences are well marked."""

import re
from datetime import date
from unittest.mock import patch

import numpy as np
import pytest

from ledger import lexicon
from ledger.extract import extract_many, pipeline
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning import judge
from ledger.extract.meaning.judge import shared
from ledger.extract.meaning.measure_choice import choose_by_rules, choose_measure
from ledger.extract.meaning.setting import Setting
from ledger.model import Report
from tools.fit_judge import MARKED, Case, Fitted, fit, marked, marked_reports, written

LINES = [line for path in sorted(MARKED.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]  # fmt: skip


def _case(measure: str, *clues: str, honest: bool = True) -> Case:
    return Case(frozenset(clues), measure, "other", honest, apart=False)


def test_it_learns_what_the_clues_tell() -> None:
    cases = [_case("killed", "verb die", "class person")] * 4 + [_case("wounded", "verb hurt", "class person")] * 4
    fitted = fit(cases)
    assert fitted.measures == ["killed", "wounded"]
    die, hurt, person = (fitted.weights[fitted.clues.index(clue)] for clue in ("verb die", "verb hurt", "class person"))
    assert die[0] > die[1]
    assert hurt[1] > hurt[0]
    assert abs(person[0] - person[1]) < abs(die[0] - die[1])


def test_a_sentence_of_the_suite_counts_until_it_holds() -> None:
    against = [_case("other", "verb seize")] * 12
    fitted = fit([*against, *[_case("detained", "verb seize", "noun thief", honest=False)] * 4])
    rows = [fitted.clues.index(clue) for clue in ("verb seize", "noun thief")]
    assert fitted.measures[int(fitted.weights[rows].sum(0).argmax())] == "detained"


def test_what_names_a_measure_serves_measures_seldom_met() -> None:
    """A figure in brackets beside one of the dead is one of the dead; of the rescued it was never seen."""
    seen = [_case(measure, f"last {measure}", "link ( " + measure) for measure in ("killed", "wounded", "missing")] * 4
    fitted = fit([*seen, _case("rescued", "verb save")])
    assert fitted.forms == ["~ last *", "~ link ( *"]
    assert not [clue for clue in fitted.clues if clue.startswith("link")]
    assert fitted.shared.min() > 0
    assert shared("last rescued", fitted.measures) == ("~ last *", "rescued")
    assert shared("nearest killed 2", fitted.measures) == ("~ nearest * 2", "killed")
    assert shared("killed", fitted.measures) is None


def test_weights_are_written_as_they_are_read() -> None:
    weights, of_forms = np.array([[0.5, -0.25], [0.01, 0.0]]), np.array([0.75, 0.01])
    text = written(Fitted(["killed", "other"], ["a", "b"], weights, ["~ last *", "~ recent *"], of_forms))
    assert text.splitlines()[1:] == ["measures\tkilled other", "a\t0:50 1:-25", "~ last *\t75"]


def test_it_knows_all_of_the_lexicons_measures_and_no_others() -> None:
    assert set(lexicon.keyed("judge")["measures"].split()) == {row[0] for row in lexicon.rows("measures")}


@pytest.mark.parametrize("line", LINES[::40])
def test_marked_lines_are_well_formed(line: str) -> None:
    known = {row[0] for row in lexicon.rows("measures")}
    text, measures = marked(line)
    assert measures, "no figure is marked"
    assert set(measures.values()) <= known
    assert "[" not in text
    assert "|" not in text.replace(" | ", "")


def test_nobody_is_dead_by_resemblance() -> None:
    """It may take a figure for fewer dead than the rules do, never for more; it does say something else than they do."""
    said: list[tuple[str, str]] = []

    def choose(mention: Mention, setting: Setting) -> tuple[str, float, float | None]:
        ruled, _ = choose_by_rules(mention, setting)
        chosen, cost, likelihood = choose_measure(mention, setting)
        said.append((ruled, chosen))
        return chosen, cost, likelihood

    reports = [Report(key=str(i), text=marked(line)[0], published=date(2024, 9, 12)) for i, line in enumerate(LINES[::15])]  # fmt: skip
    with patch.object(pipeline, "choose_measure", choose):
        list(extract_many(reports))
    assert not [ruled for ruled, chosen in said if chosen == "killed" != ruled]
    assert sum(ruled != chosen for ruled, chosen in said) > len(said) // 50


def test_a_clue_that_nobody_has_weights_nothing() -> None:
    weights = judge._learned()
    before = weights.table.copy()
    assert weights["a clue of no sentence"] == 0
    assert (weights.table == before).all()
    assert not weights.table[0].any()


def test_marked_reports_are_well_formed() -> None:
    known = {row[0] for row in lexicon.rows("measures")}
    reports = [(report, measures) for report, measures in marked_reports() if report.key == "report"]
    assert len(reports) > 500
    for report, measures in reports:
        assert measures, report.text[:80]
        assert set(measures.values()) <= known
        assert not re.search(r"\|[a-z_-]+\||\[[^\]]*\|", report.text), report.text[:80]
