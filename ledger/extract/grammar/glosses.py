"""Glosses between a number and the noun that it counts, or at the head of a line: "420: homes flooded", "nine NPA (New People's Army) members"."""

from __future__ import annotations

from ledger.extract.grammar.parse import Tree

_NUMBERS = frozenset(("number", "numbers", "count", "total"))


def after_gloss_mark(tree: Tree, first: int, position: int) -> int:
    """Where the words begin that gloss a number at the head of its line: "420: homes flooded", "13,400 – number of people moved"."""
    tokens = tree.tokens
    heads = not any(token.text[:1].isalnum() for token in tokens[:first]) and position + 1 < len(tokens)
    if not heads or tokens[position].text not in (":", "-", "–", "—") or not tokens[position + 1].text.islower():
        return position
    number = next((i for i in range(position + 1, min(position + 5, len(tokens))) if tokens[i].lower in _NUMBERS), None)
    if number is not None and number + 1 < len(tokens) and tokens[number + 1].lower == "of":
        return number + 2
    return position + 1


def past_gloss(tree: Tree, head: int) -> int:
    """The noun after an abbreviation that is spelt out between them: the members of "nine NPA (New People's Army) members"."""
    after = tree.tokens[head + 1 : head + 10]
    closing = next((token.index for token in after if token.text == ")"), len(tree.tokens))
    following = tree.tokens[closing + 1 : closing + 2]
    glossed = tree.tokens[head].text.isupper() and bool(after) and after[0].text == "("
    return closing + 1 if glossed and following and following[0].tag == "NNS" else head


def opens_name(tree: Tree, head: int, index: int) -> bool:
    """E.g. the mark in 'three car theft "masters of the trade"': whom a noun in the singular goes on to call so are the counted."""
    called = tree.tokens[index + 1 : index + 2]
    opens = tree.tokens[index].tag == "``" or tree.tokens[index].text in ("“", "‘")
    return opens and index == head + 1 and tree.tokens[head].tag == "NN" and called != () and called[0].tag == "NNS"
