"""Put right in the parse: verbs of situation reports that it takes for a noun or an adjective."""

from __future__ import annotations

from functools import cache

from ledger import lexicon
from ledger.extract.grammar.tree import PAST, TENSED, WITH_THERE, Token

_LONGEST = 6  # tokens before the comma of "In New Obora, …"
_NAMED = 2  # tokens before it at the least
_SHORTEST = 3  # tokens before the verb: "Villagers in Lida report that …"


def give_report(tokens: list[Token]) -> None:
    """E.g. "Fire officers in Obora report that 14 people have died, nine are missing", read as officers in a report."""
    for verb in tokens[_SHORTEST:-2]:
        if verb.lower != "report" or verb.tag != "NN" or tokens[verb.index + 1].lower != "that":
            continue
        place, prep = tokens[verb.index - 1], tokens[verb.head]
        speaker, clause = tokens[prep.head], tokens[tokens[verb.index + 1].head]
        named = (
            all(token.tag == "NNP" for token in tokens[prep.index + 1 : verb.index])
            and place.head == verb.index
            and prep.lower in ("in", "of", "from")
        )
        if not named or speaker.tag != "NNS" or prep.index != speaker.index + 1 or clause.tag[:2] != "VB":
            continue
        verb.tag, verb.head, verb.dep = "VBP", verb.index, "ROOT"
        place.head, place.dep = prep.index, "pobj"
        speaker.head, speaker.dep = verb.index, "nsubj"
        clause.head, clause.dep = verb.index, "ccomp"
        return


def give_opening(tokens: list[Token]) -> None:
    """E.g. "In Obora, Tolland's fire service reported …", read as a service of Obora-Tolland that is in nothing."""
    comma = next((token.index for token in tokens[1:_LONGEST] if token.text == ","), 0)
    if comma < _NAMED or tokens[0].dep != "prep":
        return
    verb, place = tokens[0].head, tokens[comma - 1]
    if any(token.tag != "NNP" for token in tokens[1:comma]) or place.head == comma:
        return
    if place.head > comma:
        place.head, place.dep = 0, "pobj"
    if place.dep != "pobj" or any(token.dep in WITH_THERE for token in tokens[:verb] if token.head == verb):
        return
    taken = [one for one in tokens[comma + 1 : verb] if one.dep in ("pobj", "appos") and one.head in (0, place.index)]
    if taken:
        taken[-1].head, taken[-1].dep = verb, "nsubj"


def give_told_deed(tokens: list[Token]) -> None:
    """E.g. "Officials said two bombings killed 12 people and hurt ten", read as bombings that are killed, and officials who hurt."""
    for deed in tokens[_SHORTEST:]:
        if deed.dep != "acl" or deed.tag not in PAST:
            continue
        doer = tokens[deed.head]
        said = tokens[doer.head]
        if (
            doer.dep != "dobj"
            or not said.index < doer.index < deed.index
            or said.lower not in lexicon.family("confirming")
        ):
            continue
        if all(token.dep != "dobj" for token in tokens[deed.index + 1 :] if token.head == deed.index):
            continue
        deed.tag, deed.head, deed.dep = "VBD", said.index, "ccomp"
        doer.head, doer.dep = deed.index, "nsubj"


def give_cited(tokens: list[Token]) -> None:
    """E.g. "The paper reported, citing police, 8 deaths", read as police that are eight deaths."""
    for citing in tokens[_SHORTEST:-_SHORTEST]:
        said = tokens[citing.head]
        if citing.lower != "citing" or said.index != citing.index - 2 or said.lower not in lexicon.family("confirming"):
            continue
        source = next((one for one in tokens if one.dep == "dobj" and one.head == citing.index), None)
        after = source.index + 1 if source is not None else 0
        if source is None or [one.tag for one in tokens[after : after + 2]] != [",", "CD"]:
            continue
        told = tokens[tokens[after + 1].head]
        if told.head == source.index and told.dep in ("appos", "conj"):
            told.head, told.dep = said.index, "dobj"


def give_so_far(tokens: list[Token]) -> None:
    """E.g. "8,500 villagers were so far affected", read as people who were so very affected, and no passive."""
    for done in tokens[_SHORTEST:]:
        if done.tag != "VBN" or done.dep != "acomp":
            continue
        was = tokens[done.head]
        beside = [token.lower for token in tokens[done.index - 2 : done.index]]
        if beside != ["so", "far"] or was.index != done.index - _SHORTEST:
            continue
        done.head, done.dep = (done.index, "ROOT") if was.head == was.index else (was.head, was.dep)
        for token in tokens:
            if token.head == was.index and token.index not in (was.index, done.index):
                token.head, token.dep = done.index, "nsubjpass" if token.dep == "nsubj" else token.dep
        was.head, was.dep = done.index, "auxpass"


_JOINS = frozenset(("and", "&", "of", "for"))


@cache
def _bodies() -> frozenset[str]:
    """The nouns and names of bodies that say things."""
    return frozenset(word for row in lexicon.rows("actors") for word in row[1].split(","))


def give_joined_name(tokens: list[Token], opened: Token) -> None:
    """E.g. "Lida Flood and Fire Rescue Agency (LFRA)", read as a flood beside an agency: what stands before its short form is one name.

    Nor is a body that speaks "on 9 May at 06.20 UTC, the Relief Agency (LRA) reports" beside the hour.
    """
    last, after = tokens[opened.index - 1], tokens[opened.index + 1 : opened.index + 4]
    if last.lower not in _bodies() or [one.text for one in after[1:2]] != [")"] or not after[0].text.isupper():
        return
    first = last.index
    while first and (tokens[first - 1].text[:1].isupper() or tokens[first - 1].lower in _JOINS):
        first -= 1
    first += tokens[first].lower in ("the", "a")
    one = tokens[last.head]
    if last.dep == "conj" and first <= one.index < last.index and one.lower not in _bodies():
        _take_over(tokens, one, last, first)
    parted = first > _NAMED and tokens[first - 1].tag == "DT" and tokens[first - _NAMED].text == ","
    if len(after) > _NAMED and after[_NAMED].tag in TENSED and last.head < first and (parted or first <= 1):
        verb = after[_NAMED]
        if not any(token.head == verb.index and token.dep in WITH_THERE for token in tokens):
            if verb.head == last.index:
                _lift(tokens, verb)
            last.head, last.dep = verb.index, "nsubj"


def _lift(tokens: list[Token], verb: Token) -> None:
    """Makes a verb the root that the parser hung on its speaker: "Nine have died, the Lida Relief Agency (LRA) announced on Monday"."""
    root = verb
    for _ in tokens:
        root = tokens[root.head]
    verb.head, verb.dep = verb.index, "ROOT"
    root.head, root.dep = verb.index, "ccomp"


def _take_over(tokens: list[Token], one: Token, last: Token, first: int) -> None:
    """Makes the last noun of a name its head, in the place of ``one``, and all before it part of it."""
    if first <= one.head <= last.index and one.head != one.index:
        return
    last.head, last.dep = (last.index, one.dep) if one.head == one.index else (one.head, one.dep)
    for token in tokens[max(0, first - 1) : last.index]:
        if token.index >= first or token.tag == "DT":
            token.head, token.dep = last.index, "det" if token.tag == "DT" else "compound"
