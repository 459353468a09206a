"""Who speaks in a sentence that was not parsed: reporting words found in the text alone, and whom a sentence is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from ledger import lexicon
from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.speakers.actors import can_speak, is_no_speaker, is_person, is_report_noun, is_title
from ledger.extract.speakers.cues import PRONOUNS
from ledger.lexicon.sought import Sought
from ledger.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A reporting verb in the text: the phrase of its speaker, where that stands, the cue, and the words around the phrase."""

    phrase: str
    at: int
    cue: str
    context: str


_VERB = lexicon.pattern(r"\b{reporting/text}\b|\b[Aa]ccording to\b")


@cache
def _first_words() -> frozenset[str]:
    forms = lexicon.listed("reporting", "text")
    return frozenset(word[0] for form in forms if (word := _WORD.match(form))) | {"According", "according"}


_WORD = re.compile(r"\w+")
_BOUNDARY = re.compile(r"[,;:!?“”\"…–—]|\.\s|\b(?:but|that|what|which|while|when|after|because|as)\s")
_SHORT = re.compile(rf"(?:\b(?:{lexicon.either(row[0] for row in lexicon.rows('shorttitles'))})|[A-Z])$")
_APPOSED = re.compile(r"([A-Z][\w’'.-]*(?:\s+[\w’'.-]+){0,6}?),\s([^,“”\"]{3,110}),\s*$")
_BETWEEN = re.compile(r",\s([A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){1,3}),\s*$")
_BRACKETED = re.compile(r"\s\([A-Z]{2,9}\)\s*$")
_TOLD = frozenset(("told", "tells", "tell"))
_RIGHT = re.compile(r"\s+([^\n,;:!?“”\"(]{1,120})(,\s[^,.“”\"]{3,90})?")
_ENDED = re.compile(r"\.(?:\s|$)")
_WORDS = re.compile(r"[^\s]+")
_STOPS = frozenset(("said", "that", "on", "in", "at", "during", "after", "of", "by", "who", "and", "is", "was", "were", "are", "it", "to"))  # fmt: skip


_OWNED = frozenset(("their", "its", "his", "her", "our", "my"))


def heard_in(text: str, span: Span) -> Heard | None:
    """The last reporting verb of the sentence at ``span`` with a speaker that can be read off the text; None where none is."""
    if (announced := _announced(text, span)) is not None:
        return announced
    sentence = text[span.start : span.end]
    if _first_words().isdisjoint(_WORD.findall(sentence)):
        return None  # as mostly: a cheap question first
    own: Heard | None = None
    for match in reversed(list(_VERB.finditer(sentence))[:6]):
        found = _speaker_of(sentence, match)
        if found is None:
            continue
        phrase, at, context = found
        heard = Heard(phrase=phrase, at=span.start + at, cue=match[0], context=context)
        if phrase.split()[0].lower() not in _OWNED:
            return heard
        own = own or heard  # "the clerk said that their surveys showed …": it is the clerk who goes on
    return own


# "The paper quoted the head of the board, Ana Duarte, to have stated this:", "Ana Duarte toured the camps and has this to say:"
_QUOTED = re.compile(
    r"\bquot(?:ed|es|ing)\s(?P<who>[^;:“”\"\d]{3,110}?),?\s(?:as|to\shave|having)\s(?P<cue>[a-z]+(?:\s[a-z]+)?)\b"
)
_TO_SAY = re.compile(r"\b(?:has|have|had)\s(?:this|these\swords|the\sfollowing)\sto\s(?P<cue>say)\b")


def _announced(text: str, span: Span) -> Heard | None:
    """Who is quoted or said to say what a colon brings."""
    if text[span.end - 1] != ":":
        return None
    if (quoted := _QUOTED.search(text, *span)) is not None:
        return Heard(
            phrase=quoted["who"].rsplit(", ")[-1], at=quoted.start("who"), cue="quoted as saying", context=quoted["who"]
        )
    said = _TO_SAY.search(text, *span)
    named = _NAMED.search(text, span.start, said.start()) if said is not None else None
    if named is not None and is_person(named[1]):
        return Heard(phrase=named[1], at=named.start(1), cue="say", context=text[span.start : named.end()])
    topic = topic_of(text, span) if said is not None else None
    return Heard(phrase=topic[0], at=topic[1], cue="say", context=topic[0]) if topic is not None else None


# "This was reported by the mayor", "About this reported Ana Duarte", "That's according to the mayor": who says the sentence before
_OF_THIS = lexicon.pattern(
    r"(?:(?:This|That|It|The\s(?:information|news))\s(?:was|is|were|has\sbeen)\s(?:[a-z]+ly\s)?{reporting/text}"
    r"(?:\s(?:on|in|to|via|late|early|today|yesterday)\s?[^.;:,\d]{0,40}?)?\sby|About\sthis\s{reporting/text}"
    r"|(?:This|That)(?:\sis|\swas|[’']s)(?:\sall)?\saccording\sto)\b"
)


