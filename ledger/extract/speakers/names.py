"""Canonical names: without article, quotation marks and titles; and one key for the wordings of one actor."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ledger import lexicon
from ledger.extract.grammar.words import noun_classes
from ledger.extract.speakers.actors import can_speak, fold, is_person, is_title
from ledger.lexicon.gazetteer import capital_country, country_of_demonym, look_up

NICKNAME_OPENS = "“\"‘'("
NICKNAME = re.compile(rf"(?<=[a-z.] )[{NICKNAME_OPENS}]([A-Z][\w-]{{1,14}})[”\"’')] (?=[A-Z])")  # Ana “Nena” Duarte
_SHORTEST = 2  # letters of no name
_EDGES = " ,“”\"'‘’.:;-–—[]"
_ARTICLE = re.compile(r"^(?:the|a|an|The|A|An|its|their|his|her|our|Its|Their|Our)\s+")
_DESCRIBED = re.compile(r"^(?:\S+ ){0,5}?([a-z]+) ([A-Z][\w.'&-]*(?: [A-Z][\w.'&-]*){0,4})$")
_OF_COUNTRY = re.compile(r"^([A-Z][\w.]*(?: [A-Z][\w.]*)?)'s ([A-Z][\w.&-]{2,})$")
_EMPLOYED = re.compile(r"^(.+?),? (?:of|from|at|with) (?=[A-Za-z])")
_ABBREVIATED_END = re.compile(r"\.[A-Z]\.$")


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """The name without article, quotation marks and title: "the Kherson Mayor Igor Kolykhayev" → "Igor Kolykhayev"."""
    text = " ".join(name.split())
    text = text if _ABBREVIATED_END.search(text) else text.strip(_EDGES)
    text = _ARTICLE.sub("", NICKNAME.sub("", text)).replace("’", "'")
    person = person_in(text)
    if person:
        return person
    if (firm := _OF_COUNTRY.match(text)) and is_country(firm[1]) and _is_own_name(firm[2].lower()):
        return firm[2]  # "Italy's Eni said", "UK's FirstGroup"; but "Italy's parliament"
    described = _DESCRIBED.match(text)
    led = text[: described.start(1)] if described else ""
    if described and can_speak(described[1]) and len(described[2]) > _SHORTEST and " for " not in led:
        return _employed(text) or described[2]  # but "RAI state TV", "poll for the broadcaster RTS"
    own = text.lower() in lexicon.family("named with an s")
    return re.sub(r"'s?$", "", text) if text.endswith(("'s", "'")) and not own else text


def _is_own_name(word: str) -> bool:
    """Whether a word is no common noun of those who speak, nor a place's name."""
    return not (can_speak(word) or is_title(word) or noun_classes(word) or look_up(word.title()))


@lru_cache(maxsize=8192)
def person_in(phrase: str) -> str | None:
    """The person at the end of a phrase, without what stands before the name; None where it ends in no person's name.

    The name starts after the last title or small word: "fire service spokesman Omar Reyes", "Deputy Regent Ana Duarte".
    """
    found = _last_person(phrase)
    return (_employed(phrase) or found) if found is not None else None


def _last_person(phrase: str) -> str | None:
    words = phrase.split()
    if can_speak(" ".join(words[-2:]).lower()) and len(words) > 1:
        return None  # "General Staff" is no Staff who is a general
    start = len(words)
    while start > 0 and _may_be_named(words[start - 1]) and not (start < len(words) and words[start - 1].endswith(",")):
        start -= 1
    titled = start > 0 and is_title(words[start - 1])
    if titled and start > 1 and words[start - 2].lower() in _JOINING and words[0][:1].isupper():
        body = can_speak(words[0].lower()) and not is_title(words[0])
        titled, start = not body, len(words) if body else start  # "Council on Foreign Relations" names nobody
    # "Campaign for a Just Tax"
    joint = start - 2 if start > 1 and words[start - 1].lower() in ("a", "an") else start - 1
    if joint >= 0 and words[joint].lower() in _JOINING:
        start = _after_office(words, start)
    start += is_led_by_trade(words[start:])
    name = words[start:]
    if not name or not name[0][:1].isupper():
        return None
    joined = " ".join(name).strip(",")
    if (
        titled
        and len(name) <= 4
        and not joined.isupper()
        and (is_person(joined) or (len(name) == 1 and not can_speak(joined.lower()) and not is_country(joined)))
    ):
        return joined
    if len(name) == 1 and start > 1 and words[start - 1].endswith(",") and is_title(words[0]):
        return None if can_speak(joined.lower()) or look_up(joined) else joined  # "Head of the Obora Agency, Wanjala"
    return joined if start < len(words) and is_person(joined) else None


_TRADED = 2  # words of a name at the least


def is_led_by_trade(words: list[str]) -> bool:
    """Whether what somebody does stands before a name with the capital of a sentence: "Beekeeper Ana Duarte said"."""
    return len(words) > _TRADED and words[0].lower().endswith(tuple(lexicon.family("ends a trade")))


