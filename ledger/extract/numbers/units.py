"""Units: physical ones by table, rare notations by quantulum3, conversions by pint; currencies; singular count nouns."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

from ledger import lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMention:
    """A physical unit right after a number: its pint name, its dimension, and where its words end."""

    name: str
    dimension: str
    end: int


@cache
def _forms() -> dict[str, tuple[str, str]]:
    forms: dict[str, tuple[str, str]] = {}
    for name, dimension, words in lexicon.rows("units"):
        for word in words.split(","):
            forms[word.strip()] = (name, dimension)
    return forms


@cache
def _folded() -> dict[str, tuple[str, str]]:
    return {form.lower(): found for form, found in reversed(_forms().items())}


def is_unit_word(word: str) -> bool:
    """Whether a lower-case word is a physical unit's: "metres", "kg"."""
    return word in _forms()


def measured_name(noun: str) -> str | None:
    """Pint's name for a unit that was read as a noun, as of "187 millimetres of rain fell in Lida and 352 in Obora"."""
    return (
        _forms().get(noun, ("",))[0] or None
        if noun.endswith(("metre", "meter", "hectare", "kilo", "tonne", "litre"))
        else None
    )


@cache
def _pattern() -> re.Pattern[str]:
    ordered = sorted(_forms(), key=len, reverse=True)
    words = "|".join(re.escape(form).replace(r"\ ", r"[\s-]+") for form in ordered if len(form) > 3)
    symbols = "|".join(re.escape(form) for form in ordered if len(form) <= 3)
    return re.compile(rf"[\s-]?\s{{0,3}}(?P<unit>(?i:{words})|{symbols})(?![\w²³/])")


_NEXT = re.compile(r"[\s-]?\s?([A-Za-z]+)")


@cache
def _beginnings() -> frozenset[str]:
    """The letters with which forms of units begin."""
    return frozenset(word[1].lower() for form in _forms() if (word := _NEXT.match(form)))


def unit_after(text: str, position: int, end: int) -> UnitMention | None:
    """The physical unit whose words start at ``position`` (after white space or a hyphen), if any."""
    first = _NEXT.match(text, position, end)
    unlike = first is not None and first[1].lower() not in _beginnings()  # as mostly: a cheap question first
    match = None if unlike else _pattern().match(text, position, end)
    if match is None:
        return _rare_unit_after(text, position, end)
    word = " ".join(re.split(r"[\s-]+", match["unit"]))
    if word == "mt" and not _IN_TONNES.search(text, max(0, position - 16), position):
        return _rare_unit_after(text, position, end)  # "a crop of 106 mt" is millions of tonnes
    name, dimension = _forms().get(word) or _forms().get(match["unit"]) or _folded()[word.lower()]
    if (len(word) == 1 or word in ("in", "MP", "TB")) and not _is_symbol(text, match):
        return None
    if name == "pound" and not (
        _OF_POUNDS.match(text, match.end(), end) or _WEIGHS.search(text, max(0, position - 60), position)
    ):
        return None
    if not word.endswith("s") and _BOMBS.match(text, match.end(), end):
        return None  # "two barrel bombs"
    rate = rate_after(text, match.end(), end) if "/" not in name else None
    if rate is None and (of := _OF_PER.match(text, match.end(), end)):
        rate = rate_after(text, of.end(), end)
    if rate is None and dimension == "length" and (bracket := _BRACKET.match(text, match.end(), end)):
        # "108 kilometers (67 miles) per hour": both
        across = rate_after(text, bracket.end(), end)
        if across and across.name == "hour":
            return UnitMention(name=f"{name}/hour", dimension=_rate_dimension(dimension, "hour"), end=match.end())
    if rate and (dimension != "time" or rate.name in _SPANS):
        return UnitMention(name=f"{name}/{rate.name}", dimension=_rate_dimension(dimension, rate.name), end=rate.end)
    return UnitMention(name=name, dimension=dimension, end=match.end())


@cache
def _senses() -> dict[str, tuple[UnitMention, frozenset[str]]]:
    return {
        form: (UnitMention(name=name, dimension=dimension, end=0), frozenset(words.split(",")))
        for form, name, dimension, words in lexicon.rows("unitsenses")
    }


