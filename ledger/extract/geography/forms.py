"""Places that no list has, by their form ("Karongi District", "Mercy Medical Center") or by the words around ("the village of X")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.geography.peopled import is_peopled
from ledger.extract.geography.runs import (
    CONNECTORS,
    HELD_IN,
    INDEFINITE,
    Run,
    last_word,
    never_places,
    small_class,
    traps,
)
from ledger.extract.geography.unlisted import is_speakers, is_told_of
from ledger.extract.grammar.words import genders, noun_classes
from ledger.extract.lines.datelines import Dateline, dateline_at
from ledger.lexicon.gazetteer import Place, country_of_demonym, look_up, place_words
from ledger.lexicon.sought import Sought
from ledger.model import Span

_PLACING = lexicon.pattern(r"\b{placewords/placing}[^\S\n]+$")
_AT = re.compile(r"\bat\s+$")
_NEXT_TO = Sought(r"\b(?<=\s){next to}\s+$")
_PLACING_THE = lexicon.pattern(r"\b{placewords/placing}\s+the\s+$", re.IGNORECASE)
# the "Department of Health" is a body
_CLASS_OF = lexicon.pattern(r"\b(?:(?!(?-i:D)epartment){town of}|{labels/compass})\s+of\s+$", re.IGNORECASE)
_SPEAKS = lexicon.pattern(r"\s(?:{said}|who)\b")
_AFFAIR = lexicon.pattern(r"\s(?:[a-z-]+\s){0,2}{affair}\b")
_COUNTED = re.compile(r"\s\d")
_LISTED = re.compile(r"(?::|\s[–—-])?\s\(?[\d£$€]")
_TOLD_BY = lexicon.pattern(
    r"\b[Bb]y\s(?:[a-z]+\s)?(?:{placewords/class}|country|countries|zones?|sites?)(?:\s[a-z][^.:\n]{0,40})?:[^.]*$"
)
_LIST = 300  # characters
_HOLDER = re.compile(r",\s(?:an?|the|in|[A-Z])")  # "…, Aceh", "…, a village", "…, in Aceh"
_MONEY_IN = re.compile(r"[$€£¥]\d[^\s]*(?:\s(?:million|billion|trillion|m|bn))?\s(?:worth\s)?in\s$", re.IGNORECASE)
_IN_HOLDER = re.compile(r"\sin\s(?:the\s)?(?:[a-z]+\s)?[A-Z]")
_ATTACKED = lexicon.pattern(r"\b{attacked}\s$")  # "gunmen attacked Obora in Lida district"
_OF = re.compile(r"\b[a-z]+\sof\s$")
_IN_KNOWN = re.compile(r"\sin\s(?:the\s)?(?:[a-z-]+\s(?:of\s)?)?(?P<whole>(?P<word>[A-Z][\w’'-]*)(?:\s[A-Z][\w’'-]*)?)")
_LONGEST_UNKNOWN = 3  # words of a name that no list has
_GREAT = 300_000  # people of a town of which everybody has heard
_LABEL = re.compile(r"\s*(?:,\s[A-Z]|[—–(]|-\s)")
_PARTICLE = re.compile(
    r"(?<=[\s-])(?:Au|Aux|Da|Das|De|Del|Des|Do|Dos|Du|El|En|Es|La|Las|Le|Les|Los|Of|Sur|The|Upon)(?=[\s-])"
)
_JOINED = lexicon.pattern(r"-(?:[a-z]+ed|{joined to a name})$")  # "Israeli-issued permits", "Saudi-led"
_DESCRIBES = re.compile(r"\b[A-Z]\w+-[a-z]{4,}$")  # "in English-language media", "a Lima-based firm"
_SHORTEST = 4  # letters of a town that lists have, in a dateline


def formed(words: tuple[str, ...]) -> Place | None:
    """A place by its form: "Karongi District", "Mount Ontake", "Mercy Medical Center"."""
    if (
        len(words) < 2
        or words[0] in CONNECTORS
        or words[-1] in CONNECTORS
        or any(word in ("and", "the") for word in words[:-1])
    ):
        return None
    pair = " ".join(words[-2:]) if len(words) > 2 else ""
    double = pair in place_words("double suffix") or pair in place_words("double region")
    names = words[:-2] if double else words[:-1]
    barred = never_places() - place_words("title") if words[-1] in place_words("care") else never_places()
    if any(word in barred for word in names if word not in CONNECTORS) or country_of_demonym(" ".join(words)):
        return None
    if _is_no_name(words) or _is_of_body(words) or _is_counted(words) or _JOINED.search(words[0]):
        return None
    if words[-1] == "Department" and words[-2] in place_words("portfolio"):
        return None  # "the Labor Department" governs, "Atlantique Department" lies
    venue = pair in place_words("double suffix") or (not double and words[-1] in place_words("venue"))
    if CONNECTORS[0] in names and not double:
        return None  # "Obo Village of Lida District" is two places; "Lida District Hospital" is one
    if not venue and any(word in place_words("suffix") for word in names[1:]):
        return None
    named = double or (words[-1] in place_words("suffix") and not (_demonyms_in(words[:1]) and len(words) == 2))
    if not named and not (words[0] in place_words("prefix") and len(words) == 2):
        return None
    if any((tail := look_up(" ".join(words[-width:]))) and tail.kind == "country" for width in range(2, len(words))):
        return None  # "World Relief Solomon Islands" is a body in a country
    # "Mono River" need not be where the town of Mono is
    inner = look_up(" ".join(names)) if words[-1].lower() in place_words("administrative") and not venue else None
    return Place(
        name=" ".join(words),
        kind="venue" if venue else "region",
        country=inner.country if inner else None,
        within=inner.within if inner else None,
        learned=not inner,
    )


def _is_no_name(words: tuple[str, ...]) -> bool:
    """Whether words that end in a class are no place: "Real Estate", "Wall Street", "Ohio State", "Diane Lane"."""
    land = look_up(" ".join(words[:-1])) if words[-1] in place_words("venue") else None
    tail = words if words[-1] in place_words("venue") else words[-2:]  # "the National Focal Point", "Obora High School"
    if not place_words("no place").isdisjoint((" ".join(words), " ".join(tail))) or (
        land is not None and land.kind == "country"
    ):
        return True  # the headline "Chad Mine Collapse"
    if words[-1] not in place_words("thoroughfare") and place_words("no name").issuperset(words[:-1]):
        return True  # "Market Street" is one, "Stock Market" is none
    if words[-1] == "State":
        state = look_up(" ".join(words[:-1]))
        return state is not None and state.country == "United States"  # its university
    return len(words) == 2 and words[-1] in place_words("surname") and words[0].lower() in genders()


def _is_counted(words: tuple[str, ...]) -> bool:
    """E.g. the "Two Green Zone" of "Two Green Zone schools"; "Three Gorges Dam" is a place."""
    return len(words) > 2 and words[0].lower() in _numbers() and words[1][-1:] != "s" and words[1] != "Mile"


def _is_of_body(words: tuple[str, ...]) -> bool:
    """Whether a name begins with a body's letters: "NBC Bay Area"; "JFK Airport" and "KZN Province" are places."""
    lettered = words[0].isalpha() and words[0].isupper() and len(words[0]) > 2 and not words[-1].isupper()
    return lettered and words[-1].lower() not in place_words("administrative") and words[-1] not in place_words("venue")


