"""Words of harm that tell the fate of others than the counted: "40 beds for the wounded", "300 people prayed for the dead"."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.grammar.parse import SUBJECTS, TENSED, Token, Tree
from ledger.extract.grammar.words import SAYING, labels, lemmas, noun_classes
from ledger.lexicon.plurals import singular

_FURTHEST = 5  # steps from a word of harm up to the counted noun
_WITHIN = frozenset(("pobj", "dobj", "prep", "nmod", "compound", "poss", "conj", "appos", "pcomp", "amod"))
_SHARING = frozenset(("xcomp", "conj", "pcomp", "prep", "advcl"))  # verbs that have their subject from the one above
_ROLES = ("pobj", "dobj")
_GIVEN = frozenset(("returned", "deployed"))  # of what is so for those to whom it goes
_AGAINST = frozenset(("with", "against"))
_DEAD = frozenset(("killed",))
_STATES = frozenset(("killed", "wounded", "missing"))


def has_verb_of_its_own(tree: Tree, anchor: int) -> bool:
    """E.g. the millions of "killing 19 people and rattling millions": what the first verb did, it did to its own object."""
    counted, verb = tree.tokens[anchor], tree.tokens[tree.tokens[anchor].head]
    counts = not labels("counting verb").isdisjoint(lemmas(verb.lower))  # "Lida had four cases, and Obora had 15"
    joined = verb.dep == "conj" and verb.tag[:2] == "VB" and verb.head < verb.index < anchor and not counts
    return joined and counted.dep == "dobj" and tree.child(verb.head, "dobj") is not None


def is_of_others(tree: Tree, anchor: int, index: int, measure: str) -> bool:
    """Whether the word of harm at ``index`` leaves the thing at ``anchor`` unharmed."""
    if tree.tokens[index].tag == "DT":
        index = tree.tokens[index].head  # "the missing"
    if has_verb_of_its_own(tree, anchor) and tree.tokens[tree.tokens[anchor].head].head == index:
        return True
    if (
        _is_of_one_more(tree, anchor, index)
        or _counts_beside(tree, anchor, index)
        or (is_adversary(tree, anchor) and index not in tree.subtree(anchor))
    ):
        return True
    if (
        _is_done_to_it(tree, index)
        or _harms_others(tree, index)
        or _leaves_others_so(tree, anchor, index)
        or _acts_meanwhile(tree, anchor, index)
        or (measure in _STATES and _is_kin_of(tree, anchor, index))
    ):
        return True
    return _is_for_others(tree, anchor, index) or _is_done_about(tree, anchor, index, measure)


def _is_of_one_more(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. "Gunman shoots five people, suspect dead": a headline's next clause tells of one other, who has no article there."""
    before = tree.tokens[max(0, index - 2) : index]
    if len(before) < 2 or before[0].text not in (",", ";", ":") or anchor > before[0].index:
        return False
    one, clause = before[1].lower, {token.tag[:2] for token in tree.tokens[: before[0].index] if token.index != anchor}
    led = not {"VB", "NN"}.isdisjoint(clause) and all(
        "leave" not in lemmas(token.lower) for token in tree.tokens[:anchor]
    )
    folk = "person" in noun_classes(one) and singular(one) == one
    return folk and led and tree.tokens[index].tag in ("JJ", "VBN", "VBD")


def _harms_others(tree: Tree, index: int) -> bool:
    """E.g. "a strike on a bus carrying 30 recruits killed 11", whose verb the parser takes for a participle of theirs."""
    verb = tree.tokens[index]
    harmed = tree.child(index, "dobj") if verb.tag == "VBN" and verb.dep == "acl" else None
    return harmed is not None and harmed.tag == "CD" and harmed.index == index + 1


