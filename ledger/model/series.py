"""How facts meet: questions, the series that answer them, and placements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.model.fact import Basis, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What rival series answer. The anchors are the fixed ends of the period; an end that rolls along is None."""

    measure: str
    unit: str
    group: str | None
    place: str | None
    anchor_start: date | None = None
    anchor_end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One claimant's successive answers to one question; ``id`` is its content hash, 16 hex digits."""

    id: str
    question: Question
    claimant: str
    basis: Basis
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A scored, revocable decision that a fact belongs to a series."""

    series: Series
    score: float
    reasons: tuple[str, ...]
    new: bool


class Role(StrEnum):
    """What part a fact plays for its series in its version.

    Its value; a value that puts an earlier one right; the same figure said again ("headline and body"); what an earlier
    report said ("up from 41").
    """

    VALUE = "value"
    CORRECTION = "correction"
    REPETITION = "repetition"
    PREVIOUS = "previous"

    @property
    def is_value(self) -> bool:
        """Whether the fact is a step of its series: what is said again or was said before is none."""
        return self in (Role.VALUE, Role.CORRECTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An assertion that failed on one fact: a flag for people, which changes nothing."""

    kind: str
    fact: str
    message: str
