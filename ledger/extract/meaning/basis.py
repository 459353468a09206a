"""Basis and direction: whether a figure is a sum, an addition, a state or a move (FACTS.md 2, ``basis``)."""

from __future__ import annotations

import re
from itertools import pairwise

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.words import lemmas, status_words
from ledger.model import Basis, Direction

_RELATIVE_UNITS = frozenset(("percent", "percentage_point", "basis_point", "factor", "fraction"))
_ENDPOINTS = frozenset(("to", "at", "from", "of", "until", "above", "below", "near", "past"))
_HELPERS = ("aux", "auxpass", "advmod", "neg")
# "six new cases were confirmed, bringing the total to 41": added to what was counted before
_BRINGING = lexicon.pattern(r"[^.;:\n]{0,120},\s+(?:thus\s+)?{bringing}\b([^.;\n]{0,70})\bto\b")
_OF_ALL_HARMED = re.compile(r"\bcasualties\b")
_NEW = re.compile(r"\(?\s*\+\s*$|\(\+\d?$")


def basis_of(tree: Tree, text: str, mention: Mention, measure: str) -> tuple[Basis, Direction | None]:
    """Basis and, for a change, direction."""
    compared = _compared(tree, mention)
    if compared is not None:
        return Basis.CHANGE, compared
    if (mention.counted.more or _adds(tree, mention)) and _stay_so(tree, mention, measure):
        return Basis.LEVEL, None
    if (
        mention.counted.more
        or _adds(tree, mention)
        or (mention.unit == "person" and _brings_up(text, mention, measure))
        or _NEW.search(text[max(0, mention.span.start - 4) : mention.span.start + 1])
    ):
        return Basis.INCREMENT, None
    parts = mention.counted.partitive and measure in status_words("dated measure")
    direction = None if parts else moved(tree, mention)  # "lost a third of its homes" tells how many, not by how much
    if direction is None and measure in status_words("gain measure"):
        direction = _gain(tree, mention)
    if mention.unit == "factor":
        return Basis.CHANGE, direction or Direction.UP
    if direction is not None:
        return Basis.CHANGE, direction
    return (Basis.LEVEL if _is_level(tree, mention, measure) else Basis.TOTAL), None


def _brings_up(text: str, mention: Mention, measure: str) -> bool:
    """Whether the figure is told to bring up a sum, to which it was added: "12 died, bringing the toll to 40".

    The dead and the hurt that "bring the number of casualties to 52" are what the casualties are made of.
    """
    sum_of = _BRINGING.match(text, mention.span.end)
    return sum_of is not None and (measure == "casualties" or _OF_ALL_HARMED.search(sum_of[1]) is None)


def _compared(tree: Tree, mention: Mention) -> Direction | None:
    """E.g. "£5.7 billion more than a year before", "300 fewer than in May": by how much one figure passes another."""
    for index in (mention.number + 1, mention.number + 2, mention.anchor + 1):  # "3.2 ppm more than"
        words = [token.lower for token in tree.tokens[index : index + 2]]
        if index == mention.number + 1 and words[:1] in (["fewer"], ["less"]) and not mention.unit.isupper():
            return Direction.DOWN  # "a million fewer meals"
        if mention.unit == "percent" and index > mention.number and _is_alone(tree, index):
            return _direction_of(words[0], "aside")  # "ghee cost 9.6 percent more"
        if len(words) > 1 and words[1] == "than" and index > mention.number:
            return _direction_of(words[0], "aside")
    return None


_COMPARED = frozenset(("more", "less", "higher", "lower"))


def _is_alone(tree: Tree, index: int) -> bool:
    """Whether a word of comparison stands here with no noun after it."""
    following = tree.tokens[index + 1 : index + 2]
    alone = not following or following[0].tag[:2] != "NN"
    return index < len(tree.tokens) and tree.tokens[index].lower in _COMPARED and alone


def _adds(tree: Tree, mention: Mention) -> bool:
    """E.g. "Additionally seven homes were bought", "six others besides": said to come on top of what was said."""
    first = mention.number
    return any(token.lower in status_words("adding") for token in tree.tokens[max(0, first - 3) : first])


def _stay_so(tree: Tree, mention: Mention, measure: str) -> bool:
    """E.g. "23 died and another 36 remain missing": added to the dead, and all who are missing."""
    if measure not in status_words("standing measure"):
        return False
    subjects = (tree.tokens[index] for index in (mention.anchor, mention.number))
    verbs = [tree.tokens[token.head] for token in subjects if token.dep in ("nsubj", "nsubjpass")]
    verbs += tree.tokens[mention.anchor + 1 : mention.anchor + 2]  # "rose to 23 and another 36 are still missing"
    return any(not status_words("standing verb").isdisjoint(lemmas(verb.lower)) for verb in verbs)


