"""In which direction something moved by a figure: "rose 8.5 percent", "a 0.3-point drop", "ended 120 points lower"."""

from __future__ import annotations

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.words import PERCENT, labels, lemmas, status_words
from ledger.lexicon.counted import RATIOS
from ledger.model import Direction

_ENDPOINTS = frozenset(("to", "at", "from", "of", "until", "above", "below", "near", "past"))
_DESCRIBED = 6  # tokens of an amount's adjectives
_PERCENT = PERCENT | {"per"}
_PAIR = 3  # tokens of "18 percent and"


def moved(tree: Tree, mention: Mention, priced: bool = False) -> Direction | None:
    """The direction in which something moved *by* the figure: "rose 8.5 percent", "fell by 300", "a 0.3-point drop".

    "Rose to 46" and "down from 4.3 percent" give where a move ended and began: no change. What is ``priced`` may add,
    shed or lose an amount.
    """
    number = mention.number
    start = tree.at(mention.span.start, mention.span.start + 1)
    if start and any(token.lower in ("to", "and", "or") for token in tree.tokens[start[0].index : number]):
        number = start[0].index  # of "rose 5 to 15 percent" the 5
    elif start and mention.unit.isupper() and start[0].index < number and start[0].tag[:2] == "NN":
        number = start[0].index  # "is down Rs 15", whose sign the parser takes for a noun
    first = _first(tree, number)
    if tree.before(first, 3) == ["by", "up", "to"]:
        first -= 2  # "will decline by up to 20 percent"
    before = tree.before(first, 3)
    # "was 2 percent, lower | than 4 percent in May"
    if tree.tokens[first].lower == "than" or (before[-1:] and before[-1] in _ENDPOINTS - {"of"}):
        named = tree.tokens[first].lower in ("a", "an")  # "contributed to a 30 percent rise"
        return _change_noun(tree, mention, []) if named else None
    part = mention.unit in RATIOS and mention.unit != "fraction"  # "snapped up half of the issue"
    relative = priced or mention.unit in RATIOS or mention.unit == "point"
    if before[-1:] == ["by"]:
        if len(before) > 2 and before[0] == "to" and (said := direction_of(before[1], "verbs")):
            return said  # "output is to contract by 3 percent", which the parser may take for a noun
        above = _direction_above(tree, number, relative=True) or _aside(tree, first - 1, number, relative, part)
        return above or _by_a_move(tree, mention, first)  # "is down by 18 percent"
    if before[-1:] == ["and"] and (one := _joined_to(tree, number, first)) is not None:  # "a decrease of 18% and 24%"
        number = one
        first = _first(tree, number)
        before = tree.before(first, 3)
    counted = mention.counted.head is not None and not relative and not mention.unit.isupper()
    if counted and mention.counted.noun not in status_words("count change"):
        # "lost 40 tanks", "added 12 names" say what was lost and added; "three cuts" are three
        return _move_of_counted(before)
    if relative and first > 0 and (said := direction_of(tree.tokens[first - 1].lower, "verbs")):
        return said  # the headline "economy shrinks 0.3%", whose verb the parser may take for a noun
    if relative and (said := _verb_before(tree, first)):
        return said
    noun = _change_noun(tree, mention, before)
    if noun is not None:
        return noun
    return _aside(tree, first, number, relative, part) or _direction_above(tree, number, relative)


def _move_of_counted(before: list[str]) -> Direction | None:
    """E.g. "an increase of 33,000 claims"; things that are "lost" or "added" are no moves."""
    named = (
        before[-1:] == ["of"] and len(before) > 1 and not status_words("count change").isdisjoint(lemmas(before[-2]))
    )
    return direction_of(before[-2], "nouns") if named else None


def _by_a_move(tree: Tree, mention: Mention, first: int) -> Direction | None:
    """E.g. "was driven by a 42 percent rise"."""
    return _change_noun(tree, mention, []) if tree.tokens[first].lower in ("a", "an") else None


def _verb_before(tree: Tree, first: int) -> Direction | None:
    """The direction of a verb with a particle or an adjective before the amount: "tacked on 1.9 percent", "surged a market-leading 2.8 percent"."""
    if first > 1 and tree.tokens[first - 1].lower in ("on", "off"):
        return direction_of(tree.tokens[first - 2].lower, "verbs")
    article = next(
        (i for i in range(first - 1, max(0, first - _DESCRIBED), -1) if tree.tokens[i].lower in ("a", "an")), 0
    )
    between = tree.tokens[article + 1 : first]
    described = article > 0 and between and all(token.tag in ("JJ", "JJS", "NN", "VBG", "HYPH") for token in between)
    return direction_of(tree.tokens[article - 1].lower, "verbs") if described else None


def _joined_to(tree: Tree, number: int, first: int) -> int | None:
    """The number before "and" to which one is joined, with or without its unit: the 18 of "18 percent and 24 percent"."""
    if tree.tokens[number].dep == "conj":
        return tree.tokens[number].head
    unit, one = tree.tokens[max(0, first - 2)], tree.tokens[max(0, first - 3)]
    same = unit.lower == tree.tokens[number + 1].lower if number + 1 < len(tree.tokens) else False
    return one.index if same and one.tag == "CD" and first > _PAIR else None


