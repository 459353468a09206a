"""What is said right beside a figure: read from the order of the words where the tree leads to no cue."""

from __future__ import annotations

import re

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.figures.told import first_words
from ledger.extract.grammar.parse import NOUNS, PAST, SUBJECTS, Tree
from ledger.extract.grammar.words import PERSON, labels, lemmas, noun_classes
from ledger.extract.meaning.measures import (
    Finding,
    cues_at,
    cues_in,
    cues_of,
    does,
    find_measure,
    harm_measures,
    has_own_object,
    is_met,
)
from ledger.extract.meaning.senses import LONGEST

_COST = 3.0  # surer than a neighbour's measure, less sure than a cue in the tree
_WINDOW = 14
_BACK = 6
_SOMEBODY = frozenset(("he", "she", "i", "we", "who", "they", "you"))
_AIDED = 8  # words between an aid package and its worth
_DEAREST = 1.3
_PERSONAL = 3.2
_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "getting"))
_HAVE = frozenset(("have", "has", "had", "having", "will", "would", "may", "might", "could", "can", "must", "to"))
_ASIDE = frozenset((",", "–", "—", "--"))
_AGED = frozenset(("under", "over", "below", "above", "aged"))  # "children under five need treatment"
_NOUN_PHRASE = NOUNS | {"DT", "PRP", "PRP$", "CD", "JJ"}
_HEDGES = frozenset(("RB", "RBR", "RBS", "JJS", "JJR", "DT", "PDT", "IN"))
_SAID_OF_DOER = ("subj", "any")
_PERCENT = frozenset(("percent",))
_PRICED = re.compile(r"[A-Z]{3}/(?!hour|day|week|month|quarter|year)")
_AT = lexicon.pattern(r"\b(?:at|for|costs?|costing)\s+(?:{hedge}\s+)*$")
_AS_MANY = frozenset(("as", "many", "much"))
_HEDGED = _HEDGES | {"$", "TO"}
_PREPOSITIONS = frozenset(("than", "to", "of", "about", "around", "over", "between", "at", "some", "up"))


def as_people(tree: Tree, mention: Mention) -> Finding | None:
    """What is done to things of no known class that is only done to people: "six Jesuits were murdered", "wounding two askaris"."""
    if mention.classes or mention.elided or _is_aside(tree, mention.anchor):
        return None
    if mention.counted.noun in lexicon.family("event defined"):
        return None  # "17 episodes in which somebody was shot"
    noun = tree.tokens[mention.anchor]
    found = find_measure(tree, mention.anchor, PERSON, _PERSONAL) or said_beside(tree, mention, PERSON)
    if found and noun.dep == "nsubjpass" and tree.tokens[noun.head].tag == "VBN" and found.token != noun.head:
        return None  # "28 were injured and 27 installations were destroyed"
    if found and noun.dep == "nsubj" and found.token == noun.head and tree.child(noun.head, "auxpass") is None:
        return None  # "two other slides had killed at least 12 more"
    if found and found.token != mention.anchor and set(lemmas(tree.tokens[found.token].lower)) & labels("personal"):
        return found
    return None


def _is_aside(tree: Tree, anchor: int) -> bool:
    """Whether nothing is done to a noun: the centres of "92 patients were admitted in 7 treatment centres"."""
    token = tree.tokens[anchor]
    return token.dep == "pobj" and tree.tokens[token.head].lower not in ("of", "on", "against", "including", "among")


def part_of_counted(tree: Tree, mention: Mention) -> Finding | None:
    """What happened to a part of counted things: "85 percent of residents have been uprooted" (FACTS.md 5.22)."""
    noun = mention.counted.noun
    classes = noun_classes(noun) or (PERSON if noun in labels("crowd") else frozenset()) if noun else frozenset()
    if not classes or not _is_partitive(tree, mention):
        return None
    said = next((i for i in range(mention.number, _end(tree, mention.number, 8)) if _is_noun(tree, i, mention)), None)
    found = find_measure(tree, mention.number, classes, _COST) or said_beside(tree, mention, classes)
    if found is not None and found.token != said and found.measure in labels("part-measure"):
        return found
    return _named_state(tree, said, noun)


def _named_state(tree: Tree, said: int | None, noun: str) -> Finding | None:
    """E.g. "40 percent of the missing have been named": what the whole is called."""
    if said is None or noun not in labels("state"):
        return None
    cue = min(
        (one for one in cues_at(tree, said) if one.counted & PERSON and not one.also),
        key=lambda one: one.cost,
        default=None,
    )
    return Finding(measure=cue.measure, token=said, cost=_COST) if cue else None


