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
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Any

from ledger import lexicon
from ledger.extract import extract_many
from ledger.extract.grammar.words import labels, lemmas, status_words
from ledger.extract.numbers.amounts import CARDINALS, SCALES, amount
from ledger.extract.numbers.currencies import is_currency
from ledger.extract.numbers.units import is_physical
from ledger.extract.wide import NUMBER
from ledger.lexicon.plurals import singular
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
    facts = [_undivided(fact, text) for fact in facts if not (fact.implicit or is_left_out(fact))]
    pairs = iter([*pairwise(facts), *((fact, None) for fact in facts[-1:])])
    comparator, label, before = "=", "-", None
    for first, second in pairs:
        low, high = values(first)
        label = lent(first, before, text, label) or shared(first, second, text) or unit(first)
        before = first
        if first.unit == "point" and not text.startswith((" point", "-point", " pt"), first.span.end):
            label = "point" if " points" in text[: first.span.start] else "-"
        if parts := broken(first):
            yield from parts
            continue
        if second and moves(first, second, text):
            low, high = sorted((scaled(first, second), values(second)[1]))
            label = label if second.unit == NUMBER else unit(second)
            comparator = "="  # both ends are said: most of its moves have no direction
            next(pairs, None)
        elif second and is_one_of(first, second, text):
            low = high = low / values(second)[0]
            label = f"% {unit(second)}"
            next(pairs, None)
        else:
            comparator = sign(first, text, comparator)
        yield {"value_low": low, "value_high": high, "unit": label, "comparator": comparator}


def broken(fact: Fact) -> list[Quantity]:
    """The ends of a range that a conversion breaks, and the conversion: "between 15 cm (6 in) and 23 cm"."""
    conversion = re.search(r"\(([\d.,]+)\s?([a-z ]+)\)", fact.surface)
    number = amount(conversion[1]) if conversion else None
    if conversion is None or number is None or "%" in fact.unit:
        return []
    ends = [{"value_low": end, "value_high": end, "unit": unit(fact), "comparator": "="} for end in values(fact)]
    return [*ends, {"value_low": number, "value_high": number, "unit": conversion[2], "comparator": "="}]


def is_left_out(fact: Fact) -> bool:
    """Words that it does not count: "several", "a few", "twice", "tripled"; nor the 4K of a screen."""
    if fact.vague:
        return fact.low == 3
    if fact.unit == "factor":
        return _FACTOR.fullmatch(fact.surface) is not None
    return fact.surface in ("4K", "5K", "8K") or fact.surface.lower() == "couple"  # kinds of pictures; a married couple


_FACTOR = re.compile(r"(?:twice|thrice|(?:doubl|tripl|quadrupl|quintupl|halv)(?:e|es|ed|ing))", re.IGNORECASE)


def lent(fact: Fact, before: Fact | None, text: str, label: str) -> str | None:
    """What the figure before lends a number without a noun: "40 trucks, up from 30", "rose 6 points to 480"."""
    if (
        before is None
        or fact.vague
        or not (fact.unit in (NUMBER, before.unit, "percent") or is_named_later(fact, text))
    ):
        return None
    between = text[before.span.end : fact.span.start]
    per = _PER.match(text, fact.span.end)
    if _COMPARED.search(between) and is_named_later(fact, text) and label not in ("percentage", "count", "-"):
        return f"{label} per {per[1].lower()}" if per and " per " not in label else label
    if fact.entity or not fact.surface[-1].isdigit() or label == "-":
        return None
    if label == "percentage" and _TO_LEVEL.search(between) and trend(text[: before.span.start][-48:]):
        return "-"  # "rose 8.15% to 3.65"
    if label in ("percentage", "point") and abs(values(fact)[0]) > _SHARE:
        return "point" if label == "point" or _TO_LEVEL.search(between) else "-"
    return label if fact.unit == before.unit else None


def is_named_later(fact: Fact, text: str) -> bool:
    """Whether no noun of its own follows a count: the entity, if any, stands elsewhere in the sentence."""
    if fact.unit.partition("/")[0].isupper() or "%" in fact.surface or (is_physical(fact.unit) and fact.entity):
        return False
    return not fact.entity or text.find(fact.entity, fact.span.end, fact.span.end + len(fact.entity) + 24) < 0


_SHARE = 150  # more percent than any number without a noun may take over
_PER = re.compile(
    r"\s+(?:per|an?|each|every)\s+(second|minute|hour|day|night|week|month|quarter|season|year|game)\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:compar(?:ed|es|ing)\s+(?:with|to)|(?:up|down)\s+from|versus|vs\.?|against|from)\s+(?:an?\s+average\s+of\s+|(?:just|only|about|around|nearly)\s+)?$",
    re.IGNORECASE,
)
_TO_LEVEL = re.compile(
    r"^\s+(?:lower\s+|higher\s+)?(?:to|at)\s+(?:(?:end|close|finish|settle|trade|stand)\s+at\s+)?$", re.IGNORECASE
)


