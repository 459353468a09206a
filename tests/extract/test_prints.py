"""Two prints of one text: offsets always belong to the print that was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.extract import extract_many
from ledger.extract.lines.prints import plain_print
from ledger.model import Report, Span


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("Twelve  people\u00a0died.", "Twelve people died."),
        ("Twelve died.  \r\nTwo fled.\r\n", "Twelve died.\nTwo fled.\n"),
        ("refu\u00adgees \u200b", "refugees "),
        ("Guinea:\t231 cases", "Guinea:\t231 cases"),
        ("In Lukovo, <b>40 homes</b> burned.", "In Lukovo, 40 homes burned."),
        ('<span class="n">40</span> homes', "40 homes"),
        (
            "**Dozens** of __homes__ burned, £**15**m; 2 ** 3, 2**3, a__b",
            "Dozens of homes burned, £15m; 2 ** 3, 2**3, a__b",
        ),
        ("10<sup>6</sup> at x < 5", "10<sup>6</sup> at x < 5"),
        ("", ""),
    ],
)
def test_blanks_line_ends_and_emphasis_take_one_form(given_text: str, text: str) -> None:
    assert plain_print(given_text).text == text


@given(st.text(alphabet="ab \u00a0\r\n\t\u00ad", max_size=30))
def test_every_character_knows_its_place(text: str) -> None:
    one = plain_print(text)
    for index, mark in enumerate(one.text):
        start, end = one.span(Span(index, index + 1))
        assert end == start + 1
        assert text[start] == mark or text[start].isspace() == mark.isspace() is True


def test_a_text_with_wide_blanks_states_the_same_figures() -> None:
    plain = "LOWICK (Wire) - At least 12 people were killed on Monday, police said.\n\nAnother 30 were hurt."
    wide = plain.replace(" ", "  ").replace("\n", " \r\n")
    first, second = extract_many([Report(key="a", text=plain), Report(key="a", text=wide)])
    assert [fact.surface for fact in second.facts] == [fact.surface for fact in first.facts] == ["12", "30"]
    assert all(wide[slice(*fact.span)] == fact.surface for fact in second.facts)
    assert [fact.claimant for fact in second.facts] == [fact.claimant for fact in first.facts]
