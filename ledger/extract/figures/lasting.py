"""Spells of time that are themselves what is reported: how long something lasted, and how soon it was done."""

from __future__ import annotations

import re

from ledger import lexicon

# "the strike lasted nine hours before …", "they waited for more than ten hours before a boat came",
# "may have to wait up to nine days before …", "the line was down for 41 hours after a leak", "the flames were put out in three hours"
_LASTS = lexicon.pattern(
    r"\b(?:(?:lasted|lasts|lasting|(?:to|will|would|could|may|might|can|should)\s+last)\s+(?:\w+\s+){0,3}|{stayed}\s(?:[a-z]+\s){0,4}?for\s(?:{hedge}\s)*|for\sa\stotal\sof\s|{serves a term}\s(?:{hedge}\s)*|{waits so long}\s(?:for\s|as\slong\sas\s|up\sto\s)?(?:{hedge}\s)*|{put out of use}\sfor\s(?:{hedge}\s)*|{brought to an end}\s(?:in|within|after)\s(?:{hedge}\s)*)$",
    re.IGNORECASE,
)
# "the hall burnt down in under ten minutes"; "she is due home in less than two weeks"
_SOON = lexicon.pattern(r"\b(?:in|within)\s{so short a time}\s$", re.IGNORECASE)
_SHORT = re.compile(r"\s(?:seconds?|minutes?|hours?)\b")


def lasts(before: str, after: str) -> bool:
    """Whether the characters on each side of a number show that it tells how long something lasted."""
    return _LASTS.search(before) is not None or (_SHORT.match(after) is not None and _SOON.search(before) is not None)
