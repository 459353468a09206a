"""Number expressions in text: digits, words, scales, ranges, fractions, vague counts, money and percentages.

One regular expression finds candidates; a small grammar evaluates them. No parse and no context beyond the neighbouring
characters: whether a numeral is a fact is decided later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from math import inf

from ledger import lexicon
from ledger.model import Span

_NUMBERS = lexicon.table("numbers")
_CARDINALS: dict[str, int] = _NUMBERS["cardinals"]
_SCALES: dict[str, int] = _NUMBERS["scales"]
_SUFFIXES: dict[str, int] = _NUMBERS["suffixes"]
_FRACTIONS: dict[str, float] = _NUMBERS["fractions"]
_FACTORS: dict[str, float] = _NUMBERS["factors"]
_VAGUE: dict[str, int] = _NUMBERS["vague"]
_VAGUE_EXACT: dict[str, int] = _NUMBERS["vague_exact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number expression.

    ``unit`` is ``percent``, ``percentage_point``, ``fraction``, ``factor``, an ISO currency code
    (``DOLLAR`` where the country is not said) or None; ``high`` is ``inf`` for an open vague count.
    """

    span: Span
    low: float
    high: float
    unit: str | None = None
    vague: bool = False
    word: bool = False
    range: bool = False


def _any(words: object) -> str:
    return "|".join(sorted((re.escape(str(w)).replace(r"\ ", r"\s+") for w in words), key=len, reverse=True))  # type: ignore[attr-defined]


@cache
def _currency_symbols() -> dict[str, str]:
    return {symbol: row[0] for row in lexicon.rows("currencies") for symbol in row[1].split()}


@cache
def _currency_words() -> dict[str, str]:
    return lexicon.words("currencies", 2)


_UNITS = _any(w for w, v in _CARDINALS.items() if 1 <= v <= 9)
_TEENS = _any(w for w, v in _CARDINALS.items() if v == 0 or 10 <= v <= 19)
_TENS = _any(w for w, v in _CARDINALS.items() if v >= 20)
_SMALL = rf"(?:(?:{_TENS})(?:[-‐‑\s](?:{_UNITS})\b)?|{_TEENS}|{_UNITS})"
_BELOW_THOUSAND = rf"(?:{_SMALL}(?:[\s-]+hundred(?:\s+and\s+{_SMALL}|\s+{_SMALL}(?!\s+(?:more|others?)\b))?)?)"
_LARGE = _any(w for w, v in _SCALES.items() if v >= 1000)
_SCALE = _any(_SCALES)
_WORDS = (
    rf"(?:(?:{_BELOW_THOUSAND}|an?\s+hundred)(?:[\s-]+(?:{_LARGE}|dozen)\b(?:,?\s+(?:and\s+)?{_BELOW_THOUSAND}(?=\s+hundred|\s+thousand|\b))?)*"
    rf"|an?\s+(?:{_SCALE})\b)"
)
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]*\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:\.\d+)?)"
)
_MAGNITUDE = rf"(?:[\s-]*(?:{_SCALE})\b|(?:{_any(_SUFFIXES)})(?![\w%]))"
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.333, "⅔": 0.667, "⅕": 0.2}
_AMOUNT = rf"(?:{_DIGITS}(?:\s?[½¼¾⅓⅔⅕]|\s+and\s+a\s+half)?{_MAGNITUDE}?(?:\s+(?:{_LARGE})\b)?|{_WORDS}(?:\s+and\s+a\s+half(?:\s+(?:{_LARGE}))?)?)"
_SYMBOL = rf"(?:{_any(_currency_symbols())})"
_PERCENT = r"(?:\s?%|[\s-]?per[\s-]?cent(?:age[\s-]points?)?\b|\s?percentage[\s-]points?\b|\s?pct\b|\s?pp\b|[\s-]basis[\s-]points?\b)"
_DENOMINATION = rf"(?:[\s-]+(?:{_any(_currency_words())})\b)"
_RANGE = r"(?:\s*[-‐‑‒–—]\s*|\s+to\s+|\s+or\s+|\s+and\s+)"
_VAGUE_SCALES = r"(?:tens|hundreds|dozens|scores)\s+of\s+(?:thousands|millions|billions|lakhs|crores)"

