"""How sure the extractor is of a fact: a readable sum of signs. Not calibrated yet; it ranks, it does not promise odds."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.extract.mention import Mention
from ledger.model import Attribution


def confidence_of(
    mention: Mention, measure: str, cost: float, place: str | None, chain: Sequence[Attribution]
) -> float:
    """Between 0.05 and 0.99; lower for distant cues, elided nouns, implicit counts, unknown measures."""
    score = 0.97 - 0.05 * min(cost, 8.0)
    score -= 0.15 if mention.implicit else 0.0
    score -= 0.08 if mention.elided else 0.0
    score -= 0.10 if measure == "other" else 0.0
    score -= 0.05 if mention.vague else 0.0
    score -= 0.03 if place is None else 0.0
    score += 0.02 if chain else 0.0
    return round(min(0.99, max(0.05, score)), 2)
