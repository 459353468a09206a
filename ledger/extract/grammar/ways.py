"""The ways from a counted thing to the words that may say what happened to it: their cost, and the role it plays for each."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ledger.extract.grammar.parse import BE, PAST, TENSED, Tree
from ledger.extract.grammar.words import labels, lemmas

_SUBJECTS = frozenset(("nsubj", "csubj"))
_PASSIVES = frozenset(("nsubjpass", "csubjpass"))
_OBJECTS = frozenset(("dobj", "obj", "attr", "oprd", "dative"))
_CLAUSES = frozenset(("ccomp", "advcl", "parataxis"))
_STOPS = frozenset((";", ":"))
_APART = _CLAUSES | {"dep"}
_INNER = frozenset(("nummod", "quantmod", "compound", "amod", "npadvmod", "appos", "acl", "relcl"))
_COMPLEMENTS = frozenset(("advcl", "oprd", "xcomp", "acomp", "acl", "dep", "ccomp"))
_HEDGES = frozenset(("over", "above", "under", "around", "about", "between", "upwards"))
_RELATIVES = frozenset(("who", "which", "that", "whom"))
_WHOLES = frozenset(("all", "both", "each", "most"))
_RESULTS = frozenset(("acomp", "oprd", "advmod"))
_WHEN = frozenset(("after", "before", "when", "while", "as", "since", "until"))
_SAID_WITH = 0.7  # what the main verb says comes before a modifier: "the pupils abducted in May were freed"
_ALONGSIDE = 2.2  # from a verb to what its subject does along with it
_LABEL = 0.8  # how much further the words of a label are
_STEPS = 8  # up from a number to the verb that says what is done with it
_FAR = 9.0  # no cue further than this is used: the walk stops


class Way(NamedTuple):
    """How far a word is, and what the counted thing is to it: subj, obj, either, modifier, of, linked, clause, other."""

    cost: float
    role: str


_OWN_NOUN = Way(0.6, "")  # from a number up to what it counts


@lru_cache(maxsize=16)  # of the figures in hand: many rules ask what is said of the same thing
def ways_from(tree: Tree, anchor: int, quantity: bool) -> Ways:
    """The ways that start at ``anchor``."""
    return Ways(tree, anchor, quantity)


class Ways:
    """The ways that start at ``anchor``; ``quantity`` where it is an amount whose subject says what it is.

    The way up to the root is walked once, each way down only when it is asked for: a long sentence has many counted
    things and few words that say something of them.
    """

    def __init__(self, tree: Tree, anchor: int, quantity: bool) -> None:
        self.tree, self.anchor, self.quantity = tree, anchor, quantity
        self._up = {anchor: Way(0.0, "")}
        self._known: dict[int, Way | None] = {}
        way, current = Way(0.0, ""), anchor
        for parent in tree.path(anchor)[1:]:
            apart = _is_apart(tree, current, parent, way.role)
            way = _climb(tree, current, parent, way)
            if apart or way.cost >= _FAR:
                break
            self._up.setdefault(parent, way)
            current = parent

    def to(self, index: int) -> Way | None:
        """The way to a token; None where it is out of reach."""
        if index not in self._known:
            self._known[index] = self._to(index)
        return self._known[index]

    def _to(self, index: int) -> Way | None:
        distance = abs(index - self.anchor)
        if index in self._up:
            cost, role = self._up[index]
            return Way(cost + 0.02 * distance, role) if distance else Way(0.0, "itself")
        below, depth = index, -1
        for above in self.tree.path(index):
            if above in self._up:
                break
            below, depth = above, depth + 1
        else:
            return None
        if _is_of_some(self.tree, below, self.anchor):
            return None
        if above == self.anchor:
            return self._below(below, index, depth)
        own = self._up[above] == _OWN_NOUN and self.tree.tokens[below].dep in ("relcl", "acl")
        if own and _modifier_role(self.tree, below) == "subj":
            extra, role = 0.8, "subj"  # from the number of "20 men who had attacked a village" as from its noun
        else:
            extra, role = _branch_role(self.tree, above, below, self._up[above].role, self.quantity)
        cost = self._up[above].cost + extra + 0.8 * depth + 0.03 * distance
        return Way(cost, role if depth == 0 else "other") if cost < _FAR else None

    def _below(self, child: int, index: int, depth: int) -> Way:
        """Words under the counted thing: its own modifiers and clauses near, what those hold further."""
        token, role = self.tree.tokens[index], _modifier_role(self.tree, child)
        extra = _SAID_WITH if role != "other" else 0.3 if self.tree.tokens[child].dep == "prep" else 1.0
        between = 0.05 * abs(index - self.anchor) + (_LABEL if _is_label(self.tree, index) else 0.0)
        if depth == 0:
            return Way(0.6 + between + extra, role)
        passed = role if depth == 1 and token.dep == "conj" and role != "other" else "other"
        return Way(0.6 * (depth + 1) + between + max(extra, 0.4), passed)


def _is_of_some(tree: Tree, clause: int, anchor: int) -> bool:
    """E.g. "four people, two of whom died", "61 patients, of whom nine died": the clause speaks of a part of the counted."""
    if tree.tokens[clause].dep != "relcl":
        return False
    whom = next((i for i in tree.subtree(clause) if i <= clause and tree.tokens[i].lower in ("whom", "which")), 0)
    if whom < 2 or tree.tokens[whom - 1].lower != "of":
        return False
    return tree.tokens[whom - 2].lower not in _WHOLES and whom - 2 != anchor


def _is_label(tree: Tree, index: int) -> bool:
    """E.g. "29 Russian-launched drones were shot down": the second half of a compound tells which, not what happened."""
    return index > 0 and tree.tokens[index - 1].tag == "HYPH"


def _modifier_role(tree: Tree, child: int) -> str:
    """E.g. "people killed": obj; "people who fled": subj; "injured people": modifier."""
    token = tree.tokens[child]
    if token.dep == "relcl":
        if tree.child(child, *_PASSIVES):
            return "obj"
        if (
            token.tag == "VB"
            and tree.tokens[child - 1].tag == "TO"
            and tree.tokens[token.head].dep in ("ROOT", "nsubj")
        ):
            return "subj"  # "5,000 dockers to strike"; but who has "40 people to feed" feeds them
        if any(tree.tokens[c].lower in ("where", "when") for c in tree.children[child]):
            return "other"  # "18 districts, where 31,040 people have taken shelter": no districts are taken
        subject = tree.child(child, *_SUBJECTS)
        return "subj" if subject is not None and subject.lower in _RELATIVES else "obj"
    if token.dep == "acl":
        return {"VBG": "subj", "VBN": "obj"}.get(token.tag, "modifier")
    if token.dep in ("amod", "advcl", "compound"):
        return "modifier"
    return "other"


def _climb(tree: Tree, child: int, parent: int, way: Way) -> Way:  # noqa: PLR0911 - a table of roles
    token, (cost, role) = tree.tokens[child], way
    if _is_hedge(tree, parent) and token.dep == "pobj":
        return Way(cost + 0.1, role)
    if token.dep in _PASSIVES or token.dep in _OBJECTS or _is_hedge(tree, child):
        return Way(cost + 1.0, "obj" if not role or role == "conj" else "other")
    if token.dep in _SUBJECTS:
        return Way(cost + 1.0, _subject_role(tree, parent) if not role or role == "conj" else "other")
    if token.dep == "conj":
        if token.tag[:2] == "VB" and role in ("subj", "obj", "either") and not _is_shared(tree, parent, role):
            return Way(cost + 2.6, "other")
        return Way(cost + 0.8, role or "conj")
    if token.dep == "agent" or (token.dep == "pobj" and tree.tokens[parent].dep == "agent"):
        return Way(cost + 0.5, "agent" if role in ("", "conj", "agent") else "other")
    if token.dep == "pobj":
        return Way(cost + 0.7, "of" if token.head == parent and tree.tokens[parent].lower == "of" else "other")
    if token.dep == "prep":
        parts = tree.tokens[parent].tag == "CD"  # "40 of its soldiers were killed"
        if role == "of" and (parts or set(lemmas(tree.tokens[parent].lower)) & labels("transparent")):
            return Way(cost - 0.6, "")  # what happens to "a team of 35 psychologists" happens to them
        return Way(cost + 0.5, "of" if role == "of" else "other")
    if token.dep in _CLAUSES:
        return Way(cost + 2.5, "clause")
    if token.dep in _INNER:
        return Way(cost + 0.6, role)
    return Way(cost + 1.0, role or "other")


def _is_apart(tree: Tree, child: int, parent: int, role: str) -> bool:
    """Whether what stands above a clause is said of others than those the clause counts.

    After a semicolon or colon a clause with its own subject or number speaks of others: "400 were on the island when it erupted;
    22 died", "four hit by bullets; two die".
    """
    if tree.tokens[child].dep == "advcl" and role == "subj" and _is_aside(tree, child):
        return True
    if tree.tokens[child].dep not in _APART:
        return False
    counts = "CD" in [tree.tokens[c].tag for c in tree.children[parent]]
    if not counts and tree.child(parent, *_SUBJECTS, *_PASSIVES) is None:
        return False
    between = tree.tokens[min(child, parent) : max(child, parent)]
    return not _STOPS.isdisjoint([token.text for token in between])


def does_itself(tree: Tree, number: int) -> bool:
    """E.g. "ten were rescued after 12 went overboard": the number has a verb of its own in a clause of its own."""
    token = tree.tokens[number]
    return token.dep == "nsubj" and tree.tokens[token.head].dep == "advcl" and _is_aside(tree, token.head)


def _is_aside(tree: Tree, verb: int) -> bool:
    """Whether a clause tells when: what is done in the sentence is not done to the number that is its subject."""
    said, subject = tree.tokens[verb], tree.child(verb, "nsubj")
    if subject is None or subject.tag != "CD":
        return False
    if said.dep != "advcl" or said.tag not in TENSED or said.lower in BE:
        return False
    return any(tree.tokens[c].lower in _WHEN and c < verb for c in tree.children[verb])


def _is_shared(tree: Tree, verb: int, role: str) -> bool:
    """Whether the verb before lacks what the counted thing is to the verb after it: "killed and wounded 30 people".

    The families of "claimed 83 lives and left 900 families without shelter" are not claimed.
    """
    return role == "obj" and tree.child(verb, "dobj", *_PASSIVES) is None


def _is_hedge(tree: Tree, index: int) -> bool:
    """E.g. the "over" of "injuring over 70", which a parser may take for a preposition."""
    token = tree.tokens[index]
    if token.dep != "prep" or token.lower not in _HEDGES:
        return False
    follows = index + 1 < len(tree.tokens) and tree.tokens[index + 1].tag == "CD"
    return follows and tree.tokens[token.head].tag[:2] == "VB"


def _subject_role(tree: Tree, verb: int) -> str:
    """E.g. "three people injured", "45 houses destroyed": a bare past form with no object may be passive (headlines, lists)."""
    if tree.child(verb, "auxpass") is not None:
        return "obj"
    bare = tree.tokens[verb].tag in PAST and tree.child(verb, "dobj", "obj", "aux") is None
    return "either" if bare else "subj"


@lru_cache(maxsize=2048)  # of the sentences in hand: their figures share the ways up
def _branch_role(tree: Tree, parent: int, sibling: int, up: str, quantity: bool) -> tuple[float, str]:
    """Words beside the way up: complements near ("left 20 dead"), shared verbs near ("shot and killed"), other clauses far."""
    token = tree.tokens[sibling]
    if token.dep in (*_SUBJECTS, *_PASSIVES):
        said = set(lemmas(tree.tokens[parent].lower))
        linked = quantity or bool(said & labels("amounting")) or "include" in said  # "the dead include nine women"
        linked = linked or (token.dep in _PASSIVES and bool(said & labels("reckoning")))  # "losses are put at 40 men"
        return (0.5, "linked") if linked else (3.5, "other")
    if token.dep == "conj":
        shared = up in ("subj", "obj", "either") and not _has_subject(tree, sibling)
        if shared and token.tag[:2] == "VB" and not _is_object(tree, parent, up):
            return 0.7, _voice(tree, sibling, up)
        return 3.5, "other"
    if token.tag == "VBN" and token.dep == "acomp" and tree.tokens[parent].lower in BE and up in ("subj", "either"):
        return 0.1, "obj"  # "52 officers were slain on duty"
    state = token.tag == "JJ" and token.dep in ("oprd", "acomp")  # "46 others were reported missing"
    complement = (token.tag == "VBN" or state) and token.dep in _COMPLEMENTS and not _has_subject(tree, sibling)
    if complement and set(lemmas(tree.tokens[parent].lower)) & labels("deeming"):
        return 0.6, "obj"  # "157 people have been confirmed killed", not "900 were displaced, 40 were reported dead"
    if token.dep == "xcomp" and token.tag[:2] == "VB":
        return 0.8, "obj" if tree.child(sibling, "auxpass") else "subj"
    result = token.dep in _RESULTS or any(tree.tokens[c].lower == "death" for c in tree.children[sibling])
    if up == "subj" and result and tree.child(parent, "dobj") is not None:
        return _FAR, "other"  # "a gunman shot dead a teacher": who is dead is the object
    if token.dep in _INNER and up == "conj":
        return 3.0, "other"  # "the injured driver and three passengers": only the driver
    return _beside(tree, parent, sibling, up)


def _beside(tree: Tree, parent: int, sibling: int, up: str) -> tuple[float, str]:
    """Another clause beside the way, which is far, and other words; near is what the subject does along with it."""
    token = tree.tokens[sibling]
    if token.dep == "advcl" and token.tag == "VBG" and up in ("subj", "either") and _shares_doer(tree, parent, sibling):
        return _ALONGSIDE, "subj"  # "2,000 women walked to the courthouse, demanding the repeal of the law"
    return (3.5, "other") if token.dep in _CLAUSES else (0.8, "other")


def _shares_doer(tree: Tree, verb: int, participle: int) -> bool:
    """Whether a participle after a verb has no subject of its own, so that who does the one does the other."""
    return participle > verb and not _has_subject(tree, participle)


def _has_subject(tree: Tree, verb: int) -> bool:
    """Whether a verb has its own subject, if only a number that the parser hung elsewhere: "nine are safe and three are missing"."""
    first = min([verb, *(c for c in tree.children[verb] if tree.tokens[c].dep in ("aux", "auxpass"))])
    stray = first > 0 and tree.tokens[first - 1].tag == "CD" and tree.tokens[first - 1].dep in ("conj", "nummod")
    return stray or tree.child(verb, *_SUBJECTS, *_PASSIVES) is not None


def _is_object(tree: Tree, verb: int, up: str) -> bool:
    """Whether the counted thing is the verb's own object: then the next verb's subject is somebody else."""
    return up == "obj" and tree.child(verb, "auxpass", *_PASSIVES) is None


def _voice(tree: Tree, verb: int, role: str) -> str:
    """The role for a verb that shares its subject with the one before it: "were shot and killed", "was hit and died"."""
    if tree.child(verb, "dobj") is not None:
        return "subj"
    if tree.child(verb, "auxpass") is not None or (role == "obj" and tree.tokens[verb].tag == "VBN"):
        return "obj"
    return "either" if role != "subj" and tree.tokens[verb].tag == "VBD" else "subj"


def is_capacity(tree: Tree, number: int) -> bool:
    """E.g. "tents that can hold 12 people", "a boat able to carry 300": what a thing can do is no event, and true wherever it is."""
    for index in tree.path(number)[1:_STEPS]:
        token = tree.tokens[index]
        if token.lower == "for" and tree.tokens[token.head].lower in labels("room"):
            return True  # "room for 60 bodies"
        if token.lower == "of" and tree.tokens[token.head].lower == "capacity":
            return True  # "620 residents against a capacity of 700"
        if token.tag.startswith("VB"):
            before = {tree.tokens[child].lower for child in tree.children[index] if child < index}
            above = tree.tokens[token.head]
            above = tree.tokens[above.head] if above.lower == "of" else above  # "capable of sheltering up to 10"
            able = bool(before & {"can", "could"}) or above.lower in ("able", "capable")
            subject = tree.child(index, "nsubj")
            # "the number of victims could reach 40"
            counts = subject is not None and subject.lower in labels("quantity")
            return able and not counts and not labels("capacity").isdisjoint(lemmas(token.lower))
    return False
