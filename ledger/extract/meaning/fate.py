"""What became of those counted in the end: the dead stay so, and a verb of their own says more than what a clause tells before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ledger import lexicon
from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import PAST, SUBJECTS, Token, Tree
from ledger.extract.grammar.words import PERSON, labels, lemmas
from ledger.extract.meaning.beside import HARMED
from ledger.extract.meaning.measures import Finding, cues_at, find_measure
from ledger.model import Fact, Span

_FATE = 1.6  # the number's own verb
_MAIN = 4.0  # the verb of its clause, which may be raised: "were believed to have been killed"


def own_fate(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """E.g. "two of the injured later died": the number's own verb says more than what the others are called."""
    dying = _called_dead(tree, mention.anchor)
    dying = dying if dying is not None else _dies(tree, mention.anchor, mention.number)
    if "person" in classes and dying is not None:
        return Finding(measure="killed", token=dying, cost=1.0)
    fate = (
        _of_main_verb(mention, tree, classes)
        or _of_second_verb(mention, tree, classes)
        or _of_headline(mention, tree, classes)
        or _of_freeing(tree, mention.anchor)
        or _of_themselves(tree, mention.anchor)
        if "person" in classes
        else None
    )
    if fate is not None:
        return fate
    number = tree.tokens[mention.number]
    of = mention.number if mention.counted.partitive else mention.anchor
    if (mention.counted.partitive or "person" in classes) and (bodies := _bodies_of(tree, of)) is not None:
        return Finding(measure="killed", token=bodies, cost=1.0)
    if not mention.counted.partitive or "person" not in classes or number.dep not in ("nsubj", "nsubjpass", "dobj"):
        return None
    if not set(lemmas(tree.tokens[mention.anchor].lower)) & labels("state"):
        return None
    reach = frozenset(tree.subtree(number.head)).difference(tree.subtree(mention.number))
    found = find_measure(tree, mention.number, classes, limit=_FATE, within=reach)
    return found if found and found.measure in labels("part-measure") else None


def _called_dead(tree: Tree, noun: int) -> int | None:
    """The "dead" of "68 dead inmates were left", whatever else is said of them."""
    return next((c for c in tree.children[noun] if c < noun and tree.tokens[c].dep == "amod" and tree.tokens[c].lower in lexicon.family("dead")), None)  # fmt: skip


def _bodies_of(tree: Tree, number: int) -> int | None:
    """The bodies of "recovered the bodies of three of the missing", "the bodies of all eight monks buried by the slide"."""
    of = tree.tokens[tree.tokens[number].head]
    noun = tree.tokens[of.head]
    told = tree.tokens[number].dep == "pobj" and of.lower == "of" and noun.tag[:2] == "NN"
    cues = (cue for cue in cues_at(tree, noun.index) if cue.measure == "killed" and cue.counted & PERSON)
    dead = any(cue.slot == "np" and not cue.also for cue in cues)  # a life alone may be touched or changed
    return noun.index if told and dead else None


def _dies(tree: Tree, noun: int, number: int) -> int | None:
    """The verb of "two men who had been wounded died": what became of them in the end, whatever a clause tells of them before.

    A number that comes later is of all that the clause says: "the residents who died, totalling 14".
    """
    if noun < number and (clause := tree.child(noun, "relcl")) is not None:
        return clause.index if clause.index < number and _kills(tree, clause.index, "subj") else None
    token = tree.tokens[_many(tree, noun)]
    if token.dep == "dobj":
        return _killed_later(tree, token.head)
    if token.dep == "nsubj" and (later := _died_later(tree, token.head, number)) is not None:
        return later
    if token.dep in SUBJECTS and (end := _dead_in_end(tree, token)) is not None:
        return end
    return (
        token.head
        if _clauses_of(tree, noun, token.index) and token.dep == "nsubj" and _kills(tree, token.head, "subj")
        else None
    )


