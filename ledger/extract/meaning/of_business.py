"""What the words beside a sum or a percentage say outright where firms, markets and states are told of: "in Series B funding", "against the dollar"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED
from ledger.lexicon.counted import is_money

_IN_ROUND = lexicon.pattern(r"\s(?:in|of)\s(?:a\s)?(?:[a-z]+\s)?{seed money}\s(?:{funding round}\s?)+\b", re.IGNORECASE)
_RAISES = lexicon.pattern(
    r"\b{raises capital}\s(?:(?:a|an|as\smuch\sas|another|the)\s+|{hedge}\s+|[a-z]+\s)*$", re.IGNORECASE
)
_FROM_BACKERS = lexicon.pattern(
    r"\s(?:from|in|through|with|by)\s[^.;\d]{0,50}?\b(?:{backers}|{floated})\b", re.IGNORECASE
)
_ROUND = lexicon.pattern(
    rf"\b{{seed money}}\s(?:{{funding round}}\b\s?)+(?:of|[a-z]+\s[a-z]+|[a-z]+)\s{HEDGED}$", re.IGNORECASE
)
_RECEIVES = lexicon.pattern(rf"\b{{is paid}}\s(?:(?:between|as\smuch\sas|up\sto)\s+)?{HEDGED}$")
_FOR_DOING = re.compile(r"(?:\s\([^()]{1,30}\))?\sfor\s[a-z]+ing\b")
_RIGHTS = lexicon.pattern(r"\b{rights sold}\b", re.IGNORECASE)
_BID_WORTH = lexicon.pattern(rf"\b{{bid}}s?(?:\s[a-z]+)?,?\s(?:(?:is|was|would\sbe)\s)?{{worth so much}}\s{HEDGED}$")
_DEAL_WORTH = lexicon.pattern(rf"\bdeal,?\s(?:(?:is|was|would\sbe)\s)?{{worth so much}}\s{HEDGED}$")
_WITH_DEBT = lexicon.pattern(r",?\s{with its debt}\b")
_UP_FROM = lexicon.pattern(rf"\b(?:up|down)\sfrom\s(?:the\s)?{HEDGED}$")
_THAT_MOVES = lexicon.pattern(
    rf"{{that figure}}\s(?:is|was|are|were)\s(?:[a-z]+\s)?{{foreseen to}}\sto\s{{numbers/moves}}\s(?:[a-z]+\s)?(?:to|by)\s{HEDGED}$"
)
_EARNS = lexicon.pattern(rf"\b{{earns}}\s{HEDGED}$", re.IGNORECASE)
_FROM_EXPORTS = lexicon.pattern(r"\s(?:[a-z]+\s){0,2}?(?:from|through|by|on|in)\s(?:[\w’'-]+\s){0,5}?{sold abroad}\b")
_PAID_OUT = lexicon.pattern(
    rf"\b{{wage bill}}\s(?:(?:{{numbers/moves}}|(?:was|is|were|are|stood|reached|totalled|totaled|hit))\b)?[^.;$€£]{{0,25}}?(?:\b(?:to|at|of|by|exceed|exceeding|reach|reached|was|is|were|are|totalled|totaled|hit)\s){HEDGED}$",
    re.IGNORECASE,
)
_BUDGET_SUPPORT = lexicon.pattern(r"\s(?:(?:in|of|as|for)\s)?(?:[a-z]+\s){0,2}?{budget support}\b(?!\s{loans})")
_SLIP = lexicon.pattern(
    rf"\b{{labels/change}}\sin\s(?:[\w-]+\s){{0,3}}?{{labels/books}}\s(?:[^.;:\d]{{0,25}}\s)?(?:from|of|to)\s+(?:[^\sa-z]?[\d.,]+\s?[a-z]*\sto\s+)?{HEDGED}$"
)
# "Halden Plc fell 1.5% to 3,280 after it reported revenue": by the name a firm's shares move, not its books
_STOCK = lexicon.pattern(
    rf"(?:^|[;,]\s(?:(?:while|and|but)\s)?)(?P<name>[A-Z][\w&.’'-]+(?:\s(?:of\s)?[A-Z&][\w&.’'-]*){{1,4}})(?:\s\([^()]{{1,20}}\))?\s{{numbers/moves}}\s(?:by\s)?{HEDGED}$"
)
_MOVES = lexicon.pattern(rf"\b(?:{{numbers/moves}}|up|down)\s(?:by\s)?{HEDGED}$")
_TO_PENCE = re.compile(r"\s(?:to|at)\s(?:a\s[a-z-]+\s(?:high|low)\sof\s)?[\d,.]+(?:p|\spence)\b")
_PER_SHARE = lexicon.pattern(r"\b(?:{labels/books}|per\sshare|{labels/earned})\b", re.IGNORECASE)
_LENT_AT = lexicon.pattern(
    rf"\b(?:{{loans}}|{{labels/bonds}}s?)\b[^.;%]{{0,40}}\sat\s(?:an?\s(?:[a-z]+\s)?rate\sof\s)?{HEDGED}$"
)
_OF_FACE = re.compile(r"\sof\s")
_VOTED_SO = lexicon.pattern(
    rf"\b{{passed}}\s[^.;\d]{{1,50}}?\b(?:by|with)\s(?:[\d.]+\s?(?:%|percent|per\scent)\s(?:to|against)\s)?{HEDGED}$",
    re.IGNORECASE,
)
_TO_LOSERS = re.compile(r"\s(?:to|against)\s[\d.]+\s?(?:%|percent|per\scent)")
_OF_WINNERS = re.compile(r"(?:%|percent|per\scent)\s(?:to|against)\s$")
_AGAINST_MONEY = lexicon.pattern(
    r"\s(?:to\s[\d.,]+\s)?against\s(?:the|its)\s(?:[A-Z][\w.]*\s|single\s)?{money traded}\b"
)
_TAX_TOLD = r"(?:[a-z]+\s){0,2}?(?:of|at|to|from|(?:from|of)\s[\d.]+\s?(?:%|percent|per\scent)\s+to)|(?:[a-z]+\s)?by"
_TAXED = lexicon.pattern(
    rf"\b{{import taxes}}\s(?:(?:on|for)\s[^.;,\d%]{{1,40}}?\s)?(?:{_TAX_TOLD})\s{HEDGED}$", re.IGNORECASE
)
_TAX = lexicon.pattern(r"\s(?:[a-z]+\s){0,2}?{import taxes}\b")
_BECAUSE_OF = lexicon.pattern(r"[^;]{0,40}?\s(?:after|as|on|following|despite)\s[^;]{0,80}?\b{labels/books}")
_BOOKS = lexicon.pattern(r"\b{labels/books}", re.IGNORECASE)


def of_sum(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a sum of money that firms raise, earn or pay, or that lenders give states; None for most."""
    text, end = setting.text, mention.span.end
    if _IN_ROUND.match(text, end) or _ROUND.search(lead) or (_FROM_BACKERS.match(text, end) and _RAISES.search(lead)):
        return "revenue"  # "raised $680 million in Series B funding", "secured $40m from private equity investors"
    if _RECEIVES.search(lead) and (_FOR_DOING.match(text, end) or _RIGHTS.search(text, *setting.sentence)):
        return "revenue"  # "received $45 million for finding the buyer", "gets €140 million from its television deal"
    if _BID_WORTH.search(lead) or (_DEAL_WORTH.search(lead) and _WITH_DEBT.match(text, end)):
        return "price"  # "the takeover, worth $3.4 billion", "a deal worth $2 billion including debt"
    last = (setting.earlier or setting.told or (None,))[-1]
    goes_on = _UP_FROM.search(lead) if setting.earlier else _THAT_MOVES.match(lead)
    if goes_on and last is not None and is_money(last.unit) and last.measure != "other":
        return last.measure  # "earned $3.2 billion, up from $2.9 billion", "That will grow to $5 billion"
    if _EARNS.search(lead) and _FROM_EXPORTS.match(text, end):
        return "revenue"  # FACTS.md 5.27: "earned $1.6 billion from tea exports"
    if _PAID_OUT.search(lead):
        return "wage"  # "the wage bill rose 4 percent to $300 million"
    if _BUDGET_SUPPORT.match(text, end):
        return "aid"  # "the bank will give $500 million in budget support"
    return "revenue" if _SLIP.search(lead) else None  # "shares fell after a slip in operating profits from £353m"


def of_percent(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of a percentage that is a duty, a rate of interest, a vote or a move of shares or currencies; None for most."""
    text, end = setting.text, mention.span.end
    if _LENT_AT.search(lead) and not _OF_FACE.match(text, end):
        return "interest_rate"  # "a loan of $450 million at 3.9%"
    if _VOTED_SO.search(lead) and (_TO_LOSERS.match(text, end) or _OF_WINNERS.search(lead)):
        return "votes"  # "Voters approved the measure by 58 percent to 42 percent"
    if _AGAINST_MONEY.match(text, end) and _MOVES.search(lead):
        return "price"  # "the rupiah has slid 6% against the dollar"
    if _TAXED.search(lead) or _TAX.match(text, end):
        return "other"  # "Tariffs on oil went from 14% to 15%"
    stock = _STOCK.search(lead)
    if stock is not None and _BECAUSE_OF.match(text, end) and not _BOOKS.search(stock["name"]):
        return "price"
    # "Software firm Tarn (TRN) slumps 14.2% to 95.5p as it warns of lower sales"
    return "price" if _MOVES.search(lead) and _TO_PENCE.match(text, end) and not _PER_SHARE.search(lead) else None
