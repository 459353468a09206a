"""What changed as one page for the browser: the changes, and both texts side by side with their figures marked.

The page holds all that it needs: no script, no image, no address that is loaded. Its Content-Security-Policy allows the
one style sheet by its hash and nothing else, so that even markup that slipped through could load or run nothing. Links
lead from a change to its figure in either text, from a figure to its counterpart and back to the change.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template

from ledger.model import Diff, Figure, Report, Span
from ledger.render.diff.groups import Told, grouped
from ledger.render.diff.prose import sentence, sides
from ledger.render.line import citation, day, fact_line
from ledger.render.plain import block, one_line

Shown = tuple[Report, int, tuple[Figure, ...]]


class Numbered(NamedTuple):
    """A change with its number on the page."""

    number: int
    told: Told


class Piece(NamedTuple):
    """A stretch of text: plain, or a figure with its facts in words and the changes that it takes part in."""

    text: str
    facts: str = ""
    changes: tuple[Numbered, ...] = ()


class Passage(NamedTuple):
    """A whole text, or a quotation with the place that it is from."""

    citation: str | None
    pieces: tuple[Piece, ...]


class Side(NamedTuple):
    """One side of the comparison; ``url`` only where a browser may follow it."""

    id: str
    name: str
    title: str
    about: str
    url: str | None
    passages: tuple[Passage, ...]


def diff_page(diff: Diff, before: Shown | None, after: Shown | None) -> str:
    """The page. A side is a version as shown, or None where it is made of many texts, of which the page then quotes."""
    groups, numbered = list[tuple[str, list[Numbered]]](), list[Numbered]()
    for group in grouped(diff):
        rows = [Numbered(number, told) for number, told in enumerate(group.told, start=len(numbered) + 1)]
        groups.append((group.title, rows))
        numbered += rows
    olds = {one.told.change.before: one for one in numbered if one.told.change.before}
    news = {one.told.change.after: one for one in numbered if one.told.change.after}
    style = _part("page.css")
    return _template().render(
        title=sides(diff),
        sentence=sentence(diff),
        groups=groups,
        sides=[
            _side("before", before, diff.before_published, olds),
            _side("after", after, diff.after_published, news),
        ],
        unchanged=diff.unchanged,
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


def _side(name: str, shown: Shown | None, known_on: date | None, changed: Mapping[Figure, Numbered]) -> Side:
    if shown is None:
        return Side(
            name, f"the ledger on {day(known_on)}" if known_on else "the ledger", "", "", None, _quotations(changed)
        )
    report, number, figures = shown
    about = ", ".join(one_line(part) for part in (report.outlet, day(report.published)) if part)
    numbers = {figure.id: one for figure, one in changed.items()}
    url = report.url if report.url and report.url.startswith(("https://", "http://")) else None
    passage = Passage(None, _pieces(report.text, 0, figures, numbers))
    return Side(name, one_line(f"{report.key}@{number}"), one_line(report.title or ""), about, url, (passage,))


def _quotations(changed: Mapping[Figure, Numbered]) -> tuple[Passage, ...]:
    """Each sentence that states a changed figure, with its citation."""
    numbers = {figure.id: one for figure, one in changed.items()}
    quoted = defaultdict[tuple[str, int, Span], list[Figure]](list)
    for figure in changed:
        quoted[figure.report, figure.version, figure.fact.sentence].append(figure)
    return tuple(
        Passage(citation(told[0]), _pieces(told[0].quote, sentence.start, told, numbers))
        for (_, _, sentence), told in sorted(quoted.items())
    )


def _pieces(text: str, start: int, figures: Sequence[Figure], numbers: Mapping[str, Numbered]) -> tuple[Piece, ...]:
    """The text, which stands at ``start`` in its report, cut where its figures begin and end."""
    pieces, position = list[Piece](), 0
    for span, told in _marked(figures):
        first, last = span.start - start, span.end - start
        facts = "; ".join(fact_line(figure.fact) for figure in told)
        changes = tuple(numbers[figure.id] for figure in told if figure.id in numbers)
        pieces += [Piece(block(text[position:first])), Piece(block(text[first:last]), facts, changes)]
        position = last
    return (*pieces, Piece(block(text[position:])))


def _marked(figures: Sequence[Figure]) -> list[tuple[Span, list[Figure]]]:
    """The marks in text order; marks cannot stand inside each other, so figures that share words share one."""
    marks = list[tuple[Span, list[Figure]]]()
    for figure in sorted(figures, key=lambda figure: (figure.fact.span, figure.id)):
        span = figure.fact.span
        if marks and span.start < marks[-1][0].end:
            (start, end), told = marks.pop()
            marks.append((Span(start, max(end, span.end)), [*told, figure]))
        else:
            marks.append((span, [figure]))
    return marks


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_part("page.html.jinja"))


def _part(name: str) -> str:
    return (files("ledger.render.diff") / name).read_text("utf-8")
