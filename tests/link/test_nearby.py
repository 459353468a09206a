"""A toll told with another place or day: the one question that it answers, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ledger.lexicon.gazetteer import holds
from ledger.link.nearby import nearby, possible
from ledger.link.questions import question
from ledger.link.scenes import of_one_name
from ledger.link.tolls import IMPLAUSIBLE, Said, borne_out, own_question
from ledger.model import ActorKind, Comparator, Fact, Period, Question, Report, Span
from tests.samples import day, fact, per

TUE = "2019-03-12"
ASKED = Question(
    measure="killed",
    unit="person",
    group=None,
    place="Kano",
    anchor_start=date(2019, 3, 12),
    anchor_end=date(2019, 3, 12),
)
TEXT = "Some people died in Kano, Nigeria."


def toll(low: float = 40.0, **fields: Any) -> Fact:
    return fact(f"{low:g}", low, fields.pop("high", low), **{"place": "Kano", "period": day(TUE), **fields})


def during(first: str, last: str) -> Period:
    return Period(start=date.fromisoformat(first), end=date.fromisoformat(last))


def found(stated: Fact, *on_record: Fact, text: str = TEXT, published: date | None = date(2019, 3, 13)) -> bool:
    """Whether the toll is put to the question of Kano's 12 March, on which the others are on record."""
    told = [Said(fact=one, report="before", published=date(2019, 3, 12)) for one in on_record]
    report = Report(key="now", text=text, published=published)
    asked = question(stated, published)
    best = nearby(stated, asked, report, [ASKED] if possible(asked, ASKED, published) else [], {ASKED: told})
    return best is not None and best.question == ASKED


@pytest.mark.parametrize(
    ("stated", "joins"),
    [
        (toll(period=None), True),
        (toll(55.0, period=None), True),
        (toll(400.0, period=None), False),
        (toll(place="Nigeria"), True),
        (toll(55.0, place="Nigeria"), True),
        (toll(31.0, place="Nigeria"), False),
        (toll(place="Lagos"), False),
        (toll(place="Central Market"), True),
        (toll(period=day("2019-03-13")), True),
        (toll(38.0, period=day("2019-03-13")), False),
        (toll(period=day("2019-03-17")), True),
        (toll(41.0, period=day("2019-03-17")), False),
        (toll(period=day("2019-03-29")), False),
        (toll(place="Nigeria", period=day("2019-03-13")), True),
        (toll(24.0, place="Nigeria", vague=True, high=None, comparator=Comparator.AT_LEAST), True),
        (toll(group="children", period=None), False),
        (toll(group="shoppers", period=None), True),
        (toll(period=during("2019-03-11", "2019-03-17")), True),
        (toll(47.0, period=during("2019-03-11", "2019-03-17")), False),
    ],
    ids=lambda value: (
        f"{value.surface}-{value.place}-{value.period and value.period.end}" if isinstance(value, Fact) else ""
    ),
)
def test_what_is_told_otherwise_joins_where_the_number_bears_it_out(stated: Fact, joins: bool) -> None:
    assert found(stated, toll()) is joins


def test_small_numbers_of_two_days_agree_by_chance() -> None:
    assert not found(toll(4.0, period=day("2019-03-13")), toll(4.0))


def test_a_country_stands_for_its_city_only_where_the_report_names_the_city() -> None:
    assert not found(toll(place="Nigeria"), toll(), text="Some people died in Nigeria.")


def test_a_part_of_the_country_does_not_answer_for_it() -> None:
    """Nine hundred dead in a town are part of the country's 1,700."""
    country = Question(measure="killed", unit="person", group=None, place="Nigeria", anchor_start=ASKED.anchor_start)
    told = [Said(fact=toll(1700.0, place="Nigeria"), report="before", published=date(2019, 3, 12))]
    stated = toll(900.0)
    report = Report(key="now", text=TEXT, published=date(2019, 3, 13))
    assert nearby(stated, question(stated, report.published), report, [country], {country: told}) is None


def test_a_toll_as_it_stands_is_no_toll_of_the_day() -> None:
    text = "The toll in Kano rose to 44 on Friday."
    stated = toll(44.0, period=day("2019-03-15"))
    assert found(stated, toll(), text=text, published=date(2019, 3, 15))
    assert not found(stated, toll(), text="On Friday 44 people died in Kano.", published=date(2019, 3, 15))


