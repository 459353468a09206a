"""What is said of the counted thing: cue words weighed by their distance and role in the tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ledger import lexicon
from ledger.extract.parse import Tree
from ledger.extract.units import singular
from ledger.extract.words import lemmas

_MAX_COST = 7.0
_SUBJECTS = frozenset(("nsubj", "csubj"))
_PASSIVES = frozenset(("nsubjpass", "csubjpass"))
_OBJECTS = frozenset(("dobj", "obj", "attr", "oprd", "dative"))
_CLAUSES = frozenset(("ccomp", "advcl", "parataxis"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that says what happened: its measure, the role it gives the counted thing, the class it applies to."""

    measure: str
    slot: str
    counted: str
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The measure chosen, the token that said so, and how far away it stood (0 is the counted noun itself)."""

    measure: str
    token: int
    cost: float


@cache
def _cues() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for measure, slot, counted, forms, *cost in lexicon.rows("predicates"):
        cue = Cue(measure=measure, slot=slot, counted=counted, cost=float(cost[0]) if cost else 0.0)
        for word in forms.split(","):
            found.setdefault(word.strip(), []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


@cache
def _multiword() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _cues() if " " in word)


@cache
def cues_of(word: str) -> tuple[Cue, ...]:
    """The cues of one lower-case word in any inflection."""
    return tuple(cue for lemma in lemmas(word) for cue in _cues().get(lemma, ()))


def cues_at(tree: Tree, index: int) -> tuple[Cue, ...]:
    """The cues of the token, or of the longer expression that starts there ("shoot down")."""
    token = tree.tokens[index]
    for lemma in lemmas(token.lower):
        if lemma in _multiword() and index + 1 < len(tree.tokens):
            for width in (3, 2):
                following = [t.lower for t in tree.tokens[index + 1 : index + width]]
                phrase = " ".join([lemma, *following[:-1], singular(following[-1])])
                if phrase in _cues():
                    return _cues()[phrase]
    return cues_of(token.lower)


def harm_measures() -> frozenset[str]:
    """Ids of the people-harm measures (marked H)."""
    return frozenset(row[0] for row in lexicon.rows("measures") if row[1] == "H")


def find_measure(tree: Tree, anchor: int, classes: frozenset[str], limit: float = _MAX_COST) -> Finding | None:
    """The best cue for the thing at ``anchor`` with these noun classes: near, in a fitting role. None where nothing fits."""
    best: Finding | None = None
    ways = _ways(tree, anchor)
    for index, (cost, role) in ways.items():
        if cost >= limit or (best and cost >= best.cost):
            continue
        for cue in cues_at(tree, index):
            if cue.counted != "any" and cue.counted not in classes:
                continue
            total = cost + cue.cost + _mismatch(cue.slot, role, index == anchor)
            if total < limit and (best is None or total < best.cost):
                best = Finding(measure=cue.measure, token=index, cost=total)
    return best


def _mismatch(slot: str, role: str, itself: bool) -> float:
    """How badly a role fits: "20 soldiers killed 30" makes no killed soldiers."""
    if slot in ("any", "noun", "mod"):
        return 0.0
    if itself:
        return 3.0
    if slot == role or role in ("modifier", "either"):
        return 0.0
    return {"other": 1.5, "clause": 2.0}.get(role, 9.0)


def _ways(tree: Tree, anchor: int) -> dict[int, tuple[float, str]]:
    """Every token reachable from ``anchor``, with the cost of the way and the role that the anchor plays for it."""
    found: dict[int, tuple[float, str]] = {anchor: (0.0, "itself")}
    for index in tree.subtree(anchor):
        if index != anchor:
            depth = len(tree.path(index)) - len(tree.path(anchor))
            between = abs(index - anchor)
            role = "modifier" if depth == 1 and tree.tokens[index].dep in ("acl", "amod", "relcl", "advcl") else "other"
            found[index] = (0.6 * depth + 0.05 * between + (0.0 if role == "modifier" else 1.0), role)
    cost, role, current = 0.0, "", anchor
    for parent in tree.path(anchor)[1:]:
        cost, role = _climb(tree, current, parent, cost, role)
        near = cost + 0.02 * abs(parent - anchor)
        found.setdefault(parent, (near, role))
        for sibling in tree.children[parent]:
            if sibling != current and sibling not in found:
                _add_branch(tree, sibling, anchor, cost, role, found)
        current = parent
    return found


def _climb(tree: Tree, child: int, parent: int, cost: float, role: str) -> tuple[float, str]:
    token = tree.tokens[child]
    if token.dep in _PASSIVES or token.dep in _OBJECTS:
        return cost + 1.0, "obj" if not role or role == "conj" else "other"
    if token.dep in _SUBJECTS:
        return cost + 1.0, _subject_role(tree, parent) if not role or role == "conj" else "other"
    if token.dep == "conj":
        return cost + 0.8, role or "conj"
    if token.dep in ("pobj", "prep"):
        return cost + 0.7, "other"
    if token.dep in _CLAUSES:
        return cost + 2.5, "clause"
    if token.dep in ("nummod", "quantmod", "compound", "amod", "npadvmod", "appos", "acl", "relcl"):
        return cost + 0.6, role
    return cost + 1.0, role or "other"


def _subject_role(tree: Tree, verb: int) -> str:
    """E.g. "three people injured", "45 houses destroyed": a bare past form with no object may be passive (headlines, lists)."""
    if tree.child(verb, "auxpass") is not None:
        return "obj"
    bare = tree.tokens[verb].tag in ("VBN", "VBD") and tree.child(verb, "dobj", "obj", "aux") is None
    return "either" if bare else "subj"


def _add_branch(
    tree: Tree, sibling: int, anchor: int, cost: float, role: str, found: dict[int, tuple[float, str]]
) -> None:
    """Words beside the way up: complements near ("left 20 dead"), other clauses far."""
    token = tree.tokens[sibling]
    extra = 3.5 if token.dep in (*_CLAUSES, "conj", *_SUBJECTS, *_PASSIVES) else 0.8
    for index in tree.subtree(sibling):
        depth = len(tree.path(index)) - len(tree.path(sibling))
        found.setdefault(index, (cost + extra + 0.8 * depth + 0.03 * abs(index - anchor), "other"))
