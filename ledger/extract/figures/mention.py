"""A mention: one figure found in a sentence, before measure, place, time and speaker are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import PERSON
from ledger.model import Comparator, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One figure found in a sentence, with token indices into its tree.

    ``anchor`` is where predicates are sought from; ``classes`` are the lexicon's classes of the counted noun, or a
    dimension; ``measured`` are the words of the thing that a quantity with a unit of its own is said of.
    """

    span: Span
    low: float | None
    high: float | None
    comparator: Comparator
    unit: str
    classes: frozenset[str]
    counted: Counted
    number: int
    vague: bool = False
    implicit: bool = False
    conversion: bool = False
    measured: Span | None = None
    anchor: int = field(init=False, repr=False, compare=False)
    elided: bool = field(init=False, repr=False, compare=False)  # no noun follows the number

    def __post_init__(self) -> None:
        # asked of each mention some sixty times
        object.__setattr__(self, "anchor", self.counted.anchor)
        object.__setattr__(self, "elided", self.counted.head is None and self.unit == "")


@lru_cache(maxsize=256)  # of the sentences in hand: a tree is equal to itself alone
def token_at(tree: Tree, start: int, end: int) -> int | None:
    """The index of the last token within ``[start, end)``."""
    tokens = tree.at(start, end)
    return tokens[-1].index if tokens else None


def implicit_mention(span: Span, counted: Counted, number: int, value: float) -> Mention:
    """A count of people that no number states."""
    return Mention(
        span=span, low=value, high=value, comparator=Comparator.EQUAL, unit="person", classes=PERSON, counted=counted, number=number,
        implicit=True,
    )  # fmt: skip
