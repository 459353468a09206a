"""Page furniture: the lines of a scraped page that belong to the site and not to the article, so that their numbers state nothing.

Headlines of other articles, counters ("5 min read", "1,234 views"), offers, notices about cookies and rights. A list of
headlines is known by the line over it ("Related news") and ends where prose begins again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ledger import lexicon
from ledger.extract.lines.sentences import Sentence

_PROSE_WORDS = 14
_LONGEST_NOTICE = 90  # words: a longer paragraph that mentions a newsletter is still prose
_LONGEST_OFFER = 300  # characters
_WORD = re.compile(r"[^\W\d_]{2,}")
_TOKEN = re.compile(r"\w+")
_DIGITS = "0123456789"
_STOPS, _CLOSING = tuple(".!?…"), "\"”’')]"
_DATE_LINE = re.compile(
    r"\W*(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+)?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d+\s+\w+\s+ago)\W*(?:\d{1,2}:\d\d\W*(?:[ap]m)?)?\W*$",
    re.IGNORECASE,
)


# "… said on Friday. Advertisement": a word of the site after the paragraph's last sentence
_TAIL = re.compile(r"([.!?…][\"”’')\]]*)\s+(?:[^\W\d_]+\W*){1,4}$")
# "BTC $65,231.12 +1.4% ETH $2,988.40 -0.7%"
_TICKER = re.compile(
    r"(?:[\W_]*[A-Z][A-Za-z0-9&./ ]{1,18}?:?\s+[$€£]?\d[\d,.]*[\s(]+(?:[▲▼+−–-]\s?[\d.,]+[\s(]+)?[▲▼+−–-]\s?\d[\d.,]*\s?%\)?){2,}[\W_]*"
)


# "20 February, 2026, 5:09 pm Central - 26°C Rain": a place, how warm it is there and a word for the sky
_WEATHER = lexicon.pattern(
    r"(?:[^\n°]{0,40}\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?\W+)?(?:[A-Z][\w.’'-]*\W{1,3}){0,3}[-–]?\d{1,2}(?:\.\d)?\s?°\s?[CF]?\W+(?:[\w-]+\s){0,2}{sky}\W*",
    re.IGNORECASE,
)


def furniture_blocks(text: str, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the blocks of ``sentences`` that are page furniture."""
    blocks = _blocks(text, sentences)
    kinds = _kinds_in(text.lower())
    found, listing, begun = set(), False, False
    for position, (number, line) in enumerate(blocks):
        if _is_notice(line, kinds):
            found.add(number)
            continue
        # a paragraph of the article stays, though the next item of the page opens with its date
        prose = _is_prose(line)
        if prose:
            listing, begun = False, True
        elif begun and _is_marker(line.split("\n", 1)[0]):
            listing = True
        following = blocks[position + 1][1] if position + 1 < len(blocks) else ""
        dated = position > 0 and _DATE_LINE.match(blocks[position - 1][1]) is not None
        # of a chronicle, whose dates stand over what they date
        entry = dated and _SENTENCE_END.search(line) is not None
        if listing or (begun and not prose and not entry and _is_headline_over(line, following)):
            found.add(number)
    return frozenset(found)


_PARAGRAPH = 30  # words that no headline has: "… from 42 percent on Thursday. Jan Bor" ends in its author's name
_SENTENCE_END = re.compile(r"[a-z\d)][.!?](?:\s|$)")


def _is_headline_over(line: str, following: str) -> bool:
    """Whether a line is the headline of another article, whose date stands under it."""
    if len(line.split()) >= _PARAGRAPH or _DATE_LINE.match(line):
        return False
    return _DATE_LINE.match(following) is not None


def _blocks(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, str]]:
    spans: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start = spans.get(sentence.block, sentence.span)[0]
        spans[sentence.block] = (start, sentence.span.end)
    return [(number, text[start:end]) for number, (start, end) in spans.items()]


def _is_prose(line: str) -> bool:
    if line.rstrip().rstrip(_CLOSING)[-1:] not in _STOPS:
        return False
    return len(_WORD.findall(line)) >= _PROSE_WORDS


