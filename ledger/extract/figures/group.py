"""Who or what the counted thing is, resolved: "its troops" and "others" become "Russian troops" (FACTS.md 2 and 5.24)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger import lexicon
from ledger.extract.geography.places import capital_country, country_of_demonym, demonym_of
from ledger.extract.grammar.parse import BE, NOUNS, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.extract.meaning.measures import cues_of
from ledger.lexicon.plurals import plural_of_person, singular
from ledger.model import Fact

_POSSESSIVES = frozenset(("its", "their", "his", "her", "our", "my", "your"))
_ANAPHORS: tuple[list[str], ...] = (["others"], ["other"], ["them"], ["these"], ["those"], ["whom"], ["which"], [])
_INNER = re.compile(r"\s+(?:in|from|who|that|which|with|at|on|for|to|under|between|near|by)\s+.*$")

_AGE = re.compile(r"\b\d{1,3}[\s-](?:year|month|week|day)s?[\s-]old\s+")

_AND_HARM = lexicon.pattern(r"\s+and\s+{injuries}$", re.IGNORECASE)  # "the death of 28 people and injuries | to 150"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What the group of a count is read from: its words and unit, who says so, and the figure before it, whether ``beside`` it in its sentence."""

    entity: str
    unit: str
    measure: str
    claimant: str | None
    previous: Fact | None
    beside: bool = False


def group_of(counting: Counting) -> str | None:
    """The group that a count's entity names; None where nothing narrows it or it would only repeat the unit.

    People are of a group whatever their age and their number: "a 24-year-old woman" is one of the women.
    """
    group = _named(counting)
    if group is None or counting.unit != "person":
        return group
    words = _AGE.sub("", group).split()
    return " ".join((*words[:-1], plural_of_person(words[-1]))) if words else None


def _named(counting: Counting) -> str | None:
    words = _meaning(counting.entity)
    lower = [word.lower() for word in words]
    if lower in _ANAPHORS:
        return _carried(counting)
    if len(lower) == 1 and lower[0] in labels("nominal") - lexicon.family("kind of needy"):
        return _carried(counting) if counting.beside else None  # "nine miners dead and six injured"
    if lower[0] in _POSSESSIVES:
        owner = adjective_of(counting.claimant) if counting.claimant else None
        return " ".join([owner, *words[1:]]) if owner else None
    head = words[: lower.index("of")] if "of" in lower[1:] else words
    named = any(word[:1].isupper() for word in words[len(head) + 1 :])
    if named and len(head) < len(words):
        return " ".join(words)  # "companies of the Border Guard", "residents of Jomvu"
    if not head or all(word.lower() in lexicon.listed("groups", "generic") for word in head):
        return None
    if head[-1].lower() in lexicon.listed("groups", "tally"):
        return None  # "Lassa fever toll reaches 41"
    if counting.unit == "person":
        return None if len(head) == 1 and _says_measure(head[0].lower(), counting.measure) else " ".join(head)
    return None if len(head) == 1 or _repeats(head, counting.unit) else " ".join(head)


def _says_measure(noun: str, measure: str) -> bool:
    """Whether a noun is of the deed that a figure counts, and of no people: "40 arrests"."""
    if "person" in noun_classes(noun):
        return False
    return any(cue.slot == "np" and cue.measure == measure for cue in cues_of(noun))


def _meaning(entity: str) -> list[str]:
    """The entity's words up to its first clause or phrase, without quotation marks and words that narrow nothing."""
    phrase = _AND_HARM.sub("", _INNER.sub("", re.sub(r"(?<=[A-Z]{2})\s\([^)]*\)|[“”\"‘,()]|[’'](?!\w)", " ", entity)))
    words = [word for word in phrase.split() if word.lower() not in lexicon.listed("groups", "filler")]
    return words[1:] if words and words[0].lower() in ("the", "a", "an", "these", "those") and len(words) > 1 else words


