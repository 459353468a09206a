"""Lists that name an item anew from day to day: what was added, or its name and value, tell what it goes on from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from ledger.link.additions import total_of
from ledger.link.names import one_thing, words_of
from ledger.link.placing import kindred
from ledger.link.questions import folded
from ledger.link.tolls import Said
from ledger.model import Basis, Comparator, Fact, Placement, Series

__all__ = ["OnRecord", "before_additions", "going_on", "is_of_a_list", "renamed"]

OnRecord = Callable[[Sequence[str]], Mapping[str, Sequence[Said]]]  # series ids → what was said, by series id

_SURE = 0.9  # of what sums bear out and names do not
_FEWEST = 3  # items that go on under their own names make a report one of a list
_UNKNOWN = 10**6  # days
_CLIMB, _FEW = 1.2, 5  # how far an item climbs from one list to the next
_LARGE = 100  # so large a value is another's by no chance


def before_additions(facts: Mapping[str, Fact]) -> dict[str, float]:
    """What totals were before the additions that are told beside them, by the totals' ids: "1,391 (+187)" was 1,204."""
    found = defaultdict[str, list[float]](list)
    for added in facts.values():
        if added.basis is Basis.INCREMENT and added.comparator is Comparator.EQUAL and added.low is not None:
            total = total_of(added, facts)
            if total is not None and not added.vague and facts[total].low == facts[total].high:
                found[total].append((facts[total].low or 0.0) - added.low)
    return {total: values[0] for total, values in found.items() if len(values) == 1}


def going_on(
    own: Placement, value: float, known: Iterable[Series], on_record: Mapping[str, Sequence[Said]]
) -> Placement | None:
    """``own`` in the one series of its claimant whose last value was ``value``, though the item is named otherwise.

    A small value may be another item's by chance: there the names must share a word. None where none fits, or several.
    """
    found = []
    for series in known:
        last = max(on_record.get(series.id, ()), key=lambda one: str(one.published or ""), default=None)
        if last is None or last.fact.low != value or last.fact.high != value or not kindred(own.series, series):
            continue
        if value >= _LARGE or set(_named(own.series)) & set(_named(series)):
            found.append((series, last))
    if len(found) != 1:
        return None
    ((series, last),) = found
    reasons = (f"goes on from {last.fact.surface} of {last.report}, which it says what was added to", *own.reasons)
    return Placement(series=series, score=_SURE, reasons=reasons, new=False)


def renamed(
    own: Placement, fact: Fact, published: date | None, known: Iterable[Series], on_record: OnRecord
) -> Placement | None:
    """``own`` in the one series of its claimant whose item is named nearly so, and told nearly that number before.

    ``known`` are the items of the list that none of today's names goes on: "helicoptors" are "helicopters", "guided
    bombs" the "guided aerial bombs". None where none fits, or several.
    """
    like = [one for one in known if one_thing(_label(own.series), _label(one))]
    near = []
    for identity, said in on_record([one.id for one in like]).items():
        nearest = min(said, key=lambda one: _apart(one.published, published), default=None)
        if nearest is None or nearest.fact.low is None or nearest.fact.low != nearest.fact.high:
            continue
        before, now = nearest.fact.low, fact.low or 0.0
        if str(nearest.published or "") > str(published or ""):
            before, now = now, before  # a list that was read late
        if before <= now <= before * _CLIMB + _FEW:
            near.append((identity, nearest))
    if len(near) != 1:
        return None
    ((identity, nearest),) = near
    series = next(one for one in like if one.id == identity)
    reasons = (f"named nearly so beside {nearest.fact.surface} of {nearest.report}", *own.reasons)
    return Placement(series=series, score=_SURE, reasons=reasons, new=False)


def is_of_a_list(own: Placement, fact: Fact, found: Iterable[Placement]) -> bool:
    """Whether a total stands among others of its claimant that go on under their names."""
    exact = fact.low is not None and fact.low == fact.high and not fact.vague
    goes_on = {one.series.id for one in found if not one.new and _same_voice(one.series, own.series)}
    return own.new and exact and own.series.basis is Basis.TOTAL and len(goes_on) >= _FEWEST


def _same_voice(one: Series, other: Series) -> bool:
    return one.basis is other.basis and folded(one.claimant) == folded(other.claimant)


def _apart(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else _UNKNOWN


def _label(series: Series) -> str:
    asked = series.question
    return (asked.group or "") if asked.unit == "person" else asked.unit


def _named(series: Series) -> tuple[str, ...]:
    unit = "" if series.question.unit == "person" else series.question.unit
    return words_of(f"{unit} {series.question.group or ''}")
