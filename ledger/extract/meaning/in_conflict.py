"""What befalls captives, fighters and sides in a war, said right beside a number: swaps, escapes, the slain among captives.

As with ``said_outright``, of whose patterns these are a part, this is final.
"""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.meaning.measures import cues_at, harm_measures
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.comparators import HEDGED

_WORD = r"(?!(?:and|or|but|while|as|when|after|who|whom|whose|were|was|are|is|have|has|had|that|which)\b)[\w’'-]+"
_SLAIN = lexicon.pattern(r"(?:\sof\s(?:the|its|their|his|these|those))?(?:\sother)?\s{slain}\s{captives}\b(?![’'])")
_OUT_ALIVE = lexicon.pattern(
    rf"(?:\s{_WORD}){{0,5}}?\s(?:(?:have|had|has)\s)?{{gets out}}\b(?:\s(?!(?:but|and|while)\b)[\w’'-]+){{0,6}}?\salive\b"
)
_TO_SWAP = lexicon.pattern(
    rf"(?:\s{_WORD}){{0,5}}?,?(?:\s(?:among|including)\s[^.;]{{1,220}},)?\s(?:whom|who|that)\s[^.;]{{1,90}}?"
    r"\s{wants}(?:\s(?:to|them))*\s{swaps}\b"
)
_HOLD = lexicon.pattern(
    rf"\b{{labels/captors}}s?\s(?:still\s|also\s)?(?:hold|held|keep|kept|are\sholding|were\sholding)\s(?:an?\s[a-z]+\sof\s)?{HEDGED}$",
)
_ARE_DEAD = lexicon.pattern(
    rf"(?:\s{_WORD}){{0,5}}?\s(?:is|are|was|were|lie|lay)\s(?:found\s|shot\s|now\s|all\s)?{{slain}}\b"
)
_TO_FLIGHT = lexicon.pattern(rf"(?:\s{_WORD}){{0,6}}?\sto\s{{flight}}\b")
_PUT = lexicon.pattern(rf"\b(?:put|puts|putting)\s{HEDGED}$")
_WHOM = lexicon.pattern(r"(?:\s[\w’'-]+){0,3}?\s(?:whom|who|that)\s[^.;]{0,50}?\b{held by them}\b")
_ON_SIDE = lexicon.pattern(
    r"\s(?:on|from|among)\s(?:the|its|their|his|our)\s(?:[\w’'-]+\s){1,3}?(?:side|ranks|forces)\b"
)
_SIDES = lexicon.pattern(rf"[^.;:\d]*,?\s(?:and|but|while)\s{HEDGED}")
_OF_ROW = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "CC", "HYPH", "POS", "PRP$", ",", "VBN"))
_ROW = 16  # tokens from a verb to the last of those to whom it was done
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD", "VB", "VBG"))


def people_in_conflict(mention: Mention, setting: Setting, lead: str) -> str | None:
    """The measure of captives, or of those whom a war has cost a side; None for most."""
    text, end = setting.text, mention.span.end
    if _SLAIN.match(text, end):
        return "killed"  # "three of the slain captives were aid workers"
    if _PUT.search(lead) and _TO_FLIGHT.match(text, end):
        return "displaced"  # "put hundreds of villagers to flight"
    if mention.elided:
        return _of_side(mention, setting)
    if mention.counted.noun.rpartition(" ")[2] not in lexicon.family("captives"):
        whom = mention.classes and _WHOM.match(text, end) and _is_killed_in_row(setting.tree, mention.number)
        return "killed" if whom else None  # "killing a judge and six policemen whom they held hostage"
    if _ARE_DEAD.match(text, end):
        return "killed"  # "nine other captives are dead"
    if _OUT_ALIVE.match(text, end) or _is_swapped_too(mention, setting):
        return "rescued"  # "only four captives came out of the camp alive"
    # "a group of 45 prisoners whom the rebels want to exchange", "the guerrillas hold 20 prisoners"
    return "captured" if _TO_SWAP.match(text, end) or _HOLD.search(lead) else None


def _is_killed_in_row(tree: Tree, number: int) -> bool:
    """Whether a verb of killing stands before the row of people that ends with a number."""
    first = number - 1
    while first > max(0, number - _ROW) and tree.tokens[first].tag in _OF_ROW:
        first -= 1
    if first < 0 or tree.tokens[first].tag[:2] != "VB":
        return False
    return any(cue.measure == "killed" and cue.slot == "obj" and not cue.also for cue in cues_at(tree, first))


def _is_swapped_too(mention: Mention, setting: Setting) -> bool:
    """E.g. "will release 300 fighters and the movement around 40 captives": the verb is said once for both sides."""
    last = setting.previous if setting.earlier else None
    if last is None or last.measure != "rescued" or last.unit != "person":
        return False
    between = [t for t in setting.tree.tokens if last.span.end <= t.start and t.end <= mention.span.start]
    doer = any(token.tag in ("NNS", "NNP", "NNPS", "NN") for token in between[2:])
    joined = any(token.lower in ("and", "while", "but") for token in between)
    return joined and doer and not any(token.tag in _FINITE for token in between)


def _of_side(mention: Mention, setting: Setting) -> str | None:
    """E.g. "seven died on the government side, and three on the rebel side, where several were hurt"."""
    last = setting.previous if setting.earlier else None
    if last is None or last.measure not in harm_measures() or not _ON_SIDE.match(setting.text, mention.span.end):
        return None
    return last.measure if _SIDES.fullmatch(setting.text, last.span.end, mention.span.start) else None
