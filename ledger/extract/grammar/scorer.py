"""The parser model's judgement of its next steps, from its own weights, for many sentences at a time.

spaCy keeps the state of each parse (what is on the stack, what is in the buffer, which steps are allowed); this scores the
steps. spaCy scores them too, but one state after the other, and asks for Python's lock eight times a step, which takes most
of its time. Numbers differ from spaCy's by rounding only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ledger.extract.grammar.encoder import Floats


@dataclass(frozen=True, eq=False)
class Scorer:
    """Scores of steps from the words that a state looks at: the first of the buffer and of the stack, and their children.

    ``inward`` (width of vectors, inner) with ``inward_bias``; ``seen`` (inner, places · 2 · hidden) what a word adds in each
    place, ``missing`` (places, 2 · hidden) what an empty place adds, with ``seen_bias``; ``steps`` (hidden, steps) with
    ``steps_bias``.
    """

    inward: Floats
    inward_bias: Floats
    seen: Floats
    missing: Floats
    seen_bias: Floats
    steps: Floats
    steps_bias: Floats

    @classmethod
    def of(
        cls, inward: tuple[Floats, Floats], lower: tuple[Floats, Floats, Floats], upper: tuple[Floats, Floats]
    ) -> Scorer:
        """From the model's arrays: weights and bias, weights ``[place, out, piece, in]``, padding and bias, weights and bias.

        The two pieces of a hidden unit are laid out one after the other, so that the greater of them is taken in one go.
        """
        weights, padding, bias = lower
        places, _, _, inner = weights.shape
        return cls(
            np.ascontiguousarray(inward[0].T),
            inward[1],
            np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(inner, -1)),
            np.ascontiguousarray(padding[0].transpose(0, 2, 1).reshape(places, -1)),
            np.ascontiguousarray(bias.T.reshape(-1)),
            np.ascontiguousarray(upper[0].T),
            upper[1],
        )

    def added(self, vectors: Floats) -> Floats:
        """What each word adds in each place: rows of ``(1 + words) · places``, those of an empty place first."""
        places, width = self.missing.shape
        rows = np.empty((len(vectors) + 1, places * width), dtype=np.float32)
        rows[0] = self.missing.reshape(-1)
        np.matmul(vectors @ self.inward + self.inward_bias, self.seen, out=rows[1:])
        return rows.reshape(-1, width)

    def scores(self, added: Floats, words: NDArray[np.int32]) -> Floats:
        """Scores of all steps, a row a state; ``words`` (states, places) are indices of words, -1 where there is none."""
        places, width = self.missing.shape
        looked_at = added.take((words.T + 1) * places + np.arange(places)[:, None], axis=0)
        summed = np.add.reduce(looked_at, axis=0)  # the first axis: half the time of a sum over the middle one
        summed += self.seen_bias
        hidden = np.maximum(summed[:, : width // 2], summed[:, width // 2 :])
        scores: Floats = hidden @ self.steps
        scores += self.steps_bias
        return scores
