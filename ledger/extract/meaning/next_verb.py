"""The verb right after a count and its noun, which tells of it whatever the parser makes of a row of clauses: "9 fled and 12 others were taken hostage"."""

from __future__ import annotations

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
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
    tokens, at = tree.tokens, max(mention.anchor, mention.number) + 1
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
    if not {"and", "or"}.isdisjoint(following) or not labels("deeming").isdisjoint(lemmas(tokens[at].lower)):
        return None
    fitting = [cue for cue in cues_at(tree, at) if _fits(cue, passive) and not cue.counted.isdisjoint(classes)]
    best = min((cue for cue in fitting if is_met(cue, tree, at)), key=lambda cue: cue.cost, default=None)
    return None if best is None or best.measure == "other" else Finding(measure=best.measure, token=at, cost=_COST)


def _fits(cue: Cue, passive: bool) -> bool:
    return cue.slot in ("any", "obj" if passive else "subj")
