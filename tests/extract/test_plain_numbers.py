"""How a number is written changes nothing of what it counts: as a range, behind a hedge, in words."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from ledger.extract import extract, extract_many
from ledger.extract.lines.plain_numbers import with_plain_numbers
from ledger.extract.lines.prints import plain_print
from ledger.model import Comparator, Fact, Report
from tests.extract.test_print_marks import sampled

_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})*$|\d+$")
_FEW = 0.05  # of the sample, known to change: what goes on from figures near it by their values
_NOT_AFTER = re.compile(r"\b(?:the|other|another|all|only|by|to|of|[a-z]+[’']s)\s$|[^\s]$|\d,?\s$", re.IGNORECASE)


def hedged(text: str, fact: Fact) -> str:
    """The text with "at least" before the figure."""
    return f"{text[: fact.span.start]}at least {text[fact.span.start :]}"


def ranged(text: str, fact: Fact) -> str:
    """The text with a range that ends at the figure."""
    return f"{text[: fact.span.start]}{int(fact.low or 0) - 1} to {text[fact.span.start :]}"


@pytest.mark.parametrize(("vary", "low"), [(hedged, 0), (ranged, -1)], ids=["at least", "range"])
def test_another_form_of_a_number_counts_the_same(vary: Callable[[str, Fact], str], low: int) -> None:
    rows = [row for row in sampled() if "\n" not in row.text]
    reports = [Report(key=row.name, text=row.text, published=row.published) for row in rows]
    cases = [
        (report, fact)
        for report, extraction in zip(reports, extract_many(reports), strict=True)
        for fact in extraction.facts
        if _PLAIN.match(fact.surface)
        and fact.comparator is Comparator.EQUAL
        and 4 < (fact.low or 0) < 1000
        and re.match(r"\s[a-z]", report.text[fact.span.end : fact.span.end + 2])
        and _NOT_AFTER.search(report.text, max(0, fact.span.start - 12), fact.span.start) is None
    ]
    assert len(cases) > 40
    changed = []
    others = extract_many([replace(report, text=vary(report.text, fact)) for report, fact in cases])
    for (report, fact), extraction in zip(cases, others, strict=True):
        found = next((one for one in extraction.facts if one.surface.endswith(fact.surface)), None)
        told = (fact.unit, fact.measure, (fact.low or 0) + low)
        if found is None or (found.unit, found.measure, found.low) != told:
            changed.append((report.text, fact.surface))
    assert len(changed) <= max(1, _FEW * len(cases)), changed


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Killed: twelve", "Killed: 12"),
        ("At least five to nine died.", "At least nine died."),
        ("Between 14 and 28 huts burned.", "28 huts burned."),
        ("Losses of $20-30 million", "Losses of $30 million"),
        ("Barns burned: over 9", "Barns burned: 9"),
        ("aged 12-14 and on 3-5 May", "aged 12-14 and on 3-5 May"),
        ("lost 14-28 to Orvo, a 7-11 shop", "lost 14-28 to Orvo, a 7-11 shop"),
        ("in May at least 14 died", "in May at least 14 died"),
    ],
)
def test_what_is_read(text: str, read: str) -> None:
    assert with_plain_numbers(plain_print(text)).text == read


def test_what_the_page_has_stands_in_the_fact() -> None:
    text = "At least 14 to 28 huts burned; hurt: some twelve."
    huts, hurt = extract(Report(key="huts", text=text)).facts
    assert (huts.surface, huts.low, huts.high, huts.comparator) == ("14 to 28", 14, None, Comparator.AT_LEAST)
    assert (hurt.surface, hurt.low, hurt.high, hurt.comparator) == ("twelve", 12, 12, Comparator.ABOUT)
    assert huts.sentence.start == 0


def test_the_lower_end_of_a_range_is_exact() -> None:
    (fact,) = extract(Report(key="losses", text="The quake caused losses of $1.7 trillion to $2.9 trillion.")).facts
    assert (fact.low, fact.high) == (1.7e12, 2.9e12)
