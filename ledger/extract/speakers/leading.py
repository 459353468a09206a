"""What leads to who says so: "according to", "per", "citing", "based on figures from"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.chronology.time_patterns import WEEKDAYS
from ledger.extract.grammar.parse import NAMES, Token, Tree
from ledger.extract.grammar.words import SAYING, noun_classes
from ledger.extract.speakers.actors import can_speak, classify, is_report_noun
from ledger.extract.speakers.cues import Frame, clause_around, is_mark, is_voiced
from ledger.extract.speakers.short_names import is_short_name
from ledger.model import ActorKind

_FROM = ("from", "by", "of")
_CITING = frozenset(("advcl", "prep", "pcomp", "acl", "dep", "ROOT", "conj", "xcomp"))


def preposition_frame(tree: Tree, token: Token) -> Frame | None:
    """One of the leading words at work: "according to", "per", "citing", "based on figures from"."""
    tokens, index = tree.tokens, token.index
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    citing = token.lower in ("citing", "quoting") and token.dep in _CITING
    if token.lower in ("cited", "quoted") and token.dep == "relcl":  # "according to a newspaper that cited police"
        citing = any(tokens[above].lower == "according" for above in tree.path(index))
    based = token.lower in ("based", "basing") and following in ("on", "upon")
    if token.lower == "according" and following == "to":
        speaker = tree.child(index + 1, "pobj") or tree.child(index, "pobj") or _noun_after(tree, index + 2)
        if speaker is not None and speaker.tag == "VB":  # "According to delegate Ana Duarte"
            speaker = (
                tokens[max(c for c in tree.children[index + 1] if tokens[c].dep == "pobj")]
                if speaker.head == index + 1
                else speaker
            )
    elif token.lower == "according":
        speaker = _noun_after(tree, index + 1)  # "…, according Col. Ana Duarte", whose "to" was forgotten
    elif citing or (token.lower in ("per", "via") and token.dep == "prep"):
        speaker = tree.child(index, "dobj", "pobj") or (_noun_after(tree, index + 1) if citing else None)
    elif based:
        speaker = tree.child(index + 1, "pobj") or _noun_after(tree, index + 2)
    else:
        return None
    if speaker is None or not _names_someone(tree, token, speaker):
        return None
    if (det := tree.child(speaker.index, "det")) is not None and det.lower == "no":
        return None  # "…, citing no source"
    if based and not (is_report_noun(speaker.lower) and _has_author(tree, speaker)):
        return None
    last = _before_that(tree, speaker.index, _end_of_speaker(tree, index, speaker.index))
    scope = clause_around(tree, index, last)
    if citing and (told := tree.child(token.head, "dobj")) is not None and told.index > last:
        scope |= set(tree.subtree(told.index))  # "The paper reported, citing police, 8 deaths"
    if index and tokens[0].lower == "with" and _closes_opening(tree, index, last):
        scope &= set(range(index))
    cue = f"{token.text} to" if following == "to" else "based on" if based else token.text
    quoted = index > 0 and tokens[index - 1].tag == "``"  # "“According to medics, nine died,” the agency reported"
    return Frame(
        token=index,
        speaker=speaker.index,
        cue=cue,
        scope=frozenset(scope),
        inner=citing or based,
        outer=not (citing or based or quoted),
    )


def _closes_opening(tree: Tree, index: int, last: int) -> bool:
    """E.g. "With poverty at 61%, per the Lorne Bank, one bad season ruins a family": the bank tells of the poverty only."""
    tokens = tree.tokens
    parted = tokens[index - 1].text == "," and last + 1 < len(tokens) and tokens[last + 1].text == ","
    return parted and tokens[0].head > last


def _has_author(tree: Tree, report: Token) -> bool:
    """E.g. "based on figures from the ministry", "on government data", "on the ministry's tally"; not "on initial reports"."""
    beside = [tree.tokens[c] for c in tree.children[report.index]]
    of = any(one.lower in _FROM for one in beside)
    whose = (one for one in beside if one.dep in ("poss", "compound", "nmod") and one.lower not in WEEKDAYS)
    return of or any(is_voiced(tree, one) for one in whose)


def _end_of_speaker(tree: Tree, index: int, speaker: int) -> int:
    """The last token of the speaker's phrase: where the words open a sentence a comma closes them, whatever the parser joined to it."""
    last = max(tree.subtree(speaker))
    if index > 0 or last + 1 >= len(tree.tokens) or is_mark(tree.tokens[last + 1]):
        return last
    comma = next((i for i in range(last, speaker, -1) if tree.tokens[i].text == ","), None)
    return last if comma is None else comma


def _before_that(tree: Tree, speaker: int, last: int) -> int:
    """E.g. "The agency reported, citing a rebel commander, that eight were held": where the cited speaker ends."""
    words = tree.tokens[speaker:last]
    return next((one.index for one in words if one.text == "," and tree.tokens[one.index + 1].lower == "that"), last)


def _names_someone(tree: Tree, token: Token, speaker: Token) -> bool:
    """A name, or a noun of people, bodies or documents: not "according to plan", "per day"."""
    if token.lower == "per" and token.index == 0 and speaker.lower in lexicon.family("law"):
        return True  # "Per the constitution, two thirds of the votes are needed"
    if token.lower in ("per", "via"):
        asked = token.index > 0 and tree.tokens[token.index - 1].lower == "as"  # "as per official sources"
        parted = token.lower == "per" and (token.index == 0 or tree.tokens[token.index - 1].text == ",")
        many = speaker.tag == "NNS" or tree.tokens[token.index + 1].tag == "DT" or tree.child(speaker.index, "poss")
        asked |= parted and bool(many)  # "…, per local officials", "Per the ministry, …"
        named = speaker.tag in NAMES and speaker.text[:1].isupper()
        passes_on = token.lower == "per" or classify(speaker.text) is ActorKind.MEDIA  # "sent via SMS" quotes nobody
        return (named and passes_on) or (asked and is_voiced(tree, speaker))
    if not SAYING.isdisjoint(noun_classes(speaker.lower)):
        return False  # "the toll may rise according to the serious injuries"
    phrase = [tree.tokens[i].lower for i in tree.subtree(speaker.index)[:14]]
    if token.text in ("according", "According") and is_short_name(speaker.text):
        return True  # "according to the SNVR"
    if token.lower == "according" and speaker.lower in lexicon.family("law"):
        return True  # "According to the constitution, two thirds of the votes are needed"
    return is_voiced(tree, speaker) or (token.lower in ("according", "citing", "quoting") and "person" in noun_classes(speaker.lower)) or (token.lower == "according" and (speaker.lower in ("him", "her", "it", "them", "one", "those") or any(map(can_speak, phrase))))  # fmt: skip


def _noun_after(tree: Tree, index: int) -> Token | None:
    head = None
    for token in tree.tokens[index : index + 9]:
        if token.tag.startswith("NN"):
            head = token
        elif head is not None or not (token.tag in ("DT", "JJ", "POS", "PRP$", "HYPH") or token.text[:1].isupper()):
            break  # "according to Save the Children"
    return head
