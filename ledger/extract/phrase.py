"""What a number counts: the noun phrase that follows it, read from the tags of the parse."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.extract.parse import Token, Tree
from ledger.extract.units import singular
from ledger.extract.words import labels
from ledger.model import Span

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX"))
_MORE = frozenset(("more", "additional", "further", "extra"))
_PRONOUNS = frozenset(("them", "us", "whom", "which", "these", "those"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counted phrase: ``head`` is the tree index of its noun (None where elided), ``span`` its text without the number.

    ``more`` is set for "four more", ``another 12``; ``anchor`` is the index from which predicates are sought.
    """

    anchor: int
    head: int | None
    span: Span | None
    noun: str
    more: bool = False
    partitive: bool = False


def read_counted(tree: Tree, start: int, end: int, masked: frozenset[int] = frozenset()) -> Counted | None:
    """The phrase counted by the number at ``[start, end)``; ``masked`` are tokens of time expressions. None off the tree."""
    number = tree.at(start, end)
    if not number:
        return None
    last = number[-1].index
    position, more = last + 1, _more_before(tree, number[0].index)
    while position < len(tree.tokens) and tree.tokens[position].lower in _MORE:
        position, more = position + 1, True
    position = _skip_or_more(tree, position)
    position, partitive = _skip_of(tree, position)
    if partitive and position < len(tree.tokens) and tree.tokens[position].lower in _PRONOUNS:
        token = tree.tokens[position]
        return Counted(anchor=last, head=None, span=Span(token.start, token.end), noun="", more=more, partitive=True)
    head = _head(tree, position, masked)
    if head is None:
        return Counted(anchor=last, head=None, span=None, noun="", more=more, partitive=partitive)
    span = Span(tree.tokens[position].start, _phrase_end(tree, head, masked))
    return Counted(anchor=head, head=head, span=span, noun=_noun(tree, position, head), more=more, partitive=partitive)


_OR = frozenset(("more", "so", "less", "fewer", "greater", "higher", "above"))


def _skip_or_more(tree: Tree, position: int) -> int:
    """E.g. the words between number and noun in "50 or more people", "a hundred or so houses"."""
    tokens = tree.tokens
    bound = position + 1 < len(tokens) and tokens[position].lower == "or" and tokens[position + 1].lower in _OR
    return position + 2 if bound else position


def _more_before(tree: Tree, first: int) -> bool:
    """E.g. "another 12", "an additional 300", "a further 40"."""
    words = [tree.tokens[i].lower for i in range(max(0, first - 2), first)]
    return bool(words) and (words[-1] in ("another", "additional", "further", "extra"))


def _skip_of(tree: Tree, position: int) -> tuple[int, bool]:
    tokens = tree.tokens
    if position < len(tokens) and tokens[position].lower == "of":
        position += 1
        while position < len(tokens) and tokens[position].lower in ("the", "all", "these", "those", "some"):
            position += 1
        return position, True
    return position, False


def _head(tree: Tree, position: int, masked: frozenset[int]) -> int | None:
    """The index of the head noun of the phrase that starts at ``position``, by tags alone."""
    tokens, head = tree.tokens, None
    for index in range(position, min(len(tokens), position + 9)):
        token = tokens[index]
        if index in masked:
            break
        if token.tag in NOUNS or (head is None and _is_nominal(tree, index)):
            if head is not None and not _continues(tree, head, index):
                break
            head = index
        elif head is not None and _joins_names(tree, head, index):
            continue
        elif not _may_modify(tree, index, head, position):
            break
    return head


def _is_nominal(tree: Tree, index: int) -> bool:
    """E.g. "34 dead", "three of the wounded": people named by what became of them; not the "wounded" of "wounded men"."""
    return tree.tokens[index].lower in labels("nominal") and not _noun_follows(tree, index)


def _continues(tree: Tree, head: int, index: int) -> bool:
    """Whether the noun at ``index`` goes on with the compound: "air | strikes", not "people | Friday"."""
    before = tree.tokens[head]
    if index != head + 1:
        return _joins_names(tree, head, index - 1) or any(
            t.tag in ("HYPH", "POS") or t.text == "’s" for t in tree.tokens[head + 1 : index]
        )
    return not (before.tag in ("NNS", "NNPS") and before.dep != "compound")


