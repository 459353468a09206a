"""The verb right after a count and its noun, which tells of it whatever the parser makes of a row of clauses: "9 fled and 12 others were taken hostage"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import TENSED, Tree
from ledger.extract.grammar.words import FOLK, labels, lemmas
from ledger.extract.meaning.measures import Cue, Finding, cues_at, is_met

_BE = frozenset(("is", "are", "was", "were", "been", "be", "being"))
_HELPERS = _BE | frozenset(("has", "have", "had"))
_BESIDE = frozenset(("still", "also", "reportedly", "since", "later", "already", "now", "then", "all"))
_MOST = 4  # helpers and adverbs before a verb
_COST = 0.8


def said_next(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """What the verb that follows at once says of those counted; None where none follows, or it has no cue of its own.

    A verb that shares its place with another ("were shot and killed", "were killed or wounded") is left to the tree.
    """
    alone = mention.elided or mention.counted.noun in ("other", "person")
    if mention.implicit or not alone or not classes & FOLK:
        return None
    return _told_from(tree, max(mention.anchor, mention.number) + 1, classes)


def said_past_aside(mention: Mention, tree: Tree) -> str | None:
    """What the verb says that follows an aside on who those counted are: "46 hikers, some of them children, died and 50 more were hurt"."""
    beside = max(mention.anchor, mention.number) + 1
    if mention.implicit or mention.elided or mention.classes.isdisjoint(FOLK):
        return None
    after = _past_aside(tree, beside)
    told = _told_from(tree, after, mention.classes) if after > beside else None
    return told.measure if told is not None else None


def _past_aside(tree: Tree, at: int) -> int:
    """The token after what commas or brackets set apart of those counted; ``at`` where nothing is."""
    tokens = tree.tokens
    if at + 2 >= len(tokens) or tokens[at].text not in _OPENS:
        return at
    if tokens[at + 1].lower not in lexicon.family("part told aside"):
        return at
    for token in tokens[at + 2 : at + _DOING]:
        if token.text in _CLOSES:
            return token.index + 1
        if token.tag in TENSED or token.tag == "CD":
            break
    return at


_OPENS, _CLOSES = frozenset((",", "(")), frozenset((",", ")"))


def _told_from(tree: Tree, at: int, classes: frozenset[str]) -> Finding | None:
    tokens = tree.tokens
    passive, helped = False, False
    for _ in range(_MOST):
        if at < len(tokens) and tokens[at].lower in _HELPERS:
            passive, helped = passive or tokens[at].lower in _BE, True
        elif at >= len(tokens) or tokens[at].lower not in _BESIDE:
            break
        at += 1
    done = at < len(tokens) and (tokens[at].tag == "VBN" if helped else tokens[at].tag == "VBD" and not passive)
    if not done:
        return None
    return _told_by(tree, at, classes, passive=passive)


def said_after_doing(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """E.g. "nine people searching for scraps of jade were killed": the verb after what they were doing, where the parser loses it."""
    tokens, at = tree.tokens, max(mention.anchor, mention.number) + 1
    if mention.elided or not classes & FOLK or at >= len(tokens) or tokens[at].tag != "VBG":
        return None
    for token in tokens[at + 1 : at + _DOING]:
        if token.lower in _PAST:
            verb = token.index + 1
            done = verb < len(tokens) and tokens[verb].tag == "VBN"
            return _told_by(tree, verb, classes, passive=True) if done else None
        if token.tag in _CLAUSES or token.text in (",", ";", ":"):
            return None
    return None


_DOING = 10  # words from what they were doing to what befell them
_PAST = frozenset(("was", "were"))
_CLAUSES = frozenset(("VBD", "VBP", "VBZ", "WP", "WDT", "WRB", "CC"))


def _told_by(tree: Tree, at: int, classes: frozenset[str], *, passive: bool) -> Finding | None:
    """What the verb at a token says of those counted, where it has its place for itself."""
    tokens = tree.tokens
    following = [token.lower for token in tokens[at + 1 : at + 3]]
    # "46 hikers, some of them children, died and at least 50 were hurt"
    counts = following[:1] == ["and"] and (
        following[1:] == ["at"] or any(t.tag == "CD" for t in tokens[at + 2 : at + 3])
    )
    if (not counts and not {"and", "or"}.isdisjoint(following)) or not labels("deeming").isdisjoint(
        lemmas(tokens[at].lower)
    ):
        return None
    fitting = [cue for cue in cues_at(tree, at) if _fits(cue, passive) and not cue.counted.isdisjoint(classes)]
    best = min((cue for cue in fitting if is_met(cue, tree, at)), key=lambda cue: cue.cost, default=None)
    return None if best is None or best.measure == "other" else Finding(measure=best.measure, token=at, cost=_COST)


def _fits(cue: Cue, passive: bool) -> bool:
    return cue.slot in ("any", "obj" if passive else "subj")
