"""Harm to one person that is told beyond his own verb: "a woman fell and hurt her hip", "the victims were a nurse and a pupil"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import BE, PAST, SUBJECTS, Token, Tree
from ledger.extract.grammar.words import OF_PEOPLE, PERSON, labels, lemmas, noun_classes
from ledger.extract.meaning.measures import find_measure, harm_measures
from ledger.extract.meaning.parts import first_of

_FAR = 5.5  # a second verb stands far from the subject of the first
_WITHIN = frozenset(("in", "with", "from"))
_ORDINALS = {"third": ("two", "2"), "fourth": ("three", "3"), "fifth": ("four", "4")}


def is_harmed_beyond(tree: Tree, head: int) -> bool:
    """Whether a second verb, a complement of the verb, or the noun whose predicate he is tells that somebody was harmed."""
    return _by_second_verb(tree, head) or _by_complement(tree, head) or is_victim(tree, head)


def _by_second_verb(tree: Tree, head: int) -> bool:
    return told_by_second_verb(tree, head) is not None


def told_by_second_verb(tree: Tree, head: int) -> str | None:
    """The harm that a second verb tells: "a girl slipped into the river and drowned", "an elderly woman fell and hurt her hip"."""
    noun = tree.tokens[head]
    if noun.dep not in SUBJECTS or noun.head < head:
        return None
    joined = [c for c in tree.subtree(noun.head) if tree.tokens[c].dep == "conj" and c > noun.head]
    seconds = [c for c in joined if tree.tokens[c].tag in PAST and _is_alike(tree, noun.head, c)]
    found = (find_measure(tree, head, PERSON, limit=_FAR, within=done_by(tree, c)) for c in seconds)
    return next((one.measure for one in found if one is not None and one.measure in harm_measures()), None)


def done_by(tree: Tree, verb: int) -> frozenset[int]:
    """A verb with what denies or helps it: "could not be traced", "has not been seen"."""
    return frozenset((verb, *(c for c in tree.children[verb] if tree.tokens[c].dep in ("neg", "aux", "auxpass"))))


def _is_alike(tree: Tree, verb: int, second: int) -> bool:
    """Whether a verb has the subject of the first; the parser may join it to a clause between: "fell while drawing water and died"."""
    between = tree.path(second)[: tree.path(second).index(verb)]
    return all(tree.tokens[one].dep in ("conj", "advcl") and tree.child(one, "nsubj") is None for one in between)


def _by_complement(tree: Tree, head: int) -> bool:
    """E.g. "a man was found with gunshot wounds", "a boy who was hit by a bus is in the district hospital"."""
    noun = tree.tokens[head]
    while noun.dep == "conj" and noun.head < noun.index:
        noun = tree.tokens[noun.head]
    if noun.dep not in SUBJECTS or noun.head < noun.index:
        return False
    within = set()
    for prep in tree.children[noun.head]:
        if prep > noun.head and tree.tokens[prep].lower in _WITHIN:
            within |= {index for index in tree.subtree(prep) if index <= prep + _LONG}
    return bool(within) and _is_told(tree, head, frozenset(within), _NEAR)


_LONG, _NEAR = 6, 3.9


def is_victim(tree: Tree, head: int) -> bool:
    """E.g. "the victims were a couple and a nurse": who they are that were harmed."""
    first = tree.tokens[first_of(tree, head)]
    while first.dep == "appos" and first.head < first.index:
        first = tree.tokens[first.head]  # the woman of "five men, a woman and a boy"
    verb = tree.tokens[first.head]
    included = first.dep == "dobj" and "include" in lemmas(verb.lower)  # "the victims included five men and a boy"
    if not included and (first.dep != "attr" or verb.lower not in BE):
        return False
    subject = tree.child(verb.index, "nsubj")
    return subject is not None and subject.index < first.index and subject.lower in labels("victims told")


def is_only_victim(tree: Tree, head: int) -> bool:
    """E.g. "the baby and a guard are the only confirmed deaths": who alone was harmed."""
    verb = tree.tokens[tree.tokens[first_of(tree, head)].head]
    if tree.tokens[first_of(tree, head)].dep != "nsubj" or verb.lower not in BE:
        return False
    told = tree.child(verb.index, "attr")
    if told is None or not (told.lower in labels("victims told") or "deathnoun" in noun_classes(told.lower)):
        return False
    return any(tree.tokens[c].lower in ("only", "sole") for c in tree.children[told.index])


def is_one_more(tree: Tree, head: int) -> bool:
    """E.g. the third of "two soldiers died and a third was missing": one more of the two."""
    noun = tree.tokens[head]
    counts = _ORDINALS.get(noun.lower, ())
    subject = noun.dep in SUBJECTS and noun.head > head
    subject = subject and head > 1 and tree.tokens[head - 2].lower in ("and", "while", "but")
    told = [token for token in tree.tokens[:head] if token.lower in counts]
    nouns = [tree.tokens[token.head].lower for token in told if token.dep == "nummod"]
    people = not nouns or any("person" in noun_classes(noun) for noun in nouns)
    return subject and bool(told) and people  # "two blocks collapsed and a third is burnt out"


def is_one_more_there(tree: Tree, index: int) -> bool:
    """E.g. the last of "five people died, two in Lorne, one in Halden and another in Tarn": one more of those counted by place."""
    token, tokens = tree.tokens[index], tree.tokens
    if token.lower != "another" or token.dep not in ("conj", "appos") or not _is_there(tree, index):
        return False
    first = token.head
    while tokens[first].dep == "conj" and tokens[first].head < first:
        first = tokens[first].head
    return all(tokens[one].tag == "CD" and _is_there(tree, one) for one in {first, token.head})


def _is_there(tree: Tree, index: int) -> bool:
    """Whether a place is told right behind a number: "two in Lorne"."""
    after = tree.tokens[index + 1 : index + 3]
    return len(after) > 1 and after[0].lower in ("in", "at", "near") and after[1].tag in ("NNP", "DT", "NNPS")


def _is_told(tree: Tree, head: int, within: frozenset[int], limit: float) -> bool:
    found = find_measure(tree, head, PERSON, limit=limit, within=within)
    return found is not None and found.measure in harm_measures()


def names_other(token: Token) -> bool:
    """Whether the noun after a noun of harm or people is the one denied, and no harm: "no life jackets", "no death toll"."""
    harm = noun_classes(token.lower) & OF_PEOPLE or token.lower in labels("harmed") | lexicon.family("no news")
    return token.lower in lexicon.family("death told by") or (token.tag == "NNS" and not harm)


def is_object_of_harm(tree: Tree, head: int) -> bool:
    """E.g. "the killing of a man", "a fatal strike on a soldier", "a man's body", "took the life of a guard"."""
    if tree.tokens[head].dep == "poss":
        return tree.tokens[tree.tokens[head].head].lower in labels("harm-event")
    path = [tree.tokens[index] for index in tree.path(head)[1:3]]
    if len(path) < 2 or path[0].lower not in ("of", "on", "against"):
        return False
    return path[1].lower in labels("harm-event") or is_life_taken(tree, path[1].index)


def is_life_taken(tree: Tree, life: int) -> bool:
    """E.g. "claimed the life of a guard"; "the life of a miner is hard" tells of no death."""
    if "life" not in lemmas(tree.tokens[life].lower):
        return False
    verb = tree.tokens[tree.tokens[life].head]
    return not labels("ending life").isdisjoint(lemmas(verb.lower))


def is_whoever(tree: Tree, head: int) -> bool:
    """E.g. "every family that lost a member", "more than that can make a person sick": nobody that the report tells of."""
    above = tree.path(head)[1:]
    if tree.tokens[head].lower in ("person", "human") and any(
        tree.tokens[c].lower in ("if", "when", "whenever") and tree.tokens[c].dep in ("mark", "advmod")
        for verb in above[:1]
        for c in tree.children[verb]
    ):
        return True  # "if a person is bitten, wash the wound"
    if tree.tokens[head].lower in ("person", "human"):
        return any(
            tree.tokens[c].lower in _CAN for verb in above for c in tree.children[verb] if tree.tokens[c].dep == "aux"
        )
    if (
        tree.tokens[head].lower in lexicon.family("lost by others")
        and tree.tokens[tree.tokens[head].head].dep == "relcl"
    ):
        return True  # "a friend who had lost a relative", "the families that lost a member"
    nouns = (index for index in above if tree.tokens[index].tag == "NN")
    return any((tree.child(noun, "det") or tree.tokens[noun]).lower in ("every", "each") for noun in nouns)


_CAN = frozenset(("can", "could", "may", "might"))