def _is_noun(tree: Tree, index: int, mention: Mention) -> bool:
    return mention.counted.noun in lemmas(tree.tokens[index].lower)


def _is_partitive(tree: Tree, mention: Mention) -> bool:
    """E.g. "40 percent of the houses", "half the houses", "a third of all houses", "one in five children"."""
    number = mention.number
    if mention.unit == "fraction" and number > 1 and tree.tokens[number - 1].lower in ("in", "every"):
        return True
    following = tree.after(number, 3)
    return bool(following) and (following[0] in ("of", "the", "its", "their", "all") or "of" in following[:2])


def said_beside(tree: Tree, mention: Mention, classes: frozenset[str]) -> Finding | None:
    """The verb right before the number, else the first verb after the counted noun. None where neither is a cue."""
    beside = _before(tree, mention.number, classes) or _after(tree, max(mention.anchor, mention.number), classes)
    if beside is None or _is_aboard(tree, mention.anchor, beside.token):
        return None
    told = beside.measure == "other" and beside.token > mention.number
    doer = tree.child(beside.token, "nsubj") if told else None
    # "three were killed in Lida and one person in Obora, he said"
    return None if doer is not None and doer.index > max(mention.anchor, mention.number) else beside


def _is_aboard(tree: Tree, anchor: int, verb: int) -> bool:
    """Whether the counted are only with what suffers something: "a ship with 22 sailors was hit", not "a couple with two children were killed"."""
    subject = tree.child(verb, *SUBJECTS)
    if subject is None or anchor not in tree.subtree(subject.index) or "person" in noun_classes(subject.lower):
        return False
    way = tree.path(anchor)
    leads = {tree.tokens[i].lower for i in way[: way.index(subject.index)]} if subject.index in way else set()
    return not {"with", "carrying"}.isdisjoint(leads)


def of_stray_verb(tree: Tree, mention: Mention, classes: frozenset[str]) -> Finding | None:
    """What its own verb says of a number that the parser joined to the noun before: "held since the vote and 11 have vanished"."""
    following = tree.tokens[max(mention.anchor, mention.number) + 1 :][:1]
    if not following or following[0].dep not in ("aux", "auxpass") or tree.tokens[mention.number].dep != "conj":
        return None
    verb = following[0].head
    found = _after(tree, mention.number, classes) if tree.child(verb, *SUBJECTS) is None else None
    return found if found is not None and found.token == verb else None


def passive_beside(
    tree: Tree, mention: Mention, classes: frozenset[str], known: Finding | None = None
) -> Finding | None:
    """What a passive right after the counted noun says, to which the parser may have given no subject, else what is ``known``.

    "Between 4 and 7 people, including two guards, were killed"; "one is missing in Lida and 12 have been hurt" goes on from no Lida.
    """
    before = known is not None and known.token < min(mention.anchor, mention.number)
    earlier = before and known is not None and tree.tokens[known.token].tag[:2] in ("VB", "JJ")
    if known is not None and known.measure != "other" and not earlier:
        return known
    return _stray_passive(tree, mention, classes) or known


def _stray_passive(tree: Tree, mention: Mention, classes: frozenset[str]) -> Finding | None:
    found = _after(tree, max(mention.anchor, mention.number), classes)
    verb = tree.tokens[found.token] if found else None
    if verb is not None and verb.dep == "acomp" and mention.elided:
        verb = tree.tokens[verb.head]  # "12 bodies recovered and 18 are unaccounted for"
        return found if verb.lower in _BE and tree.child(verb.index, "nsubj") is None else None
    stray = verb is not None and verb.tag == "VBN" and tree.child(verb.index, "auxpass") is not None
    return found if stray and verb is not None and tree.child(verb.index, *SUBJECTS) is None else None


def done_before(mention: Mention, tree: Tree) -> str | None:
    """E.g. "clashes injure dozens", "and arrested at least 40 people, an officer told AFP": harm by the verb right before."""
    if not (mention.elided or mention.classes & PERSON) or mention.implicit or "deathnoun" in mention.classes:
        return None
    found = _before(tree, mention.number, PERSON)
    if found is None or found.measure not in harm_measures():
        return None
    verb = tree.tokens[found.token]
    if verb.index > 1 and tree.tokens[verb.index - 1].tag == "CC" and tree.tokens[verb.index - 2].tag[:2] == "VB":
        return None  # "killed or maimed 300" counts for both
    return found.measure if set(lemmas(verb.lower)) & labels("personal") else None


