"""The judge of measures: what it learns, what it may not say, and that its sentences are well marked."""

from datetime import date
from unittest.mock import patch

import pytest

from ledger import lexicon
from ledger.extract import extract_many, pipeline
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning import judge
from ledger.extract.meaning.measure_choice import choose_by_rules, choose_measure
from ledger.extract.meaning.setting import Setting
from ledger.model import Report
from tools.fit_judge import MARKED, Case, fit, marked, written

LINES = [line for path in sorted(MARKED.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]  # fmt: skip


def _case(measure: str, *clues: str, honest: bool = True) -> Case:
    return Case(frozenset(clues), measure, "other", honest, apart=False)


def test_it_learns_what_the_clues_tell() -> None:
    cases = [_case("killed", "verb die", "class person")] * 4 + [_case("wounded", "verb hurt", "class person")] * 4
    known, measures, weights = fit(cases)
    assert measures == ["killed", "wounded"]
    die, hurt, person = (weights[known.index(clue)] for clue in ("verb die", "verb hurt", "class person"))
    assert die[0] > die[1]
    assert hurt[1] > hurt[0]
    assert abs(person[0] - person[1]) < abs(die[0] - die[1])


def test_a_sentence_of_the_suite_counts_until_it_holds() -> None:
    against = [_case("other", "verb seize")] * 6
    known, measures, weights = fit([*against, *[_case("detained", "verb seize", "noun thief", honest=False)] * 2])
    rows = [known.index(clue) for clue in ("verb seize", "noun thief")]
    assert measures[int(weights[rows].sum(0).argmax())] == "detained"


def test_weights_are_written_as_they_are_read() -> None:
    text = written(["a", "b"], ["killed", "other"], [[0.5, -0.25], [0.01, 0.0]])  # type: ignore[arg-type]  # like rows
    assert text.splitlines()[1:] == ["measures\tkilled other", "a\t0:50 1:-25"]


def test_it_knows_the_lexicons_measures_alone() -> None:
    known = {row[0] for row in lexicon.rows("measures")}
    assert set(lexicon.keyed("judge")["measures"].split()) <= known


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

    def choose(mention: Mention, setting: Setting) -> tuple[str, float]:
        ruled, _ = choose_by_rules(mention, setting)
        chosen, cost = choose_measure(mention, setting)
        said.append((ruled, chosen))
        return chosen, cost

    reports = [Report(key=str(i), text=marked(line)[0], published=date(2024, 9, 12)) for i, line in enumerate(LINES[::15])]  # fmt: skip
    with patch.object(pipeline, "choose_measure", choose):
        list(extract_many(reports))
    assert not [ruled for ruled, chosen in said if chosen == "killed" != ruled]
    assert sum(ruled != chosen for ruled, chosen in said) > len(said) // 50


def test_a_clue_that_nobody_has_weights_nothing() -> None:
    weights = judge._learned()
    before = len(weights.rows)
    assert weights.row("a clue of no sentence") == 0
    assert len(weights.rows) == before
