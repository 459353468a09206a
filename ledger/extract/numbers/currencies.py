"""Currencies as the text writes them: codes and signs before an amount, names and hundredths after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from ledger import lexicon

_ROWS = lexicon.rows("currencies")
_CODES = frozenset(row[0] for row in _ROWS)
_BEFORE = {symbol: code for code, symbols, *_ in _ROWS for symbol in symbols.split() if symbol != "-"}
NAMES_AFTER = {word: code for code, _, words, _ in _ROWS for word in words.split(",") if word != "-"}
_MINOR = {word: code for code, _, _, minor in _ROWS for word in minor.split(",") if word != "-"}


# signs that a decoder without them has spelt out ("PS21,700", "Y=28,030"), and letters
_SPELT = {
    "PS": "GBP",
    "Y=": "JPY",
    "R": "ZAR",
    "P": "PHP",
    "N": "NGN",
    "K": "KWACHA",
    "Q": "GTQ",
    "W": "KRW",
    "B": "THB",
    "sh": "SHILLING",
    "shs": "SHILLING",
}


# signs that are words or other names too ("24 Hr", "SR 520"): they need an amount that is plainly money
_SHY = frozenset(("Hr", "QR", "YR", "RO", "SR", "VT", "Vt", "Le", "Br", "Ls", "CFA"))
_SCALED = r"(?:k|m|mn|b|bn|tr?n|million|billion|trillion)\b"
# "K350 kwacha", "R2 100 a month"; "on the R56 300 people" counts people
_PLAIN = (
    lexicon.fill(r"\d[\d,.]*\s{money by letter}\b")
    + r"|(?<=R)\d{1,3}(?:[ \u00a0]\d{3})+(?!\d|\s(?:people|(?!was|is|has)[a-z]+s)\b)"
)


# millions and thousands in the reports of firms: "MSEK 815.2 (790.4)", "KEUR 920"
SCALED_CODES = {
    f"{letter}{code}": (code, scale)
    for letter, scale in (("M", 1_000_000), ("T", 1_000), ("K", 1_000))
    for code in ("SEK", "NOK", "DKK", "EUR", "USD", "GBP", "CHF", "PLN", "ISK")
}


def scaled_code(surface: str) -> tuple[str, int]:
    """The currency of a code with its scale, and the scale: "MSEK"; nothing and 1 for other signs."""
    return SCALED_CODES.get(surface.strip(), ("", 1))


def _symbol(symbol: str) -> str:
    """A sign's pattern: letters keep their case ("try 500" is no lira), a longer sign may be broken ("HK $5")."""
    if symbol in _SHY:
        return rf"(?-i:{re.escape(symbol)})(?=\s?\d{{1,3}}(?:,\d{{3}})|\s?\d[\d.]*\s?{_SCALED}|\d+\.\d\d(?!\d))"
    if symbol[-1] == "$" and len(symbol) > 2:
        return rf"(?-i:{re.escape(symbol[:-1])})\s?\$"
    return rf"(?-i:{re.escape(symbol)})" if symbol[0].isalpha() else re.escape(symbol)


