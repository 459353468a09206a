"""The toll of a headline and the first of the text below it, which say one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ledger.link.names import DIFFERENT, places_alike
from ledger.link.together import holds_any, members
from ledger.link.tolls import is_toll, number
from ledger.model import Fact, Question

__all__ = ["one_question", "told_twice"]


def told_twice(facts: Mapping[str, Fact], text: str) -> Iterator[tuple[str, str]]:
    """(fact of the first line, first fact below it) of one measure, where both give one number or the headline none.

    "Six killed in Tulsa" over "… killed six shoppers and employees", "Dozens feared dead in Peru" over "… at least 15
    people dead in its north".
    """
    below = text.find("\n", len(text) - len(text.lstrip()))
    by_measure = defaultdict[str, list[str]](list)
    for identity, fact in sorted(facts.items(), key=lambda item: item[1].span):
        if is_toll(fact) and not fact.implicit:
            by_measure[fact.measure].append(identity)
    for told in by_measure.values():
        head = [one for one in told if facts[one].span.start < below]
        lead = next((one for one in told[len(head) :]), None)
        if len(head) == 1 and lead is not None and _says_one_thing(facts[head[0]], facts[lead]):
            yield head[0], lead


def _says_one_thing(head: Fact, lead: Fact) -> bool:
    if lead.vague:
        return False
    return _may_be_one_place(head, lead) if head.vague else number(head) == number(lead)


def _may_be_one_place(head: Fact, lead: Fact) -> bool:
    one, other = head.place, lead.place
    if places_alike(one, other) != DIFFERENT or one is None or other is None:
        return True
    return holds_any(one, other) or holds_any(other, one)


def one_question(head: Question, lead: Question, title: str, *, wide: bool) -> Question:
    """What both ask: of everybody where one does, on the day that one gives, and where both are.

    Of two places of which one holds the other it is the narrower one, for a ``wide`` event the other; of two others
    the one that the ``title`` names, else that of the text below.
    """
    group = lead.group if head.group == lead.group else None
    one, other = head.place, lead.place
    if one is None or other is None:
        place = one or other
    elif len(members(one)) != len(members(other)):
        place = max(one, other, key=lambda each: len(members(each)))
    elif holds_any(one, other) or holds_any(other, one):
        place = one if holds_any(one, other) == wide else other
    else:
        place = other if other in title or one not in title else one
    dated = lead if lead.anchor_start is not None else head
    return replace(lead, group=group, place=place, anchor_start=dated.anchor_start, anchor_end=dated.anchor_end)
