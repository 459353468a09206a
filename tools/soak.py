"""Feed the extractor what no newsroom writes, and see whether it holds.

    python -m tools.soak [--inputs N] [--from N] [--size CHARACTERS] [--shared DIR]

First N mutated real texts (the shared ones that may be looked at, where they are at hand, the seeds and our own gold),
each made from its number alone; then every shape of ``tools/shapes.py`` at full size. An exception, a fact that does
not stand where it says, or an input of 100,000 characters that takes over five seconds is a failure, told by its number
or name: nothing of a text is printed or kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

from ledger.extract import extract, extract_many
from ledger.extract.chronology.dates import written_on
from ledger.extract.lines.prints import plain_print
from ledger.extract.written import as_read
from ledger.model import Extraction, Report
from tools.corpora import ROOT, SHARED, golds
from tools.shapes import MUTATIONS, SHAPES, shape

BATCH = 32
LIMIT = 5.0
PUBLISHED = date(2022, 3, 2)


def sources(shared: Path) -> list[str]:
    """The real texts that are mutated; never a blind one."""
    paths = [Path(str(gold).removesuffix(".gold.json") + ".txt") for part, gold in golds(shared) if part != "blind"]
    return [path.read_text("utf-8") for path in (*paths, *sorted((ROOT / "seeds").rglob("*.txt"))) if path.is_file()]


def mutated(number: int, texts: Sequence[str]) -> str:
    """The input of that number: a cut of a text, changed once to five times."""
    random = Random(number)  # noqa: S311  # the same input again is the point
    text = random.choice(texts)
    start = random.randrange(len(text))
    text = text[start : start + random.choice((30, 200, 800, 2000))]
    for _ in range(random.randint(1, 5)):
        text = random.choice(MUTATIONS)(random, text, random.choice(texts))[:5000]
    return text


def faults(report: Report, extraction: Extraction) -> Iterator[str]:
    """What is wrong with an extraction, whatever its text says."""
    end = 0
    for fact in extraction.facts:
        if report.text[slice(*fact.span)] != fact.surface:
            yield f"the surface of {fact.span} is not the text there"
        if not fact.sentence.start <= fact.span.start < fact.span.end <= fact.sentence.end <= len(report.text):
            yield f"{fact.span} is not within its sentence {fact.sentence}"
        if fact.span.start < end:
            yield f"{fact.span} overlaps the fact before it, or stands before it"
        if not fact.measure or not fact.unit:
            yield f"{fact.span} has no measure or no unit"
        end = fact.span.end
    undated = any(problem.kind == "unknown-date" for problem in extraction.problems)
    if undated != (report.published is None and written_on(*as_read(plain_print(report.text).text), None) is None):
        yield "the problem of an unknown date does not go with the report's date"


def failures(reports: Sequence[Report]) -> Iterator[str]:
    """One line for each report that raises, and one for each fault of an extraction."""
    try:
        pairs = list(zip(reports, extract_many(reports), strict=True))
    except Exception as raised:  # whatever it is, it is what we look for
        if len(reports) == 1:
            yield f"{reports[0].key}: {type(raised).__name__}: {raised}"[:200]
            return
        for report in reports:
            yield from failures([report])
        return
    for report, extraction in pairs:
        yield from (f"{report.key}: {fault}" for fault in faults(report, extraction))


def soaked(numbers: range, texts: Sequence[str]) -> Iterator[str]:
    """The failures among the mutated inputs of these numbers."""
    for first in numbers[::BATCH]:
        batch = range(first, min(first + BATCH, numbers.stop))
        yield from failures(
            [Report(key=f"input {n}", text=mutated(n, texts), published=PUBLISHED if n % 4 else None) for n in batch]
        )


def shaped(size: int) -> Iterator[tuple[str, float, list[str]]]:
    """Each shape with the seconds of processor time that it took, and what failed."""
    extract(Report(key="warm", text="Five people died."))
    for name in SHAPES:
        report = Report(key=name, text=shape(name, size), published=PUBLISHED)
        start = time.process_time()
        found = list(failures([report]))
        yield name, time.process_time() - start, found


def main() -> None:
    """Run both, print what failed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--inputs", type=int, default=10_000, help="how many mutated texts")
    options.add_argument("--from", dest="first", type=int, default=0, help="the number of the first of them")
    options.add_argument("--size", type=int, default=100_000, help="characters of each shape; 0 leaves them out")
    options.add_argument("--shared", type=Path, default=SHARED, help="where the shared texts are")
    chosen = options.parse_args()
    failed = 0
    for line in soaked(range(chosen.first, chosen.first + chosen.inputs), sources(chosen.shared)):
        failed += 1
        print(line, flush=True)
    print(f"{chosen.inputs} inputs, {failed} failures", flush=True)
    for name, seconds, found in shaped(chosen.size) if chosen.size else ():
        slow = seconds > LIMIT * chosen.size / 100_000
        failed += len(found) + slow
        print(f"{seconds:7.2f} s  {name}{'  TOO SLOW' if slow else ''}", *found, sep="\n  ", flush=True)
    if failed:
        sys.exit(f"soak: {failed} failures")


if __name__ == "__main__":
    main()
