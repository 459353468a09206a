"""Patterns that are tried only where their words stand find what they find when they are always tried."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import ledger.extract
from ledger.lexicon.sought import Sought, words_in
from tests.gold.rows import read_rows

MODULES = [found.name for found in pkgutil.walk_packages(ledger.extract.__path__, "ledger.extract.")]
PATTERNS = {
    f"{name.removeprefix('ledger.extract.')}.{attribute}": one
    for name in MODULES
    for attribute, one in vars(importlib.import_module(name)).items()
    if isinstance(one, Sought)
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_the_same_where_it_is_tried_only_with_its_words(name: str) -> None:
    one = PATTERNS[name]
    for row in read_rows():
        found = [match.span() for match in one.pattern.finditer(row.text)]
        assert [match.span() for match in one.finditer(row.text)] == found, row.text


@pytest.mark.parametrize("name", PATTERNS)
def test_its_words_are_plain(name: str) -> None:
    assert PATTERNS[name].words, "a pattern that is always tried need not be one of these"


def test_a_pattern_is_not_tried_without_its_words() -> None:
    one = Sought(r"\b(?:storm|flood)s?\s[A-Z]")
    assert one.words is None  # "storms" is another word
    one = Sought(r"\b(?:storm|flood)\s(?P<name>[A-Z][a-z]+)")
    assert one.words == frozenset(("storm", "flood"))
    assert one.search("The rain of Obora") is None
    found = one.search("After storm Obora")
    assert found is not None
    assert found["name"] == "Obora"
    assert one.search("After storm Obora", 0, 8) is None
    assert one.match("storm Obora") is not None
    assert one.findall("storm Obora, flood Lida") == ["Obora", "Lida"]
    assert one.sub("it", "storm Obora") == "it"
    assert words_in("The Rain, the rain", 4, 8) == frozenset(("rain",))
