"""When: the period that a figure covers, from the time expressions of its sentence and the dates of its story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ledger import lexicon
from ledger.extract.chronology import days
from ledger.extract.chronology.dates import StoryDates, in_dateline, is_of_aftermath
from ledger.extract.chronology.tenses import Form, excludes, is_of_other_time, is_of_plan
from ledger.extract.chronology.times import TimeExpression
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import SET_AGAINST, status_words
from ledger.extract.numbers.numerals import find_numerals
from ledger.model import Basis, Period, Span, Status

_GROWTH = r"\b(?:toll|so far|now|rose|risen|climbed|total(?:led)?|since|to date)\b"
GROWING = lexicon.pattern(_GROWTH, re.IGNORECASE)
CUMULATIVE = lexicon.pattern(rf"{_GROWTH}|\b(?:have|has)\b", re.IGNORECASE)
_RUNNING_TOLL = lexicon.pattern(
    r"\bso far\b|\bto date\b|\b{bringing}\b[^.;\d]{0,300}\bto\b|\b{toll}\b[^.;]{0,80}\b(?:{reaches}|is|was|at)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:to|with)|versus|than|against|from|as\s+(?!well)[a-z]+\s+as)\s+(?:(?:the|in|a|an|that\s+of|those?\s+of|same\s+period|levels?|on|at)\s+){0,4}$",
    re.IGNORECASE,
)
_AGAINST = lexicon.pattern(
    r"\b(?:against|versus|compared\s+(?:to|with)|(?:up|down)\s+from|the\s+figure\s+for)\s+(?:(?:{hedge}|an?)\s+)*$",
    re.IGNORECASE,
)
_SUPERLATIVE = lexicon.pattern(
    r"\b(?:first|second|third|only|since\s+records|\w+est|most(?:\s+\w+)?|worst|record|{never before})\b[^.;,]{0,60}\bsince\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:after|following|before|until|since|from|by)\s+(?:\w+\s+){0,1}$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;]|,\s+(?:and|while|but|with|which|who)\b|\bbut\b")
_WHEN = re.compile(r",?\s+when\b")
_BRINGING = lexicon.pattern(r",\s+(?:thus\s+)?{bringing}\b[^.;]*\bto\b")
_BRINGING_TO = lexicon.pattern(r"\b{bringing}\b[^.;\d]{0,160}\b{toll}\b[^.;\d]{0,160}\bto\s+(?:{hedge}\s+)*$")
_SUMMED = lexicon.pattern(r"\b{bringing}\b[^.;]{0,160}\bto\b")
_RISEN_TO = lexicon.pattern(r"\bto\s+(?:(?:{hedge}|an?)\s+)*$")
_FROM = lexicon.pattern(r"\bfrom\s+(?:(?:{hedge}|an?)\s+)*$")
# "…, nine days after 16 people died": a clause of its own, up to the figure
_LATER = lexicon.pattern(
    r"(?:,|–|—|\bon\s+\w+day|\bago)?\s(?P<spell>(?:{hedge}\s+)?(?:an?|\d{1,3}|[a-z]+(?:-[a-z]+)?))\s"
    r"(?P<unit>days?|weeks?|months?|years?|decades?)\s+after\b(?![^;.]{0,160}(?:;|,\s(?:and|but|while|as|when|with|{bringing})\b))[^;.]{0,120}$"
)
_YEARLY = re.compile(
    r"[^.;,]*\b(?=[aepy])(?:annually|yearly|(?:every|each|per)\s(?:year|month|week|day))\b", re.IGNORECASE
)
_AND_MORE = re.compile(r"\s[a-z][\w’'-]+(?:\s[a-z][\w’'-]+)?\sand\s")
_OF_EVENT_THAT = lexicon.pattern(
    r"(?:[’']s)?\s(?:[\w-]+\s){0,2}{status/happening}\b[^;\d]{0,120}\s(?:that|which|when|where)\s[^;\d]{0,60}?(?:\d+\s[^;\d]{0,24}\sand\s)?",
    re.IGNORECASE,
)
# "up from the 3 per cent recorded in April": a time of the very figure before it
_RECORDED = lexicon.pattern(r"[^;,]{0,20}\s{recorded then}\s(?:in|for|during|on|over)\s(?:the\s)?", re.IGNORECASE)
_THAN = re.compile(r"\b(?:from|than|against|with|to)\s(?:[a-z]+\s){0,4}[-−]?$")
_NEXT_EVENT = re.compile(r"\band\s(?:the|a|an)\s$")
_SPAN_OF_TIME = re.compile(r"\b(?:to|until|till|through|and)\b|[-–—]")
_INCLUDING = re.compile(r"\b(?:including|among\s(?:them|these)|of\s(?:whom|which|them|these))\b[^,;]*$")
_NEXT = re.compile(r";|,\s+(?:and|but|while|whereas)\b|\bbut\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What decides a figure's period besides its words.

    ``figures`` are where the sentence's figures start, ``told`` the day on which the sentence says that it was said,
    ``before`` the clauses that tell of the counted what was before it, ``form`` that of its verb.
    """

    at: Span
    sentence: Span
    block: int
    anchor: int
    measure: str
    basis: Basis
    status: Status
    figures: Sequence[int] = ()
    told: date | None = None
    before: Sequence[Span] = ()
    form: Form = ""

    @property
    def lasting(self) -> bool:
        """A state, not an event: only a time of its own clause is its."""
        return self.basis is Basis.LEVEL and self.measure not in status_words("event level")


