from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.errors import QueryRefused
from ledger.model import Limits, Moment
from ledger.store import Store, sql_guard
from ledger.store.sql_guard import checked
from tests.store.samples import add, report, sample_facts

LISTS = Path(__file__).parent / "statements"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def listed(name: str) -> list[list[str]]:
    """The rows of a list: cells split at tabs, ``\\n`` and ``\\r`` unescaped in the statement."""
    lines = (LISTS / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [[row[0], row[1].replace(r"\r", "\r").replace(r"\n", "\n"), *row[2:]] for row in rows]


ATTACKS = [sql for _, sql in listed("attacks.tsv")]
LEGITIMATE = listed("legitimate.tsv")


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url, create=True) as opened:
        add(opened, report(), sample_facts())
        yield opened


def engine_of(store: Store) -> str:
    return "postgresql" if "postgresql" in str(store.__dict__["_engine"].url) else "sqlite"


def test_every_legitimate_statement_is_run(store: Store) -> None:
    engine = engine_of(store)
    wrong = []
    for engines, sql, answer in LEGITIMATE:
        if engines in ("both", engine):
            rows = [list(row) for row in store.sql(sql, {}).rows]
            expected = json.loads(answer)
            if rows != expected or json.dumps(rows) != json.dumps(expected):
                wrong.append((sql, rows, expected))
    assert not wrong
    assert sum(engines in ("both", engine) for engines, *_ in LEGITIMATE) >= 30


def test_every_attack_is_refused_in_one_line_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = store.verify().head
    through, badly_said = [], []
    for sql in ATTACKS:
        try:
            through.append((sql, store.sql(sql, {}).rows))
        except QueryRefused as refused:
            if not str(refused) or "\n" in str(refused):
                badly_said.append((sql, str(refused)))
    assert (through, badly_said) == ([], [])
    assert len(ATTACKS) >= 60
    found = store.verify()
    assert (found.breaks, found.head) == ((), before)
    assert {path.name for path in tmp_path.iterdir()} <= {"ledger.db", "ledger.db-wal", "ledger.db-shm"}
    assert not os.path.lexists("copy.db")
    assert not os.path.lexists("other.db")


