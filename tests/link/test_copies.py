"""A text that repeats another's: found by the words and the figures that both have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledger.link.copies import Copy, Original, copied
from ledger.model import Fact, Report, Series, Span
from tests.link.test_placing import begun
from tests.samples import fact, per

DEAD = "Forty people were killed when a ferry burned in the harbour of Mombasa on Saturday night."
FIRE = "The fire broke out in the engine room and spread to the upper deck within a few minutes."
OWN = "Our correspondent saw cranes lift the wreck while families waited at the gate of the port."
MORE = "The owner of the ferry was questioned by the police and was not available for comment today."


def report(*sentences: str, outlet: str = "Coast Gazette") -> Report:
    return Report(key=outlet, text=" ".join(sentences), outlet=outlet, published=date(2019, 4, 7))


def stated(text: str, low: float = 40.0) -> Fact:
    at = text.index("Forty")
    end = text.find(".", at) + 1
    return replace(fact("Forty", low, low), span=Span(at, at + 5), sentence=Span(at, end))


def copy_of(text: Report, original: Report, low: float = 40.0) -> Copy | None:
    series: Series = begun()
    told = Original(version="v", report=original, facts={"its": stated(original.text)}, series={"its": series})
    return copied({"own": stated(text.text, low)}, text, [told])


def test_the_same_words_are_a_copy_wherever_they_stand() -> None:
    found = copy_of(report(FIRE, DEAD, MORE, outlet="Courier"), report(DEAD, FIRE))
    assert found is not None
    assert found.facts == {"own": "its"}
    assert found.similarity >= 0.9
    (placed,) = found.placements().values()
    assert (placed.new, placed.reasons) == (False, ("carried word for word from Coast Gazette",))


def test_one_sentence_of_another_outlet_in_a_text_of_its_own_is_carried() -> None:
    found = copy_of(
        report(OWN, DEAD, MORE, outlet="Courier"), report(DEAD, FIRE, "Rescuers searched the bay all night.")
    )
    assert found is not None
    assert found.similarity < 0.5


def test_an_outlet_may_repeat_a_sentence_of_its_own() -> None:
    assert copy_of(report(OWN, DEAD, MORE), report(DEAD, FIRE, "Rescuers searched the bay all night.")) is None


def test_another_number_or_other_words_are_no_copy() -> None:
    assert copy_of(report(DEAD, FIRE, outlet="Courier"), report(DEAD, FIRE), low=41.0) is None
    told = "Forty people died on Saturday as flames swept through a ferry near Mombasa, officials say."
    assert copy_of(report(told, OWN, outlet="Courier"), report(DEAD, FIRE)) is None


def test_a_copy_may_leave_the_claimant_out_but_names_no_other() -> None:
    original = report(DEAD, FIRE)
    text = report(DEAD, FIRE, outlet="Courier")
    said = replace(stated(DEAD), attribution=per("Coast Guard"))
    told = Original(version="v", report=original, facts={"its": said}, series={"its": begun()})
    for claimant, carried in ((None, True), ("coast guard", True), ("Red Cross", False)):
        own = replace(stated(DEAD), attribution=per(claimant) if claimant else ())
        assert (copied({"own": own}, text, [told]) is not None) is carried
