"""Numbers that name rather than count: "Highway 9", "Case 1000", "19 Plum Street", "B-52", "week 40", coordinates."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.grammar.deeds import numbers
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import OF_PEOPLE, fate_after, labels, noun_classes
from ledger.extract.numbers.brackets import is_among_counts
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.units import unit_after
from ledger.model import Span

_COORDINATE = re.compile(r"\.\d{5,}$")  # "35.95056, 39.00941"
_YEAR = re.compile(r"(?:19|20|21)\d\d$")
_LAST_WORD = re.compile(r"(?<![\w.#:-])([\w.#:-]+?)[\s#:]{0,2}$")
_COLON = re.compile(r"[a-z]:\s$")  # "on the busy line: 42 trains were cancelled"
_LAST_WORDS = re.compile(r"(?:([\w’'-]+)\s+)?([\w.-]+)\s+(?:from\s+)?$")
_ON_DAY = re.compile(r"\b(?:on|into|for|since)\s(?:day|week)\s$", re.IGNORECASE)
_OF_DAY = re.compile(r"\s?(?:[.,;:)]|$)|\s(?:of|in|at)\b")  # "freed on day two of the truce"
_NUMBERED = re.compile(
    r"(?<!\bnow )(?<!\balready )(?<!\bstill )\b(?:numbers|Nos\.)\s(?:\d{1,3},?\s?){0,6}(?:(?:and|to|&)\s)?$"
)
_PAPER = lexicon.pattern(r"\b{numbered paper},?\snumbered\s$", re.IGNORECASE)  # "the decree, numbered 412,"
# "Zones 9 and 11", "Districts 1, 4 and 6": the plural names them all
_LABELLED_LIST = re.compile(r"\b([A-Z][a-z]+s)\s+\d{1,3}(?:,\s*\d{1,3}){0,5}(?:,|,?\s+(?:and|or|to|&))\s*$")
_JOINED_AFTER = lexicon.pattern(
    r"\s{time zone}\b|\.[A-Z]{1,2}\s?[),>]|[/:]\d|-\d{2,}|°\s?[NSEW]\b|°\s?\d|′|″|\s(?:degrees?|deg\.?)\s(?:north|south|east|west|latitude|longitude|[NSEW])\b"
)
_JOINED_BEFORE = re.compile(
    r"[#@/]$|\b[nN][°º]\s?$|\+\d{1,3}(?:[\s-]\d{1,4}){1,4}[\s-]$|\bat\s(?:kilomet(?:er|re)|km)\s$|\d-[A-Z]{3,8}\s\($|\b(?i:covid)\s?-?\s?$|\d[:/.-]$|(?<!agnitude)(?<!\bsub)(?<=\w)-$|&$|\b[A-Z]{1,3}\.$|\b(?i:latitude|longitude|beaufort|(?:gale|storm|winds?)\s+force)\s$"
)
_GLUED = lexicon.pattern(r"{glued}\b")  # "40people" lacks its space
_COUNTED_AFTER = lexicon.pattern(r"\s+{not a year}\b", re.IGNORECASE)
_NOUN_OF = re.compile(r"([A-Za-z]+)\s+of\s+$")
_THINGS_BEFORE = re.compile(r"\d\s(?:[a-z-]+\s){0,3}[a-z-]+s,\s$")
_THINGS_AFTER = re.compile(r"\s(?:[a-z-]+\s){0,3}?[a-z-]+s(?:[,.;]|\sand\b)")
_NOTE_BEFORE = re.compile(r"\[$")
_NOTE_AFTER = re.compile(r"\]")


def _is_counted(before: str, surface: str, after: str) -> bool:
    """Whether the words around show that what looks like a year is a count; not in "the class of 2010 arrested for fraud"."""
    of = _NOUN_OF.search(before)
    if of is not None and of[1].lower() in labels("of a year"):
        return False
    if is_among_counts(before + surface + after, len(before), len(before) + len(surface)):
        return True
    if _THINGS_BEFORE.search(before) and _THINGS_AFTER.match(after):
        return True  # "815 tanks, 2087 armoured vehicles"
    return bool(_COUNTED_AFTER.match(after) or fate_after().match(after)) or _counts_plural(before, after)


def is_identifier(before: str, after: str, surface: str, numeral: Numeral) -> bool:
    """Whether the 30 characters on each side show the number to be a name, a year or a part of one."""
    return (
        _is_labelled(before, surface, numeral, after)
        or _JOINED_AFTER.match(after) is not None
        or _JOINED_BEFORE.search(before) is not None
        or (after[:1].isalpha() and not unit_after(after, 0, len(after)) and not _GLUED.match(after))
        or _COORDINATE.search(surface) is not None
        or _is_years(numeral, surface)
        or (_YEAR.match(surface) is not None and not _is_counted(before, surface, after))
        or (not numeral.word and _is_of_era(before, after))
        or (surface.isdigit() and (_is_model_number(after) or _NUMBERED_BODY.match(after) is not None))
        or (surface.isdigit() and bool(_NOTE_BEFORE.search(before) and _NOTE_AFTER.match(after)))  # "killed.[2]"
        or (not numeral.word and _ADDRESS.match(after) is not None)
        or (surface.isdigit() and bool(_OF_INDEX.match(after) and _NAME_ENDS.search(before)))
        or (not numeral.word and _CALIBRE.match(after) is not None)
    )


_ERA = r"(?:A\.?\s?D\.?|B\.?\s?C\.?(?:\s?E\.?)?|C\.?\s?E\.?)"
_ERA_AFTER = re.compile(rf"\s?{_ERA}(?![\w&])|\s?(?:-|–|to|and|or)\s?\d{{1,4}}\s?{_ERA}(?![\w&])")
_ERA_BEFORE = re.compile(rf"\b{_ERA}\s?\d{{1,4}}\s?(?:-|–|to|and|or)\s?$")


def _is_of_era(before: str, after: str) -> bool:
    """E.g. "from 300 B.C. to A.D. 450", "between A.D. 900 and 1150"."""
    return _ERA_AFTER.match(after) is not None or _ERA_BEFORE.search(before) is not None


_WORD_AFTER = re.compile(r"\s([A-Z][A-Za-z]*)\b(?!\s+(?:Bowl|Leagues?|Tours?))")


def _is_model_number(after: str) -> bool:
    """E.g. "the Nova 9 Pro and 9 Pro Max"."""
    word = _WORD_AFTER.match(after)
    return word is not None and word[1].lower() in labels("model-suffix")


_KNOWN_NAME = lexicon.pattern(r"\b{known by}\s(?:the\s)?[“\"‘']?(\d+\s[A-Za-z]+)\b")
# "an officer of 44 Rashtriya Rifles"
_NUMBERED_BODY = lexicon.pattern(r"\s(?:[A-Z][a-z]+\s){0,2}{numbered body}\b(?!\s[a-z]+s\b)")


def is_of_known_name(text: str, surface: str, after: str) -> bool:
    """E.g. "a gang known as 27 Stars", and the gang's "27 Stars" in the rest of the text."""
    word = _WORD_AFTER.match(after) if surface.isdigit() else None
    if word is None:
        return False
    return f"{surface} {word[1]}" in _known_names(text)


