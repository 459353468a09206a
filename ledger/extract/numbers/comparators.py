"""Comparators: the words around one number that bound it. A comparator binds its own number only."""

from __future__ import annotations

import re
from functools import cache
from math import inf

from ledger import lexicon
from ledger.extract.numbers.numerals import Numeral
from ledger.model import Comparator

# what may stand between a word and its number, in the form of a pattern: "at least another "
HEDGED = r"(?:(?:{hedge}|another)\s+)*"
_WINDOW = 48
_WORD = re.compile(r"\w+")


@cache
def _cues(side: str) -> dict[str, Comparator]:
    """The lexicon's cues of one side; ``between`` are the words that may stand between a cue and its number."""
    return {
        cue: Comparator(sign)
        for place, sign, cues in lexicon.rows("comparators")
        if place == side
        for cue in cues.split(",")
    }


def signs_before() -> tuple[str, ...]:
    """The cues of words before a number: "at least", "some"."""
    return tuple(cue for cue in _cues("before") if cue[-1].isalpha())


def sign_of(cue: str) -> Comparator:
    """What a cue before a number says of it by itself."""
    return _cues("before")[_fold(cue)]


@cache
def _before() -> re.Pattern[str]:
    between = rf"(?:\s+(?:{lexicon.either(_cues('between'))}))?"
    start = r"(?<!\w)(?<!\w-)"  # "OBORA---At least 40" is no compound
    return re.compile(rf"{start}(?P<cue>{lexicon.either(_cues('before'))}){between}[\s“\"'‘(-]*$", re.IGNORECASE)


@cache
def _beginnings() -> tuple[frozenset[str], re.Pattern[str]]:
    """The first words of the cues before a number, with the signs among them ("~"); what is a word or such a sign."""
    cues = {cue: _WORD.match(cue) for cue in _cues("before")}
    signs = [re.escape(cue) for cue, word in cues.items() if word is None]
    beginnings = frozenset(word[0].lower() if word else cue for cue, word in cues.items())
    return beginnings, re.compile("|".join([_WORD.pattern, *signs]))


def _cue_at_end(window: str) -> re.Match[str] | None:
    """The cue with which the text before a number ends: the long pattern is tried where one may begin, and nowhere else."""
    beginnings, pattern = _beginnings()
    for word in pattern.finditer(window):
        if word[0].lower() in beginnings and (match := _before().match(window, word.start())):
            return match
    return None


@cache
def _after() -> re.Pattern[str]:
    """Right after the number, or after the noun or unit that follows it: "50 people or more", "300 km or so"."""
    cues, late = lexicon.either(_cues("after")), lexicon.either(_cues("late"))
    quakes = lexicon.either(lexicon.family("quakes do"))  # "aftershocks of 4.1-magnitude or more shook the town"
    return re.compile(
        rf"[\s”\"'’]*(?P<cue>{cues})(?!\w)(?!\s+(?:\d|to\b))|[\s-]+(?:[a-z]+\s+){{1,2}}?(?P<late>{late})(?=[\s]*(?:[.,;:)]|$|in\b|of\b|were\b|are\b|{quakes}\b))",
        re.IGNORECASE,
    )


def comparator_of(text: str, numeral: Numeral, start: int, end: int) -> Comparator:
    """The comparator that binds ``numeral``, looked for within ``text[start:end]`` (its sentence)."""
    found = _stated(text, numeral, start, end)
    if numeral.vague and numeral.high == inf and found in (None, Comparator.ABOUT):
        return Comparator.AT_LEAST  # "about several hundred" is still several hundred or more
    return found or _governing(text, start, numeral.span.start)


_TO_MOST = re.compile(r"\sand\s(?:[a-z]+\s)?(?:as\s|up\s)")


