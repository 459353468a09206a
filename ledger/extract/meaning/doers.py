"""Whose act it is decides what it is: kidnappers hold captives, police hold detainees; mourners bury the dead, landslides the living."""

from __future__ import annotations

from functools import cache

from ledger import lexicon
from ledger.extract.grammar.parse import BE, Tree
from ledger.extract.grammar.words import FOLK, labels, lemmas, noun_classes
from ledger.extract.speakers.actors import can_speak, classify
from ledger.model import ActorKind

_FOLK = FOLK | {"locality"}  # "his parish had buried 27"
_PRONOUNS = frozenset(("we", "they", "i", "he", "she", "who"))


def by_doer(tree: Tree, verb: int, measure: str) -> str:
    """The measure of an act in the light of who does it: its subject, or the "by" of a passive."""
    following = tree.tokens[verb + 1].lower if verb + 1 < len(tree.tokens) else ""
    if measure == "price" and tree.tokens[verb].lower == "share" and following == "of":
        return "share"  # "the share of adults at work"
    if measure == "cost" and _is_on_sale(tree, verb):
        return "price"
    if measure == "cost" and _by_percent(tree, verb):
        return "price"
    verbal = frozenset(lemmas(tree.tokens[verb].lower))
    rows = [row for row in _rows() if row[0] == measure and not verbal.isdisjoint(row[1])]
    doer = doer_of(tree, verb) if rows else None
    if doer is None:
        return measure
    return next((other for _, _, kind, other in rows if _is_of_kind(tree, doer, kind)), measure)


def are_inpatients(tree: Tree, anchor: int) -> bool:
    """E.g. "the treatment centre had 37 patients on Sunday", "37 patients are receiving treatment": those whom a hospital has."""
    patients = tree.tokens[anchor]
    if patients.lower not in labels("those in a ward"):
        return False
    noun = patients
    if noun.dep == "pobj" and tree.tokens[noun.head].lower == "of":
        noun = tree.tokens[tree.tokens[noun.head].head]  # "a total of 37 patients"
    if noun.dep == "nsubj":
        told = [noun.head, *(c for c in tree.children[noun.head] if tree.tokens[c].dep == "conj")]
        return any(_is_treated(tree, verb) for verb in told)
    if noun.dep != "dobj" or patients.lower != "patients":
        return False
    subject = tree.child(noun.head, "nsubj")
    has = not labels("having patients").isdisjoint(lemmas(tree.tokens[noun.head].lower))
    pronoun = subject is not None and subject.lower == "it"
    return has and subject is not None and (pronoun or not labels("hospital").isdisjoint(lemmas(subject.lower)))


_LIES = BE | {"be", "been"} | lexicon.family("stays")


def _is_treated(tree: Tree, verb: int) -> bool:
    """E.g. "are receiving treatment", "are under care at the centre", "remain in isolation"."""
    given = tree.child(verb, "dobj")
    if not labels("given treatment").isdisjoint(lemmas(tree.tokens[verb].lower)):
        return given is not None and given.lower in lexicon.family("in care")
    if tree.tokens[verb].lower not in _LIES:
        return False
    within = (tree.child(c, "pobj") for c in tree.children[verb] if tree.tokens[c].lower in ("in", "under"))
    return any(one is not None and one.lower in lexicon.family("in care") for one in within)


def _is_on_sale(tree: Tree, verb: int) -> bool:
    """E.g. "a block of butter costs $9", "a kilo that cost 800": what any of its kind is sold for; a bridge that cost $9m is no such thing."""
    if "cost" not in lemmas(tree.tokens[verb].lower):
        return False
    if _is_of_any(tree, verb):
        return True
    sold = tree.child(verb, "nsubj")
    if sold is not None and sold.lower in ("that", "which") and tree.tokens[verb].dep == "relcl":
        thing = tree.tokens[tree.tokens[verb].head]  # "a measure of garri that cost 800"
        of = tree.tokens[thing.head]
        sold = tree.tokens[of.head] if thing.dep == "pobj" and of.lower == "of" else None
    if tree.child(verb, "aux") is not None:
        return False  # "a step that would cost $9m"
    article = tree.child(sold.index, "det") if sold is not None else None
    return article is not None and article.lower in ("a", "an")


def _is_of_any(tree: Tree, verb: int) -> bool:
    """E.g. "a carton costs USD 52", whose verb the parser takes for a noun, and "a siren costing $900"."""
    token = tree.tokens[verb]
    noun = token.head if token.lower == "costing" and token.dep == "acl" else verb if token.tag == "NNS" else None
    article = tree.child(noun, "det") if noun is not None else None
    return article is not None and article.lower in ("a", "an")


def _by_percent(tree: Tree, verb: int) -> bool:
    """E.g. "ghee and oil cost 9.6 percent more"."""
    words = tree.after(verb, 5)
    compared = any(
        word in ("percent", "%", "cent") and words[i + 1 : i + 2] in (["more"], ["less"])
        for i, word in enumerate(words)
    )
    return compared and "cost" in lemmas(tree.tokens[verb].lower)


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], str, str], ...]:
    return tuple((found, tuple(verbs.split(",")), kind, meant) for found, verbs, kind, meant in lexicon.rows("doers"))


def doer_of(tree: Tree, verb: int) -> int | None:
    """The noun of those who do what a verb says: its subject, or the "by" of a passive."""
    subject = tree.child(verb, "nsubj")
    if subject is not None:
        return subject.index
    by = next((c for c in tree.children[verb] if tree.tokens[c].dep == "agent"), None)
    agent = tree.child(by, "pobj") if by is not None else None
    return agent.index if agent is not None else None


def _is_who_says(tree: Tree, doer: int) -> bool:
    """The "it" of "the charity said it had buried 40", where who speaks tells of itself."""
    verb = tree.tokens[tree.tokens[doer].head]
    speaker = tree.child(verb.head, "nsubj") if verb.dep == "ccomp" else None
    if speaker is None or tree.tokens[doer].lower != "it":
        return False
    return can_speak(speaker.lower) or speaker.tag == "NNP"


def _is_of_kind(tree: Tree, doer: int, kind: str) -> bool:
    words = [tree.tokens[i] for i in tree.subtree(doer) if doer - 4 <= i <= doer]
    if kind == "shelter":
        camp = tree.tokens[doer].tag == "NNP" and any(token.text == "Camp" for token in words)  # "Camp Lodar held 900"
        return camp or not labels("haven").isdisjoint(lemmas(tree.tokens[doer].lower))
    if kind == "site":
        return not labels("site").isdisjoint(lemmas(tree.tokens[doer].lower))
    if kind == "people":
        return tree.tokens[doer].lower in _PRONOUNS or bool(_FOLK & noun_classes(tree.tokens[doer].lower))
    if kind == "speaker":
        return can_speak(tree.tokens[doer].lower) or _is_who_says(tree, doer)
    return classify(" ".join(token.text for token in words)) is ActorKind(kind)
