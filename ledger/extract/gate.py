"""The gate: which sentences are worth a parse. Recall first: a number, a number word, or an implicit count of people harmed."""

from __future__ import annotations

import re
from functools import cache

from ledger import lexicon
from ledger.extract.sentences import Sentence
from ledger.model import Span

_MAX_CHARACTERS = 1200


@cache
def _candidate() -> re.Pattern[str]:
    numbers = lexicon.table("numbers")
    words = [
        *numbers["cardinals"],
        *numbers["scales"],
        *numbers["vague"],
        *numbers["vague_exact"],
        *numbers["factors"],
        "half",
        "third",
        "quarter",
        "nobody",
    ]
    return re.compile(
        rf"\d|\b(?:{'|'.join(sorted((re.escape(w) for w in words), key=len, reverse=True))})s?\b", re.IGNORECASE
    )


_HARMED = re.compile(
    r"\b(?:an?|another|no|none)\b.{0,80}?\b(?:kill|die|dead|death|wound|injur|hurt|miss|captur|abduct|kidnap|arrest|detain|hospital|trap|rape|tortur|infect|casualt|shot|stab|fatal|hostage|drown|murder|execut)"
    r"|\b(?:kill|wound|injur|captur|abduct|kidnap|arrest|detain|rap|tortur|infect|murder|death of|shot|stabb)\w*\s+(?:\w+\s+){0,2}(?:an?|another|no)\b",
    re.IGNORECASE | re.DOTALL,
)


def gate(text: str, sentences: tuple[Sentence, ...]) -> tuple[int, ...]:
    """The indices of the sentences to parse, in order."""
    return tuple(index for index, sentence in enumerate(sentences) if passes(text, sentence.span))


def passes(text: str, span: Span) -> bool:
    """Whether the sentence may state a figure."""
    return _candidate().search(text, *span) is not None or _HARMED.search(text, *span) is not None


_TITLE_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")


def sentence_text(text: str, span: Span) -> str:
    """The sentence as the parser should see it, of the same length: over-long ones cut, Title Case Headlines lowered."""
    sentence = text[span.start : min(span.end, span.start + _MAX_CHARACTERS)]
    return _lowered(sentence, text) if _is_headline(sentence) else sentence


def _is_headline(sentence: str) -> bool:
    words = re.findall(r"[A-Za-z]{4,}", sentence)
    return len(words) >= 3 and sentence[-1:] not in '.!?”"' and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _lowered(headline: str, text: str) -> str:
    """Words that the report also writes small are no names: "Floods Leave 20 Dead" → "floods leave 20 dead"."""
    small = set(re.findall(r"\b[a-z]{2,}\b", text))
    known = lexicon.words("headline", 0)
    return _TITLE_WORD.sub(lambda m: m[0].lower() if m[0].lower() in small or m[0].lower() in known else m[0], headline)
