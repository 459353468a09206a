"""Whose figures a sentence says that the list under it gives: "Here is the storm in numbers, as reported by the county."."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.lines.bullets import item_at
from ledger.extract.speakers.signatures import source_line
from ledger.extract.speakers.speech import Heard, is_speaker
from ledger.lexicon.sought import Sought
from ledger.model import Span

_LEADS = Sought(r"\b(?:{leads to a list}|{over figures})\b", re.IGNORECASE)
# "…, according to the board as of 9 a.m.", "… provided by the sheriff's office.", "The numbers below come from the Red Cross:"
_CREDITED = lexicon.pattern(
    r"\b(?P<cue>{stems from}|(?:{issuing}|{given out})\sby)"
    r"\s(?P<who>[^.;:,\d“”\"\n]{2,60}?)(?:,?\s(?:as\s(?:of|at)|on|at|so\sfar|in\s(?:a|its|their)|and\s(?:is|are)|unless|except)\b[^;:“”\"\n]{0,50})?[.:]?$"
)
# "Data from the Lida board shows the following:"
_SHOWN = lexicon.pattern(
    r"(?:The\s)?(?:[A-Za-z]+\s){0,2}?(?P<cue>[A-Za-z]+)\s(?:from|of|by|(?:{issuing})\sby)\s(?P<who>[^.;:,\d“”\"\n]{2,60}?)\s(?:shows?|showed|gives?|gave|has|have|had|lists?|listed|paints?)\s"
)
_LONGEST = 240
_ROW = re.compile(r"\s*\n\s*[^\s\n][^\n]{0,110}[^\s.!?”\"][ \t]*(?:\n|$)")


def leads_to_list(text: str, span: Span) -> bool:
    """Whether a sentence says that figures follow, and rows, bullets or a heading do."""
    if span.end - span.start > _LONGEST or _LEADS.search(text, *span) is None:
        return False
    item = item_at(text, span.end)
    return (item is not None and "\n" in text[slice(*item)]) or _ROW.match(text, span.end) is not None


def announced_by(text: str, span: Span) -> Heard | None:
    """Whom a sentence that leads to a list credits with it; None for most."""
    if not leads_to_list(text, span):
        return None
    match = _SHOWN.match(text, *span) or _CREDITED.search(text, *span)
    if match is None or not is_speaker(match["who"].split()):
        return None
    return Heard(phrase=match["who"], at=match.start("who"), cue=match["cue"], context=match["who"])


def source_over(text: str, span: Span) -> Heard | None:
    """Whom a line over a list names as its source: "Source: Lida Relief Office" over "Dead: 7", under no other list."""
    source = source_line(text[slice(*span)], span.start)
    if source is None:
        return None
    over = text[text.rfind("\n", 0, max(0, span.start - 1)) + 1 : span.start]
    return None if any(map(str.isdigit, over)) or _ROW.match(text, span.end) is None else source
