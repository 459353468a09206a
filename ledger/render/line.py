"""The one-line form of each value: ``at least 12 people killed · Derna · 2023-09-11 · per Libyan Red Crescent``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ledger.lexicon.counted import is_counted, is_money
from ledger.model import (
    Decision,
    Extraction,
    Fact,
    Figure,
    Ingested,
    IngestSummary,
    NamedQuery,
    Period,
    Problem,
    Provenance,
    Report,
    ReportSummary,
    Reread,
    Series,
    Status,
    TrackedSeries,
    Triangle,
    Unread,
    Verification,
)
from ledger.render.plain import one_line
from ledger.render.quantity import counted
from ledger.render.words import after_noun, measure_words, unit_words

DOT = " · "


def fact_line(fact: Fact) -> str:
    """A fact on one line; what is not known is left out, ``actual`` is not said."""
    return joined(statement(fact), bearer(fact), fact.place, period(fact.period), status(fact), claimant(fact))


def statement(fact: Fact) -> str:
    """Quantity, noun and measure: "at least 12 people killed"."""
    if fact.unit == "magnitude":
        return f"magnitude {counted(fact)}"
    tail = after_noun(fact.measure) or _entity(fact)
    return one_line(f"{counted(fact)} {tail}")


def bearer(fact: Fact) -> str | None:
    """Whom an amount of money, a percentage or a measurement belongs to, where the noun does not say it."""
    return None if is_counted(fact.unit) or fact.group == fact.place else fact.group


def claimant(fact: Fact) -> str | None:
    """``per NAME``; None where the outlet itself asserts the figure."""
    return f"per {fact.claimant}" if fact.claimant else None


def status(fact: Fact) -> str | None:
    """The status where it is not ``actual``."""
    return None if fact.status is Status.ACTUAL else fact.status.value


def period(value: Period | None) -> str | None:
    """A day, ``A to B``, ``since A`` or ``until B``."""
    if value is None:
        return None
    if value.start is None:
        return f"until {value.end}"
    if value.end is None:
        return f"since {value.start}"
    return f"{value.start}" if value.start == value.end else f"{value.start} to {value.end}"


def figure_line(figure: Figure) -> str:
    """A fact with the citation that finds it again."""
    return f"{fact_line(figure.fact)}  [{citation(figure)}]"


def citation(figure: Figure) -> str:
    """Report and version, outlet, day of publication."""
    parts = (f"{figure.report}@{figure.version}", figure.outlet, day(figure.published))
    return ", ".join(one_line(part) for part in parts if part)


def day(value: date | None) -> str:
    """An ISO date, or "undated"."""
    return value.isoformat() if value else "undated"


def provenance_lines(known: Provenance) -> list[str]:
    """Where a figure comes from, in words: what it says, the sentence, the report, the reading, the decisions."""
    figure = known.figure
    chain = [f"{link.kind.value} {link.name} ({link.cue})" for link in figure.fact.attribution]
    said = " ← ".join(chain) or (figure.outlet or "nobody named")
    return [
        f"{figure.id}  {fact_line(figure.fact)}",
        f"  said by  {one_line(said)}",
        f"  quote    {one_line(figure.quote)}",
        f"  stands   in {citation(figure)}, characters {figure.fact.span.start} to {figure.fact.span.end}",
        f"  text     sha256 {known.content_hash}" + (f", {one_line(figure.url)}" if figure.url else ""),
        f"  read     by extractor {known.fingerprint}, {known.read:%Y-%m-%d %H:%M}",
        *(f"  decided  {decision_line(decision)}" for decision in known.decisions),
    ]


def series_line(series: Series) -> str:
    """What a tracked figure counts, and whose it is."""
    question = series.question
    span = Period(start=question.anchor_start, end=question.anchor_end) if _anchored(series) else None
    return subject_line(series, period(span))


def subject_line(subject: Series | Triangle, when: str | None = None) -> str:
    """What is counted, where, when, and who says so."""
    question = subject.question
    things = "money" if is_money(question.unit) else unit_words(question.unit, one=False)
    what, measure = question.group or things, after_noun(question.measure) or f"({measure_words(question.measure)})"
    if question.group in measure.split():  # "houses destroyed", of all that are damaged or destroyed
        what, measure = things, question.group
    basis = None if subject.basis.value in ("total", "level") else subject.basis.value
    stated = None if subject.status is Status.ACTUAL else subject.status.value
    per = f"per {subject.claimant}" if subject.claimant else None
    return joined(f"{what} {measure}", question.place, when, basis, stated, per)


def tracked_line(tracked: TrackedSeries) -> str:
    """A tracked figure: its id, first and latest value, number of revisions."""
    first, latest = counted(tracked.first.fact), counted(tracked.latest.fact)
    values = first if tracked.first.id == tracked.latest.id else f"{first} → {latest}"
    return f"{tracked.series.id}  {series_line(tracked.series)}: {values} ({plural(tracked.revisions, 'revision')})"


def report_lines(report: ReportSummary) -> list[str]:
    """A report, and one line a version."""
    head = joined(report.report, report.outlet, report.title, report.url if report.url != report.report else None)
    return [head] + [
        f"  @{version.number}  published {day(version.published)}, recorded {version.recorded:%Y-%m-%d %H:%M}, "
        f"{plural(version.facts, 'fact')}"
        for version in report.versions
    ]


def extraction_lines(report: Report, extraction: Extraction) -> list[str]:
    """A report's heading, and a line a fact."""
    head = joined(report.key, report.outlet, report.title, f"published {day(report.published)}")
    return [head, *(f"  {fact_line(fact)}" for fact in extraction.facts)]


