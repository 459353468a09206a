"""Every reporting expression of one sentence: verbs, "according to", "citing", and the colons and dashes of headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ledger import lexicon
from ledger.extract.chronology.time_patterns import WEEKDAYS
from ledger.extract.grammar.parse import BE, FINITE, GROUP, NAMES, Token, Tree
from ledger.extract.grammar.words import labels, lemmas, noun_classes
from ledger.extract.numbers.units import is_unit_word
from ledger.extract.speakers.actors import can_speak, is_person, is_report_noun, is_title
from ledger.extract.speakers.by_order import interposed_frame
from ledger.extract.speakers.counted_list import with_list
from ledger.extract.speakers.cues import (
    Frame,
    comma_before_name,
    goes_on_with_figure,
    is_mark,
    is_voiced,
    is_yet_to_tell,
    senses_of,
    text_of,
)
from ledger.extract.speakers.gapped import with_gapped
from ledger.extract.speakers.headline_frames import headline_frames
from ledger.extract.speakers.leading import preposition_frame
from ledger.extract.speakers.openings import past_opening
from ledger.extract.speakers.owned import STANDING, owned_frame
from ledger.extract.speakers.passives import expected_frame, passive_frame
from ledger.extract.speakers.reporting_verbs import verb_frame
from ledger.extract.speakers.rivals import without_rivals
from ledger.extract.speakers.sourced import as_told_frame, credit_frames, name_past_place, source_frame
from ledger.lexicon.gazetteer import look_up

_SOURCES = labels("reckoning noun") | {"source", "sources"}
_LEADS = frozenset(("according", "citing", "quoting", "cited", "quoted", "per", "via", "based", "basing"))
_HELPERS = BE | {"by", "has", "had", "have"}
_FROM = ("from", "by", "of")
_SHORTEST, _LONGEST, _NAME = 5, 14, 4  # tokens before a verb that closes a sentence, of its subject; of a person's name
_CLOSED = frozenset((",", ";", "”", "on", "in", "late", "early", "earlier", "yesterday", "today", *map(str.capitalize, WEEKDAYS)))  # fmt: skip


def find_frames(tree: Tree) -> tuple[Frame, ...]:
    """Every reporting expression of the sentence, in order."""
    found: list[Frame] = []
    for token in [token for token in tree.tokens if _may_report(token.lower)]:
        word = token.lower
        frame = preposition_frame(tree, token) if word in _LEADS else None
        if frame is None and word in _SOURCES:
            frame = source_frame(tree, token)
        if frame is None:
            frame = owned_frame(tree, token)
        told = token.tag[:2] == "VB" or token.dep == "relcl" or _ends_as_noun(tree, token)
        if frame is None and told and senses_of(word) and not is_yet_to_tell(tree, token):
            frame = (
                expected_frame(tree, token)
                or passive_frame(tree, token)
                or as_told_frame(tree, token)
                or verb_frame(tree, token)
            )
        if _is_land(tree, token):
            continue
        if other := interposed_frame(tree, token) or closing_frame(tree, token, frame):
            frame = other
        if frame is not None:
            found.append(_with_name(tree, past_opening(tree, frame)))
    if (last := closing_report_frame(tree)) is not None and all(frame.token != last.token for frame in found):
        found.append(last)
    found = [frame for frame in found if not _dangles(tree, frame, found)]
    found = [spoken for frame in found if (spoken := _by_somebody(tree, frame)) is not None]
    cues = frozenset(frame.token for frame in found)
    found = [with_list(tree, without_rivals(tree, frame, found), cues) for frame in found]
    return tuple(with_gapped(tree, found)) or credit_frames(tree) or headline_frames(tree)


def _by_somebody(tree: Tree, frame: Frame) -> Frame | None:
    """The frame, unless it lets a measured quantity speak: of "some 30 miles off Obora coast guards and fishing boats said" the guards say it."""
    who = tree.tokens[frame.speaker]
    counted = tree.child(who.index, "nummod") is not None or tree.tokens[who.index - 1].tag == "CD"
    if frame.phrase or not (counted and is_unit_word(who.lower)):
        return frame
    for noun in reversed(tree.tokens[who.index + 1 : frame.token]):
        if noun.tag[:2] == "NN" and noun.dep != "compound" and is_voiced(tree, noun):
            return replace(frame, speaker=noun.index)
    return None


def _dangles(tree: Tree, frame: Frame, others: Sequence[Frame]) -> bool:
    """E.g. "According to a nurse, it was a massacre, adding that 12 died": it is the nurse who adds, and no "it" of the story."""
    verb, subject = tree.tokens[frame.token], tree.tokens[frame.speaker]
    alone = verb.lower in lexicon.family("saying besides") and subject.lower in ("it", "this", "that", "there")
    return alone and any(other.cue.lower() == "according to" and frame.token in other.scope for other in others)


def _is_land(tree: Tree, token: Token) -> bool:
    """Whether a word is no verb but the land of "Obora state"."""
    if token.lower != "state":
        return False
    before, after = tree.tokens[max(0, token.index - 1)], tree.tokens[token.index + 1 : token.index + 2]
    return before.tag == "NNP" and not (after and after[0].lower in ("that", ":"))


@cache
def _may_report(word: str) -> bool:
    """Whether a frame may be built on this word: few words of a sentence are of that kind."""
    return (
        bool(senses_of(word))
        or word in _SOURCES
        or word in _LEADS
        or word in _HELPERS
        or word in STANDING
        or word in labels("claim noun")
        or not lexicon.family("turns down").isdisjoint(lemmas(word))
    )


def _ends_as_noun(tree: Tree, token: Token) -> bool:
    """E.g. "…, the chamber of exporters estimates.", "analysts estimate that …" where the parser took the verb for a noun, but gave it a subject."""
    if token.dep != "ROOT" or tree.child(token.index, "nsubj") is None:
        return False
    return token.tag == "NNS" or (token.tag in ("NN", "NNP") and tree.child(token.index, "ccomp") is not None)


def _with_name(tree: Tree, frame: Frame) -> Frame:
    """The frame with the name that stands right after its speaker's office, or between commas after it: "its chief in Lida, Ana Duarte, says"."""
    tokens, office = tree.tokens, tree.tokens[frame.speaker]
    titled = is_title(office.lower) or _is_led_by_title(tree, office)
    if (body := _body_before_verb(tree, frame)) is not None:
        return replace(frame, phrase=body)
    if frame.phrase or office.tag not in ("NN", "NNP") or not (titled or "person" in noun_classes(office.lower)):
        return frame
    if titled and (name := name_past_place(tree, office)) is not None:
        return replace(frame, phrase=name)
    beside = [token for token in tokens[office.index + 1 : frame.token] if token.tag not in ("VBZ", "VBP", "VBD", "RB")]
    if 2 <= len(beside) <= _NAME and all(token.tag == "NNP" for token in beside) and is_person(text_of(beside)):
        return replace(frame, phrase=text_of(beside))  # "Lida Police boss Ana Duarte said"
    if (name := _named_by_verb(tree, frame)) is not None:
        return replace(frame, phrase=name)  # "The head of the Lida board, on the river Obo, Ana Duarte, said"
    comma = next((t.index for t in tokens[office.index + 1 : office.index + _LONGEST] if not _names(t)), None)
    if comma is None or tokens[comma].text != ",":
        return frame
    end = next((t.index for t in tokens[comma + 1 :] if t.tag != "NNP"), comma)
    name = " ".join(token.text for token in tokens[comma + 1 : end])
    before = tokens[end].text == "," and end + 1 == frame.token
    after = frame.token < office.index and tokens[end].text in (",", ".")
    if not (before or after) or not 2 <= end - comma - 1 <= _NAME or not is_person(name):
        return frame
    return replace(frame, phrase=name)


