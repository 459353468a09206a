"""Words that are cues elsewhere, in a sense in which they say nothing of those counted: "missing out on school", "died in custody"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from ledger import lexicon
from ledger.extract.grammar.parse import Token, Tree
from ledger.extract.grammar.words import PERCENT, labels, lemmas, noun_classes
from ledger.extract.numbers.currencies import code_after
from ledger.lexicon.plurals import singular

_Sense = Callable[[Tree, int, Sequence[str]], frozenset[str]]
LONGEST = 4  # words of the longest cue
_ACTIVE = frozenset(("VB", "VBP", "VBZ", "VBG"))
_BEFORE_NOUN = frozenset(("DT", "PRP$", "JJ", "NN"))


def misses_something(tree: Tree, index: int) -> bool:
    """E.g. "children missing out on school", "missing their meals", "jailed over the missing dues": nobody looks for them."""
    verb = next(token for token in tree.tokens[index : index + LONGEST] if token.lower == "missing")
    following = tree.tokens[verb.index + 1 : verb.index + 2]
    out = bool(following) and following[0].lower == "out"
    mislaid = verb.dep == "amod" and not labels("mislaid").isdisjoint(lemmas(tree.tokens[verb.head].lower))
    thing = tree.child(verb.index, "dobj") if verb.tag == "VBG" else None
    # "a dozen were missing hours after the accident" miss no hours
    return out or mislaid or (thing is not None and singular(thing.lower) not in lexicon.family("spell"))


def barred(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """The measures that the words at a token name elsewhere, but not here."""
    if "missing" in words and misses_something(tree, index):
        return frozenset(("missing",))
    for sense in _senses_of(words[0]):
        if other := sense(tree, index, words):
            return other
    return _NOTHING


@lru_cache(maxsize=8192)  # asked of every word that may be a cue
def _senses_of(word: str) -> tuple[_Sense, ...]:
    return tuple(_SENSES[stem] for stem in dict.fromkeys((word, *lemmas(word))) if stem in _SENSES)


def _of_camp(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "five climbers returned to base camp", where nobody has taken shelter."""
    others = index and tree.tokens[index - 1].lower in lexicon.family("camp of others")
    return frozenset(("displaced",)) if others else _NOTHING


