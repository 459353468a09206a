"""The revision triangle of real-time data: what each period's figure was known to be on each day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.model.fact import Basis, Period, Status
from ledger.model.figure import Figure
from ledger.model.series import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure as known on a day; ``stated`` where it was published that day, else it still stands from before."""

    figure: Figure
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TriangleRow:
    """One period (None: not bound to one) of one series; a value a vintage, None where nothing was known, or no more.

    An open end of the period is one that moves along from report to report.
    """

    series: str
    period: Period | None
    values: tuple[Known | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangle:
    """Series that differ in their period alone: rows are the periods, columns the vintages, both in order of time.

    ``question`` has no anchors. A vintage is a day of publication; None, before all others, is an unknown one.
    """

    question: Question
    claimant: str
    basis: Basis
    status: Status
    vintages: tuple[date | None, ...]
    rows: tuple[TriangleRow, ...]