def _aside(tree: Tree, first: int, number: int, relative: bool, part: bool) -> Direction | None:
    """E.g. "down about 1 percent", "0.1 percentage points higher"; "make up 40 percent" is none."""
    before = tree.tokens[first - 1] if first > 0 else None
    if before is not None and before.lower in ("up", "down", "higher", "lower"):
        made = lemmas(tree.tokens[first - 2].lower) if first > 1 else ()
        other = "make" in made or (not part and not status_words("phrasal verb").isdisjoint(made))
        other = other or (before.lower == "down" and not part and not status_words("brought down").isdisjoint(made))
        return None if other else direction_of(before.lower, "aside")
    if before is not None and before.lower == "off" and relative and tree.tokens[max(0, first - 2)].text in _OPENS_OFF:
        return Direction.DOWN  # "revenue was $51 million, off 2 percent"
    after = tree.after(number, 2)
    if after[:1] in (["points"], ["point"]):
        del after[0]  # "ended 120 points lower", "closed 120 points or 0.4 percent lower"
        if after[:1] == ["or"]:
            after = [
                token.lower
                for token in tree.tokens[number + 3 : number + 7]
                if token.tag != "CD" and token.lower not in _PERCENT
            ]
    return direction_of(after[0], "aside") if after else None


_OPENS_OFF = frozenset((",", "was", "were", "is", "are", "-", "–", "—"))


def _first(tree: Tree, number: int) -> int:
    """The first token of the amount: past its comparator words and currency sign ("by more than $ 4 billion")."""
    first = number
    while first > 0 and (
        tree.tokens[first - 1].tag in ("CD", "$", "SYM")
        or _is_hedge(tree, first - 1)
        or (first == number and tree.tokens[first - 1].lower in ("percentage", "per", "basis"))
        or tree.tokens[first - 1].text in ("-", "–", "(")
    ):
        first -= 1
    words = tree.before(first, 3)
    if len(words) == 3 and words[1] in ("average", "median", "total", "mean") and words[2] == "of":
        first -= 3  # "by an average of 700 won"
    return first


def _is_hedge(tree: Tree, index: int) -> bool:
    """A word that qualifies the amount after it; the "at" of "closed lower at 41 kroner" does not, that of "at least" does."""
    word = tree.tokens[index].lower
    return word in status_words("hedge") and (word != "at" or tree.tokens[index + 1].lower in ("least", "most", "the"))


def _change_noun(tree: Tree, mention: Mention, before: list[str]) -> Direction | None:
    """E.g. "a 12 percent rise in prices", "a drop of 300", "an increase of nearly 5 percent"."""
    for token in tree.tokens[mention.number + 1 : mention.number + 6 + _hyphens(tree, mention.number)]:
        if tree.tokens[token.index - 1].text == "-":
            continue  # "a 12 percent year-on-year rise"
        if token.tag in ("NN", "NNS") and (found := direction_of(token.lower, "nouns")):
            return found
        if token.tag[:2] in ("VB", "IN") or token.text in (",", ";", "("):
            break
    if before[-1:] == ["of"] and len(before) > 1:
        return direction_of(before[-2], "nouns")
    return None


def _hyphens(tree: Tree, number: int) -> int:
    """How many words hyphens add to the compound right after a number: 4 for "year-on-year"."""
    return 2 * sum(token.text == "-" for token in tree.tokens[number + 1 : number + 7])


def direction_of(word: str, kind: str) -> Direction | None:
    """The direction of a lower-case word in any inflection; ``kind`` is "verbs", "moves", "nouns", "aside" or "gains"."""
    for lemma in lemmas(word):
        if lemma in status_words(f"up {kind}"):
            return Direction.UP
        if lemma in status_words(f"down {kind}"):
            return Direction.DOWN
    return None


def _is_paced(tree: Tree, preposition: int) -> bool:
    inner = tree.child(preposition, "pobj")
    return tree.tokens[preposition].lower == "at" and inner is not None and inner.lower in labels("noun of pace")


def _direction_above(tree: Tree, number: int, relative: bool) -> Direction | None:
    """The direction of the verb that the bare amount depends on ("rose 5 percent"): an adverbial, not a thing that moves."""
    current = number
    for parent in tree.path(number)[1:6]:
        token, label = tree.tokens[parent], tree.tokens[current].dep
        if token.lower == "at" and tree.tokens[current].lower in labels("noun of pace"):
            current = parent
            continue  # "shrank at an annual pace of 3 percent"
        if (
            label in SUBJECTS
            or (label == "appos" and tree.tokens[number + 1 : number + 2] and tree.tokens[number + 1].lower == "of")
            or (
                label == "prep"
                and not _is_paced(tree, current)
                and tree.tokens[current].lower not in ("by", "of", "between")
            )
        ):
            return None
        if token.tag[:2] == "VB":
            return direction_of(token.lower, "verbs" if relative else "moves")
        current = parent
    return None
