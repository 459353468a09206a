"""What the words beside a sum say outright where something is bought whole or bid for: "a $9 billion (about €8 billion) takeover", "to buy Lorne for $4 billion"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED

_BRACKET = r"(?:\s\([^()]{1,40}\))?"
_SO_MUCH = rf"(?:as\smuch\sas\s)?{HEDGED}$"
_TAKEOVER = lexicon.pattern(rf"\)?{_BRACKET}[\s-](?:[a-z-]+\s){{0,2}}?{{bid}}s?\b", re.IGNORECASE)
# "made a $900 million offer for the retailer", "rejected the $2 billion bid"; but "a $40 million offer of help"
_OFFER = lexicon.pattern(
    rf"\)?{_BRACKET}[\s-](?:[a-z-]+\s){{0,1}}?{{offer}}(?=\s?[.,;]|$|\s(?:for\s(?!each|every)|from|was|is|has|that|which|to\s{{buys}}))"
)
_RAISED = lexicon.pattern(
    rf"\b(?:{{numbers/moves}}|{{sweetens}})\s(?:up\s)?(?:its|the|their|his|her|an?)\s(?P<of>(?:[\w-]+\s){{0,3}}?){{offer}}\s(?:for\s[^.;\d]{{1,40}}?\s)?(?:by|to|from)\s{_SO_MUCH}"
)
_BOUGHT = lexicon.pattern(
    rf"\b(?:{{buys}}|{{sells off}})\b[^.;:\d%$€£]{{1,60}}?\sfor\s(?:the\sequivalent\sof\s)?{_SO_MUCH}", re.IGNORECASE
)
_SIGNED = lexicon.pattern(
    rf"\b{{signs}}\s(?:(?!{{contract signed}}\b)[\w’'-]+\s){{1,6}}?for\s(?:a\sfee\sof\s)?{_SO_MUCH}", re.IGNORECASE
)
_IN_DEAL = re.compile(rf"\)?{_BRACKET}\s(?:[a-z-]+\s){{0,2}}?(?:deal|transaction)\b")
_DEALING = lexicon.pattern(r"\b(?:{buys}|{sells off}|{bid}|merge[sd]?|merging)\b", re.IGNORECASE)
_RELIEF = lexicon.pattern(r"\b(?:{offered in need}|{paid for work})\b", re.IGNORECASE)
_FOR_EACH_SHARE = re.compile(r"(?:\s[\w’'-]+){0,3}?\sshares?\sfor\s(?:each|every)\s(?:[\w’'-]+\s){0,4}?share\b")


def of_deal(mention: Mention, setting: Setting, lead: str) -> str | None:
    """``price`` for a sum or percentage that is bid, paid or raised for a firm, a stake or a player; None for most."""
    text, end = setting.text, mention.span.end
    raised = _RAISED.search(lead)
    if raised is not None and not _RELIEF.search(raised["of"]):
        return "price"  # "sweetened a first bid by some $3 billion", but "raised its pay offer by 2 percent"
    if "money" not in mention.classes:
        return None
    if _TAKEOVER.match(text, end) or _BOUGHT.search(lead) or _SIGNED.search(lead):
        return "price"
    if _OFFER.match(text, end):
        return None if _RELIEF.search(text, *setting.sentence) else "price"
    dealt = _IN_DEAL.match(text, end) and _DEALING.search(lead)
    return "price" if dealt else None  # "to acquire Lorne in a $4.4 billion deal"


def is_share_paid(mention: Mention, setting: Setting) -> bool:
    """Whether shares are what is paid: "0.35 new Trident | shares for each Melrow share"."""
    return mention.counted.noun.endswith("share") and _FOR_EACH_SHARE.match(setting.text, mention.span.end) is not None