def _demonyms_in(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if country_of_demonym(word))


def in_dateline(run: Run, position: int) -> tuple[Place, int] | None:
    """The town that opens a dateline: one that lists have, or any other in capitals or beside its day and desk.

    A known name in capitals at the head of any line is one as well: "KHARKIV – 12 killed", "GUINEA: 231 cases".
    """
    start = run.starts[position]
    dateline = dateline_at(run.text, start)
    if dateline is None and (position or (start and run.text[start - 1] != "\n")):
        return None
    if dateline:
        named = next((span for span in dateline.names if span.start == start), Span(0, 0))
        used = sum(named.start <= one < named.end for one in run.starts)
    else:
        used = next((index for index, word in enumerate(run.words) if not word.isupper()), len(run.words))
    if not used:
        return None
    words = run.words[position : position + used]
    loud, end = all(word.isupper() for word in words), run.ends[position + used - 1]
    name = _quiet(words) if loud else " ".join(words)
    known = look_up(name) if len(name) >= _SHORTEST - bool(dateline) else None
    if known and (dateline or _LABEL.match(run.text, end) or (run.text[end : end + 1] == ":" and _is_great(known))):
        return known, used
    return (
        (Place(name=name, kind="city", country=None, learned=True), used)
        if dateline and _names_town(run.text, dateline, words)
        else None
    )