@dataclass(frozen=True, slots=True)
class Own:
    """What a figure's own sentence says of its time; ``fitting`` where one of its times dates it."""

    period: Period | None
    fitting: bool = False


_TIMELESS = Own(None)


def own_period(text: str, tree: Tree, figure: Figure, times: Sequence[TimeExpression], dates: StoryDates) -> Own | None:
    """The period of a figure, by its sentence's times (those that only date what was said are left out before).

    None where its sentence says nothing of its time.
    """
    if figure.measure == "population":
        return _TIMELESS
    yearly = figure.measure in status_words("dated measure")
    if yearly and _YEARLY.match(text, figure.at.end, min(figure.sentence.end, figure.at.end + 90)):
        return _TIMELESS  # "3,000 die on the roads every year"
    before = (figure.sentence.start, figure.at.start)
    if text.find("after", *before) >= 0 and (since := _LATER.search(text, *before)) is not None:
        return Own(_before_the_rest(text, since, figure, times, dates))
    fitting = [time for time in times if time.period is not None and _fits(text, tree, figure, time)]
    fitting = [time for time in fitting if not _is_of_part(text, figure, time)] or fitting
    fitting = [time for time in fitting if not _is_of_charge(text, figure, time, dates)]
    fitting = [time for time in fitting if not _is_of_other_tense(text, tree, figure, time, dates.published)]
    if not fitting:
        return None
    best = min(fitting, key=lambda time: _distance(text, time, figure))
    own = _year_then(text, figure, best) or best.period
    if own is not None and "so far " not in text[max(0, best.span.start - 7) : best.span.end].lower():
        brought = _BRINGING_TO.search(text, figure.sentence.start, figure.at.start)  # not "so far this year"
        own = _run_on(own, figure, brought[0] if brought else clause_of(text, figure), dates)
    return Own(own, fitting=True)


def is_cumulative(text: str, figure: Figure) -> bool:
    """Whether the words about a figure count up to the day on which it is told: "so far", "brings the toll to"."""
    before = (figure.sentence.start, figure.at.start)
    if text.find("to", *before) >= 0 and _SUMMED.search(text, *before) is not None:
        return True  # "bringing the number to 31, with 11 dead"
    return CUMULATIVE.search(clause_of(text, figure)) is not None


def clause_of(text: str, figure: Figure) -> str:
    """The words about a figure, within its sentence."""
    return text[max(figure.sentence.start, figure.at.start - 120) : min(figure.sentence.end, figure.at.end + 40)]


_CHARGED = ("sentenced", "detained", "sentence_length", "fine", "dismissed")
_LONG_BEFORE = timedelta(days=180)
# "for murder in May 2011" may date the verdict
_CHARGE = lexicon.pattern(
    r"\b(?:for|over|in\s{in connection}|{suspected of})\s(?:the|an?(?!\s(?:year|month|week|day|decade)\b)|his|her|their|two|several)\s[^;.]*$"
)


def _is_of_charge(text: str, figure: Figure, time: TimeExpression, dates: StoryDates) -> bool:
    """E.g. "jailed nine men for a robbery in 2011": the time long before is that of what they did, and not of the verdict."""
    end = time.period.end if time.period is not None else None
    if figure.measure not in _CHARGED or dates.published is None or end is None or time.span.start < figure.at.end:
        return False
    long_before = dates.published - end > _LONG_BEFORE
    return long_before and _CHARGE.search(text, figure.at.end, time.span.start) is not None


def _is_of_part(text: str, figure: Figure, time: TimeExpression) -> bool:
    """E.g. "since 2020, 900 have died, including 40 this year": the later time is that of the part."""
    after = any(figure.at.end <= one < time.span.start for one in figure.figures)
    return after and _INCLUDING.search(text, figure.at.end, time.span.start) is not None


