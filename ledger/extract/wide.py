"""The wide mode: numbers that state no figure by the contract, and that other uses count all the same.

Ages ("a 65-year-old"), times used only to place something ("nine days later"), participants already known ("the two
sides"), "one of the best phones", numbers without a noun. Off by default; nothing here changes what the strict mode finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger import lexicon
from ledger.extract.chronology.times import TimeExpression
from ledger.extract.figures.counted_things import count_unit
from ledger.extract.figures.filters import is_name, is_reference
from ledger.extract.figures.how_often import count_rate
from ledger.extract.figures.mention import Mention, token_at
from ledger.extract.figures.named import is_in_name
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.phrase import Counted, read_counted
from ledger.extract.grammar.words import noun_classes
from ledger.extract.numbers.comparators import bounds, comparator_of
from ledger.extract.numbers.money_rates import money_rate
from ledger.extract.numbers.numerals import Numeral, find_numerals
from ledger.extract.numbers.units import UnitMention, unit_after
from ledger.model import Span

NUMBER = "dimensionless"
_AGE = re.compile(r"[\s-]*(?P<unit>year|month|week|day)s?[\s-]*(?:olds?\b|of[\s-]+age\b)", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:aged|age|ages|turn(?:s|ed|ing)?|life\s+expectancy\b[^.;]{0,40}|(?:he|she)(?:\s+will)?\s+(?:is|was|be))\s+(?:is\s+|was\s+|of\s+|about\s+|around\s+|just\s+)*$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"(?<![\w.,:/$£€#-])(\d{1,3})[-–](\d{1,3})(?![\w%-]|[.,:/]\d)")
_COUNTS_ON = re.compile(
    r"\s?[-%\d]|\s+(?:of|for|out\s+of|to|feet|foot|(?!years\b|has\b|was\b|is\b|as\b)[a-z]+s)\b", re.IGNORECASE
)
_DURATION = lexicon.pattern(r"\b{spell}s?\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\b(?:19|20)\d\d\b|^day\s+\d|:|\b[ap]\.?m\b", re.IGNORECASE)


def wide_mentions(
    text: str, sentence: Span, tree: Tree, times: Sequence[TimeExpression], found: Sequence[Mention]
) -> tuple[Mention, ...]:
    """``found`` and what the strict mode leaves out, in text order. Dates, names and ordinals stay out."""
    dates = tuple(time.span for time in times if not _is_length(text[slice(*time.span)]))
    scores = tuple(_scores(text, sentence, dates))
    numbers = [numeral.span for numeral in find_numerals(text, *sentence)]
    found = [
        mention
        for mention in found
        if not any(_overlap(mention.span, score.span) for score in scores)
        if not (mention.implicit and any(_overlap(mention.span, number) for number in numbers))  # "a 34-year-old man"
    ]
    kept = [_aged(text, sentence, tree, mention) for mention in found if not _is_bare_label(text, tree, mention)]
    extra = [
        mention
        for numeral in (*find_numerals(text, *sentence), *scores)
        if not any(_overlap(numeral.span, m.span) for m in found)
        if numeral in scores
        or not (is_name(text, numeral, sentence, dates) or any(_overlap(numeral.span, s.span) for s in scores))
        if (mention := _mention(text, sentence, tree, numeral)) is not None
    ]
    return tuple(sorted([*kept, *extra], key=lambda mention: mention.span))


def _scores(text: str, sentence: Span, dates: Sequence[Span]) -> Iterator[Numeral]:
    """Results and votes as the range of their two numbers: "won 5-3", "a 52-48 vote", "tied 1-1"; not "2-3 weeks"."""
    ranges = [numeral.span for numeral in find_numerals(text, *sentence) if numeral.range]
    for match in _SCORE.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span())
        if not any(_overlap(span, other) for other in (*ranges, *dates)):
            low, high = sorted((float(match[1]), float(match[2])))
            yield Numeral(span=span, low=low, high=high, range=True, unit=NUMBER)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and one.end > other.start


def _aged(text: str, sentence: Span, tree: Tree, mention: Mention) -> Mention:
    """A number without a noun is an age where the words before it say so, or a name."""
    if not mention.elided or not (
        _is_age(text, sentence, mention.span) or _is_after_name(text, tree, mention.span, mention.number)
    ):
        return mention
    return replace(mention, unit="year_of_age", classes=frozenset(("age",)))


def _is_age(text: str, sentence: Span, span: Span) -> bool:
    """E.g. "he is 54 and", "turned 30 in May"; not "he is one of three", "she was 2 for 5", "turned 40 cars away"."""
    said = _AGED.search(text, max(sentence.start, span.start - 60), span.start) is not None
    return said and text[slice(*span)].lower() != "one" and _COUNTS_ON.match(text, span.end, sentence.end) is None


def _is_after_name(text: str, tree: Tree, span: Span, number: int) -> bool:
    """E.g. "Ana Costa 34 was elected", where a page lost its commas: two names before the number and a verb after it."""
    surface = text[slice(*span)]
    if number < 2 or number + 1 >= len(tree.tokens) or not (surface.isdigit() and _YOUNGEST <= int(surface) < _OLDEST):
        return False
    first, second = tree.tokens[number - 2 : number]
    named = all(token.tag == "NNP" and token.text[1:].islower() for token in (first, second))
    return named and tree.tokens[number + 1].tag in ("VBD", "VBZ", "MD", "WP")


_YOUNGEST, _OLDEST = 13, 100


def _is_bare_label(text: str, tree: Tree, mention: Mention) -> bool:
    """A mention without a noun, which the strict mode drops later unless its neighbours lend it one."""
    if not mention.elided or mention.vague or _is_after_name(text, tree, mention.span, mention.number):
        return False
    return _is_pronoun(tree, mention.number) or is_in_name(text, tree, mention.span, mention.number, None)


def _is_pronoun(tree: Tree, number: int) -> bool:
    """E.g. "the same one", "that one", "one can see", "one another"."""
    if tree.tokens[number].lower != "one":
        return False
    before = tree.tokens[number - 1].tag if number else ""
    after = tree.tokens[number + 1] if number + 1 < len(tree.tokens) else None
    return before in ("DT", "JJ", "WDT", "PRP$") or (
        after is not None and (after.tag == "MD" or after.lower == "another")
    )


def _is_length(time: str) -> bool:
    """E.g. "the last 200 days", "six minutes later" hold a length of time; "8 September" and "day 3" do not."""
    return _DURATION.search(time) is not None and _CALENDAR.search(time) is None


def _mention(text: str, sentence: Span, tree: Tree, numeral: Numeral) -> Mention | None:
    number = token_at(tree, *numeral.span)
    unit = None if numeral.unit else _unit(text, sentence, numeral)
    if number is not None and unit is None and _is_after_name(text, tree, numeral.span, number):
        unit = UnitMention(name="year_of_age", dimension="age", end=numeral.span.end)
    counted = read_counted(tree, numeral.span.start, max(numeral.span.end, unit.end if unit else 0))
    if number is None or counted is None or (unit is None and _is_label(text, tree, numeral, number, counted)):
        return None
    if unit and unit.dimension == "age" and numeral.range:
        return None  # "women aged 25 to 54" are a group
    comparator = comparator_of(text, numeral, *sentence)
    low, high = bounds(numeral, comparator)
    name, classes = _named(text, tree, numeral, unit, counted)
    return Mention(
        span=numeral.span, low=low, high=high, comparator=comparator, unit=name, classes=classes, counted=counted, number=number,
        vague=numeral.vague,
    )  # fmt: skip


def _unit(text: str, sentence: Span, numeral: Numeral) -> UnitMention | None:
    end = numeral.span.end
    if age := _AGE.match(text, end, sentence.end):
        return UnitMention(name=f"{age['unit'].lower()}_of_age", dimension="age", end=age.end())
    if _is_age(text, sentence, numeral.span):
        return UnitMention(name="year_of_age", dimension="age", end=end)
    unit = unit_after(text, end, sentence.end)
    if unit and unit.dimension == "time" and numeral.word and text[end : end + 1] == "-":
        return None  # "a two-month contract" is a kind of contract
    return unit


def _is_label(text: str, tree: Tree, numeral: Numeral, number: int, counted: Counted) -> bool:
    """Numbers within names ("the Pixel 7 Pro"), compounds ("a six-speed gearbox"), the pronoun ("the same one")."""
    if numeral.unit:
        return numeral.unit == "fraction" and is_reference(tree, counted, number, numeral)
    if numeral.word:
        return (counted.head is None and _is_pronoun(tree, number)) or text[
            numeral.span.end : numeral.span.end + 1
        ] == "-"
    return is_in_name(text, tree, numeral.span, number, counted.head)


def _named(
    text: str, tree: Tree, numeral: Numeral, unit: UnitMention | None, counted: Counted
) -> tuple[str, frozenset[str]]:
    if unit:
        return unit.name, frozenset((unit.dimension,))
    if numeral.unit:
        return f"{numeral.unit}{money_rate(text, numeral)}", frozenset()
    classes = noun_classes(counted.noun)
    rate = count_rate(text, tree, numeral, counted)
    name = "person" if "person" in classes else count_unit(counted.noun) or NUMBER
    return f"{name}/{rate}" if rate else name, classes
