"""Whose homes are gone: "the fire gutted the homes of 300 people", "the homes of 40 families were swept away"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention

_OF = lexicon.pattern(
    r"\b(?P<ruin>\w+)?\s?(?:the\s|their\s)?{home of}\s+of\s+(?:{hedge}\s+)*(?:an?\s)?$", re.IGNORECASE
)
_LOST = lexicon.pattern(r"{ruined}|{ruining}", re.IGNORECASE)
_HARMED = lexicon.pattern(r"damag(?:ed|es?|ing)|flood(?:ed|s|ing)?|submerged|inundated", re.IGNORECASE)
_AFTER = lexicon.pattern(
    r"[^.;:,\d]{0,60}?\s(?:were|was|have\sbeen|had\sbeen|has\sbeen|are)\s(?:[a-z]+ly\s)?(?P<ruin>{ruined})\b",
    re.IGNORECASE,
)


def of_homes(text: str, mention: Mention) -> str | None:
    """What the loss of their homes makes of people: displaced, by damage affected; a search or sale of homes nothing."""
    if text[: mention.span.start].rfind(" of ", max(0, mention.span.start - 24)) < 0:
        return None  # as mostly: a cheap question first
    told = _OF.search(text, max(0, mention.span.start - 70), mention.span.start)
    if told is None:
        return None
    after = _AFTER.match(text, mention.span.end)
    ruin = (after["ruin"] if after else told["ruin"]) or ""
    if _HARMED.fullmatch(ruin):
        return "affected"
    return "displaced" if _LOST.fullmatch(ruin) else "other"
