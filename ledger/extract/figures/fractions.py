"""Fractions that are said of something ("half of the homes", "fell by a third") and those that only divide or order."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.meaning.of_which import is_of_told

_MORE_OR_LESS = frozenset(("more", "less", "fewer", "higher", "lower", "larger", "smaller"))


def is_no_part(tree: Tree, counted: Counted, number: int) -> bool:
    """Whether a fraction states no figure: an ordinal, or a word that is a part of nothing told."""
    previous = tree.tokens[number - 1].lower if number else ""
    if previous == "in" and any(
        not lexicon.family("parts a thing").isdisjoint(lemmas(token.lower))
        for token in tree.tokens[max(0, number - 6) : number]
    ):
        return True  # "a bus sliced in half"
    share = previous in ("in", "of", "every") or _do(tree, number)  # "nine in ten are children"
    alone = counted.head is None and not counted.partitive and not share and not _is_of_name(tree, number)
    alone = alone and not (_is_step(tree, number) or _is_given(tree, number) or _is_of_told(tree, number))
    return previous in ("second", "first", "other") or alone or _is_ordinal(tree, counted, number)


_MOVES = lexicon.pattern(r"{numbers/moves}")


def _is_step(tree: Tree, number: int) -> bool:
    """E.g. "cut by more than half", "up a third", "one-third more than": a fraction by which something moved."""
    following = tree.after(number, 2)
    first = number
    while first and (tree.tokens[first - 1].text == "-" or tree.tokens[first - 1].tag in ("CD", "DT", "RB")):
        first -= 1
    compared = following[:1] != [] and following[0] in _MORE_OR_LESS and following[1:] == ["than"]
    return (
        compared
        or _MOVES.fullmatch(tree.tokens[max(0, first - 1)].lower) is not None  # "profit fell two-thirds"
        or following[:1] in (["below"], ["above"])
        or following in (["up", "on"], ["down", "on"], ["up", "from"], ["down", "from"])
        or _is_so_large(tree, number)
        or any(  # "a fifth below its peak"
            token.lower in ("by", "up", "down") for token in tree.tokens[max(0, number - 5) : number]
        )
    )


def _is_so_large(tree: Tree, number: int) -> bool:
    """E.g. "an increase in spending of a third", "the share could fall to a third"."""
    before = tree.before(number, 8)
    if before[-1:] not in (["a"], ["an"]) or before[-2:-1] not in (["of"], ["to"]):
        return False
    return any(not labels("change").isdisjoint(lemmas(word)) for word in before)


def _is_of_told(tree: Tree, number: int) -> bool:
    """E.g. "$3 million, of which a fifth went on fuel", "a third are children", "fewer than half", "the share, put at a third"."""
    first = number
    while first and tree.tokens[first - 1].lower in {"a", "an", *lexicon.family("hedge")}:
        first -= 1
    if is_of_told(tree, first):
        return True
    before = tree.before(first, 2)
    following = tree.tokens[number + 1 : number + 2]
    if tree.tokens[number].lower in ("half", "quarter", "third") and before[-1:] == ["than"]:
        return before[-2:-1] != [] and before[-2] in ("more", "less", "fewer")
    subject = tree.tokens[number].dep in SUBJECTS and tree.tokens[number - 1].lower in ("a", "another")
    if subject and following and following[0].lower in ("are", "were", "have"):
        return True
    at = before[-1:] == ["at"] and {"share", "proportion", "part"} & {
        t.lower for t in tree.tokens[max(0, number - 10) : number]
    }
    return bool(at)


def _is_given(tree: Tree, number: int) -> bool:
    """E.g. "the council paid half", "has received less than half", "only about a fifth has been pledged": a part of what was told of."""
    token = tree.tokens[number]
    if token.lower == "half" and token.dep == "dobj" and token.head < number:
        return not labels("part given").isdisjoint(lemmas(tree.tokens[token.head].lower))
    before = {one.lower for one in tree.tokens[max(0, number - 3) : number]}
    subject = token.dep in SUBJECTS and tree.tokens[token.head].index > number
    return (
        subject
        and "a" in before
        and not before.isdisjoint(("about", "only", "around", "nearly", "almost", "over", "than"))
    )


def _do(tree: Tree, number: int) -> bool:
    """E.g. "two-thirds had died", "half were children": parts that do or suffer something."""
    token = tree.tokens[number]
    many = token.lower.endswith("s") or token.lower in ("half", "quarter")
    return many and token.dep in SUBJECTS and tree.tokens[token.head].tag[:2] == "VB"


def _is_of_name(tree: Tree, number: int) -> bool:
    """E.g. "occupies a fifth of Ukraine", "a tenth of the workforce": of what is said, though nothing is counted."""
    following = [t for t in tree.tokens[number + 1 : number + 4] if t.tag != "DT"]
    return len(following) > 1 and following[0].lower == "of" and following[1].tag[:2] == "NN"


def _is_ordinal(tree: Tree, counted: Counted, number: int) -> bool:
    """E.g. "burned for a third day", "a fifth victim": with a noun in the singular and no "of" it is no fraction."""
    if counted.head is None or counted.partitive:
        return False
    if any(tree.tokens[index].tag not in ("NN", "NNP", "JJ") for index in range(number + 1, counted.head)):
        return False  # but "supply a third Patriot battery"
    word, before = tree.tokens[number].lower, tree.tokens[number - 1].lower if number else ""
    if before not in ("a", "an", "the", "its", "his", "her", "their") or word[-1:] not in "dh":
        return False  # "a one-third stake" is one
    return word not in ("half", "quarter") and not word.endswith("s") and tree.tokens[counted.head].tag == "NN"
