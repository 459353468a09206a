"""A paragraph that opens with a quotation goes on to tell of the place of the one before it."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.extract.geography.places import Place, capital_country, contains, look_up
from ledger.extract.lines.sentences import Sentence


def block_before_quotation(text: str, sentences: Sequence[Sentence], index: int) -> int:
    """The paragraph before that of sentence ``index``, where this one opens with a quotation; else -1.

    "Water came into the mill at Obora. // “We lost 40 sacks,” the miller said."
    """
    first = index
    while first and sentences[first - 1].block == sentences[index].block:
        first -= 1
    if first == 0 or text[sentences[first].span.start] not in '“"‘':
        return -1
    return sentences[first - 1].block


def may_be_spoken_of(name: str, story: Place | None) -> bool:
    """Whether who is quoted may speak of a place at which he is: of no country, no seat of one, and nothing around the story's place."""
    place = look_up(name)
    if place is None:
        return True
    wide = place.kind in ("country", "continent") or capital_country(place.name) is not None
    return not wide and not (story is not None and contains(place, story))
