"""Counts of people harmed that no number states: "a woman was killed" (1), "another victim", "no one was hurt" (0) (FACTS.md 5.1, 5.20)."""

from __future__ import annotations

from functools import cache

from ledger import lexicon
from ledger.extract.figures.befallen import pronoun_harmed
from ledger.extract.figures.harm_beyond import (
    done_by,
    is_harmed_beyond,
    is_life_taken,
    is_object_of_harm,
    is_one_more,
    is_one_more_there,
    is_only_victim,
    is_whoever,
)
from ledger.extract.figures.mention import Mention, implicit_mention
from ledger.extract.figures.nobody import is_denied, neither, not_one, zero
from ledger.extract.figures.rank_letters import is_rank
from ledger.extract.grammar.parse import NOUNS, SUBJECTS, Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import PERSON, labels, lemmas, noun_classes
from ledger.extract.meaning.measures import cues_at, find_measure, harm_measures
from ledger.extract.meaning.parts import first_of, is_among_them, part_of_harmed
from ledger.extract.numbers.amounts import amount
from ledger.lexicon.gazetteer import country_of_demonym
from ledger.lexicon.plurals import singular
from ledger.model import Span

_ROLES = frozenset(("nsubjpass", "nsubj", "dobj", "conj", "pobj", "poss", "ROOT", "appos", "attr", "npadvmod", "ccomp"))
_NEAR, _FARTHER = 2.15, 3.2
_MODIFIED, _WHOLE = 8, 18  # words between "including" and its noun, and between the whole and its part


def find_implicit(tree: Tree, masked: frozenset[int]) -> list[Mention]:
    """The implicit counts of one sentence; ``masked`` are tokens of time expressions."""
    found: list[Mention] = []
    for token in tree.tokens:
        if token.lower in ("a", "an", "another"):
            if token.dep == "det" and token.head > token.index:
                ones = _one(tree, token.index, token.head, masked)
                found += [*ones, *_second(tree, token.head, masked)] if ones else []
            elif token.lower == "another":
                found += _alone(tree, token.index, 1.0)
        elif token.lower == "both":
            # "a man and a boy were shot; both are expected to survive" counts nobody anew
            told = found or any(one.tag == "CD" for one in tree.tokens[: token.index])
            told = told and not _die_later(tree, token.index)
            found += _both(tree, token.index) or ([] if told else _alone(tree, token.index, 2.0))
        elif token.lower == "twins" and token.tag == "NNS":
            found += _twins(tree, token.index)
        elif token.lower == "no" or token.lower in ("nobody", "none"):
            found += zero(tree, token.index)
        elif token.lower == "neither" and token.dep in ("det", "nsubj", "nsubjpass"):
            found += neither(tree, token)
        elif token.lower == "not":
            found += not_one(tree, token.index)
        elif token.lower in ("any", "anyone", "anybody") and is_denied(tree, token.index):
            found += zero(tree, token.index)
    return found


def _one(tree: Tree, determiner: int, head: int, masked: frozenset[int]) -> list[Mention]:
    noun = tree.tokens[head]
    if noun.tag not in ("NN", "JJ", "NNP") or head in masked:
        return []
    if determiner and tree.tokens[determiner - 1].lower in ("not", "without"):
        return []  # "42 days without a new case"
    people = _is_aged(tree, head) or (noun.tag[:2] == "NN" and country_of_demonym(noun.text) is not None)  # "a Turk"
    classes = PERSON if people else noun_classes(_hyphened(tree, head))
    classes = PERSON if is_rank(tree, head) or is_one_more(tree, head) else classes
    if not classes & {"person", "deathnoun"}:
        return []
    if is_whoever(tree, head):
        return []
    of_event = classes & {"deathnoun", "casenoun"}
    anchor = head if (_is_event(tree, determiner, head) if of_event else _is_harmed(tree, head)) else None
    anchor = pronoun_harmed(tree, head) if anchor is None and not of_event else anchor
    if anchor is None:
        return []
    counted = Counted(
        anchor=anchor, head=head, span=Span(tree.tokens[determiner + 1].start, noun.end), noun=noun.lower,
        more=tree.tokens[determiner].lower == "another",
    )  # fmt: skip
    return [implicit_mention(Span(tree.tokens[determiner].start, noun.end), counted, determiner, 1.0)]


