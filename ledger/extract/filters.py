"""Numbers that are not facts: dates, ages, names, identifiers, scores, back-references (sections 1 and 5 of the contract)."""

from __future__ import annotations

import re

from ledger.extract.numerals import Numeral
from ledger.extract.parse import Tree
from ledger.extract.phrase import Counted
from ledger.extract.units import unit_after
from ledger.extract.words import labels
from ledger.model import Span

_AGE_AFTER = re.compile(
    r"[\s-]*(?:year|month|week|day|yr)s?[\s-]+olds?\b|[\s-]+years?[\s-]+of[\s-]+age\b|-year(?!\w)(?=-)", re.IGNORECASE
)
_AGE_BEFORE = re.compile(r"\b(?:aged|age|ages)\s+(?:between\s+)?(?:\d+\s*(?:to|and|-|–)\s*)?$", re.IGNORECASE)
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20|21)\d\d$")
_LABEL_AFTER = re.compile(
    r"-(?:page|member|man|person|point|word|star|lane|seat|door|bed(?:room)?|piece|part|legged|sided|way|time|inning|minute-long)\b|(?:mm|cm)\s+(?:gun|cannon|howitzer|shell|mortar|caliber|calibre|round|rifle|artillery)",
    re.IGNORECASE,
)
_DENOMINATOR = re.compile(r"\bper\s+$", re.IGNORECASE)  # the 100,000 of "82 cases per 100,000 people"
_GLUED = re.compile(r"(?:m|in|people|homes|houses)\b")  # "40people" lacks its space
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}$")


def is_no_fact(text: str, numeral: Numeral, sentence: Span, times: tuple[Span, ...], in_list: bool = False) -> bool:
    """Whether the neighbouring characters alone show that the number states no figure (a list line's number is no year)."""
    start, end = numeral.span
    before, after = text[max(sentence.start, start - 30) : start], text[end : min(sentence.end, end + 30)]
    if any(start < t.end and end > t.start for t in times):
        return True
    if (
        _DENOMINATOR.search(before)
        or _AGE_AFTER.match(after)
        or _AGE_BEFORE.search(before)
        or _LABEL_AFTER.match(after)
    ):
        return True
    if numeral.unit or in_list:
        return False
    surface = text[start:end]
    return (
        _ORDINAL_AFTER.match(after) is not None
        or _is_identifier(before, after, surface, numeral)
        or _is_age(before, after, surface, numeral)
        or _is_score(before + surface + after, surface)
    )


def is_name(text: str, numeral: Numeral, sentence: Span, dates: tuple[Span, ...]) -> bool:
    """Whether the number is part of a date, an ordinal or a name: no count in any reading, not even in the wide mode."""
    start, end = numeral.span
    before, after = text[max(sentence.start, start - 30) : start], text[end : min(sentence.end, end + 30)]
    if any(start < date.end and end > date.start for date in dates):
        return True
    if _DENOMINATOR.search(before):
        return True
    surface = text[start:end]
    return numeral.unit is None and (
        _ORDINAL_AFTER.match(after) is not None
        or _is_identifier(before, after, surface, numeral)
        or _is_age(before, after, surface, numeral)
    )


def _is_identifier(before: str, after: str, surface: str, numeral: Numeral) -> bool:
    word = re.search(r"([\w.#:-]+?)[\s#:]{0,2}$", before)
    if (
        word
        and word[1].lower() in labels("identifier")
        and not numeral.vague
        and not (word[1].islower() and numeral.word)
    ):
        return word[1][0].isupper() or word[1].lower() in (
            "no.",
            "page",
            "article",
            "section",
            "chapter",
            "id",
            "category",
            "level",
            "phase",
            "number",
        )
    if word and word[1].lower() == "category":
        return True
    if re.match(r"[/:]\d|-\d{2,}|°\s?[NSEW]\b", after) or re.search(
        r"[#@/]$|\d[:/.-]$|(?<!agnitude)(?<!\bsub)(?<=\w)-$|&$", before
    ):
        return True
    if re.match(r"[A-Za-z]", after) and not unit_after(after, 0, len(after)) and not _GLUED.match(after):
        return True
    if numeral.range and (years := re.findall(r"\d+", surface)) and all(_YEAR.match(year) for year in years):
        return True
    return (
        _YEAR.match(surface) is not None
        and "," not in surface
        and not re.match(r"\s+(?:people|persons|civilians|troops|soldiers|homes|houses)\b", after)
    )


def _is_age(before: str, after: str, surface: str, numeral: Numeral) -> bool:
    """E.g. "Smith, 45, said", "Rasmiya (70)"."""
    if numeral.low > 120 or numeral.word or "," in surface:
        return False
    if re.search(r"[A-Z][\w’'-]+\s*\($", before) and re.match(r"\)|,\s", after):
        return True
    return (
        re.search(r"[A-Z][\w’'-]+,\s+$", before) is not None
        and re.match(r",|\.$|\s+and\b(?!\s+\w+\s+(?:others|more))", after) is not None
        and not re.match(r",\d", after)
    )


def _is_score(context: str, surface: str) -> bool:
    if not _SCORE.match(surface):
        return False
    return any(word in labels("score") for word in re.findall(r"[a-z]+", context.lower()))


def is_in_name(text: str, tree: Tree, span: Span, number: int, head: int | None) -> bool:
    """E.g. the 500 of "the S&P 500 rose", the 7 of "the Pixel 7 Pro"; not the 40 of "in Derna 40 people"."""
    previous = tree.tokens[number - 1] if number else None
    if previous is None or not text[slice(*span)].isdigit():
        return False
    named = previous.tag in ("NNP", "NNPS", "NN") and previous.text.lower() != previous.text
    counts = head is not None and (tree.tokens[head].text.islower() or tree.tokens[head].tag in ("NNS", "NNPS"))
    return named and number > 1 and not counts


def is_reference(tree: Tree, counted: Counted, number: int, numeral: Numeral) -> bool:
    """Whether the number only refers to participants already known ("the two sides", "one of the officials")."""
    before = [t.lower for t in tree.tokens[max(0, number - 3) : number]]
    previous = before[-1] if before else ""
    noun = counted.noun.split()[-1] if counted.noun else ""
    if noun in labels("empty") or (
        numeral.word and numeral.low == 1 and _is_pronoun_one(tree, counted, number, previous)
    ):
        return True
    if numeral.unit == "fraction":
        return previous in ("second", "first", "other") or (counted.head is None and not counted.partitive)
    return previous in ("the", "these", "those", "both") and not _is_restricted(tree, counted, number)


def _is_restricted(tree: Tree, counted: Counted, number: int) -> bool:
    """E.g. "the 82 cases reported outside China", "the 11 who had been sent" describe themselves; "the two buildings" do not."""
    head = counted.head if counted.head is not None else number
    following = {token.lower for token in tree.tokens[head + 1 : head + 3]}
    return bool(following & {"who", "that", "whose"}) or any(
        tree.tokens[c].dep in ("relcl", "acl") and c > head for c in tree.children[head]
    )


def _is_pronoun_one(tree: Tree, counted: Counted, number: int, previous: str) -> bool:
    following = tree.tokens[number + 1].lower if number + 1 < len(tree.tokens) else ""
    if previous in (
        "no",
        "this",
        "that",
        "the",
        "any",
        "which",
        "every",
        "each",
        "only",
        "only",
        "another",
        "some",
        "last",
    ):
        return not (previous == "only" and counted.head is not None)
    return following in ("of", "another", "day", "who", "that", "which", "-", "by") or (
        following.startswith("-") and counted.head is None
    )
