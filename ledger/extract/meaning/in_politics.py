"""What campaigns, chambers, offices and crowds have to do with a figure, said right beside it: money raised, votes, seats, marchers.

As with ``said_outright``, of whose patterns these are a part, this is final.
"""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.polls import polled_or_counted
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED
from ledger.extract.numbers.polled import is_share

_WORD = r"(?!(?:and|or|but|while|as|when|after|who|whom|whose|were|was|are|is|have|has|had|that|which)\b)[\w’'-]+"
_NOUN = rf"(?:\s{_WORD}){{0,7}}?"

_CAMPAIGN = lexicon.pattern(r"\b{campaign told}\b", re.IGNORECASE)
_IN_HAND = lexicon.pattern(r"\s(?:still\s|left\s)?{money in hand}\b")
_RAISED = lexicon.pattern(
    rf"\b{{raises for a campaign}}\s(?:in\s|a\stotal\sof\s|as\smuch\sas\s)?{HEDGED}$", re.IGNORECASE
)


def sum_in_politics(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a sum that a campaign raises or has left; None for most."""
    text, end = setting.text, mention.span.end
    kept = _IN_HAND.match(text, end)
    if not (kept or _RAISED.search(lead)):
        return None
    if not (_CAMPAIGN.search(text, *setting.sentence) or _CAMPAIGN.search(setting.title)):
        return None
    return "other" if kept else "revenue"  # "ending the month with $4.1 million in the bank", "brought in $60 million"


_FIRED = lexicon.pattern(rf"\b{{puts out of office}}\s{HEDGED}$", re.IGNORECASE)
_WHO_STRUCK = lexicon.pattern(rf"{_NOUN}\swho\s[^.;]{{0,40}}?\b{{protest or strike}}\b")
_LOST_OFFICE = lexicon.pattern(rf"{_NOUN}\s{{office counted}}\s(?:have\s|had\s)?(?:lost|lose)\stheir\s{{posts held}}\b")
_DEFECTED = lexicon.pattern(rf"{_NOUN}\s(?:have\s|had\s|has\s)?{{changes sides}}\b")
_NEEDED = re.compile(r"\s(?:that\s(?:is|are)\s|votes\s)?(?:needed|required)\b")
_VOTED = re.compile(r"\bvot(?:e|ed|es|ing)\b", re.IGNORECASE)
_FOR_OR_AGAINST = re.compile(r"\s(?:for|in\sfavou?r|against|yes|no)\b(?!\s\d)")
_TURNOUT = lexicon.pattern(
    rf"\bturnout\s(?:(?:was|at|as|to|of|reached|topped|had|been|be)\s)*(?:between\s|from\s)?{HEDGED}$"
)
_CROWDS = lexicon.pattern(r"\b{crowds told}\b[^.;:]{0,60}:\s$")
_PROTEST = lexicon.pattern(r"\b{protest or strike}\b")  # but "March 4"
_TOLD = 1200  # characters back to the march of which crowds are told


def people_in_politics(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of office-holders, votes and crowds that the words beside their number name; None for most."""
    text, end = setting.text, mention.span.end
    if mention.elided:
        return _of_votes(mention, setting, lead) or _of_crowd(setting, lead)
    if _FIRED.search(lead) and _WHO_STRUCK.match(text, end):
        return "dismissed"  # "fired 130 teachers who had joined the strike"
    if _LOST_OFFICE.match(text, end) and not lead.endswith((" of the ", " of its ")):
        return "dismissed"  # "nine of the ministers lost their jobs"
    if _DEFECTED.match(text, end):
        return "other"  # "forty lawmakers defected to the opposition"
    return _of_crowd(setting, lead)


def _of_votes(mention: Mention, setting: Setting, lead: str) -> str | None:
    text, end = setting.text, mention.span.end
    if lead.endswith(" the ") and setting.earlier and _NEEDED.match(text, end):
        return setting.earlier[-1].measure  # "93 delegates short of the 1,237 needed"
    # "voted 178 for and 92 against"
    return "votes" if _FOR_OR_AGAINST.match(text, end) and _VOTED.search(lead) else None


def _of_crowd(setting: Setting, lead: str) -> str | None:
    """E.g. "put the turnout at 60,000" of a march, "show large crowds: 22,000 people in Lida, 17,000 in Obora"."""
    if not (_TURNOUT.search(lead) or _CROWDS.search(lead)):
        return None
    start = setting.sentence.start
    marched = any(fact.measure == "protesters" for fact in (*setting.told, *setting.earlier))
    return "protesters" if marched or _PROTEST.search(setting.text, max(0, start - _TOLD), start + 1) else None


_ON_STRIKE = lexicon.pattern(
    r"\sof\s[^.;%]{1,80}?\s(?:(?:is|are|were|was|went|go|have|has|had)\s(?:\w+\s)?)?{out on strike}\b"
)
_PUTS_AT = lexicon.pattern(
    rf"\b{{puts figures}}\s(?:the\s|those\s|these\s){{numbers told}}\sat\s(?:[\d.]+\s?(?:%|percent|per\scent)\sand\s)?{HEDGED}$"
)
_STANDING = lexicon.pattern(r"\b{standing in polls}\b[^.;:]{0,80}$", re.IGNORECASE)
_PREFERRED = lexicon.pattern(r"\b{two rivals preferred}\b", re.IGNORECASE)


def percent_in_politics(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a percentage of strikers, or of those who prefer somebody; None for most."""
    text, end = setting.text, mention.span.end
    if mention.unit == "percent" and _ON_STRIKE.match(text, end):
        return "share"  # "some 70 percent of nurses are on strike"
    if setting.told and setting.told[-1].unit == mention.unit and _PUTS_AT.search(lead):
        return setting.told[-1].measure  # "The union puts them at 30 percent and 55 percent"
    if _goes_on(mention, setting):
        return setting.earlier[-1].measure  # "and 65 percent of high-school teachers"
    if (
        _STANDING.search(lead)
        or is_share(text, mention.span, setting.sentence)
        or _PREFERRED.search(text, *setting.sentence)
    ):
        return polled_or_counted(text, setting.sentence, "poll_share")  # "leads him as preferred premier, 45 to 33"
    return None


_AND_OF = lexicon.pattern(rf"\sof\s[^.;%\d]{{1,100}}?,?\s(?:and|while|but)\s{HEDGED}")
_SHARES = frozenset(("share", "poll_share", "votes"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def _goes_on(mention: Mention, setting: Setting) -> bool:
    """Whether "so many percent of others" ends a sentence without a verb of its own: what was told of the first is told of it."""
    last = setting.earlier[-1] if setting.earlier else None
    if last is None or last.unit != mention.unit or last.measure not in _SHARES:
        return False
    if not setting.text.startswith(" of ", mention.span.end) or not _AND_OF.fullmatch(
        setting.text, last.span.end, mention.span.start
    ):
        return False
    return not any(token.tag in _FINITE for token in setting.tree.tokens[mention.number + 1 :])
