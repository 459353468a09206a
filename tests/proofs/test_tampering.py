"""A sample of the proof that ``make soak`` runs at length: every tampering behind the triggers is found and located."""

from __future__ import annotations

from ledger.decide import Judge, judge, merge_actors, put_right
from ledger.model import ActorKind, Attribution, DecisionKind, Extraction, FactFilter
from ledger.store import Store
from tests.proofs.tampering import proof
from tests.store.samples import TEXT, fact, report
from tests.test_ingest import ingest

BY = Judge(author="Ann", reason="checked")


def fill(url: str) -> None:
    """A small ledger with a row in nearly every table."""
    agency = (Attribution(name="Agency", cue="said", kind=ActorKind.GOVERNMENT),)
    with Store(url, create=True) as store:
        for number in range(4):
            text = TEXT.replace("12", str(12 + number))
            said = (fact(text, str(12 + number), 12.0 + number), fact(text, "Four", 4.0, measure="wounded"))
            ingest(store, report(text, key=f"derna-{number % 3}"), Extraction(facts=said))
        ingest(store, report(TEXT, key="other"), Extraction(facts=(fact(TEXT, "12", 12.0, attribution=agency),)))
        first, second, *_ = store.figures(FactFilter())
        judge(store, DecisionKind.REJECT, first.id, BY)
        put_right(store, second.id, {"low": "1", "high": "9"}, BY)
        merge_actors(store, "Agency", "mayor of Derna", BY)


def test_every_tampering_is_found_and_located(ledger_url: str) -> None:
    fill(ledger_url)
    done = list(proof(ledger_url, 60, seed=4))
    assert len(done) > 40
    assert [what for what, breaks in done if not breaks] == []
    assert [what for what, breaks in done if not _located(what, breaks)] == []


def _located(what: str, breaks: tuple[str, ...]) -> bool:
    """Whether a break names the table that was tampered with, or the journal that vouches for it."""
    table = what.split(":", maxsplit=1)[0].split(".", maxsplit=1)[0]
    return any(line.split(":")[0] in (table, "journal") for line in breaks)
