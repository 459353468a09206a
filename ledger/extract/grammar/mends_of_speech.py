"""Put right in the parse: who says something, where the parser makes of the saying a participle, or of the speaker one more name in what opens the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.grammar.mends_of_reports import give_opening
from ledger.extract.grammar.tree import NAMES, NOUNS, SUBJECTS, TENSED, WITH_THERE, Token
from ledger.lexicon.gazetteer import look_up

_OPENS = frozenset(("IN", "VBG", "RB", "VBN", "TO"))
_PHRASE = frozenset((*NOUNS, "DT", "JJ", "PRP$", "POS", "HYPH", "CD", "VBN"))


def give_names(tokens: list[Token]) -> None:
    """Makes names whole, and gives verbs the subjects that hang on their helpers."""
    _give_first_name(tokens)
    _give_to_verb(tokens)
    _give_whole_name(tokens)


def _give_first_name(tokens: Sequence[Token]) -> None:
    """E.g. "Lanterns Without Walls says", "Bread for All says", "Lomra24 says": what opens a sentence is a name if capitals go on."""
    if not tokens:
        return
    first, rest = tokens[0], tokens[1:3]
    if first.tag in ("JJ", "CD", "NN") and first.text[:1].isupper() and first.text[-1:].isdigit():
        first.tag = "NNP"
    if len(rest) <= 1 or first.tag not in ("NN", "NNS") or not first.text.istitle() or rest[0].tag != "IN":
        return
    if rest[1].text[:1].isupper() and (rest[0].text.istitle() or rest[1].tag in ("DT", "PDT")):
        first.tag = "NNPS" if first.tag == "NNS" else "NNP"


def _give_to_verb(tokens: list[Token]) -> None:
    """Gives the verb the subject that the parser hung on its helper: the weir of "the agency said the weir was shut and that …"."""
    for token in tokens:
        helper = tokens[token.head]
        if token.dep == "nsubj" and helper.dep in ("aux", "auxpass") and token.index < helper.index < helper.head:
            token.head, token.dep = helper.head, "nsubjpass" if helper.dep == "auxpass" else "nsubj"


def _give_whole_name(tokens: list[Token]) -> None:
    """E.g. "the Roof Now Coalition said", read as a roof that now is a coalition: an adverb with a capital between names is of the name."""
    for word in tokens[1:-2]:
        if word.tag not in ("RB", "UH") or not word.text.istitle():
            continue
        first, last = tokens[word.index - 1], tokens[word.index + 1]
        if first.tag not in NAMES or last.tag not in NAMES or first.head == last.index:
            continue
        outer = first if last.dep == "npadvmod" or last.head == first.index else last
        head, dep = outer.head, outer.dep
        if head in (first.index, word.index, last.index):
            continue
        for token in tokens[: last.index]:
            if token.head == first.index and token.index < first.index:
                token.head = last.index
        last.head, last.dep, word.tag = head, dep, "NNP"
        first.head, first.dep, word.head, word.dep = last.index, "compound", last.index, "compound"


def give_speech(tokens: list[Token]) -> None:
    """Gives each verb of saying its speaker, its clause and its place in the tree."""
    give_opening(tokens)
    said = lexicon.family("saying outright")
    for verb in tokens[1:-1]:
        if verb.lower in said:
            if verb.dep == "acl" and verb.tag == "VBN":
                _give_clause(tokens, verb)
            elif verb.tag in TENSED and tokens[0].tag in _OPENS:
                _give_speaker(tokens, verb)


def _give_clause(tokens: list[Token], verb: Token) -> None:
    """E.g. "Lomra Water said the weir was shut and that 40 homes were dry", read as water that is said, and is shut."""
    who = tokens[verb.head]
    if who.index > verb.index or tokens[verb.index + 1].lower in ("to", "by"):
        return
    if who.dep in SUBJECTS and tokens[who.head].index > verb.index:
        clause = tokens[who.head]
        if not any(t.dep in WITH_THERE and t.head > verb.index for t in tokens[verb.index + 1 : clause.index]):
            return
    elif who.head == who.index and who.tag in NAMES:  # "Ana Duarte, a nurse, posted on Telegram that 12 had died"
        clauses = (t for t in tokens[verb.index + 1 :] if t.dep == "relcl" and t.head == who.index)
        found = next((t for t in clauses if _is_led_by_that(tokens, t)), None)
        if found is None:
            return
        clause = found
    else:
        return
    verb.tag, who.dep = "VBD", "nsubj"
    if clause.dep == "relcl" or clause.head == clause.index:
        verb.head, verb.dep = verb.index, "ROOT"
    else:
        verb.head, verb.dep = clause.head, clause.dep
    who.head = verb.index
    clause.head, clause.dep = verb.index, "ccomp"


def _is_led_by_that(tokens: Sequence[Token], clause: Token) -> bool:
    return any(t.lower == "that" and t.head == clause.index and t.dep in ("mark", "advmod") for t in tokens)


def _give_speaker(tokens: list[Token], verb: Token) -> None:
    """E.g. "In a post on Telegram, Ana Duarte, a nurse, wrote that 12 had died", read as a post on Telegram and Ana Duarte."""
    before = tokens[: verb.index]
    if any(t.dep in WITH_THERE and t.head == verb.index for t in before) or any(t.tag in TENSED for t in before):
        return
    if not any(t.head == verb.index for t in (tokens[0], *before)):
        return
    for comma in (t for t in before[2:] if t.text == ","):
        phrase = []
        for token in tokens[comma.index + 1 : verb.index]:
            if token.tag not in _PHRASE:
                break
            phrase.append(token)
        head = next((t for t in reversed(phrase) if t.tag in NOUNS), None)
        if head is None or head.dep not in ("appos", "conj", "pobj", "npadvmod") or not head.head < comma.index:
            continue
        if head.tag in NAMES and look_up(" ".join(t.text for t in phrase if t.tag in NAMES)) is not None:
            continue  # "In Lida, Tolland, police said"
        head.head, head.dep = verb.index, "nsubj"
        return
