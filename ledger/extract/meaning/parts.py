"""People who are a part of others, and what is said of the part alone: "including two nurses", "three of whom died"."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.figures.nounless import is_aboard
from ledger.extract.grammar.parse import BE, SUBJECTS, Tree
from ledger.extract.grammar.ways import is_capacity
from ledger.extract.grammar.words import HEDGES, PERSON, labels, lemmas, noun_classes
from ledger.extract.meaning.adjacent import passive_beside
from ledger.extract.meaning.beside import HARMED
from ledger.extract.meaning.homes import of_homes
from ledger.extract.meaning.measures import WEAK, Finding, cues_at, find_measure, harm_measures
from ledger.extract.numbers.comparators import OF_BODY
from ledger.extract.numbers.units import is_physical
from ledger.lexicon.counted import is_money
from ledger.model import Fact

_WHOSE = frozenset(("person", "household", "percent"))
_NEAR = 3.0
OWN = 1.9  # a word of its own: "including three who died"
PARTS = frozenset(("including", "among", "amongst"))
_HEDGE = lexicon.fill(r"(?:{hedge}\s+)*")
_WORD = re.compile(r"\s+([a-z]+)\b(?=\s*(?:[.,;)]|$))")
_LABEL = re.compile(r"([A-Za-z]+)\s+[a-z]+\s*[:=–—-]\s*$")
_LABEL_ENDS = tuple(":=–—-")
# "two confirmed and eight probable cases", "66 and five cases in 2001 and 2007, respectively"
_OF_CASES = lexicon.pattern(
    r"(?:\s+(?:{labels/case-status}|{how sure}|local)\s+(?:and|or|,)\s+(?:\w+\s+){1,4}?"
    r"|\s+and\s+(?:\d[\d,]*|{numbers/cardinals})\s+)({case noun}|{deaths counted})\b",
    re.IGNORECASE,
)
_FATAL = re.compile(
    r"\b(?:CFR|(?:fatality|mortality|lethality)\s+(?:rate|ratio))\b(?:[^.;,\d]{0,16}|[^.;,\d]{0,40}\b(?:19|20)\d\d\s?\(|\s(?:for|in|over)\s[^.;,\d]{1,40}\()$",
    re.IGNORECASE,
)
_WITH = re.compile(rf"\b(?:with|carrying)\s+{_HEDGE}$", re.IGNORECASE)


_RUINED = lexicon.pattern(
    r"\s+(?:(?:more|others?|were|was|are|have|has|been|being|[a-z]+ly)\s+){0,4}{ruined}\b", re.IGNORECASE
)


def said_after(text: str, mention: Mention, previous: Fact | None) -> str | None:
    """What words beside a number of people say: where they were, which is no harm, or how badly they were hurt."""
    damaged = previous is not None and previous.measure == "buildings_damaged" and mention.elided
    if damaged and _RUINED.match(text, mention.span.end):
        return "buildings_damaged"  # "nine homes were destroyed and 14 badly damaged"
    span = mention.counted.span
    hurt = span is not None and not labels("nominal").isdisjoint(text[slice(*span)].lower().split())
    if (_is_aboard(text, mention) and not hurt) or _is_of_animals(text, mention):
        return "other"
    if _is_all_of_place(text, mention):
        return "population"
    if mention.unit == "percent" and _FATAL.search(text[max(0, mention.span.start - 70) : mention.span.start]):
        return "killed"  # "12 cases (CFR 8%)", "the CFR of the season before (9.8%)"
    if (mention.classes & _WHOSE) and (homes := of_homes(text, mention)):
        return homes
    if mention.unit in ("percent", "fraction") and OF_BODY.match(text, mention.span.end):
        return "share"  # "had burns to more than half of their bodies"
    if mention.elided and (shared := _OF_CASES.match(text, mention.span.end)):
        return "killed" if shared[1].lower().startswith(("death", "fatal")) else "infected"
    if previous is not None and previous.measure not in harm_measures():
        return None  # "1.7 million children are hungry, 430,000 severely"
    return _by_severity(text, mention)


_OF_PLACE = re.compile(
    rf"(?:%|\b(?:per\s?cent|half|quarters?|thirds?|fifths?|tenths?|most|many|all|some|one))\s+of\s+(?:the\s+)?[\w-]+(?:\s[\w-]+)?[’']s?\s+{_HEDGE}$",
    re.IGNORECASE,
)
# "Puna has 10,000 people."
_HAS = re.compile(rf"(?:^|[.;,]\s)[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s(?:has|had)\s{_HEDGE}$")
_INHABIT = lexicon.pattern(r"[\w\s-]{0,12}\s(?:(?!households){who live there}|people|population|citizens)\b")


def _is_all_of_place(text: str, mention: Mention) -> bool:
    """E.g. "a quarter of the country's 3.8 million people": who live there are the whole of the part that something befell."""
    before = text[max(0, mention.span.start - 90) : mention.span.start]
    inhabit = _INHABIT.match(text, mention.span.end)
    if inhabit is None:
        return False
    closed = text[inhabit.end() : inhabit.end() + 1] in (".", ",", ";")
    return _OF_PLACE.search(before) is not None or (closed and _HAS.search(before) is not None)


def _is_of_animals(text: str, mention: Mention) -> bool:
    """E.g. "Animals dead: 120": nobody died."""
    if not mention.elided:
        return False
    before = text[max(0, mention.span.start - 40) : mention.span.start]
    label = _LABEL.search(before) if before.rstrip()[-1:] in _LABEL_ENDS else None
    return label is not None and "livestock" in noun_classes(label[1].lower())


def _is_aboard(text: str, mention: Mention) -> bool:
    """E.g. "a ferry with hundreds aboard sank": nothing is said yet of those who were on it."""
    if not (mention.elided or not mention.classes or mention.classes <= PERSON):
        return False  # "with 12 bodies aboard"
    end = mention.counted.span.end if mention.counted.span else mention.span.end
    if not (is_aboard(text, mention.span.end) or is_aboard(text, end)):
        return False
    return _WITH.search(text[max(0, mention.span.start - 50) : mention.span.start]) is not None


_FATALLY = re.compile(r"(?:\s+of\s+(?:them|whom))?\s+(?:fatally|mortally)\b")


def _by_severity(text: str, mention: Mention) -> str | None:
    """E.g. "12 killed and 55 hurt, nine seriously", "mauled two toddlers, one of them fatally": how badly says what happened."""
    if _FATALLY.match(text, mention.span.end):
        return "killed"
    word = _WORD.match(text, mention.span.end)
    return "wounded" if mention.elided and word and word[1].lower() in labels("severity") else None


def as_part(mention: Mention, tree: Tree, previous: Fact | None) -> str | None:
    """E.g. "freed 14 captives, including two nurses and one clerk": the part shares what is said of the whole, unless it has its own word."""
    if mention.counted.more or not (mention.elided or "person" in mention.classes):
        return None
    if previous is None or previous.unit != "person":
        if previous is not None and _is_of_things(mention, tree, previous):
            own = find_measure(tree, mention.number, noun_classes(previous.unit), limit=OWN)
            return own.measure if own and own.measure in labels("part-measure") else previous.measure
        part = mention.number if mention.counted.partitive else mention.anchor
        beside = frozenset(tree.subtree(part)) - {part}  # "the two people killed were among the herders shot at"
        dead = find_measure(tree, part, PERSON, limit=OWN, within=beside) if beside else None
        if dead is not None and tree.tokens[dead.token].dep in ("acl", "relcl") and dead.measure == "killed":
            return "killed"
        return part_of_harmed(tree, part) or _as_part_of_noun(mention, tree)
    if previous.measure == "other" or previous.span.end > mention.span.start:
        return None
    first = first_of(tree, mention.number if mention.counted.partitive else mention.anchor)
    told = tree.tokens[tree.tokens[first].head].lower in PARTS or _is_told_part(tree, first, previous)
    told = told or _is_included(tree, mention.anchor, previous) or _opens_with_them(tree, first)
    if not (told or is_among_them(tree, mention.anchor)):
        return None
    own = find_measure(tree, mention.anchor, mention.classes | PERSON, limit=OWN)
    itself = own is not None and own.token in tree.subtree(mention.anchor) and previous.measure not in harm_measures()
    ill = own is not None and own.token > 0 and tree.tokens[own.token - 1].lower in labels("severity")
    ill = ill and own is not None and own.measure == "infected"  # "moved 40 patients, including six critically ill"
    if own and own.measure != "other" and not ill and (itself or own.measure in harm_measures()):
        laid = own.measure == "trapped" and previous.measure == "killed"  # "7,000 died, including 300 who were buried"
        return "killed" if laid else own.measure  # "60,000 are affected, including 300 people who sleep in tents"
    verb = own_verb(tree, mention)  # "60,000 have been affected, including some 4,000 have been displaced"
    return (_said_of(tree, verb) if verb is not None and verb > mention.number else None) or previous.measure


def _is_of_things(mention: Mention, tree: Tree, whole: Fact) -> bool:
    """E.g. "30 were hurt, while nine buses were hit, including four that burned": whatever the parser hangs it on, buses are meant."""
    words = tree.tokens[: mention.number]
    while words and (words[-1].lower in HEDGES or words[-1].text in ("(", "-")):
        words = words[:-1]
    if not (mention.elided and words and words[-1].lower in PARTS):
        return False
    things = noun_classes(whole.unit) - {"locality"} and not (is_physical(whole.unit) or is_money(whole.unit))
    following = tree.after(mention.number, 2)
    few = (mention.low or 0) <= (whole.low or whole.high or 0) and whole.sentence.end >= mention.span.end
    return bool(things) and few and not {"who", "whom", "whose"} & set(following)


def first_of(tree: Tree, noun: int) -> int:
    """The first of the nouns that are joined with this one."""
    while tree.tokens[noun].dep == "conj" and tree.tokens[noun].head < noun:
        noun = tree.tokens[noun].head
    return noun


def as_listed(
    finding: Finding, mention: Mention, tree: Tree, previous: Fact | None, classes: frozenset[str]
) -> Finding:
    """E.g. "sent 62 tanks, 131 rifles and four helicopters": what the verb says of the first of a list it says of the rest."""
    moved = previous is not None and previous.measure in labels("on the move") | {"affected"}
    if previous is not None and moved and finding.token == mention.anchor and mention.counted.noun.endswith("victim"):
        return replace(finding, measure=previous.measure)  # "700 evacuees in Lida; Obora 810 victims"
    first = first_of(tree, mention.anchor)
    if previous is None or previous.measure in (finding.measure, "other") or first == mention.anchor:
        return finding
    told = tree.at(*previous.span)
    listed = any(first_of(tree, token.head) == first for token in told if token.index < mention.number)
    same = any(cue.measure == previous.measure and cue.counted & classes for cue in cues_at(tree, finding.token))
    return replace(finding, measure=previous.measure) if listed and same else finding


def of_things(mention: Mention, tree: Tree, previous: Fact | None) -> str | None:
    """E.g. "launched 133 drones; 98 were shot down": a number alone goes on about the arms before it, where that fits them."""
    arms = noun_classes(previous.unit) & {"munition", "equipment"} if previous and mention.elided else frozenset()
    found = find_measure(tree, mention.number, arms, limit=_NEAR) if arms else None
    return found.measure if found and found.measure in labels("part-measure") else None


def part_of_harmed(tree: Tree, noun: int) -> str | None:
    """E.g. "the dead included a nurse and two pupils", "a boy was among those killed": what the named whole suffered.

    Also "the two people killed were a woman and a boy".
    """
    first = tree.tokens[first_of(tree, noun)]
    verb = tree.tokens[first.head]
    if first.dep == "dobj" and "include" in lemmas(verb.lower):
        return _of_subject(tree, verb.index)
    if first.dep not in ("nsubj", "attr") or verb.lower not in BE:
        return None
    subject = tree.child(verb.index, "nsubj")
    if first.dep == "attr" and subject is not None and subject.tag in ("NNS", "CD"):
        return _of_subject(tree, verb.index)
    return next((_said_of(tree, c) for c in tree.children[verb.index] if tree.tokens[c].lower in PARTS), None)


def is_among_them(tree: Tree, noun: int) -> bool:
    """E.g. "Two pupils and a nurse were among them": of whom the sentence before told."""
    first = tree.tokens[first_of(tree, noun)]
    if first.dep not in ("nsubj", "attr") or tree.tokens[first.head].lower not in BE:
        return False
    among = (child for child in tree.children[first.head] if tree.tokens[child].lower in PARTS)
    return any(tree.tokens[inner].lower in ("them", "these") for one in among for inner in tree.children[one])


def _opens_with_them(tree: Tree, first: int) -> bool:
    """E.g. "…, among them 40 protesters and 12 guards", where the parser hangs the words on the first of the parts."""
    led = (c for c in tree.children[first] if c < first and tree.tokens[c].lower in PARTS)
    return any(tree.tokens[inner].lower in ("them", "these", "those") for one in led for inner in tree.children[one])


def _is_told_part(tree: Tree, noun: int, previous: Fact) -> bool:
    """E.g. "the 14 killed included three women", "among the 34 dead are 11 children": the verb makes a part of the figure before."""
    token = tree.tokens[noun]
    verb = token.head
    whole = {t.index for t in tree.at(*previous.span)}
    if token.dep in ("dobj", "attr", "nsubj") and not whole.isdisjoint(tree.subtree(noun)):
        verbal = lemmas(tree.tokens[verb].lower)  # "are 11 children and two aid workers": the second of two parts
        return "include" in verbal or (tree.tokens[verb].lower in BE and _among(tree, verb) is not None)
    if token.dep == "dobj" and "include" in lemmas(tree.tokens[verb].lower):
        subject = tree.child(verb, "nsubj")
        named = subject.index if subject is not None and subject.tag != "WDT" else _of_clause(tree, verb)
        return named is not None and not whole.isdisjoint(tree.subtree(named))
    if token.dep in ("attr", "nsubj") and tree.tokens[verb].lower in BE:
        among = _among(tree, verb)
        return among is not None and not whole.isdisjoint(tree.subtree(among))
    return False


def _of_clause(tree: Tree, verb: int) -> int | None:
    """The noun of which a clause tells, with what it is part of: the sons of "nine sons of the soil that include two guards"."""
    if tree.tokens[verb].dep != "relcl":
        return None
    noun = tree.tokens[verb].head
    while tree.tokens[noun].dep == "pobj" and tree.tokens[tree.tokens[noun].head].lower == "of":
        noun = tree.tokens[tree.tokens[noun].head].head
    return noun


def _is_included(tree: Tree, noun: int, previous: Fact) -> bool:
    """E.g. "held 20 suspects, seven officials and a clerk included", "killed nine, three children among them"."""
    words = tree.after(noun, 8)
    near = next((i for i, word in enumerate(words) if word in ("included", "among")), None)
    if near is None or previous.sentence.end <= tree.tokens[noun].start:
        return False
    closes = words[near] == "included" or words[near + 1 : near + 2] == ["them"]
    return closes and not {",", ";", "who", "were", "was"} & set(words[:near])


def _among(tree: Tree, verb: int) -> int | None:
    return next((c for c in tree.children[verb] if c < verb and tree.tokens[c].lower in PARTS), None)


def _as_part_of_noun(mention: Mention, tree: Tree) -> str | None:
    """E.g. "most of the victims, including 14 women, were crushed": the whole may have no number."""
    noun = tree.tokens[mention.anchor]
    part = tree.tokens[noun.head]
    whole = tree.tokens[part.head]
    if (
        noun.dep != "pobj"
        or part.lower not in PARTS
        or whole.index >= part.index
        or "person" not in noun_classes(whole.lower)
    ):
        return None
    found = find_measure(tree, whole.index, PERSON, limit=_NEAR)
    return found.measure if found and found.measure != "other" else None


def _of_subject(tree: Tree, verb: int) -> str | None:
    """E.g. "the number of those killed includes 32 medics": what is said of the subject."""
    joined = tree.tokens[verb].head if tree.tokens[verb].dep == "conj" else verb
    subject = tree.child(verb, "nsubj") or tree.child(joined, *SUBJECTS)  # "the toll rose and included two"
    if subject is not None and not labels("dead body").isdisjoint(lemmas(subject.lower)):
        return "killed"  # "the recovered bodies included six women"
    return _said_of(tree, subject.index) if subject is not None else None


def _said_of(tree: Tree, phrase: int) -> str | None:
    """What the words of a phrase tell of people that a part may share."""
    reach = tree.subtree(phrase)
    cues = [cue for index in reach for cue in cues_at(tree, index) if cue.counted & PERSON and not cue.also]
    told = [cue for cue in cues if cue.measure in labels("part-measure") and cue.slot not in ("subj", "of")]
    return min(told, key=lambda cue: cue.cost).measure if told else None


def of_joined(mention: Mention, tree: Tree, previous: Fact | None) -> str | None:
    """E.g. the second of "a colonel and a former deputy were among the dead": what is said of both."""
    if previous is None or not previous.implicit or previous.measure not in harm_measures():
        return None
    noun = tree.tokens[mention.anchor]
    first = tree.tokens[noun.head]
    joined = noun.dep == "conj" and first.start < previous.span.end and first.end > previous.span.start
    return previous.measure if joined else None


def not_of_others(finding: Finding | None, mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """The finding, or ``other`` where it tells the death or wounds of others than a subject with a verb of its own."""
    if finding is not None and _is_told_of_counted(tree, mention, finding):
        return find_measure(tree, mention.anchor, classes, _NEAR, within=frozenset((mention.anchor,))) or finding
    if finding is None or not _is_of_others(tree, mention, finding):
        return finding
    beside = passive_beside(tree, mention, classes)
    own = beside is not None and not _is_of_others(tree, mention, beside)
    return beside if own else Finding(measure="other", token=mention.anchor, cost=WEAK)


def _is_told_of_counted(tree: Tree, mention: Mention, finding: Finding) -> bool:
    """E.g. "45 people still missing and 6,500 evacuees", where the parser joins these with the verb of those before."""
    noun, verb = tree.tokens[mention.anchor], finding.token
    if noun.dep != "conj" or noun.head != verb or verb > mention.number:
        return False
    subjects = [child for child in tree.children[verb] if tree.tokens[child].dep in SUBJECTS]
    return any(tree.child(subject, "nummod") is not None for subject in subjects)


def _is_of_others(tree: Tree, mention: Mention, finding: Finding) -> bool:
    verb = own_verb(tree, mention) if finding.measure in HARMED else None
    told = tree.tokens[finding.token]
    if _is_counted_itself(tree, mention, finding):
        return True
    if verb is None or told.tag[:2] != "VB" or (told.dep == "acl" and told.head in (mention.number, mention.anchor)):
        return False  # "dozens of migrants feared drowned", whatever else the parser makes of it
    way = tree.path(finding.token)
    within = way[: way.index(verb)] if verb in way else ()
    subjects = [tree.child(index, *SUBJECTS) for index in within]
    return verb not in way or any(one is not None and one.tag[:3] not in ("PRP", "WP", "WDT") for one in subjects)


def _is_counted_itself(tree: Tree, mention: Mention, finding: Finding) -> bool:
    """E.g. the bodies of "one woman wept as workers carried several bodies", which are none of hers."""
    noun, at = tree.tokens[finding.token], mention.anchor
    if finding.measure not in HARMED or noun.tag[:2] != "NN" or noun.index in tree.path(at):
        return False
    many = tree.child(noun.index, "nummod", "amod")
    if many is None or many.index == mention.number or at in tree.path(noun.index):
        return False
    return many.tag == "CD" or many.lower in lexicon.listed("numbers", "vague")


def own_verb(tree: Tree, mention: Mention) -> int | None:
    """The verb that tells a fate of the mention alone: "the blast killed nine and five were dragged ashore".

    Whatever became of the five, they are not said to be dead. None for verbs that tell none, as in "five were recorded".
    """
    subject = next((i for i in tree.path(mention.number) if tree.tokens[i].dep in SUBJECTS), None)
    following = tree.tokens[max(mention.anchor, mention.number) + 1 :][:1]
    if subject is not None:
        verb = tree.tokens[tree.tokens[subject].head]
        verb = tree.tokens[verb.head] if verb.dep in ("aux", "auxpass") else verb
    elif following and following[0].dep in ("aux", "auxpass"):  # the parser may take "and 14 others" for an object
        verb = tree.tokens[following[0].head]
        if tree.child(verb.index, *SUBJECTS) is not None:
            return None
    else:
        return None
    # "nine were killed and two of the drivers are still at the depot": none of the nine
    still = any(tree.tokens[c].lower in ("still", "now") for c in tree.children[verb.index])
    tells = verb.tag[:2] == "VB" and (still or not set(lemmas(verb.lower)) & labels("counting verb"))
    return verb.index if tells else None


def of_people(mention: Mention, tree: Tree) -> str | None:
    """What the number of people itself shows: how many find room, or that they were shot."""
    meant = mention.elided and tree.tokens[tree.tokens[mention.number].head].lower in ("for", "of")
    if (meant or mention.classes & {"person", "household"}) and is_capacity(tree, mention.number):
        return "other"  # "cells that can hold 12 people", "boats meant for 15" hold none yet
    return "casualties" if _are_shot(mention, tree) else None  # "13 shot at a party": no plural, so no shots


def _are_shot(mention: Mention, tree: Tree) -> bool:
    """E.g. "13 shot at a party": no plural, so no shots; "four shot dead", "two shot and killed" say more themselves."""
    following = tree.after(mention.number, 2)
    hit = following[:1] == ["shot"] and following[1:] not in (["dead"], ["and"], ["to"])
    return hit and mention.low != 1 and mention.counted.noun in ("shot", "person")
