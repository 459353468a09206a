"""A fact among the known series: exactly one clear candidate, or a series of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import prod

from ledger.link.names import (
    DIFFERENT,
    SAME,
    SHORTER,
    SPELLED,
    claimants_alike,
    groups_alike,
    places_alike,
    units_alike,
)
from ledger.link.questions import folded, question, series_id, settled
from ledger.model import Basis, Fact, Placement, Question, Series

CLEAR = 0.7  # a candidate below this is another figure
MARGIN = 0.05  # two candidates closer than this are not told apart
_NEAR_MISSES = 3  # kept as reasons, for a person who may want to merge
_ONE_DAY = timedelta(days=1)
_OWN_PERIOD_ONLY = frozenset({Basis.INCREMENT, Basis.CHANGE})  # each addition and each move stands by its own days


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A known series of the right kind, with how alike each part of it is to the fact."""

    series: Series
    unit: float
    group: float
    place: float
    anchor: float
    claimant: float

    @property
    def score(self) -> float:
        return round(prod((self.unit, self.group, self.place, self.anchor, self.claimant)), 3)

    @property
    def subject(self) -> float:
        """How alike the questions are, whoever answers."""
        return round(prod((self.unit, self.group, self.place, self.anchor)), 3)

    @property
    def apart(self) -> tuple[str, ...]:
        """The parts that make it another series."""
        return tuple(
            name for name in ("unit", "group", "place", "anchor", "claimant") if getattr(self, name) == DIFFERENT
        )


def place(
    fact: Fact,
    *,
    outlet: str | None,
    report_key: str,
    published: date | None,
    known: Sequence[Series],
    asked: Question | None = None,
) -> Placement:
    """The series among ``known`` that ``fact`` continues, or a new one.

    ``asked`` is the question that it answers, where that is not the one that the fact alone puts.

    Measure and basis must be the same: an addition is no value of a total. A forecast, plan or condition never
    enters an actual figure's series. Group, place, anchor and claimant may be worded differently; their likenesses
    multiply to the score. Where nobody is credited the outlet is the claimant, else the report.
    """
    asked = asked or question(fact, published)
    own = _series(fact, asked, fact.claimant or outlet or report_key)
    if any(series.id == own.id for series in known):
        return Placement(series=own, score=1.0, reasons=("same question, same claimant",), new=False)
    candidates = [
        _compared(own, series, credited=fact.claimant is not None) for series in known if _same_kind(own, series)
    ]
    ranked = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.series.id))
    clear = [candidate for candidate in ranked if candidate.score >= CLEAR]
    if len(clear) == 1 or (clear and clear[0].score - clear[1].score >= MARGIN):
        best = clear[0]
        return Placement(series=best.series, score=best.score, reasons=_agreements(own, best), new=False)
    return _new(_rival(own, candidates), ranked, clear)


def answering(series: Series, asked: Question, known: Iterable[Series], *, credited: bool) -> Series:
    """The series of the same claimant that answers ``asked``: one of the known ones, which answer it, or a new one."""
    own = replace(series, question=asked, id=series_id(asked, series.claimant, series.basis, series.status))
    alike = [
        (
            SAME if one.id == own.id else claimants_alike(own.claimant, one.claimant) if credited else DIFFERENT,
            one.id,
            one,
        )
        for one in known
        if one.basis is own.basis and one.status is own.status
    ]
    best = sorted(alike, key=lambda found: (-found[0], found[1]))[:2]
    clear = best and best[0][0] >= CLEAR and (len(best) == 1 or best[0][0] - best[1][0] >= MARGIN)
    return best[0][2] if clear else own


def kindred(own: Series, other: Series) -> bool:
    """Whether two series are one claimant's, of one measure, place and time, whatever the counted things are called."""
    one, known = own.question, other.question
    return (
        one.measure == known.measure
        and (one.unit == "person") == (known.unit == "person")
        and own.basis is other.basis
        and own.status is other.status
        and folded(own.claimant) == folded(other.claimant)
        and places_alike(one.place, known.place) != DIFFERENT
        and _anchors_alike(own, known) != DIFFERENT
    )


def _rival(own: Series, candidates: Sequence[_Candidate]) -> Series:
    """A new series, on the question that another claimant's series answers in other words, where there is one.

    So rivals stand side by side though one says "since Monday" and the other only "so far".
    """
    alike = sorted(candidates, key=lambda one: (-one.subject, one.series.id))
    clear = [one for one in alike if one.subject >= CLEAR]
    asked = {one.series.question for one in clear if one.subject == clear[0].subject}
    if len(asked) != 1 or own.question in {one.series.question for one in clear}:
        return own
    (shared,) = asked
    return replace(own, question=shared, id=series_id(shared, own.claimant, own.basis, own.status))


