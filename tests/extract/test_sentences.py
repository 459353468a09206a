"""Sentence ends: (text, sentences)."""

import pytest

from ledger.extract.lines.sentences import split_sentences

CASES = [
    ("Rain fell. Ten died.", ["Rain fell.", "Ten died."]),
    ("The U.S. sent 40 trucks. They came.", ["The U.S. sent 40 trucks.", "They came."]),
    ("Mr. Leka said 3.5 million fled.", ["Mr. Leka said 3.5 million fled."]),
    ("On Aug. 3 a quake struck.", ["On Aug. 3 a quake struck."]),
    ("“We lost ten homes.” He wept.", ["“We lost ten homes.”", "He wept."]),
    ("A headline\n\nA body line.", ["A headline", "A body line."]),
    ("It began at 6 p.m. The river rose.", ["It began at 6 p.m.", "The river rose."]),
    ("J. Smith counted 12.", ["J. Smith counted 12."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[slice(*sentence.span)] for sentence in split_sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("tanks 12, " * 400, 260),
        ("he said that they went on and on, " * 100, 900),
        ("7" * 5000, 900),
        ("word " * 2000, 900),
    ],
)
def test_a_sentence_without_end_is_read_in_parts_that_together_are_all_of_it(text: str, most: int) -> None:
    parts = split_sentences(text)
    assert max(part.span.end - part.span.start for part in parts) <= most
    assert "".join(text[slice(*part.span)] for part in parts).replace(" ", "") == text.replace(" ", "")
    assert {part.block for part in parts} == {0}


def test_a_long_sentence_that_ends_is_one() -> None:
    text = (
        "The council, which met on Tuesday, said that "
        + "the town, the port, the market and " * 12
        + "the road were shut."
    )
    assert len(split_sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cases fell in Norrby.On 7 May two died.", ["Cases fell in Norrby.", "On 7 May two died."]),
        ("They bled (from the ear).The clinic closed.", ["They bled (from the ear).", "The clinic closed."]),
        ("Norrby Inc.com sold 3.5 tonnes.", ["Norrby Inc.com sold 3.5 tonnes."]),
    ],
)
def test_a_sentence_may_end_with_no_blank_after_it(text: str, expected: list[str]) -> None:
    assert [text[slice(*sentence.span)] for sentence in split_sentences(text)] == expected
