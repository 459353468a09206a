"""Numbers of the page and not of its story: those that open a title and those of its footnotes, and numbers that tell an order."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.numbers.numerals import Numeral
from ledger.model import Span


def opens_title(text: str, sentence: Span, start: int) -> bool:
    """Whether the number at ``start`` opens a title of things that it counts: "5 biggest deals of the year", "The World's 8 Biggest Ports".

    A sentence that a full stop closes is no title.
    """
    before = text[sentence.start : start]
    return len(before) < 2 or (len(before.split()) < _OPENING and text[sentence.end - 1] not in ".!?")


_OPENING = 3  # words, the number with them


_BY_SO_MANY = ("one", "two", "three")
_TURN_AFTER = re.compile(r"\s(?:by|after)\s(?:one|two)\b|\sat\sa\stime\b")
_TURN_BEFORE = re.compile(r"\b(?:one|two)\s(?:by|after)\s$", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[.,;:!?)”\"]|$)")


def is_in_turn(before: str, after: str, surface: str) -> bool:
    """E.g. "winched up one by one", "let in three at a time": in what order, and not how many."""
    if surface.lower() not in _BY_SO_MANY:
        return False
    if surface.lower() == "one" and before.endswith(" as ") and _CLOSED.match(after):
        return True  # "the two firms will work as one"
    return _TURN_AFTER.match(after) is not None or _TURN_BEFORE.search(before) is not None


_MARKED = re.compile(r"[a-z”\"’)]\.?[”\"’)]?$")
_MARK = re.compile(r"\.?\d{1,2}")
_AFTER_MARK = re.compile(r"(?:,\d{1,2})*(?:\s+[A-Z“\"(‘]|\s*(?:\n|$))")


def is_note_mark(text: str, start: int, end: int) -> bool:
    """E.g. the 1 of "by 54 votes.1 The motion": a footnote's mark, glued to the end of a sentence or quotation."""
    closes = text[start] == "." or text[max(0, start - 1) : start] in (".", "”", '"', "’", ")")
    if not closes or _MARK.fullmatch(text, start, end) is None or _AFTER_MARK.match(text, end) is None:
        return False
    return _MARKED.search(text, max(0, start - 4), start) is not None


_POINT = re.compile(r"\d{1,2}\)\s+[A-Za-z“\"‘]")
_BEFORE_POINT = re.compile(r"(?:^|[:;,.]|\b(?:and|or|then|are|is|was|were|be|to|will|by|of|for|in|on|that))\s*\($")
_LIST_AROUND = 600  # characters in which the next of its points is looked for


def is_point(text: str, start: int, end: int) -> bool:
    """E.g. the 2 of "the needs are 1) food, 2) shelter" and of "to (1) save lives, (2) restore services"; not "the dead (2) and the hurt (3)"."""
    if text[end : end + 1] != ")" or _POINT.match(text, start) is None:
        return False
    lead = text[max(0, start - _LIST_AROUND) : start]
    if lead.rfind("(") > lead.rfind(")") and _BEFORE_POINT.search(lead[-16:]) is None:
        return False  # "(of whom 12) fled"
    sign, at = "(" if lead.endswith("(") else " ", int(text[start:end])
    fellows = f"{sign}{at - 1}) ", f"{sign}{at + 1}) "
    return fellows[0] in f" {lead}" if at > 1 else fellows[1] in text[end : end + _LIST_AROUND]


_HOLDS = lexicon.pattern(
    r"-?(?:(?:lit(?:er|re)|kg|kilo(?:gram)?|gallon|pound|ounce|ml|oz)-?\s{vessel}s?|(?:volt|kV|kv)\s{wires}s?)\b|-\s?(?:lit(?:er|re)|kg|kilo(?:gram)?|gallon|pound|volt)\s(?:[a-z]+\s){vessel}s?\b"
)


def is_size(before: str, after: str) -> bool:
    """E.g. "a 20-litre can of water", "a 33kV line": which of the cans, and not how much there is of anything."""
    return _HOLDS.match(after) is not None and not before[-2:-1].isdigit()  # "746,000 60-kg bags"


_HOURS = 12
_AGO = re.compile(r"\s?(?:s|m|h|d|hr|hrs|min|mins)\sago\b")
_HELD_AT = lexicon.pattern(r"\b{held at}\sat\s$", re.IGNORECASE)
_AT_HOUR = lexicon.pattern(r"\bat\s{about an hour}\s$")  # "it came at around six and went"
_HOUR_TOLD = lexicon.pattern(r"[.,;]|\s{after an hour}\b")
_PARTS = frozenset(("half", "quarter", "a quarter"))
_PAST_HOUR = re.compile(r"\b(?:half|quarter)[\s-]past\s$|\bquarter[\s-]to\s$", re.IGNORECASE)
_TO_HOUR = re.compile(
    r"[\s-]past\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|noon|midnight)\b",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"(?:[01]\d|2[0-4])[.:]?[0-5]\d")
_HOURS_TOLD = re.compile(r"\s?(?:hours|hrs|hr|h)\b(?!\s(?:of|in|a|per|with|flying|each)\b)", re.IGNORECASE)
_AT_TIME = lexicon.pattern(
    r"(?:\b(?:at|by|from|until|till|to|around|about|before|after|since|between|and|{begins or ends})|[:(–-])\s?$",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:from|by|at|until|till|around|about|after|before|since)\s$")
# "the boats skim the lake from four in the morning", "by eight o'clock"
_OF_DAY = lexicon.pattern(
    r"\s(?:{of the clock}|in\sthe\s(?:morning|afternoon|evening)|(?:this|yesterday|tomorrow|that)\s(?:morning|afternoon|evening))\b"
)


def is_of_clock(before: str, after: str, surface: str, numeral: Numeral) -> bool:
    """E.g. the 37 of "Updated 2h 37m ago", "will be held today at 11.", "it came at around six and went", "from four in the morning"."""
    if (numeral.low <= _HOURS and _PAST_HOUR.search(before)) or (surface.lower() in _PARTS and _TO_HOUR.match(after)):
        return True  # "shortly after half past four"
    if _AGO.match(after) or (_MILITARY.fullmatch(surface) and _HOURS_TOLD.match(after) and _AT_TIME.search(before)):
        return True  # "voting ended at 1700 hours", "at about 06.45 hours"
    if numeral.low > _HOURS:
        return False
    if surface.isdigit() and _CLOSED.match(after) and _HELD_AT.search(before):
        return True
    told = numeral.word and _AT_HOUR.search(before) and _HOUR_TOLD.match(after)
    return bool(told or (_OF_DAY.match(after) and _AT.search(before)))