def in_its_sense(text: str, unit: UnitMention | None, start: int, end: int) -> UnitMention | None:
    """A unit whose notation is another's too, as the words of its sentence decide: 2.5 F of a capacitor is no temperature."""
    if unit is None:
        return None
    found = _senses().get(text[unit.end - 2 : unit.end].strip())
    if found is None or found[1].isdisjoint(re.findall(r"[a-z]\w+", text[start:end].lower())):
        return unit
    return UnitMention(name=found[0].name, dimension=found[0].dimension, end=unit.end)


_BRACKET = re.compile(r"\s?(?:\([^()]{1,24})?\)(?=\s(?:per|an)\s)")
_OF_POUNDS = re.compile(r"\s*(?:of|\)|heavier|lighter|each)")
_WEIGHS = lexicon.pattern(r"\b{weighs}\s+(?:[\w-]+\s+){0,3}[\d.,]+(?:\s[mb]illion)?$", re.IGNORECASE)
_IN_TONNES = re.compile(r"(?:thousand|million|billion|lakh|crore|,\d{3})$", re.IGNORECASE)
_BOMBS = lexicon.pattern(r"\s{bombs}\b")
_SPANS = frozenset(("day", "night", "week", "month", "quarter", "year"))  # "every 10 minutes a child is hurt"
# "2,600 cubic metres of water per second"
_OF_PER = re.compile(r"\s+of\s+[a-z]+(?:\s[a-z]+)?(?=\s+(?:per\s|an?\s+(?:second|minute|hour|day|week|month|year)\b))")


def _rate_dimension(dimension: str, per: str) -> str:
    if dimension == "length":
        return "speed" if per in ("second", "minute", "hour") else "length"  # "walked 14 km a day"
    return "rate"


@cache
def _denominators() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: name for name, words in lexicon.rows("denominators") for word in words.split(",")}
    words = "|".join(sorted((re.escape(word) for word in names), key=len, reverse=True))
    cue = r"\s+per\s+|\s+an?\s+|\s+for\s+(?:each|every)\s+|-per-|-an?-|/|\s/\s|\s+(?P<all>each|every)\s+"
    base = r"(?P<base>\d{1,3}(?:,?000)+|100|thousand|million|hundred\s+thousand)"
    pattern = rf"(?:{cue})(?:(?P<word>{words})(?:e?s)?(?!\w)|(?<=per\s){base}(?:\s+(?!in\b)(?P<of>{lexicon.fill('{dimensional}')}\s+[a-z]+|[a-z]+(?:\s+births)?))?)"
    return re.compile(pattern, re.IGNORECASE), names


def rate_after(text: str, position: int, end: int) -> UnitMention | None:
    """What a rate is counted per, right at ``position``: "a barrel", "per person per day", "per 100,000 people"."""
    pattern, names = _denominators()
    parts: list[str] = []
    while len(parts) < 3 and (match := pattern.match(text, position, end)):
        if _is_time_of(text, match, names, end):
            break
        parts.append(names[" ".join(match["word"].lower().split())] if match["word"] else _per_many(match))
        position = match.end()
    if (often := _OFTEN.match(text, position, end)) and not SPELLS & set(parts):  # "30 flights daily"
        parts.append(_HOW_OFTEN[often[1].lower()])
        position = often.end()
    return UnitMention(name="/".join(parts), dimension="rate", end=position) if parts else None


def _is_time_of(text: str, match: re.Match[str], names: dict[str, str], end: int) -> bool:
    """Whether what follows a number is a time and no rate: "an ounce before easing", "ten per week since May", but "sold 40 a day before the fire"."""
    named = names[" ".join(match["word"].lower().split())] if match["word"] else ""
    if match["all"]:  # "1,400 people every year", but "three pupils every second day", "fined $50 each student"
        return named not in SPELLS or (named == "second" and _WORD_ON.match(text, match.end(), end) is not None)
    return named in SPELLS and "per" not in match[0].lower().split() and _WHEN.match(text, match.end(), end) is not None


_HOW_OFTEN = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
    "annually": "year",
}  # fmt: skip
# but "300 people daily newspapers spoke of"
_OFTEN = re.compile(
    rf"\s+({'|'.join(_HOW_OFTEN)})(?=\s*(?:[.,;:)”\"]|$)|\s+(?:and|but|as|at|by|from|for|in|on|to|through|with|across|between|while|when|before|until)\b)",
    re.IGNORECASE,
)
_WORD_ON = re.compile(r"\s+[a-z]")
_SOLD = lexicon.pattern(r"\b{sold for}\b")


