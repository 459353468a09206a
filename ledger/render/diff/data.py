"""What changed, as ``--format json`` prints it. ``schema.json`` beside this file describes it for other programs."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from ledger.model import Change, Diff, VersionRef, Why
from ledger.render.data import Data, figure_data, iso, plain_number, rounded
from ledger.render.diff.prose import change_line, counted_kinds, sentence


def diff_schema() -> str:
    """The JSON Schema (draft 2020-12) of ``diff_data``, as text."""
    return (files("ledger.render.diff") / "schema.json").read_text("utf-8").rstrip()


def diff_data(diff: Diff) -> Data:
    """The diff as ``--format json`` prints it."""
    return {
        "before": _side_data(diff.before, iso(diff.before_published)),
        "after": _side_data(diff.after, iso(diff.after_published)),
        "changes": [change_data(change) for change in diff.changes],
        "summary": {**counted_kinds(diff), "unchanged": diff.unchanged, "line": sentence(diff)},
    }


def change_data(change: Change) -> Data:
    """One change with both figures and its line."""
    return {
        "kind": change.kind.value,
        "before": figure_data(change.before) if change.before else None,
        "after": figure_data(change.after) if change.after else None,
        "delta": plain_number(change.delta),
        "percent": rounded(change.percent),
        "line": change_line(change),
        **({"why": why_data(change.why)} if change.why else {}),
    }


def change_row(change: Change) -> dict[str, Any]:
    """One change as a flat row of typed values."""
    row: dict[str, Any] = {"kind": change.kind.value}
    for name, figure in (("before", change.before), ("after", change.after)):
        row[f"{name}_id"] = figure.id if figure else None
        row[f"{name}_low"] = plain_number(figure.fact.low) if figure else None
        row[f"{name}_high"] = plain_number(figure.fact.high) if figure else None
    return {**row, "delta": plain_number(change.delta), "percent": rounded(change.percent), "line": change_line(change)}


def why_data(why: Why) -> Data:
    """The reasons as data."""
    return {
        "likeness": rounded(why.likeness),
        "parts": {
            part.name: {"weight": rounded(part.weight), "likeness": rounded(part.likeness)} for part in why.parts
        },
        "nearest": why.nearest.id if why.nearest else None,
        "bar": why.bar,
    }


def _side_data(side: VersionRef, published: str | None) -> Data:
    return {"report": side.report, "version": side.number, "published": published}
