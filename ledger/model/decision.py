"""A person's judgement on what was read or linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class DecisionKind(StrEnum):
    """What a decision does: keep or strike a fact, put its fields right, join or part series, join actors."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One judgement as recorded. ``target`` is a fact's or a series' id, or ``actor:NAME``; ``id`` its row number.

    ``changes`` says what it does: the corrected fields, the series or actor merged into, the facts split off.
    """

    id: int
    kind: DecisionKind
    target: str
    author: str
    reason: str
    recorded: datetime
    changes: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise ValueError("a decision needs an author")
        if not self.reason.strip():
            raise ValueError("a decision needs a reason")
