"""Namesakes: names of places that are a person's or a body's here, and places that bear one name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import replace

from ledger import lexicon
from ledger.extract.geography.runs import CONNECTORS, HELD_IN, Run, last_word, traps
from ledger.extract.grammar.words import genders
from ledger.extract.lines.datelines import dateline_at
from ledger.lexicon.gazetteer import Place, capital_country, country_of_demonym, look_up, place_words
from ledger.lexicon.sought import Sought

_NOBLE = frozenset(("de", "da", "do", "del", "la", "al", "el"))
_MONEY = re.compile(r"\s(?:dollars?|cents?|currency)\b|\s?[$£]")
# "the limit of the Paris accord": what was signed there is nowhere
_TREATY = lexicon.pattern(r"\s(?:climate\s|peace\s|nuclear\s)?{treaty}\b", re.IGNORECASE)
_ILLNESS = lexicon.pattern(r"\s{placewords/names an illness}\b")  # "Middle East respiratory syndrome"
_SAID_THE = lexicon.pattern(r"\b{said}\sthe\s$")  # "nine died, said the Lida Safety Region"
_LABEL = re.compile(r"\s\(\d[\d,]*(?:\s[a-z]+)?\)[,.;]?\s?")  # "Goma (20), Beni (3 cases)"
_HOLDER = re.compile(r",\s([A-Z][\w.]*(?:\s[A-Z]\w+)?)")


def is_other_name(run: Run, position: int, used: int, place: Place) -> bool:
    """Whether the name is part of a person's or a body's ("Paris Hilton", "Washington Post", "Mr Jordan")."""
    words, after = run.words, position + used
    following = words[after] if after < len(words) and words[after - 1] == run.written[after - 1] else ""
    previous = words[position - 1] if position else ""
    end = run.ends[after - 1]
    treaty = place.kind == "city" and _TREATY.match(run.text, end)
    if _is_money_or_share(run, position, end, place) or treaty or _ILLNESS.match(run.text, end):
        return True
    # "blast in Somali capital": Mogadishu
    era = words[position] == "B.C." and run.before.rstrip()[-1:].isdigit()  # "in 300 B.C."
    seat = used == 1 and run.text[end : end + 8].lower() == " capital" and country_of_demonym(place.name) is not None
    speaks = _SAID_THE.search(run.before) is not None
    titled = last_word(run.before) in place_words("small title")  # "police spokesperson Aden Hassan told"
    act = used == 1 and place.name in place_words("verb") and run.before.endswith(" to ")  # "World Bank to Lend $250m"
    # "the Rivers Wye and Severn"
    streams = words[position] == "Rivers" and bool(following) and run.before.endswith("the ")
    # "a fall in the Liberal Democrat vote", whatever towns are called Liberal
    trap = used == 1 and place.name in traps()
    party = trap and not lexicon.family("party").isdisjoint((following, f"{following}s"))
    planet = used == 1 and place.name in place_words("heavenly body")  # "Jupiter, Florida" is a town
    if (
        act
        or party
        or (used == 1 and _is_of_people(run, position, place))
        or era
        or streams
        or speaks
        or (planet and not _holder(run.text, end))
        or seat
        or titled
        or previous.rstrip(".") in place_words("title")
        or following.rstrip(".") in place_words("organisation")
    ):
        return True
    if previous == "of" and position > 1 and words[position - 2] in place_words("organisation"):
        return True
    placed = run.placed(position, used)
    if trap and not placed and not _LABEL.match(run.text, end):
        alone = len(words) == 1 and capital_country(place.name) is not None
        return not (alone or _holder(run.text, run.ends[after - 1]))
    if trap and position == 0 and _is_surname(following):
        return True  # "a shortage of Oral Cholera Vaccines", "a slump of the Liberal Democrat vote"
    if placed or trap:
        return not trap and _is_first_name(run, position) and not run.placed_as_nobody(position, used)
    if place.kind == "continent":
        named = _is_first_name(run, position) if position else _is_surname(following)
        return used == 1 and named  # "the Europe Forward alliance", "the pollster Pulsar Asia"
    if place.kind == "country":
        surname = previous.lower() in genders() and run.written[position - 1] == previous  # "Ines Chad, who heads …"
        return used == 1 and (surname or (place.name in place_words("givenname") and _is_surname(following)))
    town = look_up(following) if following and place.name.lower() in genders() else None
    named = town is not None and town.kind == "city"  # "Nadia Kent"
    return named or _is_first_name(run, position) or _is_surname(following) or _is_elsewhere(run, position, place)


def _is_of_people(run: Run, position: int, place: Place) -> bool:
    """E.g. "a Somali military base", "the Somali diaspora": of a people, not in the region that bears its name."""
    bears = place.kind == "region" and country_of_demonym(place.name) is not None
    noun = _NOUN.match(run.text, run.ends[position]) if bears else None
    return noun is not None and noun[1] not in place_words("kind region")


_NOUN = re.compile(r"\s([a-z]+)\b")


def surnames(runs: Iterable[Run], towns: Set[str]) -> frozenset[str]:
    """The names of towns that a text gives to persons, after a given name or a title, and nowhere to a place."""
    named: set[str] = set()
    placed: set[str] = set()
    for run in runs:
        last = len(run.words) - 1
        name = run.words[last]
        if name.title() not in towns:
            continue
        name = name.title()
        given = run.words[last - 1] if last else ""
        given = run.words[last - 2] if last > 1 and len(given.rstrip(".")) == 1 else given  # "Ana M. Duarte"
        if given.lower() in genders() or given.rstrip(".") in place_words("title"):
            named.add(name)
        elif last == 0 and last_word(run.before) in ("of", "with"):
            continue  # "reports of Madison's bravery" may be of either
        elif (
            run.placed_as_nobody(last, 1)
            or _holder(run.text, run.ends[last])
            or dateline_at(run.text, run.starts[last])
        ):
            placed.add(name)
    return frozenset(named - placed)


def _is_elsewhere(run: Run, position: int, place: Place) -> bool:
    """Whether the adjective before is of another country than the town, and so a first name: "German Garcia"."""
    country = country_of_demonym(run.words[position - 1]) if position else None
    return country is not None and place.kind == "city" and place.country not in (None, country)


def _is_money_or_share(run: Run, position: int, end: int, place: Place) -> bool:
    """E.g. "US$5", "4 million U.S. dollars", "shares in Halden fell"."""
    if _MONEY.match(run.text, end):
        return True
    if position or place.kind != "city" or last_word(run.before).lower() != "in":
        return False
    return HELD_IN.search(run.before) is not None


def _is_surname(word: str) -> bool:
    """Whether a word after a place's name makes it a person's or a body's."""
    if not word or word in CONNECTORS or word in place_words("suffix") or word in place_words("title"):
        return False
    return word not in place_words("calendar") and look_up(word) is None and country_of_demonym(word) is None


