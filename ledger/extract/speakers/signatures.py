"""Who is named at the end of what he says: "… are homeless. (IFRC, 12 Sep 2021)", and "Source: Lida Relief Office" under a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ledger import lexicon
from ledger.extract.chronology.time_patterns import MONTHS
from ledger.extract.lines.sentences import Sentence
from ledger.extract.speakers.speech import Heard
from ledger.lexicon.sought import Sought
from ledger.model import ActorKind, Attribution

# "… 1,972 people are homeless. (IFRC, 12 Sep 2021)": whom a paragraph names at its end, with a day, tells all of it
_SIGNED = re.compile(
    r"\((?P<who>[A-Z][^()\d;,]{1,60})(?:,\s[A-Z][^()\d;,]{1,60}){0,4},\s"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s(?P<month>[A-Z][a-z]{2,8})|(?P<first>[A-Z][a-z]{2,8})\.?\s\d{1,2},?)(?:\s\d{4})?\)\.?$"
)
_LONGEST_SIGNATURE = 160
_SOURCE = lexicon.pattern(
    r"[(\[]?(?P<cue>[Ss]ources?|Data|Figures|Numbers|Statistics|Information)(?:\s?:|\s(?:from|by|courtesy\sof|(?:{issuing}|{given out})\sby))\s?(?P<who>[A-Za-z][^\n;,/|()]{1,70}?)(?:[;,/|(][^\n]{0,120})?[)\]]?\.?$"
)
_LONGEST_ENTRY, _MOST_ENTRIES = 160, 40


# "… 2,700 people need help. The report is available at: NDMA."
_AVAILABLE = Sought(
    r"(?<=[.!?]\s)(?:The|This|Its|Their)\s(?:[a-z]+\s)?(?P<cue>{issued})\s(?:is|are|can\sbe)\s(?:available|found|read|viewed|accessed|downloaded)\s"
    r"(?:(?:here|at|on|from|via|in)\s?:|from\sthe)\s(?P<who>[A-Z][^\n;,/|()“”\":]{1,70}?)\.?$"
)


def _available_from(text: str, end: int) -> Heard | None:
    """Whose report a paragraph that ends at ``end`` names as the one it tells; None for most."""
    if not _AVAILABLE.may_be_in(text):
        return None  # as mostly: a cheap question first
    match = _AVAILABLE.pattern.search(text, max(0, end - _LONGEST_SIGNATURE), end)
    if match is None or "." in match["who"]:
        return None  # an address
    return Heard(phrase=match["who"], at=match.start("who"), cue=match["cue"], context=match["who"])


def _signed_by(text: str, end: int) -> Heard | None:
    """Who is named, with a day, in the bracket that closes a paragraph at ``end``; None for most."""
    if text[end - 1 : end] not in (")", ".") or text[end - 2 : end - 1] not in tuple(")0123456789"):
        return None
    match = _SIGNED.search(text, max(0, end - _LONGEST_SIGNATURE), end)
    if match is None or (match["month"] or match["first"]).lower() not in MONTHS:
        return None
    return Heard(phrase=match["who"], at=match.start("who"), cue="(", context=match["who"])


def bracketed_source(text: str, at: int, end: int) -> Heard | None:
    """Whom a bracket of its own names after a sentence: "Three shelters were opened. (Source: LRO)"."""
    return source_line(text[at:end], at) if text[at : at + 1] in ("(", "[") else None


def source_line(line: str, at: int) -> Heard | None:
    """Whom a line names that says nothing else: "Source: Lida Relief Office"."""
    match = _SOURCE.fullmatch(line)
    if match is None:
        return None
    return Heard(phrase=match["who"], at=at + match.start("who"), cue=match["cue"], context=match["who"])


def signatures(
    text: str, sentences: Sequence[Sentence], identify: Callable[[Heard], Attribution | None]
) -> dict[int, tuple[Attribution, ...]]:
    """By its block, who is named at the end of a paragraph or under a list."""
    ends = {sentence.block: sentence.span.end for sentence in sentences}
    starts: dict[int, int] = {}
    for sentence in sentences:
        starts.setdefault(sentence.block, sentence.span.start)
    found: dict[int, tuple[Attribution, ...]] = {}
    listed: dict[int, tuple[Attribution, ...]] = {}
    for block, end in ends.items():
        if (heard := _signed_by(text, end)) is not None and (who := identify(heard)) is not None:
            found[block] = (who,)
        elif (heard := _available_from(text, end)) is not None and (who := identify(heard)) is not None:
            listed[block] = (who,)
        elif (heard := source_line(text[starts[block] : end], starts[block])) is not None:
            entries = list(_entries_over(text, block, starts, ends))
            who = identify(heard) if entries else None
            if who is not None and (who.kind is not ActorKind.MEDIA or len(entries) > 1):
                listed.update(dict.fromkeys(entries, (who,)))
    over = dict(_paragraphs_over(text, ends, found)) if len(found) > 1 else {}
    return {**listed, **over, **found}


def _entries_over(text: str, block: int, starts: Mapping[int, int], ends: Mapping[int, int]) -> Iterator[int]:
    """The lines of the list that a line with its source closes: short, and no sentences in prose."""
    for above in range(block - 1, max(-1, block - _MOST_ENTRIES), -1):
        if above not in ends or ends[above] - starts[above] > _LONGEST_ENTRY:
            return
        if text[ends[above] - 1] in ".”" and not any(c.isdigit() for c in text[starts[above] : starts[above] + 12]):
            return
        yield above


def _paragraphs_over(
    text: str, ends: Mapping[int, int], signed: Mapping[int, tuple[Attribution, ...]]
) -> Iterator[tuple[int, tuple[Attribution, ...]]]:
    """In a digest, whose entries are signed, the paragraphs over the one that is; a heading or a line of data ends them."""
    for block in signed:
        over = block - 1
        while over in ends and over not in signed and text[ends[over] - 1] in ".”":
            yield over, signed[block]
            over -= 1
