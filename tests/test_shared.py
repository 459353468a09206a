"""The real report, scored against its gold facts where they are at hand (they are not part of the project)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2] / "shared"
NAME = "report-2022-03-02"

pytestmark = pytest.mark.skipif(
    not (SHARED / "data" / "seed").is_dir(),
    reason="no ../shared/data/seed beside this checkout: the real report and its gold facts are kept apart",
)


@pytest.fixture(scope="module")
def extracted() -> list[dict[str, Any]]:
    """The facts of the seed report, as ``ledger extract --format json`` prints them."""
    command = [sys.executable, "-m", "ledger", "extract", str(SHARED / "data" / "seed" / f"{NAME}.txt")]
    options = ["--published", "2022-03-02", "--outlet", "Voice of America", "--format", "json"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    facts: list[dict[str, Any]] = json.loads(done.stdout)["facts"]
    return facts


def test_the_real_report_gives_exactly_its_gold_facts(extracted: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.json").write_text(json.dumps({"facts": extracted}), encoding="utf-8")
    command = [sys.executable, str(SHARED / "eval" / "score.py"), str(SHARED / "data" / "seed"), str(tmp_path)]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=60, check=True)
    score = json.loads(done.stdout)
    assert score["detection"]["gold"] == score["detection"]["pred"] == 11
    assert (score["detection"]["p"], score["detection"]["r"], score["strict"]["f1"]) == (1.0, 1.0, 1.0)
    assert {field: share for field, share in score["fields"].items() if share < 0.9} == {}


def test_what_is_not_a_figure_is_left_alone(extracted: list[dict[str, Any]]) -> None:
    gold = json.loads((SHARED / "data" / "seed" / f"{NAME}.gold.json").read_text("utf-8"))
    assert gold["not_facts"]
    taken = [
        (fact["surface"], trap["text"])
        for fact in extracted
        for trap in gold["not_facts"]
        if max(fact["span"][0], trap["span"][0]) < min(fact["span"][1], trap["span"][1])
    ]
    assert taken == []
