"""What the words beside a number say outright of passengers, tickets, films and homes begun: "disruption for 80,000 passengers", "needs $50 million to break even"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED

_NOUN = r"\s(?:[\w-]+\s){0,2}?"
_USERS = lexicon.pattern(_NOUN + r"{users served}\b")
_DAILY = lexicon.pattern(r"\s(?:daily|nightly|weekly)\s{users served}\b")
_RIDERSHIP = lexicon.pattern(rf"\b{{ridership}}\b[^.;\d]{{0,40}}\s{HEDGED}$", re.IGNORECASE)
_DISRUPTED = lexicon.pattern(
    rf"\b(?:{{disrupts}}\s|{{disruption}}\s(?:for|to)\s)(?:the\stravel\splans\sof\s)?{HEDGED}$", re.IGNORECASE
)
_FOR_STAFF = lexicon.pattern(rf"\brepresent(?:s|ing|ed)?\s{HEDGED}$", re.IGNORECASE)
_STAFF = lexicon.pattern(_NOUN + r"{staff represented}\b")
_HOMES = lexicon.pattern(_NOUN + r"{homes supplied}\b")
_POWERS = lexicon.pattern(rf"\b{{powers}}\s{HEDGED}$")
_SUPPLIES = lexicon.pattern(rf"\b{{supplies}}\s{HEDGED}$")
_WITH_POWER = lexicon.pattern(r"[^.;\d]{0,40}?\swith\s(?:[a-z]+\s){0,2}?{energy}\b")
_POWER_FOR = lexicon.pattern(
    rf"\b{{energy}}\s(?:(?:to|for)\s|to\s(?:{{supplies}}|meet\sthe\sneeds\sof)\s)(?:the\sneeds\sof\s)?{HEDGED}$"
)
_PLANT = lexicon.pattern(r"\b{power plants}\b", re.IGNORECASE)
_CUT_OFF = lexicon.pattern(r"\b{cut off from power}\b", re.IGNORECASE)
_UNION = lexicon.pattern(r"\b{paid for work}\b", re.IGNORECASE)
_LIVED_IN = lexicon.pattern(rf"\b{{inhabited}}\s(?:that\s)?(?:{{houses people}})\s{HEDGED}$", re.IGNORECASE)
_FOLK = lexicon.pattern(_NOUN + r"{people counted}\b")
_STARTS = lexicon.pattern(r"\b{homes begun}\b", re.IGNORECASE)
_CHARGES = lexicon.pattern(
    rf"(?<!-)\b(?:(?<!time )(?<!one-off )(?<!ment )(?<!ing )charg(?:e|es|ed|ing)\s(?:(?!of\b|at\b|from\b|between\b|worth\b|by\b|in\b)[a-z]+\s){{0,2}}?|{{sold singly}}\s(?:[^.;\d]{{0,30}}\s)?cost(?:s|ing)?\s(?:between\s)?){HEDGED}$",
    re.IGNORECASE,
)
_TO_BREAK_EVEN = lexicon.pattern(r"(?:\s[a-z]+){0,2}?\sto\s{breaks even}\b")
_OPENS = lexicon.pattern(rf"\b{{film opens}}\s(?:[a-z]+\s){{0,5}}?(?:to|with|at)\s{HEDGED}$")
_FILM = lexicon.pattern(r"\b{films}\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\sin\s(?:its|the)\s(?:[a-z]+\s)?(?:weekend|frame)\b")
_TO_PRICE = re.compile(r"\sto\s[^\s\d]{0,4}\s?\d[\d.,]*\s?(?:[a-z]+\s)?(?:per|an?)\s[a-z]")


def of_served(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of people who are carried, represented or housed; None for most."""
    text, end = setting.text, mention.span.end
    if _USERS.match(text, end) and _DISRUPTED.search(lead):
        return "affected"  # "will affect some 40,000 travellers"
    if _DAILY.match(text, end) or _RIDERSHIP.search(lead):
        return "other"  # "will benefit 85,000 daily riders", "ridership exceeded 420,000"
    if _FOR_STAFF.search(lead) and _STAFF.match(text, end) and _UNION.search(text, *setting.sentence):
        return "employed"  # "Representing 14,000 dock workers, the union …"
    # "areas hosting a million people"
    return "population" if _LIVED_IN.search(lead) and _FOLK.match(text, end) else None


def of_supplied(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of homes that a plant has power for, which are no homes without power; None for most."""
    text, end = setting.text, mention.span.end
    if _HOMES.match(text, end) is None:
        return None
    powers = _POWERS.search(lead) or (_SUPPLIES.search(lead) and _WITH_POWER.match(text, end))
    if not (powers or _POWER_FOR.search(lead)) or _CUT_OFF.search(text, *setting.sentence):
        return None  # "restored power to 80,000 homes"
    return "other" if _PLANT.search(text, *setting.sentence) else None  # "the dam has power for 2 million homes"


def of_takings(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a sum that is charged for a thing, or that a film takes in; None for most."""
    if _CHARGES.search(lead):
        return "price"  # "entry will cost 25 euros", "the park charges foreigners $80 a day"
    if _TO_BREAK_EVEN.match(setting.text, mention.span.end):
        return "revenue"  # "needs to reach about $50 million to turn a profit"
    opened = _OPENS.search(lead) and _is_of_film(setting)
    return "revenue" if opened else None  # "the drama debuted in fourth place with $6.4 million"


def of_moved(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a percentage by which tariffs, takings or homes begun moved; None for most."""
    if _WEEKEND.match(setting.text, mention.span.end) and _is_of_film(setting):
        return "revenue"  # "the sequel fell 58 percent in its second weekend"
    if _TO_PRICE.match(setting.text, mention.span.end):
        return "price"  # "raised tariffs by 15 percent to 0.24 euros per kilowatt-hour"
    return "other" if are_begun(lead) else None


def are_begun(lead: str) -> bool:
    """Whether homes are told of that are begun, and none that are wrecked: "housing starts fell to 1.24 million units"."""
    return _STARTS.search(lead) is not None


def _is_of_film(setting: Setting) -> bool:
    return _FILM.search(setting.text, *setting.sentence) is not None or _FILM.search(setting.title or "") is not None
