"""The "one" that is hardly more than an article, or that only stands before somebody's name."""

from __future__ import annotations

from itertools import takewhile

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import NAMES, PAST, Tree
from ledger.extract.grammar.words import SAYING, labels, lemmas, noun_classes
from ledger.extract.meaning.measures import harm_measures
from ledger.extract.speakers.actors import is_person
from ledger.model import Comparator


def _is_of_counted(tree: Tree, head: int) -> bool:
    """E.g. the one of "14 members of one family", which only says whose members they are."""
    of = tree.tokens[tree.tokens[head].head]
    return of.lower == "of" and tree.tokens[head].dep == "pobj" and tree.child(of.head, "nummod") is not None


def _is_listed(tree: Tree, head: int) -> bool:
    """E.g. the one of "five rifles and one grenade launcher": it stands in a row with other numbers."""
    beside = [tree.tokens[head].head] if tree.tokens[head].dep in ("conj", "appos") else []
    beside += [child for child in tree.children[head] if tree.tokens[child].dep == "conj"]
    return any(tree.child(noun, "nummod") is not None for noun in beside)


def _is_done_to(tree: Tree, head: int) -> bool:
    """Whether the thing's fate is all that a line tells of it: "Lida: One road damaged."."""
    after = tree.tokens[head + 1 : head + 3]
    ends = len(after) == 1 or (len(after) > 1 and after[1].text in (".", ";", ",", "and"))
    wept = len(after) > 1 and after[1].text == "and" and after[0].tag == "VBD"  # "one woman wept and prayed"
    return ends and after[0].tag in PAST and not wept


def _is_all_there_is(tree: Tree, mention: Mention) -> bool:
    """E.g. "the clinic has one ambulance", "there was only one door", "only one hospital is running": that there is one is news."""
    number, thing = mention.number, tree.tokens[mention.anchor]
    verb = tree.tokens[thing.head]
    if number and tree.tokens[number - 1].lower in ("only", "just"):
        told = thing.dep == "dobj" and not lexicon.words("reporting").keys().isdisjoint(lemmas(verb.lower))
        return thing.dep in ("nsubj", "dobj", "attr", "nsubjpass") and not told  # "mentioned only one breach"
    if thing.dep == "attr":
        return any(tree.tokens[c].lower == "there" for c in tree.children[verb.index])
    return thing.dep == "dobj" and not labels("having").isdisjoint(lemmas(verb.lower))


def _names_one(tree: Tree, mention: Mention) -> bool:
    """E.g. "kidnapped one Mercy Bello", which only names her; but "one Palestinian", "one Marine"."""
    words = tree.tokens[mention.number + 1 : mention.anchor + 1]
    known = not words or noun_classes(words[-1].lower) or words[-1].tag not in NAMES
    return not known and tree.tokens[mention.number].lower == "one" and is_person(" ".join(word.text for word in words))


def _is_named_after(tree: Tree, mention: Mention) -> bool:
    """E.g. "one of the city's oldest judges — Omar Dirie, who … — had died": a person who is only named (FACTS.md 5.1)."""
    if tree.tokens[mention.number].lower != "one" or not mention.counted.partitive:
        return False
    if all(token.tag not in ("POS", "PRP$") for token in tree.tokens[mention.number : mention.anchor]):
        return False  # "one of the guards, Omar Dirie, died" is one of those hurt
    after = tree.tokens[mention.anchor + 1 : mention.anchor + 7]
    if not after or after[0].text not in ("—", "–", "-", ","):
        return False
    names = [*takewhile(lambda word: word.tag in NAMES, after[1:])]
    return len(names) > 1 and is_person(" ".join(name.text for name in names))


def is_bare_one(tree: Tree, mention: Mention, measure: str) -> bool:
    """Whether "one" is hardly more than an article: "one official said", "rain in one town"; not "one boat was sunk"."""
    if mention.low != 1 or mention.implicit or mention.comparator is not Comparator.EQUAL:
        return False
    after = tree.after(mention.anchor, 2)
    if after == ["by", "another"] or _is_named_after(tree, mention):
        return True  # "the killing of one person by another"
    if _names_one(tree, mention) and (measure == "other" or measure in harm_measures() | labels("people-measure")):
        return True
    if mention.elided:  # "One struck an area outside the town" goes on about strikes
        return mention.number == 0 and measure not in harm_measures() and tree.tokens[mention.number].dep == "nsubj"
    if (
        tree.tokens[mention.number].lower != "one"
        or mention.counted.more
        or mention.unit not in ("person", mention.counted.noun, *mention.counted.noun.split()[-1:])
    ):
        return False
    head = tree.tokens[mention.anchor]
    if measure == "other" and (_is_listed(tree, mention.anchor) or _is_all_there_is(tree, mention)):
        return False
    if _is_of_counted(tree, mention.anchor):
        return True
    told = measure in harm_measures() and not SAYING.isdisjoint(noun_classes(head.lower))  # "resulted in one fatality"
    if (measure == "other" and head.dep != "nsubjpass" and not _is_done_to(tree, mention.anchor)) or (
        head.dep == "pobj" and not told and tree.tokens[head.head].lower in ("in", "at", "from", "near")
    ):
        return True
    verb = set(lemmas(tree.tokens[head.head].lower)) - {"have"}  # "one man had a foot amputated"
    quoted = head.dep == "nsubjpass" and not verb.isdisjoint(labels("quoting"))
    return quoted or (head.dep == "nsubj" and not verb.isdisjoint(lexicon.words("reporting").keys()))
