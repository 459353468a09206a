"""What is asked of the ledger, and the plain answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ledger.model.decision import Decision
from ledger.model.diff import Diff
from ledger.model.fact import Problem
from ledger.model.figure import Figure
from ledger.model.report import VersionRef
from ledger.model.series import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where the ledger's two clocks are stopped; None lets a clock run to now.

    ``known_on`` hides what was published later, or on an unknown day; ``recorded_by`` (with a time zone) hides what was
    written here later: versions, readings, placements and decisions.
    """

    known_on: date | None = None
    recorded_by: datetime | None = None

    def __post_init__(self) -> None:
        if self.recorded_by is not None and self.recorded_by.tzinfo is None:
            raise ValueError(f"{self.recorded_by} needs a time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFilter:
    """Which figures are asked for; None does not narrow. Names match case-insensitively, as a whole or in part.

    ``since``/``until`` bound the publication date; ``as_known_on`` hides all that was published later, ``recorded_by``
    all that was written here later.
    """

    measure: str | None = None
    place: str | None = None
    claimant: str | None = None
    group: str | None = None
    report: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    as_known_on: date | None = None
    recorded_by: datetime | None = None
    min_confidence: float | None = None
    all_versions: bool = False

    @property
    def moment(self) -> Moment:
        """Where the two clocks are stopped."""
        return Moment(known_on=self.as_known_on, recorded_by=self.recorded_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An input that could not be read, where other inputs of the same run could."""

    target: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one report. ``version`` is the one now in force; ``new`` is False where its text was known."""

    ref: VersionRef
    new: bool
    facts: int
    revisions: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSummary:
    """What one ingest run did."""

    reports: tuple[Ingested, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What a new reading of one version says otherwise than the one in force.

    ``carried`` decisions hold on for the new reading; the facts of ``undecided`` ones it does not have.
    """

    ref: VersionRef
    diff: Diff
    carried: int = 0
    undecided: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedSeries:
    """One tracked figure as listed: its series, first and latest vintage, and how often it was revised."""

    series: Series
    first: Figure
    latest: Figure
    revisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one statement may take: rows and characters of its answer, and seconds."""

    rows: int = 10_000
    seconds: float = 30.0
    characters: int = 50_000_000

    def __post_init__(self) -> None:
        if self.rows < 1 or self.seconds <= 0 or self.characters < 1:
            raise ValueError("limits are greater than zero")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns and rows, as a query answered; ``truncated`` where a row limit cut it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewColumn:
    """A column of a view: its type in the words of the Frictionless Table Schema, what its numbers count, its meaning.

    A ``unit`` of ``@unit`` means that the column ``unit`` of the same row says it.
    """

    name: str
    type: str
    unit: str | None
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view of the SQL contract: what one row of it is, and its columns."""

    name: str
    meaning: str
    columns: tuple[ViewColumn, ...]


class ParameterType(StrEnum):
    """What a parameter may be. A measure, place or outlet must be a known one; a unit one that others convert to."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    MEASURE = "measure"
    PLACE = "place"
    OUTLET = "outlet"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a named query. ``default`` is None where a value must be given, and empty where none narrows."""

    name: str
    type: ParameterType
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A stored SQL query: the question it answers, the parameters it takes, the tables that are made for it.

    ``narrowed`` is the parameter by which alone it is told which series can have a row that it wants. ``folder`` is the
    user's own folder that it comes from; None for one that comes with the program.
    """

    name: str
    title: str
    question: str
    sql: str
    parameters: tuple[Parameter, ...] = ()
    made: tuple[str, ...] = ()
    narrowed: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The outcome of re-checking a ledger; ``breaks`` names what does not hold, first one first.

    ``head`` is the digest of the newest journal entry: kept elsewhere, it proves later that nothing was rewritten.
    """

    checked: int
    breaks: tuple[str, ...]
    head: str | None = None
