"""Text in capitals (old wires, headlines) in ordinary case: case is half of what tells names, acronyms and sentences apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.lines.sentences import Sentence
from ledger.extract.speakers.actors import can_speak, is_title
from ledger.lexicon.gazetteer import country_of_demonym, look_up

Parse = Callable[[Iterable[tuple[str, int]]], Iterator[Tree]]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST, _CAPITALS = 4, 0.9  # words of a sentence, and the part of their letters, that make it one in capitals
_BRACKETED = re.compile(r"[\[(]\s*([A-Z][A-Z0-9]{1,9}(?:-[A-Z]{2,9})?)\s*[\])]")
_VOWEL = re.compile(r"[AEIOUY]")
_LEAD = re.compile(r"\b(?:in|at|near|from|of|to|toward|towards|for|between|and)\s+$", re.IGNORECASE)
_NEAR, _HEADER = 14, 80
_LONG = 200  # characters
_SAMPLE = 30  # characters
_LONGEST_NAME = 4  # words
_BEGINS = re.compile(r"(?:^|--|—)\s*(?:\[[^\[\]]{0,60}\]\s*){0,3}[\"“‘(]?$")
_MAY_NAME = ("NN", "NNP", "NNPS", "JJ", "FW")


def in_ordinary_case(text: str, sentences: Sequence[Sentence], parse: Parse) -> str:
    """``text`` with its sentences in capitals respelled, of the same length. Names are what a tagger takes for names."""
    loud = [one for one in sentences if _is_in_capitals(text[slice(*one.span)])]
    if not loud:
        return text
    small = [_small(text[slice(*one.span)]).replace("\n", " ") for one in loud]
    trees = parse([(words, one.span.start) for words, one in zip(small, loud, strict=True)])
    pieces, at = [], 0
    written = frozenset(_BRACKETED.findall(text))
    for sentence, tree in zip(loud, trees, strict=True):
        pieces += [text[at : sentence.span.start], _respelled(text[slice(*sentence.span)], sentence.span.start, tree, written)]  # fmt: skip
        at = sentence.span.end
    return "".join([*pieces, text[at:]])


def in_capitals(text: str) -> str:
    """A text of some length without one capital (a collection that lost its case) in capitals, of the same length; others as they are."""
    if len(text) < _LONG or not text.islower():
        return text
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def _is_in_capitals(sentence: str) -> bool:
    if not (sentence[:_SAMPLE].isupper() or sentence[-_SAMPLE:].isupper()):
        return False  # as nearly always: a cheap question first
    letters = _LETTERS.findall(sentence)
    loud = sum(letter.isupper() for letter in letters)
    return loud >= _CAPITALS * len(letters) and len(_WORD.findall(sentence)) >= _FEWEST


def _small(words: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words)


def _respelled(words: str, start: int, tree: Tree, written: frozenset[str]) -> str:
    """One sentence: a capital for its first word and for names, acronyms left alone, all else small."""
    names = {token.start - start for token in tree.tokens if token.tag in ("NNP", "NNPS") and not _is_ordinary(token.lower)}  # fmt: skip
    names |= {index - start for index in _titled(tree)}
    found = list(_WORD.finditer(words))
    pieces, at, place = [], 0, 0
    for index, match in enumerate(found):
        pieces.append(words[at : match.start()])
        at = match.end()
        if place == 0:
            place = _place_words(words, found, index, names)
        if (
            match[0] in written
            or (len(match[0]) == 1 and words[match.end() : match.end() + 1] == ".")
            or match[0] in _acronyms()
            or _is_initials(match[0])
        ):
            pieces.append(match[0])
        elif (
            place
            or _BEGINS.search(words, max(0, match.start() - _HEADER), match.start())
            or match.start() in names
            or _is_always_a_name(match[0])
            or _is_of_station(found, index)
        ):
            pieces.append("-".join(part[:1] + _small(part[1:]) for part in match[0].split("-")))
        else:
            pieces.append(_small(match[0]))
        place = max(0, place - 1)
    return "".join([*pieces, words[at:]])


def _is_of_station(found: Sequence[re.Match[str]], index: int) -> bool:
    """E.g. both words of "RADIO YSKX reported": a station goes by a name of its own."""
    if found[index][0] == "RADIO" and index + 1 < len(found):
        return found[index + 1][0].lower() not in _common().union(_words("after-radio"))
    return index > 0 and found[index - 1][0] == "RADIO" and _is_of_station(found, index - 1)


def _titled(tree: Tree) -> Iterator[int]:
    """Where the words of a name after a title start: "colonel rene ponce told", which a tagger may not know as a name."""
    for token in tree.tokens:
        if token.lower not in _offices():
            continue
        for word in tree.tokens[token.index + 1 : token.index + 1 + _LONGEST_NAME]:
            if word.tag not in _MAY_NAME or word.lower in _words("after-title") or word.lower in _common():
                break
            yield word.start


def _place_words(words: str, found: Sequence[re.Match[str]], index: int, names: set[int]) -> int:
    """How many words from ``index`` on make a known place, where the words around let it be one."""
    first = found[index]
    if not (first.start() in names or _LEAD.search(words, max(0, first.start() - _NEAR), first.start())):
        return 0
    for count in range(min(_LONGEST_NAME, len(found) - index), 0, -1):
        inside = found[index : index + count]
        gaps = (words[a.end() : b.start()] for a, b in pairwise(inside))
        if any(gap.strip() for gap in gaps):
            continue
        place = look_up(" ".join(_capital(match[0]) for match in inside))
        if place and (count > 1 or first[0].lower() not in _common()):
            return count
    return 0


def _capital(word: str) -> str:
    lower = _small(word)
    return lower if lower in ("de", "la", "las", "los", "del", "of", "the", "el") else word[:1] + lower[1:]


def _is_initials(word: str) -> bool:
    return 2 <= len(word) <= 6 and _VOWEL.search(word) is None


@cache
def _is_always_a_name(word: str) -> bool:
    lower = word.lower()
    named = word[:1] + lower[1:]
    dated = (lower in MONTHS and len(lower) > 3 and lower not in ("march",)) or lower in WEEKDAYS
    known = look_up(named)
    people = country_of_demonym(named) or country_of_demonym(named.removesuffix("s"))
    return bool(dated or (people and lower not in _common()) or (known and known.kind in ("country", "continent")))


def _is_ordinary(word: str) -> bool:
    """A noun that is part of many names and is none alone: "the armed forces press committee"."""
    return bool(noun_classes(word)) or can_speak(word) or is_title(word) or word in labels("body")


@cache
def _offices() -> frozenset[str]:
    """Titles of one word that stand before names of persons."""
    rows = [row[1].split(",") for row in lexicon.rows("titles") if row[0] in ("official", "military", "medical")]
    return frozenset(title for row in rows for title in row if " " not in title) | {"mr", "mrs", "monsignor", "father"}


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(_words("acronym"))


@cache
def _common() -> frozenset[str]:
    """Words of the report's language that are also names of places."""
    nouns = frozenset(word for row in lexicon.rows("nouns") for word in row[1].split(","))
    return nouns | frozenset(_words("small"))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for row in lexicon.rows("capitals") if row[0] == kind for word in row[1].split(","))