def _stated(text: str, numeral: Numeral, start: int, end: int) -> Comparator | None:
    window = text[max(_line_before(text, start, numeral.span.start), numeral.span.start - _WINDOW) : numeral.span.start]
    if numeral.range and _TO_MOST.search(text, *numeral.span):
        return None  # "at least 9 and as many as 31"
    if match := _cue_at_end(window):
        cue = _fold(match["cue"])
        if _is_about_those(cue, window[match.end("cue") :], text[numeral.span.end : numeral.span.end + _WHOSE]):
            return None
        if (cue == "top" and _is_topped(window[: match.start()], numeral)) or not _is_other_sense(
            window[: match.start()], cue, text[numeral.span.end : min(end, numeral.span.end + 40)]
        ):
            return _cues("before")[cue]
    if _OF_ESTIMATED.search(window):
        return Comparator.ABOUT
    match = _after().match(text, numeral.span.end, min(end, numeral.span.end + _WINDOW))
    if match and not (match["cue"] and _fold(match["cue"]) == "plus" and _ADDED.match(text, match.end())):
        return _cues("late" if match["late"] else "after")[_fold(match["late"] or match["cue"])]
    limit = min(end, numeral.span.end + 90)
    estimated = "estimated" in text[numeral.span.end : limit].lower()
    return Comparator.ABOUT if estimated and _ESTIMATED.match(text, numeral.span.end, limit) else None


# "an estimated street value of $6 million", "an approximate value of"
# and "estimated to have cost 40 million", "estimates that some goods worth $6 million burned", "police estimate 4,000 marched"
_OF_ESTIMATED = lexicon.pattern(
    r"\b{vaguely told}\s(?:(?:[a-z]+\s){1,3}(?:of|at)|to(?:\s[a-z]+){1,3})\s$|\b{estimates}\s(?:[a-z]+\s){1,6}at\s$"
    r"|\b{estimates}\s(?:that\s(?:[a-z]+\s){0,3}|(?:the|a)\s)?$",
    re.IGNORECASE,
)
# "5 percent plus a bonus"
_ADDED = re.compile(r"\s+(?:an?|the|another|some|his|her|its|their|all|[$€£])(?!\w)", re.IGNORECASE)
_THING = lexicon.pattern(r"\s(?:[a-z-]+\s){0,2}?{undertaking}s?\b")


_MANY = re.compile(r"(?<![’'\w])(?!has|was|is|this|as|its|his)[A-Za-z]{4,}s\s*$")


def _is_topped(before: str, numeral: Numeral) -> bool:
    """E.g. "repayments top 97%", "losses top $1 billion": what is many does so; but "the world's top 10", "names top 20 schools"."""
    return (numeral.unit is not None or numeral.low > _RANKS) and _MANY.search(before) is not None


_RANKS = 100
_WHOSE = 70  # characters after a number that tell whose it was


def _is_about_those(cue: str, between: str, after: str) -> bool:
    """E.g. "arrested over the 31 deaths", "talks about the 59 hostages": a cause or subject; but "over the 100 mark"."""
    article = between.lower().split()[:1] in (["a"], ["an"])
    if cue == "passed" and article:
        return True  # "passed a $9 billion budget"
    if cue in ("over", "about", "around", "under") and article and (after.startswith("-") or _THING.match(after)):
        return True  # "fighting over a 600-acre farm", "under a $60 billion plan"
    compared = cue in lexicon.family("compared with") or cue in lexicon.family("compared closely")
    pointed = (cue in ("over", "about") or compared) and between.lower().split()[:1] == ["the"]
    if pointed and compared:
        return _GIVEN.match(after) is not None  # "a little below the $25 million that it had hoped for"
    return pointed and not re.match(r"[\s-]*(?:mark|threshold|milestone|level)", after, re.IGNORECASE)


# "a little below the $25 million hoped for", "fewer than the 35 of 2011", "less than the 40 cases in May"
_GIVEN = lexicon.pattern(
    r"(?:\s[\w/-]+){0,6}?\s(?:{known figure}|{advised})\b|\s(?:[a-z]+\s)?who\s"
    r"|(?:\s[a-z]+){0,2}?\s(?:of|in|for|during)\s(?:the\s)?(?:(?:19|20)\d\d\b|(?:last|previous|same|corresponding|preceding)\s|(?i:{labels/period-noun})\b)"
)