def _named_by_verb(tree: Tree, frame: Frame) -> str | None:
    """The person between commas right before the verb that an office stands before: "The Chief Minister, Ana Duarte, has announced"."""
    verb = frame.token
    while verb > 0 and (tree.tokens[verb - 1].tag[:2] in ("VB", "RB") or tree.tokens[verb - 1].tag == "MD"):
        verb -= 1
    comma = comma_before_name(tree, verb)
    if not comma or not frame.speaker < comma or tree.child(frame.speaker, "conj") is not None:
        return None
    first = comma + 1 + (tree.tokens[comma + 1].text.isupper() and verb - comma > _NAME)  # "ACFO Ana Duarte"
    name = text_of(tree.tokens[first : verb - 1])
    return name if is_person(name) and look_up(name) is None else None


def _is_led_by_title(tree: Tree, office: Token) -> bool:
    """E.g. "Tehsildar Obora" between a title and the commas of who holds it."""
    return office.tag == "NNP" and any(
        tree.tokens[c].tag == "NNP" and tree.tokens[c].dep == "compound" and is_title(tree.tokens[c].lower)
        for c in tree.children[office.index]
    )


def _body_before_verb(tree: Tree, frame: Frame) -> str | None:
    """The name that the parser took for a helper: the LIDEX of "…, statistics agency LIDEX reported"."""
    office = tree.tokens[frame.speaker]
    name = tree.tokens[office.index + 1 : frame.token]
    apart = not frame.phrase and 0 < len(name) <= _NAME and office.lower == office.text and can_speak(office.lower)
    if not apart or any(t.tag != "NNP" or t.lower in WEEKDAYS or t.dep == "appos" for t in name):
        return None
    return text_of(name)


