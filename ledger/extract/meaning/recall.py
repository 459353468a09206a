"""What a bare noun of counting goes back to: "… 30 people had drowned. By Sunday the figure had climbed to 41."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import log

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Token, Tree
from ledger.extract.grammar.words import FOLK, HEDGES, foresees, labels, lemmas, noun_classes
from ledger.extract.meaning.measures import cues_of
from ledger.extract.meaning.parts import is_among_them
from ledger.extract.numbers.units import is_physical
from ledger.extract.speakers.actors import can_speak
from ledger.lexicon.counted import is_money
from ledger.lexicon.plurals import singular
from ledger.model import Basis, Fact, Span

_ROLES = ("nsubj", "nsubjpass", "dobj")
_NAMING = ("prep", "compound", "amod", "acl", "relcl")
_CLIMB = 5  # tokens from the number up to the verb that moves it
_OPENING = 4  # tokens with which a sentence begins
OF_THESE = lexicon.pattern(
    r"Of\s(?:these|those|them|whom|(?:the|this|that)\s(?:total|number|figure|sum)|(?:the|these|those)\s(?:[a-z]+ly\s)?{made sure}\s(?:cases|fatalities|victims|dead))\b"
)
_OF_NAMED = re.compile(r"Of\s(?:these|those|the)\s(?:[a-z]+\s)?([a-z]+),\s")  # "Of the affected people, 900 …"
PART_OF_THESE = re.compile(r"\s+of\s+(?:these|those|them)\b(?!\s+[a-z]+s\b)")
THESE_INCLUDE = lexicon.pattern(
    r"(?:[•–-]\s*)?(?:They|These|Those|This|The\s(?:{toll}|figure|total|{labels/victims told}|hostages|captives|abductees|detainees))\s(?:also\s)?(?:include|includes|included)\b"
)
_IS = frozenset(("is", "'s", "’s", "was", "are", "were"))
_UNLIKE = log(20)  # a figure twenty times another is not that figure moved


def recalled(tree: Tree, mention: Mention, earlier: Sequence[Fact], before: Sequence[Fact]) -> Fact | None:
    """The figure that a number without a noun is the new, old or rival value of; None where none is meant.

    ``earlier`` are the figures before it in its sentence, ``before`` those of the sentence before.
    """
    if not mention.elided:
        return _same_people(tree, mention, before)
    if mention.unit or _is_named_as(tree, mention.number) or not _goes_back(tree, mention.number):
        return None
    for told in (earlier, before):
        alike = [(distance, -fact.span.start, fact) for fact in told if (distance := _unlike(mention, fact)) <= _UNLIKE]
        if alike:
            return min(alike, key=lambda one: one[:2])[2]
    return None


_MOVE_OF = lexicon.pattern(r"\b{labels/change}\s+of\s+(?:{hedge}\s+)?$")


def job_gain(text: str, mention: Mention, facts: Sequence[Fact]) -> Fact | None:
    """E.g. "employers added 12,000 jobs. … Economists had expected a gain of 100,000.": the same is spoken of."""
    near = (max(0, mention.span.start - 40), mention.span.start)
    if not mention.elided or text.find("of", *near) < 0 or not _MOVE_OF.search(text, *near):
        return None
    return next((fact for fact in reversed(facts) if fact.measure == "employed" and fact.basis is Basis.CHANGE), None)


def spoken_of(
    text: str, tree: Tree, mention: Mention, previous: Fact | None, near: Sequence[Fact], facts: Sequence[Fact]
) -> Fact | None:
    """The figure of another time, place or mind with which a number goes on; ``near`` are those beside it, ``facts`` the latest."""
    again = job_gain(text, mention, facts) or as_tallied(text, mention, [*facts, *near])
    return again or as_recorded(text, tree, mention, previous) or as_forecast(tree, mention, near)


_SHARE_NEXT = re.compile(r"(?:\s[a-z]+)?,?\s*\(\s*\d[\d.]*\s?(?:%|per\s?cent\b|pc\b)")
_TALLIED = 400  # characters over which a tally goes on


def as_tallied(text: str, mention: Mention, facts: Sequence[Fact]) -> Fact | None:
    """The count of a tally with shares that goes on: "the Reds won 9,120 votes (41%), the Greens 7,300 (33%)"."""
    if not mention.elided or mention.unit or not _SHARE_NEXT.match(text, mention.span.end):
        return None
    counts = (f for f in reversed(facts) if is_counted(f) and _SHARE_NEXT.match(text, f.span.end))
    last = next((f for f in counts if f.span.end < mention.span.start), None)
    near = last is not None and mention.span.start - last.span.end < _TALLIED
    return last if near and last is not None and last.basis is Basis.TOTAL else None


def as_forecast(tree: Tree, mention: Mention, before: Sequence[Fact]) -> Fact | None:
    """The rate or sum of the sentence before that a bare "forecast" goes on about: "… may grow by 5 percent. The target was 4 percent."."""
    kind = "percent" if mention.unit == "percent" else "money"
    if kind not in mention.classes or not before:
        return None
    subject = tree.subject_over(mention.number, _CLIMB)
    if subject is None or not (subject.lower in labels("told again") or _foretells(tree, mention.number, subject)):
        return None
    if any(kind in cue.counted for i in tree.subtree(subject.index) for cue in cues_of(tree.tokens[i].lower)):
        return None  # "the inflation target"
    last = next((fact for fact in reversed(before) if _kind_of(fact.unit) == kind), None)
    known = last is not None and last.measure in labels("measure told again")
    basis = Basis.LEVEL if kind == "percent" else Basis.TOTAL
    return replace(last, basis=basis, direction=None) if last is not None and known else None


def _kind_of(unit: str) -> str:
    """E.g. "money" for USD and USD/share; a unit that is no money is its own kind."""
    return "money" if is_money(unit.partition("/")[0]) else unit


def _foretells(tree: Tree, number: int, subject: Token) -> bool:
    """E.g. "Analysts had predicted 14 percent.", which goes on about the rate just told, and names none."""
    verb, unit = tree.tokens[subject.head], tree.tokens[number]
    while unit.dep in ("nummod", "compound"):  # "14 | percent", "$2.4 | billion"
        unit = tree.tokens[unit.head]
    foretold = foresees(verb.lower)
    return (
        foretold
        and subject.lower in labels("forecaster")
        and unit.tag in ("NN", "NNS", "CD")
        and unit.head == verb.index
    )


def is_recorded(tree: Tree, number: int) -> bool:
    """Whether a number is all that somewhere has: "Lida alone recorded 3,568", "Obora follows with 40, Lida 30"."""
    words = tree.tokens[:number]
    while words and (words[-1].lower in HEDGES or words[-1].tag in ("IN", "RB", "JJR", "JJS")):
        words = words[:-1]
    if not words:
        return False
    apart = words[-1].text == "," and tree.tokens[words[-1].index + 1].lower == "with"
    words = words[:-1] if apart else words  # "then there are Lida, with 39; Obora, with 10"
    if words[-1:] and words[-1].tag == "NNP":
        marks = (",", ";", "and", *(("are", "is", "were", "was", ":") if apart else ()))
        listed = words[-2:-1] != () and words[-2].lower in marks and _stands_alone(tree, number)
        return listed and not cues_of(words[-1].lower)  # "KIA 4, WIA 11"
    tells = not labels("records alone").isdisjoint(lemmas(words[-1].lower)) and _stands_alone(tree, number)
    if not (tells or not labels("records").isdisjoint(lemmas(words[-1].lower))):
        return False
    return any(token.tag == "NNP" for token in words[-3:-1])


def _stands_alone(tree: Tree, number: int) -> bool:
    """Whether a number ends its phrase: no noun follows."""
    following = tree.tokens[number + 1 : number + 2]
    return not following or following[0].lower in (",", ".", ";", ")", "(", "and", "in", "with", "while", "where")


def told_like(text: str, tree: Tree, mention: Mention, earlier: Sequence[Fact]) -> Fact | None:
    """Of the figures before it in its sentence, that which is told in the same form: "Obora has 40 and two deaths; Lida 30".

    What stands in brackets goes on with what stood in brackets: "Obora 40 cases (two deaths), Lida 30 (one)".
    """
    inside = text[mention.span.start - 1] == "("
    alike = [fact for fact in reversed(earlier) if (text[fact.span.start - 1] == "(") == inside]
    counts = [fact for fact in alike if is_counted(fact) and fact.measure != "duration"]
    if inside:
        return counts[0] if counts and is_recorded(tree, mention.number - 2) else None
    if not counts or not is_recorded(tree, mention.number):
        return None
    return next((fact for fact in counts if not fact.entity), min(counts, key=lambda fact: _unlike(mention, fact)))


def people_before(
    text: str, sentence: Span, tree: Tree, mention: Mention, facts: Sequence[Fact], before: Sequence[Fact]
) -> Fact | None:
    """Of those of whom was told who is told apart: by brackets, "Of these, 21 are …", "They include 60 in …", "Four of them …", "A nurse is among them".

    ``facts`` are those of the report so far, ``before`` those of the sentence before.
    """
    span = mention.counted.span
    named = _OF_NAMED.match(text, sentence.start)
    if named and (things := [fact for fact in before if fact.unit.split(" ")[-1] == singular(named[1])]):
        return things[-1]  # "… 900 lorries. Of those lorries, 300 were empty."
    if OF_THESE.match(text, sentence.start):
        return next((f for f in before if noun_classes(f.unit) & FOLK and f.measure != "other"), None)
    if mention.unit in ("percent", "fraction") and PART_OF_THESE.match(text, mention.span.end):
        return next((f for f in reversed(before) if noun_classes(f.unit) & FOLK and f.measure != "other"), None)
    if THESE_INCLUDE.match(text, sentence.start):
        return next((f for f in reversed(before) if (f.low or 0) >= (mention.low or 0)), None)
    if (meant := _still_meant(tree, mention, facts)) is not None:
        return meant
    of_them = mention.elided and span is not None and text[slice(*span)] == "them"
    if of_them:  # "400 cases and 12 deaths. Obora accounted for 60 of them" goes on with the cases
        people = (f for f in reversed(before) if f.unit == "person" and (mention.low or 0) <= (f.low or f.high or 0))
        return next(people, None)
    apart = text[sentence.start] == "(" or is_among_them(tree, mention.anchor)
    return before[-1] if apart and before and before[-1].unit == "person" else None


def _is_named_as(tree: Tree, number: int) -> bool:
    """E.g. "the army reports 300 as missing": what they are stands after it."""
    after = tree.after(number, 3)
    return after[:1] == ["as"] and not labels("nominal").isdisjoint(after[1:])


def things_before(tree: Tree, mention: Mention, before: Sequence[Fact]) -> Fact | None:
    """What a number alone goes on about: "… 16 drones. Fifteen fell near the border.", "… 7,878 murders. Lida recorded 3,568."."""
    if _is_named_as(tree, mention.number):
        return None
    counts = [fact for fact in before if _counts_things(fact)]
    goes_on = mention.counted.more or mention.counted.partitive
    if goes_on and mention.number < _OPENING:  # "Another 35 were at Obora", "Two of these hit a silo"
        known = [fact for fact in counts if fact.measure != "other"]
        lent = next((fact for fact in known if fact.unit == "person"), known[0] if known else None)
        return lent or _them(tree, mention, counts)
    if goes_on and (them := _them(tree, mention, counts)):
        return them
    recorded = is_recorded(tree, mention.number)
    if not recorded and tree.tokens[mention.number].dep not in SUBJECTS:
        return None
    if _are_kind(tree, mention.number):  # "… 25 militants. According to residents, nine were children."
        people = (fact for fact in reversed(counts) if fact.unit == "person")
        return next((fact for fact in people if (mention.low or 0) <= (fact.low or 0)), None)
    if not recorded and _opens(tree, mention.number):  # "… 44 were below ground. Thirty made their own way out."
        return next((fact for fact in reversed(counts) if (mention.low or 0) <= (fact.low or 0)), None)
    told = (
        f for f in reversed(before[-4:]) if (recorded or f.measure != "other") and (mention.low or 0) <= (f.low or 0)
    )
    return next((f for f in told if (is_counted(f) if recorded else f.unit != "person")), None)


def _them(tree: Tree, mention: Mention, counts: Sequence[Fact]) -> Fact | None:
    """The bridges of "… swept away 13 bridges. Only five of them have been rebuilt.", of which nothing more was told."""
    after = tree.after(mention.number, 2)
    if after != ["of", "them"]:
        return None
    return next((fact for fact in reversed(counts) if (mention.low or 0) < (fact.low or 0)), None)


_FOLLOWED = lexicon.pattern(r"\bfollowed\s(?:closely\s)?by\s(?:{hedge}\s)?$")
_IN_ROW = re.compile(r"\s(?:in|at|from)\s(?:the\s)?[A-Z][^.;:\d()]{0,40}(?:,|,?\sand)\s$")
_THERE = re.compile(r"\s(?:in|at|from)\s(?:the\s)?[A-Z]")


def _same_people(tree: Tree, mention: Mention, before: Sequence[Fact]) -> Fact | None:
    """The families that a number of people are: "5,000 families were displaced. That is equivalent to 18,000 individuals"."""
    if not before or "person" not in mention.classes:
        return None  # as mostly: a cheap question first
    words = tree.before(mention.number, _OPENING)
    while words and words[-1] in HEDGES:
        words.pop()
    if words[-1:] != ["to"] or words[-2:-1] == [] or words[-2] not in lexicon.family("equal"):
        return None
    return next((fact for fact in before if "household" in noun_classes(fact.unit) and fact.measure != "other"), None)


def as_recorded(text: str, tree: Tree, mention: Mention, previous: Fact | None) -> Fact | None:
    """The count of which a number alone is that of another place: "1,200 cases. … Obora follows with 40 and two deaths"."""
    if _is_named_as(tree, mention.number):
        return None
    same = previous is not None and is_counted(previous) and previous.basis is not Basis.INCREMENT
    alone = mention.elided and not mention.unit and _stands_alone(tree, mention.number)
    if previous is None or not (same and alone):
        return None
    return previous if is_recorded(tree, mention.number) or _is_next_in_row(text, mention, previous) else None


def _is_next_in_row(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "with 227 roads blocked, followed by 191 in Obora, 146 in Lida and 88 in Oro"."""
    start = mention.span.start
    if not _THERE.match(text, mention.span.end) or previous.sentence.end < start:
        return False
    if _FOLLOWED.search(text, previous.span.end, start):
        return True
    row = _IN_ROW.fullmatch(text, previous.span.end, start) is not None
    return row and "followed by" in text[previous.sentence.start : previous.span.start]


