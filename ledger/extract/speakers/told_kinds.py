"""What kind of body a name is said to be where it stands: "rescue charity Blue Beacon", "CEL, the state-run power company, said"."""

from __future__ import annotations

import re
from functools import lru_cache

from ledger.extract.grammar.words import genders, noun_classes
from ledger.extract.speakers.actors import can_speak, classify, fold, is_title
from ledger.extract.speakers.described import body_nouns, class_words
from ledger.model import ActorKind

_LONGEST_NOUN = 4  # words of "armed forces press office"
_NEAR = 60
_CLAUSE = re.compile(r"\s(?:that|which|who|whose|where|based|run|led|backed|owned|in|of|for|at|from|with|on|to)\b")
# "Halden, a ferry operator, said"; "Halden (…), the country's largest retailer which …, said"
_SAID_TO_BE = re.compile(r"(?:\s\([^()\n]{1,20}\))?,\s(?:an?|the|its|their)\s([^,.;:\n“”\"]{3,90}),\s")


@lru_cache(maxsize=4096)
def kind_told(phrase: str) -> ActorKind | None:
    """The kind of body that words say somebody is: "rescue charity", "country's largest retailer"; None for a person's office."""
    words = fold(phrase).split()
    last = words[-1] if words else ""
    if not last or (last not in body_nouns() and (is_title(last) or "person" in noun_classes(last))):
        return None
    for start in range(max(0, len(words) - _LONGEST_NOUN), len(words)):
        noun = " ".join(words[start:])
        if can_speak(noun) and (kind := classify(noun)) not in (ActorKind.OTHER, ActorKind.PERSON):
            return kind
    told = [kind for kind, nouns in class_words().items() if last in nouns]
    return ActorKind(told[0]) if len(told) == 1 else None


def kind_before(name: str, context: str) -> ActorKind | None:
    """The kind that the words right before a name tell; what a comma parts is an office's: "head of the station, Ana Duarte"."""
    before = context.partition(name)[0].rstrip(" (") if name and name in context else ""
    return kind_told(before) if before and before[-1] != "," else None


def kind_apposed(text: str, name: str, at: int) -> ActorKind | None:
    """The kind that stands between commas after a name at about ``at``, where no more than its head may be."""
    start = text.find(name, max(0, at - len(name)), at + _NEAR) if name else -1
    apposed = _SAID_TO_BE.match(text, start + len(name)) if start >= 0 else None
    return kind_told(_CLAUSE.split(apposed[1], maxsplit=1)[0]) if apposed is not None else None


def is_body_beside(text: str, name: str, context: str, at: int) -> bool:
    """Whether a name that looks like a person's is said to be a body: "the operator Volta Grid", "Halden Marine, a ferry operator, said"."""
    if genders().get(fold(name).partition(" ")[0]):
        return False  # "film producer Ana Duarte"
    return (kind_before(name, context) or kind_apposed(text, name, at)) is not None
