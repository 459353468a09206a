"""What can answer for the toll of an event, and how far a number bears out the numbers that are on record for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import chain, combinations

from ledger import lexicon
from ledger.lexicon.gazetteer import country_of_demonym, described, look_up
from ledger.link.questions import settled
from ledger.model import ActorKind, Basis, Comparator, Fact, Question, Report, Status

EQUAL, BORNE_OUT, NEAR, PLAUSIBLE, IMPLAUSIBLE = 1.0, 0.92, 0.88, 0.82, 0.0
TELLING = 10  # a number below this agrees with another by chance too often to tell two days apart

BESIDES = "besides the toll"  # begins the group of what is no toll where one is known
_FEW = 5  # so many may be part of any toll
_HALF = 2.0  # a bystander who saw less than half of it saw a part
_FAR = 5.0  # a part is at most this fraction of the toll; what a vague word can exceed the report's own count by
_RISE = 3.0  # a toll seldom grows by more from one report to the next
SURGE = 10.0  # of a toll that is said to rise, by words of the same event
_NEXT = 1.25  # how far a toll climbs in a step that its words alone bear out
_STEP, _BACK = 1.5, 0.8  # a toll is told again within these bounds of the last ones
_LITTLE, _MANY = 1.03, 100  # "133 dead" after 132: no step by which two large tolls come near by chance
_SLACK = 0.1  # "about 80" and 84
_BELOW = 0.85  # "more than 70", of 73
_PARTS = 4  # so many places at most add up to a whole
_BYSTANDERS = frozenset({ActorKind.WITNESS, ActorKind.PERSON})
HEAD = 500  # characters of a report that say what it is about
_TELLING_WORDS = 3
_PEOPLE = frozenset({"person", "family", "household"})
_STANDING = frozenset({"missing", "trapped"})
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ONLOOKERS = _BYSTANDERS | {ActorKind.MEDICAL}


_RECALLED = lexicon.pattern(
    r"(?:\b(?:that|which)\s+(?:\w+\s+)?(?:killed|claimed|left|took|cost)|\b(?:in|by|during)\s+which|\bthe)"
    r"(?:\s+(?:{hedge}|all))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A figure on record for a series: what was stated, in which report, published when; ``told`` are its words."""

    fact: Fact
    report: str
    published: date | None
    told: str = ""

    @classmethod
    def of(cls, fact: Fact, report: Report) -> Said:
        """What a fact of this report says, in the words of its sentence and of the title."""
        words = told_words(report.title, report.text[slice(*fact.sentence)], fact)
        return cls(fact=fact, report=report.key, published=report.published, told=words)


def told_words(title: str | None, sentence: str, fact: Fact) -> str:
    """The words that tell of what a figure counts: the title's too, if it stands not far below it."""
    return f"{title} {sentence}" if title and fact.sentence.start < HEAD else sentence


def of_everybody(group: str | None) -> str | None:
    """The group of a question, where what is beside a toll counts as the toll: it may have been taken for it."""
    return None if group is not None and group.startswith(BESIDES) else group


def is_toll(fact: Fact) -> bool:
    """A sum of people, or of what was destroyed, over some time, said to be so.

    That is what outlets tell of one event in other words, days and places. Those who are missing by then are told of
    it in the same way.
    """
    if fact.unit not in _PEOPLE and fact.measure not in lexicon.listed("steps", "of things"):
        return False
    summed = fact.basis is Basis.TOTAL or (fact.basis is Basis.LEVEL and fact.measure in _STANDING)
    return summed and settled(fact.status) is Status.ACTUAL


def number(fact: Fact) -> float:
    """The bound that was said."""
    return (fact.low if fact.low is not None else fact.high) or 0.0


def counted(facts: Iterable[Fact]) -> list[float]:
    """The numbers among these; words like "dozens" and "a woman" count nothing."""
    return [number(fact) for fact in facts if not fact.vague and not fact.implicit]


