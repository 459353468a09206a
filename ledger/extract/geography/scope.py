"""How wide a figure reaches that names no place of its own: nowhere, the whole country, or the place of the story.

FACTS.md 5.10 lends such a figure the place "to which the story plainly belongs". A truth at all times ("the incubation
period is four days") and a price of the world's markets belong to none; a vow of the government, a law's proceeds and a
count of another year belong to the country, not to the village of the day's event.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import lru_cache

from ledger import lexicon
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.ways import is_capacity
from ledger.lexicon.gazetteer import Place, place_words
from ledger.lexicon.plurals import singular
from ledger.model import Period

_STEPS = 8
_LONG = 200  # days
_WORD = re.compile(r"[\w’'&-]+")


# "The war has killed 20,000": a country's, in the report of one village's day
_WAR = lexicon.pattern(
    r"\b[Tt]he\s(?:[\w’'-]+\s){0,3}?{war of a land}(?:\s(?:in|with|between|against)\s[^.;]{1,40}?|,?\s(?:which|that)\s[^.;,]{1,40}?,?)?\s(?:has|had|have)\s"
    r"|\bsince\s(?:the\s)?(?:[\w’'-]+\s){0,3}?{war of a land}\s{began}\b"
)


_OF_ARMY = lexicon.pattern(  # an army loses men and arms on all fronts
    r"\b{placewords/army}(?:[’']s?)?\s(?:\w+\s)?losses\b|\b[Ll]osses\sof\s(?:the\s)?(?:[\w’'-]+\s){0,4}?{placewords/army}\b",
    re.IGNORECASE,
)
_IN_STATES = lexicon.pattern(  # "1,288 cases in 38 states", in a report that tells most of one of them
    r"\b(?:in|across)\s(?:{hedge}\s)?(?:\d+|{numbers/cardinals}|dozens\sof|several|most|all)\s(?:U\.S\.\s|US\s|other\s)?(?:states|provinces|governorates)\b"
)
# "The chipmaker has 102,600 employees"
_OF_FIRM = lexicon.pattern(r"[Tt]he\s(?:[\w-]+\s){0,2}?(?:{labels/company}|[a-z]{3,}maker)(?:\s|[’']s\s)")


class Scope(Enum):
    """Where a figure belongs that names no place."""

    NOWHERE = "nowhere"
    COUNTRY = "country"
    STORY = "story"


def scope_of(
    sentence: str, tree: Tree, number: int, measure: str, period: Period | None, published: date | None
) -> Scope:
    """The scope of the figure at token ``number`` of ``tree``, which is the parse of ``sentence``."""
    words = _words(sentence)
    if _is_general(tree, number, measure, words) or is_capacity(tree, number) or _is_of_markets(measure, words):
        return Scope.NOWHERE
    if measure in place_words("lost by an army") and _OF_ARMY.search(sentence):
        return Scope.NOWHERE
    if measure in place_words("of a firm's books") and _OF_FIRM.match(sentence):
        return Scope.NOWHERE
    if (
        measure in place_words("macro")
        or _is_of_government(measure, words)
        or (measure in place_words("harmed") and _tells_of_states(sentence))
        or (measure in place_words("of a war") and _tells_of_war(sentence))
        or (_is_of_long(period, published) and measure in place_words("harmed"))
    ):
        return Scope.COUNTRY
    return Scope.STORY


def scope_of_parts(tree: Tree, anchor: int, story: Place | None) -> Scope | None:
    """The scope of a count of states or provinces ("19 states were warned"): no town holds them, and no place countries."""
    if tree.tokens[anchor].tag != "NNS":
        return None  # "5,800 of the country's doctors"
    counted = singular(tree.tokens[anchor].lower)
    in_town = story is not None and story.kind in ("city", "venue", "country")
    if in_town and counted in place_words("parts of a country"):
        return Scope.COUNTRY
    return Scope.NOWHERE if counted == "country" else None


@lru_cache(maxsize=64)  # of the sentences in hand
def _words(sentence: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sentence.lower()))


@lru_cache(maxsize=64)
def _tells_of_states(sentence: str) -> bool:
    return _IN_STATES.search(sentence) is not None


@lru_cache(maxsize=64)
def _tells_of_war(sentence: str) -> bool:
    return _WAR.search(sentence) is not None


def _is_general(tree: Tree, number: int, measure: str, words: frozenset[str]) -> bool:
    """Whether the clause tells what is always so: a present tense, of a duration or beside "usually", with no date."""
    if measure != "duration" and not place_words("general") & words:
        return False
    for index in tree.path(number)[1:_STEPS]:
        token = tree.tokens[index]
        if not token.tag.startswith("VB") or token.dep in ("acl", "relcl", "advcl", "xcomp"):
            continue
        helpers = [tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in ("aux", "auxpass")]
        if token.tag == "VBG" and not helpers:
            continue  # "care means watching them for 21 days"
        lower = {helper.lower for helper in helpers}
        if lower & {"has", "have", "had", "was", "were", "did", "will", "would"} or token.tag in ("VBD", "VBG"):
            return False
        return token.tag in ("VBZ", "VBP") or bool(lower & {"is", "are", "can", "may", "does", "do"})
    return False


def _is_of_markets(measure: str, words: frozenset[str]) -> bool:
    if measure != "price":
        return False
    oil = "oil" in words and bool({"price", "prices"} & words) and place_words("oil of a kitchen").isdisjoint(words)
    return oil or bool((place_words("market") | place_words("metal")) & words)


def _is_of_government(measure: str, words: frozenset[str]) -> bool:
    """E.g. "The treasury will drop a tax that brings 10 billion"; a town's or a province's government is not meant."""
    if measure not in place_words("governed"):
        return False
    return bool(words & place_words("national actor")) and not words & place_words("local")


def _is_of_long(period: Period | None, published: date | None) -> bool:
    """Whether a period is a year, or lies in another year."""
    if period is None or period.end is None:
        return False
    if period.start is not None and (period.end - period.start).days >= _LONG:
        return True
    return published is not None and (published - period.end).days >= _LONG
