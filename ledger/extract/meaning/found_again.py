"""Those who were missing and are no longer: "half of the 700 islanders listed as missing have been found"."""

from __future__ import annotations

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import FINITE, PAST, Token, Tree
from ledger.extract.grammar.words import labels, lemmas

_TRACED = labels("traced")
_LEARNT = labels("learnt")
_ABLE = frozenset(("able", "manage"))


def found_again(tree: Tree, mention: Mention, measure: str, cue: Token) -> str | None:
    """What becomes of "missing" where the sentence says that they, or their whereabouts, were found."""
    if measure != "missing":
        return None
    number = tree.tokens[mention.number]
    verb = tree.tokens[number.head]
    part = number.dep == "nsubjpass" and not _TRACED.isdisjoint(lemmas(verb.lower)) and _is_told(tree, verb)
    if part and tree.child(number.index, "prep") is not None:
        return "other"
    noun = tree.tokens[mention.anchor]
    found = noun.dep == "nsubjpass" and not _TRACED.isdisjoint(lemmas(tree.tokens[noun.head].lower))
    if (
        found
        and cue.index < noun.head
        and cue.index in tree.subtree(noun.index)
        and _is_told(tree, tree.tokens[noun.head])
    ):
        return "other"  # "nine hikers who had been missing were located on Friday"
    known = cue.lower == "whereabouts" and cue.dep == "dobj" and _is_learnt(tree, tree.tokens[cue.head])
    return "other" if known else None


def _is_told(tree: Tree, verb: Token) -> bool:
    """Whether a verb says what is so; not "have not been found", "may be found", "are yet to be found"."""
    if verb.dep == "xcomp" or any(tree.tokens[c].tag in ("MD", "TO") for c in tree.children[verb.index]):
        return False
    return verb.tag in FINITE | PAST and tree.child(verb.index, "neg") is None


def _is_learnt(tree: Tree, verb: Token) -> bool:
    """Whether a verb tells that the whereabouts are known now: "police established …", "were able to determine …"."""
    if _LEARNT.isdisjoint(lemmas(verb.lower)):
        return False
    if verb.dep == "xcomp":
        above = tree.tokens[verb.head]
        subject = tree.tokens[above.head] if above.tag[:2] == "JJ" else above
        return not _ABLE.isdisjoint(lemmas(above.lower)) and tree.child(subject.index, "neg") is None
    return _is_told(tree, verb)
