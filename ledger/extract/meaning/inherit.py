"""What a figure takes over from the one before it in its sentence: compared values, parts, others, shares in brackets."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.figures.households import TOLD_TWICE
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.words import SAYING, noun_classes
from ledger.extract.meaning.goes_on import (
    QUALIFIED,
    are_of_them,
    goes_to,
    is_against_known,
    is_given_too,
    is_next_part,
    is_put_right,
    is_told_of,
)
from ledger.extract.meaning.measures import cues_of, harm_measures
from ledger.extract.meaning.own_state import has_own_state
from ledger.extract.meaning.readings import is_next_reading
from ledger.extract.meaning.unit_alone import is_or_sum
from ledger.extract.numbers.units import is_physical
from ledger.lexicon.counted import PARTS_OF, is_money
from ledger.model import Basis, Fact

_SURE = 0.5  # the most that a cue may cost to be the noun's own saying
LEAST_SUM = 100
_OTHER_KIND = 1000  # times the figure before is no earlier value of it
_AND_SUM = re.compile(rf"\)?\s+(?:for|to|each)\b[^.;:\d]{{0,60}}(?:,|\s+and)\s+(?:{QUALIFIED}\s+)*", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|to|each)\b")
# "27 new cases, lifting the total since March to 1,914"
_BROUGHT = lexicon.pattern(
    r",?\s+(?:thus\s+)?{bringing}\b[^.;\n]{0,70}\b(?:(?:{toll}|total|figure)s?|number\s+of\s+(?:victims|casualties|people))\b[^.;\n]{0,60}\bto\s+(?:{hedge}\s+)*$"
    r"|,?\s+(?:for|making)\s+an?\s+(?:\w+\s+)?(?:{toll}|total)\s+of\s+(?:{hedge}\s+)*$"
)
# "the largest number of dead, 14, followed by Nakuru with six people"
_FOLLOWED = lexicon.pattern(r"[^.;:\d]{0,50}\b{next in line}\s[^.;:\d]{1,60}?\s(?:with|at|on)\s+(?:{hedge}\s+)*")
_SHORT, _LONGER = 60, 100  # characters between the two figures; where the later one is compared with the earlier
# "rose 2 percent to 746,000", "closed 1% lower at $4.10"
_TO = lexicon.pattern(
    rf"(?:(?:\s+{{labels/change}}(?:\s+in(?:\s+[a-z-]+){{1,3}}?)?)?\s+to|\s+{{ended higher}}\s+at)\s+(?:{QUALIFIED}\s+)*",
    re.IGNORECASE,
)
_OWN_LEVEL = frozenset(("growth_rate", "share", "inflation_rate"))  # what grew 3 percent is no rate itself
_STEP = re.compile(r"\s+(?:more|fewer|less|higher|lower)\s+than\b")  # "21,700 arrived, 3 percent more than in 2023"
THAN_USUAL = lexicon.pattern(r"\s+(?:more|fewer|less|higher|lower)\s+than\s+(?:the\s+)?{usual}\b")
_THE_OTHER = re.compile(r"\bthe\s+(?:other|remaining)\s+$")
# "19 were trapped, of whom ten have been rescued"
_OWN_VERB = re.compile(r"\s+(?:have|has|had)\s+\w+|\s+(?:were|was)\s+\w+ed\b")
_WORTH_OF = re.compile(rf"[^;\d]{{0,50}}\bworth\s+(?:{QUALIFIED}\s+)*$", re.IGNORECASE)
_WORTH = {"trade_volume": "trade_volume", "area_affected": "damage_cost", "buildings_damaged": "damage_cost"}
_SPLIT_AFTER = lexicon.pattern(
    r"\s+(?:{how sure}|in|from|at|for|near|each|of\s+(?:them|these|those|which))\b|\s*\)", re.IGNORECASE
)
# "75 are confirmed and 27 probable"; "83 cases, 74 of them confirmed"
_HOW_SURE = lexicon.pattern(
    r"(?:\s+of\s+(?:them|which|whom|these|those))?(?:\s+(?:is|are|was|were|(?:has|have)\s+been))?"
    r"\s+(?:(?:laboratory|lab)[\s-])?{how sure}\b(?!\s+(?:dead|deaths|killed))"
)
# "9,000 displaced persons (IDPs) in tents (84%)"
_BRACKET = re.compile(r"[\w\s-]{0,40}(?:\([A-Z]{2,6}s?\)[\w\s-]{0,40})?\(\s*$")


def inherited(text: str, mention: Mention, previous: Fact | None) -> tuple[str, float] | None:
    """(measure, cost) taken over from the figure before; None where its own words must say."""
    if previous is None or previous.measure == "other":
        return None
    between = text[previous.span.end : mention.span.start]
    brought = previous.unit == "person" and mention.unit in ("", "person") and _BROUGHT.search(between) is not None
    if brought and not mention.classes & SAYING:  # "eight deaths, bringing the totals to 20,145 cases and 534 deaths"
        return previous.measure, 0.5
    joined = mention.unit == previous.unit == "percent" and _JOINED.fullmatch(between)  # "rates of 1.4% and 2.2%"
    if (
        joined
        or _is_next_entry(text, mention, previous, between)
        or are_of_them(mention, previous, between)
        or is_given_too(text, mention, between)
        or (
            mention.elided
            and (
                _is_at_place(text, mention, previous, between)
                or _goes_on(text, mention, previous, between)
                or is_put_right(text, previous, between)
                or is_next_reading(text, mention, previous)
            )
        )
    ):
        return previous.measure, 0.5
    known = mention.elided or mention.unit == previous.unit
    moved = mention.unit == "percent" and is_told_of(text, mention, between)
    if mention.unit == "percent" and is_next_part(text, mention, previous, between):
        return previous.measure, 0.5
    bracketed = mention.unit in PARTS_OF and between[-1:] == "("
    if len(between) > (_LONGER if moved or bracketed or (known and _is_compared(between)) else _SHORT):
        return None
    if mention.unit[:3].isupper() and previous.measure in _WORTH and _WORTH_OF.fullmatch(between):
        return _WORTH[previous.measure], 0.5  # "shipped 40 million stems last year, worth $13 million"
    if previous.basis is Basis.CHANGE and _keeps(mention, previous) and _TO.fullmatch(between):
        sold = mention.unit == "unit" and previous.measure == "revenue"  # "sales fell 8.5 percent to 386,810 units"
        return "trade_volume" if sold else previous.measure, 0.5
    rest = previous.unit == "percent" and _THE_OTHER.search(between)  # "owns 90 percent and a fund the other 10"
    step = previous.unit not in PARTS_OF and _STEP.match(text, mention.span.end)
    second = mention.elided and previous.unit[:3].isupper() and is_second_sum(text, mention, previous)
    # "burned 6 million acres, 1 million more than average"
    usual = mention.elided and THAN_USUAL.match(text, mention.span.end)
    if second or usual or (mention.unit == "percent" and (rest or step)):
        return previous.measure, 0.5
    same = moved or _goes_with(text, mention, previous, between, known=known)
    return (previous.measure, 0.5) if same else None


_SO_GRAVE = lexicon.pattern(
    r"\s(?:(?:were|was|are|is)\s)?(?:classed\sas\s)?{how grave}(?=[.,;)]|$|\s(?:and|while|but)\b)"
)


def of_other(text: str, mention: Mention, previous: Fact | None) -> str | None:
    """What is no measure of ours told again, or of parts: "1,937 collisions, compared with a higher figure of 2,892", "of which 14 were fatal"."""
    if previous is None or previous.measure != "other" or is_physical(previous.unit):
        return None
    things = mention.elided and not noun_classes(previous.unit) & {"person", "household"}
    if things and previous.sentence.end > mention.span.end and _SO_GRAVE.match(text, mention.span.end):
        return "other"  # of the accidents, and of no people
    if mention.unit != previous.unit:
        return None
    between = text[previous.span.end : mention.span.start]
    again = len(between) <= _LONGER and ";" not in between and _is_compared(between)
    return "other" if again and not mention.classes & SAYING else None


def _goes_with(text: str, mention: Mention, previous: Fact, between: str, *, known: bool) -> bool:
    """Whether what is said of the figure before is said of this one too; ``known``: both are in one unit, or this one names none."""
    return bool(
        (known and _FOLLOWED.fullmatch(between) and not _says_itself(mention))
        or (known and goes_to(text, mention, previous, between))
        or (
            previous.measure == "infected"
            and (mention.elided or mention.counted.partitive)
            and _HOW_SURE.match(text, mention.span.end) is not None
        )
        or _is_same(mention, previous, between)
        or (
            previous.unit == "person"
            and "household" in mention.classes
            and (_OPENED.fullmatch(between) or TOLD_TWICE.fullmatch(between))
        )
        or _is_who(text, mention, previous, between)
        or (mention.elided and (splits(text, mention, previous) or _is_next_place(text, mention, previous)))
    )


def _keeps(mention: Mention, previous: Fact) -> bool:
    """Whether that to which something moved is of the measure of its move; a sum is no rate."""
    priced = mention.unit[:3].isupper() and previous.measure == "interest_rate"
    return previous.measure not in _OWN_LEVEL and not priced


def _is_next_entry(text: str, mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "rent (44%); food, drink and fuel (43%)", "older homes lost 9% and new ones 3%": the next of a row of percentages."""
    if mention.unit != "percent" or previous.unit != "percent":
        return False
    bracketed = text[previous.span.start - 1] == "(" and _ENTRY.fullmatch(between) and text[mention.span.end] == ")"
    return bool(bracketed or _ONES.fullmatch(between))


