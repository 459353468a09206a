"""Basis and direction: whether a figure is a sum, an addition, a state or a move (FACTS.md 2, ``basis``)."""

from __future__ import annotations

import re
from itertools import pairwise

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import SUBJECTS, Tree
from ledger.extract.grammar.words import FOLK, labels, lemmas, status_words
from ledger.extract.meaning.lengths import of_length
from ledger.extract.meaning.moved import direction_of, moved
from ledger.lexicon.counted import RATIOS
from ledger.lexicon.gazetteer import place_words
from ledger.model import Basis, Direction

_HELPERS = ("aux", "auxpass", "advmod", "neg")
# "six new cases were confirmed, bringing the total to 41": added to what was counted before
_BRINGING = lexicon.pattern(r"[^.;:\n]{0,120},\s+(?:thus\s+)?{bringing}\b([^.;\n]{0,70})\bto\b")
_OF_ALL_HARMED = re.compile(r"\bcasualties\b")
_SIGNED = re.compile(r"\([^()\n]*?([+−-])\d?$")
_NEW = re.compile(r"\(?\s*\+\s*$|\(\+\d?$")


def basis_of(tree: Tree, text: str, mention: Mention, measure: str) -> tuple[Basis, Direction | None]:
    """Basis and, for a change, direction."""
    if _is_stronger(tree, mention.number):
        return Basis.TOTAL, None
    compared = _compared(tree, mention)
    if compared is not None:
        return Basis.CHANGE, compared
    if mention.unit in RATIOS and (
        signed := _SIGNED.search(text, max(0, mention.span.start - 40), mention.span.start + 1)
    ):
        return Basis.CHANGE, Direction.UP if signed[1] == "+" else Direction.DOWN  # "(HLD, +1.30%)"
    if mention.unit == "percent" and text[mention.span.start - 1] == "(" and (listed := _listed_move(tree, mention)):
        return Basis.CHANGE, listed
    adds = mention.counted.more or _adds(tree, mention)
    if adds and _stay_so(tree, mention, measure):
        return Basis.LEVEL, None
    if (
        adds
        or (mention.unit == "person" and _brings_up(text, mention, measure))
        or _NEW.search(text[max(0, mention.span.start - 4) : mention.span.start + 1])
    ):
        return Basis.INCREMENT, None
    # "lost a third of its homes" tells how many, not by how much; no price moves by millions
    parts = mention.counted.partitive and measure in status_words("dated measure")
    # "sank 50 kilometres south of Lampedusa"
    away = measure == "distance" and (mention.conversion or of_length(text, mention) == measure)
    priced = measure == "price" and (mention.low or 0) < _SUM
    direction = None if parts or away else moved(tree, mention, priced)
    if direction is None and measure in status_words("gain measure"):
        direction = _gain(tree, mention)
    if mention.unit == "factor":
        return Basis.CHANGE, direction or Direction.UP
    if direction is not None:
        return Basis.CHANGE, direction
    able = measure == "production" and "power" in mention.classes  # "capacity has grown to 140 GW"
    return (Basis.LEVEL if able or _is_level(tree, mention, measure) else Basis.TOTAL), None


def _listed_move(tree: Tree, mention: Mention) -> Direction | None:
    """E.g. "the biggest falls were in Lida (12 percent) and Obora (9 percent)": the list is one of moves."""
    before = [token for token in tree.tokens[: mention.number] if token.tag == "NNS"]
    first = next((token.index for token in tree.tokens if token.text == "("), mention.number)
    moves = [said for token in before if token.index < first and (said := direction_of(token.lower, "nouns"))]
    return moves[-1] if moves else None


def _brings_up(text: str, mention: Mention, measure: str) -> bool:
    """Whether the figure is told to bring up a sum, to which it was added: "12 died, bringing the toll to 40".

    The dead and the hurt that "bring the number of casualties to 52" are what the casualties are made of.
    """
    sum_of = _BRINGING.match(text, mention.span.end)
    return sum_of is not None and (measure == "casualties" or _OF_ALL_HARMED.search(sum_of[1]) is None)


