"""The second word for which a cue of two parts asks: the prisoner of "took 16 soldiers prisoner", any country after "fled"."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from ledger import lexicon
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes

_WINDOW = 9  # tokens
_AROUND = 14


def follows(tree: Tree, index: int, word: str) -> bool:
    """Whether the second half of a cue in two parts comes soon: "took 16 soldiers prisoner", "sent to the county hospital"."""
    if word == "@country":
        return any(_is_country(tree, at) for at in range(index + 1, index + 4)) or _goes_to_country(tree, index)
    if word == "@abroad":  # "drove 40,000 Hutus into Rwanda"
        after = tree.tokens[index + 1 : index + 2 + _WINDOW]
        return any(a.lower in {"into", *labels("next door")} and _is_country(tree, b.index) for a, b in pairwise(after))  # fmt: skip
    if word.startswith("@"):
        around = tree.tokens[max(0, index - _AROUND) : index] + tree.tokens[index + 1 : index + 1 + _AROUND]
        return any(not labels(word[1:]).isdisjoint(lemmas(token.lower)) for token in around)
    if not may_follow(tree, word):
        return False
    for token in tree.tokens[index + 1 : index + 1 + _WINDOW]:
        if token.text == ";":
            return False  # "three were dug out alive; a fourth was lifeless"
        parted = tree.tokens[token.index - 1].text == ","
        folk = "person" in noun_classes(token.lower)  # "shot five people in Lima, suspect dead"
        if parted and (folk or token.tag == "VBG" or token.lower in ("and", "while", "but")):
            return False  # "shot four people, leaving two dead", "10% fled to Goma, and the rest crossed the border"
        if token.tag == "CD" and (parted or tree.tokens[token.index - 1].lower == "and"):
            # "nine people being shot and two dead"; but "struck nine people and two goats dead"
            return _closes(tree, index, token, word)
        if word in lemmas(token.lower):
            return not _is_escaped(tree, index, token.index)
    return False


def may_follow(tree: Tree, word: str) -> bool:
    """Whether the sentence has the second half of a cue at all: few of the second halves asked for are in it."""
    if word in ("@country", "@abroad"):
        return True
    return not labels(word[1:]).isdisjoint(_lemmas_of(tree)) if word[0] == "@" else word in _lemmas_of(tree)


def _closes(tree: Tree, verb: int, number: Token, word: str) -> bool:
    """Whether a second word closes a row of things that one verb is done to, of which a number counts the last."""
    noun = tree.tokens[number.head]
    after = tree.tokens[noun.index + 1 : noun.index + 2]
    counted = number.dep == "nummod" and noun.index > number.index and verb in tree.path(noun.index)
    return counted and bool(after) and word in lemmas(after[0].lower)


@lru_cache(maxsize=4)  # of the sentences in hand: a tree is equal to itself alone
def _lemmas_of(tree: Tree) -> frozenset[str]:
    """All that the words of a sentence may be forms of."""
    return frozenset().union(*map(lemmas, {token.lower for token in tree.tokens}))


def _is_escaped(tree: Tree, verb: int, harm: int) -> bool:
    """E.g. "both drivers escaped injury", "nine escaped without a scratch"; not "escaped with burns"."""
    if labels("escaping").isdisjoint(lemmas(tree.tokens[verb].lower)):
        return False
    done_to = tree.tokens[harm].dep == "dobj" and tree.tokens[harm].head == verb
    if tree.tokens[harm].tag == "VBG" and tree.child(harm, "dobj") is not None:
        return True  # "escaped after wounding six"
    return done_to or any(token.lower == "without" for token in tree.tokens[verb + 1 : harm])


def _goes_to_country(tree: Tree, index: int) -> bool:
    """E.g. "fled for their lives to Kenya", "are fleeing in panic to neighbouring Chad"; no town "close to Kenya"."""
    if labels("fleeing").isdisjoint(lemmas(tree.tokens[index].lower)):
        return False  # "left by plane to Kenya"
    for to in tree.tokens[index + 2 : index + _WINDOW]:
        if to.tag[:2] == "VB" or to.text in (",", ";"):
            return False
        if to.lower in ("to", "into") and tree.tokens[to.index - 1].tag not in ("JJ", "RB"):
            after = tree.tokens[to.index + 1 : to.index + 2]
            beside = bool(after) and after[0].lower in {"the", *labels("next door")}
            return _is_country(tree, to.index + 1 + beside)
    return False


@cache
def _countries() -> dict[str, list[list[str]]]:
    """The names of countries, lower case, in words, by their first: "fled Sudan", "left South Sudan"."""
    found: dict[str, list[list[str]]] = {}
    for row in lexicon.rows("countries"):
        words = row[0].lower().split()
        found.setdefault(words[0], []).append(words)
    return found


def _is_country(tree: Tree, index: int) -> bool:
    """Whether a country's name begins with a token: "El Salvador", and neither El Fasher nor "fled south"."""
    first = tree.tokens[index].lower if index < len(tree.tokens) else ""
    names = _countries().get(first, ())
    return any([token.lower for token in tree.tokens[index : index + len(name)]] == name for name in names)
