"""People of whom a report goes on telling: "the two missing boys", "the widow and her three sons", counted when they came first."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.told import first_words, is_told_before
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import labels
from ledger.extract.numbers.numerals import Numeral
from ledger.lexicon.plurals import singular

_OWN = frozenset(("his", "her", "their"))


def is_told_again(text: str, tree: Tree, number: int, numeral: Numeral) -> bool:
    """Whether a definite phrase takes up people whom the report has counted by the same number and the same word."""
    if number == 0 or number + 1 >= len(tree.tokens) or not is_told_before(text, numeral):
        return False
    before, after = tree.tokens[number - 1], tree.tokens[number + 1]
    if before.lower == "the" and after.lower in labels("nominal"):
        noun = tree.tokens[tree.tokens[number].head]
        # "the two missing boys"; "the two missing" may be new
        attribute = noun.index > after.index and noun.tag == "NNS"
        return attribute and first_words(text).get(after.lower, after.start) < after.start
    if before.lower not in _OWN or singular(after.lower) not in lexicon.family("kin"):
        return False
    owner = tree.tokens[number - 4 : number - 1]  # "the widow and | her three sons"
    definite = len(owner) > 2 and owner[0].lower == "the" and owner[2].lower == "and"
    return definite and first_words(text).get(after.lower, after.start) < after.start
