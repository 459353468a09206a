"""The field of a form that says where: "LOCATION", and on the next line "Obora, Lida District, Chad"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ledger.extract.geography.places import Place, look_up
from ledger.extract.geography.sites import Site
from ledger.extract.lines.sentences import Sentence

_FIELD = re.compile(r"^(?i:location)s?(?::?[ \t]*\n\s*|:[ \t]+)(\S[^\n]*)", re.MULTILINE)
_NAME = re.compile(r"[A-Z][^\W\d_]*(?:[ ’'-]+[^\W\d_]+)*")
_LONGEST = 4  # words of a place in a form


def located(text: str, sentences: Sequence[Sentence], sites: Sequence[Site]) -> Mapping[int, Place]:
    """The place of each block that comes after such a field, up to the next."""
    fields = [(match.start(), place) for match in _FIELD.finditer(text) if (place := _place(match, sites))]
    found: dict[int, Place] = {}
    for sentence in sentences if fields else ():
        before = [place for start, place in fields if start < sentence.span.start]
        if before:
            found.setdefault(sentence.block, before[-1])
    return found


def _place(field: re.Match[str], sites: Sequence[Site]) -> Place | None:
    """The narrowest place of a field, which comes first; what no list has is a town where a place that one has holds it."""
    start, end = field.span(1)
    inside = [site for site in sites if start <= site.span.start < end]
    for part in field[1].split(","):
        name = part.strip()
        if not _NAME.fullmatch(name) or len(name.split()) > _LONGEST:
            continue
        if known := look_up(name):
            return known
        at = start + field[1].find(name)
        named = next((site.place for site in inside if site.span.start == at), None)
        return named or (Place(name=name, kind="city", country=None, learned=True) if inside else None)
    return None
