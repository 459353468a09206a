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
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure before and after; ``added`` has no before, ``withdrawn`` no after."""

    kind: ChangeKind
    before: Figure | None
    after: Figure | None
    delta: float | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All changes between two sides; unchanged figures are counted, not listed."""

    before: VersionRef
    after: VersionRef
    before_published: date | None
    after_published: date | None
    changes: tuple[Change, ...]
    unchanged: int
