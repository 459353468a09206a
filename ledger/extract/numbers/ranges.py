"""A number expression, and how two beside each other join to one range: "10 to 15", "between 5% and 6%", "2 m to 3 m"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ledger import lexicon
from ledger.extract.numbers.amounts import SUFFIXES, amount, shared_scale
from ledger.extract.numbers.polled import is_pair
from ledger.extract.numbers.units import unit_after
from ledger.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number expression.

    ``unit`` is ``percent``, ``percentage_point``, ``basis_point``, ``fraction``, ``factor``, an ISO currency code, a
    currency's common name where the country is not said (``DOLLAR``, ``PESO``), or None; ``high`` is ``inf`` for an open
    vague count. ``core`` is where its bare amount stands, without sign, currency and "percent" (None for other kinds).
    """

    span: Span
    low: float
    high: float
    unit: str | None = None
    vague: bool = False
    word: bool = False
    range: bool = False
    core: Span | None = None
    cut: Span | None = None  # of a range, what its last number can do without: the "10 to " of "10 to 15"


_COUNT, _FAR = 100, 5  # of that many a fivefold range is none
_SPELT = 20  # beside a number in words one in figures, where a paper spells out those under ten
_GAP = 48  # characters between the ends of a range: "15.5 centimetres (6.1 inches) and 23.5"
_SEPARATOR = re.compile(
    r"(?P<dash>[-‐‑‒–−]|\s[-‐‑‒–]\s?|[—])|(?P<to>-?\s+to\s+|-to-|\s+up\s+to\s+|\s+till\s+|\s+through\s+)|(?P<or>-?\s+or\s+|-or-)|(?P<most>,?\s+and\s+(?:[a-z]+\s+)?(?:as\s+many\s+as|up\s+to)\s+)|(?P<and>\s+and\s+)",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"\bat\s+least\s+$")
