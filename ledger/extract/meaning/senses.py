"""Words that are cues elsewhere, in a sense in which they say nothing of those counted: "missing out on school", "died in custody"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from ledger import lexicon
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.lexicon.plurals import singular

LONGEST = 4  # words of the longest cue
_ACTIVE = frozenset(("VB", "VBP", "VBZ", "VBG"))
_INTO_AIR = frozenset(("fire", "shoot"))
_BEFORE_NOUN = frozenset(("DT", "PRP$", "JJ", "NN"))


def misses_something(tree: Tree, index: int) -> bool:
    """E.g. "children missing out on school", "missing their meals": nobody looks for them."""
    verb = next(token for token in tree.tokens[index : index + LONGEST] if token.lower == "missing")
    following = tree.tokens[verb.index + 1 : verb.index + 2]
    out = bool(following) and following[0].lower == "out"
    return out or (verb.tag == "VBG" and tree.child(verb.index, "dobj") is not None)


def _fired(tree: Tree, index: int, words: Sequence[str], stem: Set[str]) -> frozenset[str] | None:
    """What those who fire are not: "two officers fired into the air", "two men firing rifles"; None where nobody fires."""
    if not _INTO_AIR.isdisjoint(stem) and words[1:2] in (("into",), ("back",), ("in",)) and "air" in words[2:4]:
        return frozenset(("dismissed", "casualties"))
    if "fire" in stem and (shot := tree.child(index, "dobj")) is not None:
        return frozenset() if "person" in noun_classes(shot.lower) else frozenset(("dismissed",))
    return None


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
    if "life" in stem and tree.tokens[index].dep in ("dobj", "pobj") and not _is_taken(tree, index):
        return frozenset(("killed",))  # "changed the lives of 300 orphans"
    if (fired := _fired(tree, index, words, stem)) is not None:
        return fired
    if (
        "hit" in stem
        and index > 1
        and tree.tokens[index - 1].tag == "HYPH"
        and tree.tokens[index - 2].lower in labels("peril")
    ):
        return frozenset(("casualties",))  # "flood-hit families"
    if "break" in stem and (one := tree.child(index, "nsubj")) is not None and singular(one.lower) in labels("peril"):
        return frozenset(("rescued",))  # "fires broke out in two of them"
    if "hang" in stem and tree.tokens[index].tag in _ACTIVE and tree.child(index, "dobj") is None:
        return frozenset(("killed",))  # "posters for 40 children hang in the square"
    met = "catch" in stem and any(
        token.lower in lexicon.family("caught in") for token in tree.tokens[index + 2 : index + 6]
    )
    return frozenset(("detained",)) if met and tree.tokens[index + 1].tag in ("IN", "RP") else frozenset()


def _is_taken(tree: Tree, life: int) -> bool:
    """Whether the verb of which lives are the object ends them, or they are lost; "a film about the lives of 40 nurses" is of the living."""
    verb = tree.tokens[tree.tokens[life].head]
    if tree.tokens[life].dep == "pobj":
        if all(tree.tokens[c].lower != "of" for c in tree.children[life]):
            return True
        verb = tree.tokens[verb.head]
    return not labels("ending life").isdisjoint(lemmas(verb.lower))


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
