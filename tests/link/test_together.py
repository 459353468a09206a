"""A number told of several places at once is a toll of neither of them."""

from __future__ import annotations

import pytest

from ledger.link.scenes import related
from ledger.link.together import holds_any, members, together
from ledger.model import Fact, Span
from tests.samples import fact

BOTH = "Ghana and Togo"


def toll(text: str, surface: str, place: str | None) -> Fact:
    start = text.index(surface)
    span, sentence = Span(start, start + len(surface)), Span(0, len(text))
    return fact(surface, 40.0, 40.0, span=span, sentence=sentence, place=place)


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("Floods killed 40 people in Ghana and Togo.", None, BOTH),
        ("Floods killed 40 people in Togo and northern Ghana.", "Togo", BOTH),
        ("Floods in Togo and in neighbouring Ghana killed 40 people.", "Ghana", BOTH),
        ("A storm on the Ghana-Togo border killed 40.", "Africa", BOTH),
        ("Storms in Ghana, Togo kill 40.", "Togo", BOTH),
        ("Ghanaian, Togolese flood toll at 40.", None, BOTH),
        ("Storms kill 40 in Accra, Ghana.", "Accra", None),
        ("Ghanaian and Togolese officials said 40 people died.", None, BOTH),
        ("Floods killed 40 people in Togo, Ghana and Benin.", None, "Benin, Ghana and Togo"),
        ("Floods hit Ghana and Togo and killed 40 people in Benin.", "Benin", None),
        ("Floods in Ghana and Togo killed 40 people in Togo.", "Togo", None),
        ("Floods killed 40 people in Bosnia and Herzegovina.", "Bosnia and Herzegovina", None),
        ("Officers Smith and Jones said 40 people died in Togo.", "Togo", None),
    ],
)
def test_places_that_share_a_number(text: str, place: str | None, told: str | None) -> None:
    assert together(toll(text, "40", place), text, ()) == told


def test_two_numbers_of_a_sentence_are_told_apart() -> None:
    text = "Storms in Ghana and Togo killed 40 in the first and 12 in the second."
    assert together(toll(text, "40", "Ghana"), text, [toll(text, "12", "Togo")]) is None


def test_what_a_name_joins_holds_its_members_and_is_none_of_them() -> None:
    assert members(BOTH) == ("Ghana", "Togo")
    assert members("Bosnia and Herzegovina") == ("Bosnia and Herzegovina",)
    assert members("Church of Peter and Paul") == ("Church of Peter and Paul",)
    assert holds_any(BOTH, "Accra")
    assert not holds_any(BOTH, "Lagos")
    assert not related(BOTH, "Togo")
    assert related(BOTH, "Africa")
