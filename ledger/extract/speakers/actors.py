"""What kind of actor a name means: by the head noun of a body, by the office or employer of a person."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.grammar.words import labels
from ledger.lexicon.gazetteer import capital_country, country_of_demonym, look_up, place_words
from ledger.lexicon.plurals import singular
from ledger.model import ActorKind

# A kind that its words show plainly comes before one that they may only suggest ("health ministry" is no hospital).
_ORDER = (
    "anonymous",
    "military",
    "igo",
    "ngo",
    "media",
    "armed_group",
    "medical",
    "academic",
    "witness",
    "official",
    "government",
    "company",
)
# Heads of state bodies: "the hospital authority" and "the press ministry" are government all the same.
_STRONGER = ("military", "igo", "ngo", "media", "medical")
# The words of a title that leave the kind to the employer: "director", "spokesman".
_BY_EMPLOYER = "employer"
_TITLE_ORDER = ("official", "military", "medical", "media", "academic", "ngo", "company", "person", "witness")
_WORD = re.compile(r"[\w@&.+-]+(?:'[a-z]+)?")
_LONGEST_PHRASE = 5
_DESK = lexicon.pattern(r"(?:(?P<own>.+?)\s)?{press desk}(?:\s(?:of|for|at|in)\s(?:the\s)?(?P<of>.+))?")
_INITIALS = re.compile(r"(?!U\.[SNK]\.|E\.U\.|D\.C\.)(?:[A-Z]\.){1,4}")  # "K.V. Duarte"


def _phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Word or phrase → kinds, of a lexicon whose lines are ``kind, words``."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in lexicon.rows(name):
        for word in words.split(","):
            found[word.strip()] = (*found.get(word.strip(), ()), kind)
    return found


@cache
def _actors() -> dict[str, tuple[str, ...]]:
    return _phrases("actors")


@cache
def _heads() -> dict[str, str]:
    """Words that show a kind only as the head of a name ("the city said"; not "City Bank"), with that kind."""
    return {word: kinds[-1].removesuffix(" head") for word, kinds in _actors().items() if kinds[-1].endswith(" head")}


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    return _phrases("titles")


@cache
def _report_nouns() -> frozenset[str]:
    return frozenset(word for row in lexicon.rows("documents") for word in row[0].split(","))


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return " ".join(name.replace("’", "'").lower().split())


def _kinds_in(folded: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    """The kinds whose words stand in a folded name, longest phrases first at each place, each word used once."""
    words = [word.removesuffix("'s") for word in _WORD.findall(folded)]
    found: list[str] = []
    index = 0
    while index < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - index), 0, -1):
            phrase = " ".join(words[index : index + length])
            kinds = table.get(phrase) or table.get(phrase.rstrip("."))
            if kinds:
                found += kinds
                index += length - 1
                break
        index += 1
    return found


@lru_cache(maxsize=8192)
def classify(name: str, context: str = "") -> ActorKind:
    """The kind of actor that ``name`` means; ``context`` is the phrase it stands in ("Mayor X of Y")."""
    folded = fold(name)
    if not folded:
        return ActorKind.OTHER
    if name.startswith("@"):
        return ActorKind.PERSON
    return kind_of_person(name, context) if is_person(name) else _kind_of_body(name, folded)


@lru_cache(maxsize=8192)
def kind_of_person(name: str, context: str) -> ActorKind:
    """The kind of the person ``name``, by title or employer in the words around the name."""
    own = set(fold(name).split())
    return _kind_by_office(" ".join(word for word in fold(context).split() if word.strip(",") not in own))


def _kind_of_body(name: str, folded: str) -> ActorKind:
    head = _head(folded)
    kinds = _kinds_in(folded, _actors())
    if (plain := _kind_by_head(folded, head, kinds)) is not None:
        return plain
    single = head.removesuffix("s")
    titled = head in _titles() or (single in _titles() and head not in _actors())
    pair = re.split(r"\s(?:of|for)\s", folded)[0].split()[-2:]  # "the Directorate General of Health" is no general
    if titled and folded not in _actors() and " ".join(pair) not in _actors():  # "the Associated Press" has no title
        return _kind_by_office(folded.replace(head, single if single in _titles() else head))
    for kind in ("witness", "armed_group"):
        if kind in _actors().get(head, ()):
            return ActorKind(kind)
    for kind in _ORDER:
        if kind in kinds and (kind != "witness" or head not in _heads()):  # "an aid association for prisoners"
            return ActorKind(kind)
    if head in _heads():
        return ActorKind(_heads()[head])
    division = head in place_words("administrative") and name[:1].isupper()  # "Quang Tri Province reported"
    if division or capital_country(name) or ((place := look_up(name)) and place.kind == "country"):
        return ActorKind.GOVERNMENT
    return ActorKind.COMPANY if re.search(r"\.(?:com|io|net|co)$", folded) else ActorKind.OTHER


def _kind_by_head(folded: str, head: str, kinds: list[str]) -> ActorKind | None:
    """The kind of a body whose head noun settles it, whatever else stands in its name; else None."""
    if (desk := _DESK.fullmatch(folded)) is not None:
        return _kind_of_desk(f"{desk['own'] or ''} {desk['of'] or ''}".strip())
    if _heads().get(head) == "other" and any(kind.startswith("other") for kind in kinds):
        return ActorKind.OTHER  # "the soldiers' union", "the Democratic Party of Tolland"
    if (is_report_noun(head) and folded not in _actors()) or head == "index":  # but "the Washington Post"
        return ActorKind.GOVERNMENT if head == "statement" or "government" in kinds else ActorKind.OTHER
    if head == "official" or "anonymous" in kinds:
        return ActorKind.ANONYMOUS
    if "medical" in _actors().get(head, ()):
        return ActorKind.MEDICAL  # "the military hospital"
    state = "government" in _actors().get(head, ()) or _heads().get(head) == "government"
    return ActorKind.GOVERNMENT if state and not any(kind in kinds for kind in _STRONGER) else None


def _kind_of_desk(house: str) -> ActorKind:
    """The kind of a press desk: that of its house ("the army press office"), and of the state where that is not told."""
    kind = classify(house.strip(" '").removesuffix("'s"))
    return ActorKind.GOVERNMENT if kind in (ActorKind.OTHER, ActorKind.PERSON) else kind


@lru_cache(maxsize=8192)
def _head(folded: str) -> str:
    """The noun that a phrase is about: "ministry" of "ministry of public works"."""
    first = re.split(r"\b(?:of|for|in|at|from|with|on|to)\b|[,(]", folded)[0].split()
    return (first or folded.split())[-1]


def _kind_by_office(context: str) -> ActorKind:
    """By title where the title says it, else by employer; an official is one who speaks for a state body."""
    titles = _kinds_in(context, _titles())
    employers = [kind for kind in _kinds_in(context, _actors()) if kind not in ("official", "anonymous", "witness")]
    if "military" in titles and "government" in employers and "military" not in employers:
        return ActorKind.OFFICIAL  # "police captain", "fire service commander"
    employer = next((kind for kind in _ORDER if kind in employers), None)
    if "medical" in titles and "medical" in employers and labels("high office").isdisjoint(context.split()):
        return ActorKind.MEDICAL  # "Dr Ana Duarte, superintendent of the General Hospital"
    for kind in _TITLE_ORDER:
        if kind in titles:
            return ActorKind(employer if kind == "company" and employer in ("medical", "ngo", "academic") else kind)
    if employer == "igo" and _chiefs(context):
        return ActorKind.OFFICIAL
    if employer is None and any(kind.startswith("other") for kind in employers):
        return ActorKind.PERSON  # "a union spokesman", "the party's chairwoman"
    if _BY_EMPLOYER in titles:
        return ActorKind(employer) if employer not in (None, "government") else ActorKind.OFFICIAL
    if employer in ("ngo", "igo", "military", "armed_group"):
        return ActorKind(employer)
    return ActorKind.OFFICIAL if employer == "government" else ActorKind.PERSON


def _chiefs(context: str) -> bool:
    """Whether the person heads a body rather than speaks for it."""
    return not labels("heads a body").isdisjoint(context.split())


@lru_cache(maxsize=8192)
def is_report_noun(word: str) -> bool:
    """Whether a word is a document or body of data that speaks for its author ("report", "figures", "Newspoll")."""
    lower = word.lower()
    return lower in _report_nouns() or lower.endswith(("poll", "barometer"))


@lru_cache(maxsize=8192)
def is_title(word: str) -> bool:
    """Whether a word is a title or office that may stand before a person's name ("Mayor", "spokesman", "Dr.")."""
    return word.lower().rstrip(".,") in _titles()


