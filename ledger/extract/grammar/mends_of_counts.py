"""What the parser regularly gets wrong about numbers, put right."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.grammar.tree import FINITE, PAST, SUBJECTS, TENSED, WITH_THERE, Token
from ledger.extract.grammar.words import OF_PEOPLE, noun_classes

TWO_THINGS = 2  # tokens of "blankets and 3,800" before "stoves"
_JOINT = 5  # tokens of "and three more firefighters"


def give_nursed(tokens: list[Token], nursing: Token) -> None:
    """E.g. "left 130 marchers nursing cuts and burns", of which the parser makes cuts of marchers."""
    whom, wound = tokens[nursing.index - 1], tokens[nursing.head]
    if (
        nursing.tag != "NN"
        or whom.tag != "NNS"
        or nursing.dep != "compound"
        or wound.index < nursing.index
        or whom.head != wound.index
    ):
        return
    whom.head, whom.dep = wound.head if wound.head != wound.index else whom.index, wound.dep
    wound.head, wound.dep = nursing.index, "dobj"
    nursing.head, nursing.dep, nursing.tag = whom.index, "acl", "VBG"


def give_amounting(tokens: list[Token], verb: Token) -> None:
    """E.g. "the missing now number 1,306", "survivors number 12", of which the parser makes the number of something."""
    if verb.tag != "NN":
        return
    count = tokens[verb.index + 1]
    at = verb.index - 1
    while at > 0 and tokens[at].tag == "RB":
        at -= 1
    many = tokens[at]
    named = many.lower in lexicon.listed("labels", "nominal") and at > 0 and tokens[at - 1].tag == "DT"
    if count.tag != "CD" or count.head != verb.index or many.head not in (verb.index, count.index):
        return
    if not named and not (many.tag == "NNS" and noun_classes(many.lower) & OF_PEOPLE):
        return
    for token in tokens[max(0, at - 2) : at]:
        if token.head == verb.index and token.dep in ("det", "poss", "amod"):
            token.head = many.index
    for token in tokens[count.index + 1 :]:
        if token.head == verb.index and token.tag == "CD" and token.dep == "conj":
            token.head = count.index  # "the dead number 41 and the injured 12"
    many.head, many.dep, many.tag = verb.index, "nsubj", "NNS"
    count.dep, verb.tag = "dobj", "VBP"


_NOUN_ROLES = ("pobj", "nsubj", "nsubjpass", "dobj")


def give_accused(tokens: Sequence[Token], accused: Token) -> None:
    """E.g. "the other three accused were freed", of whom the parser makes three that were accused; "three accused of theft" are."""
    count, after = tokens[accused.index - 1], tokens[accused.index + 1]
    if accused.tag != "VBN" or after.lower == "of":
        return
    if accused.dep in _NOUN_ROLES:
        accused.tag = "NNS"
    elif accused.dep == "acl" and count.tag == "CD" and accused.head == count.index:
        accused.tag, accused.dep = "NNS", count.dep
        accused.head = count.head if count.head != count.index else accused.index
        for token in tokens:
            if token.head == count.index and token.dep in ("det", "amod", "poss"):
                token.head = accused.index
        count.head, count.dep = accused.index, "nummod"


def give_after_number(tokens: Sequence[Token], token: Token) -> None:
    """What stands right after a number and was taken for another part of speech."""
    if token.index > TWO_THINGS and token.tag in PAST:
        give_listed_thing(tokens, token)
    if token.tag == "NN" and tokens[token.index + 1].tag in ("DT", "PRP$"):
        give_deed(tokens[token.index - 1], token)
    if token.index > 1 and token.tag in PAST:
        give_done_to(tokens, token)


def give_only_done(tokens: Sequence[Token], token: Token) -> None:
    """Verbs that no noun is spelt like: "some 350 arrive", and in a headline without a full stop "as two more die"."""
    if token.tag not in ("NN", "NNP") or token.lower not in lexicon.family("only done"):
        return
    give_doing(tokens, token)
    more = tokens[token.index - 1]
    if more.lower == "more" and more.head == token.index and tokens[token.index - 2].tag == "CD":
        give_more_doing(tokens[token.index - 2], more, token)


def give_deed(number: Token, noun: Token) -> None:
    """E.g. "a further 40 face the sack", of which the parser makes forty of a face."""
    counts = (number.head, number.dep) == (noun.index, "nummod") and number.lower not in ("one", "1")
    if counts and noun.lower in lexicon.listed("labels", "deed"):
        noun.tag, number.dep = "VBP", "nsubj"


def give_listed_thing(tokens: Sequence[Token], verb: Token) -> None:
    """E.g. "7,350 mats, 1,000 treated mosquito nets, 2,500 cups", of which the parser makes a thousand that treated nets."""
    number = tokens[verb.index - 1]
    thing = next(
        (one for one in tokens[verb.index + 1 : verb.index + 5] if one.tag[:1] != "J" and one.tag != "NN"), None
    )
    if (
        thing is None
        or thing.tag != "NNS"
        or (thing.head, number.head, number.dep) != (verb.index, verb.index, "nsubj")
    ):
        return
    first, comma = tokens[number.index - 2], tokens[number.index - 1]
    following = [one.tag for one in tokens[thing.index + 1 : thing.index + 3]]
    if comma.text != "," or first.tag != "NNS" or following[:1] not in ([","], ["CC"]) or following[1:] != ["CD"]:
        return
    above = next((one for one in tokens[: number.index] if one.head == verb.index and one.dep == "ccomp"), None)
    if above is not None:
        above.head, above.dep = (above.index, "ROOT") if verb.head == verb.index else (verb.head, verb.dep)
    elif verb.dep == "conj" and verb.head < first.index:
        above = tokens[verb.head]  # "carried 28,760 buckets, 11 prefabricated huts and 40 lamps"
    else:
        return
    for token in tokens:
        if token.head == verb.index and token.index != verb.index and token is not thing:
            token.head = above.index
    thing.head, thing.dep = first.index, "conj"
    verb.head, verb.dep, verb.tag = thing.index, "amod", "VBN"
    number.head, number.dep = thing.index, "nummod"


def give_doing(tokens: Sequence[Token], doing: Token) -> None:
    """E.g. "some 350 arrive every month", "1,300 Somalis arrive", "eight recommend it", of which the parser makes arrives that are counted."""
    before = tokens[doing.index - 1]
    counted = before.tag == "CD" and before.dep == "nummod" and before.lower not in ("one", "1")
    named = before.tag in ("NNS", "NNPS") and before.dep in ("compound", "nmod", "amod")
    if before.head != doing.index or not (counted or named):
        return
    doing.tag, before.dep = "VBP", "nsubj"
    if doing.dep in SUBJECTS and tokens[doing.head].tag == "VBG":  # "eight recommend buying it"
        verb = tokens[doing.head]
        doing.head, doing.dep = (doing.index, "ROOT") if verb.head == verb.index else (verb.head, verb.dep)
        verb.head, verb.dep = doing.index, "xcomp"
        for token in tokens:
            if token.head == verb.index and token.index < before.index:
                token.head = doing.index


def give_more_doing(number: Token, more: Token, doing: Token) -> None:
    """E.g. "toll climbs to 25 as two more die", of which the parser makes two more dies."""
    if number.head == doing.index and number.index:
        doing.tag, number.dep, more.head = "VBP", "nsubj", number.index


def give_another(tokens: list[Token]) -> None:
    """E.g. "five were killed and another suffered injuries", where the parser makes suffered injuries of which there is another.

    So it does of "26 houses fell and 90 sustained damage".
    """
    for another, verb, thing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if another.tag == "CD":
            told = verb.lower in lexicon.family("taking harm") and thing.lower in lexicon.family("harm taken")
        else:
            told = another.lower == "another" and verb.tag in PAST and thing.tag == "NNS"
        if not told:
            continue
        if verb.dep != "amod" or verb.head != thing.index or another.head != thing.index or thing.head == thing.index:
            continue
        verb.tag, verb.head, verb.dep = "VBD", thing.head, thing.dep if thing.dep == "conj" else "dep"
        another.head, another.dep = verb.index, "nsubj"
        thing.head, thing.dep = verb.index, "dobj"


def _bare_clause(tokens: list[Token], told: Token) -> Token | None:
    """What was confirmed, where the parser leaves it without a subject."""
    led = (one for one in tokens[told.index + 1 :] if one.head == told.index and one.dep == "ccomp")
    clause = next((one for one in led if one.tag in TENSED), None)
    if clause is None or any(one.head == clause.index and one.dep in WITH_THERE for one in tokens):
        return None
    return clause


def give_joint_subject(tokens: list[Token]) -> None:
    """E.g. "confirmed six civilians and three firefighters were dead", of which the parser makes civilians who are confirmed."""
    for joint in tokens:
        if joint.lower != "and" or not 1 < joint.index < len(tokens) - 2 or tokens[joint.index + 1].tag != "CD":
            continue
        first = tokens[joint.index - 1]
        told = tokens[first.head]
        if first.dep == "dobj" and told.lower in lexicon.family("confirming") and (bare := _bare_clause(tokens, told)):
            first.head, first.dep = bare.index, "nsubj"  # of "eight nuns and two gardeners were dead"
            continue
        second = next((one for one in tokens[joint.index + 2 :] if one.tag[:2] == "NN" and one.dep in WITH_THERE), None)
        clause = tokens[second.head] if second is not None else None
        if second is None or clause is None or first.dep != "dobj" or told.lower not in lexicon.family("confirming"):
            continue
        if clause.dep != "conj" or clause.head != told.index or second.index > joint.index + _JOINT:
            continue
        first.head, first.dep = clause.index, second.dep
        second.head, second.dep = first.index, "conj"
        joint.head, joint.dep = first.index, "cc"
        clause.head, clause.dep = told.index, "ccomp"


def give_together(tokens: list[Token]) -> None:
    """E.g. "in the two hardest-hit towns taken together the rate is 9%": nobody took towns, and the rate is what is 9%."""
    for joined in tokens[2:]:
        taken = tokens[joined.index - 1] if joined.lower == "together" else joined
        apart = taken is joined and joined.lower != "combined"
        if apart or taken.tag not in PAST or tokens[taken.index - 1].tag not in ("NNS", "NNPS"):
            continue
        noun = tokens[taken.index - 1]
        if taken.dep != "acl" or taken.head != noun.index:
            continue
        taken.tag, taken.dep = "RB", "advmod"
        root = next((t for t in tokens if t.head == t.index), taken)
        for token in tokens[joined.index + 1 : root.index]:
            if token.head == taken.index and token.dep in ("dobj", "nsubj"):
                token.head, token.dep = root.index, "nsubj"


def give_headline_pair(tokens: Sequence[Token]) -> None:
    """E.g. the headline "Two soldiers, three rebels killed in raid", read as two soldiers, who are three rebels that were killed."""
    first = next((one for one in tokens if one.head == one.index), None)
    if first is None or first.tag != "NNS" or any(token.tag in FINITE for token in tokens):
        return
    counted = {token.head for token in tokens if token.dep == "nummod"}
    second = next(
        (one for one in tokens if one.dep == "appos" and one.head == first.index and one.index in counted), None
    )
    if second is None or first.index not in counted or second.tag[:2] != "NN":
        return
    fate = next((one for one in tokens[second.index + 1 :] if one.dep == "acl" and one.head == second.index), None)
    if fate is not None and fate.tag == "VBN":
        second.dep, fate.head = "conj", first.index


def give_breakdown(tokens: Sequence[Token]) -> None:
    """E.g. "the monitor said that 40 people had died: 25 Tolland fighters and …", read as a monitor that is 25 fighters."""
    colon = next((token.index for token in tokens[2:] if token.text == ":"), 0)
    part = (
        next((one for one in tokens[colon + 1 :] if one.dep == "appos" and one.head < colon), None) if colon else None
    )
    if part is None or not noun_classes(part.lower) & OF_PEOPLE:
        return
    counted = {token.head for token in tokens if token.dep == "nummod"}
    if part.index not in counted or part.head in counted:
        return
    whole = next((one for one in reversed(tokens[part.head + 1 : colon]) if one.index in counted), None)
    if whole is not None and noun_classes(whole.lower) & OF_PEOPLE:
        part.head = whole.index


def give_done_to(tokens: Sequence[Token], done: Token) -> None:
    """E.g. "among 24 collected samples, 22 …", of which the parser makes samples that somebody collected among 24."""
    count, among = tokens[done.index - 1], tokens[done.index - 2]
    if (count.head, among.head, among.dep) != (among.index, done.index, "prep") or done.head == done.index:
        return
    last = done.index + 1
    while tokens[last].tag in ("NN", "JJ") and last < len(tokens) - 1:
        last += 1
    thing = tokens[last]
    if thing.tag != "NNS" or (thing.head, thing.dep) != (done.index, "dobj"):
        return
    for token in tokens:
        if token.head == done.index and token.index != done.index and token is not thing:
            token.head = done.head
    thing.head, thing.dep = among.index, "pobj"
    count.head, count.dep = thing.index, "nummod"
    done.head, done.dep, done.tag = thing.index, "amod", "VBN"


def give_short_form(tokens: Sequence[Token], opened: Token) -> None:
    """E.g. "19 Nipah virus (NiV) cases", of which the parser makes nineteen of a virus: the cases are what is counted."""
    if opened.index < 1 or opened.index + 3 >= len(tokens) or tokens[opened.index + 2].text != ")":
        return
    before, cases = tokens[opened.index - 1], tokens[opened.index + 3]
    short = tokens[opened.index + 1].text
    if cases.tag != "NNS" or (cases.head, cases.dep) != (before.index, "appos") or not short[:1].isalpha():
        return
    cases.head, cases.dep = (before.head, before.dep) if before.head != before.index else (cases.index, before.dep)
    before.head, before.dep = cases.index, "nmod"


_HUNG = frozenset(("pobj", "prep", "agent", "acl", "compound", "nmod", "relcl", "appos"))


def give_joint_person(tokens: Sequence[Token]) -> None:
    """E.g. the man of "a woman of Renby and a man of Obora died", whom the parser joins to Renby: he stands beside the woman."""
    for index, token in enumerate(tokens):
        if token.dep != "conj" or token.head > index or token.tag != "NN" or not _is_anyone(tokens, index):
            continue
        if "person" in noun_classes(tokens[token.head].lower):
            continue
        above = token.head
        while tokens[above].dep in _HUNG and not _is_anyone(tokens, above) and tokens[above].head < above:
            above = tokens[above].head
        if above == token.head or tokens[above].tag != "NN" or not _is_anyone(tokens, above):
            continue
        for joint in tokens[max(0, index - _JOINT) : index]:
            if joint.dep == "cc" and joint.head == token.head:
                joint.head = above
        token.head = above


def _is_anyone(tokens: Sequence[Token], index: int) -> bool:
    first = [
        one.lower for one in tokens[max(0, index - _BEFORE_NOUN) : index] if one.head == index and one.dep == "det"
    ]
    return first[:1] in (["a"], ["an"], ["another"]) and "person" in noun_classes(tokens[index].lower)


_BEFORE_NOUN = 9  # tokens of "a 26-year-old Norwegian bus driver"
_AGED = 4  # tokens of "17-year-old"


def give_aged_subject(tokens: Sequence[Token]) -> None:
    """E.g. "… to his leg and a 17-year-old was hurt", of whom the parser makes one more of the boy's limbs."""
    for index, token in enumerate(tokens[:-1]):
        if token.lower != "old" or token.dep not in ("conj", "pobj") or index < _AGED:
            continue
        hyphens = tokens[index - 1].text == tokens[index - 3].text == "-"
        following = tokens[index + 1]
        verb = tokens[following.head] if following.dep in ("aux", "auxpass") else following
        if not hyphens or verb.index <= index or verb.tag not in PAST:
            continue
        token.head, token.dep, token.tag = verb.index, "nsubjpass" if following.dep == "auxpass" else "nsubj", "NN"


