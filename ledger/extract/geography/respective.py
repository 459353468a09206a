"""Places and figures told in one order: "Quakes in Chad and Niger killed 12 and 7 people respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ledger.extract.geography.sites import Site
from ledger.lexicon.gazetteer import look_up
from ledger.model import Span

_SAID = re.compile(r"\brespectively\b")
_JOIN = re.compile(r",?\s+and\s+|,\s+")
_ROW = re.compile(r"[^.;]{1,40}?(?:,|\sand)\s(?:[a-z]+\s){0,2}")


def respective(text: str, sites: Sequence[Site], figures: Sequence[int], at: Span, sentence: Span) -> str | None:
    """The place that answers to the figure at ``at`` by its turn in the row; None where no row of places is as long as that of the figures."""
    said = _SAID.search(text, at.end, min(sentence.end, at.end + 120))
    if said is None:
        return None
    told = [start for start in figures if start < said.start()]
    for site in sites:
        names = _JOIN.split(text[slice(*site.span)])
        row = told[-len(names) :]
        joined = all(_ROW.fullmatch(text, first, second) for first, second in pairwise(row))
        if any(row[0] < one.span.start < row[-1] for one in sites):
            continue  # "two in Lima, and one in Chad and Niger, respectively": Lima has its own
        if len(names) == len(row) > 1 and at.start in row and joined:
            name = names[row.index(at.start)]
            place = look_up(name)
            return place.name if place is not None else name
    return None
