"""Nobody harmed, said in words: "no one was hurt", "not a single passenger died", "neither driver was injured" (FACTS.md 5.1)."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.harm_beyond import names_other
from ledger.extract.figures.mention import Mention, implicit_mention
from ledger.extract.grammar.parse import NOUNS, Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.tree import Token
from ledger.extract.grammar.words import PERSON, SAYING, labels, lemmas, noun_classes
from ledger.extract.meaning.measures import find_measure, harm_measures
from ledger.model import Span

_CASES = frozenset(("case", "cases"))
_ZERO = 2.6


def zero(tree: Tree, index: int) -> list[Mention]:
    """E.g. "no one was hurt", "none of the crew died", "no reports of casualties", "did not cause any deaths"."""
    token = tree.tokens[index]
    following = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    if token.lower not in ("no", "any"):
        return _zero_of(tree, index, index, Span(token.start, token.end))
    if following is None:
        return []
    if following.text == "-" and [one.lower for one in tree.tokens[index + 2 : index + 3]] == ["one"]:
        following = tree.tokens[index + 2]  # "no-one"
    if following.lower in ("one", "-one", "-"):
        return _zero_of(tree, index, following.index, Span(token.start, following.end))
    nouns = _nouns_after(tree, index + 1)
    for noun in sorted(nouns, key=lambda one: _is_case_of(tree, one)):  # "no cases of death" tells of no death
        lower = tree.tokens[noun].lower
        after = tree.tokens[noun + 1 : noun + 2]
        if lower == "contact" and after and after[0].lower == "with":
            return []  # "no contact with the crew"
        if lower in lexicon.family("living") or (after and names_other(after[0])):
            return []  # "no survivors were found": none of them is alive; "no death toll", "no life jackets"
        if lower in labels("harmed") or noun_classes(lower) & {"person", "deathnoun", "woundnoun"}:
            return _zero_of(tree, index, noun, Span(token.start, token.end))
    return []


def _is_case_of(tree: Tree, noun: int) -> bool:
    """E.g. the cases of "no cases of death", and not of "no new cases or deaths"."""
    after = tree.tokens[noun + 1 : noun + 2]
    return tree.tokens[noun].lower in _CASES and bool(after) and after[0].lower == "of"


def neither(tree: Tree, token: Token) -> list[Mention]:
    """E.g. "neither driver was hurt", "neither was injured"; not "neither is in danger"."""
    head = token.head if token.dep == "det" else token.index
    if token.dep == "det" and "person" not in noun_classes(tree.tokens[head].lower):
        return []
    return _zero_of(tree, head, head, Span(token.start, tree.tokens[head].end))


def is_denied(tree: Tree, index: int) -> bool:
    """E.g. "the blast did not cause any deaths", "without any injuries"; not "it is not clear whether any were hurt"."""
    path = tree.path(index)[1:]
    if any(tree.tokens[above].lower == "without" for above in path[:3]):
        return True
    verb = next((above for above in path if tree.tokens[above].tag[:2] in ("VB", "JJ")), None)
    if verb is not None and not labels("leaving open").isdisjoint(lemmas(tree.tokens[verb].lower)):
        return False  # "did not rule out any deaths", "had not heard of any deaths"; nor does who is "not aware of any" say that there are none
    while verb is not None and tree.child(verb, "neg") is None and tree.tokens[verb].dep == "xcomp":
        verb = tree.tokens[verb].head
    return verb is not None and tree.child(verb, "neg") is not None


def not_one(tree: Tree, index: int) -> list[Mention]:
    """E.g. "not one soldier died", "not a single person was hurt"."""
    article = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    verb = index > 0 and tree.tokens[index - 1].tag[:2] in ("VB", "MD")  # "he is not a soldier who was killed"
    if article is None or verb or article.lower not in ("one", "a", "an"):
        return []
    first = index + 2
    while tree.tokens[first : first + 1] and (
        tree.tokens[first].lower in ("of", "the", "its", "their") or tree.tokens[first].tag == "CD"
    ):
        first += 1  # "not one of the 230 passengers"
    noun = next((i for i in _nouns_after(tree, first) if _is_hurt_or_person(tree.tokens[i].lower)), None)
    return _zero_of(tree, index, noun, Span(tree.tokens[index].start, article.end)) if noun is not None else []


def _is_hurt_or_person(noun: str) -> bool:
    """E.g. the arrest of "not a single arrest was made"."""
    return "person" in noun_classes(noun) or not labels("harmed").isdisjoint((noun, f"{noun}s"))


def _nouns_after(tree: Tree, position: int) -> list[int]:
    """The nouns under one "no": "no reports of deaths", "no damage or injuries", "no serious injuries"."""
    found = []
    for token in tree.tokens[position : position + 7]:
        if token.tag in NOUNS or token.lower in ("dead", "wounded", "injured"):
            found.append(token.index)
        elif token.lower == "of":  # whatever it was tagged: "no of injuries" names nothing before it
            if not found or tree.tokens[found[-1]].lower not in lexicon.family("no news"):
                break
        elif token.tag not in ("JJ", "JJR", "VBN", "CC", ",", "RB") and token.dep != "amod":  # "of missing persons"
            break
    return found


def _zero_of(tree: Tree, index: int, head: int, span: Span) -> list[Mention]:
    noun = tree.tokens[head]
    classes = PERSON | noun_classes(noun.lower)
    finding = find_measure(tree, head, classes, limit=_ZERO)
    named = classes & SAYING or noun.lower in labels("harmed")
    if not named and (finding is None or finding.measure not in harm_measures()):
        return []
    counted = Counted(anchor=head, head=head, span=Span(noun.start, noun.end), noun="person")
    return [implicit_mention(span, counted, index, 0.0)]
