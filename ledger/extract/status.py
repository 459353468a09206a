"""Status, basis and direction: how real the figure is, and whether it is a sum, an addition, a state or a move."""

from __future__ import annotations

from functools import cache

from ledger import lexicon
from ledger.extract.attribution import Frame, reporting_kind
from ledger.extract.parse import Tree
from ledger.extract.words import lemmas
from ledger.model import Basis, Direction, Status


@cache
def words_of(kind: str) -> frozenset[str]:
    """The lexicon's words of one kind (``status.tsv``)."""
    return frozenset(next(row[1] for row in lexicon.rows("status") if row[0] == kind).split(","))


def status_of(tree: Tree, anchor: int, frames: tuple[Frame, ...], measure: str) -> Status:
    """The status of the figure at ``anchor``, from the verbs that govern it, nearest first."""
    path = tree.path(anchor)
    speakers = {frame.token for frame in frames}
    for index in path:
        token = tree.tokens[index]
        if index in speakers:
            return Status.FORECAST if reporting_kind(token.lower) == "forecast" and index != anchor else Status.ACTUAL
        found = _verb_status(tree, index, measure)
        if found is not None:
            return found
    return Status.ACTUAL


def _verb_status(tree: Tree, index: int, measure: str) -> Status | None:
    token = tree.tokens[index]
    if not token.tag.startswith(("VB", "JJ", "NN")):
        return None
    helpers = [
        tree.tokens[c]
        for c in tree.children[index]
        if tree.tokens[c].dep in ("aux", "mark", "advmod", "neg") and c < index
    ]
    words = {helper.lower for helper in helpers}
    if "if" in words:
        return Status.CONDITIONAL
    for helper in helpers:
        if helper.dep == "aux" and helper.lower in words_of("modal conditional"):
            return Status.CONDITIONAL
        if helper.dep == "aux" and helper.lower in words_of("modal forecast"):
            return _modal_status(tree, index, helper.lower)
    return _lexical_status(tree, index, measure)


def _modal_status(tree: Tree, index: int, modal: str) -> Status:
    """E.g. "could flee" is a forecast, "may have died" unconfirmed, "will be designated" planned."""
    if modal != "will" and any(tree.tokens[c].lower == "have" for c in tree.children[index]):
        return Status.UNCONFIRMED
    planned = modal == "will" and _any_of(lemmas(tree.tokens[index].lower), "will be planned")
    return Status.PLANNED if planned else Status.FORECAST


def _any_of(forms: tuple[str, ...], kind: str) -> bool:
    return any(form in words_of(kind) for form in forms)


def _lexical_status(tree: Tree, index: int, measure: str) -> Status | None:
    """Verbs that say a thing is feared, ordered, planned or expected."""
    forms = lemmas(tree.tokens[index].lower)
    below = any(tree.tokens[c].dep in ("xcomp", "ccomp", "oprd") for c in tree.children[index])
    if _any_of(forms, "unconfirmed") or (below and "believe" in forms and tree.child(index, "auxpass")):
        return Status.UNCONFIRMED
    if _any_of(forms, "planned") and tree.tokens[index].tag != "NNS":
        return Status.PLANNED if below or tree.tokens[index].tag in ("VBN", "VBD", "VBZ", "VBP") else None
    if _any_of(forms, "told to go") and tree.child(index, "auxpass") and measure in ("evacuated", "returned"):
        return Status.PLANNED
    if tree.tokens[index].lower in ("expected", "forecast", "projected", "predicted", "likely", "set") and below:
        return Status.FORECAST
    return None


def basis_of(
    tree: Tree, anchor: int, number: int, measure: str, unit: str, more: bool
) -> tuple[Basis, Direction | None]:
    """Basis and, for a change, direction."""
    if more:
        return Basis.INCREMENT, None
    if unit in ("percent", "percentage_point", "basis_point", "factor") or measure == "price":
        direction = _move(tree, number)
        if direction is not None:
            return Basis.CHANGE, direction
        if unit == "factor":
            return Basis.CHANGE, Direction.UP
        if measure == "growth_rate":
            return Basis.CHANGE, Direction.UP
    if measure in words_of("level measure") or unit in ("percent", "fraction"):
        return Basis.LEVEL, None
    return (Basis.LEVEL if _is_state(tree, anchor, measure) else Basis.TOTAL), None


def _move(tree: Tree, number: int) -> Direction | None:
    """E.g. "rose 8.5 percent", "down about 1 percent", "fell by 300"; "rose to 8.5 percent" is a level."""
    before = [t.lower for t in tree.tokens[max(0, number - 4) : number]]
    if "to" in before[-3:] or "at" in before[-2:]:
        return None
    for index in [
        *tree.path(number)[:4],
        *range(max(0, number - 4), number),
        *range(number + 1, min(number + 5, len(tree.tokens))),
    ]:
        for lemma in lemmas(tree.tokens[index].lower):
            if lemma in words_of("up"):
                return Direction.UP
            if lemma in words_of("down"):
                return Direction.DOWN
    return None


def _is_state(tree: Tree, anchor: int, measure: str) -> bool:
    """E.g. "16 are still missing", "300 are in hospital", "33,000 households are without power"."""
    if measure in words_of("event measure") or measure in words_of("lasting measure"):
        return measure in words_of("lasting measure")
    for index in tree.path(anchor)[:3]:
        token = tree.tokens[index]
        words = {tree.tokens[c].lower for c in tree.children[index]} | {token.lower}
        if token.tag in ("VBP", "VBZ") and _any_of(lemmas(token.lower), "state verb"):
            return True
        if token.lower in ("are", "is", "remain", "remains", "remained") or "still" in words or "currently" in words:
            return True
        if token.tag == "VBG" and words & {"are", "is", "were"}:
            return measure in words_of("passing level measure")
    return False
