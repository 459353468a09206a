"""Edits of gold reports whose effect on the figures is known, and how well ``diff`` tells it, from text to change.

    python -m tools.edits [--shared DIR] [--errors]

A report with gold facts is edited in one known way: a value changed, a sentence with figures taken out, a sentence
with a figure put in, a claimant renamed throughout, paragraphs shuffled, or its looks changed (typography, spacing,
a menu and a footer). Both texts are extracted and compared; changes found are scored against changes made.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ledger.diff import diff_figures
from ledger.extract import extract_many
from ledger.extract.lines.sentences import split_sentences
from ledger.model import Change, Fact, Figure, Report
from ledger.read.metadata import read_sidecar
from ledger.render.data import fact_data
from ledger.render.line import fact_line
from tools.corpora import SHARED, facts_of, golds

Gold = dict[str, Any]
Effect = tuple[str, tuple[float | None, ...] | None, tuple[float | None, ...] | None]  # kind, bounds before and after


class Edit(NamedTuple):
    """A changed text and what the change did to its figures."""

    kind: str
    text: str
    effects: Counter[Effect]


_NUMBER = re.compile(r"\d[\d,]*")
_LIST_LINE = re.compile(r"\s*(?:[-•*–]|\w[\w /-]{0,40} [-–‒:] ?\d)")
_ADDITIONS = (
    "Inspectors also counted {n} cracked water tanks in a nearby valley.",
    "Separately, {n} beekeepers were wounded in a bus crash, a hospital said.",
    "A further inquiry found {n} unsafe footbridges, the report added.",
)
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_NEW_BODY, _NEW_PERSON = "the Harrowgate Relief Board", "Morwen Hale"
_BODY = re.compile(
    r"\b(Agency|Bank|Board|Centre|Center|Commission|Council|Department|Fund|Group|Guard|Ministry|Nations|Office|Police|"
    r"Service|Union|University|Watch)\b"
)
_PERSONS = ("official", "person", "witness", "medical", "academic")


def edits(text: str, gold: list[Gold], seed: str) -> Iterator[Edit]:
    """One edit of each kind that the text allows; the same for the same ``seed``."""
    chance = random.Random(seed)  # noqa: S311  # a choice of edits, no secret
    makers: tuple[Callable[[str, list[Gold], random.Random], Edit | None], ...] = (
        value_changed,
        figure_removed,
        figure_added,
        attribution_swapped,
        paragraphs_shuffled,
        looks_changed,
    )
    for make in makers:
        edit = make(text, gold, chance)
        if edit is not None and edit.text != text:
            yield edit


def value_changed(text: str, gold: list[Gold], chance: random.Random) -> Edit | None:
    """Another number in the place of one; the same number said again elsewhere keeps its old value."""
    fit = [fact for fact in gold if _NUMBER.fullmatch(fact["text"]) and fact["low"] and fact["low"] >= 2]
    if not fit:
        return None
    fact = chance.choice(fit)
    old = int(fact["text"].replace(",", ""))
    new = old + max(1, old // chance.choice((2, 4, 7))) * chance.choice((1, 1, -1))
    start, end = fact["span"]
    shown = f"{new:,}" if "," in fact["text"] else str(new)
    bounds = tuple(None if bound is None else float(new) for bound in (fact["low"], fact["high"]))
    kind = "raised" if new > old else "lowered"
    return Edit("value changed", text[:start] + shown + text[end:], Counter([(kind, _bounds(fact), bounds)]))


def figure_removed(text: str, gold: list[Gold], chance: random.Random) -> Edit | None:
    """A sentence taken out with its figures."""
    holding = [
        (sentence.span, inside)
        for sentence in split_sentences(text)
        if (inside := [fact for fact in gold if sentence.span.start <= fact["span"][0] < sentence.span.end])
    ]
    if not holding:
        return None
    (start, end), inside = chance.choice(holding)
    return Edit("figure removed", text[:start] + text[end:], Counter(("withdrawn", _bounds(f), None) for f in inside))


def figure_added(text: str, gold: list[Gold], chance: random.Random) -> Edit | None:
    """A sentence with one new figure, as a paragraph of its own."""
    sentence = chance.choice(_ADDITIONS)
    number = chance.randint(13, 89)
    paragraphs = text.split("\n\n")
    paragraphs.insert(chance.randint(1, len(paragraphs)), sentence.format(n=number))
    return Edit("figure added", "\n\n".join(paragraphs), Counter([("added", None, (float(number), float(number)))]))


def attribution_swapped(text: str, gold: list[Gold], chance: random.Random) -> Edit | None:
    """A claimant renamed throughout, where the text names it in one way only."""
    names = {fact["attribution"][0]["name"] for fact in gold if fact["attribution"]}
    names -= {name for fact in gold for name in (fact["place"], fact["group"])}
    usable = [name for name in sorted(names) if _plain(name, text)]
    if not usable:
        return None
    name = chance.choice(usable)
    credited = [fact for fact in gold if fact["attribution"] and fact["attribution"][0]["name"] == name]
    effects: Counter[Effect] = Counter()
    effects.update(("reattributed", _bounds(fact), _bounds(fact)) for fact in credited)
    person = _is_person(name, credited[0]["attribution"][0]["kind"])
    new = re.sub(rf"(?:[Tt]he )?{re.escape(name)}", _NEW_PERSON if person else _NEW_BODY, text)
    return Edit("attribution swapped", new, effects)


def _plain(name: str, text: str) -> bool:
    """Whether the name stands in the text as it is, of two words or more that do not occur apart from it."""
    words = name.split()
    rest = text.replace(name, "")
    return len(words) > 1 and name in text and not any(re.search(rf"\b{re.escape(word)}\b", rest) for word in words)


def _is_person(name: str, kind: str) -> bool:
    """A body's name may stand for its spokesman's kind, and a company's director be filed under the company."""
    return name.istitle() and (kind in _PERSONS or (len(name.split()) == 2 and not _BODY.search(name)))


