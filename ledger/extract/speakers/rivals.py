"""Who speaks against whom in one sentence: "According to the Red Cross 30 died, while police said 25"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import labels
from ledger.extract.speakers.cues import Frame

_FEW = 6  # tokens of a connecting word, a hedge and a figure


def without_rivals(tree: Tree, frame: Frame, others: Sequence[Frame]) -> Frame:
    """The frame without clauses set against it that somebody else says: "According to the Red Cross 30 died, while police said 25"."""
    parted = [other.scope for other in others if _is_of_one_figure(other) and other.token in frame.scope]
    if parted and not _is_of_one_figure(frame):  # "Police counted 4,000, against 15,000 according to the organisers"
        return replace(frame, scope=frame.scope.difference(*parted))
    within = [other.token for other in others if other.token in frame.scope]
    if not within:
        return frame
    turn = next((t.index for t in reversed(tree.tokens[: frame.token]) if t.lower in labels("against")), 0)
    if turn and tree.tokens[turn - 1].text == "," and any(token < turn for token in within):
        # "Police said 30 died, but 45 did, according to X"
        return replace(frame, scope=frame.scope.difference(range(turn)))
    rivals = [token for token in within if _is_set_against(tree, token)]
    return replace(frame, scope=frame.scope.difference(*map(tree.subtree, rivals))) if rivals else frame


def _is_set_against(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    mark = tree.child(verb, "mark") if token.dep == "advcl" else None
    joined = tree.child(token.head, "cc") if token.dep == "conj" else None
    return any(one is not None and one.lower in labels("against") for one in (mark, joined))


def _is_of_one_figure(frame: Frame) -> bool:
    """Whether "according to X" is said of the few words before it alone."""
    return frame.cue.lower() == "according to" and min(frame.scope, default=0) > 0 and len(frame.scope) <= _FEW
