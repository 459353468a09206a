"""Countries' adjectives beside a figure of an economy: whose it is."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.geography.sites import Site
from ledger.lexicon.gazetteer import country_of_people
from ledger.model import Span

_NAME = re.compile(r"\b[A-Z][\w.]+")
_TOWN = lexicon.pattern(r"(?:\s[a-z-]+){0,2}?\s{placewords/class}\b")  # "Obora, a Kenyan coastal town"
_NEAR = 150  # characters


def is_of_another(text: str, site: Site, at: Span) -> bool:
    """Whether a country's adjective stands between a site and the figure at ``at``: "in the euro zone, … while German output fell"."""
    words = [word for word in _NAME.finditer(text, site.span.end, at.start) if not _TOWN.match(text, word.end())]
    return any(country_of_people(text, *word.span()) not in (None, site.place.name) for word in words)


def country_of_adjective(text: str, sentence: Span, at: Span) -> str | None:
    """The country of the adjective nearest to the figure at ``at``: "half of Russian energy exports" are of Russia."""
    found = [
        (abs(match.start() - at.start), country)
        for match in _NAME.finditer(text, max(sentence.start, at.start - _NEAR), min(sentence.end, at.end + _NEAR))
        if (country := country_of_people(text, *match.span()))
    ]
    return min(found)[1] if found else None
