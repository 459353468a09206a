"""Speakers past what opens a line and says nothing: a dateline ("Lida – The army reports …"), a bullet ("• The army also says …")."""

from __future__ import annotations

from dataclasses import replace

from ledger.extract.grammar.parse import Tree
from ledger.extract.speakers.cues import Frame, is_voiced

_MARKS = frozenset(("–", "—", "--", "-", ":", "):"))
_OPENING = frozenset((".", "NNP", "NNPS", "CD", "NN", ",", "-LRB-", "-RRB-", "HYPH"))
_LONGEST, _PHRASE = 9, 8  # tokens of a dateline; of a speaker's phrase up to its head
_LEADS = frozenset(("DT", "JJ", "PRP$", "CD", "HYPH", "POS", "VBN"))


def past_opening(tree: Tree, frame: Frame) -> Frame:
    """The frame with who speaks after the opening in which the parser found its speaker."""
    tokens = tree.tokens
    if frame.speaker >= _LONGEST or frame.phrase:
        return frame
    mark = _end_of_opening(tree)
    if mark is None or not frame.speaker <= mark < frame.token:
        return frame
    head = None
    for token in tokens[mark + 1 : min(frame.token, mark + _PHRASE)]:
        if token.tag[:2] == "NN":
            head = token
        elif token.tag == "POS":
            head = None
        elif head is not None or token.tag not in _LEADS:
            break
    if head is None or not is_voiced(tree, head):
        return frame
    own = range(mark + 1)
    return replace(frame, speaker=head.index, scope=frame.scope.difference(own))


def _end_of_opening(tree: Tree) -> int | None:
    """Where a bullet, or a dash or colon after nothing but names, days and brackets, ends what opens the sentence."""
    tokens = tree.tokens
    if not any(c.isalnum() for c in tokens[0].text):
        return 0
    mark = next(
        (
            t.index
            for t in tokens[1:_LONGEST]
            if t.text in _MARKS and t.start > tokens[t.index - 1].end - (t.text[-1] == ":")
        ),
        None,
    )
    if mark is None or not tokens[0].text[:1].isupper():
        return None
    named = all(t.tag in _OPENING and (t.tag != "NN" or t.text[:1].isupper()) for t in tokens[:mark])
    apart = mark + 1 < len(tokens) and tokens[mark + 1].start > tokens[mark].end
    return mark if named and apart else None
