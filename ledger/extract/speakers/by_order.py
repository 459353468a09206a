"""Speakers read off the order of the words, where the parser gave a reporting verb no subject or another's."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import lexicon
from ledger.extract.chronology.time_patterns import WEEKDAYS
from ledger.extract.grammar.parse import FINITE, GROUP, NAMES, NOUNS, SUBJECTS, TENSED, Token, Tree
from ledger.extract.grammar.words import lemmas, noun_classes
from ledger.extract.speakers.actors import can_speak, is_person, is_title
from ledger.extract.speakers.cues import PRONOUNS, Frame, comma_before_name, is_mark, is_voiced, senses_of, text_of

_INTERPOSED = 8  # words of a speaker between commas
_IN_NAMES = ("of", "for", "and")
_SHORTEST, _OFFICE = 5, 16  # tokens before a verb that closes a sentence; from it back to the name before an office
_HELPING = frozenset(("RB", "MD"))
_NAMED = frozenset(("NNP", "HYPH"))
_GROUP = 12  # words of two speakers and the comma before them


def speaker_by_order(tree: Tree, token: Token) -> int | None:
    """The speaker of a reporting verb by what stands beside it; None where the parse is to be believed."""
    return (
        _past_quotation(tree, token)
        or _past_office(tree, token)
        or _past_aside(tree, token)
        or _after_quotation(tree, token)
        or _between_commas(tree, token)
        or _before_bracket(tree, token)
        or _ending(tree, token)
        or _joined(tree, token)
    )


def _between_commas(tree: Tree, token: Token) -> int | None:
    """E.g. "…, the state's health minister, Ana Duarte, told AFP" where the parser gave the verb no subject: the name by the comma."""
    comma = comma_before_name(tree, token.index)
    if not comma or not senses_of(token.lower) & {"say", "clause", "figure"} or tree.child(token.index, *SUBJECTS):
        return None
    last = tree.tokens[token.index - 2]
    return last.index if tree.tokens[comma - 1].tag in ("NN", "NNP") and last.tag == "NNP" else None


def _after_quotation(tree: Tree, token: Token) -> int | None:
    """E.g. "…, mostly guards from the army,” said the local newspaper": who stands after the verb that follows what was quoted."""
    tokens, verb = tree.tokens, token.index
    if verb == 0 or tokens[verb - 1].tag != "''" or token.tag not in ("VBD", "VBZ"):
        return None
    who = inverted_speaker(tree, verb)
    if who is None or not is_voiced(tree, tokens[who]):
        return None
    # "“Light” said the army killed 12"
    return None if any(t.tag in FINITE for t in tokens[who + 1 : who + 2]) else who


def _past_quotation(tree: Tree, token: Token) -> int | None:
    """E.g. "“Nine fell, most of them guards,” Ana Duarte, a surgeon, told AFP" where the parser let the guards speak: the name after the quotation."""
    tokens, verb = tree.tokens, token.index
    subject = tree.child(verb, *SUBJECTS)
    if subject is None or "say" not in senses_of(token.lower):
        return None
    quoted = next((t.index for t in tokens[subject.index : verb] if t.tag == "''"), None)
    if quoted is None:
        return None
    last = next((t.index for t in tokens[quoted + 1 : verb + 1] if t.tag not in ("NNP", "HYPH")), verb) - 1
    return last if last > quoted + 1 and tokens[last + 1].text == "," else None


def _past_office(tree: Tree, token: Token) -> int | None:
    """E.g. "All eight were freed, Ana Duarte, head of the fire service, said" where the parser let the freed speak: the name before the office."""
    tokens, end = tree.tokens, token.index
    while end > _SHORTEST and (tokens[end - 1].tag in _HELPING or tokens[end - 1].dep == "aux"):
        end -= 1
    if end <= _SHORTEST or tokens[end - 1].text != "," or token.tag not in ("VBD", "VBZ", "VBN"):
        return None
    if not senses_of(token.lower) & {"say", "clause", "figure"} or _speaks_after(tree, token):
        return None
    for comma in range(end - 3, max(1, end - _OFFICE), -1):
        if tokens[comma].text != ",":
            continue
        first = comma
        while first > 0 and (tokens[first - 1].tag in _NAMED or tokens[first - 1].lower in lexicon.family("particle")):
            first -= 1
        office = tokens[comma + 1 : end - 1]
        if first <= 1 or not is_mark(tokens[first - 1]) or not is_person(text_of(tokens[first:comma])):
            continue
        if _is_office(office):
            return comma - 1
    return None


def _is_office(words: Sequence[Token]) -> bool:
    """Whether the words between commas say who somebody is: "head of the fire service", "who runs the camp"."""
    if words[0].lower == "who":
        return True
    if any(word.tag in FINITE for word in words):
        return False
    return any(is_title(word.lower) or "person" in noun_classes(word.lower) or can_speak(word.lower) for word in words)


def _speaks_after(tree: Tree, verb: Token) -> bool:
    """Whether who says it comes after the verb, and nothing is said there: "…, said the mayor."."""
    rest = tree.tokens[verb.index + 1 :]
    opens = bool(rest) and rest[0].tag in ("DT", "NNP", "PRP", "NNS", "NN", "JJ") and "tell" not in lemmas(verb.lower)
    return opens and rest[0].lower not in WEEKDAYS and all(one.tag not in FINITE for one in rest)


def _past_aside(tree: Tree, token: Token) -> int | None:
    """E.g. "The union, whose leader met the minister, says …" where the parser gave the verb no subject: who stands before the aside."""
    tokens, verb = tree.tokens, token.index
    subject = tree.child(verb, *SUBJECTS)
    if verb < 4 or tokens[verb - 1].text != "," or token.tag not in FINITE or (subject and subject.index < verb):
        return None
    if not senses_of(token.lower) & {"say", "clause", "figure"}:
        return None
    aside = next((i for i in range(verb - 2, 0, -1) if tokens[i].text == "," or tokens[i].tag == "."), 0)
    led = aside > 0 and tokens[aside].text == "," and tokens[aside + 1].lower in ("whose", "who", "which")
    who = tokens[aside - 1] if led else None
    if who is None:
        return None
    name = who.text[:1].isupper() and who.index > 0 and tokens[who.index - 1].tag in NAMES  # whatever its tag
    return who.index if name or (who.tag in NOUNS and is_voiced(tree, who)) else None


def _before_bracket(tree: Tree, token: Token) -> int | None:
    """E.g. "…, the Harrow Rescue Board (HRB) said" where the bracket hid the verb's subject: the name before its short form."""
    verb, tokens = token.index, tree.tokens
    if verb < 4 or tokens[verb - 1].text != ")" or "say" not in senses_of(token.lower) or tree.child(verb, *SUBJECTS):
        return None
    opening = next((i for i in range(verb - 2, max(0, verb - 6), -1) if tokens[i].text == "("), None)
    named = opening is not None and opening > 0 and tokens[opening - 1].tag in NAMES
    return opening - 1 if opening is not None and named else None


