"""The forms of time expressions, compiled once into a single alternation; each form is a named group."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger import lexicon

_MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {"first": 1.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "last": -1.0, "final": -1.0}

MONTHS: dict[str, int] = {name.lower(): number for number, name in enumerate(_MONTH_NAMES, 1)} | {
    short.lower(): next(n for n, name in enumerate(_MONTH_NAMES, 1) if name.startswith(short[:3]))
    for short in _SHORT_MONTHS
}
WEEKDAYS: dict[str, int] = {name.lower(): number for number, name in enumerate(_WEEKDAY_NAMES)}
NUMBERS: dict[str, float] = (
    {"a": 1.0, "an": 1.0, "couple of": 2.0, "a couple of": 2.0, "dozen": 12.0, "a dozen": 12.0}
    | {word: float(value) for value, word in enumerate(_SMALL + _TEENS, 1)}
    | {word: value * 10.0 for value, word in enumerate(_TENS, 2)}
    | {f"{ten}-{one}": 10.0 * i + j for i, ten in enumerate(_TENS, 2) for j, one in enumerate(_SMALL, 1)}
    | _ORDINALS
)
# feast → month, day and, for a date that stands for one event, its year
HOLIDAYS: dict[str, tuple[int, int, int | None]] = {
    name: (int(month), int(day), int(year[0]) if year else None) for name, month, day, *year in lexicon.rows("holidays")
}
# Months whose names are also other words or given names: they need a preposition, a year or the like beside them.
AMBIGUOUS_MONTHS = frozenset(("march", "april", "may", "june", "august")) | {short.lower() for short in _SHORT_MONTHS}

_Y = r"(?:1[5-9]\d\d|20\d\d|2100)(?!\d|[.,]\d)"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# Digits are taken whole, and no word is looked for where one stands: nothing shorter would do either.
_N = (
    rf"(?:\d++(?:[.,]\d++)?+|(?!\d)(?i:(?:{lexicon.either(_TENS)})-(?:{lexicon.either(_SMALL)})"
    rf"|{lexicon.either(_SMALL + _TEENS + _TENS)}|(?:a\s+)?(?:few|couple\s+of|dozen)|several|many))"
)
_OF_MONTH = rf"(?:first|second|third|fourth|last|final)\s+(?:week|half|fortnight|{_N}\s+(?:days|weeks))"
_UNIT = lexicon.fill("{spell}")
_RUNNING = lexicon.fill("{running}")
_FULL_MONTH = "(?:" + "|".join(_MONTH_NAMES) + "|" + "|".join(name.upper() for name in _MONTH_NAMES) + ")"
_MONTH = f"(?:{_FULL_MONTH}|(?:{'|'.join(_SHORT_MONTHS)})\\b\\.?)"
_SHORT_CAPITALS = "|".join(name.upper() for name in _SHORT_MONTHS)
_MONTH_ANY = f"(?:{_MONTH}|(?:{_SHORT_CAPITALS})\\b\\.?)"
_WEEKDAY = "(?:" + "|".join(_WEEKDAY_NAMES) + ")"
_DAYTIME = r"(?i:morning|afternoon|evening|night|overnight|lunchtime|midday)"
_AFTER_A_DAY = lexicon.fill(r"(?!{after a day}\b)")
_NOT_A_COUNT = lexicon.fill(r"(?![,.]?\d|\s?%|\s+(?:{not a year}|more)\b)")
_ZONE = r"(?:\s*\(?(?:GMT|UTC|[A-Z]{1,3}[SD]T|CET|EET|ET|PT|Eastern|local(?:\s+time)?)\b\)?)?"
_YEAR_PART = r"(?i:early[-\s]+|mid[-\s]*|late[-\s]+|(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?)"
_WHICH = r"(?i:past|last|next|coming|previous|preceding|following|first|opening|final)"
_AFTERWARDS = lexicon.fill(
    r"(?:later|earlier|before|after|prior|previously|afterwards|since|into|from\s+now|on(?=[,:]|\s*$)|down\s+the\s+{labels/way along})"
)

# "a couple of months back"; but "pushed the date two weeks back to May", "three years back pay"
_BACK = r"back(?=\s*(?:[,;:.)—–]|$)|\s+(?:when|the|he|she|it|they|we|i|a|an|and|in)\b)"

_FORMS = {
    "holiday": r"(?P<ho_name>Christmas\s+(?:Day|Eve)|Boxing\s+Day|New\s+Year[’']s\s+(?:Day|Eve)|Bastille\s+Day|9/11(?![/\d])|Fourth\s+of\s+July|July\s+Fourth)\b"
    rf"(?:,?\s+(?P<ho_year>{_Y}))?",
    "iso": r"(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)"
    r"(?:[T\s]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
    "numeric": r"(?P<num_a>\d{1,2})(?P<num_sep>[./])(?P<num_b>\d{1,2})(?P=num_sep)"
    r"(?P<num_y>(?:19|20)\d\d|\d\d)(?![.,/]?\d)",
    "dotted_range": r"(?P<dr_d1>[0-3]\d)\.(?P<dr_m1>[01]\d)(?:\s+(?:to|till|until|and|through)\s+|(?P<dr_dash>\s?[–—-]\s?)(?=[0-3]\d\.[01]\d(?!\d)))(?P<dr_d2>[0-3]\d)\."
    r"(?P<dr_m2>[01]\d)(?![.,]?\d|\s?%|\s+(?:percent|million|billion|dollars|euros|points))",
    "day_first": rf"(?:{_WEEKDAY},?\s+(?:the\s+)?\(?)?(?P<dm_day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?:\s*(?:[-–—]|\bto\b|\band\b|\bor\b)\s*(?P<dm_last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)?"
    rf"(?:\s+(?:of\s+)?|[-/](?=[A-Za-z]{{3,9}}[-/]\d))(?P<dm_month>{_MONTH_ANY})(?!\w)(?:(?:,?\s+|[-/])(?P<dm_year>{_Y}|\d\d(?=[\s,;.:)]*(?:$|[\n(\[–—-]))))?",
    "month_first": rf"(?:{_WEEKDAY},?\s+\(?)?(?:(?i:last)\s+)?(?P<md_month>{_MONTH_ANY})\s+(?:the\s+)?"
    r"(?P<md_day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?:\s*[-–—]\s*(?P<md_last>0?[1-9]|[12]\d|3[01])\b|\s+(?:to|and|through)\s+(?P<md_next>0?[1-9]|[12]\d|3[01])\b"
    rf"(?![,.]\d|\s+{_AFTER_A_DAY}[a-z]))?"
    rf"(?:(?:,\s*|\s+)(?P<md_year>{_Y}))?{_NOT_A_COUNT}(?!\w)",
    "decade": r"(?:(?i:early|mid|late)[-\s]+)?(?P<de_year>(?:1[5-9]|20)\d0)s\b",
    "clock": r"(?:\d{1,2}(?::[0-5]\d){1,2}(?![:,.]?\d)(?:\s*(?:[ap]\.m\.|(?i:[ap]m)\b))?"
    r"|\d{1,2}(?:\.[0-5]\d)?\s?(?:[ap]\.\s?m\.?|(?i:[ap]m)\b)|\d{1,2}\s+o[’']clock"
    r"|[0-2]\d[0-5]\d\s*(?:GMT|UTC|hrs|hours(?=\s+local|\s+GMT|,)|local\s+time)"
    rf"|(?i:noon|midnight)\b){_ZONE}",
    "ended": rf"(?:(?:(?i:first|second|third|fourth|last|final|full|latest|fiscal|financial|past)[\s-]+)*)(?:(?P<en_n>{_N})[\s-]+)?"
    r"(?P<en_unit>(?i:week|month|quarter|half|year))s?,?\s+(?:(?:that|which)\s+)?(?:(?P<en_word>(?i:ended|ending|through))|to)(?:\s+(?i:on|in))?(?:\s+the\s+end\s+of)?"
    rf"\s+(?:(?P<en_day>{_D})\s+)?(?P<en_month>{_MONTH})(?!\w)(?:\s+(?P<en_last>{_D})(?![\d%]|,\d))?(?:,?\s+(?P<en_year>{_Y}))?",
    "week_to": rf"(?i:week)\s+(?i:ended|ending|to|through)\s+(?:(?i:last|on)\s+)?(?P<we_name>{_WEEKDAY})\b",
    "quarter": rf"(?P<qu_ord>(?i:first|second|third|fourth|last|final))[\s-]+(?:(?P<qu_months>{_N})\s+)?"
    rf"(?P<qu_unit>(?i:quarter|half|months))\s+of\s+(?P<qu_year>{_Y}|(?i:(?:this|last|the)\s+year))"
    r"|(?P<qb_ord>(?i:first|second|third|fourth))[\s-]+quarter(?=[\s.,;:)’'-])(?![\s-]+(?:finals?|mile|century|back|of\s+(?!the\s+year)))"
    r"(?:\s+of\s+the\s+year)?"
    rf"|Q(?P<qq_n>[1-4])\b(?:\s+(?:of\s+)?(?P<qq_year>{_Y}))?",
    "year": rf"(?P<ye_part>{_YEAR_PART})?(?P<ye_year>{_Y})(?:\s?[-–/]\s?(?P<ye_last>(?:19|20)\d\d|\d\d)(?!\d|%|,\d))?(?!\s?[kMGT]W)",
    "month": rf"(?:(?P<mo_part>(?i:early|mid|late|(?:beginning|start|middle|end)\s+of|{_OF_MONTH}\s+of))[-\s]+"
    rf"(?!{_MONTH}\s+(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?{_NOT_A_COUNT}(?!\w)))?"  # "as of early Feb. 5"
    rf"(?:(?P<mo_which>(?i:last|this|next))\s+)?(?P<mo_name>{_MONTH})(?!\w)"
    rf"(?:,?\s+(?:of\s+)?(?P<mo_year>{_Y})|\s+(?:of\s+)?(?P<mo_rel>(?i:this|last))\s+(?i:year)\b)?",
    "weekday": r"(?:(?i:early|late)\s+(?:on\s+)?)?(?:(?P<wd_which>(?i:last|this|next|coming|past|previous))\s+)?"
    rf"(?P<wd_name>{_WEEKDAY})\b(?:[’']s(?=\s+{_DAYTIME}))?(?:,?\s+(?:(?i:early|late)\s+)?{_DAYTIME}\b)?"
    r"(?:,?\s+(?:of\s+)?(?P<wd_week>last|next)\s+week\b)?",
    "relative_day": r"(?i:day\s+(?:before\s+yesterday|after\s+tomorrow)|today|tonight|yesterday|tomorrow|last\s+night"
    rf"|overnight|this\s+(?:morning|afternoon|evening))\b(?:\s+{_DAYTIME}\b)?",
    "deictic": r"(?i:day\s+(?:before|after)|(?:previous|next|following|same)\s+day)\b|(?i:day)\s+\d{1,4}\b(?![.,]\d)"
    r"|[’']\d0s\b|(?i:(?:year|quarter|month|week)[\s-](?:on|over)[\s-](?:year|quarter|month|week))\b",
    "running": r"(?:(?P<ru_when>(?i:earlier|later|early|late|so\s+far))\s+)?(?P<ru_which>(?i:"
    rf"{_RUNNING}))\s+(?P<ru_unit>(?i:weekend|week|month|quarter|year|spring|summer|autumn|fall|winter))(?![\w-])",
    "weekend": r"(?i:(?:past\s+)?weekend)(?=[.,;:)”\"’]|$|\s+(?:[A-Z\d]|(?:and|but|as|when|while|in|at|on|with|that|to|near|after|by|from|of|was|were)\b))",
    "within": rf"(?P<wi_which>{_WHICH})\s+(?:(?P<wi_n>{_N})(?:[\s-]+|(?=h)))?(?:(?i:consecutive|straight|full)\s+)?"
    rf"(?P<wi_unit>(?i:{_UNIT})|(?:(?<=\d)|(?<=\d[ \u00a0]))hr?)s?(?:[\s-]+(?i:period))?\b",
    "amount": rf"(?:(?P<am_n>{_N}|(?!\d)(?i:an?|a\s+single))(?P<am_half>\s+and\s+a\s+half)?[\s-]+)?(?!\d)(?P<am_unit>(?i:{_UNIT}))s?\b"
    rf"(?:\s+(?P<am_way>(?i:ago|{_BACK}|{_AFTERWARDS}))\b|[\s-]+(?P<am_period>period)\b)?",
    "recurring": rf"(?i:every|each)\s+(?:{_N}\s+)?(?i:{_UNIT}s?|morning|evening|{_WEEKDAY})\b|{_WEEKDAY}s\b|24/7"
    r"|24\s+hours\s+a\s+day",
    "fiscal": rf"(?i:fiscal|financial)(?:\s+(?i:year))?\s+\(?{_Y}(?:[-/–]\d{{2,4}})?|FY\s?(?:{_Y}(?:[-/–]\d{{2,4}})?|\d\d)\b",
}


def _either_case(words: str) -> str:
    """E.g. "last next" as the heads of an alternation, each with a small or capital first letter."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split())


