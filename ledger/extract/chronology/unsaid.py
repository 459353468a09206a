"""Unsaid: the period of a figure whose sentence gives none, by the story's dates and by how its verb tells it."""

from __future__ import annotations

import re
from datetime import date

from ledger import lexicon
from ledger.extract.chronology.dates import StoryDates
from ledger.extract.chronology.when import CUMULATIVE, FORETOLD, GROWING, Figure, clause_of
from ledger.extract.grammar.words import status_words
from ledger.model import Basis, Period

_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)  # since something whose day is not known


def default_period(text: str, figure: Figure, dates: StoryDates) -> Period | None:
    """The period of a figure whose sentence gives none.

    Tolls of a dated event keep its days, and run to the statement where the words are cumulative (FACTS.md 5.23); so do
    the other figures of a fresh event. Other tolls end with the statement, their start unknown; prices are the day's;
    levels, plans and forecasts have none.
    """
    if figure.status in FORETOLD:
        return None
    if (acted := _day_of_act(figure, dates)) is not None:
        return acted
    if dates.published is None:
        return dates.stamped(figure.at.start)
    event, measure = dates.event_at(figure.at.start, figure.block), figure.measure
    if measure in status_words("event level"):
        return event
    if measure == "price" and dates.day and _is_of_day(text, figure):
        return Period(start=dates.day, end=dates.day)
    if figure.basis not in (Basis.TOTAL, Basis.INCREMENT):
        return event if _is_seen_then(figure) and dates.recent(_FRESH) else None
    if _is_still_so(figure) and not dates.recent(0):
        return None
    if measure in status_words("dated measure"):
        return _of_harm(figure, clause_of(text, figure), dates, event)
    told = figure.form in _TOLD and dates.recent(_NEAR if figure.form else _FRESH)
    told = told or (figure.form == "perfect" and dates.recent(0))  # "firemen have come" since the blast of today
    bound = measure in status_words("event bound") and (measure != "other" or figure.form != "")  # "- 200 blankets"
    return event if event is not None and told and bound else None


def _day_of_act(figure: Figure, dates: StoryDates) -> Period | None:
    """The day of the vote that gave votes, or of the verdict that gave a term: "His brother got four years."."""
    if figure.measure in _VERDICTS:
        before = figure.form in ("perfect", "pluperfect")  # "two others have already been jailed"
        return dates.judged if figure.basis is Basis.TOTAL and not before else None
    return dates.voted if figure.measure in _VOTES else None


_FRESH, _NEAR = 1, 4  # days since the event
# "200 police searched the hills"; "have been sent", "had asked for" and "sending" are of another time than the event
_TOLD = frozenset(("", "past", "passive", "going on"))


def _is_seen_then(figure: Figure) -> bool:
    """Whether a level is one that somebody saw at the event: "the plume rose 3 km", "eight people were riding in it"."""
    if figure.form == "going on":
        return True
    return figure.form in _TOLD and figure.form != "" and figure.measure in status_words("seen level")


def _is_still_so(figure: Figure) -> bool:
    """Whether people are told of as they are when it is told, and of no day: "six have been admitted", "40 are homeless"."""
    return figure.form in ("perfect", "present") and figure.measure in status_words("state of people")


def _is_of_day(text: str, figure: Figure) -> bool:
    """Whether a price is that of a market's day, or of "now": any other is a level and without a day (FACTS.md 5.23)."""
    return any(form.search(text, *span) for form, span in ((_TRADED, (0, _HEAD)), (_QUOTED, figure.sentence)))


_TRADED = lexicon.pattern(r"\b{market of a day}\b", re.IGNORECASE)
_QUOTED = lexicon.pattern(r"\b(?:now|{market of a day})\b", re.IGNORECASE)
_HEAD = 120  # characters of what a story is of
_VOTES = frozenset(("votes", "voters"))
_VERDICTS = frozenset(("sentenced", "sentence_length"))


def _of_harm(figure: Figure, clause: str, dates: StoryDates, event: Period | None) -> Period | None:
    """Harm keeps the days of its event; what is counted up runs to the statement."""
    told = figure.told or dates.told(figure.at.start, figure.block)
    if event is not None and event != dates.event:
        return event
    epidemic = figure.measure == "infected"
    begun = dates.since.start if dates.since is not None and not epidemic else None
    if begun and told and begun <= told:  # 14 dead "as of 9 May" did not die "since 3 June"
        return Period(start=begun, end=told)
    if event is None and figure.measure == "damage_cost" and CUMULATIVE.search(clause) is None:
        return None  # "a raider who took 60,000 dollars": a loss that nobody goes on counting
    # "We have no reports of deaths" counts nothing up
    counted = GROWING if dates.sudden or figure.form == "present" else CUMULATIVE
    if event is not None and not epidemic and not counted.search(clause):
        return event
    known = event is not None and not epidemic and _SINCE.search(clause) is None
    start = event.start if event and known else None
    return Period(start=start if start and told and start <= told else None, end=told)


def quoted_at(text: str, figure: Figure, published: date | None) -> Period | None:
    """The day of publication for a price of an hour without a day: "Brent was down $3.61 at $69.68 a barrel by 1405 GMT"."""
    if figure.measure != "price" or published is None or _QUOTED_AT.search(text, *figure.sentence) is None:
        return None
    return Period(start=published, end=published)


_QUOTED_AT = re.compile(
    r"\b(?:at|by|as\sof|around)\s(?:\d{4}|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)\s(?:GMT|UTC|ET|EST|EDT|BST|CET|CEST|local\stime)\b"
)
