"""The gate against loss: score the extractor, and fail where a figure fell below its floor.

    python -m tools.gate [--shared DIR] [--raise]

Floors stand in ``tools/floors.toml``. ``--raise`` raises each to what was measured, less a hair; nothing lowers one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from ledger.extract import extract_many
from ledger.model import Metadata, Report
from ledger.read import read
from ledger.render.data import extraction_data
from tools.corpora import ROOT, SHARED, facts_of, scorer, stage

FLOORS = Path(__file__).with_name("floors.toml")
HAIR = 0.01  # processors differ in the last bits of the sums, and a close call or two may go the other way
WHOLE = ("detection", "value", "strict")
NEWSQUANT = {"value": "value", "value+unit": "value_unit", "all": "all"}

Table = dict[str, dict[str, float]]


def measure(shared: Path) -> Table:
    """``{part: {metric: share}}`` of every part at hand: F1 of detection, value, strict; accuracy of each field."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = stage(shared, folder / "gold")
        newsquant = _newsquant_start(shared, folder)
        for part, golds in parts.items():
            _predict(golds, folder / "predicted" / part)
        table = {part: _score(shared, golds, folder / "predicted" / part) for part, golds in parts.items()}
        if {"worked", "blind"} <= set(parts):
            _join(folder, "worked", "blind")
            table["dev"] = _score(shared, folder / "gold" / "dev", folder / "predicted" / "dev")
        if newsquant is not None:
            table["newsquant"] = _newsquant_score(shared, folder, newsquant)
    order = ("seed", "dev", "worked", "blind", "own", "newsquant")
    return {part: table[part] for part in order if part in table}


def _predict(golds: Path, out: Path) -> None:
    out.mkdir(parents=True)
    paths = sorted(golds.glob("*.txt"))
    reports = [item for path in paths for item in read(str(path), Metadata()) if isinstance(item, Report)]
    for path, report, extraction in zip(paths, reports, extract_many(reports), strict=True):
        text = json.dumps(extraction_data(report, extraction))
        (out / f"{path.stem}.json").write_text(text, "utf-8")


def _join(folder: Path, *parts: str) -> None:
    for kind in ("gold", "predicted"):
        (folder / kind / "dev").mkdir()
        for part in parts:
            for path in (folder / kind / part).iterdir():
                path.rename(folder / kind / "dev" / path.name)


def _score(shared: Path, golds: Path, predicted: Path) -> dict[str, float]:
    result, _ = scorer(shared).score(golds, predicted)
    whole = {name: float(result[name]["f1"]) for name in WHOLE}
    fields = {name: float(share) for name, share in result["fields"].items() if name != "value"}
    return {**whole, **fields} if any(facts_of(path) for path in golds.glob("*.gold.json")) else {}


def _newsquant_start(shared: Path, folder: Path) -> subprocess.Popen[bytes] | None:
    gold, adapter = shared / "data" / "newsquant-dev.json", ROOT / "tools" / "newsquant.py"
    if not gold.is_file() or not adapter.is_file():
        return None
    command = [sys.executable, "-m", "tools.newsquant", str(gold), str(folder / "newsquant.jsonl")]
    return subprocess.Popen(command, cwd=ROOT)  # noqa: S603  # our own adapter, beside the other texts


def _newsquant_score(shared: Path, folder: Path, adapter: subprocess.Popen[bytes]) -> dict[str, float]:
    if adapter.wait() != 0:
        sys.exit("gate: tools/newsquant.py failed (its message is above)")
    paths = (shared / "eval" / "score_newsquant.py", shared / "data" / "newsquant-dev.json", folder / "newsquant.jsonl")
    command = [sys.executable, *map(str, paths), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # the scorer
    result = json.loads(done.stdout)
    return {ours: float(result[theirs]["F1"]) / 100 for theirs, ours in NEWSQUANT.items()}  # it prints percentages


def below(measured: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """One line for each metric under its floor. A part that is not at hand is not judged."""
    return [
        f"{part} {metric}: {measured[part].get(metric, 0.0):.3f} is below its floor {floor:.3f}"
        for part, metrics in floors.items()
        if part in measured
        for metric, floor in metrics.items()
        if measured[part].get(metric, 0.0) < floor
    ]


def raised(measured: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]) -> Table:
    """The floors with each metric at the higher of its floor and what was measured less a hair."""
    table: Table = {part: dict(metrics) for part, metrics in floors.items()}
    for part, metrics in measured.items():
        for metric, share in metrics.items():
            if part == "own" and metric not in WHOLE:  # it grows by hard cases; its sentences are tests of their own
                continue
            floor = 1.0 if share == 1.0 and part == "seed" else int((share - HAIR) * 1000) / 1000
            known = table.setdefault(part, {})
            known[metric] = max(known.get(metric, 0.0), floor)
    return table


def read_floors(text: str) -> Table:
    """The floors in the text of ``floors.toml``."""
    return {part: {k: float(v) for k, v in metrics.items()} for part, metrics in tomllib.loads(text).items()}


def written(floors: Mapping[str, Mapping[str, float]]) -> str:
    """The text of ``floors.toml``."""
    lines = ["# What `make gate` must measure at least, by part and metric. Floors only rise: `make gate RAISE=1`."]
    for part, metrics in floors.items():
        lines += ["", f"[{part}]", *(f"{metric} = {floor:.3f}" for metric, floor in metrics.items())]
    return "\n".join(lines) + "\n"


def table_lines(measured: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The measures as a table: a row a metric, a column a part."""
    parts = [part for part in measured if part != "newsquant"]
    metrics = dict.fromkeys(metric for part in parts for metric in measured[part])
    lines = ["".join([f"{'':15}", *(f"{part:>9}" for part in parts)])]
    for metric in metrics:
        cells = (f"{measured[part][metric]:9.3f}" if metric in measured[part] else f"{'':9}" for part in parts)
        lines.append(f"{metric:15}" + "".join(cells))
    if "newsquant" in measured:
        lines.append("newsquant      " + "  ".join(f"{k} {v:.3f}" for k, v in measured["newsquant"].items()))
    return lines


def main() -> None:
    """Measure, print, compare with the floors; raise them where asked."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--shared", type=Path, default=SHARED, help="where the shared texts and scorers are")
    options.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what was measured")
    chosen = options.parse_args()
    if not (chosen.shared / "eval" / "score.py").is_file():
        print(f"gate: no {chosen.shared} beside this checkout, so nothing is scored")
        return
    floors = read_floors(FLOORS.read_text("utf-8"))
    measured = measure(chosen.shared)
    print(*table_lines(measured), sep="\n")
    losses = below(measured, floors)
    if losses:
        sys.exit("\n".join(["gate: something was lost", *losses, "`make gains BASE=<commit>` lists what"]))
    if chosen.lift:
        FLOORS.write_text(written(raised(measured, floors)), "utf-8")
        print(f"gate: floors raised in {FLOORS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
