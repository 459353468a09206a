"""What only a place has: people who live there, a mayor, outskirts. "Obora, population 600, had 16", "Obora's mayor"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.geography.runs import Run

_PEOPLED = lexicon.pattern(
    r",\s(?:with\s)?(?:a\s)?(?:population|pop\.)\s(?:of\s)?(?:{hedge}\s)?\d"
    r"|(?:,\swith|\s(?:(?:now|still|only|today)\s)?(?:has|had|have))\s(?:{hedge}\s)?\d[\d,]*\s{who live there}\b"
)
_OWNED = lexicon.pattern(r"[’']s?\s(?:[a-z]+\s)?{what a town has}\b")


def is_peopled(run: Run, end: int) -> bool:
    """Whether the words after a name that ends at ``end`` make it one where people live."""
    if run.words[-1] != run.written[-1]:
        return len(run.words) == 1 and _OWNED.match(run.text, end) is not None
    return _PEOPLED.match(run.text, end) is not None
