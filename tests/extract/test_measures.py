"""Measure, basis, direction and status, one sentence a row: at least three ways to say each measure."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ledger.extract import extract_many
from ledger.lexicon import rows
from ledger.model import Fact, Report

_MARKED = re.compile(r"\[\[(.*?)\]\]")
_DEFAULTS = ("other", "total", "-", "actual")


def _rows() -> list[tuple[str, list[tuple[str, ...]]]]:
    lines = (Path(__file__).parent / "measure_sentences.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(sentence, [_filled(part) for part in said.split(" ; ")]) for sentence, said in cells]


def _filled(part: str) -> tuple[str, ...]:
    given = tuple(part.strip().split("/"))
    return given + _DEFAULTS[len(given) :]


@cache
def _facts() -> dict[str, tuple[Fact, ...]]:
    """The facts of every sentence, read in one batch."""
    sentences = [sentence for sentence, _ in _rows()]
    reports = [
        Report(key=str(number), text=_MARKED.sub(r"\1", sentence), published=date(2024, 5, 15))
        for number, sentence in enumerate(sentences)
    ]
    return {sentence: found.facts for sentence, found in zip(sentences, extract_many(reports), strict=True)}


@pytest.mark.parametrize(("sentence", "expected"), _rows())
def test_measure_basis_status(sentence: str, expected: list[tuple[str, ...]]) -> None:
    facts = _facts()[sentence]
    # a mark may hold the unit word too: "[[12 years]]" is the figure "12"
    seen = []
    for mark in _MARKED.findall(sentence):
        fact = next((fact for fact in facts if mark.startswith(fact.surface)), None)
        seen.append(
            (fact.measure, str(fact.basis), str(fact.direction or "-"), str(fact.status)) if fact else ("missed",)
        )
    assert seen == expected


def test_each_measure_is_said_in_three_ways() -> None:
    said = [measure for _, expected in _rows() for measure, *_ in expected]
    assert {row[0] for row in rows("measures") if said.count(row[0]) < 3} == set()