def _compared(tree: Tree, mention: Mention) -> Direction | None:
    """E.g. "£5.7 billion more than a year before", "300 fewer than in May": by how much one figure passes another."""
    for index in (mention.number + 1, mention.number + 2, mention.anchor + 1):  # "3.2 ppm more than"
        between = tree.tokens[mention.number + 1 : index]
        if [token for token in between if token.text in (",", ";") or token.tag[:2] == "VB"]:
            break  # "was 4 percent, above the target", "a tenth is more than 90 days late"
        if between and between[-1].lower == "of" and between[-1].index == index - 1:
            break  # "six of more than 40 hostages were freed"
        words = [token.lower for token in tree.tokens[index : index + 2]]
        if index == mention.number + 1 and words[:1] in (["fewer"], ["less"]) and not mention.unit.isupper():
            return Direction.DOWN  # "a million fewer meals"
        if mention.unit == "percent" and index > mention.number and _is_alone(tree, index):
            return direction_of(words[0], "aside")  # "ghee cost 9.6 percent more"
        if mention.unit in ("percent", "fraction") and words[:1] in (["below"], ["above"]) and index > mention.number:
            return Direction.DOWN if words[0] == "below" else Direction.UP  # "61 percent below the level of 2019"
        if len(words) > 1 and words[1] == "than" and index > mention.number:
            return direction_of(words[0], "aside")
    return None


_TIME = frozenset(("time",))
_COMPARED = frozenset(("more", "less", "higher", "lower"))


def _is_alone(tree: Tree, index: int) -> bool:
    """Whether a word of comparison stands here with no noun after it."""
    following = tree.tokens[index + 1 : index + 2]
    alone = not following or following[0].tag[:2] != "NN"
    return index < len(tree.tokens) and tree.tokens[index].lower in _COMPARED and alone


def _is_stronger(tree: Tree, number: int) -> bool:
    """E.g. "33 more powerful than the first": no 33 more."""
    words = tree.tokens[number + 1 : number + 4]
    return len(words) > 2 and words[0].lower == "more" and words[1].tag in ("JJ", "RB") and words[2].lower == "than"


def _adds(tree: Tree, mention: Mention) -> bool:
    """E.g. "Additionally seven homes were bought", "six others besides": said to come on top of what was said."""
    before = tree.tokens[max(0, mention.number - 3) : mention.number]
    after = tree.tokens[mention.number + 1 : mention.number + 3]
    if mention.classes == _TIME and len(after) > 1 and after[0].lower == "more" and after[1].tag[:2] == "NN":
        return True  # "may take three more weeks"
    opens = before[1:2] != () and before[0].index == 0 and before[1].text == ","  # "Additionally, 40 houses fell."
    return not opens and not status_words("adding").isdisjoint([token.lower for token in before])


def _stay_so(tree: Tree, mention: Mention, measure: str) -> bool:
    """E.g. "23 died and another 36 remain missing": added to the dead, and all who are missing."""
    if measure not in status_words("standing measure"):
        return False
    more = tree.tokens[mention.number].head  # "five more are missing"
    subjects = (tree.tokens[index] for index in (mention.anchor, mention.number, more))
    verbs = [tree.tokens[token.head] for token in subjects if token.dep in SUBJECTS]
    verbs += [
        aux for verb in verbs if (aux := tree.child(verb.index, "aux", "auxpass")) is not None and aux.tag == "VBP"
    ]
    verbs += tree.tokens[mention.anchor + 1 : mention.anchor + 2]  # "rose to 23 and another 36 are still missing"
    return any(not status_words("standing verb").isdisjoint(lemmas(verb.lower)) for verb in verbs)


def _gain(tree: Tree, mention: Mention) -> Direction | None:
    """E.g. "added 215,000 jobs", "88,000 positions were added", "a gain of 10,000 jobs": employment moved by so much."""
    for index in tree.path(mention.anchor)[:3]:
        if found := direction_of(tree.tokens[index].lower, "gains"):
            return found
    return None