def paragraphs_shuffled(text: str, gold: list[Gold], chance: random.Random) -> Edit | None:
    """The paragraphs after the first in another order; a list stays with the line that heads it."""
    lead, *rest = text.split("\n\n")
    pieces: list[str] = []
    for paragraph in rest:
        if pieces and (pieces[-1].rstrip().endswith(":") or _LIST_LINE.match(paragraph)):
            pieces[-1] += "\n\n" + paragraph
        else:
            pieces.append(paragraph)
    if len(pieces) < 3:
        return None
    chance.shuffle(pieces)
    return Edit("paragraphs shuffled", "\n\n".join([lead, *pieces]), Counter())


def looks_changed(text: str, gold: list[Gold], chance: random.Random) -> Edit | None:
    """Typography, spacing, a menu and a footer; no word of the report."""
    curled = re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019")
    spaced = re.sub(r"(?<=[.,;]) (?=\w)", lambda _: chance.choice((" ", "  ", "\u00a0")), curled)
    wrapped = "Share this article\n\n" + spaced.rstrip() + "\n\nRead more: our guide to the region\n"
    return Edit("looks changed", wrapped, Counter())


def _bounds(fact: Gold) -> tuple[float | None, ...]:
    return fact["low"], fact["high"]


def figures(report: Report, facts: Iterable[Fact], version: int) -> list[Figure]:
    """The facts of a version as the ledger would hand them to ``diff``, without series."""
    return [
        Figure(
            id=sha256(f"{version}{fact.span}".encode()).hexdigest()[:16],
            fact=fact,
            report=report.key,
            version=version,
            outlet=report.outlet,
            title=report.title,
            url=None,
            published=report.published,
            recorded=_LONG_AGO,
            quote=report.text[fact.sentence.start : fact.sentence.end],
            series="",
        )
        for fact in facts
    ]


def effect(change: Change) -> Effect:
    """A change in the terms of an edit."""
    sides = [(side.fact.low, side.fact.high) if side else None for side in (change.before, change.after)]
    return change.kind.value, sides[0], sides[1]