def test_the_engine_itself_refuses_what_the_list_would_let_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind the list of functions stand the authorizer, the read-only transaction and the role."""
    engine = engine_of(store)
    dangerous = {
        "sqlite": [
            "SELECT load_extension('x')",
            "SELECT zeroblob(30000000)",
            "SELECT * FROM pragma_table_info('facts')",
        ],
        "postgresql": [
            "SELECT pg_read_file('/etc/hostname')",
            "SELECT pg_ls_dir('/')",
            "SELECT lo_import('/etc/hostname')",
        ],
    }
    monkeypatch.setattr(sql_guard, "_refuse_calls", lambda *_: None)
    monkeypatch.setattr(sql_guard, "_refuse_token", lambda *_: None)
    for sql in [*dangerous[engine], "WITH gone AS (DELETE FROM facts RETURNING id) SELECT * FROM gone"]:
        with pytest.raises(QueryRefused):
            store.sql(sql, {})


def test_parameters_are_bound_as_text(store: Store) -> None:
    assert store.sql("SELECT CAST(:m AS TEXT)", {"m": "it's; DROP TABLE facts"}).rows == (("it's; DROP TABLE facts",),)
    assert store.sql("SELECT count(*) FROM figures WHERE low > :n", {"n": "5"}).rows == ((1,),)
    with pytest.raises(QueryRefused, match=r"needs a value for :m; give it with -p m=VALUE"):
        store.sql("SELECT :m", {"n": "5"})


def test_a_long_answer_is_cut_and_says_so(store: Store) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i FROM n"
    whole, cut = (store.sql(many.format(1_200 + extra), {}, Moment(), Limits(rows=1_200)) for extra in (0, 1))
    assert (len(whole.rows), whole.truncated) == (1_200, False)
    assert (len(cut.rows), cut.truncated) == (1_200, True)
    wide = store.sql("SELECT quote FROM figures", {}, Moment(), Limits(characters=10))
    assert (len(wide.rows), wide.truncated) == (1, True)


@pytest.mark.parametrize(
    "endless",
    [
        ENDLESS,
        ENDLESS.replace("count(*)", "i"),
        "SELECT count(*) FROM facts a, facts b, facts c WHERE (SELECT count(*) FROM (" + ENDLESS + ") AS x) > 0",
    ],
)
def test_a_statement_that_runs_too_long_is_stopped(store: Store, endless: str) -> None:
    with pytest.raises(QueryRefused, match=r"longer than 0.2 seconds; narrow it, or allow it more with --seconds"):
        store.sql(endless, {}, Moment(), Limits(seconds=0.2, rows=10**9))


def test_expressions_that_double_each_other_are_refused_before_the_engine_unfolds_them() -> None:
    doubled = "".join(f", t{n} AS (SELECT a.x FROM t{n - 1} a, t{n - 1} b)" for n in range(1, 40))
    with pytest.raises(QueryRefused, match="too often; simplify it"):
        checked(f"WITH t0 AS (SELECT 1 AS x){doubled} SELECT count(*) FROM t39", "sqlite")
    chained = "".join(f", t{n} AS (SELECT t{n - 1}.x, t{n - 1}.x AS y FROM t{n - 1})" for n in range(1, 40))
    assert checked(f"WITH t0 AS (SELECT 1 AS x){chained} SELECT count(*) FROM t39", "sqlite").parameters == frozenset()


@pytest.mark.parametrize(
    "slow",
    [
        "instr(t, substr(t, 1, 2000000) || 'x')",
        "replace(t, substr(t, 1, 2000000) || 'x', '')",
        "trim('x' || t, substr(t, 1, 2000000))",
    ],
)
def test_searches_in_long_texts_end_soon(tmp_path: Path, slow: str) -> None:
    """SQLite's own take the product of both lengths, and look at no clock meanwhile."""
    path = tmp_path / "ledger.db"
    with Store(path, create=True) as store:
        long = f"WITH x AS (SELECT printf('%.*c', 4000000, 'a') AS t) SELECT length({slow}) FROM x"
        assert len(store.sql(long, {}, Moment(), Limits(seconds=60)).rows) == 1


def test_replaced_functions_answer_as_the_engine_does(tmp_path: Path) -> None:
    calls = [
        *("instr('abc', 'c')", "instr('abc', '')", "instr(NULL, 'a')", "instr(123, 2)", "trim('xax', 'x')"),
        *("replace('aba', 'a', 'cc')", "replace('aba', '', 'c')", "replace(11, 1, 2)", "replace('a', NULL, 'c')"),
        *("ltrim('xxa', 'x')", "rtrim('axx', 'x')", "trim('xyx', 'xy')", "trim(NULL, 'x')", "trim('a', '')"),
    ]
    path = tmp_path / "ledger.db"
    plain = sqlite3.connect(":memory:")
    with Store(path, create=True) as store:
        for call in calls:
            assert store.sql(f"SELECT {call}", {}).rows == tuple(plain.execute(f"SELECT {call}").fetchall()), call
    plain.close()


def test_an_unknown_function_is_told_with_the_nearest_ones(store: Store) -> None:
    with pytest.raises(QueryRefused, match=r"sbustr\(\) is not let into read-only queries; did you mean .*substr"):
        store.sql("SELECT sbustr('a', 1)", {})


@pytest.mark.parametrize("sql", ["SELECT '\0'", "SELECT \ud800", "SELECT " + "(" * 2_000, "S" * 200_000, "SELECT :m"])
def test_a_statement_that_nobody_would_write_is_refused_all_the_same(store: Store, sql: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        store.sql(sql, {"m": "\udfff"})
    assert "\n" not in str(caught.value)
