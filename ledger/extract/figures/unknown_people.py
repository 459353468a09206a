"""Nouns that the lexicon lacks, of which a clause tells what befalls or is done by people alone."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, noun_classes

_UP = 4  # conjuncts up to the first: "killed nine cooks, four waiters and two brandlers"
_ROW = frozenset(("conj", "appos"))
_TOLD = frozenset(("acomp", "attr", "oprd", "xcomp", "ccomp"))


def are_people(tree: Tree, head: int) -> bool:
    """Whether what is counted are people, by a noun that no list has: "9 brandlers died", "the arrest of 9 brandlers"."""
    token = tree.tokens[head]
    word = token.lower
    if token.tag != "NNS" or not token.text.islower() or not word.replace("-", "").isalpha():
        return False
    if not lexicon.family("no people").isdisjoint(lemmas(word)):
        return False
    return _are_said_to_be(tree, head) or _have_role_of_people(tree, _first(tree, head))


def _first(tree: Tree, head: int) -> int:
    """The word in whose place a noun stands: the number of "two of the brandlers", the first of those joined by "and"."""
    token = tree.tokens[head]
    of = tree.tokens[token.head]
    if token.dep == "pobj" and of.lower == "of" and _is_number(tree, of.head):
        head = of.head
    for _ in range(_UP):
        if tree.tokens[head].dep not in _ROW:
            break
        head = tree.tokens[head].head
    return head


def _is_number(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.tag == "CD" or token.lower in lexicon.listed("numbers", "vague")


def _are_said_to_be(tree: Tree, head: int) -> bool:
    """What hangs on a noun itself: "9 wounded brandlers", "9 brandlers killed in a raid", "9 brandlers who wept"."""
    for child in tree.children[head]:
        token = tree.tokens[child]
        if token.dep == "amod" and token.lower in lexicon.family("said of the living"):
            return True
        if token.dep == "acl" and token.tag == "VBN" and _is_done_to_people(tree, child):
            return True
        if token.dep == "relcl":
            subject = tree.child(child, "nsubj", "nsubjpass")
            if subject is not None and subject.lower == "who":
                return True
    return False


def _have_role_of_people(tree: Tree, at: int) -> bool:
    """What the clause does with a noun: "9 brandlers fled", "the flood killed 9 brandlers", "the deaths of 9 brandlers"."""
    token = tree.tokens[at]
    over = tree.tokens[token.head]
    if token.dep == "pobj":
        lot = tree.tokens[over.head]
        return over.lower == "of" and not lexicon.family("lot of people").isdisjoint(lemmas(lot.lower))
    if token.dep in ("dobj", "nsubjpass"):
        return _is_done_to_people(tree, over.index) or (
            token.dep == "nsubjpass" and over.tag == "VBN" and _is_told(tree, over.index)
        )
    if token.dep != "nsubj":
        return False
    state = over.tag != "VBD" and tree.child(over.index, "aux", "dobj") is None  # no "slides had killed 14 more"
    return (state and over.lower in lexicon.family("said of the living")) or _is_done_by_people(tree, over.index)


def _is_done_to_people(tree: Tree, verb: int) -> bool:
    told = lemmas(tree.tokens[verb].lower)
    if "charge" in told:  # "9 brandlers were charged with theft"; but phones are charged
        return any(tree.tokens[child].lower == "with" for child in tree.children[verb])
    return not lexicon.family("done to people").isdisjoint(told) or "death" in _reached(tree, verb)


def _is_done_by_people(tree: Tree, verb: int) -> bool:
    told = lemmas(tree.tokens[verb].lower)
    if not lexicon.family("done by people").isdisjoint(told):
        return True
    lost = tree.child(verb, "dobj")
    if "lose" in told and lost is not None and lost.lower in lexicon.family("lost by people"):
        return True  # "9 brandlers lost their lives"
    return _is_told(tree, verb)


def _is_told(tree: Tree, verb: int) -> bool:
    """What a verb is filled up by: "9 brandlers are dead", "… were reported killed", "… are believed to have died", "… are in hospital"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep not in _TOLD or tree.child(child, "nsubj", "nsubjpass") is not None:
            continue
        if token.lower in lexicon.family("said of the living"):
            return True
        told = lemmas(token.lower)
        if token.tag[:2] == "VB" and not lexicon.family("done by people").isdisjoint(told):
            return True
        if token.tag == "VBN" and not lexicon.family("done to people").isdisjoint(told):
            return True
    return bool(_reached(tree, verb) & lexicon.family("where people lie"))


def _reached(tree: Tree, verb: int) -> frozenset[str]:
    """The nouns without an article that a verb's "to" and "in" lead to: "hacked to death", "taken to hospital", "are in custody"."""
    found = []
    for child in tree.children[verb]:
        if tree.tokens[child].lower in ("to", "in", "into"):
            thing = tree.child(child, "pobj")
            if thing is not None:
                found.append(thing.lower)
    return frozenset(found)


def are_among_people(tree: Tree, head: int) -> bool:
    """E.g. the second number of "28 villagers, including nine brandlers": those among people are people."""
    token = tree.tokens[head]
    among = tree.tokens[token.head]
    if token.dep != "pobj" or among.lower not in ("including", "among") or among.index < 2:
        return False
    before = tree.tokens[among.index - (2 if tree.tokens[among.index - 1].text == "," else 1)]
    return before.tag == "NNS" and "person" in noun_classes(before.lower)