def _second(tree: Tree, first: int, masked: frozenset[int]) -> list[Mention]:
    """The child of "a woman and child were killed", who shares the woman's article."""
    after = tree.tokens[first + 1 : first + 3]
    if len(after) < 2 or after[0].lower != "and" or after[1].tag != "NN" or after[1].dep != "conj":
        return []
    noun = after[1]
    if noun.head != first or noun.index in masked or "person" not in noun_classes(noun.lower):
        return []
    verb = tree.tokens[first].head
    plural = any(tree.tokens[c].lower in ("were", "are", "have") for c in tree.children[verb])
    if not plural and not {tree.tokens[first].lower, noun.lower} <= _of_sex_or_age():
        return []  # "a teacher and mother of two was killed"
    span = Span(noun.start, noun.end)
    counted = Counted(anchor=noun.index, head=noun.index, span=span, noun=noun.lower)
    return [implicit_mention(span, counted, noun.index, 1.0)]


@cache
def _of_sex_or_age() -> frozenset[str]:
    rows = lexicon.rows("apart")
    return frozenset(word for kind, words in rows if kind in ("sex", "age") for word in words.split(","))


def _hyphened(tree: Tree, head: int) -> str:
    """The noun, lower case, with what a hyphen joins to it: "passer-by"."""
    joined = head > 1 and tree.tokens[head - 1].tag == "HYPH"
    if not joined and head and tree.tokens[head - 1].dep == "compound":
        return " ".join(token.lower for token in tree.tokens[head - 1 : head + 1])  # "a mail carrier"
    return "".join(token.lower for token in tree.tokens[head - 2 if joined else head : head + 1])


def _is_aged(tree: Tree, head: int) -> bool:
    """E.g. "a 19-year-old was arrested": a person by his age."""
    return tree.tokens[head].lower == "old" and [t.text for t in tree.tokens[max(0, head - 3) : head]][::2] == [
        "-",
        "-",
    ]


def _is_harmed(tree: Tree, head: int) -> bool:
    """A harm verb governs the noun itself, near, in the right role (not "a man accused of killing")."""
    if _is_one_of(tree, tree.subtree(head)[0]):
        return False
    if (
        is_only_victim(tree, head)
        or part_of_harmed(tree, head) in harm_measures()
        or is_among_them(tree, head)
        or _is_part_of_harmed(tree, head)
    ):
        return True
    if tree.tokens[head].dep not in _ROLES or _describes_known(tree, head) or _does_it(tree, head):
        return False
    if _is_spared(tree, head):
        return False
    limit = _FARTHER if is_object_of_harm(tree, head) else _NEAR
    finding = find_measure(tree, head, PERSON, limit=limit)
    if tree.tokens[head].dep == "nsubjpass":  # "a man who was talking to a friend was shot": the main verb comes first
        finding = (
            find_measure(tree, head, PERSON, limit=_FARTHER, within=done_by(tree, tree.tokens[head].head)) or finding
        )
    if finding is not None and finding.measure in harm_measures() and finding.token != head:
        # "a crew found 7 bodies": the noun of harm stands beside the crew, not over it
        if "life" in lemmas(tree.tokens[finding.token].lower) and not is_life_taken(tree, finding.token):
            return False
        beside = tree.tokens[finding.token].tag in NOUNS and finding.token not in tree.path(head)
        return not beside or (finding.measure == "wounded" and head in tree.path(finding.token))  # "a man with wounds"
    return _is_listed_with_harmed(tree, head) or is_harmed_beyond(tree, head)