def moved(tree: Tree, mention: Mention) -> Direction | None:
    """The direction in which something moved *by* the figure: "rose 8.5 percent", "fell by 300", "a 0.3-point drop".

    "Rose to 46" and "down from 4.3 percent" give where a move ended and began: no change.
    """
    number = mention.number
    start = tree.at(mention.span.start, mention.span.start + 1)
    if start and any(token.lower in ("to", "and", "or") for token in tree.tokens[start[0].index : number]):
        number = start[0].index  # of "rose 5 to 15 percent" the 5
    elif start and mention.unit.isupper() and start[0].index < number and start[0].tag[:2] == "NN":
        number = start[0].index  # "is down Rs 15", whose sign the parser takes for a noun
    first = _first(tree, number)
    before = [token.lower for token in tree.tokens[max(0, first - 3) : first]]
    if before[-1:] and before[-1] in _ENDPOINTS - {"of"}:
        named = tree.tokens[first].lower in ("a", "an")  # "contributed to a 30 percent rise"
        return _change_noun(tree, mention, []) if named else None
    relative = mention.unit in _RELATIVE_UNITS or mention.unit == "point"
    if before[-1:] == ["by"]:
        if len(before) > 2 and before[0] == "to" and (said := _direction_of(before[1], "verbs")):
            return said  # "output is to contract by 3 percent", which the parser may take for a noun
        return _direction_above(tree, number, relative=True) or _aside(
            tree, first - 1, number
        )  # "is down by 18 percent"
    if before[-1:] == ["and"] and tree.tokens[number].dep == "conj":  # "a decrease of 18% and 24%"
        number = tree.tokens[number].head
        first = _first(tree, number)
        before = [token.lower for token in tree.tokens[max(0, first - 3) : first]]
    counted = mention.counted.head is not None and not relative and not mention.unit.isupper()
    if counted and mention.counted.noun not in status_words("count change"):
        return None  # "lost 40 tanks", "added 12 names" say what was lost and added; "three cuts" are three
    if relative and first > 0 and (said := _direction_of(tree.tokens[first - 1].lower, "verbs")):
        return said  # the headline "economy shrinks 0.3%", whose verb the parser may take for a noun
    noun = _change_noun(tree, mention, before)
    if noun is not None:
        return noun
    return _aside(tree, first, number) or _direction_above(tree, number, relative)


def _aside(tree: Tree, first: int, number: int) -> Direction | None:
    """E.g. "down about 1 percent", "0.1 percentage points higher"; "make up 40 percent" is none."""
    before = tree.tokens[first - 1] if first > 0 else None
    if before is not None and before.lower in ("up", "down", "higher", "lower"):
        made = first > 1 and tree.tokens[first - 2].lower in ("make", "makes", "made", "making")
        return None if made else _direction_of(before.lower, "aside")
    after = [token.lower for token in tree.tokens[number + 1 : number + 3]]
    if after[:1] in (["points"], ["point"]):
        del after[0]  # "ended 120 points lower"
    return _direction_of(after[0], "aside") if after else None


def _first(tree: Tree, number: int) -> int:
    """The first token of the amount: past its comparator words and currency sign ("by more than $ 4 billion")."""
    first = number
    while first > 0 and (
        tree.tokens[first - 1].tag in ("CD", "$", "SYM")
        or _is_hedge(tree, first - 1)
        or (first == number and tree.tokens[first - 1].lower in ("percentage", "per", "basis"))
        or tree.tokens[first - 1].text in ("-", "–", "(")
    ):
        first -= 1
    words = [token.lower for token in tree.tokens[max(0, first - 3) : first]]
    if len(words) == 3 and words[1] in ("average", "median", "total", "mean") and words[2] == "of":
        first -= 3  # "by an average of 700 won"
    return first


def _is_hedge(tree: Tree, index: int) -> bool:
    """A word that qualifies the amount after it; the "at" of "closed lower at 41 kroner" does not, that of "at least" does."""
    word = tree.tokens[index].lower
    return word in status_words("hedge") and (word != "at" or tree.tokens[index + 1].lower in ("least", "most", "the"))


