"""What police, courts, captors and wards do, said right beside a number: ransom, bail, charges, acquittals, discharge."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.disease import are_other_cases
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import DIMENSIONS, Setting
from ledger.extract.numbers.comparators import HEDGED

_WORD = r"(?!(?:and|or|but|while|as|when|after|who|whose|were|was|are|is|have|has|had|that|which)\b)[\w’'-]+"
_NOUN = rf"(?:\s{_WORD}){{0,9}}?(?:,\s(?-i:[A-Z])[\w’'-]*,)?(?:\swho\s[^.;]{{1,60}}?)?"
_BEEN = r"\s(?:was|were|(?:has|have|had)\s(?:since\s|already\s|now\s)?been)\s(?:\w+ly\s|later\s|since\s|also\s)?"

_FOR_FREEDOM = lexicon.pattern(
    r"(?:\s(?:each|(?:(?:as|in)\s)?ransom))?\s(?:for|before)\s(?:the\s|their\s|his\s|her\s|its\s)?"
    r"{setting free}(?!\s(?:on|of)\s(?:the|its|a)\s{put out})\b"
)
_CAPTIVITY = lexicon.pattern(r"\b{captivity told}", re.IGNORECASE)
_ASKING = lexicon.pattern(rf"\b{{asking of}}\s(?:a\sransom\sof\s|a\ssum\sof\s)?{HEDGED}$", re.IGNORECASE)
_BOND = lexicon.pattern(rf"\b{{held or freed on}}\s(?:a\s)?{HEDGED}$", re.IGNORECASE)
_BAIL_AFTER = lexicon.pattern(r"\s{bail or bond}\b")
_IN_CASH = lexicon.pattern(r"\sin\s(?:\w+\s){0,2}?{ready money}\b")
_SEIZED = lexicon.pattern(r"\b{found by police}\b[^.;]{0,80}$", re.IGNORECASE)
_TOLD_TO_PAY = lexicon.pattern(rf"\b{{told to}}\s[^.;\d]{{0,30}}?{{pay back}}\s(?:back\s)?{HEDGED}$", re.IGNORECASE)
_AMENDS = lexicon.pattern(r"\s(?:in|as)\s(?:\w+\s)?{amends}\b")
_THEFTS = lexicon.pattern(rf"\b{{crimes of money}}\s{{amounting to}}\s(?:a\stotal\sof\s)?{HEDGED}$", re.IGNORECASE)
_GONE = re.compile(r"\s(?:(?:is|was|were|had\sgone|went|goes)\s)missing\b")
_IN_DAMAGE = re.compile(r"\s(?:worth\sof|in|of)\s(?:[\w-]+\s){0,2}?damage\b")
_ACCUSED = lexicon.pattern(
    rf"\b{{accusations}}\s(?:[\w’'-]+\s){{0,6}}?against\s(?:the\s)?(?:\d[\d,]*\s[\w-]+\sand\s)?{HEDGED}$",
    re.IGNORECASE,
)
_ACQUITS = lexicon.pattern(rf"\b{{acquits}}\s(?:all\s)?(?:of\s)?(?:the\s|its\s)?{HEDGED}$", re.IGNORECASE)
_ACQUITTED = lexicon.pattern(rf"{_NOUN}{_BEEN}{{found blameless}}\b")
_DISCHARGED = lexicon.pattern(rf"{_NOUN}{_BEEN}{{let go home}}\b(?!\s(?:from|by)\s(?:the\s)?{{armed service}})")
_RELEASED = lexicon.pattern(rf"{_NOUN}{_BEEN}{{so freed}}\b")
_TREATED = lexicon.pattern(rf"{_NOUN}{_BEEN}treated\s(?:and\s(?:then\s|later\s)?{{sent home}}\b|{{where it befell}}\b)")
_ADMITTED = lexicon.pattern(
    rf"{_NOUN}(?:{_BEEN}|\s(?:is|are)\s)admitted(?:(?=[,;.]|$|\s(?:with|for|on|late|early)\b)|\s(?:to|in|at)\s(?:[\w’'-]+\s){{0,6}}?{{care room}}\b)"
)
_AS_PUPILS = lexicon.pattern(rf"{_NOUN}{_BEEN}admitted\s(?:to|into)\s(?:[\w’'-]+\s){{0,4}}?{{places of study}}\b")
_UNHARMED = lexicon.pattern(
    rf"(?:\s{_WORD}){{0,6}}?\s(?:was|were|is|are)\snot\s(?:\w+ly\s|otherwise\s)?{{done no harm}}\b"
)
_STILL_HELD = lexicon.pattern(rf"{_NOUN}\s(?:is|are|remain|remained|were|was)\s(?:still\s|now\s)?{{with captors}}\b")
_LEFT = lexicon.pattern(rf"{_NOUN}\s(?:had\s)?(?:already\s)?left\sthe\s{{premises}}\sbefore\b")
_INSIDE = re.compile(rf"{_NOUN}\s(?:was|were)\s(?:still\s)?inside\b")
_SOUGHT = lexicon.pattern(rf"\b{{looking for}}\s(?:the\s)?{HEDGED}$", re.IGNORECASE)
_ABOARD = lexicon.pattern(r"(?:\s{those on board})?\s(?:on\sboard|aboard)\b")
_SOME_OF = re.compile(r"\b(?!all\b)[\w-]+\sof\s(?:the|its|their)\s+$", re.IGNORECASE)
_NO_COUNTS = DIMENSIONS | {"person"}
_IN_CARE = frozenset(("hospitalized", "wounded"))


_IN = lexicon.pattern(rf"\b(?:in|over|from)\s{HEDGED}$", re.IGNORECASE)
_CAUGHT = lexicon.pattern(rf"\b{{caught with}}\s(?:about\s)?{HEDGED}$", re.IGNORECASE)


def found_on(mention: Mention, lead: str) -> str | None:
    """Things that somebody had on him are not arrested with him: "was arrested with 75 pellets of heroin"."""
    return "other" if not mention.elided and not mention.classes & _NO_COUNTS and _CAUGHT.search(lead) else None


def cases_tried(mention: Mention, setting: Setting, lead: str) -> str | None:
    """Cases in which somebody is arrested are no people: "arrested 41 persons in 35 cases"."""
    in_cases = mention.counted.noun in ("case", "cases") and _IN.search(lead) is not None
    return "other" if in_cases and are_other_cases(setting.text) else None


def sum_in_custody(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a sum of money that the words beside it name: "N25m for their freedom", "$50,000 bond"."""
    text, end = setting.text, mention.span.end
    asked = _FOR_FREEDOM.match(text, end) or _ASKING.search(lead)
    if asked and _CAPTIVITY.search(text, *setting.sentence):
        return "other"  # "Gunmen who seized nine farmers asked for N40m for their release"
    if _BAIL_AFTER.match(text, end) and _BOND.search(lead):
        return "other"  # "is being held on $50,000 bond"; but "sold $50 million bonds"
    if _IN_CASH.match(text, end) and _SEIZED.search(lead):
        return "other"  # "found 4 grams of heroin and $1,200 in cash"
    if _GONE.match(text, end) or _THEFTS.search(lead) or _IN_DAMAGE.match(text, end):
        return "damage_cost"  # "£1.2m was missing", "14 charges of fraud totalling £340,000", "another $50,000 in damage to contents"
    return "fine" if _AMENDS.match(text, end) and _TOLD_TO_PAY.search(lead) else None


