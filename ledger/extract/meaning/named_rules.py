"""What no pattern can say of a figure: the rules that rows of ``phrases.tsv`` call by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledger import lexicon
from ledger.extract.figures.disease import are_other_cases
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import FINITE, GROUP, NOUNS, Tree
from ledger.extract.grammar.words import lemmas
from ledger.extract.meaning.inherit import of_other
from ledger.extract.meaning.measures import cues_at, cues_of, harm_measures
from ledger.extract.meaning.polls import polled_or_counted
from ledger.extract.meaning.setting import Setting
from ledger.extract.numbers.polled import is_share
from ledger.extract.numbers.ranges import in_tally


@dataclass(slots=True, eq=False)
class Beside:
    """A mention, its setting, the ``lead`` before its number, and what a row's patterns have ``found`` there."""

    mention: Mention
    setting: Setting
    lead: str
    found: str = ""


def _is_struck(one: Beside) -> bool:
    """E.g. "rebels shelled the town 14 times", "the base has been attacked 160 times"."""
    tree = one.setting.tree
    verb = tree.tokens[tree.tokens[one.mention.anchor].head]
    return verb.tag[:2] == "VB" and not lexicon.family("strikes at").isdisjoint(lemmas(verb.lower))


def _no_illness(one: Beside) -> bool:
    return are_other_cases(one.setting.text)


def _in_tally(one: Beside) -> bool:
    return in_tally(one.setting.text, one.mention.span)


def _is_share_of_polled(one: Beside) -> bool:
    """E.g. the two numbers of "leads him as preferred premier, 45 to 33"."""
    return is_share(one.setting.text, one.mention.span, one.setting.sentence)


_VERBS = FINITE | {"VB", "VBG"}


def _no_verb_follows(one: Beside) -> bool:
    return all(token.tag not in FINITE for token in one.setting.tree.tokens[one.mention.number + 1 :])


_OF_ROW = GROUP | {","}
_ROW = 16  # tokens from a verb to the last of those to whom it was done


def _killed_in_one_row(one: Beside) -> bool:
    """Whether a verb of killing stands before the row of people that ends with a number."""
    tree, number = one.setting.tree, one.mention.number
    first = number - 1
    while first > max(0, number - _ROW) and tree.tokens[first].tag in _OF_ROW:
        first -= 1
    return first >= 0 and tree.tokens[first].tag[:2] == "VB" and _kills(tree, first)


def _kills(tree: Tree, verb: int) -> bool:
    return any(cue.measure == "killed" and cue.slot == "obj" and not cue.also for cue in cues_at(tree, verb))


def _freed_as_well(one: Beside) -> bool:
    """E.g. "will release 300 fighters and the movement around 40 captives": the verb is said once for both sides."""
    last = one.setting.previous
    if last is None:
        return False
    tokens = one.setting.tree.tokens
    between = [t for t in tokens if last.span.end <= t.start and t.end <= one.mention.span.start]
    doer = any(token.tag in NOUNS for token in between[2:])
    joined = any(token.lower in ("and", "while", "but") for token in between)
    return joined and doer and all(token.tag not in _VERBS for token in between)


_PROTEST = lexicon.pattern(r"\b{protest or strike}\b")  # but "March 4"
_TOLD = 1200  # characters back to the march of which crowds are told


def _of_march(one: Beside) -> bool:
    setting, start = one.setting, one.setting.sentence.start
    if any(fact.measure == "protesters" for fact in (*setting.told, *setting.earlier)):
        return True
    return _PROTEST.search(setting.text, max(0, start - _TOLD), start + 1) is not None


CONDITIONS: Mapping[str, Callable[[Beside], bool]] = {
    "a share of those polled": _is_share_of_polled,
    "freed as well": _freed_as_well,
    "in a tally": _in_tally,
    "killed in one row": _killed_in_one_row,
    "no illness told": _no_illness,
    "no verb follows": _no_verb_follows,
    "of a march": _of_march,
    "struck so often": _is_struck,
}


def _by_poll(one: Beside) -> str:
    return polled_or_counted(one.setting.text, one.setting.sentence, "poll_share")


def _told_again(one: Beside) -> str | None:
    return of_other(one.setting.text, one.mention, one.setting.previous)


_MOVED = frozenset(("displaced", "refugees"))


def _by_word(one: Beside) -> str | None:
    """E.g. "make up 70 percent of those killed": a part of the dead is dead."""
    told = harm_measures() | _MOVED
    cues = (cue for cue in cues_of(one.found) if cue.slot in ("np", "any", "obj") and not cue.also)
    return next((cue.measure for cue in cues if cue.measure in told), None)


MEASURES: Mapping[str, Callable[[Beside], str | None]] = {
    "by poll or count": _by_poll,
    "by the word found": _by_word,
    "by what is told again": _told_again,
}