# "300 people in the valley are also estimated to be homeless" (FACTS.md 5.25)
_ESTIMATED = re.compile(r"[^.;,:\d]{0,60}?\b(?:is|are|was|were)\s+(?:also\s+|now\s+)?estimated\s+to\b", re.IGNORECASE)


def _line_before(text: str, start: int, position: int) -> int:
    """Where to look from: a scraped page may break the line within "at least / 14,383 deaths"."""
    if text[start:position].strip() or start == 0:
        return start
    gap = text[max(0, position - 6) : position]
    return max(0, position - _WINDOW) if gap.count("\n") == 1 else start


def _governing(text: str, start: int, position: int) -> Comparator:
    """A cue that governs a list in its own sentence: "losses were approximately: dead 300, wounded 750"."""
    if text.find(":", max(start, position - 300), position) < 0:
        return Comparator.EQUAL
    header = _before_colon().search(text, max(start, position - 300), position)
    return _cues("before")[_fold(header["cue"])] if header else Comparator.EQUAL


@cache
def _before_colon() -> re.Pattern[str]:
    cues = lexicon.either(cue for cue in _cues("before") if cue[-1].isalpha())
    return re.compile(rf"(?<![\w-])(?P<cue>{cues})\s*:[^.;:]{{0,240}}$", re.IGNORECASE)


def _fold(cue: str) -> str:
    return " ".join(cue.lower().split())


