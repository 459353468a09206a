"""What a report tells twice, once in a word that leaves open what became of them: the victims are those who died."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger import lexicon
from ledger.model import Fact

__all__ = ["the_dead", "without_overlaps"]


def the_dead(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, of which victims are killed where the report counts as many dead and none else of that number.

    "The toll rose to 34. … All 34 victims have been named."
    """
    counted = {(fact.low, fact.high): set[str]() for fact in facts}
    for fact in facts:
        if fact.unit == "person" and not (fact.vague or fact.implicit):
            counted[fact.low, fact.high].add(fact.measure)
    return tuple(
        replace(fact, measure="killed")
        if fact.measure in ("casualties", "other")
        and _is_of_victims(fact)
        and counted[fact.low, fact.high] == {fact.measure, "killed"}
        and fact.low != 1
        else fact
        for fact in facts
    )


def _is_of_victims(fact: Fact) -> bool:
    words = fact.entity.casefold().split()
    return bool(words) and words[-1] in lexicon.family("victims")


def without_overlaps(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts in the order of the text without those that overlap one before."""
    kept: list[Fact] = []
    for fact in facts:
        if not kept or fact.span.start >= kept[-1].span.end:
            kept.append(fact)
    return tuple(kept)