# What a form can begin with; failing fast here is what keeps the scan cheap.
_WORD_HEAD = (
    r"Q[1-4]|FY|Christmas|Boxing|Bastille"
    + "|" + "|".join(name[:3] for name in _MONTH_NAMES) + "|" + "|".join(name.upper()[:3] for name in _MONTH_NAMES)
    + "|" + "|".join(name[:3] for name in _WEEKDAY_NAMES)
    + "|" + _either_case("today tonight yesterday tomorrow overnight this current last next past coming previous preceding following")
    + "|" + _either_case("first second third fourth final opening early earlier late mid beginning start middle end so")
    + "|" + _either_case("spring summer autumn fall winter fiscal financial every each noon midnight same")
    + "|" + _either_case(" ".join(_SMALL + _TEENS + _TENS) + " several few couple many dozen")
    + "|" + _either_case("hour day night weekend week fortnight month quarter year decade minute century")
)  # fmt: skip
_HEADS = re.compile(_WORD_HEAD)
# A digit, an apostrophe, or a word that a form of time may begin with.
BEGINNING = re.compile(rf"(?<![\w$€£.])(?:[\d’']|(?:{_WORD_HEAD})\w*|(?:[Aa]n?|New)(?!\w))")


_IN_DIGITS = ("iso", "numeric", "dotted_range", "day_first")  # but for a weekday before it
# The forms that may begin with a word of each kind: all others need not be tried.
_BEGUN_BY = {
    "digit": (*_IN_DIGITS, "decade", "clock", "ended", "year", "amount", "recurring", "holiday"),
    "apostrophe": ("deictic",),
    "article": ("ended", "amount"),
    "month": ("holiday", "month_first", "month", "amount"),  # "Decades ago" begins like December
    "weekday": ("day_first", "month_first", "ended", "weekday", "amount", "recurring"),  # and "Months" like Monday
    "last": tuple(name for name in _FORMS if name not in _IN_DIGITS),  # "last June 6"
    "other": tuple(name for name in _FORMS if name not in (*_IN_DIGITS, "month_first")),
}


