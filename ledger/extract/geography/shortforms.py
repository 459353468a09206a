"""Short forms that a text defines for its regions: "Cordillera Administrative Region (CAR)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.extract.geography.forms import formed
from ledger.lexicon.gazetteer import Place, look_up

_SHORT = re.compile(r"\(([A-Z]{2,6})\)")
_FULL = re.compile(r"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s(?:(?:and|of|the)\s)?){1,5}$")
_LONGEST = 160  # characters of the words before a short form


def short_forms(text: str) -> dict[str, Place]:
    """The regions for which a text defines a short form: "Cordillera Administrative Region (CAR)" is no African country."""
    found: dict[str, Place] = {}
    for short in _SHORT.finditer(text):
        full = _FULL.search(text, max(0, short.start() - _LONGEST), short.start())
        words = full[0].split() if full else []
        for first in range(len(words)):
            place = look_up(" ".join(words[first:])) or (
                formed(tuple(words[first:])) if len(words) - first > 1 else None
            )
            if place is not None and place.kind == "region" and _is_short(short[1], words[first:]):
                found[short[1]] = place
                break
    return found


def _is_short(short: str, words: Sequence[str]) -> bool:
    """Whether letters stand for words: all their capitals, or some of the one name's letters ("Kotlabad (KTB)")."""
    capitals = "".join(letter for word in words for letter in word if letter.isupper())
    letters = iter("".join(words).upper())
    return short == capitals or (
        words[0][0] == short[0] and len(short) > 2 and len(words) < 3 and all(letter in letters for letter in short)
    )
