"""Victims of whom it was told what became of them: "… 30 people had been killed. The victims included four children"."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import BE, SUBJECTS, Tree
from ledger.extract.grammar.words import lemmas
from ledger.extract.meaning.measures import cues_at, harm_measures
from ledger.extract.meaning.parts import PARTS, first_of
from ledger.model import Fact

_VICTIMS = frozenset(("victims", "casualties", "toll"))
_NAMED = frozenset(("victims", "casualties"))
VAGUE = frozenset(("casualties", "other"))  # measures that may leave open what the victims suffered


def of_victims(mention: Mention, tree: Tree, previous: Fact | None, told: Sequence[Fact]) -> str | None:
    """What the victims suffered of whom people are a part, as the figures right before tell it; None where they tell several things.

    ``told`` are the figures of the sentence before.
    """
    if previous is not None and is_of_those_told(mention, tree, previous):
        return previous.measure
    noun = mention.number if mention.counted.partitive else mention.anchor
    named = mention.counted.partitive and tree.tokens[mention.anchor].lower in _NAMED
    if not (named or _is_part(tree, noun)):  # "Two of the victims were shot in the head"
        return None
    if not named and _are_killed(tree, first_of(tree, noun)):
        return "killed"
    known = [previous] if previous is not None else told
    harms = {fact.measure for fact in known if fact.measure in harm_measures()}
    harm = harms.pop() if len(harms) == 1 else None
    enough = max((fact.low or fact.high or 0 for fact in known if fact.measure == harm), default=0)
    return harm if harm in ("killed", "wounded", "infected") and enough >= (mention.low or 0) else None


def is_of_those_told(mention: Mention, tree: Tree, previous: Fact) -> bool:
    """E.g. the two of "twelve of the dead were shot in the hall, two were shot outside": a further part of the dead."""
    if not mention.elided or mention.implicit or previous.measure not in ("killed", "wounded"):
        return False
    parted = any(_is_parted(tree, index) for index in range(max(0, mention.number - _FAR), mention.number))
    between = tree.tokens[max(0, mention.number - _FAR) : mention.number]
    return parted and all(token.text not in (";", ".", "but") for token in between)


def _is_parted(tree: Tree, index: int) -> bool:
    """Whether a number parts the dead or the hurt at an index: "eight of the wounded"."""
    words = tree.tokens[index : index + 4]
    if len(words) < 4 or words[0].tag != "CD" or [word.lower for word in words[1:3]] != ["of", "the"]:
        return False
    return words[3].lower in lexicon.family("dead") | _HURT


_FAR = 24  # words from the first part to the next
_HURT = frozenset(("wounded", "injured", "victims", "fatalities"))


def _are_killed(tree: Tree, noun: int) -> bool:
    """E.g. "the victims included 12 men, among them two guards, who were killed": the clause may hang on any of them."""
    clauses = (index for index in tree.subtree(noun) if tree.tokens[index].dep in ("acl", "relcl"))
    return any(cue.measure == "killed" and not cue.also for clause in clauses for cue in cues_at(tree, clause))


def _is_part(tree: Tree, noun: int) -> bool:
    """E.g. "the victims included a nurse and two pupils", "among the victims were two pupils"."""
    first = tree.tokens[first_of(tree, noun)]
    verb = tree.tokens[first.head]
    if first.dep == "dobj" and "include" in lemmas(verb.lower):
        joined = verb.head if verb.dep == "conj" else verb.index
        subject = tree.child(verb.index, "nsubj") or tree.child(joined, *SUBJECTS)
        return subject is not None and subject.lower in _VICTIMS
    if first.dep not in ("nsubj", "attr") or verb.lower not in BE:
        return False
    among = (child for child in tree.children[verb.index] if tree.tokens[child].lower in PARTS)
    return any(tree.tokens[inner].lower in _VICTIMS for one in among for inner in tree.children[one])
