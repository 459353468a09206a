"""Patterns made of word lists: quicker than the plain alternation, and in nothing different."""

from __future__ import annotations

import re

import pytest

from ledger import lexicon
from ledger.lexicon.firsts import looking_ahead
from ledger.lexicon.needed import needed

WORDS = ("dead", "detained", "de facto", "died", "die", "Dead Sea", "dis*", "displaced", "a.m.", "a", "no", "north")
TEXT = "The dead of the Dead Sea died at 9 a.m.; many, detained, de  facto disarmed or displaced, die. No North. a nod."


def plain(words: tuple[str, ...]) -> str:
    """The alternation without shared beginnings, longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in ordered)


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize("form", [r"\b(?:%s)\b", r"(?:%s)", r"(?:%s)(?=\W)"])
def test_words_that_share_beginnings_find_what_the_plain_alternation_finds(form: str, flags: int) -> None:
    expected = [match.span() for match in re.finditer(form % plain(WORDS), TEXT, flags)]
    assert [match.span() for match in re.finditer(form % lexicon.either(WORDS), TEXT, flags)] == expected
    assert len(expected) > 8


def test_words_share_their_beginnings() -> None:
    assert lexicon.either(("dead", "detained")) == "de(?:tained|ad)"


@pytest.mark.parametrize(
    "form",
    [r"\bdead\b|\bdied\b", r"\b(dead|died)|\bno\b", r"\b[|)]|\bdie", r"\bdead|died", r"(?:\bde|\bdi)", r"\b\||\bno"],
)
def test_a_pattern_that_asks_for_an_edge_once_finds_the_same(form: str) -> None:
    expected = [(match.span(), match.groups()) for match in re.finditer(form, TEXT, re.IGNORECASE)]
    pattern = lexicon.pattern(form, re.IGNORECASE)
    assert [(match.span(), match.groups()) for match in pattern.finditer(TEXT)] == expected
    assert expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (r"\b(?:dead|no)\b", r"\b(?=[dn])(?:dead|no)\b"),
        (r"dead|no", r"(?=[dn])(?:dead|no)"),
        (r"(?:(?P<of>Dead|no)\s)+sea", r"(?=[dn])(?:(?P<of>Dead|no)\s)+sea"),
        (r"(?:\bdead|\bno)", r"(?=[dn])(?:\bdead|\bno)"),
        (r"\bdead|\bdied", None),  # one letter
        (r"(?:dead|no)?\s", None),
        (r"(?:d?|n)o", None),
        (r"d{0,1}a|no", None),
        (r"(?:dead|)\s", None),
        (r"[dx]ead|no", None),
        (r"(?<!s)dead|no", r"(?=[dn])(?:(?<!s)dead|no)"),
        (r"\b(?<!s)(?:dead|no)", r"\b(?=[dn])(?<!s)(?:dead|no)"),
        (r"(?<!\))dead|no", None),
        (r"(?=d)\w+|no", None),
        (r"(?i:dead)|no", None),
        (r"\(dead|no", None),
    ],
)
def test_a_pattern_first_looks_at_the_next_letter_where_that_is_plain(form: str, expected: str | None) -> None:
    assert looking_ahead(form) == (expected or form)


@pytest.mark.parametrize("form", [r"\b(?:dead|no)\b", r"\b(?:k|s)\w", r"(dead|(?:no|m)\w*)+", r"\bnod|\bmany|\bdied\b"])
def test_a_pattern_that_looks_ahead_finds_the_same(form: str) -> None:
    text = f"{TEXT} ſo \u212aiev kin, DEAD NO"  # a long s and the sign of kelvin are letters in either case
    found = [[(m.span(), m.groups()) for m in re.finditer(one, text, re.I)] for one in (form, looking_ahead(form))]
    assert found[0] == found[1] != []


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (r"\bdead\b", "dead"),
        (r"\bdead", None),  # "deadly"
        (r"dead\s", None),  # "undead"
        (r"\bDead\s(?:no|north)\s\w+", "dead"),  # rarer than the others
        (r"\b(?:dead|died)\s(?:[a-z]+\s)?", "dead died"),
        (r"\bd(?:ead|ied)\b", None),
        (r"\b(?:very\s)?dead(?:\sor|,\sor)?\s", "dead"),
        (r"\b(?:very)?dead\b", None),
        (r"\b(?:dead|\w+)\b", None),
        (r"\bdead\b|\bdied\b", "dead died"),
        (r"\bdead\b|\d", None),
        (r"\b(?:dead\s)+", None),
        (r"(?!\bdead\b)\sdied?\s(?<=\bnorth\s)", None),
        (r"\s{0,2}dead\s+died(?=\s)[\s-]", "died"),
        (r"\b{verify}\b", None),  # any ending
        (r"\b(?P<of>{graves})\b", "cemetery"),
    ],
)
def test_words_that_a_pattern_needs_are_read_off_it(form: str, words: str | None) -> None:
    found = needed(form)
    assert found is None if words is None else found is not None and set(words.split()) <= found
