"""From one parsed sentence to its mentions: numerals that state figures, and implicit counts of people harmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ledger import lexicon
from ledger.extract.chronology.times import TimeExpression
from ledger.extract.figures.counted_things import ARMS, classes_of, count_unit, joined_thing, without_name
from ledger.extract.figures.definitions import definitions
from ledger.extract.figures.filters import (
    is_no_fact,
    is_of_one,
    is_reference,
    numerals_beside,
)
from ledger.extract.figures.households import told_twice
from ledger.extract.figures.how_often import count_rate, daily
from ledger.extract.figures.implicit import find_implicit
from ledger.extract.figures.measured import measured_head, phrase_span, through
from ledger.extract.figures.mention import Mention, token_at
from ledger.extract.figures.named import is_in_capitals, is_in_name, is_of_index
from ledger.extract.figures.nounless import (
    from_elsewhere,
    is_aboard,
    of_crowd,
    of_ones,
    of_sickness,
    without_fate,
    without_mark,
    without_time,
)
from ledger.extract.figures.of_places import without_place
from ledger.extract.figures.shared_nouns import of_shared_noun, out_of_those, past_joined, past_share
from ledger.extract.figures.spells import SECONDS_IN, compound_duration, is_label_time
from ledger.extract.figures.told import is_told_before
from ledger.extract.figures.told_again import is_told_again
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.phrase import Counted, read_counted
from ledger.extract.grammar.sized import of_size
from ledger.extract.grammar.words import PERSON, is_model, labels, lemmas, noun_classes
from ledger.extract.lines.lists import ListItem, ListLine
from ledger.extract.numbers.comparators import bounds, comparator_of
from ledger.extract.numbers.money_rates import money_rate
from ledger.extract.numbers.more_time import time_after_more
from ledger.extract.numbers.moves import unit_of_move
from ledger.extract.numbers.numerals import Numeral
from ledger.extract.numbers.points import points_unit
from ledger.extract.numbers.scales import part_of_unit, scale_unit
from ledger.extract.numbers.units import (
    UnitMention,
    convert,
    in_its_sense,
    unit_after,
)
from ledger.lexicon.plurals import singular
from ledger.model import Comparator, Span

_FEW = 13
_OR = re.compile(r",?\s+or\s+")
_NUMBERED_ROW = re.compile(r"\s*\|")  # "1 | Bihar | 40 | 2"


def find_mentions(
    text: str, sentence: Span, tree: Tree, times: Sequence[TimeExpression], line: ListLine | None = None
) -> tuple[Mention, ...]:
    """The mentions of one sentence in text order; ``line`` where it is a line of a list."""
    if line is not None and not line.cells:
        return ()  # names of columns
    spans = tuple(time.span for time in times)
    masked = frozenset(token.index for span in spans for token in tree.at(*span))
    found: list[Mention] = []
    for numeral in numerals_beside(text, sentence, spans):
        if line is not None and numeral.span.start == sentence.start and _NUMBERED_ROW.match(text, numeral.span.end):
            continue
        in_cell = line is not None and line.holds(numeral.span)
        if is_no_fact(text, numeral, sentence, spans, in_cell) or (
            found and (numeral.span.start < found[-1].span.end or _is_model(text, numeral, found[-1]))
        ):
            continue
        item = line.item_at(text, numeral.span) if line is not None else None
        if item is not None:
            mention = _listed(text, sentence, tree, numeral, item)
        else:
            mention = _read(text, sentence, tree, numeral, masked, found)
        if mention is not None:
            found.append(mention)
    taken = {m.counted.head for m in found if m.counted.head is not None}
    counts = tuple(m.span for m in found)
    found += (
        m
        for m in find_implicit(tree, masked)
        if (m.counted.head not in taken or not m.high) and not any(_overlap(m.span, c) for c in counts)
    )
    defined = tuple(definitions(text, sentence)) if found else ()
    return tuple(sorted((m for m in found if not any(_overlap(m.span, d) for d in defined)), key=lambda m: m.span))


def _is_model(text: str, numeral: Numeral, earlier: Mention) -> bool:
    """E.g. the 2 of "18 Leopard 2 tanks": a number within the phrase that another number counts."""
    span = earlier.counted.span
    before = text[: numeral.span.start][-20:].split()
    inside = span is not None and span.start < numeral.span.start and numeral.span.end < span.end
    return inside and not numeral.word and bool(before) and before[-1][:1].isupper()


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _read(
    text: str, sentence: Span, tree: Tree, numeral: Numeral, masked: frozenset[int], earlier: list[Mention]
) -> Mention | None:
    number = token_at(tree, *numeral.span)
    if number is None or is_in_capitals(tree, number, numeral) or is_of_one(tree, number):
        return None
    comparator = comparator_of(text, numeral, *sentence)
    unit = None
    numeral, end = part_of_unit(text, numeral, sentence.end)
    if not numeral.unit:
        unit = scale_unit(text, numeral, sentence) or unit_after(text, end, sentence.end)
        unit = unit or points_unit(text, numeral, sentence) or time_after_more(text, end, sentence.end)
        unit = in_its_sense(text, unit, *sentence)
        numeral, unit = unit_of_move(text, numeral, unit, sentence)
    start = numeral.span.start
    glued = text[start - 1 : start].isalpha() and tree.tokens[max(0, number - 1)].end != start
    if glued and (unit is None or unit.name != "magnitude"):
        return None  # "M5.8" is an earthquake's; an M5.8 bolt is a bolt
    if unit is not None and unit.name in SECONDS_IN:
        numeral = compound_duration(text, numeral, sentence.end)
    if numeral.unit or unit:
        counted = read_counted(tree, numeral.span.start, max(numeral.span.end, unit.end if unit else 0), masked)
        source = _conversion_source(text, numeral, numeral.unit or (unit.name if unit else ""), earlier)
        if source is not None and comparator is Comparator.EQUAL:
            comparator = source.comparator
        if comparator is Comparator.EQUAL and earlier and _OR.fullmatch(text, earlier[-1].span.end, numeral.span.start):
            comparator = earlier[-1].comparator  # "about 17% or 3.3 billion barrels" (FACTS.md 5.25)
        if comparator is Comparator.EQUAL and earlier and _is_second_estimate(text, numeral, earlier[-1]):
            comparator = Comparator.ABOUT
        return _measured(text, tree, numeral, unit, (counted, comparator, source), masked)
    mention = _counted(text, tree, numeral, comparator, masked)
    return mention and told_twice(text, numeral, mention, earlier)


_BOTH = re.compile(r"\sand\s")
_IN_TURN = re.compile(r",?\srespectively\b")


def _is_second_estimate(text: str, numeral: Numeral, first: Mention) -> bool:
    """Whether both were estimated: "the damage to farms and roads was estimated at $3 million and $2 million, respectively"."""
    both = first.comparator is Comparator.ABOUT and _BOTH.fullmatch(text, first.span.end, numeral.span.start)
    return (
        bool(both and _IN_TURN.match(text, numeral.span.end))
        and "estimated" in text[first.span.start - 24 : first.span.start]
    )


_SUMMED = lexicon.pattern(r"(?:{summed in a label}\s)+", re.IGNORECASE)


def _listed(text: str, sentence: Span, tree: Tree, numeral: Numeral, item: ListItem) -> Mention | None:
    """A number that counts what its label names; "(+150)" beside a total adds to it."""
    number = token_at(tree, *numeral.span)
    if number is None:
        return None
    comparator = comparator_of(text, numeral, *sentence)
    label = f" {item.unit or _SUMMED.sub('', item.name)}"  # "Kilometres of road closed: 985", "Total acres burned"
    unit = (
        None if numeral.unit else unit_after(text, numeral.span.end, sentence.end) or unit_after(label, 0, len(label))
    )
    low, high = bounds(numeral, comparator)
    added = re.search(r"\(\s*\+?$", text[max(sentence.start, numeral.span.start - 3) : numeral.span.start]) is not None
    more = added and "+" in text[numeral.span.start - 1 : numeral.span.start + 1]
    counted = Counted(anchor=number, head=None, span=None, noun="", more=more)
    return Mention(
        span=numeral.span, low=low, high=high, comparator=comparator, unit=numeral.unit or (unit.name if unit else ""),
        classes=_dimension(numeral, unit, counted), counted=counted, number=number, vague=numeral.vague,
    )  # fmt: skip


def _measured(
    text: str,
    tree: Tree,
    numeral: Numeral,
    unit: UnitMention | None,
    found: tuple[Counted | None, Comparator, Mention | None],
    masked: frozenset[int],
) -> Mention | None:
    counted, comparator, source = found
    number = token_at(tree, *numeral.span) or 0
    name = f"{numeral.unit}{money_rate(text, numeral)}" if numeral.unit else unit.name if unit else ""
    if counted is None or (numeral.unit == "fraction" and is_reference(tree, counted, number, numeral)):
        return None
    if numeral.unit is None and unit and unit.dimension == "time" and is_label_time(text, numeral, unit):
        return None
    low, high = bounds(numeral, comparator)
    measured = _measured_span(tree, numeral, unit, counted, masked)
    if measured is not None and _overlap(measured, numeral.span):
        measured = None  # "200,000 rupees" measure no rupees
    return Mention(
        span=numeral.span, low=low, high=high, comparator=comparator, unit=name, classes=_dimension(numeral, unit, counted),
        counted=replace(counted, anchor=number if counted.head is None or unit else counted.anchor), number=number, vague=numeral.vague,
        conversion=source is not None, measured=measured,
    )  # fmt: skip


def _measured_span(
    tree: Tree, numeral: Numeral, unit: UnitMention | None, counted: Counted, masked: frozenset[int]
) -> Span | None:
    """The words of the thing that a quantity is said of; a change ("a 5 percent rise in prices") is said of what changes."""
    block = tree.at(numeral.span.start, max(numeral.span.end, unit.end if unit else 0))
    if not block:
        return None
    beside = counted.head if counted.head is not None and not counted.partitive else None
    if beside is not None and not set(lemmas(tree.tokens[beside].lower)) & labels("change"):
        return counted.span
    money = numeral.unit is not None and numeral.unit.isupper()
    head = measured_head(tree, block[0].index, beside if beside is not None else block[-1].index, masked, money)
    return phrase_span(tree, head) if head is not None else counted.span


def _dimension(numeral: Numeral, unit: UnitMention | None, counted: Counted) -> frozenset[str]:
    if numeral.unit in ("percent", "fraction", "percentage_point", "basis_point", "factor"):
        people = noun_classes(counted.noun) if numeral.unit == "fraction" else frozenset()
        return people | {"percent"}
    if numeral.unit in SECONDS_IN:
        return frozenset(("time",))
    return frozenset(("money",)) if numeral.unit else frozenset((unit.dimension,)) if unit else frozenset()


_OR_ELSE = re.compile(r"[^.;:,\d]{1,24},?\sor\s")  # "about 300 miles, or 500 kilometers" (FACTS.md 5.25)
_OPENED = lexicon.pattern(r"\(\s*(?:or\s+)?(?:(?:{hedge}|equivalent\s+to|worth)\s+)?$", re.I)
_NEXT_UNIT = re.compile(r"[\s-]?[^\s\d()]{1,16}\s*(?:/|;|,|\bor\b)\s*")  # "(224 kW / 300 PS)"


def _conversion_source(text: str, numeral: Numeral, unit: str, earlier: list[Mention]) -> Mention | None:
    """The figure that this one restates in brackets: "17 cm (6.7 in)" inherits comparator and all else."""
    if not earlier:
        return None
    source = earlier[-1]
    between = text[source.span.end : numeral.span.start]
    opened = _OPENED.search(between) or (source.conversion and _NEXT_UNIT.fullmatch(between))
    in_other_words = not opened and _OR_ELSE.fullmatch(between)
    if source.unit == unit or not (opened or in_other_words):
        return None  # "Kent (61 percent), Essex (59 percent)": the same unit converts nothing
    value = source.low if source.low is not None else source.high
    other = convert(value or 0.0, source.unit, unit)
    if other is None:
        first, second = source.unit.partition("/")[0], unit.partition("/")[0]
        two = opened and first.isupper() and second.isupper() and first != second  # not "$2B a year, as the NBL ($9B)"
        return source if two else None  # two currencies, also by the month: "12,000 rand ($650) a month"
    return source if abs(other - numeral.low) <= 0.15 * max(abs(other), abs(numeral.low)) else None


def _counted(text: str, tree: Tree, numeral: Numeral, comparator: Comparator, masked: frozenset[int]) -> Mention | None:
    numeral = _after_bullet(text, numeral)
    counted = joined_thing(tree, numeral) or read_counted(tree, *numeral.span, masked)
    counted = without_mark(tree, of_crowd(tree, out_of_those(tree, counted, numeral), numeral))
    counted = of_shared_noun(tree, without_fate(tree, without_time(tree, counted), numeral), numeral)
    counted = without_place(
        text, of_sickness(tree, past_joined(tree, past_share(tree, counted, numeral), numeral)), numeral
    )
    if counted is not None and counted.noun and not any(map(str.isalpha, counted.noun)):
        counted = replace(counted, head=None, span=None, noun="")  # the "|" of a table counts nothing
    number = token_at(tree, *numeral.span)
    if (
        counted is None
        or number is None
        or is_reference(tree, counted, number, numeral, lambda: _is_known(text, tree, numeral, number))
        or is_told_again(text, tree, number, numeral)
        or _is_zero_one(tree, number, numeral)
        or (counted.head is not None and is_in_name(text, tree, numeral.span, number, counted.head))
        or is_of_index(tree, number)
    ):
        return None
    marked = counted.head is None and text[numeral.span.end + 1 : numeral.span.end + 5] == "mark"
    strong = text.startswith("-strong ", numeral.span.end) and counted.noun.split()[-1:] != []
    strong = strong and counted.noun.split()[-1] not in lexicon.family("strong in things")
    joined = counted.noun in lexicon.family("joined thing")
    sized = not noun_classes(counted.noun) or of_size(tree, number, counted.head)
    if _hyphenated(text, numeral) and not joined and sized and not marked and not strong:
        return None
    counted = _of_quantity(tree, of_ones(tree, counted, masked) or counted, masked)
    counted, measured = from_elsewhere(tree, counted, masked)
    low, high = bounds(numeral, comparator)
    classes = classes_of(text, tree, counted)
    unit = "person" if "person" in classes else count_unit(without_name(tree, counted))
    if classes == ARMS and is_model(tree.tokens[counted.anchor].text, alone=numeral.low == 1):
        unit = singular(tree.tokens[counted.anchor].text)  # "two F-16s"
    if strong:  # "an 8,200-strong workforce"
        unit, classes = "person", PERSON
    if counted.noun in labels("employment"):  # "payrolls rose by 209,000", "employment is down by 4,000"
        unit, classes = "job", frozenset(("job",))
    if counted.head is None and is_aboard(text, numeral.span.end):
        unit, classes = "person", PERSON
    if rate := count_rate(text, tree, numeral, counted) or (classes == PERSON and daily(tree, counted)):
        unit, classes = (f"{unit}/{rate}", classes) if unit else (f"person/{rate}", PERSON)
    return Mention(
        span=numeral.span, low=low, high=high, comparator=comparator, unit=unit, classes=classes, counted=counted, number=number,
        vague=numeral.vague, measured=measured,
    )  # fmt: skip


def _after_bullet(text: str, numeral: Numeral) -> Numeral:
    """E.g. "-40 officers were killed" at the head of a line: a stroke that lists, since nobody counts less than none."""
    start = numeral.span.start
    if numeral.low >= 0 or text[start] not in "-−" or text[text.rfind("\n", 0, start) + 1 : start].strip():
        return numeral
    return replace(numeral, span=Span(start + 1, numeral.span.end), low=-numeral.low, high=-numeral.high)


def _of_quantity(tree: Tree, counted: Counted, masked: frozenset[int]) -> Counted:
    """E.g. "27: Number of towns under water" counts towns."""
    head = counted.head
    if head is None or head < 1 or tree.tokens[head].lower not in labels("quantity") or counted.anchor != head:
        return counted
    inner = through(tree, head, masked)
    noun = singular(tree.tokens[inner].lower)
    return (
        counted
        if inner == head
        else replace(counted, anchor=inner, head=inner, span=phrase_span(tree, inner), noun=noun)
    )


def _is_known(text: str, tree: Tree, numeral: Numeral, number: int) -> bool:
    """Whether "the 240 passengers" can refer back: the report gave the figure before, or it is small.

    But "the six dead and nine injured", of whom nothing was told before, are told of now.
    """
    following = tree.tokens[number + 1] if number + 1 < len(tree.tokens) else None
    nominal = following is not None and (following.lower in labels("nominal") or following.tag[:2] == "VB")
    parted = number > 2 and [token.lower for token in tree.tokens[number - 2 : number]] == ["of", "the"]
    parted = parted and tree.tokens[number - 3].tag == "CD" and tree.tokens[number - 3].lower != "one"
    # "five of the seven wells"
    parted = parted and "person" not in noun_classes(tree.tokens[tree.tokens[number].head].lower)
    # "The eight guards and five drivers were kidnapped": two small numbers told together, neither of them before
    noun = tree.tokens[tree.tokens[number].head]
    joined = noun.dep == "nsubjpass" and any(
        tree.tokens[c].dep == "conj" and tree.child(c, "nummod") is not None for c in tree.children[noun.index]
    )
    return (numeral.low < _FEW and not (nominal or parted or joined)) or is_told_before(text, numeral)


def _is_zero_one(tree: Tree, number: int, numeral: Numeral) -> bool:
    return numeral.word and numeral.low == 1 and number > 0 and tree.tokens[number - 1].lower in ("no", "not")


def _hyphenated(text: str, numeral: Numeral) -> bool:
    return text[numeral.span.end : numeral.span.end + 1] == "-"
