"""What changed between two versions or two dates, as prose."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ledger.lexicon.counted import is_counted
from ledger.model import Change, ChangeKind, Diff, Fact, Why
from ledger.render.line import bearer, claimant, fact_line, joined, period, status
from ledger.render.plain import one_line
from ledger.render.quantity import amount, noun, signed, signed_percent
from ledger.render.words import after_noun, measure_words

_MOVED = {ChangeKind.RAISED: "rose", ChangeKind.LOWERED: "fell"}
VALUE_KINDS = (ChangeKind.RAISED, ChangeKind.LOWERED, ChangeKind.TIGHTENED, ChangeKind.LOOSENED)
_KINDS_IN_A_SENTENCE = 3  # of more kinds only the sum is said
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


def why_line(why: Why) -> str:
    """``likeness 0.93: place 1, group 1, context 0.8 …``; of a lone figure also the nearest one and what bars it."""
    parts = ", ".join(f"{part.name} {part.likeness:.2g}" for part in why.parts)
    alike = f"likeness {why.likeness:.2f}" + (f": {parts}" if parts else "")
    if why.nearest is None:
        return f"{why.bar}" if why.bar else alike
    return f"nearest: {fact_line(why.nearest.fact)} ({why.bar}; {alike})"


def change_line(change: Change) -> str:
    """``raised: 2,300 → 5,300 people killed · Derna (+3,000, +130 %)``."""
    before, after = change.before, change.after
    if before and after:
        return f"{change.kind}: {_step(change.kind, before.fact, after.fact)}{_distance(change)}"
    return "".join(f"{change.kind}: {fact_line(side.fact)}" for side in (before, after) if side)


def sentence(diff: Diff) -> str:
    """The whole diff in one sentence, its weightiest revision first."""
    between = f"Between {sides(diff)}"
    if not diff.changes:
        return _nothing_changed(diff, between)
    lead = _lead(diff)
    counts = counted_kinds(diff)
    if lead:
        counts[lead.change.kind.value] -= 1
    rest = _listed(counts, _counted_words(diff), others=lead is not None)
    told = _told(lead) if lead else ""
    return one_line(f"{between}, {told}{'; ' if told and rest else ''}{rest}{_silent(diff)}.")


def _silent(diff: Diff) -> str:
    """``; floods@1 states no figure`` where all figures are the other side's."""
    kinds = {change.kind for change in diff.changes}
    lone = {ChangeKind.ADDED: diff.before, ChangeKind.WITHDRAWN: diff.after}
    silent = lone.get(kinds.pop()) if len(kinds) == 1 and not diff.unchanged else None
    return f"; {silent} states no figure" if silent and silent.number is not None else ""


def _nothing_changed(diff: Diff, between: str) -> str:
    if not diff.unchanged and diff.before.number is None and diff.after.number is not None:
        return f"{diff.after} states no figure."
    if not diff.unchanged:
        return f"{between}, no figure changed: neither states one."
    if diff.before == diff.after and diff.before.number is not None:
        return f"{diff.before} was compared with itself: no figure changed ({diff.unchanged:,} compared)."
    return f"{between}, no figure changed ({diff.unchanged:,} compared)."


def sides(diff: Diff) -> str:
    """What is compared: ``version 1 and version 2 of floods``, two reports, or two days."""
    before, after = diff.before, diff.after
    if before.number is None and after.number is None and diff.before_published and diff.after_published:
        return f"{diff.before_published} and {diff.after_published}"
    if before.number is None:
        known = f" as known on {diff.before_published}" if diff.before_published else ""
        return f"the ledger{known} and {after}"
    if before.report == after.report:
        return f"version {before.number} and version {after.number} of {before.report}"
    return f"{before} and {after}"


class _Told(NamedTuple):
    """A revision with both its sides."""

    change: Change
    old: Fact
    new: Fact


def _lead(diff: Diff) -> _Told | None:
    """The revision to open with: the weightiest one."""
    revised = [
        _Told(change, change.before.fact, change.after.fact)
        for change in diff.changes
        if change.kind in _MOVED and change.before and change.after
    ]
    return max(revised, key=lambda told: weight(told.change), default=None)


def weight(change: Change) -> tuple[bool, bool, float, float]:
    """How much a change matters: of people killed or harmed most, then the greatest in percent."""
    side = change.after or change.before
    percent, delta = abs(change.percent or 0.0), abs(change.delta or 0.0)
    return bool(side and side.fact.measure == "killed"), bool(side and side.fact.unit == "person"), percent, delta


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
    if change.kind not in VALUE_KINDS or change.delta is None:
        return ""
    percent = "" if change.percent is None else f", {signed_percent(change.percent)}"
    return f" ({signed(change.delta)}{percent})"


def counted_kinds(diff: Diff) -> dict[str, int]:
    """How many changes there are of each kind, 0 included."""
    found = Counter(change.kind for change in diff.changes)
    return {kind.value: found[kind] for kind in ChangeKind}


def _counted_words(diff: Diff) -> dict[ChangeKind, str]:
    """The kinds in words; what a report repeats of the ledger before it may be said in the same words."""
    new_in_report = diff.before.number is None and diff.after.number is not None
    return _COUNTED_KINDS | ({ChangeKind.REPEATED: "repeated"} if new_in_report else {})


def _listed(counts: dict[str, int], kinds: dict[ChangeKind, str], *, others: bool) -> str:
    """``2 other figures were raised, 1 was added and 1 withdrawn``; empty where all counts are 0."""
    there = {words: counts[kind.value] for kind, words in kinds.items() if counts[kind.value]}
    lone = {words: there.pop(words) for words in ("added", "withdrawn") if words in there}
    if len(there) > _KINDS_IN_A_SENTENCE:
        there = {"changed": sum(there.values())}
    parts: list[str] = []
    for words, count in (there | lone).items():
        many, other = count != 1, others and words in there
        if not parts:
            figures = f"{' other' if other else ''} figure{'s were' if many else ' was'}"
        else:
            figures = (" others" if many else " other") if other else ""
        parts.append(f"{count:,}{figures} {words}")
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
