"""Headlines that say who says so before or after a colon or dash."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import NAMES, Token, Tree
from ledger.extract.grammar.words import labels
from ledger.extract.speakers.actors import can_speak, classify, is_no_speaker, is_report_noun
from ledger.extract.speakers.cues import (
    Frame,
    text_of,
)
from ledger.lexicon.gazetteer import capital_country, place_words
from ledger.model import ActorKind

_LONGEST_LABEL = 12  # tokens
_LABEL_TAGS = frozenset(("NN", "JJ", "DT", "PO", "IN", "VB", "CC", "RB"))


def headline_frames(tree: Tree) -> tuple[Frame, ...]:
    """Headlines: "UN: 500,000 displaced", "Flood kills 30: officials", "Flood kills 30 - police"."""
    tokens = tree.tokens
    if len(tokens) < 4:
        return ()
    marks = [
        t.index
        for t in tokens
        if t.text in (":", "-", "–", "—", "--") and not _is_glued(tokens, t.index) and 0 < t.index < len(tokens) - 1
    ]
    for mark in (m for m in marks if tokens[m].text == ":" and m <= 5):
        if _is_value(tokens[mark + 1 :]):
            continue  # "Evacuated families: 340 (1,700 persons)"
        if tokens[mark - 1].lower in labels("harmed"):
            continue  # "The survivors: four men", "The dead: six in Lida"
        if (
            all(t.tag.startswith(("NN", "JJ", "DT", "POS")) for t in tokens[:mark])
            and _heads_speech(tokens, mark - 1)
            and not _writes_from(tokens, mark)
        ):
            return (Frame(token=mark, speaker=mark - 1, cue=":", scope=frozenset(range(mark + 1, len(tokens)))),)
    if (credited := _document_frame(tokens, marks)) is not None:
        return (credited,)
    if tokens[-1].text in (".", "!", "?", "”", '"'):
        return ()
    end = _before_outlet(tokens, marks)
    for mark in (m for m in marks if m < end - 1 and end - m <= 6):
        tail = tokens[mark + 1 : end]
        named = (
            tokens[mark].text == ":"
            or tail[-1].tag in ("NN", "NNS")
            or (len(tail) == 1 and classify(tail[0].text) is not ActorKind.MEDIA)
        )
        if (
            named
            and all(t.tag.startswith(("NN", "JJ", "DT", "POS")) for t in tail)
            and _heads_speech(tokens, tail[-1].index)
        ):
            return (Frame(token=mark, speaker=tail[-1].index, cue=tokens[mark].text, scope=frozenset(range(mark))),)
    return ()


def _document_frame(tokens: tuple[Token, ...], marks: list[int]) -> Frame | None:
    """E.g. "Latest numbers from the Relief League: 4,100 in camps", "Count by police: 30 houses"."""
    mark = next((m for m in marks if tokens[m].text == ":"), 0)
    if not mark <= _LONGEST_LABEL or any(t.tag[:2] not in _LABEL_TAGS for t in tokens[:mark]):
        return None
    by = next((t.index for t in tokens[:mark] if t.lower in ("from", "by")), 0)
    who = tokens[mark - 1]
    if not by or not is_report_noun(tokens[by - 1].lower) or not (who.tag in NAMES or can_speak(who.lower)):
        return None
    return Frame(token=mark, speaker=mark - 1, cue=":", scope=frozenset(range(mark + 1, len(tokens))))


def _before_outlet(tokens: tuple[Token, ...], marks: list[int]) -> int:
    """Where a headline ends whose page adds the outlet's name: "Gunman kills four: Police - Harbor News Weekly"."""
    dash = marks[-1] if marks and tokens[marks[-1]].text != ":" else len(tokens)
    return dash if classify(text_of(tokens[dash + 1 :])) is ActorKind.MEDIA else len(tokens)


def _writes_from(tokens: tuple[Token, ...], colon: int) -> bool:
    """Whether a capital tells where a report was written, or where its figures hold: "Lima: Two men died ….", "Kyiv: 3 killed".

    One that speaks stands over no whole sentence: "Kyiv: Russia lost 400 tanks".
    """
    name = text_of(tokens[:colon])
    if capital_country(name.title() if name.isupper() else name) is None:
        return False
    return tokens[-1].text in (".", "!", "?", "”", '"') or tokens[colon + 1].tag == "CD"


def _is_value(tokens: tuple[Token, ...]) -> bool:
    """Whether nothing but a number, with or without a bracket, stands after a label."""
    # "Harrow clinic: open; 1 patient admitted"
    return (tokens[0].tag == "CD" and (len(tokens) == 1 or tokens[1].text in ("(", "[", ".", ";", ",", "|"))) or (
        tokens[0].tag == "JJ" and tokens[1:2] != () and tokens[1].text == ";"
    )


def _is_glued(tokens: tuple[Token, ...], index: int) -> bool:
    """E.g. the hyphens of "Port-au-Prince", where no prince speaks."""
    return 0 < index < len(tokens) - 1 and tokens[index - 1].end == tokens[index].start == tokens[index + 1].start - 1


def _heads_speech(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a headline's noun is an actor: "officials", "Air Force"; not "storm", "report" or "region"."""
    word = tokens[index].lower
    if word in labels("sector") | labels("nominal") or (index == 0 and word in lexicon.family("rubric")):
        return False  # "Health: 31 teams have been sent", "Kincade Fire: 185,000 ordered out", "The dead: 12 soldiers"
    pair = f"{tokens[index - 1].lower} {word}" if index else word
    return (
        (can_speak(word) or can_speak(pair))
        and not is_report_noun(word)
        and word not in place_words("administrative") | place_words("class")
        and not is_no_speaker(word)  # "Harrow Bay: 60 mph"
    )
