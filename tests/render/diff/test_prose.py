"""Diffs as prose."""

from __future__ import annotations

from datetime import date

from ledger.diff import diff_figures
from ledger.model import Diff, Fact, VersionRef
from ledger.render.diff.prose import change_line, sentence
from tests.render.diff.samples import EVERY_KIND
from tests.samples import fact, figure, per


def compared(before: list[Fact], after: list[Fact]) -> Diff:
    news = [figure(one, version=2, quote=f"By now {one.surface} {one.entity} were {one.measure}.") for one in after]
    changes, unchanged = diff_figures([figure(one) for one in before], news)
    return Diff(
        before=VersionRef("floods", 1),
        after=VersionRef("floods", 2),
        before_published=date(2023, 9, 11),
        after_published=date(2023, 9, 12),
        changes=changes,
        unchanged=unchanged,
    )


TOLL = fact("2,300", 2300.0, 2300.0)
NEW_TOLL = fact("5,300", 5300.0, 5300.0)
MISSING = fact("9,000", 9000.0, 9000.0, measure="missing", start=50)
HOMES = fact("40", 40.0, 40.0, unit="home", entity="homes", measure="buildings_damaged", start=80)
BRIDGES = fact("2", 2.0, 2.0, unit="bridge", entity="bridges", measure="buildings_damaged", start=120)


def lines(diff: Diff) -> list[str]:
    return [sentence(diff), *map(change_line, diff.changes)]


def test_the_whole_is_a_sentence_and_each_change_has_a_line() -> None:
    assert lines(compared([TOLL, MISSING, HOMES], [NEW_TOLL, MISSING, BRIDGES])) == [
        "Between version 1 and version 2 of floods, the number of people killed in Derna rose from 2,300 to 5,300 "
        "(+3,000, +130 %); 1 figure was added and 1 withdrawn.",
        "raised: 2,300 → 5,300 people killed · Derna (+3,000, +130 %)",
        "added: 2 bridges damaged or destroyed · Derna",
        "withdrawn: 40 homes damaged or destroyed · Derna",
    ]


def test_several_revisions_are_counted_beside_the_leading_one() -> None:
    fewer = fact("8,000", 8000.0, 8000.0, measure="missing", start=50)
    more_homes = fact("44", 44.0, 44.0, unit="home", entity="homes", measure="buildings_damaged", start=80)
    told = sentence(compared([TOLL, MISSING, HOMES], [NEW_TOLL, fewer, more_homes]))
    assert told.endswith("(+3,000, +130 %); 1 other figure was raised and 1 other lowered.")


def test_many_kinds_are_one_sum() -> None:
    assert sentence(EVERY_KIND).endswith("(+3,000, +130 %); 9 other figures were changed, 1 added and 1 withdrawn.")


def test_who_says_so_is_named() -> None:
    told = sentence(
        compared([fact(attribution=per("the mayor"))], [fact("15", 15.0, 15.0, attribution=per("the mayor"))])
    )
    assert "killed in Derna, according to the mayor, rose from 12 to 15 (+3, +25 %)." in told


def test_additions_alone_make_a_sentence() -> None:
    assert sentence(compared([], [TOLL, MISSING])) == (
        "Between version 1 and version 2 of floods, 2 figures were added; floods@1 states no figure."
    )


def test_no_change_is_said() -> None:
    told = sentence(compared([TOLL], [TOLL]))
    assert told == "Between version 1 and version 2 of floods, no figure changed (1 compared)."


def test_reattribution_names_both() -> None:
    told = lines(compared([fact()], [fact(attribution=per("Red Crescent"))]))
    assert told[1] == "reattributed: 12 people killed · Derna · per Red Crescent (before: the outlet itself)"
