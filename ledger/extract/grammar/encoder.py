"""The parser model's word vectors, from its own weights: what spaCy's ``tok2vec`` computes, in a third of its time.

Two things save that time. A word's first vector depends on the word alone, so it is kept; and the four layers that look
at a word's neighbours are plain matrix products over a whole batch. Numbers differ from spaCy's by rounding only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ledger.extract.grammar.hashing import of_numbers
from ledger.extract.grammar.tokenizer import Word, number_of, shape_of

Floats = NDArray[np.float32]

_SUFFIX = 3  # letters
_PAD = 4  # rows of zeros between sentences, as in the model: four layers, each looking one word to both sides
_AT_ONCE = 16  # sentences: the layers' arrays then stay in the processor's cache
_KEPT = 60_000  # first vectors kept: 23 MB


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer: ``weights`` (inputs, 3 pieces of width outputs), ``bias``, and the scale and shift after it."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, weights: Floats, bias: Floats, scale: Floats, shift: Floats) -> Layer:
        """From the model's arrays ``weights[out, piece, in]`` and ``bias[out, piece]``: laid out one piece after the other."""
        pieces = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
        return cls(np.ascontiguousarray(pieces), np.ascontiguousarray(bias.T.reshape(-1)), scale, shift)

    def __call__(self, rows: Floats) -> Floats:
        """``rows`` plus what their neighbours make of them."""
        width = rows.shape[1]
        seen = np.zeros((len(rows), 3 * width), dtype=np.float32)
        seen[1:, :width] = rows[:-1]
        seen[:, width : 2 * width] = rows
        seen[:-1, 2 * width :] = rows[1:]
        best = self.best(seen)
        best += rows
        return best

    def best(self, seen: Floats) -> Floats:
        """The greatest of three pieces of each unit, less their mean, over their spread, scaled and shifted."""
        pieces = seen @ self.weights
        pieces += self.bias
        width = pieces.shape[1] // 3
        best: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best @ np.full((width, 1), 1 / width, dtype=np.float32)  # less their mean
        best /= np.sqrt(np.einsum("ij,ij->i", best, best)[:, None] / np.float32(width) + np.float32(1e-8))
        best *= self.scale
        best += self.shift
        return best


@dataclass(frozen=True, eq=False)
class Table:
    """Vectors of one feature of words: ``rows`` (kept, width); a feature's vector is the sum of the four that its hash names."""

    rows: Floats
    seed: int

    def __call__(self, features: NDArray[np.uint64]) -> Floats:
        """One vector a feature."""
        named = of_numbers(features, self.seed) % np.uint32(len(self.rows))
        summed: Floats = self.rows[named].sum(axis=1)
        return summed


@dataclass(frozen=True, eq=False)
class Embedding:
    """A word's first vector, from what it is written as: its norm, first and last letters and shape, and whether it is or has a blank."""

    tables: tuple[Table, ...]
    mix: Layer

    def __call__(self, words: Sequence[Word]) -> Floats:
        """One vector a word."""
        features = np.array([_features(word) for word in words], dtype=np.uint64)
        seen = np.concatenate([table(features[:, at]) for at, table in enumerate(self.tables)], axis=1)
        return self.mix.best(seen)


def _features(word: Word) -> tuple[int, ...]:
    text = word.text
    parts = (word.norm, text[0], text[-_SUFFIX:], shape_of(text))
    return (*map(number_of, parts), int(word.blank), int(text.isspace()))


class Encoder:
    """Words in, one vector a word out."""

    def __init__(self, embedding: Embedding, layers: Sequence[Layer]) -> None:
        self._embedding, self._layers, self._width = embedding, tuple(layers), len(embedding.mix.scale)
        self._rows: dict[Word, int] = {}
        self._known = np.zeros((_KEPT, self._width), dtype=np.float32)

    def encode(self, sentences: Sequence[Sequence[Word]]) -> list[Floats]:
        """One array of vectors for each sentence, a row a word."""
        parts = (sentences[first : first + _AT_ONCE] for first in range(0, len(sentences), _AT_ONCE))
        return [rows for part in parts for rows in self._encoded(part)]

    def _encoded(self, sentences: Sequence[Sequence[Word]]) -> list[Floats]:
        ends = np.cumsum([len(words) + _PAD for words in sentences])
        starts = [int(end) - len(words) for end, words in zip(ends, sentences, strict=True)]
        places = np.concatenate([np.arange(s, e) for s, e in zip(starts, ends, strict=True)])
        rows = np.zeros((int(ends[-1]) + _PAD, self._width), dtype=np.float32)
        rows[places] = self._first([word for words in sentences for word in words])
        for layer in self._layers:
            rows = layer(rows)
        return [rows[start:end] for start, end in zip(starts, ends, strict=True)]

    def _first(self, words: Sequence[Word]) -> Floats:
        if len(self._rows) + len(words) > _KEPT:
            self._rows.clear()
        if len(words) > _KEPT:
            return self._embedding(words)
        new = list(dict.fromkeys(word for word in words if word not in self._rows))
        if new:
            first = len(self._rows)
            self._known[first : first + len(new)] = self._embedding(new)
            self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        return self._known[[self._rows[word] for word in words]]
