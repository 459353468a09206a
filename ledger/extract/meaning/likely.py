"""What a cue can mean of such a figure: no hourly wage is paid per kilowatt-hour, no rocket that carries satellites is fired at anybody."""

from __future__ import annotations

import re
from itertools import pairwise

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import PERCENT, labels, lemmas, noun_classes
from ledger.extract.meaning.found_again import found_again
from ledger.extract.meaning.measures import Finding
from ledger.extract.meaning.moved import moved
from ledger.lexicon.counted import PARTS_OF
from ledger.lexicon.plurals import singular

_PRICE = 3  # tokens of "producer price index"
_TO_COUNT = 7  # tokens from a percentage to "in the number"
_MAKES_UP = lexicon.pattern(r"\b{makes up}\s(?:(?:another|{hedge})\s)*$")
_OF = re.compile(r"\s?of\s")
_COUNTED = 5  # tokens between "the number of" and the noun that is counted


def likely(tree: Tree, mention: Mention, finding: Finding) -> str:
    """The measure of a finding, or what is meant where it can hardly be that."""
    measure, cue = finding.measure, tree.tokens[finding.token]
    if measure == "share" and moved(tree, mention) and (said := _of_move(tree, mention, cue)) is not None:
        return said
    meant = _by_unit(measure, mention.unit) or _of_goal(tree, mention, measure)
    if measure == "inflation_rate" and _is_of_one_price(tree, finding.token):
        meant = "price"  # "the producer price of cocoa is up by 8.4%"
    if (meant := meant or found_again(tree, mention, measure, cue)) is not None:
        return meant
    if measure in ("price", "wage") and mention.unit in PARTS_OF and _is_of_people(tree, mention):
        return "share"  # "16 percent of sellers cut their prices", "9 percent of its adults hold a degree"
    if (meant := _by_trade(tree, mention, finding) or _by_whose(tree, mention, measure, cue)) is not None:
        return meant
    if measure in _OF_MONEY and mention.unit in PARTS_OF and _is_of_things(tree, mention, finding.token):
        return "share"  # "81 percent of the reports beat earnings estimates"
    if measure == "price" and mention.unit == "percent" and _is_number_of(tree, finding.token):
        return "other"  # "the number of homes for sale grew by 27 percent"
    if measure == "market_value" and mention.unit == "percent" and _is_value_added(tree, finding.token):
        return "growth_rate"  # "value added in construction rose 3 percent"
    if measure == "refugees" and "force" in mention.classes and not labels("arriving").isdisjoint(lemmas(cue.lower)):
        return "deployed"  # "twelve divers are arriving in Lida"
    return "other" if measure == "munitions_fired" and _is_of_space(tree) else measure


def is_part_of_things(text: str, tree: Tree, mention: Mention) -> bool:
    """Whether a part that nothing else is said of is one of a whole: "40 percent of the wells are dry", "parks account for another 20 percent"."""
    start = mention.span.start
    if _MAKES_UP.search(text, max(0, start - 40), start):
        return True
    said = tree.at(*mention.measured) if mention.measured and _OF.match(text, mention.span.end) else []
    whole = said and said[0].index > mention.number and said[-1].tag == "NNS"
    if not whole or "person" in noun_classes(said[-1].lower):
        return False  # "half of the islanders listed as missing have been found"
    return said[-1].lower not in labels("sums in plural") and not moved(tree, mention)


def _by_whose(tree: Tree, mention: Mention, measure: str, cue: Token) -> str | None:
    """What a measure is for those who lodge, fly or sell here, and hold nobody, bomb nobody and lend nothing."""
    if measure == "detained" and "hold" in lemmas(cue.lower) and mention.counted.noun in lexicon.family("lodged"):
        return "displaced"  # "the centre held 620 residents"
    if measure == "attacks" and mention.counted.noun == "sortie" and _is_of_relief(tree):
        return "other"  # "army helicopters flew 22 sorties and evacuated 316 people"
    supplied = measure == "interest_rate" and cue.lower == "rates" and _is_of_supplier(tree, cue)
    return "price" if supplied else None  # "the power company raised its rates by 8.9 percent"


def _is_of_relief(tree: Tree) -> bool:
    """Whether what flies brings help and no bombs."""
    said = {lemma for token in tree.tokens for lemma in lemmas(token.lower)}
    return not said.isdisjoint(labels("flown in aid")) and said.isdisjoint(labels("flown in war"))


def _is_of_supplier(tree: Tree, rates: Token) -> bool:
    """Whether the rates are those of one who sells power or water, and no bank's."""
    owned = tree.child(rates.index, "poss")
    said = {lemma for token in tree.tokens for lemma in lemmas(token.lower)}
    return owned is not None and not said.isdisjoint(labels("supplier")) and said.isdisjoint(labels("lent by"))


def _by_unit(measure: str, unit: str) -> str | None:
    if measure == "production" and unit == "liter/square_meter":
        return "rainfall"  # "gauges caught 40 litres per square metre"
    if measure == "wage" and unit.endswith("/share"):
        return "revenue"  # "it earned $2.30 a share, without severance for employees"
    return "price" if measure in ("wage", "other") and is_priced(unit) else None


_MOVED = frozenset(("evacuated", "displaced", "rescued", "returned"))
_GOALS = frozenset(("building", "room", "locality"))