@lru_cache(maxsize=8192)
def can_speak(word: str) -> bool:
    """Whether a lower-case noun is one of people, bodies or documents that say things ("villagers", "ministry", "survey")."""
    known = _actors()
    single = singular(word)  # "spokesmen"
    return word in known or word in _titles() or single in _titles() or is_report_noun(word)


def is_no_speaker(word: str) -> bool:
    """Whether a lower-case noun only ends the names of things and places, some of which speak ("bay", "fund", "station")."""
    kinds = _actors().get(word, ())
    return bool(kinds) and set(kinds) <= {"body", "company head"} and not is_title(word) and not is_report_noun(word)


@lru_cache(maxsize=8192)
def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to five capitalised words, none of them a word for a body."""
    words = name.split()
    if not 2 <= len(words) <= 5 or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return False
    if any(
        not (w[:1].isupper() or w.lower() in lexicon.family("particle")) or any(c.isdigit() or c == "&" for c in w)
        for w in words
    ):
        return False
    if (
        any(w.isupper() and len(w) > 3 and not _INITIALS.fullmatch(w) for w in words)
        or is_report_noun(words[-1])
        or words[-1] == "Index"
    ):
        return False
    if (words[-1].isupper() and len(words[-1]) > 2 and not words[0].isupper()) or (
        words[0].isupper() and len(words[0]) > 2 and look_up(words[-1])
    ):
        return False  # "Fairfield County EMA", "AEP Ohio"
    if _kinds_in(fold(name), _actors()) and any(
        kind.endswith("head") or kind in ("body", "other") for kind in _actors().get(fold(words[-1]), ())
    ):
        return False
    bodies = {"government", "media", "igo", "ngo", "company", "military", "armed_group", "academic", "medical"}
    return not bodies.intersection(_kinds_in(fold(name), _actors())) and not any(country_of_demonym(w) for w in words)
