"""Two versions → changes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.diff import diff_figures, diff_series, explained, step
from ledger.diff.pairing import best_pairs
from ledger.model import Basis, Change, ChangeKind, Comparator, Direction, Fact, Figure, RevisionKind, Status
from tests.samples import day, fact, figure, per

AT_LEAST, MORE, ABOUT, AT_MOST = Comparator.AT_LEAST, Comparator.MORE, Comparator.ABOUT, Comparator.AT_MOST


def dozens(**fields: Any) -> Fact:
    return fact("dozens", 24.0, None, comparator=AT_LEAST, vague=True, **fields)


VALUE_CASES = [
    # before, after, kind in a diff, kind in a series
    (fact("12"), fact("15", 15.0, 15.0), "raised", "raised"),
    (fact("15", 15.0, 15.0), fact("12"), "lowered", "lowered"),
    (fact("10", 10.0, None, comparator=AT_LEAST), fact("12", 12.0, None, comparator=AT_LEAST), "raised", "raised"),
    (fact("10", 10.0, None, comparator=AT_LEAST), fact("12"), "raised", "raised"),
    (fact("12", 12.0, None, comparator=AT_LEAST), fact("12", 12.0, None, comparator=MORE), "requalified", "tightened"),
    (fact("12"), fact("12", 12.0, None, comparator=AT_LEAST), "requalified", "loosened"),
    (fact("12", comparator=ABOUT), fact("12"), "requalified", "tightened"),
    (fact("10 to 15", 10.0, 15.0), fact("12"), "tightened", "tightened"),
    (fact("12"), fact("10 to 15", 10.0, 15.0), "loosened", "loosened"),
    (fact("10 to 15", 10.0, 15.0), fact("12 to 14", 12.0, 14.0), "tightened", "tightened"),
    (fact("10 to 15", 10.0, 15.0), fact("16 to 20", 16.0, 20.0), "raised", "raised"),
    (fact("10", 10.0, None, comparator=AT_LEAST), fact("10 to 15", 10.0, 15.0), "tightened", "tightened"),
    (dozens(), fact("40", 40.0, 40.0), "tightened", "tightened"),
    (dozens(), fact("12"), "lowered", "lowered"),
    (dozens(), fact("500", 500.0, 500.0), "raised", "raised"),
    (fact("40", 40.0, 40.0), dozens(), "loosened", "loosened"),
    (fact("50", None, 50.0, comparator=AT_MOST), fact("30", 30.0, 30.0), "lowered", "lowered"),
    (fact("50", None, 50.0, comparator=AT_MOST), fact("60", None, 60.0, comparator=AT_MOST), "raised", "raised"),
]


@pytest.mark.parametrize(("before", "after", "in_diff", "in_series"), VALUE_CASES)
def test_each_move_of_a_value_has_its_kind(before: Fact, after: Fact, in_diff: str, in_series: str) -> None:
    said = [f"{one.comparator.name} {one.surface} people were killed." for one in (before, after)]
    changes, unchanged = diff_figures([figure(before, quote=said[0])], [figure(after, quote=said[1], version=2)])
    assert ([change.kind for change in changes], unchanged) == ([in_diff], 0)
    assert step(before, after).kind == in_series


def test_a_step_carries_difference_and_percent() -> None:
    revision = step(fact("2,300", 2300.0, 2300.0), fact("5,300", 5300.0, 5300.0))
    assert (revision.kind, revision.delta) == (RevisionKind.RAISED, 3000.0)
    assert revision.percent == pytest.approx(130.43, abs=0.01)


def test_a_rise_from_nothing_has_no_percent() -> None:
    assert step(fact("0", 0.0, 0.0), fact("3", 3.0, 3.0)).percent is None


def test_percentages_have_no_percent_of_themselves() -> None:
    rise = step(fact("8", 8.0, 8.0, unit="percent"), fact("12", unit="percent"))
    assert (rise.delta, rise.percent) == (4.0, None)


def test_a_fall_that_becomes_a_rise_counts_through_zero() -> None:
    fall = fact("3", 3.0, 3.0, basis=Basis.CHANGE, direction=Direction.DOWN)
    rise = fact("2", 2.0, 2.0, basis=Basis.CHANGE, direction=Direction.UP)
    assert (step(fall, rise).kind, step(fall, rise).delta) == (RevisionKind.RAISED, 5.0)


def test_the_same_value_again_is_repeated() -> None:
    assert step(fact(), fact()).kind is RevisionKind.REPEATED


def test_different_units_are_refused() -> None:
    with pytest.raises(ValueError, match="convert one first"):
        step(fact(unit="mile"), fact(unit="kilometer"))


def kinds(before: list[Fact], after: list[Fact]) -> list[str]:
    """The kinds of change where the sentences were written anew."""
    news = [figure(one, version=2, quote=f"By now {one.surface} {one.entity} were {one.measure}.") for one in after]
    changes, _ = diff_figures([figure(one) for one in before], news)
    return [change.kind.value for change in changes]


def test_same_value_other_claimant_is_reattributed() -> None:
    assert kinds([fact(attribution=per("Mayor"))], [fact(attribution=per("Red Crescent"))]) == ["reattributed"]


def test_same_value_other_day_is_redated() -> None:
    assert kinds([fact(period=day("2023-09-10"))], [fact(period=day("2023-09-09"))]) == ["redated"]


def test_same_value_other_status_is_requalified() -> None:
    assert kinds([fact(status=Status.UNCONFIRMED)], [fact()]) == ["requalified"]


def test_same_value_of_another_group_is_repeated_in_other_words() -> None:
    assert kinds([fact(group="residents")], [fact(group=None)]) == ["repeated"]


def test_a_period_that_ends_with_the_day_of_publication_moves_along_silently() -> None:
    def cumulative(published: str) -> Figure:
        until = date.fromisoformat(published)
        since = day("2023-09-10").start
        period = type(day("2023-09-10"))(start=since, end=until)
        return figure(fact(period=period), published=until)

    assert diff_figures([cumulative("2023-09-11")], [cumulative("2023-09-12")]) == ((), 1)


def test_figures_are_matched_by_subject_not_by_position() -> None:
    derna, sousse = fact("12", place="Derna"), fact("30", 30.0, 30.0, place="Sousse", start=100)
    moved, raised = fact("12", place="Derna", start=300), fact("34", 34.0, 34.0, place="Sousse", start=5)
    before = [figure(derna), figure(sousse)]
    changes, unchanged = diff_figures(before, [figure(moved, version=2), figure(raised, version=2)])
    assert [(change.kind.value, change.delta) for change in changes] == [("raised", 4.0)]
    assert unchanged == 1


def test_other_places_groups_and_rival_claimants_are_other_figures() -> None:
    for rival in (
        {"place": "Benghazi"},
        {"group": "soldiers"},
        {"attribution": per("Defence ministry")},
        {"measure": "wounded"},
        {"unit": "dog"},
        {"basis": Basis.INCREMENT},
    ):
        before = fact("12", group="farmers", attribution=per("Mayor"))
        after = fact("40", 40.0, 40.0, **({"group": "farmers", "attribution": per("Mayor")} | rival))
        assert sorted(kinds([before], [after])) == ["added", "withdrawn"], rival


def test_rival_claims_keep_to_their_claimants() -> None:
    one, other = per("Kyiv"), per("Moscow")
    before = [fact("498", 498.0, 498.0, attribution=other), fact("5,840", 5840.0, 5840.0, attribution=one, start=90)]
    after = [fact("6,000", 6000.0, 6000.0, attribution=one), fact("520", 520.0, 520.0, attribution=other, start=90)]
    changes, _ = diff_figures([figure(f) for f in before], [figure(f, version=2) for f in after])
    assert sorted(change.delta or 0 for change in changes) == [22.0, 160.0]


PLACES = st.sampled_from(["Derna", "Sousse", None])
CLAIMANTS = st.sampled_from([(), per("Mayor"), per("Red Crescent")])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    low = float(draw(st.integers(0, 60)))
    high = draw(st.sampled_from([low, low + 5, None]))
    return fact(
        str(int(low)),
        low,
        high,
        comparator=draw(st.sampled_from([Comparator.EQUAL] if high else [AT_LEAST, MORE])) if high != low else ABOUT,
        measure=draw(st.sampled_from(["killed", "missing"])),
        place=draw(PLACES),
        attribution=draw(CLAIMANTS),
        basis=draw(st.sampled_from(Basis)),
        status=draw(st.sampled_from([Status.ACTUAL, Status.FORECAST])),
        start=draw(st.integers(0, 500)),
    )


def versions(number: int) -> st.SearchStrategy[list[Figure]]:
    return st.lists(facts().map(lambda one: figure(one, version=number)), max_size=6, unique_by=lambda one: one.id)


MIRROR = {
    ChangeKind.ADDED: ChangeKind.WITHDRAWN,
    ChangeKind.RAISED: ChangeKind.LOWERED,
    ChangeKind.TIGHTENED: ChangeKind.LOOSENED,
}
MIRROR |= {other: kind for kind, other in MIRROR.items()}


def mirrored(change: Change) -> tuple[object, ...]:
    delta = None if change.delta is None else -change.delta
    return MIRROR.get(change.kind, change.kind), change.after, change.before, delta


@given(versions(1), versions(2))
def test_the_other_way_round_is_the_mirror_image(before: list[Figure], after: list[Figure]) -> None:
    forth, kept = diff_figures(before, after)
    back, kept_back = diff_figures(after, before)
    seen = Counter((change.kind, change.before, change.after, change.delta) for change in back)
    assert Counter(map(mirrored, forth)) == seen
    assert kept == kept_back


@given(versions(1))
def test_a_version_does_not_differ_from_itself(one: list[Figure]) -> None:
    assert diff_figures(one, one) == ((), len(one))


@given(versions(1), versions(2))
def test_every_figure_is_accounted_for_once(before: list[Figure], after: list[Figure]) -> None:
    changes, unchanged = diff_figures(before, after)
    olds = [change.before for change in changes if change.before]
    news = [change.after for change in changes if change.after]
    assert len(olds) + unchanged == len(before)
    assert len(news) + unchanged == len(after)
    assert len({one.id for one in olds}) == len(olds)
    assert len({one.id for one in news}) == len(news)


@given(versions(1), versions(2), st.randoms())
def test_the_order_of_the_input_does_not_matter(before: list[Figure], after: list[Figure], chance: Any) -> None:
    shuffled = list(before)
    chance.shuffle(shuffled)
    assert diff_figures(before, after) == diff_figures(shuffled, after)


def test_pairing_is_the_best_over_all_pairs_together() -> None:
    greedy_trap = {(0, 0): 0.8, (0, 1): 0.75, (1, 0): 0.78}
    assert best_pairs(greedy_trap) == [(0, 1), (1, 0)]


SCORES = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 20).map(float), max_size=12)


@given(SCORES)
def test_no_other_pairing_scores_more(scores: dict[tuple[int, int], float]) -> None:
    best = max(sum(scores.get(pair, 0.0) for pair in enumerate(order)) for order in permutations(range(4)))
    pairs = best_pairs(scores)
    assert sum(scores[pair] for pair in pairs) == best
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


def test_a_crowd_too_great_for_the_exact_search_is_still_paired_one_to_one() -> None:
    crowd = {(row, column): 1.0 / (1 + abs(row - column)) for row in range(130) for column in range(130)}
    assert best_pairs(crowd) == [(number, number) for number in range(130)]


def test_reasons_are_given_on_request() -> None:
    before = [figure(fact()), figure(fact("40", 40.0, 40.0, measure="missing", start=50))]
    after = [figure(fact("15", 15.0, 15.0), version=2)]
    raised, withdrawn = explained(diff_figures(before, after)[0], before, after)
    assert raised.why is not None
    assert withdrawn.why is not None
    assert {part.name: part.likeness for part in raised.why.parts}["place"] == 1.0
    assert raised.why.likeness == pytest.approx(sum(part.weight * part.likeness for part in raised.why.parts))
    assert (withdrawn.why.bar, withdrawn.why.nearest) == ("another measure or unit", after[0])


def test_the_same_value_in_another_place_is_re_placed_where_the_sentence_stayed() -> None:
    said = "{} homes were burned in the hills by {} on the first night of the fires."
    old = figure(fact("30", 30.0, 30.0, place="Sousse"), quote=said.format("30", "Sousse"))
    new = figure(fact("30", 30.0, 30.0, place="Derna"), version=2, quote=said.format("30", "Derna"))
    assert [change.kind.value for change in diff_figures([old], [new])[0]] == ["re-placed"]
    assert [change.kind.value for change in diff_figures([new], [old])[0]] == ["re-placed"]


def test_zones_that_cross_over_keep_their_numbers() -> None:
    def zone(number: int, value: int, version: int) -> Figure:
        surface, place = str(value), f"Zone {number}"
        stated = fact(surface, float(value), float(value), place=place, start=number * 100)
        return figure(stated, version=version, quote=f"{surface} people were hurt there.")

    changes, _ = diff_figures([zone(1, 30, 1), zone(2, 50, 1)], [zone(1, 49, 2), zone(2, 31, 2)])
    assert [(change.kind.value, change.delta) for change in changes] == [("raised", 19.0), ("lowered", -19.0)]


def test_in_the_same_words_only_another_name_throughout_is_a_change() -> None:
    said = "12 people were killed there."
    for other in ({"place": "Sousse"}, {"attribution": per("Mayor")}, {"comparator": ABOUT}, {"measure": "wounded"}):
        old, new = figure(fact(), quote=said), figure(fact(**other), version=2, quote=said)
        assert diff_figures([old], [new]) == ((), 1), other
    old, new = (figure(fact(attribution=per(name)), quote=said) for name in ("Mayor", "Governor"))
    assert [change.kind for change in diff_figures([old], [new])[0]] == ["reattributed"]


def test_a_series_that_goes_on_is_revised_or_repeated_and_a_new_one_is_added() -> None:
    known = {"a": figure(fact(), series="a"), "b": figure(fact(unit="APV"), series="b")}
    news = [
        figure(fact("15", 15.0, 15.0), series="a"),
        figure(fact("12", unit="armored vehicle"), series="b"),
        figure(fact(), series="c"),
    ]
    assert [(change.kind.value, change.delta) for change in diff_series(known, news)] == [
        ("raised", 3.0),
        ("repeated", None),
        ("added", None),
    ]


def test_another_place_in_the_headline_re_places_what_is_said_under_it() -> None:
    said = "30 homes were burned on the first night of the fires."
    for title, kinds_of_change in (("Fires in {}", ["re-placed"]), ("Fires rage on", [])):
        old, new = (
            figure(fact("30", 30.0, 30.0, place=place), version=version, quote=said, title=title.format(place))
            for version, place in enumerate(("Derna", "Sousse"), 1)
        )
        assert [change.kind.value for change in diff_figures([old], [new])[0]] == kinds_of_change


def test_many_changed_figures_of_one_measure_are_paired_each_with_its_own() -> None:
    names = [f"Quarter {chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(400)]
    before = [figure(fact(str(i + 10), i + 10.0, i + 10.0, place=name, start=i * 60)) for i, name in enumerate(names)]
    after = [
        figure(fact(str(i + 11), i + 11.0, i + 11.0, place=name, start=i * 60), version=2, quote="By now, more died.")
        for i, name in reversed(list(enumerate(names)))
    ]
    changes, unchanged = diff_figures(before, after)
    assert (len(changes), unchanged) == (400, 0)
    pairs = [(change.before, change.after) for change in changes]
    assert all(old and new and old.fact.place == new.fact.place for old, new in pairs)
