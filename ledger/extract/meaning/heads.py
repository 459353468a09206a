"""What stands over a figure and says what became of those it counts: the heading of its lines, or the losses that a sentence makes up."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import noun_classes
from ledger.extract.meaning.measures import cues_in, harm_measures
from ledger.extract.meaning.senses import LONGEST
from ledger.model import Span

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
