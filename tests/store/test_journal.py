from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ledger.store import Store
from ledger.store.canonical import canonical, line_maker
from ledger.store.engine import open_engine, write_transaction
from tests.store.samples import TEXT, add, fact, report, sample_facts


def tamper(url: str, table: str, statement: str) -> None:
    """Changes rows the way somebody with full rights could: triggers off, change, triggers on again."""
    engine = open_engine(url)
    try:
        with write_transaction(engine) as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
                connection.execute(text(statement))
                connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER ALL"))
                return
            rows = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"), {"t": table}
            ).all()
            for name, _ in rows:
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.execute(text(statement))
            for _, create in rows:
                connection.exec_driver_sql(create)
    finally:
        engine.dispose()


@pytest.fixture
def filled(ledger_url: str) -> str:
    later = TEXT.replace("12", "15")
    with Store(ledger_url, create=True) as store:
        add(store, report(), sample_facts())
        add(store, report(later), [fact(later, "15", 15.0)])
    return ledger_url


def test_an_untouched_ledger_is_whole(filled: str) -> None:
    with Store(filled) as store:
        found = store.verify()
    assert (found.checked, found.breaks) == (2, ())


@pytest.mark.parametrize(
    ("table", "statement", "said"),
    [
        ("facts", "UPDATE facts SET low = 13 WHERE surface = '12'", "facts: the rows of batch 1 are not those"),
        ("facts", "UPDATE facts SET surface = '13' WHERE surface = '12'", "facts: the rows of batch 1 are not those"),
        ("attributions", "UPDATE attributions SET name = 'nobody'", "attributions: the rows of batch 1 are not those"),
        ("attributions", "DELETE FROM attributions WHERE batch = 2", "attributions: the rows of batch 2 are gone"),
        ("journal", "UPDATE journal SET writer = 'x' WHERE sequence = 2", "journal: entry 2 (batch 2) is not what"),
        ("journal", "UPDATE journal SET previous = 'x' WHERE sequence = 2", "journal: entry 2 does not follow"),
    ],
)
def test_a_change_behind_the_triggers_is_found(filled: str, table: str, statement: str, said: str) -> None:
    tamper(filled, table, statement)
    with Store(filled) as store:
        breaks = store.verify().breaks
    assert breaks[0].startswith(said)


def test_a_changed_text_no_longer_says_the_figure(filled: str) -> None:
    tamper(filled, "report_versions", "UPDATE report_versions SET text = replace(text, '12', '99')")
    with Store(filled) as store:
        breaks = store.verify().breaks
    assert any("says '12', the text at its span is '99'" in line for line in breaks)


_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**62), 2**62), st.floats(allow_nan=False, allow_infinity=False), st.text()
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(min_size=1), _VALUES, min_size=1, max_size=8))
def test_the_quick_form_of_a_row_is_the_canonical_one(row: dict[str, object]) -> None:
    assert line_maker(tuple(row))(tuple(row.values())) == canonical(row)
