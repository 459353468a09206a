"""Sources in brackets behind a figure: "14,200 houses were damaged (Source: INGC)"."""

from __future__ import annotations

from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.speakers.cues import Frame, text_of

_SOURCE = frozenset(("source", "sources"))
_LONGEST = 12  # tokens of a bracket


def source_frame(tree: Tree, token: Token) -> Frame | None:
    """The frame of a bracket that names a source; what stands before it, back to another such bracket, is said by it."""
    tokens, index = tree.tokens, token.index
    if token.lower not in _SOURCE or index < 2 or tokens[index - 1].text not in ("(", "["):
        return None
    first = index + 1 + (tokens[index + 1 : index + 2] != () and tokens[index + 1].text in (":", "-", "–"))
    end = next((t.index for t in tokens[first : first + _LONGEST] if t.text in (")", "]", ";", ",")), None)
    named = [t for t in tokens[first:end] if t.tag in ("NNP", "NNPS", "NN", "NNS")] if end is not None else []
    if not named or not any(t.text[:1].isupper() for t in named):
        return None
    before = (t.index for t in reversed(tokens[: index - 2]) if t.lower in _SOURCE and tokens[t.index - 1].text == "(")
    start = next(before, -1) + 1
    phrase = text_of(tokens[first:end])
    return Frame(
        token=index, speaker=named[-1].index, cue=token.text, scope=frozenset(range(start, index - 1)), phrase=phrase
    )