def told_by(text: str, span: Span) -> Heard | None:
    """Who says what the sentence before this one tells, where this one is there to name them; else None."""
    if " this" in text[slice(*span)] and (heard := _told_this(text, span)) is not None:
        return heard
    match = _OF_THIS.match(text, span.start, span.end) if text[span.start] in "TIA" else None
    sentence = text[span.start : span.end] if match else ""
    found = _right(sentence, match.end() - span.start) if match else None
    if match is None or found is None:
        return None
    phrase, at, context = found
    return Heard(
        phrase=phrase, at=span.start + at, cue=match[0].split()[-1 if match[0][0] == "A" else -2], context=context
    )


# "The deputy head of the region, Ana Duarte, announced this on Telegram."
_TOLD_THIS = lexicon.pattern(
    r"\b(?:{reporting/text}\sthis|made\sthis\sknown)(?=[.,]|\s(?:on|in|at|to|via|during|while|when|through|yesterday|today)\b|$)"
)


def _told_this(text: str, span: Span) -> Heard | None:
    """Who "announced this": what the sentence before tells."""
    sentence = text[slice(*span)]
    match = _TOLD_THIS.search(sentence)
    found = _speaker_of(sentence, match) if match is not None else None
    if match is None or found is None:
        return None
    return Heard(phrase=found[0], at=span.start + found[1], cue=match[0].split()[0], context=found[2])


def _speaker_of(sentence: str, verb: re.Match[str]) -> tuple[str, int, str] | None:
    if verb[0].lower() == "according to":
        return _right(sentence, verb.end())
    start = max(0, verb.start() - 140)
    left = _BRACKETED.sub("", sentence[start : verb.start()])  # "the Lida Relief Office (LRO) said"
    apposed = _APPOSED.search(left)
    if apposed and is_speaker(apposed[1].split()):
        part = 2 if is_person(apposed[2].strip()) else 1  # "The society's economist, Ana Duarte, said"
        return apposed[part], start + apposed.start(part), apposed[0]
    named = _BETWEEN.search(left)
    if named and is_person(named[1]):
        return named[1], start + named.start(1), left  # "the mayor, Ana Duarte, told us"
    cut = _before_verb(left)
    phrase = _trimmed(_without_helpers(left[cut:]))
    if is_speaker(phrase.split()):
        return phrase, start + left.index(phrase, cut), phrase
    if verb[0].lower() not in _TOLD and left.rstrip()[-1:] in ("", ",", "”", '"', "’", "'", "?", "!", "—", "–"):
        return _right(sentence, verb.end())
    return None


def _before_verb(left: str) -> int:
    """Where the phrase right before the verb starts: after the last mark or joining word."""
    cut = 0
    for match in _BOUNDARY.finditer(left):
        if match[0][0] != "." or not _SHORT.search(left[max(0, match.start() - 5) : match.start()]):
            cut = match.end()
    return cut


def _without_helpers(phrase: str) -> str:
    words = phrase.strip()
    while (last := words.rsplit(None, 1)) and last[-1].lower() in lexicon.family("helper"):
        words = last[0] if len(last) > 1 else ""
    return words


_LINKS = frozenset(("of", "for", "from", "with", "at", "in", "the", "and", "&"))
_OPENING = frozenset(("and", "though", "although", "but", "so", "or", "if", "since", "where", "whether", "also", "then", "as"))  # fmt: skip


def _trimmed(phrase: str) -> str:
    """The phrase without a joining word before it or what its noun does after it ("an official briefing reporters")."""
    words = phrase.split()
    while words and words[0].lower() in _OPENING:
        words = words[1:]
    if words and words[0] in ("In", "On", "At", "During"):  # "In a statement on Sunday the army said"
        words = words[next((k for k in range(3, len(words)) if words[k] == "the"), 0) :]
    for index, word in enumerate(words[:-1]):
        following = words[index + 1]
        if (
            can_speak(word.lower())
            and following[:1].islower()
            and following not in _LINKS
            and not (following == "to" and words[index + 2 : index + 3] and words[index + 2].istitle())
            and (following.endswith("ing") or not (can_speak(following) or can_speak(f"{word.lower()} {following}")))
        ):
            words = words[: index + 1]
            break
    if len(words) > 1 and words[0].lower() in PRONOUNS and _VERB.search(phrase):
        words = words[:1]  # "He said police would look into reports": police report nothing
    joined = " ".join(words)
    return joined if joined in phrase else phrase.strip()


def _right(sentence: str, end: int) -> tuple[str, int, str] | None:
    match = _RIGHT.match(sentence, end)
    if match is None:
        return None
    words: list[str] = []
    told_of = _first_sentence(match[1]).split()[:12]
    for index, word in enumerate(told_of):
        told = word.lower() == "by" and words and is_report_noun(words[-1].lower())  # "a report by the ministry"
        goes_on = word == "to" and words and words[-1].istitle() and can_speak(words[-1].lower())
        told = told or bool(goes_on and told_of[index + 1 : index + 2] and told_of[index + 1].istitle())
        if words and word.lower() in _STOPS - {"of"} and not told:
            break
        words.append(word)
    if not is_speaker(words):
        return None
    name = (match[2] or "").strip(" ,")
    if is_person(name) and not is_person(" ".join(words)):  # "said the society's economist, Ana Duarte."
        return name, match.start(2) + 2, match[0].strip()
    return " ".join(words), match.start(1), match[0].strip()


