"""Claimants side by side, and sums that refuse what does not add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ledger.errors import NotFound, QueryRefused
from ledger.model import Basis, FactFilter, Figure, LeftOut, Question, Rivals, Series, Status, Sum
from ledger.query.names import nearest
from ledger.query.overlap import may_overlap, width
from ledger.store import Store

__all__ = ["RULES", "rivals", "summed"]

# Of several claims on one question one may lead; no rule ever makes up a number that nobody said.
_Rule = Callable[[Figure], tuple[object, ...]]  # greater leads


def _exactness(figure: Figure) -> tuple[bool, bool]:
    return figure.fact.status is Status.ACTUAL, not figure.fact.vague


def _bound(figure: Figure, *, upper: bool) -> float:
    low, high = figure.fact.low, figure.fact.high
    first, second = (high, low) if upper else (low, high)
    return first if first is not None else second if second is not None else 0.0


RULES: Mapping[str, tuple[str, _Rule]] = MappingProxyType(
    {
        "newest": (
            "the newest actual claim that is not vague, of the most specific period",
            lambda figure: (*_exactness(figure), *figure.age, figure.fact.period is not None, figure.fact.confidence),
        ),
        "lowest": ("the lowest actual claim", lambda figure: (*_exactness(figure), -_bound(figure, upper=False))),
        "highest": ("the highest actual claim", lambda figure: (*_exactness(figure), _bound(figure, upper=True))),
        "surest": (
            "the claim that was read with most confidence",
            lambda figure: (figure.fact.confidence, *figure.age),
        ),
    }
)

_COMPARED = frozenset({Status.ACTUAL, Status.UNCONFIRMED})
_NOT_ADDED = MappingProxyType(
    {
        Basis.INCREMENT: "an addition to a total, not a total",
        Basis.CHANGE: "a change, not a count",
        Basis.LEVEL: "a state at a moment, not a count of events",
    }
)
_MEETING: Mapping[str, Callable[[Question, Question], str]] = MappingProxyType(
    {
        "place": lambda whole, part: f"{part.place or 'an unnamed place'} may lie in {whole.place or 'its place'}",
        "days": lambda whole, part: "their days overlap",
        "people": lambda whole, part: f"{part.group or 'all'} may be among {whole.group or 'all'}",
    }
)


def rivals(store: Store, where: FactFilter, rule: str = "newest", *, alone: bool = True) -> tuple[Rivals, ...]:
    """For each question the claimants' newest claims, most claims first.

    Without ``alone`` only questions on which two or more speak. Forecasts, plans, conditions and denials are no claims
    about what is. Raises NotFound for an unknown rule.
    """
    if rule not in RULES:
        raise NotFound(f"there is no rule {rule!r}; {nearest(rule, RULES, 'there are ' + ', '.join(RULES))}")
    grouped = defaultdict[tuple[Question, Basis], list[_Claim]](list)
    for claim in _newest(store, where):
        grouped[claim.question, claim.figure.fact.basis].append(claim)
    found = [_side_by_side(question, claims, rule) for (question, _), claims in grouped.items()]
    return tuple(sorted((one for one in found if alone or len(one.claims) > 1), key=_order))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """The newest answer of a series in its claimant's own words, and who carries it."""

    figure: Figure
    question: Question
    carriers: tuple[Figure, ...]


def _newest(store: Store, where: FactFilter) -> list[_Claim]:
    """The newest claim of each series. Wire copy is no claim of its own: it stands with the claim that it carries."""
    said = defaultdict[str, list[Figure]](list)
    for figure in store.figures(where):
        if figure.fact.status in _COMPARED and figure.role.is_value:
            said[figure.series].append(figure)
    known = store.series(list(said))
    found = []
    for name, figures in said.items():
        own = [figure for figure in figures if not _is_copy(figure, known[name])] or figures
        latest = max(figure.age for figure in own)
        told_last = (figure for figure in own if figure.age == latest)
        # as latest_figures
        newest = min(told_last, key=lambda figure: (figure.report, -figure.version, figure.fact.span))
        carriers = {
            figure.outlet: figure
            for figure in figures
            if figure.outlet not in (None, newest.outlet)
            and (figure.fact.low, figure.fact.high) == (newest.fact.low, newest.fact.high)
        }
        found.append(_Claim(figure=newest, question=known[name].question, carriers=tuple(carriers.values())))
    return found