def _names_town(text: str, dateline: Dateline, words: tuple[str, ...]) -> bool:
    """Whether a dateline's form makes a name that nobody knows a town's, and not an outlet's or a body's."""
    whole, town = text[slice(*dateline.span)], text[slice(*dateline.names[0])]
    if whole.startswith("(") or len(town) < _SHORTEST or "." in town:
        return False
    formal = whole.rstrip().endswith(("—", "–", "-")) and (town.isupper() or (dateline.day and dateline.desk))
    return bool(formal) and not any(word.title() in never_places() for word in words)


def _is_great(place: Place) -> bool:
    return place.kind == "country" or place.population >= _GREAT


def _quiet(words: tuple[str, ...]) -> str:
    """E.g. "PORT-AU-PRINCE" → "Port-au-Prince"."""
    return _PARTICLE.sub(lambda match: match[0].lower(), " ".join(words).title())


def unknown(run: Run, position: int) -> tuple[Place | None, int]:
    """A name that no gazetteer has, where the words around place it: "in Lufu-Toto", "the village of X", "X forest"."""
    if run.words[-1] != run.written[-1]:
        owner = position == 0 and may_be_place(run.words) and is_peopled(run, run.ends[-1])
        return (Place(name=run.words[0], kind="city", country=None, learned=True) if owner else None), 1
    words = run.words[position : position + _LONGEST_UNKNOWN + 2]  # with an "of" and what follows it
    if "of" in words[1:-1] and words[0] not in place_words("named of"):
        words = words[: words.index("of")]  # "Obora of Lida" is in Lida
    if "and" in words[1:-1]:
        words = words[: words.index("and")]  # "in Obora and Lido" are two
    owned = position > 0 and run.words[position - 1] != run.written[position - 1]
    opened = position == 2 and run.words[1] == "the" and run.words[0].lower() in place_words("placing")
    if len(words) > _LONGEST_UNKNOWN or not may_be_place(words) or (position > 1 and not (owned or opened)):
        return None, 1
    end = run.ends[position + len(words) - 1]
    suffix = small_class(run.text, end, "classsuffix")
    if position > 1 and not suffix:
        return None, 1  # "in South Obora's Lida district", but not "in South Obora's Acme shares"
    if suffix not in place_words("quarter") and suffix and position == 0 and INDEFINITE.search(run.before):
        return None, 1  # "on an Alpine road"; but "in an Obora slum"
    placed = _is_placed(run.before, suffix) if position == 0 else run.words[0].lower() in place_words("placing")
    if not suffix and (words[-1].endswith("ism") or _is_of_matters(run.before) or _AFFAIR.match(run.text, end)):
        return None, 1  # "in Judaism", "a rise in Obora", "in the Obora bribery case"
    placed = (
        placed or _is_apposed(run.text, end) or (position == 0 and _is_told_by(run, end)) or is_in_row(run, position)
    )
    placed = placed or (position == 0 and (is_peopled(run, end) or is_told_of(run, end)))
    placed = placed or (owned and position == 1 and len(words) == 1 and _is_quarter(run, end))
    held = _IN_HOLDER.match(run.text, run.ends[-1])
    placed = placed or bool(
        held and position == 0 and words[0].lower() not in genders() and _ATTACKED.search(run.before)
    )
    placed = placed or (position == 0 and words[0].lower() not in genders() and _is_held(run, end))
    dwelt = position == 0 and (_DWELT.search(run.before) or is_speakers(run.before))
    if not (placed or suffix) or (_SPEAKS.match(run.text, end) and not dwelt):
        return None, 1
    name = " ".join((*words, suffix)) if suffix and suffix not in place_words("smallsuffix") else " ".join(words)
    # "at Oxline" may be a company, "at Obora in Lida" is none
    sure = bool(suffix or held) or not _AT.search(run.before)
    return Place(name=name, kind="venue" if suffix or not sure else "city", country=None, learned=sure), len(words)


