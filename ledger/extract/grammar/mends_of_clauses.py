"""What the parser regularly gets wrong about clauses, put right: a second one joined by "and", a participle after its noun."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.grammar.tree import PAST, WITH_THERE, Token
from ledger.extract.grammar.words import labels, lemmas

_OF_VERB = {"csubj": "nsubj", "csubjpass": "nsubjpass", "nsubj": "nsubj", "nsubjpass": "nsubjpass"}
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
        taken = first.dep in WITH_THERE and first.head == clause.index and clause.dep == "ccomp"
        if taken and not _says(verb) and not any(one.head == verb.index and one.dep == "dobj" for one in tokens):
            first.head, first.dep, clause.dep = verb.index, "dobj", "conj"
        elif clause.dep != "conj" or first.dep != "dobj" or first.head != verb.index:
            continue
        joint = next(one for one in reversed(tokens[: second.index]) if one.dep == "cc" and one.head == first.index)
        joint.head = verb.index
        second.head, second.dep = clause.index, "nsubjpass" if helper.dep == "auxpass" else "nsubj"


def give_participle(tokens: Sequence[Token]) -> None:
    """E.g. "six hikers stuck on the ledge were rescued": of the participle the parser makes what was rescued."""
    for done in tokens[1:]:
        verb, whom = tokens[done.head], tokens[done.index - 1]
        if done.dep not in _OF_VERB or done.tag not in PAST or verb.index <= done.index:
            continue
        if whom.head != done.index or whom.dep not in WITH_THERE or whom.tag[:2] != "NN":
            continue
        for token in tokens[: whom.index]:
            if token.head == done.index:
                token.head = verb.index
        whom.head, whom.dep = verb.index, _OF_VERB[done.dep]
        done.head, done.dep, done.tag = whom.index, "acl", "VBN"


def give_shared_participle(tokens: Sequence[Token]) -> None:
    """E.g. "…, with a boy and a girl taken to hospital": what was done to the last of them was done to all."""
    for done in tokens:
        last = tokens[done.head]
        if done.dep != "acl" or done.tag != "VBN" or last.dep != "conj" or done.index != last.index + 1:
            continue
        first = tokens[last.head]
        lead = tokens[first.head]
        if first.dep == "pobj" and lead.lower == "with" and tokens[lead.index - 1].text == ",":
            first.head, first.dep = done.index, "nsubjpass"
            done.head, done.dep = lead.index, "pcomp"


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
    told = lexicon.words("reporting").keys() | labels("taking a clause")
    return not told.isdisjoint(lemmas(verb.lower))
