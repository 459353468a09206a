"""The measure and unit of a mention, from its unit, its noun, its cues, its list and the figure before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.extract.currencies import Purse
from ledger.extract.list_words import list_measure, list_unit
from ledger.extract.lists import ListItem
from ledger.extract.measures import find_measure, harm_measures
from ledger.extract.mention import Mention
from ledger.extract.parse import Tree
from ledger.extract.words import noun_classes
from ledger.model import Fact, Span

_DIMENSION_MEASURES = {
    "time": "duration",
    "temperature": "temperature",
    "weight": "weight",
    "area": "area",
    "length": "distance",
    "speed": "speed",
    "stories": "height",
}
_PEOPLE = frozenset(("person", "deathnoun", "woundnoun"))
_FALLBACK = {"percent": "share"}
_NOT_COUNTS = frozenset(("time", "temperature", "stories"))
_MAGNITUDE = re.compile(r"\bmagnitude\b|\bRichter\b", re.IGNORECASE)
_POPULATION = re.compile(
    r"(?:\b(?:city|town|village|suburb|community|nation|country|island|district|region|province|state|settlement|municipality|capital|hamlet|metropolis|township|county|enclave|territory)"
    r"\s+of|\bhome\s+to|\bpopulation\s+(?:of|is|was|stands\s+at)|\bpopulated\s+by)\s+(?:(?:just|some|about|around|roughly|approximately|nearly|almost|over|under|only|a|an|more\s+than|less\s+than|fewer\s+than|at\s+least|estimated|up\s+to|well)\s+)*$",
    re.IGNORECASE,
)
# "death toll … has risen to 21", "the toll stands at 1,351, with" (the number right after)
_TOLL = re.compile(
    r"\b(?:death\s+|casualty\s+)?toll\b(?:(?!\d)[^;.])*?\b(?:to|at|of|hits?|reach\w*|is|was|stands?|passe[sd]|tops|topped|exceed\w*|surpass\w*|nears)\s+"
    r"(?:(?:at|to|least|more|than|over|about|some|around|nearly|almost|a|total|of)\s+)*$",
    re.IGNORECASE,
)
_MONEY = frozenset(("aid", "cost", "budget", "debt", "revenue", "fine", "damage_cost", "market_value", "wage", "price"))
_WEAK = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds a mention: its sentence, its tree, the fact before it, the list line it stands in."""

    text: str
    sentence: Span
    tree: Tree
    previous: Fact | None
    item: ListItem | None


def choose_measure(mention: Mention, setting: Setting) -> tuple[str, float]:
    """The measure, and the cost at which it was found (0 is certain; 9 is a fallback)."""
    return _by_form(mention, setting) or _by_cue(mention, setting) or _by_neighbour(mention, setting.previous)


def _by_form(mention: Mention, setting: Setting) -> tuple[str, float] | None:
    """Forms that leave no doubt: a conversion, a list line, a magnitude, "a toll of", "a city of", a duration."""
    text, previous = setting.text, setting.previous
    if mention.conversion and previous:
        return previous.measure, 0.5
    if setting.item is not None:
        listed = list_measure(setting.item, text[slice(*setting.item.header)])
        if listed != "other" or not mention.classes:
            return listed, 1.0
    if _is_magnitude(text, setting.sentence, mention):
        return "magnitude", 0.0
    before = text[max(setting.sentence.start, mention.span.start - 90) : mention.span.start]
    if (mention.elided or "person" in mention.classes) and (toll := _TOLL.search(before)):
        return ("killed" if "cas" not in toll[0].lower() else "casualties"), 0.0
    if "length" in mention.classes and "road" in noun_classes(mention.counted.noun):
        return "other", 1.0
    if _may_be_people(mention) and _POPULATION.search(before):
        return "population", 0.0
    plain = sorted(mention.classes & _NOT_COUNTS)
    return (_DIMENSION_MEASURES[plain[0]], 0.5) if plain else None


def _by_cue(mention: Mention, setting: Setting) -> tuple[str, float] | None:
    """The nearest fitting cue word in the tree."""
    classes = _PEOPLE if _may_be_people(mention) else mention.classes
    finding = find_measure(setting.tree, mention.anchor, classes, limit=9.0 if mention.elided else 7.0)
    if finding is None and mention.number != mention.anchor:
        finding = find_measure(setting.tree, mention.number, classes, limit=4.0)
    return (finding.measure, finding.cost) if finding else None


def _by_neighbour(mention: Mention, previous: Fact | None) -> tuple[str, float]:
    """The measure of the figure before, where the verb is said once for both; else what the unit alone suggests."""
    if previous and mention.elided and previous.unit == "person":
        return previous.measure, 3.0
    if previous and previous.measure != "other" and mention.classes & noun_classes(previous.unit):
        return previous.measure, 3.5  # "wiped out 413 homes in A, 227 houses in B"
    for dimension in sorted(mention.classes):
        if dimension in _DIMENSION_MEASURES or dimension in _FALLBACK:
            return (_DIMENSION_MEASURES | _FALLBACK)[dimension], 3.0
    return "other", _WEAK


def _may_be_people(mention: Mention) -> bool:
    return mention.elided or bool(mention.classes & _PEOPLE)


def _is_magnitude(text: str, sentence: Span, mention: Mention) -> bool:
    """E.g. "a 6.5-magnitude earthquake", "measuring 5.0 on the Richter scale", "magnitude 7.8"."""
    if mention.low is None or mention.low > 10 or mention.unit in ("percent", "person"):
        return False
    around = text[max(sentence.start, mention.span.start - 22) : min(sentence.end, mention.span.end + 28)]
    return _MAGNITUDE.search(around) is not None


def choose_unit(
    mention: Mention, measure: str, previous: Fact | None, purse: Purse, item: ListItem | None
) -> str | None:
    """The unit; None where the number counts nothing that can be named (it states no figure)."""
    if measure == "magnitude":
        return "magnitude"
    currency, _, per = mention.unit.partition("/")
    if currency.isupper() and not item:
        return "/".join([purse.code(currency), *([per] if per else [])])
    if item is not None:
        return mention.unit or list_unit(item)
    if measure in harm_measures() and mention.elided:
        return "person"
    if mention.elided and measure in _MONEY:  # "the ministry will allocate 5.5 million"
        return purse.latest
    if mention.elided:
        return previous.unit if previous and previous.unit else "person" if measure != "other" else None
    return mention.unit or None