def own_question(
    fact: Fact, asked: Question, beside: Sequence[Fact], known: Sequence[Fact], after: str = "", before: str = ""
) -> Question:
    """``asked``, or a narrower question where ``fact`` cannot answer it.

    ``beside`` are the report's own figures on the question, ``known`` those on record. "The body of a victim" and "one
    after the other" are no toll where 84 is; nor is what an onlooker saw ("at least 10 bodies"). A vague word far above
    the report's own count ("tore into thousands") is of something else. ``after`` are the words after the number,
    ``before`` those of its sentence before it: "eight of the dead" are some of them.
    """
    tolls = counted(one for one in (*beside, *known) if one is not fact)
    if not tolls or (asked.group is not None and not fact.implicit and not _is_few(fact)):
        return asked
    bystander = bool(fact.attribution) and fact.attribution[0].kind in _BYSTANDERS
    some = _died_later(fact) or (bystander and of_bodies(fact))
    far = 1.0 if some else _HALF if bystander else _FAR
    part = number(fact) * far < max(tolls) and not fact.vague and may_be_part(fact)
    stated = counted(one for one in beside if one is not fact)
    more = [one for one in beside if number(one) > number(fact) and not (one.vague or one.implicit)]
    seen = of_bodies(fact) and not all(map(of_bodies, more))  # two counts of bodies are rivals
    seen = seen or is_part_of_toll(after, before)
    below = _BACK if of_bodies(fact) else 1.0  # "78 bodies, amending the toll of 79" is a rival
    part = part or (seen and not fact.vague and number(fact) < below * max(stated, default=0.0))  # bodies found by then
    beyond = fact.vague and bool(stated) and (fact.low or 0.0) > _FAR * max(stated)
    return replace(asked, group=f"{BESIDES}: {fact.surface.casefold()}") if part or beyond else asked


def counts_who_did_it(fact: Fact, sentence: str, after: int) -> bool:
    """Whether a sentence says that its toll includes the attacker: no rival of the toll of the victims.

    ``after`` is where the number ends in the sentence.
    """
    return fact.measure == "killed" and _WITH_ATTACKER.search(sentence, after) is not None


_WITH_ATTACKER = lexicon.pattern(
    r"\b(?:includ(?:es?|ing)|counting|plus)\s+(?:\w+\s+){0,3}?{steps/attacker}\b(?!['’]s)", re.IGNORECASE
)


def is_recalled(before: str) -> bool:
    """Whether the words before a number recall a known event, so that the day of their sentence is not its day.

    "On Tuesday the country mourned the 31 people who died", "… condemned an attack in which at least 62 were killed".
    """
    return _RECALLED.search(before) is not None


def is_epidemic(text: str) -> bool:
    """Whether a text tells of what goes on for weeks: a toll told on a day is not of that day."""
    return _listed("epidemic").search(text) is not None


def is_wide(text: str) -> bool:
    """Whether a text tells of a disaster of a whole area, whose toll is the country's: a quake, no bomb."""
    return _listed("wide event").search(text) is not None


def locates_event(sentence: str, place: str | None) -> bool:
    """Whether a sentence names a place as where its event was: the toll is the event's, wherever people died.

    "The toll of the quake that struck Ancash", "killed in the floods in the Sikasso region"; not "in Yungay 26 died".
    """
    if place is None:
        return False
    name = place.split(",", maxsplit=1)[0]
    return any(name in sentence[event.end() : _clause_end(sentence, event.end())] for event in _WIDE.finditer(sentence))


def country_shaken(sentence: str, place: str | None) -> str | None:
    """The country in which a sentence puts a quake's place: "the toll of the quake in Ancash, Peru" is Peru's."""
    quake = _QUAKE.search(sentence)
    if place is None or quake is None or not locates_event(sentence, place) or country_of_demonym(place):
        return None
    told = {one.name for name in _NAMED.findall(sentence) if (one := look_up(name)) and one.kind == "country"}
    known = described(place)[0]
    return (
        told.pop()
        if len(told) == 1 and (known is None or (known.kind != "country" and known.country in told))
        else None
    )


