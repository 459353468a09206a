"""Which times a verb's form keeps from its figure: a state that lasts is not of last year, nor is what is still to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from ledger import lexicon
from ledger.extract.chronology.times import TimeExpression
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import lemmas
from ledger.model import Span

_LONG = timedelta(days=7)
_CLAUSES = ("xcomp", "advcl", "acl", "ccomp")
_MEASURED_BY = re.compile(r"\b(?:from|than|against|with|to)\s+(?:[a-z]+\s+){0,2}$")


def excludes(tree: Tree, anchor: int, at: Span, time: TimeExpression, published: date | None) -> bool:
    """Whether the verb of a figure is in a form that a time of its sentence cannot date."""
    verb = _verb_of(tree, anchor)
    if verb is None or time.role != "point" or time.span.end > at.start:
        return False
    if _is_still_to_be(tree, verb, time):
        return True
    end = time.period.end if time.period is not None else None
    if published is None or end is None:
        return False
    return _is_done_since(tree, verb) and published - end > _LONG


def is_of_other_time(text: str, tree: Tree, anchor: int, at: Span, time: TimeExpression) -> bool:
    """E.g. "the accord entered into force in 2009, but 17 plots are in dispute": what is so now is not of another verb's time."""
    verb = _verb_of(tree, anchor)
    if verb is None or time.role not in ("point", "until") or not _is_now(tree, verb):
        return False
    if verb.dep == "relcl" or _MEASURED_BY.search(text, max(0, at.start - 40), at.start):
        return False
    tokens = tree.at(*time.span)
    if not tokens or anchor in tree.path(tokens[0].index):
        return False  # "the $2 million raised last year is frozen"
    return _verb_of(tree, tokens[0].index) != verb


def _is_now(tree: Tree, verb: Token) -> bool:
    """Whether a verb is in the present tense: "costs", "is spending", "are affected"."""
    if verb.tag in ("VBZ", "VBP"):
        return True
    return verb.tag in ("VBG", "VBN") and any(
        tree.tokens[i].lower in _IS for i in tree.children[verb.index] if tree.tokens[i].dep in ("aux", "auxpass")
    )


_IS = frozenset(("is", "are", "’s", "'s", "’re", "'re"))


def is_of_plan(tree: Tree, anchor: int, time: TimeExpression, published: date | None) -> bool:
    """E.g. "the zone, first discussed in 2021, would create 9,000 jobs": what is yet to come is not of a day that is over."""
    end, tokens = time.period.end if time.period is not None else None, tree.at(*time.span)
    if published is None or end is None or end >= published or time.role != "point" or not tokens:
        return False
    then = _verb_of(tree, tokens[0].index)
    return then != _verb_of(tree, anchor) and (then is None or lexicon.family("bade").isdisjoint(lemmas(then.lower)))


def is_told_as_past(tree: Tree, anchor: int) -> bool:
    """E.g. "four were carried to a clinic", "they also stole 67 cows": what befell when the story was, and is no state."""
    verb = _verb_of(tree, anchor)
    if verb is None or verb.tag == "VBD":
        return verb is not None
    helper = tree.child(verb.index, "aux", "auxpass")
    return verb.tag == "VBN" and helper is not None and helper.lower in ("was", "were", "had")


Form = Literal[
    "past", "passive", "going on", "perfect", "pluperfect", "present", "modal", "infinitive", "participle", ""
]


def form_of(tree: Tree, anchor: int) -> Form:
    """The form of the verb that a figure is said with; empty where it is said with none, as in a headline or a list."""
    verb = _verb_of(tree, anchor)
    if verb is None:
        return ""
    helpers = {tree.tokens[i].lower for i in tree.children[verb.index] if tree.tokens[i].dep in ("aux", "auxpass")}
    if "to" in helpers:
        return "infinitive"
    found = next((form for words, form in _HELPED if helpers & words), None)
    if found == "passive":
        return "passive" if verb.tag == "VBN" else "going on"
    return found or _BARE.get(verb.tag, "modal")


_HELPED: tuple[tuple[frozenset[str], Form], ...] = (
    (frozenset(("will", "’ll", "'ll", "shall", "would", "could", "may", "might", "can", "should", "must")), "modal"),
    (frozenset(("have", "has", "’ve", "'ve")), "perfect"),
    (frozenset(("had",)), "pluperfect"),
    (frozenset(("was", "were")), "passive"),
    (frozenset(("is", "are", "’s", "'s", "’re", "'re", "do", "does")), "present"),
)
_BARE: dict[str, Form] = {
    "VBD": "past", "VBN": "participle", "VBG": "participle", "VBZ": "present", "VBP": "present", "VB": "infinitive"
}  # fmt: skip


def directed(
    tree: Tree, times: Sequence[TimeExpression], ahead: Sequence[TimeExpression], *, foretold: bool
) -> tuple[TimeExpression, ...]:
    """The times of a sentence, each as its own verb points: "will be held on Saturday", "the money spent in February".

    ``ahead`` are the same times where those without a year or week are to come.
    """
    other = {one.span: one for one in ahead}
    turned = (one.span in other and _points_on(tree, one) is (not foretold) for one in times)
    return tuple(other[one.span] if turn else one for one, turn in zip(times, turned, strict=True))


@lru_cache(maxsize=4)  # of the sentences in hand: a tree is equal to itself alone
def has_future(tree: Tree) -> bool:
    """Whether any verb of a sentence is in the future tense."""
    return not _WILL.isdisjoint([token.lower for token in tree.tokens])


_WILL = frozenset(("will", "’ll", "'ll", "shall"))


def _points_on(tree: Tree, time: TimeExpression) -> bool | None:
    """Whether a time's verb is of what is to come or of what is past; None where it does not tell."""
    tokens = tree.at(*time.span)
    verb = _verb_of(tree, tokens[0].index) if tokens else None
    if verb is None:
        return None
    helpers = {tree.tokens[i].lower for i in tree.children[verb.index] if tree.tokens[i].dep in ("aux", "auxpass")}
    if helpers & _WILL:
        return True
    return False if verb.tag == "VBN" and (not helpers or "have" in helpers) else None


def _verb_of(tree: Tree, anchor: int) -> Token | None:
    """The verb that a figure is said with."""
    return next((tree.tokens[i] for i in tree.path(anchor) if tree.tokens[i].tag[:2] in ("VB", "MD")), None)


def _is_done_since(tree: Tree, verb: Token) -> bool:
    """E.g. "has been freed", "have died": English says so of no day that is over."""
    helper = tree.child(verb.index, "aux")
    return verb.tag == "VBN" and helper is not None and helper.lower in ("has", "have", "’ve", "'ve")


def _is_still_to_be(tree: Tree, verb: Token, time: TimeExpression) -> bool:
    """E.g. "began on Friday to send a force of 900": not what was ordered or "turned out to have 136 people inside"."""
    helper, tokens = tree.child(verb.index, "aux"), tree.at(*time.span)
    if verb.tag != "VB" or verb.dep not in _CLAUSES or helper is None or helper.lower != "to" or not tokens:
        return False
    above = lemmas(tree.tokens[verb.head].lower)
    done = lexicon.family("bade") | lexicon.family("comes to do")
    return verb.index not in tree.path(tokens[0].index) and done.isdisjoint(above)