_BEFORE_NOW = re.compile(r"[^\s\d]{0,4}\s?\d[\d.,]*[^\d.;]{0,50}\b(?:from|with|against|than)\s+$")


def rate_before(text: str, position: int) -> str | None:
    """What a price at ``position`` is for, where that is said before it: "a kilo of beef sells for $9", "income per tonne fell to $60"."""
    before = text[max(0, position - 90) : position]
    start = max(before.rfind(mark) for mark in (". ", "; ", "\n", "“"))
    if once := _BEFORE_NOW.search(before):
        before = before[: once.start()]  # "sells for $9, up from $8"
    found = [match for match in _thing_priced().finditer(before) if match.start() >= start]
    if not found:
        return None
    name, rest = _denominators()[1][" ".join(found[-1]["word"].lower().split())], before[found[-1].end() :]
    if name not in lexicon.family("weighed") or re.search(r"\d|\b(?:that|which|who)\b", rest):
        return None
    return name if found[-1]["per"] or _SOLD.search(rest) else None


@cache
def _thing_priced() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(word) for word in _denominators()[1]), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<per>(?<=[a-z] )(?<!cents )(?<!llars )(?<!lion )per)|an?|one|each|every)\s+(?P<word>{words})\b(?(per)|\s+(?:of\b|(?=(?:now\s)?{lexicon.fill('{sold for}')}\s)))",
        re.IGNORECASE,
    )


SPELLS = frozenset(
    ("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade", "century")
)
_WHEN = lexicon.pattern(r"\s+(?:after|before(?!\s+{deducted}\b)|later|earlier|ago|since|prior|into)\b", re.IGNORECASE)
_BASES = {"thousand": "1000", "million": "1000000", "hundred thousand": "100000"}


def _per_many(match: re.Match[str]) -> str:
    """E.g. "per 100,000" is per that many persons, "per 1,000 live births" per that many births."""
    base = _BASES.get(" ".join(match["base"].lower().split()), match["base"].replace(",", ""))
    name, dimension = _folded().get(" ".join((match["of"] or "").lower().split()), ("", ""))
    if dimension in ("length", "weight", "volume", "area"):
        return f"{base} {name}"  # "13.3 litres per 100 kilometres", "$480 per thousand cubic metres"
    return f"{base} {'live birth' if match['of'] and 'birth' in match['of'].lower() else 'person'}"


def _is_symbol(text: str, match: re.Match[str]) -> bool:
    """E.g. "18 in)" and "35C" are units; "1.9 million in January" and "$3m" are not."""
    after = text[match.end() : match.end() + 12].lower()
    if match["unit"] in ("′", "″", "°", "º", "Ω", "Å"):
        return True
    if match["unit"] in ("MP", "TB"):  # "12MP", but "12 MP supporters", "3 TB patients"
        return match.start("unit") == match.start()
    if match["unit"].lower() == "in":
        if _LINE_ENDS.match(after) or (match.start("unit") == match.start() and _IN_METRIC.match(after)):
            return True  # "Lida: 4.2 in", "4in (100mm)"
        return after.startswith((")", " of rain", " of snow", " high", " tall", " deep"))
    if match["unit"] == "h":
        return _FOR_HOURS.search(text, max(0, match.start() - 24), match.start()) is not None
    if match["unit"] in ("C", "F", "W", "V", "L"):
        return match.start("unit") - match.start() <= 1 and not re.match(r"\w|-\w", after)  # "35 F-35 jets"
    if match["unit"] == "g" and match.start("unit") == match.start():
        return _GENERATION.search(text, max(0, match.start() - 4), match.start()) is None  # "199g"; "5g" is a network
    if match["unit"] in ("m", "t") and _is_metre(text, match):
        return True
    return _MEASURED.match(after) is not None


_LINE_ENDS = re.compile(r"[.;,]?[^\S\n]*(?:\n|$)")


def _is_metre(text: str, match: re.Match[str]) -> bool:
    """E.g. "5m" and "14,200t", since "a loss of 30m in June" was read as a scale before, or what is said of a height."""
    joined = match.start("unit") == match.start()
    return joined or _GAUGED.search(text, max(0, match.start() - 40), match.start()) is not None


