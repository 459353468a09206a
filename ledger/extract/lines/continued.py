"""Paragraphs that go on with the event of the one before: "… a mosque in Lida on 3 May 2010. | The attackers had killed 30 people."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ledger import lexicon
from ledger.extract.grammar.words import HAPPENING
from ledger.extract.lines.sentences import Sentence

_SAME = lexicon.pattern(
    r"(?:The|These|Those|Both)\s(?:[a-z]+\s){0,2}?(?:{same doers}|{same event}\s(?:(?:had|has|also|alone)\s){0,2}{did harm})\b"
)
_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]+day)\b|\b(?:19|20)\d\d\b"
)
_OWN_TIME = re.compile(r"\b(?:[A-Z][a-z]+day|latest|recent|yesterday|today)\b")


def continued(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, those of a paragraph that goes on with an event counted to the paragraph that told when it was."""
    found: list[Sentence] = []
    joined: dict[int, int] = {}
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1] if index else None
        if before is not None and before.block != sentence.block and _goes_on(text, before, sentence):
            joined[sentence.block] = joined.get(before.block, before.block)
        block = joined.get(sentence.block)
        found.append(sentence if block is None else replace(sentence, block=block))
    return tuple(found)


def _goes_on(text: str, before: Sentence, sentence: Sentence) -> bool:
    if _SAME.match(text, *sentence.span) is None or _OWN_TIME.search(text, *sentence.span):
        return False
    return _DATED.search(text, *before.span) is not None and HAPPENING.search(text, *before.span) is not None
