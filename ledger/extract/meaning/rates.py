"""Which rate a percentage is, where the word "rate" alone does not say: that of which was spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.meaning.measures import Finding, cues_at
from ledger.model import Fact, Span

_RATES = frozenset(("inflation_rate", "unemployment_rate", "growth_rate", "killed", "infected", "hospitalized"))


def same_rate(
    tree: Tree, mention: Mention, previous: Fact | None, finding: Finding, before: Sequence[Fact] = ()
) -> str:
    """E.g. "monthly inflation was 8.8%; the annual rate was 289.4%": a bare "rate" is that of which the sentence spoke.

    So are the two of "case fatality rates of 1.4% and 2.2%", and "the overall rate" that of the sentence ``before``.
    """
    if mention.unit != "percent" or tree.tokens[finding.token].lower not in ("rate", "rates"):
        return finding.measure
    told = previous.measure if previous else ""
    if told in _RATES:
        return told
    return _of_subject(tree, finding.token) or _told_rate(tree, finding.token, before) or finding.measure


def rate_of_row(text: str, sentence: Span, mention: Mention, before: Sequence[Fact]) -> str | None:
    """E.g. "four states were above the national rate: Lida (9%), …": the first of a row of percentages that a rate heads.

    ``before`` are the figures before it, in its sentence or the one before.
    """
    if mention.unit != "percent" or text[mention.span.start - 1] != "(" or text[mention.span.end] != ")":
        return None
    if not _RATE_HEADS.search(text, sentence.start, mention.span.start):
        return None
    last = next((fact.measure for fact in reversed(before) if fact.unit == "percent"), None)
    return last if last in _RATES else None


_RATE_HEADS = lexicon.pattern(
    r"\bthe\s(?:{of all rates}\s)?(?:rates?|figures?|average)(?:\sof\s[\d.]+\s?(?:%|per\s?cent))?(?::|,?\s(?:such\sas|including|namely|among\sthem))\s[^;():\d]{1,70}\($",
    re.IGNORECASE,
)


def _told_rate(tree: Tree, rate: int, before: Sequence[Fact]) -> str | None:
    """The rate told of before, where nothing says which rate is meant: "Inflation was 9 percent. … above the national rate"."""
    kinds = [tree.tokens[c] for c in tree.children[rate] if c < rate and tree.tokens[c].tag[:2] in ("NN", "JJ", "VB")]
    if any(token.lower not in lexicon.family("of all rates") for token in kinds):
        return None  # "the key rate", "the bank's lending rate"
    owned = tree.child(rate, "poss") is not None
    last = next((fact.measure for fact in reversed(before) if fact.unit == "percent"), None)
    return last if last in _RATES and not owned else None


def _of_subject(tree: Tree, rate: int) -> str | None:
    """The rate that a subject has: "inflation reached a rate of 5 percent", "the economy grew at an annual rate of 2 percent"."""
    subject = tree.subject_over(rate, 4)
    if subject is None or subject.index > rate:
        return None
    cues = (cue for index in tree.subtree(subject.index) for cue in cues_at(tree, index))
    return next((cue.measure for cue in cues if cue.measure in _RATES and cue.slot == "any" and not cue.also), None)


_RATE_OF = lexicon.pattern(r"\brates?\sof\s(?!{told by a rate}\b)[a-z]+[^.;]{0,40}$", re.IGNORECASE)
_LENDING = lexicon.pattern(r"\b{lending}\b", re.IGNORECASE)
_RATE = lexicon.pattern(r"\b{rates of people}\srates?\b[^.;,%]{0,40}$", re.IGNORECASE)


def is_rate_of_else(text: str, sentence: Span, start: int) -> bool:
    """Whether the rate that the number at ``start`` gives is none of interest: "rates of poverty as high as 60 percent", "a dropout rate of 8 percent"."""
    if _RATE.search(text, sentence.start, start) is not None:
        return True
    return _RATE_OF.search(text, sentence.start, start) is not None and _LENDING.search(text, *sentence) is None
