"""What opens an item of a list: a bullet, whatever sign a page or a word processor has for it, a dash, a number or a letter."""

from __future__ import annotations

import re

from ledger.model import Span

__all__ = ["item_at", "one_bullet"]

# Squares, arrows, ticks, stars, the private signs of word processors and what messengers set there, which may stand without a blank;
# and the signs that are bullets only before one, of which "o" is a word processor's ring.
_PLAIN_SIGNS = "·∙‣⁃⁌⁍\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\ue000-\uf8ff\U0001f300-\U0001faff"
_SIGNS = re.compile(
    rf"^([^\S\n]*)(?:[{_PLAIN_SIGNS}](?=[^\S\n]*\w)|(?:[»›§º°Ø{_PLAIN_SIGNS}]|o(?=\s+[A-Z\d]))(?=[^\S\n]+[^\s*•])|\*(?=[^\S\n]+[^\s*•]|\d))",
    re.MULTILINE,
)
_ITEM = re.compile(r"\s*(?:[•–—-]|\(?(?:\d{1,2}[.)]|[a-z]\)))\s+(?=\S)")


def one_bullet(text: str) -> str:
    """``text``, of the same length, with "•" for every sign that stands as a bullet before the words of a line."""
    return _SIGNS.sub(r"\1•", text)


def item_at(text: str, start: int, end: int | None = None) -> Span | None:
    """What opens an item at ``start``, with the blanks around it: "• ", "2) ", "(c) "; None where there is no item."""
    match = _ITEM.match(text, start) if end is None else _ITEM.match(text, start, end)
    return Span(*match.span()) if match else None
