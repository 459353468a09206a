"""What the header of a list says of its lines: what they count, and whether their labels are places.

"Deaths by province", "Snowfall totals so far, according to the service:", "The provinces with the most cuts were:".
"""

from __future__ import annotations

import re
from functools import lru_cache

from ledger import lexicon
from ledger.extract.grammar.words import SAYING, labels, noun_classes
from ledger.extract.lines.blocks import YEAR, names_count
from ledger.extract.numbers.units import rate_after, unit_after
from ledger.lexicon.gazetteer import look_up
from ledger.lexicon.plurals import singular
from ledger.model import Span

_HEADER_WORDS = 9
_PLACE_WORDS = 4
_CANDIDATE = re.compile(r"[A-Z][^\d():]{1,40}\s\((?:[A-Z]{2,6}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)*)\)")
ELECTION = lexicon.pattern(r"\b{of an election}\b", re.IGNORECASE)
_POLLED = lexicon.pattern(r"\b({labels/ballot count})\b", re.IGNORECASE)
_KIND = r"({placewords/class}|{place heading})"
_BY = lexicon.pattern(
    rf"\b(?:by|per|in each|in every|across)\s+(?:\w+\s+){{0,2}}?{_KIND}s?\b|\b{_KIND}[\s-]by[\s-]{_KIND}\b"
    rf"|\b{_KIND}s?\s(?:{{hit hardest}}|with\s(?:the\s)?{{most of all}})\b|\b{{hit hardest}}\s{_KIND}s?\b",
    re.IGNORECASE,
)
# "The counties with the most blackouts were:", of which the outages are counted
_WITH_MOST = lexicon.pattern(
    r"\bwith\s(?:the\s)?{most of all}\s(?:numbers?\sof\s)?(?P<what>[a-z]+(?:\s(?!(?:were|was|are|is|so|in|as|on|at|by|from|of)\b)[a-z]+)?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d[\d,.]*(?:\s(?:thousand|million|billion))?\s(?P<what>(?:[a-z-]+\s){0,2}?[a-z]+)\b(?=\s(?:[a-z]+|[A-Z])|[,.:]|$)"
)
_NO_PLACE = lexicon.pattern(r"(?:{labels/sum column}|{labels/period-noun}|{row of no place})\b", re.IGNORECASE)
_WEATHER = lexicon.pattern(r"\b{weather told by place}\b", re.IGNORECASE)


@lru_cache(4096)
def kind_of_places(header: str) -> str | None:
    """The kind of places by which a list is told."""
    told = _BY.search(header)
    return next(kind for kind in told.groups() if kind).lower() if told else None


@lru_cache(4096)
def _tells_weather(header: str) -> bool:
    return _WEATHER.search(header) is not None


def of_stations(header: str, line: str) -> bool:
    """Whether a line gives what the weather was at one place: "Lida: 9.1 inches" under "Snowfall totals"."""
    if not _tells_weather(header):
        return False
    if unit_in(header):
        return True
    number = re.search(r"\d[\d.,]*", line)
    return number is not None and unit_after(line, number.end(), len(line)) is not None


def bare_place(label: str, kind: str | None) -> str:
    """A label without the word that the header has for all of them: "Colombo district" of "Cases by district"."""
    name, _, last = label.rpartition(" ")
    return name if kind and name and singular(last.lower()) == singular(kind) else label


def is_known_place(label: str) -> bool:
    """Whether a list has a place of this name, or its last word says what kind of place it is: "Lee County"."""
    name, _, last = label.rpartition(" ")
    return look_up(label) is not None or (bool(name) and last in lexicon.listed("placewords", "suffix"))


def may_be_place(label: str, *, headed: bool = False) -> bool:
    """Whether a label may be a place's name: a few words, of which none counts anything or says when.

    Where the header says that places are told of (``headed``), their names may have any words: "Malin Head".
    """
    if not label[:1].isupper() or len(label.split()) > _PLACE_WORDS or _NO_PLACE.match(label):
        return False
    return headed or is_known_place(label) or not names_count(label)


