"""Read a file in NewsQuant's form with the extractor's wide mode and write what was found in the form of its scorer.

    python tools/newsquant.py GOLD.json PRED.jsonl

GOLD is a list of ``{"text", …}``; nothing but the texts is read from it. PRED gets one line a text:
``{"sentence_id", "quantities": [{"value_low", "value_high", "unit", "comparator"}]}``.
NewsQuant's conventions differ from the extraction contract; what differs is translated here, not in the extractor.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from fractions import Fraction
from math import log10
from pathlib import Path
from typing import Any

from ledger.extract import extract_many
from ledger.extract.units import singular
from ledger.model import Basis, Comparator, Fact, Report

Quantity = dict[str, Any]

_SIGNS = {
    Comparator.MORE: ">",
    Comparator.AT_LEAST: ">",
    Comparator.LESS: "<",
    Comparator.AT_MOST: "<",
    Comparator.ABOUT: "~",
}
_VAGUE_TOP = 10  # "thousands" are 1,000 to 10,000 there
_NAMES = {
    ours: theirs
    for line in Path(__file__).with_name("newsquant_units.tsv").read_text("utf-8").splitlines()[1:]
    for ours, theirs in [line.split("	")]
}


def quantities(facts: tuple[Fact, ...]) -> Iterator[Quantity]:
    """The facts of one text as NewsQuant would have them."""
    for fact in facts:
        if not fact.implicit:
            low, high = values(fact)
            yield {"value_low": low, "value_high": high, "unit": unit(fact), "comparator": comparator(fact)}


def values(fact: Fact) -> tuple[float, float]:
    """Both ends; a bound that only one side has stands for both, a vague count spans its decade."""
    low = fact.low if fact.low is not None else fact.high or 0.0
    high = fact.high if fact.high is not None else low
    if fact.vague and fact.high is None:
        return decade(low)
    if fact.unit == "fraction":  # two-thirds is 0.667 for us
        low, high = (float(Fraction(end).limit_denominator(12)) for end in (low, high))
    return low, high


def decade(low: float) -> tuple[float, float]:
    """E.g. "dozens" 12 to 120, "tens of thousands" 10,000 to 100,000."""
    if low == 24:
        return 12, 120
    bottom = float(10 ** int(log10(low)))
    return bottom, bottom * _VAGUE_TOP


def comparator(fact: Fact) -> str:
    """NewsQuant's sign; a change that nothing bounds is up or down."""
    sign = _SIGNS.get(fact.comparator, "=")
    if fact.vague and fact.high is None:
        return "="
    if sign == "=" and fact.basis is Basis.CHANGE and fact.direction:
        return fact.direction.value
    return sign


def unit(fact: Fact) -> str:
    """NewsQuant's name of the unit; its count nouns keep their adjectives."""
    if fact.unit in _NAMES:
        return _NAMES[fact.unit]
    if fact.unit == "fraction":
        return f"% {noun(fact.entity)}"
    if fact.unit.endswith("_of_age"):
        return fact.unit.replace("_", " ")
    if "/" in fact.unit:
        first, second = fact.unit.split("/", 1)
        return f"{_NAMES.get(first, first)} per {second}".replace("_", " ")
    counted = noun(fact.entity)
    if fact.unit == "person" or counted.split()[-1] == fact.unit.split()[-1]:
        return counted
    return fact.unit.replace("_", " ")


_TAIL = re.compile(r"\s+(?:of|in|from|at|with|who|that)\s.*$")
_LEAD = re.compile(r"^(?:the|its|his|her|their|our|my|your|these|those|this|that|all)\s+", re.IGNORECASE)


def noun(entity: str) -> str:
    """E.g. "the other eight employees of the agency" → "other employee"; people in general are "people"."""
    words = _LEAD.sub("", _TAIL.sub("", entity.strip())).replace("’s", "").lower().split()
    return " ".join([*words[:-1], singular(words[-1])]) if words else "-"


def main(gold: Path, predicted: Path) -> None:
    """Read GOLD, write PRED."""
    texts = [item["text"] for item in json.loads(gold.read_text("utf-8"))]
    reports = (Report(key=str(number), text=text) for number, text in enumerate(texts))
    with predicted.open("w", encoding="utf-8") as out:
        for number, extraction in enumerate(extract_many(reports, wide=True)):
            found = list(quantities(extraction.facts))
            out.write(json.dumps({"sentence_id": number, "quantities": found}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python tools/newsquant.py GOLD.json PRED.jsonl")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
