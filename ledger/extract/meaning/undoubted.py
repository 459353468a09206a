"""What the words beside a number leave no doubt of, whatever else the sentence tells.

It is the first of the rules, and the judge may still say otherwise; what ``said_outright`` and ``told_on`` say is
final and never put to it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import BE, Tree
from ledger.extract.grammar.words import FOLK, SAYING, said_by
from ledger.extract.meaning.anaphors import is_left_standing
from ledger.extract.meaning.lenders import is_for_rival
from ledger.extract.meaning.measures import find_measure, harm_measures
from ledger.extract.meaning.of_harmed import of_harmed
from ledger.extract.meaning.setting import Setting
from ledger.lexicon.gazetteer import look_up
from ledger.model import Fact

_CERTAIN = 0.0
_TIMES = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "quarter", "season", "year", "decade"))
_LIVES = re.compile(r"lives\s+(?:were\s+|have\s+been\s+)?(?:lost|claimed)\b")
_IN = lexicon.pattern(r"(?:^|[.;,]\s|\w\s)in\s+(?:{hedge}\s+)*$", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of\s+(?:the|these|those|all)\s+cases\b")


def undoubted(mention: Mention, setting: Setting) -> tuple[str, float] | None:
    """The measure that a form beside the number shows, with its cost; None for most."""
    text, previous = setting.text, setting.previous
    if mention.counted.noun == "life" and _LIVES.match(text, mention.counted.span.start if mention.counted.span else 0):
        return "killed", _CERTAIN  # "with 31,000 cases and 606 lives lost"
    if "money" in mention.classes and _is_bid(text, mention):
        return "price", _CERTAIN
    if mention.unit == "percent" and _OF_SHARES.match(text, mention.span.end):
        return "share", _CERTAIN  # "will pay $31m for 82 percent of the shares"
    if "weight" in mention.classes and _IN_VESSEL.search(text, max(0, mention.span.start - _LABEL), mention.span.start):
        return "weight", _CERTAIN  # "a bag (64kg) of cocoa beans would be sold at 515 cedis"
    if (
        previous is not None
        and mention.unit == previous.unit == "percent"
        and _FROM_PART.fullmatch(text, previous.span.end, mention.span.start)
    ):
        return previous.measure, _CERTAIN  # "revised its deficit target to 4.9% of GDP from 4.5%"
    folk = mention.elided or mention.unit == "person"
    if folk and (fate := _FATE.match(text, mention.span.end) or _fate_before(text, mention)):
        return str(fate.lastgroup), _CERTAIN
    said = of_harmed(text, setting.sentence, mention) if folk else None
    if said := said or (_of_elided(mention, setting) if mention.elided else None):
        return said, _CERTAIN
    tree = setting.tree
    if _is_whole_of_harmed(text, mention, setting):
        return "other", _CERTAIN
    nobody = _is_for_each(mention, tree) or _are_instances(text, mention) or _are_still_there(mention, tree)
    return ("other", _CERTAIN) if nobody or is_left_standing(text, mention, previous) else None


_AT = lexicon.pattern(
    r"(?:^|[.;:,]\s)(?:[A-Z]?[\w-]+\s){0,3}?(?P<noun>[A-Za-z]+)(?:\s(?:in|across|from)\s(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,2})?\s{at a number}\s(?:{hedge}\s)*$"
)


def _headed(text: str, mention: Mention, start: int) -> str | None:
    """E.g. "Cases in Lida at 310, deaths at 12", "Arrivals at 3,200; 41 dead": what the noun before "at" says, and no later one."""
    headed = _AT.search(text[max(start, mention.span.start - _BEFORE) : mention.span.start])
    if headed is None:
        return None
    noun = headed["noun"].lower()
    return said_by(noun) or ("refugees" if noun in lexicon.family("arriving") else None)


_FATES = (
    "(?:(?P<missing>{fate missing})|(?P<wounded>{fate wounded})|(?P<killed>{fate killed})|(?P<displaced>{fate displaced})"
    "|(?P<detained>{fate detained}))"
)
# the word beside a number that ends its item: "30 hurt, 5 missing, 2 found alive", "and in Obora 400 fled."
_FATE = lexicon.pattern(rf"\s{_FATES}(?=\s*(?:[,;.)]|$)|\s(?:and|&)\s\d)", re.IGNORECASE)
# "Dead 12, injured 30, missing 5"
_FATE_LABEL = lexicon.pattern(rf"(?:^|[,;:.]\s|\band\s){_FATES}:?\s$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[,;.)]|$)|\s(?:and|&)\s[a-z]+\s\d")


def _fate_before(text: str, mention: Mention) -> re.Match[str] | None:
    if not mention.elided or _ENDS.match(text, mention.span.end) is None:
        return None
    return _FATE_LABEL.search(text[max(0, mention.span.start - _LABEL) : mention.span.start])


_LABEL = 24  # characters of a label and what stands before it
_PLIGHT = lexicon.pattern(
    r"\s(?:(?:is|are|was|were|left|(?:has|have|had)\sbeen\sleft)\s)?(?:left\s)?(?:(?P<homeless>without\s(?:[a-z]+(?:,|\s(?:and|or))\s)?{homes lost})\b|(?P<affected>without\s(?:[a-z]+\s)?{mains}|{in danger})"
    r"|(?P<displaced>{on the run})|(?P<detained>{under arrest})|(?P<other>{on board}))\b"
)
_AMONG = lexicon.pattern(r"\b(?:among|of|to)\s(?:all\s)?(?:(?:the|its|their|his|her)\s)?(?:{hedge}\s)*$")
_BEFORE = 90  # characters of a heading before its number
_WERE_AMONG = lexicon.pattern(r"\b(?:is|are|was|were)\samong\s(?:the\s|a\s[a-z]+\sof\s)?(?:{hedge}\s)*$")


def _is_whole_of_harmed(text: str, mention: Mention, setting: Setting) -> bool:
    """E.g. "the 12 killed were among 60 soldiers guarding the post": those of whom some are dead; not "among 60 people killed".

    So are those of whom nobody was harmed: "no injuries were reported among the 48 passengers".
    """
    previous, whole = setting.previous, "person" in mention.classes and not mention.classes & SAYING
    if not whole or previous is None or previous.sentence.end <= mention.span.end:
        return False
    lead = text[max(0, mention.span.start - _BEFORE) : mention.span.start]
    if previous.high == 0 and previous.measure in harm_measures():
        return _AMONG.search(lead) is not None
    if _WERE_AMONG.search(lead) is None:
        return False
    within = frozenset(setting.tree.subtree(mention.anchor))
    dead = previous.measure == "killed"
    own = find_measure(setting.tree, mention.anchor, mention.classes, within=within)
    return dead and (own is None or own.measure not in harm_measures())


def _of_elided(mention: Mention, setting: Setting) -> str | None:
    """What the words around a number without a noun say of it."""
    text, previous = setting.text, setting.previous
    if plight := _PLIGHT.match(text, mention.span.end):
        # "3 missing, 40,000 without power", "12 dead, 9,000 on the run"
        return "displaced" if plight["homeless"] else plight.lastgroup or "other"
    same = _same_again(text, mention, previous) if previous is not None else None
    return same or _headed(text, mention, setting.sentence.start)


_FROM_PART = re.compile(r"\sof\s(?:[\w’'-]+\s){1,3}?(?:from|against|after|versus)\s")
_OF_WHICH = re.compile(
    r"[^.;:\d]{0,60},\s(?:of\s(?:which|them|these)|including)\s(?:(?:about|around|some|nearly|at\sleast)\s)?"
)
_TO_RIVAL = re.compile(r"[^.;:\d%]{0,60}?(?:,|,?\s(?:to|against|and|with))\s")


def _same_again(text: str, mention: Mention, previous: Fact) -> str | None:
    """E.g. "will cut 140 positions, of which 60 will be eliminated by May"; "drew 44 percent to 21 for Banda and 12 for Okoro"."""
    between = text[previous.span.end : mention.span.start]
    if previous.measure in ("jobs_lost", "employed") and _OF_WHICH.fullmatch(between):
        return previous.measure
    rival = is_for_rival(text, mention, previous) and _TO_RIVAL.fullmatch(between)
    return previous.measure if rival else None


_IN_VESSEL = lexicon.pattern(r"\b{vessel}s?\s\($")
_BIDDING = lexicon.pattern(r"\b{bidding}\s+(?:(?:{hedge}|as\s+much\s+as|up\s+to)\s+)*$", re.IGNORECASE)
_FOR = lexicon.pattern(
    r"(?:\s\([^()]{1,30}\))?\s+for\s+(?:(?:\d[\d.,]*\s?(?:%|per\s?cent)|an?\s(?:[\w.-]+\s){0,3}stake|all\sthe\sshares|control|(?:the|its|a)\s(?:[a-z-]+\s)?{bought whole})\b"
    r"|(?P<name>[A-Z][\w&’'-]+(?:\s[A-Z][\w&’'-]+)*)(?=[.,;]|\s(?:last|in|on|and|to|but)\b))"
)


_OF_SHARES = lexicon.pattern(
    r"\s+(?:of\s+(?:the|its|all|their)\s+(?:[a-z-]+['’]s\s|[a-z-]+\s)?(?:shares|stock|equity|share\scapital)|(?:equity\s)?(?:stake|stakes|shareholding))\b"
)


def _is_bid(text: str, mention: Mention) -> bool:
    """E.g. "has offered $2.1 billion for Halden", "paid €31m (£26m) for 82 per cent of the shares": no place, for which aid is offered."""
    if _BIDDING.search(text, max(0, mention.span.start - 40), mention.span.start) is None:
        return False
    bought = _FOR.match(text, mention.span.end)
    return bought is not None and not (bought["name"] and look_up(bought["name"]))


def _is_for_each(mention: Mention, tree: Tree) -> bool:
    """E.g. "there are 16 persons per latrine": how many share a thing, and nobody whom anything befell."""
    if not mention.classes & FOLK or mention.classes & SAYING:
        return False
    after = tree.tokens[mention.anchor + 1 : mention.anchor + 3]
    if len(after) < 2 or after[0].lower != "per" or after[1].tag != "NN":
        return False
    return mention.counted.noun.split(" ")[-1] in FOLK and after[1].lower not in _TIMES


def _are_instances(text: str, mention: Mention) -> bool:
    """E.g. "in eight of the cases", "shared a bed in several cases": how often something was so, and nobody's disease."""
    if mention.counted.noun != "case" or _IN.search(text[max(0, mention.span.start - 40) : mention.span.start]) is None:
        return False
    return mention.vague or _OF_THE.match(text, mention.span.end) is not None


def _are_still_there(mention: Mention, tree: Tree) -> bool:
    """E.g. "there were only 90 people left": who remains, and nobody who went."""
    if mention.elided:
        return False
    after = tree.tokens[max(mention.anchor, mention.number) + 1 :][:2]
    if not after or after[0].lower != "left" or (after[1:] and after[1].text not in (",", ".", ";")):
        return False
    before = tree.before(mention.number, _EXISTS)
    return any(one == "there" and two in BE for one, two in pairwise(before))


_EXISTS = 6  # words from "there are" to the number
