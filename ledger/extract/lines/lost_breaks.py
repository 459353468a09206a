"""Lists of which a page lost the line breaks: "Dead: 31 Injured: 112 Missing: 8", "Cases by region: Lida 120 Obora 41 Rukum 9".

No sentence runs so: figure, label, figure, label, with nothing between that parts them. Where three or more do, each is a line again.
"""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.lines.blocks import names_count

_HEDGED = r"(?:(?:{hedge}|~|≈)\s?)?"
_FIGURE = r"[$€£]?\d(?:[\d,.]*\d)?\+?(?:\s(?:thousand|million|billion|lakh|crore))?(?:\s?%)?"
_NAME = r"[A-Z][\w’'-]*(?:\s(?:[A-Z][\w’'-]*|of|the|de|and)){0,3}"
# the blank before "Injured: 112", after a figure with a word for its unit or after the colon of what heads them
_LABELLED = lexicon.pattern(
    rf"(?<=[\d%+a-z):])(?P<gap>\s)(?=[A-Z][A-Za-z’'/&() -]{{1,44}}?(?::|\s[–—-])\s{_HEDGED}[$€£]?\d)", re.IGNORECASE
)
_FIGURE_BEFORE = re.compile(r"(?:\d[\d,.]*\+?(?:\s?%|\s[a-z/]{1,12}(?:\s[a-z]{1,8})?|\s?\([^()]{1,40}\))?|:)$")
_NAMED = re.compile(rf":(?P<entries>(?:\s{_NAME}\s{_FIGURE}(?:\s[a-z]{{1,8}})?){{3,}})[.;]?$", re.MULTILINE)
_NAMED_ENTRY = re.compile(rf"(?P<gap>\s){_NAME}\s{_FIGURE}(?:\s[a-z]{{1,8}})?(?=\s[A-Z]|$|[.;])")
_COUNTED_ENTRY = rf"{_FIGURE}\s[a-z][a-z/-]+(?:\s[a-z][a-z/-]+){{0,4}}"
_COUNTED = re.compile(rf"(?:^|:\s)(?P<entries>{_COUNTED_ENTRY}(?:\s{_COUNTED_ENTRY}){{2,}})[.;]?$", re.MULTILINE)
_NEXT_COUNT = re.compile(r"(?P<last>[a-z/-]+)(?P<gap>\s)(?=[$€£]?\d)")
_BULLETED = re.compile(r"(?P<gap>[^\S\n])[•▪●◦►][^\S\n]")
_LABEL_WITH_FIGURE = re.compile(r"(?::|\s[–—-])\s\S{0,2}\d[^\n]{2,60}(?::|\s[–—-])\s\S{0,2}\d")
_FEWEST = 2  # breaks, between three entries


def with_breaks(text: str) -> str:
    """``text``, of the same length, with line ends for the blanks between the entries of such lists."""
    gaps: list[int] = []
    start = 0
    for line in text.split("\n"):
        if sum(map(line.count, "0123456789")) > _FEWEST:
            gaps += [start + gap for gap in _gaps(line)]
        start += len(line) + 1
    if not gaps:
        return text
    characters = list(text)
    for gap in gaps:
        characters[gap] = "\n"
    return "".join(characters)


def _gaps(line: str) -> list[int]:
    """The blanks of a line that were line ends."""
    bullets = [match.start("gap") for match in _BULLETED.finditer(line)]
    if len(bullets) >= _FEWEST:
        return bullets
    return _of_labels(line) or _of_names(line) or _of_counts(line)


def _of_labels(line: str) -> list[int]:
    if _LABEL_WITH_FIGURE.search(line) is None:
        return []
    found = [match.start("gap") for match in _LABELLED.finditer(line) if line[match.end()].isupper()]
    found = [gap for gap in found if _FIGURE_BEFORE.search(line[max(0, gap - 50) : gap])]
    return found if len([gap for gap in found if line[gap - 1] != ":"]) >= _FEWEST else []


def _of_names(line: str) -> list[int]:
    run = _NAMED.search(line)
    if run is None or not names_count(line[: run.start()]):
        return []
    return [match.start("gap") for match in _NAMED_ENTRY.finditer(line, run.start("entries"))]


def _of_counts(line: str) -> list[int]:
    run = _COUNTED.search(line)
    if run is None:
        return []
    nexts = list(_NEXT_COUNT.finditer(line, run.start("entries")))
    found = [match.start("gap") for match in nexts]
    opened = run.start("entries") - 1
    return [opened, *found] if opened > 0 and line[opened - 1] == ":" else found
