"""What is counted, by its noun: the class of the thing, and its unit."""

from __future__ import annotations

from ledger import lexicon
from ledger.extract.figures.disease import are_other_cases
from ledger.extract.figures.told import first_words
from ledger.extract.figures.unknown_people import are_among_people, are_people
from ledger.extract.grammar.parse import Tree
from ledger.extract.grammar.phrase import Counted
from ledger.extract.grammar.words import PERSON, is_model, known_name, labels, noun_classes
from ledger.extract.numbers.numerals import Numeral
from ledger.lexicon.gazetteer import country_of_demonym
from ledger.lexicon.plurals import singular
from ledger.model import Span

ARMS = frozenset(("arms", "equipment"))
_CASE = frozenset(("casenoun",))
_ATTACK = frozenset(("attack",))
_HARMED = frozenset(("deathnoun", "woundnoun"))
_BODIES = frozenset(("deathnoun",))
_LIVESTOCK = frozenset(("livestock",))


def classes_of(text: str, tree: Tree, counted: Counted) -> frozenset[str]:
    """The classes of what is counted; of a noun that the lexicon lacks, what its clause tells."""
    classes = _of_known(text, tree, counted)
    if classes or counted.head is None:
        return classes
    return PERSON if are_people(tree, counted.head) or are_among_people(tree, counted.head) else classes


def _of_known(text: str, tree: Tree, counted: Counted) -> frozenset[str]:
    """The classes of a noun that the lexicon has, in the light of what the report tells of."""
    noun = counted.noun.split()[-1] if counted.noun else ""
    if (noun == "case" and (are_other_cases(text) or _are_affairs(tree, counted.head))) or (
        (noun == "illness" and _is_kind(tree, counted.head)) or (noun == "incident" and _are_accidents(text, counted))
    ):
        return frozenset()
    if noun == "coach" and _tells_of(text, "of a railway"):
        return frozenset(("vehicle",))  # no trainers
    if noun == "element" and _tells_of(text, "of an army"):
        return PERSON  # "ten elements are still missing"
    if counted.head is not None and noun == "head" and (led := _headed(tree, counted.head)) is not None:
        return _LIVESTOCK if "livestock" in noun_classes(led) else PERSON  # "70 heads of state"
    if counted.head is not None and tree.tokens[counted.head].lower in ("population", "toll"):
        return PERSON  # "18 million affected population", "a record 606 toll"
    in_rows = counted.head is not None and tree.tokens[counted.head].lower in lexicon.family("rows")
    if in_rows and counted.head is not None and (lined := _made_of(tree, counted.head)):
        return lined  # "six rows of houses"
    severed = counted.head and noun == "head" and tree.tokens[counted.head - 1].lower in lexicon.family("cut off")
    classes = _BODIES if severed else _by_noun(tree, counted)  # "three severed heads"
    if counted.head is not None and noun == "remains" and (led := _headed(tree, counted.head)) is not None:
        return classes if "person" in noun_classes(led) else frozenset()  # "30 remains of mammoths"
    if counted.partitive and counted.head is not None and tree.tokens[counted.head].lower in labels("company"):
        return PERSON  # "seven of the night shift"
    return _ATTACK if "deathnoun" in classes and _is_of_several(tree, counted) else classes


def _are_accidents(text: str, counted: Counted) -> bool:
    """E.g. "hurt in two wall collapse incidents", in which nobody attacked."""
    words = text[slice(*counted.span)].lower().split() if counted.span else ()
    return not lexicon.family("accidents told").isdisjoint(words)


def _are_affairs(tree: Tree, head: int | None) -> bool:
    """E.g. "a few sad cases in spring": nobody fell ill."""
    before = tree.tokens[head - 1].lower if head else ""
    return before in lexicon.family("cases of no illness")


def _is_kind(tree: Tree, head: int | None) -> bool:
    """E.g. "vaccines against six illnesses", "suffers from two illnesses": no cases, as those that a germ causes are."""
    return head is not None and tree.tokens[tree.tokens[head].head].lower in ("against", "from", "about", "for", "with")


def _headed(tree: Tree, head: int) -> str | None:
    """What heads are of: the cattle of "700 head of cattle", the state of "70 heads of state"."""
    after = tree.tokens[head + 1 : head + 3]
    led = len(after) > 1 and after[0].lower == "of" and after[1].tag in ("NN", "NNS")
    return singular(after[1].lower) if led else None


def _is_of_several(tree: Tree, counted: Counted) -> bool:
    """E.g. "12 double homicides": so many times somebody killed two, and no twelve dead."""
    before = tree.tokens[counted.head - 1].lower if counted.head else ""
    return before in lexicon.family("several at once")