def _joins_names(tree: Tree, head: int, index: int) -> bool:
    """E.g. the "and" of "460 Hutu and Tutsi fighters", where both names tell of the one noun."""
    ahead = [token.tag for token in tree.tokens[index + 1 : index + 3]]
    return tree.tokens[index].lower in ("and", "or") and tree.tokens[head].tag == "NNP" and ahead == ["NNP", "NNS"]


def _may_modify(tree: Tree, index: int, head: int | None, position: int) -> bool:
    token = tree.tokens[index]
    if head is not None:
        hyphenated = tree.tokens[index - 1].tag == "HYPH" and _noun_follows(tree, index)
        return token.tag in ("HYPH", "POS") or hyphenated
    if token.tag == "CD":
        return tree.tokens[position - 1].lower in ("of", "the") or "-" in token.text
    if token.tag in _MODIFIERS:
        return _noun_follows(tree, index)
    if token.tag in {"PRP$", "DT"}:
        return (index == position and tree.tokens[index - 1].lower in ("of", "all", "half")) or token.tag == "PRP$"
    if token.tag in ("RB", "RBR"):
        return index + 1 < len(tree.tokens) and tree.tokens[index + 1].tag in ("JJ", "VBN", "VBG", "HYPH")
    if token.lower in (",", "and", "or") and index > position:
        following = tree.tokens[index + 1].tag if index + 1 < len(tree.tokens) else ""
        return tree.tokens[index - 1].tag in _MODIFIERS and following in _MODIFIERS and _noun_follows(tree, index)
    return token.text in ("“", '"', "'", "‘", "”", "’")


def _noun_follows(tree: Tree, index: int) -> bool:
    """E.g. "killed civilians" goes on; "wounded in Gaza" does not; nor does "injured people said" after a passive verb."""
    for following in tree.tokens[index + 1 : index + 5]:
        if following.tag in NOUNS:
            return True
        if (
            following.tag not in _MODIFIERS
            and following.tag not in ("RB", "CC")
            and following.text not in (",", "”", '"')
        ):
            return False
    return False


def _phrase_end(tree: Tree, head: int, masked: frozenset[int]) -> int:
    """The end of the phrase: coordinated nouns and one "of" phrase belong to it ("members of the crew")."""
    tokens, index = tree.tokens, head
    while (
        index + 2 < len(tokens)
        and tokens[index + 1].lower in ("and", "or")
        and tokens[index + 2].tag in ("NNS", "NN", "NNPS")
    ):
        if index + 2 in masked or _starts_clause(tree, index + 2) or _has_number(tree, index + 2):
            break
        index += 2
    if index + 1 < len(tokens) and tokens[index + 1].lower == "of":
        inner = _head(tree, _skip_of(tree, index + 1)[0], masked)
        index = inner if inner is not None else index
    return tokens[index].end


def _has_number(tree: Tree, index: int) -> bool:
    """E.g. "14 districts and population of about 40 lakh": the second noun has a number of its own."""
    following = [token for token in tree.tokens[index + 1 : index + 5] if token.tag != "HYPH"]
    if not following or following[0].lower not in ("of", "–", "-", "—", ":", "(", "‒"):
        return False
    return any(token.tag == "CD" for token in following[1:]) or following[0].tag == "CD"


def _starts_clause(tree: Tree, index: int) -> bool:
    return tree.tokens[index].dep in ("nsubj", "nsubjpass")


def _noun(tree: Tree, start: int, head: int) -> str:
    """The noun with its compound modifiers, lower case and singular ("air strike")."""
    words = [t.lower for t in tree.tokens[start : head + 1] if t.tag in NOUNS or t.tag in ("JJ", "VBN")]
    if not words:
        return ""
    words[-1] = singular(words[-1])
    return " ".join(words)


def words_of(tokens: list[Token]) -> str:
    """The lower-case words of some tokens, joined by spaces."""
    return " ".join(token.lower for token in tokens)
