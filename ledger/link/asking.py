"""What each fact of a report asks, read beside the others: a part of a toll asks for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from ledger.link.aspects import told_group
from ledger.link.names import of_crowd
from ledger.link.parts import included, parts_among
from ledger.link.questions import question
from ledger.link.roles import is_previous
from ledger.link.together import together
from ledger.link.tolls import (
    BESIDES,
    HEAD,
    country_shaken,
    counts_who_did_it,
    is_epidemic,
    is_identified,
    is_of_another_event,
    is_of_long_before,
    is_of_years,
    is_part_of_toll,
    is_running,
    is_toll,
    may_be_part,
    number,
    own_question,
)
from ledger.model import Fact, Question, Report, Span

__all__ = ["asked_by"]

_LATELY = timedelta(days=7)  # a toll of some days, told so long after them, may stand for now
_SAID_OF = 80  # characters after a number that say what became of those it counts
_AFTER = 24  # characters after a number that tell of what it is a part


def asked_by(
    facts: Mapping[str, Fact], report: Report, on_record: Callable[[Fact, Question], Sequence[Fact]]
) -> dict[str, Question]:
    """The question of each fact, by id. ``on_record`` gives what others said on a question: asked only for parts."""
    asked = {identity: question(fact, report.published) for identity, fact in facts.items()}
    numbers = defaultdict[Span, list[Span]](list)  # by their sentence
    for span, sentence in sorted({(fact.span, fact.sentence) for fact in facts.values()}):
        numbers[sentence].append(span)
    for identity, one in asked.items():
        fact = facts[identity]
        asked[identity] = replace(one, group=told_group(fact, one.group, report.text, numbers[fact.sentence]))
    tolls = {identity: fact for identity, fact in facts.items() if is_toll(fact)}
    together_told = defaultdict[tuple[Span, str], dict[str, Fact]](dict)  # of one measure in one sentence
    there = defaultdict[tuple[str, str | None], list[Fact]](list)
    measured = defaultdict[str, list[Fact]](list)
    for identity, fact in tolls.items():
        together_told[fact.sentence, fact.measure][identity] = fact
        there[fact.measure, fact.place].append(fact)
        measured[fact.measure].append(fact)
    for few in together_told.values():
        asked |= dict(_of_one_step(few, asked, report.text))
    outbreak = is_epidemic(report.text[:HEAD])
    beside = defaultdict[Question, list[Fact]](list)
    for identity, fact in tolls.items():
        few = together_told[fact.sentence, fact.measure]
        words = report.text[slice(*fact.sentence)]
        wider = together(fact, report.text, few.values()) or country_shaken(words, fact.place)
        asked[identity] = replace(asked[identity], place=wider or fact.place)
        if outbreak and asked[identity].anchor_start == report.published:
            asked[identity] = replace(asked[identity], anchor_start=None, anchor_end=None)
        asked[identity] = _rolling(asked[identity], text=words, report=report)
        beside[_of_all(asked[identity])].append(fact)
    parts = {
        part.span for told in beside.values() for part in parts_among(told, measured[told[0].measure], report.text)
    }
    parts |= {
        part.span
        for few in together_told.values()
        for part in (included(list(few.values()), report.text) if len(few) > 1 else ())
    }
    named = {
        fact.span for told in measured.values() for fact in told if len(told) > 1 and _is_named(fact, told, report.text)
    }
    for identity, fact in tolls.items():
        if fact.span in parts | named and of_crowd(asked[identity].group) is None:
            asked[identity] = replace(asked[identity], group=f"{BESIDES}: {fact.surface.casefold()}")
            continue
        of_one_time, of_one_place = beside[_of_all(asked[identity])], there[fact.measure, fact.place]
        asked[identity] = _narrowed(fact, asked[identity], report.text, of_one_time, of_one_place, on_record)
    return asked


def _is_named(fact: Fact, told: Sequence[Fact], text: str) -> bool:
    """Whether a number is of those dead who are known by name, beside a larger one of all: "29 were identified"."""
    larger = any(number(one) > number(fact) and not one.vague for one in told)
    (start, end), sentence = fact.span, fact.sentence
    named = is_identified(text[sentence.start : start], text[end : min(sentence.end, end + _SAID_OF)])
    return fact.measure == "killed" and larger and not fact.vague and named


def _of_one_step(few: Mapping[str, Fact], asked: Mapping[str, Question], text: str) -> Iterator[tuple[str, Question]]:
    """The question of a number that its sentence gives with the one before: both are of the day that one of them has.

    "Revised to 12 from 15 on Monday."
    """
    for before, was in few.items() if len(few) > 1 else ():
        for now in few if is_previous(was, few.values(), text) else ():
            if now != before:
                day = asked[before] if asked[before].anchor_start else asked[now]
                yield now, replace(asked[now], anchor_start=day.anchor_start, anchor_end=day.anchor_end)


def _rolling(asked: Question, *, text: str, report: Report) -> Question:
    """The question of a toll as it stands: one that is told the day after "rose to 72 by Thursday" rolls on as well.

    What surpassed "the 61 dead of the storm of 2009" stands for itself.
    """
    start, end, told = asked.anchor_start, asked.anchor_end, report.published
    stands = start is not None and end is not None and told is not None and start < end <= told <= end + _LATELY
    return replace(asked, anchor_end=None) if stands and is_running(text) and not is_of_years(text) else asked


def _of_all(asked: Question) -> Question:
    """What the tolls of one event in a report have in common: some run on from its day."""
    return replace(asked, group=of_crowd(asked.group), anchor_end=None)


def _narrowed(
    fact: Fact,
    asked: Question,
    text: str,
    beside: Sequence[Fact],
    there: Sequence[Fact],
    on_record: Callable[[Fact, Question], Sequence[Fact]],
) -> Question:
    end = fact.span.end
    if counts_who_did_it(fact, text[slice(*fact.sentence)], end - fact.sentence.start):
        return replace(asked, group=f"{BESIDES}: with the attacker")
    if _is_of_another_event(fact, text, there):
        return replace(asked, group=f"{BESIDES}: another event, {fact.surface.casefold()}")
    after, before = text[end : end + _AFTER], text[fact.sentence.start : fact.span.start]
    if fact.vague or may_be_part(fact) or is_part_of_toll(after, before):
        return own_question(fact, asked, beside, on_record(fact, asked), after, before)
    return asked


def _is_of_another_event(fact: Fact, text: str, beside: Sequence[Fact]) -> bool:
    """Whether a sentence sets its number apart from that of the report's event: "a separate strike wounded 14"."""

    def set_apart(one: Fact) -> bool:
        return is_of_another_event(text[one.sentence.start : one.span.start])

    if is_of_long_before(text[fact.sentence.start : fact.span.start]):
        return True
    told = (one for one in beside if one.sentence != fact.sentence and number(one) != number(fact))
    return set_apart(fact) and any(not set_apart(one) for one in told)
