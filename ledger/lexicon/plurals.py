"""The singular of nouns."""

from __future__ import annotations

from functools import cache

from ledger import lexicon

__all__ = ["is_unchanged", "plural_of_person", "singular"]

_IRREGULAR = {row[0]: row[1] for row in lexicon.rows("plurals")}
_UNCHANGED = frozenset(word for row in lexicon.rows("invariants") for word in row[0].split(","))


_SHORTEST_MEN = 5


def is_unchanged(noun: str) -> bool:
    """Whether a lower-case noun is the same in both numbers: "aircraft", "police"."""
    return noun in _UNCHANGED


@cache
def plural_of_person(noun: str) -> str:
    """The plural of a noun of people that changes within: "woman" → "women"; any other noun as it is."""
    many = (plural for plural, one in _IRREGULAR.items() if one == noun and plural.endswith(("men", "children")))
    return next(many, noun)


@cache
def singular(noun: str) -> str:
    """The singular of one lower-case English noun."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > _SHORTEST_MEN and noun not in _UNCHANGED:
        return noun[:-2] + "an"
    if noun in _UNCHANGED or not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or len(noun) < 4:
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return noun[:-2]
    return noun[:-1]