_ENTRY = re.compile(r"\)[,;]\s+(?:and\s+)?[^;()\d]{1,70}\s\(")
_ONES = re.compile(r",?\s+(?:and|but|while)\s+(?:the\s+)?[a-z-]+\s+ones\s+(?:(?:by|at|of)\s+)?")


def _is_same(mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "earned $6 million, up from $5 million", "228 (72%) severe cases" (FACTS.md 5.16), "$7 million, or $2 a share"."""
    if _is_compared(between) and _alike(mention, previous):
        return not (mention.unit == "person" and _says_itself(mention))
    if mention.unit in PARTS_OF and previous.unit not in PARTS_OF and _BRACKET.fullmatch(between):
        return True
    return is_or_sum(mention, previous, between)


def _is_who(text: str, mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "killed nine, including four children"; but "19 were trapped, of whom ten have been rescued"."""
    if previous.unit != "person" or not (mention.elided or mention.unit == "person"):
        return False
    if has_own_state(text, mention.span.end, previous.measure):
        return False
    if _is_part(between) and not (_says_itself(mention) or _has_own_verb(text, mention.span.end)):
        return True
    return _tells_who(text, mention, previous)


_VERB = re.compile(r"(?:\s+(?:later|since|already|also))?\s+([a-z]+)\b")


def _has_own_verb(text: str, end: int) -> bool:
    """E.g. "of whom ten have been rescued", "of whom nine later died": the part's own verb says what became of it."""
    if _OWN_VERB.match(text, end):
        return True
    verb = _VERB.match(text, end)
    return verb is not None and any(
        cue.slot == "subj" and "person" in cue.counted and not cue.also for cue in cues_of(verb[1])
    )


_OPENED = re.compile(r"(?:\s+[\w’'-]+){0,4}\s*\(\s*(?:including\s+)?")
_NEXT = re.compile(r"(?:\s+[\w’'-]+){1,4},?\s+(?:and\s+|including\s+|as\s+well\s+as\s+)?")


def _in_bracket_of(text: str, mention: Mention, previous: Fact) -> bool:
    """Whether a bracket right after the figure before, or one in which both stand, tells who they were."""
    between = text[previous.span.end : mention.span.start]
    if _OPENED.fullmatch(between):
        return True
    opened = text.rfind("(", previous.sentence.start, mention.span.start)
    closed = text.rfind(")", previous.sentence.start, mention.span.start)
    return closed < opened < previous.span.start and _NEXT.fullmatch(between) is not None


_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those)\s+(?:were\s+|are\s+)?([a-z-]+)\b")
_WHERE = frozenset(("in", "at", "from", "near", "around"))  # "27 died, 13 of them in the capital"
_AFTER_COMMA = re.compile(rf"[^.;]{{0,50}}(?:,\s+|\s\()(?:{QUALIFIED}\s+)*$", re.IGNORECASE)