def _is_first_name(run: Run, position: int) -> bool:
    """Whether the word before makes the name a person's ("Jack London"); openers and other places do not."""
    if position == 0 or run.written[position - 1] != run.words[position - 1]:
        return False
    word = run.words[position - 1]
    if word in _NOBLE and position > 1 and not run.placed(position - 2, 1):
        word = run.words[position - 2]  # "David de Obora"
    known = (
        word in CONNECTORS
        or word in place_words("opener")
        or word in place_words("calendar")
        or word in place_words("direction")
    )
    given = word.lower() in genders()  # though there is a town of that name: "Nadia Kent"
    return not (known or (look_up(word) and not given) or country_of_demonym(word) or word.isupper())


def in_its_country(text: str, end: int, place: Place) -> Place:
    """E.g. "Birmingham, Alabama" is not the larger namesake: the state or country named after the comma decides."""
    holder = _holder(text, end) if place.kind == "city" else None
    if holder is None or (holder.country in (None, place.country) and holder.kind == "country"):
        return place
    if holder.kind == "region" and holder.country == place.country and place.within in (None, holder.name):
        return place
    return replace(place, country=holder.country, population=0, within=holder.name if holder.kind == "region" else None)


def _holder(text: str, end: int) -> Place | None:
    match = _HOLDER.match(text, end)
    place = (look_up(match[1]) or look_up(match[1].split()[0])) if match else None
    return place if place and place.kind in ("country", "region") else None


_STORM = Sought(r"\b(?i:{named storm})\s([A-Z][a-z]+)\b(?:\s(?:and|or|&)\s([A-Z][a-z]+)\b)?")


def names_of_storms(text: str) -> frozenset[str]:
    """The names that a text gives to storms: "Cyclone Obora"."""
    return frozenset(name for pair in _STORM.findall(text) for name in pair if name)
