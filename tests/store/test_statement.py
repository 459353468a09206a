from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.errors import QueryRefused
from ledger.store import Store, statement
from tests.store.samples import add, report, sample_facts


@pytest.fixture
def store(ledger_url: str) -> Iterator[Store]:
    with Store(ledger_url, create=True) as opened:
        add(opened, report(), sample_facts())
        yield opened


@pytest.mark.parametrize(
    ("sql", "parameters", "rows"),
    [
        ("SELECT surface FROM figures ORDER BY span_start", {}, (("12",), ("Four",))),
        ("select sum(low) from figures where measure = :m;", {"m": "killed"}, ((12.0,),)),
        ("WITH t AS (SELECT 1 AS n) SELECT n FROM t", {}, ((1,),)),
        ("-- a remark; with a semicolon\nSELECT 1 /* and; another */", {}, ((1,),)),
        ("SELECT 'a;b', ':m', '12:30', '100%'", {}, (("a;b", ":m", "12:30", "100%"),)),
        ("SELECT CAST(:m AS TEXT)", {"m": "it's"}, (("it's",),)),
        ("SELECT count(*) FROM figures WHERE low > :n", {"n": "5"}, ((1,),)),
        ("SELECT id FROM figures LIMIT CAST(:n AS INTEGER)", {"n": "0"}, ()),
    ],
)
def test_one_select_is_run(store: Store, sql: str, parameters: dict[str, str], rows: tuple[object, ...]) -> None:
    assert store.sql(sql, parameters).rows == rows


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "   -- nothing",
        "INSERT INTO units (id, batch) VALUES ('x', 1)",
        "UPDATE facts SET low = 1",
        "DELETE FROM facts",
        "DROP TABLE facts",
        "CREATE TABLE t (a INTEGER)",
        "CREATE TEMP TABLE t AS SELECT 1",
        "SELECT 1; DELETE FROM facts",
        "SELECT 1; SELECT 2",
        "/* SELECT */ DROP VIEW figures",
        "WITH gone AS (DELETE FROM facts RETURNING id) SELECT * FROM gone",
        "WITH t AS (SELECT 1) INSERT INTO units (id, batch) SELECT 'x', 1",
        "SELECT 1 INTO stolen",
        "PRAGMA journal_mode = DELETE",
        "ATTACH DATABASE 'other.db' AS other",
        "VACUUM INTO 'copy.db'",
        "BEGIN",
        "COMMIT",
        "SET default_transaction_read_only = off",
        "COPY facts TO PROGRAM 'cat'",
        "DO $$ BEGIN DELETE FROM facts; END $$",
        "EXPLAIN ANALYZE DELETE FROM facts",
        "CALL something()",
        "SELECT load_extension('x')",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT \"pg_read_file\"('/etc/passwd')",
        "SELECT pg_sleep(0)",
        "SELECT lo_import('/etc/passwd')",
        "SELECT query_to_xml('DELETE FROM facts', true, true, '')",
        "SELECT $$text$$",
        "SELECT 'unclosed",
        "SELECT nothing FROM nowhere",
        "SELECT :missing",
        "SELEKT 1",
    ],
)
def test_everything_else_is_refused_in_one_line_and_changes_nothing(store: Store, sql: str, tmp_path: Path) -> None:
    with pytest.raises(QueryRefused) as caught:
        store.sql(sql, {})
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert store.verify().breaks == ()
    assert not (tmp_path / "other.db").exists()


def test_a_long_answer_is_cut_and_says_so(store: Store) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i FROM n"
    whole, cut = (store.sql(many.format(statement.ROW_LIMIT + extra), {}) for extra in (0, 1))
    assert (len(whole.rows), whole.truncated) == (statement.ROW_LIMIT, False)
    assert (len(cut.rows), cut.truncated) == (statement.ROW_LIMIT, True)


def test_a_statement_that_runs_too_long_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement, "SECONDS", 0.2)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(QueryRefused, match=r"longer than 0.2 seconds; narrow it"):
        store.sql(endless, {})