def _tells_of(text: str, kind: str) -> bool:
    return not labels(kind).isdisjoint(first_words(text))


def _by_noun(tree: Tree, counted: Counted) -> frozenset[str]:
    """The noun's classes; a people's name is persons ("3,000 Tuaregs"), a court's cases and teams of people are none."""
    if counted.head is None:
        return noun_classes(counted.noun)
    head = tree.tokens[counted.head]
    if head.lower in ("old", "olds") and counted.noun.endswith("-old"):
        return PERSON  # "two 16-year-olds"
    if is_model(head.text, alone=tree.tokens[head.index - 1].lower in ("one", "1")):
        return ARMS
    pair = " ".join(counted.noun.split()[-2:])
    if (pair in labels("compounds") and pair.endswith(" case")) or head.lower == "crews":
        return noun_classes(pair) - PERSON - _CASE
    classes = noun_classes(counted.noun)
    if head.lower in ("units", "pieces", "items") and (inner := _made_of(tree, head.index)):
        return inner  # "several units of aircraft"
    lost = head.lower in ("loss", "losses")  # "530 livestock loss was reported"
    if (
        counted.head
        and (classes & _HARMED or lost)
        and "livestock" in noun_classes(tree.tokens[counted.head - 1].lower)
    ):
        return _LIVESTOCK  # "2,310 livestock deaths"
    named = head.text[:1].isupper() and head.text[1:].islower() and tree.tokens[head.index - 1].text[:1] != "&"
    named = named and (head.index > 0 or country_of_demonym(head.text) is not None)  # "Entries fell to 7,000"
    peoples = head.tag in ("NNS", "NNPS") or head.lower.endswith("s") or country_of_demonym(head.text)
    if classes == _LIVESTOCK and named and head.index > 1 and head.lower in lexicon.family("beasts of a banner"):
        return PERSON  # "27 Tigers were killed, the army said"; but the headline's "Tigers Killed Two"
    if not classes and named and peoples and counted.noun and head.lower not in labels("models"):
        return PERSON
    return classes


def _made_of(tree: Tree, head: int) -> frozenset[str]:
    """The classes of the things that units or pieces are of; none where people make them up."""
    following = tree.tokens[head + 1 : head + 5]
    if not following or following[0].lower != "of":
        return frozenset()
    nouns = [token for token in following[1:] if token.tag in ("NN", "NNS")]
    run = [one for at, one in enumerate(nouns) if one.index == nouns[0].index + at]  # "units of air defence equipment"
    classes = noun_classes(singular(run[-1].lower)) if run else frozenset()
    return frozenset() if "person" in classes else classes


def without_name(tree: Tree, counted: Counted) -> str:
    """The noun without a make or people before it: "Leopard 2 tanks", "Russian tanks" are tanks; "fuel tanks" stay fuel tanks."""
    words = counted.noun.split()
    if counted.head is not None and words[-1:] == ["head"] and (led := _headed(tree, counted.head)) is not None:
        return led  # "700 head of cattle" are cattle
    if counted.head is None or counted.head == 0 or len(words) < 2 or " ".join(words[-2:]) in labels("compounds"):
        return counted.noun
    if known_name(words):
        return counted.noun  # "three unmanned aerial vehicles"
    beside = tree.tokens[counted.head - 1]
    named = beside.text[:1].isupper() or beside.text.isdigit() or beside.tag == "JJ"  # "six temporary sites"
    named = named or "-" in words[-2]  # "two home-made guns"
    return words[-1] if named else counted.noun


def count_unit(noun: str) -> str:
    """The singular head noun; with its modifier where alone it says too little ("air strike", "artillery system")."""
    words = noun.split()
    if len(words) > 2 and (name := known_name(words)):
        return name
    pair = " ".join(words[-2:])
    return pair if pair in labels("compounds") or (words and words[-1] in labels("compound")) else "".join(words[-1:])


def joined_thing(tree: Tree, numeral: Numeral) -> Counted | None:
    """The vehicles of "a 40-vehicle pile-up": things that a hyphen joins to their number."""
    words = tree.at(*numeral.span)
    after = tree.tokens[words[-1].index + 1 : words[-1].index + 4] if words else ()
    if len(after) < 3 or after[0].text not in ("-", "‑") or after[1].lower not in lexicon.family("joined thing"):
        return None
    if after[2].lower not in lexicon.family("joined to a crash"):
        return None  # "a five-car garage"
    thing = after[1]
    return Counted(
        anchor=thing.index, head=thing.index, span=Span(thing.start, thing.end), noun=thing.lower, more=False
    )
