"""One figure as one report version states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import NamedTuple


class Comparator(StrEnum):
    """How the stated number bounds the true one (FACTS.md, section 2)."""

    EQUAL = "="
    ABOUT = "~"
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="


class Basis(StrEnum):
    """Whether the figure is a sum, an addition, a state or a move."""

    TOTAL = "total"
    INCREMENT = "increment"
    LEVEL = "level"
    CHANGE = "change"


class Direction(StrEnum):
    """Which way a change goes."""

    UP = "up"
    DOWN = "down"


class Status(StrEnum):
    """How real the report says the figure is."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    UNCONFIRMED = "unconfirmed"


class ActorKind(StrEnum):
    """What kind of body or person is credited."""

    GOVERNMENT = "government"
    MILITARY = "military"
    IGO = "igo"
    NGO = "ngo"
    OFFICIAL = "official"
    ANONYMOUS = "anonymous"
    MEDIA = "media"
    COMPANY = "company"
    PERSON = "person"
    WITNESS = "witness"
    MEDICAL = "medical"
    ACADEMIC = "academic"
    ARMED_GROUP = "armed_group"
    OTHER = "other"


class Span(NamedTuple):
    """Half-open code-point offsets into a report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that a figure covers; an open end is None."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a period needs a start or an end; use None for an unknown period")
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of the chain of who says so; the first link is the claimant, the others are relays."""

    name: str
    cue: str
    kind: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure as said, not proved. Fields follow the extraction contract.

    ``low`` and ``high`` are in base counts of ``unit`` ("1.5 million" is 1500000.0); None is unbounded.
    ``span`` and ``sentence`` index the report's text; ``surface`` is the text at ``span``, verbatim.
    """

    span: Span
    surface: str
    sentence: Span
    low: float | None
    high: float | None
    comparator: Comparator
    unit: str
    entity: str
    group: str | None
    measure: str
    place: str | None
    period: Period | None
    basis: Basis
    direction: Direction | None = None
    status: Status = Status.ACTUAL
    attribution: tuple[Attribution, ...] = ()
    vague: bool = False
    implicit: bool = False
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.span.start < self.span.end:
            raise ValueError(f"empty or negative span {tuple(self.span)}")
        if len(self.surface) != self.span.end - self.span.start:
            raise ValueError(f"surface {self.surface!r} does not fit span {tuple(self.span)}")
        for bound in (self.low, self.high):
            if bound is not None and not isfinite(bound):
                raise ValueError(f"bounds of {self.surface!r} are not finite")
        if self.low is None and self.high is None:
            raise ValueError(f"{self.surface!r} has neither a lower nor an upper bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds of {self.surface!r} are the wrong way round: {self.low} > {self.high}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")

    @property
    def claimant(self) -> str | None:
        """The name credited with the figure; None where the outlet itself asserts it."""
        return self.attribution[0].name if self.attribution else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the input that could not be used: a value, not an exception."""

    kind: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one extractor version found in one report version."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...] = ()