# "to a height of 12 m at places", "the river peaked at 7.64 m on 2 April"
_GAUGED = lexicon.pattern(r"\b(?:{dimensions of a thing}|{crested})\s(?:of|to|by|at)\s(?:(?:{hedge}|up\sto)\s)?[\d.]+$")
# "48 mm fell in 6 h", "without power for 12 h"; "at 14 h", "18 h 30" are times of day
_FOR_HOURS = lexicon.pattern(
    r"\b(?:in|for|within|after|every|over|than|{hedge})\s(?:the\s)?\d{1,3}(?:\.\d)?$", re.IGNORECASE
)
_IN_METRIC = re.compile(r"\s\(\d[\d.,]*\s?(?:[mc]?m|met|cent|mill)")
_GENERATION = re.compile(r"(?<![\d.,])[1-6]$")
# what follows a length and no million: "some 350 m to the ground", "40 m into the river", "5 m in length"
_MEASURED = lexicon.pattern(
    r"\s*(?:\)|{adjectives of length}\b|above|below|of\b|away|[.,;]|$|x\b|to the\b|in(?:to|land)\b|onto|down\b|off\b|offshore"
    r"|under|(?:north|south|east|west)|ahead|behind|before the|from the|in\s+{dimensions of a thing}\b)"
)


# A notation, not a word: "rpm", "kWh", "µg/m³", "Mbps". Words go to the count nouns.
_NOTATION = re.compile(
    r"\s?(?P<unit>(?=[^\s]*[°µμ²³/]|[A-Za-z]*[a-z][A-Z]|(?:[bcdfghjklmnpqrstvwxz]{2,4}(?![\w])))[A-Za-zµμ°²³/·]{2,8}[23]?)(?![\w-])"
)
_NOT_UNITS = frozenset(["st", "nd", "rd", "th", "pct", "bn", "mn", "tn", "vs", "km/h", "pp"])


def _rare_unit_after(text: str, position: int, end: int) -> UnitMention | None:
    match = _NOTATION.match(text, position, end)
    if match is None or match["unit"].lower() in _NOT_UNITS:
        return None
    found = _quantulum_unit(match["unit"])
    return UnitMention(name=found[0], dimension=found[1], end=match.end()) if found else None


@cache
def _quantulum_unit(surface: str) -> tuple[str, str] | None:
    """quantulum3's reading of one isolated notation, as (pint name, dimension), where pint knows the unit too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # quantulum3 warns that its optional classifier is not installed
        from quantulum3 import parser

        quantities = parser.parse(f"5 {surface}")
    if len(quantities) != 1 or quantities[0].unit.name in ("dimensionless", "unk"):
        return None
    name = quantities[0].unit.name.replace(" per ", "/").replace(" ", "_")
    for candidate in (name, surface):
        if _is_known(candidate):
            return candidate, quantities[0].unit.entity.name
    return None


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


def _pint_spelling(unit: str) -> str:
    """Pint writes powers: "square_kilometer" is "kilometer**2"."""
    return re.sub(r"\bcubic_(\w+)", r"\1**3", re.sub(r"\bsquare_(\w+)", r"\1**2", unit))


@cache
def is_physical(unit: str) -> bool:
    """Whether a unit measures: pint knows it, and it is no plain noun that pint takes for one ("dam", "bag", "barn")."""
    return _is_known(unit) and (not unit.isalpha() or unit in _MEASURING or unit in _names())


_MEASURING = frozenset(("percent", "point", "count"))


@cache
def _names() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("units"))


_POWER = re.compile(r"[*^¹²³⁰-⁹]|\d{5}")


@cache
def _is_known(unit: str) -> bool:
    """Whether pint knows this unit. It works out powers, however great: a noun such as "susp²²²²ect" is none."""
    if _POWER.search(unit):
        return False
    try:
        _registry().Unit(_pint_spelling(unit))
    except Exception:  # pint raises many kinds for strings that are no unit
        return False
    return True


def convert(value: float, unit: str, to: str) -> float | None:
    """``value`` in another unit; None where pint does not know the units or they measure different things."""
    if not (_is_known(unit) and _is_known(to)):
        return None
    import pint

    registry = _registry()
    try:
        quantity = registry.Quantity(value, _pint_spelling(unit))
        return float(quantity.to(_pint_spelling(to)).magnitude)
    except (pint.DimensionalityError, pint.OffsetUnitCalculusError):
        return None
