"""Whose act it is decides what it is: kidnappers hold captives, police hold detainees; mourners bury the dead, landslides the living."""

from __future__ import annotations

from functools import cache

from ledger import lexicon
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, noun_classes
from ledger.extract.speakers.actors import classify
from ledger.model import ActorKind

_PRONOUNS = frozenset(("we", "they", "i", "he", "she", "who"))


def by_doer(tree: Tree, verb: int, measure: str) -> str:
    """The measure of an act in the light of who does it: its subject, or the "by" of a passive."""
    meant = next(
        (row for row in _rows() if row[0] == measure and set(row[1]) & set(lemmas(tree.tokens[verb].lower))), None
    )
    doer = _doer(tree, verb) if meant else None
    if meant is None or doer is None:
        return measure
    _, _, kind, other = meant
    return other if _is_of_kind(tree, doer, kind) else measure


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], str, str], ...]:
    return tuple((found, tuple(verbs.split(",")), kind, meant) for found, verbs, kind, meant in lexicon.rows("doers"))


def _doer(tree: Tree, verb: int) -> int | None:
    subject = tree.child(verb, "nsubj")
    if subject is not None:
        return subject.index
    by = next((c for c in tree.children[verb] if tree.tokens[c].dep == "agent"), None)
    agent = tree.child(by, "pobj") if by is not None else None
    return agent.index if agent is not None else None


def _is_of_kind(tree: Tree, doer: int, kind: str) -> bool:
    words = [tree.tokens[i] for i in tree.subtree(doer) if doer - 4 <= i <= doer]
    if kind == "people":
        return tree.tokens[doer].lower in _PRONOUNS or "person" in noun_classes(tree.tokens[doer].lower)
    return classify(" ".join(token.text for token in words)) is ActorKind(kind)
