"""What changed between two versions or two vintages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.model.figure import Figure
from ledger.model.report import VersionRef


class ChangeKind(StrEnum):
    """The class of one difference in figures."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    RAISED = "raised"
    LOWERED = "lowered"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    REQUALIFIED = "requalified"
    REATTRIBUTED = "reattributed"
    REDATED = "redated"
    RE_PLACED = "re-placed"
    REPEATED = "repeated"  # restated: the same figure in other words

    @property
    def is_difference(self) -> bool:
        """Whether the figure itself changed, and not its wording alone."""
        return self is not ChangeKind.REPEATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the things that make two figures alike: its share of the whole (0…1), and how alike it is (0…1)."""

    name: str
    weight: float
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why two figures were taken for one, or why a lone one has no partner.

    ``nearest`` is the figure of the other side that comes nearest to a lone one, ``bar`` what keeps them apart.
    """

    likeness: float
    parts: tuple[Part, ...]
    nearest: Figure | None = None
    bar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure before and after; ``added`` has no before, ``withdrawn`` no after."""

    kind: ChangeKind
    before: Figure | None
    after: Figure | None
    delta: float | None = None
    percent: float | None = None
    why: Why | None = None  # only where it was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All changes between two sides; unchanged figures are counted, not listed."""

    before: VersionRef
    after: VersionRef
    before_published: date | None
    after_published: date | None
    changes: tuple[Change, ...]
    unchanged: int
