"""The noun that a number shares with the one after the next verb: "gutted 14 and scorched 33 barns"."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import PERSON, labels, lemmas, noun_classes, status_words
from ledger.extract.meaning.measures import find_measure
from ledger.lexicon.plurals import is_unchanged

_DID = frozenset(("VBD", "VBN", "VBP", "VB", "VBZ", "VBG"))
_BESIDE_VERB = frozenset(("RP", "RB"))
_KINDS = frozenset(("JJ", "NN", "NNP", "HYPH", "VBN"))
_TO_NOUN = 5  # tokens from the second number to its noun
_PARTICLES = frozenset(("down", "away", "off", "out", "up", "over", "apart"))
_NEAR = 2.5  # what the verb right before a number says of it costs no more


def noun_of_next_verb(tree: Tree, number: int) -> int | None:
    """The barns of "gutted 14 and scorched 33 barns"; but "killed 14 and scorched 33 barns" tells of people."""
    tokens = tree.tokens
    verb = _past(tokens, number - 1, -1)
    second = _past(tokens, number + 2, 1)
    if verb <= 0 or second >= len(tokens) or tokens[number + 1].lower not in ("and", "or", "but"):
        return None
    last = _past(tokens, second + 1, 1)
    verbs = tokens[verb].tag in _DID and tokens[second].tag in _DID
    if not verbs or last >= len(tokens) or tokens[last].tag != "CD":
        return None
    run = tokens[last + 1 : last + _TO_NOUN]
    noun = next((token for token in run if token.tag not in _KINDS or is_unchanged(token.lower)), None)
    return noun.index if noun is not None and _is_several(noun) and _may_have(tree, number, verb, noun) else None


def _is_several(noun: Token) -> bool:
    return noun.tag == "NNS" or is_unchanged(noun.lower)


def _past(tokens: Sequence[Token], at: int, step: int) -> int:
    """The first place from one on where there is no particle, adverb or word that bounds a number."""
    while 0 <= at < len(tokens) and (tokens[at].tag in _BESIDE_VERB or tokens[at].lower in status_words("hedge")):
        at += step
    return at


def _may_have(tree: Tree, number: int, verb: int, noun: Token) -> bool:
    """Whether the first verb tells of such things rather than of people: "shot down 14 and jammed six drones", not "shot 14 and …"."""
    alone = tree.tokens[verb + 1].lower not in _PARTICLES
    harmed = _says(tree, number, verb, PERSON) not in (None, "casualties")
    if alone and (harmed or not labels("personal").isdisjoint(lemmas(tree.tokens[verb].lower))):
        return False
    classes = noun_classes(noun.lower)
    return "person" not in classes or _says(tree, number, verb, classes) is not None


def _says(tree: Tree, number: int, verb: int, classes: frozenset[str]) -> str | None:
    """The measure that a verb gives what it is done to, of these classes."""
    found = find_measure(tree, number, classes, limit=_NEAR, within=frozenset((verb, verb + 1)))
    return found.measure if found is not None else None
