"""The facts of one reading, placed together: what a report says elsewhere helps to tell what a figure answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledger.link.asking import asked_by
from ledger.link.leads import one_question, told_twice
from ledger.link.lists import OnRecord, before_additions, going_on, is_of_a_list, renamed
from ledger.link.nearby import closeness, nearby, possible, possible_beside
from ledger.link.placing import kindred, place
from ledger.link.tolls import (
    BORNE_OUT,
    IMPLAUSIBLE,
    TELLING,
    Said,
    are_two_counts,
    borne_out,
    counted,
    is_small_part,
    is_toll,
    is_wide,
    locates_event,
    may_be_part,
    number,
    own_question,
)
from ledger.model import Basis, Fact, Placement, Question, Report, Series

__all__ = ["Known", "OnRecord", "Rest", "place_reading"]

_LOOKED_UP = 200  # series whose numbers are looked up for one toll

Known = Callable[[Fact], Sequence[Series]]  # the known series that a fact could continue


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What a reading tells besides the facts that are placed: its other facts, what totals were before additions."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    before: Mapping[str, float] = field(default_factory=dict)


def place_reading(
    facts: Mapping[str, Fact],
    report: Report,
    known: Known,
    on_record: OnRecord,
    carried: Mapping[str, Placement],
    rest: Rest | None = None,
) -> dict[str, Placement]:
    """Each fact of one reading in its series, by fact id, in the order given; ``carried`` ones are placed already.

    First what continues a known series by its own words. Then what would begin one: the item of a list by what was
    added to its last value (``lists``), each toll among the questions that may mean the same event (``nearby``).
    Numbers on record are looked up only for these. ``rest`` is given where the facts are not all of the reading.
    """
    desk = _Desk(facts, report, known, on_record, rest or Rest(before=before_additions(facts)))
    waiting = []
    for identity, fact in facts.items():
        if identity in carried:
            desk.keep(identity, carried[identity])
            continue
        placement = desk.placed(fact, desk.asked[identity])
        if (placement.new and fact.basis is Basis.TOTAL) or (is_toll(fact) and desk.may_be_elsewhere(fact, placement)):
            waiting.append(identity)
        else:
            desk.keep(identity, placement)
    for identity in sorted(waiting, key=desk.leads.__contains__):  # what a headline says is told again below it
        if (lead := desk.leads.get(identity)) in desk.found:
            desk.asked[identity] = desk.found[lead].series.question
        desk.keep(identity, desk.going_on(identity) or desk.near(facts[identity], desk.asked[identity]))
    desk.keep_together(waiting)
    _say_once(desk.found, facts)
    return {identity: desk.found[identity] for identity in facts}


class _Desk:
    """What is known while one reading is placed: the ledger's series, and those that the reading itself begins."""

    def __init__(
        self,
        facts: Mapping[str, Fact],
        report: Report,
        known: Known,
        on_record: OnRecord,
        rest: Rest,
    ) -> None:
        self.before = rest.before  # what the totals of a list were, by fact id
        self.found = dict[str, Placement]()
        self._facts = {**facts, **rest.facts}
        self._report, self._known, self._on_record = report, known, on_record
        self._begun = dict[str, Series]()
        self._record = dict[str, Sequence[Said]]()
        self._surely = defaultdict[Question, set[Question]](set)  # asked → where such a number is on record
        self._series = dict[tuple[str, str, str], Sequence[Series]]()
        self.asked = asked_by(self._facts, report, self._said_on)
        self.leads = dict(told_twice(self._facts, report.text))
        for head, lead in self.leads.items():
            self._ask_once(head, lead)

    def _ask_once(self, head: str, lead: str) -> None:
        """A toll of the headline and the first below it say one thing: they answer one question."""
        if self._facts[head].vague:
            self.asked[head] = self.asked[lead]
            return
        title = self._report.text[slice(*self._facts[head].sentence)]
        wide = is_wide(self._report.text[: self._facts[lead].sentence.end])
        known = None if wide else self._known_question(lead) or self._known_question(head)
        asked = known or one_question(self.asked[head], self.asked[lead], title, wide=wide)
        self.asked |= {head: asked, lead: asked}

    def _known_question(self, identity: str) -> Question | None:
        """The question that a toll answers by its own words, where that is known."""
        fact = self._facts[identity]
        asked = self.placed(fact, self.asked[identity]).series.question
        return asked if any(rival.question == asked for rival in self._rivals(fact)) else None

    def _said_on(self, fact: Fact, asked: Question) -> list[Fact]:
        """What is on record for a question that a fact may answer in part."""
        ids = [one.id for one in self._rivals(fact) if one.question == asked]
        return [said.fact for listed in self._looked_up(ids).values() for said in listed]

    def _rivals(self, fact: Fact) -> Sequence[Series]:
        key = (fact.measure, fact.unit, fact.basis.value)
        if key not in self._series:
            self._series[key] = self._known(fact)
        begun = (one for one in self._begun.values() if one.basis is fact.basis)
        return (*self._series[key], *begun)

    def placed(self, fact: Fact, asked: Question) -> Placement:
        """The fact by its own words; a toll of other days not where it would be a small part of what is on record."""
        known = self._rivals(fact)
        while True:
            found = self._placed(fact, asked, known)
            question = found.series.question
            if question.anchor_start == asked.anchor_start or not self._falls_short(fact, question):
                return found
            known = [one for one in known if one.question != question]

    def _placed(self, fact: Fact, asked: Question, known: Sequence[Series]) -> Placement:
        report = self._report
        return place(
            fact, outlet=report.outlet, report_key=report.key, published=report.published, known=known, asked=asked
        )

    def _falls_short(self, fact: Fact, asked: Question) -> bool:
        """Whether a toll is far below what others had said before on a question: "21 deaths in the week", of 537.

        Or far from what the same report says on it.
        """
        if not is_toll(fact) or fact.vague or fact.implicit:
            return False
        there = [one for one in self._rivals(fact) if one.question == asked]
        said = [one for listed in self._told(there).values() for one in listed]
        earlier = [one.fact for one in said if str(one.published or "") <= str(self._report.published or "")]
        own = [one.fact for one in said if one.report == self._report.key and counted([one.fact])]
        return is_small_part(fact, earlier) or any(are_two_counts(fact, one) for one in own)

    def going_on(self, identity: str) -> Placement | None:
        """The item of a list in the series of its earlier name, by what the list says was added, or by its new name."""
        fact = self._facts[identity]
        own = self.placed(fact, self.asked[identity])
        listed = is_of_a_list(own, fact, self.found.values())
        if not own.new or not (listed or identity in self.before):
            return None
        taken = {placement.series.id for placement in self.found.values()}
        known = [one for one in self._rivals(fact) if one.id not in taken and kindred(own.series, one)]
        found = None
        if identity in self.before:
            found = going_on(own, self.before[identity], known, self._looked_up([one.id for one in known]))
        return found or (renamed(own, fact, self._report.published, known, self._looked_up) if listed else None)

    def near(self, fact: Fact, asked: Question) -> Placement:
        """The toll by its own words, else among the questions that may mean the same event.

        A day taken over wrongly may lead to a question of that day: where what is said there does not bear the number
        out at all, a question near by on which that very number stands goes first.
        """
        own = self.placed(fact, asked)
        known = self._rivals(fact)
        there = [one for one in known if one.question == own.series.question]
        if not is_toll(fact) or not self.may_be_elsewhere(fact, own):
            return own
        agrees = bool(there) and self._agrees(fact, there)
        if agrees and not self._is_new_number(fact, there):
            return self._by_known_voice(fact, own)
        rivals = [
            one
            for one in known
            if one.question.measure == fact.measure
            and one.status is own.series.status
            and (
                possible(own.series.question, one.question, self._report.published)
                or possible_beside(own.series.question, one.question, self._report.published)
            )
        ]
        rivals.sort(key=lambda one: closeness(own.series.question, one.question, self._report.published))
        told = self._told(rivals[:_LOOKED_UP])
        better = nearby(fact, own.series.question, self._report, told, told, self._beside(fact))
        surely = better is not None and (better.same_number or better.of_event)
        if agrees and not surely:
            return self._by_known_voice(fact, own)
        if better is None or (there and not surely and not self._outgrows(fact, there)):
            return own
        apart = self._part_of(fact, better.question, told[better.question])
        if apart is not None:
            return self.placed(fact, replace(own.series.question, group=apart))
        moved = self.placed(fact, better.question)
        if moved.series.question != better.question:
            return own
        if better.same_number and number(fact) >= TELLING:
            self._surely[asked].add(better.question)
        reasons = (*better.reasons, *moved.reasons)
        return replace(moved, score=min(better.score, moved.score), reasons=reasons)

    def may_be_elsewhere(self, fact: Fact, own: Placement) -> bool:
        """Whether a toll would begin a series, or continues that of a place which is only where its event was."""
        sentence = self._report.text[slice(*fact.sentence)]
        return own.new or (locates_event(sentence, fact.place) and own.series.question.place == fact.place)

    def _part_of(self, fact: Fact, asked: Question, said: Sequence[Said]) -> str | None:
        """The group of a part ("four bodies"), where the question that it comes near to is that of the whole."""
        if asked.group is not None or not (fact.vague or may_be_part(fact)):
            return None
        own = [one.fact for one in said if one.report == self._report.key]
        narrow = own_question(fact, asked, own, [one.fact for one in said])
        return narrow.group

    def _beside(self, fact: Fact) -> list[Fact]:
        """The report's other tolls of the measure."""
        return [one for one in self._facts.values() if one is not fact and is_toll(one) and one.measure == fact.measure]

    def keep_together(self, waiting: Sequence[str]) -> None:
        """What a report asks in one way is one question: a number on record takes the others along that it bears out.

        "Sixty people have died, more than the 58 that civil defence gives": the sixty answer what the 58 do.
        """
        for asked, questions in self._surely.items():
            if len(questions) > 1:
                continue
            (into,) = questions
            begun = [one for one in waiting if self.asked[one] == asked and self.found[one].series.question != into]
            for identity in begun:
                fact = self._facts[identity]
                there = [one for one in self._rivals(fact) if one.question == into]
                said = [one.fact for listed in self._told(there).values() for one in listed]
                if borne_out(fact, said) > IMPLAUSIBLE:
                    reasons = ("the report gives a number on record for the same",)
                    self.keep(identity, replace(self.placed(fact, into), reasons=reasons))

    def _agrees(self, fact: Fact, series: Sequence[Series]) -> bool:
        """Whether what these say is of the order of the fact's number, or the number tells too little."""
        said = [one.fact for listed in self._told(series).values() for one in listed]
        return fact.vague or number(fact) < TELLING or not said or borne_out(fact, said) > IMPLAUSIBLE

    def _by_known_voice(self, fact: Fact, own: Placement) -> Placement:
        """The place of a fact with what is on record on its question: who answered it before may be named otherwise."""
        known = self.placed(fact, own.series.question)
        return own if known.new else known

    def _is_new_number(self, fact: Fact, series: Sequence[Series]) -> bool:
        """Whether it is a telling number, and these have neither it nor one that leaves room for it."""
        said = [one.fact for listed in self._told(series).values() for one in listed]
        telling = not fact.vague and number(fact) >= TELLING and bool(said)
        return telling and borne_out(fact, said) < BORNE_OUT

    def _outgrows(self, fact: Fact, series: Sequence[Series]) -> bool:
        """Whether the number is above all on record for these: of a town, where the report is of its country."""
        said = [one.fact for listed in self._told(series).values() for one in listed]
        return number(fact) > max(counted(said), default=float("inf"))

    def _told(self, series: Sequence[Series]) -> dict[Question, list[Said]]:
        """What was said on each question, in other reports and in this one so far."""
        told = defaultdict[Question, list[Said]](list)
        asked = {one.id: one.question for one in series}
        for identity, listed in self._looked_up(list(asked)).items():
            told[asked[identity]] += listed
        for identity, placement in self.found.items():
            if placement.series.question in asked.values():
                told[placement.series.question].append(Said.of(self._facts[identity], self._report))
        return told

    def _looked_up(self, series: Sequence[str]) -> dict[str, Sequence[Said]]:
        """What is on record for these series; each is asked for once."""
        new = [one for one in series if one not in self._record]
        found = self._on_record(new) if new else {}
        self._record |= {one: found.get(one, ()) for one in new}
        return {one: self._record[one] for one in series}

    def keep(self, identity: str, placement: Placement) -> None:
        """Takes a placement."""
        self.found[identity] = placement
        if placement.new:
            self._begun[placement.series.id] = placement.series  # new: not among the known ones


def _say_once(found: dict[str, Placement], facts: Mapping[str, Fact]) -> None:
    """A figure with nobody credited is its claimant's where the report credits the same number to one claimant.

    "Death toll rises to 85" over "… rose to 85, the mayor announced": one statement, said twice.
    """
    credited = defaultdict[tuple[object, ...], dict[str, Placement]](dict)
    for identity, fact in facts.items():
        if fact.claimant is not None:
            credited[_statement(fact, found[identity])][found[identity].series.id] = found[identity]
    for identity, fact in facts.items():
        said = credited.get(_statement(fact, found[identity]), {})
        if fact.claimant is None and len(said) == 1:
            (by,) = said.values()
            reasons = (f"the report credits the same number to {by.series.claimant}",)
            found[identity] = Placement(series=by.series, score=found[identity].score, reasons=reasons, new=False)


def _statement(fact: Fact, placement: Placement) -> tuple[object, ...]:
    """What is said: "rises to 85" and "at least 85" are one number."""
    asked = placement.series
    return asked.question, asked.basis, asked.status, fact.direction, fact.vague, number(fact)
