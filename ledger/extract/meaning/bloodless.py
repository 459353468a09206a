"""Verbs of harm that harm nobody: a fee hits tenants, a party loses members, a minister survives a vote, a column attacks judges."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.told import first_words
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.meaning.doers import doer_of

_BODILY = frozenset(("killed", "wounded", "casualties", "trapped", "captured"))


def harms_nobody(tree: Tree, index: int, measure: str, text: str) -> bool:
    """Whether the verb at ``index``, which elsewhere tells the ``measure``, does here no harm, and sets nobody free."""
    if tree.tokens[index].tag[:2] != "VB":
        return False
    if _is_kept_off(tree, index):
        return True
    said = frozenset(lemmas(tree.tokens[index].lower))
    if measure == "buildings_damaged" and not labels("shutting").isdisjoint(said):
        return _are_shut(text)
    if measure in _BODILY and not labels("burdening").isdisjoint(said):
        return _is_burden(tree, index)
    if measure == "killed" and "lose" in said:
        return _leave(tree, index)
    if measure == "rescued" and "survive" in said:
        past = tree.child(index, "dobj")
        left_behind = tree.child(index, "auxpass") is not None  # "he is survived by seven children"
        return left_behind or (past is not None and past.lower in labels("survived in office"))
    if measure == "rescued" and not labels("letting go").isdisjoint(said):
        return _name_of_doer(tree, index) in labels("club")
    if measure in _BODIES_OF_WORDS and "attack" in said:
        return _object_of(tree, index, ("in", "on")) in labels("said or written")
    return False


_BODIES_OF_WORDS = frozenset(("wounded", "casualties"))


def _are_shut(text: str) -> bool:
    """Whether a report tells of a walkout and of nothing that damages a house: "a third of schools will be affected"."""
    told = first_words(text).keys()
    return not lexicon.family("walkout").isdisjoint(told) and (labels("ravages") - labels("bargaining")).isdisjoint(
        told
    )


def _is_kept_off(tree: Tree, index: int) -> bool:
    """E.g. "the law protects 300 informers from being killed"."""
    led = tree.tokens[tree.tokens[index].head]
    from_it = tree.tokens[index].dep == "pcomp" and led.lower == "from"
    return from_it and not labels("keeping off").isdisjoint(lemmas(tree.tokens[led.head].lower))


def _is_burden(tree: Tree, index: int) -> bool:
    """E.g. "the fee hit 300 students", "were hit with fines"; "the rail strike hit 40,000 commuters", but an air strike hits otherwise."""
    doer = doer_of(tree, index)
    name = tree.tokens[doer].lower if doer is not None else ""
    if name in labels("burden") or _object_of(tree, index, ("with", "by")) in labels("burden"):
        return True
    if doer is None or "strike" not in lemmas(name):
        return False
    whom = tree.child(index, "dobj", "nsubjpass")
    armed = any(tree.tokens[c].lower in labels("strike of arms") for c in tree.children[doer])
    return not armed and whom is not None and not labels("served").isdisjoint(lemmas(whom.lower))


def _leave(tree: Tree, index: int) -> bool:
    """E.g. "the union has lost 900 members": they have left, where nothing is told of which people die."""
    if _name_of_doer(tree, index) not in labels("body of members"):
        return False
    return all(labels("deadly").isdisjoint(lemmas(token.lower)) for token in tree.tokens)


def _name_of_doer(tree: Tree, index: int) -> str:
    doer = doer_of(tree, index)
    return tree.tokens[doer].lower if doer is not None else ""


def _object_of(tree: Tree, index: int, prepositions: tuple[str, ...]) -> str:
    """The noun after one of these prepositions of a verb."""
    leads = (c for c in tree.children[index] if tree.tokens[c].lower in prepositions)
    nouns = (tree.child(lead, "pobj") for lead in leads)
    return next((noun.lower for noun in nouns if noun is not None), "")
