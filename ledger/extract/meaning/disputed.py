"""Claims that a sentence itself puts in doubt or calls untrue: "unverified reports of 40 deaths", "it is not true that 40 died"."""

from __future__ import annotations

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import status_kinds, status_words


def is_in_doubt(tree: Tree, index: int, child: int) -> bool:
    """Whether a word above a figure is a claim told as unverified, or the verb by which the claim below is disputed."""
    token, below = tree.tokens[index], tree.tokens[child]
    if token.tag[:2] == "NN":
        told = (tree.tokens[c].lower for c in tree.children[index] if tree.tokens[c].dep == "amod")
        return index != child and _is_claim(token.lower) and not status_words("in doubt").isdisjoint(told)
    disputed = token.tag == "VBN" and below.dep == "nsubjpass" and _is_claim(below.lower)
    return disputed and "disputing" in status_kinds(token.lower) and tree.child(index, "neg") is None


def is_called_untrue(tree: Tree, index: int, child: int) -> bool:
    """E.g. "reports of 50 dead were false", "it is not true that 40 died", "called the claim of 40 dead a lie"."""
    below = tree.tokens[child]
    said = tree.child(index, "acomp", "attr", "oprd")
    if said is None:
        return False
    denied = tree.child(index, "neg") is not None
    if below.dep == "ccomp":
        return denied and said.lower in status_words("true")
    claim = below.dep in ("nsubj", "nsubjpass", "dobj") and _is_claim(below.lower)
    untrue = "untrue" in status_kinds(said.lower) and not denied
    return claim and (untrue or (denied and said.lower in status_words("true")))


def _is_claim(noun: str) -> bool:
    return "claims" in status_kinds(noun)
