"""Additions and earlier values, whoever tells them, against the totals on record: flags, never totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.link.names import DIFFERENT, SPELLED, groups_alike, places_alike, units_alike
from ledger.model import Basis, Check, Fact, Figure, Placement, Question, Role, Series

__all__ = ["Record", "cited", "concerned", "in_question", "misfitting_additions", "overlap", "total_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Values on record before a version that was published on this day: by question, oldest first, of any claimant."""

    published: date | None = None
    values: Mapping[Question, Sequence[Figure]] = field(default_factory=dict)


def in_question(facts: Mapping[str, Fact], played: Mapping[str, Role]) -> Iterator[tuple[str, Fact]]:
    """The facts that speak of other values: additions, as the totals that they add to, and earlier values."""
    for identity, fact in facts.items():
        if fact.basis is Basis.INCREMENT:
            yield identity, replace(fact, basis=Basis.TOTAL)
        elif played[identity] is Role.PREVIOUS:
            yield identity, fact


def concerned(asked: Question, series: Series, answered: Iterable[Question]) -> bool:
    """Whether a known series tells what ``asked`` is added to: the version answers its question, or it asks alike."""
    known = series.question
    return known in answered or (
        known.measure == asked.measure
        and units_alike(known.unit, asked.unit) != DIFFERENT
        and groups_alike(known.group, asked.group) >= SPELLED
        and places_alike(known.place, asked.place) >= SPELLED
    )


def misfitting_additions(
    facts: Mapping[str, Fact], placements: Mapping[str, Placement], known: Mapping[str, Figure], record: Record
) -> Iterator[Check]:
    """Each addition that no step from a total on record explains.

    "1,180 (+150)", "four more, which brings the toll to 46": the step to the total that the report gives. Where it
    gives none, the steps to the totals of that day. Both from its claimant's last total, and from others' newer ones.
    """
    for identity, added in facts.items():
        if added.basis is not Basis.INCREMENT or added.vague:
            continue
        total = total_of(added, facts)
        if total is not None:
            own = known.get(placements[total].series.id)
            before = _before(own, record.values.get(placements[total].series.question, ()))
            steps = [(earlier, facts[total]) for earlier in before]
        else:
            steps = _steps_of_the_day(placements[identity].series.question, record)
        steps = [(earlier, now) for earlier, now in steps if _exact(now) and _exact(earlier.fact)]
        if steps and not any(_fits(added, earlier.fact, now) for earlier, now in steps):
            earlier, now = steps[0]
            moved = f"from {earlier.fact.surface} ({cited(earlier)}) to {now.surface}"
            step = (now.low or 0.0) - (earlier.fact.low or 0.0)
            message = f"says that {added.surface} were added; {moved} it is {step:g}"
            yield Check(kind="increment-misfit", fact=identity, message=message)


def total_of(added: Fact, facts: Mapping[str, Fact]) -> str | None:
    """The total of the same thing in the same sentence: the nearest before the addition, else the nearest after it."""
    beside = [
        (fact.span.start > added.span.start, abs(fact.span.start - added.span.start), identity)
        for identity, fact in facts.items()
        if fact.sentence == added.sentence
        and fact.basis is Basis.TOTAL
        and (fact.measure, fact.unit) == (added.measure, added.unit)
    ]
    return min(beside)[2] if beside else None


def _before(own: Figure | None, values: Sequence[Figure]) -> list[Figure]:
    """The claimant's last total, then the last totals of others that are no older; the newest of these first."""
    last = {figure.series: figure for figure in values if own is None or figure.series != own.series}
    others = sorted(last.values(), key=lambda one: one.age, reverse=True)
    return [own, *(one for one in others if one.age >= own.age)] if own else others


def _steps_of_the_day(asked: Question, record: Record) -> list[tuple[Figure, Fact]]:
    """From each claimant's last total of earlier days to each total of the day; none where two questions are alike."""
    found = []
    for question, values in record.values.items():
        if groups_alike(question.group, asked.group) < SPELLED or places_alike(question.place, asked.place) < SPELLED:
            continue
        if question.measure != asked.measure or record.published is None:
            continue
        earlier = {one.series: one for one in values if one.published and one.published < record.published}
        today = [one.fact for one in values if one.published == record.published]
        if earlier and today:
            found.append(
                [(one, now) for now in today for one in sorted(earlier.values(), key=lambda one: one.age, reverse=True)]
            )
    return found[0] if len(found) == 1 else []


def _exact(fact: Fact) -> bool:
    return fact.low is not None and fact.high is not None and not fact.vague


def _fits(added: Fact, before: Fact, now: Fact) -> bool:
    step = (now.low or 0.0) - (before.low or 0.0)
    least = added.low if added.low is not None else 0.0
    return least <= step <= (added.high if added.high is not None else float("inf"))


def overlap(one: Fact, other: Fact) -> bool:
    """Whether both can be true of one number; a vague word or "about" excludes little."""
    if one.vague or other.vague:
        return True
    slack = 0.1 if "~" in (one.comparator.value, other.comparator.value) else 0.0
    low, high = _bounds(one, slack)
    least, most = _bounds(other, slack)
    return low <= most and least <= high


def _bounds(fact: Fact, slack: float) -> tuple[float, float]:
    low = float("-inf") if fact.low is None else fact.low * (1 - slack)
    return low, float("inf") if fact.high is None else fact.high * (1 + slack)


def cited(figure: Figure) -> str:
    """Where a figure is from: ``REPORT@N``."""
    return f"{figure.report}@{figure.version}"