def _carried(counting: Counting) -> str | None:
    """E.g. "17 miners died and four were hurt": those four are miners."""
    previous = counting.previous
    if previous is None or (previous.unit in ("percent", "fraction") and counting.unit == "person"):
        return None  # whose share it is, and not who are counted
    return previous.group if not counting.entity or previous.unit == counting.unit else None


def whole_before(text: str, facts: Sequence[Fact], entity: str, previous: Fact | None) -> Fact | None:
    """The figure whose kind of people "others" are: after "killed 17 miners, including two boys" they are miners."""
    if previous is None or entity.lower() not in ("others", "other") or not facts or facts[-1] is not previous:
        return previous
    k = len(facts) - 1
    while k and facts[k - 1].sentence == facts[k].sentence and (whole := _whole_of_run(text, facts, k)) is not None:
        k = whole
    return facts[k]


def _whole_of_run(text: str, facts: Sequence[Fact], last: int) -> int | None:
    """Of which figure a row that ends with ``last`` tells the parts: "12 people, including nine rebels and two guards"."""
    parts = 0.0
    for k in range(last, 0, -1):
        between = text[facts[k - 1].span.end : facts[k].span.start]
        parts += facts[k].low or 0
        if facts[k - 1].sentence != facts[last].sentence or _TELLS.search(between):
            return None
        if _AMONG.search(between):
            total = facts[k - 1].high or facts[k - 1].low or 0
            return k - 1 if k == last or parts <= total else None
    return None


_TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|while|when|after|died|dead)\b|[;:.]")
_AMONG = re.compile(r"\b(?:including|among|whom)\b")


def _repeats(words: list[str], unit: str) -> bool:
    folded = [word.lower() for word in words]
    return " ".join([*folded[:-1], singular(folded[-1])]) == unit.lower()


def adjective_of(name: str) -> str | None:
    """The demonym in or behind a name: "Russia's defense ministry" → "Russian", "Moscow" → "Russian"."""
    for word in map(str, re.findall(r"[A-Z][\w.]*(?:\s[A-Z]\w*)?", re.sub(r"[’']s\b", "", name))):
        if country_of_demonym(word):
            return word
        country = capital_country(word) or word
        if adjective := demonym_of(country):
            return adjective
    return None


def predicate_of(tree: Tree, number: int) -> str | None:
    """E.g. "eight of the dead were | young children": who a part of people before named was."""
    token = tree.tokens[number]
    verb = tree.tokens[token.head]
    said = tree.child(verb.index, "attr") if verb.lower in BE else None
    if said is None or token.dep != "nsubj" or "person" not in noun_classes(said.lower):
        return None
    kept = [t.text for t in tree.tokens[verb.index + 1 : said.index + 1] if t.tag not in ("DT", "RB", "PRP$")]
    return " ".join(kept) if all(word.isalpha() for word in kept) else None


def actor_adjective(tree: Tree, anchor: int, measure: str) -> str | None:
    """E.g. "Russia has launched more than 450 missiles", "Russian jets flew 12 strikes": the side whose they are, from the verb's subject."""
    for index in tree.path(anchor)[1:3] if measure in ("munitions_fired", "attacks") else ():
        if measure == "attacks" and lexicon.family("dealing blows").isdisjoint(lemmas(tree.tokens[index].lower)):
            continue  # "the Syrian army repelled 12 attacks"
        subject = tree.child(index, "nsubj")
        if subject is not None and subject.tag in NOUNS:
            words = " ".join(tree.tokens[i].text for i in tree.subtree(subject.index)[:4])
            return adjective_of(words)
    return None


def enemy_forces(header: str, country: str | None, unit: str) -> str | None:
    """Whose losses a list tells of: "losses of the enemy" in a Ukrainian statement are Russian, "losses of the Chadian army" Chadian."""
    words = re.findall(r"[a-z]+", header.lower())
    if set(words) & labels("enemy"):
        adjective = lexicon.words("adversaries").get(country or "")
    else:
        adjective = adjective_of(header) if set(words) & labels("loss") else None
    return f"{adjective} {'troops' if unit == 'person' else 'forces'}" if adjective else None
