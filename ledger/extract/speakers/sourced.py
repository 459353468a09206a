"""Speakers set apart from what they say: "14,200 houses were damaged (Source: INGC)", "(early estimates from INGC)", "Duarte: 44 dead in floods"."""

from __future__ import annotations

from itertools import takewhile

from ledger import lexicon
from ledger.extract.grammar.parse import NAMES, NOUNS, TENSED, Token, Tree
from ledger.extract.grammar.words import labels
from ledger.extract.speakers.actors import can_speak, classify, is_person, is_title
from ledger.extract.speakers.cast import Cast
from ledger.extract.speakers.cues import Frame, is_voiced, reporting_kind, senses_of, text_of
from ledger.lexicon.gazetteer import capital_country, look_up
from ledger.model import ActorKind

_DASHES = frozenset(("-", "–", "—", "--", ":"))
_SOURCE = frozenset(("source", "sources"))
_LONGEST, _BEFORE = 12, 3  # tokens of a bracket; of what stands in it before its noun
_CREDIT = 6  # tokens of "(World Health Organization)"
_SHORTEST = 6  # tokens of a heading that says something
_POSTED = frozenset(("to", "in", "for", "of"))
_SHARES = frozenset(("%", "percent", "votes", "points"))


def source_frame(tree: Tree, token: Token) -> Frame | None:
    """The frame of a bracket that names a source; what stands before it, back to another such bracket, is said by it."""
    tokens, index = tree.tokens, token.index
    opened = next((t.index for t in reversed(tokens[max(0, index - _BEFORE) : index]) if t.text in ("(", "[")), None)
    if opened is None or opened < 1 or not (opened == index - 1 if token.lower in _SOURCE else _is_of(tree, index)):
        return None
    first = (
        index + 1 + (tokens[index + 1 : index + 2] != () and tokens[index + 1].lower in (":", "-", "–", "from", "by"))
    )
    end = next((t.index for t in tokens[first : first + _LONGEST] if t.text in (")", "]", ";", ",")), None)
    named = [t for t in tokens[first:end] if t.tag in NOUNS] if end is not None else []
    if not named or not any(t.text[:1].isupper() for t in named):
        return None
    before = (t.index for t in reversed(tokens[:opened]) if t.lower in _SOURCE and tokens[t.index - 1].text == "(")
    start = next(before, -1) + 1
    phrase = text_of(tokens[first:end])
    return Frame(
        token=index, speaker=named[-1].index, cue=token.text, scope=frozenset(range(start, opened)), phrase=phrase
    )


def _is_of(tree: Tree, index: int) -> bool:
    """E.g. the estimates of "(preliminary estimates from INGC)", the data of "(data by the ministry)"."""
    by = tree.tokens[index + 1 : index + 2]
    return tree.tokens[index].lower in labels("reckoning noun") and bool(by) and by[0].lower in ("from", "by")


def credit_frames(tree: Tree) -> tuple[Frame, ...]:
    """The frame of a line that closes with a well-known body in brackets: "120 homes damaged (WFP)"; a picture's agency tells nothing."""
    tokens = tree.tokens
    last = len(tokens) - 1 - (tokens[-1].text == ".")
    opened = next((t.index for t in reversed(tokens[max(0, last - _CREDIT) : last]) if t.text == "("), 0)
    if tokens[last].text != ")" or opened < _BEFORE or tokens[opened - 1].tag in ("NNP", "NNPS", "."):
        return ()  # "the World Food Programme (WFP)"
    name = text_of(tokens[opened + 1 : last])
    known = classify(name) in (ActorKind.MEDIA, ActorKind.IGO) and name[:1].isupper()
    if not known or name in lexicon.family("picture agency") or any(t.tag == "CD" for t in tokens[opened:last]):
        return ()
    return (Frame(token=opened, speaker=last - 1, cue="(", scope=frozenset(range(opened)), phrase=name),)


def as_told_frame(tree: Tree, verb: Token) -> Frame | None:
    """The frame of the clause that closes "14 people were hurt, as the mayor told local radio", which says nothing else itself."""
    if verb.dep != "advcl" or verb.tag not in TENSED or reporting_kind(verb.lower) != "say":
        return None
    if senses_of(verb.lower).isdisjoint(("say", "clause", "figure")):
        return None  # "…, as the toll rose to 633"
    mark = next((c for c in tree.children[verb.index] if tree.tokens[c].lower == "as" and c < verb.index), 0)
    subject = tree.child(verb.index, "nsubj")
    told = tree.child(verb.index, "ccomp", "xcomp", "advcl") is not None or subject is None
    if mark < _BEFORE or tree.tokens[mark - 1].text != "," or told or subject is None or not is_voiced(tree, subject):
        return None
    return Frame(token=verb.index, speaker=subject.index, cue=verb.text, scope=frozenset(range(mark - 1)))


def name_past_place(tree: Tree, office: Token) -> str | None:
    """Who holds an office, where the parser makes one name of the land and the person: "U.N. Envoy to Tolland Ana Duarte"."""
    prep = tree.tokens[office.index + 1 : office.index + 2]
    if not prep or prep[0].lower not in _POSTED:
        return None
    run = [*takewhile(lambda one: one.tag in NAMES, tree.tokens[prep[0].index + 1 :])]
    for parted in range(1, len(run) - 1):
        place, name = text_of(run[:parted]), text_of(run[parted:])
        if is_person(name) and look_up(place) is not None:
            return name
    return None


def short_form_frame(tree: Tree, cast: Cast) -> Frame | None:
    """The frame of a headline that closes with who says so by a short form of the report: "Toll rises to 31 – ORC"."""
    tokens = tree.tokens
    if len(tokens) < _SHORTEST or tokens[-2].text not in _DASHES or not tokens[-1].text.isupper():
        return None
    apart = tokens[-3].end < tokens[-2].start or tokens[-2].text == ":"
    full = cast.abbreviations.get(tokens[-1].text) if apart else None
    if full is None or not any(can_speak(word.lower()) for word in full.split()):
        return None
    last = len(tokens) - 1
    return Frame(token=last - 1, speaker=last, cue=tokens[-2].text, scope=frozenset(range(last - 1)), phrase=full)


def surname_frame(tree: Tree, cast: Cast) -> Frame | None:
    """The frame of a heading: "Duarte: 44 dead in floods" over a report that names Governor Ana Duarte in full.

    "Duarte: 44 percent" of a list of results says nothing.
    """
    tokens = tree.tokens
    if len(tokens) < _SHORTEST or tokens[1].text != ":" or not tokens[0].text[:1].isupper():
        return None
    name = tokens[0].text.title() if tokens[0].text.isupper() else tokens[0].text
    person = cast.person(name)
    if person is None or person.surname != name or capital_country(name) is not None:
        return None
    in_office = any(is_title(word.strip(",").lower()) for word in person.introduction.split())
    if not in_office or _SHARES & {token.lower for token in tokens[2:5]}:
        return None
    return Frame(token=1, speaker=0, cue=":", scope=frozenset(range(2, len(tokens))), phrase=person.name)
