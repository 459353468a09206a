"""The hashes by which the parser's model knows words: MurmurHash 64A of their letters, MurmurHash3 of those numbers.

Both are Austin Appleby's, who gave them to the public domain; the model was trained with them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_M, _R, _ALL = 0xC6A4A7935BD1E995, 47, (1 << 64) - 1
_C1, _C2 = np.uint64(0x87C37B91114253D5), np.uint64(0x4CF5AD432745937F)
_BYTES = np.uint64(8)


def of_text(text: str, seed: int = 1) -> int:
    """The 64 bits that stand for a text; 0 for an empty one."""
    data = text.encode("utf-8")
    if not data:
        return 0
    size = len(data)
    found = (seed ^ (size * _M)) & _ALL
    for at in range(0, size - size % 8, 8):
        piece = (int.from_bytes(data[at : at + 8], "little") * _M) & _ALL
        piece = ((piece ^ (piece >> _R)) * _M) & _ALL
        found = ((found ^ piece) * _M) & _ALL
    if size % 8:
        found = ((found ^ int.from_bytes(data[size - size % 8 :], "little")) * _M) & _ALL
    found = ((found ^ (found >> _R)) * _M) & _ALL
    return found ^ (found >> _R)


def of_numbers(numbers: NDArray[np.uint64], seed: int) -> NDArray[np.uint32]:
    """Four numbers of 32 bits for each: rows of ``(numbers, 4)``."""
    start = np.uint64(seed) ^ _BYTES
    first = numbers * _C1
    first = ((first << np.uint64(31)) | (first >> np.uint64(33))) * _C2
    first = (first ^ start) + start
    second = _mixed(first + start)
    first = _mixed(first) + second
    return np.stack([first, first + second], axis=1).view(np.uint32)


def _mixed(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    bits = (bits ^ (bits >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    bits = (bits ^ (bits >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return bits ^ (bits >> np.uint64(33))
