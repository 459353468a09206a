"""Firms that bear the name of a town: "the phone maker Obora", wherever its report names them."""

from __future__ import annotations

from ledger import lexicon

_FIRM = lexicon.pattern(r"(?:\b{kind of firm}|maker)\s([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)\b(?!,\s[A-Z])")


def firms(text: str) -> frozenset[tuple[str, ...]]:
    """The words of the names that a text gives to firms, by what they make or do."""
    return frozenset(tuple(match[1].split()) for match in _FIRM.finditer(text))