def _tells_who(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "killing 12 (five children and seven women)", "killing 84 people, 10 of them children"."""
    if _is_who_they_were(text, mention, text[previous.span.end : mention.span.start]):
        return True
    return _in_bracket_of(text, mention, previous) and not _says_itself(mention)


def _is_who_they_were(text: str, mention: Mention, between: str) -> bool:
    who = _OF_THEM.match(text, mention.span.end)
    people = who is not None and "person" in noun_classes(who[1]) and not noun_classes(who[1]) & SAYING
    told = who is not None and (who[1] in _WHERE or people)  # "220 of the injured, 42 of whom were dead on arrival"
    return told and _AFTER_COMMA.fullmatch(between) is not None


def _says_itself(mention: Mention) -> bool:
    """E.g. "nine cases, including four deaths", "900 affected, including 300 displaced": the noun says what happened."""
    if mention.classes & SAYING:
        return True
    return any(
        cue.slot in ("obj", "any") and cue.cost <= _SURE and not cue.also for cue in cues_of(mention.counted.noun)
    )


def splits(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "6,100 barns burned (4,000 in the hills and nearly 2,100 in the plain)": a bracket splits the figure before it."""
    opened = text.rfind("(", previous.sentence.start, mention.span.start)
    closed = text.rfind(")", previous.sentence.start, mention.span.start)
    return opened > closed and _SPLIT_AFTER.match(text, mention.span.end) is not None


_NEXT_PLACE = re.compile(rf"[^.;:\d()]*\s(?:in|at|near)\s+(?:the\s|[A-Z])[^.;:\d()]*(?:,|\band)\s+(?:{QUALIFIED}\s+)*")
AT_PLACE = lexicon.pattern(
    r"\s+(?:in|at|near)\s+(?:{next to}\s)?(?:[A-Z][\w’'-]*\s?)+(?:[,.;]|\band\s+(?:\w+\s+[a-z]+ed\b|(?:the|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten)\s)|$)"
)


def _is_next_place(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "six were killed in Bunia, two in Beni and 14 wounded in Butembo": what is said first goes for the next place too (FACTS.md 5.14)."""
    between = text[previous.span.end : mention.span.start]
    placed = _NEXT_PLACE.fullmatch(between) is not None and AT_PLACE.match(text, mention.span.end) is not None
    counts = not (is_physical(previous.unit) or is_money(previous.unit) or previous.unit in PARTS_OF)
    return placed and counts  # "hit nine towns in Lida, four in Obora"


_SPOT = r"(?:in|at|on|en|near|during|under|aboard|by)"
_DIED_AT = lexicon.pattern(
    rf"[^,;.\d]{{0,40}}\b{{dying}}\s{_SPOT}\s[^,;.\d]{{1,40}}(?:,|,?\sand)\s+(?:{QUALIFIED}\s+)*"
)
_THERE = re.compile(rf"(?:\s+(?:more|others?))?(?:\s+later)?\s+{_SPOT}\s")
_LED = re.compile(
    rf"(?:\s[^,;.\d]{{0,40}})?\s(to|in|from|by|of|at)\s[^,;.\d]{{1,40}}(?:,|,?\sand)\s+(?:{QUALIFIED}\s+)*"
)
_LEADS = re.compile(r"(?:\s+(?:more|others?))?\s+(to|in|from|by|of|at)\s")


def _goes_on(text: str, mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "Two died at the scene and one in hospital", "lost three children to the famine and two more to measles"."""
    if previous.measure not in harm_measures():
        return False
    if _DIED_AT.fullmatch(between) and _THERE.match(text, mention.span.end):
        return True
    before, after = _LED.fullmatch(between), _LEADS.match(text, mention.span.end)
    return before is not None and after is not None and before[1] == after[1] == "to"


def _is_at_place(text: str, mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "Two people have died in the outbreak, one in Lida and one in Obora": a part of them."""
    part = (mention.low or 0) <= (previous.low or 0) and previous.unit == "person"
    joined = re.search(r"(?:,|,?\s+and)\s+$", between) is not None
    return part and joined and AT_PLACE.match(text, mention.span.end) is not None


def is_raised(text: str, mention: Mention, previous: Fact) -> bool:
    """Whether a number is that to which the percentage before it raised or lowered something."""
    between = text[previous.span.end : mention.span.start]
    return previous.unit in PARTS_OF and _TO.fullmatch(between) is not None


def is_earlier(text: str, mention: Mention, previous: Fact) -> bool:
    """Whether the figure before is compared with this one: "exported 5.8 million tonnes in May, down from 6.3 million"."""
    return _is_compared(text[previous.span.end : mention.span.start]) and previous.sentence.end >= mention.span.end


_JOINED = re.compile(r"\s*(?:,|,?\s(?:and|or|versus|against))\s*")


_OR_SO = re.compile(rf"(?:\s[a-z]+)?\s*,?\s+or\s+(?:{QUALIFIED}\s+)*", re.IGNORECASE)  # "494 points, or 1.3%"


def is_same_move(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "up 28 cents, or 0.4%": one move told twice."""
    return previous.basis is Basis.CHANGE and _OR_SO.fullmatch(text, previous.span.end, mention.span.start) is not None


def rate_of(text: str, mention: Mention, previous: Fact | None, unit: str, *, again: bool) -> str:
    """The unit with what an earlier value is for: "2.5 million won a month, up from 1.5 million won"; not "$1.15 a share, up from $390 million".

    ``again``: the figure before is the one that is told with another value ("$2.95 a share. Analysts had expected $2.70.").
    """
    if (
        previous is None
        or previous.unit.partition("/")[0] != unit
        or not (
            again
            or is_earlier(text, mention, previous)
            or _is_moved_to(text, mention, previous)
            or _is_next_rate(text, mention, previous)
        )
    ):
        return unit
    one, other = mention.low or mention.high or 0, previous.low or previous.high or 0
    return previous.unit if one <= _OTHER_KIND * other else unit


_RATE_ENDS = re.compile(r"\s*(?:[,;.)]|$)|\s(?:in|and|for|at|among|across|[a-z]+ly|[a-z]+wide)\b")


def _is_next_rate(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "3 per 100,000, compared with Lida at | 4.4 and Obora at | 6.1", "45 per 100,000 in Lida, | 61 in Obora"."""
    told = mention.elided and previous.unit.endswith(" person") and previous.sentence.end >= mention.span.end
    return told and _RATE_ENDS.match(text, mention.span.end) is not None


_ON_TO = re.compile(rf"[^.;:\d]{{0,60}}?\s+to\s+(?:{QUALIFIED}\s+)*", re.IGNORECASE)


def _is_moved_to(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "dropped from $150 a gram to about | $60", "cut by 1.5 cents a litre in May, to | 30.5 cents": the price of as much."""
    between = text[previous.span.end : mention.span.start]
    stepped = previous.basis is Basis.CHANGE or text.endswith("by ", 0, previous.span.start)
    moved = stepped or goes_to(text, mention, previous, between)
    return moved and previous.sentence.end >= mention.span.end and _ON_TO.fullmatch(between) is not None


def is_second_sum(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "1 million rupees for the families of the dead and 200,000 for the injured": the money is named once."""
    between = text[previous.span.end : mention.span.start]
    return (
        (mention.low or 0) >= LEAST_SUM
        and _AND_SUM.fullmatch(between) is not None
        and _FOR.match(text, mention.span.end) is not None
    )


def _alike(mention: Mention, previous: Fact) -> bool:
    """Whether both are in one unit, or the later one says none."""
    # of whatever currency: "to 20 euros ($23) an hour from 17 euros"
    money = is_money(mention.unit.partition("/")[0]) and is_money(previous.unit.partition("/")[0])
    return mention.elided or mention.unit == previous.unit or money  # "62 cents a share, from $207 million"


def _is_compared(between: str) -> bool:
    return _before_words("previous").search(between) is not None or is_against_known(between)


def _is_part(between: str) -> bool:
    return _before_words("part").search(between) is not None


@cache
def _before_words(kind: str) -> re.Pattern[str]:
    """The words of one kind right before a number, save for words that qualify it."""
    return lexicon.pattern(rf"\b{{steps/{kind}}}(?:\s+{QUALIFIED})*[\s$€£(]*$", re.IGNORECASE)