def _is_held(run: Run, end: int) -> bool:
    """Whether a name after "of" is said to lie in a known place: "the citizens of Obora in the canton of Lida"."""
    found = _IN_KNOWN.match(run.text, end) if _OF.search(run.before) else None
    return found is not None and (look_up(found["whole"]) or look_up(found["word"])) is not None


# "residents of Obora said": they speak, and not Obora
_DWELT = lexicon.pattern(r"\b{who live there}\sof\s$")
_ONE_OF_ROW = lexicon.pattern(r"(?:\d|\b{numbers/cardinals})\s(?:[a-z]+\s){0,2}in\s(?:the\s)?$")
_NEXT_OF_ROW = lexicon.pattern(
    r"(?:,\s(?:and\s)?|\sand\s)(?:{hedge}\s)?(?:\d[\d,.]*|{numbers/cardinals})\s(?:[a-z]+\s){0,2}in\s(?:the\s)?[A-Z]"
    r"|\s{placewords/class}\b"
)


def is_in_row(run: Run, position: int) -> bool:
    """Whether a name is one of a row of counted places: "12 were in the South, 40 in the Obora and two in the West departments"."""
    found = _ONE_OF_ROW.search(run.before) if position == 0 else None
    if found is None:
        return False
    end = run.ends[-1]
    last = run.before[: found.start()].endswith("and ") and run.text[end : end + 1] in (".", ",", ";")
    return last or _NEXT_OF_ROW.match(run.text, end) is not None


_SITED = re.compile(
    r"[.,;]|$|\s(?:on|in|at|after|when|where|during|late|early|overnight|yesterday|today|has|was|were|and)\b"
)


def _is_quarter(run: Run, end: int) -> bool:
    """Whether a name that a town owns is of a part of it: "in south Lima's Obora on Tuesday"."""
    owner = look_up(run.words[0])
    town = owner is not None and owner.kind == "city"
    return (
        town
        and last_word(run.before).lower() in place_words("locative") | place_words("bearing")
        and _SITED.match(run.text, end) is not None
    )


def _is_told_by(run: Run, end: int) -> bool:
    """Whether a name before a number is one of a list that is told by place: "By district: Obora 78 cases (45 deaths), Lida 13 (5)"."""
    if not _LISTED.match(run.text, end):
        return False
    return _TOLD_BY.search(run.text, max(0, run.starts[0] - _LIST), run.starts[0]) is not None


def _is_of_matters(before: str) -> bool:
    """Whether a text ends in an "in" that is of a matter and no place: "growth in ", "published in ", "$40 million in "."""
    if before.rstrip()[-2:].lower() != "in" or last_word(before).lower() != "in":
        return False
    return _MONEY_IN.search(before) is not None or _last_before_in(before) in place_words("leads to a matter")


def _last_before_in(before: str) -> str:
    words = before.lower().split()
    return words[-2] if len(words) > 1 else ""


def longer(run: Run, position: int, used: int, known: Place) -> tuple[Place, int] | None:
    """A local name that begins with a listed town's: "the village of Lima Sorda", "in Kota Sorda, Aceh"; None where it is none.

    What follows a great city may be a person or a firm ("in London Acme shares"): there the words around must say more.
    """
    rest, end = run.words[position + used :], run.ends[-1]
    part = len(rest) == 1 and rest[0].lower() in place_words("compass") and known.kind in ("city", "region")
    opened = position == 1 and run.words[0].lower() in place_words("placing")
    if part and run.words[-1] == run.written[-1] and (opened or (position == 0 and _is_placed(run.before, ""))):
        name = " ".join(run.words[position:])  # "in Turkana North"
        return Place(name=name, kind="region", country=known.country, learned=True), used + 1
    if known.kind != "city" or known.learned or len(rest) != 1 or run.words[-1] != run.written[-1]:
        return None
    if not may_be_place(rest) or look_up(rest[0]) or _SPEAKS.match(run.text, end) or _COUNTED.match(run.text, end):
        return None
    suffix = small_class(run.text, end, "classsuffix")
    owned = position > 0 and suffix and run.words[position - 1] != run.written[position - 1]
    if not (opened or owned or (position == 0 and _is_placed(run.before, suffix))):
        return None
    sure = suffix or _CLASS_OF.search(run.before) or _HOLDER.match(run.text, end)
    if known.population >= _GREAT and not sure:
        return None
    return Place(name=" ".join(run.words[position:]), kind="city", country=None, learned=True), used + 1


