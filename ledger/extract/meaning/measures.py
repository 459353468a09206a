"""What is said of the counted thing: cue words weighed by their distance and role in the tree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter

from ledger import lexicon
from ledger.extract.grammar.parse import TENSED, Token, Tree
from ledger.extract.grammar.ways import Way, Ways, ways_from
from ledger.extract.grammar.words import FOLK, PERCENT, labels, lemmas, noun_classes
from ledger.extract.meaning.others import begins, is_aimed_at, is_done_by, is_of_event, is_of_others
from ledger.extract.meaning.second_words import follows, may_follow
from ledger.extract.meaning.senses import LONGEST, barred, is_in_compound, is_of_each, only_places
from ledger.extract.speakers.owned import concedes, only_adds
from ledger.lexicon.plurals import singular

_MAX_COST = 7.0
WEAK = 9.0  # the cost of a measure that no word gave
_SUMS = frozenset(("money", "percent"))
_NEAREST = 8  # cued words on each side of a figure that are asked
_CROWD, _AT_HAND = 40, 3  # no sentence has so many, and in a list fewer are asked
_NO_VERB = 2.5  # roles are those of verbs; headlines hide some from the tagger
_SUREST = 1.8  # the most that a cue takes off its way
_PACE = 2.2  # what moves at an annual rate comes before the rate
_ITSELF = 0.5  # what is said of a thing comes before what it is called: "eight hostages freed"
_BESIDE = frozenset(("itself", "modifier", "of", "linked", "topic"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cue:
    """A word that says what happened: its measure, the role it gives the counted thing, the classes it applies to.

    ``also`` is a word that must follow soon ("take … hostage"), or ``@kind`` for a label's word on either side: the
    gunmen of "the gunmen are holding nine nurses".
    """

    measure: str
    slot: str
    counted: frozenset[str]
    cost: float
    also: str = ""


Cued = Sequence[tuple[int, tuple[Cue, ...]]]  # tokens with what they say, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The measure chosen, the token that said so, and how far away it stood (0 is the counted noun itself)."""

    measure: str
    token: int
    cost: float


@cache
def _cues() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for measure, slot, counted, forms, *cost in lexicon.rows("predicates"):
        classes, weak = frozenset(counted.split(",")), float(cost[0]) if cost else 0.0
        for word in forms.split(","):
            said, _, also = word.strip().partition("+")
            cue = Cue(measure=measure, slot=slot, counted=classes, cost=weak - _sureness(said, also), also=also)
            found.setdefault(said, []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


def _sureness(said: str, also: str) -> float:
    """A cue of several words is surer than one word: "consumer prices" before "prices"."""
    return 0.5 if also else 0.3 if " " in said else 0.0


@cache
def _starters() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The expressions of several words, longest first, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _cues():
        first, *rest = phrase.split()
        if rest:
            found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for first, rests in found.items()}


@cache
def cues_of(word: str) -> tuple[Cue, ...]:
    """The cues of one lower-case word in any inflection."""
    return tuple(cue for lemma in lemmas(word) for cue in _cues().get(lemma, ()))


@lru_cache(maxsize=1024)  # of the sentences in hand: many rules ask of the same word
def cues_at(tree: Tree, index: int) -> tuple[Cue, ...]:
    """The cues of the token, or of the longest expression that starts there ("shoot down", "lost their lives").

    A month is none: the "March" of "3,000 refugees in March" marches nowhere.
    """
    tokens, token = tree.tokens, tree.tokens[index]
    if not _may_begin(token.lower):
        return ()
    if token.text == "March" and index and token.tag == "NNP":
        return ()
    verb = token.tag[:2] == "VB"
    if verb and (token.lower in labels("noun-cue") or concedes(tree, token)):
        return ()  # candidates who "shared the rest" hold no shares, "the government admits to 300" takes in nobody
    if token.lower in ("added", "adds") and only_adds(tree, token):
        return ()
    if index > 1 and token.lower == "output" and tokens[index - 1].lower == "of":
        of_percent = tokens[index - 2].lower in ("percent", "%", "cent")
        return () if of_percent else cues_of("output")  # "a deficit of 3.4 percent of output" produces nothing
    if only_places(tree, index) or is_in_compound(tree, index) or is_of_each(tree, index):
        return ()
    words = tuple([token.lower for token in tokens[index : index + LONGEST]])
    if words[1:2] in (("and",), ("or",)) and index + 2 < len(tokens) and tree.child(index + 2, "dobj") is not None:
        words = words[:1]  # "left three dead and injured 37": no "dead and injured"
    raised = words[:2] == ("expected", "to")  # people "expected to flee" are no guests
    if index and words[0] in ("rate", "rates"):
        return _of_rate(tree.tokens[index - 1], words)
    found = cues_in(words)
    if token.tag[:2] == "NN" and words[0] in labels("verb-cue"):
        found = tuple([cue for cue in found if cue.slot != "obj"])
    if not found:
        return ()
    summed = cues_of("total") if words[0] == "total" and not verb else ()  # "the total number"
    unmeant = {"attendance"} if raised else barred(tree, index, words)
    return tuple([c for c in found if c.measure not in unmeant and c not in summed]) if unmeant or summed else found


