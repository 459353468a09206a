"""Whom a heading of a list names in brackets at its end: "Rainfall to 9am (Met Office):", "Displaced people by region (source: IOM)"."""

from __future__ import annotations

import re

from ledger.extract.speakers.actors import can_speak
from ledger.extract.speakers.names import known_body
from ledger.extract.speakers.speech import Heard
from ledger.model import Span

_BRACKET = re.compile(
    r"\((?P<cue>[Ss]ources?:?\s|via\s|data:\s)?(?P<who>[A-Z][^()\d;:,\n]{1,60}?)(?:,\s[^()\n]{1,40})?\)\s?:?$"
)
_LONGEST, _REACH = 160, 110


def source_in_heading(text: str, span: Span) -> Heard | None:
    """Who is named in the bracket that closes a heading; None for most, and for places and kinds."""
    if text[span.end - 1] not in "):" or span.end - span.start > _LONGEST:
        return None
    match = _BRACKET.search(text, max(span.start, span.end - _REACH), span.end)
    if match is None:
        return None
    who = match["who"].strip()
    if not match["cue"] and known_body(who) is None and not can_speak(who.split()[-1].lower()):
        return None
    return Heard(phrase=who, at=match.start("who"), cue=(match["cue"] or "(").strip(), context=who)
