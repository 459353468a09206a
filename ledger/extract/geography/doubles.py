"""Names of two words of which a list has the first: "Obora Lido village" is one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.lexicon.gazetteer import place_words
from ledger.model import Span

if TYPE_CHECKING:
    from ledger.extract.geography.places import PlaceMention


def joined(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places, with a town's name and the unknown village right after it as one."""
    found: list[PlaceMention] = []
    wholes: dict[str, PlaceMention] = {}
    for mention in mentions:
        before = found[-1] if found else None
        if before is None or not _is_rest(before, mention):
            found.append(mention)
            continue
        name = f"{before.surface} {mention.surface}"
        place = replace(mention.place, name=f"{before.surface} {mention.place.name}")
        found[-1] = replace(mention, span=Span(before.span.start, mention.span.end), place=place, surface=name)
        wholes[before.surface] = found[-1]
    return [_whole(text, one, wholes[one.surface]) if one.surface in wholes else one for one in found]


def _whole(text: str, mention: PlaceMention, whole: PlaceMention) -> PlaceMention:
    """The whole name where the text names it again without its class: "a man of Obora Lido said"."""
    name = whole.surface.rsplit(" ", 1)[0]
    if not text.startswith(name, mention.span.start):
        return mention
    return replace(whole, span=Span(mention.span.start, mention.span.start + len(name)), surface=name)


def _is_rest(before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether a name ends one space before an unknown name with a village's class."""
    if before.place.kind != "city" or not mention.place.learned or mention.span.start != before.span.end + 1:
        return False
    return mention.place.name.rsplit(" ", 1)[-1].lower() in place_words("smallest division")
