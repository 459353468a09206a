"""How sure the extractor is of a fact: the probability that its value, unit, measure and claimant are all right.

A logistic model over signs that a reader can check: ``ledger/lexicon/confidence.tsv`` holds one weight a sign, fitted on
reports with gold facts by ``make calibrate``. A sign without a weight counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import exp

from ledger import lexicon
from ledger.extract.grammar.words import lemmas
from ledger.extract.meaning.measures import harm_measures
from ledger.lexicon.counted import RATIOS
from ledger.model import Basis, Comparator, Fact, Status

_COSTS = ((0.0, "at once"), (1.0, "very near"), (2.0, "near"), (3.0, "within reach"), (5.0, "far"))
_LIKELY = ((0.99, "certain"), (0.95, "sure"), (0.85, "rather sure"), (0.6, "leaning"), (0.0, "torn"))
_LENGTHS = ((60, "short"), (120, "medium"), (200, "long"))
_NUMBER = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[a-z]+")
_QUOTE = re.compile(r"[“”\"]")


def confidence_of(signs: Iterable[str]) -> float:
    """The probability that the signs speak of, with two decimals, never quite 0 or 1."""
    known = weights()
    odds = sum([known.get(sign, 0.0) for sign in signs])
    return round(min(0.99, max(0.01, 1 / (1 + exp(-odds)))), 2)


@cache
def weights() -> dict[str, float]:
    """Log odds by sign."""
    return {sign: float(weight) for sign, weight, *_ in lexicon.rows("confidence")}


def signs_of(fact: Fact, cost: float, likelihood: float | None, text: str) -> tuple[str, ...]:
    """The signs of a fact found in ``text``.

    ``cost`` is how far away the words stood that gave its measure, ``likelihood`` what the judge makes of it; None where
    it was not asked.
    """
    judged = "not asked" if likelihood is None else next(name for least, name in _LIKELY if likelihood >= least)
    own = (f"judge {judged}", *_measure_signs(fact, cost), *_claimant_signs(fact, text), *_form_signs(fact, text))
    return tuple(dict.fromkeys(("any fact", *own)))


def _measure_signs(fact: Fact, cost: float) -> Iterator[str]:
    yield f"measure {fact.measure}"
    yield f"cue {next((name for limit, name in _COSTS if cost <= limit), 'not found')}"
    if fact.measure in harm_measures():
        yield "people harmed"
    if fact.unit in RATIOS:
        yield "unit proportion"
    elif len(fact.unit) == 3 and fact.unit.isupper():
        yield "unit money"
    elif fact.unit != "person":
        yield "unit thing"
    if not fact.entity:
        yield "noun elided"


def _claimant_signs(fact: Fact, text: str) -> Iterator[str]:
    sentence = text[slice(*fact.sentence)]
    if not fact.attribution:
        yield "claimant none, with a reporting word" if _reports(sentence) else "claimant none"
        return
    claimant = fact.attribution[0]
    yield f"claimant {claimant.kind.value}"
    if len(fact.attribution) > 1:
        yield "claimant and relay"
    if claimant.name[:1].islower():
        yield "claimant described"
    if claimant.name.split()[-1:] and claimant.name.split()[-1] not in sentence:
        yield "claimant from another sentence"
    if _QUOTE.search(sentence):
        yield "claimant, with quotation marks"


@lru_cache(maxsize=256)
def _reports(sentence: str) -> bool:
    """Whether a word of saying stands in the sentence."""
    verbs = lexicon.words("reporting")
    words = _WORD.findall(sentence.lower())
    return "according" in words or any(lemma in verbs for word in words for lemma in lemmas(word))


@lru_cache(maxsize=256)
def _numbers_in(sentence: str) -> int:
    return len(_NUMBER.findall(sentence))


def _form_signs(fact: Fact, text: str) -> Iterator[str]:
    sentence = text[slice(*fact.sentence)]
    numbers = _numbers_in(sentence)
    yield f"sentence {next((name for limit, name in _LENGTHS if len(sentence) <= limit), 'very long')}"
    yield f"numbers {'one' if numbers < 2 else 'two or three' if numbers < 4 else 'many'}"
    if fact.implicit or fact.vague:
        yield "implicit" if fact.implicit else "vague"
    elif not fact.surface[0].isdigit():
        yield "number in words"
    if fact.comparator is not Comparator.EQUAL:
        yield "comparator"
    elif fact.low != fact.high:
        yield "range"
    if fact.status is not Status.ACTUAL:
        yield "not actual"
    if fact.basis in (Basis.CHANGE, Basis.INCREMENT):
        yield f"basis {fact.basis.value}"
    if sentence[-1:] not in ".!?”\"’')":
        yield "no full stop"
    if fact.place is None:
        yield "place none"
    if fact.period is None:
        yield "period none"
