"""The dates of a story: the days of its event, the day of the statement that it reports, the day that its figures go up to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from ledger import lexicon
from ledger.extract.chronology import days
from ledger.extract.chronology.days_of_acts import dates_verdict, dates_vote
from ledger.extract.chronology.page_days import counted_up_to, updated
from ledger.extract.chronology.time_patterns import LAST_REPORT, NUMBERS
from ledger.extract.chronology.times import TimeExpression, find_times
from ledger.extract.grammar.words import HAPPENING
from ledger.extract.lines.datelines import dateline_at, datelines
from ledger.extract.lines.sentences import Sentence
from ledger.extract.numbers.numerals import find_numerals
from ledger.model import Period, Span

_LEAD = 10  # sentences, without bylines and menus
_DIGIT = re.compile(r"\d")
_SMALL, _FEWEST = re.compile(r"\b[a-z]{2,}"), 3  # words written small that a sentence has, and a byline has not
_TOLD = 2  # sentences that tell what a story is of, its headline among them
_DEADLY = lexicon.pattern(r"\b{deadly}\b")
_LONGEST = timedelta(days=4)
_WEEKEND = timedelta(days=1)
_OLDEST = timedelta(days=45)
_STALE = timedelta(days=4)
_SUDDEN = lexicon.pattern(r"\b{status/sudden}\b", re.IGNORECASE)
_SAID = lexicon.pattern(
    r"\b(?:{reporting/text}|{issuing}|{statement})\s+(?:(?!(?:that|it|he|she|they|there|an?|is|are|was|were|has|have|had|been|\d[\d,.]*|{numbers/cardinals}|{status/happening})\s)[\w’'.-]+\s+){0,4}?(?:on\s+)?(?:late\s+|early\s+)?$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\s+(?:that|said|says|told|announced|confirmed|shows?|showed)\b")
_RISING = lexicon.pattern(r"\b{toll}\b[^.;]{0,80}?\b{reaches}\b|\b{bringing}\b[^.;]{0,40}?\b{toll}\b", re.IGNORECASE)
_REMEMBERING = lexicon.pattern(r"\b{remembering}\b", re.IGNORECASE)
_SEEKING = lexicon.pattern(r"\b{seeking}\b", re.IGNORECASE)
_SOUGHT = lexicon.pattern(
    r"\b(?:for|to\s+{bring to safety})\b[^.;\d]{0,40}?\b(?:those|{sought})\b",
    re.IGNORECASE,
)
_OF_EVENT = lexicon.pattern(r"[’']s?\s+(?:[\w.-]+\s+){0,3}?{status/happening}\b", re.IGNORECASE)
_THAT_BEFELL = lexicon.pattern(r"\b(?:that|which)\s+{status/happening}\b[^,;.]{0,80}$", re.IGNORECASE)
_AFTER_IT_BEFELL = lexicon.pattern(
    r"\b(?:after|since|when)\s+(?:an?|the)\s+(?:[\w.-]+\s+){1,4}?{status/happening}\b[^,;.]{0,80}$", re.IGNORECASE
)
_ONSET = lexicon.pattern(r"\b(?:{began}|{onset})\b[^.;\n]{0,60}$", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:(?:on|at|about|around|shortly|just|early|late|before|after|past)\s|[\d:.]+\s?(?:[ap]\.?m\.?)?,?\s)*", re.I
)
_DAYS_AFTER = re.compile(
    r",?\s+(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<unit>day|week)s?\s+after\b",
    re.IGNORECASE,
)

_PICTURED = lexicon.pattern(r"\b{pictured}\s(?:[a-z]+\s){0,3}?(?:on|from|of)\s(?:[A-Z][a-z]+day,\s)?$", re.IGNORECASE)


def _is_of_picture(text: str, time: TimeExpression) -> bool:
    """E.g. "A picture taken on 3 March shows villagers": a caption's day is that on which somebody stood there with a camera."""
    return _PICTURED.search(text, max(0, time.span.start - 60), time.span.start) is not None


def _tells(text: str, span: Span) -> bool:
    """Whether a line is more than a byline or one of a menu: it has small words, or a number that may date it."""
    return len(_SMALL.findall(text, *span)) >= _FEWEST or _DIGIT.search(text, *span) is not None


def _is_of_last_report(text: str, time: TimeExpression) -> bool:
    """E.g. "since our last report on | 3 March": with that the count of a week began, not that of the story."""
    return LAST_REPORT.search(text, max(0, time.span.start - 80), time.span.start) is not None