_PATTERN = re.compile(
    rf"""(?<![\w.,$£€-])(?P<vague>{_VAGUE_SCALES}|(?:an?\s+)?(?:several|(?<=a )few|couple(?:\s+of)?|handful\s+of)[\s-]+(?:{_SCALE})s?\b
        |{_any(_VAGUE_EXACT)}(?!\s+of\s+(?:hundred|thousand|million))\b(?!\s+(?:hundred|thousand))|{_any(_VAGUE)})(?P<vmoney>\s+of\s+(?:{_any(_currency_words())})\b)?(?![\w])
      |(?<![\w.,-])(?P<oneinn>(?:one|two|three|four|five|six|seven|eight|nine|\d)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{_SMALL}|an?\s+hundred|1000|100|\d\d?))(?!\w|[.,/:-]\d)(?!\s+(?:{_SCALE}|percent|per\s+cent|months?|days?|years?|weeks?|hours?))
      |(?<![\w.,-])(?P<half>(?:(?:a|one)[\s-])?(?:half|quarter)(?:[\s-](?:of\s+)?(?:an?\s+)?)(?:{_LARGE})s?\b)
      |(?<![\w.,-])(?P<fraction>(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?(?:{_any(_FRACTIONS)}))(?![\w])
      |(?<![\w.,-])(?P<factor>{_any(_FACTORS)})\b
      |(?<![\w.])(?<!\d[-–.,/:])(?P<money>(?P<sign>[-−+]|minus\s+|negative\s+)?(?P<symbol>{_SYMBOL})\s?(?P<m1>{_AMOUNT})(?:(?P<msep>{_RANGE})(?:{_SYMBOL}\s?)?(?P<m2>{_AMOUNT}))?)(?!\d|[.,/:]\d)
      |(?<![\w.#@/'’])(?<!\d[-–.,/:])(?P<plain>(?P<nsign>(?<!\w)(?<!\w\s)[-−+](?=\d)|(?:minus|negative)\s+)?(?P<n1>{_AMOUNT})(?P<p1>{_PERCENT})?
           (?:(?P<sep>{_RANGE})(?P<n2>{_AMOUNT}))?(?P<percent>{_PERCENT})?(?P<denomination>{_DENOMINATION})?)(?![\d]|[.,/:]\d)""",
    re.IGNORECASE | re.VERBOSE,
)


def find_numerals(text: str, start: int, end: int) -> tuple[Numeral, ...]:
    """Every number expression of ``text[start:end]``, left to right, not overlapping; offsets are into ``text``."""
    found: list[Numeral] = []
    position = start
    while match := _PATTERN.search(text, position, end):
        numerals = _read(match, text)
        found += numerals
        position = max(match.end() if not numerals else numerals[-1].span.end, match.start() + 1)
    return tuple(found)


def _read(match: re.Match[str], text: str) -> list[Numeral]:
    kind = match.lastgroup
    span = Span(*match.span())
    for name, reader in _READERS.items():
        if match[name] is not None:
            return reader(match, span)
    return _read_amounts(match, text) if kind else []


def _read_vague(match: re.Match[str], span: Span) -> list[Numeral]:
    words = " ".join(match["vague"].lower().replace("-", " ").split())
    unit = _currency_words()[" ".join(match["vmoney"].split()[1:]).lower()] if match["vmoney"] else None
    exact = _VAGUE_EXACT.get(words, _VAGUE_EXACT.get(match["vague"].lower()))
    if exact is not None:
        return [Numeral(span=span, low=exact, high=exact, unit=unit, vague=True, word=True)]
    low, open_ended = _vague_low(words)
    return [Numeral(span=span, low=low, high=inf if open_ended else low, unit=unit, vague=True, word=True)]