CODES_BEFORE = (
    "(?:"
    + rf"(?-i:{'|'.join(SCALED_CODES)})(?=\s?[-−]?\d)|"
    + "|".join(_symbol(symbol) for symbol in sorted(_BEFORE, key=len, reverse=True))
    # signs that a decoder without them has spelt out: "PS21,700", "Y=28,030"
    # one letter needs an amount that is plainly money: "R1.4bn", "P5,000", "N2.3 million", "K45,000", "Q35 million"
    + rf"|(?-i:[RPNKQWB])(?={_PLAIN}|\d+\.\d+\s(?:per|an?)\s|\s\d{{1,3}}(?:,\d{{3}}){{2}}|\d+[.,]\d\d(?!\d)|\d{{1,3}}(?:,\d{{3}})|\d[\d.]*[\s-]?{_SCALED})"
    + r"|(?-i:shs?)(?=\d[\d.]*\s?(?:k|m|mn|b|bn|tn|million|billion|trillion)\b|\d{1,3}(?:,\d{3})|\d{2,3}\s(?:an?|per)\s)|(?-i:PS)(?=\d[\d,.]*(?:\d\d|[mkb]))|(?-i:Y=))"
)
SIGN = re.compile(CODES_BEFORE)
SIGNS_BEFORE = (*_BEFORE, *_SPELT, *SCALED_CODES)
WORDS_AFTER = lexicon.either(NAMES_AFTER)
# "pounds" are money where the amount is large, has pence or a conversion into money follows, and nothing is weighed;
# where it is paid by the week ("90,000 pounds a week") or stands against another ("17,300 pounds to the dollar")
POUNDS_AFTER = (
    r"\s+pounds?(?=\s*\((?:about\s+|around\s+)?(?:US\s?)?[$€])|(?:(?<=llion)|(?<=\d\.\d\d))\s+pounds?(?!\s+of\b|\w)"
    r"|\s+pounds?(?=\s(?:to|against)\s(?:the\s|a\s)?(?:US\s)?(?:dollar|euro)\b)"
    rf"|(?<=,\d\d\d)[\s-]pounds?(?=\s{lexicon.fill('{pays}')}\b)"
    r"|(?<=\d\d\d)\s+pounds?(?=\s(?:a|per)\s(?:week|month|year|night)\b)|(?:(?<=\s\d)|(?<=\s\d\d))\s+pounds?(?=\san\shour\b)"
)
MINOR_AFTER = rf"(?:[\s-](?:{lexicon.either(w for w in _MINOR if len(w) > 1)})(?!\w)|p(?!\w|\.\w)|(?-i:c)(?=\s(?:an?|per|each)\s[a-z]|/[a-z]|\s{lexicon.fill('{dearer}')}\b))"


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency's code."""
    return unit in _CODES


@cache
def code_before(surface: str) -> str:
    """The currency of a sign or code before an amount."""
    compact = re.sub(r"\s", "", surface)
    return scaled_code(compact)[0] or _BEFORE.get(compact) or _SPELT.get(compact) or _folded()[compact.lower()]


@cache
def _folded() -> dict[str, str]:
    return {symbol.lower(): code for symbol, code in reversed(_BEFORE.items())}


@cache
def code_after(surface: str) -> tuple[str, int] | None:
    """The currency of a name after an amount ("US dollars", "of naira", "cents"), and how many of it make one unit."""
    words = re.sub(r"^[\s-]*(?:of\s+)?", "", surface.lower())
    words = " ".join(words.split())
    if words in NAMES_AFTER:
        return NAMES_AFTER[words], 1
    if words in ("pound", "pounds"):
        return "POUND", 1
    return (_MINOR[words], 100) if words in _MINOR else None


OTHER = (
    r"(?:US|U\.S\.|American|Australian|Canadian)\s+dollar|dollar|greenback|euro|pound|British\s+pound|yen|yuan|rupee"
)
_PAIR = re.compile(
    rf"\s+(?:per|to|(?:to|per|against|for)\s+(?:the|a|an|one|each|1)|an?)\s+(?P<other>{OTHER})\b",
    re.IGNORECASE,
)
_SINGULAR = {"greenback": "USD", "pound": "GBP", "british pound": "GBP", "american dollar": "USD", "u.s. dollar": "USD"}


def singular_name(words: str) -> str:
    """The singular of a currency's name: "pesos" → "peso"."""
    return re.sub(r"(?<=i)es$|(?<!s)s$", "", words)


@cache
def _named() -> re.Pattern[str]:
    """Long, and few texts have a rate: compiled when the first one does."""
    return re.compile(
        rf"\b(?:{WORDS_AFTER}|{lexicon.either({singular_name(word) for word in NAMES_AFTER})}|pound|dollar)\b",
        re.IGNORECASE,
    )


_AGAINST = re.compile(
    rf"\b(?:against|versus)\s+(?:the\s+|an?\s+)?(?P<other>{OTHER})\s+(?:at|for|to|of)\s+(?:[a-z]+\s+){{0,4}}(?P<rate>\d[\d.,]*)$",
    re.IGNORECASE,
)


