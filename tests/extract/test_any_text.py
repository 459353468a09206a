"""Whatever the text: facts that stand where they say, or problems, and never an exception."""

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.extract import extract, extract_many
from ledger.model import Extraction, Report
from ledger.render.data import fact_data
from tools.shapes import SHAPES, shape
from tools.soak import PUBLISHED, failures, faults, mutated, soaked, sources

ROOT = Path(__file__).parents[2]
NOWHERE = Path("no such folder")
TEXTS = sources(NOWHERE)

# Words of which figures are made, so that random texts state some.
WORDS = (
    "at least", "more than", "between", "and", "12", "1.5 million", "dozens of", "half", "three-quarters", "a", "no", "$3bn", "7 percent",
    "5–6", "10 to 15", "people", "soldiers", "houses", "km", "were killed", "died", "fled", "said", "the mayor", "It", "according to",
    "Red Cross", "on Tuesday", "since 9 May", "2021", "in Derna", "(", ")", "“", "”", ",", ".", ";", ":", "\n", "another", "of them",
    "rose by", "could", "nobody", "including", "respectively", "per 100,000", "one in five", "-", "…", "\u00a0", "é",
)  # fmt: skip
phrases = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
anything = st.text(max_size=200) | phrases | st.tuples(phrases, st.text(max_size=30), phrases).map("".join)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def report(text: str, published: date | None = PUBLISHED, key: str = "k") -> Report:
    return Report(key=key, text=text, published=published)


@quick
@given(anything, st.sampled_from([None, PUBLISHED, date(1, 1, 1), date(9999, 12, 31)]))
def test_any_text_gives_facts_that_stand_where_they_say(text: str, published: date | None) -> None:
    given_report = report(text, published)
    assert list(faults(given_report, extract(given_report))) == []


@settings(quick, max_examples=15)
@given(st.lists(anything, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(texts: list[str], random: Random) -> None:
    reports = [report(text, key=str(number)) for number, text in enumerate(texts)]
    mixed = list(reports)
    random.shuffle(mixed)
    found = {one.key: extraction for one, extraction in zip(mixed, extract_many(mixed), strict=True)}
    assert [found[one.key] for one in reports] == list(extract_many(reports))


def test_a_report_is_read_alone_as_it_is_read_among_others() -> None:
    reports = [report(text, key=str(number)) for number, text in enumerate(TEXTS[:12])]
    assert [extract(one) for one in reports] == list(extract_many(reports))


def test_a_report_is_read_alike_before_and_after_others() -> None:
    reports = [report(text, key=str(number)) for number, text in enumerate(TEXTS[:24])]
    reports += [report(f"{text}\n{other.text}") for text, other in zip(TEXTS[:8], reports[1:], strict=False)]
    first = [extract(one) for one in reports]
    assert [extract(one) for one in reversed(reports)] == first[::-1]
    assert list(extract_many([*reports, *reports[::-1]])) == [*first, *first[::-1]]


def test_every_process_reads_the_same_whatever_its_hash_seed() -> None:
    script = "import json, sys; from tests.extract.test_any_text import printed; sys.stdout.write(printed())"  # one import a process
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
        ).stdout
        for seed in ("1", "4711")
    ]  # fmt: skip
    assert len(json.loads(runs[0])) > 20
    assert runs[0] == runs[1]


def printed() -> str:
    """The facts of some texts as one string, for comparison between processes."""
    texts = [*TEXTS[:8], *(mutated(number, TEXTS) for number in range(12))]
    found = extract_many(report(text) for text in texts)
    return json.dumps([fact_data(fact) for extraction in found for fact in extraction.facts])


# Texts in capitals are parsed once before they are read: no half of a character may reach the parser there either.
_HALF_A_CHARACTER = "AT LEAST TWELVE PEOPLE WERE KILLED IN THE BLAST \ud800 IN ARVA TODAY, POLICE SAID."


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "12", "12 people died.", "\x00", "\ud800", "”" * 50, _HALF_A_CHARACTER]
)
def test_an_unknown_day_of_publication_is_a_problem_of_any_text(text: str) -> None:
    assert [problem.kind for problem in extract(report(text, None)).problems] == ["unknown-date"]
    assert extract(report(text)).problems == ()


def test_mutated_texts_do_no_harm() -> None:
    """A small sample of what ``make soak`` does at length."""
    assert list(soaked(range(48), TEXTS)) == []


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_do_no_harm(name: str) -> None:
    assert list(failures([report(shape(name, 1500), key=name)])) == []


@pytest.mark.parametrize("name", ["one paragraph without full stops", "numbers", "capitalised words", "list lines"])
def test_time_grows_with_the_text_and_not_with_its_square(name: str) -> None:
    def once(size: int) -> float:
        start = time.process_time()
        extract(report(shape(name, size)))
        return time.process_time() - start

    def seconds(size: int) -> float:
        return min(once(size) for _ in range(3))  # a pause of the machine or of the collector is not the text's

    once(2000)
    small, large = max(seconds(2000), 0.02), seconds(16_000)
    assert large < 8 * 3 * small, f"8 times the text took {large / small:.0f} times as long"


def test_faults_are_seen() -> None:
    """The checks above would notice: they are given an extraction that belongs to another text."""
    found = extract(report("In Norrby 12 people were killed."))
    assert list(faults(report("x" * 40), found)) == ["the surface of Span(start=10, end=12) is not the text there"]
    assert any("unknown date" in fault for fault in faults(report("In Norrby 12 people were killed.", None), found))
    twice = Extraction(facts=found.facts * 2)
    assert any("overlaps" in fault for fault in faults(report("In Norrby 12 people were killed."), twice))


@pytest.mark.parametrize("text", ["Police counted nine of about", "Nine of the", "12 of nearly", "Twelve out of some"])
def test_a_text_may_end_where_a_number_would_follow(text: str) -> None:
    extraction = extract(report(text))
    assert not list(faults(report(text), extraction))
