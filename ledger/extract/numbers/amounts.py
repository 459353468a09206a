"""One amount in digits or words ("1.5 million", "12,34,567", "two hundred and six"): its pattern and its value."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from ledger import lexicon

_NUMBERS = lexicon.table("numbers")
CARDINALS: dict[str, int] = _NUMBERS["cardinals"]
SCALES: dict[str, int] = _NUMBERS["scales"]
SUFFIXES: dict[str, int] = _NUMBERS["suffixes"]
_VULGAR: dict[str, float] = _NUMBERS["vulgar"]
_LIMIT = Decimal("1e18")  # beyond, no report counts: what is written is an identifier


_UNITS = lexicon.either(w for w, v in CARDINALS.items() if 1 <= v <= 9)
_TEENS = lexicon.either(w for w, v in CARDINALS.items() if v == 0 or 10 <= v <= 19)
_TENS = lexicon.either(w for w, v in CARDINALS.items() if v >= 20)
SMALL = rf"(?:(?:{_TENS})(?:[-‐‑\s](?:{_UNITS}))?|{_TEENS}|{_UNITS})(?!\w)"
LARGE = lexicon.either(w for w, v in SCALES.items() if v >= 1000)
SCALE = lexicon.either(SCALES)
_HUNDRED = rf"[\s-]+hundred(?!\w)(?:\s+and\s+{SMALL}(?!\s+hundred)|\s+{SMALL}(?!\s+(?:more|others?|of)\b))?"
_GROUP = rf"(?:{SMALL}(?:{_HUNDRED})?|an?{_HUNDRED})"
# After "two thousand": "three hundred", "and six"; after a comma only what has a scale ("4 million, four more" is two).
_REST = rf"(?:\s+(?:and\s+)?|,\s+(?={SMALL}\s+(?:hundred|thousand)\b)){_GROUP}(?!\s+(?:more|others?|of)\b)"
_HALF = r"\s+and\s+(?:a\s+half|a\s+quarter|three[\s-]quarters)|-and-a-half"
WORDS = (
    rf"(?:{_GROUP}(?:{_HALF})?(?:(?:[\s-]+(?:{LARGE}|dozens?)(?!\w))+(?:{_REST})?)*(?:\s+and\s+a\s+half)?"
    rf"|an?\s+(?:{SCALE})(?!\w)(?:\s+and\s+a\s+half)?(?:{_REST})?(?:[\s-]+(?:{LARGE})(?!\w))?)"
)
_AFTER_HEDGE = "|".join(
    rf"(?<=\b{word}\s)"
    for word in ("some", "about", "over", "nearly", "almost", "than", "least", "estimated", "around")
)
_OF_ARMS = lexicon.fill(r"[\s-]?mm[\s-](?:[\w-]+\s){0,3}?{labels/calibred}")
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"  # 1,234,567.8
    r"|[1-9]\d{0,2}(?:,\d{3})*,\s000(?!\d)"  # 20, 000
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?|\d{1,2},\d{5}(?!\d)"  # 12,34,567.5; 3,00000
    rf"|(?:{_AFTER_HEDGE})[1-9]\d{{0,2}},\s\d{{3}}(?![\d,])(?=\s[a-z])"  # an estimated 1, 250 people
    rf"|[1-9]\d{{0,2}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?![\d.,]*\d|{_OF_ARMS})"  # 1 234 567; but "30 155mm howitzers"
    r"|[1-9]\d{0,2}(?:[’']\d{3})+(?!\d)"  # 1'234'567
    r"|[1-9]\d{0,2}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?"  # 1.234.567
    r"|(?<=[$€£R])\d{1,3},\d\d(?![\d,.]\d|\d)"  # R19,68
    rf"|\d{{1,3}},\d{{1,2}}(?=\s?(?:{LARGE}|bn|mn|%|per\s?cent)(?!\w))"  # 2,5 million
    r"|\d+(?:\.\d+)?|\.\d+)"
)
_PART = rf"(?:\s?[{''.join(_VULGAR)}]|[\s-][1-9]/[2-9](?![\d/])|{_HALF})"
_SITREP = r"(?<=\.\d)(?-i:\sM)(?=\s*(?:[,;)\n]|$|\.(?!\d))|\s(?:people|[a-z]+s|to|in|for|from|of|and|by|at|were|are|has|have)\b)"  # "3.6 M people"; but "a 4.5 M quake"
_SUFFIX = rf"(?:{_SITREP}|(?:(?:{lexicon.either(SUFFIXES)})|\s(?:bn|mn|mln|bln|tn|trn))(?![\w%])|\s?[mk](?=b/d\b))"  # "1.2 mb/d" of oil
_MAGNITUDE = rf"(?:(?:[\s-]*(?:{SCALE})(?!\w))+|[\s-](?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)s(?!\w)|{_SUFFIX})"
_POWER = r"\s?[×x]\s?10\^?[-−]?\d{1,2}(?!\d)"
AMOUNT = (
    rf"(?:{DIGITS}(?:{_POWER}|{_PART}?{_MAGNITUDE}?(?:\s+(?:and\s+)?\d{{1,3}}\s+(?:lakh|thousand)(?!\w))?)|{WORDS}"
    rf"|[{''.join(_VULGAR)}](?:\s(?:{LARGE})(?!\w))?)"
)
_DIGITS_RE = re.compile(DIGITS)
_APART = re.compile(r"(?<=\d),\s(?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}(?![\d,])")
_POWER_RE = re.compile(r"\s?[×x]\s?10\^?([-−]?\d{1,2})")
_SAID_SCALE = re.compile(rf"(?:({SCALE})s?|(?<=[\d\s])({lexicon.either(SUFFIXES)}))$")


@cache
def amount(surface: str) -> float | None:
    """The value of one amount ("1.5 million", "forty-six", "2½"); None where the words make no number."""
    text = surface.lower().replace("‐", "-").replace("‑", "-").strip()
    text, part = _without_part(_APART.sub(",", text))
    digits = _DECIMAL_COMMA.match(text) or _DIGITS_RE.match(text)
    if digits is None:
        return _words_value(text, part)
    value = _digits_value(digits[0])
    if power := _POWER_RE.match(text, digits.end()):
        return float(value * Decimal(10) ** int(power[1].replace("−", "-")))
    value = _scaled(value + part, text[digits.end() :])
    return float(value) if value < _LIMIT else None


def shared_scale(first: str, second: str) -> float:
    """E.g. "1 to 2 million": the scale said once holds for both; 1 where the first has its own or none is said."""
    scale = _SAID_SCALE.search(second.lower())
    if _SAID_SCALE.search(first.lower()) or not scale:
        return 1.0
    return float(SCALES[scale[1]] if scale[1] else SUFFIXES[scale[2]])


def _without_part(text: str) -> tuple[str, Decimal]:
    """The text without "½", "and a half"; and what that adds."""
    for pattern, value in _PARTS:
        if match := pattern.search(text):
            return text[: match.start()] + text[match.end() :], value
    if match := re.search(r"[\s-]([1-9])/([2-9])$|(?<=\d)[\s-]([1-9])/([2-9])(?=\s)", text):
        top, bottom = (group for group in match.groups() if group)
        return text[: match.start()] + text[match.end() :], Decimal(top) / Decimal(bottom)
    for mark, share in _VULGAR.items():
        if mark in text:
            return text.replace(mark, "").strip() or "0", Decimal(str(share))
    return text, Decimal(0)


_PARTS = (
    (re.compile(r"\s+and\s+a\s+half|-and-a-half"), Decimal("0.5")),
    (re.compile(r"\s+and\s+a\s+quarter"), Decimal("0.25")),
    (re.compile(r"\s+and\s+three[\s-]quarters"), Decimal("0.75")),
)


def _scaled(value: Decimal, tail: str) -> Decimal:
    """E.g. "5 lakh crore" multiplies, "2 crore 40 lakh" adds."""
    total = Decimal(0)
    for word in re.findall(r"[a-z]+|\d+", tail):
        if word.isdigit():
            total, value = total + value, Decimal(word)
        elif word != "and":
            value *= SCALES.get(word) or SCALES.get(word.removesuffix("s")) or SUFFIXES.get(word, 1)
    return total + value


def _digits_value(text: str) -> Decimal:
    compact = re.sub(r"[\s\u00a0\u2009\u202f’']", "", text)
    if compact.count(".") > 1:
        compact = compact.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3},\d{1,2}", compact):
        compact = compact.replace(",", ".")
    return Decimal(compact.replace(",", ""))


def _words_value(text: str, part: Decimal) -> float | None:
    """Number words, left to right: ``group`` is the value below the next scale."""
    total, group = Decimal(0), Decimal(0)
    for word in re.findall(r"[a-z]+", text):
        scale = SCALES.get(word) or SCALES.get(word.removesuffix("s"))
        if word in ("a", "an"):
            group = Decimal(1)
        elif word in CARDINALS:
            group += CARDINALS[word]
        elif word == "hundred":
            group *= 100
        elif scale:
            total, group, part = total + (group + part or total) * scale, Decimal(0), Decimal(0)
        elif word != "and":
            return None
    value = total + group + part
    return float(value) if value < _LIMIT else None