def _change_noun(tree: Tree, mention: Mention, before: list[str]) -> Direction | None:
    """E.g. "a 12 percent rise in prices", "a drop of 300", "an increase of nearly 5 percent"."""
    for token in tree.tokens[mention.number + 1 : mention.number + 6]:
        if token.tag in ("NN", "NNS") and (found := _direction_of(token.lower, "nouns")):
            return found
        if token.tag[:2] in ("VB", "IN") or token.text in (",", ";", "("):
            break
    if before[-1:] == ["of"] and len(before) > 1:
        return _direction_of(before[-2], "nouns")
    return None


def _direction_of(word: str, kind: str) -> Direction | None:
    for lemma in lemmas(word):
        if lemma in status_words(f"up {kind}"):
            return Direction.UP
        if lemma in status_words(f"down {kind}"):
            return Direction.DOWN
    return None


def _direction_above(tree: Tree, number: int, relative: bool) -> Direction | None:
    """The direction of the verb that the bare amount depends on ("rose 5 percent"): an adverbial, not a thing that moves."""
    current = number
    for parent in tree.path(number)[1:6]:
        token, label = tree.tokens[parent], tree.tokens[current].dep
        if (
            label in ("nsubj", "nsubjpass")
            or (label == "appos" and tree.tokens[number + 1 : number + 2] and tree.tokens[number + 1].lower == "of")
            or (label == "prep" and tree.tokens[current].lower not in ("by", "of", "between"))
        ):
            return None
        if token.tag[:2] == "VB":
            return _direction_of(token.lower, "verbs" if relative else "moves")
        current = parent
    return None


def _gain(tree: Tree, mention: Mention) -> Direction | None:
    """E.g. "added 215,000 jobs", "88,000 positions were added", "a gain of 10,000 jobs": employment moved by so much."""
    for index in tree.path(mention.anchor)[:3]:
        if found := _direction_of(tree.tokens[index].lower, "gains"):
            return found
    return None


def _is_level(tree: Tree, mention: Mention, measure: str) -> bool:
    """A state at a moment: by its measure, its unit or its verb."""
    if measure in status_words("level measure"):
        return True
    if mention.unit in _RELATIVE_UNITS:
        return True  # a part is a state of the whole, whatever became of it
    if measure == "other" and mention.unit.isupper():
        return _stands(tree, mention)
    if measure == "other" and mention.classes & _GAUGED:
        return True  # "demand reached 8,647 MW"
    if _lasts(tree, mention, measure) or _is_left_over(tree, mention):
        return True
    if measure in status_words("event measure"):
        return False
    if measure in status_words("lasting measure"):
        return not _is_event(tree, mention)
    if measure == "wounded":  # FACTS.md 5.28: "three are in critical condition" is a level, "one critically" none
        return _is_critical(tree, mention.number)
    return _is_state(tree, mention, measure)


_GAUGED = frozenset(("concentration", "power", "temperature", "pressure", "flow", "speed"))
_PEOPLE = frozenset(("person", "household"))
_NEAR = 7  # tokens after the number, up to the next mark or number


def _after(tree: Tree, mention: Mention) -> list[str]:
    """The words right after the number, up to a mark or the next number."""
    found = []
    for token in tree.tokens[mention.number + 1 : mention.number + 1 + _NEAR]:
        if token.tag == "CD" or token.text in (",", ";", "."):
            break
        found.append(token.lower)
    return found


def _lasts(tree: Tree, mention: Mention, measure: str) -> bool:
    """Whether the words after the number tell of a state: it goes on, is needed, stands on a roll."""
    if measure in status_words("lasting measure") | {"hospitalized", "affected", "displaced"} and _goes_on(
        tree, mention
    ):
        return True
    if measure == "infected" and (_is_active(tree, mention) or _is_critical(tree, mention.number)):
        return True
    if measure == "displaced" and _is_sheltered(tree, mention):
        return True
    if measure in ("evacuated", "other") and mention.classes <= _PEOPLE:
        return _are_housed(tree, mention)
    return (measure == "affected" and _needs(tree, mention) and not _is_event(tree, mention)) or (
        measure == "voters" and _is_listed(tree, mention)
    )


def _are_housed(tree: Tree, mention: Mention) -> bool:
    """E.g. "120 evacuees were housed in tents", "300 evacuees in shelters": where they are, and not that they went."""
    near = [tree.tokens[i].lower for i in tree.path(mention.anchor)[:3]]
    after = _after(tree, mention)
    near += [word for before, word in pairwise(after) if before != "to"]
    return any(not status_words("housing verb").isdisjoint(lemmas(word)) for word in near)


