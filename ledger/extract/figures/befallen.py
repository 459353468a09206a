"""What befalls somebody in the clause after him: "a man was waiting for a bus when a car hit him"."""

from __future__ import annotations

from ledger.extract.figures.harm_beyond import told_by_second_verb
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.words import PERSON, noun_classes
from ledger.extract.meaning.measures import find_measure, harm_measures

_ONE, _MANY = frozenset(("he", "she", "him", "her", "they", "them")), frozenset(("they", "them"))
_DONE_TO = ("nsubjpass", "dobj")
_CLAUSES = ("advcl", "relcl")  # "at the corner of High Street, when a car hit him" seems to tell of the corner
_NEAR = 3.2


def befallen(mention: Mention, tree: Tree) -> str | None:
    """The measure that the clause after those counted tells of them: "two men were at a bar when a gunman shot them"."""
    head = mention.counted.head
    if head is None or not PERSON & mention.classes:
        return None
    if mention.implicit and (told := told_by_second_verb(tree, head)):
        return told
    pronoun = pronoun_harmed(tree, head)
    found = find_measure(tree, pronoun, PERSON, limit=_NEAR) if pronoun is not None else None
    return found.measure if found is not None else None


def pronoun_harmed(tree: Tree, head: int) -> int | None:
    """The pronoun that stands for those who were doing something when they were harmed; None where no harm is told."""
    noun = tree.tokens[head]
    doing = tree.tokens[noun.head]
    if noun.dep not in SUBJECTS or doing.index < head or doing.tag[:2] != "VB":
        return None
    many = noun.tag in ("NNS", "NNPS")
    for clause in tree.subtree(doing.index):
        if tree.tokens[clause].dep in _CLAUSES and clause > doing.index:
            within = tree.subtree(clause)
            if tree.tokens[within[0]].lower != "when":
                continue
            if any(_is_another(tree, i, many) for i in range(doing.index, within[0])):
                return None  # "a man was quarrelling with a neighbour when police shot him"
            pronouns = [i for i in within if tree.tokens[i].lower in (_MANY if many else _ONE)]
            return next((i for i in pronouns if _is_harmed(tree, i)), None)
    return None


def _is_another(tree: Tree, index: int, many: bool) -> bool:
    """Whether a noun names others of whom the pronoun may tell."""
    token = tree.tokens[index]
    alike = token.tag in (("NNS", "NNPS") if many else ("NN", "NNP"))
    return alike and "person" in noun_classes(token.lower) and token.dep in ("dobj", "pobj", "nsubj")


def _is_harmed(tree: Tree, pronoun: int) -> bool:
    token = tree.tokens[pronoun]
    found = find_measure(tree, pronoun, PERSON, limit=_NEAR) if token.dep in (*SUBJECTS, "dobj") else None
    if found is None or found.measure not in harm_measures():
        return False
    if token.dep in _DONE_TO:
        return found.token == token.head or tree.tokens[found.token].head == token.head
    own = tree.tokens[found.token]  # "when she died", "when she suffered a wound", but no "when he wounded a guard"
    taken = own.dep == "dobj" and own.head == token.head and not PERSON & noun_classes(own.lower)
    thing = tree.child(token.head, "dobj")
    return taken or (found.token == token.head and (thing is None or "woundnoun" in noun_classes(thing.lower)))
