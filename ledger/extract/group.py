"""Who or what the counted thing is, resolved: "its troops" and "others" become "Russian troops"."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.parse import Tree
from ledger.extract.places import capital_country, country_of_demonym, demonym_of
from ledger.extract.words import noun_classes

_POSSESSIVES = frozenset(("its", "their", "his", "her", "our"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(next(row[1] for row in lexicon.rows("groups") if row[0] == kind).split(","))


def group_of(entity: str, claimant: str | None, previous: str | None) -> str | None:
    """The group that ``entity`` names; ``previous`` is the group of the figure before it in the sentence."""
    words = [w for w in re.sub(r"[“”\"‘’',]", " ", entity).split() if w.lower() not in _words("filler")]
    if not words:
        return None
    head = re.split(r"\b(?:of|in|from|who|that|which|with|at)\b", " ".join(words))[0].split() or words
    if head[0].lower() in _POSSESSIVES:
        owner = adjective_of(claimant) if claimant else None
        return " ".join([owner, *head[1:]]) if owner else None
    if [w.lower() for w in head] in (["others"], ["other"]):
        return previous
    if all(w.lower() in _words("generic") for w in head):
        return None
    if not noun_classes(head[-1].lower()) & {"person"} and len(head) == 1:
        return None
    return " ".join(head)


def adjective_of(name: str) -> str | None:
    """The demonym in or behind a name: "Russia's defense ministry" → "Russian", "Moscow" → "Russian"."""
    for word in map(str, re.findall(r"[A-Z][\w.]*(?:\s[A-Z]\w*)?", re.sub(r"[’']s\b", "", name))):
        if country_of_demonym(word):
            return word
        country = capital_country(word) or word
        if adjective := demonym_of(country):
            return adjective
    return None


def actor_adjective(tree: Tree, anchor: int) -> str | None:
    """E.g. "Russia has launched more than 450 missiles": the side whose missiles they are, from the verb's subject."""
    for index in tree.path(anchor)[1:3]:
        subject = tree.child(index, "nsubj")
        if subject is not None and subject.tag in ("NNP", "NNPS", "NNS", "NN"):
            words = " ".join(tree.tokens[i].text for i in tree.subtree(subject.index)[:4])
            return adjective_of(words)
    return None
