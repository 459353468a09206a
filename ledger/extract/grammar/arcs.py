"""The arc-eager way to a tree (Nivre 2003): a stack, a buffer, and the steps between them that the model was trained to choose.

Steps: *shift* the next word onto the stack; *reduce* (pop the top); an arc *left* from the next word to the top, which is
popped; an arc *right* from the top to the next word, which is pushed. A word popped without a head goes back to the buffer
(Honnibal and Johnson 2014). Each text is one sentence: the step that begins another is never allowed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
# Which steps are allowed: their numbers, by the kind of state that ``State.kind`` tells.
ALLOWED: tuple[tuple[int, ...], ...] = (
    (SHIFT,),
    (REDUCE,),
    *(
        (*((SHIFT,) if shift else ()), *((REDUCE,) if reduce else ()), *((LEFT, RIGHT) if arcs else ()))
        for shift in (False, True)
        for reduce in (False, True)
        for arcs in (False, True)
    ),
)
_NONE = -1
_UNDER = 3
_DECORATION = "||"


class State:
    """The parse of one sentence of ``length`` words as far as it has come.

    Lists of words have one place more, which stands for no word (-1) and says that it has no child.
    """

    __slots__ = ("_back", "_following", "_lefts", "_next", "_older", "_rights", "_stack", "_stuck", "heads", "labels")

    def __init__(self, length: int) -> None:
        self.heads, self.labels = [_NONE] * length, [_NONE] * length
        self._lefts = [_NONE] * (length + 1)  # the last child of each word to its left, and to its right
        self._rights = [_NONE] * (length + 1)
        self._older = [_NONE] * (length + 1)  # the child of the same side before it
        self._stack = [_NONE, _NONE, _NONE]  # three words lie under it that are none
        self._back: list[int] = []  # words that went back to the buffer, the next one last
        self._following = [*range(length), _NONE, _NONE]
        self._next = 0
        self._stuck = [False] * (length + 1)  # words that went back and may not be shifted again

    def seen(self) -> tuple[int, ...] | None:
        """The words that the model looks at, -1 for none, and last which of ``ALLOWED`` holds; None where nothing is left to do.

        Two words of the buffer, three of the stack, and the last child of the buffer's first to the left, of the stack's
        top to the left and to the right.
        """
        stack, back, at = self._stack, self._back, self._next
        if back:
            first, second = back[-1], back[-2] if len(back) > 1 else self._following[at]
        else:
            first, second = self._following[at : at + 2]
        third, under, top = stack[-_UNDER:]
        if top < 0:
            if first < 0:
                return None
            kind = 0
        elif first < 0:
            kind = 1
        elif first:
            kind = 3 + 4 * (second >= 0 and not self._stuck[first]) + 2 * (under >= 0)
        else:
            kind = 4  # the first word of all begins the sentence: it gets no arc
        return first, second, top, under, third, self._lefts[first], self._lefts[top], self._rights[top], kind

    def take(self, step: int, label: int) -> tuple[int, ...] | None:
        """Take a step that is allowed, and what is ``seen`` then."""
        stack, back = self._stack, self._back
        if step == REDUCE:
            top = stack.pop()
            if self.heads[top] < 0 and len(stack) > _UNDER:
                self._stuck[top] = True
                back.append(top)
        elif step == LEFT:
            first = back[-1] if back else self._next
            self._attach(stack.pop(), first, label, self._lefts)
            self._stuck[first] = False
        else:
            if back:
                first = back.pop()
            else:
                first = self._next
                self._next += 1
            if step == RIGHT:
                self._attach(first, stack[-1], label, self._rights)
            stack.append(first)
        return self.seen()

    def _attach(self, child: int, head: int, label: int, side: list[int]) -> None:
        old = self.heads[child]
        if old >= 0:  # a word on the stack is the last child of the one under it, to which it leaves its place
            (self._lefts if old > child else self._rights)[old] = self._older[child]
        self._older[child], side[head] = side[head], child
        self.heads[child], self.labels[child] = head, label


def straighten(heads: list[int], labels: list[str], words: Sequence[str]) -> None:
    """Gives words whose label says so ("dobj||conj") the head for which that stands: the nearest word below with the second label.

    Crossing arcs were folded so for training (Nivre and Nilsson 2005, the scheme *head*).
    """
    for word, label in enumerate(labels):
        if _DECORATION not in label:
            continue
        labels[word], sought = label.split(_DECORATION)
        heads[word] = _below(word, sought, heads, labels, words)


def _below(word: int, sought: str, heads: Sequence[int], labels: Sequence[str], words: Sequence[str]) -> int:
    waiting, met = deque([heads[word]]), {heads[word]}
    while waiting:
        above = waiting.popleft()
        for child, head in enumerate(heads):
            if head != above or child in met or child == word or words[child].isspace():
                continue
            if labels[child] == sought:
                return child
            met.add(child)
            waiting.append(child)
    return heads[word]
