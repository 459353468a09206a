"""The fields of a fact that a person may put right, from text as on a command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from ledger.errors import DecisionRefused
from ledger.lexicon import rows as lexicon_rows
from ledger.model import ActorKind, Attribution, Basis, Comparator, Direction, Fact, Period, Status

__all__ = ["corrected"]

_NUMBERS = frozenset({"low", "high"})
_NAMES = frozenset({"unit", "entity", "measure"})
_OPTIONAL_NAMES = frozenset({"group", "place"})
_ENUMS: Mapping[str, Any] = {"comparator": Comparator, "basis": Basis, "direction": Direction, "status": Status}
_FIELDS = (*sorted(_NUMBERS | _NAMES | _OPTIONAL_NAMES | set(_ENUMS)), "start", "end", "claimant", "kind", "series")


def corrected(fact: Fact, fields: Mapping[str, str]) -> Fact:
    """The fact with its fields as given. Raises DecisionRefused for an unknown field or a value that makes no sense."""
    changes: dict[str, Any] = {}
    for name, text in fields.items():
        value = None if text in ("", "null") else text
        if name in ("start", "end"):
            period = changes.get("period", fact.period) or None
            ends = {"start": period.start if period else None, "end": period.end if period else None}
            ends[name] = _day(name, value)
            changes["period"] = _period(ends)
        elif name in ("claimant", "kind"):
            changes["attribution"] = _claimed(changes.get("attribution", fact.attribution), name, value)
        else:
            changes[name] = _value(name, value)
    try:
        return replace(fact, **changes)
    except (TypeError, ValueError) as error:
        raise DecisionRefused(f"that cannot be: {error}") from None


def _value(name: str, text: str | None) -> Any:
    if name in _NUMBERS:
        try:
            return None if text is None else float(text.replace(",", ""))
        except ValueError:
            raise DecisionRefused(f"{name} is a number, not {text!r}; for example {name}=12") from None
    if name in _ENUMS:
        return None if text is None and name == "direction" else _chosen(name, text)
    if name in _OPTIONAL_NAMES or (name in _NAMES and text is not None):
        if name == "measure":
            _known_measure(str(text))
        return text
    if name in _NAMES:
        raise DecisionRefused(f"{name} cannot be empty")
    raise DecisionRefused(f"a fact has no field {name!r} to correct; there are {', '.join(_FIELDS)}")


def _chosen(name: str, text: str | None) -> Any:
    try:
        return _ENUMS[name](text)
    except ValueError:
        listed = ", ".join(member.value for member in _ENUMS[name])
        raise DecisionRefused(f"{name} is one of {listed}, not {text!r}") from None


def _known_measure(name: str) -> None:
    known = [row[0] for row in lexicon_rows("measures")]
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "FACTS lists them"
        raise DecisionRefused(f"there is no measure {name!r}; {hint}")


def _day(name: str, text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise DecisionRefused(f"{name} is a day, written YYYY-MM-DD, not {text!r}") from None


def _period(ends: Mapping[str, date | None]) -> Period | None:
    if ends["start"] is None and ends["end"] is None:
        return None
    try:
        return Period(start=ends["start"], end=ends["end"])
    except ValueError as error:
        raise DecisionRefused(str(error)) from None


def _claimed(chain: tuple[Attribution, ...], name: str, text: str | None) -> tuple[Attribution, ...]:
    if name == "claimant" and text is None:
        return ()
    first = chain[0] if chain else Attribution(name="", cue="", kind=ActorKind.OTHER)
    if name == "claimant":
        return (replace(first, name=str(text)), *chain[1:])
    if not chain:
        raise DecisionRefused("kind is the claimant's; name one first, as in claimant=NAME kind=official")
    try:
        return (replace(first, kind=ActorKind(str(text))), *chain[1:])
    except ValueError:
        listed = ", ".join(kind.value for kind in ActorKind)
        raise DecisionRefused(f"kind is one of {listed}, not {text!r}") from None
