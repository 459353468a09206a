"""Whether a description such as "the group", "the ministry official" or "the nation's leader" is one of an actor who was named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.grammar.words import genders, labels, noun_classes
from ledger.extract.speakers.actors import fold, is_report_noun
from ledger.extract.speakers.names import is_country
from ledger.model import ActorKind

_SMALL = frozenset(("the", "a", "an", "of", "for", "in", "at", "and", "on", "its", "their", "his", "her", "this", "that", "same", "with", "from", "to", "s", "'s"))  # fmt: skip
_SPEAKS = "spokesperson"
_OF_UN = frozenset(("un", "u.n", "united", "nations", "international", "intergovernmental"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody named: where, the canonical name, the kind, the lower-case words that describe it, and what pronoun fits."""

    at: int
    name: str
    kind: ActorKind
    words: frozenset[str]
    gender: str = ""
    person: bool = False
    plural: bool = False
    spoke: bool = True


@cache
def class_words() -> dict[str, frozenset[str]]:
    """The nouns with which a text goes back to a body, by its kind."""
    return {row[0]: frozenset(row[1].split(",")) for row in lexicon.rows("classwords")}


@cache
def body_nouns() -> frozenset[str]:
    """All nouns with which a text goes back to a body: "operator", "charity"."""
    return frozenset().union(*class_words().values())


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The lower-case words that describe somebody, short titles spelt out."""
    words = (w.removesuffix("'s").rstrip(".") for w in re.findall(r"[\w.'-]+", fold(text)))
    spoken = lexicon.family("speaks for others")  # "police spokesperson Ana Duarte … the police spokeswoman said"
    return frozenset(_SPEAKS if word in spoken else _spelt_out().get(word, word) for word in words) - _SMALL


@cache
def _spelt_out() -> dict[str, str]:
    return {short.lower(): title for short, title in lexicon.rows("shorttitles") if title}


def of_class(words: frozenset[str], head: str, actor: Actor) -> bool:
    """E.g. "the group", "the monitoring group" for an aid organisation, "the agency" for a body of the UN, "the statistics agency" of Statistics Ardenia."""
    rest = words - {head} - lexicon.family("kind of body")
    if actor.kind is ActorKind.IGO:
        rest -= _OF_UN  # "this UN agency" for the World Health Organization
    if actor.person or rest - actor.words or actor.name[:1].islower():
        return False
    if is_country(actor.name) and (head not in labels("collective") or head == "ministry"):
        return False  # "the regulator", "the health ministry" is not the country named before
    if " " not in actor.name and "person" in noun_classes(actor.name.lower()):
        return False  # "Officials in Lima counted …": a capital, and no name
    return head in class_words().get(str(actor.kind), ())


def only_owns(head: str, actor: Actor) -> bool:
    """Whether a noun only owns the body: "the government" is not "the government's flood committee"."""
    return re.search(rf"\b{re.escape(head)}[’']s\s", actor.name, re.IGNORECASE) is not None


def may_be(words: frozenset[str], head: str, actor: Actor) -> bool:
    """E.g. "the company", "the statistics agency" for a speaker whose name does not tell what it is."""
    if actor.person or actor.kind is not ActorKind.OTHER or not actor.spoke or not actor.name[:1].isupper():
        return False
    rest = words - {head} - lexicon.family("kind of body")
    known = is_country(actor.name) or rest - actor.words or "person" in noun_classes(actor.name.lower())
    return not known and (head in class_words()["company"] or (bool(rest) and head in class_words()["government"]))


def is_called(words: frozenset[str], head: str, actor: Actor) -> bool:
    """E.g. "the company", "the association" for the body that the same sentence is about."""
    rest = words - {head} - lexicon.family("kind of body")
    nouns = class_words()
    if rest - actor.words - {"state", "public", "local"} or is_country(actor.name):
        return False
    return head in nouns.get(str(actor.kind), ()) or head in nouns["company"] | nouns["ngo"] - nouns["government"]


def is_official(words: frozenset[str], actor: Actor) -> bool:
    """E.g. "the ministry official" for the ministry's provincial head, who was named."""
    others = words - {"official"}
    return actor.person and len(others) == len(words) - 1 and bool(others) and others <= actor.words


def leads(words: frozenset[str], introduction: str) -> bool:
    """E.g. "the nation's leader" for a prime minister."""
    said = words_of(introduction)
    return (
        "leader" in words and len(words) <= 2 and bool(said & lexicon.family("leader") or {"prime", "minister"} <= said)
    )


@cache
def _gender_words() -> dict[str, str]:
    return {w: row[0][0] for row in lexicon.rows("givennames") if row[0].endswith("word") for w in row[1].split(",")}


@lru_cache(maxsize=8192)
def gender_of(name: str, around: str) -> str:
    """``m`` or ``f`` by the words around a name, else by the given name; empty where neither tells."""
    for word in fold(around).split()[around[:4].lower() in ("her ", "his ") :]:  # "her husband" is no woman
        if word.strip(",") in _gender_words():
            return _gender_words()[word.strip(",")]
    return genders().get(fold(name.split(maxsplit=1)[0]), "") if name else ""


def is_plural(head: str, kind: ActorKind, name: str) -> bool:
    """Whether a head noun tells of many; not that of a name."""
    if head.capitalize() in name.split() and not (name.lower() == head and is_report_noun(head)):
        return False  # "Halden Images"; but "Images show a boat. It has sunk, it said"
    return head in ("police", "people", "both") or (
        head.endswith("s") and not head.endswith("ss") and kind is not ActorKind.MEDIA
    )