def people_in_custody(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of people that the words beside their number name: "were discharged", "a case against four"."""
    text, end = setting.text, mention.span.end
    if _ACCUSED.search(lead):
        return "detained"  # "Charges were filed against six policemen"
    if _ACQUITS.search(lead) or _ACQUITTED.match(text, end):
        return "other"  # "The high court acquitted all 12 convicts"
    if _ADMITTED.match(text, end):
        return "hospitalized"  # "Twelve others were admitted with serious injuries"
    if _STILL_HELD.match(text, end):
        return "captured"  # "five others are still with the bandits"
    if _AS_PUPILS.match(text, end) or _UNHARMED.match(text, end) or _INSIDE.match(text, end):
        return "other"  # "Nine were admitted to the university", "Six passengers were not hurt", "Five were inside"
    return _of_leaving(mention, setting, lead)


def _of_leaving(mention: Mention, setting: Setting, lead: str) -> str | None:
    """What those suffer or do who are let go, get away or are yet to be caught."""
    text, end = setting.text, mention.span.end
    if _TREATED.match(text, end):
        return "wounded"  # FACTS.md 5.22: "Three patients were treated and released"
    if _LEFT.match(text, end):
        return "evacuated"  # "About 40 people left the building before firefighters arrived"
    if _DISCHARGED.match(text, end) or (_is_in_care(setting) and _RELEASED.match(text, end)):
        return "other"  # "Five workers admitted to the burns ward were discharged"
    if mention.elided and _is_arrest(setting) and _SOUGHT.search(lead):
        return "other"  # "arrested one suspect and are looking for two more", who are not missed
    # "40 passengers of the 52 on board were injured"; but "all of the 52 aboard"
    return "other" if _ABOARD.match(text, end) and _SOME_OF.search(lead) else None


def _is_arrest(setting: Setting) -> bool:
    return setting.previous is not None and setting.previous.measure == "detained"


def _is_in_care(setting: Setting) -> bool:
    return setting.previous is not None and setting.previous.measure in _IN_CARE