# "Ohio: 7 (Lorne County)", "Iowa: 5 (3 in Lida, 2 in Obora)"
_WITHIN = re.compile(
    r"(?: [a-z]{1,12})?(?: \((?:all )?(?:in )?(?P<held>[A-Z][^\W\d_][\w’'. -]{1,30})\)| (?:more )?(?:in|at|near) (?P<near>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}))"
)


def narrower(text: str, number: Span) -> str | None:
    """The place within its line's place that is named right after a number."""
    match = _WITHIN.match(text, number.end)
    name = (match["held"] or match["near"]) if match else None
    return name if name and may_be_place(name, headed=True) else None


# "Strongest gusts in kilometres per hour:", "Rainfall totals (mm)"
_IN_UNITS = re.compile(r"\s(?:in|\(in|\()(?P<unit>\s?[A-Za-z°][A-Za-z/°²³ ]{0,30}?)\)?(?:\s?:?$|(?<=\)):?\s|,\s)")
_PER = re.compile(r"\s(?P<per>(?:per|a|an)\s[a-z]+)\b")


@lru_cache(4096)
def unit_in(header: str) -> str:
    """The words for the unit that a header gives for all its rows; empty where it gives none."""
    match = _IN_UNITS.search(header)
    words = match["unit"].strip() if match else ""
    unit = unit_after(f" {words}", 0, len(words) + 1) if words else None
    return words if unit is not None and unit.end == len(words) + 1 else ""


@lru_cache(4096)
def rate_in(header: str) -> str:
    """What each sum of a header's rows is for: "Petrol prices per litre", "Rent a month"; empty where it does not say."""
    match = _PER.search(header)
    rate = rate_after(header, match.start(), len(header)) if match else None
    return rate.name if rate else ""


def is_subheading(line: str) -> bool:
    """Whether a line among rows is no more than a place or a year: "Essex County", "2014"."""
    name = line.rstrip(" :")
    if YEAR.fullmatch(name):
        return True
    return may_be_place(name, headed=True) and is_known_place(name)


def counting(label: str, header: str, before: str, *, placed: bool = False) -> str:
    """The label, or the header's words where the label only says where: "Sindh – 12" under "Deaths by province".

    ``before`` is the sentence before the header in its paragraph: "40,000 customers lost power. Hardest hit were:";
    ``placed`` where the label is known to be a place.
    """
    if done := _done_to(label, header):
        return done
    parted = placed or _is_parted(label, header)
    if voted := _voted(label, header, parted=parted):
        return voted
    if names_count(label) and not parted:
        return label
    if not names_count(header):
        return (_counted_in(before) or label) if placed else label
    if not (parted or look_up(label) or re.search(r"\b(?:by|per)\b", header)):
        return label
    if _ONLY_GIVES.search(header):
        return _counted_in(before) or label
    most = _WITH_MOST.search(header)
    if most is None and not is_short(header):
        return _counted_in(header) or label
    told = most["what"] if most else first_words(header)
    if told.lower().endswith(tuple(lexicon.family("outages"))):
        return _counted_in(before) or "customers"  # those without power are counted by the account
    return told


_DONE = re.compile(
    r"(?:(?:Partly|Partially|Fully|Totally|Completely|Badly|Severely)\s)?[A-Z]?[a-z]+ed(?:\sor\s[a-z]+ed)?"
)
_ONE_NOUN = re.compile(r"[\s•-]*([A-Z][a-z]+s)\s*:?\s*")


def _done_to(label: str, header: str) -> str:
    """The things that a header names with what was done to them: "Homes destroyed" for "Destroyed: 12" under "Homes:"."""
    noun = _ONE_NOUN.fullmatch(header)
    if noun is None or _DONE.fullmatch(label) is None or not names_count(noun[1]):
        return ""
    return "" if "person" in noun_classes(singular(noun[1].lower())) else f"{noun[1]} {label.lower()}"


