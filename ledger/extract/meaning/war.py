"""What an army loses beside its tanks and guns: "two cars and three howitzers were destroyed"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, noun_classes
from ledger.extract.meaning.parts import PARTS, first_of
from ledger.extract.meaning.wholes import is_whole
from ledger.model import Fact

_THINGS = frozenset(("vehicle", "arms", "equipment"))
_RAIDS = frozenset(("attacks", "munitions_fired"))
_UP = 6  # steps from a noun up to the verb that tells what became of it


def lost_in_war(mention: Mention, tree: Tree, previous: Fact | None) -> str | None:
    """What cars, weapons and the like are that were destroyed with an army's arms: "two cars and three howitzers were destroyed".

    Bombs of which raids are made up were dropped.
    """
    raids = previous is not None and previous.measure in _RAIDS and previous.sentence.end >= mention.span.end
    if raids and "munition" in mention.classes and tree.tokens[tree.tokens[first_of(tree, mention.anchor)].head].lower in PARTS:  # fmt: skip
        return "munitions_fired"  # "carried out 1,000 raids, including 540 barrel bombs"
    listed = previous is not None and previous.measure == "equipment_lost" and previous.sentence.end >= mention.span.end
    things = _THINGS | {"team"} if listed else _THINGS  # "lost 40 cars and eight naval units"
    if mention.elided or mention.classes.isdisjoint(things) or "person" in mention.classes:
        return None
    if is_whole(mention, tree):
        return None  # "lost 12 of its 300 tanks"
    path = tree.path(mention.anchor)[1:_UP]
    destroys = lexicon.family("destroys")
    if not any(tree.tokens[i].tag[:2] == "VB" and not destroys.isdisjoint(lemmas(tree.tokens[i].lower)) for i in path):
        return None
    return "equipment_lost" if listed or _stands_with_arms(tree, mention.anchor) else None


def _stands_with_arms(tree: Tree, noun: int) -> bool:
    """Whether a noun is joined with one of an army's arms."""
    joined = [first_of(tree, noun)]
    for one in joined:
        joined += [child for child in tree.children[one] if tree.tokens[child].dep == "conj"]
    classes = (noun_classes(tree.tokens[one].lower) for one in joined if one != noun)
    return any("equipment" in one and "vehicle" not in one for one in classes)
