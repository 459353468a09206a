"""Nouns that do not follow their number at once: those that several numbers share, and those past a joined word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.extract.figures.mention import token_at
from ledger.extract.figures.of_two_verbs import noun_of_next_verb
from ledger.extract.grammar.parse import FINITE, PAST, Token, Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import SAYING, labels, noun_classes
from ledger.extract.numbers.numerals import Numeral
from ledger.lexicon.plurals import is_unchanged, singular
from ledger.model import Span


def of_shared_noun(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """E.g. "340 measles and rubella cases", "12 dengue and 40 malaria cases": of the first adjective the parser makes the noun."""
    if counted is None or counted.head is None or counted.head != counted.anchor or numeral.low == 1:
        return counted
    first = tree.tokens[counted.head]
    joined = [c for c in tree.subtree(first.index) if c > first.index and tree.tokens[c].dep in ("conj", "appos")]
    of_it = first.dep in ("nmod", "compound") and first.head > first.index
    ends = [first.head] if of_it else sorted(joined, reverse=True)
    last = next((tree.tokens[end] for end in ends if _shares(tree, first.index, end)), first)
    run = tree.tokens[first.index + 1 : last.index]
    if last is first:
        return counted
    sick = first.lower in labels("disease") and bool(_OF_ILLNESS & noun_classes(last.lower))
    folk = first.tag == "NNP" and "person" in noun_classes(first.lower) and "person" not in noun_classes(last.lower)
    # "four U.S. and five German satellites" count no countries
    sorts = first.lower in labels("sort of thing") | _LANDS and any(token.tag == "CD" for token in run)
    if not (sick or folk or sorts or _is_kind(first, run)):  # "damaged 1,100 brick and 76 wooden houses"
        return counted
    end = first.end if any(token.tag == "CD" for token in run) else last.end
    told = not SAYING.isdisjoint(noun_classes(last.lower))
    anchor = last.index if of_it or told else first.index
    start = min(first.start, counted.span.start) if counted.span else first.start  # "counter-drone and search radars"
    return replace(counted, anchor=anchor, head=last.index, span=Span(start, end), noun=singular(last.lower))


def _shares(tree: Tree, first: int, last: int) -> bool:
    """Whether nothing but what nouns may share stands between two of them, the latter in the plural."""
    return tree.tokens[last].tag == "NNS" and all(token.tag[:2] in _JOINED for token in tree.tokens[first + 1 : last])


def _is_kind(first: Token, run: Sequence[Token]) -> bool:
    """Whether a noun is no more than the kind of what is counted, since more than one would be in the plural.

    E.g. "300 mortar, tank and field shells"; "40 high speed armoured lorries", whose lorries the parser puts beside the speed.
    """
    if first.tag != "NN" or is_unchanged(first.lower) or any(token.tag == "CD" for token in run):
        return False
    joined = any(token.tag == "CC" for token in run) or all(token.tag[:2] in ("NN", "JJ", "VB") for token in run)
    return joined and not noun_classes(first.lower) & _COLLECTIVE


_COLLECTIVE = frozenset(("person", "force", "household", "livestock", "money"))  # "40 police and soldiers"
_LANDS = frozenset(("u.s.", "us", "u.k.", "uk", "u.n.", "un", "eu", "u.s", "nato"))
_OF_ILLNESS = frozenset(("casenoun", "deathnoun", "person"))
_JOINED = frozenset(("NN", "JJ", "CC", "CD", ",", "HY", "VB"))


def coming_noun(tree: Tree, counted: Counted) -> int | None:
    """The noun that the 181 of "homes for 181 and 220 households" shares with the number after it."""
    number = tree.tokens[counted.anchor]
    if counted.head is None and (of_next := noun_of_next_verb(tree, number.index)) is not None:
        return of_next
    noun = tree.tokens[number.head]
    run = tree.tokens[number.index + 1 : noun.index]
    if tree.tokens[number.index - 1].lower == "of":
        return None  # "a death toll of 32 and 1,750 damaged homes"
    joined = number.dep == "nummod" and len(run) > 1 and run[-1].tag == "CD"
    joined = joined and all(token.tag in ("CD", "CC", ",") for token in run)
    says = not SAYING.isdisjoint(noun_classes(noun.lower))  # "Lima follows with 570 and two fatalities"
    return noun.index if joined and noun.tag in ("NNS", "NNPS") and not says else None


def past_share(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """The parishes of "in 31 of 62 (50%) parishes", where the share of the two stands before what both count."""
    number = token_at(tree, *numeral.span)
    if counted is None or number is None or (counted.head is not None and counted.noun):
        return counted
    words = [token.text for token in tree.tokens[number + 1 : number + _TO_SHARE]]
    bracket = words.index("(") if words[:1] == ["of"] and "(" in words else 0
    if not bracket or words[bracket + 2 : bracket + 4] != ["%", ")"]:
        return counted
    noun = tree.tokens[number + bracket + 5 : number + bracket + 6]
    if not noun or noun[0].tag != "NNS":
        return counted
    head = noun[0]
    return replace(counted, head=head.index, span=Span(head.start, head.end), noun=singular(head.lower), partitive=True)


_TO_SHARE = 9  # tokens


def past_joined(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """The tyres of "1.2 million worn-out tyres": a noun that the number reaches past a joined word."""
    number = token_at(tree, *numeral.span)
    if counted is None or number is None or counted.head is not None or counted.partitive or numeral.low == 1:
        return counted
    end = next((token.index for token in reversed(tree.at(*numeral.span))), number)
    after = tree.tokens[end + 1 : end + 6]
    if not after or after[0].tag not in _QUALITY or not any(t.tag == "HYPH" or "-" in t.text for t in after[:3]):
        return counted
    noun = next((token for token in after if token.tag == "NNS"), None)
    if noun is None or any(token.tag not in _JOINING for token in after[: noun.index - end - 1]):
        return counted
    span = Span(after[0].start, noun.end)
    return replace(counted, anchor=noun.index, head=noun.index, span=span, noun=singular(noun.lower))


_QUALITY = frozenset(("JJ", "VBN", "CD", "NN"))
_JOINING = frozenset(("HYPH", "JJ", "NN", "VBN", "RP", "RB", "IN", "CD"))


def out_of_those(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """The raids of "14 raids out of 220 involved …": the whole has its noun before it, and what follows is what they did."""
    number = token_at(tree, *numeral.span)
    if counted is None or counted.head is None or number is None or number < _PART:
        return counted
    noun, verb = tree.tokens[number - 3], tree.tokens[number + 1]
    if [token.lower for token in tree.tokens[number - 2 : number]] != ["out", "of"] or noun.tag != "NNS":
        return counted
    if verb.tag not in FINITE | PAST or any(token.tag in FINITE | PAST for token in tree.tokens[verb.index + 1 :]):
        return counted  # "12 schools out of 40 inspected schools were shut"
    return replace(counted, anchor=number, head=None, span=None, noun=singular(noun.lower))


_PART = 4  # tokens of "14 raids out of"
