"""Lists that name an item anew from day to day: what was added tells which earlier value a total goes on from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ledger.link.additions import total_of
from ledger.link.names import words_of
from ledger.link.placing import kindred
from ledger.link.tolls import Said
from ledger.model import Basis, Comparator, Fact, Placement, Series

__all__ = ["before_additions", "going_on"]

_SURE = 0.9  # of what sums bear out and names do not
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
        said = on_record.get(series.id, ())
        last = max(said, key=lambda one: str(one.published or ""), default=None)
        if last is None or last.fact.low != value or last.fact.high != value or not kindred(own.series, series):
            continue
        if value >= _LARGE or set(_named(own.series)) & set(_named(series)):
            found.append((series, last))
    if len(found) != 1:
        return None
    ((series, last),) = found
    reasons = (f"goes on from {last.fact.surface} of {last.report}, which it says what was added to", *own.reasons)
    return Placement(series=series, score=_SURE, reasons=reasons, new=False)


def _named(series: Series) -> tuple[str, ...]:
    unit = "" if series.question.unit == "person" else series.question.unit
    return words_of(f"{unit} {series.question.group or ''}")