def _is_spared(tree: Tree, head: int) -> bool:
    """E.g. "a passenger was not hurt", who is told of and unharmed."""
    if tree.tokens[head].dep != "nsubjpass":
        return False
    verb = tree.tokens[head].head
    denied = tree.child(verb, "neg") is not None
    return denied and any(cue.measure in _HURTS and cue.slot == "obj" for cue in cues_at(tree, verb))


_HURTS = frozenset(("killed", "wounded", "casualties"))


def _is_one_of(tree: Tree, first: int) -> bool:
    """E.g. "nine people, one of them a child": the number has counted it."""
    return tree.before(first, 3)[:2] == ["one", "of"]


def _does_it(tree: Tree, head: int) -> bool:
    """E.g. the second man of "a man was shot in the leg by another man", whom nobody shot."""
    by = tree.tokens[tree.tokens[head].head]
    own = any(tree.tokens[c].dep in ("relcl", "acl") for c in tree.children[head])  # "by a man who was wounded himself"
    if _is_taken_for(tree, head):
        return True
    if by.lower == "admitted" and tree.tokens[head].dep == "nsubj" and by.index > head:
        return True  # "…, a city official admitted."
    return tree.tokens[head].dep == "pobj" and by.dep == "agent" and not own


def _is_taken_for(tree: Tree, head: int) -> bool:
    """E.g. the smuggler of "a man believed to be a smuggler was shot"."""
    before = tree.before(tree.subtree(head)[0], 2)
    return before == ["to", "be"]


def _describes_known(tree: Tree, head: int) -> bool:
    """E.g. "killed Amal Haddad, a teacher", "the body of the woman, a migrant worker": told who they were (FACTS.md 5.1).

    "Two men, both students" are counted already; "the victims, a man and a boy" are not.
    """
    while (
        tree.tokens[head].dep == "conj" and tree.tokens[head].head < head and _is_anyone(tree, tree.tokens[head].head)
    ):
        head = tree.tokens[head].head  # "two men, a teacher and a guard, were killed"
    token, article = tree.tokens[head], tree.child(head, "det")
    # "LORNE, Texas A teacher was killed": what stands before the article is no part of the phrase
    first = article.index if article is not None and article.lower in ("a", "an") else tree.subtree(head)[0]
    before = [one for one in tree.tokens[max(0, first - 4) : first] if one.tag != "CD"]
    while before and before[-1].text == ",":
        before.pop()
    if token.dep != "appos" or not before or tree.tokens[first - 1].text != ",":
        return False  # "NAIROBI – A man was killed"
    whole = before[-1]
    if token.head not in tree.path(whole.index):
        return False
    if _is_first_of_rest(tree, head, whole.index):
        return False  # "the victims included five men, a woman and a boy"
    # "a boy, a woman and a man are in hospital", "killed a nun, a driver and two guards"
    joined = (c for c in tree.children[head] if tree.tokens[c].dep == "conj" and c > head)
    listed = any(_is_anyone(tree, c) or _is_counted(tree, c) for c in joined)
    if listed and _is_anyone(tree, whole.index):
        return False
    det = tree.child(whole.index, "det") if whole.tag == "NN" else None
    named = whole.tag == "NNP" or det is not None
    return named or tree.child(whole.index, "nummod") is not None


def _is_first_of_rest(tree: Tree, head: int, whole: int) -> bool:
    """Whether a row that begins with ``head`` goes on from a number of people and does not say who they were."""
    number = tree.child(whole, "nummod")
    parts = [c for c in tree.children[head] if tree.tokens[c].dep == "conj" and c > head]
    if (
        number is None
        or not parts
        or not all(_is_anyone(tree, one) or _is_of_somebody(tree, one) for one in (head, *parts))
    ):
        return False
    if any(tree.tokens[one].tag == "NNS" for one in parts):
        return True  # "two nurses, a woman and her twins": more people than the number says
    included = "include" in lemmas(tree.tokens[tree.tokens[whole].head].lower)
    return included or amount(number.lower) not in (None, 1.0 + len(parts))