def _still_meant(tree: Tree, mention: Mention, facts: Sequence[Fact]) -> Fact | None:
    """The people on the move with whom a report opened, where a sentence only counts them: "teams counted 9,000 in Obora"."""
    opened = next((fact for fact in facts[:3] if fact.measure in labels("on the move")), None)
    if opened is None or not (mention.elided or mention.counted.noun in labels("folk")):
        return None
    verb = tree.verb_over(mention.number, _CLIMB)
    return opened if verb is not None and not labels("headcount").isdisjoint(lemmas(verb.lower)) else None


def _are_kind(tree: Tree, number: int) -> bool:
    """Whether a number alone is said to be people of a kind: "nine were children"."""
    verb = tree.tokens[tree.tokens[number].head]
    kind = tree.child(verb.index, "attr")
    alone = tree.tokens[number].dep == "nsubj" and verb.index == number + 1
    return alone and kind is not None and kind.tag == "NNS" and "person" in noun_classes(kind.lower)


def _opens(tree: Tree, number: int) -> bool:
    """Whether a sentence begins with a number that does or suffers something: "Seven got through."."""
    hedges = tree.tokens[:number]
    return number < _OPENING and all(token.tag not in ("NN", "NNS", "NNP", "NNPS", "IN", "VBD") for token in hedges)


