"""What changed between two versions or two dates, as prose and as data."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from ledger.lexicon.counted import is_counted
from ledger.model import Change, ChangeKind, Diff, Fact, VersionRef, Why
from ledger.render.data import Data, figure_data, iso, plain_number, rounded
from ledger.render.line import bearer, claimant, fact_line, joined, period, plural, status
from ledger.render.plain import one_line
from ledger.render.quantity import amount, noun, signed, signed_percent
from ledger.render.words import after_noun, measure_words

_MOVED = {ChangeKind.RAISED: "rose", ChangeKind.LOWERED: "fell"}
_VALUE_KINDS = (ChangeKind.RAISED, ChangeKind.LOWERED, ChangeKind.TIGHTENED, ChangeKind.LOOSENED)
_COUNTED_KINDS = {
    ChangeKind.RAISED: "raised",
    ChangeKind.LOWERED: "lowered",
    ChangeKind.TIGHTENED: "made more precise",
    ChangeKind.LOOSENED: "made less precise",
    ChangeKind.REQUALIFIED: "requalified",
    ChangeKind.REATTRIBUTED: "attributed to someone else",
    ChangeKind.REDATED: "dated anew",
    ChangeKind.RE_PLACED: "placed elsewhere",
    ChangeKind.REPEATED: "repeated in other words",
    ChangeKind.ADDED: "added",
    ChangeKind.WITHDRAWN: "withdrawn",
}


def diff_lines(diff: Diff) -> list[str]:
    """A sentence fit to be pasted, then a line a change, then how many figures stayed."""
    lines = [sentence(diff)]
    for change in diff.changes:
        lines += [f"  {change_line(change)}", *([f"    {why_line(change.why)}"] if change.why else [])]
    return [*lines, f"  {plural(diff.unchanged, 'figure')} unchanged"] if diff.changes else lines


def diff_data(diff: Diff) -> Data:
    """The diff as ``--format json`` prints it."""
    return {
        "before": _side_data(diff.before, iso(diff.before_published)),
        "after": _side_data(diff.after, iso(diff.after_published)),
        "changes": [change_data(change) for change in diff.changes],
        "summary": {**_counts(diff), "unchanged": diff.unchanged, "line": sentence(diff)},
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


def why_line(why: Why) -> str:
    """``likeness 0.93: place 1, group 1, context 0.8 …``; of a lone figure also the nearest one and what bars it."""
    parts = ", ".join(f"{part.name} {part.likeness:.2g}" for part in why.parts)
    alike = f"likeness {why.likeness:.2f}" + (f": {parts}" if parts else "")
    if why.nearest is None:
        return f"{why.bar}" if why.bar else alike
    return f"nearest: {fact_line(why.nearest.fact)} ({why.bar}; {alike})"


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


def change_row(change: Change) -> dict[str, Any]:
    """One change as a flat row for CSV."""
    sides = {"before": change.before, "after": change.after}
    row: dict[str, Any] = {"kind": change.kind.value}
    for name, figure in sides.items():
        row[f"{name}_id"] = figure.id if figure else None
        row[f"{name}_low"] = plain_number(figure.fact.low) if figure else None
        row[f"{name}_high"] = plain_number(figure.fact.high) if figure else None
    return {**row, "delta": plain_number(change.delta), "percent": rounded(change.percent), "line": change_line(change)}


def change_line(change: Change) -> str:
    """``raised: 2,300 → 5,300 people killed · Derna (+3,000, +130 %)``."""
    before, after = change.before, change.after
    if before and after:
        return f"{change.kind}: {_step(change.kind, before.fact, after.fact)}{_distance(change)}"
    return "".join(f"{change.kind}: {fact_line(side.fact)}" for side in (before, after) if side)


def sentence(diff: Diff) -> str:
    """The whole diff in one sentence, its weightiest revision first."""
    between = f"Between {_sides(diff)}"
    if not diff.changes:
        return _nothing_changed(diff, between)
    lead = _lead(diff)
    counts = _counts(diff)
    if lead:
        counts[lead.change.kind.value] -= 1
    rest = _listed(counts, others=lead is not None)
    told = _told(lead) if lead else ""
    return one_line(f"{between}, {told}{'; ' if told and rest else ''}{rest}.")


def _nothing_changed(diff: Diff, between: str) -> str:
    if not diff.unchanged:
        return f"{between}, no figure changed: neither states one."
    if diff.before == diff.after and diff.before.number is not None:
        return f"{diff.before} was compared with itself: no figure changed ({diff.unchanged:,} compared)."
    return f"{between}, no figure changed ({diff.unchanged:,} compared)."


def _sides(diff: Diff) -> str:
    before, after = diff.before, diff.after
    if before.number is None and after.number is None and diff.before_published and diff.after_published:
        return f"{diff.before_published} and {diff.after_published}"
    if before.report == after.report:
        return f"version {before.number} and version {after.number} of {before.report}"
    return f"{before} and {after}"


class _Told(NamedTuple):
    """A revision with both its sides."""

    change: Change
    old: Fact
    new: Fact


def _lead(diff: Diff) -> _Told | None:
    """The revision to open with: of people killed or harmed first, then the greatest in percent."""
    revised = [
        _Told(change, change.before.fact, change.after.fact)
        for change in diff.changes
        if change.kind in _MOVED and change.before and change.after
    ]
    return max(revised, key=_weight, default=None)


def _weight(told: _Told) -> tuple[bool, bool, float, float]:
    percent, delta = told.change.percent or 0.0, told.change.delta or 0.0
    return told.new.measure == "killed", told.new.unit == "person", abs(percent), abs(delta)


def _told(lead: _Told) -> str:
    """``the number of people killed in Derna rose from 2,300 to 5,300 (+3,000, +130 %)``."""
    change, old, new = lead
    place = f" in {new.place}" if new.place else ""
    per = f", according to {new.claimant}," if new.claimant else ""
    step = f"{_MOVED[change.kind]} from {amount(old)} to {amount(new)}{_distance(change)}"
    return f"{_topic(new)}{place}{per} {step}"


def _topic(fact: Fact) -> str:
    if not is_counted(fact.unit):
        what = measure_words(fact.measure) if fact.measure != "other" else fact.entity
        return f"the {what}{f' of {fact.group}' if fact.group else ''}"
    what = fact.group or ("people" if fact.unit == "person" else noun(fact))
    return f"the number of {what} {after_noun(fact.measure)}".rstrip()


def _step(kind: ChangeKind, old: Fact, new: Fact) -> str:
    if kind is ChangeKind.REATTRIBUTED:
        return f"{fact_line(new)} (before: {claimant(old) or 'the outlet itself'})"
    if kind is ChangeKind.REDATED:
        return f"{fact_line(new)} (before: {period(old.period) or 'undated'})"
    if kind is ChangeKind.RE_PLACED:
        return f"{fact_line(new)} (before: {old.place or 'no place'})"
    if kind is ChangeKind.REPEATED or amount(old) == amount(new):
        return f"{fact_line(new)} (before: {fact_line(old)})"
    what = " ".join(part for part in (noun(new), after_noun(new.measure)) if part)
    return joined(f"{amount(old)} → {amount(new)} {what}", bearer(new), new.place, status(new), claimant(new))


def _distance(change: Change) -> str:
    if change.kind not in _VALUE_KINDS or change.delta is None:
        return ""
    percent = "" if change.percent is None else f", {signed_percent(change.percent)}"
    return f" ({signed(change.delta)}{percent})"


def _counts(diff: Diff) -> dict[str, int]:
    found = Counter(change.kind for change in diff.changes)
    return {kind.value: found[kind] for kind in ChangeKind}


def _listed(counts: dict[str, int], *, others: bool) -> str:
    """``1 other figure was raised, 1 was added and 1 withdrawn``; empty where all counts are 0."""
    parts: list[str] = []
    for kind, words in _COUNTED_KINDS.items():
        if count := counts[kind.value]:
            other = " other" if others and kind not in (ChangeKind.ADDED, ChangeKind.WITHDRAWN) else ""
            figure = f" figure{'' if count == 1 else 's'} {'was' if count == 1 else 'were'}" if not parts else other
            parts.append(f"{count:,}{other if not parts else ''}{figure} {words}")
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _side_data(side: VersionRef, published: str | None) -> Data:
    return {"report": side.report, "version": side.number, "published": published}
