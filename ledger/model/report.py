"""A report, its identity and its captured versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from ledger.model.fact import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a report besides its text; None is unknown, never guessed."""

    report: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None

    def over(self, weaker: Metadata) -> Metadata:
        """These values where known, else the weaker ones."""
        return Metadata(
            report=self.report or weaker.report,
            outlet=self.outlet or weaker.outlet,
            title=self.title or weaker.title,
            url=self.url or weaker.url,
            published=self.published or weaker.published,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One captured state of one published text. ``key`` identifies the report across its versions."""

    key: str
    text: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    retrieved: datetime | None = None
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        if not self.key.strip():
            raise ValueError("a report needs a key")


class VersionRef(NamedTuple):
    """A report and, where it matters, which of its versions: ``REPORT[@N]``."""

    report: str
    number: int | None = None

    def __str__(self) -> str:
        return self.report if self.number is None else f"{self.report}@{self.number}"

    @classmethod
    def parse(cls, text: str) -> VersionRef:
        """``key@3`` is version 3 of ``key``; an ``@`` not followed by digits alone belongs to the key."""
        key, at, number = text.rpartition("@")
        return cls(key, int(number)) if at and key and number.isascii() and number.isdigit() else cls(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSummary:
    """One version of a report as listed."""

    number: int
    published: date | None
    recorded: datetime
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary:
    """One report as listed; outlet, title, url and published are those of its latest version."""

    report: str
    outlet: str | None
    title: str | None
    url: str | None
    published: date | None
    versions: tuple[VersionSummary, ...]
