"""Whose figures stand under a heading: "The ministry has published this update:", "Rainfall to 9am (Met Office):"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.speakers.actors import can_speak, is_report_noun
from ledger.extract.speakers.names import known_body
from ledger.extract.speakers.speech import Heard, is_speaker
from ledger.lexicon.gazetteer import place_words
from ledger.model import Span

# "The Ministry of Health has just published yesterday's update:", "The emergency service gave these figures at noon:"
_PUT_OUT = lexicon.pattern(
    r"(?P<who>(?:[Tt]he\s)?[A-Za-z][^.;:,\d“”\"]{1,80}?)\s(?:(?:has|have|had)\s)?(?:{just now}\s)?(?:(?P<cue>{issues})\s[^.;:“”\"]{0,80}?\b{issued}"
    r"|(?P<gave>{hands out})\s(?:[\w-]+\s){1,4}{told in figures})\b[^.;:“”\"]{0,60}:"
)
_LONGEST = 130
# "Here is the tally of the NDRC as of 6 am:", "Figures from the ministry:", "More from the forum:", "Figures as released by the county:"
_HEADING = lexicon.pattern(
    r"(?:Here\s(?:is|are)\s)?(?:(?:[Tt]he|[Ss]ome)\s)?(?:[A-Za-z]+\s){0,2}?(?P<cue>[A-Za-z]+)(?:\s[^.:;“”\"\n]{0,60}?\s{issuing}\b[a-zA-Z ]{0,12})?"
    r"\s?(?:(?P<of>of)|from|by)\s(?P<who>[^.;:,\d“”\"\n]{2,60}?)(?:,?\s(?:as\s(?:of|at)|on|at|unless)\s(?:\d:\d|[^;:“”\"\n]){1,40})?:?$"
)
# "According to the latest figures from the ministry:"
_ACCORDING = lexicon.pattern(
    r"(?:According\sto|As\sper|Per)\s(?:[^.;:“”\"\n]{0,50}\s(?P<cue>[a-z]+)\s(?:from|by|of|{issuing}\sby)\s)?(?P<who>[^.;:,\d“”\"\n]{2,60}?)(?:,?\s(?:as\s(?:of|at)|on|at)\s(?:\d:\d|[^;:“”\"\n]){1,40})?:$"
)
# "The ministry's latest figures:", "The main points of the mayor's statement on Friday:"
_OWNED = re.compile(
    r"(?:(?:[A-Za-z]+\s){1,5}(?:of|from|in)\s)?(?P<who>(?:[Tt]he\s)?[A-Za-z][^.;:,\d“”\"\n’']{1,50}?)[’']s?\s(?:[\w-]+\s){0,3}?(?P<cue>[a-z]+)(?:\s(?:on|as|for|of|at|to|about)\s[^:;“”\"\n]{1,50})?:$"
)
# "Rainfall totals, as reported by the weather bureau:"
_REPORTED = lexicon.pattern(
    r".{3,80}?\s(?P<cue>{issuing}|{given out})\sby\s(?P<who>[^.;:,\d“”\"\n]{2,60}?)(?:\s(?:as\s(?:of|at)|on|at|so)\s[^;:“”\"\n]{1,40})?:$"
)
# "Displaced people by region (source: IOM)"
_BRACKET = re.compile(
    r"\((?P<cue>[Ss]ources?:?\s|via\s|data:\s)?(?P<who>[A-Z][^()\d;:,\n]{1,60}?)(?:,\s[^()\n]{1,40})?\)\s?:?$"
)
_LONGEST_BRACKETED, _REACH = 160, 110


def put_out_by(text: str, span: Span) -> Heard | None:
    """Who put out what follows the colon of a sentence; None where nobody did."""
    if ":" not in text[slice(*span)]:
        return _heading_of(text, span) if _is_line(text, span) else None  # as mostly none
    match = _PUT_OUT.match(text, span.start, span.end)
    if match is None:
        return _heading_of(text, span)
    if not is_speaker(match["who"].split()):
        return None
    return Heard(phrase=match["who"], at=span.start, cue=match["cue"] or match["gave"], context=match["who"])


def _heading_of(text: str, span: Span) -> Heard | None:
    """Whose figures stand under a heading that ends in a colon."""
    heading = text[slice(*span)]
    if (heading[-1:] != ":" and not _is_line(text, span)) or len(heading) >= _LONGEST:
        return None
    if (credited := _ACCORDING.match(heading)) and is_speaker(credited["who"].split()):
        who = credited["who"]
        return Heard(phrase=who, at=span.start + credited.start("who"), cue="according to", context=who)
    match = _HEADING.match(heading)
    if match is None or not (is_report_noun(match["cue"].lower()) or match["cue"] == "More"):
        return _owner_of(heading, span)
    who = match["who"].split()
    if len(who) == 1 and who[0] in place_words("class"):
        return None  # "Provisional figures by province:"
    named = len(who[-1]) > 2 and who[-1].isupper()  # "the tally of the NDRC"; but "figures of killed soldiers"
    if not is_speaker(who) or (match["of"] and not named):
        return _owner_of(heading, span)
    return Heard(phrase=match["who"], at=span.start + match.start("who"), cue=match["cue"], context=match["who"])


_DATED = re.compile(r"\sas\s(?:of|at)\s")


def _is_line(text: str, span: Span) -> bool:
    """Whether a sentence is a line that says as of when figures are: "The numbers from Alda Power as of 9 a.m. Friday"."""
    if text[span.end - 1] in ".!?" or _DATED.search(text, *span) is None:
        return False
    before, after = text[max(0, span.start - 9) : span.start].rstrip(" "), text[span.end : span.end + 9].lstrip(" ")
    return before[-1:] in ("", "\n") and after[:1] == "\n"


def _owner_of(heading: str, span: Span) -> Heard | None:
    """Whose statement or figures a heading says that these are, or who reported them."""
    match = _OWNED.match(heading)
    if match is not None and not is_report_noun(match["cue"]):
        match = None
    match = match or _REPORTED.match(heading)
    if match is None or not is_speaker(match["who"].split()) or match["who"].split()[-1] in place_words("class"):
        return None
    return Heard(phrase=match["who"], at=span.start + match.start("who"), cue=match["cue"], context=match["who"])


def source_in_heading(text: str, span: Span) -> Heard | None:
    """Who is named in the bracket that closes a heading; None for most, and for places and kinds."""
    if text[span.end - 1] not in "):" or span.end - span.start > _LONGEST_BRACKETED:
        return None
    match = _BRACKET.search(text, max(span.start, span.end - _REACH), span.end)
    if match is None:
        return None
    who = match["who"].strip()
    if not match["cue"] and known_body(who) is None and not can_speak(who.split()[-1].lower()):
        return None
    return Heard(phrase=who, at=match.start("who"), cue=(match["cue"] or "(").strip(), context=who)
