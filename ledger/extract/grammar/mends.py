"""What the parser regularly gets wrong, put right: names, subjects and verbs of headlines, relative clauses and lists of speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ledger import lexicon
from ledger.extract.grammar.fellows import give_fellows
from ledger.extract.grammar.mends_of_clauses import give_participle, give_second_clause, give_shared_participle
from ledger.extract.grammar.mends_of_counts import (
    give_accused,
    give_after_number,
    give_aged_subject,
    give_amounting,
    give_another,
    give_breakdown,
    give_headline_pair,
    give_joint_person,
    give_joint_subject,
    give_nursed,
    give_only_done,
    give_reach,
    give_short_form,
    give_together,
    give_wreck,
)
from ledger.extract.grammar.mends_of_outlooks import give_expected
from ledger.extract.grammar.mends_of_reports import (
    give_cited,
    give_joined_name,
    give_report,
    give_so_far,
    give_told_deed,
)
from ledger.extract.grammar.mends_of_speech import give_names, give_speech
from ledger.extract.grammar.tree import PAST, SUBJECTS, Token
from ledger.extract.grammar.words import PERCENT, lemmas, noun_classes
from ledger.lexicon.gazetteer import country_of_demonym

_HELPERS = frozenset(("was", "were", "is", "are", "had", "have", "has", "remain", "remained"))
_TITLES = frozenset(row[0].lower() for row in lexicon.rows("shorttitles"))
_SUBJECTS = frozenset(SUBJECTS)
_CLAUSES = ("ccomp", "conj", "advcl", "dep")
_MARKS = frozenset((",", ":", "CC", "``", "''"))
_FEW = 3  # tokens of the shortest headline with a number
_BRACKETED = 6  # tokens of a bracket in which its head stands
_LEFT_SO = 12


def mend(tokens: list[Token]) -> None:
    """Puts right, in place, what the parser regularly gets wrong."""
    only_done = lexicon.family("only done")
    for index, token in enumerate(tokens[1:-1], 1):
        if token.text == "-" and _is_glued(tokens, index):
            token.tag = "HYPH"  # of "two counter-attacks" a tagger makes three nouns
        if token.tag == "JJ" and _is_move(tokens, index):
            token.tag = "NN"  # "a 126% spike in deaths"
        if token.tag == "JJ" and _are_people(tokens, index):
            token.tag = "NNPS"  # "200,000 South Sudanese and other refugees"
        if token.tag == "NN" and token.text.istitle() and _begins_name(tokens, index):
            token.tag = "NNP"  # "In May, Action on Famine counted 14 deaths"
        for give in _BY_WORD.get(token.lower, ()):
            give(tokens, token)
        if tokens[index - 1].tag == "CD":
            give_after_number(tokens, token)
        if token.lower in only_done:
            give_only_done(tokens, token)
    if len(tokens) > _FEW:
        give_only_done(tokens, tokens[-1])
    _give_phrases(tokens)
    _give_verb(tokens)
    _give_root(tokens)
    give_speech(tokens)
    give_expected(tokens)
    give_report(tokens)
    give_so_far(tokens)
    give_wreck(tokens)
    give_reach(tokens)
    give_told_deed(tokens)
    give_cited(tokens)
    give_another(tokens)
    give_joint_subject(tokens)
    give_together(tokens)
    give_joint_person(tokens)
    give_breakdown(tokens)
    give_headline_pair(tokens)
    give_aged_subject(tokens)
    _give_subject(tokens)
    _give_main_verb(tokens)
    give_participle(tokens)
    give_shared_participle(tokens)
    give_second_clause(tokens)
    _give_fate(tokens)
    _give_speakers(tokens)
    give_fellows(tokens)


def _give_phrases(tokens: list[Token]) -> None:
    give_names(tokens)
    _give_modifier(tokens)
    _give_name(tokens)


def _free_verb(tokens: list[Token], opened: Token) -> None:
    """E.g. "12 people missing (NDMA, 2 Sept)": what a bracket holds is no object of the verb before it."""
    for token in tokens[opened.index + 1 : opened.index + 1 + _BRACKETED]:
        if token.dep == "dobj" and token.head == opened.index - 1:
            token.dep = "dep"


# What is put right where one word or sign stands.
_BY_WORD: Mapping[str, tuple[Callable[[list[Token], Token], None], ...]] = {
    "(": (_free_verb, give_short_form, give_joined_name),
    "nursing": (give_nursed,),
    "accused": (give_accused,),
    "number": (give_amounting,),
}


def _give_speakers(tokens: list[Token]) -> None:
    """E.g. "…, a nurse and a guard said on Monday.", of whom the parser makes two more of those told of."""
    for said in tokens:
        if said.lower not in lexicon.family("said and reported") or said.tag[:2] != "VB" or said.index < _TWO:
            continue
        after = tokens[said.index + 1 : said.index + 2]
        if after and after[0].lower not in _CLOSES_SPEECH and after[0].tag != "NNP":
            continue
        joined = _start(tokens, said.index) - 1
        first = _start(tokens, joined) if tokens[joined].lower == "and" else 0
        one, other = tokens[joined - 1], tokens[said.index - 1]
        speak = all("person" in noun_classes(token.lower) for token in (one, other))
        if first == 0 or tokens[first - 1].text != "," or not speak or tokens[first].tag not in ("DT", "CD", "NNS"):
            continue
        if one.dep == "nsubj" and one.head == said.index:
            continue
        for token in tokens[:first]:
            if token.head == said.index and token.dep in SUBJECTS:
                token.dep = "dep"
        above, moved = _above(tokens, said.index), {one.index, other.index, joined}
        under = [place for place, index in enumerate(above) if index in moved]
        if under:  # what it hangs on is to hang on it
            top = above[under[-1] + 1 : under[-1] + 2]
            said.head, said.dep = (top[0], "conj") if top else (said.index, "ROOT")
        one.head, one.dep = said.index, "nsubj"
        other.head, other.dep = one.index, "conj"
        tokens[joined].head, tokens[joined].dep = one.index, "cc"


def _above(tokens: Sequence[Token], index: int) -> list[int]:
    """What a token hangs on, and what that hangs on, up to the root."""
    found: list[int] = []
    while tokens[index].head != index:
        index = tokens[index].head
        found.append(index)
    return found


def _hang(tokens: Sequence[Token], child: Token, head: int, dep: str) -> None:
    """Hangs ``child`` on ``head``; what led from that up to it takes its place, so that a tree stays a tree."""
    way = [head, *_above(tokens, head)]
    if child.index in way:
        top = tokens[way[way.index(child.index) - 1]]
        top.head, top.dep = (top.index, "ROOT") if child.head == child.index else (child.head, child.dep)
    child.head, child.dep = head, dep


def _start(tokens: Sequence[Token], end: int) -> int:
    """Where the noun phrase begins that ends before a token."""
    start = end
    while start > 0 and tokens[start - 1].tag in _OF_NOUN:
        start -= 1
    return start


_TWO = 6  # tokens of "…, a nurse and a guard" before "said"
_OF_NOUN = frozenset(("DT", "CD", "JJ", "NN", "NNS", "NNP", "HYPH"))
_CLOSES_SPEECH = frozenset((".", "on", "late", "early", "yesterday", "earlier", "in"))


def _give_fate(tokens: list[Token]) -> None:
    """E.g. "left a mother and a child wounded", of which the parser makes a child that wounds, or of what lies nearer."""
    for left in tokens:
        if left.tag[:2] != "VB" or "leave" not in lemmas(left.lower):
            continue
        whom = next(
            (token.index for token in tokens[left.index :] if token.dep == "dobj" and token.head == left.index), None
        )
        if whom is None or tokens[whom].tag[:2] != "NN":
            continue
        fate = None
        for token in tokens[whom + 1 : whom + _LEFT_SO]:
            if token.tag in ("VBN", "VBD", "VBG") and token.lower in lexicon.family("left so"):
                fate = token
            elif (
                (fate is not None and token.tag not in ("CC", "RB"))
                or token.tag[:1] in (",", ".", "V", "W", "M")
                or token.dep == "oprd"
                or (token.dep == "nummod" and tokens[token.index - 1].tag != "CC")
            ):
                break
        if fate is not None:
            fate.tag = "VBN"
            _hang(tokens, fate, left.index, "oprd")
            for other in tokens[whom + 1 : fate.index]:
                if other.dep == "conj" and other.head == left.index and other.tag[:2] == "NN":
                    _hang(tokens, other, whom, "conj")  # "left five officers and three inmates injured"


def _give_modifier(tokens: list[Token]) -> None:
    """E.g. "40 arrested protesters released", in which the parser takes "arrested" for a past tense, if not for the verb of "40"."""
    for token in tokens:
        if token.dep != "amod" or token.tag != "VBD" or token.head < token.index:
            continue
        token.tag = "VBN"
        number = tokens[token.index - 1] if token.index else token
        if number.tag == "CD" and number.head == token.index:
            number.head, number.dep = token.head, "nummod"


def _give_name(tokens: list[Token]) -> None:
    """E.g. "Brig. Gen. Ann Roe", of whose first word the parser makes somebody else, and of the full stop after it an end."""
    for title, stop, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if stop.text != "." or stop.start != title.end or name.tag != "NNP" or title.lower not in _TITLES:
            continue
        head = tokens[name.head] if name.dep == "compound" and name.head > name.index else name
        for part in (title, stop):
            part.tag = "NNP"
            _hang(tokens, part, head.index, "compound")


def _begins_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun with a capital, within a sentence of small words, is the first word of a name."""
    before, on, name = tokens[index - 1], tokens[index + 1], tokens[min(index + 2, len(tokens) - 1)]
    return before.text in (",", "the") and on.tag == "IN" and name.tag == "NNP"


