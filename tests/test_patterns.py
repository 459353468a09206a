"""Patterns made of word lists: quicker than the plain alternation, and in nothing different."""

from __future__ import annotations

import re

import pytest

from ledger import lexicon

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