def _of_rate(before: Token, words: tuple[str, ...]) -> tuple[Cue, ...]:
    """The cues of a rate, of which the words beside it may make none of interest: "the vacancy rate", "grew at an annual rate"."""
    if before.lower in labels("pace") or words[1:2] == ("of",):
        return tuple([replace(cue, cost=cue.cost + _PACE) if cue in cues_of("rate") else cue for cue in cues_in(words)])
    named = before.tag in ("NN", "NNS", "VBG") and before.lower not in labels("lent at")
    named = named or words[1:2] in (("seen",), ("recorded",))  # "shootings are double the rate seen in 2019"
    return tuple([cue for cue in cues_in(words) if not (named and cue in cues_of("rate"))])


@cache
def _may_begin(word: str) -> bool:
    """Whether a cue of one word or several may begin with a lower-case word, as with few it does."""
    return bool(cues_of(word)) or not _starters().keys().isdisjoint(lemmas(word))


@lru_cache(maxsize=4)  # of the sentences in hand: a tree is equal to itself alone
def _cues_by_token(tree: Tree) -> tuple[tuple[int, tuple[Cue, ...], tuple[Cue, ...]], ...]:
    """The tokens at which cues stand, with their cues, and those of them whose second word, if any, the sentence has."""
    starts = [token.index for token in tree.tokens if _may_begin(token.lower)]
    found = [(index, cues) for index in starts if (cues := cues_at(tree, index))]
    asked = {cue.also for _, cues in found for cue in cues}
    missing = {word for word in asked if word and not may_follow(tree, word)}
    return tuple([(index, cues, tuple([cue for cue in cues if cue.also not in missing])) for index, cues in found])


@lru_cache(maxsize=16)
def _cues_for(tree: Tree, classes: frozenset[str]) -> Cued:
    """The tokens at which cues stand that speak of things of these classes, with those of them that may be met."""
    every = _cues_by_token(tree)
    return tuple([(index, _fitting(met, classes)) for index, cues, met in every if _fitting(cues, classes)])


@lru_cache(maxsize=50_000)
def _fitting(cues: tuple[Cue, ...], classes: frozenset[str]) -> tuple[Cue, ...]:
    """Those of a word's cues that speak of things of these classes."""
    return tuple([cue for cue in cues if not cue.counted.isdisjoint(classes)])


@cache
def cues_in(words: tuple[str, ...]) -> tuple[Cue, ...]:
    """The cues of the longest expression with which some lower-case words begin."""
    begun = [
        (lemma, rest) for lemma in lemmas(words[0]) for rest in _starters().get(lemma, ()) if _goes_on(words, rest)
    ]
    if not begun:
        return cues_of(words[0])
    longest = max(len(rest) for _, rest in begun)  # as "go up in flames" and as "went up in flames"
    long = [cue for lemma, rest in begun if len(rest) == longest for cue in _cues()[" ".join((lemma, *rest))]]
    return _with_shorter(tuple(long), cues_of(words[0]))


