"""The firm with which a sentence opens, whose name may be anybody's: "Halden Marine's sales fell 4%, the company said"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS, WEEKDAYS
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import genders, labels
from ledger.extract.speakers.actors import can_speak, fold, is_title
from ledger.extract.speakers.described import Actor, words_of
from ledger.extract.speakers.names import is_country
from ledger.lexicon.gazetteer import country_of_demonym, look_up
from ledger.model import ActorKind

_OPENS = re.compile(
    r"\s*(?:[A-Z]{3,}[^—–]{0,30}\s(?:--?|—|–)\s)?(?P<name>[A-Z][\w&-]+(?:\s[A-Z&][\w&-]*){0,3})(?P<own>[’']s)?\s[a-z]"
)
_NEAR = 6  # tokens from a verb to the revenue that it reports
_FIRMS_DO = lexicon.pattern(r"\b(?:{books}|{firms do})\b")


def firm_before(text: str, starts: list[int], at: int, before: bool) -> Actor | None:
    """The firm that opens the sentence at ``at``, or the one ``before`` it, where that tells of what firms have and do.

    A single word must have an "'s", since any word has a capital there.
    """
    for start in reversed(starts[-2:] if before else starts[-1:]):
        opening = _OPENS.match(text, start, at)
        if opening is None or _FIRMS_DO.search(text, opening.end("name"), at) is None:
            continue
        name = opening["name"]
        if (" " in name or opening["own"]) and _may_be_firm(name):
            return Actor(at=start, name=name, kind=ActorKind.COMPANY, words=words_of(name))
    return None


def _may_be_firm(name: str) -> bool:
    """Whether a name is no person's with a known first name, no place's, no day's and no body's."""
    words = name.split()
    told = fold(words[0]) in genders() or is_title(words[0]) or words[0] in lexicon.family("before a person")
    common = {word.lower() for word in words} & {*WEEKDAYS, *MONTHS, "today", "yesterday"}
    place = look_up(name) is not None or is_country(words[0]) or any(map(country_of_demonym, words))
    return not (told or common or place or can_speak(words[-1].lower()) or words[-1].lower() in labels("books"))


def tells_its_books(tree: Tree, verb: Token, who: Token) -> bool:
    """Whether a part of a firm reports what it earned: "The freight unit reported revenue of $40 million"."""
    told = tree.tokens[verb.index + 1 : verb.index + _NEAR] if who.lower in lexicon.family("parts of firms") else ()
    return any(token.lower in labels("books") for token in told)
