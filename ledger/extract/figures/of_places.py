"""Numbers that stand before a place and count what was told before: "60 dead (31 Haiti, 22 Cuba)", "Killed: 14 Lida, 3 Obora"."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger.extract.grammar.phrase import Counted
from ledger.extract.numbers.numerals import Numeral
from ledger.lexicon.gazetteer import Place, look_up
from ledger.model import Span

_NAMED = re.compile(
    r"\s(?:the\s)?(?P<name>[A-Z][\w’'.-]*(?:\s(?:[A-Z][\w’'-]*|of|and|the|de|la)){0,3}?)(?P<next>\s?(?:[,;)]|$|\.$|\sand\s\d|\n))"
)
_LONGEST = 48  # characters from the number to the end of the name


def place_after(text: str, number: Span) -> tuple[Place, int] | None:
    """The place that stands right after a number as if it were what is counted, and where its name ends."""
    named = _NAMED.match(text, number.end, number.end + _LONGEST)
    place = (look_up(named["name"]) or look_up(named["name"].rstrip("."))) if named else None
    return (place, named.end("name")) if named and place else None


def without_place(text: str, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """The phrase without the name of a place that is taken for the counted thing."""
    if counted is None or counted.head is None or counted.span is None or not counted.noun:
        return counted
    after = place_after(text, numeral.span)
    if after is None or counted.span.end > after[1]:
        return counted
    return replace(counted, head=None, span=None, noun="")
