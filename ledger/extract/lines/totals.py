"""Lines of places under the line of their total: "Deaths: 45", "Lida: 12", "Obora: 33"."""

from __future__ import annotations

from collections.abc import Mapping

from ledger import lexicon
from ledger.extract.lines.blocks import names_count
from ledger.extract.numbers.numerals import find_numerals
from ledger.lexicon.gazetteer import look_up
from ledger.model import Span

_LEAST = 2  # places, of which one may not be known
_COUNTED_LATER = 1.02  # of a total: what its parts may come to, all known places, which are counted anew each day
_WORDS = 4  # of a place's name
Cells = tuple[tuple[Span, str], ...]


def below_totals(text: str, labels: Mapping[int, str], cells: Mapping[int, Cells]) -> dict[int, str]:
    """What the lines count that only name a place and stand under a total which they make up, by index.

    They make it up where they come to it, or to less and a place of them is known, or to hardly more and all are, or they are many and come to most of it.
    """
    found: dict[int, str] = {}
    for index, label in labels.items():
        if not names_count(label) or _is_place(label) or (total := _value(text, cells[index])) is None:
            continue
        parts = [index + 1]
        while _is_part(text, parts[-1], labels, cells):
            parts.append(parts[-1] + 1)
        parts.pop()
        values = [_value(text, cells[part]) or 0 for part in parts]
        known = any(look_up(labels[part]) for part in parts)
        most = known or (len(parts) > _LEAST and sum(values) * 2 > total)
        whole = total * _COUNTED_LATER if all(look_up(labels[part]) for part in parts) else total
        if len(parts) >= _LEAST and (sum(values) == total or (most and sum(values) < whole)):
            found |= dict.fromkeys(parts, label)
    return found


def _is_part(text: str, index: int, labels: Mapping[int, str], cells: Mapping[int, Cells]) -> bool:
    """Whether a line gives a number and a name that counts nothing of itself."""
    label = labels.get(index, "")
    return _is_place(label) and _value(text, cells[index]) is not None


def _is_place(label: str) -> bool:
    *name, last = label.split() or [""]
    bare = " ".join(name) if name and last.lower() in lexicon.listed("placewords", "class") else label
    named = label[:1].isupper() and len(name) < _WORDS
    return named and (look_up(bare) is not None or not names_count(bare))  # "Obora district"


def _value(text: str, cells: Cells) -> float | None:
    """The one number of a line; None where it gives others too."""
    if len(cells) != 1:
        return None
    numerals = find_numerals(text, *cells[0][0])
    return numerals[0].low if len(numerals) == 1 else None
