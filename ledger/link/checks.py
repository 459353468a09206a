"""Assertions on a version's figures against what the ledger knew: they flag, they never rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ledger import lexicon
from ledger.link.additions import Record, cited, misfitting_additions, overlap
from ledger.model import Basis, Check, Fact, Figure, Placement, Role

__all__ = ["checked"]

_NOTHING = Record()


def checked(
    facts: Mapping[str, Fact],
    placements: Mapping[str, Placement],
    played: Mapping[str, Role],
    known: Mapping[str, Figure],
    text: str,
    record: Record = _NOTHING,
) -> tuple[Check, ...]:
    """What does not fit, fact by fact.

    ``known`` is the last value of each series before this version, by series id; ``record`` what any claimant said on
    the questions that additions and earlier values speak of.
    """
    found = list[Check]()
    for identity, fact in facts.items():
        series, role = placements[identity].series, played[identity]
        last = known.get(series.id)
        if role is Role.VALUE and last is not None and series.question.anchor_end is None:
            found += _fallen(identity, fact, last)
        if role is Role.PREVIOUS and not _says_so_itself(fact, facts, played):
            found += _misremembered(identity, fact, last, record.values.get(series.question, ()))
    found += misfitting_additions(facts, placements, known, record)
    found += _oversized_parts(facts, text)
    return tuple(found)


def _fallen(identity: str, fact: Fact, last: Figure) -> Iterator[Check]:
    """A toll that goes on counting cannot fall unless somebody corrects it."""
    before = last.fact
    if fact.basis is not Basis.TOTAL or fact.vague or before.vague:
        return
    highest = fact.high if fact.high is not None else fact.low
    if highest is not None and before.low is not None and highest < before.low:
        moved = f"from {before.surface} ({cited(last)}) to {fact.surface}"
        message = f"a running total fell {moved}, with no word of a correction"
        yield Check(kind="total-fell", fact=identity, message=message)


def _says_so_itself(fact: Fact, facts: Mapping[str, Fact], played: Mapping[str, Role]) -> bool:
    """Whether the report states elsewhere what it says was said: "the toll rose to 34", and then "33, not 34"."""
    return any(
        played[name] is not Role.PREVIOUS and (other.measure, other.low) == (fact.measure, fact.low)
        for name, other in facts.items()
    )


def _misremembered(identity: str, fact: Fact, last: Figure | None, values: Sequence[Figure]) -> Iterator[Check]:
    """An earlier value ("up from 41") is what the claimant said last, or what anybody said before."""
    before = [*([last] if last else ()), *values]
    if before and not any(overlap(fact, one.fact) for one in before):
        newest = last or values[-1]
        stands = f"{newest.fact.surface} ({cited(newest)})"
        message = f"says that it was {fact.surface} before; the ledger's last value is {stands}"
        yield Check(kind="previous-misfit", fact=identity, message=message)


def _oversized_parts(facts: Mapping[str, Fact], text: str) -> Iterator[Check]:
    """E.g. "nine people, including 12 children": a part larger than its whole."""
    ordered = sorted(facts.items(), key=lambda item: item[1].span)
    for (_, whole), (identity, part) in pairwise(ordered):
        if whole.sentence != part.sentence or whole.unit != part.unit or whole.high is None or part.low is None:
            continue
        if whole.basis is Basis.INCREMENT:
            continue  # "two more died, which brings those killed to 26"
        if part.low > whole.high and _PART_WORDS.search(text[whole.span.end : part.span.start]):
            message = f"a part of {part.surface} is larger than its whole of {whole.surface}"
            yield Check(kind="part-exceeds-whole", fact=identity, message=message)


_PART_WORDS = lexicon.pattern(r"\b{steps/part}\b", re.IGNORECASE)
