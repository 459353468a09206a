"""The disease of which a report tells: its bare "cases" are cases of that disease (FACTS.md 2, ``group``)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.grammar.words import labels
from ledger.model import Fact

_LETTERS = re.compile(r"[a-z][a-z-]+")
_LEAST = 2  # mentions: a disease named in passing is not what the report is about
_CASE = lexicon.pattern(
    r"^(?:(?:{labels/case-status}|total)\s+)*(?:cases?|infections?|)(?:\s+of\s+(?:the\s+)?([\w-]+(?:\s(?:virus\s)?(?:disease|fever))?))?$",
    re.I,
)


def disease_of(text: str) -> str | None:
    """The disease named most, at least twice; None where there is none."""
    lower = text.lower()
    names = [name for name in _names() if name in lower]  # most texts name none, which this tells at once
    if not names:
        return None
    found = [match[0] for match in _pattern(tuple(names)).finditer(text)]
    leading = Counter(name.lower() for name in found).most_common(1)
    if not leading or leading[0][1] < _LEAST:
        return None
    return next(name for name in found if name.lower() == leading[0][0])


def cases_of(disease: str | None, entity: str, group: str | None, measure: str) -> str | None:
    """The group of a count of cases: its own words with the disease put in; else ``group``."""
    if disease is None and group is not None and measure in ("killed", "casualties") and _COUNTED.fullmatch(group):
        return None  # "the number of confirmed deaths" of a collapse
    match = _CASE.match(entity.strip()) if measure in ("infected", "killed", "hospitalized") else None
    if match is None:
        return group
    if match[1]:  # "41 cases of measles", "of Marburg fever"
        known = _pattern(_names()).match(match[1])
        return f"{known[0]} cases" if known else group
    if disease is None or (group is not None and disease.lower() in group.lower()):
        return group  # "91 cases (82 confirmed, nine probable)": carried over
    if group is None:
        return f"{disease} cases"
    words = group.split()
    return " ".join((*words[:-1], disease, words[-1])) if words[-1].lower() in ("case", "cases") else group


_COUNTED = lexicon.pattern(r"(?:(?:{how sure}|{counted as})\s+)+(?:{steps/of those harmed})", re.I)
_WITH = lexicon.pattern(r"(?:\s[\w-]+){0,4}(?:,|\s\()?\s?\b(?:with|including)\s+(?:{hedge}\s+)?")


_AMONG_CASES = lexicon.pattern(
    r"[\d,. ]*\d\s(?:deaths\s)?(?:(?:were|are|occurred)\s)?among\s(?:the\s)?({how sure}\scases)\b", re.I
)


def of_the_ill(text: str, start: int, previous: Fact | None, group: str | None) -> str | None:
    """The group of the dead whose number, which begins at ``start``, is told with that of those who fell ill.

    "51 nurses were infected, with | 12 deaths", "300 deaths, including | 280 deaths among confirmed cases".
    """
    if (among := _AMONG_CASES.match(text, start)) is not None:
        return among[1]
    if group is not None or previous is None or previous.measure != "infected" or not previous.group:
        return group
    if previous.group.casefold().split()[-1] in ("case", "cases") or not _WITH.fullmatch(
        text, previous.span.end, start
    ):
        return group
    return previous.group


_SURE = lexicon.pattern(
    r"(?:\s+of\s+(?:them|these|those|which|whom))?(?:\s+(?:is|are|was|were|(?:has|have)\s+been))?\s+({how sure})\b"
)


def by_sureness(text: str, end: int, group: str | None) -> str | None:
    """The group of cases that a word after their number, which ends at ``end``, tells apart: "66 cases, 39 | confirmed"."""
    sure = _SURE.match(text, end)
    if sure is None or not (group or "cases").endswith("cases"):
        return group
    words = [word for word in (group or "cases").split() if word not in lexicon.family("how sure")]
    return " ".join((sure[1], *words))


_SUSPECTED = ("probable", "suspected")


@lru_cache(maxsize=64)
def are_other_cases(text: str) -> bool:
    """Whether a report speaks of courts or goods and of no illness, so that its "cases" are none of a disease."""
    words = frozenset(_LETTERS.findall(text.lower()))
    words = words if words.isdisjoint(_SUSPECTED) else words - {"suspect"}  # "44 cases: 16 probable and 28 suspect"
    return not words.isdisjoint(labels("lawsuit")) and words.isdisjoint(labels("disease") | labels("named-disease"))


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(labels("named-disease"), key=lambda name: (-len(name), name)))


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.either(names)})\b", re.IGNORECASE)
