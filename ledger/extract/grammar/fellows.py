"""Who shares the fate of a subject after "as were": "a herder was shot, as were two boys"."""

from __future__ import annotations

from ledger.extract.grammar.tree import SUBJECTS, Token

_SO = frozenset(("was", "were"))
_SAID = ("acomp", "attr", "xcomp", "prep", "advmod")


def give_fellows(tokens: list[Token]) -> None:
    """Joins those after "as were" with the subject of what befell the others; what has a word of its own is no such clause."""
    for verb in tokens[2:]:
        if verb.lower not in _SO or tokens[verb.index - 1].lower != "as" or verb.dep != "advcl":
            continue
        below = [token for token in tokens if token.head == verb.index]
        fellow = next((token for token in below if token.dep in (*SUBJECTS, "attr") and token.index > verb.index), None)
        subject = next((t for t in tokens if t.head == verb.head and t.dep in SUBJECTS and t.index < verb.index), None)
        alone = fellow is not None and not any(t.dep in _SAID and t is not fellow for t in below)
        if fellow is not None and subject is not None and alone:
            fellow.head, fellow.dep = subject.index, "conj"