def _series(fact: Fact, asked: Question, claimant: str) -> Series:
    identity = series_id(asked, claimant, fact.basis, fact.status)
    return Series(id=identity, question=asked, claimant=claimant, basis=fact.basis, status=settled(fact.status))


def _same_kind(one: Series, other: Series) -> bool:
    return (
        one.question.measure == other.question.measure
        and units_alike(one.question.unit, other.question.unit) != DIFFERENT
        and one.basis is other.basis
        and settled(one.status) is settled(other.status)
    )


def _compared(own: Series, known: Series, *, credited: bool) -> _Candidate:
    """``credited``: a claimant is named in the text; outlets and report keys are exact names, never spelt otherwise."""
    alike = claimants_alike(own.claimant, known.claimant) if credited else DIFFERENT
    return _Candidate(
        series=known,
        unit=units_alike(own.question.unit, known.question.unit),
        group=groups_alike(own.question.group, known.question.group),
        place=places_alike(own.question.place, known.question.place),
        anchor=_anchors_alike(own, known.question),
        claimant=SAME if folded(own.claimant) == folded(known.claimant) else alike,
    )


def _anchors_alike(own: Series, other: Question) -> float:
    """1 for the same fixed ends. Tuesday's 21 and Wednesday's four differ; tolls of one event that roll on do not."""
    one = own.question
    starts, ends = (one.anchor_start, other.anchor_start), (one.anchor_end, other.anchor_end)
    if starts[0] == starts[1] and ends[0] == ends[1]:
        return SAME
    if own.basis in _OWN_PERIOD_ONLY:
        return DIFFERENT
    rolling = ends[0] is None and ends[1] is None
    if starts[0] is not None and starts[1] is not None:
        if starts[0] == starts[1]:  # the first day's toll of a dated event, and its later tolls
            return SPELLED if ends[0] is None or ends[1] is None else DIFFERENT
        return SHORTER if rolling and abs(starts[0] - starts[1]) <= _ONE_DAY else DIFFERENT
    return SHORTER if rolling else DIFFERENT  # a toll that does not say since when


def _agreements(own: Series, best: _Candidate) -> tuple[str, ...]:
    """Why the fact belongs there: each part, and in what form it agrees."""
    asked, known = own.question, best.series.question
    parts = (
        ("unit", best.unit, asked.unit, known.unit),
        ("claimant", best.claimant, own.claimant, best.series.claimant),
        ("group", best.group, asked.group or "not narrowed", known.group or "not narrowed"),
        ("place", best.place, asked.place or "not named", known.place or "not named"),
        ("anchor", best.anchor, days_of(asked), days_of(known)),
    )
    same = ["measure, basis and status", *(name for name, alike, *_ in parts if alike == SAME)]
    close = (f"{name}: {one} ≈ {other}" for name, alike, one, other in parts if alike != SAME)
    return (f"same {', '.join(same)}", *close)


def _new(own: Series, ranked: Sequence[_Candidate], clear: Sequence[_Candidate]) -> Placement:
    """A series of its own; the surer, the less it is like any known one."""
    if clear:
        ids = " or ".join(candidate.series.id for candidate in clear[:_NEAR_MISSES])
        return Placement(series=own, score=0.5, reasons=(f"two or more series fit equally well: {ids}",), new=True)
    nearest = ranked[0].score if ranked else 0.0
    reasons = ("no known series asks this", *_near_misses(own, ranked))
    return Placement(series=own, score=round(1.0 - nearest, 3), reasons=reasons, new=True)


def _near_misses(own: Series, ranked: Iterable[_Candidate]) -> list[str]:
    told = []
    for candidate in ranked:
        apart = candidate.apart
        if apart == ("claimant",):
            told.append(f"rival {candidate.series.id}: the same as {candidate.series.claimant} puts it")
        elif len(apart) <= 1:
            why = _difference(apart[0], own, candidate.series) if apart else f"score {candidate.score} is under {CLEAR}"
            told.append(f"near {candidate.series.id}: {why}")
    return told[:_NEAR_MISSES]


def _difference(part: str, own: Series, known: Series) -> str:
    if part == "anchor":
        return f"covers {days_of(known.question)}, not {days_of(own.question)}"
    one, other = (getattr(series.question, part) or "none" for series in (own, known))
    return f"{part} is {other}, not {one}"


def days_of(asked: Question) -> str:
    """The fixed ends of a question's period, in words."""
    start, end = asked.anchor_start, asked.anchor_end
    if start is None:
        return f"until {end}" if end else "no fixed days"
    return str(start) if start == end else f"{start} to {end}" if end else f"since {start}"
