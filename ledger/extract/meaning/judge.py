"""The judge: the measure that all the clues around a figure together speak for, where no rule is sure of one.

A softmax over clues (``clues.py``), fitted on sentences and reports of our own by ``python -m tools.fit_judge``; what the
rules found is one clue among them. A clue that names a measure, as "the title says killed", counts twice: by itself, for
any measure, and as what all its like tell of the measure that they name, which serves measures seldom met.
``ledger/lexicon/judge.tsv`` holds the weights, in hundredths, so that each can be read.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.words import FOLK, labels, noun_classes
from ledger.extract.meaning.anaphors import meant_by
from ledger.extract.meaning.clues import clues_of
from ledger.extract.meaning.links import LINK
from ledger.extract.meaning.measures import harm_measures
from ledger.extract.meaning.setting import Setting

SCALE = 100
_TRUST = 50  # hundredths added to what the rules found
_FAR = 150  # hundredths by which another measure must be ahead where they are sure
# Of these the rules are not talked out; casualties they also call those of whom nothing more is said.
SETTLED = (harm_measures() - {"casualties"}) | {"buildings_damaged", "refugees"}
_BARRED = ("killed",)  # nobody is dead by resemblance
_OF_FOLK = frozenset(("affected", "attendance", "deployed", "dismissed", "employed", "jobs_lost", "other", "poll_share", "population", "sanctioned", "sentenced", "share", "voters", "votes"))  # fmt: skip
# of sums no rate is told: "set aside 400 million for loans, up from 150 million"
_OF_PERCENT = ("interest_rate", "inflation_rate", "unemployment_rate", "poll_share", "share")
_NO_PERCENT = 1000
_NEVER = -1_000_000
_MORE = 1024  # rows at a time
_KNOWN = 200_000  # clues that tell nothing are kept only up to there: a long run meets ever new ones


@cache
def _measures() -> tuple[str, ...]:
    return tuple(lexicon.keyed("judge")["measures"].split())


@cache
def _numbers() -> dict[str, int]:
    return {measure: number for number, measure in enumerate(_measures())}


@cache
def _of_things() -> frozenset[str]:
    """Measures that no people can have."""
    return frozenset(_measures()) - harm_measures() - labels("people-measure") - _OF_FOLK


@cache
def _never(unharmed: bool, sums: bool, people: bool, things: bool) -> NDArray[np.intp]:
    """The numbers of the measures that a figure cannot have: of one sure to harm nobody, of large sums, of people, of things."""
    barred = harm_measures() if unharmed or things else _BARRED
    of_people = labels("people-measure") if things else ()  # "boats with migrants, two of which sank"
    measures = {*barred, *of_people, *(_OF_PERCENT if sums else ()), *(_of_things() if people else ())}
    return np.array(sorted(_numbers()[one] for one in measures), dtype=np.intp)


def shared(clue: str, measures: Container[str]) -> tuple[str, str] | None:
    """The form that a clue shares with its like, ``*`` for the measure that it names last or last but one; and that measure."""
    words = clue.split(" ")
    for at in range(len(words) - 1, max(0, len(words) - 3), -1):
        if words[at] in measures:
            return "~ " + " ".join((*words[:at], "*", *words[at + 1 :])), words[at]
    return None


def has_own_weights(clue: str) -> bool:
    """Whether a clue counts by itself too: those that link a figure to the one before are too many and too rare."""
    return not clue.startswith(LINK)


class _Weights(dict[str, int]):
    """The rows of the clues met so far in the ``table`` of weights; most of the lexicon's are never asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.table = np.zeros((1, len(_measures())), np.int32)  # row 0 is that of clues that tell nothing
        self._last = 0

    def __missing__(self, clue: str) -> int:
        """The row of a clue, made when it is first asked for."""
        lines = lexicon.keyed("judge")
        cells = lines.get(clue) if has_own_weights(clue) else None
        form, named = shared(clue, _numbers()) or ("", "")
        weight = lines.get(form)
        if cells is None and weight is None:
            if len(self) < _KNOWN:
                self[clue] = 0
            return 0
        at = self._last = self[clue] = self._last + 1
        if at == len(self.table):
            self.table = np.concatenate((self.table, np.zeros((_MORE, self.table.shape[1]), np.int32)))
        for cell in (cells or "").split():
            index, _, own = cell.partition(":")
            self.table[at, int(index)] = int(own)
        if weight is not None:
            self.table[at, _numbers()[named]] += int(weight)
        return at


@cache
def _learned() -> _Weights:
    return _Weights()


def judged(mention: Mention, setting: Setting, ruled: str, cost: float, *, sure: bool) -> tuple[str, float]:
    """The measure that the clues speak for most, and how likely it is by them; ``ruled`` is what the rules found, at that ``cost``.

    Where the rules are ``sure``, the clues must speak for another by far, and harm nobody whom the rules do not ("18
    minibuses were damaged, including seven that burned out"). They never take anybody for dead whom the rules do not.
    """
    measures, numbers, learned = _measures(), _numbers(), _learned()
    rows = [row for clue in clues_of(mention, setting, ruled, cost) if (row := learned[clue])]
    scores = np.add.reduce(learned.table.take(np.array(rows, np.intp), axis=0), axis=0, dtype=np.int32)
    unharmed = sure and ruled not in harm_measures()
    sums = "money" in mention.classes or (mention.low or 0) >= _NO_PERCENT
    own = numbers[ruled]
    found = scores[own] + _TRUST
    thing = meant_by(setting.text, mention, setting.previous, setting.tree) if mention.elided else None
    things = thing is not None and noun_classes(thing).isdisjoint(FOLK)
    scores[_never(unharmed, sums, mention.unit == "person", things)] = _NEVER
    scores[own] = found
    best = int(scores.argmax())
    if sure and scores[best] - scores[own] <= _FAR:
        best = own
    likelihoods = np.exp((scores - scores.max()) / SCALE)
    return measures[best], float(likelihoods[best] / likelihoods.sum())
