"""Text in capitals (old wires, headlines) in ordinary case: case is half of what tells names, acronyms and sentences apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.model import known_words
from ledger.extract.grammar.parse import NAMES, PAST, Tree
from ledger.extract.grammar.words import genders, labels, lemmas, noun_classes
from ledger.extract.lines.datelines import datelines
from ledger.extract.lines.sentences import Sentence
from ledger.extract.speakers.actors import can_speak, is_title
from ledger.lexicon.gazetteer import country_of_demonym, look_up
from ledger.model import Span

Parse = Callable[[Iterable[tuple[str, int]]], Iterator[Tree]]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST, _CAPITALS = 4, 0.9  # words of a sentence, and the part of their letters, that make it one in capitals
_MOST = 0.5  # of a text's letters: then its short lines are no headings and no acronyms
_BRACKETED = re.compile(r"[\[(]\s*([A-Z][A-Z0-9]{1,9}(?:-[A-Z]{2,9})?)\s*[\])]")
_MODEL = re.compile(r"[A-Z]{1,3}-\d")
_VOWEL = re.compile(r"[AEIOUY]")
_LEAD = re.compile(r"\b(?:in|at|near|from|of|to|toward|towards|for|over|between|and)\s+$", re.IGNORECASE)
_NEAR, _HEADER = 14, 80
_LONG = 200  # characters
_SAMPLE = 30  # characters
_LONGEST_NAME, _LONGEST_ACRONYM = 4, 5  # words, letters
_BEGINS = re.compile(r"(?:^|--|—)\s*(?:\[[^\[\]]{0,60}\]\s*){0,3}[\"“‘(]?$")
_DATE = re.compile(
    r"(?:\b(?P<lead>ON|OF|BY|TO|SINCE|UNTIL|TILL|FROM|LAST|AND|BETWEEN)\s+)?\b(?P<day>\d{1,2}(?:ST|ND|RD|TH)?\s+)?"
    r"\b(?P<month>JAN|FEB|MAR(?:CH)?|APR|MAY|JUNE?|JUL|AUG|SEPT?|OCT|NOV|DEC)\b(?P<after>\.?,?\s+\d{1,4}\b|(?<=\d [A-Z]{3})\s*(?:[(\[—]|--|-\s))?"
)
_WEEKDAY = re.compile(
    r"\b(?:MON|TUES?|WED|THU(?:RS?)?|FRI|SAT|SUN)(?=\.?,?\s+(?:\d|JAN|FEB|MAR|APR|MAY|JU[NL]|AUG|SEP|OCT|NOV|DEC))"
)
_MAY_NAME = ("NN", "NNP", "NNPS", "JJ", "FW")


def in_ordinary_case(text: str, sentences: Sequence[Sentence], parse: Parse) -> str:
    """``text`` with its sentences in capitals respelled, of the same length. Names are what a tagger takes for names."""
    loud = [one for one in sentences if _is_in_capitals(text[slice(*one.span)], _FEWEST)]
    if not loud:
        return text
    if sum(one.span.end - one.span.start for one in loud) > _MOST * sum(one.span.end - one.span.start for one in sentences):  # fmt: skip
        loud = [one for one in sentences if _is_in_capitals(text[slice(*one.span)], 2)]
    small = [_small(text[slice(*one.span)]) for one in loud]
    trees = list(parse([(words, one.span.start) for words, one in zip(small, loud, strict=True)]))
    pieces, at = [], 0
    written = _Written(frozenset(_BRACKETED.findall(text)), frozenset(name for tree in trees for name in _told(tree)))
    for sentence, tree in zip(loud, trees, strict=True):
        pieces += [text[at : sentence.span.start], _respelled(text, sentence.span, tree, written)]  # fmt: skip
        at = sentence.span.end
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class _Written:
    """What a text tells of its names: the acronyms that it has in brackets, and what is a name somewhere in it, in small letters."""

    acronyms: frozenset[str]
    names: frozenset[str]


def in_capitals(text: str) -> str:
    """A text of some length without one capital (a collection that lost its case) in capitals, of the same length; others as they are."""
    if len(text) < _LONG or not text.islower():
        return text
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def _is_in_capitals(sentence: str, fewest: int) -> bool:
    if not (sentence[:_SAMPLE].isupper() or sentence[-_SAMPLE:].isupper()):
        return False  # as nearly always: a cheap question first
    letters = _LETTERS.findall(sentence)
    loud = sum(letter.isupper() for letter in letters)
    return loud >= _CAPITALS * len(letters) and len(_WORD.findall(sentence)) >= fewest


def _small(words: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words)


def _respelled(text: str, span: Span, tree: Tree, written: _Written) -> str:
    """One sentence: a capital for its first word and for names, acronyms and a dateline's town left alone, all else small."""
    words, start = text[slice(*span)], span.start
    names = {token.start - start for token in tree.tokens if token.tag in NAMES and not _is_ordinary(token.lower)}  # fmt: skip
    names |= {index - start for index in _titled(tree)}
    names |= {token.start - start for token in tree.tokens if token.lower in written.names and token.tag in _MAY_NAME}
    found = list(_WORD.finditer(words))
    tags = {token.start - start: token.tag for token in tree.tokens}
    names |= {
        one.start()
        for one in found
        if not (_is_known(one[0].lower()) or _is_formed(one[0].lower(), tags.get(one.start(), "")))
    }
    names |= _surnames(found, tags) | _bracketed(words, found, tags) | _prefixed(words, found)
    names |= set(_dates(words))
    pieces, at, place, named = [], 0, 0, False
    dateline = datelines(text).get(start)
    town = dateline.names[0].end - start if dateline and dateline.names else 0
    for index, match in enumerate(found):
        pieces.append(words[at : match.start()])
        at = match.end()
        place = place - 1 if place > 1 else _place_words(words, found, index, names, tags)
        if (
            match[0] in written.acronyms
            or (len(match[0]) == 1 and words[match.end() : match.end() + 1] == ".")
            or match[0] in _words("acronym")
            or _is_initials(match[0])
            or _MODEL.match(words, match.start())
            or match.end() <= town
        ):
            pieces.append(match[0])
            continue
        named = bool(
            place
            or match.start() in names
            or _is_always_a_name(match[0])
            or _is_of_station(words, found, index, tags)
            or (named and words[match.start() - 1] == " " and _goes_on(found, index, tags))
            or (
                words[match.end() : match.end() + 1] == "."
                and match[0].lower() in _words("state")
                and words[: match.start()].endswith(", ")
            )
        )
        if (
            named
            or (dateline and start + match.start() == dateline.span.end)
            or _BEGINS.search(words, max(0, match.start() - _HEADER), match.start())
        ):
            pieces.append("-".join(part[:1] + _small(part[1:]) for part in match[0].split("-")))
        else:
            pieces.append(_small(match[0]))
    return "".join([*pieces, words[at:]])


