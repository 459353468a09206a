"""Words that are cues elsewhere, in a sense in which they say nothing of those counted: "missing out on school", "died in custody"."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.extract.numbers.currencies import code_after
from ledger.lexicon.plurals import singular

LONGEST = 4  # words of the longest cue
_BEFORE_NOUN = frozenset(("DT", "PRP$", "JJ", "NN"))


def misses_something(tree: Tree, index: int) -> bool:
    """E.g. "children missing out on school", "missing their meals", "jailed over the missing dues": nobody looks for them."""
    verb = next(token for token in tree.tokens[index : index + LONGEST] if token.lower == "missing")
    following = tree.tokens[verb.index + 1 : verb.index + 2]
    out = bool(following) and following[0].lower == "out"
    mislaid = verb.dep == "amod" and not labels("mislaid").isdisjoint(lemmas(tree.tokens[verb.head].lower))
    return out or mislaid or (verb.tag == "VBG" and tree.child(verb.index, "dobj") is not None)


def barred(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """The measures that the words at a token name elsewhere, but not here."""
    if "missing" in words and misses_something(tree, index):
        return frozenset(("missing",))
    if words[0] in ("camp", "camps") and index and tree.tokens[index - 1].lower in lexicon.family("camp of others"):
        return frozenset(("displaced",))  # "five climbers returned to base camp"
    if words[0] == "active" and tree.tokens[index].dep == "amod":
        classes = noun_classes(tree.tokens[tree.tokens[index].head].lower)
        fit = "person" in classes and "casenoun" not in classes
        return frozenset(("infected",)) if fit else frozenset()  # "several active shooters"
    stem = set(lemmas(words[0]))
    if "fire" in stem and (shot := tree.child(index, "dobj")) is not None:
        people = "person" in noun_classes(shot.lower)
        return frozenset() if people else frozenset(("dismissed",))  # "two men firing rifles"
    if (
        "hit" in stem
        and index > 1
        and tree.tokens[index - 1].tag == "HYPH"
        and tree.tokens[index - 2].lower in labels("peril")
    ):
        return frozenset(("casualties",))  # "flood-hit families"
    if other := _of_business(tree, index, stem):
        return other
    if "break" in stem and (one := tree.child(index, "nsubj")) is not None and singular(one.lower) in labels("peril"):
        return frozenset(("rescued",))  # "fires broke out in two of them"
    met = "catch" in stem and any(
        token.lower in lexicon.family("caught in") for token in tree.tokens[index + 2 : index + 6]
    )
    return frozenset(("detained",)) if met and tree.tokens[index + 1].tag in ("IN", "RP") else frozenset()


def _of_business(tree: Tree, index: int, stem: set[str]) -> frozenset[str]:
    """What words of sales, contracts and races do not name."""
    verb = tree.tokens[index].tag[:2] == "VB"
    if "charge" in stem and (sum_ := tree.child(index, "dobj")) is not None and _is_money(tree, sum_):
        return frozenset(("detained",))  # "smugglers charging $900 for a seat"
    if "won" in stem and verb:
        return frozenset(("price",))  # "won 20 percent" is no money of Korea
    return frozenset(("infected",)) if "contract" in stem and not verb else frozenset()  # "ended 44 tutors' contracts"


def _is_money(tree: Tree, thing: Token) -> bool:
    signed = any(tree.tokens[child].tag == "$" for child in tree.children[thing.index])
    return signed or code_after(thing.lower) is not None


def only_places(tree: Tree, index: int) -> bool:
    """Whether a word only tells where the dead were: "two deaths in police custody", "30 deaths in hospital"."""
    at = index
    while at and index - at < LONGEST and tree.tokens[at].lower != "in" and tree.tokens[at].tag in _BEFORE_NOUN:
        at -= 1
    if at == 0 or tree.tokens[at].lower != "in":
        return False
    before = tree.tokens[at - 1].lower
    return "deathnoun" in noun_classes(before) or before in lexicon.family("dying")


def is_in_compound(tree: Tree, index: int) -> bool:
    """Whether a word of worth is the first half of an adjective: "value-added exports" tell no value."""
    if tree.tokens[index].lower == "worth" and index and tree.tokens[index - 1].lower in labels("sum of money"):
        return True  # "an amount worth $70 million has been allocated"
    joined = [token.text for token in tree.tokens[index + 1 : index + 2]] == ["-"]
    return joined and tree.tokens[index].lower in labels("of worth") and tree.tokens[index + 2].tag in ("VBN", "JJ")