def test_two_questions_that_fit_alike_are_left_alone() -> None:
    other = Question(**{**{name: getattr(ASKED, name) for name in ASKED.__slots__}, "place": "Katsina"})
    told = [Said(fact=toll(), report="before", published=date(2019, 3, 12))]
    stated = toll(place=None)
    report = Report(key="now", text="In Kano and Katsina people died.", published=date(2019, 3, 13))
    asked = question(stated, report.published)
    assert nearby(stated, asked, report, [ASKED, other], {ASKED: told, other: told}) is None


@pytest.mark.parametrize(
    ("stated", "own"),
    [
        (toll(1.0, implicit=True), True),
        (toll(3.0), True),
        (toll(6.0, entity="bodies"), True),
        (toll(6.0, attribution=per("a baker", ActorKind.WITNESS)), True),
        (toll(6.0, attribution=per("army", ActorKind.MILITARY)), False),
        (toll(30.0, entity="bodies"), True),  # found by then, of the forty that the report gives
        (toll(30.0, entity="injured"), True),
        (toll(30.0), False),
        (toll(2000.0, vague=True, high=None, comparator=Comparator.AT_LEAST), True),
    ],
)
def test_parts_of_a_toll_and_what_is_far_from_it_answer_a_question_of_their_own(stated: Fact, own: bool) -> None:
    asked = question(stated, None)
    assert (own_question(stated, asked, [toll(), stated], [toll(44.0)]) != asked) is own


def test_one_dead_is_the_toll_where_no_other_is_known() -> None:
    alone = toll(1.0, implicit=True)
    assert own_question(alone, ASKED, [alone], []) == ASKED


def test_a_part_of_a_country_is_known_by_its_description() -> None:
    assert holds("Kenya", "northern Kenya")
    assert holds("northeast Nigeria", "Kano")
    assert holds("Texas", "Houston")
    assert not holds("northern Kenya", "Kenya")
    assert not holds("Kano", "Nigeria")
    assert not holds("Ruritania", "Kano")
    assert holds("Kyrgyzstan", "Batken region")  # no list has it, and it is called after Batken
    assert not holds("Tajikistan", "Batken region")
    assert not holds("Paraguay", "Central Market")
    assert holds("Darfur", "Nyala")  # in Southern Darfur
    assert not holds("Douglas County", "Douglas")


def test_the_same_event_is_known_by_its_words_where_the_place_is_told_otherwise() -> None:
    words = "A suicide bomber attacked a crowded market in Kano."
    told = [Said(fact=toll(35.0), report="before", published=date(2019, 3, 12), told=words)]
    for text, joins in (("A bomber struck a market: suicide attack in Nigeria.", True), ("A bus crashed.", False)):
        stated = toll(42.0, place="Nigeria")
        report = Report(key="now", text=text, published=date(2019, 3, 13))
        best = nearby(stated, question(stated, report.published), report, [ASKED], {ASKED: told})
        assert (best is not None) is joins


STAMPEDE = "A stampede at the Obo temple of Kasibugga in Srikakulam district killed nine pilgrims."


@pytest.mark.parametrize(
    ("words", "number", "joins"),
    [
        (STAMPEDE, 11.0, True),
        (STAMPEDE, 30.0, False),  # of another order
        ("A stampede at a temple in Srikakulam district killed nine pilgrims.", 11.0, False),
    ],
)
def test_two_towns_are_one_place_where_a_sentence_names_both(words: str, number: float, joins: bool) -> None:
    there = replace(ASKED, place="Srikakulam")
    told = [Said(fact=toll(9.0, place="Srikakulam"), report="before", published=date(2019, 3, 12), told=words)]
    text = "Eleven pilgrims died in the stampede at the temple of Kasibugga."
    stated = toll(number, place="Kasibugga", sentence=Span(0, len(text)))
    report = Report(key="now", text=text, published=date(2019, 3, 13))
    best = nearby(stated, question(stated, report.published), report, [there], {there: told})
    assert (best is not None) is joins


