"""The dead who are told of by where they died or lived: "14 of those deaths happened in care homes, three on wards"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED

_OF_DEAD = lexicon.pattern(
    r"\sof\s(?:(?:those|the\s(?:people|persons|residents|patients|inmates|passengers))\s"
    r"(?:who\s(?:(?:have|has|had)\s)?{passed on}|(?:who\swere\s)?killed)|the\s(?:dead|deceased))\b"
)
_HAPPENED = lexicon.pattern(
    r"\b(?:{deaths counted}\s(?:(?:have|has|had)\s)?{came about}|{passed on})\s(?:(?:at|in|on|inside|outside)\s|at\b)"
)
_OF_THESE = re.compile(r"(?:“|\")?Of\s(?:these|those|them)\b,?\s")
_PLACE = r"\s(?:at|in|on|inside|outside)\s[\w’'-]++(?:\s[\w’'-]++){0,5}?\s?"
_NEXT = re.compile(rf"(?:\sof\s[a-z]+\s[a-z]+|\s[a-z]+){{0,6}}?{_PLACE}\s?(?:,|,?\sand|;)\s{HEDGED}$")
_THERE = re.compile(
    r"\s(?:at|in|on|inside|outside|elsewhere)\b(?!\s(?:critical|serious|stable|intensive|addition)\b)(?!\s[^.;:,\d]{0,60}?\b(?:was|were|are|is|have|has|had)\b)"
)
_WERE_THERE = lexicon.pattern(
    r"\s(?:(?:(?:was|were|had\sbeen)|{made their home}|{came about}|{passed on})\s)?(?:at|in|on|from)\s(?!(?:critical|serious|stable|intensive)\b)"
)


def of_deaths(mention: Mention, setting: Setting, lead: str) -> str | None:
    """``killed`` where the words around a number count deaths by their place, or the dead by where they lived; None for most."""
    text, end = setting.text, mention.span.end
    if text.startswith(" of ", end) and _OF_DEAD.match(text, end):
        return "killed"  # "19 of those who died lived in care homes"
    last = setting.previous
    if not mention.elided or last is None or last.measure != "killed":
        return None
    start = setting.sentence.start
    if last.span.start < start:
        return "killed" if _OF_THESE.match(text, start) and _WERE_THERE.match(text, end) else None
    between = text[last.span.end : mention.span.start]
    parted = (_OF_DEAD.search(text, start, mention.span.start) or _OF_THESE.match(text, start)) is not None
    if parted and _WERE_THERE.match(text, end):
        return "killed"  # "…, six lived at home"
    listed = _THERE.match(text, end) is not None and _NEXT.match(between) is not None
    return "killed" if listed and _HAPPENED.search(text, start, mention.span.start) else None


_TOTAL_TO = lexicon.pattern(
    rf"\b(?:{{bringing}}|{{lifted}})\s(?:[^.;]{{0,120}}\s)?(?:(?P<killed>{{deaths counted}})|(?P<infected>{{case noun}}|caseload))\b"
    rf"(?!\s(?:of|from|in)\b)[^.;:,\d]{{0,30}}?\sto\s{HEDGED}$"
)
_OF_SICK = frozenset(("killed", "infected", "hospitalized"))


def of_total(mention: Mention, setting: Setting, lead: str) -> str | None:
    """Which total of an outbreak a number without a noun is: "which pushed the total cases to 12,440 and the fatalities until now to 305"."""
    last = setting.previous
    if not mention.elided or last is None or last.measure not in _OF_SICK:
        return None
    if "to " not in lead[-30:]:
        return None
    total = _TOTAL_TO.search(setting.text, setting.sentence.start, mention.span.start)
    return total.lastgroup if total is not None else None
