"""The parse: the same trees as spaCy's own pipeline, whatever stands beside a sentence in its batch."""

from __future__ import annotations

import numpy as np

from ledger.extract.grammar import parse as module
from ledger.extract.grammar.parse import parse

SENTENCES = [
    "Two people were killed in Derna on Monday, the mayor said.",
    "Rescuers can't reach 1,200 homes; $3.5m is needed.",
    "",
    "7",
    "“It's the worst flood in 40 years,” he added, speaking of the two towns.",
    "Loss of life: 12",
    " Floods leave 20 dead ",
]


def _spacy_trees() -> list[list[tuple[str, str, str]]]:
    docs = module.reference((text, 0) for text in SENTENCES)
    return [[(token.tag_, token.dep_, token.head.text) for token in doc if not token.is_space] for doc in docs]


def test_trees_are_those_of_spacy() -> None:
    trees = parse((text, 0) for text in SENTENCES)
    assert [[(t.tag, t.dep, tree.tokens[t.head].text) for t in tree.tokens] for tree in trees] == _spacy_trees()


def test_blanks_are_no_words() -> None:
    (tree,) = parse([("  985   kilometres \t closed", 0)])
    assert [token.text for token in tree.tokens] == ["985", "kilometres", "closed"]
    assert [token.index for token in tree.tokens] == [0, 1, 2]
    assert all(0 <= token.head < 3 for token in tree.tokens)


def test_vectors_are_those_of_spacy_but_for_rounding() -> None:
    language = module._language()
    docs = [language.make_doc(text) for text in SENTENCES if text]
    expected = language.get_pipe("tok2vec").predict(docs)
    found = module._model().encoder.encode([doc.to_array(module._FEATURES) for doc in docs])
    for one, other in zip(found, expected, strict=True):
        assert np.abs(one - other).max() < 1e-4


def test_offsets_are_those_of_the_report() -> None:
    for text, tree in zip(SENTENCES, parse((text, 100) for text in SENTENCES), strict=True):
        assert all(text[token.start - 100 : token.end - 100] == token.text for token in tree.tokens)


def test_neighbours_in_a_batch_change_nothing() -> None:
    pairs = [(text, 0) for text in SENTENCES]
    together = list(parse(pairs * 20))
    for index, pair in enumerate(pairs):
        (alone,) = parse([pair])
        assert [(t.tag, t.head) for t in alone.tokens] == [(t.tag, t.head) for t in together[index].tokens]
