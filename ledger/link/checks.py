"""Assertions on a version's figures against what the ledger knew: they flag, they never rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from ledger.lexicon import rows
from ledger.model import Basis, Check, Fact, Figure, Placement, Role

__all__ = ["checked"]


def checked(
    facts: Mapping[str, Fact],
    placements: Mapping[str, Placement],
    played: Mapping[str, Role],
    known: Mapping[str, Figure],
    text: str,
) -> tuple[Check, ...]:
    """What does not fit, fact by fact. ``known`` is the last value of each series before this version, by series id."""
    found = list[Check]()
    for identity, fact in facts.items():
        series, role = placements[identity].series, played[identity]
        last = known.get(series.id)
        if role is Role.VALUE and last is not None and series.question.anchor_end is None:
            found += _fallen(identity, fact, last)
        if role is Role.PREVIOUS and last is not None:
            found += _misremembered(identity, fact, last)
    found += _misfitting_additions(facts, placements, known)
    found += _oversized_parts(facts, text)
    return tuple(found)


def _fallen(identity: str, fact: Fact, last: Figure) -> Iterator[Check]:
    """A toll that goes on counting cannot fall unless somebody corrects it."""
    before = last.fact
    if fact.basis is not Basis.TOTAL or fact.vague or before.vague:
        return
    highest = fact.high if fact.high is not None else fact.low
    if highest is not None and before.low is not None and highest < before.low:
        moved = f"from {before.surface} ({_cited(last)}) to {fact.surface}"
        message = f"a running total fell {moved}, with no word of a correction"
        yield Check(kind="total-fell", fact=identity, message=message)


def _misremembered(identity: str, fact: Fact, last: Figure) -> Iterator[Check]:
    if not _overlap(fact, last.fact):
        message = (
            f"says that it was {fact.surface} before; the ledger's last value is {last.fact.surface} ({_cited(last)})"
        )
        yield Check(kind="previous-misfit", fact=identity, message=message)


def _misfitting_additions(
    facts: Mapping[str, Fact], placements: Mapping[str, Placement], known: Mapping[str, Figure]
) -> Iterator[Check]:
    """E.g. "1,180 (+150)": the addition against the step from the last total to this one."""
    for identity, added in facts.items():
        if added.basis is not Basis.INCREMENT:
            continue
        total = _total_beside(added, facts)
        last = known.get(placements[total].series.id) if total else None
        if total is None or last is None:
            continue
        now, before = facts[total], last.fact
        if None in (now.low, now.high, before.low, before.high, added.low, added.high):
            continue
        step = (now.low or 0.0) - (before.low or 0.0)
        if not (added.low or 0.0) <= step <= (added.high or 0.0):
            moved = f"from {before.surface} ({_cited(last)}) to {now.surface}"
            message = f"says that {added.surface} were added; {moved} it is {step:g}"
            yield Check(kind="increment-misfit", fact=identity, message=message)


def _total_beside(added: Fact, facts: Mapping[str, Fact]) -> str | None:
    """The total in the same sentence, of the same thing, nearest before the addition."""
    beside = [
        (fact.span.start, identity)
        for identity, fact in facts.items()
        if fact.sentence == added.sentence
        and fact.basis is Basis.TOTAL
        and (fact.measure, fact.unit) == (added.measure, added.unit)
        and fact.span.start < added.span.start
    ]
    return max(beside)[1] if beside else None


def _oversized_parts(facts: Mapping[str, Fact], text: str) -> Iterator[Check]:
    """E.g. "nine people, including 12 children": a part larger than its whole."""
    ordered = sorted(facts.items(), key=lambda item: item[1].span)
    for (_, whole), (identity, part) in pairwise(ordered):
        if whole.sentence != part.sentence or whole.unit != part.unit or whole.high is None or part.low is None:
            continue
        if part.low > whole.high and _part_words().search(text[whole.span.end : part.span.start]):
            message = f"a part of {part.surface} is larger than its whole of {whole.surface}"
            yield Check(kind="part-exceeds-whole", fact=identity, message=message)


@cache
def _part_words() -> re.Pattern[str]:
    listed = next(row[1].split(",") for row in rows("steps") if row[0] == "part")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE)


def _overlap(one: Fact, other: Fact) -> bool:
    """Whether both can be true of one number; a vague word or "about" excludes little."""
    if one.vague or other.vague:
        return True
    slack = 0.1 if "~" in (one.comparator.value, other.comparator.value) else 0.0
    low, high = _bounds(one, slack)
    least, most = _bounds(other, slack)
    return low <= most and least <= high


def _bounds(fact: Fact, slack: float) -> tuple[float, float]:
    low = float("-inf") if fact.low is None else fact.low * (1 - slack)
    return low, float("inf") if fact.high is None else fact.high * (1 + slack)


def _cited(figure: Figure) -> str:
    return f"{figure.report}@{figure.version}"
