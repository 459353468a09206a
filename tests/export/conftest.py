"""A ledger with everything that an export may meet, once on each engine; made once, since exports only read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from ledger import Ledger
from ledger.decide import Judge
from ledger.model import ActorKind, Attribution, Comparator, DecisionKind, Report
from ledger.store import Store
from tests.store.samples import add, fact, report

TEXT = "At least 12 people died in Derna on Monday, the mayor said. Some 340 families fled; 8 % of homes were lost."
LATER = TEXT.replace("12 people", "15 people")
FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def filled_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two versions of one report, another outlet's, a rejected fact, a corrected one, a title that is a formula."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("filled") / "ledger.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        fill(str(path))
        yield str(path)
        return
    server = request.getfixturevalue("postgres_server")
    name = server.fresh(request.getfixturevalue("migrated_database"))
    fill(server.url(name))
    yield server.url(name)
    server.drop(name)


def fill(url: str) -> None:
    with Store(url) as store:
        for text, toll in ((TEXT, 12.0), (LATER, 15.0)):
            add(
                store,
                report(text),
                [
                    fact(text, str(int(toll)), toll, high=None, comparator=Comparator.AT_LEAST),
                    fact(text, "340", 340.0, measure="displaced", unit="family", entity="families", attribution=()),
                    fact(text, "8 %", 8.0, measure="buildings_damaged", unit="percent", entity="homes"),
                ],
            )
        text = "The dead number 14, the Red Crescent said."
        said = (Attribution(name="Red Crescent", cue="said", kind=ActorKind.NGO),)
        add(store, Report(key="other", text=text, title=FORMULA), [fact(text, "14", 14.0, attribution=said)])
    with Ledger(url) as ledger:
        figures = {(figure.report, figure.fact.measure): figure.id for figure in ledger.facts()}
        by = Judge(author="A. Editor", reason="checked with the desk")
        ledger.judge(DecisionKind.REJECT, figures["derna-1", "buildings_damaged"], by=by)
        ledger.correct(figures["derna-1", "displaced"], {"low": "341", "high": "341"}, by=by)
        ledger.judge(DecisionKind.ACCEPT, figures["other", "killed"], by=by)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def empty_again(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A ledger that stays empty, since what it is given is refused."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("empty") / "ledger.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield str(path)
        return
    server = request.getfixturevalue("postgres_server")
    name = server.fresh(request.getfixturevalue("migrated_database"))
    yield server.url(name)
    server.drop(name)