def _before(tree: Tree, number: int, classes: frozenset[str]) -> Finding | None:
    """E.g. "…, wounding at least three askaris": the verb whose object the number begins."""
    for index in range(number - 1, max(-1, number - _BACK), -1):
        token = tree.tokens[index]
        if token.tag[:2] == "VB":
            return _best(tree, index, classes, ("obj",)) if token.lower not in _BE else None
        if token.lower in _AS_MANY:
            continue  # "killing as many as 22"
        if token.tag not in _HEDGES or (token.tag == "IN" and token.lower not in _PREPOSITIONS):
            return None
    return None


def _after(tree: Tree, start: int, classes: frozenset[str]) -> Finding | None:
    """E.g. "600 barns, including silos, have been destroyed": the first verb after the noun, in its voice."""
    passive = False
    first = past_aside(tree, start + 1)
    for index in range(first, _end(tree, first, _WINDOW)):
        token = tree.tokens[index]
        if token.text in (";", ":", ".", "!", "?", "–", "—") or token.lower in ("who", "which", "when"):
            return None  # "300 pupils had been inside when it was attacked"
        if token.tag == "CD" and tree.tokens[index - 1].lower not in _AGED:
            return None
        if token.lower in _BE:
            passive = True
        elif (token.tag[:2] == "VB" and token.lower not in _HAVE) or (passive and token.tag[:2] == "JJ"):
            if token.tag == "VBG" and not passive:
                continue  # "including", "following"
            if passive and set(lemmas(token.lower)) & labels("raising"):
                passive = False
                continue  # "are projected to face hunger"
            return _best(tree, index, classes, _slots(tree, index, passive))
    return None


def past_aside(tree: Tree, position: int) -> int:
    """The place after a phrase between commas or dashes: "9,000 people, 70 percent of them children, have been killed"."""
    if position >= len(tree.tokens) or tree.tokens[position].text not in _ASIDE:
        return position
    mark = tree.tokens[position].text
    for index in range(position + 1, _end(tree, position, _WINDOW)):
        if tree.tokens[index].text == mark:
            following = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
            return (
                index + 1 if following is not None and following.tag in ("VBD", "VBN", "VBP", "VBZ", "MD") else position
            )
    return position


def told_of(mention: Mention, tree: Tree) -> str | None:
    """The measure of the noun whose amount a percentage is: "unemployment of | 16 percent", "fines of up to | 4 percent of sales"."""
    classes = mention.classes & _PERCENT
    of = mention.number
    while of > 0 and tree.tokens[of].end > mention.span.start:
        of -= 1
    while (
        of > 0 and tree.tokens[of].lower != "of" and (tree.tokens[of].tag in _HEDGED or tree.tokens[of].lower == "up")
    ):
        of -= 1
    noun = of - 1
    if not classes or noun < 0 or tree.tokens[of].lower != "of" or tree.tokens[noun].tag not in ("NN", "NNS"):
        return None
    starts = range(max(0, noun - LONGEST + 1), noun + 1)
    fitting = [
        (cue.cost, cue.measure)
        for start in starts
        for cue in cues_in(tuple(token.lower for token in tree.tokens[start : noun + 1]))
        if (start < noun or tree.tokens[noun].lower not in ("rate", "rates"))  # of what, the sentence tells
        and (start == noun or cue not in cues_of(tree.tokens[start].lower))
        and cue.counted & classes
        and cue.slot in ("any", "np", "topic")
        and not cue.also
    ]
    return min(fitting)[1] if fitting else None


def _end(tree: Tree, start: int, length: int) -> int:
    return min(len(tree.tokens), start + 1 + length)


def _slots(tree: Tree, index: int, passive: bool) -> tuple[str, ...]:
    tag = tree.tokens[index].tag
    if passive:
        return ("obj", "any") if tag in PAST else ("subj", "any")
    if tag in PAST:
        following = tree.tokens[index + 1].tag if index + 1 < len(tree.tokens) else ""
        return _SAID_OF_DOER if following in _NOUN_PHRASE else ("obj", "subj", "any")
    return _SAID_OF_DOER


def _best(tree: Tree, index: int, classes: frozenset[str], slots: tuple[str, ...]) -> Finding | None:
    fitting = [
        cue
        for cue in cues_at(tree, index)
        if cue.slot in slots
        and not (cue.slot == "obj" and "subj" in slots and has_own_object(tree, index, cue))
        and cue.counted & classes
        and cue.cost <= _DEAREST
        and is_met(cue, tree, index)
        and not (
            slots == _SAID_OF_DOER and cue.slot == "any" and cue.measure in harm_measures() and does(tree, index, cue)
        )
    ]
    best = min(fitting, key=lambda cue: (cue.cost, slots.index(cue.slot)), default=None)
    return Finding(measure=best.measure, token=index, cost=_COST) if best else None


