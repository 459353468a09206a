"""A fact with its citation, and the steps of one tracked figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ledger.model.decision import Decision
from ledger.model.fact import Fact
from ledger.model.series import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A fact in the ledger with everything needed to cite it. ``id`` is the fact's content hash, 16 hex digits."""

    id: str
    fact: Fact
    report: str
    version: int
    outlet: str | None
    title: str | None
    url: str | None
    published: date | None
    recorded: datetime
    quote: str
    series: str
    role: Role = Role.VALUE

    @property
    def age(self) -> tuple[str, str]:
        """Sorts oldest first: by publication, an unknown day before all, then by recording."""
        return str(self.published or ""), self.recorded.isoformat()

    def told_by(self, day: date | None) -> bool:
        """Whether it was published by that day, as far as both are known."""
        return self.published is None or day is None or self.published <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where one figure comes from: the reading that found it, the text it was read from, what people decided on it.

    ``fingerprint`` names the extractor, ``content_hash`` the version of the report (its id, 64 hex digits).
    """

    figure: Figure
    fingerprint: str
    read: datetime
    content_hash: str
    decisions: tuple[Decision, ...] = ()


class RevisionKind(StrEnum):
    """How a fact stands to its predecessor in its series."""

    FIRST = "first"
    REPEATED = "repeated"
    RAISED = "raised"
    LOWERED = "lowered"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The step from one bound pair to the next; ``delta`` and ``percent`` are None where they have no meaning."""

    kind: RevisionKind
    delta: float | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """One step of a tracked figure's history, taken on the day ``published``.

    Of a withdrawal the figure is the one last said, and the day that of the version which no longer states it.
    """

    figure: Figure
    revision: Revision
    published: date | None