def _of_main_verb(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """What became of "twelve people sheltering in a school", who "were killed": more than what a clause tells of them before.

    The dead and the hurt stay so: "twelve people killed in the raid were evacuated".
    """
    subject = tree.tokens[_many(tree, mention.anchor)]
    clauses = _clauses_of(tree, mention.anchor, subject.index)
    subjects = [c for c in tree.children[subject.head] if tree.tokens[c].dep in SUBJECTS]
    if not clauses or subjects != [subject.index]:
        return None  # none, or "400 protested outside; four were detained" read as one clause
    fate = find_measure(tree, mention.anchor, classes, limit=_MAIN, within=_with_complements(tree, subject.head))
    if fate is None or fate.measure not in labels("part-measure"):
        return None
    before = frozenset(index for clause in clauses for index in tree.subtree(clause))
    told = find_measure(tree, mention.anchor, classes, limit=_MAIN, within=before)
    harmed = told is not None and told.measure in HARMED and fate.measure != "killed"
    return told if harmed else fate


def _of_headline(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """What became of "25 abducted girls freed": the participle after the noun tells it, that before it what was before."""
    noun = mention.anchor
    before = [c for c in tree.children[noun] if c < noun and tree.tokens[c].dep == "amod"]
    after = [c for c in tree.children[noun] if c > noun and tree.tokens[c].dep == "acl" and tree.tokens[c].tag == "VBN"]
    if before and not after and tree.tokens[noun].dep == "nsubj" and tree.child(tree.tokens[noun].head, "acomp"):
        after = [tree.tokens[noun].head]  # "250 abducted schoolboys are free"
    if not before or not after or find_measure(tree, noun, classes, limit=_MAIN, within=frozenset(before)) is None:
        return None
    fate = find_measure(tree, noun, classes, limit=_MAIN, within=_with_complements(tree, after[0]))
    return fate if fate is not None and fate.measure in labels("part-measure") else None


def _of_freeing(tree: Tree, noun: int) -> Finding | None:
    """What became of "a tourist and three guides who had been held": they were released, whatever a clause tells of them before."""
    first = tree.tokens[_many(tree, noun)]
    while first.dep == "conj" and first.head < first.index and tree.tokens[first.head].tag[:2] in ("NN", "CD"):
        first = tree.tokens[first.head]
    verb = tree.tokens[first.head]
    let_go = verb.lower == "go" and verb.index > 0 and tree.tokens[verb.index - 1].lower in lexicon.family("let")
    frees = let_go or bool(labels("letting go") & set(lemmas(verb.lower)))
    if first.dep != "dobj" or verb.tag[:2] != "VB" or not frees:
        return None
    clauses = _clauses_of(tree, noun, first.index)
    held = {cue.measure for clause in clauses for cue in cues_at(tree, clause) if cue.counted & PERSON}
    return Finding(measure="rescued", token=verb.index, cost=0.8) if held & _HELD else None


_HELD = frozenset(("captured", "detained"))


def _of_second_verb(mention: Mention, tree: Tree, classes: frozenset[str]) -> Finding | None:
    """What became of "five sailors imprisoned in Lida will be freed", of which the parser takes the participle for the verb."""
    subject = tree.tokens[_many(tree, mention.anchor)]
    first = tree.tokens[subject.head]
    if subject.dep not in SUBJECTS or first.tag not in PAST or first.index < subject.index:
        return None
    if tree.child(first.index, "aux", "auxpass") is not None:
        return None
    beside = [*tree.children[first.index], *(tree.children[first.head] if first.dep == "conj" else ())]
    later = (c for c in beside if c > first.index and tree.tokens[c].dep == "conj")
    second = next((c for c in later if tree.child(c, "auxpass") is not None), None)
    if second is None or tree.child(second, *SUBJECTS) is not None:
        return None
    if any(token.tag == "CC" or token.text in (",", ";") for token in tree.tokens[first.index : second]):
        return None  # "were jailed in May and will be freed"
    fate = find_measure(tree, second, classes, limit=_MAIN, within=_with_complements(tree, second))
    return fate if fate is not None and fate.measure in labels("part-measure") else None


def _of_themselves(tree: Tree, noun: int) -> Finding | None:
    """What those counted say of themselves: "nine recruits say that they were beaten"."""
    subject = tree.tokens[_many(tree, noun)]
    said = tree.tokens[subject.head]
    if subject.dep != "nsubj" or _telling().isdisjoint(lemmas(said.lower)):
        return None
    clause = tree.child(said.index, "ccomp")
    if clause is not None and any(tree.tokens[c].tag == "MD" for c in tree.children[clause.index]):
        return None  # "forty tenants said they would leave"
    they = tree.child(clause.index, *SUBJECTS) if clause is not None else None
    if clause is None or they is None or they.lower != "they" or they.index < said.index:
        return None
    found = find_measure(tree, they.index, PERSON, limit=_MAIN, within=_with_complements(tree, clause.index))
    return found if found is not None and found.measure in labels("part-measure") else None


@cache
def _telling() -> frozenset[str]:
    """Verbs with which people tell what was done to them."""
    return lexicon.listed("reporting", "say") | lexicon.listed("reporting", "figure")


def _clauses_of(tree: Tree, noun: int, subject: int) -> list[int]:
    """The clauses after a noun that tell of it, or of the dozens that it is: "who had been wounded", "abducted in June"."""
    tops = {noun, subject}
    return [c for top in tops for c in tree.children[top] if c > noun and tree.tokens[c].dep in ("acl", "relcl")]


def _many(tree: Tree, noun: int) -> int:
    """The dozens of "dozens of men", which are as many men; else the noun itself."""
    of = tree.tokens[tree.tokens[noun].head]
    many = tree.tokens[of.head]
    partitive = tree.tokens[noun].dep == "pobj" and of.lower == "of"
    return many.index if partitive and set(lemmas(many.lower)) & labels("transparent") else noun


def _with_complements(tree: Tree, verb: int) -> frozenset[int]:
    """A verb with those that it leads to: "were reported killed", "were found dead"."""
    said, joined = {verb}, [verb]
    while joined:
        joined = [c for one in joined for c in tree.children[one] if tree.tokens[c].dep in ("xcomp", "acomp", "oprd")]
        said.update(joined)
    return frozenset(said)


def clauses_before(mention: Mention, tree: Tree, measure: str) -> Sequence[Span]:
    """Where what was before is told of those whose own verb tells the measure: "abducted in June" of "forty pupils abducted in June were freed"."""
    subject = tree.tokens[_many(tree, mention.anchor)]
    verb = subject.head
    clauses = [clause for clause in _clauses_of(tree, mention.anchor, subject.index) if clause < verb]
    if not clauses or subject.dep not in SUBJECTS:
        return ()  # as mostly
    if all(cue.measure != measure for token in _with_complements(tree, verb) for cue in cues_at(tree, token)):
        return ()
    told = ({cue.measure for cue in cues_at(tree, clause) if not cue.also} for clause in clauses)
    return [
        Span(tree.tokens[c].start, tree.tokens[verb].start)
        for c, before in zip(clauses, told, strict=True)
        if measure not in before
    ]


def _killed_later(tree: Tree, verb: int) -> int | None:
    """E.g. the second verb of "pulled nine travellers off the coach and executed them"."""
    for joined in (c for c in tree.children[verb] if tree.tokens[c].dep == "conj" and c > verb):
        done = tree.child(joined, "dobj")
        if done is not None and done.lower in ("them", "all", "both") and _kills(tree, joined, "obj"):
            return joined
    return None


def _died_later(tree: Tree, verb: int, number: int) -> int | None:
    """The "died" of "seven of 11 miners brought up alive later died": the participle is no verb of theirs, whatever the parser says."""
    found = tree.tokens[verb]
    if found.tag not in PAST or any(tree.tokens[c].dep in ("aux", "auxpass", "cc") for c in tree.children[verb]):
        return None
    if number > 1 and tree.tokens[number - 1].lower == "of" and tree.tokens[number - 2].tag == "CD":
        return None  # the 11 themselves
    joined = (
        c for c in tree.children[verb] if c > verb and tree.tokens[c].dep == "conj" and tree.tokens[c].tag == "VBD"
    )
    return next((c for c in joined if tree.child(c, *SUBJECTS) is None and _kills(tree, c, "subj")), None)


def _dead_in_end(tree: Tree, subject: Token) -> int | None:
    """The "died" of "two men were hit by a car and died": the last of what is told of them is what became of them."""
    verb, last = subject.head, None
    if subject.index > verb:
        return None
    for joined in tree.children[verb]:
        own = tree.child(joined, *SUBJECTS, "mark", "neg") is None
        if joined > verb and own and tree.tokens[joined].dep == "conj" and tree.tokens[joined].tag in PAST:
            last = joined
    return last if last is not None and tree.tokens[last].tag == "VBD" and _kills(tree, last, "subj") else None


def _kills(tree: Tree, verb: int, slot: str) -> bool:
    cues = (cue for cue in cues_at(tree, verb) if cue.slot == slot and cue.measure == "killed" and not cue.also)
    return any(cue.counted & PERSON for cue in cues)


_MOVED = frozenset(("rescued", "returned", "evacuated", "casualties"))


def of_bodies(mention: Mention, previous: Fact | None, measure: str) -> str:
    """E.g. "170 bodies were named and 145 handed over to relatives": whatever is done with bodies, they are of the dead."""
    named = (previous.entity or previous.group or "").lower().split() if previous and mention.elided else []
    told_dead = len(named) > 1 and not lexicon.family("dead").isdisjoint(named)  # but "40 dead, 12 relocated"
    bodies = bool(named) and (not labels("dead body").isdisjoint(lemmas(named[-1])) or told_dead)
    # "two of them washed ashore"
    part = previous is not None and previous.measure == "killed" and mention.counted.partitive
    # "dug out nine dead and 23 survivors"
    bodies = bodies or part or mention.counted.noun in {"dead", *labels("dead body")}
    more = measure == "other" and mention.counted.more  # "seven bodies were found … while two more were discovered"
    return "killed" if bodies and (measure in _MOVED or more) else measure
