"""Data packages: what Frictionless says of them, and that they hold the ledger's rows."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from ledger import FactFilter, Ledger, LedgerError, NotFound, QueryRefused
from ledger.export import FORMS, ExportFile, Licence, untagged, write_files
from ledger.queries.fields import field_of
from ledger.queries.views import view_meanings
from ledger.render.tables import FIGURE_COLUMNS, figure_row
from ledger.store import Store
from tests.export.conftest import FORMULA
from tests.samples import fact, figure

TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "date": str,
    "datetime": str,
    "object": dict,
    "array": list,
}


def opened(files: tuple[ExportFile, ...]) -> tuple[dict[str, Any], dict[str, bytes]]:
    contents = {file.name: file.content for file in files}
    return json.loads(contents.pop("datapackage.json")), contents


VIEWS = (
    *("stated_figures", "figures", "latest_figures", "revisions", "disagreements", "claimants", "version_info"),
    *("problem_info", "decision_info", "check_info", "carrier_info", "all_figures", "all_revisions"),
    *("cited_figures", "all_steps"),
)


def test_frictionless_finds_nothing_wrong(filled_url: str, tmp_path: Path) -> None:
    with Ledger(filled_url) as ledger:
        write_files(ledger.export(("facts", *VIEWS), licence=Licence(name="CC-BY-4.0")), tmp_path)
    check = (
        "import json, sys; from frictionless import Package\n"
        "report = Package(sys.argv[1]).validate()\n"
        "print(json.dumps({'valid': report.valid, "
        "'tasks': len(report.tasks), 'errors': report.flatten(['note'])}))"
    )
    command = [sys.executable, "-c", check, str(tmp_path / "datapackage.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(done.stdout) == {"valid": True, "tasks": len(VIEWS) + 1, "errors": []}
    broken = (tmp_path / "facts.csv").read_bytes().replace(b",340,", b",many,")
    (tmp_path / "facts.csv").write_bytes(broken.replace(b",341,", b",many,"))
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(done.stdout)["valid"] is False


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_package_tells_size_digest_and_meaning_of_its_files(filled_url: str, form: str) -> None:
    views = ("facts", "figures" if form == "hxl" else "revisions")
    with Ledger(filled_url) as ledger:
        package, contents = opened(ledger.export(views, form=form))
        assert package["ledger"]["digest"] == ledger.verify().head
        assert ledger.export(views, form=form) == ledger.export(views, form=form)
    assert [one["path"] for one in package["resources"]] == list(contents)
    for one in package["resources"]:
        content = contents[one["path"]]
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        for field in one.get("schema", {}).get("fields", []):
            assert field["description"], field
            assert ("unit" in field or "unitField" in field) == (field["type"] in ("integer", "number")), field
    assert package["licenses"][0]["name"] == "notspecified"
    assert package["sources"] == [{"title": "The Courier", "path": "https://example.org"}]


def test_every_view_and_every_column_has_a_meaning(filled_url: str) -> None:
    with Store(filled_url) as store:
        assert set(store.view_names()) == set(VIEWS)
    assert set(view_meanings()) == set(VIEWS)
    with Ledger(filled_url) as ledger:
        columns = {view: ledger.exported(view).columns for view in VIEWS}
    lacking = [(view, name) for view, names in columns.items() for name in names if field_of(name, view) is None]
    assert lacking == []


def test_rows_of_json_lines_have_the_types_that_the_package_says(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        package, contents = opened(ledger.export(("facts", *VIEWS), form="jsonl"))
    for one in package["resources"]:
        rows = [json.loads(line) for line in contents[one["path"]].splitlines()]
        for field in one["schema"]["fields"]:
            held = [row[field["name"]] for row in rows if row[field["name"]] is not None]
            assert all(isinstance(value, TYPES[field["type"]]) for value in held), (one["name"], field, held)


def test_the_engines_export_the_same_rows(filled_url: str, tmp_path: Path) -> None:
    with Ledger(filled_url) as ledger:
        lines = list(ledger.export_whole())
        here = {view: ledger.exported(view).rows for view in VIEWS}
    Store(tmp_path / "copy.db", create=True).close()
    with Ledger(tmp_path / "copy.db") as copy:
        copy.import_whole(lines)
        assert {view: copy.exported(view).rows for view in VIEWS} == here


def test_csv_and_parquet_hold_the_facts(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        facts = ledger.facts()
        flat = list(csv.DictReader(io.StringIO(ledger.export()[0].content.decode(), newline="")))
        columns = parquet.read_table(pyarrow.BufferReader(ledger.export(form="parquet")[0].content)).to_pylist()
    assert [row["id"] for row in flat] == [row["id"] for row in columns] == [figure.id for figure in facts]
    assert [row["low"] for row in columns] == [figure.fact.low for figure in facts]
    assert {row["title"] for row in flat} == {"Flood", f"'{FORMULA}"}
    assert {row["title"] for row in columns} == {"Flood", FORMULA}
    assert {row["comparator"] for row in flat} == {"=", ">="}


def test_columns_of_no_facts_are_those_of_some(filled_url: str) -> None:
    assert tuple(figure_row(figure(fact()))) == FIGURE_COLUMNS
    with Ledger(filled_url) as ledger:
        empty = ledger.export(where=FactFilter(measure="rescued"))[0].content.decode()
    assert empty == ",".join(FIGURE_COLUMNS) + "\r\n"


FILTERS = [
    ("figures", FactFilter(measure="killed"), 2),
    ("figures", FactFilter(place="DER"), 3),
    ("figures", FactFilter(claimant="red cresc"), 1),
    ("stated_figures", FactFilter(report="derna"), 6),
    ("revisions", FactFilter(measure="killed", outlet="courier"), 2),
    ("figures", FactFilter(since=date(2023, 9, 13)), 0),
    ("figures", FactFilter(until=date(2023, 9, 12)), 2),
    ("figures", FactFilter(min_confidence=1.0), 3),
    ("stated_figures", FactFilter(as_known_on=date(2023, 9, 11)), 0),
    ("claimants", FactFilter(claimant="mayor"), 1),
]


def test_filters_narrow_a_view(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        assert [len(ledger.exported(view, where).rows) for view, where, _ in FILTERS] == [one[2] for one in FILTERS]


def test_what_cannot_be_exported_says_what_to_try(filled_url: str, tmp_path: Path) -> None:
    with Ledger(filled_url) as ledger:
        with pytest.raises(NotFound, match="figures"):
            ledger.exported("figurs")
        with pytest.raises(NotFound):
            ledger.exported("facts; DROP TABLE facts")
        with pytest.raises(QueryRefused, match="claimants has no place"):
            ledger.exported("claimants", FactFilter(place="Derna"))
        with pytest.raises(LedgerError, match="hxl is for figures"):
            ledger.export(("claimants",), form="hxl")
        (tmp_path / "taken").write_text("a file")
        with pytest.raises(LedgerError, match="choose another folder"):
            write_files(ledger.export(), tmp_path / "taken")


def test_nothing_is_half_written(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    (tmp_path / "b.csv" / "full").touch()
    files = [ExportFile(name=name, content=b"new") for name in ("a.csv", "b.csv")]
    with pytest.raises(LedgerError):
        write_files(files, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_hashtags_stand_over_what_they_mean(filled_url: str) -> None:
    with Ledger(filled_url) as ledger:
        resource = ledger.exported()
        names, tags, *rows = csv.reader(io.StringIO(ledger.export(form="hxl")[0].content.decode(), newline=""))
    assert untagged(resource.rows) == 0
    assert all(tag.startswith("#") for tag in tags)
    assert [tags[names.index(measure)] for measure in ("killed", "displaced")] == [
        "#affected+killed",
        "#affected+displaced",
    ]
    assert {row[tags.index("#country+name+derived")] for row in rows} == {"Libya"}
    killed = [row[tags.index("#affected+killed")] for row in rows]
    assert sorted(killed) == ["", "14", "15"]
    assert [row[tags.index("#affected+displaced")] for row in rows].count("341") == 1


def test_a_share_of_people_is_no_number_of_people() -> None:
    from ledger.export.hxl import hxl_tag

    assert hxl_tag({"measure": "killed", "unit": "person"}) == "#affected+killed"
    assert hxl_tag({"measure": "killed", "unit": "percent"}) is None
    assert hxl_tag({"measure": "infected", "unit": "person/100000 person"}) is None
    assert hxl_tag({"measure": "damage_cost", "unit": "USD"}) == "#impact+cost"
    assert hxl_tag({"measure": "damage_cost", "unit": "home"}) is None
    assert hxl_tag({"measure": "area_affected", "unit": "hectare"}) == "#impact+area"
    assert hxl_tag({"measure": "price", "unit": "USD"}) is None


def test_what_holds_a_place_is_told_by_the_gazetteer() -> None:
    from ledger.export.hxl import hxl_csv

    row = {**figure_row(figure(fact())), "place": None}
    places = ("Houston", "Texas", "Derna", "Ukraine", "Nowhere at all", None)
    names, _, *rows = csv.reader(io.StringIO(hxl_csv([{**row, "place": place} for place in places]), newline=""))
    held = [tuple(cells[names.index(name)] for name in ("division", "country")) for cells in rows]
    assert held == [
        ("Texas", "United States"),
        ("Texas", "United States"),
        ("", "Libya"),
        ("", "Ukraine"),
        ("", ""),
        ("", ""),
    ]