def closing_frame(tree: Tree, token: Token, known: Frame | None) -> Frame | None:
    """E.g. "…, figures from the county police show." where the parser took the verb for a noun or gave it another's subject."""
    tokens, verb = tree.tokens, token.index
    senses = senses_of(token.lower)
    if (
        senses & {"say", "clause", "figure"}
        and _is_closed(tokens, verb)
        and (named := _named_closing(tree, token, known))
    ):
        return named
    if verb == len(tokens) - 1 and token.text.title() in lexicon.family("outlet name"):
        return None  # "Nine dead in bus crash – Harbor Post"
    if not senses or verb < _SHORTEST or not _is_closed(tokens, verb) or token.tag in ("VBG", "VB", "JJ"):
        return None
    end = verb - 3 if tokens[verb - 1].text == ")" and tokens[verb - 3].text == "(" else verb  # "… Council (NWC) said"
    comma = next((i for i in range(end - 1, max(0, end - _LONGEST), -1) if not _names(tokens[i])), 0)
    words = tokens[comma + 1 : end]
    if not comma or not is_mark(tokens[comma]) or not words or words[0].tag in ("CC", "IN"):
        return None
    if any(one.tag == "DT" and tokens[one.index - 1].tag != "IN" for one in words[2:]):
        return None  # "…, a claim the army denied": a clause about what was said; but "…, the unit in the area said"
    head = [t for t in words[: next((k for k, t in enumerate(words) if t.tag == "IN"), None)] if t.tag[:2] == "NN"][-1:]
    if not head or (
        known is not None and known.scope and (comma < known.speaker < verb or _is_called(tree, known, comma, head[0]))
    ):
        return None
    speaks = "document" in senses if is_report_noun(head[0].lower) else bool(senses & {"say", "clause", "figure"})
    told = any(t.tag in FINITE for t in tokens[:comma])
    noun = token.tag == "NNS" and words[0].tag not in ("DT", "NNP")  # "cited witnesses, police reports, and maps"
    if not speaks or not told or noun or not is_voiced(tree, head[0]):
        return None
    heard = verb + 1 if "tell" in lemmas(token.lower) and tokens[verb + 1].tag == "NNP" else None
    scope = frozenset(range(comma))
    rest = verb + 2 if tokens[verb + 1 : verb + 2] and tokens[verb + 1].text == "," else len(tokens)
    if goes_on_with_figure(tokens[rest:]):
        scope |= frozenset(range(rest, len(tokens)))  # "…, the chamber of farmers estimates, 8% below May"
    return Frame(
        token=verb,
        speaker=head[0].index,
        cue=token.text,
        scope=scope,
        phrase=text_of(words),
        relay=heard,
    )


def _is_called(tree: Tree, known: Frame, comma: int, office: Token) -> bool:
    """E.g. "…,” Ana Duarte, head of the fire service told reporters": what comes after the comma only says who she is."""
    name = tree.tokens[known.speaker]
    return known.speaker == comma - 1 and name.tag == "NNP" and office.dep == "appos" and office.head == name.index


def _named_closing(tree: Tree, token: Token, known: Frame | None) -> Frame | None:
    """E.g. "…, the head of the county's fire service, Ana Duarte, reported on Telegram." where the parser was at a loss."""
    tokens, verb = tree.tokens, token.index
    first = comma_before_name(tree, verb)
    if verb < _SHORTEST or not first:
        return None
    comma = next((i for i in range(first - 1, max(0, first - _LONGEST), -1) if not _names(tokens[i])), 0)
    office = [t for t in tokens[comma + 1 : first] if t.tag[:2] == "NN"]
    if not comma or not is_mark(tokens[comma]) or not office or not any(is_title(t.lower) for t in office):
        return None
    if known is not None and known.scope and comma < known.speaker < verb:
        return None
    return Frame(
        token=verb,
        speaker=office[-1].index,
        cue=token.text,
        scope=frozenset(range(comma)),
        phrase=text_of(tokens[first + 1 : verb - 1]),
    )


def _is_closed(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether nothing that is said can follow a verb: a mark, or when and how it was said."""
    after = verb + 1
    if "tell" in lemmas(tokens[verb].lower):  # "… a deputy commissioner told AFP."
        while after < len(tokens) and (
            tokens[after].tag in NAMES
            or tokens[after].lower == "the"
            or tokens[after].lower in lexicon.family("hearer")
        ):
            after += 1
    following = tokens[after] if after < len(tokens) else None
    return following is None or following.text in _CLOSED or following.tag == "."


def _names(token: Token) -> bool:
    """Whether a word may stand in the phrase of a speaker: "the city's police and a local official"."""
    return token.tag in GROUP or (token.tag == "IN" and token.lower in (*_FROM, "for", "in", "at", "to"))


_LONGEST_CLOSING = 12


def closing_report_frame(tree: Tree) -> Frame | None:
    """E.g. "…, the latest Lime Street poll shows.", of which the parser may make one noun."""
    tokens = tree.tokens
    verb = next((t.index for t in reversed(tokens) if any(c.isalnum() for c in t.text)), 0)
    if "document" not in senses_of(tokens[verb].lower):
        return None
    comma = next(
        (i for i in range(verb - 1, max(2, verb - _LONGEST_CLOSING), -1) if tokens[i].text in (",", "—", "–")), None
    )
    if comma is None:
        return None
    speaker = next((t.index for t in tokens[comma + 1 : verb] if is_report_noun(t.lower)), None)
    if speaker is None:
        return None
    return Frame(
        token=verb,
        speaker=speaker,
        cue=tokens[verb].text,
        scope=frozenset(range(comma)),
        phrase=text_of(tokens[comma + 1 : verb]),
    )
