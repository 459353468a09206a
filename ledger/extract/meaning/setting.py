"""What surrounds a mention, and with it the classes of things of which its cues must speak and how far off they may stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import PERSON, noun_classes
from ledger.extract.lines.lists import ListItem
from ledger.extract.meaning.anaphors import done_to_more, meant_by, things_of
from ledger.extract.meaning.elided_sums import is_sum
from ledger.extract.meaning.goes_on import whole_of
from ledger.extract.meaning.measures import cues_of
from ledger.extract.meaning.unit_alone import DIMENSION_MEASURES
from ledger.model import Fact, Span

DIMENSIONS = frozenset(
    (*DIMENSION_MEASURES, "money", "percent", "volume", "flow", "rate", "energy", "power", "pressure", "magnitude")
)
_REACH, _ELIDED_REACH, QUANTITY_REACH, NEAR = 4.4, 7.0, 6.0, 3.0
FEW, _TOO_MANY = 10, 10**9  # to be a town; to be people


@dataclass(slots=True, kw_only=True, eq=False)
class Setting:
    """What surrounds a mention: its sentence, its tree, the fact before it, the list line it stands in.

    Never changed after it is made; not frozen only because a frozen one takes three times as long to make.

    ``recalled`` is the figure of which the mention is another value ("that number"); ``purse`` the currency of the latest sum,
    ``told`` the figures of the sentence before, ``earlier`` those before it in its own, ``facts`` all of the sentences before, ``title`` the report's, or its first line;
    where it is ``crowded`` with figures the sentence is rather a table; ``fate`` is what its line's label says became of people.
    """

    text: str
    sentence: Span
    tree: Tree
    previous: Fact | None
    item: ListItem | None
    recalled: Fact | None = None
    purse: str | None = None
    told: Sequence[Fact] = ()
    earlier: Sequence[Fact] = ()
    facts: Sequence[Fact] = ()
    title: str = ""
    crowded: bool = False
    fate: str = ""


def own_words(mention: Mention, tree: Tree) -> frozenset[int]:
    """The tokens of the phrase that a quantity is said of."""
    if mention.measured is None or "person" in mention.classes:
        return frozenset()
    spoken = {token.index for token in tree.at(*mention.measured)}
    told = {c for index in spoken for c in tree.children[index] if tree.tokens[c].tag == "VBN" and tree.tokens[c].dep == "acl"}  # fmt: skip
    return frozenset(spoken | told)  # "the number of children killed in raids rose by 40 percent"


def named_by(mention: Mention, tree: Tree) -> frozenset[str]:
    """The measures that the last noun of what a sum or percentage is told of names: that of "its operating | expenses"."""
    nouns = [i for i in own_words(mention, tree) if tree.tokens[i].tag in ("NN", "NNS")]
    return frozenset(cue.measure for cue in cues_of(tree.tokens[max(nouns)].lower)) if nouns else frozenset()


def classes_meant(mention: Mention, setting: Setting) -> frozenset[str]:
    """The classes of what is counted, as its cues must fit them: of what a number without a noun goes on with, else people."""
    previous = setting.previous
    if thing := meant_by(setting.text, mention, previous, setting.tree):
        return noun_classes(thing) | {"count"}
    counted = mention.counted.span
    if mention.counted.head is not None and not mention.classes & DIMENSIONS:
        noun = noun_classes(setting.text[slice(*counted)]) if counted and mention.implicit else frozenset()
        people = PERSON if "household" in mention.classes else frozenset()  # "dozens of families are trapped"
        return mention.classes | noun | people | {"count"}
    if not mention.elided:
        return mention.classes
    before = noun_classes(previous.unit) if previous and previous.unit else frozenset()
    if parts := things_of(previous):
        return parts | {"count"}
    if done_to_more(setting.text, mention, previous):
        return before | {"count"}
    if previous and (thing := whole_of(setting.text, setting.sentence)) and previous.unit.split(" ")[-1] == thing:
        return before | {"count"}  # "Of the 70 seats, 25 were gained and 36 were held"
    # "from a loss of 22.6 billion"
    of_money = (mention.low or 0) >= _TOO_MANY or is_sum(setting.text, setting.tree, mention, setting.purse)
    own = frozenset(("money",)) if of_money else PERSON
    return own | {"count"} | (before - {"locality"})  # "in nine districts; the port has the most cases with 23"


def reach_of(mention: Mention) -> float:
    """How far off a cue may stand, in the costs of ways through the tree."""
    if mention.elided:
        return _ELIDED_REACH
    return _REACH if mention.classes & {"person", "household"} else QUANTITY_REACH
