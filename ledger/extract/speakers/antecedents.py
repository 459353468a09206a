"""Which noun speaks, where the parser offers a thing or a house in a person's place: "said shop steward Ana Duarte", "a trader at Banco Obora, who"."""

from __future__ import annotations

from ledger.extract.grammar.parse import NAMES, Token, Tree
from ledger.extract.grammar.words import noun_classes
from ledger.extract.speakers.actors import is_person, is_report_noun, is_title
from ledger.extract.speakers.cues import is_voiced
from ledger.extract.speakers.phrases import phrase_of


def name_after(tree: Tree, subjects: list[int]) -> int:
    """The first of the subjects after a verb, or the name right after it: "said shop steward Ana Duarte"."""
    first, last = subjects[0], subjects[-1]
    named = first < last and all(token.tag == "NNP" for token in tree.tokens[first + 1 : last + 1])
    return last if named and tree.tokens[first].tag != "NNP" else first


def antecedent(tree: Tree, noun: int, pronoun: Token) -> int:
    """Whom "who" means: the person, not the house after "of", in "Ana Duarte, a trader at Moor Lane Securities, who noted"."""
    by = tree.tokens[tree.tokens[noun].head]
    if pronoun.lower in ("which", "that") and by.lower == "by" and is_report_noun(tree.tokens[by.head].lower):
        return by.head  # "the release of data by the statistics office, which showed"
    apposed = tree.tokens[tree.tokens[noun].head]
    if pronoun.lower == "who" and tree.tokens[noun].dep == "appos" and apposed.tag == "NNP":
        return apposed.index if is_person(phrase_of(tree, apposed.index)) else noun
    if pronoun.lower != "who" or tree.tokens[noun].tag not in NAMES:
        return noun
    house = tree.tokens[tree.tokens[noun].head]
    if tree.tokens[noun].dep != "pobj" or house.lower not in ("of", "at", "from", "with", "for"):
        return noun
    who = tree.tokens[house.head]
    above = tree.tokens[who.head]
    if who.dep == "appos" and above.tag == "NNP":
        return above.index
    if is_person(phrase_of(tree, noun)) and not (who.tag == "NNP" and house.lower in ("of", "at")):
        return noun  # "a son of Ana Duarte, who said"; but "Ana Duarte of Banco Obora, who sees"
    person = who.tag == "NNP" or is_title(who.lower) or "person" in noun_classes(who.lower)
    return who.index if person else noun


def is_thing_of(tree: Tree, who: Token) -> bool:
    """E.g. "an officer who did not want his name in print said": a thing of somebody's says nothing."""
    owner = tree.child(who.index, "poss")
    if all(token.tag not in ("WP", "WDT") for token in tree.tokens[max(0, who.index - 8) : who.index]):
        return False  # "Their counsel, Ana Duarte, said"
    if owner is None or owner.tag != "PRP$" or who.tag != "NN" or is_voiced(tree, who):
        return False
    return not (is_title(who.lower) or "person" in noun_classes(who.lower) or is_report_noun(who.lower))
