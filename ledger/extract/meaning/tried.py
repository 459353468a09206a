"""What is tried has not been done yet: "efforts to rescue 12 miners" have rescued nobody (FACTS.md 2, ``status``)."""

from __future__ import annotations

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, status_words


def is_tried(tree: Tree, index: int) -> bool:
    """Whether the verb at ``index`` is what somebody tries to do: "were working to free two workers", "a bid to free nine"."""
    above, aux = tree.tokens[tree.tokens[index].head], tree.child(index, "aux")
    if aux is None or aux.lower != "to" or above.index == index:
        return False
    if above.tag[:2] != "VB":
        return above.lower in status_words("attempts")
    forms = set(lemmas(above.lower))
    return bool(forms & status_words("trying")) or (above.tag == "VBG" and bool(forms & status_words("working at")))
