"""The letter after an amount: a scale ("3.4m homes"), or a unit that is read later ("a 5m wall")."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.model import Span

_NUMBERS = lexicon.table("numbers")
# What follows "3.4m" or "2b" where these letters are a scale: the plural that is counted.
_COUNTED = re.compile(
    rf"\s+(?!(?:{lexicon.either(_NUMBERS['after_length']['words'])})\b)(?:[a-z]+(?:-[a-z]+)?\s+){{0,4}}?(?:[a-z]{{2,}}s|people|children|men|women)\b"
)


# "worth 12m"; "145.6m passengers, followed by Norair with | 144.9m"
_BEFORE_SUM = lexicon.pattern(
    r"\b{numbers/before_sum}\s+(?:(?:{hedge}|another)\s+)?$|\dm\s(?:[a-z-]+\s){0,2}{counted in millions}\b[^.;\d]{1,60}\s$",
    re.IGNORECASE,
)


# "the 6.8 M earthquake", "two tremors of over 5M"
_THEN_QUAKE = lexicon.pattern(r"[\s-](?:[a-z]+\s)?{tremor}s?\b")
_FROM_QUAKE = lexicon.pattern(
    r"\b{tremor}s?\s(?:(?:was|were|of|above|below|over|at|measuring|reaching)\s)+(?:{hedge}\s)*$", re.IGNORECASE
)


def is_of_quake(text: str, core: Span) -> bool:
    """Whether the amount with an "M" at its end is the strength of an earthquake, and no millions."""
    if _THEN_QUAKE.match(text, core.end, core.end + 40):
        return True
    return _FROM_QUAKE.search(text, max(0, core.start - 60), core.start) is not None


def without_suffix(text: str, core: Span) -> Span:
    """The amount without a letter that is a unit ("a 5m wall", "3t of rice", "a 10k run") and no scale ("3.4m homes")."""
    letter = text[core.end - 1].lower()
    if text[core.end - 1] == "M" and is_of_quake(text, core):
        return Span(core.start, core.end - 1 - (text[core.end - 2] == " "))
    if letter not in "mbtk" or not text[core.end - 2 : core.end - 1].isdigit():
        return core
    if letter == "k":
        return (
            Span(core.start, core.end - 1)
            if re.match(r"\s(?:run|race|walk|marathon)\b", text[core.end : core.end + 9])
            else core
        )
    millions = text[core.end - 1] == "M" and "." in text[core.start : core.end]  # "IDPs: 1.1M"
    if millions or (letter == "m" and _BEFORE_SUM.search(text, max(0, core.start - 90), core.start)):
        return core  # "worth 12m", "a fee of 30m"
    return core if letter != "t" and _COUNTED.match(text, core.end) else Span(core.start, core.end - 1)
