"""What stands around a figure, as the clues by which the judge tells its measure: words by their place, and what the lexicon says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from math import log10

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import PERSON, noun_classes
from ledger.extract.meaning.links import links
from ledger.extract.meaning.measures import find_measure
from ledger.extract.meaning.sayings import sayings
from ledger.extract.meaning.setting import Setting

_BESIDE, _NEAR, _AROUND = 5, 2, 8  # tokens on each side: whose words count, those whose place counts, whose cues count
_WIDE = 40  # tokens on each side that may be of the sentence's matter: a text without full stops is one sentence
_STEPS = 6  # up the tree
_FAR = 9.0  # the cost of a cue that is hardly the figure's
_ROLES = frozenset(("nsubj", "nsubjpass", "dobj", "prep", "xcomp", "acomp", "attr", "prt"))
_WORD = re.compile(r"[A-Za-z][a-z’'-]+")
_TELLING = frozenset(("NN", "VB", "JJ"))
BANDS = (1.0, 2.0, 3.0, 4.0, 8.9)  # costs at which the rules are less and less sure


def clues_of(mention: Mention, setting: Setting, ruled: str, cost: float) -> frozenset[str]:
    """The clues of a mention; ``ruled`` is the measure that the rules found, at that ``cost``."""
    tree, classes = setting.tree, mention.classes or PERSON
    found = [f"rule {ruled}", f"rule {ruled} {sum(cost >= band for band in BANDS)}"]
    found += _own(mention)
    found += _beside(tree, mention.number, classes)
    found += _above(tree, mention.number, classes, "n")
    if mention.anchor != mention.number:
        found += _above(tree, mention.anchor, classes, "a")
    found += _around(tree, max(0, mention.number - _WIDE), min(len(tree.tokens), mention.number + _WIDE))
    if nearest := find_measure(tree, mention.anchor, classes | {"count"}, limit=_FAR):
        found += [f"cue {nearest.measure}", f"cue {nearest.measure} {min(4, int(nearest.cost))}"]
    found += _told(mention, setting)
    found += links(mention, setting)
    found += _of_title(setting.title)
    return frozenset(found)


@lru_cache(maxsize=8)  # of the sentences in hand: nearly all are short enough to be all around each of their figures
def _around(tree: Tree, start: int, end: int) -> tuple[str, ...]:
    """The sentence's matter: its telling words between two tokens, and what they can say of anything."""
    words = [token.lower for token in tree.tokens[start:end] if token.tag[:2] in _TELLING]
    return tuple(chain.from_iterable(map(_told_anywhere, dict.fromkeys(words))))


@lru_cache(maxsize=20_000)
def _told_anywhere(word: str) -> tuple[str, ...]:
    return f"s {word}", *(f"s says {measure}" for measure in sayings(word))


@lru_cache(maxsize=64)
def _of_title(title: str) -> tuple[str, ...]:
    return tuple(f"title {word.lower()}" for word in _WORD.findall(title))


def _own(mention: Mention) -> Iterator[str]:
    """What the figure itself shows: its unit, its noun and their classes, its size."""
    yield f"unit {mention.unit}"
    yield f"noun {mention.counted.noun.split(' ')[-1]}"
    for name in mention.classes:
        yield f"class {name}"
    for name, shown in (("elided", mention.elided), ("implicit", mention.implicit), ("vague", mention.vague), ("part", mention.counted.partitive), ("more", mention.counted.more)):  # fmt: skip
        if shown:
            yield name
    size = abs(mention.low or mention.high or 0)
    yield f"size {int(log10(size)) if size else 'none'}"


def _beside(tree: Tree, number: int, classes: frozenset[str]) -> Iterator[str]:
    """The words before and after, and what those a little farther off can say of such a thing."""
    tokens = tree.tokens
    for side, step in (("-", -1), ("+", 1)):
        for far in range(1, _AROUND + 1):
            at = number + step * far
            if not 0 <= at < len(tokens):
                break
            token = tokens[at]
            if far <= _BESIDE:
                yield f"{side}{far if far <= _NEAR else ''} {token.lower}"
            band = 1 if far <= _NEAR else 2 if far <= _BESIDE else 3
            for measure in sayings(token.lower, classes):
                yield f"{side}says{band} {measure}"
            if token.tag[:2] == "NN":
                for name in noun_classes(token.lower):
                    yield f"{side}is{min(band, 2)} {name}"


def _above(tree: Tree, index: int, classes: frozenset[str], kind: str) -> Iterator[str]:
    """What the figure hangs on, and what hangs on that, up to the first verb."""
    tokens = tree.tokens
    path = tree.path(index)[:_STEPS]
    verb_met = False
    for depth, at in enumerate(path):
        token, role = tokens[at], tokens[path[depth - 1]].dep if depth else "self"
        word = token.lower
        yield f"{kind}{depth} {token.dep}"
        yield f"{kind} {role} {word}"
        for measure in sayings(word, classes):
            yield f"{kind} says {measure}"
            yield f"{kind} {role} says {measure}"
        verb = token.tag[:2] == "VB" and not verb_met
        verb_met = verb_met or verb
        if verb:
            yield f"{kind} verb {word}"
        for child in tree.children[at]:
            if child in path:
                continue
            inner = tokens[child]
            if not depth or (verb and inner.dep in _ROLES):
                yield f"{kind}{min(depth, 1)} {inner.dep} {inner.lower}"
            for measure in sayings(inner.lower, classes):
                yield f"{kind} by {measure}"
                yield f"{kind}{min(depth, 2)} {inner.dep} by {measure}"
            if inner.tag[:2] == "NN":
                for name in noun_classes(inner.lower):
                    yield f"{kind} {inner.dep} is {name}"


def _told(mention: Mention, setting: Setting) -> Iterator[str]:
    """What the figures before have told."""
    if (previous := setting.previous) is not None:
        yield f"before {previous.measure}"
        yield f"before {previous.unit}"
        yield f"before {previous.measure} {'none' if mention.elided else 'same' if previous.unit == mention.unit else 'other'}"
    if setting.told:
        yield f"told {setting.told[-1].measure}"
