"""How a figure hangs together with those before it, as clues by which the judge tells its measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.setting import Setting
from ledger.model import Fact

LINK = "link"  # what clues begin with that link a figure to the one before: too many and too rare to count one by one
_WORD_OR_MARK = re.compile(r"[A-Za-z’'-]+|[^\w\s]")
_SHORT, _MIDDLING = 4, 10  # words between two figures
_LATE = 8  # figures that are still in mind
_GAP = 600  # characters before a figure that are looked at
_PERCENTS = frozenset(("percent", "percentage_point", "factor"))


def links(mention: Mention, setting: Setting) -> Iterator[str]:
    """What the latest figures of the sentences before tell, and the figure just before, with the words in between."""
    facts = setting.facts
    recent = [fact.measure for fact in facts[-_LATE:] if mention.elided or fact.unit == mention.unit]
    for measure in set(recent):
        yield f"recent {measure}"
    if recent:
        yield f"last {recent[-1]}"
    if facts:
        same = "same" if facts[-1].unit == mention.unit else "elided" if mention.elided else "other"
        yield f"lastfact {same} {facts[-1].measure}"
    previous = setting.previous
    if previous is not None and previous.span.end <= mention.span.start:
        yield from _to_previous(mention, setting, previous)


def _to_previous(mention: Mention, setting: Setting, previous: Fact) -> Iterator[str]:
    gap = setting.text[max(previous.span.end, mention.span.start - _GAP) : mention.span.start]
    between = [word.lower() for word in _WORD_OR_MARK.findall(gap)]
    apart = "near" if len(between) <= _SHORT else "mid" if len(between) <= _MIDDLING else "far"
    inside = "in" if previous.sentence == setting.sentence else "out"
    words = between if len(between) <= _SHORT else [between[0], "..", between[-1]]
    yield f"{LINK} {_relation(mention, previous)} {apart} {inside} {previous.measure}"
    yield f"{LINK} {'_'.join(words)} {previous.measure}"


def _relation(mention: Mention, previous: Fact) -> str:
    if mention.elided:
        return "elided"
    if previous.unit == mention.unit:
        return "same"
    if mention.unit in _PERCENTS:
        return "pct"
    if previous.unit == "percent":
        return "pctbefore"
    return "money" if "money" in mention.classes else "other"
