"""A parsed sentence as plain values: tokens, and the ways through the tree that they form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

NAMES = frozenset(("NNP", "NNPS"))
NOUNS = NAMES | {"NN", "NNS"}
NAMING = NOUNS | {"DT", "JJ", "POS", "PRP$", "HYPH"}  # of the words of a noun phrase
GROUP = NAMING | {"CD", "CC", "VBN"}  # of several in a row, each with a number or a participle of its own
TENSED = frozenset(("VBD", "VBP", "VBZ"))
FINITE = TENSED | {"MD"}
PAST = frozenset(("VBD", "VBN"))  # spelt alike, and taken for each other
SUBJECTS = ("nsubj", "nsubjpass")
WITH_THERE = (*SUBJECTS, "expl")  # the "there" of "there were 12" stands for a subject
BE = frozenset(("is", "are", "was", "were"))


@dataclass(slots=True, eq=False)
class Token:
    """One word: offsets into the report's text, tag, dependency label, index of its head (its own where root).

    Never changed after it is made; not frozen only because a frozen one takes three times as long to make.
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    tag: str
    dep: str
    head: int


@dataclass(slots=True, eq=False)
class Tree:
    """The parse of one sentence, with the indices of each token's ``children``, in order. Never changed after it is made.

    Ways through it are worked out once, when first asked for.
    """

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False)
    _starts: list[int] = field(init=False, repr=False)
    _ends: list[int] = field(init=False, repr=False)
    _paths: dict[int, list[int]] = field(init=False, repr=False, default_factory=dict)
    _subtrees: dict[int, list[int]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token.index)
        self.children = tuple(map(tuple, found))
        self._starts, self._ends = [token.start for token in self.tokens], [token.end for token in self.tokens]

    def moved(self, by: int) -> Tree:
        """The same tree, so many characters further on."""
        return Tree(
            tuple(
                [Token(t.index, t.start + by, t.end + by, t.text, t.lower, t.tag, t.dep, t.head) for t in self.tokens]
            )
        )

    def path(self, index: int) -> list[int]:
        """The token and its ancestors up to the root (bounded: a malformed tree cannot loop). Not to be changed."""
        known = self._paths.get(index)
        if known is not None:
            return known
        chain, tokens, current = [index], self.tokens, index
        for _ in tokens:
            head = tokens[current].head
            if head == current:
                break
            chain.append(head)
            current = head
        self._paths[index] = chain
        return chain

    def child(self, index: int, *deps: str) -> Token | None:
        """The first child with one of these labels."""
        tokens = self.tokens
        for child in self.children[index]:
            if tokens[child].dep in deps:
                return tokens[child]
        return None

    def verb_over(self, index: int, reach: int) -> Token | None:
        """The nearest verb above a token, fewer than ``reach`` steps up."""
        return next((self.tokens[i] for i in self.path(index)[1:reach] if self.tokens[i].tag[:2] == "VB"), None)

    def subject_over(self, index: int, reach: int) -> Token | None:
        """The subject of the nearest verb above a token, fewer than ``reach`` steps up."""
        verb = self.verb_over(index, reach)
        return self.child(verb.index, "nsubj") if verb is not None else None

    def before(self, index: int, count: int) -> list[str]:
        """The lower-case words before a token, as many as ``count``."""
        return [token.lower for token in self.tokens[max(0, index - count) : index]]

    def after(self, index: int, count: int) -> list[str]:
        """The lower-case words after a token, as many as ``count``."""
        return [token.lower for token in self.tokens[index + 1 : index + 1 + count]]

    def subtree(self, index: int) -> list[int]:
        """The token and all its descendants, in order. Not to be changed."""
        known = self._subtrees.get(index)
        if known is not None:
            return known
        found, children = [index], self.children
        for current in found:  # grows while it is read
            found += children[current]
        found.sort()
        self._subtrees[index] = found
        return found

    def at(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap ``[start, end)``."""
        first = bisect_right(self._ends, start)
        return list(self.tokens[first : bisect_left(self._starts, end, first)])
