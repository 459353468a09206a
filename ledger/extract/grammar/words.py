"""Word forms: candidate lemmas of an inflected word, and the noun classes of the lexicon."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger import lexicon
from ledger.lexicon.plurals import singular
from ledger.lexicon.sought import Sought

_IRREGULAR = {form: row[0] for row in lexicon.rows("verbs") for form in row[1].split(",")}


@cache
def lemmas(word: str) -> tuple[str, ...]:
    """Possible lemmas of a lower-case word, the word itself first."""
    found = [word]
    if word in _IRREGULAR:
        found.append(_IRREGULAR[word])
    found.append(singular(word))
    for ending in ("ed", "ing", "es", "s", "d"):
        if word.endswith(ending) and len(word) > len(ending) + 2 and word not in labels("no ending"):
            stem = word[: -len(ending)]
            found += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return tuple(dict.fromkeys(found))


@cache
def genders() -> dict[str, str]:
    """Common given names, lower case, with m or f."""
    return {w: row[0] for row in lexicon.rows("givennames") if row[0] in ("m", "f") for w in row[1].split(",")}


_PEOPLE = ("force", "offender")  # classes of people by what they do
PERSON = frozenset(("person",))
FOLK = PERSON | {*_PEOPLE, "household"}


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, nouns in lexicon.rows("nouns"):
        for noun in nouns.split(","):
            found.setdefault(noun.strip(), set()).update((name, "person") if name in _PEOPLE else (name,))
    return {noun: frozenset(names) for noun, names in found.items()}


@cache
def noun_classes(noun: str) -> frozenset[str]:
    """The lexicon's classes of a noun or noun phrase, by its longest known ending ("armored vehicles" before "vehicles")."""
    parts = noun.lower().split()
    for start in range(len(parts)):
        tail = " ".join((*parts[start:-1], singular(parts[-1])))
        if tail in _classes():
            return _classes()[tail]
    last = singular(parts[-1]) if parts else ""
    return next((_classes()[ending] for ending in _endings() if last.endswith(ending[1:])), frozenset())


def is_known(noun: str) -> bool:
    """Whether the lexicon has a noun or noun phrase, in the singular, as it stands ("mobile home")."""
    return noun in _classes() or noun in labels("compounds")


def known_name(words: list[str]) -> str | None:
    """The lexicon's name of a thing, of three words or more, with which a noun phrase ends ("unmanned aerial vehicle")."""
    tails = (" ".join(words[start:]) for start in range(max(0, len(words) - _LONGEST_NAME), len(words) - 2))
    return next((tail for tail in tails if tail in _classes()), None)


_LONGEST_NAME = 5


@cache
def _endings() -> tuple[str, ...]:
    """Endings of nouns that give their class, written with a hyphen before them ("-woman"); the longest first."""
    return tuple(sorted((noun for noun in _classes() if noun.startswith("-")), key=lambda noun: (-len(noun), noun)))


_MODEL = re.compile(r"[A-Z][A-Za-z]{0,7}-?\d{1,4}[A-Z]{0,2}\d?s")


def is_model(text: str, alone: bool = False) -> bool:
    """Whether a word is several of one make of arms ("F-16s", "T-72s"), or one where it stands ``alone`` ("one Su-35")."""
    return _MODEL.fullmatch(f"{text}s" if alone else text) is not None


HEDGES = lexicon.family("hedge") | {"at", "least", "more", "than"}  # words before a number, one by one
HAPPENING = Sought(r"\b{status/happening}\b", re.IGNORECASE)
PERCENT = frozenset(("%", "percent", "cent", "pct"))
SET_AGAINST = re.compile(r"(?:While|Whereas|Although|Though)\s")  # opens a clause of which the main one tells otherwise
_SAID_BY = {"casenoun": "infected", "deathnoun": "killed", "woundnoun": "wounded"}
SAYING = frozenset(_SAID_BY)  # classes of nouns that say themselves what happened
OF_PEOPLE = PERSON | SAYING  # of nouns that count people, or what befell them


def said_by(noun: str) -> str | None:
    """The measure of those whom a noun counts that says itself what happened: "deaths", "injuries", "cases"."""
    classes = noun_classes(noun)
    return next((measure for name, measure in _SAID_BY.items() if name in classes), None)


@cache
def labels(kind: str) -> frozenset[str]:
    """The lexicon's words of one kind (``labels.tsv``)."""
    return lexicon.listed("labels", kind)


@cache
def status_words(kind: str) -> frozenset[str]:
    """The lexicon's words of one kind (``status.tsv``)."""
    return lexicon.listed("status", kind)


@lru_cache(maxsize=50_000)
def status_kinds(word: str) -> frozenset[str]:
    """The kinds of ``status.tsv`` that have a lower-case word or one that it may be a form of; of most words none."""
    kinds = {row[0] for row in lexicon.rows("status")}
    return frozenset(kind for kind in kinds if not status_words(kind).isdisjoint(lemmas(word)))


def foresees(verb: str) -> bool:
    """Whether a lower-case verb tells what somebody holds to come."""
    return not lexicon.listed("reporting", "forecast").isdisjoint(lemmas(verb))


@cache
def fate_after() -> re.Pattern[str]:
    """What became of people, right after their number: "8 killed and 1900 displaced".

    Nothing follows that it was done to: "the floods of 2013 and 2014 displaced thousands" are of a year.
    """
    return lexicon.pattern(
        r"\s+{labels/aftermath}\b(?=\s*(?:[.,;:)]|$|(?:and|or|in|by|since|as|after|across)\b))", re.MULTILINE
    )