@lru_cache(maxsize=50_000)
def forms_from(word: str) -> re.Pattern[str] | None:
    """The forms of time that may begin with this word, digit or apostrophe; None where none does."""
    if word[0].isdigit():
        return _forms("digit")
    if not word[0].isalpha():
        return _forms("apostrophe")
    if word in ("a", "an", "A", "An"):
        return _forms("article")
    if word != "New" and _HEADS.match(word) is None:
        return None
    if _MONTHS.match(word):
        return _forms("month")
    if _WEEKDAYS.match(word):
        return _forms("weekday")
    return _forms("last" if word in ("last", "Last") else "other")


_MONTHS = re.compile("|".join(f"{name[:3]}|{name.upper()[:3]}" for name in _MONTH_NAMES))
_WEEKDAYS = re.compile("|".join(name[:3] for name in _WEEKDAY_NAMES))


@cache
def _forms(kind: str) -> re.Pattern[str]:
    forms = "|".join(f"(?P<{name}>{_FORMS[name]})" for name in _FORMS if name in _BEGUN_BY[kind])
    return re.compile(
        rf"(?<![\w$€£.])(?=[Aa]n?\s(?:[hdnwfmqyc]|single))(?:{forms})"
        if kind == "article"
        else rf"(?<![\w$€£.])(?:{forms})"
    )


