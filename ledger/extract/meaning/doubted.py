"""What a report says of the claims before: "The figures could not be independently verified." (FACTS.md 2, ``status``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ledger import lexicon
from ledger.extract.lines.sentences import Sentence
from ledger.model import Fact, Span, Status

_CLAIMS = lexicon.fill(r"(?:(?:{status/claims}|{toll}|total)s?|tallies)")
_NOT = r"(?:could|can|has|have|had|was|were|is|are)(?:\s+not|n[o’']t|not)(?:\s+(?:yet|immediately))?"
_DONE = lexicon.fill(r"(?:been\s+|be\s+)(?:\w+ly\s+)?{verify}")
_VERIFY = lexicon.fill(r"(?:\w+ly\s+)?{verify}")
_UNVERIFIED = lexicon.pattern(
    rf"\b(?:{_CLAIMS}|it|this|that|these|those|they|neither|none)\b[^.;,]{{0,50}}?\s{_NOT}\s+{_DONE}"
    rf"|\b(?:neither|none)\b[^.;,]{{0,30}}?\s(?:could|can|has|have|was|were)\s+{_DONE}"
    rf"|\b(?:{_NOT}\s+(?:able\s+to\s+|in\s+a\s+position\s+to\s+)?|unable\s+to\s+){_VERIFY}\s+(?:\w+\s+){{0,3}}?{_CLAIMS}\b"
    rf"|\b(?:no|without)\s+independent\s+{{verify}}|\bno\s+way\s+to\s+{_VERIFY}",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"un(?:confirmed|verified)\s", re.IGNORECASE)  # "unconfirmed reports"
_TWO = re.compile(r"\b(?:neither|either|both)\b", re.IGNORECASE)
_MAY_BE = tuple(word.rstrip("*") for word in lexicon.family("verify"))  # one of them stands in what is sought


def with_doubts(text: str, sentences: Sequence[Sentence], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, of which those are unconfirmed that somebody claimed in the sentence before one that says so and states no figure itself."""
    told, may_be = {fact.sentence for fact in facts}, any(map(text.lower().__contains__, _MAY_BE))
    doubted = set(_doubted(text, sentences, told)) if may_be else set[Span]()
    aside = _doubted_aside(text, told) if may_be else dict[Span, int]()
    return tuple(
        replace(fact, status=Status.UNCONFIRMED)
        if fact.attribution
        and fact.status is Status.ACTUAL
        and (
            fact.sentence in doubted
            or fact.span.end <= aside.get(fact.sentence, 0)
            or _HEARSAY.match(fact.attribution[0].name or "")
        )
        else fact
        for fact in facts
    )


def _doubted_aside(text: str, told: set[Span]) -> dict[Span, int]:
    """Where a sentence turns to say that of its own figures: "destroyed 12 tanks, a claim that could not be verified"."""
    found = ((span, _UNVERIFIED.search(text, *span)) for span in told)
    return {span: match.start() for span, match in found if match is not None}


def _doubted(text: str, sentences: Sequence[Sentence], told: set[Span]) -> list[Span]:
    found: list[Span] = []
    for index in range(1, len(sentences)):
        span = sentences[index].span
        if span not in told and _UNVERIFIED.search(text, *span):
            first = index - 2 if _TWO.search(text, *span) else index - 1  # "Neither count could be confirmed."
            found += [one.span for one in sentences[max(0, first) : index]]
    return found
