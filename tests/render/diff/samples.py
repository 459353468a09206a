"""A diff with a change of every kind, and one made of text that means harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ledger.model import (
    ActorKind,
    Change,
    ChangeKind,
    Comparator,
    Diff,
    Fact,
    Figure,
    Part,
    Report,
    Status,
    VersionRef,
    Why,
)
from tests.samples import day, fact, figure, per

AT_LEAST, MORE = Comparator.AT_LEAST, Comparator.MORE
AGENCY = per("Coast Rescue Agency", ActorKind.GOVERNMENT)
HOMES: dict[str, Any] = {"unit": "home", "entity": "homes", "measure": "buildings_damaged", "place": "Sousse"}


def count(value: float, **fields: Any) -> Fact:
    """So many people killed in Derna, per the agency, unless told otherwise."""
    return fact(f"{value:,.0f}", value, value, **({"attribution": AGENCY} | fields))


def change(kind: str, before: Fact | None, after: Fact | None, delta: float | None = None) -> Change:
    """A change of version 1 into version 2; the percentage follows from the difference."""
    old = figure(before) if before else None
    new = figure(after, version=2, published=date(2023, 9, 12)) if after else None
    percent = delta / before.low * 100 if before and before.low and delta is not None else None
    return Change(kind=ChangeKind(kind), before=old, after=new, delta=delta, percent=percent)


def between_versions(*changes: Change, unchanged: int = 0) -> Diff:
    """The changes between the first two versions of the report ``floods``."""
    return Diff(
        before=VersionRef("floods", 1),
        after=VersionRef("floods", 2),
        before_published=date(2023, 9, 11),
        after_published=date(2023, 9, 12),
        changes=changes,
        unchanged=unchanged,
    )


WANTED = count(9000, measure="missing", start=100)
EVERY_KIND = between_versions(
    change("raised", count(2300), count(5300), 3000),
    change("lowered", WANTED, count(8100, measure="missing", start=100), -900),
    change(
        "tightened",
        fact("dozens", 24.0, None, comparator=AT_LEAST, vague=True, measure="wounded", start=200),
        count(61, measure="wounded", start=200, attribution=()),
    ),
    change(
        "loosened",
        count(340, **HOMES, start=300),
        fact("300 to 400", 300.0, 400.0, **HOMES, start=300, attribution=AGENCY),
    ),
    change(
        "requalified",
        fact("12", 12.0, None, comparator=AT_LEAST, measure="rescued", start=400),
        fact("12", 12.0, None, comparator=MORE, measure="rescued", start=400),
    ),
    change(
        "requalified",
        count(700, measure="evacuated", status=Status.PLANNED, start=450),
        count(700, measure="evacuated", start=450),
    ),
    change(
        "reattributed",
        count(40, measure="injured", start=500, attribution=()),
        count(40, measure="injured", start=500, attribution=per("the mayor of Sousse", ActorKind.OFFICIAL)),
    ),
    change(
        "redated",
        count(6, group="soldiers", period=day("2023-09-09"), start=600),
        count(6, group="soldiers", period=day("2023-09-10"), start=600),
    ),
    change("re-placed", count(31, **HOMES, start=700), count(31, **(HOMES | {"place": "Derna"}), start=700)),
    change(
        "repeated",
        fact("1.5 million", 1.5e6, 1.5e6, unit="USD", entity="aid", measure="aid", place=None, start=800),
        fact("$1,500,000", 1.5e6, 1.5e6, unit="USD", entity="aid", measure="aid", place=None, start=800),
    ),
    change("added", None, count(4, unit="bridge", entity="bridges", measure="buildings_destroyed", start=900)),
    change("withdrawn", fact("8.5", 8.5, 8.5, unit="percent", entity="growth", measure="growth_rate", start=950), None),
    unchanged=17,
)

HOSTILE_TEXT = "<img src=x onerror=alert(1)>\u202e\x1b[31m|`*[a](javascript:alert(2))\"'&lt;</script>"
HOSTILE = between_versions(
    change(
        "raised",
        count(3, group=HOSTILE_TEXT, place=HOSTILE_TEXT, attribution=per(HOSTILE_TEXT)),
        count(4, group=HOSTILE_TEXT, place=HOSTILE_TEXT, attribution=per(HOSTILE_TEXT)),
        1,
    ),
    change("added", None, count(5, measure="=cmd()", entity="a->b", unit="x-->y", start=90)),
)


def explained(diff: Diff) -> Diff:
    """The same changes, each with its reasons."""
    why = Why(likeness=0.9, parts=(Part(name="place", weight=0.6, likeness=1.0),), nearest=None, bar=None)
    lone = replace(why, nearest=_some_figure(diff), bar="another measure or unit")
    changes = (replace(one, why=why if one.before and one.after else lone) for one in diff.changes)
    return replace(diff, changes=tuple(changes))


def _some_figure(diff: Diff) -> Figure:
    return next(one.before for one in diff.changes if one.before)


def shown(
    diff: Diff, side: str, *, filler: str = "words ", length: int = 2000, **about: Any
) -> tuple[Report, int, tuple[Figure, ...]]:
    """A version whose text has the figures of one side of the diff where they say that they stand."""
    figures = tuple(found for one in diff.changes if (found := getattr(one, side)) is not None)
    text = list((filler * length)[:length])
    for one in figures:
        text[slice(*one.fact.span)] = one.fact.surface
    given: dict[str, Any] = {"outlet": "Coast Herald", "published": date(2023, 9, 11)}
    return Report(key="floods", text="".join(text), **(given | about)), 1 if side == "before" else 2, figures
