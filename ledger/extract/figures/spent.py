"""What a figure without a noun of its own is said of: "$2 million on schools", "16 dead", "seven of them women", "the toll rose to 34"."""

from __future__ import annotations

from ledger.extract.figures.measured import noun_from, past_brackets, phrase_span
from ledger.extract.grammar.parse import NOUNS, SUBJECTS, Tree
from ledger.extract.grammar.words import labels, lemmas
from ledger.model import Span

_STEPS = 8


def spent_on(tree: Tree, number: int, masked: frozenset[int] = frozenset()) -> Span | None:
    """The words that say what the sum at token ``number`` is for: a purpose, a receiver, one robbed; else who has it."""
    verb = next((i for i in tree.path(number)[1:_STEPS] if tree.tokens[i].tag.startswith("VB")), None)
    if (purpose := _purpose(tree, number, verb, masked)) is not None:
        return phrase_span(tree, purpose)
    if verb is None:
        return None
    receiver = tree.child(verb, "dative", "iobj")
    if receiver is not None and receiver.tag in NOUNS and receiver.index < number:
        return phrase_span(tree, receiver.index)
    subject = tree.child(verb, *SUBJECTS, "csubj")
    if subject is None or subject.index >= number or subject.lower in ("which", "that", "who", "there"):
        return None
    if subject.tag == "PRP":
        return Span(subject.start, subject.end)
    return phrase_span(tree, subject.index) if subject.tag in NOUNS else None


def _purpose(tree: Tree, number: int, verb: int | None, masked: frozenset[int]) -> int | None:
    """E.g. "$2 million on safer schools", "30 million yuan ($4 million) for relief", "stole $3 million from a bank"."""
    end = max(tree.subtree(number)[-1], number)
    for position in dict.fromkeys((number + 1, number + 2, number + 3, end + 1)):
        start = past_brackets(tree, position)
        if start >= len(tree.tokens):
            continue
        word = tree.tokens[start].lower
        robbed = word == "from" and verb is not None and set(lemmas(tree.tokens[verb].lower)) & labels("robbing")
        if word in ("on", "for") or robbed:
            head = noun_from(tree, start + 1, masked)
            return head if head is not None and tree.tokens[head].lower not in labels("period-noun") else None
    return None


def stated_of(tree: Tree, number: int, them: Span | None) -> Span | None:
    """The word that says what they are: "leaves 16 dead", "seven of them women"; else the toll that stands at the number."""
    after = next((t.index for t in tree.tokens if them and t.start >= them.end), number + 1)
    if after < len(tree.tokens):
        token, following = tree.tokens[after], tree.tokens[min(after + 1, len(tree.tokens) - 1)]
        ends = following.index == after or following.tag in (",", ".", "CC", ":", "IN", "-RRB-")
        if token.lower == "of" and them is None:
            return None
        if ends and (token.lower in labels("state") if them is None else token.tag == "NNS"):
            return Span(token.start, token.end)
    if them is not None:
        return None
    verb = next((tree.tokens[i] for i in tree.path(number)[1:_STEPS] if tree.tokens[i].tag.startswith("VB")), None)
    subject = tree.child(verb.index, *SUBJECTS) if verb else None
    toll = subject is not None and subject.index < number and subject.lower in ("toll", "tally", "count")
    return phrase_span(tree, subject.index) if toll and subject else None
