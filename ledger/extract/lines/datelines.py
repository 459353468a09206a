"""Datelines: where, when and by whom a report was written, at the head of a line: "GOMA, May 10 (XY) --", "(Obora) – "."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.lines.bullets import item_at
from ledger.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """``names``: the town and what holds it. ``day``: when it was written. ``desk``: who wrote it, in brackets.

    ``span`` ends where the report begins to speak.
    """

    span: Span
    names: tuple[Span, ...]
    day: Span | None
    desk: Span | None


_MONTH = rf"(?i:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s(?:(?:19|20)\d\d|\d\d(?=\s*(?:[(\[|)–—]|--|-\s)))\b)?"
_NAME = r"(?:(?:[A-Z]\.){2,}|[A-Z][A-Za-z]{0,5}\.(?=[\s,])|[A-Z](?!\w*\.(?=\s))[\w’'-]*(?<!-)(?:\.[A-Za-z]{2,3}\b)?)"
_DAY = (
    rf"(?:(?:(?i:{'|'.join(WEEKDAYS)}),?\s)?(?:{_MONTH}\s{_DAY_OF_MONTH}|{_DAY_OF_MONTH}\s{_MONTH}){_YEAR}"
    r"|(?:19|20)\d\d-\d\d-\d\d\b|\d\d?[./]\d\d?[./](?:19|20)\d\d\b)"
)
_CLOCK = r"\d{1,2}[:.]?\d\d\s?(?:GMT|UTC|hrs|[AaPp]\.?[Mm]\b\.?)"
_ITEM = re.compile(
    rf"(?P<day>{_DAY})|(?P<clock>{_CLOCK})|(?P<desk>\((?=[A-Z0-9]|[a-z][\w-]*\.[a-z]{{2,3}}\))[^()\n]{{1,40}}\)|\[[A-Z][^\[\]\n]{{1,40}}\])"
    rf"|(?P<town>[A-Z]{{4,}}(?=\.\s{_DAY}))|(?P<name>{_NAME}(?:[ -](?:(?:de|del|da|do|dos|la|las|los|el|al|es|of|the|and|sur)\s){{0,2}}{_NAME}){{0,4}})"
)
_OPENS = r"(?=\s(?:The|An?|At|In|More|About|Some|Several|Dozens|Hundreds|Thousands)\s[a-z])"
_BETWEEN = re.compile(rf",?\s?(?=[(\[])|/|\.\s(?={_DAY})|,(?!{_OPENS})\s?|\s(?:(?:[–—|]|--?)\s)?(?={_DAY}|{_CLOCK})")
_END = re.compile(
    rf"(?P<comma>,{_OPENS}[ \t]+)|"
    r"[^\S\n]*(?:(?P<dash>(?:\.[^\S\n]?)?(?:—|–|--|-(?=[\s“\"]))|\|)|:(?=\s)|(?P<slash>[ \t]?/(?=[ \t]+[A-Z“\"])))[ \t]*(?:\[[A-Z][^\[\]\n]{2,60}\][ \t]+){0,3}(?=\S)|[ \t]*(?P<line>$)|(?<=[)\]])[ \t]+(?=[A-Z“\"])",
    re.MULTILINE,
)
_HEAD = re.compile(r"^[ \t]*(?:(?P<open>\()(?=[A-Z])|(?=[(\[A-Z\d]))", re.MULTILINE)
# what a page prints before its first words: "date 2019-04-03 Nine miners died", "Published: 3 June 2021 Three men drowned"
_STAMP = lexicon.pattern(
    rf"\A\s*(?P<stamp>(?i:{{page stamp}})(?:\s(?i:on|at))?\s?:?\s(?P<day>{_DAY}))(?:\s{_CLOCK})?[ \t,|–-]*(?=[^a-z\s])"
)
_AFTER_STAMP = re.compile(r"(?:(?P<open>\()(?=[A-Z])|(?=[(\[A-Z\d]))")
_ITEMS = 7
_FEWEST = 4  # letters of a town whose capitals alone show a dateline
_SPEECH = 60  # letters of the shortest line that opens with such a one
_MANY = 2  # datelines of a report that is no list
_SPOKEN = re.compile(r"[A-Z“\"‘'(]")
_OUTLET = lexicon.pattern(r"[A-Z]\w+(?:\s[A-Z]\w+)?\s{outlet name}")  # "Borna News / The minister said …"


def datelines(text: str) -> Mapping[int, Dateline]:
    """The datelines of ``text`` by their offsets, in order.

    In a list of events ("Obora, 3 May: …", "Lida, 5 May: …") or of towns ("Obora: …", "Lida: …") no line has one.
    """
    return _found(text)[0]


def likely_dateline(text: str) -> Dateline | None:
    """What has the form of one and may as well head an item of a list ("Obora: …"), where ``text`` has no second."""
    return _found(text)[1]


@lru_cache(maxsize=64)
def _found(text: str) -> tuple[Mapping[int, Dateline], Dateline | None]:
    found = [one for head in _HEAD.finditer(text) if (one := _read(text, head))]
    if stamped := _stamped(text):
        found.insert(0, (stamped, True))
    days = {text[slice(*one.day)] for one, _ in found if one.day}
    if len(days) > _MANY:
        found = [(one, sure) for one, sure in found if one.desk or not one.day]
    if sum(not (one.day or one.desk) for one, _ in found) > _MANY:
        found = [(one, sure) for one, sure in found if one.day or one.desk]
    likely = [one for one, sure in found if not sure]
    certain = MappingProxyType({one.span.start: one for one, sure in found if sure})
    return certain, likely[0] if len(likely) == 1 else None


def _stamped(text: str) -> Dateline | None:
    """The stamp of a page that stands on the line of its first words, with the dateline after it where there is one."""
    stamp = _STAMP.match(text)
    if stamp is None:
        return None
    head = _AFTER_STAMP.match(text, stamp.end())
    read = _read(text, head) if head is not None else None
    end, names, desk = (read[0].span.end, read[0].names, read[0].desk) if read and read[1] else (stamp.end(), (), None)
    return Dateline(span=Span(stamp.start("stamp"), end), names=names, day=Span(*stamp.span("day")), desk=desk)


def dateline_at(text: str, offset: int) -> Dateline | None:
    """The dateline in which ``offset`` lies."""
    starts, lines = _in_order(text)
    index = bisect_right(starts, offset) - 1
    return lines[index] if index >= 0 and offset < lines[index].span.end else None


@lru_cache(maxsize=64)
def _in_order(text: str) -> tuple[tuple[int, ...], tuple[Dateline, ...]]:
    found = datelines(text)
    return tuple(found), tuple(found.values())


def _read(text: str, head: re.Match[str]) -> tuple[Dateline, bool] | None:
    """What stands at the head of a line, and whether its form leaves no doubt."""
    items = list(_items(text, head.end()))
    at = items[-1][1].end if items else head.end()
    if head["open"]:
        if text[at : at + 1] != ")":
            return None
        at += 1
    end = _END.match(text, at)
    if not items or end is None:
        return None
    names = tuple(span for kind, span in items if kind == "name")
    day, desk = (next((span for kind, span in items if kind == sought), None) for sought in ("day", "desk"))
    one = Dateline(span=Span(head.end() - len(head["open"] or ""), end.end()), names=names, day=day, desk=desk)
    sure = _is_sure(text, one, end)
    if not sure and (end["line"] is not None or end["slash"]):
        return None  # a byline, a line of a menu, "Flood / Storm"
    return (one, sure) if sure or len(names) == 1 else None


def _is_sure(text: str, one: Dateline, end: re.Match[str]) -> bool:
    dashed = bool(end["dash"])
    if end["slash"] and not any(_OUTLET.fullmatch(text, *name) for name in one.names):
        return False
    stop = text.find("\n", end.end())
    long = (stop if stop >= 0 else len(text)) - end.end() >= _SPEECH
    if one.day:  # "10 May, Obora – two killed" is an entry of a diary
        towns = [text[slice(*name)] for name in one.names]
        shouted = len(towns) == 1 and towns[0].isupper() and bool(end["dash"])  # "17 Dec, OBORA- Two were killed"
        return one.desk is not None or shouted or (bool(towns) and one.names[0].start < one.day.start)
    if end["line"] is not None or not (end["dash"] or end[0].strip()):
        return False
    if end["comma"]:  # "Obora, The death toll has risen to 40"
        return long and len(one.names) == 1
    spoken = long or _SPOKEN.match(text, end.end()) is not None
    if dashed and one.desk:
        return spoken
    if not (long and one.names):
        return False
    town = text[slice(*one.names[0])]
    formal = (
        (town.isupper() and len(town) >= _FEWEST)
        or bool(end["slash"])
        or (dashed and (text[one.span.start] == "(" or len(one.names) > 1))
    )
    return formal and _SPOKEN.match(text, end.end()) is not None  # "TANKS – 732" is none


def _items(text: str, at: int) -> Iterator[tuple[str, Span]]:
    """Kind and span of what a line begins with, part by part."""
    item = _ITEM.match(text, at)
    for _ in range(_ITEMS):
        if item is None:
            return
        yield "name" if item["town"] else item.lastgroup or "", Span(*item.span())  # "KYIV. Sept 29 (XY) –"
        between = _BETWEEN.match(text, item.end())
        item = _ITEM.match(text, between.end()) if between else None


def speaks_from(text: str, span: Span) -> int:
    """Where the sentence begins to speak: past "SEOUL, May 16 (XY) --" and past a bullet, of which a parser makes a subject."""
    dateline = datelines(text).get(span.start)
    if dateline and dateline.span.end < span.end:
        return dateline.span.end
    item = item_at(text, *span)
    numbered = item is not None and any(map(str.isalnum, text[slice(*item)]))
    # "3. Two men died"; but "12) houses" may be a count
    return item.end if item and (not numbered or text[item.end].isupper()) else span.start
