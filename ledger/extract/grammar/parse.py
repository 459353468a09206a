"""The parse: sentences in, plain trees out, by a model trained for spaCy."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from operator import add

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # measured: identical trees, less time

import numpy as np

from ledger.extract.grammar import model
from ledger.extract.grammar.arcs import State, straighten
from ledger.extract.grammar.encoder import Floats
from ledger.extract.grammar.mends import mend
from ledger.extract.grammar.tokenizer import Word
from ledger.extract.grammar.tree import BE, FINITE, GROUP, NAMES, NAMING, NOUNS, PAST, SUBJECTS, TENSED, Token, Tree
from ledger.model import Span

__all__ = [
    "BE",
    "FINITE",
    "GROUP",
    "NAMES",
    "NAMING",
    "NOUNS",
    "PAST",
    "SUBJECTS",
    "TENSED",
    "Token",
    "Tree",
    "as_parsed",
    "as_written",
    "parse",
]

_BATCH = 64  # sentences: more no longer fit the processor's cache
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, which no hash can be taken of


def parse(sentences: Iterable[tuple[str, int]]) -> Iterator[Tree]:
    """Trees of ``(sentence text, offset of its first character)`` pairs, in order; what is written alike is parsed once.

    Versions of one report share nearly all of their sentences, and a page its furniture with the next one.
    """
    pairs = [(_SURROGATE.sub("\ufffd", text), start) for text, start in sentences]
    last = {text: index for index, (text, _) in enumerate(pairs)}
    order = sorted(last, key=len)  # a batch takes as many steps as its longest
    trees: dict[str, Tree] = {}
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        trees.update(zip(batch, _parsed([(text, pairs[last[text]][1]) for text in batch]), strict=True))
    return (
        trees.pop(text) if index == last[text] else trees[text].moved(start - pairs[last[text]][1])
        for index, (text, start) in enumerate(pairs)
    )


def _parsed(pairs: Sequence[tuple[str, int]]) -> list[Tree]:
    known = model.load()
    sentences = [known.tokenizer.words(text) for text, _ in pairs]
    vectors = np.concatenate(known.encoder.encode(sentences))
    states = _attached(known, sentences, vectors)
    tags = iter([known.tags[i] for i in (vectors @ known.tag_weights + known.tag_bias).argmax(axis=1).tolist()])
    return [
        _tree(known, words, start, state, list(islice(tags, len(words))))
        for words, (_, start), state in zip(sentences, pairs, states, strict=True)
    ]


def _attached(known: model.Model, sentences: Sequence[Sequence[Word]], vectors: Floats) -> list[State]:
    """Every word with its head: the best allowed step in each sentence, again and again, until none is left."""
    states = [State(len(words)) for words in sentences]
    added = known.scorer.added(vectors)
    kinds = [step for step, _ in known.steps]
    rows = np.cumsum([0, *map(len, sentences)])[:-1, None]  # of the first word of each sentence
    waiting, seen = states, [state.seen() for state in states]
    while True:
        if None in seen:
            going = [at for at, one in enumerate(seen) if one is not None]
            waiting, rows, seen = [waiting[at] for at in going], rows[going], [seen[at] for at in going]
        if not waiting:
            return states
        looked_at = np.array(seen, dtype=np.int32)
        words = looked_at[:, :-1]
        scores = known.scorer.scores(added, np.where(words < 0, words, words + rows))
        scores += known.barred.take(looked_at[:, -1], axis=0)
        seen = [
            state.take(kinds[best], best) for state, best in zip(waiting, scores.argmax(axis=1).tolist(), strict=True)
        ]


def _tree(known: model.Model, words: Sequence[Word], start: int, state: State, tags: Sequence[str]) -> Tree:
    heads = [index if head < 0 else head for index, head in enumerate(state.heads)]
    labels = [known.steps[label][1] for label in state.labels]  # -1: the last, which makes a root
    texts = [word.text for word in words]
    straighten(heads, labels, texts)
    lengths = [*map(len, texts)]
    starts = [*accumulate(map(add, lengths, [word.blank for word in words]), initial=start)]
    ends = map(add, starts, lengths)
    made = map(Token, range(len(words)), starts, ends, texts, map(str.lower, texts), tags, labels, heads)
    tokens = _without_blanks(list(made))
    parsed = [(token.head, token.dep) for token in tokens]
    mend(tokens)
    if _goes_round(tokens):
        for token, (head, label) in zip(tokens, parsed, strict=True):
            token.head, token.dep = head, label
    return Tree(tuple(tokens))


def _goes_round(tokens: Sequence[Token]) -> bool:
    """Whether a word hangs, over others, on itself: mends that do well one by one may do so together."""
    ups = [token.head for token in tokens]
    for _ in range(len(tokens).bit_length()):
        ups = [ups[up] for up in ups]  # as far up again: in the end at the root, or round and round
    return bool([up for up in ups if tokens[up].head != up])


def _without_blanks(tokens: list[Token]) -> list[Token]:
    """The tokens without those that are nothing but blanks, which the parser counts among the words."""
    if not any(map(str.isspace, [token.text for token in tokens])):
        return tokens
    kept = [token for token in tokens if not token.text.isspace()]
    places = {token.index: place for place, token in enumerate(kept)}
    for token in kept:
        head = token.head
        while head not in places and tokens[head].head != head:
            head = tokens[head].head
        token.head = places.get(head, places[token.index])
    for place, token in enumerate(kept):
        token.index = place
    return kept


_PLAIN = str.maketrans("\n\t\u00a0\u2007\u2009\u202f\u2018\u2019\u201c\u201d", "      ''\"\"")


_PRONOUN_LIKE = re.compile(r"\bWHO\b(?!\s[A-Z]{2,}\b)")  # the health organization, which a tagger takes for a pronoun
_STANDS_IN = "WFP"  # a name that it knows for one, of as many letters


def as_parsed(text: str, span: Span) -> str:
    """The sentence as the parser should see it, of the same length: plain blanks and quotation marks, names that are none else."""
    sentence = text[slice(*span)]
    named = _PRONOUN_LIKE.sub(_STANDS_IN, sentence) if "WHO" in sentence else sentence
    return named.translate(_PLAIN)


def as_written(trees: Mapping[int, Tree], text: str) -> Mapping[int, Tree]:
    """The trees with its own name for the body for which another stood in the parse."""
    if "WHO" in text and _PRONOUN_LIKE.search(text) is not None:
        for token in (token for tree in trees.values() for token in tree.tokens if token.text == _STANDS_IN):
            token.text = text[token.start : token.end]
            token.lower = token.text.lower()
    return trees