def _is_marker(line: str) -> bool:
    return len(line) < 60 and line.lower().strip(" \t:.…→›»>|-–—+↓▼") in lexicon.listed("furniture", "marker")


def _kinds_in(text: str) -> frozenset[str]:
    """The kinds of phrases of which a text in small letters has any: mostly none, and then no line of it need be looked at."""
    return frozenset(kind for kind in ("offer", "notice") if any(map(text.__contains__, _phrases(kind))))


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(map(str.lower, lexicon.listed("furniture", kind)))


def _is_notice(line: str, kinds: frozenset[str]) -> bool:
    """A line about the site itself: a counter, a pointer to another article, an offer, a notice; ``kinds`` are those in its text."""
    if len(line) < 90 and any(map(line.__contains__, _DIGITS)) and _is_short_notice(line):
        return True
    if "%" in line and _TICKER.fullmatch(line):
        return True
    if len(line) < 300 and _INLINE.match(line):
        return True
    if not kinds:
        return False
    words = frozenset(_TOKEN.findall(line.lower()))
    if _offers(line, words):
        return True  # "Sign up for our five-minute briefing"; but "Some 3 million viewers subscribe to it, the firm said." is news
    return _holds("notice", line, words) and len(_WORD.findall(line)) <= _LONGEST_NOTICE


def _is_short_notice(line: str) -> bool:
    """A counter, the buttons to share a page with how often that was done, or what the weather is."""
    counts = len(line) < 60 and _counter().fullmatch(line) is not None
    return counts or _is_sharing(line) or ("°" in line and _WEATHER.fullmatch(line) is not None)


def is_offer(line: str) -> bool:
    """Whether a line offers what the site has: "Sign up for our newsletter"."""
    return _offers(line, frozenset(_TOKEN.findall(line.lower())))


def _offers(line: str, words: frozenset[str]) -> bool:
    return len(line) < _LONGEST_OFFER and _holds("offer", line, words) and not _is_prose(_TAIL.sub(r"\1", line))


def _is_sharing(line: str) -> bool:
    """E.g. "Share  Tweet  WhatsApp  0 comments"."""
    words = [word.lower() for word in _WORD.findall(line)]
    return len(words) > 1 and lexicon.listed("furniture", "sharing").issuperset(words)


def _holds(kind: str, line: str, words: frozenset[str]) -> bool:
    """Whether one of the phrases of this kind stands in a line of these words."""
    first, phrases, signs = _beginnings(kind)
    signed = any(map(line.__contains__, signs))
    if words.isdisjoint(first) and not signed:
        return False
    met = [phrase for word in words & first for phrase in phrases[word]]
    if not any(map(line.lower().__contains__, met)) and not signed:
        return False
    return _phrase(kind).search(line) is not None


@cache
def _beginnings(kind: str) -> tuple[frozenset[str], dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The first words of the phrases of a kind, in small letters; the phrases by them; those phrases that are no words ("©")."""
    found: dict[str, tuple[str, ...]] = {}
    signs = []
    for phrase in sorted(lexicon.listed("furniture", kind)):
        word = _TOKEN.search(phrase)
        if word:
            found[word[0].lower()] = (*found.get(word[0].lower(), ()), phrase.lower())
        else:
            signs.append(phrase)
    return frozenset(found), found, tuple(signs)


@cache
def _counter() -> re.Pattern[str]:
    number, words = r"\d[\d,.]*\+?[km]?", "{furniture/counter}"
    return lexicon.pattern(
        rf"\W*(?:{words}\W*)?{number}\W*(?:(?:{words}|/)\W*(?:{number})?\W*(?:read|listen|watch)?)\W*"
        rf"|\W*{words}\W+{number}\W*|\W*{{file}}\W+{number}\W*[kmg]b\b.*",
        re.IGNORECASE,
    )


_INLINE = lexicon.pattern(r"\W{0,4}{furniture/inline}\s?(?::|\||–|—|>|»|→|-\s)", re.IGNORECASE)


@cache
def _phrase(kind: str) -> re.Pattern[str]:
    return lexicon.pattern(rf"(?<![\w-]){{furniture/{kind}}}(?!\w)", re.IGNORECASE)