@lru_cache(maxsize=8)
def _known_names(text: str) -> frozenset[str]:
    """The names that open with a number and are introduced as names somewhere in a text."""
    return frozenset(" ".join(match[1].split()) for match in _KNOWN_NAME.finditer(text))


_PLURAL = re.compile(
    r"\s+(?:(?!(?:in|on|of|for|and|or|to|at|by|as|but|from|with|when|the)\b)[a-z]{3,}\s+)?([a-z]{3,}s)\b"
)
_WORD_BEFORE = re.compile(r"\b(?:(more|less|fewer)\s+)?([a-z]+)\s+$")


def _counts_plural(before: str, after: str) -> bool:
    """E.g. "it has 2000 employees", "hired 1950 clerks"; not "the 2019 models", "from 2018 levels", "early 2020 sales"."""
    plural, word = _PLURAL.match(after), _WORD_BEFORE.search(before)
    if plural is None or word is None or plural[1] in labels("year-plural") or plural[1].endswith(("us", "ss")):
        return False
    return word[1] is not None or word[2] not in labels("before-year")


# "in Obora District 40 houses fell": the noun ends the name of a place and names no number
_PLACE_BEFORE = lexicon.pattern(r"[a-z,]\s[A-Z][\w’'-]+\s{place ends}\s$")
_SO_FAR = lexicon.pattern(
    r"\s(?:miles?|kilomet(?:er|re)s?|km|metres|meters|yards)\s(?:(?:to\sthe\s)?{labels/compass}|from|outside|away|short|beyond|past|inside)\b",
    re.IGNORECASE,
)
_COUNTS = lexicon.pattern(r"\s(?:[a-z]{3,}\s){0,2}?(?:{not a year}|[a-z]{3,}s)\b")


def _is_labelled(before: str, surface: str, numeral: Numeral, after: str) -> bool:
    """E.g. "Case 1000", "page 7", "in week 40"; but "last week 40 people" and "dozens" are counts."""
    listed = _LABELLED_LIST.search(before) if surface.isdigit() and len(surface) < 4 else None
    if listed is not None and listed[1].lower() in labels("identifier"):
        return True
    padded = surface.isdigit() and surface[0] == "0" and len(surface) > 1
    if (
        padded
        and len(surface) == _PADDED
        and surface != "00"
        and not _NAME_BEFORE.search(before)
        and (_PADDED_COUNT.match(after) or _PADDED_ONE.match(surface + after))
    ):
        return False  # "found 05 bodies along with 03 rifles and 01 launcher"
    if padded or (surface.isdigit() and (_NUMBERED.search(before) or _PAPER.search(before))):
        return True  # "the Vietship 01", "ward numbers 5, 6 and 7"
    word = _LAST_WORD.search(before)
    if word is None or numeral.vague:
        return False
    lower = word[1].lower()
    named = lower in labels("identifier") and word[1][0].isupper() and not (numeral.word and numeral.low > 20)
    if named:
        # "on the Northern Highway 30 miles south of Lida"
        return not (_SO_FAR.match(after) or (_COUNTS.match(after) and _PLACE_BEFORE.search(before)))
    small = numeral.low < 10_000 or surface[-1:] == "M"  # "on channel 4M"
    if lower in labels("identifier-small") and small and not _COLON.search(before):
        return not _amounts(before)
    if numeral.word:
        return _ON_DAY.search(before) is not None and _OF_DAY.match(after) is not None
    if not before.lower().rstrip().endswith(_time_words()):
        return False
    pair = _LAST_WORDS.search(before)
    return (
        pair is not None
        and pair[2].lower() in labels("identifier-time")
        and (pair[1] or "").lower() not in labels("deictic")
    )