def _is_of_other_tense(text: str, tree: Tree, figure: Figure, time: TimeExpression, published: date | None) -> bool:
    """Whether the form of a figure's verb keeps a time from it."""
    if figure.status in FORETOLD and is_of_plan(tree, figure.anchor, time, published):
        return True
    may_last = figure.lasting or figure.measure not in status_words("dated measure")
    now = may_last and is_of_other_time(text, tree, figure.anchor, figure.at, time)
    return now or excludes(tree, figure.anchor, figure.at, time, published)


FORETOLD = (Status.FORECAST, Status.CONDITIONAL, Status.PLANNED)


def _before_the_rest(
    text: str, since: re.Match[str], figure: Figure, times: Sequence[TimeExpression], dates: StoryDates
) -> Period | None:
    """The day of what the sentence's event came after: "… ended on Sunday, nine days after 16 people died".

    Weeks and months are rounded: they give no day.
    """
    between = [one for one in times if since.end() <= one.span.start < figure.at.start and one.period]
    own = between or [one for one in times if one.span.start >= figure.at.end and one.period and one.role != "since"]
    if own:
        return own[0].period
    told = [one.period for one in times if one.span.end <= since.start() and one.period and one.role == "point"]
    day = told[-1].end if told else dates.published
    spell = find_numerals(text, *since.span())
    if day is None or not since["unit"].startswith("day"):
        return None
    event = day - timedelta(days=int(spell[0].low or 0) if spell else 1)  # "a day after"
    return Period(start=event, end=event)


def _year_then(text: str, figure: Figure, time: TimeExpression) -> Period | None:
    """E.g. "the most since 2019, when 12 died": a year to which it is compared, then told of."""
    start = time.period.start if time.period and time.role == "since" else None
    before = text[max(figure.sentence.start, time.span.start - 90) : time.span.start]
    if start is None or figure.at.start < time.span.end or not _WHEN.match(text, time.span.end):
        return None
    if not _SUPERLATIVE.search(before):
        return None
    if time.kind == "year":
        return days.whole_year(start.year)
    bare = text[slice(*time.span)].isalpha()  # "since March, when 40 died"
    return days.whole_month(start.year, start.month) if bare else Period(start=start, end=start)


def _run_on(own: Period, figure: Figure, clause: str, dates: StoryDates) -> Period:
    """A running toll dated by its event goes on to the statement; one dated by its own rise began before."""
    running = (
        figure.basis is Basis.TOTAL and figure.measure in status_words("dated measure") and _RUNNING_TOLL.search(clause)
    )
    if not running or own.end is None:
        return own
    told = figure.told or dates.told(figure.at.start, figure.block)
    if own.start != own.end:  # "hit last week, as the toll climbed to 355"
        week = own.start is not None and dates.published is not None and dates.published - own.end < timedelta(days=9)
        event = (
            dates.event if dates.event and dates.event.start and own.start and own.start <= dates.event.start else own
        )
        return Period(start=event.start, end=told) if week and told and told >= own.end else own
    start = dates.event.start if dates.event and dates.event.start and dates.event.start <= own.end else None
    if start == own.start and told and told >= own.end:
        return Period(start=start, end=told)
    return Period(start=start, end=own.end)


def _fits(text: str, tree: Tree, figure: Figure, time: TimeExpression) -> bool:
    """Whether a time can be the figure's: not what it is compared with, and for a state not another clause's."""
    before = text[max(figure.sentence.start, time.span.start - 90) : time.span.start]
    if time.span.end <= figure.at.start and in_dateline(text, time):
        return False
    if time.span.end <= figure.at.start and is_of_aftermath(text, figure.sentence, time):
        return False
    spell = time.period is not None and time.period.start != time.period.end and before.endswith("from ")
    spell = spell and time.role != "ago"  # "doubled from a year ago to 4 million"
    if spell and figure.basis is Basis.CHANGE:  # "up 5 percent from January to March", but "down 4 percent from April"
        spell = _SPAN_OF_TIME.search(text, *time.span) is not None
    compared = _COMPARED.search(before) and not spell  # "died from 1 to 9 May"
    after = figure.at.end <= time.span.start
    # "down 4 percent from April and 7 percent from a year ago"
    earlier = figure.basis is Basis.CHANGE and any(one < time.span.start for one in figure.figures)
    if (compared and (after or earlier or time.role == "ago")) or (after and _is_of_other(text, figure, time)):
        return False
    then = figure.at.start > time.span.end and _WHEN.match(text, time.span.end)  # "the most since May, when 40 died"
    if (_SUPERLATIVE.search(before) and not then) or _is_of_next_clause(text, figure, time):
        return False
    if _is_of_next_figure(text, figure, time) or (
        time.role == "until" and ";" in text[time.span.end : figure.at.start]
    ):
        return False
    if _is_of_the_rise(text, figure, time) or any(
        clause.start <= time.span.start < clause.end for clause in figure.before
    ):
        return False
    if figure.lasting and (time.role == "since" or _BESIDE.search(before)) and time.role != "until":
        return False
    if figure.lasting and text[time.span.end : time.span.end + 2] in ("’s", "'s"):
        return False  # "after Friday's quake"
    own = _RECORDED.fullmatch(text, figure.at.end, time.span.start) is not None
    return own or (_same_clause(tree, figure, time) if figure.lasting else not _is_of_making(tree, figure, time))


