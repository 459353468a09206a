"""Wholes and their parts: the 31 and the 40 of "31 of 40 drones", and what is said of each."""

from __future__ import annotations

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import NOUNS, Token, Tree
from ledger.extract.grammar.words import labels
from ledger.extract.meaning.measures import Finding, cues_at, find_measure
from ledger.extract.meaning.parts import PARTS

_NEAR = 3.0
_ARTICLES = labels("before a whole")
_LEADS = {"of", *PARTS} - {"including"}  # "wrecked 210 buildings, including 61 schools, 12 shops" opens a list of parts
_OWNING = NOUNS | {"JJ", "HYPH", "POS"}


def is_whole(mention: Mention, tree: Tree) -> bool:
    """Whether the number is the whole of which another is a part: the 40 of "31 of 40 drones", "12 out of the 20", "of the 40 aboard, 31 …"."""
    first = mention.number
    while first and tree.tokens[first - 1].tag == "CD":
        first -= 1  # the 10.9 of "2.1 million of its 10.9 million"
    before = (token for token in tree.tokens[max(0, first - 4) : first] if token.end <= mention.span.start)
    words = [token for token in before if token.lower not in _ARTICLES]  # "hundreds of thousands" are one number
    words = _before_owner(tree, words)
    if (
        words
        and words[-1].lower == "of"
        and words[-1].index == 0
        and any(t.tag == "CD" for t in tree.tokens[mention.anchor + 1 :])
    ):
        return True  # "Of the 13 missiles fired that night seven were shot down"
    if words and words[-1].lower in _LEADS and _opens(tree, words[-1].index) and _part_follows(tree, mention):
        return True
    parts = words[-2].tag == "CD" or words[-2].lower in ("out", *labels("part of a whole")) if len(words) > 1 else False
    return parts and words[-1].lower == "of"


def _before_owner(tree: Tree, words: list[Token]) -> list[Token]:
    """What stands before the owner of a whole: the "Of" of "Of the ferry's 230 passengers, 198 were saved", the "19 of" of "19 of the camp's 260 huts"."""
    if not words or words[-1].tag != "POS":
        return words
    index = words[-1].index - 1
    while index > 0 and (tree.tokens[index].tag in _OWNING or tree.tokens[index].lower in _ARTICLES):
        index -= 1
    return [token for token in tree.tokens[max(0, index - 1) : index + 1] if token.lower not in _ARTICLES]


def _opens(tree: Tree, index: int) -> bool:
    """Whether a clause begins with this token: "Of the 300 aboard, 12 died"; "…; of those 300, 12 died"."""
    return index == 0 or tree.tokens[index - 1].text in (",", ";", ":", "-", "–", "—", "“", "and", "but", "•")


def _part_follows(tree: Tree, mention: Mention) -> bool:
    """Whether the number's phrase ends in a comma and another number is what comes next."""
    comma = next((token.index for token in tree.tokens[mention.anchor + 1 :] if token.text == ","), None)
    after = tree.tokens[comma + 1 : comma + 6] if comma is not None else ()
    return any(token.tag == "CD" for token in after)


def is_part_of_number(mention: Mention, tree: Tree) -> bool:
    """E.g. the 31 of "31 of 40 drones"."""
    words = [t for t in tree.tokens[mention.number + 1 : mention.number + 6] if t.lower not in (*_ARTICLES, "out")]
    return len(words) > 1 and words[0].lower == "of" and words[1].tag == "CD"


def done_to_part(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """The verb right before "31 of 40 drones fired at the port", which the parser may hang on "fired"."""
    index = mention.number - 1
    while index > 0 and tree.tokens[index].lower in (*_ARTICLES, "down"):
        index -= 1
    if index < 0 or tree.tokens[index].tag[:2] != "VB":
        return None
    fitting = [cue for cue in cues_at(tree, index) if cue.slot == "obj" and cue.counted & classes and not cue.also]
    best = min(fitting, key=lambda cue: cue.cost, default=None)
    return Finding(measure=best.measure, token=index, cost=1.0) if best else None


def outside_whole(mention: Mention, tree: Tree) -> frozenset[int]:
    """The tokens that may say what became of a part: of "21 of the 276 girls kidnapped in May were freed" not "kidnapped"."""
    of = next((c for c in tree.children[mention.number] if tree.tokens[c].lower == "of" and c > mention.number), None)
    whole = tree.subtree(of) if of is not None else ()
    return frozenset(range(len(tree.tokens))).difference(whole)


def of_whole(mention: Mention, tree: Tree, classes: frozenset[str]) -> tuple[str, float]:
    """What its own phrase says of a whole: "shot down 31 of 40 drones" shoots down no 40; munitions counted have been fired."""
    own = frozenset(tree.subtree(mention.anchor))
    finding = find_measure(tree, mention.anchor, classes, limit=_NEAR, within=own)
    if finding is not None:
        return finding.measure, finding.cost
    return ("munitions_fired" if "munition" in classes else "other"), _NEAR