@pytest.mark.parametrize(
    ("number", "text", "joins"),
    [
        (40.0, "A suicide bomber killed 40 in a market of Kano.", True),
        (41.0, "A suicide bomber killed 41 in a market of Kano.", False),
        (40.0, "A suicide bomber and floods killed 40 in Kano.", False),
    ],
)
def test_a_telling_number_of_one_day_is_one_toll_of_two_places(number: float, text: str, joins: bool) -> None:
    there = replace(ASKED, place="Katsina")
    words = "A suicide bomber struck a market."
    told = [Said(fact=toll(place="Katsina"), report="before", published=date(2019, 3, 12), told=words)]
    stated = toll(number, sentence=Span(0, len(text)))
    report = Report(key="now", text=text, published=date(2019, 3, 13))
    best = nearby(stated, question(stated, report.published), report, [there], {there: told})
    assert (best is not None) is joins


def test_a_province_and_the_town_that_it_is_called_after_are_one_place() -> None:
    assert found(toll(41.0, place="Kano province", period=None), toll(), text="In the province 41 died.")
    assert not found(toll(41.0, place="Katsina province", period=None), toll(), text="In the province 41 died.")


@pytest.mark.parametrize(
    ("count", "place", "by", "joins"),
    [
        (46.0, "Nigeria", ("Amina Bello", "Amina Bello"), False),
        (46.0, "Nigeria", ("Amina Bello", "the governor"), True),
        (46.0, "Nigeria", (None, "the governor"), False),
        (38.0, "Nigeria", (None, "the governor"), True),
        (36.0, "Hilltop mosque", (None, None), False),
        (36.0, "Hilltop mosque", ("Amina Bello", "the governor"), True),
    ],
)
def test_of_two_numbers_the_one_of_a_place_within_is_a_part_unless_two_claim_them(
    count: float, place: str, by: tuple[str | None, str | None], joins: bool
) -> None:
    text = f"Attacks killed 40 in Kano, Nigeria. They killed {count:g} in {place}."
    credited = [per(name) if name else () for name in by]
    later = Span(text.index("They"), len(text))
    stated = toll(count, place=place, period=None, attribution=credited[0], sentence=later)
    beside = [toll(attribution=credited[1]), toll(6.0, place="Jos", attribution=credited[1])]
    told = [Said(fact=toll(), report="before", published=date(2019, 3, 12), told=text)]
    report = Report(key="now", text=text, published=date(2019, 3, 13))
    asked = question(stated, report.published)
    assert (nearby(stated, asked, report, [ASKED], {ASKED: told}, beside[:1]) is not None) is joins
    if count > 40:
        assert nearby(stated, asked, report, [ASKED], {ASKED: told}, beside) is None  # it is the sum of both


def test_of_two_places_that_may_be_meant_it_is_the_one_of_which_the_very_number_is_on_record() -> None:
    text = "Attackers struck a market in Kano and Jos, Nigeria, where 41 died."
    known = {ASKED: 40.0, replace(ASKED, place="Jos"): 41.0}
    told = {
        asked: [Said(fact=toll(count, place=asked.place), report="before", published=date(2019, 3, 12), told=text)]
        for asked, count in known.items()
    }
    report = Report(key="now", text=text, published=date(2019, 3, 13))
    stated, vague = toll(41.0, place=None), toll(42.0, place=None)
    best = nearby(stated, question(stated, report.published), report, list(known), told)
    assert best is not None
    assert best.question.place == "Jos"
    assert nearby(vague, question(vague, report.published), report, list(known), told) is None


@pytest.mark.parametrize(("event", "place"), [("footbridge that fell", "Nigeria"), ("floods", "Kano")])
def test_the_very_number_tells_a_town_from_its_country_unless_each_town_has_its_own(event: str, place: str) -> None:
    text = f"The {event} at the river market killed 41 in Kano, Nigeria."
    known = {ASKED: 40.0, replace(ASKED, place="Nigeria"): 41.0}
    told = {
        asked: [Said(fact=toll(count, place=asked.place), report="before", published=date(2019, 3, 12), told=text)]
        for asked, count in known.items()
    }
    report = Report(key="now", text=text, published=date(2019, 3, 13))
    stated = toll(41.0, period=None)
    best = nearby(stated, question(stated, report.published), report, list(known), told)
    assert best is not None
    assert best.question.place == place


