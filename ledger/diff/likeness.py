"""How likely two figures of two versions are the same figure: by what they are about, never by where they stand."""

from __future__ import annotations

from datetime import date
from operator import mul

from ledger.diff.bounds import same_number
from ledger.diff.subject import Subject, Words
from ledger.model import Basis, Fact, Part, Period

ALIKE = 0.55  # below this two figures are two figures

_WEIGHTS = (
    ("place", 4.0),
    ("group", 3.0),
    ("context", 3.0),
    ("claimant", 2.0),
    ("entity", 2.0),
    ("beside", 2.0),
    ("period", 2.0),
    ("value", 2.0),
    ("series", 2.0),
    ("basis", 1.0),
    ("status", 1.0),
)
_EACH = tuple(weight for _, weight in _WEIGHTS)
_TOTAL = sum(_EACH)
_HALF_KNOWN = 0.4  # one side names it, the other is silent
_SAME_STORY = 0.6  # from here on two sentences are one sentence edited
# An addition to a toll, or a rise, is never a later state of the toll itself.
_APART = frozenset({Basis.INCREMENT, Basis.CHANGE})


def likeness(one: Subject, other: Subject) -> float:
    """0…1, the same either way round; 0 where the two cannot be one figure. Both must share unit and measure."""
    if bar(one, other):
        return 0.0
    return float(sum(map(mul, _EACH, _parts(one, other)))) / _TOTAL


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
    if rival(one.group, other.group):
        return "another group"
    if one.figure.series and one.figure.series == other.figure.series:
        return None
    return bar_by_value(one, other)


def bar_by_value(one: Subject, other: Subject) -> str | None:
    """A different value is a revision only of the same place, claimant and day."""
    apart = _apart(one, other)
    if apart:
        found = "another place"
    elif rival(one.claimant, other.claimant):
        found = "a rival claimant with another value"
    elif one.figure.fact.basis is not Basis.LEVEL and _periods(one.period, other.period) == 0.0:
        found = "another day"
    else:
        return None
    if not same_number(one.figure.fact, other.figure.fact):
        return found
    # "30 homes burned in Sousse", corrected to "in Derna": one sentence edited, the same figure in another place.
    edited = _overlap(one.sentence.context, other.sentence.context) >= _SAME_STORY
    return found if apart and not edited else None


def _apart(one: Subject, other: Subject) -> bool:
    """Whether the texts themselves put the figures in two places.

    A place that its sentence does not name was inferred from the story around it; where both versions speak of both
    places, it may only have been inferred anew.
    """
    if not rival(one.place, other.place):
        return False
    named = (one.place - other.place) & one.sentence.said and (other.place - one.place) & other.sentence.said
    both = one.place | other.place
    spoken_of = both <= one.cast.words and both <= other.cast.words
    return bool(named) or not spoken_of or re_placed(one, other)


def re_placed(one: Subject, other: Subject) -> bool:
    """Whether another place was put where one stood: in the sentence itself, or in the headline over it.

    Where it is another sentence that was changed, its own figures tell; those that only took their place from it stay.
    """
    if not rival(one.place, other.place):
        return False
    within = _put_in_place(one.place, other.place, one, other)
    return within or (_heads(one.place, one, other) and _heads(other.place, other, one))


def reattributed(one: Subject, other: Subject) -> bool:
    """Whether another claimant, or none, was put where one stood: in the sentence itself, or throughout the text.

    Paragraphs that move change who "he" is taken for, not what is said: then both names are still about.
    """
    gone, come = one.claimant, other.claimant
    if not (rival(gone, come) or bool(gone) != bool(come)):
        return False
    strangers = not (gone and other.cast.knows(gone)) and not (come and one.cast.knows(come))
    if strangers and not (gone and come) and one.sentence.frame == other.sentence.frame:
        return False  # the same words, whose speaker is found or lost
    return strangers or _put_in_place(gone, come, one, other)


def _put_in_place(gone: Words, come: Words, one: Subject, other: Subject) -> bool:
    """Whether each sentence says its own name, where it has one, and nothing of the other's."""
    first, second = one.sentence.said, other.sentence.said
    return _said_once(gone - come, first, second) and _said_once(come - gone, second, first)


def _said_once(name: Words, here: Words, there: Words) -> bool:
    return not name or (bool(name & here) and not name & there)


def _heads(place: Words, its: Subject, others: Subject) -> bool:
    """Whether a side's headline names the place, and the other side does not speak of it."""
    return place <= its.cast.titles and not place <= others.cast.words


def _parts(one: Subject, other: Subject) -> tuple[float, ...]:
    """The likeness of each part, in the order of the weights."""
    first, second = one.figure.fact, other.figure.fact
    return (
        _overlap(one.place, other.place),
        _overlap(one.group, other.group),
        _overlap(one.sentence.context, other.sentence.context),
        _overlap(one.claimant, other.claimant),
        _overlap(one.entity, other.entity),
        _overlap(one.beside, other.beside),
        _periods(one.period, other.period),
        _closeness(first, second),
        float(one.figure.series == other.figure.series),
        float(first.basis is second.basis),
        float(first.status is second.status),
    )


def rival(one: Words, other: Words) -> bool:
    """Whether both are named and neither name is a shorter form of the other."""
    return bool(one and other) and not (one <= other or other <= one)


def _overlap(one: Words, other: Words) -> float:
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