def _leaves_others_so(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. "three gunmen left 12 people dead": who leaves others so is not so himself."""
    left, who = tree.tokens[index].head, tree.tokens[anchor]
    if "leave" not in lemmas(tree.tokens[left].lower):
        return False
    who = tree.tokens[who.head] if who.dep == "nummod" else who
    return who.dep == "nsubj" and who.head == left and tree.child(left, "dobj") is not None


def _acts_meanwhile(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. the rebels of "two men were missing after 40 rebels stormed the base": who does something in a clause under a harm."""
    who = tree.tokens[tree.tokens[anchor].head] if tree.tokens[anchor].dep == "nummod" else tree.tokens[anchor]
    deed = tree.tokens[who.head]
    acts = who.dep == "nsubj" and deed.dep == "advcl" and deed.tag in TENSED
    return acts and deed.head == index and tree.child(deed.index, "dobj") is not None


def _is_kin_of(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. "40 families of the dead", "the widows of 12 men who were killed": whose the dead are, and who are not."""
    anchor = tree.tokens[anchor].head if tree.tokens[anchor].dep == "nummod" else anchor
    of = tree.child(anchor, "prep")
    kin = not lexicon.family("kin").isdisjoint((tree.tokens[anchor].lower, singular(tree.tokens[anchor].lower)))
    return kin and of is not None and of.lower == "of" and index in tree.subtree(of.index)


def is_adversary(tree: Tree, noun: int) -> bool:
    """E.g. the rebels of "two soldiers were wounded in a clash with about 20 rebels": they are only fought."""
    noun = tree.tokens[noun].head if tree.tokens[noun].dep == "nummod" else noun
    led = tree.tokens[tree.tokens[noun].head]
    if tree.tokens[noun].dep != "pobj" or led.lower not in _AGAINST:
        return False
    beside = (tree.tokens[led.head], *tree.tokens[max(0, led.index - 1) : led.index])
    fired = " ".join(token.lower for token in tree.tokens[max(0, led.index - 3) : led.index])  # "an exchange of fire"
    fights = lexicon.family("fight")
    return fired in fights or any(token.tag[:2] != "VB" and token.lower in fights for token in beside)


def _is_done_to_it(tree: Tree, index: int) -> bool:
    """E.g. "300 pupils were in the hostel when it was attacked": what befalls a house befalls nobody told of before."""
    verb = tree.tokens[index]
    thing = tree.child(index, "nsubjpass") if verb.tag == "VBN" and verb.dep == "advcl" else None
    return thing is not None and thing.lower == "it"


def _counts_beside(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. the deaths of "four deaths and 120 cases", "14 deaths and 17 injured persons": each noun that names a harm says its own, and has a number of its own."""
    one, other = tree.tokens[anchor], tree.tokens[index]
    follows, leads = one.dep == "conj" and one.head == index, other.dep == "conj" and other.head == anchor
    if leads and _has_count_of(tree, index):
        return True
    if not (follows or leads) or tree.child(index, "nummod") is None or SAYING.isdisjoint(noun_classes(other.lower)):
        return False
    # of "six soldiers and two civilian deaths" the soldiers may be dead as well
    return (follows and one.tag[:2] == "NN") or not SAYING.isdisjoint(noun_classes(one.lower))


def _has_count_of(tree: Tree, index: int) -> bool:
    """E.g. the injury of "the death of 12 men and ten women and injury of another 30": what follows it are other people."""
    after = tree.tokens[index + 1 : index + 6]
    return after[:1] != () and after[0].lower == "of" and any(token.tag == "CD" for token in after)


def is_done_by(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. "a raid by a band of 300 fighters left 40 people dead": what a deed does it does to others than those who do it.

    What stands in their own phrase is their own: "a march by 40 wounded veterans", "suicides by 12 farmers".
    """
    path = tree.path(anchor)[1:_FURTHEST]
    by = next((step for step in path if tree.tokens[step].lower == "by"), None)
    if by is None or any(tree.tokens[step].tag[:2] == "VB" for step in path[: path.index(by)]):
        return False
    deed = tree.tokens[tree.tokens[by].head]
    return deed.tag[:2] == "NN" and index != deed.index and index not in tree.subtree(by)


def _is_for_others(tree: Tree, anchor: int, index: int) -> bool:
    """Whether a word of harm only tells for whom or of what a thing is: "40 beds for the wounded", "15 counts of murder"."""
    path = tree.path(index)
    anchor = tree.tokens[anchor].head if tree.tokens[anchor].dep == "nummod" else anchor
    if anchor not in path[1:_FURTHEST]:
        return False
    leads = [tree.tokens[step].lower for step in path[1 : path.index(anchor)] if tree.tokens[step].dep == "prep"]
    charges = "of" in leads and not labels("charge").isdisjoint(lemmas(tree.tokens[anchor].lower))
    return charges or not labels("for others").isdisjoint(leads)


def _is_done_about(tree: Tree, anchor: int, index: int, measure: str) -> bool:
    """Whether the counted only do something to the harmed, or because of a harm: "six priests spoke of the dead", "forty learned of the deaths".

    What they suffer, meet or find themselves among is their own, and so are "their deaths".
    """
    if measure not in _STATES:
        return False
    verb, led = index, list[str]()
    while tree.tokens[verb].dep in _WITHIN and (verb == index or tree.tokens[verb].tag[:2] != "VB"):
        led += [tree.tokens[verb].lower] if tree.tokens[verb].dep == "prep" else []
        verb = tree.tokens[verb].head
        if verb == anchor:
            return False
    if index < anchor and led[-1:] == ["of"]:
        return False  # "Of the dead, 193 were found in Lima": the counted are some of them
    if tree.tokens[verb].tag[:2] != "VB" or verb == index or not labels("own fate by").isdisjoint(led):
        return False
    if not _names_others(tree, tree.tokens[index], measure, led):
        return False
    suffers = not labels("suffering").isdisjoint(lemmas(tree.tokens[verb].lower))
    return anchor in _doers(tree, verb) and not (suffers and tree.child(verb, *SUBJECTS) is not None)


def _doers(tree: Tree, verb: int) -> frozenset[int]:
    """The phrase of those who do what a verb says: its subject, or that of the verb above it, or whom that verb tells or moves to do it."""
    while (subject := tree.child(verb, *SUBJECTS)) is None:
        token = tree.tokens[verb]
        if token.dep in ("acl", "relcl"):
            return _noun(tree, token.head)  # "relatives told of the deaths"
        if token.dep not in _SHARING:
            return frozenset()
        moved = tree.child(token.head, "dobj") if token.dep == "xcomp" else None
        if moved is not None and moved.index < verb:
            return frozenset(tree.subtree(moved.index))
        verb = token.head
    return _noun(tree, tree.tokens[verb].head) if subject.lower == "who" else frozenset(tree.subtree(subject.index))


def _noun(tree: Tree, noun: int) -> frozenset[int]:
    return frozenset((noun, *(c for c in tree.children[noun] if tree.tokens[c].dep == "nummod")))


def _names_others(tree: Tree, token: Token, measure: str, led: Sequence[str]) -> bool:
    """Whether a word stands for the dead, hurt or missing, or for a death that is nobody's own."""
    if tree.child(token.index, "nummod") is not None:
        return token.dep == "dobj"  # "a monitor listed seven dead"
    if (owner := tree.child(token.index, "poss")) is not None and owner.tag == "PRP$":
        return False
    article = tree.child(token.index, "det")
    if token.lower in labels("nominal"):
        named = token.dep == "amod" and tree.tokens[token.head].dep in _ROLES  # "the coffin of the dead general"
        return named or (article is not None and article.lower == "the" and token.dep in (*_ROLES, "conj"))
    told = article is not None or token.tag == "NNS" or not labels("for others").isdisjoint({*led} - {"to"})
    return measure in _DEAD and token.tag[:2] == "NN" and told


def is_unreal(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. "seven people nearly died": the adverb right before the verb, and no number, is what it bounds; "60 mock casualties"."""
    doer = tree.child(index, "nsubj") if tree.tokens[index].tag[:2] == "VB" else None
    spoken = {anchor, index} if doer is None else {anchor, index, doer.index}
    if any(tree.tokens[c].lower in labels("feigned") for noun in spoken for c in tree.children[noun]):
        return True
    before = tree.tokens[index - 1] if index else None
    near = before is not None and before.lower in labels("barely") and before.head == index
    return near and tree.tokens[index].tag[:2] == "VB"


def is_aimed_at(tree: Tree, anchor: int, index: int, slot: str, measure: str) -> bool:
    """E.g. "fired shots at three men": what a verb does to its object it does not do to those at whom it is done."""
    anchor = tree.tokens[anchor].head if tree.tokens[anchor].dep == "nummod" else anchor
    led = tree.tokens[tree.tokens[anchor].head]
    fired = led.lower == "at" and not labels("firing").isdisjoint(lemmas(tree.tokens[led.head].lower))
    if fired and measure == "deployed":
        return True  # "shot at two officers"
    if measure == "attacks":
        return False  # "fired rockets at 19 towns"
    given = led.lower == "to" and measure in _GIVEN  # "returned the money to 3,000 customers"
    aimed = slot == "obj" and led.lower in ("at", "toward", "towards")
    if tree.tokens[anchor].dep != "pobj" or not (given or aimed or led.lower == "to"):
        return False
    if not labels("dead body").isdisjoint(lemmas(tree.tokens[index].lower)) and led.lower == "to":
        return led.head in (index, tree.tokens[index].head)  # "returned the bodies to nine families"
    if not (given or aimed):
        return False
    thing = tree.child(index, "dobj")
    return thing is not None and led.head in (index, thing.index) and thing.index != anchor


def begins(tree: Tree, anchor: int, index: int) -> bool:
    """E.g. "one of them started shooting": who begins an act does not suffer it."""
    token = tree.tokens[index]
    if token.tag != "VBG" or token.dep != "xcomp" or lexicon.family("beginning").isdisjoint(lemmas(tree.tokens[token.head].lower)):  # fmt: skip
        return False
    verb = tree.tokens[token.head]
    first = tree.tokens[verb.head] if verb.dep == "conj" else verb
    subjects = [tree.child(one.index, "nsubj") for one in (verb, first)]
    return any(one is not None and anchor in tree.subtree(one.index) for one in subjects)


def is_of_event(tree: Tree, anchor: int, index: int) -> bool:
    """Whether an adjective tells of the dead of what those counted do: "hundreds of fighters launched deadly attacks"."""
    told = tree.tokens[index]
    if told.tag != "JJ" or told.dep != "amod" or tree.tokens[anchor].head == told.head:
        return False
    event = tree.tokens[told.head]
    subject = tree.child(event.head, "nsubj") if event.dep in ("dobj", "pobj") else None
    return subject is not None and subject.index in tree.path(anchor) and anchor not in tree.path(index)
