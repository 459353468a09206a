"""What a bare noun of counting goes back to: "… 30 people had drowned. By Sunday the figure had climbed to 41."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.speakers.actors import can_speak
from ledger.model import Basis, Fact

_ROLES = ("nsubj", "nsubjpass", "dobj")
_NAMING = ("prep", "compound", "amod", "acl", "relcl")
_CLIMB = 5  # tokens from the number up to the verb that moves it
_UNLIKE = log(20)  # a figure twenty times another is not that figure moved


def recalled(tree: Tree, mention: Mention, earlier: Sequence[Fact], before: Sequence[Fact]) -> Fact | None:
    """The figure that a number without a noun is the new, old or rival value of; None where none is meant.

    ``earlier`` are the figures before it in its sentence, ``before`` those of the sentence before.
    """
    if not mention.elided or mention.unit or not _goes_back(tree, mention.number):
        return None
    for told in (earlier, before):
        alike = [(distance, -fact.span.start, fact) for fact in told if (distance := _unlike(mention, fact)) <= _UNLIKE]
        if alike:
            return min(alike, key=lambda one: one[:2])[2]
    return None


_MOVE_OF = re.compile(
    r"\b(?:gain|rise|increase|drop|decline|loss|growth)\s+of\s+(?:(?:about|around|some|nearly|just|only|at least|more than)\s+)?$"
)


def job_gain(text: str, mention: Mention, facts: Sequence[Fact]) -> Fact | None:
    """E.g. "employers added 12,000 jobs. … Economists had expected a gain of 100,000.": the same is spoken of."""
    if not mention.elided or not _MOVE_OF.search(text, max(0, mention.span.start - 40), mention.span.start):
        return None
    return next((fact for fact in reversed(facts) if fact.measure == "employed" and fact.basis is Basis.CHANGE), None)


def is_recorded(tree: Tree, number: int) -> bool:
    """Whether a number is all that somewhere recorded: "Lida alone recorded 3,568."."""
    token = tree.tokens[number]
    verb = tree.tokens[token.head]
    subject = tree.child(verb.index, "nsubj") if token.dep == "dobj" else None
    return subject is not None and subject.tag == "NNP" and not labels("records").isdisjoint(lemmas(verb.lower))


def is_counted(fact: Fact) -> bool:
    """Whether a figure is a count that may be told apart by place: no share, rate or change."""
    return fact.basis is not Basis.CHANGE and "/" not in fact.unit and fact.unit not in ("percent", "fraction")


def _unlike(mention: Mention, fact: Fact) -> float:
    """How far apart two amounts are, as the logarithm of their ratio; infinite where one cannot be the other moved."""
    new, old = mention.low or mention.high, fact.low or fact.high
    if not new or not old or fact.basis in (Basis.INCREMENT, Basis.CHANGE):
        return float("inf")
    return abs(log(abs(new)) - log(abs(old)))


def _goes_back(tree: Tree, number: int) -> bool:
    """Whether "the number", "that figure" or "the count" is what moves to the number, and nothing else names it."""
    path = tree.path(number)[1:_CLIMB]
    if _is_claimed(tree, number):
        return True
    for index in path:
        token = tree.tokens[index]
        if _counts(tree, token, path):
            return True  # "gave a figure of 30"
        if token.tag[:2] == "VB":
            beside = [tree.tokens[child] for child in tree.children[index] if tree.tokens[child].dep in _ROLES]
            if any(_counts(tree, one, path) for one in beside):
                return True
            return "compare" in lemmas(token.lower) and any(one.lower in ("that", "this") for one in beside)
    return False


def _is_claimed(tree: Tree, number: int) -> bool:
    """Whether a number is all that somebody claims: "Organizers claimed 6,000."."""
    token, verb = tree.tokens[number], tree.tokens[tree.tokens[number].head]
    subject = tree.child(verb.index, "nsubj") if token.dep == "dobj" else None
    claims = not {"claim", "estimate", "say"}.isdisjoint(lemmas(verb.lower))
    return claims and subject is not None and can_speak(subject.lower)


def _counts(tree: Tree, token: Token, path: Sequence[int]) -> bool:
    """A noun of counting that no other word names: not "the number of dead", "the case count"."""
    if token.lower not in labels("count alone"):
        return False
    return not any(
        tree.tokens[child].dep in _NAMING and child not in path and tree.tokens[child].lower not in labels("vintage")
        for child in tree.children[token.index]
    )
