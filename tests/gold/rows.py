"""The gold sentences: how a row is written, and what is wrong with the facts that were found in it.

A file of ``sentences/`` holds rows ``text``, ``figures`` and, for a known gap, ``xfail`` with the reason; its day of
publication stands above them. A figure is ``surface | value | unit | measure | field=name; …``, in the order of the
text. A value is ``9``, ``>= 9``, ``10..15`` or ``~ 10..15``; ``v`` after it says vague, ``i`` implicit. ``*`` leaves
open what the row is not about; an empty field or period is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ledger.model import Fact, Period

FOLDER = Path(__file__).parent / "sentences"
_FILLERS = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "from", "by", "and", "its", "their", "his", "her", "for"}
)
_OPEN = {">": (True, False), ">=": (True, False), "<": (False, True), "<=": (False, True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text with the figures that it states; ``mark_line`` is the line of its ``xfail``, 0 without one."""

    file: Path
    number: int
    text: str
    published: date
    figures: tuple[str, ...]
    reason: str
    mark_line: int
    end_line: int

    @property
    def name(self) -> str:
        """File and place in it: ``ranges-3``."""
        return f"{self.file.stem}-{self.number}"


def read_rows() -> Iterator[Row]:
    """Every row of every file, in order."""
    for path in sorted(FOLDER.glob("*.toml")):
        source = path.read_text("utf-8")
        content = tomllib.loads(source)
        lines = source.splitlines()
        starts = [i for i, line in enumerate(lines, 1) if line == "[[row]]"]
        for i, row in enumerate(content["row"]):
            last = starts[i + 1] - 1 if i + 1 < len(starts) else len(lines)
            block = range(starts[i], last + 1)
            mark = next((n for n in block if lines[n - 1].startswith("xfail = ")), 0)
            end = next(n for n in reversed(block) if lines[n - 1].strip())
            yield Row(
                file=path,
                number=i + 1,
                text=row["text"],
                published=row.get("published", content["published"]),
                figures=tuple(row["figures"]),
                reason=row.get("xfail", ""),
                mark_line=mark,
                end_line=end,
            )


def faults(row: Row, facts: Sequence[Fact]) -> list[str]:
    """What the facts found in a row's text have too much, too little or wrong."""
    found = [fact.surface for fact in facts]
    if len(facts) != len(row.figures):
        return [f"found {found}, not {[_cells(figure)[0] for figure in row.figures]}"]
    return [fault for figure, fact in zip(row.figures, facts, strict=True) for fault in _differences(figure, fact)]


def _cells(figure: str) -> list[str]:
    cells = [cell.strip() for cell in figure.split("|")]
    assert 4 <= len(cells) <= 5, f"a figure has four or five cells: {figure}"
    return cells


def _differences(figure: str, fact: Fact) -> Iterator[str]:
    surface, value, unit, measure, *fields = _cells(figure)
    if _bare(surface) != _bare(fact.surface) and not (fact.implicit and _bare(fact.surface) in _bare(surface)):
        yield f"{surface}: the surface is {fact.surface!r}"
    yield from (f"{surface}: {fault}" for fault in _value_faults(value, fact))
    if unit not in ("*", fact.unit):
        yield f"{surface}: the unit is {fact.unit}, not {unit}"
    if measure not in ("*", fact.measure):
        yield f"{surface}: the measure is {fact.measure}, not {measure}"
    for field in filter(None, (part.strip() for part in "".join(fields).split(";"))):
        key, _, wanted = field.partition("=")
        if not _agrees(key, wanted, fact):
            yield f"{surface}: the {key} is {_shown(key, fact) or 'none'}, not {wanted or 'none'}"


def _value_faults(value: str, fact: Fact) -> Iterator[str]:
    match = re.fullmatch(r"(>=|<=|>|<|~)? ?(-?[\d.]+?)(?:\.\.(-?[\d.]+))?(?: ([vi]))?", value)
    assert match, f"not a value: {value}"
    comparator, low, high, flag = match[1] or "=", float(match[2]), float(match[3] or match[2]), match[4]
    open_above, open_below = _OPEN.get(comparator, (False, False))
    bounds = (None if open_below else low, None if open_above else high)
    shown = tuple(bound if bound is None else round(bound, 3) for bound in (fact.low, fact.high))
    if shown != bounds or fact.comparator != comparator:
        yield f"the value is {fact.comparator} {shown}, not {comparator} {bounds}"
    if flag == "v" and not fact.vague:
        yield "it is not marked vague"
    if flag == "i" and not fact.implicit:
        yield "it is not marked implicit"


def _shown(key: str, fact: Fact) -> str:
    chain = fact.attribution
    match key:
        case "claimant":
            return chain[0].name if chain else ""
        case "kind":
            return chain[0].kind if chain else ""
        case "relay":
            return chain[-1].name if len(chain) > 1 else ""
        case "period":
            return _span_of_days(fact.period)
        case _:
            return getattr(fact, key) or ""


def _span_of_days(period: Period | None) -> str:
    if period is None:
        return ""
    first, last = (day.isoformat() if day else "" for day in (period.start, period.end))
    return first if first == last else f"{first}..{last}"


def _agrees(key: str, wanted: str, fact: Fact) -> bool:
    shown = _shown(key, fact)
    if key not in ("claimant", "relay", "place", "group", "entity"):
        return shown == wanted
    one, other = set(_words(shown)), set(_words(wanted))
    if not one or not other:
        return one == other
    return one <= other or other <= one or 2 * len(one & other) >= len(one | other)


def _words(name: str) -> list[str]:
    plain = re.sub(r"[’']s\b", "", name.casefold()).replace(".", "")
    return [word.rstrip("s") or word for word in re.findall(r"\w+", plain) if word not in _FILLERS]


def _bare(surface: str) -> str:
    return re.sub(r"^(?:an?|the) ", "", surface.casefold())