def _first_sentence(phrase: str) -> str:
    """What stands before a full stop that is no abbreviation's."""
    for match in _ENDED.finditer(phrase):
        if not _SHORT.search(phrase[max(0, match.start() - 5) : match.start()]):
            return phrase[: match.start()]
    return phrase


def is_speaker(words: list[str]) -> bool:
    """A pronoun, a name, or a phrase that ends in a noun of people or bodies."""
    if not words or len(words) > 12:
        return False
    last = words[-1].strip("”\"’'").lower()
    if len(words) == 1 and last in PRONOUNS:
        return True
    if words[-1][:1].isupper() and last not in ("it", "that", "this", "the", "i"):
        if (
            len(words) == 1
            and not can_speak(last)
            and (noun_classes(last) or last in labels("harmed") | labels("loss"))
        ):
            return False  # "Casualties reported so far:"
        capitals = words[-1].isupper()  # "The UN said"; but "Initial estimates of the losses:"
        return capitals or last not in labels("vintage")
    by = next((k for k, word in enumerate(words) if word == "by"), 0)
    if by and is_report_noun(words[by - 1].lower()) and any(word[:1].isupper() for word in words[by + 1 :]):
        return True  # "a report by the United Nations mission"
    pair = " ".join(words[-2:]).lower()  # "coast guard"
    return can_speak(last) or can_speak(pair) or any(can_speak(w.lower()) and words[i + 1 : i + 2] in (["of"], ["for"], ["from"], ["at"], ["in"]) for i, w in enumerate(words))  # fmt: skip


_LEAD = re.compile(
    r"[“\"‘'(\[]*(?:(?:In|On|At|After|Before|During|Meanwhile|However|Separately|Earlier|Later|Also|Last|From|For)\b[^,.;]{0,60},\s+)?"
)


_PLACED = lexicon.pattern(r"{opens no topic}\s")
_NAMED = re.compile(r",\s+([A-Z][a-z’'-]+(?:\s+[A-Z][\w.’'-]+){1,3})(?=,|\s+[a-z])")
_NO_NAMES = frozenset(("the", "a", "an", "it", "this", "that", "there", "he", "she", "they", "we", "i"))


@lru_cache(maxsize=50_000)
def _as_opening(word: str) -> tuple[str, str]:
    """A word without its marks, and what it is to the name that opens a sentence: name, small, other; empty where it ends it."""
    bare = word.strip(",;:“”\"’'()")
    lower = bare.lower()
    if (bare[:1].isupper() and lower not in _NO_NAMES) or can_speak(lower) or is_title(lower):
        return bare, "name"
    if lower in ("the", "a", "an", "of", "for", "and"):
        return bare, "small"
    return bare, "" if lower.endswith(("ed", "ing", "s")) else "other"


def topic_of(text: str, span: Span) -> tuple[str, int] | None:
    """The name or body that the sentence opens with ("The agency called …", "Ana Duarte, 40, went …"), and where; else None."""
    lead = _LEAD.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    if _PLACED.match(text, start, span.end):
        return None  # "In September her son fell ill", "By Ana Duarte"
    end, last, gap = start, None, 0
    for word in islice(_WORDS.finditer(text, start, min(span.end, start + 90)), 9):
        bare, kind = _as_opening(word[0])
        if kind == "name":
            last, end, gap = bare, word.start() + len(word[0].rstrip(",;:’'")), 0
        elif gap or not kind:
            break
        elif kind == "other":
            gap = 1
        if word[0][-1] in ",;:":
            break
    if last is None or not (last[:1].isupper() or (can_speak(last) and not is_no_speaker(last))):
        return None
    named = _NAMED.match(text, end, span.end)
    if named and (is_title(last.lower()) or (is_person(named[1]) and _holds_office(text[start:end]))):
        # "The chief, Ana Duarte was forced out", "The head of Lida, Ana Duarte, objected"
        return named[1], named.start(1)
    phrase = _trimmed(text[start:end])
    return phrase, text.index(phrase, start)


def _holds_office(phrase: str) -> bool:
    return any(word.islower() and (is_title(word) or can_speak(word)) for word in phrase.split())


_ISSUED = Sought(r"\b{issues}\s+(?:an?|its|the|their)\s+(?:[\w-]+\s){0,4}?(?P<what>{issued})\b", re.IGNORECASE)


_TOLD_IN = Sought(
    r"\b(?:in|through|via)\s+(?:an?|its|their|his|her)\s+(?:[\w-]+\s){0,3}?(?P<what>{issued})\b", re.IGNORECASE
)


def issued_in(words: str) -> str:
    """What somebody has put out or said something in, which is then theirs: the report of "the agency has released a new report"."""
    found = _ISSUED.search(words) or _TOLD_IN.search(words)
    told = " statement" in words and "according to" not in words.partition(" statement")[0]
    return found["what"].lower() if found else " statement" if told else ""
