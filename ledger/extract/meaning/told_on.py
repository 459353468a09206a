"""A figure that goes on from the one before it, where the words between leave no doubt: "In 2010, it had 71", "The dead comprise".

As with ``said_outright`` this is final, and the judge is not asked.
"""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import Setting
from ledger.model import Fact

_HEDGED = r"(?:(?:{hedge}|another|a\sfurther)\s+)*"
_IT_WAS = lexicon.pattern(
    r"(?:(?:In|At|On|By|A|Last|That|The|One|Two|Three|Four|Five|Ten)\s[^.;,]{0,40},?\s(?:it|the\sfigure|the\srate|the\snumber|the\stotal)|That\sfigure|The\sfigure)"
    rf"\s(?:was|had\sbeen|had|stood\sat|were)\s{_HEDGED}(?:[A-Z]{{0,3}}[$€£])?$"
)
# Up to a part of the dead, in a row of such parts with no verb among them.
_DEAD_ARE = lexicon.pattern(
    r"^(?:[A-Z]?[\w’']+\ssaid\s)?(?:The\s(?:dead|deceased|slain|fatalities)|Those\s(?:killed|who\sdied)|the\sdead),?\s{are made up of}\s"
    r"(?:(?!(?:were|was|while|who|after|when|has|have|had|said|but|as|whose|which|is|are)\b)[\w’'-]+,?\s)*$"
)
_OF_MORE = re.compile(r"\s(?:[\w’'-]+\s){1,3}?(?:were|was|are|have|had)\b")
_MOVED_ON = lexicon.pattern(
    r"(?:\s(?:more|others?|of\s(?:them|these|those|whom)))?(?:,\s(?:who|one|two|all)\s[^.;,]{1,50},)?\s(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:later\s)?{moved on}\sto\s(?P<where>[^.;,]{1,80})"
)
_CARE = lexicon.pattern(r"\b{care room}\b", re.IGNORECASE)
_EACH_THERE = re.compile(r"\s(?:each\s)?(?:in|at|from)\s[A-Z]")  # "and one each in Lida and Obora"
_AND_THERE = lexicon.pattern(rf"\s(?:in|at|from)\s[^.;:\d]{{1,40}}(?:,|,?\sand)\s{_HEDGED}")
_HURT = frozenset(("wounded", "hospitalized", "infected"))
_ALL_BUT = lexicon.pattern(rf"\b[Aa]ll\sbut\s{_HEDGED}$")
_BACK = lexicon.pattern(r"\b{power is back}\b[^.;]{0,40}$", re.IGNORECASE)
_DIED = lexicon.pattern(r"(?:\s(?!(?:and|but)\b)[\w’'-]+){0,6}?\s(?:(?:have|had|were)\s)?{lost their lives}\b")
_SAVED = lexicon.pattern(
    r"(?:\s[\w’'-]+){0,3}?\s(?:(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s)?(?:(?P<missing>{got out alive})|(?P<hospitalized>{sent home}))\b"
)


def told_on(mention: Mention, setting: Setting) -> str | None:
    """The measure of a figure that says the one before anew, or goes on from it in so many words; None for most."""
    if setting.recalled is not None:
        return setting.recalled.measure  # "That number"
    previous = setting.previous
    if mention.conversion and previous is not None:
        return previous.measure
    if previous is not None and _is_next_place(mention, setting, previous):
        return previous.measure
    lead = setting.text[max(setting.sentence.start, mention.span.start - 120) : mention.span.start]
    if (same := _same_then(mention, setting, lead)) is not None:
        return same.measure
    if "person" not in mention.classes and not mention.elided and not _ALL_BUT.search(lead):
        return None
    return _all_but(mention, setting, lead) or _of_people(mention, setting, lead)


def _is_next_place(mention: Mention, setting: Setting, previous: Fact) -> bool:
    """E.g. "three died in Jamui, two in Banka and one each in Nawada and Lida" (FACTS.md 5.9)."""
    if not mention.elided or previous.sentence.end < mention.span.end or previous.measure == "other":
        return False
    named = _EACH_THERE.match(setting.text, mention.span.end)
    return named is not None and _AND_THERE.fullmatch(setting.text, previous.span.end, mention.span.start) is not None


def _same_then(mention: Mention, setting: Setting, lead: str) -> Fact | None:
    """E.g. "has 54 inspectors. In 2010, it had 71", "reached 16.8%. In Lida it was 23%": the figure of which this is an earlier value."""
    if not setting.told or len(lead) >= 120 or not _IT_WAS.fullmatch(lead):
        return None
    alike = (fact for fact in reversed(setting.told) if mention.elided or fact.unit == mention.unit)
    return next((fact for fact in alike if fact.measure != "other"), None)


def _all_but(mention: Mention, setting: Setting, lead: str) -> str | None:
    """E.g. "All but two swam ashore", "power is back in all but 88 homes": of whom what is told of the rest is not true."""
    if not _ALL_BUT.search(lead):
        return None
    if _DIED.match(setting.text, mention.span.end):
        return "rescued"  # "All but three of the 45 aboard died"
    saved = _SAVED.match(setting.text, mention.span.end)
    return saved.lastgroup if saved is not None else "affected" if _BACK.search(lead) else None


def _of_people(mention: Mention, setting: Setting, lead: str) -> str | None:
    text, end = setting.text, mention.span.end
    if _DEAD_ARE.match(lead) and len(lead) < 120 and not _OF_MORE.match(text, end):
        return "killed"  # "The dead comprise four women, three men and two children"
    moved = _MOVED_ON.match(text, end)
    if moved is None:
        return None
    if _CARE.search(moved["where"]):
        return "hospitalized"
    before = [fact for fact in (setting.previous, *setting.told) if fact is not None and fact.measure in _HURT]
    treated = before and _CARE.search(text, before[0].sentence.start, mention.span.start)
    return "hospitalized" if treated and moved["where"][0].isupper() else None  # "and four were referred to Lida"
