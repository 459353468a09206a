"""How one stated quantity stands to an earlier one: risen, fallen, narrower, wider, or the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from ledger.model import Comparator, Direction, Fact, Revision, RevisionKind

# A relative change of these says nothing (a percentage of percentages, of logarithms, of a scale without a true zero).
_NO_PERCENT = frozenset({"percent", "percentage_point", "magnitude", "degree_Celsius", "degree_Fahrenheit", "factor"})

# "Dozens" is at least 24 by contract, but nobody calls 500 "dozens": a vague word reaches to five times its floor.
_VAGUE_REACH = 5.0

# From the surest word to the loosest, where the number itself stays the same.
_LOOSENESS = {
    Comparator.EQUAL: 0,
    Comparator.ABOUT: 1,
    Comparator.MORE: 2,
    Comparator.LESS: 2,
    Comparator.AT_LEAST: 3,
    Comparator.AT_MOST: 3,
}


class Move(StrEnum):
    """How the second of two quantities stands to the first."""

    SAME = "same"
    REQUALIFIED = "requalified"
    RAISED = "raised"
    LOWERED = "lowered"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Bounds of a fact, negated where they count a fall that is compared with a rise."""

    low: float | None
    high: float | None
    comparator: Comparator
    vague: bool

    @property
    def point(self) -> float | None:
        """The one number that was stated; None for a range."""
        return _point(self.low, self.high)

    @property
    def interval(self) -> tuple[float, float]:
        """The values that the words plausibly allow."""
        low = -inf if self.low is None else self.low
        if self.vague and self.high is None and self.low is not None:
            return low, self.low * _VAGUE_REACH
        return low, inf if self.high is None else self.high

    @property
    def spans_values(self) -> bool:
        """Whether other values may lie inside it without contradicting it: a range, or a vague word."""
        return self.point is None or (self.vague and self.low != self.high)


def step(before: Fact, after: Fact) -> Revision:
    """The revision from one fact to its successor in a series. Both must have the same unit (else ValueError)."""
    kind = move(before, after)
    if kind is Move.SAME:
        return Revision(kind=RevisionKind.REPEATED)
    if kind is Move.REQUALIFIED:
        return Revision(kind=_requalified_step(before, after))
    delta, percent = distance(before, after)
    return Revision(kind=RevisionKind(kind.value), delta=delta, percent=percent)


def _requalified_step(before: Fact, after: Fact) -> RevisionKind:
    """The same number in other words: surer words tighten, looser words loosen, the rest repeats."""
    shift = _looseness(after) - _looseness(before)
    if shift == 0:
        return RevisionKind.REPEATED
    return RevisionKind.LOOSENED if shift > 0 else RevisionKind.TIGHTENED


def _looseness(fact: Fact) -> int:
    return 2 * _LOOSENESS[fact.comparator] + fact.vague


def move(before: Fact, after: Fact) -> Move:
    """How ``after`` stands to ``before`` by value alone; swapped, raised is lowered and tightened is loosened."""
    if _same_bounds(before, after):
        return Move.SAME
    first, second = _comparable(before, after)
    if first.point is not None and first.point == second.point:
        return Move.REQUALIFIED
    if (first.low, first.high) == (second.low, second.high):
        return Move.REQUALIFIED
    return _containment(first, second) or _direction(first, second)


def _same_bounds(before: Fact, after: Fact) -> bool:
    """Whether all is the same of both, as it mostly is; told without weighing one against the other."""
    return (before.low, before.high, before.comparator, before.vague, before.unit, before.direction) == (
        after.low,
        after.high,
        after.comparator,
        after.vague,
        after.unit,
        after.direction,
    )


def same_number(before: Fact, after: Fact) -> bool:
    """Whether the move is none or a requalification: told without weighing one value against the other."""
    if _directions_differ(before, after):
        return move(before, after) in (Move.SAME, Move.REQUALIFIED)
    if (before.low, before.high) == (after.low, after.high):
        return True
    point = _point(before.low, before.high)
    return point is not None and point == _point(after.low, after.high)


def _point(low: float | None, high: float | None) -> float | None:
    if low is None or high is None:
        return high if low is None else low
    return low if low == high else None


def _containment(first: Quantity, second: Quantity) -> Move | None:
    """Tightened or loosened where a range or vague word holds the other value, or both share a bound."""
    if first.spans_values and _holds(first.interval, second.interval):
        return Move.TIGHTENED
    if second.spans_values and _holds(second.interval, first.interval):
        return Move.LOOSENED
    return None


def _holds(outer: tuple[float, float], inner: tuple[float, float]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _direction(first: Quantity, second: Quantity) -> Move:
    earlier, later = _leading(first, second)
    if earlier == later:  # "at least 10" against "10 to 15"
        return Move.TIGHTENED if _holds(first.interval, second.interval) else Move.LOOSENED
    return Move.RAISED if later > earlier else Move.LOWERED


def _leading(first: Quantity, second: Quantity) -> tuple[float, float]:
    """The pair of numbers to compare: lower bounds where both have one, else upper ones, else the one each has."""
    if first.low is not None and second.low is not None:
        return first.low, second.low
    if first.high is not None and second.high is not None:
        return first.high, second.high
    return _only(first), _only(second)


def _only(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else quantity.high or 0.0


def distance(before: Fact, after: Fact) -> tuple[float | None, float | None]:
    """(difference, difference in percent of the first) of the leading numbers; None where it has no meaning."""
    first, second = _comparable(before, after)
    earlier, later = _leading(first, second)
    delta = later - earlier
    if delta == 0:
        return None, None
    if earlier == 0 or before.unit in _NO_PERCENT or _directions_differ(before, after):
        return delta, None
    return delta, 100.0 * delta / abs(earlier)


def _comparable(before: Fact, after: Fact) -> tuple[Quantity, Quantity]:
    if before.unit != after.unit:
        raise ValueError(f"quantities in {before.unit} and {after.unit} cannot be compared; convert one first")
    signed = _directions_differ(before, after)
    return _quantity(before, signed=signed), _quantity(after, signed=signed)


def _directions_differ(before: Fact, after: Fact) -> bool:
    return {before.direction, after.direction} == {Direction.UP, Direction.DOWN}


def _quantity(fact: Fact, *, signed: bool) -> Quantity:
    if not (signed and fact.direction is Direction.DOWN):
        return Quantity(low=fact.low, high=fact.high, comparator=fact.comparator, vague=fact.vague)
    low = None if fact.high is None else -fact.high
    high = None if fact.low is None else -fact.low
    return Quantity(low=low, high=high, comparator=fact.comparator, vague=fact.vague)