def _of_goal(tree: Tree, mention: Mention, measure: str) -> str | None:
    """What places are to which others are brought: nothing, as in "8,000 people were evacuated to 130 shelters"."""
    if measure not in _MOVED or _GOALS.isdisjoint(mention.classes):
        return None
    noun = tree.tokens[mention.anchor]
    led = noun.dep == "pobj" and tree.tokens[noun.head].lower in ("to", "into")
    return "other" if led and "household" not in mention.classes else None


def is_priced(unit: str) -> bool:
    """Whether a unit is money for a measure of goods: per barrel, per kilowatt-hour."""
    money, _, per = unit.partition("/")
    return money.isupper() and per in lexicon.family("weighed")


def _is_of_people(tree: Tree, mention: Mention) -> bool:
    """Whether a percentage is one of people: "16 percent of sellers"; not "prices for sellers rose 16 percent"."""
    said = tree.at(*mention.measured) if mention.measured else []
    of = said and tree.tokens[max(0, said[0].index - 1)].lower in ("of", "the", "all", "its", "their")
    return bool(of) and said[0].index > mention.number and "person" in noun_classes(singular(said[-1].lower))


def _by_trade(tree: Tree, mention: Mention, finding: Finding) -> str | None:
    """What a budget or a trade makes of a measure: no part of an output grows, and no army gets cars by the quarter."""
    if finding.measure == "growth_rate" and finding.token > mention.number:
        return _of_output(tree, mention, finding.token)
    many = (mention.low or 0) >= _NO_ARMY and "vehicle" in mention.classes
    if finding.measure == "equipment_supplied" and (many or _are_sold(tree)):
        return "trade_volume"  # "delivered 4,000 electric vehicles in the quarter"
    units = finding.measure in ("buildings_damaged", "revenue") and mention.unit == "unit"
    return "trade_volume" if units and _are_sold(tree) else None  # "sales fell to 300,000 units"


_NO_ARMY = 10_000  # vehicles that nobody sends to a war


def _of_output(tree: Tree, mention: Mention, cue: int) -> str | None:
    """What a part of a country's output is: "a surplus of 2 percent of GDP" grows nothing."""
    between = [token.lower for token in tree.tokens[mention.number + 1 : cue] if token.lower not in _PERCENT_WORDS]
    if between[:1] != ["of"] or len(between) > _SHORT:
        return None
    words = {lemma for token in tree.tokens for lemma in lemmas(token.lower)}
    return "debt" if words & {"debt", "borrowing"} else "budget" if words & labels("of a budget") else "share"


_PERCENT_WORDS = PERCENT | {"per"}
_SHORT = 4


def _are_sold(tree: Tree) -> bool:
    """Whether a sentence tells of a trade in vehicles and of no war."""
    words = {word for token in tree.tokens for word in (token.lower, *lemmas(token.lower))}
    return bool(words & labels("car trade")) and not words & labels("at war")


_OF_MONEY = frozenset(("price", "revenue", "cost", "debt", "market_value", "trade_volume", "interest_rate", "inflation_rate", "growth_rate"))  # fmt: skip


def _is_of_things(tree: Tree, mention: Mention, cue: int) -> bool:
    """Whether a percentage is one of things that are counted, of which a noun further on tells something else."""
    said = tree.at(*mention.measured) if mention.measured else []
    if not said or said[0].index <= mention.number or cue <= said[-1].index or tree.tokens[cue].tag[:2] != "NN":
        return False
    of = tree.tokens[said[0].index - 1].lower in ("of", "the", "all", "its", "their")
    return of and said[-1].tag == "NNS" and said[-1].lower not in labels("sums in plural")


def _is_number_of(tree: Tree, index: int) -> bool:
    """Whether a noun is that of which a number is told: "the number of homes actively for sale"."""
    words = tree.before(index, _COUNTED)
    return any(one in ("number", "count") and two == "of" for one, two in pairwise(words))


def _of_move(tree: Tree, mention: Mention, cue: Token) -> str | None:
    """What moves by a percentage, where that can be no share of a whole."""
    if cue.lower == "shares":
        return "price"  # "shares in the mail group fell 8 per cent"
    # "people there own 2.6 million cars, up 70 percent", "a 31 percent increase in the number of towns"
    return "other" if cue.tag[:2] == "VB" or _is_count_moved(tree, mention) else None


def _is_count_moved(tree: Tree, mention: Mention) -> bool:
    """Whether a percentage is by how much a count moved, whatever the things counted share: "a rise in the number of towns where"."""
    words = [token.lower for token in tree.tokens[mention.number + 1 : mention.number + _TO_COUNT]]
    return ("in", "the", "number") in zip(words, words[1:], words[2:], strict=False)


def _is_of_one_price(tree: Tree, index: int) -> bool:
    """Whether a producer price is what growers of one thing are paid, and no index of prices."""
    said = [token.lower for token in tree.tokens[index : index + _PRICE]]
    return said[:2] == ["producer", "price"] and said[-1] not in lexicon.family("gauge of prices")


def _is_value_added(tree: Tree, index: int) -> bool:
    return [token.lower for token in tree.tokens[index : index + 2]] == ["value", "added"]


def _is_of_space(tree: Tree) -> bool:
    return any(not labels("space").isdisjoint(lemmas(token.lower)) for token in tree.tokens)
