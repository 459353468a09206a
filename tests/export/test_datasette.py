"""The real Datasette opens a ledger with the metadata that is exported for it."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest

from ledger import DatabaseError, Ledger
from ledger.export.datasette import CannedQuery, datasette_metadata
from ledger.export.package import Licence
from tests.export.conftest import fill

pytestmark = pytest.mark.filterwarnings("ignore")  # Datasette's own


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    path = tmp_path_factory.mktemp("datasette") / "ledger.db"
    shutil.copy(migrated_file, path)
    fill(str(path))
    return path


def asked(file: Path, *addresses: str) -> list[Any]:
    """What the pages answer, as JSON or text, while the ledger is open for writing elsewhere."""
    from datasette.app import Datasette

    async def ask(metadata: dict[str, Any]) -> list[Any]:
        site = Datasette([str(file)], metadata=metadata)
        await site.invoke_startup()
        answers = []
        for address in addresses:
            response = await site.client.get(address)
            assert response.status_code == 200, (address, response.text[:500])
            answers.append(response.json() if ".json" in address else response.text)
        return answers

    with Ledger(file) as ledger:
        return asyncio.run(ask(ledger.datasette(Licence(name="CC-BY-4.0"))))


def test_every_view_and_every_named_query_is_shown(file: Path) -> None:
    with Ledger(file) as ledger:
        views = ledger.datasette()["databases"]["ledger"]["tables"]
        queries = [query for query in ledger.queries() if not query.made]
        shown = [view for view, told in views.items() if "description" in told]
        rows = {view: len(ledger.exported(view).rows) for view in shown}
    answers = asked(file, *(f"/ledger/{view}.json?_shape=array&_size=max" for view in shown))
    assert {view: len(found) for view, found in zip(shown, answers, strict=True)} == rows
    answers = asked(file, *(f"/ledger/{query.name}.json?_shape=array" for query in queries))
    assert any(answers)


def test_pages_tell_what_things_mean(file: Path) -> None:
    front, figures, query = asked(file, "/ledger", "/ledger/figures", "/ledger/timeline")
    assert "of each report&#39;s newest version, rejected ones left out" in figures
    assert "day of publication that the report gives" in figures
    assert "CC-BY-4.0" in figures
    assert "/ledger/timeline" in front
    assert "How the figures for a measure moved" in query


def test_an_empty_field_stands_for_the_default(file: Path) -> None:
    empty, given = asked(
        file, "/ledger/latest_toll.json?_shape=array", "/ledger/latest_toll.json?_shape=array&measure=displaced"
    )
    assert {row["surface"] for row in empty} == {"15", "14"}
    assert {row["surface"] for row in given} == {"340"}


def test_defaults_are_put_where_parameters_are_and_nowhere_else() -> None:
    sql = "SELECT ':m', a::text -- :m\nFROM \"t:m\" WHERE m = :m AND n = :n /* :m */"
    query = CannedQuery(name="q", title="T", description="", sql=sql, defaults={"m": "it's", "n": ""})
    made = datasette_metadata("db", {}, [], [query], Licence())["databases"]["db"]["queries"]["q"]["sql"]
    assert made == sql.replace("m = :m", "m = coalesce(nullif(:m, ''), 'it''s')")


def test_datasette_reads_no_postgresql(filled_url: str) -> None:
    if "://" not in filled_url:
        with Ledger(filled_url) as ledger:
            assert "ledger" in ledger.datasette()["databases"]
        return
    with Ledger(filled_url) as ledger, pytest.raises(DatabaseError, match="export --whole"):
        ledger.datasette()
