"""What a figure's unit suggests where no word says what is told: kilometres are a distance, a firm's 3 percent its shares'."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import NAMES, SUBJECTS, Tree
from ledger.extract.grammar.words import lemmas, noun_classes
from ledger.extract.meaning.goes_on import QUALIFIED
from ledger.extract.meaning.likely import is_priced
from ledger.extract.meaning.moved import moved
from ledger.extract.numbers.units import SPELLS
from ledger.model import Fact

DIMENSION_MEASURES = {
    "time": "duration",
    "temperature": "temperature",
    "weight": "weight",
    "area": "area",
    "length": "distance",
    "speed": "speed",
    "stories": "height",
    "power": "production",  # "A total of 2,043 MW was added"
}
# "a half-point rise", "three-quarters of a percentage point"
_PARTS = re.compile(r"(?:half|quarters?)\b", re.IGNORECASE)
# "Enrollment slipped 11 percent"
_ABSTRACT = re.compile(r"(?:ment|tion|sion|ness|ity|ship|ance|ence|ism|ages?|ings?|ures?)$")


def of_unit(text: str, mention: Mention, tree: Tree) -> str | None:
    """The measure that a unit suggests; None where it tells nothing."""
    if mention.unit == "basis_point" or (mention.unit == "percentage_point" and _is_rate_step(text, mention)):
        return "interest_rate"
    if is_priced(mention.unit):
        return "price"
    if mention.unit == "millimeter":
        return "rainfall"
    if mention.unit in SPELLS and not mention.classes:
        return "duration"  # "after five anxious days"
    if mention.unit.startswith("degree"):
        return "temperature"  # "0.4 degrees Celsius per decade"
    for dimension in sorted(mention.classes):
        if dimension in DIMENSION_MEASURES:
            return DIMENSION_MEASURES[dimension]
        if dimension == "percent" and mention.unit in ("percent", "fraction"):
            return _move_or_share(text, tree, mention)
    return None


def of_inhabitants(tree: Tree, mention: Mention) -> bool:
    """Whether people are all whom a place has: "the island's 31,000 people", "its 9 million citizens"."""
    if "person" not in mention.classes or mention.counted.noun.split()[-1:] == [] or (mention.low or 0) < _A_TOWN:
        return False
    if mention.counted.noun.split()[-1] not in lexicon.family("everybody"):
        return False
    if (mention.low or 0) >= _A_LAND and _has_people(tree, mention.anchor):
        return True
    owner = tree.child(mention.anchor, "poss")
    return owner is not None and (owner.lower == "its" or owner.tag in NAMES or "locality" in noun_classes(owner.lower))


_A_TOWN = 500
_A_LAND = 100_000


def _has_people(tree: Tree, anchor: int) -> bool:
    """E.g. "the country had 850,000 fewer people than a year before", "Tarovia is projected to have 1.3 billion people"."""
    token = tree.tokens[anchor]
    if token.dep != "dobj" or "have" not in lemmas(tree.tokens[token.head].lower):
        return False
    verb = tree.tokens[token.head]
    raised = tree.tokens[verb.head] if verb.dep == "xcomp" else verb
    owner = tree.child(verb.index, "nsubj") or tree.child(raised.index, *SUBJECTS)
    return owner is not None and (owner.tag == "NNP" or "locality" in noun_classes(owner.lower))


def is_signed(text: str, mention: Mention) -> bool:
    """Whether a figure has a sign of its own in brackets: "(+1.30%)", "(HLD, -0.27%)"."""
    start = mention.span.start
    sign = text[start] if text[start] in _SIGNS else text[start - 1]
    return sign in _SIGNS and _BRACKETED.search(text, max(0, start - 40), start) is not None


def is_bracketed_like(text: str, mention: Mention, previous: Fact) -> bool:
    """Whether a figure has a sign of its own in brackets, or stands in brackets like the one before: "in Lida (4%) and Obora (3%)"."""
    both = text[mention.span.start - 1] == text[previous.span.start - 1] == "("
    return is_signed(text, mention) or (both and previous.sentence.end >= mention.span.end)


_TICKER = re.compile(r"\((?:[A-Z]+:\s?)?[A-Z]{1,5}(?:\s[A-Z]{2})?[,;:]?\s$")  # "(AAPL US, +1.30%)"
_SIGNS = frozenset("+-−")
_BRACKETED = re.compile(r"\([^()]*$")


def _is_rate_step(text: str, mention: Mention) -> bool:
    """Whether a point is told by quarters: so central banks move their rates, and hardly anything else is moved."""
    return _PARTS.search(text, *mention.span) is not None


def _move_or_share(text: str, tree: Tree, mention: Mention) -> str:
    """A percentage that no word explains: a named firm's move is that of its shares, other moves are ``other``."""
    if is_signed(text, mention):
        return "price" if _TICKER.search(text, max(0, mention.span.start - 40), mention.span.start) else "other"
    if not moved(tree, mention):
        return "share"
    verbs = [i for i in tree.path(mention.number)[1:6] if tree.tokens[i].tag[:2] == "VB"]
    subject = next((one for verb in verbs[:2] if (one := tree.child(verb, "nsubj")) is not None), None)
    named = subject is not None and subject.tag == "NNP" and not (subject.index == 0 and _ABSTRACT.search(subject.text))
    return "price" if named else "other"


_OR = re.compile(rf"(?P<of>\s+of\s[^.;:,\d]{{1,60}}?)?\s*,?\s+or\s+(?:{QUALIFIED}\s+)*$", re.IGNORECASE)


def is_or_sum(mention: Mention, previous: Fact, between: str) -> bool:
    """Whether a sum is another way to say the figure before: "$7 million, or $2 a share", "fines of 4 percent of sales or $3 million"."""
    said = _OR.fullmatch(between) if mention.unit[:3].isupper() else None
    part = previous.unit == "percent" and previous.measure in ("fine", "cost", "damage_cost")
    return said is not None and (part if said["of"] else previous.unit[:3].isupper())