class Score(NamedTuple):
    """Changes made and changes found."""

    right: int
    found: int
    made: int

    @property
    def f1(self) -> float:
        """Of changed figures; 1 where nothing was to find and nothing was found."""
        return 2 * self.right / (self.found + self.made) if self.found + self.made else 1.0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.right + other.right, self.found + other.found, self.made + other.made)


class Outcome(NamedTuple):
    """What became of one edit."""

    report: str
    edit: Edit
    changes: tuple[Change, ...]

    @property
    def score(self) -> Score:
        """Differences found against those made; restatements are none."""
        found = Counter(effect(change) for change in self.changes if change.kind.is_difference)
        return Score((found & self.edit.effects).total(), found.total(), self.edit.effects.total())


def outcomes(texts: Iterable[tuple[Report, list[Gold]]]) -> Iterator[Outcome]:
    """Every edit of every report, extracted before and after, and compared. The facts say what an edit does."""
    for report, facts in texts:
        made = list(edits(report.text, facts, report.key))
        first, *others = extract_many([report, *(replace(report, text=edit.text) for edit in made)])
        olds = figures(report, first.facts, 1)
        for edit, extraction in zip(made, others, strict=True):
            news = figures(replace(report, text=edit.text), extraction.facts, 2)
            yield Outcome(report.key, edit, diff_figures(olds, news, (report.text, edit.text))[0])


def extracted(report: Report) -> list[Gold]:
    """The facts that are found in a report, in the form of gold facts."""
    return [
        {**fact_data(fact), "text": fact.surface} for extraction in extract_many([report]) for fact in extraction.facts
    ]


def report_beside(gold: Path) -> Report:
    """The report that a gold file annotates."""
    stem = gold.name.removesuffix(".gold.json")
    text = gold.with_name(f"{stem}.txt").read_bytes().decode("utf-8")
    known = read_sidecar(gold.with_name(f"{stem}.txt"))
    return Report(key=stem, text=text, outlet=known.outlet, title=known.title, published=known.published)


def totals(found: Iterable[Outcome]) -> dict[str, Score]:
    """The scores by kind of edit, and ``all``."""
    sums: dict[str, Score] = {}
    for outcome in found:
        for name in (outcome.edit.kind, "all"):
            sums[name] = sums.get(name, Score(0, 0, 0)).plus(outcome.score)
    return sums


def main() -> None:
    """Prints the changed-figure F1 by kind of edit, of the shared reports' parts and of our own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--given", action="store_true", help="score against the facts that are extracted, not gold")
    parser.add_argument("--errors", action="store_true", help="list what was missed and invented, of texts not blind")
    options = parser.parse_args()
    parts: dict[str, list[tuple[Report, list[Gold]]]] = {}
    for part, gold in golds(options.shared):
        report = report_beside(gold)
        parts.setdefault(part, []).append((report, extracted(report) if options.given else facts_of(gold)))
    for part, texts in parts.items():
        done = list(outcomes(texts))
        for name, score in totals(done).items():
            print(f"{part:8}{name:22}F1 {score.f1:.3f}  right {score.right}, found {score.found}, made {score.made}")
        if options.errors and part != "blind":
            print(*(line for outcome in done for line in faults(outcome)), sep="\n")


def faults(outcome: Outcome) -> Iterator[str]:
    """The changes that were missed or invented by one comparison."""
    about = f"  {outcome.report[:40]} | {outcome.edit.kind} |"
    left = outcome.edit.effects.copy()
    for change in outcome.changes:
        if change.kind.is_difference and not left[effect(change)]:
            sides = (side for side in (change.before, change.after) if side)
            said = " → ".join(f"{fact_line(side.fact)} [{side.quote}]" for side in sides)
            yield f"{about} invented {change.kind}: {said[:400]}"
        left[effect(change)] -= 1
    yield from (f"{about} missed {missed}" for missed in +left)


if __name__ == "__main__":
    main()
