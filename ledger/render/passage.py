"""A report's text with its figures marked."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.model import Figure, Report, Span
from ledger.render.line import day, fact_line, joined
from ledger.render.plain import block

_ON, _OFF = "\x1b[1;33m", "\x1b[0m"


def marked(text: str, figures: Sequence[Figure], *, colour: bool) -> str:
    """The text with each figure in ``[brackets]`` and its number of order, or in colour; control characters escaped."""
    parts: list[str] = []
    position = 0
    for number, span in enumerate(_apart(figures), start=1):
        parts.append(block(text[position : span.start]))
        parts.append(_mark(block(text[span.start : span.end]), number, colour=colour))
        position = span.end
    return "".join([*parts, block(text[position:])])


def _mark(surface: str, number: int, *, colour: bool) -> str:
    return f"{_ON}{surface}{_OFF}({number})" if colour else f"[{surface}]({number})"


def _apart(figures: Sequence[Figure]) -> list[Span]:
    """The spans in text order. Spans cannot be marked inside each other: figures that share words share a mark."""
    spans: list[Span] = []
    for span in sorted(figure.fact.span for figure in figures):
        if spans and span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    return spans


def marks(figures: Sequence[Figure]) -> list[tuple[int, Figure]]:
    """The figures in text order, each with the number of its mark."""
    spans = _apart(figures)
    ordered = sorted(figures, key=lambda figure: (figure.fact.span, figure.id))
    return [(_mark_number(spans, figure.fact.span), figure) for figure in ordered]


def _mark_number(spans: Sequence[Span], span: Span) -> int:
    return next(number for number, mark in enumerate(spans, start=1) if mark.start <= span.start < mark.end)


def shown_lines(report: Report, version: int, figures: Sequence[Figure], *, colour: bool) -> list[str]:
    """Heading, marked text, and the facts by the numbers of their marks."""
    head = joined(f"{report.key}@{version}", report.outlet, report.title, f"published {day(report.published)}")
    facts = [f"({number}) {fact_line(figure.fact)}" for number, figure in marks(figures)]
    return [head, "", marked(report.text, figures, colour=colour).rstrip("\n"), "", *(facts or ["no figures"])]