def test_what_is_far_from_the_reports_own_number_on_record_is_told_of_another_place() -> None:
    text = "A gunman killed 16 in the town of Hilltop, Nigeria. He killed 12 at the Lakeside bar."
    stated = toll(12.0, place="Lakeside bar", sentence=Span(text.index("He"), len(text)))
    beside = toll(16.0, place="Hilltop", period=None, sentence=Span(0, text.index("He") - 1))
    there = replace(ASKED, place="Nigeria")
    told = [Said(fact=toll(16.0, place="Nigeria"), report="before", published=date(2019, 3, 12), told=text)]
    report = Report(key="now", text=text, published=date(2019, 3, 12))
    asked = question(stated, report.published)
    assert nearby(stated, asked, report, [there], {there: told}) is not None
    assert nearby(stated, asked, report, [there], {there: told}, [beside]) is None


def test_a_number_for_each_of_several_places_is_of_its_own_place() -> None:
    text = "Attacks killed 38 in Kano and 46 in Hilltop, Nigeria."
    stated, beside = toll(46.0, place="Hilltop", period=None), toll(38.0, period=None)
    report = Report(key="now", text=text, published=date(2019, 3, 13))
    told = [Said(fact=toll(), report="before", published=date(2019, 3, 12), told=text)]
    asked, there = question(stated, report.published), replace(ASKED, place="Nigeria")
    assert nearby(stated, asked, report, [there], {there: told}) is not None
    assert nearby(stated, asked, report, [there], {there: told}, [beside]) is None


def test_no_toll_falls_to_less_than_half_of_what_was_said_on_an_earlier_day() -> None:
    for count, published, joins in ((19.0, 13, False), (21.0, 13, True), (19.0, 12, True)):
        stated = toll(count, period=None)
        report = Report(key="now", text=TEXT, published=date(2019, 3, published))
        told = [Said(fact=toll(), report="before", published=date(2019, 3, 12), told=TEXT)]
        best = nearby(stated, question(stated, report.published), report, [ASKED], {ASKED: told})
        assert (best is not None) is joins


def test_a_district_may_be_told_of_by_its_town() -> None:
    there = replace(ASKED, place="Lamjung district")
    assert possible(replace(ASKED, place="Lamjung"), there, date(2019, 3, 13))
    assert not possible(replace(ASKED, place="Kathmandu"), replace(ASKED, place="Kano"), date(2019, 3, 13))


def test_a_toll_told_on_and_on_is_the_same_without_its_beginning() -> None:
    since = replace(ASKED, anchor_start=date(2018, 10, 1), anchor_end=None)
    for published, joins in ((date(2019, 3, 10), True), (date(2019, 2, 1), False)):
        told = [Said(fact=toll(), report="before", published=published, told=TEXT)]
        stated = toll(44.0, period=None)
        report = Report(key="now", text=TEXT, published=date(2019, 3, 13))
        best = nearby(stated, question(stated, report.published), report, [since], {since: told})
        assert (best is not None) is joins


def test_who_gives_no_day_means_the_event_told_of_last() -> None:
    older, newer = (replace(ASKED, anchor_start=day, anchor_end=day) for day in (date(2019, 3, 2), date(2019, 3, 12)))
    told = {
        asked: [Said(fact=toll(number), report=f"{day}", published=day, told=TEXT)]
        for asked, number, day in ((older, 7.0, date(2019, 3, 3)), (newer, 5.0, date(2019, 3, 12)))
    }
    stated = toll(7.0, period=None)
    report = Report(key="now", text="The toll in Kano rose to seven.", published=date(2019, 3, 13))
    best = nearby(stated, question(stated, report.published), report, told, told)
    assert best is not None
    assert best.question == newer


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("central Peru", "Peru", True),
        ("Peru", "northern Peru", True),
        ("northern Peru", "southern Peru", False),
        ("Saada", "Saada province", True),
        ("Lima", "Peru", False),
    ],
)
def test_a_part_of_a_place_is_told_of_by_the_place(one: str, other: str, same: bool) -> None:
    assert of_one_name(one, other) is same


def test_what_was_not_counted_bears_no_number_out() -> None:
    assert borne_out(toll(40.0), [toll(1.0, implicit=True)]) == IMPLAUSIBLE
