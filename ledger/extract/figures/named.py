"""Numbers that are part of a name, as the tree shows: "the S&P 500", "a Falcon 9 rocket", "the Six Day War"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import NAMES, Tree
from ledger.extract.grammar.words import FOLK, labels, noun_classes
from ledger.extract.numbers.numerals import Numeral
from ledger.lexicon.plurals import is_unchanged
from ledger.model import Span


def is_in_name(text: str, tree: Tree, span: Span, number: int, head: int | None) -> bool:
    """E.g. the 500 of "the S&P 500 rose", the 7 of "the Pixel 7 Pro"; not the 40 of "in Derna 40 people"."""
    previous = tree.tokens[number - 1] if number else None
    if previous is None or not text[slice(*span)].isdigit():
        return False
    named = previous.tag in ("NNP", "NNPS", "NN") and previous.text.lower() != previous.text
    counts = head is not None and (tree.tokens[head].text.islower() or tree.tokens[head].tag in ("NNS", "NNPS"))
    counts = counts and not (head is not None and previous.tag == "NNP" and _is_one(tree, head, text[slice(*span)]))
    first = number == 1 and not (previous.tag == "NNP" and head is None)
    return named and not first and not counts


def is_of_index(tree: Tree, number: int) -> bool:
    """E.g. the 250 of "the broader FTSE 250 lost 0.6 percent", the 2000 of "the Russell 2000"; "sent the Dow 100 points down" moves it."""
    if number == 0:
        return False
    name, size = tree.tokens[number - 1], tree.tokens[number]
    after = tree.tokens[number + 1].lower if number + 1 < len(tree.tokens) else ""
    if f"{name.lower} {size.lower}" in labels("index"):
        return True
    named = name.text[:1].isupper() and name.lower in lexicon.family("index by size")
    return named and size.text.isdigit() and int(size.text) in _SIZES and after not in ("points", "point", "pts")


_SIZES = frozenset(
    (*range(10, 101, 5), 33, 120, 150, 180, 200, 225, 250, 300, 350, 400, 500, 600, 800, 1000, 2000, 3000, 5000)
)
_NEAR = 4  # tokens after a number in which what it counts stands
_FOLK = FOLK | {"livestock"}
_MARKS = frozenset((":", "HYPH", "``", "''", "-LRB-", "NFP", "LS", "SYM"))


def _is_one(tree: Tree, head: int, number: str) -> bool:
    """Whether a noun is of one thing, whose name the number ends: "a Falcon 9 rocket"; not "40 police", "300 staff"."""
    noun = tree.tokens[head]
    many = is_unchanged(noun.lower) or noun_classes(noun.lower) & _FOLK
    return noun.tag == "NN" and (int(number) > 1 or _opens_name(tree, head)) and not many


def _opens_name(tree: Tree, head: int) -> bool:
    """Whether an article stands before the name that a number ends: "the Obora 1 prison"."""
    before = head - 2  # the word before the number
    while before > 0 and tree.tokens[before].tag in ("NNP", "NNPS", "HYPH"):
        before -= 1
    return tree.tokens[before].tag == "DT" and before < head - 2


def is_in_capitals(tree: Tree, number: int, numeral: Numeral) -> bool:
    """E.g. "the Six Day War", "Big Four": a number word with a capital between words with capitals; "- Six Ka-50 helicopters" opens a line."""
    told = tree.tokens[number + 1 : number + _NEAR]
    # "#2: Two soldiers", "Lida: Two Norland farmers"
    named = tree.tokens[number - 1].text == ":" and any(t.tag == "NNS" and t.text.islower() for t in told)
    opens = named or all(token.tag in _MARKS or not token.text.isalpha() for token in tree.tokens[:number])
    if not numeral.word or opens or not tree.tokens[number].text[:1].isupper():
        return False
    beside = (
        tree.tokens[number - 1],
        tree.tokens[number + 1] if number + 1 < len(tree.tokens) else tree.tokens[number - 1],
    )
    return any(token.text[:1].isupper() and (token.tag in NAMES or token.index > number) for token in beside)
