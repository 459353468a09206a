"""Number expressions in text: digits, words, scales, ranges, fractions, vague counts, money and percentages.

One regular expression finds single amounts; neighbours that bound one range are joined. No parse and no context beyond
the neighbouring characters: whether a numeral is a fact is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import inf

from ledger import lexicon
from ledger.extract.numbers.amounts import AMOUNT, CARDINALS, LARGE, SCALE, SCALES, SMALL, amount
from ledger.extract.numbers.compared import unit_compared
from ledger.extract.numbers.currencies import (
    CODES_BEFORE,
    MINOR_AFTER,
    POUNDS_AFTER,
    SIGNS_BEFORE,
    WORDS_AFTER,
    code_after,
    code_before,
    rate_against,
    scaled_code,
)
from ledger.extract.numbers.money_letters import is_money_letter
from ledger.extract.numbers.ranges import Numeral, joined
from ledger.extract.numbers.suffixes import without_suffix
from ledger.model import Span

__all__ = ["Numeral", "find_numerals"]

_NUMBERS = lexicon.table("numbers")
_FRACTIONS: dict[str, float] = _NUMBERS["fractions"]
_FACTORS: dict[str, float] = _NUMBERS["factors"]
_VAGUE: dict[str, int] = _NUMBERS["vague"]
_VAGUE_EXACT: dict[str, int] = _NUMBERS["vague_exact"]
_MULTIPLIERS: dict[str, int] = _NUMBERS["vague_multipliers"]


PERCENT = lexicon.fill(
    r"(?:\s?%(?:[\s-]points?\b)?|[\s-]{0,4}per[\s-]?cent(?:age[\s-]points?)?\b(?:[\s-]points?\b)?|[\s-]?percentage[\s-]points?\b|\s?pct\b(?:[\s-]points?\b)?|(?<=\d)\s?(?-i:pc)(?!\w|\.\w)"
    r"|\s?pp(?:ts?)?\b|-points?(?=\s+(?:{labels/change}|swing)\b)|[\s-]basis[\s-]points?\b|\s?bps\b)"
)
# Looked for after an amount is found: within the long pattern, the names of all currencies would stand four times.
_MONEY = re.compile(
    rf"(?P<gap>[\s-]+)(?P<of>of\s+)?(?:{WORDS_AFTER})(?!\w|\s{lexicon.fill('{hundredths}')}\b)|{POUNDS_AFTER}|{MINOR_AFTER}",
    re.IGNORECASE,
)
_TENS_OF = (
    r"(?:tens|hundreds|dozens|scores|thousands)\s+of\s+(?:hundreds|thousands|millions|billions|trillions|lakhs|crores)"
)
_SOME = rf"(?:(?:a\s+|many\s+|those\s+)?(?:several|(?<=a\s)few|couple(?:\s+of)?|handful\s+of|half[\s-]dozen|many)[\s-]+(?:{SCALE})s?(?:\s+(?:{LARGE}))?)"
_TIME = r"(?:hours?|minutes?|seconds?|days?|weeks?|months?|years?|decades?|games|matches|attempts|innings|overs)"
_IN = r"\s+(?:in|out\s+of|of)\s+every\s+|\s+in\s+|\s+out\s+of\s+"
_ROUND = (
    r"(?:two|three|four|five|ten|twenty|fifty|an?\s+(?:hundred|thousand|million)|[2-5]|10|20|50|100|1,?000|100?,?000)"
)
_THING_CLASSES = frozenset(("munition", "equipment", "attack"))  # "four out of eight missiles" are two counts
_THINGS = lexicon.either(
    sorted(noun for name, nouns in lexicon.rows("nouns") if name in _THING_CLASSES for noun in nouns.split(","))
)
_NO_SHARE = rf"(?!\w|[.,/:-]\d|\s?%|\s+(?:{SCALE}|per\s?cent|{_TIME})\b)"
_ONE_IN = (
    rf"(?:{SMALL}|\d{{1,3}})(?:(?:\s+(?:in|out\s+of|of)\s+every\s+|\s+in\s+)(?:{SMALL}(?:\s+hundred)?|an?\s+(?:hundred|thousand|million)|\d{{1,3}}(?:,\d{{3}})*)"
    rf"|(?:(?<=\bone)|(?<=\bOne))\s+[a-z]+\s+in\s+(?:every\s+)?{SMALL}(?!\s+(?:[\w-]+\s+)?[a-z]+s\b)"
    rf"|(?:\s+out\s+of\s+{_ROUND}|(?:(?<=\bone)|(?<=\bOne))\s+out\s+of\s+(?:{SMALL}|\d{{1,3}}))(?!\s+(?:[\w-]+\s+)?(?:{_THINGS})s?\b)){_NO_SHARE}"
)
_AGE = r"(?<=\bunder\s)(?:five|[2-9]|1\d)\s|(?<=\bage\sof\s)|(?<=\baged\s)|(?<=\bage\s)"  # "children under 5 in 14 districts"
_PART_PERCENT = r"(?:(?:an?|one|two|three|seven|nine)[\s-])?(?:half|quarters?|thirds?|fifths?|tenths?)[\s-](?:(?:of\s+)?an?\s+(?:full\s+)?(?:per\s?cent(?:age[\s-]point)?|percentage[\s-]point)|(?:of\s+a\s+)?(?:percentage[\s-])?point)"
_PART_OF = rf"(?:(?:an?|one|three)[\s-])?(?:half|quarters?)[\s-](?:of\s+)?(?:an?\s+)?(?:{LARGE})s?"
_FRACTION = rf"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?(?:{lexicon.either(_FRACTIONS)})|[1-9]/[2-9](?=\s+of\b)"
_HALF_SO = f"(?:{lexicon.either(lexicon.family('half so'))})"  # "three half-brothers", "nine half-tracks" are no halves
_TIMES = rf"[\s-]?fold(?!\w)|\s+times(?=\s+(?:as|more|higher|greater|larger|bigger|faster|the|its|their|that|what|last(?=\s+\w+[’']s)|normal|average|over(?!\s+(?:the\s+(?:past|last|next|previous|years?|day|night|week|weekend|course|period)|\d|{SMALL})\b)|less|lower)\b)"
_FACTOR = rf"{lexicon.either(_FACTORS)}|(?:{lexicon.either(_NUMBERS['multiples'])})(?=\s+(?:as|the|its|their|that|what|last|of\s+what)\b)|(?:(?<=could\s)|(?<=would\s)|(?<=will\s)|(?<=might\s)|(?<=may\s)|(?<=to\s))(?:double|triple|quadruple)(?=\s*(?:[.,;]|$)|\s(?:by|in|within|over|before|to)\b)"
_BEFORE_MINUS = "|".join(rf"(?<=\b{word}\s)" for word in _NUMBERS["before_minus"]["words"])
_SIGN = rf"(?:(?<![\w%)])(?<!\w\s)[-−+](?=[\d.$£€¥])|(?:{_BEFORE_MINUS})[-−](?=[\d.$£€¥])|(?<!\bor\s)(?:minus|negative)[\s-](?=[\w.$£€]))"
_BEFORE_BARE = "|".join(rf"(?<=\b{word}\s)" for word in _NUMBERS["before_bare"]["words"])
_BARE = rf"(?:{_BEFORE_BARE})(?:hundred|thousand|million|billion|dozen)"

_NOTED = r"(?:(?<=\bM)|(?<=\bM[wLls]))(?=\d\.\d(?!\d))"  # "M6.4", "Mw7.2"
# "More than130 were missing": a scraped page has lost the blank
_GLUE = "|".join(rf"(?<=\b{word})" for word in sorted(lexicon.listed("families", "glued before")))
_AFTER_GLUE = rf"(?<=[A-Za-z])(?=\d[\d,]*\d)(?:{_GLUE})"
_PATTERN = re.compile(
    rf"""(?:(?<![\w])|(?-i:{_NOTED})|{_AFTER_GLUE})(?:
      (?!\d)(?<![,$£€-])(?<![^a-z]\.)(?-i:(?<!\.)|(?=[A-Z]))(?P<vague>{_TENS_OF}|{_SOME}|(?:{lexicon.either(_VAGUE_EXACT)})(?!\s+of\s+(?:hundred|thousand|million))(?!\s+(?:hundred|thousand)\b)
        |(?:many\s+)?(?:{lexicon.either(_VAGUE)}))(?!\w)
      |(?<![.,-])(?<!\bnumber\s)(?!{_AGE})(?P<oneinn>{_ONE_IN})
      |(?!\d)(?<![.,-])(?P<halfpercent>{_PART_PERCENT})(?!\w)
      |(?!\d)(?<![.,-])(?P<part>{_PART_OF})(?!\w)
      |(?<![.,-])(?P<fraction>{_FRACTION})(?![\w/]|-{_HALF_SO}\b)
      |(?!\d)(?<![.,-])(?P<factor>{_FACTOR})(?!\w)
      |(?!\d)(?<![.,])(?P<bare>{_BARE})(?!\w)
      |(?<![#@])(?<!\d[.,:])(?:(?<!/)|(?=[A-Z]{{0,3}}[$€£¥]))
        (?:(?!\d)(?<!\.)(?P<sign>{_SIGN}\s?)?(?:(?P<symbol>{CODES_BEFORE})|(?-i:(?P<letter>[RPNKQ](?=\d\d|\d\s\d{{3}}(?!\d)))))\s?(?P<inner>[-−](?=\d))?|(?<!['’])(?<![^a-z]\.)(?:(?!\d)(?P<nsign>{_SIGN}\s?))?)
        (?P<amount>{AMOUNT})(?(symbol)|(?:(?P<times>{_TIMES})|(?P<percent>{PERCENT}))?)(?!\d|[.,/:]\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=4096)  # the gate asks before the parse, the rest after it
def find_numerals(text: str, start: int, end: int) -> tuple[Numeral, ...]:
    """Every number expression of ``text[start:end]``, left to right, not overlapping; offsets are into ``text``."""
    found: list[Numeral] = []
    position = start
    for beginning in _BEGINNING.finditer(text, start, end):
        word = beginning[0]
        if not _may_begin(word):
            continue  # as mostly
        at = beginning.start()
        if at < position or (word.lower() in _ARTICLES and not _number_follows(text, beginning.end())):
            continue
        match = _PATTERN.match(text, at, end)
        numeral = _read(match) if match else None
        if numeral is not None and not (numeral.vague and _is_no_vague(text, numeral.span, found)):
            found.append(numeral)
            position = numeral.span.end
    return joined(text, found)


def _is_no_vague(text: str, span: Span, found: Sequence[Numeral]) -> bool:
    """E.g. the scores of "two scores" and "exam scores"; scores of people are none of these."""
    before = text[max(0, span.start - 14) : span.start]
    if found and not text[found[-1].span.end : span.start].strip():
        return True
    word = re.search(r"([a-z]+)\s+$", before.lower())
    return (
        text[slice(*span)].lower() == "scores" and word is not None and word[1] in _NUMBERS["before_results"]["words"]
    )


# Trying the long pattern at every character would take most of the time: it is tried where one of its words or signs stands.
_BEGINNING = re.compile(
    rf"{_NOTED}\d|(?i:{_AFTER_GLUE})\d|(?<!\w)(?:[^\W\d_]+|[\d½-⅞]|\.\d|[^\w\s.,;:!?\"'“”‘’()\[\]…])"
)


_ARTICLES = frozenset(("a", "an", "many", "those"))  # with a number only where one of its words comes next
_NEXT_WORD = re.compile(r"[\s-]+([^\W\d_]+)")


def _number_follows(text: str, position: int) -> bool:
    following = _NEXT_WORD.match(text, position)
    return following is None or following[1].lower() in _first_words()  # none: "A$12"


@lru_cache(maxsize=50_000)
def _may_begin(beginning: str) -> bool:
    """Whether a number expression may begin with these letters, or with what is no letter."""
    return not beginning.isalpha() or beginning.lower() in _first_words() or beginning in _first_letters()


@cache
def _first_words() -> frozenset[str]:
    tables = ("cardinals", "scales", "fractions", "multiples", "factors", "vague", "vague_exact", "vague_multipliers")
    phrases = (phrase for name in tables for phrase in _NUMBERS[name])
    return _beginnings((*_NUMBERS["openers"]["words"], *phrases))


@cache
def _first_letters() -> frozenset[str]:
    """Of the signs of currencies, whose letters keep their case: "HK" of "HK$"."""
    return _beginnings(SIGNS_BEFORE)


def _beginnings(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(letters[0] for phrase in phrases if (letters := re.match(r"[^\W\d_]+", phrase)))


def _read(match: re.Match[str]) -> Numeral | None:
    for name, reader in _READERS.items():
        if match[name] is not None:
            return reader(match, Span(*match.span()))
    return None


def _read_vague(match: re.Match[str], span: Span) -> Numeral:
    words = " ".join(match["vague"].lower().replace("-", " ").split())
    money = _money_after(match)
    unit = None
    if money and money["of"] and "-" not in money["gap"]:
        span = Span(span.start, money.end())
        unit = _code(money)
    exact = _VAGUE_EXACT.get(words, _VAGUE_EXACT.get(match["vague"].lower()))
    low, high = (float(exact), float(exact)) if exact is not None else _vague_bounds(words)
    return Numeral(span=span, low=low, high=high, unit=unit, vague=True, word=True)


def _vague_bounds(words: str) -> tuple[float, float]:
    """E.g. "several hundred" 300 and more, "tens of thousands" 20,000 and more, "a couple of hundred" 200."""
    words = words.removeprefix("many ")
    if words in _VAGUE:
        return float(_VAGUE[words]), inf
    parts = [word for word in words.split() if word not in ("a", "of", "those")]
    multiplier = _MULTIPLIERS.get(parts[0], 3) if "half" not in parts else 6
    low = float(multiplier)
    for scale in (SCALES.get(part) or SCALES.get(part.removesuffix("s")) for part in parts[1:]):
        low *= scale or 1
    return low, low if parts[0] in ("couple", "half") else inf


def _read_one_in(match: re.Match[str], span: Span) -> Numeral | None:
    top, bottom = (amount(part.split(" ")[0] if part.startswith("one ") else part) for part in re.split(_IN, match["oneinn"].lower()))  # fmt: skip
    if not top or not bottom:
        return None
    if top >= bottom:  # the 328 of "wounding 328 in one of the worst raids"
        return Numeral(span=Span(span.start, span.start + len(match["oneinn"].split()[0])), low=top, high=top)
    share = top / bottom
    return _fraction(span, round(share, 3) or share)


def _fraction(span: Span, value: float) -> Numeral:
    return Numeral(span=span, low=value, high=value, unit="fraction", word=True)


def _read_part(match: re.Match[str], span: Span) -> Numeral:
    """E.g. "half a million", "a quarter-million", "three quarters of a billion dollars"."""
    words = re.split(r"[\s-]+", match["part"].lower())
    share = 0.5 if "half" in words else 0.75 if words[0] == "three" else 0.25
    value = share * (SCALES.get(words[-1]) or SCALES[words[-1].removesuffix("s")])
    money = _money_after(match)
    span = Span(span.start, money.end()) if money else span
    if words[0] in ("a", "one") and words[1] == "quarter":  # "a quarter-million": the article stays outside the span
        span = Span(span.start + len(words[0]) + 1, span.end)
    return Numeral(span=span, low=value, high=value, unit=_code(money) if money else None, word=True)


def _read_part_percent(match: re.Match[str], span: Span) -> Numeral:
    """E.g. "half a percent", "a quarter of a percentage point", "three-quarters of a percent"."""
    words = re.split(r"[\s-]+", match["halfpercent"].lower())
    part = next(word.removesuffix("s") for word in words if word.removesuffix("s") in _FRACTIONS)
    value = round(CARDINALS.get(words[0], 1) * _FRACTIONS[part], 3)
    if words[0] in ("a", "an") and part != "half":
        span = Span(span.start + len(words[0]) + 1, span.end)
    return Numeral(span=span, low=value, high=value, unit=_percent_unit(match["halfpercent"]), word=True)


# "another third are camps"
_ANOTHER_PART = re.compile(
    r"\banother\s[a-z]+\s(?:of\s(?:the|its|their|those|these|all)|are|were|have|had)\b", re.IGNORECASE
)


def _read_share(match: re.Match[str], span: Span) -> Numeral | None:
    surface = match["fraction"].lower()
    if "/" in surface:
        return _fraction(span, round(int(surface[0]) / int(surface[2]), 3))
    words = re.split(r"[\s-]+", surface)
    part = words[-1]
    if len(words) == 1:
        alone = (
            part == "half" or _ANOTHER_PART.search(match.string, max(0, span.start - 9), match.end() + 10) is not None
        )
        return _fraction(span, _FRACTIONS[part]) if alone else None
    count = CARDINALS.get(words[0], 1)
    denominator = round(1 / _FRACTIONS[part])
    if count >= denominator or (part == "quarter" and words[0] not in ("a", "one", "three")):
        return None
    start = span.end - len(part) if words[0] in ("a", "an") else span.start
    return _fraction(Span(start, span.end), round(count / denominator, 3))


def _read_factor(match: re.Match[str], span: Span) -> Numeral:
    word = match["factor"].lower()
    value = _FACTORS.get(word) or _NUMBERS["multiples"][word]
    return Numeral(span=span, low=value, high=value, unit="factor", word=True)


def _read_bare(match: re.Match[str], span: Span) -> Numeral:
    """E.g. "some hundred people", "over a thousand"."""
    value = float(SCALES[match["bare"].lower()])
    return Numeral(span=span, low=value, high=value, word=True, core=span)


def _read_money(match: re.Match[str], span: Span) -> Numeral | None:
    value = amount(match["amount"])
    if value is None:
        return None
    value *= scaled_code(match["symbol"] or "")[1]
    value = -value if _is_negative(match["sign"]) or match["inner"] else value
    if match["letter"] and not is_money_letter(match, span.end):
        return None  # "an N95 mask"
    unit = code_before(match["symbol"] or match["letter"])
    after = _money_after(match)
    if after and not after["of"] and len(after["gap"] or "") == 1:
        code = _code(after)
        unit = code if code and unit == "DOLLAR" else unit
        if code in (None, unit, "DOLLAR"):
            span = Span(span.start, after.end())
    return Numeral(span=span, low=value, high=value, unit=unit, core=Span(*match.span("amount")))


def _is_negative(sign: str | None) -> bool:
    return sign is not None and sign.strip() != "+"


def _read_plain(match: re.Match[str], span: Span) -> Numeral | None:
    surface = match["amount"]
    core = Span(*match.span("amount"))
    unit, per_unit = None, 1
    if match["percent"]:
        unit = _percent_unit(match["percent"])
        if match["percent"].startswith("-point") and not _is_of_shares(match):
            return None  # "a 300-point drop" is one of an index, "a 10-point fall" may be
    elif match["times"]:
        unit = "factor"
    elif (money := _money_after(match)) and (denomination := _denomination(match, money)):
        unit, per_unit = denomination
        span = Span(span.start, money.end())
    if unit is None and (short := without_suffix(match.string, core)) != core:
        core = short
        span, surface = Span(span.start, core.end), match.string[slice(*core)]
    value = amount(surface)
    if value is None:
        return None
    if unit is None:
        unit, scale = unit_compared(match.string, *match.span())
        value *= scale
    value = (-value if _is_negative(match["nsign"]) else value) / per_unit
    return Numeral(span=span, low=value, high=value, unit=unit, word=not _has_digit(surface), core=core)


# "a 0.3-point drop in the unemployment rate" is one of percentage points (FACTS.md 5.13)
_SHARES = re.compile(
    r"\s+(?:\w+\s+){0,4}?(?:in|of)\s+(?:\w+\s+){0,4}?(?:rates?|support|approval|share|turnout|unemployment|inflation|vote)\b",
    re.IGNORECASE,
)


def _is_of_shares(match: re.Match[str]) -> bool:
    return (amount(match["amount"]) or 99.0) < 30 and _SHARES.match(match.string, match.end()) is not None


def _has_digit(surface: str) -> bool:
    return any(character.isdigit() or character in _NUMBERS["vulgar"] for character in surface)


def _money_after(match: re.Match[str]) -> re.Match[str] | None:
    """The name of a currency right after a number; pounds where prices are told of and nothing is weighed."""
    money = _MONEY.match(match.string, match.end(), match.endpos)
    pounds = _POUNDS.match(match.string, match.end(), match.endpos) if money is None else None
    if pounds is None:
        return money
    before = match.string[max(0, match.start() - _TOLD) : match.start()]
    return pounds if _PRICED.search(before.rpartition(". ")[2]) and not _WEIGHED.search(before) else None


_TOLD = 80  # characters before pounds that tell whether they are paid
_POUNDS = re.compile(
    r"(?P<gap>\s+)(?P<of>(?!))?pounds?(?![\w-]|\s(?:of|heavier|lighter|overweight|below|per\ssquare|and\s\d)\b)",
    re.IGNORECASE,
)
_PRICED = lexicon.pattern(r"\b{priced in pounds}\b|£\s?\d|\d\spounds\s(?:an?|per)\s", re.IGNORECASE)
_WEIGHED = lexicon.pattern(r"\b(?:{weighs}|{sold by weight})\b", re.IGNORECASE)


def _code(money: re.Match[str]) -> str | None:
    found = code_after(money[0])
    return found[0] if found else None


def _denomination(match: re.Match[str], money: re.Match[str]) -> tuple[str, int] | None:
    """The currency named after an amount; "won", "p" and the like only where they can be no other word."""
    found = code_after(money[0])
    value = amount(match["amount"]) or 0.0
    written = money[0].strip(" -")
    word = written.lower()
    shy = not {word, written}.isdisjoint(_NUMBERS["shy_currencies"]["words"])  # "20 rand", but "20 Rand analysts"
    if found is None or (shy and value < 100 and not rate_against(found[0], match.string, money.end())):
        return None  # but "24.1 crowns per euro"
    if found[0] == "AMD" and match.string.startswith(" of ", money.end()):
        return None  # "five drams of water"
    return None if word == "p" and value in (480, 720, 1080, 1440, 2160) else found  # heights of a picture


def _percent_unit(surface: str) -> str:
    words = surface.lower()
    if "basis" in words or "bps" in words:
        return "basis_point"
    return "percentage_point" if "point" in words or words.strip().startswith("pp") else "percent"


_READERS = {
    "vague": _read_vague,
    "oneinn": _read_one_in,
    "halfpercent": _read_part_percent,
    "part": _read_part,
    "fraction": _read_share,
    "factor": _read_factor,
    "bare": _read_bare,
    "symbol": _read_money,
    "letter": _read_money,
    "amount": _read_plain,
}
