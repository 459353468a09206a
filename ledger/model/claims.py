"""Rival claims on one question side by side, and a sum that says what it left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.model.figure import Figure
from ledger.model.series import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """The claimants' newest answers to one question. ``low`` and ``high`` are the least and greatest bounds in force.

    A bound is None where a claim leaves it open ("more than 50"). ``best`` is the claim that the ``rule`` chose.
    ``carriers`` are, by a claim's fact id, the figures of other outlets that say the same for the same claimant: one
    claim, not several.
    """

    question: Question
    claims: tuple[Figure, ...]
    low: float | None
    high: float | None
    best: Figure
    rule: str
    carriers: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A figure that does not add to a sum, and why."""

    figure: Figure
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What the figures of one measure add up to; ``low`` and ``high`` sum their bounds (None: a part is open)."""

    measure: str
    unit: str
    low: float | None
    high: float | None
    parts: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...]