def shared(fact: Fact, after: Fact | None, text: str) -> str | None:
    """Named by the number after it: "two-thirds of the combined 40,000 sales", "1,920 x 1,080 pixels"."""
    between = text[fact.span.end : after.span.start] if after else ""
    if after and fact.unit == "fraction" and _OF_THE.fullmatch(between):
        return f"% {noun(after.entity)}"
    joined = fact.unit == NUMBER and (_TIMES.fullmatch(between) or _OF_THE.fullmatch(between))
    return unit(after) if after and joined else None  # "won 10 of their last 13 games"


_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|his|her|all|these|those)\s+(?:\w+\s+){0,2}", re.IGNORECASE)
_TIMES = re.compile(r"\s?(?:x|×|by)\s?", re.IGNORECASE)


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


def is_one_of(first: Fact, second: Fact, text: str) -> bool:
    """E.g. "one of just four designs", which it has as a quarter of them."""
    between = text[first.span.end : second.span.start]
    return first.low == 1 and first.surface.lower() == "one" and _ONE_OF.fullmatch(between) is not None


_ONE_OF = re.compile(r"\s+of\s+(?:(?:just|only|about|the|its|their|his|her)\s+){0,2}", re.IGNORECASE)


def scaled(first: Fact, second: Fact) -> float:
    """The lower end of a move with the scale said only once: "from 24.2 to 33 billion euros"."""
    low, high = values(first)[0], values(second)[1]
    said = re.search(r"(?:thousand|million|billion|trillion)\b", second.surface, re.IGNORECASE)
    scale = SCALES[said[0].lower()] if said and first.surface[-1:].isdigit() and low < _THOUSAND <= high else 1
    return low * scale


_THOUSAND = 1000
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
        low, high = (float(Fraction(end).limit_denominator(100)) if end >= 0.02 else end for end in (low, high))
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
    before = text[max(0, fact.span.start - 48) : fact.span.start]
    if _NO_SIGN.search(before):
        return "="
    if found in "<>" or (fact.vague and fact.high is None):
        return "=" if fact.vague else found
    if previous in ("up", "down") and (_RESTATES.search(before) or _BESIDE.search(before)):
        return previous
    if is_won_or_lost(fact, before) or _EXPECTED.search(text[max(0, fact.span.start - 120) : fact.span.start]):
        return found
    return trend(before) or ("~" if _AVERAGE.search(before) else found)


def is_won_or_lost(fact: Fact, before: str) -> bool:
    """E.g. "lost four games", "raised $25m", "added two goals": what is counted moves nowhere."""
    if fact.unit.partition("/")[0].isupper() or (fact.unit == NUMBER and (fact.low or 0) >= _SUM):
        return not hundredth(fact) and _TAKES_MONEY.search(before) is not None  # a share "added 15 cents"
    if fact.unit == NUMBER and "-" in fact.surface.strip("-"):
        return True  # "lost 3-5"
    if fact.unit in _TIMES_OF_DAY:
        return re.search(r"\b(?:by|up|down|to)\s+(?:\w+\s+)?$", before) is None  # "crashed six minutes after"
    moved = fact.unit in ("percent", "percentage_point", "basis_point", "fraction", "factor", "point", NUMBER)
    return not (moved or is_physical(fact.unit)) and _WINS.search(before) is not None


