"""Sentence ends: (text, sentences)."""

import pytest

from ledger.extract.sentences import split_sentences

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