def _is_placed(before: str, suffix: str) -> bool:
    """Whether a text ends in words that place the name after it: "in ", "the village of ", "near the " before a small class."""
    before = _NEXT_TO.sub("", before)  # "in neighbouring Obora"
    last = last_word(before)
    if _LEADING.search(before):
        return True
    if suffix and last == "the":
        return _PLACING_THE.search(before) is not None
    if last not in place_words("placing") and last.lower() != "of":
        return False
    return bool(_PLACING.search(before) or _CLASS_OF.search(before)) and not HELD_IN.search(before)


# "19 were from Obora, six from Lida", "the surge washed through Obora", "most of Obora", "took 40 people to Obora", "in the capital Obora"
_LEADING = Sought(
    r"\d\s+from\s+$|\b(?:"  # the rest fails at one look where no word begins
    r"(?:is|are|was|were|hail|hailed|came|{numbers/cardinals})\s+from"
    r"|{washed}\s(?:through|over|across|into)"
    r"|{stormed}|{reached}"
    r"|{came through}\s(?:from\s[A-Z][\w-]+\s)?{by way of}"
    r"|(?:[Ii]n|at|near|from|of)\s+(?:[a-z-]+\s+){0,2}?{named land}"
    r"|{part of}\s+of"
    r"|(?:[Aa]n?|[Tt]he)\s(?:[a-z]+\s)?{lives in}\s+of"
    r"|(?:in|at|of|near|from)\s{placewords/smallest division}"
    r"|(?:{taken along}|{went})\s+to"
    r"|(?:[Ii]n|at|near|to|from|of|around|outside)\s+the\s+(?:[a-z-]+\s+)?{town of},?"
    r")\s+$"
)


@cache
def _numbers() -> frozenset[str]:
    return frozenset(word for kind in lexicon.table("numbers").values() if isinstance(kind, dict) for word in kind)


@cache
def _never_unknown_places() -> frozenset[str]:
    return never_places() | traps()


@lru_cache(maxsize=50_000)
def may_be_place(words: tuple[str, ...]) -> bool:
    """Whether words may be a place's name: none of a body, a people, a number, an event or another thing."""
    names = [word for word in words if word not in CONNECTORS]
    if country_of_demonym(" ".join(words)):
        return False  # "the toll of the South African | building collapse"
    if ("of" in words and words[0] in place_words("event")) or (names and names[-1] in place_words("event")):
        return False  # "Shelling of Obora market kills 22", "22 dead in Deadliest Attack"
    barred = never_places() if len(names) > 1 else _never_unknown_places()
    if not names or _DESCRIBES.search(names[-1]):
        return False
    return all(
        len(word) > (2 if len(names) == 1 else 1)
        and not word.removesuffix("s").isupper()  # "an attack on IDPs shelter"
        and word.lower() not in _numbers()
        and not any(letter.isdigit() for letter in word)
        and word.rstrip(".") not in barred
        and not country_of_demonym(word)
        and not _JOINED.search(word)
        for word in names
    )


def _is_apposed(text: str, end: int) -> bool:
    """E.g. "Obo, a mining town in …"; but "Ann Roe, a district official" is a person."""
    told = _apposed().match(text, end)
    after = re.match(r"\s[a-z-]+(?:\s[a-z-]+)?", text[told.end() : told.end() + 40]) if told else None
    return told is not None and not (after and any("person" in noun_classes(word) for word in after[0].split()))


@cache
def _apposed() -> re.Pattern[str]:
    nouns = lexicon.either(
        place_words("class") - {"state", "capital", "part", "parts", "area", "community", "center", "centre"}
    )
    # "Obo, a mining town in …"
    return re.compile(rf",\s(?:also\s)?an?\s(?:(?!(?:in|of|at|for|from|on)\s)[\w-]+\s){{0,3}}(?:{nouns})\b")
