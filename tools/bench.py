"""How fast reports are read, beside quantulum3 and spaCy, on one core in one run.

    python -m tools.bench [--shared DIR] [--rounds N] [--write]

Everything is processor time. A round extracts all texts end to end, then gives the same sentences, and the same whole
texts, to quantulum3; figures are medians over the rounds, ratios those of the same round. In the first pass no word has
been met before; in later rounds every text is a new string, and its words are known, as in a long run over the news.
``--write`` puts the figures into ``BENCHMARKS.md``.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from time import process_time
from unittest.mock import patch

from ledger.extract import extract_many, pipeline
from ledger.extract.grammar.parse import parse
from ledger.extract.grammar.tree import Tree
from ledger.extract.lines.sentences import split_sentences
from ledger.model import Extraction, Metadata, Report
from ledger.read import read
from tools import benchmarks
from tools.corpora import OWN, SHARED
from tools.spacy_parse import reference

COPIES = 32  # of a single report, so that batches are as full as in a run over many
STARTS = 5
ONE_FACT = "Officials said 20 people were killed in the floods on Monday.\n"


@dataclass(slots=True)
class Measured:
    """Seconds of one set of texts, a list entry a round; ``first`` is the pass in which no word was known."""

    name: str
    reports: int
    words: int
    facts: int = 0
    gated: int = 0
    sentences: int = 0
    first: float = 0.0
    ours: list[float] = field(default_factory=list)
    parse: list[float] = field(default_factory=list)
    spacy: list[float] = field(default_factory=list)
    by_sentence: list[float] = field(default_factory=list)
    by_text: list[float] = field(default_factory=list)


def main() -> None:
    """Measures, and prints or writes its part of the page."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    started = _starts()
    list(extract_many([Report(key="warm", text=ONE_FACT)]))
    sets = [_measure(name, reports, arguments.rounds) for name, reports in _sets(arguments.shared)]
    page = _page(sets, started, arguments.rounds)
    print(page)
    if arguments.write:
        benchmarks.write_part("Reading reports", page)


def _sets(shared: Path) -> Iterator[tuple[str, list[Report]]]:
    folders = {
        "development reports": shared / "data" / "dev",
        "seed report": shared / "data" / "seed",
        "our own reports": OWN / "reports",
    }
    for name, folder in folders.items():
        reports = [
            item
            for path in sorted(folder.rglob("*.txt"))
            for item in read(str(path), Metadata())
            if isinstance(item, Report)
        ]
        if reports:
            yield name, reports


def _measure(name: str, reports: Sequence[Report], rounds: int) -> Measured:
    found = Measured(name, len(reports), sum(len(report.text.split()) for report in reports))
    sentences = [report.text[slice(*one.span)] for report in reports for one in split_sentences(report.text)]
    found.sentences = len(sentences)
    found.first = _timed(lambda: extract_many(reports))
    copies = COPIES if len(reports) == 1 else 1
    for turn in range(rounds):
        padded = ((c, r, "\n" * (turn * copies + c + 1)) for c in range(copies) for r in reports)
        fresh = [replace(r, key=f"{r.key}-{c}", text=r.text + lines) for c, r, lines in padded]
        _our_round(found, fresh, copies)
        found.by_sentence.append(_timed(lambda: map(_quantulum(), sentences)))
        found.by_text.append(_timed(lambda: map(_quantulum(), (report.text for report in reports))))
    return found


def _our_round(found: Measured, reports: Sequence[Report], copies: int) -> None:
    watch = _Watch()
    with patch.object(pipeline, "parse", watch):
        found.ours.append(_timed(lambda: watch.count(extract_many(reports))) / copies)
    found.parse.append(watch.seconds / copies)
    found.facts, found.gated = watch.facts // copies, len(watch.pairs) // copies
    found.spacy.append(_timed(lambda: reference(watch.pairs)) / copies)


class _Watch:
    """Stands for the parse in the pipeline: takes its time, and keeps what was parsed."""

    def __init__(self) -> None:
        self.seconds, self.facts = 0.0, 0
        self.pairs: list[tuple[str, int]] = []

    def __call__(self, sentences: Iterable[tuple[str, int]]) -> Iterator[Tree]:
        pairs = list(sentences)
        self.pairs += pairs
        before = process_time()
        trees = parse(pairs)
        self.seconds += process_time() - before
        return trees

    def count(self, extractions: Iterable[Extraction]) -> Iterator[None]:
        """Runs through the extractions, counting their facts."""
        for extraction in extractions:
            self.facts += len(extraction.facts)
            yield


def _quantulum() -> Callable[[str], object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that its optional classifier is not installed
        from quantulum3 import parser
    reader: Callable[[str], object] = parser.parse
    return reader


def _timed(work: Callable[[], Iterable[object]]) -> float:
    before = process_time()
    for _ in work():
        pass
    return process_time() - before


def _starts() -> list[float]:
    """Processor seconds of each of some starts of ``ledger extract`` on one sentence, to the end of the process.

    Python keeps the modules of an installed program compiled. Here a start that is not counted compiles them.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.txt")
        path.write_text(ONE_FACT, "utf-8")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
        return [_start(path, environment) for _ in range(STARTS + 1)][1:]


def _start(path: Path, environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "ledger", "extract", str(path)]
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 — our own command
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _page(sets: Sequence[Measured], started: Sequence[float], rounds: int) -> str:
    return "\n".join(
        [
            "Where `../shared` is not at hand, our own reports are the only texts.",
            "",
            f"Machine: {benchmarks.machine()}. Medians of {rounds} rounds.",
            "",
            *benchmarks.table([_row(one) for one in sets]),
            "",
            f"Start-up, from the start of the process to its end with the first fact: {median(started):.2f} s of"
            f" processor time (median of {len(started)}; {min(started):.2f} to {max(started):.2f}).",
            "",
        ]
    )


def _row(one: Measured) -> dict[str, str]:
    ours = median(one.ours)
    return {
        "texts": one.name,
        "times faster than quantulum3 by the sentence": _ratio(one.by_sentence, one.ours),
        "times faster than quantulum3 on whole texts": _ratio(one.by_text, one.ours),
        "share of our time in the parse": f"{_middle(one.parse, one.ours):.0%}",
        "our parse against spaCy's own pipeline on the same sentences": f"{_middle(one.parse, one.spacy):.2f}",
        "reports a second": f"{one.reports / ours:.1f}",
        "reports a second in the first pass": f"{one.reports / one.first:.1f}",
        "milliseconds a thousand words": f"{ours / one.words * 1e6:.1f}",
        "reports, words": f"{one.reports}, {one.words:,}",
        "sentences, of which parsed": f"{one.sentences:,}, {one.gated:,}",
        "facts": f"{one.facts:,}",
    }


def _middle(of: Sequence[float], to: Sequence[float]) -> float:
    return median(a / b for a, b in zip(of, to, strict=True))


def _ratio(of: Sequence[float], to: Sequence[float]) -> str:
    ratios = [a / b for a, b in zip(of, to, strict=True)]
    return f"{median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"


if __name__ == "__main__":
    main()
