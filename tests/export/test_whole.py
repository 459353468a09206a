"""A whole ledger out and in again: the same rows and digests; or nothing at all, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger import FactFilter, ImportRefused, Ledger, Report
from ledger.store import Store
from tests.store.samples import add, report, sample_facts

EVERY = FactFilter(all_versions=True)


@pytest.fixture(scope="module")
def lines(filled_url: str) -> list[str]:
    with Ledger(filled_url) as ledger:
        return list(ledger.export_whole())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> list[str]:
    """Lines of a small ledger, to be damaged."""
    path = tmp_path_factory.mktemp("sound") / "ledger.db"
    path.write_bytes(migrated_file.read_bytes())
    with Store(path) as store:
        add(store, report(), sample_facts())
    with Ledger(path) as ledger:
        return list(ledger.export_whole())


@pytest.fixture
def empty(tmp_path: Path, migrated_file: Path) -> Path:
    path = tmp_path / "copy.db"
    path.write_bytes(migrated_file.read_bytes())
    return path


def test_everything_comes_back_on_either_engine(
    filled_url: str, lines: list[str], empty: Path, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres_server")
    name = server.fresh(request.getfixturevalue("migrated_database"))
    for url in (empty, server.url(name)):
        with Ledger(filled_url) as ledger, Ledger(url) as copy:
            assert copy.import_whole(lines) == len(lines) - 1
            assert copy.verify() == ledger.verify()
            assert copy.verify().breaks == ()
            assert copy.facts(EVERY) == ledger.facts(EVERY)
            assert copy.decisions() == ledger.decisions()
            assert copy.reports() == ledger.reports()
            assert list(copy.export_whole()) == lines
        with Store(url) as store:  # numbers that the database gives go on after those that came
            add(store, report("Three people died in Sousse.", key="next"), [])
            assert store.verify().breaks == ()
    server.drop(name)


def test_a_ledger_that_holds_reports_takes_no_other(filled_url: str, lines: list[str]) -> None:
    with Ledger(filled_url) as ledger:
        before = ledger.verify()
        with pytest.raises(ImportRefused, match="--db"):
            ledger.import_whole(lines)
        assert ledger.verify() == before


def changed(word: str, other: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        assert any(word in line for line in lines), word
        return [line.replace(word, other) for line in lines]

    return change


DAMAGE: list[tuple[str, Callable[[list[str]], list[str]], str]] = [
    ("empty", lambda lines: [], "line 1 is no JSON"),
    ("cut off in a line", lambda lines: [*lines[:-1], lines[-1][:-9]], "is no JSON; is the file cut off"),
    ("cut off after a line", lambda lines: lines[:-1], "not what was exported"),
    (
        "a row gone",
        lambda lines: [line for line in lines if '"surface": "Four"' not in line],
        "not what was exported|does not fit",
    ),
    ("no header", lambda lines: lines[1:], "line 1 does not say"),
    ("facts alone", lambda lines: ['{"id": "0a", "surface": "12"}'], "without their reports' texts"),
    ("an older schema", changed('"schema": "', '"schema": "0'), "db upgrade"),
    ("a list", lambda lines: [lines[0], "[1]"], "line 2 is no JSON object"),
    ("no row", lambda lines: [lines[0], '{"table": "facts"}'], "line 2 is not of the form"),
    ("another table", lambda lines: [lines[0], '{"table": "fax", "row": {}}'], "line 2: there is no table 'fax'"),
    ("a column more", changed('"surface": ', '"price": 1, "surface": '), "price"),
    ("a wrong type", changed('"low": 12.0', '"low": "twelve"'), "facts.low cannot be 'twelve'"),
    ("another number", changed('"low": 12.0', '"low": 11.0'), "not what was exported"),
    ("another kind of claimant", changed('"kind": "official"', '"kind": "other"'), "not what was exported"),
    ("another word in a text", changed("the mayor said", "the major said"), "not what was exported"),
    ("bounds the wrong way round", changed('"low": 4.0', '"low": 40.0'), "does not fit"),
    (
        "another's digest",
        lambda lines: [json.dumps({**json.loads(lines[0]), "digest": "0" * 64}), *lines[1:]],
        "digest",
    ),
    ("rows twice", lambda lines: [*lines, *lines[1:]], "does not fit"),
]


@pytest.mark.parametrize(("damage", "told"), [item[1:] for item in DAMAGE], ids=[item[0] for item in DAMAGE])
def test_what_was_damaged_is_refused_and_nothing_is_kept(
    sound: list[str], empty_again: str, damage: Callable[[list[str]], list[str]], told: str
) -> None:
    with Ledger(empty_again) as copy:
        with pytest.raises(ImportRefused, match=told) as refused:
            copy.import_whole(damage(sound))
        assert "\n" not in str(refused.value)
        assert (copy.reports(), copy.verify().head) == ((), None)


def test_texts_of_all_sorts_come_back(tmp_path: Path, migrated_file: Path) -> None:
    paths = [tmp_path / "one.db", tmp_path / "two.db"]
    for path in paths:
        path.write_bytes(migrated_file.read_bytes())
    text = "“At least 12 people died”\u2028 in Derna — 数 é e\u0301 \r\n\t\U0001f30a he said. Four others were hurt."
    with Store(paths[0]) as store:
        add(store, Report(key="odd \u2029 key", text=text), sample_facts(text))
    with Ledger(paths[0]) as ledger, Ledger(paths[1]) as copy:
        copy.import_whole(f"{line}\n" for line in ledger.export_whole())
        assert copy.facts() == ledger.facts()
        assert copy.verify() == ledger.verify()
