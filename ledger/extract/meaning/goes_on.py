"""How a sum that was told goes on in its sentence: by how much it moved, to what, and what the next of a list has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.words import FOLK, SAYING, labels, lemmas, noun_classes
from ledger.extract.meaning.beside import stated_beside
from ledger.extract.meaning.measures import harm_measures
from ledger.lexicon.counted import is_money
from ledger.lexicon.plurals import singular
from ledger.model import Basis, Fact, Span

QUALIFIED = lexicon.fill(r"(?:{hedge}|an?|the|of|to|is|was)")
_TELLING_OF = lexicon.pattern(
    rf"(?:[^.;:,\d]|\b(?:19|20)\d\d\b){{0,100}},\s+(?:{{telling of a sum}}\s+)?(?:an?|the)\s+(?:[a-z]+\s+)?(?:{{labels/change}}\s+of\s+)?(?:{QUALIFIED}\s+)*"
)
_MOVE_AFTER = lexicon.pattern(r"\s+(?:[a-z-]+\s+){0,3}?{labels/change}\b(?!\s+(?:in|of)\b)")
_MOVE_BEFORE = lexicon.pattern(rf"\b{{labels/change}}\s+of\s+(?:{QUALIFIED}\s+)*$")


def is_told_of(text: str, mention: Mention, between: str) -> bool:
    """E.g. "returned 2,380 people in 2021, a 35 percent drop", "allocated $8 billion, showing an increase of 2.5 percent"."""
    if _TELLING_OF.fullmatch(between) is None or "respectively" in text[mention.span.end : mention.span.end + 40]:
        return False
    alone = text[mention.span.end : mention.span.end + 4] != " in "
    return _MOVE_AFTER.match(text, mention.span.end) is not None or (alone and _MOVE_BEFORE.search(between) is not None)


_FROM_HERE = lexicon.pattern(rf"\bfrom\s+(?:{QUALIFIED}\s+)*$", re.IGNORECASE)
_TO_THERE = lexicon.pattern(rf"[^;:.]*\bto\s+(?:{QUALIFIED}\s+)*", re.IGNORECASE)


def goes_to(text: str, mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "rose 72 million kg from 450 million kg in 2022 to 522 million kg": the end of a move whose beginning was told."""
    if mention.span.end > previous.sentence.end or _TO_THERE.fullmatch(between) is None:
        return False
    return _FROM_HERE.search(text, previous.sentence.start, previous.span.start) is not None


def told_again(tree: Tree, mention: Mention, previous: Fact | None, told: Sequence[Fact]) -> str | None:
    """The measure of what a figure goes on to tell of: a pronoun's, or a further term ("… was jailed for 17 years. Li got ten")."""
    spell = tree.tokens[mention.anchor]
    spell = tree.tokens[spell.head] if spell.dep == "nummod" else spell
    verb, term = tree.tokens[spell.head], mention.unit in ("year", "month") and spell.dep == "dobj"
    if term and not labels("gets a term").isdisjoint(lemmas(verb.lower)):
        before = [*told, *([previous] if previous else [])]
        return "sentence_length" if before and before[-1].measure == "sentence_length" else None
    return of_it(tree, mention, previous, told)


_PARTED = re.compile(r"(?::|\s[—–-]{1,2})\s+(?:[a-z]+\s+)?")


def broken_down(text: str, tree: Tree, mention: Mention, earlier: Sequence[Fact]) -> tuple[str, float] | None:
    """What is said of a count whose parts a colon opens: "the number of those killed has risen to 489: 302 civilians and …".

    What is said of the parts outright is theirs: "12 people were hit: three guards were killed", "…: three dead".
    """
    opened = earlier and _PARTED.search(text, max(earlier[-1].span.end, mention.span.start - _LEAD), mention.span.start)
    if not opened or opened.end() != mention.span.start or not mention.classes & FOLK:
        return None
    if tree.tokens[mention.anchor].dep in SUBJECTS or stated_beside(mention, tree) is not None:
        return None
    few = mention.low or 0
    whole = next((fact for fact in reversed(earlier) if fact.unit == "person" and (fact.low or 0) >= few), None)
    harmed = whole is not None and whole.measure in harm_measures() and not mention.classes & SAYING
    return (whole.measure, 0.5) if whole is not None and harmed else None