def _vague_low(words: str) -> tuple[float, bool]:
    if words in _VAGUE:
        return _VAGUE[words], True
    parts = words.split()
    scale = _SCALES.get(parts[-1], _SCALES.get(parts[-1].removesuffix("s"), 1))
    if "couple" in parts:
        return 2 * scale, False
    multiplier = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200}.get(parts[0], 3)
    return multiplier * scale, True


def _read_one_in(match: re.Match[str], span: Span) -> list[Numeral]:
    parts = re.split(r"\s+(?:in|out\s+of)\s+(?:every\s+)?", match["oneinn"].lower())
    top, bottom = (_amount(part) for part in parts)
    if not top or not bottom or top >= bottom:
        return []
    return [_fraction(span, round(top / bottom, 3))]


def _fraction(span: Span, value: float) -> Numeral:
    return Numeral(span=span, low=value, high=value, unit="fraction", word=True)


def _read_half(match: re.Match[str], span: Span) -> list[Numeral]:
    words = re.split(r"[\s-]+", match["half"].lower())
    share = 0.5 if "half" in words else 0.25
    value = share * _SCALES[words[-1] if words[-1] in _SCALES else words[-1].removesuffix("s")]
    if words[0] in ("a", "one") and words[1] == "quarter":  # "a quarter-million": the article stays outside the span
        span = Span(span.start + len(words[0]) + 1, span.end)
    return [Numeral(span=span, low=value, high=value, word=True)]


def _read_fraction(match: re.Match[str], span: Span) -> list[Numeral]:
    words = re.split(r"[\s-]+", match["fraction"].lower())
    part = words[-1]
    if len(words) == 1:
        return [_fraction(span, _FRACTIONS[part])] if part == "half" else []
    count = _CARDINALS.get(words[0], 1)
    denominator = round(1 / _FRACTIONS[part])
    if part == "quarter" and words[0] not in ("a", "one", "three"):
        return []
    return [
        _fraction(
            Span(span.end - len(part), span.end) if words[0] in ("a", "an") else span, round(count / denominator, 3)
        )
    ]


def _read_factor(match: re.Match[str], span: Span) -> list[Numeral]:
    value = _FACTORS[match["factor"].lower()]
    return [Numeral(span=span, low=value, high=value, unit="factor", word=True)]


_READERS = {
    "vague": _read_vague,
    "oneinn": _read_one_in,
    "half": _read_half,
    "fraction": _read_fraction,
    "factor": _read_factor,
}


def _read_amounts(match: re.Match[str], text: str) -> list[Numeral]:
    money = match["money"] is not None
    first, second = (match["m1"], match["m2"]) if money else (match["n1"], match["n2"])
    separator = match["msep"] if money else match["sep"]
    unit = _unit(match)
    start = match.start("money" if money else "plain")
    negative = (match["sign"] if money else match["nsign"]) or ""
    low = _amount(first)
    if low is None:
        return []
    word = not money and not first[0].isdigit()
    whole = Numeral(span=Span(start, match.end()), low=low, high=low, unit=unit, word=word)
    if second is not None:
        high = _amount(second)
        if high is not None and _is_range(text[max(0, start - 40) : start], separator, (first, second), (low, high)):
            low *= _shared_scale(first, second)
            if low <= high:
                return [replace(whole, low=low, high=high, range=True)]
        return [_first_only(match, whole, money)]
    if negative.strip() and negative.strip() != "+":
        whole = replace(whole, low=-low, high=-low)
    return [whole]


def _first_only(match: re.Match[str], whole: Numeral, money: bool) -> Numeral:
    """Of two amounts that are no range, the first; the second is found by the next search."""
    end = match.end("m1") if money else match.end("p1") if match["p1"] else match.end("n1")
    unit = whole.unit if money else _percent_unit(match["p1"])
    return replace(whole, span=Span(whole.span.start, end), unit=unit)


