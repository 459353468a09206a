"""The country whose body speaks of a figure that names no place: "Austria's health ministry said ten were ill"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.extract.geography.headings import countries_in
from ledger.extract.geography.places import CAPITALISED, capital_country, countries_of_people, place_words
from ledger.model import Span

_WORD = re.compile(r"\w+")


def country_speaking(text: str, speakers: Sequence[Span], measure: str) -> str | None:
    """The country of the one speaker whose word is of what befalls its own country.

    A health ministry tells of its land; an army does where it brings down what was fired at it.
    """
    found = {one for span in speakers if (one := _country(text, span, measure))}
    return found.pop() if len(found) == 1 else None


def _country(text: str, span: Span, measure: str) -> str | None:
    said = text[slice(*span)]
    words = list(CAPITALISED.finditer(text, *span))
    lower = {word.lower() for word in _WORD.findall(said)}
    # what an air force says was fired was fired at its land
    over = measure in place_words("over one's land") or (measure == "munitions_fired" and "air" in lower)
    if not (over or lower & place_words("domestic body")):
        return None
    if "in" in lower or "for" in lower or "of" in lower:
        return None  # "police in Lima", "the health ministry of Obora" have a place of their own
    people = [country for country, _ in countries_of_people(text, words)]
    seats = [land for word in words if over and (land := capital_country(word[0]))]
    return next(iter((*people, *countries_in(said), *seats)), None)