_LEAD = 14  # characters of ": at least " before a number
_LISTED_SUM = re.compile(r"\s*(?:,|;|,?\sand)\s[A-Z][^.;:\d]{0,90}")


def is_listed_sum(text: str, mention: Mention, previous: Fact) -> bool:
    """Whether a sum stands in a list of names and sums, of which the one before is the last."""
    between = text[previous.span.end : mention.span.start]
    return is_money(mention.unit) and previous.measure != "other" and _LISTED_SUM.fullmatch(between) is not None


def of_it(tree: Tree, mention: Mention, previous: Fact | None, told: Sequence[Fact]) -> str | None:
    """The measure of what a pronoun stands for: "shares fell 3 percent … It closed at $41", "analysts expect it to be 8 percent".

    ``told`` are the figures of the sentence before, to which a pronoun goes back where its own has none.
    """
    verbs = (i for i in tree.path(mention.number)[1:_HIGH] if tree.tokens[i].tag[:2] == "VB")
    subject = next((one for verb in verbs if (one := tree.child(verb, "nsubj")) is not None), None)
    if subject is None or subject.lower not in ("it", "they", "this", "that"):
        return None
    money = mention.unit.partition("/")[0]
    if previous is not None:
        same = previous.unit == mention.unit and (mention.unit == "percent" or previous.measure in _AGAIN)
        if same or previous.basis is not Basis.CHANGE or not money.isupper():
            return previous.measure if same else None
    alike = [fact for fact in told if fact.unit.partition("/")[0] == money and fact.measure in _AGAIN]
    priced = [fact for fact in told if fact.measure == "price" and money.isupper() and (mention.low or 0) < _SUM]
    # "This is down by 8 percent"
    shrunk = [fact for fact in told if fact.measure in _AGAIN and mention.unit == "percent"]
    worth = [fact for fact in told if money.isupper() and is_money(fact.unit) and fact.measure in _AGAIN]
    amounts = any(not labels("equals").isdisjoint(lemmas(tree.tokens[i].lower)) for i in tree.path(mention.number))
    meant = alike or priced or shrunk or (worth if amounts else [])  # "This amounts to about 5 billion euros"
    return meant[-1].measure if meant else None


_AGAIN = labels("measure told again") | {"price"}
_SUM = 1_000_000  # no price
_HIGH = 6  # steps up to the verb
_NEXT_SHARE = re.compile(r"\s(?:in|at|for|among|on)\s(?:the\s)?[\w’'-]+(?:\s[\w’'-]+){0,4}?(?:,|,?\sand)\s")


# "a pay rise of 2.4 percent in May, followed by increases of 2.1 percent"
_FOLLOWED = re.compile(
    r"[^.;:\d]{0,60},?\s(?:followed\s+by|and\s+then)\s+(?:a\s+)?(?:further\s+|another\s+)?[a-z]+\s+of\s+(?:[a-z]+\s+){0,2}"
)


