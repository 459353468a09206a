"""How likely two figures of two versions are the same figure: by what they are about, never by where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ledger.diff.bounds import Move, move
from ledger.model import Basis, Fact, Figure, Part, Period

ALIKE = 0.55  # below this two figures are two figures

_WEIGHTS = (
    ("place", 4.0),
    ("group", 3.0),
    ("context", 3.0),
    ("claimant", 2.0),
    ("entity", 2.0),
    ("period", 2.0),
    ("value", 2.0),
    ("series", 2.0),
    ("basis", 1.0),
    ("status", 1.0),
)
_TOTAL = sum(weight for _, weight in _WEIGHTS)
_HALF_KNOWN = 0.4  # one side names it, the other is silent
_SAME_STORY = 0.6  # from here on two sentences are one sentence edited
_WORD = re.compile(r"[^\W\d_]{2,}")
_IDLE_WORDS = "the of in on at by and or its their his her to for an is was were are been has have had that"
_IDLE = frozenset(_IDLE_WORDS.split())
# An addition to a toll, or a rise, is never a later state of the toll itself.
_APART = frozenset({Basis.INCREMENT, Basis.CHANGE})
_MARKS = re.compile(r"[^\w%$€£¥+<>~]+")
_TAGS = re.compile(r"<[^<>]{1,200}>|\*\*|__|`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A figure with what it is about in comparable form; compute it once a figure."""

    figure: Figure
    place: frozenset[str]
    group: frozenset[str]
    claimant: frozenset[str]
    entity: frozenset[str]
    context: frozenset[str]
    wording: str
    period: Period | None


def subject(figure: Figure) -> Subject:
    """The comparable form of a figure."""
    fact = figure.fact
    said = wording(figure.quote)
    return Subject(
        figure=figure,
        place=words_of(fact.place),
        group=words_of(fact.group),
        claimant=words_of(fact.claimant),
        entity=words_of(fact.entity),
        context=frozenset(_WORD.findall(said)) - _IDLE,
        wording=said,
        period=settled(fact.period, figure.published),
    )


def wording(quote: str) -> str:
    """The sentence without markup, case, spacing and typography: what stays when only the looks of a text change."""
    plain = unicodedata.normalize("NFKC", _TAGS.sub(" ", quote)).replace("\u00ad", "")
    return _MARKS.sub(" ", plain).casefold().strip()


def settled(period: Period | None, published: date | None) -> Period | None:
    """The period without an end that merely follows the day of publication ("so far")."""
    if period is None or period.end is None or period.end != published or period.start == period.end:
        return period
    return Period(start=period.start) if period.start else None


def likeness(one: Subject, other: Subject) -> float:
    """0…1, the same either way round; 0 where the two cannot be one figure. Both must share unit and measure."""
    if bar(one, other):
        return 0.0
    return sum(weight * part for (_, weight), part in zip(_WEIGHTS, _parts(one, other), strict=True)) / _TOTAL


def compared(one: Subject, other: Subject) -> tuple[Part, ...]:
    """What the likeness of two figures is made of, the weightiest first."""
    found = zip(_WEIGHTS, _parts(one, other), strict=True)
    return tuple(Part(name=name, weight=weight / _TOTAL, likeness=part) for (name, weight), part in found)


def bar(one: Subject, other: Subject) -> str | None:
    """Why two figures cannot be one, whatever their values; None where they can."""
    first, second = one.figure.fact, other.figure.fact
    if (first.unit, first.measure) != (second.unit, second.measure):
        return "another measure or unit"
    if first.basis is not second.basis and _APART & {first.basis, second.basis}:
        return "an addition or a change is no total"
    if first.measure == "other" and not (one.entity & other.entity) and one.entity | other.entity:
        return "another thing"
    if _rival(one.group, other.group):
        return "another group"
    if one.figure.series and one.figure.series == other.figure.series:
        return None
    return _bar_by_value(one, other)


def _bar_by_value(one: Subject, other: Subject) -> str | None:
    """A different value is a revision only of the same place, claimant and day."""
    if move(one.figure.fact, other.figure.fact) in (Move.SAME, Move.REQUALIFIED):
        # "30 homes burned in Sousse", corrected to "in Derna": one sentence edited, the same figure in another place.
        apart = _rival(one.place, other.place) and _overlap(one.context, other.context) < _SAME_STORY
        return "another place" if apart else None
    if _rival(one.place, other.place):
        return "another place"
    if _rival(one.claimant, other.claimant):
        return "a rival claimant with another value"
    if one.figure.fact.basis is not Basis.LEVEL and _periods(one.period, other.period) == 0.0:
        return "another day"
    return None


def _parts(one: Subject, other: Subject) -> tuple[float, ...]:
    """The likeness of each part, in the order of the weights."""
    first, second = one.figure.fact, other.figure.fact
    return (
        _overlap(one.place, other.place),
        _overlap(one.group, other.group),
        _overlap(one.context, other.context),
        _overlap(one.claimant, other.claimant),
        _overlap(one.entity, other.entity),
        _periods(one.period, other.period),
        _closeness(first, second),
        float(one.figure.series == other.figure.series),
        float(first.basis is second.basis),
        float(first.status is second.status),
    )


def _rival(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are named and neither name is a shorter form of the other."""
    return bool(one and other) and not (one <= other or other <= one)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return _HALF_KNOWN
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _periods(one: Period | None, other: Period | None) -> float:
    if one == other:
        return 1.0
    if one is None or other is None:
        return _HALF_KNOWN
    starts = max(one.start or date.min, other.start or date.min)
    ends = min(one.end or date.max, other.end or date.max)
    return 0.6 if starts <= ends else 0.0


def _closeness(first: Fact, second: Fact) -> float:
    if (first.low, first.high) == (second.low, second.high):
        return 1.0
    one, other = leading(first), leading(second)
    if one * other <= 0:
        return 0.0
    return 0.8 * min(abs(one), abs(other)) / max(abs(one), abs(other))


def leading(fact: Fact) -> float:
    """The number that a figure is compared by: its lower bound, else its upper one."""
    return fact.low if fact.low is not None else fact.high or 0.0


def words_of(text: str | None) -> frozenset[str]:
    """The words that tell, in lower case; numbers are none."""
    return frozenset(word for word in _WORD.findall((text or "").casefold()) if word not in _IDLE)
