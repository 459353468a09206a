"""Patterns of the words around a place that say of which figures it is the place, and of which not."""

from __future__ import annotations

import re

from ledger.model import Span

COUNTRYWIDE = re.compile(r"\bnation-?wide\b|\bcountry-?wide\b", re.IGNORECASE)
WIDE = re.compile(
    r"\b(nation|country|province|state|region|city|town|district|county|island|department|territory)-?\s?wide\b",
    re.IGNORECASE,
)
WORLDWIDE = re.compile(
    r"\b(?:globally|worldwide|(?:around|across|throughout)\s+the\s+(?:world|globe)|in\s+the\s+world)\b", re.IGNORECASE
)
COUNTRIES = re.compile(
    r"\b(?:across|in|from|to)\s+(?:[\w-]+\s+){0,2}(?:\d+|several|many|multiple|various|other|two|three|four|five|six|seven"
    r"|eight|nine|ten|dozens\s+of)\s+(?:\w+\s+)?(?:countries|nations|continents)\b",
    re.IGNORECASE,
)
DOLLARS = re.compile(r"\s(?:dollars?|cents?|pounds?|francs?)\b")  # "30 million yuan (about 4.3 million U.S. dollars)"
OF_THE_WORLD = re.compile(r"\s+of\s+(?:all\s+)?(?:the\s+)?(?:(?:world|planet|globe|earth)[’']s\s)", re.IGNORECASE)
CLAUSE = re.compile(
    r"[;]|\badding\s+that\b|,\s+(?:and|while|but|with|including|followed\s+by|of\s+(?:whom|which|them))\b"
)
NAME = re.compile(r"\b[A-Z][\w.]+")
EVENT = re.compile(r"\b(?:when|after)\s")  # "ten died when a slope came down on two houses in Obora"
OF = re.compile(r"\s+of\s+(?:[a-z]+\s+){0,2}")
OF_ALL = re.compile(r"\b(?:cumulative(?:ly)?|overall|in\s+total|altogether|all\s+told)\b", re.IGNORECASE)
AS_OF = re.compile(r"[Aa]s\s+of\s+(?=[\w.:]*\s?\w*\d|yesterday|today|now|[A-Z])")
SENT = re.compile(
    r"\b(?:sent|shipped|dispatched|transported|forwarded|submitted|taken)\b[^.;]{0,90}"
    r"\s(?:to|in)\s+(?:the\s+)?(?:[A-Z][\w-]*\s+|(?:of|de|for|in)\s+|\([A-Z]+\)\s+)*$"
)
SAMPLES = re.compile(r"\b(?:samples?|specimens?|swabs?|sequences?)\b")
TOLD_IN = re.compile(
    r"\b(?:told\s+(?:reporters|journalists)|conference|briefing|interview)\s+(?:in|from|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
SAID_IN = re.compile(r"\b(?:said|says|stated|announced|added)\s+(?:in|from|at)\s+$")
SAID_WHEN = re.compile(r"\.?$|\.\s|\s(?:(?:on|late|early)\s)?(?:[A-Z][a-z]+day|today|yesterday)\b")
TOLD = re.compile(r"\btold\s+(?:reporters|journalists|an?\s+(?:[\w-]+\s+)?(?:conference|briefing))\b")
OPENING = re.compile(
    r"[“\"‘'(]*(?:(?:and|but|also|meanwhile,?|while|elsewhere,?)\s+)?(?:in|at|near|on|across|around|off|outside|inside|along|throughout)\s+(?:\S+\s+){0,3}$",
    re.I,
)
TAKEN = re.compile(
    r"\b(?:injured|wounded|hurt|burned|burnt|shot|stabbed|dead|died)\b[^.;]{0,24}\b(?:taken|rushed|airlifted|transferred|transported|flown|evacuated|brought|moved)\s+(?:[\w-]+\s+){0,4}?(?:to|at)\s+(?:the\s+|an?\s+)?"
    r"(?:[\w-]+\s+){0,4}$"
)
CARRIED = re.compile(
    r"\b(?:taken|rushed|flown|airlifted|transferred|transported|brought|referred|driven|ferried)\s+(?:[\w-]+\s+){0,4}?to\s+"
    r"(?:[\w,-]+\s+){0,4}$"
)
CARED_FOR = re.compile(r"\b(?:condition|treated|recovering|hospitali[sz]ed)\s(?:at|in)\s(?:the\s)?$", re.I)
REST = re.compile(
    r"[^.;,]{0,40}\b(?:in\s(?:the\s)?(?:rural|remote|outlying|surrounding|other|neighbou?ring)\s(?:areas|parts|districts"
    r"|villages|provinces|regions|towns)|in\sthe\scountryside|elsewhere)\b(?!\sof\s)",
    re.I,
)
TRADED = re.compile(
    r"\b(?:depend\w*|rel(?:y|ies|ied))\s+(?:[\w-]+\s+)?on\s+(?:the\s+)?$|\b(?:exports?|exported|shipments?|shipped|sales|sold|sells)\s+(?:[\w-]+\s+){0,4}?to\s+(?:the\s+)?$",
    re.I,
)
SMALL = re.compile(
    r"\s(?:districts|counties|villages|towns|municipalities|communes|townships|parishes|blocks|sectors|wards)\b"
)
_ASIDE = re.compile(r"\s[–—]\s[^–—]*\d?[^–—]*?\b(?:in|at|near|from)\s[^–—]*?\s[–—](?=\s)")
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens)\b")


def is_in_aside(text: str, site: int, figure: int, sentence: Span) -> bool:
    """Whether a site stands between dashes with figures of its own: "nine died – two in Obora, one in Lida – and 38 are hurt"."""
    for aside in _ASIDE.finditer(text, *sentence):
        inside = aside.start() < site < aside.end()
        if inside and not aside.start() < figure < aside.end():
            return _NUMBER.search(aside[0]) is not None
    return False


def is_goal(text: str, start: int) -> bool:
    """Whether the words before a site make it where somebody went: "85,000 fled to neighbouring Chad"."""
    return not {"to", "into"}.isdisjoint(text[max(0, start - 20) : start].split()[-2:])
