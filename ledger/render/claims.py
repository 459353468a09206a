"""Rival claims and sums, as lines, JSON and rows."""

from __future__ import annotations

from typing import Any

from ledger.model import Figure, Question, Rivals, Sum
from ledger.render.data import Data, figure_data, iso, plain_number
from ledger.render.line import citation, figure_line, joined, plural
from ledger.render.quantity import counted
from ledger.render.tables import figure_row
from ledger.render.words import measure_words, unit_words


def rivals_lines(one: Rivals) -> list[str]:
    """What is asked, the span of the answers, then each claim; the best one is marked."""
    head = f"{question_line(one.question)}: {_span(one.low, one.high)}"
    return [head, *(_claim_line(one, claim) for claim in one.claims)]


def _claim_line(one: Rivals, claim: Figure) -> str:
    mark = "→" if claim.id == one.best.id else " "
    who = claim.fact.claimant or claim.outlet or claim.report
    best = f"  (best: {one.rule})" if claim.id == one.best.id else ""
    outlets = ", ".join(str(carrier.outlet) for carrier in one.carriers.get(claim.id, ()))
    carried = f"  (also in {outlets})" if outlets else ""
    return f"  {mark} {counted(claim.fact)} · per {who}  {citation(claim)}{carried}{best}"


def question_line(asked: Question) -> str:
    """``people killed · La Ceiba · since 2024-10-14``: what rival claims answer."""
    start, end = asked.anchor_start, asked.anchor_end
    days = None
    if start and end:
        days = str(start) if start == end else f"{start} to {end}"
    elif start or end:
        days = f"since {start}" if start else f"until {end}"
    thing = asked.group or unit_words(asked.unit, one=False)
    what = " ".join(part for part in (thing, measure_words(asked.measure)) if part)
    return joined(what, asked.place, days)


def _span(low: float | None, high: float | None) -> str:
    if low is not None and low == high:
        return _number(low)
    return f"{_number(low)} to {_number(high)}"


def _number(value: float | None) -> str:
    plain = plain_number(value)
    return "open" if plain is None else f"{plain:,}"


def rivals_data(one: Rivals) -> Data:
    """One question as JSON."""
    return {
        "question": question_data(one.question),
        "low": plain_number(one.low),
        "high": plain_number(one.high),
        "best": figure_data(one.best),
        "rule": one.rule,
        "claims": [{**figure_data(claim), "carriers": _carriers(one, claim)} for claim in one.claims],
    }


def _carriers(one: Rivals, claim: Figure) -> list[Data]:
    """The other outlets that say the same for the same claimant."""
    return [
        {"report": carrier.report, "version": carrier.version, "outlet": carrier.outlet}
        for carrier in one.carriers.get(claim.id, ())
    ]


def question_data(asked: Question) -> Data:
    """What rival claims answer, as JSON."""
    return {
        "measure": asked.measure,
        "unit": asked.unit,
        "group": asked.group,
        "place": asked.place,
        "start": iso(asked.anchor_start),
        "end": iso(asked.anchor_end),
    }


def rivals_row(one: Rivals, claim: Figure) -> dict[str, Any]:
    """One claim as a flat row, with the span of all claims on its question."""
    span = {"question_low": plain_number(one.low), "question_high": plain_number(one.high)}
    return {**span, "best": claim.id == one.best.id, "rule": one.rule, **figure_row(claim)}


def sum_lines(total: Sum) -> list[str]:
    """The sum, its parts, then what was left out and why."""
    what = " ".join(part for part in (unit_words(total.unit, one=False), measure_words(total.measure)) if part)
    head = f"{what}: {_span(total.low, total.high)} ({plural(len(total.parts), 'figure')})"
    parts = [f"  + {figure_line(figure)}" for figure in total.parts]
    left = [f"  - {figure_line(item.figure)}: {item.reason}" for item in total.left_out]
    return [head, *parts, *([f"left out: {plural(len(left), 'figure')}"] if left else []), *left]


def sum_data(total: Sum) -> Data:
    """The sum as JSON."""
    return {
        "measure": total.measure,
        "unit": total.unit,
        "low": plain_number(total.low),
        "high": plain_number(total.high),
        "parts": [figure_data(figure) for figure in total.parts],
        "left_out": [{"reason": item.reason, "figure": figure_data(item.figure)} for item in total.left_out],
    }


def sum_rows(total: Sum) -> list[dict[str, Any]]:
    """Each figure as a flat row: counted or left out, and why."""
    counted_rows = [{"counted": True, "reason": None, **figure_row(figure)} for figure in total.parts]
    left = [{"counted": False, "reason": item.reason, **figure_row(item.figure)} for item in total.left_out]
    return [*counted_rows, *left]
