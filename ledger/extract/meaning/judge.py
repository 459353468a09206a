"""The judge: the measure that all the clues around a figure together speak for, where no rule is sure of one.

A softmax over clues (``clues.py``), fitted on sentences of our own by ``python -m tools.fit_judge``; what the rules
found is one clue among them. ``ledger/lexicon/judge.tsv`` holds the weights, in hundredths, so that each can be read.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.clues import clues_of
from ledger.extract.meaning.measures import harm_measures
from ledger.extract.meaning.setting import Setting

SCALE = 100
_TRUST = (
    100  # hundredths added to what the rules found: the reports that they were made by are likelier than odd sentences
)
# Of these the rules are not talked out; casualties they also call those of whom nothing more is said.
SETTLED = (harm_measures() - {"casualties"}) | {"buildings_damaged"}
_BARRED = ("killed",)  # nobody is dead by resemblance
_NEVER = -1_000_000
_MORE = 1024  # rows at a time


@cache
def _measures() -> tuple[str, ...]:
    return tuple(lexicon.keyed("judge")["measures"].split())


class _Weights:
    """The weights of the clues met so far, a row each; most of the lexicon's are never asked for."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.table = np.zeros((1, len(_measures())), np.int32)  # row 0 is that of clues that tell nothing

    def row(self, clue: str) -> int:
        """The row of a clue, made when it is first asked for."""
        known = self.rows.get(clue)
        if known is not None:
            return known
        cells = lexicon.keyed("judge").get(clue)
        if cells is None:
            return 0
        at = self.rows[clue] = len(self.rows) + 1
        if at == len(self.table):
            self.table = np.concatenate((self.table, np.zeros((_MORE, self.table.shape[1]), np.int32)))
        for cell in cells.split():
            index, _, weight = cell.partition(":")
            self.table[at, int(index)] = int(weight)
        return at


@cache
def _learned() -> _Weights:
    return _Weights()


def judged(mention: Mention, setting: Setting, ruled: str, cost: float) -> str:
    """The measure that the clues speak for most; ``ruled`` is what the rules found, at that ``cost``.

    It takes nobody for dead whom they do not.
    """
    measures, learned = _measures(), _learned()
    rows = [learned.row(clue) for clue in clues_of(mention, setting, ruled, cost)]
    scores = learned.table[rows].sum(axis=0)
    if ruled in measures:
        scores[measures.index(ruled)] += _TRUST
    for one in _BARRED:
        if one != ruled:
            scores[measures.index(one)] = _NEVER
    return measures[int(scores.argmax())]
