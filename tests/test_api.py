"""The Python API: its examples run, its answers are frozen and turn into tables, importing it costs little."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

import ledger
from ledger import FactFilter, Ledger, Report
from ledger.api import Ledger as Api
from ledger.export import Answer

ROOT = Path(__file__).parents[1]
HEAVY = (
    *("spacy", "sqlalchemy", "alembic", "psycopg", "pyarrow", "pandas", "matplotlib", "rich", "click", "pint", "httpx"),
    *("quantulum3", "trafilatura", "numpy"),
)


def test_the_examples_of_the_readme_print_what_they_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", readme, flags=re.MULTILINE | re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README.md", "README.md", 0)
    assert len(examples.examples) > 15
    failed, _ = doctest.DocTestRunner().run(examples)
    assert failed == 0


def loaded_by(code: str) -> list[str]:
    asked = f"import sys\n{code}\nprint(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split()


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import ledger; ledger.FactFilter()") == []


def test_opening_the_api_loads_no_parser_and_no_optional_package() -> None:
    assert set(loaded_by("from ledger import Ledger")) <= {"sqlalchemy", "alembic", "psycopg"}


def test_every_public_name_is_there_and_typed() -> None:
    assert all(getattr(ledger, name) is not None for name in ledger.__all__)
    assert (Path(ledger.__file__).parent / "py.typed").exists()
    calls = [name for name in vars(Api) if not name.startswith("_")]
    undocumented = [name for name in calls if not getattr(Api, name).__doc__]
    untyped = [name for name in calls if "return" not in getattr(Api, name).__annotations__]
    assert (undocumented, untyped) == ([], [])


def test_extraction_needs_no_ledger(tmp_path: Path) -> None:
    text = "At least 12 people were killed in Derna, the mayor said."
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    ((report, found),) = Ledger.extract(str(tmp_path / "one.txt"))
    ((same, again),) = Ledger.extract(Report(key="one", text=text))
    assert [fact.surface for fact in found.facts] == ["12"]
    assert (report.key, same.key, again.facts) == ("one", "one", found.facts)


@pytest.mark.parametrize("read", ["facts", "series", "history", "reports", "rivals", "decisions"])
def test_answers_are_frozen_and_turn_into_tables(filled: Ledger, read: str) -> None:
    answer = getattr(filled, read)(None, FactFilter(place="Derna")) if read == "history" else getattr(filled, read)()
    assert isinstance(answer, Answer)
    rows = answer.to_rows()
    assert len(rows) >= len(answer) > 0
    frame, table = answer.to_pandas(), answer.to_arrow()
    assert list(frame.columns) == table.column_names == list(rows[0])
    assert len(frame) == table.num_rows == len(rows)
    if read != "history":
        with pytest.raises(FrozenInstanceError):
            setattr(answer[0], fields(answer[0])[0].name, None)


def test_tables_of_queries_turn_into_frames(filled: Ledger) -> None:
    table = filled.sql("SELECT place, low, published_at, newest FROM figures WHERE measure = :m", {"m": "killed"})
    frame = table.to_pandas()
    assert [str(kind)[:8] for kind in frame.dtypes][1:] == ["float64", "datetime", "bool"]
    assert filled.sql("SELECT place FROM figures WHERE place = 'x'", {}).to_arrow().num_rows == 0
    assert filled.facts(FactFilter(place="nowhere")).to_arrow().column_names[0] == "id"


@pytest.fixture
def filled(ledger_url: str) -> Iterator[Ledger]:
    """A ledger with two versions of one report and a decision, on each engine."""
    from ledger import DecisionKind, Judge
    from ledger.store import Store
    from tests.store.samples import TEXT, add, report, sample_facts

    with Store(ledger_url) as store:
        for text in (TEXT, TEXT.replace("At least 12", "At least 12 or more")):
            add(store, report(text), sample_facts(text))
    with Ledger(ledger_url) as opened:
        opened.judge(DecisionKind.ACCEPT, opened.facts()[0].id, by=Judge(author="A. Editor", reason="confirmed"))
        yield opened
