"""What is said to be yet to come."""

from __future__ import annotations

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, status_words
from ledger.extract.speakers.cues import reporting_kind


def foretells(tree: Tree, verb: int, child: int) -> bool:
    """E.g. "expects 40 deaths", "warned of flooding in 16 districts"."""
    word = tree.tokens[verb].lower
    warned = tree.tokens[child].dep == "prep" and "warn" in lemmas(word)
    warned = warned and any(tree.tokens[c].lower in ("of", "about") for c in tree.children[verb])
    return warned or reporting_kind(word) == "forecast"


def moves_outlook(tree: Tree, verb: int) -> bool:
    """E.g. "cut its growth forecast to 0.2 percent from 1.3", "the forecast was 5.3 percent", "the forecast goes up to 7"."""
    token = tree.tokens[verb]
    if token.tag[:2] != "VB":
        return False
    itself = token.lower in _BE or not status_words("moving outlook").isdisjoint(lemmas(token.lower))
    told = ("dobj", "nsubj", "nsubjpass") if itself else ("dobj",)
    words = (tree.tokens[c].lower for c in tree.children[verb] if tree.tokens[c].dep in told)
    return not status_words("outlook").isdisjoint(words)


_BE = ("is", "are", "was", "were")