@dataclass(frozen=True, slots=True)
class StoryDates:
    """``event`` are the days of what the story tells of, ``day`` the one day of its lead; ``statement`` when it was told.

    ``as_of`` are the days up to which the text says that its figures go, each with the offset and block where it says so;
    ``since`` is the time from which the lead counts its harm ("40 have died since 3 June"). ``sudden``: the event was over within the day. ``told_of`` are the times by which paragraphs tell of other days, each with where it ends and its block. ``updated`` are the days that an undated page writes over its figures ("Updated June 2023", FACTS.md 5.26), with the
    span of the short lines under it.
    """

    published: date | None
    event: Period | None
    day: date | None
    statement: date | None
    as_of: tuple[tuple[int, int, date], ...]
    updated: tuple[Span, Period] | None = None
    since: Period | None = None
    sudden: bool = False
    told_of: tuple[tuple[int, int, Period], ...] = ()
    voted: Period | None = None  # the day of the vote whose result is told
    judged: Period | None = None  # … of the verdict that is told

    def event_at(self, at: int, block: int) -> Period | None:
        """The days of what a figure is told of: an older event, or one day of the story's, that its paragraph has named."""
        index = bisect_right(self.told_of, at, key=lambda one: one[0]) - 1
        return self.told_of[index][2] if index >= 0 and self.told_of[index][1] == block else self.event

    def told(self, at: int, block: int) -> date | None:
        """The day up to which a figure at offset ``at`` in paragraph ``block`` goes where its own words give none."""
        index = bisect_right(self.as_of, (at, 1 << 40, date.max)) - 1
        if index >= 0 and self.as_of[index][1] == block:
            return self.as_of[index][2]
        return self.statement

    def stamped(self, at: int) -> Period | None:
        """The days written over a figure of an undated page."""
        return self.updated[1] if self.updated and self.updated[0].start <= at < self.updated[0].end else None

    def recent(self, within: int) -> bool:
        """Whether the event ended at most ``within`` days before publication."""
        end = self.event.end if self.event else None
        return end is not None and self.published is not None and self.published - end <= timedelta(days=within)


def read_dates(text: str, sentences: Sequence[Sentence], published: date | None) -> StoryDates:
    """Find the story's dates. Without a day of publication only an "as of" with its full date is known."""
    telling = (s for s in sentences if _tells(text, s.span))
    found = [(s, find_times(text, *s.span, published)) for s in islice(telling, _LEAD)]
    event, day, statement, since = None, None, None, None
    rising = False  # the event so far is only the day on which its toll rose
    for position, (sentence, times) in enumerate(found):
        for time in sorted(times, key=lambda one: not _names_event(text, sentence.span, one)):
            if not _is_recent(time.period, published) or in_dateline(text, time) or _is_of_picture(text, time):
                continue
            if (began := _onset(text, sentence.span, time)) and (event is None or (rising and _before(began, event))):
                event, rising = began, False
            if dates_statement(text, time):
                statement = statement or _single(time.period, published)
            elif (
                time.role == "since"
                and event is None
                and _tells_event(text, sentence.span)
                and not _is_of_last_report(text, time)
            ):
                since = since or time.period
            elif _is_point(time):
                if (event is None or _is_before_rise(text, sentence.span, time, event if rising else None)) and (
                    _names_event(text, sentence.span, time)
                    or (
                        (time.kind == "date" or _is_short(time.period))
                        and _tells_event(text, sentence.span)
                        and not is_of_aftermath(text, sentence.span, time)
                        and _near_enough(time.period, published, position)
                        and not (
                            position >= _TOLD and _counts_others(text, sentence.span, found[_TOLD - 1][0].span.end)
                        )
                    )
                ):
                    event = time.period
                    rising = _RISING.search(text, *sentence.span) is not None
                day = day or _single(time.period, published)
    event = event or _day_opened_with(text, found, published)
    stamped = None if published else updated(text, sentences)
    lead = next((one.span for one, times in found if event in [time.period for time in times]), Span(0, 0))
    return StoryDates(
        published, event, day, published, counted_up_to(text, sentences, published), stamped, since,
        sudden=_SUDDEN.search(text, *lead) is not None,
        told_of=tuple(_told_of(text, sentences, published, event)),
        voted=next((one.period for _, times in found for one in times if _is_over(one, published) and dates_vote(text, one)), None),
        judged=next((one.period for lead, times in found for one in times if _is_over(one, published) and dates_verdict(text, lead.span, one)), None),
    )  # fmt: skip


def _is_point(time: TimeExpression) -> bool:
    """Whether a time is one at which something happened; so is "two days ago"."""
    return time.role == "point" or (time.role == "ago" and _is_short(time.period))


def _is_over(time: TimeExpression, published: date | None) -> bool:
    """Whether a time is a day or a weekend that is over."""
    short = time.role == "point" and _is_short(time.period)
    return short and (published is None or _is_recent(time.period, published))


