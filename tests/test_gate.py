"""The gate against loss and the comparison of two commits, by construction; and that no floor was ever lowered."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.corpora import part_of
from tools.gains import changes, paired, plain_agree, report
from tools.gate import below, raised, read_floors, table_lines, written

ROOT = Path(__file__).parents[1]
FLOORS = "tools/floors.toml"


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout if done.returncode == 0 else ""


def test_no_floor_is_lower_than_in_any_earlier_commit() -> None:
    now = read_floors((ROOT / FLOORS).read_text("utf-8"))
    commits = git("log", "--format=%H", "--", FLOORS).split()
    if not commits:
        pytest.skip("no git history of the floors beside this checkout")
    lowered = [
        f"{part} {metric}: {floor} in {commit[:8]}"
        for commit in commits
        for part, metrics in read_floors(git("show", f"{commit}:{FLOORS}")).items()
        for metric, floor in metrics.items()
        if now.get(part, {}).get(metric, 0.0) < floor
    ]
    assert lowered == []


def test_what_is_under_its_floor_is_named() -> None:
    measured = {"dev": {"value": 0.90, "strict": 0.70}}
    assert below(measured, {"dev": {"value": 0.91, "strict": 0.70}}) == ["dev value: 0.900 is below its floor 0.910"]
    assert below(measured, {"newsquant": {"value": 0.99}}) == [], "what is not at hand is not judged"
    assert below({"dev": {}}, {"dev": {"value": 0.5}}) == ["dev value: 0.000 is below its floor 0.500"]


def test_raising_never_lowers_and_leaves_a_hair() -> None:
    floors = {"dev": {"value": 0.95, "strict": 0.50}, "own": {"value": 0.8}}
    lifted = raised({"dev": {"value": 0.90, "strict": 0.70}, "seed": {"value": 1.0}}, floors)
    assert lifted == {"dev": {"value": 0.95, "strict": 0.69}, "own": {"value": 0.8}, "seed": {"value": 1.0}}
    assert read_floors(written(lifted)) == lifted
    assert raised({"own": {"value": 0.9, "unit": 0.9}}, {}) == {"own": {"value": 0.89}}
    assert below({"dev": {"value": 0.95, "strict": 0.70}}, lifted) == []


def test_the_table_has_a_row_a_metric() -> None:
    lines = table_lines({"dev": {"value": 0.9}, "own": {"value": 0.8, "strict": 0.7}, "newsquant": {"all": 0.6}})
    assert [line.split() for line in lines] == [
        ["dev", "own"], ["value", "0.900", "0.800"], ["strict", "0.700"], ["newsquant", "all", "0.600"],
    ]  # fmt: skip


def test_a_third_of_the_names_is_blind_for_ever() -> None:
    blind = [name for name in map(str, range(300)) if part_of(name) == "blind"]
    assert 80 <= len(blind) <= 120
    assert blind[:5] == ["0", "1", "2", "4", "11"]


def fact(start: int, end: int, **fields: Any) -> dict[str, Any]:
    plain = {"low": 1, "high": 1, "comparator": "=", "unit": "person", "measure": "killed", "entity": "people"}
    links = [{"name": "Red Cross", "kind": "ngo"}]
    return {"span": [start, end], "surface": "x" * (end - start), **plain, "attribution": links, **fields}


def test_facts_are_paired_one_to_one_by_overlap() -> None:
    gold, found = [fact(0, 5), fact(5, 9)], [fact(4, 9), fact(0, 3), fact(20, 21)]
    assert paired(gold, found) == {0: found[1], 1: found[0]}


def test_gains_and_losses_are_told_apart() -> None:
    gold = [fact(0, 2), fact(10, 12), fact(20, 22)]
    before = [fact(0, 2), fact(20, 22, measure="wounded"), fact(30, 32)]
    after = [fact(10, 12), fact(20, 22, attribution=[]), fact(40, 42)]
    found = list(changes("worked", gold, before, after, plain_agree))
    assert [(change.kind, change.better, change.line.split()[0]) for change in found] == [
        ("lost", False, "0"), ("gained", True, "10"), ("measure", True, "20"), ("claimant", False, "20"),
        ("lost", True, "30"), ("gained", False, "40"),
    ]  # fmt: skip
    lines = list(report(found))
    assert lines[0] == "gained: 1 better, 1 worse; blind texts: 0 better, 0 worse"
    assert "  + 20 “xx” people: wounded → killed" in lines


def test_blind_texts_give_figures_only() -> None:
    found = list(changes("blind", [fact(0, 2)], [], [fact(0, 2)], plain_agree))
    assert list(report(found)) == ["gained: 0 better, 0 worse; blind texts: 1 better, 0 worse"]
    assert list(report([])) == ["no differences"]
