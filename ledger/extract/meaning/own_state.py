"""The state in which a part of those told of before is: "nine were dug out, two of whom are in serious condition"."""

from __future__ import annotations

import re

from ledger.extract.meaning.measures import cues_in

_ARE_IN = re.compile(r"\s+(?:of\s+(?:them|whom|these|those)\s+)?(?:is|are|was|were|remains?|remained)\s+(?:still\s+|now\s+)?(in\s[a-z][a-z -]*)")  # fmt: skip
_STATES = frozenset(("wounded", "hospitalized", "detained", "trapped", "stranded"))


def has_own_state(text: str, end: int, told: str) -> bool:
    """Whether the words after a part tell its own state, and not that of all; the dead are in no other ("killed nine, one of whom was in custody")."""
    said = _ARE_IN.match(text, end) if told not in ("killed", *_STATES) else None
    if said is None:
        return False
    return any(cue.measure in _STATES and cue.slot == "any" for cue in cues_in(tuple(said[1].split()[:4])))
