"""Names that no list has and that the words around make places: "a quake shook X", "officials in X said", "40 km from X"."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.geography.runs import Run, last_word
from ledger.lexicon.gazetteer import look_up, place_words

# what a text that ends before a name says of it
_BEFALLEN = lexicon.pattern(
    r"\b(?:"
    r"(?:{placewords/event}|{falls from the sky})(?:,?\s(?:that|which)\s(?:[a-z]+ly\s)?)?\s?(?:{placewords/struck}|{descended} (?:on|over|upon)|{passed over})"
    r"|{falls from the sky}\s(?:on|over)"
    r"|{bombardment}\s(?:of|on|against)"
    r"|{landfall}\s(?:in|at|near|over|on)"
    r"|{spread}\s(?:(?:in)?to|across|through)"
    r"|{came away}\s(?:from|in|into|to|through|for)"
    r"|{relief goods}\s(?:(?:were|was|are|is|have been|had been)\s)?(?:sent|shipped|delivered|dispatched|despatched|flown)\s(?:in)?to"
    r"|(?:km|kms|kilomet(?:er|re)s?|miles?)(?:\s\([^()]{1,20}\))?(?:,?\s[a-z-]+){0,2}\s(?:from|of)"
    r"|{notified}\sfrom|{toured}"
    r"|as\sfar\s(?:[a-z]+\s)?as"
    r"|{worst hit}\s(?:is|was|are|were)"
    r")\s+(?:the\s)?$",
    re.IGNORECASE,
)
# who speaks from a town, though what follows its name is "said"
_SPEAKER = lexicon.pattern(
    r"\b(?:{who speaks from a town}\s(?:in|at)|{head of a town}\sof|(?:port|harbou?r)\sof)\s+$", re.IGNORECASE
)
_NATURAL = lexicon.pattern(r"\s(?:[a-z]+\s)?{befalls a town}\b(?!\s(?:insurance|model|simulation))")
_DWELLERS = lexicon.pattern(
    r"\s(?:residents|villagers|townspeople)\b|\s(?:is|was|are|were)\s(?:among\s)?the\s{worst hit}\b"
)
_HOLDER = re.compile(
    r",\s((?:[A-Z]\.){2}|[A-Z][\w.’'-]*(?:\s[A-Z][\w-]+)?)(?=[,;.)\n]|\s[(—–-]|\s(?:and|on|in|at|after|when|where|with|was|were)\s|$)"
)
_OPENS = re.compile(r"(?:^|[.!?:;]|[”\"’)])\s*$")


def is_told_of(run: Run, end: int) -> bool:
    """Whether the words around a name that ends at offset ``end`` say of it what is said of places alone."""
    before = run.before
    if _BEFALLEN.search(before) or _SPEAKER.search(before):
        return True
    if last_word(before).lower() == "the" and len(run.words) < 3 and _NATURAL.match(run.text, end):
        return True
    return _DWELLERS.match(run.text, end) is not None or _lies_in(run, end)


def is_speakers(before: str) -> bool:
    """Whether a text ends in words of who speaks from the town that is named next: "officials in ", "the mayor of "."""
    return _SPEAKER.search(before) is not None


def _lies_in(run: Run, end: int) -> bool:
    """Whether a known region or country after a comma holds a name: "Obora, Idaho (6 percent); Lido, Maine (5 percent)"."""
    if run.text[end : end + 2] != ", ":
        return False
    found = _HOLDER.match(run.text, end)
    holder = look_up(found[1].rstrip(".")) or look_up(found[1]) if found else None
    return holder is not None and holder.kind in ("region", "country") and _parts(run)


def _parts(run: Run) -> bool:
    """Whether a name stands where a row's item does, or after a word of place."""
    last = run.before.rstrip()[-1:]
    return (
        last in (";", "•", "\n", "")
        or run.before[-1:] == "\n"
        or last_word(run.before).lower() in place_words("placing") | {"of", "from", "and"}
    )
