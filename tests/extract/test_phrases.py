"""The rows of ``phrases.tsv``: each decides the figure that its example marks, and no row before it does."""

import re
from functools import cache

import pytest

from ledger import lexicon
from ledger.extract import extract_many
from ledger.extract.figures.mention import Mention
from ledger.extract.lines.plain_numbers import with_plain_numbers
from ledger.extract.lines.prints import plain_print
from ledger.extract.meaning import measure_choice
from ledger.extract.meaning.said_outright import phrase, phrase_of
from ledger.extract.meaning.setting import Setting
from ledger.model import Report, Span

ROWS = lexicon.rows("phrases")
MEASURE, EXAMPLE = 5, 6


def marked(example: str) -> tuple[str, Span]:
    """An example without its braces, and what stood between them."""
    before, _, rest = example.partition("{")
    number, _, behind = rest.partition("}")
    return before + number + behind, Span(len(before), len(before) + len(number))


def as_read(text: str, span: Span) -> tuple[str, Span]:
    """A text and a span in the form in which the rows meet them: without what print and hedges add."""
    one = with_plain_numbers(plain_print(text))
    if one.places is None:
        return text, span
    inside = [index for index, place in enumerate(one.places) if span.start <= place < span.end]
    return one.text, Span(inside[0], inside[-1] + 1)


@cache
def deciding() -> dict[tuple[str, Span], tuple[int, str, str | None]]:
    """By example and figure, all read in one go: the row that decides, its measure, and the measure of the fact."""
    decided: dict[tuple[str, Span], tuple[int, str]] = {}

    def noting(mention: Mention, setting: Setting) -> str | None:
        told = phrase_of(mention, setting)
        if told is None:
            return None
        decided[setting.text, mention.span] = told[0].number, told[1]
        return told[1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure_choice, "said_outright", noting)
        reports = [Report(key=str(number), text=marked(row[EXAMPLE])[0]) for number, row in enumerate(ROWS)]
        read = dict(zip((report.text for report in reports), extract_many(reports), strict=False))
    facts = {as_read(text, fact.span): fact.measure for text, found in read.items() for fact in found.facts}
    return {key: (*row, facts.get(key)) for key, row in decided.items()}


@pytest.mark.parametrize("number", range(len(ROWS)), ids=lambda number: f"{number}: {ROWS[number][EXAMPLE]}")
def test_each_row_decides_its_example(number: int) -> None:
    row = ROWS[number]
    found = deciding().get(as_read(*marked(row[EXAMPLE])))
    assert found is not None, "no row says anything of the figure: mend the pattern or the example"
    decided, measure, stated = found
    assert decided == number, f"row {decided} decides: {ROWS[decided]}"
    assert row[MEASURE].startswith(("as ", "by ")) or measure == row[MEASURE]
    assert stated in (measure, None), "the figure is stated with another measure"


def test_rows_are_told_apart_and_measures_known() -> None:
    known = {row[0] for row in lexicon.rows("measures")}
    assert [
        row[MEASURE] for row in ROWS if not row[MEASURE].startswith(("as ", "by ")) and row[MEASURE] not in known
    ] == []
    assert len({row[:5] for row in ROWS}) == len(ROWS)


def test_what_a_row_finds_holds_a_word_that_it_needs() -> None:
    for row in map(phrase, range(len(ROWS))):
        before, _, rest = ROWS[row.number][EXAMPLE].partition("{")
        leads = row.before.search(before) if row.before is not None else None
        behind = row.after.match(rest.partition("}")[2]) if row.after is not None else None
        for match, words in ((leads, row.of_lead), (behind, row.of_tail)):
            if match is not None and words is not None:
                assert not words.isdisjoint(re.findall(r"\w+", match[0].lower())), ROWS[row.number]
