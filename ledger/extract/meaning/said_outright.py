"""What the words right beside a number say outright: "12 are in hospital", "left with $17,300", "enough for 3,000 families".

This is final: neither the rules of ``undoubted`` nor the judge are asked. Each rule is a row of ``lexicon/phrases.tsv``, whose
head tells what its cells mean; here they are read and applied. Of the rows for a sort of number only those are tried of
whose words one stands before the number, or behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.meaning.measures import harm_measures
from ledger.extract.meaning.named_rules import CONDITIONS, MEASURES, Beside
from ledger.extract.meaning.setting import DIMENSIONS, Setting
from ledger.extract.numbers.comparators import HEDGED
from ledger.lexicon.counted import is_money
from ledger.lexicon.firsts import alternatives
from ledger.lexicon.needed import needed
from ledger.model import Fact

_LEAD, _TAIL = 90, 400  # characters before a number that may tell, and behind it
_WORD = re.compile(r"\w+")
_SHAPE = re.compile(r"\{([A-Z][A-Z ]*)\}")
_NOTHING = "-"
_NO_CASE = "(?i)"

_Condition = Callable[[Beside], bool]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrase:
    """A row: a rule that gives a number beside which its patterns are found, and of which its conditions hold, a measure."""

    number: int
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    of_lead: frozenset[str] | None  # words of which one must stand before the number; None where that is not plain
    of_tail: frozenset[str] | None
    when: tuple[_Condition, ...]
    unless: tuple[_Condition, ...]
    measure: Callable[[Beside], str | None]

    def of(self, one: Beside) -> str | None:
        """The measure that the row gives a number; None where it does not fit."""
        end, match = one.mention.span.end, None
        if self.before is not None and (match := self.before.search(one.lead)) is None:
            return None
        if self.after is not None:
            behind = self.after.match(one.setting.text, end)
            if behind is None:
                return None
            match = behind if match is None or "found" in behind.re.groupindex else match
        if match is not None:
            one.found = match["found"] if "found" in match.re.groupindex else match[0]
        if not all(holds(one) for holds in self.when) or any(holds(one) for holds in self.unless):
            return None
        return self.measure(one)


def said_outright(mention: Mention, setting: Setting) -> str | None:
    """The measure that the words beside a number name, whatever else the sentence tells; None for most."""
    told = phrase_of(mention, setting)
    return told[1] if told is not None else None


def phrase_of(mention: Mention, setting: Setting) -> tuple[Phrase, str] | None:
    """The first row that fits the words beside a number, and the measure that it gives."""
    text, span = setting.text, mention.span
    lead = text[max(setting.sentence.start, span.start - _LEAD) : span.start]
    before = frozenset(_WORD.findall(lead.lower()))
    behind = frozenset(_WORD.findall(text[span.end : span.end + _TAIL].lower()))
    one = Beside(mention, setting, lead)
    for row in _index(_sorts_of(mention, setting)).likely(before, behind):
        if (measure := row.of(one)) is not None:
            return row, measure
    return None


def _sorts_of(mention: Mention, setting: Setting) -> tuple[str, ...]:
    """The sorts of number that a mention is, as the rows name them."""
    if "money" in mention.classes:
        return ("money",)
    if mention.unit in ("percent", "fraction", "factor"):
        return ("percent", "part") if mention.unit == "percent" else ("part",)
    if "length" in mention.classes:
        return ("length",)
    if mention.unit == "time":
        return ("times",)
    goes_on = mention.elided and (setting.previous is None or setting.previous.unit == "person")
    return ("counted", "people") if goes_on or "person" in mention.classes else ("counted", "things")


class _Index:
    """The rows for some sorts of number, found by the words of which they need one."""

    def __init__(self, rows: Sequence[Phrase]) -> None:
        self._rows = rows
        self._always: list[int] = []
        self._by_lead: dict[str, list[int]] = defaultdict(list)
        self._by_tail: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            for word in row.of_lead or ():
                self._by_lead[word].append(at)
            for word in (row.of_tail or ()) if row.of_lead is None else ():
                self._by_tail[word].append(at)
            if row.of_lead is None and row.of_tail is None:
                self._always.append(at)

    def likely(self, before: frozenset[str], behind: frozenset[str]) -> Sequence[Phrase]:
        """The rows that may fit between these words, in their order."""
        found = set(self._always)
        for index, words in ((self._by_lead, before), (self._by_tail, behind)):
            for word in words & index.keys():
                found.update(index[word])
        rows = [self._rows[at] for at in sorted(found)]
        return [row for row in rows if row.of_tail is None or not row.of_tail.isdisjoint(behind)]


@cache
def _index(sorts: tuple[str, ...]) -> _Index:
    wanted = set(sorts)
    rows = enumerate(lexicon.rows("phrases"))
    return _Index([phrase(number) for number, cells in rows if not wanted.isdisjoint(cells[0].split(","))])


@cache
def phrase(number: int) -> Phrase:
    """A row of ``phrases.tsv``; its patterns are compiled when they are first tried."""
    _, before, after, when, unless, measure, _ = lexicon.rows("phrases")[number]
    return Phrase(
        number=number,
        before=_pattern(_ending(before)) if before != _NOTHING else None,
        after=_pattern(after) if after != _NOTHING else None,
        of_lead=_needed(before),
        of_tail=_needed(after),
        when=tuple(_condition(part) for part in when.split(" && ") if part != _NOTHING),
        unless=tuple(_condition(part) for part in unless.split(" || ") if part != _NOTHING),
        measure=_measure(measure),
    )


def _ending(form: str) -> str:
    """A pattern that ends where its string does."""
    form = filled(form)
    flag = _NO_CASE if form.startswith(_NO_CASE) else ""
    form = form.removeprefix(_NO_CASE)
    return f"{flag}(?:{form})$" if len(alternatives(form)) > 1 else f"{flag}{form}$"


def _pattern(form: str) -> re.Pattern[str]:
    form = filled(form)
    return lexicon.pattern(form.removeprefix(_NO_CASE), re.IGNORECASE if form.startswith(_NO_CASE) else 0)


def _needed(form: str) -> frozenset[str] | None:
    return needed(filled(form).removeprefix(_NO_CASE)) if form != _NOTHING else None


def filled(form: str) -> str:
    """A pattern's form with shapes for their names: ``{HEDGED}``."""
    return _SHAPE.sub(lambda name: _shapes()[name[1]], form)


