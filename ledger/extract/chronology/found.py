"""A time expression under resolution, and what its reading needs besides its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.model import Period, Span

Kind = Literal["date", "duration", "clock", "recurring", "relative", "year"]
Role = Literal["point", "since", "until", "within", "ago"]


@dataclass(slots=True)
class Found:
    """An expression under resolution; ``loose`` where its year or week is our choice and may move to fit a range."""

    span: Span
    period: Period | None
    kind: Kind
    role: Role = "point"
    loose: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Besides the match: the day of publication, which way loose times point, the words before."""

    published: date | None
    ahead: bool
    before: str
