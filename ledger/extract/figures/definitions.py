"""What only says what is meant by a word: "defines a mass shooting as an attack in which four or more are shot" tells of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger.lexicon.sought import Sought
from ledger.model import Span

_DEFINED = Sought(
    r"\b(?:{defining}\b[^.;:\d]{0,80}?\b(?:as|to\s+be|to\s+mean)\s"
    r"|{classing}\b[^.;:\d]{0,60}?\b(?:as|when|if|where)\s+(?:any|one|an?|those|every)?\s*(?:{event defined}\s+)?(?:in\s+which|where|when|that|involving|with)\s"
    r"|(?<=[a-z])\s(?:in\swhich|where|involving)\s(?=[\w-]+\sor\smore\s(?:people|persons|victims|others)\b(?![^.;]{0,80},\sincluding\b))"
    r"|(?:is|are|means?)\s+(?:any|every)\s+(?:{event defined}\s+)?(?:in\s+which|where)\s)"
)
# "16 attacks in which four or more people were shot" counts attacks
_CLOSED, _MARKED = re.compile(r"[,;)—–]\s|$"), re.compile(r"[;)—–]\s|$")


def definitions(text: str, sentence: Span) -> Iterator[Span]:
    """The stretches of a sentence that define something, each up to the mark that closes it."""
    end = sentence.start
    for opened in _DEFINED.finditer(text, sentence.start, sentence.end):
        if opened.start() < end:
            continue  # within a stretch already
        # "…, defined as one in which …, killed"
        apart = text[max(0, opened.start() - 2) : opened.start()].startswith(",")
        apart = apart or opened[0][0].isspace()  # "attacks in which three or more people were hurt, up from 12"
        closed = (_CLOSED if apart else _MARKED).search(text, opened.end(), sentence.end)
        end = closed.start() if closed else sentence.end
        yield Span(opened.start(), end)
