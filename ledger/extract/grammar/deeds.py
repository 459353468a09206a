"""Verbs right after a number or its people, which the parser may take for what is counted: "5,000 migrants land", "Thousands flock to camps"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import SUBJECTS, Token, Tree
from ledger.extract.grammar.words import OF_PEOPLE, labels, lemmas, noun_classes


def before_verb(tree: Tree, first: int, head: int | None) -> int | None:
    """The noun without a headline's verb that the parser took for its head: "5,000 migrants | land on Lampedusa"."""
    if head is None or head <= first or tree.tokens[head].tag != "NN" or tree.tokens[head].dep != "ROOT":
        return head
    people = tree.tokens[head - 1]
    does = people.tag == "NNS" and "person" in noun_classes(people.lower)
    return head - 1 if does and not any(token.tag[:2] in ("VB", "MD") for token in tree.tokens) else head


def acts(tree: Tree, number: int) -> bool:
    """Whether a number alone does what people do, or is what people are driven to, and no number before it counts: "more than 400 arrived in May"."""
    token = tree.tokens[number]
    if _are_driven(tree, number):
        return True
    if token.dep != "nsubj" or labels("people-verb").isdisjoint(lemmas(tree.tokens[token.head].lower)):
        return False
    return not any(earlier.tag == "CD" for earlier in tree.tokens[: max(0, number - 2)])


def acts_now(tree: Tree, number: int, participle: int) -> bool:
    """Whether a number alone is doing what people do: "thousands fleeing a volcano", "dozens fleeing the war drown"."""
    deed = tree.tokens[participle]
    if deed.tag != "VBG" or labels("people-verb").isdisjoint(lemmas(deed.lower)):
        return False
    subject = tree.tokens[number].head == participle and tree.tokens[number].dep in SUBJECTS
    return subject or (deed.dep == "acl" and deed.head == number)


def _are_driven(tree: Tree, last: int) -> bool:
    """Whether a multitude alone is what some mishap moves: "sending thousands into the streets", "drove hundreds from their homes"."""
    many, after = tree.tokens[last], tree.tokens[last + 1 : last + 2]
    moved = many.dep == "dobj" and many.lower in lexicon.family("multitudes")
    out = bool(after) and after[0].lower in ("into", "onto", "out", "from")
    return moved and out and not lexicon.family("driving out").isdisjoint(lemmas(tree.tokens[many.head].lower))


def is_deed(tree: Tree, last: int, head: int) -> bool:
    """Whether the noun after a number is the verb of those counted: "Thousands flock to camps", "Over two million travel to the shrine each year".

    "Thousands of" would be a count, and so would a plural after any other number.
    """
    many, noun = tree.tokens[last], tree.tokens[head]
    following = tree.tokens[head + 1 : head + 2]
    return (
        head == last + 1
        and noun.tag == "NN"
        and noun.text.islower()
        and (many.lower in lexicon.family("multitudes") or _do_so(tree, last, noun.lower))
        and bool(following)
        and following[0].tag in ("IN", "TO", "DT", "RB")
        and not noun_classes(noun.lower)
    )


def _do_so(tree: Tree, last: int, deed: str) -> bool:
    """Whether a number without an article and a word that is a verb of people stand together: "nearly half a million | visit the castle"."""
    first = last
    while first > 0 and tree.tokens[first - 1].tag == "CD":
        first -= 1
    many, before = tree.tokens[last], tree.tokens[first - 1].lower if first else ""
    led = before in ("the", "this", "that", "one", "its", "their") or tree.tokens[first - 1].tag == "POS"
    return many.tag == "CD" and many.lower not in ("one", "1") and not led and deed in labels("people-verb")


def acts_on(tree: Tree, index: int) -> bool:
    """Whether a participle is the verb of those named by what became of them, with what they or others do after it."""
    token, before, after = tree.tokens[index], tree.tokens[index - 1], tree.tokens[index + 1 : index + 2]
    if token.tag == "VBG":  # "left hundreds homeless and prompting calls for help"
        return before.tag == "CC" and token.dep == "conj" and tree.child(index, "dobj") is not None
    led = before.tag == "CC" or before.lower in labels("nominal")
    thing = bool(after) and (
        after[0].tag in ("JJ", "DT", "PRP$", "CD") or (after[0].tag == "NN" and before.tag != "CC")
    )
    return led and thing and (before.tag == "CC" or token.lower in labels("verb of number"))


def numbers(tree: Tree, word: Token) -> bool:
    """Whether "number" is a verb: "the damaged bridges number 149", "the raiders, said to number 40"."""
    return word.lower == "number" and word.index > 0 and tree.tokens[word.index - 1].tag in _WHO_NUMBER


_WHO_NUMBER = frozenset(("NNS", "TO", "WP", "WDT"))


def is_kind_of_thing(tree: Tree, index: int) -> bool:
    """E.g. the "treated" of "1,000 treated mosquito nets", which tells of the nets."""
    noun = tree.tokens[tree.tokens[index].head]
    return (
        tree.tokens[index].dep == "amod"
        and noun.index > index
        and noun.tag == "NNS"
        and not noun_classes(noun.lower) & OF_PEOPLE
    )
