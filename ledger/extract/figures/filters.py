"""Numbers that are not facts: dates, ages, names, identifiers, scores, back-references (sections 1 and 5 of the contract)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import inf

from ledger import lexicon
from ledger.extract.figures.ages import is_age, is_age_by_name, is_age_in_roll, is_age_of_subject
from ledger.extract.figures.called_numbers import is_called
from ledger.extract.figures.fractions import is_no_part
from ledger.extract.figures.identifiers import is_identifier, is_number_of, is_of_known_name, is_of_picture
from ledger.extract.figures.labels_after import is_kind_or_street
from ledger.extract.figures.lasting import lasts
from ledger.extract.figures.marks import (
    is_in_turn,
    is_note_mark,
    is_of_clock,
    is_point,
    is_size,
    opens_title,
)
from ledger.extract.figures.scores import is_score
from ledger.extract.grammar.parse import PAST, SUBJECTS, Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.extract.meaning.measures import find_measure, harm_measures
from ledger.extract.numbers.money_rates import is_one_of_money
from ledger.extract.numbers.numerals import Numeral, find_numerals
from ledger.extract.numbers.points import points_unit
from ledger.extract.numbers.ranges import VOTED, in_tally
from ledger.model import Span

# "between eight and nine days after the bite" says how long it takes, "nine days after the bite" only when
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_SPELL_AFTER = re.compile(r"\s+(?:minutes|hours|days|weeks|months|years)\s+(?:after|before|from|following)\b")
_TOLD_BEFORE = frozenset(("originally", "previously", "initially", "earlier"))
_FEW, _MANY, _LARGEST_NOTE = 13, 100, 100_000
_OF_ONE = 2.2
_BESIDE = 48  # characters
_BROKEN = 4  # steps up from the "at" of "broken at"
_BY = 5  # steps up to the "by" of a passive
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_LABEL_AFTER = lexicon.pattern(
    r"\s(?:on\sthe\sBeaufort|(?-i:[kK]B)\b|(?:years|months|decades)\son(?=\s*(?:[.:\n]|$))|(?-i:MB)(?=\))|(?:weeks?|months?)[\s’'-]+pregnant|{reading time})\b|[\s-]{signs of a code}\b|-{in one word}\b(?!\s{gap between rivals}\b)|\s{doors away}\b|[\s-]?(?:mm|cm|millimet(?:er|re))[\s-]+(?:{labels/calibred}|{of that bore})|[\s-]?{weighs a bomb}\b",
    re.IGNORECASE,
)
_AHEAD = lexicon.pattern(r"-point\s(?:[a-z]+\s)?{gap between rivals}\b")
_AGE_OF = re.compile(r"\s+(?:an?\s+)?(?:century|decade)\b", re.IGNORECASE)
_HALF_UNIT = lexicon.pattern(
    r"-(?:mile|hour|day|year|kilomet(?:er|re)|met(?:er|re)|inch|ton|century|decade|time)\b(?![\s-]{half so wide}\b)|-{half so}\b|\syear\s(?:to|{of half a year}|{labels/books})\b|\sto\s\d{1,2}\s(?-i:[A-Z])[a-z]|[\s-]{of all votes}\b",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\s+(?:an\s+)?hour\b", re.IGNORECASE)  # "within half an hour"
# "82 per 100,000 people", "of every 100 miners"
_DENOMINATOR = lexicon.pattern(r"\b{out of so many}\s+$", re.IGNORECASE)
_PARENT_OF = lexicon.pattern(r"\b{parent of}-?\s?of[\s-]$", re.IGNORECASE)
# "the mother of two brothers that were killed"
_CHILD_HARMED = lexicon.pattern(
    r"\s[a-z]+\s(?:(?:who|that)\s(?:(?:was|were|had|has|have)\s(?:been\s)?)?)?(?:{harmed so}|{passed on})\b"
)
# "a body mass index (BMI) of 35 or higher"
_OF_BODY = lexicon.pattern(
    r"\b{body measure}(?:\s\([A-Z-]{2,6}\))?(?:\s(?:{at a value}|[\d.]+|[=<>≥≤])){1,6}\s?$", re.IGNORECASE
)
# "outspent us three to one"
_TO_ONE = re.compile(r"-(?:on|to)-one\b|\s+to\s+(?:one|1)\b(?!\s+(?:million|billion|hundred|thousand))")
# "fires broke out in several towns, including one in Halden that killed three": a fire, told of and not counted
_ONE_THAT = re.compile(r"(?<=ing one)\s(?:in|near|at|on|outside|off)\s(?:[A-Z][\w.’'-]*,?\s){1,6}(?:that|which)\s")
_SAME = re.compile(r"\b(?:the|those|these)\ssame\s$")  # "in the same two districts": those named before
_SPELL = frozenset(("years", "months", "weeks", "days", "hours"))
_N_TO = re.compile(r"(?<!from )\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+to\s+$", re.IGNORECASE)
_BEARING = re.compile(
    r"(?:\s+(?:and|to|or)\s+\d[\d.]*)?\s*(?:°|degrees?)\s*(?:north|south|east|west|latitude|longitude|[NSEW]\b)"
)
_AGED = lexicon.pattern(
    r"\b{of an age}\s+(?:aged\s+)?(?:over|under|above|below)\s+(?:the\s+age\s+of\s+)?$", re.IGNORECASE
)
# "050815": a code or a day; "0033 14451 3100"
_CODE = re.compile(r"(?<![\d.,])(?<!\d\s)\+?0\d{2,}(?:[\s-]\d{2,}){0,4}$")
_NETWORK = lexicon.pattern(r"[Gg]\b|\s{channel}\b")  # "4g phones"
# "the top five buyers"
_RANKED = lexicon.pattern(r"\b(?:the|its|their|his|her|our|[’']s|of|among)\s+{end of a ranking}\s+$", re.IGNORECASE)


_ONE_MORE = {"third": "two", "fourth": "three", "fifth": "four", "sixth": "five", "seventh": "six"}


_LISTICLE = lexicon.pattern(r"\s{labels/listicle}\b", re.IGNORECASE)  # "5 biggest deals of 2022"
_TURN = lexicon.pattern(r"\s{labels/turns of trade}\b")
_TO_DATE = lexicon.pattern(r"\s{spells of waiting}\s{up to a day}\s(?:the\s|[A-Z])")  # "two weeks to Easter"
# "in the past six sessions"
_LAST = lexicon.pattern(r"\b(?:of|in|over|for|during)\s(?:the|its|their|his|her)\s{labels/deictic}\s$", re.IGNORECASE)
_NOTE = lexicon.pattern(r"[\s-]{labels/cash}\b")
_BILL = lexicon.pattern(r"[\s-]{labels/cash or account}\b")


def _is_denomination(surface: str, after: str) -> bool:
    """E.g. "a wad of 500-peso bills", "the new £20 note": which money, and not how much of it; "a $300 bill" is what is to be paid."""
    named = "-" in surface.lstrip("-") and surface[-1].isalpha()
    return _NOTE.match(after) is not None or (named and _BILL.match(after) is not None)


def _is_next(before: str, surface: str, after: str) -> bool:
    """E.g. "two soldiers were killed and a third seriously wounded": one more of them, and no part of anything."""
    earlier = _ONE_MORE.get(surface.lower().split()[-1])
    counted = earlier is not None and re.search(rf"\b{earlier}\b", before, re.IGNORECASE) is not None
    return counted and not re.match(r"\s+(?:of|the)\b", after)


def numerals_beside(text: str, sentence: Span, times: Sequence[Span]) -> Iterator[Numeral]:
    """The number expressions of a sentence; what looks like a range that begins in a date is the number after it.

    "The toll since October 7 to 35,272" has no range of 7 to 35,272.
    """
    for numeral in find_numerals(text, *sentence):
        date = next((t for t in times if t.start < numeral.span.start < t.end < numeral.span.end), None)
        if date is not None and numeral.range:
            yield from find_numerals(text, date.end, numeral.span.end)
        else:
            yield numeral


# "- A man was hit in the 900 block of Elm Street"
_HOUSES = lexicon.pattern(r"\s{houses}\sof\s(?:[A-Z]|\d+(?:st|nd|rd|th)\b)")


@lru_cache(maxsize=4096)  # the gate asks before the parse, the rest after it
def is_no_fact(text: str, numeral: Numeral, sentence: Span, times: tuple[Span, ...], in_list: bool = False) -> bool:
    """Whether the neighbouring characters alone show that the number states no figure (a list line's number is no year)."""
    numbered = numeral.span.start <= sentence.start + 1 and _NUMBERED.match(text, sentence.start)
    if numbered or is_of_picture(text, numeral, sentence) or is_age_in_roll(text, sentence.start, numeral):
        return True  # "2. Boats seized: 14", "(3) Tanks"
    start, end = numeral.span
    before, after = text[max(sentence.start, start - _BESIDE) : start], text[end : min(sentence.end, end + 30)]
    spell = lasts(before, after) or (numeral.range and _SPELL_AFTER.match(after))
    if not spell and any(start < t.end and end > t.start for t in times):
        return True
    surface = text[start:end]
    if (
        is_note_mark(text, start, end)
        or is_point(text, start, end)
        or is_in_turn(before, after, surface)
        or is_of_clock(before, after, surface, numeral)
        or _DENOMINATOR.search(before)
        or (numeral.low >= _MANY and before.endswith("for every "))  # "225 cases for every 100,000 people"
        or (_PARENT_OF.search(before) and not _CHILD_HARMED.match(after))
        or (numeral.unit is None and _OF_BODY.search(text, max(sentence.start, start - 60), start))
        or (not in_list and is_age(before, after, surface, numeral))  # "Toll by state: Ohio, 12; Texas, 40"
        or (_LABEL_AFTER.match(after) and not _is_lead(text, numeral, sentence, after))
        or is_kind_or_street(before, after, surface, numeral)
        or is_size(before, after)
    ):
        return True
    if numeral.unit == "fraction" and (_AGE_OF.match(after) or (_HOUR.match(after) and not spell)):
        return True  # "the worst floods in half a century"
    if numeral.unit == "fraction" and (
        _HALF_UNIT.match(after) or _is_next(text[sentence.start : start], surface, after)
    ):
        return True  # "within a half-mile radius" is no half of anything, nor a "two-thirds majority"
    if is_one_of_money(before, surface, after):
        return True
    if numeral.unit and numeral.unit.isupper() and numeral.high <= _LARGEST_NOTE and _is_denomination(surface, after):
        return True
    if numeral.unit or in_list or in_tally(text, numeral.span):
        return _HOUSES.match(after) is not None
    return (
        _ORDINAL_AFTER.match(after) is not None
        or _CODE.search(before + surface) is not None
        or (len(surface) == 1 and _NETWORK.match(after) is not None)
        or is_identifier(before, after, surface, numeral)
        or is_of_known_name(text, surface, after)
        or is_called(text, numeral.span, before, after)
        or is_score(before, surface, after)
        or _BEARING.match(after) is not None
        or (_LISTICLE.match(after) is not None and opens_title(text, sentence, start))
        or (start - sentence.start < _FEW and _TO_DATE.match(after) is not None)
        or (_TURN.match(after) is not None and _LAST.search(before) is not None)
        or (
            _AGED.search(before) is not None
            and numeral.low < _MANY
            and re.match(r"\s+[a-z]+s\b(?<!s\ss)", after) is None
        )
        or (_TO_ONE.match(after) is not None and not before.endswith("from ") and not VOTED.search(before))
        or (_SAME.search(before) is not None and _is_class(after))
        or (_RANKED.search(before) is not None and numeral.low <= _MANY)
        or (surface.lower() == "one" and bool(_N_TO.search(before) or _ONE_THAT.match(text, end)))
    )


def _is_lead(text: str, numeral: Numeral, sentence: Span, after: str) -> bool:
    """E.g. "the poll shows Okoro with a 23-point lead"; a "12-point plan" is a label."""
    return _AHEAD.match(after) is not None and points_unit(text, numeral, sentence) is not None


def _is_class(after: str) -> bool:
    """Whether places or spells of time follow a number."""
    word = after.split(maxsplit=1)[0].strip(".,;:") if after.strip() else ""
    return "locality" in noun_classes(word) or word in _SPELL


def is_name(text: str, numeral: Numeral, sentence: Span, dates: tuple[Span, ...]) -> bool:
    """Whether the number is part of a date, an ordinal or a name: no count in any reading, not even in the wide mode."""
    start, end = numeral.span
    before, after = text[max(sentence.start, start - _BESIDE) : start], text[end : min(sentence.end, end + 30)]
    if any(start < date.end and end > date.start for date in dates):
        return True
    if _DENOMINATOR.search(before):
        return True
    surface = text[start:end]
    return numeral.unit is None and (
        _ORDINAL_AFTER.match(after) is not None
        or is_identifier(before, after, surface, numeral)
        or is_called(text, numeral.span, before, after)
        or is_age_by_name(before, after, surface, numeral)
    )


def is_of_one(tree: Tree, number: int) -> bool:
    """E.g. "they rent one of two flats": only the one is spoken of; but "one of 30 missiles launched overnight"."""
    of_one = tree.before(number, 2) == ["one", "of"]
    return of_one and not (_has_clause(tree, number) or tree.child(number - 2, "acl"))


def is_reference(
    tree: Tree, counted: Counted, number: int, numeral: Numeral, is_known: Callable[[], bool] | None = None
) -> bool:
    """Whether the number only refers to participants already known ("the two sides", "one of the officials").

    ``is_known``, asked only of "the 240 passengers", tells whether they can be; without it they are.
    """
    before = tree.before(number, 3)
    previous = before[-1] if before else ""
    noun = counted.noun.split()[-1] if counted.noun else ""
    thing = (
        (noun == "time" and numeral.low > 1 and numeral.high < inf and _are_occasions(tree, counted))
        or " ".join(counted.noun.split()[-2:]) in labels("known-rounds")
        or (numeral.low >= _FEW and noun_classes(noun))
    )
    verb = tree.tokens[tree.tokens[counted.head].head] if counted.head is not None else None
    thing = thing or (noun != "time" and verb is not None and not labels("firing").isdisjoint(lemmas(verb.lower)))
    thing = thing or (noun in ("place", "point") and _is_broken_at(tree, counted))
    # "1,100 rounds" and "five mortar rounds" are shells, "1,063 steps" and "70 sets of bedding" things as well
    thing = thing or numeral.low >= _MANY
    of_kind = noun == "set" and (" " in counted.noun or tree.child(counted.anchor, "prep") is not None)
    empty = noun in labels("empty") and not thing and not of_kind
    empty = empty and not (noun == "hand" and "person" in noun_classes(counted.noun))  # "six farm hands"
    empty = empty or _is_told_number(tree, counted, numeral) or is_number_of(tree, counted, number, numeral)
    estimated = previous == "by" and numeral.low == 1 and noun in labels("reckoning noun")  # "by one estimate"
    if empty or estimated or (numeral.word and numeral.low == 1 and _is_pronoun_one(tree, counted, number, previous)):
        return True
    if counted.head is None and is_age_of_subject(tree, number, numeral):
        return True
    if numeral.unit == "fraction":
        return is_no_part(tree, counted, number)
    if previous == "the" and is_known is not None and not is_known():
        return False
    if number + 1 < len(tree.tokens) and tree.tokens[number + 1].lower in ("remaining", "other", "others"):
        return False  # "the nine remaining captives" (FACTS.md 5.31)
    following = tree.tokens[number + 1].tag if number + 1 < len(tree.tokens) else ""
    if before[-2:] in (["of", "these"], ["of", "those"]) and counted.head is None and following[:2] in ("VB", "MD"):
        return False  # "Of these 390 were soldiers."
    if before[-2:] == ["all", "the"]:
        return False  # "all the four wounded" (FACTS.md 5.20)
    return previous in ("the", "these", "those", "both") and not _is_restricted(tree, counted, number)


def _are_occasions(tree: Tree, counted: Counted) -> bool:
    """E.g. "shelled the base 14 times"; "three times larger" and "five times the size" multiply, "at all four times" counts nothing."""
    head = counted.head
    if head is None or tree.tokens[head].lower != "times":
        return False
    following = tree.tokens[head + 1 : head + 2]
    return not following or (
        following[0].tag not in ("JJR", "RBR", "PRP$", "WP") and following[0].lower not in _MULTIPLIED
    )


_MULTIPLIED = frozenset(("as", "that", "the", "its", "of", "this", "those"))


def _is_broken_at(tree: Tree, counted: Counted) -> bool:
    """E.g. "the road is blocked at three points", "the river breached its banks in five places"."""
    at = tree.tokens[tree.tokens[counted.head].head] if counted.head is not None else None
    if at is None or at.lower not in ("at", "in"):
        return False
    return any(
        not labels("broken at").isdisjoint(lemmas(tree.tokens[above].lower)) for above in tree.path(at.index)[1:_BROKEN]
    )


def _is_told_number(tree: Tree, counted: Counted, numeral: Numeral) -> bool:
    """E.g. "last year's 516 figure", "the 60,000 projection" (FACTS.md 5.31)."""
    bare = counted.head is not None and tree.tokens[counted.head].tag == "NN" and numeral.low != 1
    return bare and counted.noun in lexicon.family("number told")


def _is_restricted(tree: Tree, counted: Counted, number: int) -> bool:
    """E.g. "the 82 cases reported outside China", "the 11 who had been sent" describe themselves; "the two buildings" do not."""
    head = counted.head if counted.head is not None else number
    apart = tree.after(head, 2)
    if apart[:1] == ["["]:
        return False  # "the 151 people [who are missing]": what an editor adds
    if counted.head is None and apart[1:] == [","] and tree.tokens[head + 1].tag in PAST:
        return False  # "along with the seven killed, one was hurt"
    following = set(apart)
    if following & _TOLD_BEFORE or (apart[:1] == [","] and apart[-1] in lexicon.family("told by name")):
        return False  # "the two children originally reported were adults", "the two dead men, identified as …"
    if _is_met_before(tree, head):
        return False
    return bool(following & {"who", "that", "whose"}) or _has_clause(tree, head)


def _is_met_before(tree: Tree, head: int) -> bool:
    """E.g. "the two people he had been quarrelling with", of whom the story has told; but "the two people he had shot"."""
    clause = tree.child(head, "relcl")
    doer = tree.child(clause.index, "nsubj") if clause is not None else None
    people = "person" in noun_classes(tree.tokens[head].lower)
    if clause is None or doer is None or doer.lower not in ("he", "she") or not people:
        return False
    before = any(tree.tokens[c].lower in ("had", "'d") and c < clause.index for c in tree.children[clause.index])
    found = find_measure(tree, head, frozenset(("person",)), limit=_OF_ONE + 1.0)
    return before and (found is None or found.measure == "other")


def _has_clause(tree: Tree, word: int) -> bool:
    """Whether a clause tells which are meant by a number or its noun: "the ward, one of 14 clinics wrecked by the quake"."""
    noun = tree.tokens[word].head if tree.tokens[word].dep == "nummod" else word
    joined = (t.index for t in tree.tokens[noun + 1 : noun + 2] if t.dep == "relcl" and tree.child(t.index, "agent"))
    return any(tree.tokens[c].dep in ("relcl", "acl") and c > noun for c in (*tree.children[noun], *joined))


def _is_pronoun_one(tree: Tree, counted: Counted, number: int, previous: str) -> bool:
    following = tree.tokens[number + 1].lower if number + 1 < len(tree.tokens) else ""
    if counted.head is None and tree.child(number, "det") is not None and tree.child(number, "amod") is not None:
        return True  # "a similar one"
    if (
        counted.head is None
        and number > 1
        and tree.tokens[number - 1].tag == "NNP"
        and tree.tokens[number - 2].lower == "the"
    ):
        return following not in ("of", "who", "that")  # "the Kaitaia one"
    if counted.head is None and tree.before(number, 2) == ["looking", "for"]:
        return following not in ("of", "more")  # "who has a job or is looking for one"
    if following == "of" and previous not in ("no", "the", "only", "every", "each") and _is_harmed_one(tree, counted):
        return False
    if following == "of" and _is_of_so_many(tree, number):
        return False
    if previous == "that" and tree.tokens[number - 1].tag == "IN" and counted.head is not None:
        return False  # "said that one drone fell"
    if previous in _BEFORE_ONE:
        alone = tree.tokens[number].dep in SUBJECTS and following not in (
            "of",
            "who",
            "that",
            "to",
            "which",
        )
        return not (previous == "only" and (counted.head is not None or alone))  # "but only one has a roof"
    return following in ("of", "another", "day", "who", "that", "which", "-", "by") or (
        following.startswith("-") and counted.head is None
    )


_BEFORE_ONE = frozenset(
    ("no", "this", "that", "the", "any", "which", "every", "each", "only", "another", "some", "last")
)


def _is_of_so_many(tree: Tree, number: int) -> bool:
    """E.g. "the squad sold one of its three ambulances", "one of the nine wells is dry"."""
    whole = tree.tokens[number + 2 : number + 4]
    return len(whole) > 1 and whole[0].tag in ("PRP$", "DT") and whole[1].tag == "CD"


def _is_harmed_one(tree: Tree, counted: Counted) -> bool:
    """E.g. "one of the robbers was killed": his fate is news, unlike what "one of the robbers" says."""
    if any(tree.tokens[i].dep == "agent" for i in tree.path(counted.anchor)[1:_BY]):
        return False  # "shot by one of eight officers"
    if not counted.partitive or (counted.head is not None and "person" not in noun_classes(counted.noun)):
        return False
    if counted.head is not None and counted.noun in labels("dead body"):
        number = next((t for t in tree.tokens[: counted.head][::-1] if t.lower == "one"), tree.tokens[counted.head])
        # "dug up one of the bodies"
        return bool(labels("finding a body") & set(lemmas(tree.tokens[number.head].lower)))
    place = counted.head if counted.head is not None else counted.anchor  # "one of whom was killed"
    others = frozenset(range(len(tree.tokens))).difference(tree.subtree(place))  # "one of the wounded died"
    finding = find_measure(tree, place, frozenset(("person",)), limit=_OF_ONE, within=others)
    return finding is not None and finding.measure in harm_measures()
