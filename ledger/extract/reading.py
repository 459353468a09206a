"""One report under extraction: what is read of it as a whole before its figures, and what its figures add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.extract.chronology.carried import Dated
from ledger.extract.chronology.dates import StoryDates, read_dates, written_on
from ledger.extract.chronology.year_headings import last_day_under, years_over
from ledger.extract.figures.bearer import Company, company_of
from ledger.extract.figures.disease import disease_of
from ledger.extract.gate import gate, is_bare_numbers, states_nothing
from ledger.extract.geography.reading import read_places
from ledger.extract.geography.where import Places
from ledger.extract.lines.by_name import read_names
from ledger.extract.lines.furniture import furniture_blocks
from ledger.extract.lines.lists import ListLine, read_list
from ledger.extract.lines.runs import read_runs, takes_up
from ledger.extract.lines.sentences import Sentence
from ledger.extract.numbers.currencies import Purse, is_currency, told_in_cents
from ledger.extract.numbers.outlets import credited_country, outlet_country
from ledger.extract.written import as_read
from ledger.model import Fact, Problem, Report, Span

_TITLE = 160  # characters of a first line that may be a headline


@dataclass(slots=True)
class Reading:
    """One report under extraction."""

    report: Report
    written: str  # the text as it was given; the report's is the same in ordinary case
    sentences: tuple[Sentence, ...]
    gated: tuple[int, ...]
    items: dict[int, ListLine]
    places: Places
    furniture: frozenset[int]
    dates: StoryDates
    title: str
    wide: bool = False
    facts: list[Fact] = field(default_factory=list)
    signs: dict[Span, tuple[str, ...]] = field(default_factory=dict)
    money: str | None = None
    bare: tuple[Span, ...] = ()
    disease: str | None = None
    dated: Dated = field(default_factory=Dated)
    company: Company = field(default_factory=Company)
    years: dict[int, int] = field(default_factory=dict)

    def counted_back_from(self, index: int) -> date | None:
        """The day from which the days of a sentence count back: that of publication, or the last of the year over it."""
        return last_day_under(self.years.get(index), self.report.published)

    def in_own_case(self, name: str | None, index: int) -> str | None:
        """A name of a sentence as it was written: the Norland National Party of a heading that is read as "Norland national party"."""
        at = self.report.text.find(name, *self.sentences[index].span) if name else -1
        return self.written[at : at + len(name)] if name and at >= 0 else name

    def purse(self, earlier: Sequence[Fact]) -> Purse:
        """What money the report means, in the light of the figures before."""
        outlet = outlet_country(self.report.outlet, self.report.url) or credited_country(self.report.text)
        return Purse(outlet, self.places.home, self.latest_money(earlier), told_in_cents(self.report.text))

    def latest_money(self, earlier: Sequence[Fact]) -> str | None:
        """The currency of the latest sum, among ``earlier`` figures of the sentence or else in the sentences before."""
        sums = [fact for fact in earlier if is_currency(fact.unit.removesuffix("/share"))]
        own = [fact for fact in sums if self.report.text[fact.span.start - 1] != "("]  # "(12 million euros)" converts
        latest = own or sums
        return latest[-1].unit.removesuffix("/share") if latest else self.money


def prepare(given: Report, wide: bool) -> Reading:
    """A report before its figures are found: its sentences, those that may hold figures, its places, days and lists."""
    text, sentences = as_read(given.text)
    published = written_on(text, sentences, given.published)
    report = replace(given, text=text, published=published)
    items = read_list(report.text, sentences) | read_names(report.text, sentences) | read_runs(report.text, sentences)
    furniture = furniture_blocks(report.text, sentences)
    told = [
        index
        for index in gate(report.text, sentences)
        if sentences[index].block not in furniture
        and (wide or not states_nothing(report.text, sentences[index].span, report.published, index in items))
    ]
    bare = frozenset(i for i in told if i not in items and is_bare_numbers(report.text, sentences[i].span))
    # who gives the figures of "The projection is: Reds 112, Blues 90" is told by the sentence before
    givers = {index - 1 for index in told if index and index in items and takes_up(report.text, sentences[index].span)}
    gated = tuple(sorted(givers.union(told) - bare))
    places = read_places(report.text, report.title, sentences, outlet_country(report.outlet, report.url))
    dates = read_dates(report.text, places.sentences, report.published)
    title = report.title or text.split("\n", maxsplit=1)[0]
    company = company_of(title, text)
    reading = Reading(
        report, given.text, sentences, gated, items, places, furniture, dates, title[:_TITLE], wide,
        disease=disease_of(text), company=Company(company, about=company is not None), years=years_over(text, sentences),
    )  # fmt: skip
    reading.bare = tuple(sentences[index].span for index in sorted(bare))
    return reading


def problems_of(reading: Reading) -> Iterator[Problem]:
    """What a person should know of a reading."""
    if reading.report.published is None:
        yield Problem(
            kind="unknown-date",
            message="no publication date, so relative dates stay open; give one with --published or in NAME.meta.json",
        )
    if reading.bare:
        count, first = len(reading.bare), reading.bare[0]
        yield Problem(kind="bare-numbers", message=f"{count} runs of numbers without words were not read", span=first)
