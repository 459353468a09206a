"""What part a fact plays for its series: its value, a correction, the same said again, or what was said before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from ledger import lexicon
from ledger.model import Basis, Comparator, Fact, Placement, Role, Span

__all__ = ["is_previous", "roles"]

_WINDOW = 48  # characters before or after a number in which words of an earlier figure are sought


def roles(facts: Mapping[str, Fact], placements: Mapping[str, Placement], text: str) -> dict[str, Role]:
    """The role of each fact of one reading, by id. ``text`` is the report's.

    "Rose to 46 from 41": 41 is what was said before, no step of this report. Headline, body and a conversion in
    brackets say one figure several times: the most specific statement leads, the first of equals; the others repeat.
    """
    found = dict[str, Role]()
    by_series = defaultdict[str, list[str]](list)
    beside = defaultdict[Span, list[Fact]](list)
    for fact in facts.values():
        beside[fact.sentence].append(fact)
    for identity, fact in facts.items():
        if is_previous(fact, beside[fact.sentence], text):
            found[identity] = Role.PREVIOUS
        else:
            by_series[placements[identity].series.id].append(identity)
    for stated in by_series.values():
        lead = max(stated, key=lambda identity: _weight(facts[identity]))
        for identity in stated:
            found[identity] = Role.REPETITION
        corrects = _words("correction").search(text, *facts[lead].sentence) is not None
        found[lead] = Role.CORRECTION if corrects else Role.VALUE
    return found


def _weight(fact: Fact) -> tuple[bool, bool, bool, bool, int]:
    """A number before a vague word, a credited one, an exact one before a bound, a dated one; then the earlier one.

    "Floods kill 23" over "at least 23 people were killed, police say": it is the police's number that counts.
    """
    exact = fact.comparator is Comparator.EQUAL
    return not fact.vague, bool(fact.attribution), exact, fact.period is not None, -fact.span.start


def is_previous(fact: Fact, beside: Iterable[Fact], text: str) -> bool:
    """Whether words beside the number give it to an earlier report, and its sentence has the newer number too."""
    newer = any(
        other.sentence == fact.sentence
        and other.span != fact.span
        and (other.measure, other.unit) == (fact.measure, fact.unit)
        and (other.low, other.high) != (fact.low, fact.high)
        for other in beside
    )
    if not newer or fact.basis in (Basis.CHANGE, Basis.INCREMENT):
        return False
    start, end = fact.span
    before = text[max(fact.sentence.start, start - _WINDOW) : start]
    after = text[end : min(fact.sentence.end, end + _WINDOW)]
    return _BEFORE.search(before) is not None or _after().match(after) is not None


@cache
def _words(kind: str) -> re.Pattern[str]:
    return lexicon.pattern(rf"\b{{steps/{kind}}}\b", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    """The words after the number, with no other number between."""
    return re.compile(rf"[^\d.;]*?{_words('after previous').pattern}", re.IGNORECASE)


# The words right before the number; a comparator or an article may stand between
_BEFORE = lexicon.pattern(r"\b{steps/previous}\b(?:\s+(?:{hedge}|the|an?|of)){0,3}[\s$€£(]*$", re.IGNORECASE)
