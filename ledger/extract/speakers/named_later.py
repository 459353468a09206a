"""Whom an opening leaves nameless and the next lines name: "a top army official said. … according to Gen. Ana Duarte, the army's commander"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.grammar.words import labels
from ledger.extract.speakers.actors import classify, fold, is_title, kind_of_person
from ledger.extract.speakers.authors import head_of
from ledger.extract.speakers.cast import Cast, Person
from ledger.model import ActorKind

_NAMELESS = re.compile(r"\b([Aa]n?|[Tt]he)\s(?:[A-Za-z-]+[’']s\s)?(?:[A-Za-z-]+\s){0,3}$")
_OWNED = re.compile(r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)*[’']s?\s([a-z][a-z ]+)$")  # "Dominica's prime minister"
_FEW = 5  # named in a headline, a byline or the lead
_OPENING, _NEAR = 700, 900  # characters from the report's start, and from there to the name
_SPEAKS_BEFORE = lexicon.pattern(r"\b(?:according(?:\sto)?|{said})\s[^.;\n]{0,60}$", re.IGNORECASE)
_SHORT = re.compile(r"\b([A-Z][a-z]{1,4})\.\s")  # "Brig. Gen."
_SPEAKS_AFTER = lexicon.pattern(r"[’'s]*(?:,(?:[^,.;\n]{0,80},)?)?\s(?:has\s|had\s|also\s)?{said}\b")
_ENDS = re.compile(r"\.\s")
_OF_FOES = lexicon.pattern(r"\b{labels/captors}s?\b", re.IGNORECASE)
_SAYS_NOTHING = labels("of any rank") | {"a", "an", "the", "of", "for", "from"}
_OFFICES = frozenset(("official", "officer"))


def named_later(cast: Cast, phrase: str, at: int) -> Person | None:
    """The first person whom the report names after an opening's nameless official, where he speaks and holds such an office."""
    if at > _OPENING:
        return None
    text = cast.text
    owned = _OWNED.match(phrase)
    article = _NAMELESS.search(text[max(0, at - 40) : at]) if phrase[:1].islower() else None
    nameless = article is not None and (article[1].lower() != "the" or _is_office(phrase))
    if not (nameless or (owned and is_title(head_of(owned[1])))):
        return None
    if any(map(text.lower().__contains__, lexicon.family("anonymity"))):
        return None
    person = next((one for one in cast.persons if one.at > at and _speaks(text, one)), None)
    if person is None or person.at - at > _NEAR or any(_speaks(text, one) for one in cast.before(at, _FEW)):
        return None
    if _OF_FOES.search(person.introduction) and not _OF_FOES.search(phrase):
        return None  # "the guerrillas' military spokesman" is none of the army's
    told = owned[1] if owned else phrase
    bare = article is not None and article[1].lower() == "the" and _is_bare(text, person, at, told)
    return person if bare or _holds(person, told) else None


def _is_bare(text: str, person: Person, at: int, office: str) -> bool:
    """Whether nothing is said of a person who opens the very next sentence: who speaks there holds the office named just before."""
    start = text.find(person.name, person.at)
    said = text[start + len(person.name) : start + len(person.name) + 2]
    between = text[at:start]
    opens = (
        len(_ENDS.findall(between)) == 1 and _ENDS.search(between + " ") is not None and between.rstrip()[-1:] == "."
    )
    return opens and said[:1] == " " and said[1:].islower() and is_title(head_of(office))


def _is_office(phrase: str) -> bool:
    """E.g. "the local mayor", of whom there is one; not "the spokesman", who has been named or is nobody's."""
    head = head_of(phrase)
    return (
        is_title(head)
        and kind_of_person("", head) is ActorKind.OFFICIAL
        and head not in _OFFICES
        and not head.startswith("spokes")
    )


def _speaks(text: str, person: Person) -> bool:
    start = text.find(person.name, person.at)
    before = _SHORT.sub(r"\1 ", text[max(0, person.at - 90) : start])
    return _SPEAKS_BEFORE.search(before) is not None or _SPEAKS_AFTER.match(text, start + len(person.name)) is not None


def _holds(person: Person, phrase: str) -> bool:
    head, told = head_of(phrase), set(re.findall(r"[a-z-]+", fold(person.introduction)))
    rest = {word for word in fold(phrase).split() if not word.endswith("'s")} - _SAYS_NOTHING - {head}
    if classify(f"the {' '.join(rest)}" if rest else head) is ActorKind.MILITARY:
        return kind_of_person(person.name, person.introduction) is ActorKind.MILITARY
    if head in _OFFICES and not rest:  # "an official said"
        return kind_of_person(person.name, person.introduction) in (ActorKind.OFFICIAL, ActorKind.GOVERNMENT)
    return (head in told or head in _OFFICES) and rest <= told