def _is_level(tree: Tree, mention: Mention, measure: str) -> bool:
    """A state at a moment: by its measure, its unit or its verb."""
    if measure in status_words("level measure"):
        return not (measure in _HAULED and _is_haul(tree))
    # a part is a state of the whole, whatever became of it; a turnout is how many came
    if mention.unit in RATIOS:
        return measure != "voters" or _is_listed(tree, mention)
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
    return _is_state(tree, mention, measure) and not _tells_how_grave(tree, mention)


_HAULED = frozenset(("weight", "market_value"))


def _is_haul(tree: Tree) -> bool:
    """Whether a sentence tells of what was seized: "officers found 14 kg of heroin", worth so much."""
    words = {token.lower for token in tree.tokens}
    return not words.isdisjoint(place_words("contraband")) or not words.isdisjoint(lexicon.family("seized"))


_GAUGED = frozenset(("concentration", "power", "temperature", "pressure", "flow", "speed"))
_SUM = 100_000
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
    if measure in ("evacuated", "other") and mention.classes <= FOLK:
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
    return tree.before(mention.number, 2) == ["all", "but"]


def _is_active(tree: Tree, mention: Mention) -> bool:
    """E.g. "33 active cases", "active cases stand at 33", "33 cases are still active": those who are ill now."""
    words = tree.before(mention.anchor, 2)
    return not labels("ill now").isdisjoint(words) or "active" in _after(tree, mention)


def _goes_on(tree: Tree, mention: Mention) -> bool:
    """E.g. "around 60 were still missing", "12 remain in hospital"."""
    return not (status_words("state verb now") | {"still", "currently"}).isdisjoint(_after(tree, mention))


def _needs(tree: Tree, mention: Mention) -> bool:
    """E.g. "2.3 million children need treatment", "7 million face hunger"."""
    return any(lemma in status_words("need verb") for word in _after(tree, mention) for lemma in lemmas(word))


def _is_listed(tree: Tree, mention: Mention) -> bool:
    """E.g. "1.4 million people were registered to vote": a roll, not a turnout."""
    return not labels("on a roll").isdisjoint(_after(tree, mention))


def _stands(tree: Tree, mention: Mention) -> bool:
    """E.g. "foreign reserves stood at $5 billion", "the average was $250,600"."""
    verb = next((tree.tokens[i] for i in tree.path(mention.anchor)[:5] if tree.tokens[i].tag[:2] == "VB"), None)
    if verb is None:
        return False
    subject = tree.child(verb.index, "nsubj")
    stock = subject is not None and not status_words("stock of money").isdisjoint(lemmas(subject.lower))
    return stock or not {"stand", "remain"}.isdisjoint(lemmas(verb.lower))


def _tells_how_grave(tree: Tree, mention: Mention) -> bool:
    """E.g. "of which 210 were fatal": what the accidents of a time were like is no state that lasts."""
    after = tree.after(mention.number, 3)
    return mention.elided and not lexicon.family("how grave").isdisjoint(after)


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
        if measure in status_words("dated measure") and any(
            tree.tokens[c].lower == "among" for c in tree.children[index]
        ):
            return False  # "among those detained were 17 teachers"
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
    if measure == "duration":
        # "the illness lasts between three and nine days"; "power was out for six hours" is none
        return tag in ("VBZ", "VBP", "VB") and not helpers & {"did", "to"}
    if tag == "VBN" and word in status_words("state participle"):
        return bool(helpers & {"are", "is", "were", "was"})
    if tag == "VBN" and word in status_words("state participle now"):
        # "seven million are displaced"; "3,000 were displaced" tells what happened
        return bool(helpers & {"are", "is"})
    if any(form in status_words("state verb") for form in lemmas(word)):
        return tag != "VBN"
    if tag == "VBG":
        return bool(helpers & {"are", "is", "were", "was"})
    return tag in ("VBZ", "VBP") and measure in ("other", "affected")
