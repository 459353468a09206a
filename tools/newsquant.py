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
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Any

from ledger.extract import extract_many
from ledger.extract.units import is_physical, singular
from ledger.extract.wide import NUMBER
from ledger.extract.words import lemmas, status_words
from ledger.model import Comparator, Fact, Report

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


def quantities(facts: Sequence[Fact], text: str) -> Iterator[Quantity]:
    """The facts of one text as NewsQuant would have them."""
    facts = [fact for fact in facts if not (fact.implicit or is_left_out(fact))]
    pairs = iter([*pairwise(facts), *((fact, None) for fact in facts[-1:])])
    comparator = "="
    for first, second in pairs:
        low, high = values(first)
        label = unit(first)
        if second and moves(first, second, text):
            low, high = sorted((low, values(second)[1]))
            label = label if second.unit == NUMBER else unit(second)
            comparator = trend(_FROM.sub("", text[: first.span.start])) or "="
            next(pairs, None)
        else:
            comparator = sign(first, text, comparator)
        yield {"value_low": low, "value_high": high, "unit": label, "comparator": comparator}


def is_left_out(fact: Fact) -> bool:
    """Words that it does not count: "several", "a few", "twice"."""
    if fact.vague:
        return fact.low == 3
    return fact.unit == "factor" and fact.surface.lower() in ("twice", "double", "triple")


def moves(first: Fact, second: Fact, text: str) -> bool:
    """Two ends of one move, which it has as a range: "from $75 a barrel to $45", "slowed from 4.8 to 4.7 percent"."""
    if first.vague or second.vague or not ({first.unit, NUMBER} & {second.unit, NUMBER, ""}):
        return False
    before, between = text[: first.span.start], text[first.span.end : second.span.start]
    if not (first.unit == second.unit or NUMBER in (first.unit, second.unit) or not first.entity):
        return False
    if _FROM.search(before) and _TO.fullmatch(between):
        return True
    if _BETWEEN_AND.search(before) and _AND.fullmatch(between):
        return True
    falls = values(first)[0] > values(second)[0] and trend(before[-48:]) is None
    return falls and first.unit == second.unit and _UNIT_TO.fullmatch(between) is not None


_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?$", re.IGNORECASE)
_TO = re.compile(
    r"[^,;()\d]{0,24}(?:\s(?:at|on|in|last|during)\s[^;()]{0,28})?\s(?:up\s|down\s)?to\s(?:\w+\s)?", re.IGNORECASE
)
_BETWEEN_AND = re.compile(r"\bbetween\s+(?:\w+\s+)?$", re.IGNORECASE)
_AND = re.compile(r"[^,;()\d]{0,24}\sand\s(?:\w+\s)?", re.IGNORECASE)
_UNIT_TO = re.compile(r"\s?[^\s,;()]{1,12}\sto\s")


def values(fact: Fact) -> tuple[float, float]:
    """Both ends; a bound that only one side has stands for both; vague counts span a decade, cents are no dollars."""
    low = fact.low if fact.low is not None else fact.high or 0.0
    high = fact.high if fact.high is not None else low
    if fact.vague and fact.high is None:
        return decade(low)
    if fact.unit == "fraction":  # two-thirds is 0.667 for us
        low, high = (float(Fraction(end).limit_denominator(12)) for end in (low, high))
    return (low * 100, high * 100) if hundredth(fact) else (low, high)


def hundredth(fact: Fact) -> str | None:
    """The word of a hundredth of a currency in the figure's surface: "19 cents", "200p"."""
    if not fact.unit.partition("/")[0].isupper():
        return None
    match = re.search(r"(?:[\s-](cents?|pence|penny|sen|kopecks?|paise)|\d(p))$", fact.surface, re.IGNORECASE)
    return (match[1] or match[2]).lower() if match else None


def decade(low: float) -> tuple[float, float]:
    """E.g. "dozens" 12 to 120, "tens of thousands" 10,000 to 100,000."""
    if low == 24:
        return 12, 120
    bottom = float(10 ** int(log10(low)))
    return bottom, bottom * _VAGUE_TOP


