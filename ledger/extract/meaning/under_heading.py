"""The status that a list takes from its heading: "Norland will send:" over "- 20 tanks", "The forecast by district:" over "Lida: 40 mm"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, status_words
from ledger.extract.lines.headers import is_short
from ledger.extract.lines.list_rows import has
from ledger.extract.lines.lists import ListLine
from ledger.extract.meaning.heads import colons_over, is_noun_row
from ledger.extract.meaning.measures import harm_measures
from ledger.model import Span, Status

_FORETOLD = lexicon.pattern(r"(?<!\bas\s)(?<!\bthan\s)\b{heads what is to come}\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z’']+")
_MONTH = re.compile(r"\bMay\b")  # "Arrivals on 3 May" tells of nothing that may be
_COLUMNS = ("|", "\t", "   ")


def heading_over(text: str, sentence: Span, tree: Tree, line: ListLine | None) -> str:
    """The heading of the list that a line is of; empty where it is of none, or says by itself what came of what it counts."""
    if line is not None:
        heading = text[slice(*line.header)].rstrip()
        return "" if heading[-1:] in (".", "!", "?") or has(_COLUMNS, heading) else heading
    start = text.rfind("\n", 0, sentence.start) + 1
    if not start or not is_noun_row(text, sentence, tree):
        return ""
    return next((head.rstrip() for _, head in colons_over(text, start)), "")


def status_under(status: Status, heading: str, measure: str) -> Status:
    """The status of a figure of a list, where only its heading says that it is to come."""
    if status is not Status.ACTUAL or not heading:
        return status
    if not heading.endswith(":") and (measure in harm_measures() or not is_short(heading)):
        return status  # "Floods expected to worsen" over "Dead: 14"
    if _FORETOLD.search(heading):
        return Status.FORECAST
    words = _WORD.findall(_MONTH.sub("", heading).lower())
    if not status_words("modal future").isdisjoint(words):
        done = any(not status_words("will be planned").isdisjoint(lemmas(word)) for word in words)
        return Status.PLANNED if done or measure in status_words("planned measure") else Status.FORECAST
    if not status_words("modal conditional").isdisjoint(words):
        return Status.CONDITIONAL
    if not status_words("modal forecast").isdisjoint(words):
        return Status.FORECAST
    return Status.PLANNED if _plans(heading, measure) else status


def _plans(heading: str, measure: str) -> bool:
    """Whether a heading tells what somebody means to do: "plans to close:", "Norland pledged:"; not "the aid committed to Norland:"."""
    return any(
        not status_words("planned").isdisjoint(lemmas(told["verb"]))
        and (told["act"] is not None or measure in status_words("planned measure"))
        for told in _MEANS.finditer(heading)
    )


_MEANS = re.compile(
    r"\b(?P<verb>[a-z]+)(?:\sto\s(?P<act>(?!the\b|its\b|an?\b)[a-z]+)|(?:\sthe\sfollowing|\sthese\s[a-z]+)?:)"
)