_PLACED = lexicon.pattern(r"\b{over}\s*$", re.IGNORECASE)
_POURED = lexicon.pattern(r"\b{poured}\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# "2031-04-12 At least 12 died", "LIDA, March 3 More than 40 died"
_DAY = re.compile(
    r"(?<![\d.])(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2})\s*$"
)
_GOVERNED = lexicon.pattern(r"\s?[°º]?[CF]?\s+(?:[a-z]+\s+)?{governing}\b")
_LONG = re.compile(r"[\s-]*(?:km|kilomet\w+|miles?|met(?:er|re)s?|feet|yards?|acres?|hectares?)\b", re.IGNORECASE)
_BENEATH = lexicon.pattern(r"\b{under}\s*$", re.IGNORECASE)
_AREAS = lexicon.pattern(r"\s+(?:[\w-]+\s+){0,2}(?:{placewords/class}|areas|countries|sectors)\b")
_HANDED = lexicon.pattern(r"\b{handed over}\s*$", re.IGNORECASE)
_FLYING = lexicon.pattern(r"\b{flying}\b", re.IGNORECASE)
OF_BODY = re.compile(r"[^.;,\d]{0,10}\sof\s(?:his|her|its|their|the\s\w+[’']s)\s(?:entire\s|whole\s)?bod(?:y|ies)\b")
_DEATHS = lexicon.pattern(r"\s+{crime told}\b", re.IGNORECASE)
_HELD = lexicon.pattern(r"\b{held for}(?:\s+\w+)?\s*$", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|at|from|to|of|across|into|on)\s*$")
_TIME_AFTER = lexicon.pattern(r"[\s-]+{spell}s?\b(?!\s+(?:ago|old|earlier|later))")
_COVER_AFTER = lexicon.pattern(r"[\s-]*\w+\.?\s+of\s+(?:\w+\s+)?(?:{cover}|snow|ice)\b")
_LASTING = lexicon.pattern(r"\b{lasting}\s*$", re.IGNORECASE)


_LACKING = re.compile(r"\b(?:is|are|was|were|be|been|being|still)\s*$", re.IGNORECASE)
_COUNTING = ("more than", "less than", "fewer than")
_AFTER_FIGURE = lexicon.pattern(r"(?:\d|%|percent|cent|{numbers/scales}),\s(?:[a-z]+\s){0,2}$")
_VOTED = lexicon.pattern(r"\s?[-–]\s?\d|\s(?:{labels/ballot count}\s)?(?:{in favour}\s)?(?:to|against)\s\d")


def _is_so_much(before: str) -> bool:
    """Whether a text ends in an amount: "2 percent", "0.3 points", "twice"."""
    word = (before.split() or [""])[-1].lower()
    number = word[-1:].isdigit() and _YEAR.fullmatch(word) is None and _DAY.search(before) is None
    return number or word.endswith("%") or word in lexicon.family("so much")


def _is_other_sense(before: str, cue: str, after: str) -> bool:
    """E.g. "spread over 3 villages", "killed over two days" (during), "edged up to 3.7%" bound nothing; "rose above 40" does."""
    if cue in ("over", "under", "above", "below", "beyond", "near", "around") and _PLACED.search(before):
        return _LONG.match(after) is None  # "flew around 350 kilometers" is a distance
    if cue == "over" and (
        _POURED.search(before) or (_AREAS.match(after) and _FLYING.search(before) and not _WHERE.search(before))
    ):
        return True  # "water crept over 300 hectares", "shot down 31 drones over five regions", "carried out over six regions"; "flew in over 40 areas"
    told = cue.endswith(" than") and cue not in _COUNTING and _AFTER_FIGURE.search(before)
    lacking = cue == "short of" and _LACKING.search(before)  # "was short of 6,500 pickers"; "fell short of 400"
    if told or lacking or _is_so_much(before) or (cue == "passed" and _VOTED.match(after)):
        return True  # "grew 2 percent, slower than 3 percent", "0.3 points higher than the 1.7 percent of June", "the bill passed 52-48"
    if cue == "under" and (_BENEATH.search(before) or _COVER_AFTER.match(after) or _GOVERNED.match(after)):
        return True  # "came under 14 artillery strikes", "the town was under three metres of mud"
    if cue == "over" and _DEATHS.match(after) and _HELD.search(before):
        return True  # "arrested over three murders"
    if cue == "over" and (_HANDED.search(before) or (OF_BODY.match(after) and "burn" in before[-24:])):
        return True  # "handed over 150 weapons", "suffered burns over 80 percent of her body"
    if cue == "over" and _TIME_AFTER.match(after) and not _LASTING.search(before):
        return True
    most = cue == "maximum" and before.endswith("the ")  # "it reported the maximum 18 deaths"
    if most or (cue == "top" and not re.search(r"\b(?:to|could|will|may|might|would)\s*$", before)):
        return True  # "the top 10"
    moved = (_MOVED.search(before) or _LIFTED.search(before)) and not _MOVE.search(before)
    return cue == "up to" and bool(moved or _TOLL.search(before) or _BY_NOW.search(before))


_BY_NOW = re.compile(r"\b(?:is|are|was|were|[’']s)\s+(?:now|already)\s*$")  # "the outbreak is now up to 68 cases"


# "the death toll is now up to 52": so far has it come
_TOLL = lexicon.pattern(
    r"\b(?:{toll}|number\s+of\s+(?:the\s+)?{tolled})(?:\s+(?:is|was|has|now|already|goes|going|gone|went|stands?|stood))*\s*$",
    re.IGNORECASE,
)


# "an additional expansion up to 1 TB": a noun, and no verb
_MOVE = lexicon.pattern(r"\b(?:an?|another|the)\s+(?:[a-z]+\s+){0,3}{labels/change}\s*$", re.IGNORECASE)


# E.g. the "edged" of "edged up to 3.7%", which says whither and bounds nothing
_MOVED = lexicon.pattern(r"\b(?:{numbers/moves}|{adds up}|(?<!buy )(?<!buying )(?<!bought )back)\s*$", re.IGNORECASE)


# "dearer bread pushed inflation up to 2.5 percent": whither it was moved
_LIFTED = lexicon.pattern(r"\b{lifted}\s(?:[a-z]+\s){1,3}$", re.IGNORECASE)


def bounds(numeral: Numeral, comparator: Comparator) -> tuple[float | None, float | None]:
    """``(low, high)`` of a numeral under its comparator; None is unbounded (section 2 of the contract)."""
    low, high = numeral.low, numeral.high
    if comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return low, None
    if comparator in (Comparator.LESS, Comparator.AT_MOST):
        return None, low if high == inf else high  # "up to several hundred" has no better bound than its own
    return low, None if high == inf else high