def exchange_rate(text: str, start: int, position: int, end: int) -> tuple[str, int] | None:
    """The pair behind a rate that ends at ``position`` ("the peso traded at 58.4 to the dollar") and where its words end."""
    match = _PAIR.match(text, position, end) or _AGAINST.search(text, max(start, position - 60), position)
    if match is None or text[position : position + 1] == "%":
        return None
    named = [code_of_name(found[0]) for found in _named().finditer(text, start, match.start())]
    other = code_of_name(match["other"])
    known = [code for code in named if code and code != other]
    if not known:
        return None
    pair = ["USD" if code == "DOLLAR" else code for code in (known[-1], other)]
    if match.end() == position and pair[0] in _TOLD_IN_OTHERS:
        pair.reverse()  # "the pound fell against the dollar to 1.27": so many dollars
    return "/".join(map(str, pair)), max(position, match.end())


# "R18.90/$", "N520/$1"
_STROKE = re.compile(
    rf"\s?/\s?(?:(?P<sign>US\$|[$€£])(?:1(?![\d.,]*\d)|(?!\s?\d))|(?P<name>{OTHER}|usd|eur|gbp)\b)", re.IGNORECASE
)
_TO_ONE = re.compile(r"\s+to\s+(?P<sign>US\$|[$€£])1(?![\d.,]*\d)")  # "3.5 shekels to $1"


def rate_against(code: str, text: str, position: int) -> str:
    """The currency, with its stroke, against which a sum stands that ends at ``position``: "R18.90/$", "Rs 278 to the US dollar"; else nothing."""
    match = _STROKE.match(text, position) or _PAIR.match(text, position) or _TO_ONE.match(text, position)
    if match is None:
        return ""
    named = match.groupdict()
    other = (
        code_before(named["sign"]) if named.get("sign") else code_of_name(named.get("name") or named.get("other") or "")
    )
    pair = {"USD" if name == "DOLLAR" else name for name in (code, other)}
    return f"/{'USD' if other == 'DOLLAR' else other}" if other and len(pair) > 1 else ""


def is_against_one(text: str, position: int) -> bool:
    """Whether a stroke and a currency, or one of it, follow an amount: "N520/$1"."""
    return _STROKE.match(text, position) is not None


_TOLD_IN_OTHERS = frozenset(("GBP", "EUR", "USD", "AUD", "NZD"))


def code_of_name(name: str) -> str | None:
    """The code of a currency's name in the singular or plural: "euro", "Swiss francs"."""
    words = " ".join(name.lower().split())
    return (
        _SINGULAR.get(words) or NAMES_AFTER.get(words) or NAMES_AFTER.get(f"{words}s") or NAMES_AFTER.get(f"{words}es")
    )


@cache
def _national() -> dict[tuple[str, str], str]:
    return {(name, country): code for name, country, code in lexicon.rows("national_currencies")}


_DOLLARS, _EUROS = re.compile(r"(?<![A-Za-z])\$"), re.compile(r"€|\beuro(?![a-z]{2})", re.IGNORECASE)


@lru_cache(maxsize=64)
def told_in_cents(text: str) -> str | None:
    """Whose cents a report means: the dollar's where it has its sign, else the euro's where it tells of euros."""
    if "$" in text and _DOLLARS.search(text):
        return "DOLLAR"
    return "EUR" if ("€" in text or "euro" in text.lower()) and _EUROS.search(text) else None


@dataclass(frozen=True, slots=True)
class Purse:
    """Whose money a report means: the outlet's country, the story's, and the currency of the latest figure of money."""

    outlet: str | None = None
    story: str | None = None
    latest: str | None = None
    in_cents: str | None = None

    def code(self, name: str) -> str:
        """The code of a currency named without its country; "$" is the outlet's dollar, a peso the story's (FACTS.md 5.29)."""
        return self._of((self.outlet,) if name == "DOLLAR" else (self.story, self.outlet), name)

    def code_of_cents(self) -> str:
        """The currency of "cents" that are of none by name: that of the report's sums, "€2 million, or 13 cents a share"."""
        if self.in_cents != "DOLLAR" and self.latest in lexicon.family("money in cents"):
            return str(self.latest)
        return self.code(self.in_cents or "DOLLAR")

    def code_at_home(self, name: str) -> str:
        """The same where the text itself tells the outlet's money from the story's: "$12 million (US$4.4 million)"."""
        return self._of((self.story, self.outlet), name)

    def _of(self, countries: Iterable[str | None], name: str) -> str:
        for country in countries:
            if country and (code := _national().get((name, country))):
                return code
        return _national().get((name, "*"), name)
