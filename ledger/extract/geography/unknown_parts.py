"""Lists of places of which no list has some: "in Lida, Xo and Obora", "in Lida, Xo and Ya in Obora province"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.lexicon.gazetteer import Place

_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
_BETWEEN = re.compile(rf",\s(?:{_NAME},\s)?{_NAME},?\sand\s(?:the\s)?")
_AFTER = lexicon.pattern(rf"(?:,\s{_NAME}){{0,3}},?\sand\s{_NAME}(?:\s{{placewords/class}})?\s(?:in|of)\s(?:the\s)?")


def goes_on(between: str, place: Place) -> str:
    """How ``place`` goes on a site over the unknown names ``between``: as one more of its "list", or as the "wider" that holds it."""
    if " and " not in between:
        return ""
    if _BETWEEN.fullmatch(between):
        return "list"
    return "wider" if place.kind in ("region", "country") and _AFTER.fullmatch(between) else ""
