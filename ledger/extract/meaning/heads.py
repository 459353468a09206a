"""What stands over a figure and says what became of those it counts: the heading of its lines, or the losses that a sentence makes up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import SAYING, labels, noun_classes
from ledger.extract.lines.list_words import list_measure, measure_under
from ledger.extract.lines.lists import ListItem
from ledger.extract.meaning.measures import cues_in, harm_measures
from ledger.extract.meaning.senses import LONGEST
from ledger.extract.meaning.setting import Setting
from ledger.model import Fact, Span

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PEOPLE = frozenset(("person", "force"))
_ARMS = frozenset(("equipment", "vehicle", "munition", "arms"))
_LINES, _WORDS, _LONG_WORDS = 12, 5, 18  # lines up to a heading; words of one, and of one that ends in a colon
_WORD = re.compile(r"[a-z][a-z-]*")
_FELLOW = lexicon.pattern(r"[\s•*·▪●○◦►–—-]*(?:\d|(?:an?|{numbers/cardinals})\b)", re.IGNORECASE)
_LOSSES = lexicon.pattern(
    r"\blosses\b(?:(?!\b(?:as|when|while|after|because|that|which|who)\b)[^.;:,\n]){0,120}?\b(?:{made up of}|{may come to})\b(?:\s+{hedge})?\s*:?\s[^.;:\n]*$",
    re.IGNORECASE,
)


_WHOSE = re.compile(
    r"\b(?:[A-Z][a-z]+(?:n|se|sh|['’]s)|(?i:enemy|army|military|battlefield|troop|personnel))\s+losses\b"
)
_LOSSES_OF = lexicon.pattern(r"\b[A-Z][a-z]+(?:n|se|sh)\s+losses\s+of\s+(?:{hedge}\s+)*$")
_LOST = lexicon.pattern(r"\blost\s+(?:{hedge}\s+)*$")
_TROOPS = frozenset(("troop", "troops", "soldier", "serviceman", "servicemen", "personnel", "fighter", "combatant"))
_ARMY = 10_000  # so many soldiers "lost" are dead and wounded, as armies reckon


def of_losses(before: str, mention: Mention) -> str | None:
    """What an army lost: "has lost 95,000 troops", "enemy losses comprise 300 soldiers, 20 tanks and 12 units of special equipment"."""
    if "lost " in before and (mention.low or 0) >= _ARMY and mention.counted.noun in _TROOPS and _LOST.search(before):
        return "casualties"
    if "losses of " in before and mention.elided and _LOSSES_OF.search(before):
        return "casualties"  # "estimates suggest Russian losses of about 700,000"
    if "losses" not in before or not _LOSSES.search(before):
        return None
    if mention.classes & _PEOPLE or (mention.counted.noun.endswith("loss") and _WHOSE.search(before)):
        return "casualties"  # "Russian losses now total 1,031,650"
    made = mention.counted.span is not None and not mention.classes
    return "equipment_lost" if mention.classes & _ARMS or made else None


def of_heading(text: str, sentence: Span, tree: Tree, mention: Mention) -> str | None:
    """E.g. "Civilian deaths" over "65 civilians, including 13 children", which has no verb of its own."""
    start = text.rfind("\n", 0, sentence.start) + 1
    if start == 0 or not (mention.elided or mention.classes & _PEOPLE):
        return None
    if (
        any(token.tag in _FINITE for token in tree.tokens)
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
    return _of_things(mention, setting) if not setting.earlier else None


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
    """E.g. "Air defence shot down overnight:" over "- 21 drones over Lida": what a header with a colon says of the things of its lines."""
    text, sentence = setting.text, setting.sentence
    start = text.rfind("\n", 0, sentence.start) + 1
    if start == 0 or not mention.classes or mention.counted.span is None or not _opens(text, sentence, mention.span):
        return None
    if any(token.tag in _FINITE or token.tag in ("VBN", "VBG") for token in setting.tree.tokens):
        return None
    head = _over(text, start)
    if not head.rstrip().endswith(":"):
        return None
    told = measure_under(head, mention.counted.noun, mention.classes)
    own = measure_under("", text[mention.span.end : sentence.end], mention.classes)
    return told if told != "other" and own == "other" else None


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
_HEAD = lexicon.pattern(r"[\s•*·▪●○◦►–—-]*(?:{hedge}\s)?", re.IGNORECASE)


def _opens(text: str, sentence: Span, number: Span) -> bool:
    """Whether a number stands at the head of its line, past a bullet and what bounds it."""
    start = text.rfind("\n", 0, sentence.start) + 1
    return _HEAD.fullmatch(text, start, number.start) is not None


def _over(text: str, start: int) -> str:
    """The heading over the line that begins at ``start``, past other lines of its list; nothing where a sentence stands there."""
    for line in reversed(text[max(0, start - 1200) : start].split("\n")[-_LINES:]):
        if not line.strip() or _FELLOW.match(line):
            continue
        words = line.split()
        heads = line.rstrip().endswith(":") and len(words) <= _LONG_WORDS
        return line if heads or (len(words) <= _WORDS and line.rstrip()[-1].isalpha()) else ""
    return ""


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
