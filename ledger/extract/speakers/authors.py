"""Whose document a phrase names: "figures from the ministry", "the council's report", "police data"."""

from __future__ import annotations

import re
from functools import lru_cache

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.words import noun_classes
from ledger.extract.speakers.actors import can_speak, fold, is_person, is_report_noun, is_title
from ledger.lexicon.gazetteer import country_of_demonym, look_up

_ISSUED = lexicon.pattern(r"\b(?:{issuing}|posted|obtained|seen|dated|based|about|on)\b")
_RELEASED = lexicon.pattern(r"\b{issuing}\b")
_TOPIC = re.compile(r"\s(?:of|on|about|into)\s(?!the\s+[A-Z]).*$")
_OWNED = re.compile(r"^(?:the\s)?([^’']*\w)[’']s\s\S")
_SHORT_FORM = re.compile(r"\s\([A-Z]{2,9}\)(?=[’']s\s|\s)")
_POSSESSED = re.compile(r"(?:(?<=s)[’']|[’']s)\s(?=[a-z])")
_GOES_ON = re.compile(r",\s(?=[a-z\d])")
_JOINING = frozenset(("of", "for", "and", "the", "in"))
_TWICE = 2  # apostrophes of "the Lida Sheriff's Office's report"
_ASKED = re.compile(r"\s(?:among|of|with|from)\s(?:[a-z]+\s){0,2}\d.*$")  # "by Lime Street among 2,104 adults in May"
_OF_BODY = re.compile(
    r"^(?:(?i:the|an?)\s)?([A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*\s(?:of|for)\s(?:the\s)?[A-Z][\w.&-]*(?:\s(?:and\s)?[A-Z][\w.&-]*)*)\s([a-z]+)$"
)
_BY = lexicon.pattern(r"^(.*?)\b(?:by|from|of|{issuing} by)\s+((?:the |an? )?\S.*)$")


_RELEASE_BY = lexicon.pattern(
    r"^(?:(?i:the|a)\s)?{putting out} of\s[^.;]{1,60}?\sby\s((?:the\s|an?\s)?[^,;()]*[^,;()\s])"
)


# "said Ana Duarte Monday", "published by the Relief League (RL) yesterday", "issued by police late Tuesday"
_WHEN = re.compile(
    rf"(?<=\w|\))(?:\s(?:late|early|earlier|last|this|on))*\s(?:yesterday|today|tonight|week|month|year|morning|afternoon|evening|{'|'.join(map(str.capitalize, WEEKDAYS))})$"
)


def undated(phrase: str) -> str:
    """The phrase of a speaker without when it was said or put out, with which it may end."""
    return _WHEN.sub("", phrase)


@lru_cache(maxsize=8192)
def author_of(phrase: str) -> str:
    """Whose document a phrase names: "figures from the ministry", "the council's report", "police data"; else the phrase."""
    if "(" in phrase and is_report_noun(phrase.rpartition(" ")[2]):
        phrase = _SHORT_FORM.sub("", phrase)  # "the Lida Relief Office (LRO)'s report"
    released = _RELEASE_BY.match(phrase)
    if released and _speaks(released[1]):  # "the release of the March figures by the statistics office"
        return re.split(r"\s(?:that|which|who)\s", released[1])[0]
    possessed = _name_possessed(phrase) if is_report_noun(phrase.rpartition(" ")[2]) else None
    author = possessed or _author_named(phrase)
    name, comma, _ = author.partition(", ")
    return name if comma and author != phrase and is_person(name) else author  # "by Ana Duarte, a nurse in Lida"


def _author_named(phrase: str) -> str:
    """The author of a document, or the phrase where none is named."""
    folded = fold(phrase)
    owned = _OWNED.match(phrase)
    document = phrase.rsplit(" ", 1)[-1]
    if owned and document[:1].islower() and is_report_noun(document) and _speaks(owned[1]):
        house = phrase.removesuffix(document).rstrip()
        if _is_house(house[len(owned[1]) + 2 :].strip()):
            return house  # "Tolland's health ministry data"
        return owned[1]  # "the Ministry of Health's end of the day report"
    body = _OF_BODY.match(phrase)
    if body and is_report_noun(body[2]) and can_speak(head_of(body[1])):
        return body[1]  # "National Bureau of Statistics data"
    head = head_of(_ISSUED.split(folded, maxsplit=1)[0] or folded)
    if not is_report_noun(head) or re.search(rf"\b{re.escape(head.capitalize())}\b", phrase):
        return phrase  # "the Geological Survey", "the Bureau of Labor Statistics" are bodies, no documents
    match = _BY.match(phrase)
    if (
        match
        and is_report_noun(head_of(_RELEASED.split(match[1], maxsplit=1)[0]))
        and _speaks(_GOES_ON.split(match[2])[0])
    ):
        return _ASKED.sub("", _GOES_ON.split(match[2])[0])  # "from the firm Lumen, nine homes", joined by the parser
    before = _GATHERED.sub(r"\1", phrase[: fold(phrase).find(head)].rstrip())  # "UN-verified data"
    owner = re.match(r"^(.*?\w)(?:[’']s|s[’'](?!\s[A-Z]))(?:\s|$)", before)  # no Teacher in "Free Teachers' Union data"
    if owner and _speaks(owner[1]):
        return owner[1]
    stripped = re.sub(r"^(?:the|a|an|its|their|his|her)\s+", "", before, flags=re.IGNORECASE)
    stripped = _without_topic(stripped)
    last = stripped.split()[-1:] if stripped else []
    if last and head in lexicon.family("asked") and _is_pollster(last[0]) and stripped == last[0] != before:
        return stripped
    if _is_body_before(last, head, stripped):
        return stripped
    return _TOPIC.sub("", _ASKED.sub("", phrase))  # "early results from 4,310 polling stations"


