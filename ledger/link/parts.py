"""Numbers of one report that are parts of another of its numbers: seven at one site and eight at the other, of 18."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ledger import lexicon
from ledger.lexicon.gazetteer import holds
from ledger.link.names import DIFFERENT, places_alike
from ledger.link.tolls import TELLING, is_running, number
from ledger.model import Fact, Span

__all__ = ["included", "parts_among"]

_MOST = 4  # so many parts at most add up to a whole
_WITHIN = 100  # characters from a whole to what it includes
_NEARLY_ALL = 0.95  # of a whole; what it grew by adds up to it as well


def parts_among(asking: Sequence[Fact], tolls: Sequence[Fact], text: str) -> list[Fact]:
    """The figures among ``asking``, of one question, that are parts of a whole among all ``tolls`` of the measure.

    Two numbers that one voice gives in one sentence are no rivals where a larger one leaves room for both of them; nor
    are numbers that follow each other in a paragraph and add up to it. Rivals and steps of a toll lie close together.
    """
    if len(asking) < 2:
        return []
    exact = sorted((one for one in asking if not (one.vague or one.implicit)), key=lambda one: one.span)
    wholes = [one for one in tolls if not (one.vague or one.implicit) and _may_hold(one, exact)]
    return [*_of_one_sentence(exact, wholes, text), *_adding_up(exact, wholes, text)]


def included(told: Sequence[Fact], text: str) -> list[Fact]:
    """Those of the figures of one sentence that it says a larger one includes: "548 deaths, including 483 among …"."""
    exact = sorted((one for one in told if not (one.vague or one.implicit)), key=lambda one: one.span)
    found = list[Fact]()
    for place, part in enumerate(exact):
        whole = next((one for one in reversed(exact[:place]) if number(one) > number(part)), None)
        between = text[whole.span.end : part.span.start] if whole else ""
        if len(between) < _WITHIN and _INCLUDING.search(between):
            found.append(part)
    return found


_INCLUDING = lexicon.pattern(r"^[^;]*\b{steps/part}\b[^;]*$", re.IGNORECASE)


def _may_hold(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether the places of a whole and of its parts may be one, or one in the other."""
    one = whole.place
    return all(
        places_alike(one, part.place) != DIFFERENT
        or holds(one or "", part.place or "")
        or holds(part.place or "", one or "")
        for part in parts
    )


def _of_one_sentence(exact: Sequence[Fact], wholes: Sequence[Fact], text: str) -> Iterator[Fact]:
    together = defaultdict[tuple[Span, str | None], list[Fact]](list)
    for one in exact:
        together[one.sentence, one.claimant].append(one)
    largest = max((number(one) for one in wholes), default=0.0)
    for (sentence, _), told in together.items():
        some = [one for one in told if number(one) < largest]  # "of the 574 injured, 506 …"
        numbers = [number(one) for one in some]
        several = len(set(numbers)) > 1 and not is_running(text[slice(*sentence)])
        if several and largest >= max(TELLING, sum(numbers)):
            yield from some


def _adding_up(exact: Sequence[Fact], wholes: Sequence[Fact], text: str) -> Iterator[Fact]:
    sums = {number(one) for one in wholes if number(one) >= TELLING}
    for first in range(len(exact)):
        for last in range(first + 2, min(first + _MOST, len(exact)) + 1):
            told = exact[first:last]
            if "\n" in text[told[0].span.end : told[-1].span.start]:
                break
            whole = sum(map(number, told))
            if whole in sums and max(map(number, told)) <= _NEARLY_ALL * whole:
                yield from told