def _is_of_station(words: str, found: Sequence[re.Match[str]], index: int, tags: Mapping[int, str]) -> bool:
    """E.g. both words of "RADIO YSKX reported": a station goes by a name of its own."""
    if found[index][0] == "RADIO" and index + 1 < len(found):
        after = found[index + 1]
        told = tags.get(after.start(), "").startswith("VB") or words[found[index].end() : after.start()].strip()
        return not told and after[0].lower() not in _common().union(_words("after-radio"))
    return index > 0 and found[index - 1][0] == "RADIO" and _is_of_station(words, found, index - 1, tags)


def _surnames(found: Sequence[re.Match[str]], tags: Mapping[int, str]) -> set[int]:
    """Where words stand after a given name that can be names too: "BYRON MORALES"."""
    return {
        after.start()
        for given, after in pairwise(found)
        if given[0].lower() in genders()
        and after.start() == given.end() + 1
        and tags.get(after.start()) in (*_MAY_NAME, "NNS")
        and (after[0].capitalize() in known_words() or not _is_known(after[0].lower()))
        and after[0].lower() not in _common()
    }


def _prefixed(words: str, found: Sequence[re.Match[str]]) -> set[int]:
    """Where a word stands with which names of places begin, and the name after it: "NEAR FORT FREDERICK"."""
    names: set[int] = set()
    for first, after in pairwise(found):
        name = after[0].lower()
        led = first[0].lower() in _words("prefix") and words[first.end() : after.start()] == " "
        if led and (name.capitalize() in known_words() or not _is_known(name)) and not (name in _common() or noun_classes(name)):  # fmt: skip
            names |= {first.start(), after.start()}
    return names


def _bracketed(words: str, found: Sequence[re.Match[str]], tags: Mapping[int, str]) -> set[int]:
    """Where the words of a name stand that is followed by its acronym: "THE MUTUAL HELP GROUP [GAM]"."""
    names: set[int] = set()
    for bracket in _BRACKETED.finditer(words):
        end = bracket.start()
        for word in reversed([one for one in found if one.end() <= end]):
            if words[word.end() : end].strip() or not tags.get(word.start(), "").startswith(("NN", "JJ", "VBN", "VBG")):
                break
            names.add(word.start())
            end = word.start()
    return names


def _goes_on(found: Sequence[re.Match[str]], index: int, tags: Mapping[int, str]) -> bool:
    """Whether a word is part of the name before it: a rare noun after a word that is no word of the language."""
    word, before = found[index][0].lower(), found[index - 1][0].lower()
    rare = word.capitalize() not in known_words() and not (_is_inflected(word) or noun_classes(word) or word in of_lexicon())  # fmt: skip
    return rare and not _is_known(before) and tags.get(found[index].start(), "").startswith("NN")


def _titled(tree: Tree) -> Iterator[int]:
    """Where the words of a name after a title start: "colonel rene ponce told", which a tagger may not know as a name."""
    for token in tree.tokens:
        if token.lower not in _offices():
            continue
        for word in tree.tokens[token.index + 1 : token.index + 1 + _LONGEST_NAME]:
            if word.tag not in _MAY_NAME or word.lower in _words("after-title") or word.lower in _common():
                break
            yield word.start


