"""What the word after a number tells of the things that a line's label names: "Houses: 412 destroyed, 1,230 damaged"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.grammar.words import SAYING, labels, noun_classes
from ledger.lexicon.plurals import singular

_HARMED = SAYING - {"casenoun"}
_FATE = lexicon.pattern(
    r"\s+(?P<fate>(?:[a-z]+ly\s)?(?:{labels/verbal}|[a-z]{3,}ed)(?:\s(?:away|down|out))?)\s*(?:$|[,.;(\n]|and\s+\d)",
    re.IGNORECASE,
)


def fate_of_named(text: str, start: int, end: int, name: str) -> str:
    """What the word after a number tells of what its label names: "Houses: 412 destroyed", "Livestock: 230 dead"."""
    told = _FATE.match(text, start, end)
    classes = noun_classes(name.lower()) if told and name[:1].isupper() else frozenset[str]()
    several = singular(name.lower()) != name.lower() or "livestock" in classes  # "Obora Region: 40 injured" names one
    harmed = classes & _HARMED or name.lower() in labels("harmed")  # "Casualties: 4 dead, 12 injured"
    return told["fate"] if told and several and classes and not harmed else ""