def _employed(phrase: str) -> str | None:
    """The person before the "of" of "Superintendent Ana Duarte of Police Tolland", "Ana Duarte of the consulting firm Lumen Space"."""
    cut = _EMPLOYED.match(phrase)
    own = person_in(cut[1]) if cut is not None and " " in cut[1] else None
    return own if own is not None and " " in own and is_person(own) else None


def is_country(name: str) -> bool:
    """Whether a name is a country's: there is no France in "Public Health France"."""
    place = look_up(name)
    return place is not None and place.kind == "country"


_JOINING = frozenset(("of", "and", "for", "the", "in", "&", "at", "on", "to"))


def _after_office(words: list[str], start: int) -> int:
    """E.g. "Governor of Tolland Ana Duarte": after an office's "of" the last two words are the person; else there is none.

    What follows the last word of a body is the whole name: "Head of Obora Police Ana Lu Duarte".
    """
    if not any(map(is_title, words[:2])) or len(words) - start < 3:
        return len(words)
    bodies = (i + 1 for i in range(start, len(words) - 2) if can_speak(words[i].lower()))
    return max(bodies, default=len(words) - 2)


def _may_be_named(word: str) -> bool:
    if is_title(word) and (not word.isupper() or word.lower() in lexicon.family("ranks in capitals")):
        return False  # "CSP Musa Bello" is Musa Bello
    return (word[:1].isupper() and not word.endswith(("'s", "s'"))) or word.lower() in lexicon.family("particle")


_FOLDS = (
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"\bcentre\b"), "center"),
    (re.compile(r"\bministry of ([\w ]+)$"), r"\1 ministry"),
    (re.compile(r"\bmod\b"), "defense ministry"),
)
_BRACKETED = re.compile(r"\s*\([^)]*\)$")


@cache
def _aliases() -> dict[str, str]:
    pairs = [(row[0], row[0]) for row in lexicon.rows("aliases")]
    pairs += [(other, row[0]) for row in lexicon.rows("aliases") for other in row[1].split(",")]
    return {fold(other): name for other, name in pairs}


@lru_cache(maxsize=8192)
def known_body(name: str) -> str | None:
    """The lexicon's name of a well-known body ("UNHCR", "the UN refugee agency"); None where it has none."""
    return _aliases().get(fold(name))


def with_short_form(full: str, short: str) -> str:
    """Both names of a body: "U.S. Geological Survey (USGS)"; "UN Migration Agency" is no long form of "IOM", which has one."""
    known = known_body(short)
    own = known if known is not None and known == known_body(full) and initials_of(full) != short else full
    return f"{own} ({short})"


@lru_cache(maxsize=8192)
def initials_of(name: str) -> str:
    """The capitals of a name, those of its short forms whole: "USGS" of "U.S. Geological Survey"."""
    return "".join(w.replace(".", "") if "." in w else w[0] for w in name.split() if w[0].isupper())


def without_office(name: str) -> str:
    """The body of which a name tells an office: "IOM Rome" is the IOM."""
    body, _, seat = name.partition(" ")
    return body if body.isupper() and known_body(body) is not None and look_up(seat) is not None else name


def _country_in(word: re.Match[str]) -> str:
    """The country behind "Russian" or "Moscow's"; a capital without the possessive stays the city ("Kyiv police")."""
    return country_of_demonym(word[1]) or (capital_country(word[1]) if word[2] else None) or word[1]


@lru_cache(maxsize=4096)
def actor_key(name: str) -> str:
    """One key for wordings of one actor: "Russia's defense ministry", "the Russian Ministry of Defence", "Moscow's MoD"."""
    text = _BRACKETED.sub("", canonical(name))
    text = _aliases().get(fold(text), text).replace("’", "'")
    folded = re.sub(r"([\w.-]+)(?:('s)\b)?", _country_in, text).lower()
    for pattern, replacement in _FOLDS:
        folded = pattern.sub(replacement, folded)
    return " ".join(
        sorted(word for word in re.findall(r"[\w.]+", folded) if word not in ("the", "of", "for", "and", "a"))
    )


def is_proper(name: str) -> bool:
    """Whether a name is a body's own, not "Russian air defences" or "Ecologists"."""
    words = name.split()
    small = any(word[:1].islower() and word not in ("of", "for", "and", "the") for word in words)
    return name[:1].isupper() and name != "Here" and not small and "person" not in noun_classes(words[-1].lower())


def is_titled(phrase: str, name: str) -> bool:
    """Whether nothing but a surname stands behind an office: "President Duarte"; not "President Street", "Minister of Works"."""
    before = phrase.removesuffix(name).split()
    surname = name[:1].isupper() and not name.isupper() and not can_speak(name.lower())
    return bool(before) and is_title(before[-1]) and surname