def _joined(tree: Tree, token: Token) -> int | None:
    """E.g. "… killed 30 soldiers, two residents and a doctor told AFP" where the parser joined the speakers to the soldiers."""
    tokens, verb = tree.tokens, token.index
    if token.tag not in TENSED or "say" not in senses_of(token.lower) or tree.child(verb, *SUBJECTS):
        return None
    comma = next((i for i in range(verb - 1, max(0, verb - _GROUP), -1) if tokens[i].tag not in GROUP), 0)
    if comma == 0 or not is_mark(tokens[comma]) or tokens[comma + 1].tag == "CC":
        return None
    first = next((t.index for t in tokens[comma + 1 : verb] if t.head <= comma and t.tag[:2] == "NN"), None)
    return first if first is not None and is_voiced(tree, tokens[first]) else None


def _ending(tree: Tree, token: Token) -> int | None:
    """E.g. "Three were killed, reported the Southern Command.", "14 dead in blast, says ministry": nothing else after the verb."""
    tokens, verb = tree.tokens, token.index
    rest = [t for t in tokens[verb + 1 :] if t.tag not in (".", "''", "DT", "POS")]
    if verb < 2 or not is_mark(tokens[verb - 1]) or not 0 < len(rest) < 8 or token.tag not in ("VBD", "VBZ"):
        return None
    if "tell" in lemmas(token.lower):
        return None  # who is told does not speak
    named = all(t.tag in NAMES for t in rest) or (len(rest) == 1 and is_voiced(tree, rest[0]))
    # "the Ministry of Health and Family"
    of = next((k for k, t in enumerate(rest) if t.lower in ("of", "for")), len(rest))
    named = named or (rest[0].tag in NAMES and all(t.tag in NAMES or t.lower in _IN_NAMES for t in rest))
    return rest[of - 1].index if named and senses_of(token.lower) & {"say", "clause", "figure"} else None


