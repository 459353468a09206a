"""What the parser regularly gets wrong about a second clause joined by "and", put right."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.grammar.tree import Token
from ledger.extract.grammar.words import lemmas

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_HELPERS = ("aux", "auxpass")


def give_second_clause(tokens: Sequence[Token]) -> None:
    """E.g. "floods hit 300 farms and a fair was called off", of which the parser makes farms and a fair, if not what floods hit that both were."""
    for clause in tokens:
        if clause.tag != "VBN" or clause.dep not in ("conj", "ccomp") or clause.head >= clause.index:
            continue
        verb, own = tokens[clause.head], [one for one in tokens[: clause.index] if one.head == clause.index]
        helper = next((one for one in own if one.dep in _HELPERS), None)
        if helper is None or helper.index < 1 or verb.tag not in ("VBD", "VBN", "VBZ", "VBP"):
            continue
        second = _second_before(tokens, helper.index)
        first = tokens[second.head] if second is not None else None
        if second is None or first is None or not verb.index < first.index:
            continue
        taken = first.dep in _SUBJECTS and first.head == clause.index and clause.dep == "ccomp"
        if taken and not _says(verb) and not any(one.head == verb.index and one.dep == "dobj" for one in tokens):
            first.head, first.dep, clause.dep = verb.index, "dobj", "conj"
        elif clause.dep != "conj" or first.dep != "dobj" or first.head != verb.index:
            continue
        if any(one.head == clause.index and one.dep in _SUBJECTS for one in tokens):
            continue
        joint = next(one for one in reversed(tokens[: second.index]) if one.dep == "cc" and one.head == first.index)
        joint.head = verb.index
        second.head, second.dep = clause.index, "nsubjpass" if helper.dep == "auxpass" else "nsubj"


def _second_before(tokens: Sequence[Token], end: int) -> Token | None:
    """The second of two joined nouns, whose phrase ends before ``end``."""
    for token in reversed(tokens[:end]):
        if token.dep == "conj" and token.tag[:2] in ("NN", "CD"):
            joined = any(one.dep == "cc" and one.head == token.head and one.index < token.index for one in tokens)
            inside = all(_is_below(tokens, one.index, token.index) for one in tokens[token.index + 1 : end])
            return token if joined and token.head < token.index and inside else None
    return None


def _is_below(tokens: Sequence[Token], index: int, above: int) -> bool:
    while index != above and tokens[index].head != index:
        index = tokens[index].head
    return index == above


def _says(verb: Token) -> bool:
    """Whether a verb may take a clause: "feared 12 men and a boy were buried"."""
    told = lexicon.words("reporting").keys() | {"see", "know", "hope", "find", "learn", "hear", "ensure", "discover"}
    return not told.isdisjoint(lemmas(verb.lower))