def _is_sheltered(tree: Tree, mention: Mention) -> bool:
    """E.g. "camps sheltering 90,000 people": so many are in them."""
    verb = tree.tokens[tree.tokens[mention.anchor].head]
    return verb.tag == "VBG" and not status_words("housing verb").isdisjoint(lemmas(verb.lower))


def _is_left_over(tree: Tree, mention: Mention) -> bool:
    """E.g. "power was restored to all but 1,200 homes": what is left, whatever the verb says of the others."""
    return [token.lower for token in tree.tokens[max(0, mention.number - 2) : mention.number]] == ["all", "but"]


def _is_active(tree: Tree, mention: Mention) -> bool:
    """E.g. "33 active cases", "active cases stand at 33": those who are ill now."""
    noun = range(max(0, mention.anchor - 2), mention.anchor)
    return any(tree.tokens[index].lower in ("active", "current") for index in noun)


def _goes_on(tree: Tree, mention: Mention) -> bool:
    """E.g. "around 60 were still missing", "12 remain in hospital"."""
    return not {"still", "remain", "remains", "remained", "remaining", "currently"}.isdisjoint(_after(tree, mention))


def _needs(tree: Tree, mention: Mention) -> bool:
    """E.g. "2.3 million children need treatment", "7 million face hunger"."""
    return any(lemma in status_words("need verb") for word in _after(tree, mention) for lemma in lemmas(word))


def _is_listed(tree: Tree, mention: Mention) -> bool:
    """E.g. "1.4 million people were registered to vote": a roll, not a turnout."""
    return not {"registered", "eligible", "entitled"}.isdisjoint(_after(tree, mention))


def _stands(tree: Tree, mention: Mention) -> bool:
    """E.g. "foreign reserves stood at $5 billion"."""
    verb = next((tree.tokens[i] for i in tree.path(mention.anchor)[:5] if tree.tokens[i].tag[:2] == "VB"), None)
    return verb is not None and not {"stand", "remain"}.isdisjoint(lemmas(verb.lower))


def _is_critical(tree: Tree, number: int) -> bool:
    for token in tree.tokens[number + 1 : number + 7]:
        if token.tag == "CD" or token.text in (",", ";"):
            return False
        if token.lower == "critical":
            return True
    return False


def _is_event(tree: Tree, mention: Mention) -> bool:
    """E.g. "were stranded by landslides", "left 800 stranded": something that happened, not "are stranded"."""
    words = {tree.tokens[i].lower for i in tree.path(mention.anchor)[:3]}
    return bool(words & status_words("event verb"))


def _is_state(tree: Tree, mention: Mention, measure: str) -> bool:
    """E.g. "16 are still missing", "300 are in hospital", "33,000 households are without power", "has nine members"."""
    if measure == "affected" and "affected" in _after(tree, mention)[:2]:
        return False  # "6,000 affected, 12 dead" tells what befell them
    clause = tree.child(mention.anchor, "relcl")
    if measure == "affected" and clause is not None and "affect" in lemmas(clause.lower):
        return False  # "there were 6,000 families that were affected"
    for index in tree.path(mention.anchor)[:5]:
        token = tree.tokens[index]
        if (
            token.tag[:2] != "VB"
            or (token.dep == "acl" and token.tag == "VBN")
            or token.lower in ("consisting", "including")
        ):
            continue
        helpers = {tree.tokens[c].lower for c in tree.children[index] if tree.tokens[c].dep in _HELPERS}
        sheltered = tree.child(index, "dobj")
        if measure == "other" and sheltered is not None and sheltered.lower in status_words("state object"):
            return True  # "had taken shelter in nine camps"
        if helpers & {"has", "have", "had", "will", "’ve", "'ve"}:
            return False
        if helpers & {"still", "currently", "now"} or token.lower in status_words("state verb now"):
            return True
        return _state_verb(token.lower, token.tag, helpers, measure)
    return measure in status_words("standing measure")


def _state_verb(word: str, tag: str, helpers: set[str], measure: str) -> bool:
    if (
        measure == "duration"
    ):  # "the incubation period varies from two to 21 days"; "power was out for six hours" is none
        return tag in ("VBZ", "VBP", "VB") and not helpers & {"did", "to"}
    if tag == "VBN" and word in status_words("state participle"):
        return bool(helpers & {"are", "is", "were", "was"})
    if any(form in status_words("state verb") for form in lemmas(word)):
        return tag != "VBN"
    if tag == "VBG":
        return bool(helpers & {"are", "is", "were", "was"})
    return tag in ("VBZ", "VBP") and measure in ("other", "affected")