def give_reach(tokens: list[Token]) -> None:
    """E.g. "455 people countrywide have died", of which the parser makes a thing called countrywide."""
    for reach in tokens[1:]:
        counted = tokens[reach.index - 1]
        if reach.tag != "NN" or not reach.lower.endswith("wide") or len(reach.text) <= _WIDE:
            continue
        if counted.tag != "NNS" or counted.head != reach.index:
            continue
        counted.head, counted.dep = (reach.head, reach.dep) if reach.head != reach.index else (counted.index, "ROOT")
        reach.head, reach.dep, reach.tag = counted.index, "advmod", "RB"
        for token in tokens[: reach.index - 1]:
            token.head = counted.index if token.head == reach.index else token.head


_WIDE = 4  # letters of the word itself


def give_wreck(tokens: list[Token]) -> None:
    """E.g. "Plane carrying 72 crashes in Nepal", "Ferry with 90 sinks", of which the parser makes 72 crashes and 90 sinks."""
    for wreck in tokens[_SHORTEST:]:
        if wreck.tag != "NNS" or wreck.lower not in lexicon.family("goes to wreck"):
            continue
        count, carrying = tokens[wreck.index - 1], tokens[wreck.head]
        vessel = tokens[carrying.head]
        held = carrying.index == count.index - 1 and carrying.lower in lexicon.family("with people in it")
        if not held or count.tag != "CD" or count.head != wreck.index or vessel.index != carrying.index - 1:
            continue
        wreck.head, wreck.dep = (wreck.index, "ROOT") if vessel.head == vessel.index else (vessel.head, vessel.dep)
        count.head, count.dep, wreck.tag = carrying.index, "pobj" if carrying.tag == "IN" else "dobj", "VBZ"
        vessel.head, vessel.dep = wreck.index, "nsubj"
        return


_SHORTEST = 3  # tokens before the verb: "Plane carrying 72"