@cache
def _shapes() -> Mapping[str, str]:
    found = {"HEDGED": HEDGED}
    for name, form in lexicon.rows("shapes"):
        found[name] = _SHAPE.sub(lambda shape: found[shape[1]], form)
    return found


def _measure(cell: str) -> Callable[[Beside], str | None]:
    """What a row's measure says: a measure, that of a figure before, or a rule's."""
    if cell.startswith("as "):
        figure = _FIGURES[cell.removeprefix("as ")]
        return lambda one: fact.measure if (fact := figure(one.setting)) is not None else None
    return MEASURES[cell] if cell.startswith("by ") else lambda _: cell


def _condition(cell: str) -> _Condition:
    """A condition as a row words it."""
    if cell in CONDITIONS:
        return CONDITIONS[cell]
    where, tilde, form = cell.partition(" ~ ")
    if tilde:
        pattern, found = _pattern(form), _PLACES[where]
        return lambda one: found(one, pattern)
    figure, known, what = cell.partition(" is ")
    if known:
        one_of, tell = _FIGURES[figure], _of_figure(what)
        return lambda one: (fact := one_of(one.setting)) is not None and tell(one, fact)
    word, _, rest = cell.partition(" ")
    return _OF_NUMBER[word](rest)


_FIGURES: Mapping[str, Callable[[Setting], Fact | None]] = {
    "previous": lambda setting: setting.previous,
    "earlier": lambda setting: setting.earlier[-1] if setting.earlier else None,
    "told": lambda setting: setting.told[-1] if setting.told else None,
}
_TOLD_OF_FIGURE: Mapping[str, Callable[[Beside, Fact], bool]] = {
    "any": lambda one, fact: True,
    "harmed": lambda one, fact: fact.measure in harm_measures(),
    "money": lambda one, fact: is_money(fact.unit),
    "people": lambda one, fact: fact.unit == "person",
    "same unit": lambda one, fact: fact.unit == one.mention.unit,
}


def _of_figure(what: str) -> Callable[[Beside, Fact], bool]:
    """What is asked of a figure before: a word of ours, or measures parted by commas."""
    measures = frozenset(what.split(","))
    return _TOLD_OF_FIGURE.get(what) or (lambda one, fact: fact.measure in measures)


def _any(classes: str) -> _Condition:
    wanted = DIMENSIONS if classes == "dimension" else frozenset(classes.split(","))
    return lambda one: not one.mention.classes.isdisjoint(wanted) or (classes == "any" and bool(one.mention.classes))


_OF_NUMBER: Mapping[str, Callable[[str], _Condition]] = {
    "class": _any,
    "elided": lambda _: lambda one: one.mention.elided,
    "from": lambda least: lambda one: (one.mention.low or one.mention.high or 0) >= int(least),
    "unit": lambda unit: lambda one: one.mention.unit == unit,
    "vague": lambda _: lambda one: one.mention.vague,
}


def _opening(one: Beside) -> str:
    return one.setting.text[one.setting.sentence.start : one.mention.span.start]


def _between(one: Beside) -> str:
    last = one.setting.previous
    return one.setting.text[last.span.end : one.mention.span.start] if last is not None else ""


def _in_story(one: Beside, pattern: re.Pattern[str]) -> bool:
    setting = one.setting
    return (pattern.search(setting.text, *setting.sentence) or pattern.search(setting.title)) is not None


def _counted(one: Beside) -> str:
    return one.setting.text[slice(*(one.mention.counted.span or one.mention.span))].lower()


def _entity(one: Beside) -> str:
    return one.setting.previous.entity if one.setting.previous is not None else ""


_PLACES: Mapping[str, Callable[[Beside, re.Pattern[str]], bool]] = {
    "after": lambda one, pattern: pattern.match(one.setting.text, one.mention.span.end) is not None,
    "between": lambda one, pattern: pattern.fullmatch(_between(one)) is not None,
    "counted": lambda one, pattern: pattern.search(_counted(one)) is not None,
    "found": lambda one, pattern: pattern.search(one.found) is not None,
    "lead": lambda one, pattern: pattern.search(one.lead) is not None,
    "noun": lambda one, pattern: pattern.fullmatch(one.mention.counted.noun) is not None,
    "opening": lambda one, pattern: pattern.search(_opening(one)) is not None,
    "previous": lambda one, pattern: pattern.search(_entity(one)) is not None,
    "report": lambda one, pattern: pattern.search(one.setting.text) is not None,
    "sentence": lambda one, pattern: pattern.search(one.setting.text, *one.setting.sentence) is not None,
    "story": _in_story,
}
