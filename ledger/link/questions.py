"""What a fact answers, and the identity of one claimant's answers."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from ledger.lexicon import rows
from ledger.lexicon.counted import is_counted, is_money
from ledger.lexicon.plurals import singular
from ledger.link.names import DIFFERENT, units_alike
from ledger.model import Basis, Fact, Question, Series, Status

_DAY = timedelta(days=1)
_SHORTLY = 7  # a sum is told within a seventh of its length: a week's closes with the week
_OF_NOW = timedelta(days=31)  # what had happened by a day so long ago is no count of now
_CLAIMED = frozenset({Status.ACTUAL, Status.UNCONFIRMED, Status.DENIED})
_TOGETHER = re.compile(r"\s+(?:and|&|plus)\s+")
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_RATIOS = frozenset({"percent", "percentage_point", "fraction", "factor"})


def question(fact: Fact, published: date | None) -> Question:
    """The question that ``fact`` answers, said on the day ``published``."""
    start, end = _anchor(fact, published)
    return Question(
        measure=fact.measure,
        unit=_things(fact),
        group=_narrowed(fact) or _subject(fact),
        place=fact.place,
        anchor_start=start,
        anchor_end=end,
    )


def _things(fact: Fact) -> str:
    """The unit, of things counted together all of them: "vehicles and fuel tanks" are more than the vehicles."""
    first, *others = _TOGETHER.split(fact.entity)
    if not others or fact.unit == "person" or not is_counted(fact.unit) or units_alike(first, fact.unit) == DIFFERENT:
        return fact.unit
    named = (" ".join([*words[:-1], singular(words[-1])]) for other in others if (words := other.casefold().split()))
    return " and ".join((fact.unit, *named))


def _narrowed(fact: Fact) -> str | None:
    """The group, without what the measure says ("dead deminers"); none where it names the toll of an event.

    "Nepal flood toll" is of everybody whom it harmed.
    """
    words = (fact.group or "").split()
    if fact.unit != "person" or not words:
        return fact.group
    if "toll" in (words[0].casefold(), words[-1].casefold()):
        return None
    if len(words) > 1 and words[0].casefold() in _said_by().get(fact.measure, ()):
        return " ".join(words[1:])
    return fact.group


@cache
def _said_by() -> dict[str, frozenset[str]]:
    """Measure → the adjectives of those of whom it is said."""
    return {row[1]: frozenset(row[2].split(",")) for row in rows("naming") if row[0] == "said by a measure"}


def _subject(fact: Fact) -> str | None:
    """The counted or measured thing, where neither measure nor unit says what it is."""
    bare = fact.unit in _RATIOS or is_money(fact.unit.partition("/")[0])  # 12 percent of what, 40 dollars for what
    return fact.entity or None if fact.measure == "other" or bare else None


def _anchor(fact: Fact, published: date | None) -> tuple[date | None, date | None]:
    """The ends of the period that stay from report to report; an end that rolls along is None.

    A level is a state at some moment: both ends roll. A sum that runs up to its statement rolls with the statements;
    so does a long one that ends shortly before ("losses from 1 January to 29 February", told on 1 March). A sum over
    one day, over one month or year of the calendar, or over days that are past or to come, has both ends; what had
    happened by some day of the past has that end.
    """
    period = fact.period
    if period is None or fact.basis is Basis.LEVEL:
        return None, None
    if period.start is None:
        if period.end is None or published is None or published - _OF_NOW <= period.end <= published:
            return None, None
        return None, period.end
    return period.start, None if _rolls(period.start, period.end, published) else period.end


def _rolls(start: date, end: date | None, published: date | None) -> bool:
    if end is None or published is None or start == end:
        return False
    whole = start.day == 1 and (end + _DAY).day == 1 and ((end - start).days < 31 or _is_year(start, end))
    return end == published or (not whole and timedelta() < (published - end) * _SHORTLY <= end - start)


def _is_year(start: date, end: date) -> bool:
    return start.month == 1 and end.month == 12 and start.year == end.year


def settled(status: Status) -> Status:
    """The status of the series: what is unconfirmed or denied is a claim about what happened, like what is actual.

    What is forecast, planned or conditional has not happened, and each stands apart.
    """
    return Status.ACTUAL if status in _CLAIMED else status


def series_id(question: Question, claimant: str, basis: Basis, status: Status) -> str:
    """Content hash, 16 hex digits; letter case, spacing and articles of names do not count, nor does confirmation."""
    content = {
        "measure": question.measure,
        "unit": question.unit,
        "group": folded(question.group),
        "place": folded(question.place),
        "anchor": [day and day.isoformat() for day in (question.anchor_start, question.anchor_end)],
        "claimant": folded(claimant),
        "basis": basis.value,
        "status": settled(status).value,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fresh_series(whole: Series, facts: Sequence[str]) -> Series:
    """A series that asks what ``whole`` asks, for facts that a person split from it; its id is a hash of both."""
    text = json.dumps([whole.id, *facts], separators=(",", ":"))
    return replace(whole, id=hashlib.sha256(text.encode()).hexdigest()[:16])


def folded(name: str | None) -> str | None:
    """A name without letter case, outer article and odd spacing; None for None."""
    if name is None:
        return None
    plain = unicodedata.normalize("NFC", name).casefold().replace("’", "'")
    return _ARTICLE.sub("", " ".join(plain.split()))
