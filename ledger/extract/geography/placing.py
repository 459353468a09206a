"""Patterns of the words around a place that say of which figures it is the place, and of which not."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.grammar.words import SET_AGAINST, noun_classes
from ledger.lexicon.gazetteer import look_up, place_words
from ledger.lexicon.plurals import singular
from ledger.model import Span

COUNTRYWIDE = lexicon.pattern(
    r"\b{placewords/kind country}-?wide\b|\b(?:across|throughout|all\s+over|around)\s+the\s+(?:\w+\s)?{placewords/kind country}\b"
    r"|\b{many parts}\s+of\s+the\s+{placewords/kind country}\b"
    r"|\b{in all the land}\b|\b(?<![a-z-]\s){nationally}\b",
    re.IGNORECASE,
)
WIDE = lexicon.pattern(r"\b({placewords/administrative}|nation|country|island|territory)-?\s?wide\b", re.IGNORECASE)
WORLDWIDE = lexicon.pattern(
    r"\b(?:globally|worldwide|(?:around|across|throughout)\s+the\s+{the world}|in\s+the\s+world)\b", re.IGNORECASE
)
COUNTRIES = lexicon.pattern(
    r"\b(?:across|in|from|to)\s+(?:[\w-]+\s+){0,2}(?:\d+|several|many|multiple|various|other|{numbers/cardinals}|dozens\s+of)\s+(?:\w+\s+)?(?:countries|nations|continents)\b",
    re.IGNORECASE,
)
_OF_THE_WORLD = lexicon.pattern(r"\s+of\s+(?:all\s+)?(?:the\s+)?{the world}[’']s\s", re.IGNORECASE)
CLAUSE = re.compile(
    r"[;]|\badding\s+that\b|,\s+(?:and|while|but|with|including|followed\s+by|of\s+(?:whom|which|them))\b"
    r"|\s(?:while|whilst|whereas)\s(?![a-z]+ing\b)"
)
REASON = re.compile(
    r"\s(?:as|because|since|although|though|whereas)\s(?!of\b|well\b|many\b|much\b|high\b|far\b|part\b|\w+\sas\b)[^.;]*$"
)
# what a country does within its borders: "Peru closed 40 schools"
TOWN_HAS = lexicon.pattern(r"\s{of a town}\b")  # "4,000 Lima residents lost power"
GOVERNS = lexicon.pattern(
    r"(?:,\s(?:which|where|whose)\s[^,;.\n]{1,120},)?\s(?:(?:has|have|had|also|now|already|[\w-]+ly)\s){0,2}{placewords/governs}\b"
)
WAGED = lexicon.pattern(
    r"[’']s\s(?:(?:[\w-]+\s){0,3}?{waged}\s(?:against|on|in|of|into|with)\s(?:the\s)?[A-Z]"
    r"|(?:(?!\w+e(?:st)\b)[\w-]+\s){0,3}?{struck with}\s{blow}\b)"  # "Chad's drone attack" is where the drones fell
)
EVENT = re.compile(r"\b(?:when|after)\s")  # "ten died when a slope came down on two houses in Obora"
BESIDE = re.compile(r"\s(?:as|while|after|because|when)\s(?!well\b|of\b|many\b|much\b)")
OF = re.compile(r"\s+of\s+(?:[a-z]+\s+){0,2}")
OF_ALL = lexicon.pattern(
    r"\b{of all}\b|\b{up to now}\b[^.;]*\bthis year\b|\bthis year {up to now}\b|\btotal\s(?:[a-z]+\s){1,3}for\sall\b",
    re.IGNORECASE,
)
INSIDE = re.compile(r"\b(?:in|across|throughout|inside)\s(?:the\s)?(?:[a-z]+ern\s)?$")
AS_OF = re.compile(r"[Aa]s\s+of\s+(?=[\w.:]*\s?\w*\d|yesterday|today|now|[A-Z])")
# what is told after a quotation is not of the figures in it: "“we lost 300 hectares,” said the mayor, who spoke of the fire in Obora"
QUOTED = lexicon.pattern(
    r"[”\"]\s(?:[^”\".;]{1,80}\s)?{said}\b[^”\".;]*\s(?:who|which|adding|while|and|but|as)\s[^”\";]*$"
)
SENT = lexicon.pattern(
    r"\b{sent}\b[^.;]{0,90}\s(?:to|in)\s+(?:the\s+)?(?:[A-Z][\w-]*\s+|(?:of|de|for|in)\s+|\([A-Z]+\)\s+)*$"
)
SAMPLES = lexicon.pattern(r"\b{samples}\b")
TOLD_IN = lexicon.pattern(
    r"\b(?:told\s+(?:{press}|an?\s+(?:\w+\s+)?{gathering})|{press conference}|{said}\s+(?:at|in|during)\s+an?\s+(?:\w+\s+)?{gathering})\s+(?:in|from|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
SAID_IN = lexicon.pattern(r"\b{said}\s+(?:in|from|at)\s+$")
# a capital where a government speaks: "Meanwhile, in Lima, the defence ministry said"
SEAT_SPEAKS = lexicon.pattern(
    r",\s(?:the\s)?(?:[\w’'-]+\s){0,5}?{placewords/national actor}\s(?:\w+\s){0,2}{said}\b", re.I
)
SAID_WHEN = re.compile(r"\.?$|\.\s|\s(?:(?:on|late|early)\s)?(?:[A-Z][a-z]+day|today|yesterday)\b")
TOLD = lexicon.pattern(r"\btold\s+(?:{press}|an?\s+(?:[\w-]+\s+)?{press conference})\b")
OPENING = re.compile(
    r"[“\"‘'(]*(?:(?:and|but|also|meanwhile,?|while|elsewhere,?)\s+)?(?:in|at|near|on|across|around|off|outside|inside|along|throughout)\s+(?:\S+\s+){0,3}$",
    re.I,
)
TAKEN = lexicon.pattern(
    r"\b{hurt}\b[^.;]{0,60}\b(?:{carried}|evacuated|moved)\s+(?:[\w-]+\s+){0,4}?(?:to|at)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,4}$"
)
CARRIED = lexicon.pattern(r"\b{carried}\s+(?:[\w-]+\s+){0,4}?to\s+(?:[\w,-]+\s+){0,7}$")
CARED_FOR = lexicon.pattern(r"\b{cared for}\s(?:at|in)\s(?:the\s)?$", re.I)
REST = lexicon.pattern(
    r"[^.;,]{0,40}\b(?:in\s(?:the\s)?{outlying}\s(?:{placewords/class}|areas)|in\sthe\scountryside|elsewhere)\b(?!\sof\s)",
    re.I,
)
# "its trade surplus with Chad"
TRADED = lexicon.pattern(
    r"\b(?:depend\w*|rel(?:y|ies|ied))\s+(?:[\w-]+\s+)?on\s+(?:the\s+)?$|\b(?:{sold}|those)\s+(?:[\w-]+\s+){0,4}?to\s+(?:the\s+)?$|\bof\s(?:it|them)\s(?:[a-z]+\s)?(?:from|to)\s(?:the\s)?$"
    r"|\b{traded}\s+(?:[\w-]+\s+)?with\s+(?:(?:the\s+)?[\w.’'-]+(?:\s[\w.’'-]+)?(?:\s\(\w+\))?(?:,|,?\sand)\s+){0,3}(?:the\s+)?$",
    re.I,
)
# where a body sits of which a figure is told: "The firm, which is based in Lida, employs 1,100"
SEATED = lexicon.pattern(
    r",\s(?:(?:which|who)\s(?:is|are|was)\s)?(?:also\s)?{seated}\s(?:in|at|out\sof)\s(?:the\s)?(?:[a-z]+\s){0,2}$"
)
OFFICE = lexicon.pattern(r"\b{office of}\s+of\s+(?:the\s)?$", re.I)
SEAT = lexicon.pattern(r",\s(?:the|its)\s{capital of a part}\b", re.I)
# "Chad grows half of the world's …"
MAKES = lexicon.pattern(r"(?:,\s[^,;.]{1,60},)?\s(?:[a-z]+ly\s)?{makes a share}\s[^,;.]*$")
CONTRABAND = lexicon.pattern(r"\b{placewords/contraband}\b", re.I)  # has its worth where it was found
# "three of the dead were from Chad"
HOME_OF = lexicon.pattern(r"\b(?:was|were|is|are|{citizens}|{people from})\s(?:{all or most}\s)?from\s(?:the\s)?$")
MOVED_TO = lexicon.pattern(r"\s(?:to|at|by)\s(?:{hedge}\s)*(?:[$€£¥-])?")
OF_A_PART = lexicon.pattern(r"\b(?:{of a part}|[a-z]+\sof\s(?:them|whom))\b[^.,;\n]*$")
_ANOTHER = lexicon.pattern(r"\band\s(?:the|an?)\s(?:[\w-]+\s){0,4}?{status/happening}\b")
_ASIDE = re.compile(r"\s[–—]\s[^–—]*\d?[^–—]*?\b(?:in|at|near|from)\s[^–—]*?\s[–—](?=\s)")
# "nine died in Obora, said the doctor, who had come from Lida"
_TELLER = lexicon.pattern(r",\s{said}\s[^.;]{0,80},\swho\s")
_NUMBER = lexicon.pattern(r"\d|\b(?:{numbers/cardinals}|dozens)\b")


_WORLD = ("world", "glob", "planet", "earth", "countries", "nations", "continents")  # what is sought has one of these


def worldwide_from(text: str, at: Span, sentence: Span) -> int | None:
    """Where words of the whole world stand after the figure at ``at``, its own end where they are plainly its; None where none do."""
    if WORLDWIDE.match(text, sentence.start):
        return at.end
    around = text[max(sentence.start, at.start - 30) : min(sentence.end, at.end + 120)].lower()
    if not any(map(around.__contains__, _WORLD)):
        return None  # as mostly: a cheap question first
    if COUNTRIES.search(text, max(sentence.start, at.start - 30), min(sentence.end, at.end + 110)):
        return at.end
    if _OF_THE_WORLD.match(text, at.end):
        return at.end  # "90 percent of the world's earthquakes"
    found = WORLDWIDE.search(text, at.end, min(sentence.end, at.end + 120))
    return found.start() if found else None


def is_within_brackets(text: str, start: int, sentence: Span) -> bool:
    """Whether offset ``start`` stands between round brackets of its sentence."""
    opened = text.rfind("(", sentence.start, start)
    return opened >= 0 and start < text.find(")", opened, sentence.end)


def is_in_aside(text: str, site: int, figure: int, sentence: Span) -> bool:
    """Whether a site stands between dashes with figures of its own: "nine died – two in Obora, one in Lida – and 38 are hurt"."""
    opened = text.rfind("(", sentence.start, site)
    closed = text.find(")", opened, sentence.end)
    if is_within_brackets(text, site, sentence) and not opened < figure < closed:
        return _NUMBER.search(text, opened, closed) is not None  # "40 died (12 in Lida) and nine are missing"
    spoken = text[slice(*sentence)]
    for aside in _ASIDE.finditer(text, *sentence) if "–" in spoken or "—" in spoken else ():
        inside = aside.start() < site < aside.end()
        if inside and not aside.start() < figure < aside.end():
            return _NUMBER.search(aside[0]) is not None
    return False


def parting(text: str, start: int, end: int, sentence: Span, after: bool) -> float:
    """How far the words between a figure and a site part them; ``after``: the site comes later.

    "Three were hurt in Obora and the attack on Lida", "While 36 were taken in Obora, four died in Lida".
    """
    if start >= end:
        return 0.0
    other = (
        _ANOTHER.search(text, start, end)
        if after
        else "," in text[start:end] and SET_AGAINST.match(text, sentence.start)
    )
    teller = after and " who " in text[start:end] and _TELLER.search(text, start, end) is not None
    return (
        (150.0 if teller else 0.0)
        + 40.0 * len(CLAUSE.findall(text, start, end))
        + (40.0 if ";" in text[start:end] else 0.0)
        + (80.0 if other else 0.0)
    )


def is_of_care(name: str) -> bool:
    """Whether a place is one where the hurt are taken: "Lida General Hospital"."""
    return not lexicon.family("cares").isdisjoint(name.split())


def is_goal(text: str, start: int) -> bool:
    """Whether the words before a site make it where somebody went: "85,000 fled to neighbouring Chad"."""
    return not {"to", "into"}.isdisjoint(text[max(0, start - 20) : start].split()[-2:])


_HOMES = re.compile(
    r"(?P<who>[a-z]+)\sfrom\s(?P<row>(?:(?:the\s)?[A-Z][^\d()]{1,40}\s\(\d[\d, ]{0,9}\)(?:,?\sand|,)\s)*)(?:the\s)?$"
)


_NAMED_FROM = re.compile(r"(?P<name>[A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+){1,3})(?:,\s\d{1,3},)?\sfrom\s(?:the\s)?$")
_DONE_TO_PERSONS = frozenset(("sentenced", "detained", "captured", "missing"))


def _is_home_of_named(text: str, start: int) -> bool:
    """E.g. "Omar Ali, 30, from Lida": where somebody is from who is told of by his name."""
    found = _NAMED_FROM.search(text, max(0, start - 80), start)
    if found is None or look_up(found["name"]) is not None:
        return False
    words = {word.lower() for word in found["name"].split()}
    return words.isdisjoint(place_words("class")) and words.isdisjoint(place_words("organisation"))


def is_home(text: str, start: int, measure: str, kind: str) -> bool:
    """Whether a place is whence people are: "nationals from Chad (340) and Mali (12)", of those harmed in such a row too."""
    if (measure in place_words("harmed") or measure in _DONE_TO_PERSONS) and _is_home_of_named(text, start):
        return True
    if kind != "country":
        return False
    found = _HOMES.search(text, max(0, start - 200), start)
    if found is None or found["who"] in lexicon.family("compatriots"):
        return found is not None
    people = "person" in noun_classes(singular(found["who"]))  # "deaths were reported from Chad (340) and Mali (12)"
    return people and bool(found["row"]) and measure in place_words("harmed")


def is_weak(text: str, start: int) -> bool:
    """E.g. "sales to China", "moved funds back to Ireland"."""
    return not place_words("weak").isdisjoint(text[max(0, start - 16) : start].split()[-2:])


_OF_A_LAND = 100_000  # people: more than are in a village


def _is_village(name: str) -> bool:
    """Whether a name that no list has may be a village's: it tells neither a wider class nor a part of a land."""
    *before, last = name.lower().split()
    wide = last in place_words("class") or last in place_words("suffix") or last.title() in place_words("suffix")
    return last in place_words("smallest division") or not (wide or name[0].islower() or "and" in before)


def roomy(name: str | None, people: float, country: str | None) -> str | None:
    """The country of a town that has not so many people: 4.5 million displaced are not all of one port."""
    town = look_up(name) if name and people else None
    unknown = people >= _OF_A_LAND and name is not None and town is None and _is_village(name)
    small = unknown or (town is not None and town.kind == "city" and 0 < town.population < people)
    return country if small and country else name
