"""What "others", "43 of them" and "of which three" count: the things of the figure before, or people."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.words import noun_classes
from ledger.extract.meaning.measures import cues_of, harm_measures
from ledger.extract.meaning.of_which import unit_of_whole
from ledger.extract.numbers.units import is_physical
from ledger.lexicon.counted import is_counted, is_money
from ledger.model import Fact

_OTHERS = frozenset(("other", "others"))
_REST = frozenset(("other", "remaining"))
_THE_REST = 2  # words of "the remaining" before its number


def others_of(mention: Mention, previous: Fact | None, tree: Tree) -> str | None:
    """The unit of "21,000 others" after "1,200 homes": what the figure before counts. None where they are people."""
    if previous is None or mention.counted.noun not in _OTHERS or previous.unit in ("", "person"):
        return None
    if is_physical(previous.unit) or is_money(previous.unit):
        return None  # "got terms of five to eight years; two others were acquitted"
    if _befalls_people(tree, mention.anchor, previous.unit):
        return None  # "attacks on four villages, while 18 others were abducted"
    return previous.unit if previous.measure != "other" or noun_classes(previous.unit) else None


def done_to_more(text: str, mention: Mention, previous: Fact | None) -> bool:
    """E.g. "42 flights were cancelled and 51 delayed": what is done next befalls no people."""
    if previous is None or not mention.elided or previous.unit == "person" or not is_counted(previous.unit):
        return False
    done = _DONE_NEXT.match(text, mention.span.end)
    if done is None or not _JOINED.fullmatch(text, previous.span.end, mention.span.start):
        return False
    of_people = {cue.measure for cue in cues_of(done[1]) if "person" in cue.counted and not cue.also}
    if of_people & harm_measures():
        return False  # "12 houses fell and 30 were hurt"
    return not of_people or bool(of_people & _WITHOUT_HARM)


def is_left_standing(text: str, mention: Mention, previous: Fact | None) -> bool:
    """E.g. "12 houses burned down; dozens more were saved", "but 200 others were spared": nothing was done to these."""
    if previous is None or previous.measure != "buildings_damaged" or previous.sentence.end < mention.span.end:
        return False
    done = _DONE_NEXT.match(text, mention.span.end)
    apart = _JOINED.fullmatch(text, previous.span.end, mention.span.start) is not None
    return done is not None and apart and _stands(done[1], previous) and done[1] != "left"


def _stands(done: str, previous: Fact) -> bool:
    return done in lexicon.family("left standing") and "building" in noun_classes(previous.unit)


_JOINED = lexicon.pattern(
    r"\s[^.;:\d()]{1,50}?[a-z](?:,|,?\s(?:and|but|while)|;)\s(?:(?:another|a\sfurther|{hedge})\s)*"
)
_DONE_NEXT = lexicon.pattern(
    r"\s(?:(?:more|others)\s)?(?:(?:was|were|are)\s|(?:have|has|had)\sbeen\s)?([a-z]+ed|left(?=\s{unfit to live in}\b))\b"
)
_WITHOUT_HARM = frozenset(("affected", "other"))


def is_rest(mention: Mention, tree: Tree) -> bool:
    """Whether the number is what is left of a whole, and has a verb of its own: "Gunmen killed 12; the remaining eight are in the forest".

    What became of the others became of none of them.
    """
    first = mention.number
    if first < _THE_REST or tree.tokens[first - 1].lower not in _REST or tree.tokens[first - 2].lower != "the":
        return False
    subject = next((i for i in tree.path(mention.number) if tree.tokens[i].dep in SUBJECTS), None)
    return subject is not None and tree.tokens[subject].head > subject


def _befalls_people(tree: Tree, others: int, unit: str) -> bool:
    """Whether the verb right after "others" tells a harm that befalls people and no such thing."""
    verb = next((t for t in tree.tokens[others + 1 :] if t.tag[:2] == "VB" and t.dep not in ("aux", "auxpass")), None)
    if verb is None or any(t.tag[:2] in ("NN", "CD", "IN") for t in tree.tokens[others + 1 : verb.index]):
        return False
    cues = [cue for cue in cues_of(verb.lower) if cue.slot in ("obj", "subj", "any") and not cue.also]
    people = any("person" in cue.counted and cue.measure in harm_measures() for cue in cues)
    return people and not any(cue.counted & noun_classes(unit) for cue in cues)


def meant_by(text: str, mention: Mention, previous: Fact | None, tree: Tree) -> str | None:
    """The unit of "of which three", "43 of them" and "21,000 others": what the figure before counts. None where they are people."""
    return unit_of_whole(text, mention, previous, tree) or others_of(mention, previous, tree)


def things_of(previous: Fact | None) -> frozenset[str]:
    """The classes of things of which the figure before is a part: "a third of schools will be shut, with up to 2,000 closing"."""
    if previous is None or previous.unit != "fraction" or not previous.entity:
        return frozenset()
    classes = noun_classes(previous.entity.lower())
    return classes if "person" not in classes else frozenset()