def _of_active(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "several active shooters", who are not ill."""
    if tree.tokens[index].dep != "amod":
        return _NOTHING
    classes = noun_classes(tree.tokens[tree.tokens[index].head].lower)
    return frozenset(("infected",)) if "person" in classes and "casenoun" not in classes else _NOTHING


def _of_life(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "changed the lives of 300 orphans"."""
    told = tree.tokens[index].dep in ("dobj", "pobj") and not _is_taken(tree, index)
    return frozenset(("killed",)) if told else _NOTHING


def _of_shots(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "two officers fired into the air", "two men firing rifles"."""
    if words[1:2] in (("into",), ("back",), ("in",)) and "air" in words[2:4]:
        return frozenset(("dismissed", "casualties"))
    shot = tree.child(index, "dobj") if "fire" in lemmas(words[0]) else None
    return frozenset(("dismissed",)) if shot is not None and "person" not in noun_classes(shot.lower) else _NOTHING


def _of_hit(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "flood-hit families"."""
    joined = index > 1 and tree.tokens[index - 1].tag == "HYPH" and tree.tokens[index - 2].lower in labels("peril")
    return frozenset(("casualties",)) if joined else _NOTHING


def _of_break(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "fires broke out in two of them"."""
    one = tree.child(index, "nsubj")
    return frozenset(("rescued",)) if one is not None and singular(one.lower) in labels("peril") else _NOTHING


def _of_hang(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "posters for 40 children hang in the square"."""
    alone = tree.tokens[index].tag in _ACTIVE and tree.child(index, "dobj") is None
    return frozenset(("killed",)) if alone else _NOTHING


def _of_catch(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "caught up in a storm"."""
    met = any(token.lower in lexicon.family("caught in") for token in tree.tokens[index + 2 : index + 6])
    return frozenset(("detained",)) if met and tree.tokens[index + 1].tag in ("IN", "RP") else _NOTHING


def _of_charge(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "smugglers charging $900 for a seat"."""
    asked = tree.child(index, "dobj")
    return frozenset(("detained",)) if asked is not None and _is_money(tree, asked) else _NOTHING


def _of_execute(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "officers executed six search warrants", by which nobody dies."""
    thing = tree.child(index, "dobj", "nsubjpass") or (
        tree.tokens[tree.tokens[index].head] if tree.tokens[index].dep == "acl" else None
    )
    carried_out = thing is not None and singular(thing.lower) in lexicon.family("things executed")
    return frozenset(("killed",)) if carried_out else _NOTHING


def _of_dead(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "a lone gunman shot dead a chief": the dead one is he who was shot, of whom the verb tells."""
    shot = index and "shoot" in lemmas(tree.tokens[index - 1].lower)
    return frozenset(("killed",)) if shot and tree.child(index - 1, "dobj") is not None else _NOTHING


def _of_torture(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "ten, one of them a child, died from torture", "was killed under torture": they are dead."""
    led = tree.tokens[tree.tokens[index].head]
    of = tree.tokens[index].dep == "pobj" and led.lower in ("from", "under", "of", "by", "to", "through")
    dies = of and not labels("dying or killing").isdisjoint(lemmas(tree.tokens[led.head].lower))  # fmt: skip
    return frozenset(("raped_or_tortured",)) if dies else _NOTHING


def _of_won(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "won 20 percent", which is no money of Korea."""
    return frozenset(("price",)) if tree.tokens[index].tag[:2] == "VB" else _NOTHING


def _of_contract(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "ended the contracts of 44 tutors"."""
    return _NOTHING if tree.tokens[index].tag[:2] == "VB" else frozenset(("infected",))


def _of_need(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "112 members are needed to pass the bill", who want for nothing."""
    passive = tree.tokens[index].tag == "VBN" and tree.child(index, "auxpass") is not None
    return frozenset(("affected",)) if passive else _NOTHING


def _of_take(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "twelve states took part in the talks", and no land."""
    idle = words[1:2] and words[1] in lexicon.family("taken idly")
    return frozenset(("area_controlled", "captured", "equipment_lost")) if idle else _NOTHING


def _of_fall(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "the number of workers will fall by 11 million", where nobody has fallen."""
    subject = tree.child(index, "nsubj") if tree.tokens[index].tag[:2] == "VB" else None
    counted = subject is not None and subject.lower in labels("gauge") | {"number"}
    return frozenset(("killed",)) if counted or words[1:2] in (("by",), ("to",), ("from",)) else _NOTHING


def _of_favour(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "its favoured measure of demand rose 11 percent", where nobody is polled."""
    return frozenset(("poll_share",)) if tree.tokens[index].dep == "amod" else _NOTHING


def _of_make(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "the train was made up of an engine and six coaches", which nobody produces there."""
    if words[1:3] == ("up", "of"):
        return frozenset(("production",))
    claim = tree.tokens[index].dep == "acl" and tree.tokens[tree.tokens[index].head].lower in lexicon.family("claim")
    return frozenset(("revenue",)) if claim else _NOTHING  # "the demand for $900, made in June"


def _of_share(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "a 25% share of the takings", which no exchange trades."""
    part = words[:2] == ("share", "of") and tree.tokens[index - 1].text in PERCENT
    return frozenset(("price",)) if part and index else _NOTHING


def _of_enter(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "eight people entered the quarry illegally", and no country."""
    into = tree.child(index, "dobj") if tree.tokens[index].tag[:2] == "VB" else None
    within = into is not None and into.tag in ("NN", "NNS") and into.lower not in lexicon.family("countries entered")
    return frozenset(("refugees",)) if within else _NOTHING


def _of_escape(tree: Tree, index: int, words: Sequence[str]) -> frozenset[str]:
    """E.g. "two men escaped after robbing a bank": who did it, and nobody who was saved."""
    done = [c for after in tree.children[index] for c in tree.children[after] if tree.tokens[c].dep == "pcomp"]
    did = any(not labels("deeds of offenders").isdisjoint(lemmas(tree.tokens[c].lower)) for c in done)
    return frozenset(("rescued",)) if did else _NOTHING


_NOTHING: frozenset[str] = frozenset()
_SENSES: Mapping[str, _Sense] = {
    "active": _of_active, "break": _of_break, "camp": _of_camp, "catch": _of_catch, "charge": _of_charge,
    "contract": _of_contract, "dead": _of_dead, "enter": _of_enter,
    "escape": _of_escape, "execute": _of_execute, "fall": _of_fall, "favor": _of_favour,
    "favored": _of_favour, "favour": _of_favour,
    "favoured": _of_favour, "fire": _of_shots, "hang": _of_hang, "hit": _of_hit, "life": _of_life, "make": _of_make,
    "need": _of_need, "share": _of_share, "shoot": _of_shots, "take": _of_take, "torture": _of_torture,
    "won": _of_won,
}  # fmt: skip


def _is_taken(tree: Tree, life: int) -> bool:
    """Whether the verb of which lives are the object ends them, or they are lost; "a film about the lives of 40 nurses" is of the living."""
    verb = tree.tokens[tree.tokens[life].head]
    if tree.tokens[life].dep == "pobj":
        if all(tree.tokens[c].lower != "of" for c in tree.children[life]):
            return True
        verb = tree.tokens[verb.head]
    return not labels("ending life").isdisjoint(lemmas(verb.lower))


def _is_money(tree: Tree, thing: Token) -> bool:
    signed = any(tree.tokens[child].tag == "$" for child in tree.children[thing.index])
    return signed or code_after(thing.lower) is not None


def only_places(tree: Tree, index: int) -> bool:
    """Whether a word only tells where the dead were: "two deaths in police custody", "30 deaths in hospital"."""
    at = index
    while at and index - at < LONGEST and tree.tokens[at].lower != "in" and tree.tokens[at].tag in _BEFORE_NOUN:
        at -= 1
    if at == 0 or tree.tokens[at].lower != "in":
        return False
    before = tree.tokens[at - 1].lower
    return "deathnoun" in noun_classes(before) or before in lexicon.family("dying")


def is_in_compound(tree: Tree, index: int) -> bool:
    """Whether a word of worth is the first half of an adjective: "value-added exports" tell no value."""
    tokens, word = tree.tokens, tree.tokens[index].lower
    if word == "worth" and index and tokens[index - 1].lower in labels("sum of money"):
        return True  # "an amount worth $70 million has been allocated"
    joined = index + 1 < len(tokens) and tokens[index + 1].text == "-"
    return joined and word in labels("of worth") and tokens[index + 2].tag in ("VBN", "JJ")


def is_of_each(tree: Tree, index: int) -> bool:
    """E.g. "earnings per share"; the population of "14 per 1,000 population" only says per how many."""
    if index < 2:
        return False
    last, second = tree.tokens[index - 1], tree.tokens[index - 2]
    return (last.lower == "per" and second.lower in labels("earned")) or (second.lower == "per" and last.tag == "CD")
