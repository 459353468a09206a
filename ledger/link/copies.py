"""Wire copy: a text that repeats another outlet's, and the figures that it only carries on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ledger.link.names import DIFFERENT, claimants_alike
from ledger.model import Fact, Placement, Report, Series

__all__ = ["Copy", "Original", "copied"]

NEAR_DUPLICATE = 0.5  # of the shorter text's shingles: half of it stands in the other
_SAME_SENTENCE = 0.8  # of a sentence's shingles: edits of a word or two remain
_LONG_ENOUGH = 8  # words: a shorter sentence says the same by chance
_SHINGLE = 5  # words
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A version that may have been copied: its id, its report, and its facts with the series that each is in, by id."""

    version: str
    report: Report
    facts: Mapping[str, Fact]
    series: Mapping[str, Series]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a version has from an original: how much of the shorter text (0 to 1), and which facts: own id → its id."""

    original: Original
    similarity: float
    facts: Mapping[str, str]

    def placements(self) -> dict[str, Placement]:
        """Each carried fact in the series of the original one."""
        reasons = (f"carried word for word from {self.original.report.key}",)
        return {
            own: Placement(series=self.original.series[its], score=1.0, reasons=reasons, new=False)
            for own, its in self.facts.items()
        }


def copied(facts: Mapping[str, Fact], report: Report, originals: Sequence[Original]) -> Copy | None:
    """The one of the originals, oldest first, that holds most of the figures in the same words; None where none does.

    Likeness is containment: the share of the shorter text's runs of five words that the other holds (Broder, 1997). A
    text is copied where half of it is; of another outlet also where a whole sentence with a figure is the same.
    """
    best: Copy | None = None
    for original in originals:
        similarity = round(_containment(report.text, original.report.text), 3)
        elsewhere = report.outlet is not None and original.report.outlet not in (None, report.outlet)
        if similarity < NEAR_DUPLICATE and not elsewhere:
            continue
        shared = {
            own: its
            for own, fact in facts.items()
            if (its := _same(fact, report.text[slice(*fact.sentence)], original)) is not None
        }
        if shared and (best is None or len(shared) > len(best.facts)):
            best = Copy(original=original, similarity=similarity, facts=shared)
    return best


def _same(fact: Fact, sentence: str, original: Original) -> str | None:
    """The original's fact that states the same in the same sentence."""
    for identity, told in original.facts.items():
        alike = _statement(told) == _statement(fact) and _credits_alike(fact, told)
        if alike and _repeats(sentence, original.report.text[slice(*told.sentence)]):
            return identity
    return None


def _credits_alike(fact: Fact, told: Fact) -> bool:
    """A copy may leave the claimant out, never name another one."""
    return fact.claimant is None or (
        told.claimant is not None and claimants_alike(fact.claimant, told.claimant) != DIFFERENT
    )


def _statement(fact: Fact) -> tuple[object, ...]:
    return fact.measure, fact.unit, fact.low, fact.high, fact.basis, fact.status, fact.group


def _repeats(sentence: str, quote: str) -> bool:
    long_enough = min(len(_words(sentence)), len(_words(quote))) >= _LONG_ENOUGH
    return long_enough and _containment(sentence, quote) >= _SAME_SENTENCE


def _containment(one: str, other: str) -> float:
    first, second = _shingles(one), _shingles(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
