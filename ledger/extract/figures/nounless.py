"""Numbers without a noun beside them: what stands in its place and is none, and where in the sentence their noun is."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger import lexicon
from ledger.extract.figures.measured import bracketed_counted, noun_from, phrase_span, subject_counted
from ledger.extract.figures.mention import token_at
from ledger.extract.figures.shared_nouns import coming_noun
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import HEDGES, SAYING, labels, lemmas, noun_classes
from ledger.extract.meaning.of_which import is_of_told, uncounted_whole
from ledger.extract.numbers.numerals import Numeral
from ledger.lexicon.plurals import singular
from ledger.model import Span

__all__ = [
    "from_elsewhere",
    "is_aboard",
    "of_crowd",
    "of_ones",
    "of_sickness",
    "without_fate",
    "without_mark",
    "without_time",
]

_SUMMED = 14  # tokens from "totalling" back to "the number of"
_MARKS = frozenset(("mark", "milestone", "threshold"))


def without_mark(tree: Tree, counted: Counted | None) -> Counted | None:
    """E.g. "cases crossed the 7,000-mark": the mark is none of the things counted."""
    if (
        counted is None
        or counted.head is None
        or not (counted.noun in _MARKS or _is_numbered_place(tree, counted.head))
    ):
        return counted
    number = next((i for i in range(counted.head - 1, -1, -1) if tree.tokens[i].tag == "CD"), counted.anchor)
    return replace(counted, anchor=number, head=None, span=None, noun="")


def _is_numbered_place(tree: Tree, head: int) -> bool:
    """E.g. the Region of "eight in the north, four Region 2", which has a number of its own."""
    beside = tree.tokens[head : head + 2]
    if beside[0].tag != "NNP" or head == 0 or tree.tokens[head - 1].tag != "CD":
        return False
    return beside[-1].tag == "CD" and beside[0].lower in lexicon.family("numbered place")


def without_time(tree: Tree, counted: Counted | None) -> Counted | None:
    """E.g. "more than the 34,100 of the same period last year": a time of which nothing is counted but what was told."""
    if counted is None or counted.head is None or not counted.noun:
        return counted
    if counted.noun in lexicon.family("last times"):  # "attendance dropped to 11,300 last season"
        last = _is_last(tree, counted.head)
        return replace(counted, anchor=counted.head - 2, head=None, span=None, noun="") if last else counted
    if not counted.partitive:
        return counted
    before = {token.lower for token in tree.tokens[max(0, counted.head - 3) : counted.head]}
    if counted.noun.split()[-1] not in labels("identifier-time") or before.isdisjoint(_SAME_TIME):
        return counted
    number = next((i for i in range(counted.head - 1, -1, -1) if tree.tokens[i].tag == "CD"), counted.anchor)
    return replace(counted, anchor=number, head=None, span=None, noun="", partitive=False)


def _is_last(tree: Tree, head: int) -> bool:
    """Whether a time is told right after a number: "11,300 | last season"."""
    return head > 1 and tree.tokens[head - 1].lower in labels("deictic") and tree.tokens[head - 2].tag == "CD"


_SAME_TIME = frozenset(("same", "corresponding", "previous", "preceding", "prior", "comparable", "equivalent"))


def of_crowd(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """E.g. "a crowd of 61,519 packed FNB Stadium": the number counts the crowd, though the parser took what it did for an adjective."""
    number = token_at(tree, *numeral.span)
    if counted is None or number is None:
        return counted
    before = tree.before(number, 5)
    led = "of" in before and before[before.index("of") - 1] in labels("body of people")
    after = tree.tokens[number + 1 : number + 2]
    if not led or (after and after[0].tag not in _PAST_CROWD):
        return counted
    return replace(counted, anchor=number, head=None, span=None, noun="person")


_PAST_CROWD = frozenset(("VBN", "VBD", "VBZ", "VBP", "MD", "IN", "RB", "CC", ",", ".", ":", "-RRB-"))


def of_ones(tree: Tree, counted: Counted | None, masked: frozenset[int]) -> Counted | None:
    """E.g. "40 cholera cases in May and 12 new ones in June": the ones are what was counted or spoken of before."""
    if counted is None or counted.head is None or tree.tokens[counted.head].lower != "ones":
        return counted
    for token in reversed(tree.tokens[: counted.head]):
        told = noun_classes(token.lower) or tree.child(token.index, "nummod") is not None
        if token.tag == "NNS" and token.index not in masked and told and token.lower != "ones":
            return replace(counted, anchor=token.index, noun=singular(token.lower))
    return counted


def of_sickness(tree: Tree, counted: Counted | None) -> Counted | None:
    """E.g. "45 hand, foot and mouth disease cases": a name of a sickness may have a comma or a number in it, and the cases are what is counted."""
    if counted is None or counted.head is None or tree.tokens[counted.head].dep not in ("nmod", "compound"):
        return counted
    path = tree.path(counted.head)[1:4]
    cases = next((i for i in path if i > counted.head and "casenoun" in noun_classes(tree.tokens[i].lower)), None)
    if cases is None or tree.tokens[cases].tag != "NNS" or counted.span is None:
        return counted
    span = Span(counted.span.start, tree.tokens[cases].end)
    return replace(counted, anchor=cases, head=cases, span=span, noun=singular(tree.tokens[cases].lower))


def without_fate(tree: Tree, counted: Counted | None, numeral: Numeral) -> Counted | None:
    """E.g. "at least 30 die as a ferry sinks": what the parser takes for a noun is what became of them."""
    if counted is None or counted.head is None or counted.head != counted.anchor or numeral.low == 1:
        return counted
    number = token_at(tree, *numeral.span)
    if number is not None and tree.tokens[counted.head].lower == "suspect":  # "eight probable and 49 suspect"
        return replace(counted, anchor=number, head=None, span=None, noun="")
    following = tree.tokens[number + 1 : number + 2] if number is not None else ()
    if number is None or not following:
        return counted
    # "with up to 300 schools shut and 200 closing"
    doing = following[0].tag == "NN" and following[0].lower.endswith("ing") and _leads(tree, following[0].index)
    if following[0].lower not in labels("fates") and not (doing and not noun_classes(following[0].lower)):
        return counted  # "9,200 flee fighting" is of no flee-fighting
    return replace(counted, anchor=number, head=None, span=None, noun="")


def _leads(tree: Tree, noun: int) -> bool:
    """Whether a word hangs on a "with"."""
    token = tree.tokens[noun]
    return token.dep == "pobj" and tree.tokens[token.head].lower == "with"


def is_aboard(text: str, end: int) -> bool:
    """E.g. "with hundreds aboard": what follows only says where people were."""
    return _ABOARD.match(text, end) is not None


_ABOARD = lexicon.pattern(r"\s+(?:(?:is|are|was|were)\s+)?{labels/aboard}\b", re.IGNORECASE)


def from_elsewhere(tree: Tree, counted: Counted, masked: frozenset[int]) -> tuple[Counted, Span | None]:
    """A number without a noun takes the noun that its clause counts: "the number of homes destroyed rose to 45"."""
    antecedent = uncounted_whole(tree, counted, masked)
    antecedent = coming_noun(tree, counted) if antecedent is None else antecedent
    antecedent = _first_with(tree, counted.anchor, masked) if antecedent is None else antecedent
    if antecedent is not None:
        return replace(counted, noun=singular(tree.tokens[antecedent].lower)), None
    crowd = counted.noun == "person"  # "a crowd of several thousand cheered"
    if counted.head is not None or counted.partitive or crowd or is_of_told(tree, counted.anchor):
        return counted, None  # "148 died, of whom 117 were children"
    label = _label_before(tree, counted.anchor)
    label = _apposed(tree, counted.anchor) if label is None else label
    label = _wrecked_before(tree, counted.anchor) if label is None else label
    if (named := _numbered_after(tree, counted.anchor, masked)) is not None:
        noun = singular(tree.tokens[named].lower)
        return replace(counted, anchor=named, head=named, span=phrase_span(tree, named), noun=noun), None
    if label is not None:
        words = (
            tree.tokens[label - 1 : label + 1]
            if tree.tokens[label - 1].tag in ("NN", "JJ") and label
            else [tree.tokens[label]]
        )
        noun = " ".join([*(t.lower for t in words[:-1]), singular(tree.tokens[label].lower)])
        return replace(counted, anchor=label, head=label, span=phrase_span(tree, label), noun=noun), None
    if (second := _next_in_row(tree, counted.anchor, masked)) is not None:
        noun = singular(tree.tokens[second].lower)
        return replace(counted, anchor=second, head=second, span=phrase_span(tree, second), noun=noun), None
    bracketed = bracketed_counted(tree, counted.anchor)
    bracketed = _summed(tree, counted.anchor, masked) if bracketed is None else bracketed
    if bracketed is not None:
        found: tuple[int, int] | None = bracketed, counted.anchor
    else:
        found = subject_counted(tree, counted.anchor, counted.anchor, masked)
    if found is None or not tree.tokens[found[0]].text[0].isalpha():
        return counted, None  # "of whom 3,98,100 are at home and 14,200 in hospitals"
    head, said = found
    span = phrase_span(tree, head)
    if head == said and tree.tokens[head].lower in labels("quantity"):
        word = tree.tokens[head].lower
        beside = tree.tokens[head - 1] if head and word in labels("numbered") else None
        if beside is not None and word[:5] not in ("numbe", "count") and "person" not in noun_classes(beside.lower):
            beside = None  # "airport traffic" is of no airports
        if beside is not None and beside.dep == "compound" and beside.tag in ("NN", "NNS"):
            return replace(counted, noun=singular(beside.lower)), span  # "passenger numbers fell to 2 million"
        return replace(counted, noun="person") if tree.tokens[head].lower in labels("crowd") else counted, span
    return replace(counted, anchor=head, head=head, span=span, noun=singular(tree.tokens[head].lower)), None


def _next_in_row(tree: Tree, number: int, masked: frozenset[int]) -> int | None:
    """The thefts of "Robberies rose to 41 from 36 and thefts to 210 from 190": the second of two things that moved, whose verb is said once."""
    tokens, at = tree.tokens, number - 1
    while at > 1 and (tokens[at].tag == "CD" or tokens[at].lower in _MOVING):
        at -= 1
    noun, start = tokens[at], at
    if (
        at == number - 1
        or not (noun.tag == "NNS" or noun.lower.endswith(("ing", "ery")))
        or at in masked
        or noun.text[:1].isupper()
    ):
        return None
    while start > 1 and tokens[start - 1].tag in ("NN", "JJ", "VBG"):
        start -= 1
    joint = start - 1
    if tokens[joint].lower not in ("and", "while", "but", ",", ";") or tokens[at + 1].lower not in ("to", "from", "by"):
        return None
    before = tokens[joint - 1] if tokens[joint - 1].text != "," else tokens[joint - 2]
    row = before.tag == "CD" and tokens[before.index - 1].lower in _MOVING
    money = any(token.text in _SIGNS for token in tokens[:start])
    return at if row and not money and noun.lower not in labels("quantity") | labels("sums in plural") else None


def _first_with(tree: Tree, number: int, masked: frozenset[int]) -> int | None:
    """The people of "reached 310,000 people with food, 120,000 with water": more of them, who got another thing."""
    tokens = tree.tokens
    if number + 1 >= len(tokens) or tokens[number + 1].lower != "with" or tokens[number - 1].lower not in (",", "and"):
        return None
    for noun in reversed(tokens[: number - 1]):
        given = noun.tag == "NNS" and noun.dep == "dobj" and tokens[noun.index + 1].lower == "with"
        if given and noun.index not in masked and tree.child(noun.index, "nummod") is not None:
            return noun.index
    return None


_MOVING = HEDGES | {"to", "from", "by"}
_SIGNS = frozenset(("$", "€", "£", "%", "percent", "cent", "Rs"))


def _numbered_after(tree: Tree, number: int, masked: frozenset[int]) -> int | None:
    """The targets of "put at 100 the number of targets struck"."""
    tokens = tree.tokens
    led = number > 0 and tokens[number - 1].lower in ("at", "to")
    if not led or [token.lower for token in tokens[number + 1 : number + 4]] != ["the", "number", "of"]:
        return None
    return noun_from(tree, number + 4, masked)


def _summed(tree: Tree, number: int, masked: frozenset[int]) -> int | None:
    """The residents of "the largest number of residents who died in the floods, totalling 14"."""
    tokens, verb = tree.tokens, number - 1
    while verb > 0 and (tokens[verb].lower == "to" or tokens[verb].lower in HEDGES):
        verb -= 1
    if verb < 0 or tokens[verb].tag != "VBG" or labels("amounting").isdisjoint(lemmas(tokens[verb].lower)):
        return None
    for at in range(verb - 1, max(0, verb - _SUMMED), -1):
        if tokens[at].lower == "of" and tokens[at - 1].lower in labels("quantity"):
            return noun_from(tree, at + 1, masked)
    return None


def _apposed(tree: Tree, number: int) -> int | None:
    """The noun of which a number between commas tells how many: "Obora had the most cases, 23,330, followed by …"."""
    tokens = tree.tokens
    if tuple(token.lower for token in tokens[number + 1 : number + 3]) in _ALTOGETHER:
        return _told_in_all(tree, number)
    closed = number + 1 < len(tokens) and tokens[number + 1].text in (",", ".", ";")
    if number < 2 or not closed:
        return None
    if tokens[number - 1].text != "," and not _is_ranked(tree, number):
        return None
    return number - 2 if noun_classes(tokens[number - 2].lower) & SAYING else None


def _wrecked_before(tree: Tree, number: int) -> int | None:
    """The houses of an entry "houses destroyed 45;" of a bulletin that has one after another; "floods destroyed 45" wrecked others."""
    verb, tokens = number - 1, tree.tokens
    while verb > 1 and tokens[verb].tag in ("RB", "RP"):
        verb -= 1
    if verb < 1 or tokens[verb].lower not in labels("wrecked") or tokens[verb - 1].tag != "NNS":
        return None
    following = tokens[number + 1].text if number + 1 < len(tokens) else ";"
    noun = tokens[verb - 1]
    return noun.index if following in (";", ",", ".", "|", "/") and noun_classes(noun.lower) & _WRECKED else None


def _is_ranked(tree: Tree, number: int) -> bool:
    """E.g. "Obora recorded the most cases at 15,826"."""
    most = [token.lower for token in tree.tokens[max(0, number - _RANKED) : number - 2]]
    return tree.tokens[number - 1].lower in ("at", "with") and not {"most", "fewest"}.isdisjoint(most)


_RANKED = 5  # words of "the most dengue cases at"
_WRECKED = frozenset(("building", "road", "livestock"))


_ALTOGETHER = frozenset((("in", "all"), ("in", "total"), ("in", "number"), ("all", "told"), ("altogether", ",")))


def _told_in_all(tree: Tree, number: int) -> int | None:
    """The noun before a comma of which a number tells how many there are: "the faulty prams, 48,000 in all, …", "staff of the embassy, nine in all"."""
    mark = number - 1
    while mark > 1 and tree.tokens[mark].lower in HEDGES:
        mark -= 1
    if mark < 1 or tree.tokens[mark].text not in (",", "–", "—", "("):
        return None
    noun = tree.tokens[mark - 1]
    while noun.dep == "pobj" and tree.tokens[tree.tokens[noun.head].head].tag[:2] == "NN":
        noun = tree.tokens[tree.tokens[noun.head].head]
    return noun.index if noun.tag == "NNS" or "person" in noun_classes(noun.lower) else None


def _label_before(tree: Tree, number: int) -> int | None:
    """The noun of an entry of a list within a sentence: "tanks – 8,620 (+7), cruise missiles – 2,401"."""
    mark = number - 1
    while mark > 1 and tree.tokens[mark].lower in HEDGES:
        mark -= 1
    if mark < 1 or tree.tokens[mark].text not in ("–", "—", "-", "‒", ":"):
        return None
    following = tree.tokens[number + 1].lower if number + 1 < len(tree.tokens) else ""
    if following not in ("", ",", ";", ".", "(", ")", "and", "units", "persons"):
        return None  # "over five regions: 14 over Derna"
    noun = tree.tokens[mark - 1]
    spaced = tree.tokens[mark].text == ":" or tree.tokens[mark].start > noun.end
    return noun.index if spaced and noun.tag in ("NNS", "NNPS") and noun_classes(noun.lower) else None
