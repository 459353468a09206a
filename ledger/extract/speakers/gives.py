"""Verbs that give a figure where a parser sees an act: "gave a toll of 27", "counts 19 bridges out", "recorded 52 mm of rain"."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.grammar.parse import NAMES, TENSED, Token, Tree
from ledger.extract.grammar.words import labels, lemmas
from ledger.extract.speakers.actors import can_speak, classify, is_report_noun, is_title
from ledger.extract.speakers.cues import senses_of
from ledger.extract.speakers.names import known_body
from ledger.lexicon.gazetteer import look_up, place_words
from ledger.model import ActorKind

KEEPERS = frozenset((ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.IGO, ActorKind.NGO, ActorKind.OFFICIAL, ActorKind.WITNESS))  # fmt: skip
_SHARES = frozenset(("%", "percent", "per", "seats", "votes", "points"))
_NEAR = 8  # tokens from what is given to the figure
_CLOSE = 4  # tokens from "counts" to the count
_BODIES = frozenset(("department",))  # of a state, and in some states land
_PRONOUNS = frozenset(("it", "he", "she"))


def tells_count(tree: Tree, verb: Token, who: Token, speaks: bool) -> bool:
    """Whether a verb with its subject gives a figure: by a count, off a gauge, or as the number at which something stands."""
    if counts(tree, verb, who) or measures_weather(tree, verb, who) or polls(tree, verb, who):
        return True
    return speaks and gives_figure(tree, verb)


def polls(tree: Tree, verb: Token, who: Token) -> bool:
    """E.g. "A poll gives the coalition 43 percent", "the bulletin gives 14 dead", "the survey has the coalition at 43 percent"."""
    words = lemmas(verb.lower)
    if not is_report_noun(who.lower) or verb.tag not in TENSED or not who.index < verb.index:
        return False
    after = tree.tokens[verb.index + 1 :][:_NEAR]
    count = next((k for k, token in enumerate(after) if token.tag == "CD"), None)
    near = after[count + 1 : count + 3] if count is not None else ()
    told = any(token.text in _SHARES or "kill" in lemmas(token.lower) or token.lower == "dead" for token in near)
    if count is None or not (told or ("give" in words and verb.tag != "VBD")):
        return False  # "the study gave 300 volunteers a drug"
    return "give" in words or ("have" in words and any(token.lower == "at" for token in after[:count]))


def gives_figure(tree: Tree, verb: Token) -> bool:
    """E.g. "gave a toll of 27", "gave the number of dead as 18", "described the condition of two as critical"."""
    words = lemmas(verb.lower)
    if "give" not in words and "describe" not in words:
        return False
    thing = tree.child(verb.index, "dobj")
    if thing is None or (tree.child(thing.index, "nummod") is not None):
        return thing is not None and "describe" in words  # "residents described two nights of shelling"
    after = tree.tokens[max(verb.index, thing.index) + 1 :][:_NEAR]
    of = next((k for k, token in enumerate(after) if token.lower == "of"), None)
    counted = of is not None and any(token.tag == "CD" for token in after[of + 1 : of + 3])
    at = next((k for k, token in enumerate(after) if token.lower == "as"), None)
    if "describe" in words:
        return counted and at is not None
    if at is not None:
        return any(token.tag in ("CD", "$") for token in after[at + 1 : at + 4])
    return counted and (is_report_noun(thing.lower) or thing.lower in labels("counts told"))


def counts(tree: Tree, verb: Token, who: Token) -> bool:
    """E.g. "The Department of Roads counts 19 bridges out", "FlightAware counted 2,300 cancellations"; a firm only has its shops."""
    if "count" not in lemmas(verb.lower) or verb.tag not in TENSED:
        return False
    near = tree.tokens[verb.index + 1 : verb.index + 1 + _CLOSE]
    if not any(token.tag == "CD" for token in near) or near[0].lower in ("on", "among", "as", "for", "toward"):
        return False
    if who.lower in _PRONOUNS:
        return verb.tag == "VBZ"
    named = who.tag in NAMES and classify(who.text) not in (ActorKind.COMPANY, ActorKind.MEDICAL)
    return (named or may_keep(who) or is_title(who.lower)) and not is_land(tree, who)


def measures_weather(tree: Tree, verb: Token, who: Token) -> bool:
    """E.g. "The Lida met office recorded 52 mm of rain", "measured gusts of 140 km/h": a body reads its gauges; a town only has the rain."""
    if senses_of(verb.lower).isdisjoint(("count", "put")):
        return False
    thing = tree.child(verb.index, "dobj")
    if thing is None or thing.lower not in lexicon.family("weather measured"):
        return False
    figure = any(token.tag == "CD" for token in tree.tokens[verb.index + 1 : thing.index + _CLOSE])
    return figure and may_keep(who) and not is_land(tree, who)


def may_keep(who: Token) -> bool:
    """A body with a name, or the nouns of those who keep count: "police", "the ministry", "organisers"."""
    if who.text.isupper() and len(who.text) > 2:
        return True
    if who.tag in NAMES and known_body(who.text) is not None:
        return True
    return can_speak(who.lower) and (who.tag in NAMES or classify(f"the {who.lower}") in KEEPERS)


def is_land(tree: Tree, who: Token) -> bool:
    """Whether a subject is a place, which has what is counted and tells nothing of it."""
    name = " ".join(
        tree.tokens[i].text for i in tree.subtree(who.index) if i <= who.index and tree.tokens[i].tag != "DT"
    )
    land = who.lower in place_words("administrative") and who.lower not in _BODIES
    return land or (who.tag[:3] == "NNP" and look_up(name) is not None)


def are_lands(tree: Tree, who: Token) -> bool:
    """E.g. "Twelve provinces have reported 300 cases": they have them."""
    land = who.lower in place_words("administrative") | place_words("class")
    return land and tree.child(who.index, "nummod") is not None