def _is_part_of_harmed(tree: Tree, head: int) -> bool:
    """E.g. "six people, including a nun, died", "killed nine, among them a boy": what is said of a number of people."""
    first = first_of(tree, head)
    words = tree.before(first, _MODIFIED)
    listed = _is_in_row(tree, head)
    if not listed and not any(word in ("including", "among") for word in words):
        return False
    counts = [t.index for t in tree.tokens[max(0, first - _WHOLE) : first] if t.tag == "CD"]
    counts = [index for index in counts if tree.tokens[index + 1].tag != "HYPH"]  # "a six-year-old girl"
    # the last of them may be a part itself: "killed nine, including three guards and a driver"
    return any(_is_whole_harmed(tree, head, number) for number in (counts if listed else counts[-1:]))


def _is_in_row(tree: Tree, head: int) -> bool:
    """Whether the noun stands in a row that "including" or "among" opens, however long the row is."""
    first = head
    while tree.tokens[first].dep in ("conj", "appos") and tree.tokens[first].head < first:
        first = tree.tokens[first].head
    return tree.tokens[first].dep == "pobj" and tree.tokens[tree.tokens[first].head].lower in ("including", "among")


def _is_whole_harmed(tree: Tree, head: int, number: int) -> bool:
    noun = tree.tokens[number].head if tree.tokens[number].dep == "nummod" else number
    people = "person" in noun_classes(tree.tokens[noun].lower) or tree.tokens[noun].lower == "others"
    if noun != number and not people:
        return False
    finding = find_measure(tree, noun, PERSON, limit=_FARTHER)
    told = finding is not None and finding.measure in harm_measures()
    return told or _counts_harmed(tree, number)


def _counts_harmed(tree: Tree, number: int) -> bool:
    """E.g. the 14 of "the number of people injured rose to 14, including a boy"."""
    subject = tree.subject_over(number, 4)
    if subject is None or subject.lower not in labels("quantity"):
        return False
    return any(cue.measure in harm_measures() for index in tree.subtree(subject.index) for cue in cues_at(tree, index))


def _is_listed_with_harmed(tree: Tree, head: int) -> bool:
    """E.g. "including seven guards, an inmate and three cooks": what is said of the first holds for the rest."""
    first = head
    while tree.tokens[first].dep in ("conj", "appos") and tree.tokens[first].head < first:
        first = tree.tokens[first].head
    numbered = any(tree.tokens[c].dep == "nummod" for c in tree.children[first])
    if first != head and _is_anyone(tree, first) and (_is_anyone(tree, head) or tree.tokens[head].lower == "twins"):
        return _is_harmed(tree, first)  # "left a man and a girl dead"
    if first == head or not numbered or "person" not in noun_classes(tree.tokens[first].lower):
        return False
    finding = find_measure(tree, first, PERSON, limit=6.0)
    return finding is not None and finding.measure in harm_measures()


def _is_anyone(tree: Tree, head: int) -> bool:
    article = tree.child(head, "det")
    return article is not None and article.lower in ("a", "an") and "person" in noun_classes(tree.tokens[head].lower)


def _is_of_somebody(tree: Tree, head: int) -> bool:
    """E.g. "her twins"."""
    owner = tree.child(head, "poss")
    return owner is not None and owner.tag == "PRP$" and "person" in noun_classes(tree.tokens[head].lower)


def _is_counted(tree: Tree, head: int) -> bool:
    """E.g. "two guards"."""
    return tree.child(head, "nummod") is not None and "person" in noun_classes(tree.tokens[head].lower)


def _is_event(tree: Tree, determiner: int, head: int) -> bool:
    """E.g. "another death", "a suspected case"; a bare "a death", "a case" may be any."""
    if tree.tokens[determiner].lower == "another" and "deathnoun" in noun_classes(tree.tokens[head].lower):
        return True
    verb = tree.tokens[tree.tokens[head].head]
    if tree.tokens[head].dep == "nsubjpass" and set(lemmas(verb.lower)) & labels("recording"):
        return True  # "a case was confirmed"
    if tree.tokens[head].dep in ("dobj", "nsubjpass") and _is_body_found(tree, head):
        return True
    between = {token.lower for token in tree.tokens[determiner + 1 : head]}
    return bool(between & labels("case-status")) and tree.tokens[head].dep in _ROLES


