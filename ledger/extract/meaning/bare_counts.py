"""A number alone to which no word near it lends a thing: "UNHCR counted 3,512 last night", "The limit is 20.", "In 2016 there were 31.".

It goes on with what was told last (FACTS.md 5.9); where nothing was, or where it only looks like a count (a number after a
name, a clock time, a telephone), it states no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import NAMES, Token, Tree
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.numbers.units import SPELLS, is_physical
from ledger.lexicon.counted import is_counted
from ledger.model import Fact

_CLIMB = 6  # steps from a number up to its verb
_NUMBERED = 100  # what is numbered after its name has no more of its kind: "Warning 3"
_LAST = 6  # figures back to what is gone on with
_ALIKE = 30  # how many times as much a measured quantity may be as the one before it
_PARTS = frozenset(("percent", "fraction", "factor", "percentage_point", "basis_point", "magnitude"))
_NO_COUNT = re.compile(r"[+#]|\d{1,3}\.\d\d|0\d|\d\d-\d{4}|\d+(?:[ -]\d+){2,}|one\b|several\b|zero\b", re.IGNORECASE)
_US = frozenset(("us", "you"))
_WE = frozenset(("we", "they", "you"))


def bare_count(
    text: str, tree: Tree, mention: Mention, measure: str, before: Sequence[Fact], told: Sequence[Fact]
) -> tuple[str, str] | None:
    """The measure and unit of a number alone; None where it states no figure.

    ``before`` are the figures of its sentence and the one before it, ``told`` those of the report so far, both in text order.
    """
    if not mention.elided or not _is_told(text, tree, mention):
        return None
    if _are_we(tree, mention.number):
        return measure, "person"
    lender = _lender(mention, before)
    if lender is None and not mention.vague:  # "the delay cost him thousands"
        counted = next((f for f in reversed(told[-_LAST:]) if _counts(f)), None)
        lender = counted if counted is not None and counted.unit == "person" else None
    if lender is None or ((mention.low or 0) < 0 and not is_physical(lender.unit)):
        return None
    return (lender.measure if measure == "other" and _is_same(tree, mention.number, lender) else measure), lender.unit


def _lender(mention: Mention, before: Sequence[Fact]) -> Fact | None:
    """The figure that counted what is still spoken of: the last count, or a measured quantity about as large."""
    value = mention.low or mention.high or 0.0
    for fact in reversed(before):
        if _counts(fact) and value % 1 == 0:
            return fact
        last = fact.low or fact.high or 0.0
        alike = bool(last and value) and max(last / value, value / last) < _ALIKE
        if alike and not _counts(fact) and fact.unit not in _PARTS and fact.unit not in SPELLS:
            return fact
    return None


def _counts(fact: Fact) -> bool:
    return is_counted(fact.unit) and not is_physical(fact.unit) and fact.unit not in _PARTS


def _is_same(tree: Tree, number: int, lender: Fact) -> bool:
    """Whether a number only says again of another time or place what was told: "There were 63 in all of 2019", or tells of a sum."""
    if not _counts(lender):
        return True
    verb = tree.verb_over(number, _CLIMB)
    of = tree.tokens[number + 1 : number + 2]
    if verb is not None and not labels("records").isdisjoint(lemmas(verb.lower)):
        return True  # "Contractors account for 13."
    return verb is not None and verb.lower in _BE and not (of and of[0].lower == "of")


_BE = frozenset(("is", "are", "was", "were", "been", "'s"))


def _is_told(text: str, tree: Tree, mention: Mention) -> bool:
    """Whether a clause tells of the number, and nothing shows that it only names or dates something."""
    start, end = mention.span
    number = tree.tokens[mention.number]
    if _NO_COUNT.match(text, start, end) or text[start - 1 : start] in _OPENERS or text[end : end + 1] == "]":
        return False
    words = tree.at(start, end)
    first = words[0].index if words else number.index
    before = tree.tokens[first - 1] if first else None
    if before is not None and before.text == ":":
        return tree.tokens[first - 2].tag == "NNS"  # "Training sessions: 214"; but "Helpline: 1077"
    if before is not None and _is_of_known(tree, words[-1] if words else number, before, mention):
        return False
    if (mention.low or 0.0) <= _NUMBERED and (_names(tree, number, text[start]) or _is_hour(tree, number, mention)):
        return False
    verbs = [tree.tokens[i] for i in tree.path(number.index)[1:_CLIMB] if tree.tokens[i].tag[:2] in ("VB", "MD")]
    return bool(verbs) and not (verbs[0].dep == "relcl" and before is not None and before.lower == "by")


def _is_of_known(tree: Tree, number: Token, before: Token, mention: Mention) -> bool:
    """E.g. "between the two", "the Fortune 500", "finished on 212", "from 900 million to 2.3 billion kronor", "its head, 54 (left)"."""
    following = tree.tokens[number.index + 1 : number.index + 2]
    after = following[0].lower if following else ""
    if before.lower in _KNOWN or (before.tag in NAMES and before.index > 0):
        return True
    sum_moved = before.lower == "from" and after == "to" and (mention.low or 0) >= _MUCH
    return sum_moved or (before.text == "," and after == "(" and (mention.low or 0) <= _NUMBERED)


_KNOWN = frozenset(("the", "these", "those", "not", "on"))
_MUCH = 100_000


def _names(tree: Tree, number: Token, first: str) -> bool:
    """Whether a small number stands after what it names, or joins no clause: "Warning 3", "at Camp 2", "split in two"."""
    before = tree.tokens[number.index - 1] if number.index else None
    following = tree.tokens[number.index + 1 : number.index + 2]
    of = bool(following) and following[0].lower == "of"
    if number.dep in _LOOSE and not of and (first.isdigit() or number.dep == "conj"):
        return True
    if before is None or before.text in _FREE:
        return False
    named = (before.text[:1].isupper() and (before.index > 0 or of)) or before.lower == "a"  # "reduced to a four"
    if named or before.tag in _NAMES or before.text in ("(", ")") or before.lower in labels("identifier"):
        return True
    return before.lower in ("in", "or") and number.lower in ("two", "half")  # "split in two", "a day or two"


def _is_hour(tree: Tree, number: Token, mention: Mention) -> bool:
    """E.g. "every morning before six", "broke up near the island around 2": an hour; but "shrinks from nine to six"."""
    before = tree.tokens[number.index - 1] if number.index else None
    following = tree.tokens[number.index + 1 : number.index + 2]
    small = (mention.low or 0) <= _HOURS and before is not None and before.lower in _UNTIL
    return small and not (following and following[0].lower == "to")


_HOURS = 12
_UNTIL = frozenset(("before", "until", "till", "by", "from", "since", "around", "at"))
_NAMES = frozenset(("NN", "NNP", "NNPS"))
_LOOSE = frozenset(("npadvmod", "nummod", "conj"))
_OPENERS = frozenset("+#[/")
_FREE = frozenset((",", ";", "–", "—", "-"))


def _are_we(tree: Tree, number: int) -> bool:
    """E.g. "forty of us", "We were eight in the compartment"."""
    after = tree.after(number, 2)
    before = tree.before(number, 3)
    return (after[:1] == ["of"] and after[-1] in _US) or any(
        one in _WE and two in ("were", "are") for one, two in pairwise(before)
    )
