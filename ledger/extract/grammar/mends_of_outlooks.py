"""What the parser regularly gets wrong about a number that somebody had expected, put right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ledger.extract.grammar.tree import NOUNS, Token
from ledger.extract.grammar.words import PERCENT, foresees, labels

_HELPERS = frozenset(
    ("had", "have", "has", "was", "were", "are", "is", "been", "originally", "initially", "previously")
)
_NAMING = NOUNS | {"JJ", "DT"}
_FIRST = 5  # the place of the verb in the shortest sentence of the kind
_PHRASE = 4  # tokens of "the central bank"
_WIDE = 7  # tokens of "the $ 21.4 billion" and "the 2.5 per cent"


def give_expected(tokens: Sequence[Token]) -> None:
    """E.g. "profit was above the $380 million analysts had expected", of which the parser makes so many analysts, who are the subject of all."""
    for verb in tokens:
        if verb.tag[:2] != "VB" or verb.index < _FIRST or not foresees(verb.lower):
            continue
        helpers = [one.index for one in takewhile(_helps, reversed(tokens[: verb.index]))]
        who = _who_asked(tokens, min(helpers, default=verb.index) - 1)
        thing = _thing_before(tokens, who)
        article = _article_before(tokens, thing) if thing is not None else None
        if thing is not None and article is not None and article.index > 0:
            _give(tokens, verb, who, thing, article)


def _helps(token: Token) -> bool:
    return token.lower in _HELPERS


def _who_asked(tokens: Sequence[Token], last: int) -> Token:
    """Who held something to come, before the words by whom they were asked: "economists polled by Reuters had predicted"."""
    by = last
    while by > 0 and tokens[by].tag in ("NNP", "NNPS", "NN", "DT"):
        by -= 1
    asked = by > 1 and tokens[by].lower == "by" and tokens[by - 1].tag == "VBN"
    return tokens[by - 2] if asked and tokens[by - 2].lower in labels("forecaster") else tokens[last]


def _thing_before(tokens: Sequence[Token], who: Token) -> Token | None:
    """What stands right before who expected it: a number's last word, or what it counts where those who expect are of a known kind."""
    known = who.lower in labels("forecaster")
    if not known and who.tag not in ("NNP", "NNPS", "PRP") and not _looks_ahead(tokens, who):
        return None
    at = who.index - 1
    while at > 0 and tokens[at].tag in _NAMING and tokens[at].lower not in PERCENT:
        at -= 1
    number, last = tokens[at], tokens[who.index - 1]
    counted = known and last.tag == "NNS" and number.tag == "CD"  # "the 170,000 jobs economists had expected"
    return last if counted else number if number.tag == "CD" or number.lower in PERCENT else None


def _looks_ahead(tokens: Sequence[Token], who: Token) -> bool:
    """Whether a noun with an article may be a body that looks ahead: "the 1.9% the central bank had forecast"."""
    lead = tokens[max(0, who.index - _PHRASE) : who.index]
    return who.tag == "NN" and any(one.lower == "the" for one in lead)


def _article_before(tokens: Sequence[Token], thing: Token) -> Token | None:
    """The article of a number that was told before: "above the $380 million"."""
    for token in reversed(tokens[max(0, thing.index - _WIDE) : thing.index]):
        if token.lower == "the":
            return token
        if token.tag not in ("CD", "$", "NN", "JJ", "NNP") and token.lower not in PERCENT:
            return None
    return None


def _give(tokens: Sequence[Token], verb: Token, who: Token, thing: Token, article: Token) -> None:
    """The number its place in the sentence, and who expected it a clause of his own."""
    main = next((one for one in tokens[: article.index] if one.head == verb.index and one.tag[:2] == "VB"), None)
    lead = tokens[article.index - 1]
    before = [(one, one.head, one.dep) for one in tokens]
    if main is not None:
        root = verb.head == verb.index
        main.head, main.dep = (main.index, "ROOT") if root else (verb.head, verb.dep)
        for one in tokens:
            if one.head == verb.index and one is not main and (one.index < article.index or one.text == "."):
                one.head = main.index
    elif verb.head == verb.index:
        return
    if lead.dep == "mark":
        lead.dep = "prep"
    for one in tokens[article.index : thing.index]:
        if one.head > thing.index or one is article:
            one.head = thing.index
    thing.head, thing.dep = lead.index, "dobj" if lead.tag[:2] == "VB" else "pobj"
    who.head, who.dep = verb.index, "nsubj"
    above = verb.head
    verb.head, verb.dep = thing.index, "relcl"
    if not _is_rooted(tokens, lead):  # "fell short of the 170,000 jobs economists had expected"
        lead.head = main.index if main is not None and main is not lead else above
    if not all(_is_rooted(tokens, one) for one in (lead, thing, verb, who)):
        for one, head, dep in before:
            one.head, one.dep = head, dep


def _is_rooted(tokens: Sequence[Token], token: Token) -> bool:
    """Whether the way up from a token ends at a root, as it must."""
    at = token.index
    for _ in tokens:
        if tokens[at].head == at:
            return True
        at = tokens[at].head
    return False
