"""What is tried has not been done, what is presumed not confirmed: "efforts to rescue 12", "missing, presumed dead" (FACTS.md 2, ``status``)."""

from __future__ import annotations

from itertools import pairwise

from ledger import lexicon
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, status_words

_ASIDE = 10  # tokens from people to what is presumed of them


def is_presumed_dead(tree: Tree, anchor: int) -> bool:
    """Whether what follows people in their clause presumes their death: "eight others are missing, presumed dead"."""
    for one, two in pairwise(tree.tokens[anchor + 1 : anchor + _ASIDE]):
        if not status_words("unconfirmed").isdisjoint(lemmas(one.lower)):
            return two.lower in lexicon.family("dead") or two.lower in lexicon.family("lost in water")
        if one.tag in ("CD", ".", "VBN") or (one.tag == "VBD" and one.dep[:3] != "aux"):
            return False  # "12 were killed and others feared dead"
    return False


def is_tried(tree: Tree, index: int) -> bool:
    """Whether the verb at ``index`` is what somebody tries to do: "were working to free two workers", "a bid to free nine"."""
    above, aux = tree.tokens[tree.tokens[index].head], tree.child(index, "aux")
    if aux is None or aux.lower != "to" or above.index == index:
        return False
    if above.tag[:2] != "VB":
        return above.lower in status_words("attempts")
    forms = set(lemmas(above.lower))
    return bool(forms & status_words("trying")) or (above.tag == "VBG" and bool(forms & status_words("working at")))