_PADDED = 2  # digits
_PADDED_COUNT = lexicon.pattern(r"\s(?:[A-Za-z][\w-]*\s){0,3}?(?:[a-z]{3,}s|{more than one person})\b(?!\s\d)")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w-]*\s$")  # "the Velship 01"
_PADDED_ONE = re.compile(r"01\s(?:[A-Z]{2,}[\w-]*\s)?[a-z]{3,}\b")
_AMOUNTING = re.compile(r"([a-z-]+)\s+(?:(?:now|already|still)\s+)?number\s+$")


def _amounts(before: str) -> bool:
    """E.g. "the missing now number | 1,306": a verb, and no number of anything."""
    who = _AMOUNTING.search(before.lower())
    verb = who is not None and (who[1] in ("who", "to", "which") or who[1].endswith("s"))
    return verb or (who is not None and (who[1] in labels("nominal") or bool(OF_PEOPLE & noun_classes(who[1]))))


@cache
def _time_words() -> tuple[str, ...]:
    return (*sorted(labels("identifier-time")), "from")


# E.g. "19 Plum Street", "4500 block of", "221 West 14th Ave."; "300 Fleet Street bankers" are people
_ADDRESS = lexicon.pattern(
    r"(?!\s+{no street}\b)\s+(?:(?:[NSEW]|North|South|East|West)\.?\s+)?(?:(?:[A-Z][\w.’'-]+|\d+(?:st|nd|rd|th))\s+){1,3}{labels/street}\b(?!\s(?:[a-z]+\s)?[a-z]+(?:[eo]r|ee|ist|ant)s\b)|\s+block\s+(?:of|on|near|at)\b"
)


# E.g. "the Nordbank 500 index", "the Harrow & Lyle's 500 index"
_OF_INDEX = re.compile(r"\s(?:stock\s)?index\b")
_NAME_ENDS = re.compile(r"\b[A-Z][\w&’']*\s$")


# E.g. "155-mm M777 howitzer", "9mm pistol", "122 mm rockets" (FACTS.md 5.4)
_CALIBRE = lexicon.pattern(
    r"[\s-]?(?:mm|millimet(?:er|re)s?|cm|calib(?:er|re)|gauge|inch)\b[\s-](?:(?:[\w-]+\s+){0,3}?{labels/calibred}s?\b|(?-i:[A-Z]{1,3}-?\d))",
    re.IGNORECASE,
)


def _is_years(numeral: Numeral, surface: str) -> bool:
    """E.g. "2019-2021"."""
    parts = re.findall(r"\d+", surface)
    return numeral.range and bool(parts) and all(_YEAR.match(part) for part in parts)


_CAPTION = re.compile(r"\d{1,3}\s?/\s?\d{1,3}\s+(?=[A-Z])")
_CAPTIONED = 7  # characters from its line to the last number of a picture


def is_of_picture(text: str, numeral: Numeral, sentence: Span) -> bool:
    """Whether a number is a picture's: "3 / 12 Boats ply the flooded streets"."""
    near = numeral.span.start - sentence.start < _CAPTIONED
    picture = _CAPTION.match(text, sentence.start) if near else None
    return picture is not None and numeral.span.end <= picture.end()


_NAMED = frozenset((",", ".", "CC", "IN", "VBD", "VBZ"))  # what follows the name; "school 12 dead" is a headline


def is_number_of(tree: Tree, counted: Counted, number: int, numeral: Numeral) -> bool:
    """E.g. "buried at border station 41", "fire station 12 was damaged": the building's number counts nothing."""
    if counted.head is not None or counted.partitive or numeral.word or number < 1 or number + 1 >= len(tree.tokens):
        return False
    before, token, following = tree.tokens[number - 1 : number + 2]
    if numbers(tree, before):
        return False  # "the damaged bridges number 149"
    named = token.dep == "nummod" and token.head == number - 1 and before.tag in ("NN", "NNP")
    one = following.tag in _NAMED and following.lower not in ("were", "are", "have")  # "on a bus 12 were hurt"
    sort = labels("identifier") - labels("identifier-time")  # "this week 12"
    return named and one and ("building" in noun_classes(before.lower) or before.lower in sort)