_QUAKE = lexicon.pattern(r"\b{steps/quake}\b", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\b")


def _clause_end(sentence: str, start: int) -> int:
    end = _BREAK.search(sentence, start)
    return end.start() if end else len(sentence)


_WIDE = lexicon.pattern(r"\b{steps/wide event}\b(?!-)", re.IGNORECASE)
_BREAK = re.compile(r"[,;:]")


def is_of_another_event(before: str) -> bool:
    """Whether the words of a sentence before its number set it apart from the event of which the report tells."""
    return _listed("another event").search(before) is not None


def is_of_long_before(before: str) -> bool:
    """Whether the words before a number give it to an event long before that of which their sentence tells.

    "It comes three years after a dam burst, killing | 19"; not "three weeks after a quake struck, 19 are dead".
    """
    return _LONG_BEFORE.search(before) is not None


_LONG_BEFORE = lexicon.pattern(
    r"\b{steps/long spell}\s+(?:after|since)\s+(?:an?|another)\s(?:[^.;,]*|[^.;]*\b{steps/taking lives})"
    r"(?:\s(?:{hedge}|all))?\s*$",
    re.IGNORECASE,
)


def is_part_of_toll(after: str, before: str = "") -> bool:
    """Whether the words beside a number make it some of a toll: "eight | of the dead", "39 | of the 128 victims".

    "Two thirds of those killed, | 97, were women", "of the victims | 30 were miners".
    """
    return _OF_A_TOLL.match(after) is not None or _OF_ALL.search(before) is not None


_OF_A_TOLL = lexicon.pattern(
    r"\)?\s+(?:{steps/of a toll}|of\s+(?:the|those|these|all)\s+[\w,.-]+\s+(?:\w+\s+)?{steps/of those harmed})\b",
    re.IGNORECASE,
)


def is_identified(before: str, after: str) -> bool:
    """Whether the words beside a number say what became of some of the dead: "29 | bodies have been identified"."""
    return _IDENTIFYING.search(before) is not None or _IDENTIFIED.match(after) is not None


_IDENTIFYING = lexicon.pattern(r"\b{steps/identified}\s+(?:(?:{hedge}|the)\s+)*$", re.IGNORECASE)
_IDENTIFIED = lexicon.pattern(
    r"\s+(?:of\s+)?(?:(?:the|them|those|these)\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:(?:have|has|had|are|were|was|is|remain|been|yet|to|be|so\s+far|still)\s+)+{steps/identified}\b",
    re.IGNORECASE,
)
_OF_ALL = lexicon.pattern(r"\bof\s+(?:the|those|these|all)\s+{steps/of those harmed}\b[^.;:]*$", re.IGNORECASE)


def may_be_part(fact: Fact) -> bool:
    """Whether it is said in a way in which parts of a toll are said: of one, of a few, by an onlooker, of bodies."""
    seen = bool(fact.attribution) and fact.attribution[0].kind in _ONLOOKERS
    return fact.implicit or _is_few(fact) or seen or _died_later(fact) or of_bodies(fact)


def of_bodies(fact: Fact) -> bool:
    """Whether a figure counts bodies, of which there may be more."""
    return _listed("bodies").search(fact.entity) is not None


def _died_later(fact: Fact) -> bool:
    """E.g. "seven of the injured died": some of a toll, whatever it is by then."""
    return fact.measure == "killed" and _listed("hurt").search(fact.entity) is not None


def _is_few(fact: Fact) -> bool:
    return number(fact) <= _FEW


def far_apart(one: Fact, other: Fact) -> bool:
    """Whether two numbers are no rival claims of one toll in one report: those lie close together."""
    low, high = sorted((number(one), number(other)))
    return high > _NEXT * low


def is_sum(fact: Fact, parts: Sequence[Fact]) -> bool:
    """Whether some of these, each of another place, add up to the number: the whole of what they tell."""
    by_place = {one.place: number(one) for one in parts if one.place != fact.place and not (one.vague or one.implicit)}
    several = (combinations(by_place.values(), size) for size in range(2, min(len(by_place), _PARTS) + 1))
    return number(fact) >= TELLING and any(sum(some) == number(fact) for some in chain.from_iterable(several))


def surges(fact: Fact, known: Sequence[Fact]) -> bool:
    """Whether a toll that is said to rise may have risen to this one: first counts are low."""
    tolls = counted(known)
    return bool(tolls) and max(tolls) <= number(fact) <= SURGE * max(tolls)


def are_two_counts(one: Fact, other: Fact) -> bool:
    """Whether two numbers of one report, of other days, are of two things: "640 since January, 2,940 in all"."""
    low, high = sorted((number(one), number(other)))
    return high > _HALF * low


def is_small_part(fact: Fact, known: Sequence[Fact]) -> bool:
    """Whether the number is so far below the highest on record that it is no later value of that."""
    return number(fact) * _FAR < max(counted(known), default=0.0)


def is_near(fact: Fact, known: Sequence[Fact]) -> bool:
    """Whether the number is a step up from, or a rival's number below, the highest on record."""
    highest = max(counted(known), default=0.0)
    return not fact.vague and _BACK * highest <= number(fact) <= _STEP * highest


def borne_out(fact: Fact, known: Sequence[Fact], *, running: bool = False) -> float:
    """How far the numbers on record bear out this one: the same, within its words, of the same order, or not at all.

    A ``running`` toll ("climbed to 56") is borne out by a last one that it is not far above.
    """
    if not known:
        return IMPLAUSIBLE
    stated, tolls = number(fact), counted(known)
    if fact.vague:
        if any(one.vague and one.low == fact.low for one in known):
            return EQUAL
        return BORNE_OUT if any(stated <= toll <= stated * 20 for toll in tolls) else IMPLAUSIBLE
    if stated in tolls:
        return EQUAL
    step = _NEXT if running else _LITTLE if stated >= _MANY else 1.0
    risen = bool(tolls) and max(tolls) < stated <= step * max(tolls)
    if risen or any(_within(fact, one) for one in known if not one.vague):
        return BORNE_OUT
    vague = [one.low for one in known if one.vague and one.low]
    if not tolls and not vague:
        return IMPLAUSIBLE  # "a woman died", "nobody": nothing was counted
    low = min([toll / _RISE for toll in tolls] + vague)
    high = max([toll * _RISE for toll in tolls] + [least * 10 for least in vague])
    return PLAUSIBLE if low <= stated <= high else IMPLAUSIBLE


def _within(fact: Fact, other: Fact) -> bool:
    """Whether "about 80" or "more than 70" leaves room for the other number, near by."""
    one, two = number(fact), number(other)
    if Comparator.ABOUT in (fact.comparator, other.comparator):
        return abs(one - two) <= _SLACK * max(one, two)
    bounds = (fact, one, two), (other, two, one)
    return any(
        said.comparator in (Comparator.MORE, Comparator.AT_LEAST) and _BELOW * exact <= bound <= exact
        for said, bound, exact in bounds
    )


def same_event(one: str, other: str, *, least: int = _TELLING_WORDS) -> bool:
    """Whether two texts share words that few events have: "market", "suicide", "bomber"."""
    return len(_telling_words(one) & _telling_words(other)) >= least


@lru_cache(maxsize=4096)
def _telling_words(text: str) -> frozenset[str]:
    words = {word.removesuffix("s") for word in _LONG_WORD.findall(text.casefold())}
    return frozenset(words - {word.removesuffix("s") for word in lexicon.listed("steps", "any event")})


def names_day(sentence: str) -> bool:
    """Whether a sentence says itself when; else its day is the story's."""
    return _listed("day").search(sentence) is not None


def is_running(sentence: str) -> bool:
    """Whether a sentence gives a toll as it stands: "rose to 46 on Tuesday" is no toll of Tuesday."""
    return _listed("running").search(sentence) is not None


def is_perfect(sentence: str) -> bool:
    """Whether a sentence says what has happened until now: "41 have been killed, officials said on Tuesday"."""
    return _listed("perfect").search(sentence) is not None


def is_of_years(sentence: str) -> bool:
    """Whether a sentence sums up a year or more: no toll of an event, though it may stand "so far"."""
    return _listed("of years").search(sentence) is not None


@cache
def _listed(kind: str) -> re.Pattern[str]:
    return lexicon.pattern(rf"\b{{steps/{kind}}}\b", re.IGNORECASE)