_SUM = 1_000_000
_TIMES_OF_DAY = ("second", "minute", "hour", "day", "week", "month", "year")
_BY = r"\s+(?:about\s+|around\s+|nearly\s+|almost\s+|roughly\s+|just\s+|only\s+|another\s+|an\s+additional\s+)?$"
_TAKES_MONEY = re.compile(
    rf"\b(?:rais(?:e|es|ed|ing)|add(?:s|ed|ing)?|los(?:e|es|t|ing)|cut(?:s|ting)?){_BY}", re.IGNORECASE
)
_WINS = re.compile(
    rf"\b(?:rais(?:e|es|ed|ing)|add(?:s|ed|ing)?|los(?:e|es|t|ing)|gain(?:s|ed|ing)?|drop(?:s|ped|ping)?|cut(?:s|ting)?|grow(?:s|n|ing)?|grew){_BY}",
    re.IGNORECASE,
)
# "surpassed $8 billion" is a plain sum there, and so is what a forecast says
_NO_SIGN = re.compile(
    r"\b(?:surpass|exceed|outstrip|cross|topp|top)(?:e?s|ed|ing)?\s+(?:the\s+)?$|\bpast\s+the\s+$|\bestimates\s+of\s+$",
    re.IGNORECASE,
)
# what is only expected to move is as good as there: "is expected to rise to 1.9%", "forecast to slow from 4.8 to 4.7"
_EXPECTED = re.compile(
    r"\b(?:expect|forecast|predict|project|anticipat|tipp)(?:s|e[sd]?|ed|ing)?\b[^.;:\d]{0,70}?\bto\s+(?:\w+ly\s+)?\w+"
    r"(?:\s+(?:by|to|from|at|up|down|only|just|about|around|between|further|another|slightly|as|much|an?)){0,4}\s+$",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\baverag(?:ed|ing|es)\s+$", re.IGNORECASE)
_RESTATES = re.compile(r"\bor\s+(?:about\s+|around\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"\b[A-Z]\w+\s+by\s+$")  # "Harlow fell 2%, Ashby by 3%"
_BETWEEN = re.compile(
    r"\s+(?:by|to|another|further|a\s+further|about|around|nearly|almost|roughly|approximately)$", re.I
)
_CHANGED_BY = re.compile(r"[^.,;:()\d]*\bby(?:\s+(?:about|around|nearly|almost|roughly|another|an?|a\s+further))*$")
_NO_MOVE = re.compile(r"\b(?:g[ai]v(?:es?|ing)|ma[dk]e|set|picked|racked)\s+up$", re.IGNORECASE)


def trend(before: str) -> str | None:
    """E.g. "rose 64 points", "up by 19 cents", "fell to 49 Hz"; not "a 19% drop", nor "drops to just 87 mph"."""
    words = before.rstrip()
    while (shorter := _BETWEEN.sub("", words)) != words:
        words = shorter
    last = re.search(r"[a-z]+$", words.lower())
    found = direction(last[0]) if last and not _NO_MOVE.search(words) else None
    if found or not (changed := _CHANGED_BY.search(before.rstrip())):
        return found
    # "raised its target by 3 points"
    return next(filter(None, map(direction, reversed(re.findall(r"[a-z]+", changed[0].lower())[-7:]))), None)


def direction(word: str) -> str | None:
    """Up or down, where the word says so."""
    for form in lemmas(word):
        if form in status_words("up verbs") | status_words("up aside"):
            return "up"
        if form in status_words("down verbs") | status_words("down aside"):
            return "down"
    return None


_DIVIDED = re.compile(r"[^.;,]{0,30}\b(?:per|an?|each|every)\b|\S*/")


def _undivided(fact: Fact, text: str) -> Fact:
    """E.g. "gold per ounce is at USD1,700", "the pound went to $1.25": what stands before divides no unit there."""
    name, _, per = fact.unit.partition("/")
    if is_currency(per):
        return fact if _AGAINST.match(text, fact.span.end) else replace(fact, unit=name)
    divided = not per or is_physical(name) or _DIVIDED.match(text, fact.span.end)
    return fact if divided or "per " not in text[: fact.span.start] else replace(fact, unit=name)


_AGAINST = re.compile(r"\s(?:to|per|an?|against|for)\s|\s?/")


def unit(fact: Fact) -> str:
    """Its name of the unit; count nouns keep their adjectives there."""
    name, _, per = fact.unit.partition("/")
    small = hundredth(fact)
    if small or fact.surface.startswith("$"):
        label = {"cents": "cent", "p": "pence"}.get(small, small) if small else "dollar"
        return label + "".join(f" per {part}" for part in per.split("/") if part).replace("_", " ")
    if name == "person" and per:
        return f"{noun(fact.entity)} per {per}".replace("/", " per ").replace("0 person", "0 people").replace("_", " ")
    if per:
        return " per ".join(_NAMES.get(part, part) for part in fact.unit.split("/")).replace("_", " ")
    if len(name) == 1:
        return "-"  # "27,000 Model S"
    if name in _NAMES:
        return _NAMES[name]
    if name == "fraction":
        return f"% {noun(fact.entity)}"
    counted = noun(fact.entity)
    if name.endswith("_of_age") or (is_physical(name) and name not in ("point", "count")):
        # oil's barrel is no unit of measurement there, but a thing counted
        return f"barrel of {counted}" if name == "barrel" and counted.endswith("oil") else name.replace("_", " ")
    if name == "person" and (counted == "-" or counted in labels("nominal") or counted == "population"):
        return "people"
    head = singular(counted.split(" of ")[0].split()[-1])
    return counted if name == "person" or head == name.split()[-1] else name.replace("_", " ")


_COUNT = re.compile(
    rf"^(?:(?:the|its|his|her|their|our|my|your)\s+)?(?:{lexicon.either(CARDINALS)})\s+(?=\w)", re.IGNORECASE
)
_TAIL = re.compile(r"\s+(?:of(?=\s+(?:[A-Z\d]|the\b|its\b|his\b|their\b|all\b))|in|from|at|with|who|that)\s.*$")
_LEAD = re.compile(
    r"^(?:(?:the|its|his|her|their|our|my|your|these|those|this|that|all|\w+ed)\s+)+(?=\w)", re.IGNORECASE
)
_MOST = {"best": "good", "worst": "bad", "biggest": "big", "hottest": "hot", "largest": "large", "latest": "late"}


def noun(entity: str) -> str:
    """E.g. "the other eight employees of the agency" → "other employee"; "best screens" → "good screen"."""
    if entity.startswith("-"):  # "a 500-seat theatre"
        entity = entity[1:].split(maxsplit=1)[0]
    entity = _COUNT.sub("", entity)
    words = re.sub(r"’s\b|\band\b|^\d+\s", " ", _LEAD.sub("", _TAIL.sub("", entity.strip()))).lower().split()
    if not words:
        return "-"
    head = words[-1] if words[-1] == "people" else singular(words[-1])
    return " ".join([*(_MOST.get(word, word) for word in words[:-1]), head])


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