def is_next_share(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "the rate was 2.3% in Lima and 4.1% in Cusco": of one kind, one place after the other."""
    alike = previous.unit == mention.unit == "percent"
    between = (text, previous.span.end, mention.span.start)
    return alike and (_NEXT_SHARE.fullmatch(*between) is not None or _FOLLOWED.fullmatch(*between) is not None)


_WITH = re.compile(rf"\s[^.;:,\d]{{0,40}}\bwith\s[^.;:\d]{{1,40}}?(?:,|,?\sand)\s(?:{QUALIFIED}\s+)*")
_WITH_NEXT = re.compile(r"\swith\s")


def is_given_too(text: str, mention: Mention, between: str) -> bool:
    """E.g. "reached 310,000 people with food, 120,000 with water": so many more to whom the same was done."""
    return _WITH_NEXT.match(text, mention.span.end) is not None and _WITH.fullmatch(between) is not None


_NEXT_PART = re.compile(r"[^.;%]{0,70},?\sand\s")
# "46% died from drowning and 31% from lightning"
_ARE_AMONG = lexicon.pattern(
    r"\s(?:were|are|was|is)\s(?:among|{how sure}|aged|under|over|{people counted})\b|\s{out of a cause}\b"
)


def is_next_part(text: str, mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "70% of the 62 cases were in men, and 48% were among adults": two parts of the same, told in the same form."""
    if previous.measure not in harm_measures() or _NEXT_PART.fullmatch(between) is None:
        return False
    return _ARE_AMONG.match(text, mention.span.end) is not None


_OF_KNOWN = lexicon.pattern(
    rf"\b(?:{{steps/previous}}|{{compared with}}|{{compared closely}})\s+(?:(?:the|an?|its|their)\s+)?(?:[\w’'-]+\s+){{0,3}}?"
    rf"(?:(?:{{labels/gauge}}|{{labels/told again}})\s+(?:of|for)|{{as it was}})\s+(?:{QUALIFIED}\s+)*[$€£]?$",
    re.IGNORECASE,
)


def is_against_known(between: str) -> bool:
    """E.g. "earned $9 million, | up from a December forecast of | $4 million", "compared with the long-term average of", "from the current | 19 dollars"."""
    return _OF_KNOWN.search(between) is not None


_WHOLE = re.compile(r"\W{0,4}(?:Out\s)?[Oo]f\s(?:the|these|those|its|all)\s[\d,.]+\s(?:[a-z-]+\s){0,2}?([a-z]+s)\b")


def whole_of(text: str, sentence: Span) -> str | None:
    """The things of whose parts a sentence tells, if they are no people: "Of the 70 seats …"."""
    named = _WHOLE.match(text, *sentence)
    thing = singular(named[1]) if named else ""
    return thing if thing and "person" not in noun_classes(thing) and "deathnoun" not in noun_classes(thing) else None


_BUT = re.compile(rf"[^.;\d]{{0,80}}?,?\s+but\s+(?:(?:only|just|rather|instead)\s+)*(?:{QUALIFIED}\s+)*", re.IGNORECASE)
_NOT = re.compile(rf"\bnot\s+(?:{QUALIFIED}\s+)*$", re.IGNORECASE)


def is_put_right(text: str, previous: Fact, between: str) -> bool:
    """E.g. "not 230 captives came home, but 173": what is said of the wrong number is said of the right one."""
    if not _BUT.fullmatch(between):
        return False
    return _NOT.search(text, previous.sentence.start, previous.span.start) is not None


_NEXT_CLAUSE = re.compile(r"\b(?:and|while|but|as)\s+[\w\s]{0,20}$")


def _is_of_victims(mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "three more deaths, with two victims from Obora and one from Lida": the victims are the dead just told.

    But "nine died and 13 victims are in hospital".
    """
    if not mention.elided and _NEXT_CLAUSE.search(between):
        return False
    same = previous.sentence.end >= mention.span.end and (mention.low or 0) <= (previous.low or 0)
    victim = mention.counted.noun == "victim" or (mention.elided and previous.entity.lower() == "victims")
    return same and victim and previous.measure == "killed" and previous.unit == "person"


_OF_FAMILIES = lexicon.pattern(rf"\s+(?:[a-z]+\s+){{0,2}}{{families of}}\s+(?:{QUALIFIED}\s+)*", re.IGNORECASE)
_COUNTED_TWICE = frozenset(("displaced", "evacuated", "affected", "stranded", "returned", "rescued"))


def _are_families(mention: Mention, previous: Fact, between: str) -> bool:
    """E.g. "900 evacuees involving 210 families", "210 families comprising 900 people": the same, told twice."""
    people = {previous.unit == "person", mention.unit == "person"} == {True, False}
    household = "household" in noun_classes(previous.unit) or "household" in noun_classes(mention.unit)
    told = previous.measure in _COUNTED_TWICE and people and household
    return told and _OF_FAMILIES.fullmatch(between) is not None


def are_of_them(mention: Mention, previous: Fact, between: str) -> bool:
    """Whether a number counts people of whom, or of whose families, the fate has just been told."""
    return _is_of_victims(mention, previous, between) or _are_families(mention, previous, between)


_OF_N = re.compile(rf"(?:out\s+)?of\s+(?:the\s+|these\s+|those\s+|all\s+)?(?:{QUALIFIED}\s+)*", re.IGNORECASE)


def is_of_those(text: str, mention: Mention, previous: Fact) -> bool:
    """E.g. "Of six samples sent to the laboratory, four tested positive": those are samples."""
    opening = text[previous.sentence.start : previous.span.start]
    same = mention.elided and previous.sentence.end >= mention.span.end
    things = previous.unit != "person" or previous.measure == "killed"  # "Of 75 deaths, 47 were in confirmed cases"
    return same and things and _OF_N.fullmatch(opening) is not None