def _day_opened_with(
    text: str, found: Sequence[tuple[Sentence, Sequence[TimeExpression]]], published: date | None
) -> Period | None:
    """The day with which a report of a crime or an accident begins to tell it: "On 7 May officers stopped two cars"."""
    if not found or _SUDDEN.search(text, 0, found[min(_TOLD, len(found) - 1)][0].span.end) is None:
        return None
    for sentence, times in found[: _LEAD // 2]:
        for time in times:
            days_told = time.kind == "date" and time.role == "point" and _is_short(time.period)
            if (
                days_told
                and _near_enough(time.period, published, _LEAD)
                and _OPENS.fullmatch(text, sentence.span.start, time.span.start)
            ):
                return None if dates_statement(text, time) or in_dateline(text, time) else time.period
    return None


def _told_of(
    text: str, sentences: Sequence[Sentence], published: date | None, event: Period | None
) -> Iterator[tuple[int, int, Period]]:
    """The times by which paragraphs tell of older events, or of one day of the story's, with where they stand."""
    for position, sentence in enumerate(sentences) if published else ():
        if not _tells_event(text, sentence.span):
            continue
        following = sentences[position + 1 : position + 2]
        for time in find_times(text, *sentence.span, published):
            said = not _is_point(time) or in_dateline(text, time) or dates_statement(text, time)
            if time.period and not said and (time.period == event or _is_other(time.period, event)):
                yield time.span.end, sentence.block, time.period
            elif time.period and not said and following and _is_long_ago(text, sentence.span, time.period, published):
                yield time.span.end, sentence.block, time.period
                if event is not None:  # the next sentence alone is told of what befell in some month or year
                    yield following[0].span.end, sentence.block, event


def _is_long_ago(text: str, sentence: Span, period: Period, published: date | None) -> bool:
    """Whether a sentence brings up what befell long before: "A ferry sank in 2018 on the lake"."""
    ended = period.end is not None and published is not None and published - period.end > timedelta(days=_LONG_AGO)
    return ended and _SOME_EVENT.search(text, *sentence) is not None


_LONG_AGO = 60
_SOME_EVENT = lexicon.pattern(r"\b(?:an?|another|one)\s+(?:[\w-]+\s+){1,4}?{status/happening}\b", re.IGNORECASE)


def _is_other(period: Period, event: Period | None) -> bool:
    """Whether days are before those of the story's event, or one of several such."""
    first, last, begun = period.start, period.end, event.start if event else None
    if event is None or event.end is None or begun is None or first is None or last is None:
        return False
    return _is_short(period) and (last < begun or (first == last and first < event.end))


def is_of_aftermath(text: str, sentence: Span, time: TimeExpression) -> bool:
    """Whether a time dates what is done after the deaths of its sentence.

    "A day of mourning on Tuesday for the 12 killed", "searched on Tuesday for survivors of a slide that killed 12".
    """
    if _REMEMBERING.search(text, sentence.start, time.span.start):
        return True
    sought = _SOUGHT.match(text, time.span.end + 1) if _SEEKING.search(text, sentence.start, time.span.start) else None
    return sought is not None


def _is_before_rise(text: str, sentence: Span, time: TimeExpression, rise: Period | None) -> bool:
    """Whether a sentence dates what had happened before the day on which its toll rose, which is no day of the event."""
    earlier = time.period is not None and rise is not None and _before(time.period, rise)
    return earlier and _RISING.search(text, *sentence) is None


def _names_event(text: str, sentence: Span, time: TimeExpression) -> bool:
    """Whether the words say which event it was by its time: "Friday's earthquake", "the quake that killed 157 last week", "since a tornado tore through the town Saturday"."""
    before = text[max(sentence.start, time.span.start - 120) : time.span.start]
    if _OF_EVENT.match(text, time.span.end) is not None or _THAT_BEFELL.search(before) is not None:
        return True
    return _is_short(time.period) and _AFTER_IT_BEFELL.search(before) is not None


def _counts_others(text: str, sentence: Span, opening: int) -> bool:
    """Whether a sentence counts other dead than the story's opening, up to that offset: its day is that of another event."""
    if _DEADLY.search(text, *sentence) is None or _THE_EVENT.search(text, *sentence):
        return False  # "four men and a waitress died in the attack late on Monday" are those of the opening
    counts = _counted(text, sentence)
    return bool(counts) and counts.isdisjoint(_counted(text, Span(0, opening)))


_THE_EVENT = lexicon.pattern(r"\b(?:in|by|from|during|when|before|after)\s+the\s+(?:[a-z-]+\s+)?{status/happening}\b")


def _counted(text: str, span: Span) -> frozenset[float]:
    return frozenset(numeral.low for numeral in find_numerals(text, *span))


def _onset(text: str, sentence: Span, time: TimeExpression) -> Period | None:
    """The day on which an event began: "made landfall on Monday", "on Tuesday, four days after the quake"."""
    period = time.period
    if period is None or period.start is None or not _is_short(period) or time.role != "point":
        return None
    after = _DAYS_AFTER.match(text, time.span.end, sentence.end)
    if after:
        count = NUMBERS.get(after["n"].lower(), 1.0) if not after["n"].isdigit() else int(after["n"])
        day = days.shift(period.start, -count, after["unit"].lower())
        return Period(start=day, end=day) if HAPPENING.search(text, after.end(), sentence.end) else None
    begun = _ONSET.search(text, max(sentence.start, time.span.start - 90), time.span.start)
    return period if begun and not dates_statement(text, time) else None  # "hit Peru, police said on Sunday"


def _is_short(period: Period | None) -> bool:
    """A day or a weekend."""
    first, last = (period.start, period.end) if period is not None else (None, None)
    return first is not None and last is not None and last - first <= _WEEKEND


def _before(one: Period, other: Period) -> bool:
    return one.start is not None and other.start is not None and one.start < other.start


def _is_recent(period: Period | None, published: date | None) -> bool:
    if period is None or published is None or period.start is None or period.end is None:
        return False
    return (published.toordinal() - period.start.toordinal()) <= _OLDEST.days and period.end <= published


def _single(period: Period | None, published: date | None) -> date | None:
    """The day of a period of one day, no more than a few days old."""
    if period is None or published is None or period.start is None or period.start != period.end:
        return None
    return period.start if 0 <= published.toordinal() - period.start.toordinal() <= _STALE.days else None


def _near_enough(period: Period | None, published: date | None, position: int) -> bool:
    """Events last some days at most; an older one dates the story only from its first sentences."""
    if period is None or published is None or period.start is None or period.end is None:
        return False
    fresh = published - period.end <= timedelta(days=14)
    return period.end - period.start <= _LONGEST and (fresh or position < _LEAD // 2)


_ENDS = re.compile(r"(?:\s(?:morning|afternoon|evening|night))?[.”\"’]*(?:\n|$|\s[A-Z“\"])")
_TOLD_LAST = lexicon.pattern(
    r"[,”\"]\s(?:[\w’'.-]+\s){0,12}?(?:told|(?:said|announced)\s(?:at|in|during|to|via))\s(?:(?!were|was|had|have|has|been|is|are|died)[a-zA-Z’'-]+\s){1,8}?(?:on\s)?(?:late\s|early\s)?$",
    re.IGNORECASE,
)
_LAST = 160  # characters of who tells what before, where and when


def dates_statement(text: str, time: TimeExpression) -> bool:
    """E.g. "said in a statement on Tuesday": the time dates what was said, not what happened."""
    before = text[max(0, time.span.start - 60) : time.span.start]
    if (
        _ENDS.match(text, time.span.end)
        and (told := _TOLD_LAST.search(text, max(0, time.span.start - _LAST), time.span.start))
        and not HAPPENING.search(told[0])
    ):
        return True  # "…, the minister told a crowd at the stadium on Tuesday."
    return _SAID.search(before) is not None or (
        _SAYS.match(text, time.span.end) is not None and time.kind in ("date", "relative")
    )


def written_on(text: str, sentences: Sequence[Sentence], published: date | None) -> date | None:
    """The day from which a report counts back: that of its dateline, where it gives one and came out within days.

    "SRINAGAR, Dec 3: Two were killed today", printed on the fourth; "LIMA, 2 MAR 90 (XY) --" on a page without a day.
    """
    for sentence in sentences[:_HEAD_LINES]:
        dateline = datelines(text).get(sentence.span.start)
        for time in find_times(text, *dateline.span, published) if dateline else ():
            day = time.period.end if time.period and time.period.start == time.period.end else None
            if day is None or not in_dateline(text, time):
                continue
            if published is None or timedelta() <= published - day <= _PRINTED:
                return day
    return published


_PRINTED = timedelta(days=2)
_HEAD_LINES = 4


def in_dateline(text: str, time: TimeExpression) -> bool:
    """E.g. "GOMA, May 10 (XY) --": the day of writing."""
    return dateline_at(text, time.span.start) is not None


@lru_cache(maxsize=256)  # asked for each time of a sentence
def _tells_event(text: str, sentence: Span) -> bool:
    return HAPPENING.search(text, sentence.start, min(sentence.end, sentence.start + 600)) is not None
