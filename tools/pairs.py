"""Version pairs of our own with their changes written down, and how well ``diff`` tells them, from text to change.

    python -m tools.pairs [--errors]

A file of ``tests/gold/pairs/`` holds one report (``text``, ``published``) and rows ``[[pair]]``: the later version as
``edits`` (what stood there, what stands there now) or whole as ``after``, and the changes as ``kind | before | after``
with the figures' words. Two scores: *end to end* takes every change that was written down; *given the facts* leaves
out those with a figure that the extractor did not find, so that only what a comparison could know counts.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ledger.diff import diff_figures
from ledger.extract import extract_many
from ledger.model import Change, ChangeKind, Figure, Report
from ledger.render.line import fact_line
from tools.corpora import OWN
from tools.edits import Score, figures

FOLDER = OWN / "pairs"
NAMES = {ChangeKind.REPEATED: "restated"}

Told = tuple[str, str, str]  # kind, words of the figure before, words after


class Pair(NamedTuple):
    """Two versions of a report and the changes between them."""

    name: str
    before: Report
    after: Report
    changes: Counter[Told]


class Compared(NamedTuple):
    """What was found in a pair: the figures of both sides, and the changes."""

    pair: Pair
    olds: Sequence[Figure]
    news: Sequence[Figure]
    changes: tuple[Change, ...]

    @property
    def found(self) -> Counter[Told]:
        """The changes in the words of a pair."""
        return Counter(told(change) for change in self.changes)

    @property
    def knowable(self) -> Counter[Told]:
        """The changes of the pair whose figures were extracted on their sides."""
        sides = [{_folded(figure.fact.surface) for figure in side} for side in (self.olds, self.news)]
        return Counter(
            {
                change: count
                for change, count in self.pair.changes.items()
                if all(not words or words in side for words, side in zip(change[1:], sides, strict=True))
            }
        )

    def score(self, made: Counter[Told]) -> Score:
        """Differences found against those made; a restatement is none."""
        wanted, found = _differences(made), _differences(self.found)
        return Score((found & wanted).total(), found.total(), wanted.total())


def read_pairs(folder: Path = FOLDER) -> Iterator[Pair]:
    """Every pair of every file, in order. Raises ValueError for an edit that does not fit its text just once."""
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        before, day = content["text"].strip() + "\n", content["published"]
        for row in content["pair"]:
            name = f"{path.stem}: {row['name']}"
            text = row["after"].strip() + "\n" if "after" in row else _edited(name, before, row["edits"])
            yield Pair(
                name=name,
                before=_report(path.stem, before, day),
                after=_report(path.stem, text, row.get("published", day)),
                changes=Counter(_parsed(line) for line in row["changes"]),
            )


def _edited(name: str, text: str, edits: Iterable[tuple[str, str]]) -> str:
    """The edits are all sought in the text as it was, so that none of them touches what another one wrote."""
    places = []
    for old, new in edits:
        if text.count(old) != 1:
            raise ValueError(f"{name}: {old!r} stands {text.count(old)} times in the text, not once")
        places.append((text.index(old), old, new))
    for start, old, new in sorted(places, reverse=True):
        text = text[:start] + new + text[start + len(old) :]
    return text


def _report(key: str, text: str, published: date) -> Report:
    return Report(key=key, text=text, outlet="Coast Herald", published=published)


def _parsed(line: str) -> Told:
    kind, before, after = (_folded(cell) for cell in line.split("|"))
    return kind, before, after


def told(change: Change) -> Told:
    """A change in the words of a pair."""
    before, after = (_folded(side.fact.surface) if side else "" for side in (change.before, change.after))
    return NAMES.get(change.kind, change.kind.value), before, after


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _differences(changes: Counter[Told]) -> Counter[Told]:
    return Counter({change: count for change, count in changes.items() if change[0] != "restated"})


def compared(pairs: Iterable[Pair]) -> Iterator[Compared]:
    """Every pair, extracted on both sides and compared."""
    kept = list(pairs)
    sides = extract_many([report for pair in kept for report in (pair.before, pair.after)])
    for pair, first, second in zip(kept, sides, sides, strict=False):
        olds, news = figures(pair.before, first.facts, 1), figures(pair.after, second.facts, 2)
        changes, _ = diff_figures(olds, news, (pair.before.text, pair.after.text))
        yield Compared(pair, olds, news, changes)


def totals(found: Iterable[Compared]) -> tuple[Score, Score, Score]:
    """(end to end, given the facts, restatements given the facts)."""
    whole = given = restated = Score(0, 0, 0)
    for one in found:
        whole, given = whole.plus(one.score(one.pair.changes)), given.plus(one.score(one.knowable))
        wanted = one.knowable - _differences(one.knowable)  # rewritten sentences have others, which nobody wrote down
        restated = restated.plus(Score((one.found & wanted).total(), wanted.total(), wanted.total()))
    return whole, given, restated


def faults(one: Compared) -> Iterator[str]:
    """The changes that were missed or invented in a pair, and figures that were not extracted."""
    for change in sorted((_differences(one.found) - one.pair.changes).elements()):
        yield f"  {one.pair.name} | invented {change}"
    for change in sorted((one.pair.changes - one.found).elements()):
        yield f"  {one.pair.name} | {'missed' if change in one.knowable else 'not extracted'} {change}"


def main() -> None:
    """Prints the changed-figure F1."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list what was missed and invented")
    parser.add_argument("--facts", action="store_true", help="list the differences that were found, with their facts")
    options = parser.parse_args()
    done = list(compared(read_pairs()))
    print(f"{len(done)} pairs")
    for name, score in zip(("end to end", "given the facts", "restatements"), totals(done), strict=True):
        print(f"{name:18}F1 {score.f1:.3f}  right {score.right}, found {score.found}, made {score.made}")
    for one in done:
        lines = list(faults(one))
        if options.errors and lines:
            print(*lines, sep="\n")
            if options.facts:
                for change in one.changes:
                    print(
                        "     ",
                        change.kind,
                        *(fact_line(s.fact) for s in (change.before, change.after) if s),
                        sep=" | ",
                    )


if __name__ == "__main__":
    main()
