"""What a line of a list counts, read from the words of its label and header: measure, unit, entity."""

from __future__ import annotations

import re
from dataclasses import replace

from ledger import lexicon
from ledger.extract.grammar.words import FOLK, OF_PEOPLE, SAYING, is_known, labels, noun_classes
from ledger.extract.lines.blocks import names_count
from ledger.extract.lines.lists import ListItem
from ledger.extract.lines.parties import WON
from ledger.extract.meaning.measures import Cue, cues_in, cues_of, harm_measures
from ledger.extract.meaning.senses import LONGEST
from ledger.lexicon.gazetteer import look_up
from ledger.lexicon.plurals import singular

_REPORT = re.compile(r"\b(?:situation|flash|daily|weekly|field)\s(?:reports?|updates?)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_ARMS, _MUNITION = frozenset(("munition", "equipment")), frozenset(("munition",))
_DOWNED = "munitions_intercepted"
_LIVESTOCK = frozenset(("livestock",))
_SPLIT = re.compile(r"\s*(?:[,&(]|/(?!\d))\s*|\s+(?:and|or)\s+")
_BOTH = lexicon.pattern(r"^(?:killed|dead)\s+and\s+{hurt or lost}\b", re.IGNORECASE)
_ONLY_TOLD = lexicon.pattern(r"[a-z]\s{told of an event}$")
_SEATS = re.compile(r"seats?", re.IGNORECASE)
_COUNT_OF = re.compile(r"(?:(?:the\s+)?(?:total\s+)?(?:number|no\.?|count)|total)\s+of\s+", re.IGNORECASE)
_AFTER_NOUN = re.compile(
    r"\s+(?:in|inside|outside|of|under|without|with|by|for|from|at|on|who|that|to|since)\b.*", re.IGNORECASE
)


def list_measure(item: ListItem, header: str, dimensions: frozenset[str] = frozenset()) -> str:
    """The measure of a list line from its own words, else from those of its header ("combat losses").

    A sum or a quantity (``dimensions``) counts nobody: only its own line says what it is ("Cost to insurers: $1.7 billion").
    """
    item = replace(item, name=_COUNT_OF.sub("", item.name.strip(), count=1))  # "Number of dead"
    if _COLUMNS.search(header) and item.name in header and item.name.lower() not in labels("sum column"):
        header = ""  # "Country | Arrivals | Deaths": the next column's name tells nothing of this one
    if not dimensions and _is_logged(item.name):
        return _harm_told(header.replace(item.name, "")) or "other"  # "Traffic accidents – 51": nobody is harmed
    if dimensions or _COLUMNS.search(item.name):
        return _of_quantity(item, header, dimensions) if dimensions else "other"
    classes = _classes(item.name)
    own = _of_name(item.name, header, classes)
    if isinstance(own, str):
        return own
    if labels("loss") & set(_words(f"{item.name} {header}")) and not own:
        return _of_lost(header, classes)
    if own is None and _is_of_things(item.name):
        return "other"  # "Camps opened: 15" under "Floods in Lidania"
    cue = own or _best(_REPORT.sub("", header), classes)
    return cue.measure if cue else "other"


def _harm_told(header: str) -> str:
    """What a header says of people who were harmed: "Deaths this year" over "Traffic accidents: 51"; empty where it does not."""
    cue = _best(header, OF_PEOPLE)
    return cue.measure if cue is not None and cue.measure in harm_measures() else ""


def _is_logged(name: str) -> bool:
    """Whether a label names a kind of incident as a police log has it: "Noise complaints", and no ceasefire violations."""
    *kind, last = _noun(name).lower().split() or [""]
    return singular(last) in lexicon.family("incidents in a log") and lexicon.family("truces").isdisjoint(kind)


_LOSABLE = frozenset(("equipment", "vehicle", "munition", "arms", "building", "livestock"))


def measure_under(header: str, name: str, classes: frozenset[str]) -> str:
    """What a header says of things of these classes, else what their own words do."""
    if labels("loss") & set(_words(header)) and classes & _LOSABLE:
        return _of_lost(header, classes)
    cue = _best(header or name, classes)
    return cue.measure if cue else "other"


def _of_quantity(item: ListItem, header: str, dimensions: frozenset[str]) -> str:
    """The measure of a sum or a quantity from its label, else from the header."""
    if item.name in WON and "percent" in dimensions:
        return "votes"  # "Reds – 46 seats (4.7%)"
    own = _best(f"{item.unit} {item.name}", dimensions)
    bare = item.placed or not names_count(item.name)
    if (own is None and (bare or "money" in dimensions)) or item.placed:
        own = _best(header, dimensions) or own  # "Lida: 9.1 inches" under "Snowfall totals so far:"
    if own is not None and own.measure == "area":  # "Acreage burned", "Acreage" under "Wildfires at a glance"
        own = next(
            (cue for cue in _fitting(f"{item.name} {header}", dimensions) if cue.measure == "area_affected"), own
        )
    return own.measure if own else "other"


def _of_name(name: str, header: str, classes: frozenset[str]) -> Cue | str | None:
    """What the label says itself: a cue of it, or a measure that leaves no doubt."""
    if _ONLY_TOLD.search(name) and not noun_classes(_words(name)[0]) & OF_PEOPLE:
        return "other"  # "Tornado reports by state"
    if _SEATS.fullmatch(name):
        return "other"  # what votes win is no vote
    if (sum_of := _of_sum(name, header)) is not None:
        return sum_of
    if " and " in name and _BOTH.search(name):
        return "casualties"  # "Dead and injured on the roads"
    own = _best(_fate(name) if classes & _ARMS else name, classes)
    if own and not classes:  # "Held for blocking the bridge" blocked it before
        own = _best(_AFTER_NOUN.sub("", name), classes) or own
    if own and own.measure == "employed":
        own = _best(header, classes) or own  # "Orbis Air: 800 jobs" under "Layoffs this week"
    # "Reception centres opened", "Meals served", "Sandbags filled"
    return "other" if own and own.measure in _DONE_TO_PEOPLE and _is_of_things(name) else own


def _of_lost(header: str, classes: frozenset[str]) -> str:
    """What was lost, where a label or its header says that things were."""
    if classes & OF_PEOPLE:
        return "casualties"
    if "munition" in classes and any(cue.measure == _DOWNED for cue in _fitting(header, _MUNITION)):
        return _DOWNED  # "Air targets destroyed"
    if "livestock" in classes:
        return "other"  # "Cattle lost: 300"
    if "road" in classes:
        return "other"  # "Bridges: 41" under "Destroyed in the storm"
    return "buildings_damaged" if "building" in classes else "equipment_lost"


_COLUMNS = re.compile(r"[|\t]|\S {3,}\S")  # between the names of columns
_DONE_TO_PEOPLE = frozenset(
    ("displaced", "affected", "refugees", "evacuated", "detained", "attendance", "rescued", "returned")
)


_OF_FOLK = SAYING | FOLK | {"locality"}


def _is_of_things(name: str) -> bool:
    """Whether a label tells what was done with things: their plural before a participle."""
    noun, done = ["", "", *name.split()][-2:]
    plural = noun.isalpha() and singular(noun.lower()) != noun.lower()
    return plural and done.isalpha() and done.endswith("ed") and not noun_classes(noun.lower()) & _OF_FOLK


def _of_sum(name: str, header: str) -> str | None:
    """What the last column of "District | Dead | Injured | Total" adds up: people harmed; other sums are of nothing that has a name."""
    if not set(_words(name)) <= labels("sum column") or "|" not in header:
        return None
    told = {
        cue.measure
        for cell in header.rsplit("\n", 1)[-1].split("|")
        if cell.strip() != name and (cue := _best(cell, _classes(cell)))
    }
    if len(told) < 2:
        return None
    return "casualties" if told == {"killed", "wounded"} else "other"


def _fate(name: str) -> str:
    """A label of arms without the words that only tell their kind: "attack drones" have attacked nobody."""
    noun = _noun(name)
    *kind, _ = noun.split() or [""]
    return name.replace(" ".join(kind), " ".join(word for word in kind if _is_verbal(word.lower())), 1)


def _best(text: str, classes: frozenset[str]) -> Cue | None:
    fitting = _fitting(text, classes or OF_PEOPLE)
    if classes:
        return min(fitting, key=lambda cue: cue.cost, default=None)
    # "Recovered: 1,302": with no noun, what people are said to be comes before what is done to them; "Confirmed: 231" are
    # cases before they are deaths
    order = ("person", "casenoun")
    return min(
        fitting,
        key=lambda cue: (*(name not in cue.counted for name in order), cue.slot == "obj", cue.cost),
        default=None,
    )


def _fitting(text: str, classes: frozenset[str]) -> list[Cue]:
    """What the words of a text say of things of these classes; "as results come in" tells of no deaths without their noun."""
    words = _words(text)
    named = frozenset[str]().union(*map(noun_classes, words)) | {"person", "casenoun"}
    return [
        cue
        for index, word in enumerate(words)
        for cue in cues_in(tuple(words[index : index + LONGEST]))
        if not cue.also and (cue.counted & classes) and not _is_thing(word, cue) and not _of_unnamed(cue, named)
    ]


def _of_unnamed(cue: Cue, named: frozenset[str]) -> bool:
    """Whether a cue is said only of deaths or wounds, and none is named."""
    return cue.slot != "np" and cue.counted <= SAYING and cue.counted.isdisjoint(named)


def _is_thing(word: str, cue: Cue) -> bool:
    """E.g. the "Ships" of a list, which nobody ships."""
    return cue.slot in ("obj", "subj") and not _is_verbal(word) and bool(noun_classes(word) & cue.counted)


def list_unit(item: ListItem) -> str:
    """The unit of a list line's number: person, or the whole name in the singular ("fuel tank"); "item" where it has none."""
    if item.name.lower() in lexicon.family("accounts") | {f"{word}s" for word in lexicon.family("accounts")}:
        return singular(item.name.lower())  # "customers", of whom a header says that they have no power
    if _classes(item.name) & OF_PEOPLE:
        return "person"
    words = _noun(item.name).split()
    if len(words) > 1 and words[0].lower() in labels("work") and words[-1].lower() in lexicon.family("job losses"):
        return words[0].lower()  # "Job cuts by company"
    if words and words[-1].lower() in labels("crowd") | labels("harmed"):
        return "person"  # "Population affected: 54,200"
    if words and words[-1].lower() in labels("period-noun") | set(lexicon.family("toll")):
        return "item"  # a column headed "May", a list headed "Toll by district"
    if words and look_up(item.name) and not _classes(item.name):
        return "item"  # "Italy: 2,811" under "Landed by the end of May"
    if not words:
        return (
            "person" if any(cue.counted & OF_PEOPLE for word in _words(item.name) for cue in cues_of(word)) else "item"
        )
    if words[-1].lower() in labels("dimension") and words[0].isupper():
        return words[0]  # "UAV operational-tactical level"
    while len(words) > 1 and (_is_verbal(words[0].lower()) or _is_logged(item.name)):
        del words[0]  # "Affected families", "Noise complaints"
    while len(words) > 1 and "building" in noun_classes(words[-1].lower()) and not _is_one_name(words):
        del words[0]  # "Wood barns", "Private houses"; but "Apartment buildings"
    if words[0].istitle() and (not look_up(words[0]) or _is_one_name(words)):
        words[0] = words[0].lower()  # "Stray animals", "Mobile homes"
    return " ".join([*words[:-1], singular(words[-1].lower())])


def _is_one_name(words: list[str]) -> bool:
    """Whether the lexicon has words as the name of one thing: "Health centres"."""
    *kind, noun = map(str.lower, words)
    return is_known(" ".join((*kind, singular(noun))))


def list_entity(item: ListItem) -> str:
    """The words of the label that name a thing: "Houses" of "Houses destroyed"; none of "Killed"."""
    noun = _noun(item.name)
    if noun and noun == _AFTER_NOUN.sub("", _SPLIT.split(item.name)[0]).strip():
        return item.name
    return noun


def _noun(name: str) -> str:
    """The first of the label's nouns, without what happened to it: "fuel tanks", "Houses" of "Houses damaged or destroyed"."""
    words = _AFTER_NOUN.sub("", f" {_SPLIT.split(_COUNT_OF.sub('', name.strip(), count=1))[0]}").split()
    told = next((i for i, word in enumerate(words[1:], 1) if _is_done(word.lower()) and _are_many(words[i - 1])), None)
    words = words[:told]  # "Debit cards handed out", "Cars swept away"
    while words and (_is_verbal(words[-1].lower()) or (len(words) > 1 and words[-1].endswith("ly"))):
        words.pop()  # "Houses fully damaged" counts houses
    return " ".join(words)


def _is_done(word: str) -> bool:
    return word.endswith("ed") or word in labels("verbal")


def _are_many(noun: str) -> bool:
    return noun.endswith("s") or noun.lower() in labels("plural without s")


def _is_verbal(word: str) -> bool:
    return (word.endswith(("ed", "en", "ing")) and bool(cues_of(word))) or word in labels("verbal")


def _classes(name: str) -> frozenset[str]:
    if any("livestock" in noun_classes(word) and "person" not in noun_classes(word) for word in _words(name)[:-1]):
        return _LIVESTOCK  # "Livestock deaths", "Animals dead": nobody died
    rest = _AFTER_NOUN.sub("", f" {name}")  # "Held for blocking the bridge" holds no bridge
    return noun_classes(_noun(name).lower()) or noun_classes(" ".join(_words(rest)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
