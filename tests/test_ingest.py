"""One report, one transaction; the same text adds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.errors import NotFound, ReadError
from ledger.ingest import Run, end_run, ingest_report, pending
from ledger.model import Extraction, FactFilter, Ingested, IngestSummary, Metadata, Problem, Report, Unread, VersionRef
from ledger.store import Store
from tests.store.samples import TEXT, fact, report, sample_facts

OTHER = TEXT.replace("12", "15")


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url) as opened:
        yield opened


def run_of(store: Store, fingerprint: str = "reader-1") -> Run:
    return Run(arguments="{}", tool_version="test", fingerprint=fingerprint, started=store.now())


def ingest(store: Store, item: Report, extraction: Extraction, fingerprint: str = "reader-1") -> Ingested:
    return ingest_report(store, item, extraction, run_of(store, fingerprint))


def counts(store: Store) -> tuple[object, ...]:
    tables = ("report_versions", "readings", "facts", "placements", "ingest_runs", "journal")
    return store.sql("SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in tables), {}).rows[0]


def test_a_report_is_appended_with_its_facts_in_series(store: Store) -> None:
    found = ingest(store, report(), Extraction(facts=tuple(sample_facts())))
    assert found == Ingested(ref=VersionRef("derna-1", 1), new=True, facts=2, revisions=0, problems=())
    assert counts(store) == (1, 1, 2, 2, 1, 1)
    assert len({figure.series for figure in store.figures(FactFilter())}) == 2


def test_the_same_text_adds_nothing_and_says_so(store: Store) -> None:
    extraction = Extraction(facts=tuple(sample_facts()))
    ingest(store, report(), extraction)
    before = counts(store)
    again = ingest(store, report(TEXT.replace(", ", ",\n")), extraction)
    assert again == Ingested(ref=VersionRef("derna-1", 1), new=False, facts=0, revisions=0, problems=())
    assert pending(store, report(), "reader-1") == again
    assert counts(store) == before


def test_other_metadata_with_the_same_text_is_told_not_stored(store: Store) -> None:
    ingest(store, report(), Extraction(facts=()))
    (problem,) = ingest(store, replace(report(), outlet="Herald"), Extraction(facts=())).problems
    assert problem.message == "outlet stays The Courier, not Herald: the text is that of version 1"


def test_other_text_is_version_two_and_its_revisions_are_counted(store: Store) -> None:
    ingest(store, report(), Extraction(facts=(fact(TEXT, "12", 12.0),)))
    found = ingest(store, report(OTHER), Extraction(facts=(fact(OTHER, "15", 15.0),)))
    assert found == Ingested(ref=VersionRef("derna-1", 2), new=True, facts=1, revisions=1, problems=())
    assert len({figure.series for figure in store.figures(FactFilter(all_versions=True))}) == 1


def test_a_better_extractor_reads_the_stored_text_again(store: Store) -> None:
    ingest(store, report(), Extraction(facts=(fact(TEXT, "12", 12.0),)))
    waiting = pending(store, report(TEXT.replace(" ", "  ")), "reader-2")
    assert waiting == report()
    found = ingest(store, report(), Extraction(facts=tuple(sample_facts())), "reader-2")
    assert (found.ref.number, found.new, found.facts) == (1, False, 2)
    assert len(store.figures(FactFilter(all_versions=True))) == 2
    assert store.sql("SELECT count(*) FROM facts", {}).rows == ((3,),)


def test_a_fact_that_does_not_fit_leaves_the_ledger_as_it_was(store: Store) -> None:
    with pytest.raises(ValueError, match="is not what the text says"):
        ingest(store, report(OTHER), Extraction(facts=(fact(TEXT, "12", 12.0),)))
    assert counts(store) == (0, 0, 0, 0, 0, 0)


def test_problems_of_reading_and_extraction_are_kept_and_told(store: Store) -> None:
    item = replace(report(), problems=(Problem(kind="encoding", message="one bad byte"),))
    found = ingest(store, item, Extraction(facts=(), problems=(Problem(kind="date", message="no year"),)))
    assert [problem.kind for problem in found.problems] == ["encoding", "date"]
    assert store.sql("SELECT kind FROM problem_info ORDER BY kind", {}).rows == (("date",), ("encoding",))


def test_a_run_that_adds_nothing_leaves_no_row(store: Store) -> None:
    run = run_of(store)
    end_run(store, run, IngestSummary(reports=(), unread=(Unread(target="gone.txt", message="no such file"),)))
    assert counts(store) == (0, 0, 0, 0, 0, 0)


def test_a_run_keeps_what_it_could_not_read(store: Store) -> None:
    run = run_of(store)
    done = ingest_report(store, report(), Extraction(facts=()), run)
    end_run(store, run, IngestSummary(reports=(done,), unread=(Unread(target="gone.txt", message="no such file"),)))
    assert store.sql("SELECT kind, input, message FROM problem_info", {}).rows == (
        ("unread", "gone.txt", "no such file"),
    )
    assert store.verify().breaks == ()


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_from_files_to_figures_and_their_history(ledger_url: str, tmp_path: Path) -> None:
    """The whole way: read, extract, append, link, read back."""
    path = write(tmp_path, "flood.txt", "At least 40 people were killed in Derna, the mayor said.")
    seen: list[Ingested | Unread] = []
    with Ledger(ledger_url, create=True) as ledger:
        first = ledger.ingest([path], Metadata(published=date(2023, 9, 12), outlet="Courier"), progress=seen.append)
        again = ledger.ingest([path], Metadata(published=date(2023, 9, 12), outlet="Courier"))
        write(tmp_path, "flood.txt", "At least 60 people were killed in Derna, the mayor said.")
        later = ledger.ingest([path], Metadata(published=date(2023, 9, 13), outlet="Courier"))
        assert [item.new for run in (first, again, later) for item in run.reports] == [True, False, True]
        assert seen == list(first.reports)
        assert [figure.fact.low for figure in ledger.facts()] == [60.0]
        assert [figure.fact.low for figure in ledger.facts(FactFilter(all_versions=True))] == [60.0, 40.0]
        ((_, vintages),) = ledger.history()
        assert [vintage.revision.kind.value for vintage in vintages] == ["first", "raised"]
        assert [change.delta for change in ledger.diff(VersionRef("flood")).changes] == [20.0]
        assert ledger.show(VersionRef("flood", 1))[2][0].fact.surface == "40"
        assert ledger.verify().breaks == ()


def test_one_bad_target_does_not_stop_the_others(ledger_url: str, tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", "Nine people were killed in Sousse.")
    with Ledger(ledger_url) as ledger:
        found = ledger.ingest([str(tmp_path / "missing.txt"), good])
        assert [item.target for item in found.unread] == [str(tmp_path / "missing.txt")]
        assert [item.ref.report for item in found.reports] == ["good"]


def test_a_single_target_that_cannot_be_read_is_an_error(ledger_url: str, tmp_path: Path) -> None:
    with Ledger(ledger_url) as ledger:
        with pytest.raises(ReadError):
            ledger.ingest([str(tmp_path / "missing.txt")])
        with pytest.raises(NotFound):
            ledger.show(VersionRef("missing"))


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(4):
        write(folder, f"r{number}.txt", f"At least {number + 20} people were killed in Derna.")
    found = []
    for jobs in (1, 2):
        with Ledger(tmp_path / f"{jobs}.db", create=True) as ledger:
            ledger.ingest([str(folder)], jobs=jobs)
            found.append([(figure.id, figure.series) for figure in ledger.facts()])
    assert found[0] == found[1]
    assert len(found[0]) == 4
