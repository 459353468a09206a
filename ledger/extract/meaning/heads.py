"""What stands over a figure and says what became of those it counts: the heading of its lines, or the losses that a sentence makes up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import FINITE, Token, Tree
from ledger.extract.grammar.words import PERSON, SAYING, labels, noun_classes
from ledger.extract.lines.bullets import item_at
from ledger.extract.lines.list_words import list_measure, measure_under
from ledger.extract.lines.lists import ListItem
from ledger.extract.meaning.measures import cues_in, harm_measures
from ledger.extract.meaning.senses import LONGEST
from ledger.extract.meaning.setting import DIMENSIONS, Setting
from ledger.model import Fact, Span

_ARMS = frozenset(("equipment", "vehicle", "munition", "arms"))
_LINES, _WORDS, _LONG_WORDS = 60, 5, 18  # lines up to a heading; words of one, and of one that ends in a colon
_WORD = re.compile(r"[a-z][a-z-]*")
_FELLOW = lexicon.pattern(r"[\s•–—-]*(?:{hedge}\s)?(?:[$€£]?\d|(?:an?|{numbers/cardinals})\b)", re.IGNORECASE)
_LOSSES = lexicon.pattern(
    r"\blosses\b(?:(?!\b(?:as|when|while|after|because|that|which|who)\b)[^.;:,\n]){0,120}?\b(?:{made up of}|{may come to})\b(?:\s+{hedge})?\s*:?\s[^.;:\n]*$",
    re.IGNORECASE,
)


_WHOSE = re.compile(
    r"\b(?:[A-Z][a-z]+(?:n|se|sh|['’]s)|(?i:enemy|army|military|battlefield|troop|personnel))\s+losses\b"
)
_LOSSES_OF = lexicon.pattern(r"\b[A-Z][a-z]+(?:n|se|sh)\s+losses\s+of\s+(?:{hedge}\s+)*$")
_LOST = lexicon.pattern(r"\blost\s+(?:{hedge}\s+)*$")
_ARMY = 10_000  # so many soldiers "lost" are dead and wounded, as armies reckon


def of_losses(before: str, mention: Mention) -> str | None:
    """What an army lost: "has lost 95,000 troops", "enemy losses comprise 300 soldiers, 20 tanks and 12 units of special equipment"."""
    if (
        "lost " in before
        and (mention.low or 0) >= _ARMY
        and mention.counted.noun in labels("troops lost")
        and _LOST.search(before)
    ):
        return "casualties"
    if "losses of " in before and mention.elided and _LOSSES_OF.search(before):
        return "casualties"  # "estimates suggest Russian losses of about 700,000"
    if "losses" not in before or not _LOSSES.search(before):
        return None
    if mention.classes & PERSON or (mention.counted.noun.endswith("loss") and _WHOSE.search(before)):
        return "casualties"  # "Russian losses now total 1,031,650"
    made = mention.counted.span is not None and not mention.classes
    return "equipment_lost" if mention.classes & _ARMS or made else None


def of_heading(text: str, sentence: Span, tree: Tree, mention: Mention) -> str | None:
    """E.g. "Civilian deaths" over "65 civilians, including 13 children", which has no verb of its own."""
    start = text.rfind("\n", 0, sentence.start) + 1
    if start == 0 or not (mention.elided or mention.classes & PERSON):
        return None
    if (
        any(token.tag in FINITE for token in tree.tokens)
        or not _FELLOW.match(text, start, sentence.end)
        or text[start : sentence.start].strip(" •*·▪●○◦►–—-")
    ):
        return None
    head = _over(text, start)
    return _told_of_people(head) if head else None


def by_head(mention: Mention, setting: Setting) -> str | None:
    """What the label or the header of a line says of what it counts, where the line says nothing of it."""
    if setting.fate and not mention.classes & SAYING:  # "Killed: 3 soldiers, 2 policemen"
        told = list_measure(ListItem(name=setting.fate, header=setting.sentence, comparator=None), "")
        return told if told in harm_measures() else None
    return _of_things(mention, setting)


def in_run(mention: Mention, setting: Setting) -> str | None:
    """The measure of an entry of a list of losses within a sentence: "Losses: tanks – 8,620 (+7), cruise missiles – 2,401"."""
    span, after = mention.counted.span, mention.anchor + 1
    if span is None or after >= mention.number or setting.tree.tokens[after].text not in ("–", "—", "-", "‒", ":"):
        return None
    header = setting.text[setting.sentence.start : span.start]
    if not labels("loss") & set(header.lower().replace(":", " ").split()):
        return None
    item = ListItem(name=setting.text[slice(*span)], header=setting.sentence, comparator=None)
    return list_measure(item, header)


def _of_things(mention: Mention, setting: Setting) -> str | None:
    """E.g. "Air defence shot down overnight:" over "- 21 drones over Lida, two jets": what a header with a colon says of the things of its lines."""
    text, sentence = setting.text, setting.sentence
    start = text.rfind("\n", 0, sentence.start) + 1
    first = setting.earlier[0].span if setting.earlier else mention.span
    if start == 0 or mention.elided or mention.counted.span is None or not _opens(text, sentence, first):
        return None
    if any(map(_tells, setting.tree.tokens)):
        return None
    for at, head in colons_over(text, start):
        if not mention.classes:
            return _of_fellows(setting, at)
        people = _told_of_people(head) if mention.classes & PERSON else None  # "Among the bodies brought home:"
        told = people or measure_under(head, mention.counted.noun, mention.classes)
        if told in _WITH_ARMS:
            told = _of_fellows(setting, at) or told  # "Norland will send:" over tanks and shells fires none of these
        if told not in harm_measures() and not mention.classes.isdisjoint(SAYING):
            return None  # "498 deaths" under "The navy's relief work recorded:" are no staff sent
        if told != "other":
            return told if measure_under("", _own_words(mention, setting), mention.classes) == "other" else None
        if mention.classes.isdisjoint(_NO_THINGS) and (shared := _of_fellows(setting, at)):
            return shared
    return None


def is_noun_row(text: str, sentence: Span, tree: Tree) -> bool:
    """Whether a line is no more than numbers with what they count: "- 20 tanks and 300 shells"."""
    start = text.rfind("\n", 0, sentence.start) + 1
    return _FELLOW.match(text, start, sentence.end) is not None and not any(map(_tells, tree.tokens))


def _tells(token: Token) -> bool:
    """Whether a word makes its line more than a noun and what is said of it: a verb, but for the participle of "armoured cars"."""
    return token.tag in FINITE or (token.tag in ("VBN", "VBG") and token.dep not in ("amod", "compound"))


def _own_words(mention: Mention, setting: Setting) -> str:
    """What is said of one thing of a line besides its nouns, up to the comma or the "and" before the next number."""
    following = _NEXT_ENTRY.search(setting.text, mention.span.end, setting.sentence.end)
    tokens = setting.tree.at(mention.span.end, following.start() if following else setting.sentence.end)
    named = mention.counted.span or mention.span
    return " ".join(token.text for token in tokens if token.start >= named.end or token.tag[:2] != "NN")


_NEXT_ENTRY = lexicon.pattern(
    r"(?:[,;]\s|\s)(?:(?:and|plus|with)\s)?(?:{hedge}\s)?(?:\d|{numbers/cardinals}\b)", re.IGNORECASE
)


def _of_fellows(setting: Setting, head: int) -> str | None:
    """What is done with the arms listed with a thing that is none: the helmets under "The package includes:" beside rifles are supplied too."""
    before = chain(reversed(setting.earlier), reversed(setting.facts))
    listed = takewhile(lambda fact: fact.span.start > head, before)
    return next((fact.measure for fact in listed if fact.measure in _WITH_ARMS), None)


_WITH_ARMS = frozenset(("equipment_supplied", "equipment_lost", "munitions_fired", "munitions_intercepted"))
_NO_THINGS = SAYING | DIMENSIONS | {"person", "force", "household", "livestock", "building"}


def fellow_before(text: str, sentence: Span, mention: Mention, before: Sequence[Fact]) -> Fact | None:
    """The figure at the head of the line before, where a line of its list leaves the noun out: "- 14 killed in Lida", "- 3 in Obora"."""
    if (
        not before
        or not _PLACED.match(text, mention.span.end, sentence.end)
        or not _opens(text, sentence, mention.span)
    ):
        return None
    last = before[0]
    return last if _opens(text, last.sentence, last.span) and "\n" in text[last.sentence.end : sentence.start] else None


_PLACED = re.compile(r"\s(?:in|at|over|near|from|on|off|outside|across|to)\s(?:the\s)?[A-Z\d]|\s*[;.]?$")
_HEAD = lexicon.pattern(r"[\s•–—-]*(?:{hedge}\s)?", re.IGNORECASE)


def _opens(text: str, sentence: Span, number: Span) -> bool:
    """Whether a number stands at the head of its line, past a bullet and what bounds it."""
    start = text.rfind("\n", 0, sentence.start) + 1
    return _HEAD.fullmatch(text, start, number.start) is not None


def _over(text: str, start: int) -> str:
    """The heading over the line that begins at ``start``, past other lines of its list; nothing where a sentence stands there."""
    for _, line in _lines_over(text, start):
        words = line.split()
        heads = line.rstrip().endswith(":") and len(words) <= _LONG_WORDS
        return line if heads or (len(words) <= _WORDS and line.rstrip()[-1].isalpha()) else ""
    return ""


def colons_over(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The headings with a colon over a line, from the nearest on: a row of a list may head rows of its own ("- From Norland:")."""
    for at, line in _lines_over(text, start):
        if not line.rstrip().endswith(":") or len(line.split()) > _LONG_WORDS:
            return
        yield at, line
        if item_at(line, 0) is None:
            return


def _lines_over(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The lines over the one that begins at ``start``, from the nearest on, without the other lines of its list, and where each begins."""
    bulleted = item_at(text, start) is not None
    end = max(0, start - 1)
    for _ in range(_LINES):
        at = text.rfind("\n", max(0, end - _LONGEST), end) + 1
        line = text[at:end]
        fellow = _FELLOW.match(line) or (bulleted and item_at(line, 0) and not line.rstrip().endswith(":"))
        if line.strip() and not fellow:
            yield at, line
        if not at:
            return
        end = at - 1


_LONGEST = 600  # characters of a line


def _told_of_people(head: str) -> str | None:
    """The harm that a heading names: "Civilian fatalities", "Among the bodies that were returned:"."""
    words = _WORD.findall(head.lower())
    named = [
        cue
        for index, word in enumerate(words)
        for cue in cues_in(tuple(words[index : index + LONGEST]))
        if cue.slot in ("np", "any") and "person" in cue.counted and cue.measure in harm_measures() and not cue.also
        and noun_classes(word)
    ]  # fmt: skip
    return min(named, key=lambda cue: cue.cost).measure if named else None
