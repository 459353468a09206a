"""What is said to be yet to come."""

from __future__ import annotations

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas
from ledger.extract.speakers.cues import reporting_kind


def foretells(tree: Tree, verb: int, child: int) -> bool:
    """E.g. "expects 40 deaths", "warned of flooding in 16 districts"."""
    word = tree.tokens[verb].lower
    warned = tree.tokens[child].dep == "prep" and "warn" in lemmas(word)
    warned = warned and any(tree.tokens[c].lower in ("of", "about") for c in tree.children[verb])
    return warned or reporting_kind(word) == "forecast"
