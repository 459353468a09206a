"""Figures at the beginning of what they count: "190: Millimetres of rain that fell" is read like "190  millimetres of rain that fell".

So is a figure that a page sets alone on its line, over the words for it: "1.2 million", then "people in need". And the
stroke between the counts of "Killed/injured: 3/12" is no date's and no fraction's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.extract.grammar.words import labels, noun_classes
from ledger.extract.lines.blocks import names_count
from ledger.extract.numbers.units import unit_after
from ledger.lexicon.plurals import singular

_AMOUNT = r"(?:(?:US|C|A|Rs)?[$€£]?\s?)?\d[\d,.]*(?:\s(?:thousand|million|billion|lakh|crore))?\s?(?:%|per\s?cent)?"
_IN_UNITS = r"(?:\s?°?[CF]\b|\s[a-z]+(?:/[a-z]+)?(?:\s[a-z]+){0,3})?"  # "32.6 C", "1,700 cubic metres per second"
_LINE = re.compile(
    rf"^[ \t]*(?:[-•][ \t]+)?{_AMOUNT}{_IN_UNITS}(?P<mark>\s?[:–—-])\s+(?P<first>[A-Za-z][A-Za-z]+)", re.MULTILINE
)
_ALONE = re.compile(
    r"^[ \t]*(?:(?:US|C|A)?[$€£])?\d[\d,.]*(?:\s?(?:thousand|million|billion|lakh|crore|[kmb]))?\s?(?:%|per\s?cent)?\+?[ \t]*(?P<end>\r?\n)(?=[a-z]{2,}\s[a-z])",
    re.MULTILINE,
)
_STROKES = re.compile(r"(?:/[A-Za-z][A-Za-z ]*)+\s*[:=–—-]\s*(?P<values>\d[\d,]*(?:/\d[\d,]*)+)(?![\w/])")
STROKE = "∕"  # between counts; "/" is also that of dates and fractions
_NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s(?:[A-Z][\w’'.-]*|of|the|de|la|al)){0,4}[;,.]?$", re.MULTILINE)
_FEWEST = 3  # such lines make a list


def joined_lines(text: str) -> str:
    """``text``, of the same length, with the marks and line ends between figures and what they count left blank."""
    text = _ALONE.sub(lambda match: match[0].removesuffix(match["end"]) + " " * len(match["end"]), text)
    if "/" in text:
        text = _STROKES.sub(lambda match: match[0].replace(match["values"], match["values"].replace("/", STROKE)), text)
    lines = list(_LINE.finditer(text))
    return _joined(text, lines) if len(lines) >= _FEWEST else text


def _joined(text: str, lines: Sequence[re.Match[str]]) -> str:
    pieces, at = [], 0
    for line in lines:
        mark, word = line.span("mark"), line["first"]
        if _NAME.match(text, line.start("first")) and not names_count(word):
            continue  # "9.1 inches: Lida" under "Snowfall totals:"
        lower = word.lower()
        known = not word[1:].isupper() and (
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
