"""One report in two prints is one report: blanks, dashes and line ends brought to one form, and offsets taken back to the print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ledger import lexicon
from ledger.extract.lines.columns import column_gaps
from ledger.extract.numbers.amounts import amount
from ledger.extract.numbers.currencies import is_currency
from ledger.extract.numbers.units import is_physical
from ledger.model import Comparator, Extraction, Fact, Problem, Span

__all__ = ["Print", "Told", "inch_marks", "plain_print", "raised_dashes", "round_brackets", "round_quotes"]

# A short form in square brackets, as old wires set it: "the Mutual Help Group [GAM]".
_SQUARE = re.compile(r"(?<=[A-Za-z.”\"] )\[(?!SIC\]|TEXT\]|REPORT\])([A-Z][A-Z0-9/-]{1,11})\]")

# "60+ houses", "said ~40 died": the sign of how much more or less is no word of its sentence, and stands by no number of the text as read
_MORE = r"(?:(?:(?<=[\d%])|(?<=\d[kKmM])|(?<=illion))\+|(?<=\d )\+(?!\s?\d))(?=[\s.,;:)]|$)(?!\s(?:age|{of one age})\b)"
_ABOUT = r"(?<![^\s(\[“\"'/–—:-])[~≈∼≃]\s?(?=(?:US|A|C)?[$€£]?\d)"
_MORE_AFTER, _ABOUT_BEFORE = re.compile(r" ?\+(?!\w)"), re.compile(r"[~≈∼≃]\s?$")
_CONVERTED = re.compile(r"[^\d().;,]{0,30}\(")

_DASHES = {"\u2010": "-", "\u2011": "-", "\u2012": "–"}  # hyphens, and a dash as wide as a figure
# Quotation marks and dashes in UTF-8 that were read as another encoding, by their last character.
_MISREAD = dict(zip("\x93\x94\x98\x99\x9c\x9d“”˜™œ", "–—‘’“”–—‘’“", strict=True))
# These, and what carries no word: soft hyphens and marks without width; marks of emphasis; blanks that end a line; runs of blanks.
_UNPLAIN = lexicon.pattern(
    r"(?i:</?(?:abbr|b|big|cite|em|font|i|mark|small|span|strong|u)(?:\s[^<>]{0,200})?>)"
    r"|(?<!\w)(?:\*{2,3}(?=[^\s*])|__(?=[^\W_]))|(?<=[^\s*])\*{2,3}(?!\d)|(?<=[^\W_])__(?!\w)"
    r"|(?<=[A-Za-z*.,”\"])\[(?:\d{1,3}|[a-z]|citation\sneeded)\]"
    r"|(?<=[a-z])—(?=\d)|(?<=\d)—(?=[a-z])|(?<=[a-z])—(?=and\s\d)"  # "80 people—12 of them children—and nine"
    r"|(?<=\d,) (?=(?:000(?:,000)?|0\d\d)(?!\d))"  # "60, 000", "1, 038"
    r"|(?<=(?:with|than|some) \d,) (?=\d{3}\s[a-z])|(?<=(?:with|than|some) \d\d,) (?=\d{3}\s[a-z])"  # "with 3, 415 evacuees"
    r"|(?<=(?:[a-z] of|bout|over|arly) \d,) (?=\d{3}\s{labels/those told of}\b)|(?<=(?:[a-z] of|bout|over|arly) \d\d,) (?=\d{3}\s{labels/those told of}\b)"  # "the lives of 7, 486 people"
    r"|(?<=\(\d,) (?=\d{3}\s{labels/those told of}\b)|(?<=\(\d\d,) (?=\d{3}\s{labels/those told of}\b)"  # "Mira (3, 152 people)"
    rf"|{_MORE}|{_ABOUT}"
    r"|(?<=[^\s-]\s)--(?=\s?[~$€£+]?\d|\s[A-Z][a-z ]{1,30}:\s)"  # "tanks -- 12 -- Guns: 40": the dash of a typewriter
    r"|[â'’]\x80[\x93\x94\x98\x99\x9c\x9d]|â€[“”˜™œ\x9d]"
    r"|[\u00ad\u200b\u2060\ufe0f\ufeff]+|[^\S\t\r\n]+(?=\r?\n)|\r\n?|[^\S\t\r\n]{2,}|[\u00a0\u2000-\u200a\u202f\u3000\u2010-\u2012]"
)
# A number of which the words before or in the brackets have the value: "thirteen (13)", "13 (thirteen)".
_ECHO = re.compile(r" \((\d{1,3}(?:,\d{3}){0,2}|\d{4,7}|[A-Za-z]{3,9}(?:-[a-z]{3,5})?)\)(?=[\s.,;:])")
_LONGEST = 5  # words of a number
_SAID = re.compile(r"(?:[A-Za-z]+[ -]){0,4}[A-Za-z]+$|(?<![\d.,])\d[\d,]*$")
# What one of these begins with, and a blank only where another or a bracket follows it: a search for this skips nearly all of a text.
_ODD = re.compile(
    r"[—+~≈∼≃\[<*_â'’\r\x0b\x0c\x1c-\x20\x85\u00a0\u00ad\u1680\u2000-\u200b\u2010-\u2012\u2028\u2029\u202f\u205f\u2060\u3000\ufe0f\ufeff](?<!['’ ](?![\s\x80(0]|(?<=, )\d))|-(?=-)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of a number that is read in a plainer form: where it ends, the words before it begin, and what bounds it.

    ``share`` is the lower end of a range, as a part of the upper one, which is read.
    """

    opening: int
    end: int
    share: float | None = None
    comparator: Comparator | None = None

    def beside(self, other: Told) -> Told:
        """This with what ``other`` says of the same number."""
        share, comparator = self.share or other.share, self.comparator or other.comparator
        return Told(min(self.opening, other.opening), max(self.end, other.end), share, comparator)

    def of(self, fact: Fact) -> Fact:
        """The fact with its bounds as the page has them."""
        if self.share is not None and fact.low is not None:
            fact = replace(fact, low=float(f"{fact.low * self.share:.14g}"))  # without the rest of the division
        if self.comparator is None:
            return fact
        low = None if self.comparator in (Comparator.LESS, Comparator.AT_MOST) else fact.low
        high = None if self.comparator in (Comparator.MORE, Comparator.AT_LEAST) else fact.high
        return replace(fact, comparator=self.comparator, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Print:
    """A text as it is read, and where each of its characters stands in the text as given (None: in the same place).

    ``told`` has what is read in a plainer form, by where its number begins in the text as given.
    """

    given: str
    text: str
    places: Sequence[int] | None = None
    told: Mapping[int, Told] = field(default_factory=dict)

    def span(self, span: Span) -> Span:
        """A span of the text as read, in the text as given."""
        if self.places is None:
            return span
        return Span(self.places[span.start], self.places[span.end - 1] + 1)

    def restored(self, extraction: Extraction) -> Extraction:
        """The facts and problems with their places in the text as given."""
        if self.places is None:
            return extraction
        facts: list[Fact] = []
        for fact in extraction.facts:
            facts.append(self._fact(fact, facts[-1] if facts else None))
        return Extraction(facts=tuple(facts), problems=tuple(self._problem(problem) for problem in extraction.problems))

    def _fact(self, fact: Fact, before: Fact | None) -> Fact:
        span, sentence = self.span(fact.span), self.span(fact.sentence)
        if (told := self.told.get(sentence.start)) is not None:
            sentence = Span(told.opening, sentence.end)
        if (told := self.told.get(span.start)) is not None:
            span, fact = Span(span.start, max(span.end, told.end)), told.of(fact)
        fact = replace(fact, span=span, surface=self.given[slice(*span)], sentence=sentence)
        comparator = self._sign(fact) if fact.comparator is Comparator.EQUAL else None
        if comparator is None and before is not None and self._converts(fact, before):
            comparator = before.comparator  # FACTS.md 5.25
        if comparator is Comparator.AT_LEAST and fact.low == fact.high:
            return replace(fact, comparator=comparator, high=None)
        return replace(fact, comparator=comparator) if comparator is Comparator.ABOUT else fact

    def _sign(self, fact: Fact) -> Comparator | None:
        """What the sign says that the page has beside a figure."""
        if _ABOUT_BEFORE.search(self.given[max(0, fact.span.start - 2) : fact.span.start]):
            return Comparator.ABOUT
        more = "+" in fact.surface[1:] or _MORE_AFTER.match(self.given, fact.span.end)
        return Comparator.AT_LEAST if more else None

    def _converts(self, fact: Fact, before: Fact) -> bool:
        """Whether a figure says the one before it in another unit: "~30 km (19 miles)", "60+ acres (24 hectares)"."""
        if fact.comparator is not Comparator.EQUAL or (fact.measure, fact.entity) != (before.measure, before.entity):
            return False
        measured = all(is_physical(one.unit) or is_currency(one.unit) for one in (fact, before))
        between = _CONVERTED.fullmatch(self.given, before.span.end, fact.span.start)
        return measured and fact.unit != before.unit and between is not None

    def _problem(self, problem: Problem) -> Problem:
        return problem if problem.span is None else replace(problem, span=self.span(problem.span))


def plain_print(given: str) -> Print:
    """The text with one blank between words, one kind of line end, few kinds of dashes and no marks of emphasis; tabs, which part the cells of tables, stay."""
    parts: list[str] = []
    places: list[int] = []
    gaps = column_gaps(given)
    last = 0
    for odd in _ODD.finditer(given):
        match = _unplain(given, odd.start()) if odd.start() >= last else None
        if match is None:
            continue
        start, end = match.span()
        parts.append(given[last:start])
        places.extend(range(last, start))
        put = "\t" if start in gaps else _put(match[0], given, end)
        parts.append(put)
        places.extend([start] * len(put))
        last = end
    if not last:
        return Print(given, given)
    parts.append(given[last:])
    places.extend(range(last, len(given)))
    return Print(given, "".join(parts), places)


def _unplain(given: str, start: int) -> re.Match[str] | None:
    """What is put in another form, or left out, from ``start``."""
    echo = _ECHO.match(given, start)
    return echo if echo and _says_again(given, echo) else _UNPLAIN.match(given, start)


def _says_again(given: str, echo: re.Match[str]) -> bool:
    """Whether brackets say in digits the number that stands in words before them, or in words that in digits: "nine (9) villages"."""
    said = _SAID.search(given, max(0, echo.start() - 60), echo.start())
    value = amount(echo[1])
    if said is None or not value or said[0][0].isdigit() == echo[1][0].isdigit():
        return False
    words = said[0].split(" ")
    return any(amount(" ".join(words[first:])) == value for first in range(max(0, len(words) - _LONGEST), len(words)))


def round_quotes(text: str) -> str:
    """Angled quotation marks as others set them: "«Two died,» she said", and in other countries "»Two died«"."""
    opening, closing = text.find("«"), text.find("»")
    if min(opening, closing) < 0:
        return text
    turned = "«»" if opening < closing else "»«"
    return text.translate(str.maketrans(turned, "“”"))


# "Lida: 14.2\"": an inch mark, where no quotation is open in its line
_INCHES = re.compile(r"^([^\n\"“”]{0,80}\d)[\"”](?=[^\S\n]*[.;,)]?[^\S\n]*$)", re.MULTILINE)


def inch_marks(text: str) -> str:
    """``text``, of the same length, with the sign for inches where a line ends in a number and a quotation mark."""
    return _INCHES.sub(r"\1″", text) if '"' in text or "”" in text else text


_LOW_DASH = re.compile(r"(?<=[\w).,”\"] )_(?= [\w“\"])")


_TITLE_BAR = re.compile(r"\A(\s*[^|\n]{16,160}) \| (?=(?:[A-Z][\w.&’'-]* ?){1,5}$)", re.MULTILINE)


def raised_dashes(text: str) -> str:
    """The text with the dash of old wires as one: "OSLO, Norway (AP) _ Workers said", "two men _ both miners _ died".

    So is the bar of a headline's outlet, where it is the only one: "Four dead in tunnel fire | Harbor News".
    """
    if text.count("|") == 1:
        text = _TITLE_BAR.sub(r"\1 – ", text)
    return _LOW_DASH.sub("—", text) if " _ " in text else text


def round_brackets(text: str) -> str:
    """``text``, of the same length, with short forms of names in round brackets where it sets them in square ones."""
    return _SQUARE.sub(r"(\1)", text) if "[" in text else text


def _put(found: str, given: str, end: int) -> str:
    """What stands in its place."""
    if found[0] == "\r":
        return "\n"
    if found[1:2] in ("\x80", "€"):
        return _MISREAD[found[2]]
    if found == "—":
        return " — "
    if found == "--":
        return "–"
    if found in _DASHES:
        return _DASHES[found]
    if found[-1] == ")" or found == " " or not found.isspace() or given[end : end + 1] in ("\r", "\n"):
        return ""
    return " "
