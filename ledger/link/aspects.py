"""What is told apart within one measure: houses destroyed and houses damaged, cases confirmed and cases suspected."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from ledger import lexicon
from ledger.model import Fact, Span

__all__ = ["told_group"]

_START, _END = attrgetter("start"), attrgetter("end")
_STATES = lexicon.pattern(r"\b(?:{steps/destroyed}|{steps/damaged})\b")
_GOVERNING = lexicon.pattern(r"\b({steps/destroyed}|{steps/damaged})\s+(?:(?:{hedge}|an?|the)\s+)*$")
_EITHER = lexicon.pattern(
    r"\b(?:{steps/destroyed}|{steps/damaged})\s+(?:or|and)\s+(?:\w+ly\s+)?(?:{steps/destroyed}|{steps/damaged})\b"
)
_SURE = lexicon.pattern(r"\b{how sure}\b")
_CLAUSE = re.compile(r"[.;:,()]|\sand\s(?=of\s)")
_DONE = re.compile(r"\b(?!need|embed)[a-z]{3,}(?:ed|[^e]en)\b|\b(?:fed|given|sent|taken|left|lost|held|cut)\b")


def told_group(fact: Fact, group: str | None, text: str, numbers: Sequence[Span]) -> str | None:
    """The group of those alone of whom a figure of a report is told: destroyed, confirmed, vaccinated; else ``group``.

    "9,800 houses were destroyed and 14,100 damaged" are two counts, and so are "83 cases, 74 of them confirmed". What
    no measure names is told apart by what was done: people vaccinated are not people who recovered. ``numbers`` are the
    figures of its sentence, in order.
    """
    if fact.measure in lexicon.listed("steps", "built"):
        state = _state(*_around(fact, text, numbers))
        return f"{state} {group}" if state and group else state or group
    if fact.measure in lexicon.listed("steps", "diagnosed") and len(numbers) > 1:
        sure = _sureness(fact, _around(fact, text, numbers)[1])
        told = sure is None or (group is not None and sure in group.casefold().split())
        return group if told else f"{sure} {group or 'cases'}"
    bare = not fact.entity or fact.entity.casefold().strip() in lexicon.listed("steps", "counted of")
    if fact.measure == "other" and fact.unit == "person" and bare:
        done = _done(*_around(fact, text, numbers))
        return f"people {done}" if done else group
    return group


def _around(fact: Fact, text: str, numbers: Sequence[Span]) -> tuple[str, str]:
    """The words of the fact's clause before and after its number, up to the next number."""
    earlier, later = bisect_right(numbers, fact.span.start, key=_END), bisect_left(numbers, fact.span.end, key=_START)
    first = max(fact.sentence.start, numbers[earlier - 1].end if earlier else 0)
    last = min(fact.sentence.end, numbers[later].start if later < len(numbers) else fact.sentence.end)
    before = _CLAUSE.split(text[first : fact.span.start])[-1]
    after = _CLAUSE.split(text[fact.span.end : last], maxsplit=1)[0]
    return before.casefold(), after.casefold()


def _state(before: str, after: str) -> str | None:
    """Whether buildings are told to be gone or only harmed; None where they are both, or neither is said."""
    if _EITHER.search(before) or _EITHER.search(after):
        return None  # "damaged or destroyed 63 homes"
    if (verb := _GOVERNING.search(before)) is not None:
        return _named(verb[1])  # "destroying 40 homes"
    told = _STATES.findall(after) or _STATES.findall(before)
    return _named(told[0]) if told else None


def _named(word: str) -> str:
    return "destroyed" if word in lexicon.listed("steps", "destroyed") else "damaged"


def _sureness(fact: Fact, after: str) -> str | None:
    """How sure the cases of a part are; the whole of which it is one is told without."""
    entity = fact.entity.casefold().split()
    found = _SURE.search(after) or _SURE.search(" ".join(entity[:-1]))
    return None if found is None or _SURE.search(after, found.end()) else found[0]


def _done(before: str, after: str) -> str | None:
    """The last participle after the number, else before it: "5,900 people had been vaccinated", "fed 38,000 people"."""
    found = _DONE.findall(after)[:1] or _DONE.findall(before)[-1:]
    return found[0] if found else None
