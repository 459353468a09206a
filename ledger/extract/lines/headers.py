"""What the header of a list says of its lines: what they count, and whether their labels are places.

"Deaths by province", "Snowfall totals so far, according to the service:", "The states with the most outages were:".
"""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.lines.blocks import names_count
from ledger.extract.numbers.units import rate_after, unit_after
from ledger.lexicon.gazetteer import look_up
from ledger.lexicon.plurals import singular
from ledger.model import Span

_HEADER_WORDS = 9
_PLACE_WORDS = 4
_CANDIDATE = re.compile(r"[A-Z][^\d():]{1,40}\s\((?:[A-Z]{2,6}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)*)\)")
_ELECTION = lexicon.pattern(r"\b{of an election}\b", re.IGNORECASE)
_POLLED = lexicon.pattern(r"\b({labels/ballot count})\b", re.IGNORECASE)
_KIND = r"({placewords/class}|{place heading})"
_BY = lexicon.pattern(
    rf"\b(?:by|per|in each|in every|across)\s+(?:\w+\s+){{0,2}}?{_KIND}s?\b|\b{_KIND}[\s-]by[\s-]{_KIND}\b"
    rf"|\b{_KIND}s?\s(?:{{hit hardest}}|with\s(?:the\s)?{{most of all}})\b|\b{{hit hardest}}\s{_KIND}s?\b",
    re.IGNORECASE,
)
# "The counties with the most outages were:", of which the outages are counted
_WITH_MOST = lexicon.pattern(
    r"\bwith\s(?:the\s)?{most of all}\s(?:numbers?\sof\s)?(?P<what>[a-z]+(?:\s(?!(?:were|was|are|is|so|in|as|on|at|by|from|of)\b)[a-z]+)?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d[\d,.]*(?:\s(?:thousand|million|billion))?\s(?P<what>(?:[a-z-]+\s){0,2}?[a-z]+)\b(?=\s(?:[a-z]+|[A-Z])|[,.:]|$)"
)
_NO_PLACE = lexicon.pattern(r"(?:{labels/sum column}|{labels/period-noun}|{row of no place})\b", re.IGNORECASE)
_WEATHER = lexicon.pattern(r"\b{weather told by place}\b", re.IGNORECASE)


def kind_of_places(header: str) -> str | None:
    """The kind of places by which a list is told."""
    told = _BY.search(header)
    return next(kind for kind in told.groups() if kind).lower() if told else None


def of_stations(header: str, line: str) -> bool:
    """Whether a line gives what the weather was at one place: "Lida: 9.1 inches" under "Snowfall totals"."""
    if not _WEATHER.search(header):
        return False
    number = re.search(r"\d[\d.,]*", line)
    return number is not None and unit_after(line, number.end(), len(line)) is not None


def bare_place(label: str, kind: str | None) -> str:
    """A label without the word that the header has for all of them: "Colombo district" of "Cases by district"."""
    name, _, last = label.rpartition(" ")
    return name if kind and name and singular(last.lower()) == singular(kind) else label


def may_be_place(label: str, *, headed: bool = False) -> bool:
    """Whether a label may be a place's name: a few words, of which none counts anything or says when.

    Where the header says that places are told of (``headed``), their names may have any words: "Malin Head".
    """
    if not label[:1].isupper() or len(label.split()) > _PLACE_WORDS or _NO_PLACE.match(label):
        return False
    return headed or look_up(label) is not None or not names_count(label)


# "Tennessee: 7 (McNairy County)", "Arkansas: 5 (4 in Wynne, 1 in North Little Rock)"
_WITHIN = re.compile(
    r"(?:\s[a-z]{1,12})?(?:\s\((?:all\s)?(?:in\s)?(?P<held>[A-Z][^\W\d_][\w’'. -]{1,30})\)|\s(?:more\s)?(?:in|at|near)\s(?P<near>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}))"
)


def narrower(text: str, number: Span) -> str | None:
    """The place within its line's place that is named right after a number."""
    match = _WITHIN.match(text, number.end)
    name = (match["held"] or match["near"]) if match else None
    return name if name and may_be_place(name, headed=True) else None


# "Strongest gusts in kilometres per hour:", "Rainfall totals (mm)"
_IN_UNITS = re.compile(r"\s(?:in|\(in|\()(?P<unit>\s?[A-Za-z°][A-Za-z/°²³ ]{0,30})\)?\s?:?$")
_PER = re.compile(r"\s(?P<per>(?:per|a|an)\s[a-z]+)\b")


def unit_in(header: str) -> str:
    """The words for the unit that a header gives for all its rows; empty where it gives none."""
    match = _IN_UNITS.search(header)
    words = match["unit"].strip() if match else ""
    unit = unit_after(f" {words}", 0, len(words) + 1) if words else None
    return words if unit is not None and unit.end == len(words) + 1 else ""


def rate_in(header: str) -> str:
    """What each sum of a header's rows is for: "Petrol prices per litre", "Rent a month"; empty where it does not say."""
    match = _PER.search(header)
    rate = rate_after(header, match.start(), len(header)) if match else None
    return rate.name if rate else ""


def is_subheading(line: str) -> bool:
    """Whether a line among rows is no more than a place or a year: "Essex County", "2014"."""
    name = line.rstrip(" :")
    if _YEAR.fullmatch(name):
        return True
    last = name.rsplit(" ", maxsplit=1)[-1]
    return may_be_place(name, headed=True) and (
        look_up(name) is not None or last in lexicon.listed("placewords", "suffix")
    )


_YEAR = re.compile(r"(?:19|20)\d\d")


def counting(label: str, header: str, before: str, *, placed: bool = False) -> str:
    """The label, or the header's words where the label only says where: "Sindh – 12" under "Deaths by province".

    ``before`` is the sentence before the header in its paragraph: "40,000 customers lost power. Hardest hit were:";
    ``placed`` where the label is known to be a place.
    """
    if _CANDIDATE.fullmatch(label) and _ELECTION.search(header):  # "Moyo (RDP) - 9,120"
        return "votes"
    if names_count(label) and not placed:
        return label
    if not names_count(header):
        return (_counted_in(before) or label) if placed else label
    if label[:1].isupper() and (polled := _POLLED.search(header)):
        return polled[1].lower()  # "Provisional results with half of the votes" over "Moyo (Reds) - 9,120"
    if not (placed or look_up(label) or re.search(r"\b(?:by|per)\b", header)):
        return label
    most = _WITH_MOST.search(header)
    if most is None and not is_short(header):
        return _counted_in(header) or label
    told = most["what"] if most else first_words(header)
    if told.lower().endswith(tuple(lexicon.family("outages"))):
        return _counted_in(before) or "customers"  # those without power are counted by the account
    return told


def _counted_in(sentence: str) -> str | None:
    """The noun of the first number of a sentence that counts something: the "customers" of "about 40,000 customers had no power"."""
    return next((match["what"] for match in _COUNTED.finditer(sentence) if names_count(match["what"])), None)


def first_words(header: str) -> str:
    """What a header counts: the "Deaths" of "Deaths by province"."""
    return re.split(r"\s+(?:by|per|in|for|as|on|from|since)\b|[:(]", header, maxsplit=1)[0].strip()


def is_short(header: str) -> bool:
    """Whether a header is a title and no sentence."""
    return len(header.split()) <= _HEADER_WORDS
