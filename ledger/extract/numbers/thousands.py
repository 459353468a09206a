"""Thousands that a text parts with dots, as half the world does: "1.607 persons", "a total of 24.402 tents"."""

from __future__ import annotations

import re

from ledger.extract.grammar.words import noun_classes
from ledger.extract.numbers.units import unit_after
from ledger.lexicon.plurals import singular

_DOTTED = re.compile(r"(?<![\d.,/:$€£¥-])[1-9]\d{0,2}\.\d{3}(?=\s([a-z][a-z-]+)(?:\s([a-z]+))?)")
_DOT = re.compile(r"\.\d{3}\s[a-z]")  # a part of it that is found at once, or not at all
_LONG = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3}){2}(?![\d.,]*\d)")
_COMMAS = re.compile(r"\d,\d{3}(?!\d)")
_COUNTED = frozenset(("person", "household", "building", "livestock", "vehicle", "deathnoun", "woundnoun", "casenoun"))
_NO_COUNT = re.compile(
    r"hundred|thousand|million|billion|trillion|lakh|crore|per|percent|times|points?|to|and|or|in|of|on|at|as|from|by|for|with|a|an|the"
)
_SURE = 2  # such numbers show that the text parts thousands so


def with_commas(text: str) -> str:
    """``text``, of the same length, with commas for the dots of thousands; a decimal counts nobody."""
    found = list(_DOTTED.finditer(text)) if _DOT.search(text) else []
    if not found:
        return text
    counts = [match for match in found if _counts(match)]
    told = len(counts) >= _SURE or (_LONG.search(text) is not None and not _COMMAS.search(text))
    for match in found if told and not _COMMAS.search(text) else counts:
        if match in counts or _may_count(text, match):
            text = text[: match.start()] + match[0].replace(".", ",") + text[match.end() :]
    return text


def _counts(match: re.Match[str]) -> bool:
    """Whether a number is followed by a noun of whole things, or by a word that tells them apart and the noun; no rate is one."""
    if match[2] == "per":
        return False  # "2.125 children per woman"
    return any(word and _COUNTED & noun_classes(singular(word)) for word in match.groups())


def _may_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number in such a text is no decimal: what ends in three noughts, counts some of them or counts no unit."""
    if match[0].endswith(".000") or (match[1], match[2]) == ("of", "them"):
        return True
    return not (_NO_COUNT.fullmatch(match[1]) or unit_after(text, match.end(), len(text)))