def _is_range(before: str, separator: str, surfaces: tuple[str, str], values: tuple[float, float]) -> bool:
    """E.g. "10 to 15", "between 10 and 15", "two or three"; not "from 41 to 46 killed", nor "21 and four"."""
    low, high = values[0] * _shared_scale(*surfaces), values[1]
    word = separator.strip().lower()
    if low >= high:
        return False
    if word == "and":
        return re.search(r"\bbetween\s+(?:an?\s+estimated\s+|about\s+|around\s+)?$", before, re.IGNORECASE) is not None
    if word == "or":
        return high <= 2 * low and all(not s[0].isdigit() for s in surfaces)
    if word == "to":
        moved = re.search(
            r"\b(?:rose|risen|rise|rises|rising|fell|fall|fallen|dropped|drop|increased?|increasing|grew|grown|jumped|climbed|went|up|down|cut|raised?|reduced|lowered)\b[^.;]*\bfrom\s+(?:\w+\s+){0,2}$",
            before,
            re.IGNORECASE,
        )
        return moved is None
    return True


def _shared_scale(first: str, second: str) -> float:
    """E.g. "1 to 2 million": the scale said once holds for both."""
    said = re.search(rf"(?:{_SCALE}|{_any(_SUFFIXES)})$", first.lower())
    scale = re.search(rf"(?:{_LARGE}|(?<=\d)(?:{_any(_SUFFIXES)}))$", second.lower())
    if said or not scale:
        return 1.0
    return float(_SCALES.get(scale[0]) or _SUFFIXES[scale[0]])


def _unit(match: re.Match[str]) -> str | None:
    if match["symbol"]:
        symbols = _currency_symbols()
        return symbols.get(match["symbol"]) or {s.lower(): c for s, c in symbols.items()}[match["symbol"].lower()]
    if match["denomination"]:
        return _currency_words()[" ".join(match["denomination"].strip(" -\n\t\r").lower().split())]
    return _percent_unit(match["percent"] or match["p1"])


def _percent_unit(surface: str | None) -> str | None:
    if not surface:
        return None
    if "basis" in surface.lower():
        return "basis_point"
    return "percentage_point" if "point" in surface.lower() or surface.strip().lower() == "pp" else "percent"


@cache
def _amount(surface: str) -> float | None:
    """The value of one amount ("1.5 million", "forty-six", "2½"); None where the words make no number."""
    text = surface.lower().replace("‐", "-").replace("‑", "-").strip()
    bonus = Decimal(0)
    if match := re.search(r"\s+and\s+a\s+half", text):
        text, bonus = text[: match.start()] + text[match.end() :], Decimal("0.5")
    for mark, part in _VULGAR.items():
        if mark in text:
            text, bonus = text.replace(mark, "").strip(), Decimal(str(part))
    digits = re.match(_DIGITS, text)
    if digits is None:
        return _words_value(text, bonus)
    value = _digits_value(digits[0]) + bonus
    for scale in re.findall(r"[a-z]+", text[digits.end() :]):
        value *= _SCALES.get(scale) or _SUFFIXES.get(scale, 1)
    return float(value) if value < Decimal("1e18") else None


def _digits_value(text: str) -> Decimal:
    compact = re.sub(r"[,\s\u00a0\u2009\u202f]", "", text)
    return Decimal(compact.replace(".", "") if compact.count(".") > 1 else compact)


def _words_value(text: str, bonus: Decimal) -> float | None:
    total, group = Decimal(0), Decimal(0)
    for word in re.findall(r"[a-z]+", text):
        if word in ("and", "a", "an"):
            group = group or (Decimal(1) if word != "and" else group)
        elif word in _CARDINALS:
            group = (Decimal(0) if group == 1 and text.startswith(("a ", "an ")) else group) + _CARDINALS[word]
        elif word == "hundred":
            group *= 100
        elif word in _SCALES:
            group = group + bonus
            total, group, bonus = total + group * _SCALES[word], Decimal(0), Decimal(0)
        else:
            return None
    return float(total + group + bonus)