def _name_possessed(phrase: str) -> str | None:
    """The body whose name has or ends in an "s’": of "the Lida Sheriff's Office's report", "the Department of Roads' report"."""
    if phrase.count("'") + phrase.count("’") < _TWICE and not any(mark in phrase for mark in ("s' ", "s’ ")):
        return None
    end = _POSSESSED.search(phrase)
    name = re.sub(r"^[Tt]he\s", "", phrase[: end.start()]) if end is not None else ""
    capitals = all(word[:1].isupper() or word in _JOINING for word in name.split())
    return name if " " in name and capitals else None


def _is_body_before(last: list[str], document: str, words: str) -> bool:
    """Whether the words before a document, with their ``last`` one, name a body: "police data", "WHO figures", "a Lorne Water statement"."""
    if document in lexicon.family("put out by whom one heard") and _is_own_name(words):
        return True
    if not last or last[0].lower() in lexicon.family("no author"):
        return False
    # "pollster Lumen data", "a rights group Lidhra report"
    kind = [word for word in words.split() if word.islower()][-1:]
    if kind and last[0].istitle() and can_speak(kind[0]) and not is_report_noun(kind[0]):
        return True
    return (can_speak(last[0].lower()) and not is_report_noun(last[0])) or (last[0].isupper() and len(last[0]) > 1)


_DETERMINERS = frozenset(
    ("The", "This", "That", "These", "Those", "A", "An", "Its", "His", "Her", "Their", "Our", "My")
)


def _is_own_name(words: str) -> bool:
    """Whether capitalised words before what was put out name who did: "Lorne Water"; not "Monday", "Norland", "Facebook"."""
    parts = words.split()
    barred = lexicon.family("written on") | {word.title() for word in (*WEEKDAYS, *MONTHS)}
    if (
        not parts
        or parts[-1] in _DETERMINERS
        or "-" in words
        or not all(word[:1].isupper() or word.isdigit() for word in parts)
        or not barred.isdisjoint(parts)
    ):
        return False
    return all(look_up(name) is None and country_of_demonym(name) is None for name in (*parts, words))


def _without_topic(words: str) -> str:
    """The body before a document without what the document is about: "police annual crime" → "police"."""
    parts, bare = words.split(), lexicon.family("no author")
    bodies = [
        i for i, w in enumerate(parts) if can_speak(w.lower()) and not is_report_noun(w) and w.lower() not in bare
    ]
    last = bodies[-1] + 1 if bodies else 0
    return " ".join(parts[:last]) if last and all(map(str.islower, parts[last:])) else words


def _is_house(words: str) -> bool:
    """Whether what stands between an owner and a document is a body of his, and no word of the document."""
    head = head_of(words)
    last = words.rpartition(" ")[2].lower()
    if is_report_noun(last) or last in lexicon.family("no author"):
        return False  # "the army's daily report"
    return can_speak(head) and head in words.lower().split()


_GATHERED = lexicon.pattern(r"\b([A-Z][\w.]+)-(?:{gathered})$")
DOCUMENTS = {word: frozenset(("poll", "survey")) for word in ("poll", "survey")}


def _is_pollster(name: str) -> bool:
    """Whether a capitalised word before "poll" can be who asked: "an Ifop survey"; not "a French survey", "a Monday poll"."""
    known = look_up(name) or country_of_demonym(name)
    return name[:1].isupper() and known is None and name.lower() not in WEEKDAYS and name.lower() not in MONTHS


def _speaks(owner: str) -> bool:
    """Whether an owner is an actor: a name or a noun of people and bodies ("the ministry's", not "the year's")."""
    bare = re.sub(r"^(?:the|an?)\s+", "", owner, flags=re.IGNORECASE)
    if bare.split(" ", 1)[0].lower() in MONTHS:
        return False  # "the ministry's monitoring from June 30 to July 6"
    if bare[:1].isupper() or can_speak(head_of(bare)) or can_speak(" ".join(bare.lower().split()[-2:])):
        return True  # also "the army's general staff"
    kind, _, name = bare.rpartition(" ")  # "released by data provider Lumen"
    return name[:1].isupper() and can_speak(kind.rpartition(" ")[2])


@lru_cache(maxsize=2048)
def is_bare_document(name: str) -> bool:
    """E.g. "initial reports", "the latest assessment": of nobody in particular, so whoever speaks of them is the claimant."""
    words = fold(name).split()  # none in "The", which a cut text may leave
    bare = 0 < len(words) < 4 and is_report_noun(words[-1]) and words[-1] not in lexicon.family("asked")
    return bare and set(words[:-1]) <= lexicon.family("no author")


def document_of(phrase: str) -> str:
    """The noun of a document that a phrase names with its author: "data" of "data released by the ministry"."""
    return head_of(_ISSUED.split(fold(phrase), maxsplit=1)[0]) or head_of(phrase)


def head_of_named(name: str) -> str:
    """The noun of a name that ends in an office after its body: "official" of "Ministry of Works official"."""
    body, _, office = name.rpartition(" ")
    held = " of " in body and office.islower() and (is_title(office) or "person" in noun_classes(office))
    return office if held else head_of(name)


@lru_cache(maxsize=8192)
def head_of(name: str) -> str:
    """The noun, in lower case, that a phrase is about: "ministry" of "the Ministry of Works"."""
    first = re.split(r"\b(?:of|for|in|at|from|with|on|to|who|by)\b|[,(]", fold(name))[0].split()
    return first[-1] if first else ""