def ingested_line(done: Ingested | Unread) -> str:
    """What became of one input."""
    if isinstance(done, Unread):
        return one_line(done.message if done.target in done.message else f"{done.target}: {done.message}")
    what = f"{plural(done.facts, 'fact')}, {plural(done.revisions, 'revision')}" if done.new else "nothing new"
    return one_line(f"{done.ref}: {what}")


def problem_line(problem: Problem) -> str:
    """A problem with the place in the text that it is about."""
    where = f" at {problem.span.start}–{problem.span.end}" if problem.span else ""
    return one_line(f"{problem.kind}{where}: {problem.message}")


def query_line(query: NamedQuery) -> str:
    """A named query with its parameters: required ones bare, the others with their default."""
    wanted = [one.name if one.default is None else f"{one.name}={one.default}" for one in query.parameters]
    brackets = f" ({', '.join(wanted)})" if wanted else ""
    return one_line(f"{query.name}: {query.title}{brackets}")


def reread_lines(outcome: Reread, changes: Sequence[str]) -> list[str]:
    """One version read again: what the new reading says otherwise, and which decisions it leaves open."""
    kept = plural(outcome.diff.unchanged, "fact")
    head = (
        f"{outcome.ref}: {kept} as before, {len(changes)} otherwise" if changes else f"{outcome.ref}: {kept} as before"
    )
    held = [f"  {plural(outcome.carried, 'decision')} hold on"] if outcome.carried else []
    left = [f"  to be decided again: {decision_line(decision)}" for decision in outcome.undecided]
    return [head, *(f"  {change}" for change in changes), *held, *left]


def decision_line(decision: Decision) -> str:
    """``#3 reject 3f2a9c1e77d0b845 · by A. Editor, 2026-11-24 10:12 · a year, not a count``."""
    changes = ", ".join(f"{name}={value}" for name, value in decision.changes.items() if value not in ([], ""))
    when = decision.recorded.strftime("%Y-%m-%d %H:%M")
    done = f"#{decision.id} {decision.kind.value} {decision.target}"
    return joined(done, changes, f"by {decision.author}, {when}", decision.reason)


def verification_line(outcome: Verification) -> str:
    """Whether the ledger is whole, and on how many checks that rests."""
    found = plural(len(outcome.breaks), "break") if outcome.breaks else "whole"
    return f"{found}: {outcome.checked:,} journal entries checked" + (
        f", digest {outcome.head}" if outcome.head else ""
    )


def summary_line(summary: IngestSummary) -> str:
    """What an ingest run added up to."""
    new = [done for done in summary.reports if done.new]
    counts = joined_counts(
        (len({done.ref.report for done in summary.reports}), "report"),
        (len(new), "new version"),
        (sum(done.facts for done in new), "fact"),
        (sum(done.revisions for done in new), "revision"),
        (sum(len(done.problems) for done in summary.reports), "problem"),
    )
    return counts if new or not summary.reports else f"nothing new: {counts}"


def joined_counts(*counts: tuple[int, str]) -> str:
    """``2 reports, 1 new version, 0 facts``."""
    return ", ".join(plural(count, noun) for count, noun in counts)


def plural(count: int, noun: str) -> str:
    """``1 fact``, ``1,200 facts``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def joined(*parts: str | None) -> str:
    """The parts that there are, on one line, with dots between."""
    return DOT.join(one_line(part) for part in parts if part)


def _entity(fact: Fact) -> str:
    """What is measured, where no measure says it; of things that are counted the noun says it already."""
    return f"({fact.entity})" if fact.entity and not is_counted(fact.unit) else ""


def _anchored(series: Series) -> bool:
    return series.question.anchor_start is not None or series.question.anchor_end is not None