def _place_words(
    words: str, found: Sequence[re.Match[str]], index: int, names: set[int], tags: Mapping[int, str]
) -> int:
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
        if place and (
            count > 1 or first.start() in names or _is_bare_noun(first[0].lower(), tags.get(first.start(), ""))
        ):
            return count
    return 0


def _dates(words: str) -> Iterator[int]:
    """Where months and weekdays in short stand beside a number; "may" and "march" are verbs unless more tells of a date."""
    for match in _DATE.finditer(words):
        verb = match["month"] in ("MAY", "MARCH")
        if match["after"] or (match["day"] and (match["lead"] or not verb)):
            yield match.start("month")
    yield from (match.start() for match in _WEEKDAY.finditer(words))


def _told(tree: Tree) -> Iterator[str]:
    """Words that are names where a title or the tagger says so, and hence elsewhere in the text, unless they mean something too."""
    titled = set(_titled(tree))
    for token in tree.tokens:
        named = token.start in titled or (token.tag in NAMES and not _is_ordinary(token.lower))
        if named and len(token.lower) > 3 and token.lower not in _common() and not _is_inflected(token.lower):
            yield token.lower


def _is_bare_noun(word: str, tag: str) -> bool:
    """Whether a word that is a place's name too is no verb after "to", and none of what is said without an article: "in time"."""
    return tag.startswith(("NN", "JJ")) and word not in _common()


@cache
def _is_inflected(word: str) -> bool:
    forms = {word + ending for ending in ("s", "es", "ed", "d", "ing", "ly")} | {word[:-1] + "ing", word[:-1] + "ies"}
    return not known_words().isdisjoint(forms | set(lemmas(word)[1:]))


@cache
def _is_known(word: str) -> bool:
    """Whether a word in small letters is one of the language, by itself or by its parts; else it is a name."""
    if noun_classes(word) or word in of_lexicon() or word in _words("small"):
        return True
    if any(part in known_words() for part in lemmas(word)) and not _is_acronym(word):
        return True
    if "-" in word or "'" in word or "’" in word:
        return all(_is_known(part) for part in re.split(r"[-'’]", word) if len(part) > 1)
    halves = ((word[:cut], lemmas(word[cut:])) for cut in range(4, len(word) - 3))
    return any(
        head in known_words() and any(len(one) > 3 and one in known_words() for one in rest) for head, rest in halves
    )


def _is_acronym(word: str) -> bool:
    """Whether the model met a short word in capitals and no other form of it: "NASA", and for all that is known "Faw"."""
    known = known_words()
    return len(word) <= _LONGEST_ACRONYM and word.upper() in known and word.capitalize() not in known and not _is_inflected(word)  # fmt: skip


def _is_formed(word: str, tag: str) -> bool:
    """Whether the ending of an unknown word tells that it is none of a name: "beheaded", "impassable"."""
    return (word.endswith("ed") and tag in PAST) or word.endswith(("able", "ible", "ness", "tion", "tions", "ly"))


@cache
def of_lexicon() -> frozenset[str]:
    """Words of units, money and what happens, which a model of the language need not have met."""
    tables = ("units", "currencies", "predicates", "plurals", "titles", "nouns")
    rows = (cell for table in tables for row in lexicon.rows(table) for cell in row)
    return frozenset(
        form for cell in rows for word in re.findall(r"[a-z]{3,}", cell.lower()) for form in (word, word + "s")
    )


def _capital(word: str) -> str:
    lower = _small(word)
    return lower if lower in ("de", "la", "las", "los", "del", "of", "the", "el") else word[:1] + lower[1:]


def _is_initials(word: str) -> bool:
    return 2 <= len(word) <= 6 and _VOWEL.search(word) is None and word.lower() not in _words("rank")


@cache
def _is_always_a_name(word: str) -> bool:
    lower = word.lower()
    named = word[:1] + lower[1:]
    dated = (lower in MONTHS and len(lower) > 3 and lower not in ("march",)) or lower in WEEKDAYS
    known = look_up(named)
    people = country_of_demonym(named) or country_of_demonym(named.removesuffix("s"))
    return bool(
        dated
        or lower in _words("rank")
        or (people and lower not in _words("small"))
        or lower in _words("people")
        or lower.removesuffix("s") in _words("people")
        or (known and known.kind in ("country", "continent"))
    )


def _is_ordinary(word: str) -> bool:
    """A noun that is part of many names and is none alone: "the armed forces press committee"."""
    return bool(noun_classes(word)) or can_speak(word) or is_title(word) or word in labels("body")


@cache
def _offices() -> frozenset[str]:
    """Titles of one word that stand before names of persons."""
    rows = [row[1].split(",") for row in lexicon.rows("titles") if row[0] in ("official", "military", "medical")]
    return frozenset(title for row in rows for title in row if " " not in title) | {
        "monsignor",
        "father",
        *_words("rank"),
    }


@cache
def _common() -> frozenset[str]:
    """Words of the report's language that are also names of places."""
    nouns = frozenset(word for row in lexicon.rows("nouns") for word in row[1].split(","))
    return nouns | _words("small")


def _words(kind: str) -> frozenset[str]:
    return lexicon.listed("capitals", kind)
