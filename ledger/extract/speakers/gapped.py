"""Speakers for whom the verb is not said again: "Police put the crowd at 800 and organisers at 5,000", "police counted 800, the organisers 5,000"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.extract.grammar.parse import NAMES, NAMING, Token, Tree
from ledger.extract.grammar.words import HEDGES, labels
from ledger.extract.speakers.actors import is_report_noun
from ledger.extract.speakers.cues import Frame, is_voiced, senses_of

_OPENS = frozenset((",", ";", "and", "but", "while", "whereas"))
_GIVES = frozenset(("say", "figure", "put", "count"))
_BEFORE_COUNT = HEDGES | {"up", "to", "as", "many"}
_LONGEST = 6  # words of a speaker; of what stands before his count


def with_gapped(tree: Tree, frames: Sequence[Frame]) -> list[Frame]:
    """The frames, and those of speakers who share a verb: each with its own figure and no more."""
    found: list[Frame] = []
    for frame in frames:
        own = _gapped(tree, frame) if senses_of(tree.tokens[frame.token].lower) & _GIVES else None
        if own is None:
            found.append(frame)
        else:
            found += [replace(frame, scope=frame.scope - own.scope), own]
    return found


def _gapped(tree: Tree, frame: Frame) -> Frame | None:
    tokens, verb = tree.tokens, frame.token
    first = next((t.index for t in tokens[verb + 1 :] if t.tag == "CD"), None)
    if first is None or not frame.speaker < verb or tokens[first - 1].tag[:2] == "NN":
        return None  # "the dead were soldiers 12, police 5": a list
    thing = tree.child(verb, "dobj")
    if thing is not None and (thing.tag in NAMES or (thing.tag[:2] == "NN" and is_voiced(tree, thing))):
        return None  # "had put the Greens at 36%, and Labour at 38%"
    for token in tokens[first + 1 : -1]:
        if token.lower not in _OPENS:
            continue
        head = _head_of(tokens, token.index + 1)
        if head is None or is_report_noun(head.lower) or not is_voiced(tree, head) or head.lower in labels("harmed"):
            continue
        count = _count_after(tokens, head.index + 1)
        if count is not None:
            scope = frozenset(range(head.index + 1, _end_of(tokens, count)))
            return Frame(token=verb, speaker=head.index, cue=frame.cue, scope=scope)
    return None


def _head_of(tokens: Sequence[Token], start: int) -> Token | None:
    """The last noun of a phrase that no verb follows."""
    end = next((t.index for t in tokens[start : start + _LONGEST] if t.tag not in NAMING), start)
    return tokens[end - 1] if end > start and tokens[end - 1].tag[:2] == "NN" else None


def _count_after(tokens: Sequence[Token], start: int) -> int | None:
    """Where the count stands that follows at once, closes its clause, and counts nothing else."""
    at = start
    while at < len(tokens) and at < start + _LONGEST and tokens[at].lower in _BEFORE_COUNT:
        at += 1
    if at >= len(tokens) or tokens[at].tag != "CD":
        return None
    after = next((t for t in tokens[at + 1 :] if t.tag != "CD" and t.lower not in ("%", "percent")), None)
    return at if after is None or after.text in (".", ",", ";") or after.tag == "CC" else None


def _end_of(tokens: Sequence[Token], count: int) -> int:
    return next((t.index for t in tokens[count + 1 :] if t.text in (",", ";", ".") or t.tag == "CC"), len(tokens))
