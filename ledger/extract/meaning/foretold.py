"""What is said to be yet to come."""

from __future__ import annotations

from ledger.extract.grammar.parse import BE, Tree
from ledger.extract.grammar.words import lemmas, status_words
from ledger.extract.speakers.cues import reporting_kind


def foretells(tree: Tree, verb: int, child: int) -> bool:
    """E.g. "expects 40 deaths", "warned of flooding in 16 districts"."""
    word = tree.tokens[verb].lower
    warned = tree.tokens[child].dep == "prep" and "warn" in lemmas(word)
    warned = warned and any(tree.tokens[c].lower in ("of", "about") for c in tree.children[verb])
    return warned or reporting_kind(word) == "forecast"


def is_expected(tree: Tree, number: int) -> bool:
    """E.g. "above the $380 million analysts had expected", "the 5.6 percent growth projected by the bank"."""
    for index in tree.path(number)[:_TO_NOUN]:
        for child in tree.children[index]:
            verb = tree.tokens[child]
            if child <= number or verb.dep not in ("relcl", "acl") or reporting_kind(verb.lower) != "forecast":
                continue
            who = tree.child(child, "nsubj") if verb.dep == "relcl" else tree.child(child, "agent")
            if who is not None and verb.tag != "VBG" and tree.child(child, "xcomp", "ccomp") is None:
                return True  # but not "the 400 workers it expects to hire"
        following = tree.tokens[index + 1].lower if index + 1 < len(tree.tokens) else ""
        if index != number and following == "by" and reporting_kind(tree.tokens[index].lower) == "forecast":
            return True  # "the 2.9 percent forecast by the bank"
        if tree.tokens[index].tag[:2] not in ("CD", "NN", "$"):
            return False
    return False


def is_seen(tree: Tree, verb: int) -> bool:
    """E.g. "inflation is seen at 3.1 percent", "growth was seen slowing to 2 percent"; flames "seen at 40 metres" are no outlook."""
    token, after = tree.tokens[verb], tree.tokens[verb + 1 : verb + 2]
    if token.lower != "seen" or not after or tree.child(verb, "auxpass") is None:
        return False
    subject = tree.child(verb, "nsubjpass")
    summed = subject is not None and not status_words("gauged").isdisjoint(lemmas(subject.lower))
    return summed and (after[0].lower in ("at", "between", "around") or after[0].tag == "VBG")


_TO_NOUN = 3  # steps from a number to the noun that it counts


def moves_outlook(tree: Tree, verb: int) -> bool:
    """E.g. "cut its growth forecast to 0.2 percent from 1.3", "the forecast was 5.3 percent", "the forecast goes up to 7"."""
    token = tree.tokens[verb]
    if token.tag[:2] != "VB":
        return False
    itself = token.lower in BE or not status_words("moving outlook").isdisjoint(lemmas(token.lower))
    told = ("dobj", "nsubj", "nsubjpass") if itself else ("dobj",)
    words = [tree.tokens[c].lower for c in tree.children[verb] if tree.tokens[c].dep in told]
    return not status_words("outlook").isdisjoint(words)


def came_as_expected(tree: Tree, index: int) -> bool:
    """E.g. "The increase was widely expected": by then it has come."""
    adverb = tree.child(index, "advmod") if tree.child(index, "auxpass") is not None else None
    return adverb is not None and adverb.lower in status_words("generally")


def is_to_come(tree: Tree, index: int) -> bool:
    """E.g. "each soldier is to get", "we are going to close two", the headline "force to grow to 5,000"."""
    token = tree.tokens[index]
    if token.dep != "xcomp" and (token.dep != "ROOT" or token.tag != "VB"):
        return False
    infinitive = ("to", "aux") in [(tree.tokens[c].lower, tree.tokens[c].dep) for c in tree.children[index]]
    if token.dep == "ROOT" and token.tag == "VB":
        return infinitive
    return infinitive and tree.tokens[token.head].lower in (*BE, "going") and not _is_ranked(tree, token.head)


def is_ahead(tree: Tree, index: int) -> bool:
    """E.g. "887 detainees are to be freed"; what is yet to be done is not planned."""
    to_do = tree.child(index, "xcomp") if tree.tokens[index].lower in BE else None
    if to_do is None or _is_ranked(tree, index):
        return False
    below = [tree.tokens[c].lower for c in tree.children[to_do.index]]
    return "to" in below and "yet" not in (*below, *(tree.tokens[c].lower for c in tree.children[index]))


def _is_ranked(tree: Tree, verb: int) -> bool:
    """E.g. "this is the fourth quake in two months to hit the island": which of a row it was has been seen."""
    noun = tree.child(verb, "attr")
    below = tree.children[noun.index] if noun is not None else ()
    return any(tree.tokens[c].lower in status_words("rank") for c in below)


def is_set_alight(tree: Tree, verb: int) -> bool:
    """E.g. "13 of them were set on fire", "set a depot ablaze"; not "are set to arrive", "is set for May"."""
    after = tree.tokens[verb + 1 : verb + 2]
    return tree.tokens[verb].lower == "set" and bool(after) and after[0].lower not in ("to", "for", ",", ".")


def is_sent(tree: Tree, verb: int) -> bool:
    """E.g. "urged 1,600 people to evacuate", where the parser may hang the leaving on the people."""
    told = tree.child(verb, "dobj")
    return told is not None and any(tree.tokens[c].tag == "VB" for c in tree.children[told.index])
