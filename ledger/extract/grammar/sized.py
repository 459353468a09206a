"""A number within the phrase that another number counts, which only tells of what size each is."""

from __future__ import annotations

from ledger.extract.grammar.parse import NOUNS, Tree

_WORDS = 3  # "-", "seat", "aircraft"


def is_sized(tree: Tree, index: int, position: int) -> bool:
    """E.g. the 19 of "seven 19-seat aircraft" or the 16 of "two 16-year-olds", right where the phrase begins."""
    if index != position or index + _WORDS >= len(tree.tokens) or not tree.tokens[index].text.isdigit():
        return False
    joint, noun, thing = tree.tokens[index + 1 : index + 1 + _WORDS]
    compound = joint.text == "-" and joint.start == tree.tokens[index].end and noun.tag == "NN"
    return compound and thing.tag in NOUNS | {"JJ", "HYPH"}


def of_size(tree: Tree, number: int, head: int | None) -> bool:
    """Whether a number only says of what size one thing is: the four of "a four-room flat", the 600 of "a 600-plant factory"."""
    between = tree.tokens[number + 1 : head] if head is not None else ()
    before = tree.tokens[max(0, number - 2) : number]
    told = before[1:] if len(before) > 1 and before[1].lower in _ARTICLES else before  # "a parked 18-wheel truck"
    led = bool(told) and told[0].lower in _ARTICLES and all(token.tag in ("JJ", "VBN") for token in told[1:])
    return led and len(between) > 1 and between[0].text == "-" and between[1].tag == "NN"


_ARTICLES = frozenset(("a", "an", "the", "this", "that", "its", "his", "her", "their"))