def _is_copy(figure: Figure, series: Series) -> bool:
    """Whether an outlet that names nobody only repeats what is another's series."""
    return figure.fact.claimant is None and series.claimant not in (figure.outlet, figure.report)


def _order(one: Rivals) -> tuple[object, ...]:
    asked = one.question
    return -len(one.claims), asked.measure, asked.place or "", asked.group or "", str(asked.anchor_start), one.best.id


def _side_by_side(question: Question, claims: Sequence[_Claim], rule: str) -> Rivals:
    ordered = sorted((claim.figure for claim in claims), key=lambda figure: (_bound(figure, upper=False), figure.id))
    lows, highs = ([getattr(figure.fact, end) for figure in ordered] for end in ("low", "high"))
    return Rivals(
        question=question,
        claims=tuple(ordered),
        low=None if None in lows else min(lows),
        high=None if None in highs else max(highs),
        best=max(ordered, key=lambda figure: (RULES[rule][1](figure), figure.id)),
        rule=RULES[rule][0],
        carriers={claim.figure.id: claim.carriers for claim in claims if claim.carriers},
    )


def summed(store: Store, where: FactFilter, rule: str = "newest") -> Sum:
    """What the figures of one measure add up to, each question counted once by its best claim.

    Rival claims, parts of a counted whole, overlapping places or periods, additions, states, and other units are left
    out, each with its reason. Raises QueryRefused where the filter does not name one measure.
    """
    if where.measure is None:
        raise QueryRefused("a sum is of one measure; name it with --measure killed")
    answered = rivals(store, where, rule)
    left = [
        LeftOut(figure=claim, reason=f"a rival of {one.best.report}@{one.best.version}, which counts by the rule")
        for one in answered
        for claim in one.claims
        if claim.id != one.best.id
    ]
    best = [(_covered(one.question, one.best), one.best) for one in answered]
    unit = _main_unit(figure for _, figure in best)
    parts = list[tuple[Question, Figure]]()
    for question, figure in sorted(best, key=lambda item: (width(item[0]), item[1].id)):
        reason = _does_not_add(question, figure, unit, parts)
        if reason:
            left.append(LeftOut(figure=figure, reason=reason))
        else:
            parts.append((question, figure))
    figures = tuple(figure for _, figure in parts)
    lows, highs = ([getattr(figure.fact, end) for figure in figures] for end in ("low", "high"))
    return Sum(
        measure=where.measure,
        unit=unit,
        low=None if None in lows else sum(lows),
        high=None if None in highs else sum(highs),
        parts=figures,
        left_out=tuple(left),
    )


def _covered(asked: Question, figure: Figure) -> Question:
    """The question with the days that its best claim covers: what runs on covers the days up to its statement."""
    period = figure.fact.period
    if period is None:
        return asked
    return replace(asked, anchor_start=asked.anchor_start or period.start, anchor_end=asked.anchor_end or period.end)


def _main_unit(figures: Iterable[Figure]) -> str:
    counts = defaultdict[str, int](int)
    for figure in figures:
        counts[figure.fact.unit] += 1
    return max(sorted(counts), key=lambda unit: counts[unit], default="")


def _does_not_add(question: Question, figure: Figure, unit: str, parts: Sequence[tuple[Question, Figure]]) -> str:
    """Why a figure cannot be added to the parts; empty where it can."""
    fact = figure.fact
    if fact.unit != unit:
        return f"counted in {fact.unit}, not in {unit}"
    if fact.basis in _NOT_ADDED:
        return _NOT_ADDED[fact.basis]
    for other, counted in parts:
        if common := may_overlap(other, question):
            where = f"{counted.report}@{counted.version}"
            what = f"{counted.fact.surface} {counted.fact.entity}".rstrip()
            return f"may be part of what {where} counts ({what}): {_MEETING[common](other, question)}"
    return ""
