"""Figures that a page sets alone on their lines, each over the words for it: "At least 27", then "People killed by the storm".

A list of labels over their figures looks alike from within: what stands above the first figure and below the last tells them apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ledger import lexicon
from ledger.extract.headlines import is_no_name
from ledger.extract.lines.blocks import names_count
from ledger.extract.lines.furniture import is_offer
from ledger.extract.numbers.units import unit_after
from ledger.model import Span

_FIGURE = lexicon.pattern(
    r"[ \t]*(?:[-–•][ \t]+)?(?:(?:{hedge}|~|≈|[<>≥≤])\s?)*(?:(?:US|C|A|Rs)?[$€£]\s?)?"
    r"(?P<number>\d[\d,.]*(?:\s?[–-]\s?\d[\d,.]*)?)(?:\s?(?:thousand|million|billion|trillion|lakh|crore|[kmb]n?))?\+?"
    r"(?P<unit>\s?(?:%|per\s?cent)|\s?°?[CF]|\s[a-z]+(?:/[a-z]+)?(?:\s[a-z]+){0,3})?\+?[ \t]*",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_DIGIT = re.compile(r"^[^\n]{0,40}\d", re.MULTILINE)
_YEAR = re.compile(r"[ \t]*(?:19|20)\d\d[ \t]*")
_LONGEST, _LONGEST_LABEL = 40, 260  # characters
_FEWEST, _FEWEST_WIDE = 2, 3  # pairs make a list; where nothing but the words tells how it runs
_OVER = lexicon.pattern(r"\b{over figures}\b", re.IGNORECASE)
_CLOSED = (".", "!", "?", ":")
_BETWEEN = 6  # lines of offers or of text between two pairs
_WORDS = 4  # of a label that says more than a name


class Pair(NamedTuple):
    """A line that is a figure, and the next that is none, by their places among the lines; the second is -1 where nothing follows."""

    figure: int
    label: int


def figures_over_labels(text: str) -> str:
    """``text``, of the same length, with blanks for the line ends between such figures and their words, which begin small."""
    if len(_DIGIT.findall(text)) < _FEWEST:
        return text
    lines = [Span(*line.span()) for line in _LINE.finditer(text) if line[0].strip()]
    figures = [_is_figure(text, line) for line in lines]
    pieces, at = list[str](), 0
    for run in _runs(text, lines, figures):
        if not _stand_over(text, lines, run):
            continue
        for figure, label in run:
            first = re.match(r"[ \t]*(?P<word>[A-Za-z][A-Za-z’']*)", text[slice(*lines[label])])
            end, start = lines[figure].end, lines[label].start
            pieces += [text[at:end], " " * (start - end)]
            at = start
            if first and is_no_name(first["word"]):
                pieces.append(text[start : start + first.start("word")] + first["word"].lower())
                at = start + first.end()
    return "".join([*pieces, text[at:]]) if pieces else text


def _is_figure(text: str, line: Span) -> bool:
    """Whether a line is a number with what bounds it and its unit; a year is a heading."""
    if line.end - line.start > _LONGEST:
        return False
    match = _FIGURE.fullmatch(text, *line)
    if match is None or _YEAR.fullmatch(text, *line):
        return False
    unit = (match["unit"] or "").strip()
    return not unit[:1].isalpha() or "cent" in unit or unit_after(text, match.start("unit"), line.end) is not None


def _runs(text: str, lines: list[Span], figures: list[bool]) -> list[list[Pair]]:
    """The figures, each with the line under it, as far as one such pair follows another with few lines of something else between."""
    runs, run, index, others = list[list[Pair]](), list[Pair](), 0, 0
    while index < len(lines):
        if not figures[index]:
            others += 1
            if run and others > _BETWEEN:
                runs.append(run)
                run = []
            index += 1
            continue
        others = 0
        label = index + 1
        while label < len(lines) and not figures[label] and is_offer(text[slice(*lines[label])]):
            label += 1
        if label < len(lines) and not figures[label] and _may_tell(text[slice(*lines[label])]):
            run.append(Pair(index, label))
            index = label + 1
        else:
            run.append(Pair(index, -1))
            runs.append(run)
            run, index = [], index + 1
    return [one for one in [*runs, run] if len(one) >= _FEWEST]


def _may_tell(label: str) -> bool:
    return len(label) <= _LONGEST_LABEL and label.strip()[:1].isalpha() and label.rstrip()[-1] != ":"


def _stand_over(text: str, lines: list[Span], run: list[Pair]) -> bool:
    """Whether the figures of a run stand over their words, and not under them."""
    if run[-1].label < 0:
        return False
    labels = [text[slice(*lines[pair.label])].strip() for pair in run]
    if not all(map(_says_something, labels)):
        return False
    above = text[slice(*lines[run[0].figure - 1])].strip() if run[0].figure else ""
    beside = [_gap(text, lines[pair.figure], lines[pair.figure + 1]) for pair in run]
    between = [_gap(text, lines[two.figure - 1], lines[two.figure]) for two in run[1:]]
    if max(beside) != min(between):
        return max(beside) < min(between)
    if len(run) < _FEWEST_WIDE or (labels[-1][-1] in _CLOSED and not all(one[-1] in _CLOSED for one in labels)):
        return False
    headed = not above or above[-1] in _CLOSED or not names_count(above) or _OVER.search(above) is not None
    return headed or (run[0].figure == 1 and all(len(label.split()) >= _WORDS for label in labels))


def _says_something(label: str) -> bool:
    return label[:1].islower() or names_count(label) or len(label.split()) >= _WORDS


def _gap(text: str, before: Span, after: Span) -> int:
    return text.count("\n", before.end, after.start)