_BETWEEN = re.compile(r"\bbetween\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)
VOTED = re.compile(r"\bvot(?:e|ed|es|ing)\b[^.;:\d]{0,40}$", re.IGNORECASE)  # "by a vote of 46 to 53"
_PASSED = lexicon.pattern(r"\b{passed}\b[^.;:\d]{0,60}$", re.IGNORECASE)
_CHAMBER = lexicon.pattern(r"\b{chamber}\b", re.IGNORECASE)
_PAIR_AFTER = re.compile(
    r"[-‐‑‒–]\d{1,3}(?:\s*(?:[.,;)]|$)|\s+(?:(?P<named>votes?|ruling|decision|margin)|to|on|in|along|against|with|for|by)\b)"
)
_CHAINED = re.compile(r"\d[-‐‑‒–]$")  # the "03" of "2023-03-14", the "4567" of "555-4567"
_PHONE = re.compile(r"\d{3}-\d{4}")
_BEARING = re.compile(r"\s[NSEW]{1,3}\b")  # "depth 24 km - 118 km SSW of the port"
_NOTED = re.compile(r"\bm[wlsb]?\s?$")  # "M 6.1 - 40 km off the coast"
_NAMED = re.compile(r"[A-Za-z]-$")  # "COVID-19 – 284 new cases"
_CONVERSION = re.compile(r"\s*[(\[]\s*(?P<inner>[^()\[\]]{1,30}?)\s*[)\]]")


def is_tally(text: str, first: Span) -> bool:
    """Whether a number and the one after its dash are the votes on both sides: "passed the bill 61-38", "a 5-4 ruling"."""
    if is_pair(text, first):
        return True
    after = _PAIR_AFTER.match(text, first.end)
    if after is None or first.end - first.start > 3:
        return False
    start = max(0, first.start - 110)
    passed = _PASSED.search(text, start, first.start)
    return bool(after["named"]) or (passed is not None and _CHAMBER.search(text, start, first.start) is not None)


_DASHED = re.compile(r"(?<!\d)\d{1,3}[-‐‑‒–]$")


def in_tally(text: str, span: Span) -> bool:
    """Whether a number is either side of a tally."""
    before = _DASHED.search(text, max(0, span.start - 5), span.start)
    return is_tally(text, span) or (before is not None and is_tally(text, Span(before.start(), span.start - 1)))


def joined(text: str, numerals: Sequence[Numeral]) -> tuple[Numeral, ...]:
    """The numerals with those that bound one range made one, in text order."""
    found: list[Numeral] = []
    for numeral in _dashed(text, numerals):
        if found and (whole := _range(text, found[-1], numeral, dash=False)):
            found[-1] = whole
        elif len(found) > 1 and (pair := _broken_range(text, found[-2], found[-1], numeral)):
            found[-2:] = [pair]
        else:
            found.append(numeral)
    for place, (one, other) in enumerate(pairwise(found)):
        shared = (
            not _is_year(text, one)
            and other.unit in ("percent", "percentage_point")
            and one.unit is None
            and not one.word
        )
        if shared and _AND.fullmatch(text, one.span.end, other.span.start):
            found[place] = replace(one, unit=other.unit)  # "No votes of 53.8 and 51.6 percent"
        elif (scale := _scale_of_move(text, one, other)) > 1:
            unit = one.unit or (other.unit if other.unit and other.unit.isupper() else None)
            found[place] = replace(one, low=one.low * scale, high=one.high * scale, unit=unit)
    return tuple(
        numeral
        for numeral in found
        if not _CHAINED.search(text, max(0, numeral.span.start - 2), numeral.span.start) or in_tally(text, numeral.span)
    )


_AND = re.compile(r"\s+(?:and|or)\s+")


_TO = re.compile(r"\s+to\s+(?:[a-z]+\s+){0,2}")
_FROM = re.compile(r"\bfrom\s+(?:[a-z]+\s+)?$")
_APART, _DOWN = 20, 4  # times that nothing rises, or falls, of which the scale is said only once


def _scale_of_move(text: str, first: Numeral, second: Numeral) -> float:
    """The scale that is said once for both ends of a move: 1,000,000 in "grew from 3.2 to 4.5 million"; else 1."""
    if (
        first.core is None
        or first.range
        or first.low >= 1000
        or not _TO.fullmatch(text, first.span.end, second.span.start)
    ):
        return 1.0
    if not _FROM.search(text, max(0, first.span.start - 24), first.span.start):
        return 1.0
    scale = shared_scale(text[slice(*first.core)], text[slice(*(second.core or second.span))])
    near = second.low <= _APART * first.low * scale and first.low * scale <= _DOWN * second.low
    return scale if near and first.unit in (None, second.unit) else 1.0


def _dashed(text: str, numerals: Sequence[Numeral]) -> list[Numeral]:
    """Dashes bind first: "rose from 24 to 33-35 billion" holds one range."""
    found: list[Numeral] = []
    for numeral in numerals:
        if found and (whole := _range(text, found[-1], numeral, dash=True)):
            found[-1] = whole
        else:
            found.append(numeral)
    return found


def _range(text: str, first: Numeral, second: Numeral, dash: bool) -> Numeral | None:
    """The range of two numerals with nothing but a separator between them, or the unit said twice ("2 m to 3 m")."""
    if first.range or second.range or first.vague or second.vague or second.span.start - first.span.end > _GAP:
        return None
    if not _SEPARATOR.search(text, first.span.end, second.span.start):
        return None
    position, unit = first.span.end, None
    if not _SEPARATOR.match(text, position, second.span.start):
        unit = unit_after(text, position, second.span.start)
        position = unit.end if unit else position
    separator = _SEPARATOR.fullmatch(text, position, second.span.start)
    if separator is None or dash != bool(separator["dash"]):
        return None
    if unit:
        other = unit_after(text, second.span.end, min(len(text), second.span.end + 30))
        if other is None or other.name != unit.name or (separator["dash"] and _BEARING.match(text, other.end)):
            return None
    return _joined(text, first, second, separator)


def _broken_range(text: str, first: Numeral, conversion: Numeral, second: Numeral) -> Numeral | None:
    """E.g. "between 15 cm (6 in) and 23 cm": the conversion of the first end stands within the range (FACTS.md 5.25)."""
    if conversion.range or second.span.start - first.span.end > _GAP:
        return None
    if text.find("(", first.span.end, conversion.span.start) < 0:
        return None
    unit = unit_after(text, first.span.end, conversion.span.start)
    bracket = _CONVERSION.match(text, unit.end, second.span.start) if unit else None
    if unit is None or bracket is None or not bracket.start() < conversion.span.start < bracket.end():
        return None
    separator = _SEPARATOR.fullmatch(text, bracket.end(), second.span.start)
    other = unit_after(text, second.span.end, min(len(text), second.span.end + 30))
    if separator is None or other is None or other.name != unit.name:
        return None
    return _joined(text, first, second, separator)


def _joined(text: str, first: Numeral, second: Numeral, separator: re.Match[str]) -> Numeral | None:
    if first.unit and first.unit.islower() and second.unit is None and separator["dash"] is None:
        return None  # "5 percent to 300 people", "by a fifth to 1.2bn"
    if "fraction" in (first.unit, second.unit) and first.unit != second.unit:
        return None
    if first.unit and second.unit and not _alike(first.unit, second.unit):
        return None
    if first.unit and second.unit and _is_hundredth(text, first) != _is_hundredth(text, second):
        return None  # "rose 18 cents to $23.50"
    low, high = _ends(text, first, second)
    if _is_year(text, first) and high > 10 * low:
        return None  # "rose 60% in 2018 to 3.9 million"
    if low >= high or not _says_range(text, first, second, separator, (low, high)):
        return None
    end = second.span.end
    if second.unit is None and high > second.high and first.unit and _money_end(text, second):
        end += 1
    return replace(
        second, span=Span(first.span.start, end), low=low, high=high, unit=second.unit or first.unit,
        word=first.word and second.word, range=True, core=None, cut=_cut(first, second),
    )  # fmt: skip


def _cut(first: Numeral, second: Numeral) -> Span:
    """The first number with what parts it from the second; the sign of a currency that is set once stays: "$10-15"."""
    signed = first.core is not None and second.core is not None and second.core.start == second.span.start
    return Span(first.core.start if signed and first.core else first.span.start, second.span.start)


def _is_hundredth(text: str, numeral: Numeral) -> bool:
    return numeral.core is not None and abs(numeral.high) * 50 < (amount(text[slice(*numeral.core)]) or 0.0)


def _is_year(text: str, numeral: Numeral) -> bool:
    return numeral.unit is None and re.fullmatch(r"(?:19|20)\d\d", text[slice(*numeral.span)]) is not None


def _alike(first: str, second: str) -> bool:
    dollars = all(one == "DOLLAR" or (one.isupper() and one.endswith("D")) for one in (first, second))
    return first == second or ("DOLLAR" in (first, second) and dollars)  # "$1 to 3.90 cedis" is no range


def _ends(text: str, first: Numeral, second: Numeral) -> tuple[float, float]:
    """Both ends; a scale, suffix or hundredth said once holds for both, where the ends then still rise."""
    if first.core is None or second.core is None:
        return first.low, second.high
    low, high = text[slice(*first.core)], text[slice(*second.core)]
    top = second.high
    if first.unit and second.unit is None and (scaled := _money_end(text, second)):
        top = scaled
        high += text[second.span.end]
    scale = shared_scale(low, high)
    base = amount(low) or 0.0
    shared = base * scale
    if scale == 1 and high.endswith((",000", ",500")) and low.isdigit() and base < top / 1000 <= _FAR * base:
        return base * 1000, top  # "20-30,000 people"
    if scale > 1 and base and shared < top and (base < 1000 or shared < top / 2):
        return shared, top
    if first.unit is None and second.unit and second.high != (amount(high) or 0.0) and scale == 1:  # "10 to 20 cents"
        return first.low * second.high / (amount(high) or 1.0), top
    return first.low, top


def _money_end(text: str, second: Numeral) -> float | None:
    """E.g. "$2-3m": the "m" after the second end is a million only because the first is money."""
    following = text[second.span.end : second.span.end + 2]
    if second.core and following[:1].lower() in ("m", "b", "t") and not following[1:].isalnum():
        return (amount(text[slice(*second.core)]) or 0.0) * SUFFIXES[following[0].lower()]
    return None


def _says_range(
    text: str, first: Numeral, second: Numeral, separator: re.Match[str], ends: tuple[float, float]
) -> bool:
    """E.g. "10 to 15", "between 10 and 15", "two or three"; not "from 41 to 46 killed", nor "21 and four"."""
    before = text[max(0, first.span.start - 110) : first.span.start].lower()
    if separator["most"] or separator["and"]:  # "at least 9 and as many as 31 villagers"
        return (_AT_LEAST if separator["most"] else _BETWEEN).search(before) is not None
    if separator["or"]:
        alike = first.word == second.word or (first.word and ends[1] <= _SPELT)  # "nine or 10 miners"
        return ends[1] <= 2.5 * ends[0] and alike and (first.unit is None or second.unit is not None)
    if separator["to"]:
        apart = ends[1] > 2 * ends[0]
        if apart and _is_move(text, first, second, before):
            return False
        if before.endswith(" by ") and _is_moved_by(text, first, second, ends):
            return False
        old = _OLD_RANGE.search(before)
        moved = not old and "from" in before and (_MOVED.search(before) or _RENEWED.search(before))
        return not moved and not ("vot" in before and VOTED.search(before))
    if is_tally(text, first.span):
        return False
    if (
        _PHONE.fullmatch(text, first.span.start, second.span.end)
        or _CHAINED.search(before)
        or re.match(r"[-‐‑‒–]\d", text[second.span.end : second.span.end + 2])
    ):
        return False
    spaced = separator["dash"].strip() != separator["dash"]
    if spaced and (_NOTED.search(before) or _NAMED.search(before)):
        return False
    return not (spaced and separator["dash"][-1:] != " ") and not (spaced and first.word != second.word)


def _is_moved_by(text: str, first: Numeral, second: Numeral, ends: tuple[float, float]) -> bool:
    """E.g. "raise its aid by 3 billion euros to 11.5 billion", "lowered its forecast by 850,000 tonnes to 4.4 million tonnes"."""
    if first.unit and (not second.unit or ends[1] > _FAR * ends[0]):
        return True  # "cut it by $70 million to $4 billion"
    return ends[1] > 2 * ends[0] and _says_unit_twice(text, first, second)


def _says_unit_twice(text: str, first: Numeral, second: Numeral) -> bool:
    return first.unit is None and unit_after(text, first.span.end, second.span.start) is not None


def _is_move(text: str, first: Numeral, second: Numeral, before: str) -> bool:
    """E.g. "rose 0.4 percent to 3.2 percent", "fell by 9,000 to 1.4 million"; "rose 5 to 15 percent" and "by 2 to 5 metres" are ranges."""
    if bool(first.unit) != bool(second.unit):
        return False
    if _OR_SO_MUCH.search(before):
        return True  # "slipped 0.7% or 49.63 to 6,728"
    move = _MOVES_BY.search(before)
    far = first.low >= _COUNT and second.high > _FAR * first.low  # "arrivals were up 3,000 to 41,000"
    if move is None and before.endswith(" of ") and first.unit:
        return _CHANGE_OF.search(before) is not None
    bare = text[first.span.end : second.span.start].strip() == "to" and second.high <= _NEAR * first.low
    return move is not None and (first.unit is not None or far or (" by " in move[0] and not bare))


# "announced a new producer price of cocoa for the season from 7,640 to 8,240 cedis"
_RENEWED = re.compile(r"\b(?:an?|the|its|their)\snew\s(?:[\w/-]+\s){1,12}from\s+(?:[^\w\s]{0,2})$", re.IGNORECASE)
_OR_SO_MUCH = re.compile(r"(?:%|per\s?cent|pct)\s*,?\s(?:or|\()\s?$")
_NEAR = 4  # times as much, up to which "by 2 to 5 metres" is a range
# "a decrease in the goods deficit of $1.2 billion to $65.7 billion"
_CHANGE_OF = lexicon.pattern(r"\b{labels/change}\s+in\s+[^.;:\d]{1,40}\sof\s$", re.IGNORECASE)
_MOVES_BY = lexicon.pattern(r"\b{numbers/moves}\s+(?:by\s+)?(?:[a-z]+\s+){0,2}$", re.IGNORECASE)


# "cut its outlook to about $3 billion from an earlier forecast of | $4 billion to $5 billion", "from a band of | 4 to 6 percent"
_OLD_RANGE = lexicon.pattern(
    r"\bto\s(?:{hedge}\s)?[^\w\s]{0,2}\d[\d.,]*%?(?:\s[a-z]+){0,2}\sfrom\s(?:[\w-]+\s){0,4}$|\b{range told}\sof\s$"
)
# A verb or noun of change right before "from": "rose from 41", "an increase in arrivals from 41"
_MOVED = lexicon.pattern(
    r"\b(?:{numbers/moves}|{numbers/factors})\b(?:[^.;:]|\.\d){0,80}\bfrom\s+(?:[\w-]+\s+){0,5}$", re.IGNORECASE
)