# a week by its last day: "the week to 7 December"
WEEK_ENDED = re.compile(rf"\b(?P<ended>{_FORMS['ended']})")
# What shows, before it, that a number is a year: words that only a year follows, and words that a count may follow too.
YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|during|until|till|through|throughout|early|late)\s+|\((?:in|since|from)?\s*)$", re.I
)
WEAK_YEAR_LEAD = re.compile(
    r"\b(?:of|to|and|from|between|by|for|after|before|than|with|the|its|his|her|their|our|a|this|year)\s+$", re.I
)
COUNTED = lexicon.pattern(r"\s+(?!was\b|is\b|has\b|as\b|{labels/year-plural}\b)[a-z]+s\b")
YEAR_NOUN = lexicon.pattern(r"\s+{of one year}\b")
MONTH_LEAD = re.compile(
    r"\b(?:in|since|of|by|until|till|during|from|between|through|throughout|to|and|before|after|for|around)\s+(?:the\s+)?$",
    re.I,
)
DEICTIC_LEAD = lexicon.pattern(r"\b(?:in|within)\s+(?:(?:the|barely|{hedge})\s+)*$", re.I)
# "the most for 18 months", "its lowest level in a year": how long it had been otherwise
SUPERLATIVE_LEAD = lexicon.pattern(
    r"\b(?:most|least|worst|best|[a-z]{2,}est)\b(?:\s+[\w-]+){0,4}?\s+(?:for|over)\s+(?:(?:{hedge}|the\s+past)\s+)?$",
    re.I,
)
CLAUSE_ENDS = re.compile(r"[.,;:)]|\s*$|\s(?:and|but|when|while|as)\b")
OVER_THE = re.compile(r"\b(?:in|over|within|during|for|throughout)\s+the\s+$", re.I)
REST_OF = re.compile(r"\b(?:rest|remainder)\s+of\s+$", re.I)
DOTTED_LEAD = re.compile(r"\b(?:from|between)\s+$", re.I)
MORE_THAN = re.compile(r"\b(?:more\s+than|over)\s+$", re.I)
AFTER_YEAR_NOUN = lexicon.pattern(r"\s?%|[-–]\w|\s+{not a year}\b", re.IGNORECASE)
ROLE = re.compile(
    r"\b(since|until|till|as\s+of|as\s+at|up\s+to|through|by|before|prior\s+to)\s+"
    r"(?:(?:the|late|early|around|about|at\s+least|on|midnight\s+on|(?:the\s+)?end\s+of)\s+)*$",
    re.IGNORECASE,
)
BEGAN = lexicon.pattern(r"\b(?:which|that)\s+(?:\w+\s+)?{began}\s+(?:in|on|at|early|late)\s+(?:the\s+)?$", re.I)
# "from the beginning of the outbreak to | 28 January"
FROM_OUTSET = lexicon.pattern(
    r"\bfrom\s+(?:the\s+)?{outset}\s+(?:of\s+(?:[\w’'-]+\s+){1,5}?)?(?:up\s+)?to\s+(?:the\s+)?$", re.I
)
# "since our last report on | 3 March"
LAST_REPORT = lexicon.pattern(
    r"\b(?:since|following|after)\s+(?:our|the|its|their|this)\s+(?:last|previous|latest|prior|earlier)\s+(?:[\w-]+\s+){0,2}?{issued}s?\b[^.;]{0,24}$",
    re.I,
)
FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.I)
SUMMED = lexicon.pattern(r"\b{of all}\s+from\s+(?:the\s+)?$", re.I)
ONWARDS = lexicon.pattern(r"\s+{onwards}\b", re.I)
# "since the start of the operation in the hills on | 2 August", "since the start of the war (| 31 March)"
SINCE_CLAUSE = re.compile(r"\bsince\s+(?:[A-Za-z’'-]+\s+){1,12}\(?$", re.IGNORECASE)
JOINT = re.compile(
    r"(?:,?\s+and\s+|(?:\s*(?:…|\.{2,3}))?\s+to\s+|\s*[–—-]\s*|\s+(?:until|till)\s+|\s+through\s+)(?:the\s+)?",
    re.IGNORECASE,
)