def is_counted(fact: Fact) -> bool:
    """Whether a figure is a count that may be told apart by place: no share, rate or change."""
    return fact.basis is not Basis.CHANGE and "/" not in fact.unit and fact.unit not in ("percent", "fraction")


def _counts_things(fact: Fact) -> bool:
    """Whether a figure is a count of people or things, and no amount."""
    return is_counted(fact) and not (is_physical(fact.unit) or is_money(fact.unit) or fact.unit == "factor")


def _unlike(mention: Mention, fact: Fact) -> float:
    """How far apart two amounts are, as the logarithm of their ratio; infinite where one cannot be the other moved."""
    new, old = mention.low or mention.high, fact.low or fact.high
    if not new or not old or fact.basis in (Basis.INCREMENT, Basis.CHANGE):
        return float("inf")
    return abs(log(abs(new)) - log(abs(old)))


def _goes_back(tree: Tree, number: int) -> bool:
    """Whether "the number", "that figure" or "the count" is what moves to the number, and nothing else names it."""
    path = tree.path(number)[1:_CLIMB]
    if _is_claimed(tree, number):
        return True
    for index in path:
        token = tree.tokens[index]
        if token.dep in SUBJECTS and token.lower in ("total", "number"):
            return False  # "a total of 30 were hurt"
        if _counts(tree, token, path):
            return True  # "gave a figure of 30"
        if token.tag[:2] == "VB":
            beside = [tree.tokens[child] for child in tree.children[index] if tree.tokens[child].dep in _ROLES]
            if any(_counts(tree, one, path) or _stands_for(tree, one, number) for one in beside):
                return True
            if token.lower in _IS and any(one.lower in ("this", "that", "it") for one in beside):
                compared = any(tree.tokens[one].tag in ("JJR", "RBR") for one in path)
                moved = any(one.lower in ("up", "down") for one in tree.tokens[index + 1 : number])
                return compared or moved  # "This is higher than the 41 reported before", "It's down from 367 in May"
            if not labels("expecting").isdisjoint(lemmas(token.lower)) and tree.tokens[number].dep == "dobj":
                return True  # "Analysts had expected 14.5."
            return "compare" in lemmas(token.lower) and any(one.lower in ("that", "this") for one in beside)
    return False