def _is_of_the_rise(text: str, figure: Figure, time: TimeExpression) -> bool:
    """E.g. "17 deaths in the last 24 hours, bringing the toll to 128": the spell is that of what was added."""
    spell = time.period is not None and time.period.start != time.period.end
    return (
        spell
        and time.span.end <= figure.at.start
        and _BRINGING.search(text, time.span.end, figure.at.start) is not None
    )


def _is_of_other(text: str, figure: Figure, time: TimeExpression) -> bool:
    """E.g. "73 percent, against 82 percent in 2019": the year is that of the figure with which it is compared."""
    nearer = [one for one in figure.figures if figure.at.end <= one < time.span.start]
    if nearer and _RISEN_TO.search(text, figure.sentence.start, figure.at.start):
        return _FROM.search(text, figure.at.end, nearer[0]) is not None  # "rose to 15.7% from 15.6% in March"
    if nearer and _RECORDED.fullmatch(text, nearer[-1], time.span.start):
        return _THAN.search(text, figure.at.end, nearer[-1]) is not None
    return bool(nearer) and _AGAINST.search(text, figure.at.end, nearer[0]) is not None


def _is_of_next_clause(text: str, figure: Figure, time: TimeExpression) -> bool:
    """E.g. "rose 31%, and since May, 14 have died": the time is of the figure after it."""
    start, end = figure.at.end, time.span.start
    if start >= end or not _NEXT.search(text, start, end):
        return False
    if figure.lasting and any(start <= one < end for one in figure.figures):
        return True
    return any(one >= time.span.end for one in figure.figures)


def _is_of_next_figure(text: str, figure: Figure, time: TimeExpression) -> bool:
    """E.g. "last week 40 died, this week 12": a time between a comma and the very next figure."""
    return "," in text[figure.at.end : time.span.start] and time.span.end + 1 in figure.figures


def _same_clause(tree: Tree, figure: Figure, time: TimeExpression) -> bool:
    """A time in a clause that hangs on another word than the figure is that word's ("a bank that failed in May lost …")."""
    tokens = tree.at(*time.span)
    if not tokens:
        return True
    holders = tree.path(figure.anchor)
    for index in tree.path(tokens[0].index):
        if index in holders:
            return True
        dep = tree.tokens[index].dep
        if dep in ("relcl", "acl") or (dep == "advcl" and figure.lasting):
            return False
    return True


def _is_of_making(tree: Tree, figure: Figure, time: TimeExpression) -> bool:
    """E.g. the year of "a dam built in 1987 burst, killing 12": when a thing came to be is no time of what it did later."""
    tokens, holders = tree.at(*time.span), tree.path(figure.anchor)
    for index in tree.path(tokens[0].index) if tokens else ():
        if index in holders:
            return False
        if tree.tokens[index].dep in ("acl", "relcl") and tree.tokens[index].lower in lexicon.family("came to be"):
            return True
    return False


def _distance(text: str, time: TimeExpression, figure: Figure) -> float:
    at = figure.at
    after = time.span.start >= at.end
    between = (at.end, time.span.start) if after else (time.span.end, at.start)
    gap = max(between[1] - between[0], 0)
    penalty = 40.0 * len(_CLAUSE.findall(text, *between)) if gap else 0.0
    beside = [start for start in figure.figures if between[0] <= start < between[1]]
    if after and beside and _AND_MORE.fullmatch(text, at.end, beside[0]):
        beside = beside[1:]  # "the killing of two councillors and one guard last month"
    penalty += 40.0 * len(beside)
    if not after and _OF_EVENT_THAT.fullmatch(text, time.span.end, at.start):
        return 0.0  # "the 14 May shooting at a market that left ten dead"
    if not after and _AGAINST.search(text, time.span.end, at.start):
        penalty += 60.0  # "in May, compared with 1.5 billion, or 78 cents a share, a year ago"
    if not after and SET_AGAINST.match(text, figure.sentence.start) and "," in text[time.span.end : at.start]:
        penalty += 80.0  # "While 36 were taken on Monday in Obora, four were killed in Lida on Tuesday"
    if after and _NEXT_EVENT.search(text, at.end, time.span.start):
        penalty += 40.0
    if time.span.start - figure.sentence.start < 12:
        gap = min(gap, 60)  # "On Sunday, …" heads all that follows
    return gap + penalty + (0.0 if after else 10.0)