def is_relief(tree: Tree, noun: str, verb: int) -> bool:
    """E.g. "24,000 blankets and 3,000 tents were shipped": sent to people in need, and not sold."""
    sent = not labels("sent off").isdisjoint(lemmas(tree.tokens[verb].lower))
    return sent and noun.rpartition(" ")[2] in labels("relief goods")


def owed_or_worth(tree: Tree, finding: Finding, text: str) -> str:
    """What a sum is by more than its noun: damages that no court gives are what a storm did, a worth is of what is worth it."""
    if finding.measure == "cost":
        if _is_of_takeover(tree, finding.token):
            return "price"
        return "fine" if _is_sentence(tree, finding.token) or _settles(tree, finding.token, text) else "cost"
    if finding.measure == "damage_cost":
        return "revenue" if _is_of_books(tree, finding.token) else "damage_cost"
    if finding.measure == "fine":
        at_law = {lemma for token in tree.tokens for lemma in lemmas(token.lower)} & labels("at law")
        return "fine" if at_law or tree.tokens[finding.token].lower != "damages" else "damage_cost"
    return _worth_of(tree, finding.token)


def _settles(tree: Tree, index: int, text: str) -> bool:
    """Whether who pays does so in a settlement with those who sue: "would pay $5 billion" of a report that tells of one."""
    token = tree.tokens[index]
    payer = tree.child(token.head if token.dep == "xcomp" else index, *SUBJECTS)
    if token.tag[:2] != "VB" or "pay" not in lemmas(token.lower) or payer is None:
        return False
    told = first_words(text).keys()
    return not lexicon.family("settling").isdisjoint(told) and not lexicon.family("suing").isdisjoint(told)


def _is_sentence(tree: Tree, index: int) -> bool:
    """E.g. "a court ordered the deputy to pay 36,000 euros", "ruled that the state must pay $2m": what is paid by judgment."""
    token = tree.tokens[index]
    if "pay" not in lemmas(token.lower) or token.dep not in ("xcomp", "ccomp"):
        return False
    verb = tree.tokens[token.head]
    by = next((c for c in tree.children[verb.index] if tree.tokens[c].dep == "agent"), verb.index)
    who = tree.child(by, "pobj") if by != verb.index else tree.child(verb.index, "nsubj")
    decides = not labels("deciding").isdisjoint(lemmas(verb.lower))
    return decides and who is not None and not labels("bench").isdisjoint(lemmas(who.lower))


def _is_of_takeover(tree: Tree, index: int) -> bool:
    """E.g. "will acquire its rival in a deal worth $640 million": what a company is bought for."""
    if tree.tokens[index].lower not in labels("sum of a takeover"):
        return False
    return any(not labels("takeover").isdisjoint(lemmas(token.lower)) for token in tree.tokens)


def _is_of_books(tree: Tree, index: int) -> bool:
    """Whether a loss is one in a firm's books: "reported a loss of $4 million", "the airline lost $9 million"; no fire or theft is told of."""
    token = tree.tokens[index]
    if not {"loss", "lose"} & set(lemmas(token.lower)) or any(
        not labels("ravages").isdisjoint(lemmas(one.lower)) for one in tree.tokens
    ):
        return False
    verb = next((i for i in tree.path(index) if tree.tokens[i].tag[:2] == "VB"), None)
    subject = tree.child(verb, "nsubj") if verb is not None else None
    if subject is None or subject.lower in _SOMEBODY or "person" in noun_classes(subject.lower):
        return False  # "he said he incurred a loss of $4,000"
    if token.tag[:2] == "NN":
        return not labels("booking").isdisjoint(lemmas(tree.tokens[verb or 0].lower))
    return subject.lower in labels("body") and verb == index


def _worth_of(tree: Tree, index: int) -> str:
    """What a worth is of: "I lost goods worth $4,000" is a damage, "a package of arms worth $500 million" aid, else a market's value."""
    if tree.tokens[index].lower != "worth":
        return "market_value"
    before = {lemma for token in tree.tokens[max(0, index - _AIDED) : index] for lemma in lemmas(token.lower)}
    if before & labels("aid package"):
        return "aid"
    verb = next((i for i in tree.path(index)[1:6] if tree.tokens[i].tag[:2] == "VB"), None)
    done = set(lemmas(tree.tokens[verb].lower)) if verb is not None else set()
    if done & labels("trading"):
        return "trade_volume"  # "bought $40 million worth of goods"
    return "damage_cost" if done & labels("losing") else "market_value"


def price_of_each(mention: Mention, before: str) -> str | None:
    """The price of a unit of what is sold: "imports power at | 140 euros per megawatt-hour"."""
    return "price" if _PRICED.match(mention.unit) and _AT.search(before) else None
