"""What print adds to a sentence changes nothing else: "60+ houses" are houses as 60 are, and a bullet speaks for nobody."""

import re
from collections.abc import Callable, Iterator
from zlib import crc32

import pytest

from ledger.extract import extract_many
from ledger.model import Basis, Comparator, Fact, Report
from tests.gold.rows import Row, read_rows

_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})*$|\d+$")
_EVERY = 23  # of the rows, one in so many
_FEW = 0.01  # of the sample, known to change: "30+ 155mm howitzers", "• Of the 12 wounded, two …"

Variant = Callable[[str, Fact], str | None]


def sampled() -> list[Row]:
    """The same rows for ever, whatever rows are added."""
    return [row for row in read_rows() if not row.reason and crc32(row.text.encode()) % _EVERY == 0]


def with_plus(text: str, fact: Fact) -> str | None:
    """The text with a plus behind the figure, where nothing but a word follows it."""
    end = fact.span.end
    return text[:end] + "+" + text[end:] if re.match(r"\s[a-z]", text[end : end + 2]) else None


def with_tilde(text: str, fact: Fact) -> str | None:
    """The text with a tilde before the figure, where a blank or nothing stands there."""
    start = fact.span.start
    return text[:start] + "~" + text[start:] if not text[:start] or text[start - 1].isspace() else None


def variants(vary: Variant, moved: int) -> Iterator[tuple[Report, Fact, int]]:
    """Each plain figure of the sampled rows in its text with the sign, and where it stands there."""
    rows = sampled()
    reports = [Report(key=row.name, text=row.text, published=row.published) for row in rows]
    for report, extraction in zip(reports, extract_many(reports), strict=True):
        for fact in extraction.facts:
            if not _PLAIN.match(fact.surface) or fact.comparator is not Comparator.EQUAL or fact.basis is Basis.CHANGE:
                continue
            if (text := vary(report.text, fact)) is not None:
                varied = Report(key=f"{report.key} {fact.span.start}", text=text, published=report.published)
                yield varied, fact, fact.span.start + moved


@pytest.mark.parametrize(
    ("vary", "moved", "comparator"),
    [(with_plus, 0, Comparator.AT_LEAST), (with_tilde, 1, Comparator.ABOUT)],
    ids=["plus", "tilde"],
)
def test_a_sign_changes_the_comparator_and_nothing_else(vary: Variant, moved: int, comparator: Comparator) -> None:
    cases = list(variants(vary, moved))
    assert len(cases) > 100
    extractions = extract_many([report for report, _, _ in cases])
    told = ("unit", "entity", "group", "measure", "place", "period", "basis", "status", "attribution")
    changed = []
    for (report, fact, start), extraction in zip(cases, extractions, strict=True):
        found = next((one for one in extraction.facts if one.span.start == start), None)
        same = found is not None and all(getattr(found, field) == getattr(fact, field) for field in told)
        if found is None or not same or (found.surface, found.low) != (fact.surface, fact.low):
            changed.append((report.text, fact.surface))
        else:
            assert found.comparator is comparator, (report.text, fact.surface)
    assert len(changed) <= _FEW * len(cases), changed


@pytest.mark.parametrize("mark", ["• ", "- ", "2. "], ids=["bullet", "dash", "number"])
def test_what_opens_an_item_of_a_list_changes_nothing(mark: str) -> None:
    """ "• Police said four died" is told by police, as it is without the bullet."""
    rows = [row for row in sampled() if "\n" not in row.text and re.match(r"[A-Z][a-z]", row.text)]
    plain = [Report(key=row.name, text=row.text, published=row.published) for row in rows]
    marked = [Report(key=row.name, text=mark + row.text, published=row.published) for row in rows]
    assert len(rows) > 100
    told = ("surface", "low", "high", "comparator", "unit", "measure", "attribution")
    changed = [
        report.text
        for report, *both in zip(plain, extract_many(plain), extract_many(marked), strict=True)
        if len({tuple(tuple(getattr(fact, field) for field in told) for fact in one.facts) for one in both}) > 1
    ]
    assert len(changed) <= _FEW * len(rows), changed