def _goes_on(words: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Whether the words after the first go on as an expression does, in either number."""
    following = words[1 : len(rest) + 1]
    alike = (said == word or singular(said) == word for said, word in zip(following, rest, strict=False))
    return len(following) == len(rest) and all(alike)


def _with_shorter(long: tuple[Cue, ...], short: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """The expression's cues, and those of its first word for what it does not speak of: "hit by" is for towns, "hit" for people and trucks."""
    told = frozenset(name for cue in long if not cue.also for name in cue.counted)
    if "count" in told:
        return long
    return long + tuple(cue for cue in short if cue.also or not cue.counted & told)


@cache
def harm_measures() -> frozenset[str]:
    """Ids of the people-harm measures (marked H)."""
    return frozenset(row[0] for row in lexicon.rows("measures") if row[1] == "H")


def find_measure(
    tree: Tree,
    anchor: int,
    classes: frozenset[str],
    limit: float = _MAX_COST,
    topic: frozenset[int] = frozenset(),
    within: frozenset[int] | None = None,
) -> Finding | None:
    """The best cue for the thing at ``anchor`` with these noun classes: near, in a fitting role. None where nothing fits.

    ``topic`` are the tokens of the phrase that a quantity is said of, wherever it stands ("wages … rose 5 percent");
    ``within`` the only tokens that may be the cue.
    """
    best: Finding | None = None
    cued = _around(_cues_for(tree, classes), anchor, topic)
    cued = [one for one in cued if one[0] in within] if within else cued
    if not cued:
        return None
    ways = ways_from(tree, anchor, "person" not in classes)
    for cost, _, _, way, index, cues in _reached(ways, cued, topic, not classes.isdisjoint(_SUMS)):
        if cost >= limit or (best and cost - _SUREST >= best.cost):
            break
        tag = tree.tokens[index].tag
        for cue in cues:
            bound = limit if best is None else best.cost
            if cost + cue.cost >= bound or cost + cue.cost + (fit := _mismatch(cue.slot, way, tag)) >= bound:
                continue  # what costs too much need not be looked at any closer
            if not _is_said(tree, anchor, index, cue, way, classes):
                continue
            total = cost + cue.cost + fit + _parted(tree, anchor, index)
            if total < limit and (best is None or total < best.cost):
                best = Finding(measure=cue.measure, token=index, cost=total)
    return best


def _is_said(tree: Tree, anchor: int, index: int, cue: Cue, way: Way, classes: frozenset[str]) -> bool:
    """Whether the word at ``index`` says what its cue says, and of the thing at ``anchor``, in the role that the way gives it."""
    if not is_met(cue, tree, index):
        return False
    if cue.slot == "any" and way.role == "subj" and does(tree, index, cue):
        return False
    if _is_of_no_such(tree, anchor, index, cue.measure, classes):
        return False
    if is_aimed_at(tree, anchor, index, cue.slot, cue.measure) or _is_reached(tree, anchor, index):
        return False
    if cue.slot in ("subj", "obj") and _is_subject(tree, index):
        return False
    acting = cue.slot in ("obj", "any") and way.role in ("subj", "either")
    return not (acting and has_own_object(tree, index, cue))


def _is_of_no_such(tree: Tree, anchor: int, index: int, measure: str, classes: frozenset[str]) -> bool:
    """Whether a cue is of others, or of the living: "a man arrested over three murders" arrests no murder."""
    if "deathnoun" in classes and measure in labels("of the living"):
        return True
    if measure not in harm_measures():
        return measure == "displaced" and is_done_by(tree, anchor, index)
    if is_done_by(tree, anchor, index):
        return True
    if tree.tokens[index].lower == "in" and index in tree.path(anchor)[1:_HOLDERS]:
        return True  # "seven nurses are in the hands of forty gunmen": those in the expression itself suffer nothing
    if measure == "killed" and is_of_event(tree, anchor, index):
        return True
    return is_of_others(tree, anchor, index, measure) or begins(tree, anchor, index)


_HOLDERS = 5  # steps from those in whose hands others are up to the "in"
_WHERE = frozenset(("in", "at", "inside", "within", "across"))
_OTHERS = 9.0
_PARTED = 2.5  # what stands beyond a semicolon is said of something else, whatever the parser joined


def _parted(tree: Tree, anchor: int, index: int) -> float:
    """What it adds to a cue's cost that something stands between: a semicolon, or another number that the cue follows."""
    first, last = sorted((anchor, index))
    between = tree.tokens[first + 1 : last]
    opened = max((token.index for token in between if token.text == "("), default=last)
    inside = tree.tokens[opened:last]
    if not PERCENT.isdisjoint(token.text for token in inside) and all(token.text != ")" for token in inside):
        return _OTHERS  # "11 million people (37% of the population)"
    where = len(between) > 1 and between[-2].lower in _WHERE  # "194 people are in 13 shelters"
    if (
        anchor < index
        and between
        and between[-1].tag == "CD"
        and not where
        and tree.tokens[index].tag not in (*TENSED, "VB")
    ):
        # "the count rose to 40, with 12 missing"
        return _OTHERS if any(token.text == "," for token in between) else _PARTED
    return _PARTED if any(token.text == ";" for token in between) else 0.0


def _is_reached(tree: Tree, number: int, verb: int) -> bool:
    """Whether a verb of blows takes a number alone: a count that "hit 75" hits nobody."""
    token = tree.tokens[number]
    bare = token.tag == "CD" or any(map(str.isdigit, token.text))  # "P1.7B"
    alone = bare and token.head == verb and token.dep == "dobj"
    return alone and not labels("reaching").isdisjoint(lemmas(tree.tokens[verb].lower))


def _is_subject(tree: Tree, index: int) -> bool:
    """Whether a word is a noun that does something itself: in "claims rose by 8,000" nobody claims 8,000 lives."""
    token = tree.tokens[index]
    return token.tag[:2] == "NN" and token.dep == "nsubj" and tree.tokens[token.head].tag[:2] == "VB"


def has_own_object(tree: Tree, index: int, cue: Cue) -> bool:
    """E.g. "90 rescuers searched for the missing", "six men fired on a convoy": done to what follows the preposition.

    What a single word says of anybody is a state: those who "went missing on Sunday" did nothing to Sunday.
    """
    if "person" not in cue.counted or (cue.slot == "any" and cue in cues_of(tree.tokens[index].lower)):
        return False
    following = tree.tokens[index + 1 : index + 2]
    thing = tree.child(following[0].index, "pobj") if following and following[0].dep == "prep" else None
    owner = tree.child(thing.index, "poss") if thing is not None else None
    own = owner is not None and owner.tag == "PRP$"  # "is fighting for his life"
    led = tree.tokens[index].tag[:2] == "VB" and thing is not None and not own
    alone = any(one.measure == cue.measure and one.slot == "obj" for one in cues_of(tree.tokens[index].lower))
    return led and following[0].lower in labels("object preposition") and not alone


def _around(cued: Cued, anchor: int, topic: frozenset[int]) -> Cued:
    """The cued tokens nearest on each side, and those of the topic: of a list without full stops a figure is told by the nearest."""
    if len(cued) <= 2 * _NEAREST:
        return cued
    middle, reach = bisect_left(cued, anchor, key=itemgetter(0)), _NEAREST if len(cued) <= _CROWD else _AT_HAND
    near = cued[max(0, middle - reach) : middle + reach]
    return (*near, *(one for one in cued if one[0] in topic and one not in near)) if topic else near


_Reached = tuple[float, int, int, Way, int, tuple[Cue, ...]]  # cost, distance, place among the cued; way, token, cues


def _reached(ways: Ways, cued: Cued, topic: frozenset[int], of_sum: bool) -> list[_Reached]:
    """The tokens with cues that can be reached, the nearest first."""
    near = {index: 0.3 + 0.1 * place for place, index in enumerate(sorted(topic, reverse=True))} if topic else {}
    found: list[_Reached] = []
    for index, cues in cued:
        if not cues:
            continue
        way = ways.to(index)
        if index in near and index != ways.anchor and (way is None or way.cost > near[index]):
            way = Way(near[index], "topic")
        if of_sum and way is not None and way.role == "agent":
            way = Way(way.cost, "other")  # "is underfunded by $45 million": a sum does nothing
        if way is not None:
            found.append((way.cost, abs(index - ways.anchor), len(found), way, index, cues))
    found.sort()  # no two have the same place
    return found


def does(tree: Tree, index: int, cue: Cue) -> bool:
    """Whether a verb does to others what the cue says of its object: "a sniper … wounded five" wounds no sniper."""
    if tree.tokens[index].tag[:2] != "VB":
        return False
    same = (other for other in cues_at(tree, index) if other.measure == cue.measure and other.also == cue.also)
    return any(other.slot == "obj" and other.counted & cue.counted for other in same)


def is_met(cue: Cue, tree: Tree, index: int) -> bool:
    """Whether a cue that asks for a second word has it, and is not said of an object: "three men burned a driver to death"."""
    if not cue.also:
        return True
    if not follows(tree, index, cue.also):
        return False
    thing = tree.child(index, "dobj") if cue.measure == "captured" else None
    if thing is not None and thing.tag in ("NN", "NNS") and not noun_classes(thing.lower) & FOLK:
        return False  # "taking shelter after raids by the junta"
    if cue.also == "@peril" and tree.child(index, "oprd", "ccomp", "dative") is not None:
        return False  # "a raid that left hundreds dead" leaves no home
    harms = cue.slot == "subj" and cue.measure in harm_measures() and tree.child(index, "dobj") is not None
    return not (harms and does(tree, index, cue))


def _mismatch(slot: str, way: Way, tag: str) -> float:
    """How badly a role fits: "20 soldiers killed 30" makes no killed soldiers, "heart attacks" attack nobody."""
    if way.role == "agent" and tag[:2] == "VB":
        return 0.0 if slot == "subj" else 9.0  # "murdered by 30 soldiers" harms no soldier
    if slot == "any":
        return _ITSELF if way.role == "itself" else 0.0
    if slot == "of":
        return 0.0 if way.role == "of" else 9.0
    if slot == "topic":
        return 0.0 if way.role in ("topic", "linked") else 9.0 if way.role == "itself" else 4.0
    if slot == "np":
        return 0.0 if way.role in _BESIDE or (way.cost <= 1.1 and tag[:2] != "VB") else 4.0
    if way.role == "itself":  # "including 3,000 displaced": the participle is the noun
        return 0.0 if tag == "VBN" and slot == "obj" else 3.0
    noun = _NO_VERB if tag[:2] not in ("VB", "JJ") else 0.0
    if way.role in (slot, "modifier", "either", "topic"):
        return noun
    return noun + {"other": 1.8, "of": 1.8, "linked": 1.8, "clause": 2.0}.get(way.role, 9.0)