def _is_claimed(tree: Tree, number: int) -> bool:
    """Whether a number is all that somebody claims: "Organizers claimed 6,000."."""
    token, verb = tree.tokens[number], tree.tokens[tree.tokens[number].head]
    beside = token.dep in ("npadvmod", "attr", "ccomp") and token.index == verb.index + 1
    subject = tree.child(verb.index, "nsubj") if token.dep == "dobj" or beside else None
    claims = not labels("claiming").isdisjoint(lemmas(verb.lower))
    return claims and subject is not None and (can_speak(subject.lower) or subject.tag == "NNP")


def _stands_for(tree: Tree, token: Token, number: int) -> bool:
    """Whether "it" is the figure told before: "At the peak of the storm it was 118,000", "It dropped from 565 to 489"."""
    if token.lower != "it" or token.dep != "nsubj":
        return False
    led, verb = tree.tokens[tree.tokens[number].head], tree.tokens[token.head]
    moved = led.lower in ("from", "to") and verb.lower in lexicon.family("sank or rose")
    return moved or tree.tokens[number].dep == "attr"


def _counts(tree: Tree, token: Token, path: Sequence[int]) -> bool:
    """A noun of counting that no other word names: not "the number of dead", "the case count"."""
    if token.lower not in labels("count alone") or _is_number_still(tree, token.index + 1):
        return False
    plain = labels("vintage") | labels("whose count")
    return not any(
        tree.tokens[child].dep in _NAMING and child not in path and tree.tokens[child].lower not in plain
        for child in tree.children[token.index]
    )


def _is_number_still(tree: Tree, after: int) -> bool:
    """E.g. "gave the number still unaccounted for as 51": what became of them stands after it, whatever the parser joins it with."""
    following = tree.tokens[after : after + 2]
    fate = following[-1:] if following and following[0].tag == "RB" else following[:1]
    return any(one.tag in ("JJ", "VBN") and "person" in cue.counted and cue.slot == "any" for one in fate for cue in cues_of(one.lower))  # fmt: skip
