"""Hints for names that are not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest"]


def nearest(wanted: str, known: Iterable[str], otherwise: str) -> str:
    """A hint for a name that is not known: the nearest ones that are."""
    near = get_close_matches(wanted, list(known), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(repr(name) for name in near)}?" if near else otherwise
