"""What the words beside a number say of those who come to see a country: "2.1 million tourist arrivals", "arrivals from Japan fell by 6 per cent".

They attend it as visitors attend a museum; those who flee are told of in other words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED

_COMINGS = r"{tourism}\s(?:{tourists}\s)?{comings}"
_QUALIFIED = r"\s(?:(?!(?:and|or|of|in|to|from|who|were|was)\b)[\w-]+\s){0,3}?"
_COUNTED = lexicon.pattern(rf"{_QUALIFIED}{_COMINGS}\b", re.IGNORECASE)
_ARRIVALS = lexicon.pattern(rf"{_QUALIFIED}{{comings}}\b")
_GUESTS = lexicon.pattern(rf"{_QUALIFIED}{{tourists}}\b(?!\s{{tourists stay}})")
_CAME = lexicon.pattern(rf"{_QUALIFIED}{{tourists}}\s(?:[a-z]+\s)?{{visited}}\b")
_RECEIVES = lexicon.pattern(rf"\b{{receives guests}}\s(?:an?\s[a-z]+\s)?(?:of\s)?{HEDGED}$", re.IGNORECASE)
_MOVED = rf"[^.;:%\d]{{0,60}}?\b(?:{{numbers/moves}}|up|down)\s(?:[a-z]+\s)?(?:by\s)?{HEDGED}$"
_MORE_CAME = lexicon.pattern(rf"\b{_COMINGS}\b{_MOVED}", re.IGNORECASE)
_MORE_ARRIVED = lexicon.pattern(rf"\b{{comings}}\b{_MOVED}", re.IGNORECASE)
_CHANGE = r"\s(?:[a-z]+\s)?{labels/change}\s(?:in|of)\s"
_CHANGE_IN = lexicon.pattern(rf"{_CHANGE}(?:[\w-]+\s){{0,2}}?{_COMINGS}\b")
_CHANGE_OF_ARRIVALS = lexicon.pattern(rf"{_CHANGE}(?:[\w-]+\s){{0,2}}?{{comings}}\b")
_THOSE_MOVED = lexicon.pattern(rf"\bthose\sfrom\b{_MOVED}")
_BY_CHANGE = lexicon.pattern(rf",\s(?:an?|the)\s(?:[a-z]+\s)?{{labels/change}}\sof\s{HEDGED}$")
_IS_CHANGE = lexicon.pattern(r"\s(?:[a-z]+\s)?{labels/change}(?=[.,;]|$)")
_BOOKS = lexicon.pattern(r"\b(?:{labels/books}|spending|receipts|prices)\b", re.IGNORECASE)
_ABOUT_TOURISM = lexicon.pattern(r"\b{about tourism}\b", re.IGNORECASE)
_ABOUT_FLIGHT = lexicon.pattern(r"\b{about flight}\b", re.IGNORECASE)
_COMING = lexicon.pattern(r"\b{comings}\b", re.IGNORECASE)
_NEAR = 80  # characters after a number
_MANY = 100  # fewer are people to whom something happened


def of_visitors(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a count of tourists or of their visits; None for most, and for those who are "stranded" or "killed"."""
    text, end = setting.text, mention.span.end
    if (mention.low or mention.high or 0) < _MANY:
        return None
    if _COUNTED.match(text, end) or _CAME.match(text, end) or (_RECEIVES.search(lead) and _GUESTS.match(text, end)):
        return "attendance"
    return "attendance" if _ARRIVALS.match(text, end) and _is_of_tourism(text) else None


def of_visits(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a percentage by which so many more tourists came; None for most."""
    text, end = setting.text, mention.span.end
    goes_on = bool(setting.earlier) and setting.earlier[-1].measure == "attendance"
    if goes_on and (_BY_CHANGE.search(lead) or _IS_CHANGE.match(text, end) or _THOSE_MOVED.search(lead)):
        return "attendance"  # "handled 3.4 million cruise passengers, an increase of 7 per cent"
    if not (_COMING.search(lead) or _COMING.search(text, end, end + _NEAR)):
        return None
    if _CHANGE_IN.match(text, end):
        return "attendance"  # "a 7 percent rise in tourist arrivals"
    of_tourism = _is_of_tourism(text)
    moved = _MORE_CAME.search(lead) or (of_tourism and _MORE_ARRIVED.search(lead))
    if moved and not _BOOKS.search(moved[0]):
        return "attendance"  # "tourist arrivals in May rose 14 percent"
    return "attendance" if of_tourism and _CHANGE_OF_ARRIVALS.match(text, end) else None


@lru_cache(maxsize=64)
def _is_of_tourism(text: str) -> bool:
    """Whether a report's bare "arrivals" are those of tourists: nobody flees in it."""
    return _ABOUT_TOURISM.search(text) is not None and _ABOUT_FLIGHT.search(text) is None
