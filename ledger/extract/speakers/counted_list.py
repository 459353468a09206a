"""A list of counts of which the parser gave a speaker only the first: "said that 76 houses fell, 642 were hit, and 425 flooded"."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import HEDGES
from ledger.extract.speakers.cues import Frame

_BEFORE_COUNT = HEDGES | {"another", "a", "further"}
_PARTING = frozenset((",", "and", ";", ":", ".", "–", "—", "while", "but", "though", "”", '"'))
_LONGEST = 14  # tokens of an entry


def with_list(tree: Tree, frame: Frame, cues: Set[int]) -> Frame:
    """The frame with the entries of a list of counts that goes on after what it covers; ``cues`` are the tokens of all frames.

    The second entry must follow a bare comma: "said 12 died, and 300 fled" may tell of the 300 itself (FACTS.md 5.18).
    """
    counts = [index for index in frame.scope if index > frame.token and tree.tokens[index].tag == "CD"]
    if not counts:
        return frame
    at, added = max(counts), set[int]()
    while at in frame.scope:
        at += 1
    at -= tree.tokens[at - 1].text == ","
    while (end := _entry(tree, at, listed=bool(added))) and cues.isdisjoint(range(at, end)):
        added.update(range(at, end))
        at = end
    return replace(frame, scope=frame.scope | added) if added else frame


def _entry(tree: Tree, at: int, listed: bool) -> int:
    """Where the entry ends that begins with the comma at ``at``, or later in a list with "and"; 0 where none begins."""
    tokens, first = tree.tokens, at
    while first < len(tokens) and tokens[first].lower in (",", "and"):
        first += 1
    marks = [token.lower for token in tokens[at:first]]
    if not marks or (not listed and marks != [","]):
        return 0
    while first < len(tokens) and tokens[first].lower in _BEFORE_COUNT:
        first += 1
    if first >= len(tokens) or tokens[first].tag != "CD" or first > at + 6:
        return 0
    stop = range(first + 1, min(len(tokens), first + _LONGEST))
    return next((i for i in stop if tokens[i].lower in _PARTING), len(tokens) if stop.stop == len(tokens) else 0)
