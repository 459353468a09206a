"""Status: how real a figure is, from the verbs that govern it and the words beside them (FACTS.md 2, ``status``)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from ledger.extract.figures.mention import Mention
from ledger.extract.grammar.parse import BE, PAST, SUBJECTS, TENSED, Token, Tree
from ledger.extract.grammar.words import SAYING, labels, lemmas, noun_classes, status_kinds, status_words
from ledger.extract.meaning.disputed import is_called_untrue, is_in_doubt
from ledger.extract.meaning.foretold import (
    came_as_expected,
    foretells,
    is_ahead,
    is_expected,
    is_seen,
    is_sent,
    is_set_alight,
    is_to_come,
    moves_outlook,
)
from ledger.extract.meaning.measures import cues_of, harm_measures
from ledger.extract.meaning.tried import is_presumed_dead, is_tried
from ledger.extract.speakers.cues import Frame, reporting_kind
from ledger.model import Status

_HELPERS = ("aux", "auxpass", "mark", "advmod", "neg", "prep")
_CHECK = 9  # tokens from a number to the words by which it is still being checked
_IF = frozenset(("if", "unless"))
_ONLY = ("only", "just")
_NEVER = ("not", "n't", "n’t", "longer", "never")
_BELOW = ("xcomp", "ccomp", "oprd", "acomp", "attr")


def status_of(tree: Tree, mention: Mention, frames: tuple[Frame, ...], measure: str) -> Status:
    """The status of a figure: that of the nearest verb above it that says one; what is denied or unverified goes first."""
    path = tree.path(max(mention.anchor, mention.number))
    speakers = {frame.token for frame in frames if tree.tokens[frame.token].tag[:2] != "NN"}
    found: Status | None = None
    before = tree.tokens[max(0, mention.number - 1)]
    if (settled := _settled(tree, mention, measure)) is not None:
        return settled
    if before.tag in ("VBZ", "VBP") and measure not in harm_measures() and "asking" in status_kinds(before.lower):
        found = Status.PLANNED  # "Ukraine wants 1,000 howitzers, its adviser said", whatever the parser joined them to
    for child, index in zip([path[0], *path], path, strict=False):
        doubt = _doubt(tree, index, child)
        if doubt is not None:
            return doubt
        if tree.tokens[child].dep != "nsubj" and moves_outlook(tree, index):
            return found or Status.FORECAST  # but "profit of $400 million beat forecasts" was made
        if tree.tokens[child].dep == "nsubj" and _foresees(tree, index, measure):
            return found or Status.ACTUAL  # "seven of the nine economists had predicted a cut"
        if index in speakers:
            forecast = foretells(tree, index, child) and index != path[0]
            return found or (Status.FORECAST if forecast else Status.ACTUAL)
        if found is None and measure not in harm_measures() and _is_asked(tree, index, child):
            found = Status.PLANNED
        found = found or _verb_status(tree, index, measure) or _of_chance(tree, index, child)
        if found is None and _is_apart(tree, index):
            found = Status.ACTUAL
    if found is Status.PLANNED and measure == "votes":
        return Status.ACTUAL  # "voted 18 to 3 to spend $1 billion"
    if found is None and measure in ("evacuated", "returned") and _is_told(tree, path[0]):
        return Status.PLANNED
    return found or Status.ACTUAL


def _of_chance(tree: Tree, index: int, child: int) -> Status | None:
    """E.g. "40 houses are likely to be lost", "rain above 60 mm is possible"; not "nine patients are less likely to die"."""
    below = tree.tokens[child]
    said = tree.child(index, "acomp") if below.dep in ("nsubj", "ccomp") and index != child else None
    if said is None or said.lower not in status_words("chance"):
        return None
    if below.dep == "ccomp" or tree.tokens[min(said.index + 1, len(tree.tokens) - 1)].tag in ("JJ", "VBN"):
        return Status.UNCONFIRMED  # "it is likely that 40 died", "are likely dead"
    degrees = (tree.tokens[c] for c in tree.children[said.index] if c < said.index)
    act = tree.child(said.index, "xcomp")  # "are likely to have died"
    past = act is not None and any(tree.tokens[c].lower == "have" for c in tree.children[act.index])
    compared = any(t.tag in ("RBR", "RBS") or t.lower in ("as", "twice") for t in degrees)
    return None if compared else Status.UNCONFIRMED if past else Status.FORECAST


def _settled(tree: Tree, mention: Mention, measure: str) -> Status | None:
    """What the words right beside the number settle, whatever the verbs above say."""
    if measure == "killed" and is_presumed_dead(tree, max(mention.anchor, mention.number)):
        return Status.UNCONFIRMED
    if measure in labels("on the move") and (ahead := _of_clause(tree, mention.anchor, measure)) is not None:
        return ahead
    first = next((i + 1 for i in range(mention.number - 1, -1, -1) if tree.tokens[i].tag != "CD"), 0)
    before = tree.tokens[first - 1].lower if first else ""
    after = tree.tokens[mention.number + 1 : mention.number + 2]
    if _is_headed_for(tree, mention.anchor):
        return Status.PLANNED
    if before == "not" and not mention.implicit:
        return Status.DENIED  # "41 (not 14, as reported earlier) were killed"
    if measure not in harm_measures():
        return Status.FORECAST if is_expected(tree, mention.number) else None
    if measure != "infected" and _is_being_checked(tree, first, mention.anchor):
        return Status.UNCONFIRMED
    known = before in ("the", "those") and after and (after[0].tag == "VBN" or after[0].lower in labels("nominal"))
    # "vowed to avenge the 11 killed in Lida", "families of the 14 dead will be paid"
    return Status.ACTUAL if known or _are_harmed_before(tree, mention.anchor) else None


def _is_headed_for(tree: Tree, noun: int) -> bool:
    """Whether a headline tells what is to come: "5,000 dockers to strike next week", "300 soldiers to be sent"."""
    if tree.tokens[noun].dep != "ROOT":
        return False
    for child in tree.children[noun]:
        opening = [c for c in tree.children[child] if c > noun and tree.tokens[c].dep in ("aux", "auxpass")]
        clause = child > noun and tree.tokens[child].dep in ("relcl", "acl") and tree.tokens[child].tag in ("VB", "VBN")
        if clause and opening and tree.tokens[opening[0]].tag == "TO" and opening[0] == noun + 1:
            return True
    return False


def _is_being_checked(tree: Tree, number: int, anchor: int) -> bool:
    """E.g. "is validating reports of nine deaths", "yet to confirm two deaths"; "nine deaths are for validation"."""
    for index in range(number - 1, max(-1, number - _CHECK), -1):
        token = tree.tokens[index]
        if token.text in (",", ";", ":") or token.tag in TENSED:
            break
        lead = tree.before(index, 3)
        runs = token.tag == "VBG" and not {*BE, "been", "still"}.isdisjoint(lead)
        if (runs or lead[-2:] == ["yet", "to"]) and "checking" in status_kinds(token.lower):
            return True
    for one, other in pairwise(tree.tokens[max(0, number - _CHECK) : number]):
        if one.lower in status_words("check") and other.lower in BE and tree.tokens[one.index - 1].tag in ("VBG", "IN"):
            return True  # "still undergoing validation are nine deaths"
    after = tree.tokens[anchor + 1 : anchor + _CHECK]
    for one, other in pairwise(after):
        if one.text in (",", ";", ":") or one.tag in ("CC", "CD"):
            break
        leads = one.lower in ("for", "under", "to", "further") or "awaiting" in status_kinds(one.lower)
        if leads and other.lower in status_words("check"):
            return True
        if one.lower == "being" and other.tag == "VBN" and "checking" in status_kinds(other.lower):
            return True
    return False


def _are_harmed_before(tree: Tree, noun: int) -> bool:
    """E.g. "will pay $4 million to 310 victims": what is to come is done for people who are harmed already."""
    token = tree.tokens[noun]
    lead = tree.tokens[token.head]
    led = token.dep == "pobj" and lead.lower in ("to", "for", "from") and lead.dep in ("prep", "dative")
    sought = lead.lower == "for" and not labels("seeking").isdisjoint(lemmas(tree.tokens[lead.head].lower))
    return led and (sought or not labels("harmed before").isdisjoint(lemmas(token.lower)))


def _of_clause(tree: Tree, noun: int, measure: str) -> Status | None:
    """E.g. "a planning figure of 800,000 people that may flee": what its own clause says is to come."""
    for clause in (c for c in tree.children[noun] if tree.tokens[c].dep == "relcl"):
        modals = {tree.tokens[c].lower for c in tree.children[clause] if tree.tokens[c].dep == "aux"}
        told = any(cue.measure == measure for cue in cues_of(tree.tokens[clause].lower))
        if told and modals & status_words("modal forecast") and tree.tokens[clause].tag == "VB":
            return _modal_status(tree, clause, modals, measure)
    return None


def _is_asked(tree: Tree, index: int, child: int) -> bool:
    """E.g. "wants 1,000 howitzers", "is seeking $5 million", "asked for 40 trucks", "an appeal for $9 million": nobody has them yet."""
    token, below = tree.tokens[index], tree.tokens[child]
    if index == child or not (token.tag[:2] == "VB" or token.lower in status_words("asking noun")):
        return False
    if below.dep == "prep" and below.lower == "for":
        return "asking for" in status_kinds(token.lower)
    return below.dep in ("dobj", "ccomp", "nsubjpass") and "asking" in status_kinds(token.lower)


def _foresees(tree: Tree, index: int, measure: str) -> bool:
    """Whether a verb says what its subject holds to come, or that a share of those asked agreed."""
    token = tree.tokens[index]
    agreed = measure in ("poll_share", "share") and "planned" in status_kinds(token.lower)
    foreseen = agreed or reporting_kind(token.lower) == "forecast"
    return token.tag[:2] == "VB" and foreseen and not tree.child(index, "auxpass")


def _is_told(tree: Tree, anchor: int) -> bool:
    """E.g. "9,000 residents told to leave", "72,000 ordered out": whether they went is not said."""
    told = (
        tree.tokens[c] for c in tree.children[anchor] if tree.tokens[c].dep == "acl" and tree.tokens[c].tag == "VBN"
    )
    if any("told to go" in status_kinds(token.lower) for token in told):
        return True
    orders = next(
        (
            i
            for i, token in enumerate(tree.tokens[:-1])
            if token.lower == "evacuation" and "orders" in status_kinds(tree.tokens[i + 1].lower)
        ),
        None,
    )
    if orders is None:
        return False
    under = any(token.lower == "under" for token in tree.tokens[max(0, orders - 3) : orders])
    above = tree.path(anchor)[:4]
    verb = tree.tokens[orders + 1].head  # "9,000 people received evacuation warnings"
    given = verb in above and "orders given" in status_kinds(tree.tokens[verb].lower)
    return under or given or any(tree.tokens[i].lower in ("for", "to") for i in above)


def is_done(tree: Tree, number: int) -> bool:
    """Whether the act itself is past: "pledged $2 billion on Monday" was the Monday before."""
    verb = next((index for index in tree.path(number) if tree.tokens[index].tag[:2] == "VB"), None)
    return verb is not None and tree.tokens[verb].tag == "VBD"


def _is_apart(tree: Tree, index: int) -> bool:
    """Whether what stands above no longer governs the figure: a clause beside, a new coordinate clause, an event that was.

    "Rebuild where 836 homes were lost", "pledged aid and 85 soldiers came", "will look into the killing of nine".
    """
    token = tree.tokens[index]
    if token.tag[:2] == "VB" or token.dep == "advcl":
        if token.dep == "ccomp" and any(tree.tokens[c].text == ";" for c in tree.children[token.head] if c > index):
            return True  # "two were shot; both are expected to survive"
        if token.dep == "acl" and token.tag == "VBN":
            return True  # "the satellite, built for $30 million, will circle …"
        if token.dep == "conj" and any(tree.tokens[c].lower in ("had", "has", "have") for c in tree.children[index]):
            return True  # "would appeal and had set aside $300 million"
        # "will close, resulting in 287 layoffs"
        result = token.tag == "VBG" and "resulting" in status_kinds(token.lower)
        return (
            token.dep == "relcl"
            or (token.dep == "advcl" and not result)
            or (token.dep == "conj" and tree.child(index, *SUBJECTS) is not None)
        )
    if token.dep == "prep":
        inner = tree.child(index, "pobj")
        own = inner is not None and inner.lower in status_words("feature")  # "will open a plant with a capacity of 40"
        # "the rate, at 7 percent in May, is forecast …"
        beside = tree.tokens[index - 1].text == "," and token.lower == "at"
        return (token.lower in status_words("aside from") and not own) or beside
    past = token.tag[:2] == "NN" and "past event" in status_kinds(token.lower)
    # but "experts foresee 4,000 deaths"
    return past and not (token.dep == "dobj" and reporting_kind(tree.tokens[token.head].lower) == "forecast")


def _doubt(tree: Tree, index: int, child: int) -> Status | None:
    """E.g. "denied that 40 had died", "denies killing 40", "denied reports of 12 deaths", "the claim that 300 died could not be verified"."""
    if is_called_untrue(tree, index, child):
        return Status.DENIED
    if is_in_doubt(tree, index, child):
        return Status.UNCONFIRMED
    token, below = tree.tokens[index], tree.tokens[child]
    if token.tag[:2] != "VB" or index == child:
        return None
    kinds = status_kinds(token.lower)
    if "verifying" not in kinds and "denying" not in kinds:
        return None
    negated = any(tree.tokens[c].dep == "neg" for c in tree.children[index])
    if negated and "verifying" in kinds:
        return Status.UNCONFIRMED
    said = below.dep in ("ccomp", "csubj", "csubjpass", "xcomp") or "claims" in status_kinds(below.lower)
    return Status.DENIED if said and not negated and "denying" in kinds else None


@lru_cache(maxsize=1024)  # of the sentences in hand: their figures share the verbs above them
def _verb_status(tree: Tree, index: int, measure: str) -> Status | None:
    token = tree.tokens[index]
    if not token.tag.startswith(("VB", "JJ", "NN", "RB", "IN")):
        return None
    helpers = [tree.tokens[c] for c in tree.children[index] if tree.tokens[c].dep in _HELPERS and c < index]
    if not _IF.isdisjoint([helper.lower for helper in helpers]):
        return Status.CONDITIONAL
    clauses = [c for c in tree.children[index] if c < index and tree.tokens[c].dep == "advcl"]
    if clauses and any(_supposes(tree, clause) for clause in clauses):
        return Status.CONDITIONAL
    if "remembering" in status_kinds(token.lower) and tree.child(index, "auxpass") is not None:
        return Status.ACTUAL  # "it would be recalled that 40 were killed in May"
    # but "he'd been shot"
    modals = {one.lower for one in helpers if one.dep == "aux" and not (one.lower[1:] == "d" and token.tag == "VBN")}
    if modals and modals & status_words("modal conditional"):
        return _would(tree, index)
    if modals and modals & status_words("modal forecast"):
        return _modal_status(tree, index, modals, measure)
    return _lexical_status(tree, index, measure)


def _supposes(tree: Tree, clause: int) -> bool:
    """E.g. "If convicted, they face two years": no doubt about a general rule ("if it rains, 300 stay home") either."""
    mark = tree.child(clause, "mark")
    return mark is not None and mark.lower in ("if", "unless") and tree.tokens[clause].tag == "VBN"


def _would(tree: Tree, index: int) -> Status:
    """E.g. "would displace 90,000" is conditional; "said it would send 300 soldiers" tells a plan in the past tense."""
    token = tree.tokens[index]
    first = tree.tokens[token.head] if token.dep == "conj" else token  # "said 31 were ill and doses would arrive"
    reported = first.dep == "ccomp" and tree.tokens[first.head].tag in PAST
    if not reported or any(word.lower == "if" for word in tree.tokens):
        return Status.CONDITIONAL
    return Status.PLANNED if "will be planned" in status_kinds(token.lower) else Status.FORECAST


def _modal_status(tree: Tree, index: int, modals: set[str], measure: str) -> Status:
    """E.g. "could flee" is a forecast, "may have died" unconfirmed, "will be designated" planned."""
    future = bool(modals & status_words("modal future"))
    if "could" in modals and any(tree.tokens[c].lower in _NEVER for c in tree.children[index]):
        return Status.ACTUAL  # "78 families could not be found", "40 houses could no longer be used"
    if "could" in modals and measure == "rescued" and any(t.lower in _ONLY for t in tree.tokens[:index]):
        return Status.ACTUAL  # "only 26 could be saved"
    if not future and any(tree.tokens[c].lower == "have" for c in tree.children[index]):
        return Status.UNCONFIRMED
    planned = "will be planned" in status_kinds(tree.tokens[index].lower) or measure in status_words("planned measure")
    return Status.PLANNED if future and planned else Status.FORECAST


def _lexical_status(tree: Tree, index: int, measure: str) -> Status | None:
    """Verbs and nouns that say a thing is feared, ordered, planned or expected."""
    token = tree.tokens[index]
    kinds = status_kinds(token.lower)
    subject = tree.child(index, "nsubj")
    if "is" in lemmas(token.lower) and subject is not None and subject.lower in status_words("expected"):
        return Status.FORECAST  # "the probability of a strong aftershock is 54 percent"
    if (
        is_to_come(tree, index)
        or is_ahead(tree, index)
        or (measure in status_words("tried measure") and is_tried(tree, index))
    ):
        return Status.PLANNED
    if not kinds and not is_seen(tree, index):
        return None
    below = any(tree.tokens[c].dep in _BELOW for c in tree.children[index])
    bare = token.tag == "VBD" and subject is not None and tree.child(index, "dobj") is None  # "9,000 ordered out"
    passive = bare or tree.child(index, "auxpass") is not None or token.tag == "VBN"
    if "unconfirmed" in kinds or (below and passive and "believing" in kinds and not _names_people(tree, index)):
        return Status.UNCONFIRMED
    if measure in ("evacuated", "returned") and "told to go" in kinds and (passive or below or is_sent(tree, index)):
        return Status.PLANNED
    approved = token.tag[:2] == "VB" and "approving" in kinds and measure in status_words("approved measure")
    if approved or ("planned" in kinds and _is_plan(tree, token, below)):
        return Status.PLANNED
    likely = token.lower in status_words("expected") or is_seen(tree, index)
    likely = likely and tree.child(index, "dobj") is None and not is_set_alight(tree, index)
    cause = any(tree.tokens[c].lower == "to" and tree.tokens[c].dep != "aux" for c in tree.children[index])
    if likely and (below or token.tag in ("NN", "NNS", "IN")) and not (cause and token.lower == "due"):
        return Status.FORECAST  # but "due to the shelling" tells why
    if token.tag[:2] == "VB" and "expecting" in kinds and not came_as_expected(tree, index):
        return Status.FORECAST
    return None


def _names_people(tree: Tree, index: int) -> bool:
    """E.g. "20 people believed to be migrants have died": in doubt is who they were."""
    following = tree.tokens[index + 1 : index + 5]
    if [token.lower for token in following[:2]] != ["to", "be"] or len(following) < 3:
        return False
    noun = next((token for token in following[2:] if token.tag == "NNS"), None)
    if noun is None or noun.lower in labels("harmed") or noun_classes(noun.lower) & SAYING:
        return False  # "believed to be hostages"
    return "person" in noun_classes(noun.lower) and not any(
        cue.measure in harm_measures() for cue in cues_of(noun.lower)
    )


def _is_plan(tree: Tree, token: Token, below: bool) -> bool:
    """E.g. "plans to send 200", "pledged $5 million", "a plan to build 300 homes", "announced 900 job cuts"."""
    forms = lemmas(token.lower)
    if "consider" in forms and tree.child(token.index, "auxpass") is not None:
        return False  # "are considered missing"
    if token.tag[:2] == "NN":
        return any(tree.tokens[c].dep in ("acl", "relcl") for c in tree.children[token.index])
    if "commit" in forms and "to" not in tree.after(token.index, 3):
        return False  # "one in four murders is committed by a partner"
    return below or (token.tag in ("VBN", "VBD", "VBZ", "VBP", "VB") and "planned to" not in status_kinds(token.lower))
