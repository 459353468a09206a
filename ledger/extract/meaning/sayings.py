"""What a word can say of whatever it stands by, as the judge's clues take it: without the tree, and without doubt."""

from __future__ import annotations

from functools import lru_cache

from ledger.extract.meaning.measures import cues_of


@lru_cache(maxsize=20_000)
def sayings(word: str, classes: frozenset[str] | None = None) -> tuple[str, ...]:
    """The measures that a word can give to a thing of these classes, or to any."""
    return tuple(
        sorted({cue.measure for cue in cues_of(word) if not cue.also and (classes is None or cue.counted & classes)})
    )