def _in_group(token: Token) -> bool:
    return token.tag in GROUP or (token.tag == "PRP" and token.lower in PRONOUNS)


def interposed_frame(tree: Tree, token: Token) -> Frame | None:
    """E.g. "The rebels, the army claims, lost 90 men", "The rebels, said the army, lost 90 men": a speaker and a verb between commas."""
    tokens, verb = tree.tokens, token.index
    if not senses_of(token.lower) & {"say", "clause", "figure"} or token.tag not in (
        "VBD",
        "VBN",
        "VBZ",
        "VBP",
        "NNS",
        "NN",
    ):
        return None
    first = next((i for i in range(verb - 1, max(0, verb - _INTERPOSED), -1) if not _in_group(tokens[i])), 0)
    last = next((i for i in range(verb + 1, min(len(tokens), verb + _INTERPOSED)) if not _in_group(tokens[i])), 0)
    inverted = first == verb - 1
    if not first or not last or tokens[first].text != "," or tokens[last].text != "," or inverted == (last == verb + 1):
        return None
    said = tokens[last + 1 : last + 2]
    told = any(one.tag in FINITE for one in tokens[:first])
    if told or not said or said[0].tag not in FINITE or tokens[first - 1].tag not in (*NOUNS, "CD"):
        return None
    own = tokens[verb + 1 : last] if inverted else tokens[first + 1 : verb]
    speaker = own[-1]
    if token.tag == "NN" and (inverted or speaker.tag not in ("NNS", "NNPS")):
        return None  # "3,000 people, police estimate, marched"; but "the vote, a party claim, was"
    alone = speaker.tag == "PRP" and len(own) == 1 and speaker.lower in PRONOUNS  # "Works, he said, should take"
    if not alone and (speaker.tag not in NOUNS or not is_voiced(tree, speaker)):
        return None
    scope = frozenset((*range(first), *range(last + 1, len(tokens))))
    return Frame(token=verb, speaker=speaker.index, cue=token.text, scope=scope, phrase=text_of(own))


def inverted_speaker(tree: Tree, verb: int) -> int | None:
    """E.g. "…,” said Harrow Mayor Ana Duarte" where the parser found no subject: the noun phrase right after the verb."""
    tokens = tree.tokens
    if verb == 0 or not is_mark(tokens[verb - 1]) or not senses_of(tokens[verb].lower) & {"say", "clause", "figure"}:
        return None
    head = None
    for token in tokens[verb + 1 : verb + 12]:
        if head is not None and (token.dep == "npadvmod" or token.lower in WEEKDAYS):
            break  # "announced Ana Duarte today"
        if token.tag == "POS":
            head = None  # "said Harrow's mayor, Ana Duarte"
        elif token.tag in ("NNP", "NNPS", "NN", "NNS", "PRP"):
            head = token.index
        elif token.tag != "HYPH" and (head is not None or token.tag not in ("DT", "JJ", "POS", "PRP$", "CD")):
            break
    return head
