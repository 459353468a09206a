"""A text as the stages read it: as it was written, with what a page or a wire did to its lines and letters put right."""

from __future__ import annotations

from ledger.extract.capitals import in_capitals, in_ordinary_case
from ledger.extract.grammar.parse import parse
from ledger.extract.headlines import with_headlines_lowered
from ledger.extract.lines.blocks import unwrapped
from ledger.extract.lines.bullets import one_bullet
from ledger.extract.lines.lost_breaks import with_breaks
from ledger.extract.lines.number_lines import joined_lines
from ledger.extract.lines.over_labels import figures_over_labels
from ledger.extract.lines.prints import inch_marks, raised_dashes, round_brackets, round_quotes
from ledger.extract.lines.sentences import Sentence, split_sentences
from ledger.extract.lines.spaced import parted_columns
from ledger.extract.numbers.thousands import with_commas


def as_read(text: str) -> tuple[str, tuple[Sentence, ...]]:
    """The text with its lines joined, bullets alike, columns parted, brackets round, thousands with commas and capitals respelt, and its sentences."""
    given = one_bullet(with_breaks(in_capitals(round_quotes(inch_marks(raised_dashes(text))))))
    written = with_commas(round_brackets(parted_columns(unwrapped(joined_lines(figures_over_labels(given))))))
    sentences = split_sentences(written)
    return with_headlines_lowered(in_ordinary_case(written, sentences, parse), sentences), sentences
