"""Lines that may be rows of a list, each with its label and the part of the line that answers to it.

"tanks – 732", "Lida: 9.1 inches", and under a header that says what they count "9.1 inches: Lida" and "Lida 9.1 inches".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ledger import lexicon
from ledger.extract.lines.blocks import names_count
from ledger.extract.lines.headers import is_subheading, unit_in
from ledger.extract.lines.sentences import Sentence
from ledger.extract.numbers.units import unit_after
from ledger.model import Span

_ITEM = lexicon.pattern(
    r"(?:\(?\d{1,2}[.)]\s+)?[\s•–—-]*(?P<name>(?:19|20)\d\d(?=\s?[:–—|\t])|[A-Za-z][^\d:‒–—|\n\t]{0,70}?|[A-Za-z][\w /()&’'-]{1,70}?|[A-Za-z][A-Za-z /&’'-]{1,60}\([^()\n]{1,60}\))"
    r"\s*(?:[‒–—:|=\n\t]|\s-|\s{3}|\.{2,})\s*"
    r"(?:(?:{hedge}|a total of|~|≈)\s*)?"
    r"(?=[\d+~$€£]|US\$|(?:{numbers/cardinals}|nil|none)\b)",
    re.IGNORECASE,
)
# "MLRS 1,009 (+2)"
_BARE = re.compile(
    r"[\s•–—-]*(?P<name>[A-Za-z][A-Za-z /&-]{1,60}?)\s+(?=\d[\d,.\u00a0 ]{0,12}\s?\([+−-]?\d[\d,]{0,9}\)\s*[;,.]?$)"
)
_NAME = r"(?P<name>[A-Z][\w’'.-]*(?:\s(?:[A-Z(&][\w’'.)-]*|of|the|de|la|al|and)){0,5})"
_NUMBER = r"(?:[~≈]\s?)?(?P<number>\d(?:[\d,.]*\d)?(?:\s?[–-]\s?\d(?:[\d.,]*\d)?)?\+?)(?P<unit>\s?(?:%|°?[CF]\b|[a-z]{1,12}\.?(?:[/\s][a-z]{1,8})?))?"
_TURNED = re.compile(rf"[\s•–—-]*{_NUMBER}\s*(?:[:|–—]|\s-)\s*{_NAME}\s*[;,.]?$")
_PLAIN = re.compile(rf"[\s•–—-]*{_NAME},?\s+{_NUMBER}\s*[;,.]?$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NOTE = re.compile(r"\s*\[[\da-z]{1,2}\]$")  # "15,334 [1]"
GAPS = ("|", "\t", "\n", "  ", "\u00a0", "\u2002", "\u2003", "\u2009", "\u202f", "\u3000")  # parts of any delimiter
_MARKS = (":", "=", "-", "‒", "–", "—", "..", *GAPS)
_LABEL = 200  # characters: more than the longest label with its bullets and its delimiter
_LONGEST = 80  # characters of a row without a mark
_FEWEST = 3  # such rows make a list


class Row(NamedTuple):
    """The label of a line, where it begins, and the part of the line whose numbers answer to it."""

    name: str
    at: int
    cell: Span


def rows_in(text: str, sentences: Sequence[Sentence]) -> list[Row | None]:
    """The rows among ``sentences``, by index."""
    rows = [_item(text, sentence.span) for sentence in sentences]
    header = 0
    for index, row in enumerate(rows):
        if row is not None or index < header or not _has_number(text, sentences[index].span):
            continue
        for form in (_TURNED, _PLAIN):
            run = _run(text, sentences, rows, index, form)
            if sum(one is not None for one in run) >= _FEWEST and _counts(text, sentences, index, run):
                rows[index : index + len(run)] = run
                header = index + len(run)
                break
    return rows


def _run(
    text: str, sentences: Sequence[Sentence], rows: Sequence[Row | None], first: int, form: re.Pattern[str]
) -> list[Row | None]:
    """The rows of one form from ``first``, with the sub-headings between them."""
    found: list[Row | None] = []
    for index in range(first, len(sentences)):
        span = sentences[index].span
        row = _of_form(text, span, form) if rows[index] is None and _has_number(text, span) else None
        if row is None and not (found and found[-1] is not None and is_subheading(text[slice(*span)])):
            break
        found.append(row)
    while found and found[-1] is None:
        found.pop()
    return found


def _has_number(text: str, span: Span) -> bool:
    """Whether a line is short and has a digit, as each row that no mark parts from its number."""
    return span.end - span.start <= _LONGEST and any(map(str.isdigit, text[span.start : span.end]))


def _of_form(text: str, span: Span, form: re.Pattern[str]) -> Row | None:
    match = form.fullmatch(text, *span)
    if match is None or (_YEAR.match(match["number"]) and not match["unit"]):
        return None
    if match["unit"] and "%" not in match["unit"] and unit_after(text, match.end("number"), span.end) is None:
        return None
    return Row(
        match["name"].strip(),
        match.start("name"),
        Span(match.start("number"), match.end("unit" if match["unit"] else "number")),
    )


def _counts(text: str, sentences: Sequence[Sentence], first: int, run: Sequence[Row | None]) -> bool:
    """Whether the header over rows says what they count, and their numbers are no ranks."""
    over = first - 1
    while over >= 0 and is_subheading(text[slice(*sentences[over].span)]):
        over -= 1
    header = text[slice(*sentences[over].span)] if over >= 0 else ""
    numbers = [text[slice(*row.cell)] for row in run if row is not None]
    commas = any(text[row.at : row.cell.start].rstrip().endswith(",") for row in run if row is not None)
    if commas and not unit_in(header):
        return False  # "Killed:" over "Ali Musa, 34"
    ranks = numbers == [str(rank) for rank in range(1, len(numbers) + 1)]
    return bool(header) and header[-1] not in ".!?" and names_count(header) and not ranks


def _item(text: str, span: Span) -> Row | None:
    if not has(_MARKS, text[span.start : min(span.end, span.start + _LABEL)]):
        bracket = text[span.start : span.end].rstrip(" ;,.").endswith(")")
        match = _BARE.match(text, *span) if bracket else None
    else:
        match = _ITEM.match(text, *span) or _BARE.match(text, *span)
    if match is None:
        return None
    note = _NOTE.search(text, match.end(), span.end)
    cell = Span(match.end(), note.start() if note else span.end)
    return Row(match["name"].strip(), match.start("name"), cell)


def has(marks: tuple[str, ...], part: str) -> bool:
    """Whether one of ``marks`` stands in a part of the text: a first look, cheaper than a pattern."""
    return any(map(part.__contains__, marks))