def _is_body_found(tree: Tree, head: int) -> bool:
    """E.g. "divers found a body in the dam"; whose it is would be counted itself: "a body of a boy"."""
    verb = tree.tokens[tree.tokens[head].head]
    if verb.tag == "VBG" and verb.dep in ("csubj", "csubjpass"):
        return False  # "finding a body would let him bury his brother"
    found = set(lemmas(verb.lower)) & labels("finding a body")
    dead = tree.tokens[head].lower in labels("dead body")
    beside = {tree.tokens[c].lower for c in tree.children[head]}
    return bool(found) and dead and beside.isdisjoint(("of", "second", "third", "fourth", "fifth", "last"))


def _both(tree: Tree, index: int) -> list[Mention]:
    """E.g. "both passengers were killed", "both men died"."""
    head = tree.tokens[index].head
    if head <= index or tree.tokens[head].tag != "NNS" or "person" not in noun_classes(tree.tokens[head].lower):
        return []
    if not _is_harmed(tree, head) or _describes_known(tree, head):
        return []
    noun = tree.tokens[head]
    counted = Counted(
        anchor=head, head=head, span=Span(tree.tokens[index + 1].start, noun.end), noun=singular(noun.lower)
    )
    return [implicit_mention(Span(tree.tokens[index].start, noun.end), counted, index, 2.0)]


def _twins(tree: Tree, index: int) -> list[Mention]:
    """E.g. "a woman and her twins were killed": two people; "the twins", of whom was told, are not told of anew."""
    named = any(
        tree.tokens[c].dep == "nummod" or tree.tokens[c].lower in ("the", "these", "both") for c in tree.children[index]
    )
    if named or not _is_harmed(tree, index):
        return []
    noun = tree.tokens[index]
    counted = Counted(anchor=index, head=index, span=Span(noun.start, noun.end), noun="twin")
    return [implicit_mention(Span(noun.start, noun.end), counted, index, 2.0)]


def _alone(tree: Tree, index: int, value: float) -> list[Mention]:
    """E.g. "One man died and another was wounded", "killed one person and injured another": the word stands for the people."""
    done_to = tree.tokens[index].dep == "dobj" and tree.tokens[index].lower == "another"
    if is_one_more_there(tree, index):
        counted = Counted(anchor=index, head=None, span=None, noun="person", more=True)
        return [implicit_mention(Span(tree.tokens[index].start, tree.tokens[index].end), counted, index, value)]
    if tree.tokens[index].dep not in SUBJECTS and not (done_to and _some_counted(tree, index)):
        return []
    finding = find_measure(tree, index, PERSON, limit=_FARTHER)
    if finding is None or finding.measure not in harm_measures() or _is_spared(tree, index):
        return []
    span = Span(tree.tokens[index].start, tree.tokens[index].end)
    more = tree.tokens[index].lower == "another"
    counted = Counted(anchor=index, head=None, span=None, noun="person", more=more)
    return [implicit_mention(span, counted, index, value)]


def _die_later(tree: Tree, both: int) -> bool:
    """E.g. "two men were hurt and both later died": told of before, and not yet as dead."""
    after = tree.after(both, 2)
    later = bool(after) and after[0] in lexicon.family("in the end")
    return later and after[-1] in lexicon.family("dying")


def _some_counted(tree: Tree, index: int) -> bool:
    """Whether the nearest noun before is of people: "the blast hit one bus and damaged another" counts none."""
    nouns = [token for token in tree.tokens[:index] if token.tag in ("NN", "NNS")]
    return bool(nouns) and "person" in noun_classes(nouns[-1].lower)