def sign(fact: Fact, text: str, previous: str) -> str:
    """Its sign; what a verb of change governs is up or down, and so is what restates it ("lost 9 points, or 0.6%")."""
    found = _SIGNS.get(fact.comparator, "=")
    if found in "<>" or (fact.vague and fact.high is None):
        return "=" if fact.vague else found
    before = text[max(0, fact.span.start - 48) : fact.span.start]
    if previous in ("up", "down") and (_RESTATES.search(before) or _BESIDE.search(before)):
        return previous
    return trend(before) or ("~" if _AVERAGE.search(before) else found)


_AVERAGE = re.compile(r"\baverag(?:ed|ing|es)\s+$", re.IGNORECASE)
_RESTATES = re.compile(r"\bor\s+(?:about\s+|around\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"\b[A-Z]\w+\s+by\s+$")  # "Harlow fell 2%, Ashby by 3%"
_BETWEEN = re.compile(
    r"\s+(?:by|to|another|further|a\s+further|about|around|nearly|almost|roughly|approximately)$", re.I
)
_NO_MOVE = re.compile(r"\b(?:g[ai]v(?:es?|ing)|ma[dk]e|set|picked|racked)\s+up$", re.IGNORECASE)


def trend(before: str) -> str | None:
    """E.g. "rose 64 points", "up by 19 cents", "fell to 49 Hz"; not "a 19% drop", nor "drops to just 87 mph"."""
    words = before.rstrip()
    while (shorter := _BETWEEN.sub("", words)) != words:
        words = shorter
    last = re.search(r"[a-z]+$", words.lower())
    for form in lemmas(last[0]) if last and not _NO_MOVE.search(words) else ():
        if form in status_words("up verbs") | status_words("up aside"):
            return "up"
        if form in status_words("down verbs") | status_words("down aside"):
            return "down"
    return None


def unit(fact: Fact) -> str:
    """Its name of the unit; count nouns keep their adjectives there."""
    name, _, per = fact.unit.partition("/")
    small = hundredth(fact)
    if small or fact.surface.startswith("$"):
        label = {"cents": "cent", "p": "pence"}.get(small, small) if small else "dollar"
        return label + "".join(f" per {part}" for part in per.split("/") if part).replace("_", " ")
    if per:
        return " per ".join(_NAMES.get(part, part) for part in fact.unit.split("/")).replace("_", " ")
    if len(name) == 1:
        return "-"  # "27,000 Model S"
    if name in _NAMES:
        return _NAMES[name]
    if name == "fraction":
        return f"% {noun(fact.entity)}"
    if name.endswith("_of_age") or (is_physical(name) and name not in ("point", "count")):
        return name.replace("_", " ")
    counted = noun(fact.entity)
    if name == "person" and counted == "-":
        return "people"
    head = counted.split(" of ")[0].split()[-1]
    return counted if name == "person" or head == name.split()[-1] else name.replace("_", " ")


_TAIL = re.compile(r"\s+(?:of(?=\s+(?:[A-Z\d]|the\b|its\b|his\b|their\b|all\b))|in|from|at|with|who|that)\s.*$")
_LEAD = re.compile(
    r"^(?:(?:the|its|his|her|their|our|my|your|these|those|this|that|all|\w+ed)\s+)+(?=\w)", re.IGNORECASE
)
_MOST = {"best": "good", "worst": "bad", "biggest": "big", "hottest": "hot", "largest": "large", "latest": "late"}


def noun(entity: str) -> str:
    """E.g. "the other eight employees of the agency" → "other employee"; "best screens" → "good screen"."""
    if entity.startswith("-"):  # "a 500-seat theatre"
        entity = entity[1:].split(maxsplit=1)[0]
    words = re.sub(r"’s\b|\band\b|^\d+\s", " ", _LEAD.sub("", _TAIL.sub("", entity.strip()))).lower().split()
    return " ".join([*(_MOST.get(word, word) for word in words[:-1]), singular(words[-1])]) if words else "-"


def main(gold: Path, predicted: Path) -> None:
    """Read GOLD, write PRED."""
    texts = [item["text"] for item in json.loads(gold.read_text("utf-8"))]
    reports = (Report(key=str(number), text=text) for number, text in enumerate(texts))
    with predicted.open("w", encoding="utf-8") as out:
        for number, extraction in enumerate(extract_many(reports, wide=True)):
            found = list(quantities(extraction.facts, texts[number]))
            out.write(json.dumps({"sentence_id": number, "quantities": found}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python tools/newsquant.py GOLD.json PRED.jsonl")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