# "The operator gave this breakdown:", "The ministry reported the following:"
_ONLY_GIVES = lexicon.pattern(
    r"\b(?:{hands out}|released|published|issued)\s(?:(?:the|this|these|its|their|a|following|latest)\s){1,3}(?:following|figures|numbers|data|statistics|breakdown|list|details|update|information)?(?:\sby\s\w+)?\s?:$"
)


def _voted(label: str, header: str, *, parted: bool) -> str:
    """The votes or seats that a header counts, where a label names who got them."""
    if _CANDIDATE.fullmatch(label) and ELECTION.search(header):  # "Moyo (RDP) - 9,120"
        return "votes"
    if names_count(label) and not (parted or _FULL_NAME.fullmatch(label)):
        return ""  # but "Adama Sow: 48%", though a sow may be counted
    if not label[:1].isupper() or not names_count(header):
        return ""
    seats = _SEATS.match(header)
    # "Provisional results with half of the votes" over "Moyo (Reds) - 9,120"
    polled = seats or _POLLED.search(header)
    return polled[1].lower() if polled else ""


_BY_KIND = re.compile(
    r"(?<!ed )(?<!en )(?<!wn )\bby\s(?!the\s|an?\s|its\s|their\s)(?:[a-z-]+\s){0,2}?(?P<kind>[a-z-]+)\b(?=\s?(?:[,.:;(]|$)|\s(?:in|since|as|for|on|from|to)\b)"
)
_FULL_NAME = re.compile(r"[A-Z][a-z’'-]+(?:\s[A-Z][a-z.’'-]*){1,3}")
_SEATS = re.compile(r"(?:\w+\s){0,2}?(seats)\b", re.IGNORECASE)


def _is_parted(label: str, header: str) -> bool:
    """Whether a row's label only says of which kind those are that the header counts: "Halden Motors – 1,200" under "Job cuts by company".

    Where the kinds are fates the labels tell more than the header: "Injured: 30" under "Casualties by type"; so do times.
    """
    if _TIME.fullmatch(label):
        return True
    told = _BY_KIND.search(header)
    if noun_classes(label.lower()) & SAYING:
        return False  # "Active cases" under "view by country"
    done = label.endswith("ed") or label.lower() in labels("verbal") | labels("harmed")
    return (
        told is not None and label[:1].isupper() and not done and told["kind"] not in lexicon.family("kinds of fates")
    )


# a label that says when: "2021", "March", "Q1 2024", "Week 12"
_TIME = lexicon.pattern(
    r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?|(?:week|day|month|quarter|year)\s+\d{1,4}|Q[1-4](?:\s+\d{4})?"
    r"|{labels/period-noun}\.?(?:\s+\d{4})?|(?:this|last)\s+(?:week|month|year)",
    re.IGNORECASE,
)


def is_time(label: str) -> bool:
    """Whether a label says when."""
    return _TIME.fullmatch(label) is not None


def is_fate(label: str) -> bool:
    """Whether a label says no more than what became of those whom its line counts: "Killed", "Wounded"."""
    return " " not in label and label.lower() in labels("nominal") | labels("verbal")


def _counted_in(sentence: str) -> str | None:
    """The noun of the first number of a sentence that counts something: the "customers" of "about 40,000 customers had no power"."""
    return next((match["what"] for match in _COUNTED.finditer(sentence) if names_count(match["what"])), None)


def first_words(header: str) -> str:
    """What a header counts: the "Deaths" of "Deaths by province"."""
    return re.split(r"\s+(?:by|per|in|for|as|on|from|since)\b|[:(]", header, maxsplit=1)[0].strip()


def is_short(header: str) -> bool:
    """Whether a header is a title and no sentence."""
    return len(header.split()) <= _HEADER_WORDS
