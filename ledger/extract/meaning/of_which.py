"""Of what "of which 12", "12 of them" and "Of these, 12" are a part: of a noun that no number counts, or of the things of a figure before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Token, Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import FOLK, noun_classes
from ledger.extract.meaning.goes_on import QUALIFIED
from ledger.extract.numbers.units import is_physical
from ledger.lexicon.counted import PARTS_OF, is_counted, is_money
from ledger.model import Fact, Span

_TOLD = frozenset(("which", "whom", "them"))
_THESE = frozenset(("them", "these", "those"))
_NEAR = 5


def is_of_told(tree: Tree, number: int) -> bool:
    """E.g. "148 died, of whom | 117 were children", "of which | 900 …"."""
    before = tree.before(number, 2)
    return before[:1] == ["of"] and before[-1] in _TOLD


def uncounted_whole(tree: Tree, counted: Counted, masked: frozenset[int]) -> int | None:
    """The noun of which a number is a part, where no number counts it."""
    noun = _noun_before(tree, counted, masked)
    return _noun_that_opens(tree, counted, masked) if noun is None else noun


def _noun_before(tree: Tree, counted: Counted, masked: frozenset[int]) -> int | None:
    """The teams of "brought up by rescue teams, 11 of which took turns", where no number counts them already."""
    after = tree.after(counted.anchor, 3)
    mark = counted.anchor - 1
    if after[:2] not in (["of", "which"], ["of", "them"]) or mark < 1:
        return None
    if tree.tokens[mark].text in _BREAKS:
        return _subject_before(tree, mark, masked)
    noun = tree.tokens[mark - 1]
    if tree.tokens[mark].text != ",":
        return None
    start = mark - 1
    while start and tree.tokens[start - 1].tag in ("NN", "JJ", "NNP", "VBN"):
        start -= 1
    counts = start and tree.tokens[start - 1].tag == "CD"
    # "slope failures, 117 of them by the tally of the province", "Polling stations, 3,412 of them, will open"
    apart = after[2:] in _SOMEWHERE or (after[2:] == [","] and not noun_classes(noun.lower))
    people = after[1] == "which" or not apart  # "boats with migrants, two of which sank": no people are "which"
    people = people and not noun_classes(noun.lower) - FOLK
    return None if noun.tag != "NNS" or counts or people or noun.index in masked else noun.index


_SOMEWHERE = [["by"], ["in"], ["at"], ["on"], ["near"], ["across"], ["along"]]
_BREAKS = frozenset((":", ";", "–", "—", "--"))


def _subject_before(tree: Tree, mark: int, masked: frozenset[int]) -> int | None:
    """The shacks of "Shacks burned like matchwood: 640 of them are gone", where no number counts them."""
    before = [token for token in tree.tokens[:mark] if token.index not in masked]
    subjects = [token for token in before if token.dep in SUBJECTS and token.tag == "NNS"]
    if not subjects or any(token.tag == "CD" for token in tree.tokens[:mark]):
        return None
    return subjects[-1].index if noun_classes(subjects[-1].lower) - FOLK else None


def _noun_that_opens(tree: Tree, counted: Counted, masked: frozenset[int]) -> int | None:
    """The bakeries of "Of the old town's bakeries, 14 were gutted", which no number counts."""
    comma = counted.anchor - 1
    if counted.head is not None or comma < _LEAST or tree.tokens[comma].text != ",":
        return None
    first = [token.text for token in tree.tokens[:2]]
    of = 0 if first[0] == "Of" else 1 if first == ["Out", "of"] else None
    noun = tree.child(of, "pobj") if of is not None else None
    if noun is None or noun.tag != "NNS" or noun.index >= comma or noun.index in masked:
        return None
    numbered = any(token.tag == "CD" or token.lower in ("these", "those") for token in tree.tokens[:comma])
    things = noun_classes(noun.lower) - FOLK
    return noun.index if things and (not numbered or _is_known_few(tree, of or 0, noun)) else None


def _is_known_few(tree: Tree, of: int, noun: Token) -> bool:
    """E.g. "Of the ten districts, two …": a number that only refers back states no figure, which could lend its noun."""
    the, few = tree.tokens[of + 1], tree.tokens[of + 2]
    return the.lower == "the" and few.tag == "CD" and few.text.isalpha() and few.head == noun.index


_LEAST = 2  # words of a whole and its comma


def whole_of(text: str, mention: Mention, earlier: Sequence[Fact]) -> Fact | None:
    """The figure before in the sentence of whose things "of which 900" or "two of which" is a part."""
    wholes = [fact for fact in reversed(earlier) if (fact.low or fact.high or 0) >= (mention.low or 0)]
    if earlier and _OF_WHICH_NEXT.fullmatch(text, earlier[-1].span.end, mention.span.start):
        return next(iter(wholes), earlier[-1])  # "1,200 houses in six districts, of which 900 …"
    things = (fact for fact in wholes if fact.unit != "person" and _is_count(fact))
    # "30 men came in nine cars, two of which were stolen"
    return next(things, None) if _OF_WHICH.match(text, mention.span.end) else None


_OF_WHICH_NEXT = re.compile(rf"[^.;\d]*,\s+of\s+(?:which|whom),?\s+(?:{QUALIFIED}\s+)*", re.IGNORECASE)
_OF_WHICH = re.compile(r"\s+of\s+which\b")


def _is_count(fact: Fact) -> bool:
    return not (is_physical(fact.unit) or is_money(fact.unit))


def unit_of_whole(text: str, mention: Mention, previous: Fact | None, tree: Tree) -> str | None:
    """The unit of "of which three" and "43 of them": what the figure before counts. None where they are people."""
    if previous is None or previous.unit == "person" or is_money(previous.unit):
        return None
    if mention.counted.span is None:  # "900 guests sleep in 40 tents, of which six leak"
        led = tree.before(mention.number, 2) == ["of", "which"]
        return previous.unit if led and is_counted(previous.unit) and not is_physical(previous.unit) else None
    said, whole = text[slice(*mention.counted.span)], previous.low or previous.high
    part = whole is not None and (mention.low or 0) <= whole  # "people of 12 towns were hit and 300 of them moved"
    return previous.unit if said == "which" or (said in _THESE and part) else None


def whole_of_these(tree: Tree, mention: Mention, previous: Fact | None, told: Sequence[Fact]) -> Fact | None:
    """The things of "963,000 tourists spent 40 million euros. Of these, 430,000 flew in": these are no euros."""
    if previous is None or not is_money(previous.unit) or mention.vague:
        return previous
    before = tree.before(mention.number, _NEAR)
    after = tree.after(mention.number, 2)
    if not any(one == "of" and other in {*_THESE, "whom"} for one, other in (*pairwise(before), *pairwise(after))):
        return previous
    return next((fact for fact in reversed(told) if _is_count(fact) and fact.unit not in PARTS_OF), None)


def whole_told_before(text: str, sentence: Span, earlier: Sequence[Fact], facts: Sequence[Fact]) -> Fact | None:
    """The 1,204 of the sentences before that "Of the 1,204 cases, 602 were women" names once more; None where it is a figure here."""
    whole = _OF_THE.match(text, *sentence)
    if whole is None or any(fact.span.start == whole.start("number") for fact in earlier):
        return None
    number = whole["number"].lower()
    return next((fact for fact in reversed(facts) if fact.surface.lower() == number), None)


_OF_THE = re.compile(
    r"(?:Of|Among|Out\sof)\s(?:all\s)?(?:the|these|those)\s(?:total\s)?(?P<number>\w(?:[\w.,-]*\w)?)(?:\s[a-z]|,\s)"
)
