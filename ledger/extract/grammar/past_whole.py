"""The whole of which a number is a part, where its day or what bounds it stands before its noun: "84 of | nearly 150 | flights"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.tree import Tree

# "six of the remaining 20 climbers" too
_BOUNDING = lexicon.family("hedge") | lexicon.family("left of a whole")
_BOUNDS = lexicon.family("hedge") | {"close to", "just over", "just under", "well over"}


def past_whole(tree: Tree, position: int, masked: frozenset[int]) -> int:
    """Where the noun begins after the "of" of a part that ends at ``position``, the number of the whole passed over.

    E.g. "31 of | its roughly 60 | ferries", "nine of | more than 200 | reactors", "12 of | Monday's 30 | matches". An owner
    that is no time is read by its tags ("120 of the village's 200 houses").
    """
    tokens, index = tree.tokens, position
    while index + 1 < len(tokens) and (index in masked or tokens[index].tag in ("PRP$", "POS")):
        index += 1
    words = [token.lower for token in tokens[index : index + 2]]
    bounded = 2 if " ".join(words) in _BOUNDS else int(words[:1] != [] and words[0] in _BOUNDING)
    first = index + bounded
    end = first
    while end + 1 < len(tokens) and tokens[end].tag == "CD" and end not in masked:
        end += 1
    return end if end > first > position else position