def _is_move(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word stands between a percentage and the thing that moves by it, and names the move."""
    between = tokens[index - 1].lower in PERCENT and tokens[index + 1].lower in ("in", "of")
    return between and tokens[index].lower in lexicon.listed("labels", "change")


def _are_people(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number counts a people of two words, of whose name the tagger made an adjective with nothing to go before."""
    name = f"{tokens[index - 1].text} {tokens[index].text}"
    counted = index > 1 and tokens[index - 2].tag == "CD" and tokens[index - 1].tag in ("NNP", "JJ")
    return counted and tokens[index + 1].tag[:2] not in ("NN", "JJ") and country_of_demonym(name) is not None


def _give_verb(tokens: list[Token]) -> None:
    """E.g. the headline "Landslide buries 12 soldiers", which the parser reads as buries named 12 soldiers, without a verb."""
    verb = next((token for token in tokens if token.head == token.index), None)
    if verb is None or verb.tag != "NNS" or not 0 < verb.index < len(tokens) - 2:
        return
    thing = next((token for token in tokens[verb.index + 1 :] if token.head == verb.index), None)
    if thing is None or thing.dep != "appos" or tokens[verb.index + 1].tag not in ("CD", "DT"):
        return
    doer = tokens[verb.index - 1]
    if doer.head != verb.index or doer.dep != "compound":
        return
    verb.tag, doer.dep, thing.dep = "VBZ", "nsubj", "dobj"
    for token in tokens[: doer.index]:
        if token.head == verb.index:
            token.head = doer.index


def _give_root(tokens: list[Token]) -> None:
    """E.g. "ECHO report that 600 homes …", "confirmed cases amount to 13,823", whose verb the tagger takes for a noun."""
    verb = next((token for token in tokens if token.head == token.index), None)
    if verb is None or verb.tag != "NN" or not 0 < verb.index < len(tokens) - 2:
        return
    doer, after = tokens[verb.index - 1], tokens[verb.index + 1]
    if doer.head != verb.index or doer.dep not in ("compound", "nsubj"):
        return
    tells = doer.tag == "NNP" and after.lower == "that" and after.dep == "mark"
    sums = doer.tag == "NNS" and verb.lower == "amount" and after.lower == "to"
    if not (tells or sums):
        return
    verb.tag, doer.dep = "VBP", "nsubj"
    if tells and tokens[after.head].head == verb.index:
        tokens[after.head].dep = "ccomp"
    for token in tokens[: doer.index]:
        if token.head == verb.index:
            token.head = doer.index


def _give_subject(tokens: list[Token]) -> None:
    """E.g. ", adding 12 others were hurt", which the parser reads as somebody who adds twelve others, and a clause without a subject."""
    for verb in tokens:
        if verb.tag != "VBG" or verb.lower not in lexicon.family("saying besides"):
            continue
        thing = next((token for token in tokens[verb.index + 1 :] if token.head == verb.index), None)
        if thing is None or thing.dep != "dobj" or thing.index + 1 >= len(tokens):
            continue
        helper = tokens[thing.index + 1]
        clause = tokens[helper.head] if helper.dep in ("aux", "auxpass") else helper
        if helper.lower not in _HELPERS or clause.head == clause.index:
            continue
        top = verb
        while top.head not in (clause.index, top.index):
            top = tokens[top.head]
        if top.head == clause.index:  # what held the participle would hang on itself: "with officials announcing …"
            top.head, top.dep = clause.head, "advcl"
        clause.head, clause.dep = verb.index, "ccomp"
        thing.head, thing.dep = clause.index, "nsubj"


def _give_main_verb(tokens: list[Token]) -> None:
    """E.g. "Dozens of men deployed to the border were killed", which the parser reads as men who deployed, and a clause without a subject."""
    for first in tokens:
        if first.tag not in PAST:
            continue
        own = [token for token in tokens if token.head == first.index and token is not first]
        if _SUBJECTS.isdisjoint([token.dep for token in own]):
            continue
        being = next((token for token in own if token.dep == "auxpass" and token.lower == "being"), None)
        subject = next((token for token in own if token.dep == ("nsubjpass" if being else "nsubj")), None)
        helped = any(token.dep in ("aux", "auxpass", "dobj") and token.lower != "being" for token in own)
        if subject is None or helped:
            continue
        start = (being or first).index  # "130 children being held captive were freed"
        if subject.index > first.index or not _is_within(tokens, subject.index, start):
            continue
        main = next((one for one in _clauses_of(tokens, first, own) if _wants_subject(tokens, first, one)), None)
        if main is None:
            continue
        if main.head == first.index:
            main.head, main.dep = (main.index, "ROOT") if first.dep == "ROOT" else (first.head, first.dep)
        noun = tokens[start - 1]  # the men of whom there are dozens
        done_to = any(token.head == main.index and token.dep == "auxpass" for token in tokens)
        subject.head, subject.dep = main.index, "nsubjpass" if done_to else "nsubj"
        first.head, first.dep, first.tag = noun.index if noun.tag[:2] == "NN" else subject.index, "acl", "VBN"
        for token in own:
            if token.dep == "punct" and token.index > main.index:
                token.head = main.index


def _clauses_of(tokens: Sequence[Token], first: Token, own: Sequence[Token]) -> Iterator[Token]:
    """The verbs after ``first`` that hang on it, or that on which it hangs as if somebody said it, with no mark between."""
    on_it = [token for token in own if token.dep in _CLAUSES and token.tag in PAST]
    above = [tokens[first.head]] if first.dep == "ccomp" else []
    for main in (*on_it, *above):
        if main.index > first.index and all(token.tag not in _MARKS for token in tokens[first.index : main.index]):
            yield main


def _wants_subject(tokens: Sequence[Token], first: Token, main: Token) -> bool:
    """Whether a verb, with its helper if any, has no subject of its own."""
    before = [t for t in tokens[: main.index] if t.head == main.index and t is not first]
    while before and before[0].dep == "npadvmod":
        del before[0]  # the soldiers deployed last year were killed
    helped = before[:1] and before[0].lower in _HELPERS and before[0].dep in ("aux", "auxpass")
    if not helped and (before or main.tag != "VBD" or main.head != first.index):
        return False
    return tokens[(before[0] if before else main).index - 1].tag != "CD"


def _is_within(tokens: Sequence[Token], phrase: int, end: int) -> bool:
    """Whether all tokens between the head of a phrase and ``end`` are of the phrase."""
    inside = {phrase}
    for token in tokens[phrase + 1 : end]:
        if token.head not in inside:
            ahead = tokens[token.head]
            if not phrase < ahead.index < end or ahead.head not in inside:
                return False
        inside.add(token.index)
    return True


def _is_glued(tokens: Sequence[Token], index: int) -> bool:
    before, mark, after = tokens[index - 1 : index + 2]
    return (
        before.end == mark.start and mark.end == after.start and before.text[-1].isalpha() and after.text[0].isalpha()
    )
