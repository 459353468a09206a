"""Lists whose lines begin with their figure: "190: Millimetres of rain that fell" is read like "190  millimetres of rain that fell"."""

from __future__ import annotations

import re

from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.numbers.units import singular, unit_after

_LINE = re.compile(
    r"^[ \t]*(?:[-*•·][ \t]+)?(?:(?:US|C|A|Rs)?[$€£]?\s?)?\d[\d,.]*(?:\s(?:thousand|million|billion|lakh|crore))?\s?(?:%|per\s?cent)?"
    r"(?P<mark>\s?[:–—-])\s+(?P<first>[A-Z][a-z]+)",
    re.MULTILINE,
)
_FEWEST = 3  # such lines make a list


def joined_lines(text: str) -> str:
    """``text``, of the same length, with the marks between figures and what they count left blank where such lines are a list."""
    lines = list(_LINE.finditer(text))
    if len(lines) < _FEWEST:
        return text
    pieces, at = [], 0
    for line in lines:
        mark, word = line.span("mark"), line["first"]
        lower = word.lower()
        known = (
            lower in labels("quantity") | {"per", "estimated", "total"}
            or noun_classes(singular(lower))
            or unit_after(f" {lower} ", 0, len(lower) + 2)
        )
        pieces += [
            text[at : mark[0]],
            " " * (mark[1] - mark[0]),
            text[mark[1] : line.start("first")],
            lower if known else word,
        ]
        at = line.end()
    return "".join([*pieces, text[at:]])
